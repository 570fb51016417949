"""Whether two quantities name one number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.quantity import Quantity, about, at_least, at_most, between, exactly, more_than, vaguely
from reportedly.reconciliation.figures import ROUNDING, magnitude, rounded, same_number, slip_of_a_digit


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        (1253, 1263, True),
        (1253, 1235, True),
        (125, 135, True),
        (12, 13, False),
        (1253, 1532, False),
        (1253, 125, False),
        (1253, 1352, False),
        (1253, 1253, False),
    ],
)
def test_a_slip_is_one_digit_or_two_neighbours_swapped(one: int, other: int, slip: bool) -> None:
    assert slip_of_a_digit(one, other) is slip
    assert slip_of_a_digit(other, one) is slip


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_rounding_is_symmetric_and_never_far(one: int, other: int) -> None:
    first, second = exactly(one), exactly(other)
    assert rounded(first, second) == rounded(second, first)
    if rounded(first, second):
        assert abs(one - other) <= ROUNDING * max(one, other)


def test_a_percentage_is_not_a_round_count() -> None:
    share = replace(exactly(50), unit="percent")
    assert not rounded(share, exactly(51))
    assert not same_number(share, exactly(50))
    assert same_number(share, replace(about(50), unit="percent"))


def test_vague_words_are_one_number_only_by_the_word() -> None:
    assert same_number(vaguely("dozens"), vaguely("dozens"))
    assert not same_number(vaguely("dozens"), vaguely("scores"))
    assert not same_number(vaguely("dozens"), exactly(24))


def test_a_range_names_both_of_its_ends() -> None:
    assert same_number(between(40, 50), exactly(40))
    assert same_number(between(40, 50), exactly(50))
    assert not same_number(between(40, 50), exactly(45))
    assert magnitude(between(40, 50)) == 50
    assert magnitude(None) == magnitude(vaguely("dozens")) == 0


@pytest.mark.parametrize(
    ("exact", "cut", "is_one"),
    [
        (at_least(128_571), at_most(128_000), True),
        (exactly(10_958), at_least(10_900), True),
        (exactly(6_261), more_than(6_200), True),
        (exactly(606), at_least(610), False),
        (exactly(10_958), at_least(11_000), False),
        (at_least(128_571), at_most(120_000), False),
    ],
)
def test_digits_may_be_cut_under_a_bound_of_either_kind(exact: Quantity, cut: Quantity, is_one: bool) -> None:
    assert rounded(exact, cut) is is_one
