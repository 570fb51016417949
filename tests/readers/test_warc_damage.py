"""Where the next record of a damaged archive begins, whatever stands before it."""

from __future__ import annotations

import io

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from reportedly.readers.stretches import FileStretch
from reportedly.readers.warc_damage import begins, next_begin
from tests.archives import packed, raw_page

FORMS = {"plain": raw_page(1), "gzip": packed(raw_page(1)), "zstd": zstd.compress(raw_page(1))}


@given(st.sampled_from([*FORMS]), st.binary(max_size=300), st.integers(0, 400))
def test_the_first_record_from_a_place_is_found(form: str, before: bytes, offset: int) -> None:
    record = FORMS[form]
    stretch = FileStretch(io.BytesIO(before + record))
    found = next_begin(stretch, offset, record[:4])
    assert found == (len(before) if offset <= len(before) else None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("short", range(-70, 70, 3))
def test_it_is_found_where_two_blocks_of_reading_meet(form: str, short: int) -> None:
    before = b"x" * (2**20 + short)
    stretch = FileStretch(io.BytesIO(before + FORMS[form]))
    assert next_begin(stretch, 0, FORMS[form][:4]) == len(before)


def test_packed_bytes_that_hold_no_record_are_passed_over() -> None:
    """Such as a page that the server packed, within a record."""
    data = packed(b"<html>") * 5 + packed(raw_page(1))
    assert next_begin(FileStretch(io.BytesIO(data)), 0, data[:4]) == len(packed(b"<html>") * 5)


def test_a_record_in_another_packing_is_none_of_the_archive() -> None:
    stretch = FileStretch(io.BytesIO(FORMS["plain"]))
    assert begins(stretch, 0, b"WARC")
    assert not begins(stretch, 0, FORMS["gzip"][:4])
    assert not begins(stretch, 1, b"WARC")
