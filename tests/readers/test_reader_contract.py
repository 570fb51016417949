"""The contract of readers, for every kind of file that holds many reports."""

from __future__ import annotations

import gzip
import json
import struct
import zipfile
from typing import ClassVar

from backports import zstd

from tests.archives import item, kept, long_body, raw_page, rss, wacz, warc
from tests.contracts.reader_contract import ReaderContract


def lines(count: int) -> bytes:
    return b"".join(json.dumps({"id": str(n), "text": f"Words of report {n}."}).encode() + b"\n" for n in range(count))


class TestLines(ReaderContract):
    name: ClassVar[str] = "some.jsonl"

    def made(self, count: int) -> bytes:
        return lines(count)


class TestPackedLines(ReaderContract):
    name: ClassVar[str] = "some.jsonl.gz"

    def made(self, count: int) -> bytes:
        return gzip.compress(lines(count), mtime=0)


class TestLinesInZstd(ReaderContract):
    name: ClassVar[str] = "some.jsonl.zst"

    def made(self, count: int) -> bytes:
        return zstd.compress(lines(count))


class TestWarc(ReaderContract):
    name: ClassVar[str] = "some.warc"

    def made(self, count: int) -> bytes:
        return warc(map(kept, range(count)), packed=False)


class TestPackedWarc(ReaderContract):
    name: ClassVar[str] = "some.warc.gz"

    def made(self, count: int) -> bytes:
        return warc(map(kept, range(count)))


class TestWarcPackedAsOne(ReaderContract):
    """Against the standard, and seen."""

    name: ClassVar[str] = "some.warc.gz"

    def made(self, count: int) -> bytes:
        return gzip.compress(warc(map(kept, range(count)), packed=False), mtime=0)


class TestWarcInZstd(ReaderContract):
    name: ClassVar[str] = "some.warc.zst"

    def made(self, count: int) -> bytes:
        return b"".join(zstd.compress(raw_page(number)) for number in range(count))


class TestWarcWithDictionary(ReaderContract):
    """As the Internet Archive packs: what records have in common stands in a frame of its own before them."""

    name: ClassVar[str] = "some.warc.zst"

    def made(self, count: int) -> bytes:
        shared = zstd.train_dict([raw_page(number) for number in range(60)], 2_048)
        frame = struct.pack("<II", 0x184D2A5D, len(shared.dict_content)) + shared.dict_content
        return frame + b"".join(zstd.compress(raw_page(number), zstd_dict=shared) for number in range(count))


class TestWacz(ReaderContract):
    """Two archives in one zip."""

    name: ClassVar[str] = "some.wacz"

    def made(self, count: int) -> bytes:
        first, second = range(count // 2), range(count // 2, count)
        return wacz(
            {"archive/a.warc.gz": warc(map(kept, first)), "archive/b.warc": warc(map(kept, second), packed=False)}
        )


class TestDeflatedWacz(ReaderContract):
    name: ClassVar[str] = "some.wacz"

    def made(self, count: int) -> bytes:
        data = {
            "archive/a.warc": warc(map(kept, range(count - 1)), packed=False),
            "archive/b.warc.gz": warc([kept(count)]),
        }
        return wacz(data, method=zipfile.ZIP_DEFLATED)


class TestFeed(ReaderContract):
    name: ClassVar[str] = "some.rss"

    def made(self, count: int) -> bytes:
        return rss(item(number, body=long_body(number)) for number in range(1, count + 1))
