"""Quantities: the constructors give what their words mean, and the algebra is that of intervals of real numbers."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given

from reportedly.model.quantity import (
    Approximation,
    Number,
    Order,
    Quantity,
    about,
    at_least,
    at_most,
    between,
    exactly,
    just_over,
    less_than,
    more_than,
    nearly,
    vaguely,
)
from tests.strategies import intervals, numbers, quantities, said_quantities

MIRRORED = {
    Order.ABOVE: Order.BELOW,
    Order.BELOW: Order.ABOVE,
    Order.EQUAL: Order.EQUAL,
    Order.UNDECIDED: Order.UNDECIDED,
}


def ends(quantity: Quantity) -> tuple[Number | None, bool, Number | None, bool]:
    return quantity.low, quantity.low_inclusive, quantity.high, quantity.high_inclusive


@pytest.mark.parametrize(
    ("quantity", "expected", "point", "approximation"),
    [
        (exactly(500), (500, True, 500, True), 500, None),
        (more_than(500), (500, False, None, False), None, None),
        (at_least(500), (500, True, None, False), None, None),
        (less_than(500), (0, True, 500, False), None, None),
        (at_most(500), (0, True, 500, True), None, None),
        (between(400, 500), (400, True, 500, True), None, None),
        (between(500, 400), (400, True, 500, True), None, None),
        (about(500), (None, False, None, False), 500, Approximation.ABOUT),
        (nearly(500), (0, True, 500, False), 500, Approximation.NEARLY),
        (just_over(500), (500, False, None, False), 500, Approximation.JUST_OVER),
        (vaguely("dozens"), (None, False, None, False), None, None),
    ],
)
def test_each_constructor_gives_the_ends_its_words_mean(
    quantity: Quantity, expected: object, point: Number | None, approximation: Approximation | None
) -> None:
    assert ends(quantity) == expected
    assert (quantity.point, quantity.approximation) == (point, approximation)


def test_a_vague_word_is_kept_and_gives_no_number() -> None:
    assert vaguely("dozens").vague == "dozens"


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (less_than(0), (None, False, 0, False)),
        (less_than(-5), (None, False, -5, False)),
        (nearly(0), (None, False, 0, False)),
        (at_most(0), (0, True, 0, True)),
        (at_most(-5), (None, False, -5, True)),
    ],
)
def test_a_ceiling_at_zero_or_below_counts_nothing_and_has_no_floor(quantity: Quantity, expected: object) -> None:
    assert ends(quantity) == expected


@given(numbers)
def test_every_constructor_takes_every_number(value: Number) -> None:
    for maker in (exactly, more_than, at_least, less_than, at_most, about, nearly, just_over):
        maker(value)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"low": 2, "high": 1}, "low 2 above high 1"),
        ({"low": 1, "low_inclusive": True, "high": 1}, "an empty interval at 1"),
        ({"low": 1, "high": 1}, "an empty interval at 1"),
        ({"low_inclusive": True}, "an unbounded end cannot be inclusive"),
        ({"high_inclusive": True}, "an unbounded end cannot be inclusive"),
        ({"high": inf}, "neither infinite nor NaN"),
        ({"low": -inf}, "neither infinite nor NaN"),
        ({"point": nan}, "neither infinite nor NaN"),
    ],
)
def test_what_is_no_interval_is_refused(values: dict[str, Number], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Quantity(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quantity", "exact"),
    [(exactly(5), True), (between(5, 5), True), (about(5), False), (nearly(5), False), (between(4, 5), False)],
)
def test_exact_is_one_number_without_a_rounding_word(quantity: Quantity, exact: bool) -> None:
    assert quantity.is_exact is exact


@given(intervals(), numbers)
def test_contains_respects_the_ends(quantity: Quantity, value: Number) -> None:
    low, high = quantity.bounds
    if low < value < high:
        assert quantity.contains(value)
    elif value < low or value > high:
        assert not quantity.contains(value)
    elif value == low:
        assert quantity.contains(value) == quantity.low_inclusive
    else:
        assert quantity.contains(value) == quantity.high_inclusive


@given(intervals(), numbers)
def test_a_number_is_contained_where_it_is_within_and_where_it_overlaps(quantity: Quantity, value: Number) -> None:
    assert quantity.contains(value) == exactly(value).within(quantity) == exactly(value).overlaps(quantity)


@given(intervals(), intervals())
def test_overlap_is_symmetric(one: Quantity, other: Quantity) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(intervals())
def test_every_interval_overlaps_itself_and_is_within_itself(quantity: Quantity) -> None:
    assert quantity.overlaps(quantity)
    assert quantity.within(quantity)


@given(intervals(), intervals(), numbers)
def test_what_two_intervals_share_is_an_overlap(one: Quantity, other: Quantity, value: Number) -> None:
    if one.contains(value) and other.contains(value):
        assert one.overlaps(other)


@given(intervals(), intervals(), numbers)
def test_what_is_within_has_its_numbers_in_the_wider_one(one: Quantity, other: Quantity, value: Number) -> None:
    if one.within(other):
        assert one.overlaps(other)
        if one.contains(value):
            assert other.contains(value)


@given(intervals(), intervals(), intervals())
def test_within_is_an_order(one: Quantity, other: Quantity, third: Quantity) -> None:
    if one.within(other) and other.within(third):
        assert one.within(third)
    if one.within(other) and other.within(one):
        assert ends(one) == ends(other)


@given(intervals(), intervals())
def test_compare_is_antisymmetric(one: Quantity, other: Quantity) -> None:
    assert one.compare(other) is MIRRORED[other.compare(one)]


@given(intervals(), intervals(), numbers, numbers)
def test_compare_holds_for_every_number_of_the_two(
    one: Quantity, other: Quantity, first: Number, second: Number
) -> None:
    if one.contains(first) and other.contains(second):
        order = one.compare(other)
        assert order is not Order.BELOW or first < second
        assert order is not Order.ABOVE or first > second
        assert order is not Order.EQUAL or first == second


@given(intervals(), intervals())
def test_what_does_not_overlap_is_ordered_and_what_overlaps_is_equal_or_undecided(
    one: Quantity, other: Quantity
) -> None:
    decided = one.compare(other) in (Order.BELOW, Order.ABOVE)
    assert decided is not one.overlaps(other)


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        (exactly(5), exactly(5), Order.EQUAL),
        (exactly(5), about(5), Order.UNDECIDED),
        (more_than(500), at_most(500), Order.ABOVE),
        (at_least(500), at_most(500), Order.UNDECIDED),
        (less_than(500), at_least(500), Order.BELOW),
        (more_than(6000), exactly(4700), Order.ABOVE),
        (vaguely("dozens"), exactly(3), Order.UNDECIDED),
    ],
)
def test_only_bounds_that_decide_give_an_order(one: Quantity, other: Quantity, order: Order) -> None:
    assert one.compare(other) is order


@given(intervals(), intervals())
def test_widen_holds_both(one: Quantity, other: Quantity) -> None:
    wide = one.widen(other)
    assert one.within(wide)
    assert other.within(wide)


@given(intervals(), intervals(), intervals())
def test_widen_is_the_least_that_holds_both(one: Quantity, other: Quantity, third: Quantity) -> None:
    if one.within(third) and other.within(third):
        assert one.widen(other).within(third)


@given(intervals(), intervals())
def test_widen_is_commutative(one: Quantity, other: Quantity) -> None:
    assert one.widen(other) == other.widen(one)


@given(intervals(), intervals(), intervals())
def test_widen_is_associative_in_its_ends(one: Quantity, other: Quantity, third: Quantity) -> None:
    assert ends(one.widen(other).widen(third)) == ends(one.widen(other.widen(third)))


@given(intervals())
def test_widen_is_idempotent(quantity: Quantity) -> None:
    assert quantity.widen(quantity) == quantity


@given(quantities(), quantities())
def test_widen_keeps_no_words_and_a_unit_only_where_both_have_it(one: Quantity, other: Quantity) -> None:
    wide = one.widen(other)
    assert (wide.as_written, wide.point, wide.approximation, wide.vague) == ("", None, None, None)
    assert wide.unit == (one.unit if one.unit == other.unit else None)


@given(said_quantities)
def test_other_words_leave_the_bounds_alone(quantity: Quantity) -> None:
    renamed = quantity.with_words("some words", "soldiers")
    assert ends(renamed) == ends(quantity)
    assert (renamed.as_written, renamed.unit) == ("some words", "soldiers")
    assert (renamed.point, renamed.approximation, renamed.vague) == (
        quantity.point,
        quantity.approximation,
        quantity.vague,
    )
