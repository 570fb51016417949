"""gzip and zstd, unpacked as they are read: never more than a block in memory, never without end."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import SourceTooLarge, SourceUnreadable
from reportedly.readers.base import MIB, Kind

if TYPE_CHECKING:
    from backports import zstd

# JSON and HTML pack to a fifth or a tenth; a file that repeats one page a thousand times, to less than this.
MAX_RATIO = 200
# Below this the ratio tells nothing: a page of one word has it, too.
_ALWAYS_BYTES = 64 * MIB
# The window that zstd itself allows without being asked; more is memory that a hostile file chooses.
MAX_ZSTD_WINDOW_LOG = 27


def unpacked(handle: BinaryIO, kind: Kind, source: str) -> BinaryIO:
    """What is packed in `handle`, as a stream. Reading it raises SourceUnreadable where the
    packing is damaged or cut short, SourceTooLarge where it unpacks to more than `MAX_RATIO` times its size."""
    return io.BufferedReader(_Unpacked(handle, kind, source), 64 * 1024)


class _Unpacked(io.RawIOBase):
    def __init__(self, handle: BinaryIO, kind: Kind, source: str) -> None:
        self._packed = _Counted(handle)
        self._source = source
        self._given = 0
        self._file: gzip.GzipFile | zstd.ZstdFile
        if kind is Kind.GZIP:
            self._file = gzip.GzipFile(fileobj=io.BufferedReader(self._packed), mode="rb")
            self._damages: tuple[type[Exception], ...] = (EOFError, zlib.error, OSError, ValueError)
        else:
            from backports import zstd

            window: dict[int, int] = {zstd.DecompressionParameter.window_log_max: MAX_ZSTD_WINDOW_LOG}
            self._file = zstd.ZstdFile(io.BufferedReader(self._packed), options=window)
            self._damages = (EOFError, zstd.ZstdError, OSError, ValueError, MemoryError)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _read(self, size: int) -> bytes:
        try:
            data = self._file.read1(size)
        except self._damages as error:
            reason = f"is cut short or damaged after {self._given:,} unpacked bytes; what stands before it was read"
            raise SourceUnreadable(self._source, reason) from error
        self._given += len(data)
        if self._given > max(_ALWAYS_BYTES, MAX_RATIO * self._packed.given):
            raise SourceTooLarge(self._source, f"unpacks to more than {MAX_RATIO} times its size; unpack it yourself")
        return data


class _Counted(io.RawIOBase):
    """The packed bytes, counted as they are taken."""

    def __init__(self, handle: BinaryIO) -> None:
        super().__init__()
        self._handle = handle
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        data = self._handle.read(len(buffer))
        buffer[: len(data)] = data
        self.given += len(data)
        return len(data)
