"""Stretches: bytes that several cursors read, none disturbing another."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from reportedly.readers.stretches import FileStretch, StreamStretch, Stretch


def both(data: bytes) -> tuple[Stretch, Stretch]:
    return FileStretch(io.BytesIO(data)), StreamStretch(lambda: io.BytesIO(data), len(data))


@given(st.binary(max_size=100), st.lists(st.tuples(st.integers(0, 120), st.integers(-1, 60)), max_size=6))
def test_a_cursor_gives_what_stands_at_its_place(data: bytes, places: list[tuple[int, int]]) -> None:
    for stretch in both(data):
        for offset, size in places:
            cursor = stretch.at(offset)
            expected = data[offset:] if size < 0 else data[offset : offset + size]
            assert cursor.read(size) == expected
            if offset <= len(data):
                assert cursor.tell() == offset + len(expected)


@given(st.binary(max_size=100), st.integers(0, 100), st.integers(0, 100))
def test_a_part_of_a_file_ends_where_it_ends(data: bytes, start: int, size: int) -> None:
    part = FileStretch(io.BytesIO(data), start, size)
    assert part.at(0).read() == data[start : start + size]
    assert part.size == size


@given(st.binary(min_size=2, max_size=100))
def test_two_cursors_do_not_disturb_each_other(data: bytes) -> None:
    for stretch in both(data):
        first, second = stretch.at(0), stretch.at(1)
        assert first.read(1) == data[:1]
        assert second.read(1) == data[1:2]
        assert first.read() == data[1:]
