"""What some bytes hold, by the name that they go by and by how they begin."""

from __future__ import annotations

import io
import re
import zlib
from typing import BinaryIO

from reportedly.readers.base import Kind
from reportedly.readers.lines import looks_like_lines

SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".shtml": Kind.PAGE,
    ".pdf": Kind.PDF,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".warc": Kind.WARC,
    ".wacz": Kind.WACZ,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
}
PACKED = {".gz": Kind.GZIP, ".zst": Kind.ZSTD}
# These are read piece by piece and may be larger than memory; of any other, the whole has a limit.
STREAMED = frozenset({Kind.LINES, Kind.WARC, Kind.WACZ, Kind.GZIP, Kind.ZSTD})
# Enough for a byte-order mark, an XML declaration and a comment above <html>, and for the first line of a .jsonl.
SNIFFED_BYTES = 64 * 1024
_HEAD_BYTES = 4096
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_XML_ROOT = re.compile(rb"<(?:[\w.-]{1,64}:)?([\w.-]{1,64})[\s>/]")
_SPACES = re.compile(rb"\s*")
# What may stand before the first element, and how it ends; of a document type only XML's has a part in brackets.
_BEFORE_ROOT = ((b"<?", b"?>"), (b"<!--", b"-->"))
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+(?!html\b)[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_ROOTS = {
    b"rss": Kind.FEED,
    b"feed": Kind.FEED,
    b"RDF": Kind.FEED,
    b"urlset": Kind.SITEMAP,
    b"sitemapindex": Kind.SITEMAP,
}
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
# A .warc.zst may begin with the dictionary of its records, in a frame of this mark.
_ZSTD_DICTIONARY = b"\x5d\x2a\x4d\x18"
_ZIP = b"PK\x03\x04"
_WARC = b"WARC/"


def kind_of_name(name: str) -> Kind | None:
    """The kind by the suffix; what a crawler put behind it ("story.html?page=2") does not count."""
    plain = re.split(r"[?#]", name.replace("\\", "/").rpartition("/")[2])[0].lower()
    stem, suffix = _split(plain)
    if suffix in PACKED:
        return Kind.WARC if _split(stem)[1] == ".warc" else PACKED[suffix]
    return SUFFIXES.get(suffix)


def unpacked_name(name: str) -> str:
    """The name without the suffix of its packing."""
    stem, suffix = _split(name)
    return stem if suffix.lower() in PACKED else name


def begun(handle: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that still begins with them."""
    if handle.seekable():
        start = handle.tell()
        head = handle.read(SNIFFED_BYTES)
        handle.seek(start)
        return head, handle
    head = b""
    while len(head) < SNIFFED_BYTES and (more := handle.read(SNIFFED_BYTES - len(head))):
        head += more
    return head, io.BufferedReader(_Prefixed(head, handle))


def sniffed(head: bytes, kind: Kind | None) -> Kind | None:
    """The kind that the first bytes tell, whatever name they go by; else `kind`; else what they look like, or None."""
    bare = head.removeprefix(b"\xef\xbb\xbf")
    certain = _certain(bare)
    if certain is not None:
        return certain
    if kind is not None and kind not in (Kind.FEED, Kind.SITEMAP):
        return kind
    if _HTML.match(_first_element(bare)):
        return Kind.PAGE
    if kind is not None:
        return kind
    if re.match(rb"---[ \t]*\r?\n", bare):
        return Kind.MARKDOWN
    return Kind.LINES if looks_like_lines(head) else None


def is_feed(head: bytes) -> bool:
    """Whether these are the first bytes of an RSS or Atom feed."""
    return _root(head.removeprefix(b"\xef\xbb\xbf")) is Kind.FEED


def is_page(head: bytes) -> bool:
    """Whether these are the first bytes of an HTML page."""
    return bool(_HTML.match(_first_element(head.removeprefix(b"\xef\xbb\xbf"))))


def is_warc_head(data: bytes) -> bool:
    """Whether a record of a WARC begins here, packed or not. `data`: at least 64 bytes where there are so many."""
    return data.startswith(_WARC) or _inflated(data).startswith(_WARC)


def _certain(head: bytes) -> Kind | None:
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith((_WARC, _ZSTD_DICTIONARY)):
        return Kind.WARC
    if head.startswith((_GZIP, _ZSTD)):
        packed = Kind.GZIP if head.startswith(_GZIP) else Kind.ZSTD
        return Kind.WARC if _inflated(head).startswith(_WARC) else packed
    if head.startswith(_ZIP):
        return Kind.WACZ
    return _root(head)


def _root(head: bytes) -> Kind | None:
    if head[:2] in _WIDE:
        head = head[2:_HEAD_BYTES].decode(_WIDE[head[:2]], "ignore").encode()
    head = _first_element(head)
    doctype = _DOCTYPE.match(head)
    found = _XML_ROOT.match(_first_element(head[doctype.end() :]) if doctype else head)
    return _ROOTS.get(found[1]) if found else None


def _first_element(head: bytes) -> bytes:
    """The head from its first element or document type on: without spaces, declarations and comments before it."""
    head = head[:_HEAD_BYTES]
    place = 0
    while True:
        spaces = _SPACES.match(head, place)
        place = spaces.end() if spaces else place
        ending = next((end for begin, end in _BEFORE_ROOT if head.startswith(begin, place)), None)
        end = head.find(ending, place + 2) if ending else -1
        if ending is None or end < 0:
            return head[place:]
        place = end + len(ending)


def _inflated(data: bytes) -> bytes:
    """The first few bytes of what is packed here; nothing where it is damaged or not packed."""
    if data.startswith(_GZIP):
        try:
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, len(_WARC))
        except zlib.error:
            return b""
    if data.startswith(_ZSTD):
        from backports import zstd

        try:
            return zstd.ZstdDecompressor().decompress(data, len(_WARC))
        except (zstd.ZstdError, ValueError, MemoryError):
            return b""
    return b""


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    return (stem, "." + suffix) if dot and stem and "/" not in suffix else (name, "")


class _Prefixed(io.RawIOBase):
    """What was read of a stream already, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        data = data or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
