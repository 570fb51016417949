"""WARC: the pages of a crawl, each once; what is not a page is passed over, what is damaged costs itself."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.stream_io import BrotliWriter

from reportedly.errors import SourceError, SourceTooLarge, SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers import ReadOptions, read, read_stream
from reportedly.readers.base import Outcome
from reportedly.readers.sources import records
from tests.archives import HTML, Kept, address, kept, packed, page, raw_page, raw_record, warc


def outcomes(data: bytes, options: ReadOptions | None = None) -> list[Outcome]:
    return list(read_stream(io.BytesIO(data), "a.warc.gz", options))


def urls(found: list[Outcome]) -> list[str | None]:
    return [outcome.url for outcome in found if isinstance(outcome, Report)]


def errors(found: list[Outcome]) -> list[SourceError]:
    return [outcome for outcome in found if isinstance(outcome, SourceError)]


def test_a_page_is_a_report_with_its_address_and_when_it_was_had() -> None:
    [report] = outcomes(warc([kept(1)]))
    assert isinstance(report, Report)
    assert report.url == address(1)
    assert report.title == "River 1 crossed"
    assert report.retrieved == datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert "All rights reserved" not in report.text


def test_the_charset_is_the_one_that_the_server_told() -> None:
    body = "<html><body><p>Потери составили 40 человек, сообщили власти в среду утром.</p></body></html>"
    one = Kept(url=address(1), body=body.encode("cp1251"), headers={"Content-Type": "text/html; charset=windows-1251"})
    [report] = outcomes(warc([one]))
    assert isinstance(report, Report)
    assert "Потери" in report.text


@pytest.mark.parametrize(
    "other",
    [
        Kept(url=address(9), body=page(9).encode(), kind="resource"),
        Kept(url=address(9), body=page(9).encode(), kind="metadata"),
        Kept(url=address(9), body=b"", kind="revisit"),
        Kept(url=address(9), body=page(9).encode(), status="404 Not Found"),
        Kept(url=address(9), body=page(9).encode(), status="301 Moved"),
        Kept(url=address(9), body=b"\x89PNG", headers={"Content-Type": "image/png"}),
        Kept(url=address(9), body=b"{}", headers={"Content-Type": "application/json"}),
        Kept(url=address(9), body=b"body {}", headers={}),
        Kept(url=address(9) + "/robots.txt", body=b"User-agent: *", headers={"Content-Type": "text/plain"}),
        Kept(url="dns:news.test.example", body=b"127.0.0.1", headers={"Content-Type": "text/plain"}),
    ],
)
def test_what_is_no_page_is_passed_over_silently(other: Kept) -> None:
    assert urls(outcomes(warc([other, kept(1), other]))) == [address(1)]
    assert not errors(outcomes(warc([other, kept(1), other])))


def test_plain_text_and_pages_without_a_type_are_read() -> None:
    text = Kept(url=address(1), body=b"Ten die\n\nTen people died.", headers={"Content-Type": "text/plain"})
    bare = Kept(url=address(2), body=page(2).encode(), headers={})
    assert urls(outcomes(warc([text, bare]))) == [address(1), address(2)]


def test_an_archive_without_pages_says_so() -> None:
    [error] = outcomes(warc([Kept(url=address(1), body=b"GIF", headers={"Content-Type": "image/gif"})]))
    assert isinstance(error, SourceUnreadable)
    assert "holds no page" in str(error)


def sent(body: bytes, **headers: str) -> Kept:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Kept(url=address(1), body=body, headers={"Content-Type": HTML, **names})


def brotli(data: bytes) -> bytes:
    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


def chunked(data: bytes, ending: bytes = b"0\r\n\r\n") -> bytes:
    parts = [data[:100], data[100:1000], data[1000:]]
    return b"".join(b"%x;name=value\r\n%s\r\n" % (len(part), part) for part in parts if part) + ending


PAGE = page(1, words=300).encode()


@pytest.mark.parametrize(
    "one",
    [
        sent(gzip.compress(PAGE), Content_Encoding="gzip"),
        sent(zlib.compress(PAGE), Content_Encoding="deflate"),
        sent(zlib.compress(PAGE)[2:-4], Content_Encoding="deflate"),
        sent(brotli(PAGE), Content_Encoding="br"),
        sent(chunked(PAGE), Transfer_Encoding="chunked"),
        sent(chunked(gzip.compress(PAGE)), Transfer_Encoding="Chunked", Content_Encoding="GZIP"),
        sent(PAGE, Content_Encoding="gzip"),
        sent(PAGE, Content_Encoding="br"),
        sent(PAGE, Transfer_Encoding="chunked"),
        sent(PAGE, Content_Encoding="identity"),
    ],
)
def test_what_the_server_did_to_the_page_is_undone_where_the_crawler_did_not(one: Kept) -> None:
    [plain] = outcomes(warc([sent(PAGE)]))
    [report] = outcomes(warc([one]))
    assert isinstance(plain, Report)
    assert isinstance(report, Report)
    assert report.text == plain.text


@pytest.mark.parametrize(
    "one",
    [
        sent(gzip.compress(PAGE)[:100], Content_Encoding="gzip"),
        sent(b"\x00\x01\x02", Content_Encoding="br"),
        sent(b"\x00\x01\x02", Content_Encoding="zstd"),
        sent(b"\x00\x01\x02", Content_Encoding="secret"),
        sent(gzip.compress(PAGE), Content_Encoding="gzip, gzip, gzip, gzip"),
        Kept(url=address(1), body=PAGE, warc_headers={"WARC-Truncated": "length"}),
        sent(b""),
    ],
)
def test_a_broken_page_costs_itself(one: Kept) -> None:
    first, error, last = outcomes(warc([kept(2), one, kept(3)]))
    assert urls([first, last]) == [address(2), address(3)]
    assert isinstance(error, SourceUnreadable)
    assert error.source == f"a.warc.gz, {address(1)}"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_costs_itself(encoding: str) -> None:
    from backports import zstd

    zeros = bytes(30_000_000)
    bombs = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli, "zstd": zstd.compress}
    body = bombs[encoding](zeros)
    assert len(body) < 100_000
    first, error, last = outcomes(warc([kept(2), sent(body, Content_Encoding=encoding), kept(3)]))
    assert urls([first, last]) == [address(2), address(3)]
    assert isinstance(error, SourceTooLarge)


def test_a_record_above_the_limit_costs_itself() -> None:
    options = ReadOptions(max_page_bytes=5_000)
    for packs in (True, False):
        first, error, last = outcomes(warc([kept(2), sent(page(1, 5_000).encode()), kept(3)], packed=packs), options)
        assert urls([first, last]) == [address(2), address(3)]
        assert isinstance(error, SourceTooLarge)


@pytest.mark.parametrize("length", [0, 10, 100, 10**6, 10**15, "abc", "-5", ""])
@pytest.mark.parametrize("packs", [True, False])
def test_a_wrong_length_costs_no_other_record(length: int | str, packs: bool) -> None:
    raw = [raw_page(1), raw_page(2, length=length), raw_page(3), raw_page(4)]
    found = outcomes(packed(*raw) if packs else b"".join(raw))
    assert [url for url in urls(found) if url != address(2)] == [address(1), address(3), address(4)]
    assert errors(found)


@pytest.mark.parametrize("packs", [True, False])
def test_a_length_that_reaches_into_the_next_record_costs_no_more(packs: bool) -> None:
    raw = [raw_page(1), raw_page(2, length=len(raw_page(2)) + 50), raw_page(3), raw_page(4)]
    found = outcomes(packed(*raw) if packs else b"".join(raw))
    assert urls(found) == [address(1), address(3), address(4)]


@pytest.mark.parametrize("packs", [True, False])
def test_a_picture_that_claims_the_rest_of_the_file_does_not_get_it(packs: bool) -> None:
    picture = raw_record(address(2), b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", length=10**12)
    raw = [raw_page(1), picture, raw_page(3)]
    found = outcomes(packed(*raw) if packs else b"".join(raw))
    assert urls(found) == [address(1), address(3)]
    assert len(errors(found)) == (0 if packs else 1)


@pytest.mark.parametrize("packs", [True, False])
def test_a_head_without_end_costs_itself(packs: bool) -> None:
    raw = [raw_page(1), raw_page(2, extra="X-Long: " + "a" * 200_000 + "\r\n"), raw_page(3)]
    found = outcomes(packed(*raw) if packs else b"".join(raw))
    assert urls(found) == [address(1), address(3)]
    assert len(errors(found)) == 1


@pytest.mark.parametrize(
    "garbage", [b"garbage", b"\x00" * 500, b"\x1f\x8b\x08\x00garbage", b"WARC/1.1\r\n", b"\r\n\n\n"]
)
@pytest.mark.parametrize("packs", [True, False])
def test_garbage_between_records_costs_none(garbage: bytes, packs: bool) -> None:
    first, second = (packed(raw_page(n)) if packs else raw_page(n) for n in (1, 2))
    assert urls(outcomes(first + garbage + second)) == [address(1), address(2)]


def test_a_cut_archive_gives_what_stands_before_the_cut_and_says_so() -> None:
    data = warc([kept(1), kept(2)])
    found = outcomes(data[:-40])
    assert urls(found) == [address(1)]
    [error] = errors(found)
    assert "no record follows" in str(error)


BROKEN = gzip.compress(b"WARC/x broken\r\n\r\n", mtime=0)


def test_damages_without_number_end_the_file() -> None:
    """Of a file that is broken after every record, the rest is left after the thousandth."""
    pair = packed(raw_page(1)) + BROKEN
    found = outcomes(pair * 1_100)
    assert len(urls(found)) <= 1_000
    assert "no record follows" in str(errors(found)[-1])


def test_a_damage_of_many_records_is_one() -> None:
    """One sentence for what is damaged on end."""
    found = outcomes(packed(raw_page(1)) + BROKEN * 9 + packed(raw_page(2)))
    assert urls(found) == [address(1), address(2)]
    assert len(errors(found)) == 1


def test_a_stream_that_cannot_be_sought_is_read_too(tmp_path: Path) -> None:
    """As in `zcat big.warc.gz | reportedly read -`."""
    (tmp_path / "a.warc").write_bytes(warc(map(kept, range(3)), packed=False))
    code = "from reportedly.readers import read; print(*(r.url for r in read('-')))"
    with (tmp_path / "a.warc").open("rb") as handle:
        sender = subprocess.Popen(["cat"], stdin=handle, stdout=subprocess.PIPE)
        done = subprocess.run(
            [sys.executable, "-c", code], stdin=sender.stdout, capture_output=True, text=True, check=True
        )
        assert sender.stdout is not None
        sender.stdout.close()
        assert sender.wait() == 0
    assert done.stdout.split() == [address(n) for n in range(3)]


def test_reading_starts_before_the_whole_is_read() -> None:
    """A page comes when the next record has begun, however long the archive is."""

    class Stream(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            Stream.taken += len(data)
            return data

    whole = b"".join(raw_page(n) for n in range(3_000))
    first = next(read_stream(Stream(whole), "a.warc"))
    assert isinstance(first, Report)
    assert Stream.taken < 300_000 < len(whole)


def test_an_archive_may_be_larger_than_memory(tmp_path: Path) -> None:
    """Ten times the pages take no more memory."""
    code = (
        "import resource, sys; from reportedly.readers.sources import records\n"
        "count = sum(r.given is not None for r in records(sys.argv[1]))\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    one = page(1, 6_000).encode()
    for count in (200, 2_000):
        path = tmp_path / f"{count}.warc.gz"
        member = packed(raw_record(address(1), b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + one))
        path.write_bytes(member * count)
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        had, peak_kib = map(int, done.stdout.split())
        assert had == count
        peaks.append(peak_kib)
    assert peaks[1] - peaks[0] < 8_000, peaks


def test_the_suffix_does_not_matter(tmp_path: Path) -> None:
    for name in ("a.html", "a.txt", "a"):
        (tmp_path / name).write_bytes(warc([kept(1)]))
        assert urls(list(read(str(tmp_path / name)))) == [address(1)]


def test_places_between_pictures_are_told(tmp_path: Path) -> None:
    """Whoever passes over much still says how far it is."""
    picture = Kept(url=address(0), body=b"\x89PNG" + bytes(3_000_000), headers={"Content-Type": "image/png"})
    path = tmp_path / "a.warc"
    path.write_bytes(warc([kept(1), *[picture] * 9, kept(2)], packed=False))
    places = [record.place.done for record in records(str(path)) if record.given is None]
    assert len(places) > 2
    assert places == sorted(places)
