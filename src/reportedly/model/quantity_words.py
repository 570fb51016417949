"""A quantity in words: bounds are said as they were said, never as midpoints."""

from __future__ import annotations

from reportedly.model.quantity import Approximation, Number, Quantity

_APPROXIMATIONS = {
    Approximation.ABOUT: "about",
    Approximation.NEARLY: "nearly",
    Approximation.JUST_OVER: "just over",
}


def quantity_words(quantity: Quantity) -> str:
    """Bounds in words, the unit, and what a share is a share of: "up to 25,000 troops", "30 % of the force"."""
    unit = {"percent": "%"}.get(quantity.unit or "", quantity.unit)
    of_whole = f"of {quantity.of}" if quantity.of else ""
    period = f"per {quantity.period}" if quantity.period and not quantity.period.startswith("per ") else quantity.period
    return " ".join(filter(None, (bounds_words(quantity), unit, of_whole, period)))


def bounds_words(quantity: Quantity) -> str:
    """The figure alone: "more than 500", "at least 500", "500 to 600", "about 500", or the vague word itself."""
    if quantity.vague:
        return quantity.vague
    rounding = _APPROXIMATIONS[quantity.approximation] + " " if quantity.approximation else ""
    if quantity.point is not None and (rounding or quantity.low == quantity.high):
        return rounding + number_words(quantity.point)
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return rounding + (quantity.as_written or "not stated")
    if low is not None and low == high:
        return rounding + number_words(low)
    if high is None:
        return ("at least " if quantity.low_inclusive else "more than ") + number_words(low or 0)
    if low is None or (low == 0 and quantity.low_inclusive):
        return ("up to " if quantity.high_inclusive else "less than ") + number_words(high)
    if quantity.low_inclusive and quantity.high_inclusive:
        return f"{rounding}{number_words(low)} to {number_words(high)}"
    ends = (
        "at least" if quantity.low_inclusive else "more than",
        "at most" if quantity.high_inclusive else "less than",
    )
    return f"{ends[0]} {number_words(low)} and {ends[1]} {number_words(high)}"


def number_words(number: Number) -> str:
    """ "25,000", "1.5": all digits that matter, no exponent below 10^15."""
    if float(number).is_integer():
        return f"{int(number):,}"
    return f"{number:,.15g}"
