"""Sums, products and shares of quantities: what follows for the one from the bounds of the others.

Ends are exact where a number can hold them, and else rounded away from the middle, so that nothing that could be so is
lost. Words, unit and point are dropped: what follows was said by nobody.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf, nextafter

from reportedly.model.quantity import Number, Quantity

_End = tuple[Fraction | None, bool]


def add(one: Quantity, other: Quantity) -> Quantity:
    """All sums of a number of the one and a number of the other."""
    return _interval(_sum(_low(one), _low(other)), _sum(_high(one), _high(other)))


def subtract(one: Quantity, other: Quantity) -> Quantity:
    """All differences."""
    return _interval(_sum(_low(one), _minus(_high(other))), _sum(_high(one), _minus(_low(other))))


def scale(quantity: Quantity, factor: Number) -> Quantity:
    """Each number times `factor`, which is above zero."""
    if factor <= 0:
        raise ValueError(f"a scale is above zero, not {factor}")
    by = _exact(factor)
    low, high = ((None if end is None else end * by, closed) for end, closed in (_low(quantity), _high(quantity)))
    return _interval(low, high)


def multiply(one: Quantity, other: Quantity) -> Quantity | None:
    """All products of two counts or shares; what lies below zero is none, and is cut. None where nothing is left."""
    first, second = counted(one), counted(other)
    if first is None or second is None:
        return None
    return _interval(_product(_low(first), _low(second)), _product(_high(first), _high(second)))


def divide(one: Quantity, other: Quantity) -> Quantity | None:
    """All quotients of two counts or shares, the divisor above zero. None where nothing is left."""
    first, second = counted(one), intersect(other, Quantity(low=0))
    if first is None or second is None:
        return None
    return _interval(_product(_low(first), _inverse(_high(second))), _product(_high(first), _inverse(_low(second))))


def intersect(one: Quantity, other: Quantity) -> Quantity | None:
    """The numbers of both; None where there are none."""
    if not one.overlaps(other):
        return None
    low, low_closed = max(((q.bounds[0], q.low_inclusive) for q in (one, other)), key=lambda e: (e[0], not e[1]))
    high, high_closed = min(((q.bounds[1], q.high_inclusive) for q in (one, other)), key=lambda e: (e[0], e[1]))
    return Quantity(
        low=None if low == -inf else low,
        low_inclusive=low_closed,
        high=None if high == inf else high,
        high_inclusive=high_closed,
    )


def counted(quantity: Quantity) -> Quantity | None:
    """What of it is not below zero."""
    return intersect(quantity, Quantity(low=0, low_inclusive=True))


def _low(quantity: Quantity) -> _End:
    return None if quantity.low is None else _exact(quantity.low), quantity.low_inclusive


def _high(quantity: Quantity) -> _End:
    return None if quantity.high is None else _exact(quantity.high), quantity.high_inclusive


def _exact(number: Number) -> Fraction:
    """33.3 is 333/10, as it was written, and not the nearest binary number."""
    return Fraction(number) if isinstance(number, int) else Fraction(str(number))


def _minus(end: _End) -> _End:
    return None if end[0] is None else -end[0], end[1]


def _sum(one: _End, other: _End) -> _End:
    if one[0] is None or other[0] is None:
        return None, False
    return one[0] + other[0], one[1] and other[1]


def _product(one: _End, other: _End) -> _End:
    """Of ends not below zero. A zero that is reached makes zero of everything, of what has no end too."""
    if any(end == 0 and closed for end, closed in (one, other)):
        return Fraction(0), True
    if one[0] is None or other[0] is None:
        # An open zero stands for "as small as you like", which only an inverse of what has no end is.
        return None, False
    return one[0] * other[0], one[1] and other[1]


def _inverse(end: _End) -> _End:
    """Of an end above zero or an open zero; without an end it is as near to zero as you like."""
    if end[0] is None:
        return Fraction(0), False
    return (None, False) if end[0] == 0 else (1 / end[0], end[1])


def _interval(low: _End, high: _End) -> Quantity:
    return Quantity(
        low=None if low[0] is None else _number(low[0], up=False),
        low_inclusive=low[1],
        high=None if high[0] is None else _number(high[0], up=True),
        high_inclusive=high[1],
    )


def _number(exact: Fraction, *, up: bool) -> Number:
    """An integer where it is one; else the nearest float, on the side that loses nothing."""
    if exact.denominator == 1:
        return int(exact)
    try:
        near = float(exact)
    except OverflowError:
        return int(exact // 1) + up
    if _exact(near) == exact:
        return near  # as it is written
    if up and Fraction(near) < exact:
        return nextafter(near, inf)
    if not up and Fraction(near) > exact:
        return nextafter(near, -inf)
    return near
