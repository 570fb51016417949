"""Low, best and high of a series, each a computed view under a named rule (domain model, rule G); and when the
strongest grade of credibility may be suggested.

Low and high are extremes that were said, no confidence interval. Only figures of what is count: affirmed, asserted, not
planned and not "may"; of each independent origin the latest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from reportedly.model.certainty import Modality
from reportedly.model.claim import Polarity, Stance, Status
from reportedly.model.quantity import Approximation, Quantity
from reportedly.model.story import Estimate, Series
from reportedly.reconciliation.comparable import TOLERANCE, widened
from reportedly.reconciliation.questions import latest_by_party

_IS = frozenset({None, Status.DONE, Status.UNDER_WAY})
_MAYBE = frozenset({Modality.MAY, Modality.MIGHT, Modality.COULD, Modality.WILL})
_SAYS_SO = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.WARNS})


class View(StrEnum):
    """The rules by which a series is read."""

    LATEST = "latest"
    CONSERVATIVE = "conservative"
    RANGE = "range"


RULES = {
    View.LATEST: "the latest figure of each origin",
    View.CONSERVATIVE: "the least that any independent origin says at last",
    View.RANGE: "from the least to the most that independent origins say at last",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A series under one rule: the figure it gives, None where no origin counts, and the estimates it rests on."""

    view: View
    rule: str
    quantity: Quantity | None
    estimates: tuple[Estimate, ...]


def read_series(series: Series, view: View) -> Reading:
    """The series under this rule."""
    if view is View.LATEST:
        return Reading(view=view, rule=RULES[view], quantity=None, estimates=latest_by_party(series))
    figures = tuple(estimate for estimate in series.estimates if is_figure(estimate))
    counted = latest_by_party(replace(series, estimates=figures))
    if not counted:
        return Reading(view=view, rule=RULES[view], quantity=None, estimates=())
    if view is View.CONSERVATIVE:
        least = min(counted, key=lambda e: (floor_of(e.quantity), e.origin.id))
        return Reading(view=view, rule=RULES[view], quantity=least.quantity, estimates=(least,))
    return Reading(view=view, rule=RULES[view], quantity=_span(counted), estimates=counted)


def is_figure(estimate: Estimate) -> bool:
    """Whether an independent origin says how many there are, flatly or with a likelihood."""
    quantity = estimate.quantity
    return (
        estimate.origin.counts
        and estimate.polarity is Polarity.AFFIRMED
        and estimate.stance in _SAYS_SO
        and estimate.status in _IS
        and estimate.certainty.modality not in _MAYBE
        and quantity.vague is None
        and quantity.unit != "percent"
    )


def floor_of(quantity: Quantity) -> float:
    """The least that it says: the lower bound, or the number it is about; "up to 500" says no least but 0."""
    if quantity.low is not None and not (quantity.low == 0 and quantity.point is not None):
        return float(quantity.low)
    return float(quantity.point) if quantity.point is not None else 0.0


def ceiling_of(quantity: Quantity) -> float:
    """The most that it names: the upper bound, else the number named, for "more than 500" names no most."""
    named = [n for n in (quantity.high, quantity.point, quantity.low) if n is not None]
    return float(named[0]) if named else 0.0


def _span(estimates: Sequence[Estimate]) -> Quantity:
    """From the least floor to the greatest ceiling that are named; open above where the greatest is itself a floor."""
    low = min(floor_of(estimate.quantity) for estimate in estimates)
    high = max(ceiling_of(estimate.quantity) for estimate in estimates)
    greatest = (estimate.quantity for estimate in estimates if ceiling_of(estimate.quantity) == high)
    is_open = any(q.high is None and q.approximation is not Approximation.ABOUT for q in greatest)
    return Quantity(
        low=low,
        low_inclusive=True,
        high=None if is_open else high,
        high_inclusive=not is_open,
    )


CONFIRMED = 1
"""STANAG 2511: confirmed by other, independent sources."""
_SAME_TIME_DAYS = 30


def suggested_credibility(series: Series, estimate: Estimate) -> int | None:
    """1 where a second, independent origin says what fits, within a month; nothing else is ever suggested."""
    if not is_figure(estimate):
        return None
    for other in series.estimates:
        if other.origin.party == estimate.origin.party or not is_figure(other):
            continue
        if _days(estimate, other) <= _SAME_TIME_DAYS and _fit(estimate.quantity, other.quantity):
            return CONFIRMED
    return None


def _fit(one: Quantity, other: Quantity) -> bool:
    """Whether both can hold and name about one number: "more than 30" does not confirm 298."""
    first, second = ceiling_of(one), ceiling_of(other)
    near = min(first, second) >= (1 - TOLERANCE) * max(first, second)
    return near and widened(one).overlaps(widened(other))


def _days(one: Estimate, other: Estimate) -> int:
    days = [e.as_of for e in (one, other) if e.as_of is not None and len(e.as_of) == len("2025-06-15")]
    if len(days) != 2:
        return _SAME_TIME_DAYS + 1
    first, second = (date.fromisoformat(day) for day in days)
    return abs((first - second).days)
