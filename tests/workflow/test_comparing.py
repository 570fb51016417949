"""Two pictures are equal when their rows are, whatever their order; where they are not, the first rows are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from reportedly.stores import Store
from reportedly.stores.carried import PicturePart, PictureRow
from reportedly.workflow.comparing import Difference, picture_differences, picture_digest

keys = st.text("abc", min_size=1, max_size=2)
rows = st.dictionaries(st.tuples(st.sampled_from(list(PicturePart)), keys), st.text("xy", max_size=2), max_size=12)


class Handing:
    """What a store hands over of its picture, in this order."""

    def __init__(self, handed: Sequence[PictureRow]) -> None:
        self._handed = handed

    def picture_rows(self) -> Any:
        return iter(self._handed)


def store(held: dict[tuple[PicturePart, str], str], *, backwards: bool = False) -> Store:
    handed = [PictureRow(part, key, content) for (part, key), content in held.items()]
    return cast("Store", Handing(handed[::-1] if backwards else handed))


@given(rows)
def test_order_does_not_matter(held: dict[tuple[PicturePart, str], str]) -> None:
    assert picture_digest(store(held)) == picture_digest(store(held, backwards=True))
    assert picture_differences(store(held), store(held, backwards=True)) == ((), 0)


@given(rows, rows)
def test_pictures_are_equal_just_where_their_rows_are(
    one: dict[tuple[PicturePart, str], str], other: dict[tuple[PicturePart, str], str]
) -> None:
    """And what is named does differ."""
    named, count = picture_differences(store(one), store(other))
    assert (count == 0) == (not named) == (one == other)
    for difference in named:
        key = (PicturePart(difference.part), difference.key)
        assert one.get(key) != other.get(key)
        assert (difference.found, difference.due) == (key in one, key in other)


@given(rows, st.tuples(st.sampled_from(list(PicturePart)), keys))
def test_a_row_that_comes_twice_is_a_difference(
    held: dict[tuple[PicturePart, str], str], key: tuple[PicturePart, str]
) -> None:
    handed = [PictureRow(part, name, content) for (part, name), content in held.items()]
    twice = cast("Store", Handing([*handed, PictureRow(*key, "x")] * 2))
    assert picture_digest(twice) != picture_digest(cast("Store", Handing([*handed, PictureRow(*key, "x")])))


def test_of_many_differences_a_few_are_named_and_all_rows_that_lack_counted() -> None:
    many = {(PicturePart.TELLING, f"report {number}"): "x" for number in range(3_000)}
    named, count = picture_differences(store({}), store(many))
    assert 0 < len(named) <= 5
    assert count == 3_000
    assert all(not difference.found and difference.due for difference in named)


def test_a_difference_says_what_is_otherwise() -> None:
    sentences = [
        Difference("origin", "x", found=found, due=due).sentence("the picture", "the store")
        for found, due in ((False, True), (True, False), (True, True))
    ]
    assert sentences == [
        "the picture lacks the origin x, which the store gives",
        "the picture has the origin x, which the store does not give",
        "the picture has the origin x otherwise than the store gives it",
    ]
