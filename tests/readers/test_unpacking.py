"""gzip and zstd around anything that we read: streamed, limited, and honest about a cut."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceTooLarge, SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers import ReadOptions, read, read_stream
from reportedly.readers.base import Kind
from reportedly.readers.unpacking import unpacked
from tests.archives import page

PACKERS = {".gz": (Kind.GZIP, gzip.compress), ".zst": (Kind.ZSTD, zstd.compress)}
both = pytest.mark.parametrize("suffix", PACKERS)


def packer(suffix: str) -> Callable[[bytes], bytes]:
    return PACKERS[suffix][1]


@given(st.lists(st.binary(max_size=300), max_size=4), st.sampled_from([*PACKERS]))
def test_what_was_packed_comes_out_in_one_or_several_pieces(parts: list[bytes], suffix: str) -> None:
    """Packed files may be put one behind the other."""
    kind, pack = PACKERS[suffix]
    packed = b"".join(pack(part) for part in parts)
    if packed:
        assert unpacked(io.BytesIO(packed), kind, "a").read() == b"".join(parts)


@both
@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", b"Ten people died.", "Ten people died."),
        ("a.md", b"---\ntitle: T\n---\nB.", "T\n\nB."),
        ("a.jsonl", b'{"text": "Ten people died."}\n', "Ten people died."),
        ("a.json", b'{"text": "Ten people died."}\n', "Ten people died."),
        ("a", b"Ten people died.", "Ten people died."),
    ],
)
def test_the_name_without_its_packing_or_the_content_tells_the_kind(
    tmp_path: Path, suffix: str, name: str, data: bytes, text: str
) -> None:
    (tmp_path / (name + suffix)).write_bytes(packer(suffix)(data))
    [report] = read(str(tmp_path / (name + suffix)))
    assert isinstance(report, Report)
    assert report.text == text


@both
def test_a_packed_page_is_a_page(tmp_path: Path, suffix: str) -> None:
    for name in ("a.html", "nameless"):
        (tmp_path / (name + suffix)).write_bytes(packer(suffix)(page(1).encode()))
        [report] = read(str(tmp_path / (name + suffix)))
        assert isinstance(report, Report)
        assert report.title == "River 1 crossed"


@both
def test_lines_before_a_cut_are_read(tmp_path: Path, suffix: str) -> None:
    rows = "".join(json.dumps({"text": f"Report {n}, and {n * 7919 % 1000} more."}) + "\n" for n in range(50_000))
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(packer(suffix)(rows.encode())[:-5000])
    *reports, error = read(str(path))
    assert len(reports) > 10_000
    assert all(isinstance(report, Report) for report in reports[:-1])
    assert isinstance(error, SourceUnreadable)
    assert "cut short or damaged" in str(error)


@both
def test_the_limit_holds_for_what_comes_out(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.txt{suffix}").write_bytes(packer(suffix)(b"word " * 1000))
    [error] = read(str(tmp_path / f"a.txt{suffix}"), ReadOptions(max_file_bytes=4_999))
    assert isinstance(error, SourceTooLarge)


@both
def test_a_bomb_of_blank_lines_ends(suffix: str) -> None:
    """No line of it is above a limit, and there is no end of them."""
    kind, pack = PACKERS[suffix]
    stream = unpacked(io.BytesIO(pack(b"\n" * 100_000_000)), kind, "a")
    assert len(stream.read(60 * 2**20)) == 60 * 2**20
    with pytest.raises(SourceTooLarge, match="200 times"):
        stream.read(10 * 2**20)


@both
def test_what_is_packed_twice_is_one_sentence(suffix: str) -> None:
    twice = packer(suffix)(gzip.compress(b"Ten people died."))
    [error] = read_stream(io.BytesIO(twice), f"a.txt.gz{suffix}")
    assert isinstance(error, SourceUnreadable)
    assert "packed once more" in str(error)


def test_a_window_that_would_fill_memory_is_refused() -> None:
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 30, zstd.CompressionParameter.content_size_flag: 0}
    compressor = zstd.ZstdCompressor(options=options)
    packed = compressor.compress(b"Ten people died.") + compressor.flush()
    [error] = read_stream(io.BytesIO(packed), "a.txt.zst")
    assert isinstance(error, SourceUnreadable)
