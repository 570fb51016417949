"""How many, as it was said: bounds, never midpoints.

The ends follow the domain model: "over 500" is (500, inf), "at least 500" [500, inf), "up to 500" [0, 500],
"nearly 500" below 500, "some 500" about 500. A quantity is an interval with open or closed ends; the algebra
below is that of intervals.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf

Number = int | float


class Approximation(StrEnum):
    """How the words round: on both sides, from below, from above."""

    ABOUT = "about"
    NEARLY = "nearly"
    JUST_OVER = "just_over"


class Order(StrEnum):
    """How one quantity stands to another, as far as their bounds tell."""

    BELOW = "below"
    ABOVE = "above"
    EQUAL = "equal"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An interval of numbers as a text gives it.

    `low`, `high`: None is unbounded. `point`: the number that was named, where one number was ("about 500" has the
    point 500 and no ends of its own; "nearly 500" has it too). `unit`: the counted noun or "percent". `vague`: the
    word itself where no number was said ("dozens"); turning it into a number is for exporters. `of`: what a share is a
    share of. `period`: the span of time a rate or an increment covers, in words.
    """

    low: Number | None = None
    low_inclusive: bool = False
    high: Number | None = None
    high_inclusive: bool = False
    point: Number | None = None
    approximation: Approximation | None = None
    unit: str | None = None
    as_written: str = ""
    vague: str | None = None
    of: str | None = None
    period: str | None = None

    def __post_init__(self) -> None:
        if any(value is not None and not -inf < value < inf for value in (self.low, self.high, self.point)):
            raise ValueError("a number is neither infinite nor NaN; an unbounded end is None")
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"low {self.low} above high {self.high}")
            if self.low == self.high and not (self.low_inclusive and self.high_inclusive):
                raise ValueError(f"an empty interval at {self.low}")
        if (self.low is None and self.low_inclusive) or (self.high is None and self.high_inclusive):
            raise ValueError("an unbounded end cannot be inclusive")

    @property
    def is_exact(self) -> bool:
        """One number and no rounding word."""
        return self.low is not None and self.low == self.high and self.approximation is None

    @property
    def bounds(self) -> tuple[float, float]:
        """The ends with infinities for unbounded ones."""
        return (-inf if self.low is None else self.low, inf if self.high is None else self.high)

    def contains(self, value: Number) -> bool:
        """Whether `value` lies within the bounds, their inclusivity respected."""
        low, high = self.bounds
        above = value > low or (self.low_inclusive and value == low)
        below = value < high or (self.high_inclusive and value == high)
        return above and below

    def overlaps(self, other: Quantity) -> bool:
        """Whether some number satisfies both. Without an overlap the two cannot both hold."""
        return self._starts_before_end_of(other) and other._starts_before_end_of(self)

    def within(self, other: Quantity) -> bool:
        """Whether every number that satisfies this one satisfies `other`."""
        low, high = self.bounds
        other_low, other_high = other.bounds
        low_held = low > other_low or (
            low == other_low and (low == -inf or other.low_inclusive or not self.low_inclusive)
        )
        high_held = high < other_high or (
            high == other_high and (high == inf or other.high_inclusive or not self.high_inclusive)
        )
        return low_held and high_held

    def compare(self, other: Quantity) -> Order:
        """Where this one lies, if the bounds decide it; two exact equal numbers are EQUAL."""
        if self.is_exact and other.is_exact and self.low == other.low:
            return Order.EQUAL
        if not self._starts_before_end_of(other):
            return Order.ABOVE
        if not other._starts_before_end_of(self):
            return Order.BELOW
        return Order.UNDECIDED

    def widen(self, other: Quantity) -> Quantity:
        """The smallest interval holding both: what a reader who trusts neither knows. Words and point are dropped."""
        low, low_inclusive = min(_low_end(self), _low_end(other), key=lambda end: (end[0], not end[1]))
        high, high_inclusive = max(_high_end(self), _high_end(other), key=lambda end: (end[0], end[1]))
        return Quantity(
            low=None if low == -inf else low,
            low_inclusive=low_inclusive,
            high=None if high == inf else high,
            high_inclusive=high_inclusive,
            unit=self.unit if self.unit == other.unit else None,
        )

    def with_words(self, as_written: str, unit: str | None) -> Quantity:
        """The same bounds under other words."""
        return replace(self, as_written=as_written, unit=unit)

    def _starts_before_end_of(self, other: Quantity) -> bool:
        start, end = self.bounds[0], other.bounds[1]
        return start < end or (start == end and self.low_inclusive and other.high_inclusive)


def _low_end(quantity: Quantity) -> tuple[float, bool]:
    return quantity.bounds[0], quantity.low_inclusive


def _high_end(quantity: Quantity) -> tuple[float, bool]:
    return quantity.bounds[1], quantity.high_inclusive


def exactly(value: Number) -> Quantity:
    """[value, value]."""
    return Quantity(low=value, low_inclusive=True, high=value, high_inclusive=True, point=value)


def more_than(value: Number) -> Quantity:
    """(value, inf)."""
    return Quantity(low=value)


def at_least(value: Number) -> Quantity:
    """[value, inf)."""
    return Quantity(low=value, low_inclusive=True)


def less_than(value: Number) -> Quantity:
    """[0, value): counts have no negative side. At zero and below nothing counts: (-inf, value)."""
    return Quantity(low=0, low_inclusive=True, high=value) if value > 0 else Quantity(high=value)


def at_most(value: Number) -> Quantity:
    """[0, value]. Below zero nothing counts: (-inf, value]."""
    floor = 0 if value >= 0 else None
    return Quantity(low=floor, low_inclusive=floor is not None, high=value, high_inclusive=True)


def between(low: Number, high: Number) -> Quantity:
    """[low, high]; the ends in either order."""
    return Quantity(low=min(low, high), low_inclusive=True, high=max(low, high), high_inclusive=True)


def about(value: Number) -> Quantity:
    """Near `value` on either side: no bound was said, so none is set; `point` keeps the number."""
    return Quantity(point=value, approximation=Approximation.ABOUT)


def nearly(value: Number) -> Quantity:
    """Below `value`, close to it: as `less_than`, with the number kept in `point`."""
    return replace(less_than(value), point=value, approximation=Approximation.NEARLY)


def just_over(value: Number) -> Quantity:
    """Above `value`, close to it: (value, inf), with the number kept in `point`."""
    return Quantity(low=value, point=value, approximation=Approximation.JUST_OVER)


def vaguely(word: str) -> Quantity:
    """No number was said, only `word` ("dozens"): kept as the word."""
    return Quantity(vague=word)
