"""The algebra of intervals: whatever the parts may be, what is made of them lies within what was said to follow."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.intervals import add, counted, divide, intersect, multiply, scale, subtract
from reportedly.model.quantity import Quantity, at_least, at_most, exactly, less_than, more_than

from ..strategies import intervals

values = st.integers(-8, 8) | st.sampled_from((Fraction(1, 3), Fraction(-1, 2), Fraction(5, 2), Fraction(1, 7)))


def holds(quantity: Quantity | None, value: Fraction | int) -> bool:
    """Whether the value lies within, as a fraction or as the decimal number that it is written as."""
    if quantity is None:
        return False
    return quantity.contains(value) or quantity.contains(float(value))  # type: ignore[arg-type]


@given(intervals(), intervals(), values, values)
def test_every_sum_difference_product_and_quotient_lies_within(
    one: Quantity, other: Quantity, a: Fraction | int, b: Fraction | int
) -> None:
    if not (holds(one, a) and holds(other, b)):
        return
    assert holds(add(one, other), a + b)
    assert holds(subtract(one, other), a - b)
    if a >= 0 and b >= 0:
        assert holds(multiply(one, other), a * b)
    if a >= 0 and b > 0:
        assert holds(divide(one, other), Fraction(a) / Fraction(b))


@given(intervals(), values, st.integers(1, 9))
def test_every_scaled_number_lies_within(one: Quantity, a: Fraction | int, factor: int) -> None:
    assert not holds(one, a) or holds(scale(one, factor), a * factor)


def test_a_scale_is_above_zero() -> None:
    with pytest.raises(ValueError, match="above zero"):
        scale(exactly(1), 0)


@given(intervals(), intervals(), values)
def test_what_both_hold_is_what_each_holds(one: Quantity, other: Quantity, value: Fraction | int) -> None:
    assert holds(intersect(one, other), value) == (holds(one, value) and holds(other, value))


@given(intervals(), intervals(), intervals())
def test_intersection_does_not_care_for_order(one: Quantity, other: Quantity, third: Quantity) -> None:
    assert intersect(one, other) == intersect(other, one)
    left, right = intersect(one, other), intersect(other, third)
    assert (left and intersect(left, third)) == (right and intersect(one, right))


@given(intervals(), intervals())
def test_an_intersection_lies_within_both(one: Quantity, other: Quantity) -> None:
    both = intersect(one, other)
    assert (both is None) == (not one.overlaps(other))
    assert both is None or (both.within(one) and both.within(other))


def test_ends_are_exact_and_open_where_one_was_open() -> None:
    assert add(more_than(3), at_least(4)) == more_than(7)
    assert subtract(at_most(10), at_least(4)) == Quantity(high=6, high_inclusive=True)
    assert multiply(exactly(3_000), exactly(0.333)) == Quantity(
        low=999, low_inclusive=True, high=999, high_inclusive=True
    )
    assert divide(exactly(11_000), more_than(0.2)) == Quantity(low=0, high=55_000)
    assert divide(exactly(0), more_than(0)) == Quantity(low=0, low_inclusive=True, high=0, high_inclusive=True)


def test_what_has_no_end_gives_none() -> None:
    assert multiply(at_least(2), exactly(3)) == at_least(6)
    assert divide(exactly(5), less_than(2)) == more_than(2.5)
    assert divide(exactly(5), at_most(0)) is None
    assert multiply(Quantity(high=-1), exactly(3)) is None
    assert counted(Quantity(high=-1)) is None


def test_a_number_too_large_for_a_float_keeps_its_size() -> None:
    huge = exactly(10**400)
    third = divide(huge, exactly(3))
    assert third is not None
    assert third.low == 10**400 // 3
    assert third.high == 10**400 // 3 + 1
