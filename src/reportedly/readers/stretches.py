"""Bytes that can be read from several places at once: a file, a part of a file, a stream that can only be read once."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Protocol

from reportedly.readers.base import MIB


class Cursor(Protocol):
    """What reads on from a place."""

    def read(self, size: int = -1, /) -> bytes: ...

    def tell(self) -> int: ...


class Stretch(Protocol):
    """`size`: in bytes, None where nobody knows; `is_random`: whether a place costs no more than any other, and one
    can go back."""

    @property
    def size(self) -> int | None: ...

    @property
    def is_random(self) -> bool: ...

    def at(self, offset: int, /) -> Cursor:
        """What reads on from `offset`."""
        ...


class FileStretch:
    """`size` bytes of an open file from `start`; its cursors do not disturb one another."""

    is_random = True

    def __init__(self, handle: BinaryIO, start: int = 0, size: int | None = None) -> None:
        self._handle = handle
        self._start = start
        self.size = handle.seek(0, 2) - start if size is None else size

    def at(self, offset: int, /) -> Cursor:
        """What reads on from `offset`."""
        return _FileCursor(self._handle, self._start, offset, self.size)


class _FileCursor:
    def __init__(self, handle: BinaryIO, start: int, offset: int, size: int) -> None:
        self._handle = handle
        self._start = start
        self._offset = offset
        self._size = size

    def read(self, size: int = -1, /) -> bytes:
        left = max(0, self._size - self._offset)
        self._handle.seek(self._start + self._offset)
        data = self._handle.read(left if size < 0 else min(size, left))
        self._offset += len(data)
        return data

    def tell(self) -> int:
        return self._offset

    def seekable(self) -> bool:
        """To fastwarc it is a stream: it would look for what it may skip."""
        return False


class StreamStretch:
    """What can be opened again, but is only read forward: to read from a place, all before it is read."""

    is_random = False

    def __init__(self, opened: Callable[[], BinaryIO], size: int | None = None) -> None:
        self._opened = opened
        self.size = size

    def at(self, offset: int, /) -> Cursor:
        """What reads on from `offset`, or stands at the end where there is not so much."""
        cursor = _StreamCursor(self._opened())
        while cursor.tell() < offset and cursor.read(min(MIB, offset - cursor.tell())):
            pass
        return cursor


class _StreamCursor:
    def __init__(self, handle: BinaryIO) -> None:
        self._handle = handle
        self._offset = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._handle.read(size)
        self._offset += len(data)
        return data

    def tell(self) -> int:
        return self._offset

    def seekable(self) -> bool:
        """It is not."""
        return False
