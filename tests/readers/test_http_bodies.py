"""Bodies as sent: whatever the headers say, what comes out is the page, an error of ours, and never too much."""

from __future__ import annotations

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceError, SourceTooLarge
from reportedly.readers.http_bodies import undone

CODINGS = ["gzip", "x-gzip", "deflate", "br", "zstd", "identity", "compress", "", ", ,", "gzip, gzip", "GZip"]


def chunked(parts: list[bytes]) -> bytes:
    return b"".join(b"%X\r\n%s\r\n" % (len(part), part) for part in parts if part) + b"0\r\n\r\n"


@given(st.lists(st.binary(max_size=50)))
def test_chunks_are_put_together(parts: list[bytes]) -> None:
    assert undone(chunked(parts), "chunked", "", "a", 10_000) == b"".join(parts)


@given(st.binary(max_size=300), st.sampled_from(["", "chunked", "Chunked, gzip"]), st.sampled_from(CODINGS))
def test_any_bytes_give_bytes_or_an_error_of_ours(body: bytes, transfer: str, encodings: str) -> None:
    with suppress(SourceError):
        assert len(undone(body, transfer, encodings, "a", 1_000)) <= 1_000


@given(st.binary(max_size=300), st.integers(1, 3))
def test_several_packings_are_undone_from_the_last(body: bytes, times: int) -> None:
    packed = body
    for _ in range(times):
        packed = gzip.compress(packed)
    assert undone(packed, "", ", ".join(["gzip"] * times), "a", 10_000) == body


def test_a_last_chunk_that_was_cut_is_taken_as_far_as_it_goes() -> None:
    assert undone(b"5\r\nhello\r\n9\r\nwor", "chunked", "", "a", 100) == b"hellowor"


def test_a_page_that_is_not_in_chunks_stands() -> None:
    """Crawlers put the chunks together and keep the header."""
    for body in (b"<html>", b"12 people died", b"", b"5\r\nhello and much more"):
        assert undone(body, "chunked", "", "a", 100) == body


def test_the_limit_is_exact() -> None:
    assert len(undone(gzip.compress(bytes(100)), "", "gzip", "a", 100)) == 100
    with pytest.raises(SourceTooLarge):
        undone(gzip.compress(bytes(101)), "", "gzip", "a", 100)
