"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from reportedly.errors import SourceUnreadable

# First bytes of what is often given in place of a text; the words go into the sentence.
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an image, sound or video"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The text encodings of the WHATWG Encoding Standard as Python names them: a label from outside chooses a codec, and
# some codecs of Python (unicode_escape, zlib, rot13) are not encodings of text.
_SINGLE_BYTE = frozenset(
    {"ascii", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620"}
    | {f"cp{page}" for page in range(1250, 1259)}
    | {f"iso8859-{part}" for part in range(1, 17)}
)
_MULTI_BYTE = frozenset(
    {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb2312", "gb18030", "big5", "big5hkscs", "euc_jp"}
    | {"shift_jis", "cp932", "iso2022_jp", "euc_kr", "cp949"}
)
# What the web calls Latin-1 and ASCII is windows-1252 (WHATWG Encoding Standard, 4.2).
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
# Encodings among which detection chooses; with the full list it takes short western texts for rare code pages.
_WESTERN = "cp1252"
_DETECTED = (
    *("cp1252", "cp1251", "cp1250", "cp1254", "koi8_r", "cp1253", "cp1255", "cp1256"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
)
# Detection looks at this much; its time grows with the text and its verdict does not change after the first pages.
_DETECTION_BYTES = 128 * 1024
# Text has next to no control characters; random bytes read as Latin-1 have about one in nine.
_MAX_CONTROL_SHARE = 0.01
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# HTML asks for the declaration within the first 1,024 bytes; pages in the wild put it later.
_META_BYTES = 8 * 1024


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of `data`: byte-order mark, then the declared charset, then UTF-8, then detection.

    Valid UTF-8 beats a declared single-byte charset: that declaration is often a server's default, and other text is
    next to never valid UTF-8 by chance. Newlines become "\\n", the mark is dropped. Raises SourceUnreadable.
    """
    if not data:
        raise SourceUnreadable(source, "is empty; give a source that holds a report")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise SourceUnreadable(source, f"is {what}, not text; give an HTML, text, Markdown or PDF file")
    text = _decoded(data, declared)
    if text is None:
        raise SourceUnreadable(source, "is in an encoding that could not be told; save it as UTF-8 and read it again")
    if _is_binary(text):
        raise SourceUnreadable(source, "is binary data, not text; give an HTML, text, Markdown or PDF file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def meta_charset(data: bytes) -> str | None:
    """The charset that an HTML page declares of itself."""
    found = _META_CHARSET.search(data[:_META_BYTES])
    return found[1].decode("ascii") if found else None


def _decoded(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    name = _codec_name(declared)
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and (name is None or name in _SINGLE_BYTE):
        return utf8
    if name is not None:
        text = _strict(data, name)
        if text is not None:
            return text
    if utf8 is not None:
        return utf8
    return _detected(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _codec_name(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label.strip()).name if label else None
    except (LookupError, ValueError):
        return None
    if name not in _SINGLE_BYTE and name not in _MULTI_BYTE:
        return None
    return _WEB_NAMES.get(name, name)


def _detected(data: bytes) -> str | None:
    if b"\x00" in data:
        return None
    from charset_normalizer import from_bytes

    head = data[:_DETECTION_BYTES]
    # Cut at a line: half of a character at the end would rule its encoding out.
    sample = head if len(data) == len(head) else head.rpartition(b"\n")[0] or head
    found = from_bytes(sample, cp_isolation=list(_DETECTED))
    best = found.best()
    if best is None:
        return None
    # Latin code pages often tie; undeclared, windows-1252 is the one that English texts come in.
    western = next((match for match in found if match.encoding == _WESTERN), None)
    if western is not None and western.chaos <= best.chaos and western.coherence >= best.coherence:
        best = western
    elif _WESTERN in best.could_be_from_charset:
        return _strict(data, _WESTERN) or _strict(data, best.encoding)
    return _strict(data, best.encoding)


def _is_binary(text: str) -> bool:
    sample = text[:65_536]
    return "\x00" in text or len(_CONTROL.findall(sample)) > _MAX_CONTROL_SHARE * len(sample)
