"""Whether two quantities name one number: as it stands, in round numbers, or with a slip of a digit."""

from __future__ import annotations

from reportedly.model.quantity import Quantity
from reportedly.reconciliation.likeness import numbers_of

ROUNDS_FROM = 20
"""Below, no whole number lies within `ROUNDING` of another."""
ROUNDING = 0.06
"""Of the figure: 10,958 and "nearly 11,000"; press rounding seldom moves a figure by more."""
CUT = 0.01
"""Of the figure: 128,571 is told as "up to 128,000", a bound of either kind in place of the digits that are cut."""
_DIGITS_FOR_A_SLIP = 3


def slip_of_a_digit(one: float, other: float) -> bool:
    """Whether two whole numbers of at least three digits differ in one digit, or in two beside each other swapped."""
    first, second = f"{one:.0f}", f"{other:.0f}"
    if len(first) != len(second) or len(first) < _DIGITS_FOR_A_SLIP:
        return False
    differ = [place for place, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if len(differ) == 1:
        return True
    return len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(first) == sorted(second)


def same_number(one: Quantity, other: Quantity) -> bool:
    """Whether the words name one number (or word), whatever its bounds."""
    if (one.unit == "percent") != (other.unit == "percent"):
        return False
    if one.vague or other.vague:
        return one.vague == other.vague
    return bool(numbers_of(one) & numbers_of(other))


def rounded(one: Quantity, other: Quantity) -> bool:
    """Whether one is the other in round numbers: near it, with more noughts at its end, and its bound holds the
    other."""
    first, second = magnitude(one), magnitude(other)
    if min(first, second) < ROUNDS_FROM or (one.unit == "percent") != (other.unit == "percent"):
        return False
    if abs(first - second) > ROUNDING * max(first, second):
        return False
    rounder, exact = (one, other) if _noughts(first) > _noughts(second) else (other, one)
    if _noughts(magnitude(rounder)) == _noughts(magnitude(exact)):
        return False
    number, cut = magnitude(exact), 10 ** _noughts(magnitude(rounder))
    if number - number % cut == magnitude(rounder) and number - magnitude(rounder) <= CUT * number:
        return True
    bounded = rounder.approximation is None and not rounder.is_exact
    return rounder.contains(number) if bounded else True


def _noughts(number: float) -> int:
    digits = f"{number:.0f}"
    return len(digits) - len(digits.rstrip("0")) if number == int(number) else -1


def magnitude(quantity: Quantity | None) -> float:
    """The number that was named, the larger where two were; 0 where none was."""
    return float(max(numbers_of(quantity), default=0)) if quantity is not None else 0.0
