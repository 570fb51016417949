"""Reports with their claims as Parquet files in a folder: what many machines write, and a store takes in.

A file holds the reports of one batch, and in its own metadata how far their sources were read: both or neither are
there. Files are numbered in the order of reading, and are written under another name first.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import StoreError, StoreUnwritable
from reportedly.model.claim_json import claim_from_json, claim_to_json
from reportedly.model.report import Link, Report
from reportedly.stores.base import Added, Mark, Outcome
from reportedly.workflow.keepers import StoreKeeper
from reportedly.workflow.tasks import Understood

if TYPE_CHECKING:
    from reportedly.stores.base import Store

NAME = "part-{number:06}.parquet"
_MARKS = b"reportedly.marks"
_VERSION = b"reportedly.version"
_OUR_VERSION = b"1"
_WORDS = ("id", "text", "url", "canonical_url", "outlet", "title", "byline", "dateline", "language")


class PartKeeper:
    """Into a folder, one file a batch (a `Keeper`). Whether a text is held is seen by the store that takes it in."""

    def __init__(self, folder: Path) -> None:
        _arrow()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnwritable(f"the folder {folder} cannot be made ({error.strerror}): name another") from error
        self._folder = folder
        parts = parts_in(folder)
        self._number = len(parts)
        self._reached = {(m.source, m.fingerprint): m.position for part in parts for m in _marks_of(part)}

    def keep(self, read: Sequence[Understood], marks: Sequence[Mark]) -> Sequence[Added | StoreError]:
        """See Keeper."""
        last = {mark.source: mark for mark in marks}
        self._number += 1
        _write(self._folder / NAME.format(number=self._number), read, tuple(last.values()))
        self._reached.update({(mark.source, mark.fingerprint): mark.position for mark in last.values()})
        return [Added(outcome=Outcome.NEW, report_id=one.report.id, version=one.report.version) for one in read]

    def reached(self, source: str, fingerprint: str) -> str | None:
        """See Keeper."""
        return self._reached.get((source, fingerprint))


def parts_in(folder: Path) -> list[Path]:
    """The files of a folder in the order in which they were written."""
    return sorted(folder.glob("part-*.parquet"))


def load_parts(folder: Path, store: Store) -> Iterator[Sequence[Added | StoreError]]:
    """Take a folder into a store, file by file, each in one transaction; one that was taken in before is passed over.
    Raises StoreError."""
    keeper = StoreKeeper(store)
    for part in parts_in(folder):
        status = part.stat()
        name = os.path.abspath(part)  # noqa: PTH100 - links are kept
        mark = Mark(
            source=name, fingerprint=f"{status.st_size}:{status.st_mtime_ns}", position="end", done=status.st_size
        )
        if keeper.reached(mark.source, mark.fingerprint) is None:
            yield keeper.keep(tuple(_read(part)), (*_marks_of(part), mark))


def _write(path: Path, read: Sequence[Understood], marks: Sequence[Mark]) -> None:
    pyarrow, parquet = _arrow()
    facts = {_VERSION: _OUR_VERSION, _MARKS: json.dumps([asdict(mark) for mark in marks]).encode()}
    table = pyarrow.Table.from_pylist([_row(one) for one in read], schema=_schema(pyarrow).with_metadata(facts))
    before = path.with_suffix(".writing")
    try:
        with before.open("wb") as handle:
            parquet.write_table(table, handle, compression="zstd")
            handle.flush()
            os.fsync(handle.fileno())
        before.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreUnwritable(
            f"{path} cannot be written ({error.strerror}): free some space, or name another"
        ) from error


def _schema(pyarrow: Any) -> Any:
    words = [(name, pyarrow.string()) for name in (*_WORDS, "published", "retrieved", "links")]
    return pyarrow.schema([*words, ("claims", pyarrow.list_(pyarrow.string()))])


def _row(one: Understood) -> dict[str, Any]:
    report = one.report
    row: dict[str, Any] = {name: _encodable(getattr(report, name)) for name in _WORDS}
    row["published"] = report.published.isoformat() if report.published else None
    row["retrieved"] = report.retrieved.isoformat() if report.retrieved else None
    row["links"] = json.dumps([[link.url, link.words] for link in report.links])
    row["claims"] = [json.dumps(claim_to_json(claim)) for claim in one.claims]
    return row


def _read(part: Path) -> Iterator[Understood]:
    _, parquet = _arrow()
    try:
        rows = parquet.read_table(part).to_pylist()
        yield from [_understood(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{part} is no file of reports that can be read ({error}): write it anew with add --out"
        ) from error


def _understood(row: dict[str, Any]) -> Understood:
    report = Report(
        **{name: row[name] for name in _WORDS},
        published=_moment(row["published"]),
        retrieved=datetime.fromisoformat(row["retrieved"]) if row["retrieved"] else None,
        links=tuple(Link(url=url, words=words) for url, words in json.loads(row["links"])),
    )
    return Understood(report=report, claims=tuple(claim_from_json(json.loads(text)) for text in row["claims"]))


def _moment(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _marks_of(part: Path) -> tuple[Mark, ...]:
    _, parquet = _arrow()
    try:
        facts = parquet.read_schema(part).metadata or {}
        if facts.get(_VERSION) != _OUR_VERSION:
            raise StoreError(f"{part} was not written by add --out of this version: name another folder")
        return tuple(Mark(**mark) for mark in json.loads(facts[_MARKS]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{part} is no file of reports that can be read ({error}): write it anew with add --out"
        ) from error


def _damaged(part: Path, error: Exception) -> StoreError:
    return StoreError(f"{part} is no file of reports that can be read ({error}): write it anew with add --out")


def _encodable(words: str | None) -> str | None:
    """Parquet holds UTF-8; a report that is none is refused by every store, too."""
    return None if words is None else words.encode("utf-8", "replace").decode("utf-8")


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise StoreError(
            'Parquet files need pyarrow: install "reportedly[ray]" or pyarrow, or add to a store without --out'
        ) from error
    return pyarrow, pyarrow.parquet
