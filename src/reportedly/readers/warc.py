"""WARC: the pages that a crawler kept, one record each, streamed; what is damaged costs no more than it must.

ISO 28500. A position is "offset:passed": where a record begins, and how many from there have been passed. Whole in one
packing (against the standard, which packs each record alone), an archive has one such place only, its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from reportedly.errors import SourceError, SourceTooLarge, SourceUnreadable
from reportedly.readers.base import END, MIB, Content, Kind, Place, ReadOptions, Record, printable
from reportedly.readers.http_bodies import undone
from reportedly.readers.sniffing import is_page
from reportedly.readers.stretches import Stretch
from reportedly.readers.warc_damage import begins, next_begin

# A head holds a dozen short lines; addresses of thousands of characters are seen.
MAX_HEAD_BYTES = 64 * 1024
# How often reading begins anew close behind where it began last, after which the rest of a file is left: a disk fails
# in few places, a hostile file in any number, and each costs a read of this many bytes.
MAX_BEGINNINGS = 1_000
_CLOSE_BYTES = 64 * 1024
# Where so much was passed over since the last place that was told, the next one is.
_TOLD_EVERY_BYTES = 8 * MIB
_KINDS = {"text/html": Kind.PAGE, "application/xhtml+xml": Kind.PAGE, "text/plain": Kind.TEXT}
# Where a record says that it is longer than it is, the next one stands in it.
_NEXT_RECORD = b"\r\n\r\nWARC/1."
_MAX_SHOWN_URL = 300


@dataclass(frozen=True, slots=True)
class _Spot:
    """`passed` records behind the one that begins at `offset`."""

    offset: int
    passed: int = 0

    def __str__(self) -> str:
        return f"{self.offset}:{self.passed}"


@dataclass(frozen=True, slots=True)
class _Met:
    """A record or a damage: where one comes to it, where one stands after it (None: at the end), and what it gives."""

    before: _Spot
    after: _Spot | None
    given: Content | SourceError | None = None
    kind: Kind | None = None


class _Damaged(Exception):  # noqa: N818 - never leaves this module
    """The archive cannot be read on from here."""


class _PassedOver(Exception):  # noqa: N818 - never leaves this module
    """The archive goes on at `begin`."""

    def __init__(self, begin: int) -> None:
        super().__init__(begin)
        self.begin = begin


def warc_records(
    stretch: Stretch, name: str, place: Place, options: ReadOptions, after: str | None = None
) -> Iterator[Record]:
    """A record for each HTML page or plain text that was answered with status 200, or the SourceError in its place.

    Requests, images, revisits and what else archives hold are passed over. `after`: the position to go on from.
    """
    if after == END:
        return
    offset, passed = map(int, after.split(":")) if after else (0, 0)
    walk = _Walk(stretch, name, options)
    held: _Met | None = None
    told = offset
    for met in walk.met(_Spot(offset, passed)):
        here = replace(place, position=str(met.before), done=met.before.offset)
        if held is not None:
            yield Record(place=here, given=held.given, kind=held.kind)
        elif here.done - told >= _TOLD_EVERY_BYTES:
            yield Record(place=here, given=None)
        if held is not None or here.done - told >= _TOLD_EVERY_BYTES:
            told = here.done
        held = met if met.given is not None else None
    if held is not None:
        here = place if held.after is None else replace(place, position=str(held.after), done=held.after.offset)
        yield Record(place=here, given=held.given, kind=held.kind)


def told_where_empty(had: Iterator[Record], name: str, place: Place) -> Iterator[Record]:
    """The records of an archive that is read from its beginning, or what to do where it holds no page."""
    is_empty = True
    for record in had:
        is_empty = is_empty and record.given is None
        yield record
    if is_empty:
        reason = "holds no page that was answered with HTTP 200; give an archive that holds HTML"
        yield Record(place=place, given=SourceUnreadable(name, reason))


class _Walk:
    """One way through an archive, from damage to damage."""

    def __init__(self, stretch: Stretch, name: str, options: ReadOptions) -> None:
        self._stretch = stretch
        self._name = name
        self._limit = options.max_page_bytes
        self._packing = stretch.at(0).read(4) if stretch.is_random else b""
        self._spot = self._reached = _Spot(0)

    def met(self, start: _Spot) -> Iterator[_Met]:
        """Every record and every damage from `start`. What is damaged on end is one damage."""
        passed = start.passed
        self._spot = self._reached = _Spot(start.offset)
        damaged: _Spot | None = None
        left = MAX_BEGINNINGS
        while left:
            begin: int | None = None
            try:
                for met in self._undamaged():
                    if damaged is not None:
                        yield _Met(damaged, met.before, self._damage(damaged, met.before))
                        damaged = None
                    if passed <= 0:
                        yield met
                    passed -= 1
            except _Damaged:
                damaged, begin = damaged or self._reached, self._next_begin()
            except _PassedOver as passed_over:
                begin = passed_over.begin
            passed = 0
            if begin is None:
                break
            left -= begin - self._spot.offset < _CLOSE_BYTES
            self._spot = self._reached = _Spot(begin)
        if damaged is not None or begin is not None:
            yield _Met(damaged or self._reached, None, self._damage(damaged or self._reached, None))

    def _undamaged(self) -> Iterator[_Met]:
        """The records up to the end. Raises _Damaged; `self._spot` is then the last record that began."""
        with _damage_told():
            yield from self._records()

    def _records(self) -> Iterator[_Met]:
        is_first, is_passed_over = True, False
        for record in _archive(self._stretch, self._spot.offset):
            if not is_first:
                self._spot = self._next(record.stream_pos)
            self._reached, is_first = self._spot, False
            declared = record.content_length
            given, kind = self._given(record)
            is_passed_over = given is None
            self._reached = _Spot(self._spot.offset, self._spot.passed + 1)
            yield _Met(self._spot, self._reached, given, kind)
            self._pass_over(declared)
        if is_passed_over and self._stretch.is_random and not self._spot.passed:
            self._reached = self._spot
            if not _is_whole(self._stretch, self._spot):
                raise _Damaged

    def _pass_over(self, declared: int) -> None:
        """What is packed and too large is passed over without being unpacked: it may be next to nothing, or no end of
        it. Raises _PassedOver where another record follows."""
        if declared > self._limit and self._is_packed() and not self._spot.passed:
            begin = self._next_begin()
            if begin is not None:
                raise _PassedOver(begin)

    def _next_begin(self) -> int | None:
        """Where the first record behind the last one begins that can be read again."""
        if not self._stretch.is_random:
            return None
        return next_begin(self._stretch, self._spot.offset + 1, self._packing)

    def _next(self, offset: int) -> _Spot:
        """The spot of the next record, which fastwarc says is at `offset`."""
        last = self._spot
        if offset > last.offset and self._stretch.is_random and begins(self._stretch, offset, self._packing):
            return _Spot(offset)
        return _Spot(last.offset, last.passed + 1)

    def _given(self, record: Any) -> tuple[Content | SourceError | None, Kind | None]:
        """What the record gives: nothing where it holds no page. Raises _Damaged, OSError."""
        url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
        if record.record_type != WarcRecordType.response or not url.lower().startswith(("http://", "https://")):
            return None, None
        name = f"{self._name}, {printable(url[:_MAX_SHOWN_URL])}"
        record.parse_http(auto_decode="none", max_header_len=MAX_HEAD_BYTES)
        head = record.http_headers
        if head is None or head.status_code != 200 or url.partition("?")[0].endswith("/robots.txt"):
            return None, None
        media_type = (record.http_content_type or "").split(";")[0].strip().lower()
        if media_type and media_type not in _KINDS:
            return None, None
        try:
            data = self._body(record, name)
        except SourceError as error:
            return error, None
        kind = _KINDS.get(media_type) or (Kind.PAGE if is_page(data) else None)
        if kind is None:
            return None, None
        charset = (record.http_charset or "").strip("\"' ") or None
        return Content(source=name, data=data, url=url, charset=charset, retrieved=record.record_date), kind

    def _body(self, record: Any, name: str) -> bytes:
        """The body of a response, undone. Raises SourceError where it cannot be had, _Damaged where it is not whole."""
        declared = record.content_length
        if declared > self._limit:
            left = None if self._stretch.size is None else self._stretch.size - self._spot.offset
            if left is not None and not self._is_packed() and declared > left:
                raise _Damaged
            raise SourceTooLarge(name, f"is above {self._limit:,} bytes; raise the limit to have it")
        body = record.reader.read(declared)
        if len(body) < declared or _NEXT_RECORD in body:
            raise _Damaged
        if record.headers.get("WARC-Truncated"):
            raise SourceUnreadable(name, "was cut short by the crawler; fetch the page itself")
        head = record.http_headers
        transfer, encoding = head.get("Transfer-Encoding") or "", head.get("Content-Encoding") or ""
        return undone(body, transfer, encoding, name, self._limit)

    def _is_packed(self) -> bool:
        return self._packing != b"WARC"

    def _damage(self, last: _Spot, begin: _Spot | None) -> SourceUnreadable:
        told = f"is damaged at or behind byte {last.offset:,}"
        if begin is None:
            return SourceUnreadable(self._name, f"{told}, and no record follows; what stands before it was read")
        return SourceUnreadable(self._name, f"{told}; reading went on at byte {begin.offset:,}")


@contextmanager
def _damage_told() -> Iterator[None]:
    """What fastwarc raises, as our own: OSError, and the panics of its core, which are no Exception."""
    try:
        yield
    except OSError as error:
        raise _Damaged from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _Damaged from error


def _archive(stretch: Stretch, offset: int) -> Iterator[Any]:
    """fastwarc's records from `offset`; it needs no more of a stream than a cursor has."""
    cursor: Any = stretch.at(offset)
    yield from ArchiveIterator(cursor, parse_http=False, max_header_len=MAX_HEAD_BYTES)


def _is_whole(stretch: Stretch, spot: _Spot) -> bool:
    """Whether the last record, which was passed over unread, is as long as it says: if not, others stand in it."""
    for record in _archive(stretch, spot.offset):
        declared, had = record.content_length, 0
        while more := record.reader.read(MIB):
            had += len(more)
        return bool(had == declared)
    return True
