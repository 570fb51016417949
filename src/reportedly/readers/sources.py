"""From what a person names to reports: a file, a directory, `-`, a URL."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import SourceError, SourceNotFound, SourceRefused, SourceTooLarge, SourceUnreadable
from reportedly.readers.base import END, Content, Kind, Outcome, Place, Reached, Reader, ReadOptions, Record, printable
from reportedly.readers.folders import folder_bytes, kinds_told, walk
from reportedly.readers.lines import line_records, looks_like_lines, read_line
from reportedly.readers.sniffing import PACKED, STREAMED, begun, kind_of_name, sniffed, unpacked_name

_STDIN = "-"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


def read(source: str, options: ReadOptions | None = None, *, stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """Each report of `source`, or the SourceError that stands in its place; nothing is raised for a bad source.

    `source`: a path of a file or a directory, "-" for `stdin` (by default the process's own), or an http(s) URL. A
    directory is walked in the order of names, hidden files apart, for the kinds of file that we read. Archives (.warc,
    .wacz, .jsonl, packed or not), feeds and sitemaps hold many reports. The kind of a source without a known suffix is
    told from its content.
    """
    chosen = options or ReadOptions()
    for record in records(source, chosen, stdin=stdin):
        yield from parse(record, chosen)


def read_stream(handle: BinaryIO, name: str, options: ReadOptions | None = None) -> Iterator[Outcome]:
    """The same of bytes that are at hand. `name`: as errors name it; its suffix, where we know it, tells the kind."""
    chosen = options or ReadOptions()
    about, place = Content(source=printable(name), data=b""), Place(source=printable(name))
    for record in _told(_stream(handle, about, place, kind_of_name(about.source), chosen)):
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
        report = _reader(record.kind)(record.given, options)
        led = record.given.published
        yield report if report.published or led is None else replace(report, published=led)
    except SourceError as error:
        yield error


def bytes_of(source: str) -> int | None:
    """How many bytes the files of a source have, known before any of them is read; None for a URL or a stream."""
    path = Path(source)
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return folder_bytes(path)
    return status.st_size if stat.S_ISREG(status.st_mode) else None


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
        about = Content(source="stdin", data=b"")
        yield from _stream(stdin or sys.stdin.buffer, about, Place(source="stdin"), None, options)
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
    kind = kind_of_name(path.name)
    is_regular = stat.S_ISREG(status.st_mode)
    if not is_regular and not stat.S_ISFIFO(status.st_mode):
        raise SourceRefused(name, "is a device or a socket, not a file; give a file")
    if is_regular and status.st_size == 0:
        raise SourceUnreadable(name, "is empty; give a source that holds a report")
    # What is read piece by piece has a limit for each piece; of what has no telling name, its content decides.
    if kind is not None and kind not in STREAMED and status.st_size > options.max_file_bytes:
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
            yield from _stream(handle, Content(source=name, data=b""), place, kind, options, after)
    except OSError as error:
        raise SourceRefused(name, f"cannot be read ({error.strerror}); check its permissions") from error


def _stream(
    handle: BinaryIO, about: Content, place: Place, kind: Kind | None, options: ReadOptions, after: str | None = None
) -> Iterator[Record]:
    """The records of a stream; the last one, or one after it, stands at the end. `about`: what is known of it, without
    its bytes."""
    head, handle = begun(handle)
    known = sniffed(head, kind)
    if known in STREAMED:
        yield from _streamed(known, handle, about, place, options, after)
        yield Record(place=place, given=None)
        return
    data = handle.read(options.max_file_bytes + 1)
    if len(data) > options.max_file_bytes:
        raise _too_large(about.source, options)
    yield from _whole(replace(about, data=data), place, known, options, after)


def _streamed(
    kind: Kind, handle: BinaryIO, about: Content, place: Place, options: ReadOptions, after: str | None
) -> Iterator[Record]:
    """The records of what is read piece by piece."""
    if kind is Kind.LINES:
        yield from line_records(handle, about.source, place, options, after)
    elif kind is Kind.WARC:
        yield from _warc(handle, about.source, place, options, after)
    elif kind is Kind.WACZ:
        yield from _wacz(handle, about.source, place, options, after)
    else:
        yield from _packed(kind, handle, about, place, options, after)


def _warc(handle: BinaryIO, name: str, place: Place, options: ReadOptions, after: str | None) -> Iterator[Record]:
    from reportedly.readers.stretches import FileStretch, StreamStretch
    from reportedly.readers.warc import told_where_empty, warc_records

    stretch = FileStretch(handle) if handle.seekable() else StreamStretch(lambda: handle)
    had = warc_records(stretch, name, place, options, after)
    yield from had if after else told_where_empty(had, name, place)


def _wacz(handle: BinaryIO, name: str, place: Place, options: ReadOptions, after: str | None) -> Iterator[Record]:
    from reportedly.readers.wacz import wacz_records
    from reportedly.readers.warc import told_where_empty

    if not handle.seekable():  # the list of a zip stands at its end
        data = handle.read(options.max_file_bytes + 1)
        if len(data) > options.max_file_bytes:
            raise _too_large(name, options)
        handle = io.BytesIO(data)
    had = wacz_records(handle, name, place, options, after)
    yield from had if after else told_where_empty(had, name, place)


def _packed(
    kind: Kind, handle: BinaryIO, about: Content, place: Place, options: ReadOptions, after: str | None
) -> Iterator[Record]:
    """The records of what is in a gzip or zstd; how far it is, is told in packed bytes."""
    from reportedly.readers.unpacking import unpacked

    head, inner = begun(unpacked(handle, kind, about.source))
    known = sniffed(head, kind_of_name(unpacked_name(about.source)))
    if known in (*PACKED.values(), Kind.WARC, Kind.WACZ):
        raise SourceUnreadable(about.source, "is an archive that is packed once more; unpack it and give what is in it")
    for record in _stream(inner, about, place, known, options, after):
        if record.place.position == END:
            if record.given is not None:
                yield record
            continue
        done = handle.tell() if handle.seekable() else record.place.done
        yield replace(record, place=replace(record.place, done=done))


def _whole(
    content: Content, place: Place, kind: Kind | None, options: ReadOptions, after: str | None = None
) -> Iterator[Record]:
    """The records of what was read whole."""
    if kind is None:
        kind = Kind.LINES if looks_like_lines(content.data) else Kind.TEXT
    if kind is Kind.LINES:
        yield from line_records(io.BytesIO(content.data), content.source, place, options, after)
    elif kind is Kind.FEED:
        from reportedly.readers.feed import feed_records

        yield from feed_records(content, place, options, after)
    elif kind is Kind.SITEMAP:
        from reportedly.readers.sitemap import sitemap_records

        yield from sitemap_records(content, place, options, after)
    else:
        yield Record(place=place, given=content, kind=kind)
        return
    yield Record(place=place, given=None)


def _url(url: str, options: ReadOptions) -> Iterator[Record]:
    from reportedly.readers.web import fetch

    fetched = fetch(url, options)
    about = replace(fetched.content, data=b"")
    place = Place(source=url)
    known = sniffed(fetched.content.data, fetched.kind)
    if known in STREAMED:
        yield from _stream(io.BytesIO(fetched.content.data), about, place, fetched.kind, options)
    else:
        yield from _whole(fetched.content, place, known, options)


def _directory(path: Path, options: ReadOptions, reached: Reached) -> Iterator[Record]:
    found = False
    for entry in walk(path):
        found = True
        if isinstance(entry, SourceError):
            yield Record(place=Place(source=entry.source), given=entry)
            continue
        try:
            yield from _path(entry, options, reached)
        except SourceError as error:
            yield Record(place=Place(source=error.source), given=error)
    if not found:
        raise SourceNotFound(printable(str(path)), f"holds no file that can be read; it may hold {kinds_told()}")


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
