"""WACZ: a zip that holds WARCs in its folder archive/; each is streamed out of it, and nothing is unpacked to disk.

A position is "member:place": which of the WARCs, in the order of the zip, and the position in it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from reportedly.errors import SourceUnreadable
from reportedly.readers.base import MIB, Place, ReadOptions, Record, printable
from reportedly.readers.stretches import FileStretch, StreamStretch, Stretch
from reportedly.readers.unpacking import MAX_RATIO
from reportedly.readers.warc import warc_records

# The list of a zip's members is held in memory; a crawl of a year has some thousand members of a hundred bytes each.
MAX_LIST_BYTES = 32 * MIB
_WARC = re.compile(r"archive/[^/]+\.warc(?:\.gz|\.zst)?", re.IGNORECASE)
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCAL_BYTES = 30
_DAMAGES = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError)
_WORSE_DAMAGES = (*_DAMAGES, ValueError, struct.error, OverflowError, IndexError, KeyError, AttributeError)


def wacz_records(
    handle: BinaryIO, name: str, place: Place, options: ReadOptions, after: str | None = None
) -> Iterator[Record]:
    """The records of each WARC in the zip; a damaged one costs itself. `handle`: one that can seek; `after`: the
    position to go on from. Raises SourceUnreadable where it is no zip that holds WARCs."""
    number, _, inner = (after or "0").partition(":")
    members = _members(handle, name)
    with zipfile.ZipFile(handle) as opened:
        for index in range(int(number), len(members)):
            member = members[index]
            warc = f"{name}, {printable(member.filename)}"
            goes_on = inner if index == int(number) else ""
            try:
                stretch = _stretch(opened, handle, member, warc)
                for record in warc_records(stretch, warc, place, options, goes_on or None):
                    done = member.header_offset + min(record.place.done, member.compress_size)
                    here = replace(place, position=f"{index}:{record.place.position}", done=done)
                    yield replace(record, place=here)
            except (SourceUnreadable, *_DAMAGES) as error:
                damaged = SourceUnreadable(warc, "is damaged or encrypted in its zip; make the WACZ anew")
                told = error if isinstance(error, SourceUnreadable) else damaged
                yield Record(place=replace(place, position=f"{index + 1}:"), given=told)


def _members(handle: BinaryIO, name: str) -> list[zipfile.ZipInfo]:
    """The WARCs of a zip. Raises SourceUnreadable."""
    if _list_bytes(handle) > MAX_LIST_BYTES:
        raise SourceUnreadable(name, "is a zip archive with more members than any crawl has; give the WARCs in it")
    try:
        with zipfile.ZipFile(handle) as opened:
            members = [member for member in opened.infolist() if _WARC.fullmatch(member.filename)]
    except _WORSE_DAMAGES as error:
        raise SourceUnreadable(name, "is a damaged zip archive; make or fetch it anew") from error
    if sum(member.compress_size for member in members) > handle.seek(0, io.SEEK_END):
        raise SourceUnreadable(name, "is a zip archive whose members lie over one another; make the WACZ anew")
    if not members:
        reason = "is a zip archive or an office document without WARCs; give an HTML, text, Markdown or PDF file"
        raise SourceUnreadable(name, reason)
    return members


def _list_bytes(handle: BinaryIO) -> int:
    """How long the zip says that its list is; zipfile would read it before one could ask."""
    size = handle.seek(0, io.SEEK_END)
    handle.seek(max(0, size - 65_557 - 20 - _END_64.size))
    tail = handle.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + _END.size > len(tail):
        return 0
    listed = int(_END.unpack_from(tail, found)[5])
    wide = tail.rfind(b"PK\x06\x06", 0, found)
    if wide >= 0 and wide + _END_64.size <= len(tail):
        listed = max(int(_END_64.unpack_from(tail, wide)[8]), 0 if listed == 0xFFFFFFFF else listed)
    return min(listed, size)


def _stretch(opened: zipfile.ZipFile, handle: BinaryIO, member: zipfile.ZipInfo, name: str) -> Stretch:
    """A member: a part of the file where the zip only stores it, as the format asks; else unpacked as it is read."""
    if member.flag_bits & 0x1:
        raise RuntimeError("encrypted")
    if member.compress_type == zipfile.ZIP_STORED:
        handle.seek(member.header_offset)
        head = handle.read(_LOCAL_BYTES)
        if len(head) < _LOCAL_BYTES or not head.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile("no member where the list says")
        names = sum(struct.unpack_from("<2H", head, 26))
        return FileStretch(handle, member.header_offset + _LOCAL_BYTES + names, member.compress_size)
    if member.file_size > MAX_RATIO * max(MIB, member.compress_size):
        raise SourceUnreadable(name, f"unpacks to more than {MAX_RATIO} times its size; unpack it yourself")
    return StreamStretch(lambda: opened.open(member), member.file_size)  # type: ignore[arg-type,return-value]
