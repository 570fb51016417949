"""The body of an HTTP response as it was sent, undone to what it holds: chunks put together, compression unpacked."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

from reportedly.errors import SourceTooLarge, SourceUnreadable
from reportedly.readers.unpacking import MAX_ZSTD_WINDOW_LOG

# Sent one in the other; servers use one, a cache in between may add another.
MAX_ENCODINGS = 3
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1024})?\r?\n")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")
_BLOCK_BYTES = 64 * 1024


def undone(body: bytes, transfer: str, encodings: str, source: str, limit: int) -> bytes:
    """What `body` holds. `transfer`, `encodings`: the values of Transfer-Encoding and Content-Encoding.

    Many archives keep the body undone beside the headers as they were: what is not in the encoding that its header
    names, but reads as a page, is taken as it stands. Raises SourceTooLarge above `limit` bytes, SourceUnreadable.
    """
    if "chunked" in transfer.lower():
        joined = _dechunked(body)
        body = body if joined is None else joined
    names = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    if len(names) > MAX_ENCODINGS:
        raise SourceUnreadable(source, "was packed more often than any page is; nothing can be done")
    for name in reversed(names):
        unpack = _UNPACKERS.get(name)
        if unpack is None and name != "identity" and not _MARKUP.match(body):
            raise SourceUnreadable(source, "is in a compression that we do not know; nothing can be done")
        if unpack is None:
            continue
        try:
            body = unpack(body, limit + 1)
        except _Damaged as error:
            if not _MARKUP.match(body):
                raise SourceUnreadable(
                    source, "was kept in a broken or cut compression; nothing can be done"
                ) from error
        if len(body) > limit:
            raise SourceTooLarge(source, f"unpacks to more than {limit:,} bytes; nothing can be done")
    return body


class _Damaged(Exception):  # noqa: N818 - never leaves this module
    """Not in this compression, or cut short."""


def _dechunked(body: bytes) -> bytes | None:
    """The chunks put together; None where there are none. A cut last chunk is taken as far as it goes."""
    pieces: list[bytes] = []
    place = 0
    while head := _CHUNK.match(body, place):
        size = int(head[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[head.end() : head.end() + size])
        place = head.end() + size
        ending = re.compile(rb"\r?\n").match(body, place)
        if ending is None:
            break
        place = ending.end()
    return b"".join(pieces) if pieces and place >= len(body) else None


def _inflated(window: int) -> Callable[[bytes, int], bytes]:
    def unpack(body: bytes, most: int) -> bytes:
        opened = zlib.decompressobj(window)
        try:
            data = opened.decompress(body, most)
        except zlib.error as error:
            raise _Damaged from error
        if not opened.eof and len(data) < most:
            raise _Damaged
        return data

    return unpack


def _deflated(body: bytes, most: int) -> bytes:
    """With the header that the standard asks for, or without, as some servers send it."""
    try:
        return _inflated(zlib.MAX_WBITS)(body, most)
    except _Damaged:
        return _inflated(-zlib.MAX_WBITS)(body, most)


def _unbrotlied(body: bytes, most: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    reader, data = BrotliReader(io.BytesIO(body)), bytearray()
    try:
        while len(data) < most and (more := reader.read(min(_BLOCK_BYTES, most - len(data)))):
            data += more
    except OSError as error:
        raise _Damaged from error
    return bytes(data)


def _unzstded(body: bytes, most: int) -> bytes:
    from backports import zstd

    opened = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: MAX_ZSTD_WINDOW_LOG})
    try:
        data = opened.decompress(body, most)
    except (zstd.ZstdError, ValueError, MemoryError) as error:
        raise _Damaged from error
    if not opened.eof and len(data) < most:
        raise _Damaged
    return data


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _inflated(zlib.MAX_WBITS | 16),
    "x-gzip": _inflated(zlib.MAX_WBITS | 16),
    "deflate": _deflated,
    "br": _unbrotlied,
    "zstd": _unzstded,
}
