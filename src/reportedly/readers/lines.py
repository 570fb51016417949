"""JSON lines: one report a line, `{"id": …, "text": …}` and, if known, url, outlet, title, published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import BinaryIO

from reportedly.errors import SourceError, SourceTooLarge, SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers.base import MIB, Content, Facts, Kind, Place, ReadOptions, Record, heading_of, report_of
from reportedly.readers.dates import parse_published

_BOM = b"\xef\xbb\xbf"


def line_records(
    handle: BinaryIO, source: str, place: Place, options: ReadOptions, after: str | None = None
) -> Iterator[Record]:
    """A record for each line that is not blank, or the SourceError that stands in its place.

    Read line by line, so the file may be larger than memory; one line is at most `options.max_page_bytes`. A source
    without a line that holds something yields one SourceUnreadable. `after`: the position to go on from, by reading
    where the handle cannot seek; positions are "bytes:lines".
    """
    offset, number = map(int, after.split(":")) if after else (0, 0)
    _pass(handle, offset)
    is_empty = not offset
    for line, length in _lines(handle, options.max_page_bytes, is_first=not offset):
        number, offset = number + 1, offset + length
        if line is not None and not line.strip():
            continue
        is_empty = False
        name = f"{source}, line {number}"
        here = replace(place, position=f"{offset}:{number}", done=offset)
        yield Record(place=here, given=_content(line, name, options), kind=Kind.LINES)
    if is_empty:
        yield Record(place=place, given=SourceUnreadable(source, 'is empty; give one {"id": …, "text": …} a line'))


def read_line(content: Content, options: ReadOptions) -> Report:
    """The report that a line holds; `text` is kept exactly as given."""
    return _report(content.data, content.source, options)


def looks_like_lines(data: bytes) -> bool:
    """Whether the first line that is not blank is a JSON object with a text."""
    first = data.removeprefix(_BOM).lstrip().split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "text" in row


def _pass(handle: BinaryIO, count: int) -> None:
    if count and handle.seekable():
        handle.seek(count)
        return
    while count > 0 and (passed := len(handle.read(min(count, MIB)))):
        count -= passed


def _lines(handle: BinaryIO, max_bytes: int, *, is_first: bool) -> Iterator[tuple[bytes | None, int]]:
    """Each line without its mark, and its bytes; None for one above `max_bytes`, which is never held."""
    while line := handle.readline(max_bytes + 1):
        length = len(line)
        if is_first:
            line, is_first = line.removeprefix(_BOM), False
        if len(line) <= max_bytes:
            yield line, length
            continue
        while line and not line.endswith(b"\n"):
            line = handle.readline(max_bytes)
            length += len(line)
        yield None, length


def _content(line: bytes | None, name: str, options: ReadOptions) -> Content | SourceError:
    if line is None:
        return SourceTooLarge(name, f"is above {options.max_page_bytes:,} bytes; split the text or raise the limit")
    return Content(source=name, data=line)


def _report(line: bytes, name: str, options: ReadOptions) -> Report:
    row = _row(line, name)
    text = row.get("text")
    if not isinstance(text, str):
        raise SourceUnreadable(name, "has no text; give it a key 'text' with a string")
    title = _string(row, "title", name)
    facts = Facts(
        id=_id(row, name),
        url=_string(row, "url", name),
        outlet=_string(row, "outlet", name),
        title=title or heading_of(text),
        published=_published(row, name),
        language=_string(row, "language", name),
    )
    return report_of(text, facts, name, options)


def _row(line: bytes, name: str) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceUnreadable(name, "is not UTF-8; write the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise SourceUnreadable(name, "is not JSON; write one JSON object a line") from error
    if not isinstance(row, dict):
        raise SourceUnreadable(name, 'is not a JSON object; write {"id": …, "text": …}')
    return row


def _id(row: dict[str, object], name: str) -> str | None:
    value = row.get("id")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _string(row, "id", name)


def _string(row: dict[str, object], key: str, name: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise SourceUnreadable(name, f"has a {key} that is not a string; put it in quotes")
    return value if value and value.strip() else None


def _published(row: dict[str, object], name: str) -> date | datetime | None:
    written = _string(row, "published", name)
    moment = parse_published(written) if written else None
    if written and moment is None:
        raise SourceUnreadable(name, f"has published {written!r}; write a day as 2025-10-30")
    return moment
