"""Where the next record of a damaged WARC begins."""

from __future__ import annotations

import re

from reportedly.readers.base import MIB
from reportedly.readers.sniffing import is_warc_head
from reportedly.readers.stretches import Stretch

# Enough for a packing's own head (a file name in it, its code tables) and the first letters of what is packed.
_HEAD_BYTES = 512
_MARK_BYTES = 64
# A version and a first header: what stands before them may be anything.
_LINE = re.compile(rb"WARC/[01]\.\d\r?\n(?=[A-Za-z][A-Za-z-]{0,40}:)")
_MARKS = {b"\x1f\x8b\x08": re.compile(rb"\x1f\x8b\x08"), b"\x28\xb5\x2f": re.compile(rb"\x28\xb5\x2f\xfd")}


def begins(stretch: Stretch, offset: int, packing: bytes) -> bool:
    """Whether a record begins at `offset`. `packing`: the first bytes of the archive."""
    head = stretch.at(offset).read(_HEAD_BYTES)
    return head[:3] == packing[:3] and is_warc_head(head)


def next_begin(stretch: Stretch, offset: int, packing: bytes) -> int | None:
    """The first place from `offset` at which a record begins in the archive's own packing; None: there is none."""
    mark = _MARKS.get(packing[:3], _LINE)
    start, cursor = offset, stretch.at(offset)
    data = b""
    while more := cursor.read(MIB):
        data += more
        for found in mark.finditer(data):
            place = start + found.start()
            if mark is _LINE or _is_begin(stretch, place, data[found.start() : found.start() + _HEAD_BYTES]):
                return place
        kept = data[-_MARK_BYTES:]
        start += len(data) - len(kept)
        data = kept
    return None


def _is_begin(stretch: Stretch, place: int, data: bytes) -> bool:
    """Looked at in what was read, and again where that ends too soon."""
    return is_warc_head(data if len(data) >= _HEAD_BYTES else stretch.at(place).read(_HEAD_BYTES))
