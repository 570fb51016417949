"""Adding what a person hands over: an address, pasted words or a file; read, kept, drawn into the picture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import SourceError, SourceTooLarge
from reportedly.workflow.picturing import draw
from reportedly.workflow.reading import Kept, add

if TYPE_CHECKING:
    from reportedly.extraction.pipeline import Extractor
    from reportedly.model.report import Report
    from reportedly.readers.base import Outcome, ReadOptions
    from reportedly.stores.base import Store

MAX_REPORTS = 50
"""Of one file: what is read while a person waits. Files with more are for `reportedly add`, which can be cut short."""
MAX_LISTED = 10
"""Pages fetched because one feed or sitemap lists them: there is a pause between two, and a person waits."""
MAX_FILE_BYTES = 20 * 1024**2
PASTED = "the pasted text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was sent: its bytes from the beginning, and what it is called."""

    name: str
    handle: BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was handed over: one of `url`, `text` and `upload`. `title` is for a text without one; `outlet` and
    `published` are taken before what the source says of itself."""

    url: str = ""
    text: str = ""
    upload: Upload | None = None
    title: str = ""
    outlet: str = ""
    published: str = ""


def read_given(given: Given) -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """The reports of what was given, and the sentences of those that could not be read.

    Needs neither store nor extractor, so that nobody else waits for a slow server. Raises SourceError where there is
    no report in it, ValueError where not just one thing is given or the day is none.
    """
    from reportedly.model.report import Report

    some = list(islice(_outcomes(given, _options(given)), MAX_REPORTS + 1))
    if len(some) > MAX_REPORTS:
        name = given.upload.name if given.upload else given.url or PASTED
        raise SourceTooLarge(name, f"holds more than {MAX_REPORTS} reports; add it from a terminal with reportedly add")
    errors = [one for one in some if isinstance(one, SourceError)]
    if len(errors) == len(some):
        raise errors[0]
    return tuple(one for one in some if isinstance(one, Report)), tuple(str(error) for error in errors)


def keep(reports: Sequence[Report], store: Store, extractor: Extractor) -> tuple[Kept, ...]:
    """Extract them, keep them, draw them into the picture. Raises StoreError."""
    kept = tuple(add(report, store, extractor) for report in reports)
    draw(store, extractor.knowledge)
    return kept


def _options(given: Given) -> ReadOptions:
    from reportedly.readers import ReadOptions

    written = given.published.strip()
    try:
        published = date.fromisoformat(written) if written else None
    except ValueError:
        raise ValueError(f"the day of publication {written!r} is no day: write it as 2025-06-27") from None
    outlet = given.outlet.strip() or None
    return ReadOptions(published=published, outlet=outlet, max_file_bytes=MAX_FILE_BYTES, max_listed=MAX_LISTED)


def _outcomes(given: Given, options: ReadOptions) -> Iterator[Outcome]:
    from reportedly.readers import read, read_stream

    url, text = given.url.strip(), given.text.strip()
    if sum((bool(url), bool(text), given.upload is not None)) != 1:
        several = url or text or given.upload
        raise ValueError(
            "only one report is read at a time: keep the address, the text or the file, and empty the others"
            if several
            else "nothing was given: paste an address or a text, or choose a file"
        )
    if url:
        if "://" not in url:
            url = f"https://{url}"
        return read(url, options)
    if given.upload is not None:
        return read_stream(given.upload.handle, given.upload.name, options)
    return read_stream(io.BytesIO(_titled(given.title, text).encode("utf-8", "replace")), PASTED, options)


def _titled(title: str, text: str) -> str:
    """The text under its title, where one is given."""
    from reportedly.readers.base import with_title

    return with_title(" ".join(title.split()) or None, text)
