"""What a worker does: a record to its report and claims. A plain value that any process can be handed."""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import SourceError
from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.readers.base import Place, ReadOptions, Record

if TYPE_CHECKING:
    from reportedly.extraction.pipeline import Extractor
    from reportedly.stores.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A report and its claims. `held`: a store held the text when it was asked, so it was not read for claims."""

    report: Report
    claims: tuple[Claim, ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a record came to: reports, and errors in place of others. `parse_s`, `extract_s`: seconds that took."""

    place: Place
    outcomes: tuple[Understood | SourceError, ...]
    parse_s: float = 0.0
    extract_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecords:
    """The task of reading records. `knowledge`: a user's own tables. `store`: the location of one whose texts need not
    be read again; None: every text is."""

    options: ReadOptions
    knowledge: tuple[Path, ...] = ()
    store: str | None = None

    def __call__(self) -> Callable[[Record], Parsed]:
        """Load what it takes. Raises KnowledgeError, StoreError."""
        extractor = extractor_of(self.knowledge)
        store = self._store()

        def read(record: Record) -> Parsed:
            return self._read(record, extractor.extract, store)

        if store is not None:
            weakref.finalize(read, store.close)  # whoever reads knows nothing of it
        return read

    def anywhere(self) -> ReadRecords:
        """The same for a process with another working directory."""
        store = self.store
        if store is not None and "://" not in store:
            store = os.path.abspath(Path(store).expanduser())  # noqa: PTH100 - links are kept
        return ReadRecords(
            options=self.options, knowledge=tuple(path.absolute() for path in self.knowledge), store=store
        )

    def _store(self) -> Store | None:
        from reportedly.stores import open_store

        return None if self.store is None else open_store(self.store, create=False)

    def _read(self, record: Record, extract: Callable[[Report], tuple[Claim, ...]], store: Store | None) -> Parsed:
        from reportedly.readers.sources import parse

        start = time.perf_counter()
        found = tuple(parse(record, self.options))
        parsed = time.perf_counter()
        outcomes = tuple(one if isinstance(one, SourceError) else _understood(one, extract, store) for one in found)
        return Parsed(
            place=record.place,
            outcomes=outcomes,
            parse_s=parsed - start,
            extract_s=time.perf_counter() - parsed,
        )


@lru_cache(maxsize=1)
def extractor_of(knowledge: tuple[Path, ...]) -> Extractor:
    """The extractor over the shipped tables and a user's own: what a process reads with, loaded once."""
    from reportedly.workflow.reading import load_extractor

    return load_extractor(knowledge)


def _understood(report: Report, extract: Callable[[Report], tuple[Claim, ...]], store: Store | None) -> Understood:
    if store is not None and store.has(report.sha256):
        return Understood(report=report, held=True)
    return Understood(report=report, claims=extract(report))


def name_of(record: Record) -> str:
    """What a person knows a record by, read or not."""
    return record.place.source if record.given is None else record.given.source
