"""From what a person names to reports: a file, a directory, `-`, a URL."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import SourceError, SourceNotFound, SourceRefused, SourceTooLarge, SourceUnreadable
from reportedly.readers.base import END, Content, Kind, Outcome, Place, Reached, Reader, ReadOptions, Record, printable
from reportedly.readers.lines import line_records, looks_like_lines, read_line

_SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".pdf": Kind.PDF,
    ".jsonl": Kind.LINES,
}
_STDIN = "-"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
# Enough for a byte-order mark, an XML declaration and a comment above <html>.
_SNIFFED_BYTES = 4096


def read(source: str, options: ReadOptions | None = None, *, stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """Each report of `source`, or the SourceError that stands in its place; nothing is raised for a bad source.

    `source`: a path of a file or a directory, "-" for `stdin` (by default the process's own), or an http(s) URL. A
    directory is walked in the order of names, hidden files apart, for the kinds of file that we read. A source that
    ends in .jsonl is one report a line. The kind of any other source without a known suffix is told from its content.
    """
    chosen = options or ReadOptions()
    for record in records(source, chosen, stdin=stdin):
        yield from parse(record, chosen)


def read_stream(handle: BinaryIO, name: str, options: ReadOptions | None = None) -> Iterator[Outcome]:
    """The same of bytes that are at hand. `name`: as errors name it; its suffix, where we know it, tells the kind."""
    chosen = options or ReadOptions()
    kind = _SUFFIXES.get(Path(printable(name)).suffix.lower())
    for record in _told(_stream(handle, printable(name), Place(source=printable(name)), kind, chosen)):
        yield from parse(record, chosen)


def records(
    source: str,
    options: ReadOptions | None = None,
    *,
    reached: Reached | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Record]:
    """What holds the reports of `source` (see `read`), had but not yet parsed; nothing is raised for a bad source.

    `reached`: asked for each file; what was read of it earlier is passed over.
    """
    return _told(_records(source, options or ReadOptions(), reached or _nowhere, stdin))


def parse(record: Record, options: ReadOptions) -> Iterator[Outcome]:
    """The reports of a record, or the SourceError that stands in their place. May run in another process."""
    if record.given is None:
        return
    if isinstance(record.given, SourceError):
        yield record.given
        return
    try:
        assert record.kind is not None, "what was had is of a kind"
        yield _reader(record.kind)(record.given, options)
    except SourceError as error:
        yield error


def _nowhere(_source: str, _fingerprint: str) -> str | None:
    return None


def _told(had: Iterator[Record]) -> Iterator[Record]:
    """The same, with what is raised as the last of them."""
    try:
        yield from had
    except SourceError as error:
        yield Record(place=Place(source=error.source), given=error)


def _records(source: str, options: ReadOptions, reached: Reached, stdin: BinaryIO | None) -> Iterator[Record]:
    if source == _STDIN:
        yield from _stream(stdin or sys.stdin.buffer, "stdin", Place(source="stdin"), None, options)
        return
    if not source.strip():
        raise SourceNotFound("(empty)", "no source is named; give a file, a directory, - or a URL")
    scheme = _SCHEME.match(source.strip())
    if scheme is None:
        yield from _path(Path(source), options, reached)
    elif scheme[1].lower() not in ("http", "https"):
        raise SourceRefused(printable(source), "is no file, and only http and https are fetched")
    else:
        yield from _url(printable(source), options)


def _path(path: Path, options: ReadOptions, reached: Reached) -> Iterator[Record]:
    name = printable(str(path))
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise SourceNotFound(name, "there is no such file or directory; check the path") from error
    except OSError as error:
        raise SourceRefused(name, f"cannot be opened ({error.strerror}); check the path and its permissions") from error
    if stat.S_ISDIR(status.st_mode):
        return _directory(path, options, reached)
    return _file(path, status, options, reached)


def _file(path: Path, status: os.stat_result, options: ReadOptions, reached: Reached) -> Iterator[Record]:
    name = printable(str(path))
    kind = _SUFFIXES.get(path.suffix.lower())
    is_regular = stat.S_ISREG(status.st_mode)
    if not is_regular and not stat.S_ISFIFO(status.st_mode):
        raise SourceRefused(name, "is a device or a socket, not a file; give a file")
    if is_regular and status.st_size == 0:
        raise SourceUnreadable(name, "is empty; give a source that holds a report")
    # Lines are read one by one, so only each line has a limit.
    if kind is not Kind.LINES and status.st_size > options.max_file_bytes:
        raise _too_large(name, options)
    place = Place(source=name)
    if is_regular:  # known by its whole path, whatever folder it is named from
        fingerprint = f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"
        whole = printable(os.path.abspath(path))  # noqa: PTH100 - links are kept
        place = Place(source=whole, fingerprint=fingerprint, done=status.st_size, total=status.st_size)
    after = reached(place.source, place.fingerprint) if place.fingerprint else None
    if after == END:
        return
    try:
        with path.open("rb") as handle:
            yield from _stream(handle, name, place, kind, options, after)
    except OSError as error:
        raise SourceRefused(name, f"cannot be read ({error.strerror}); check its permissions") from error


def _stream(
    handle: BinaryIO, name: str, place: Place, kind: Kind | None, options: ReadOptions, after: str | None = None
) -> Iterator[Record]:
    """The records of a stream; the last one, or one after it, stands at the end."""
    if kind is Kind.LINES:
        yield from line_records(handle, name, place, options, after)
        yield Record(place=place, given=None)
        return
    data = handle.read(options.max_file_bytes + 1)
    if len(data) > options.max_file_bytes:
        raise _too_large(name, options)
    yield from _content(Content(source=name, data=data), place, kind, options)


def _content(content: Content, place: Place, kind: Kind | None, options: ReadOptions) -> Iterator[Record]:
    known = _sniffed(content.data, kind)
    if known is Kind.LINES:
        yield from line_records(io.BytesIO(content.data), content.source, place, options)
        yield Record(place=place, given=None)
    else:
        yield Record(place=place, given=content, kind=known)


def _url(url: str, options: ReadOptions) -> Iterator[Record]:
    from reportedly.readers.web import fetch

    fetched = fetch(url, options)
    yield from _content(fetched.content, Place(source=url), fetched.kind, options)


def _directory(path: Path, options: ReadOptions, reached: Reached) -> Iterator[Record]:
    found = False
    for entry in _walk(path):
        found = True
        if isinstance(entry, SourceError):
            yield Record(place=Place(source=entry.source), given=entry)
            continue
        try:
            yield from _path(entry, options, reached)
        except SourceError as error:
            yield Record(place=Place(source=error.source), given=error)
    if not found:
        kinds = ", ".join(_SUFFIXES)
        raise SourceNotFound(printable(str(path)), f"holds no file that can be read; it may hold {kinds}")


def _walk(path: Path) -> Iterator[Path | SourceError]:
    """The files of known kinds below `path` in the order of names; links to directories are not followed."""
    try:
        entries = sorted(path.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        reason = f"cannot be listed ({error.strerror}); check its permissions"
        yield SourceRefused(printable(str(path)), reason)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry)
        elif entry.suffix.lower() in _SUFFIXES and not entry.is_fifo():
            yield entry


def _sniffed(data: bytes, kind: Kind | None) -> Kind:
    """What the bytes hold: a PDF whatever it is called; else the kind they go by, or what their head looks like."""
    head = data[:_SNIFFED_BYTES].removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if kind is not None:
        return kind
    if _HTML.match(head):
        return Kind.PAGE
    if re.match(rb"---[ \t]*\r?\n", head):
        return Kind.MARKDOWN
    return Kind.LINES if looks_like_lines(data) else Kind.TEXT


def _reader(kind: Kind) -> Reader:
    """The reader of a kind; each loads its own library, when it is first asked for."""
    if kind is Kind.LINES:
        return read_line
    if kind is Kind.PAGE:
        from reportedly.readers.page import read_page

        return read_page
    if kind is Kind.PDF:
        from reportedly.readers.pdf import read_pdf

        return read_pdf
    from reportedly.readers.text import read_markdown, read_text

    return read_markdown if kind is Kind.MARKDOWN else read_text


def _too_large(name: str, options: ReadOptions) -> SourceTooLarge:
    return SourceTooLarge(name, f"is above {options.max_file_bytes:,} bytes; give the part that is the report")
