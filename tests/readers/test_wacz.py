"""WACZ: WARCs in a zip, streamed out of it; a damaged or hostile zip is one sentence."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reportedly.errors import SourceError, SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers import read_stream
from reportedly.readers.base import Outcome
from reportedly.readers.sources import records
from tests.archives import Kept, address, kept, raw_page, wacz, warc


def outcomes(data: bytes) -> list[Outcome]:
    return list(read_stream(io.BytesIO(data), "a.wacz"))


def urls(found: list[Outcome]) -> list[str | None]:
    return [outcome.url for outcome in found if isinstance(outcome, Report)]


def test_the_warcs_in_its_folder_are_read_in_their_order_and_no_others() -> None:
    data = wacz(
        {
            "archive/b.warc.gz": warc([kept(1), kept(2)]),
            "indexes/index.cdx.gz": b"x",
            "other/c.warc.gz": warc([kept(9)]),
            "archive/a.warc": warc([kept(3)], packed=False),
            "../archive/d.warc": warc([kept(9)]),
        }
    )
    assert urls(outcomes(data)) == [address(1), address(2), address(3)]


def test_a_warc_without_pages_beside_one_with_pages_is_no_error() -> None:
    """Crawlers keep pictures of pages in a WARC of their own."""
    picture = Kept(url=address(0), body=b"\x89PNG", headers={"Content-Type": "image/png"})
    assert urls(outcomes(wacz({"archive/s.warc.gz": warc([picture]), "archive/a.warc.gz": warc([kept(1)])}))) == [
        address(1)
    ]
    [error] = outcomes(wacz({"archive/s.warc.gz": warc([picture])}))
    assert "holds no page" in str(error)


@pytest.mark.parametrize("name", ["a.docx", "a.wacz", "a.txt", "a.zip"])
def test_a_zip_without_warcs_is_one_sentence(name: str) -> None:
    [error] = read_stream(io.BytesIO(wacz({"word/document.xml": b"<x/>"})), name)
    assert isinstance(error, SourceUnreadable)
    assert "zip archive or an office document" in str(error)


def test_a_damaged_warc_costs_itself() -> None:
    found = outcomes(wacz({"archive/a.warc.gz": b"rubbish", "archive/b.warc.gz": warc([kept(1)])}))
    assert urls(found) == [address(1)]
    [error] = [outcome for outcome in found if isinstance(outcome, SourceError)]
    assert error.source == "a.wacz, archive/a.warc.gz"


def test_a_damaged_member_of_the_zip_costs_itself() -> None:
    data = bytearray(
        wacz({"archive/a.warc": raw_page(1) * 50, "archive/b.warc": raw_page(2)}, method=zipfile.ZIP_DEFLATED)
    )
    data[60:64] = b"\xff\xff\xff\xff"
    found = outcomes(bytes(data))
    assert address(2) in urls(found)
    assert any(isinstance(outcome, SourceError) for outcome in found)


def test_an_encrypted_member_is_one_sentence() -> None:
    data = bytearray(wacz({"archive/a.warc.gz": warc([kept(1)])}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    [error] = outcomes(bytes(data))
    assert isinstance(error, SourceUnreadable)
    assert "encrypted" in str(error)


def test_a_zip_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("archive/a.warc", bytes(300_000_000))
    [error] = outcomes(out.getvalue())
    assert isinstance(error, SourceUnreadable)
    assert "unpacks to more than" in str(error)


def test_members_that_lie_over_one_another_are_refused() -> None:
    """As in bombs that give the same bytes a thousand names."""
    data = wacz({"archive/a.warc": raw_page(1) * 100})
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        start = opened.start_dir
    end = data.rfind(b"PK\x05\x06")
    entry = data[start : data.find(b"PK\x01\x02", start + 4)]
    closing = bytearray(data[end:])
    closing[8:20] = struct.pack("<2H2L", 50, 50, len(entry) * 50, start)
    [error] = outcomes(data[:start] + entry * 50 + bytes(closing))
    assert "lie over one another" in str(error)


def test_a_list_that_claims_to_fill_memory_is_refused() -> None:
    data = bytearray(wacz({"archive/a.warc": raw_page(1)}))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<L", 40 * 2**20)
    [error] = outcomes(bytes(40 * 2**20) + bytes(data))
    assert isinstance(error, SourceUnreadable)


def test_it_comes_on_a_stream_too(tmp_path: Path) -> None:
    (tmp_path / "a.wacz").write_bytes(wacz({"archive/a.warc.gz": warc([kept(1)])}))
    code = "from reportedly.readers import read; print(*(r.url for r in read('-')))"
    with (tmp_path / "a.wacz").open("rb") as handle:
        sender = subprocess.Popen(["cat"], stdin=handle, stdout=subprocess.PIPE)
        done = subprocess.run(
            [sys.executable, "-c", code], stdin=sender.stdout, capture_output=True, text=True, check=True
        )
        assert sender.stdout is not None
        sender.stdout.close()
        sender.wait()
    assert done.stdout.split() == [address(1)]


def test_a_position_names_the_warc_and_the_place_in_it(tmp_path: Path) -> None:
    first, second = warc([kept(1), kept(2)]), warc([kept(3)])
    path = tmp_path / "a.wacz"
    path.write_bytes(wacz({"archive/a.warc.gz": first, "archive/b.warc.gz": second}))
    positions = [record.place.position for record in records(str(path)) if record.given is not None]
    assert [position.split(":")[0] for position in positions] == ["0", "0", "1"]
    assert positions[0] == f"0:{len(warc([kept(1)]))}:0"
