"""Small functions that make series. Every name, place and figure in them is made up."""

from __future__ import annotations

from typing import Any

from reportedly.model.claim import Aspect, Period, Precision
from reportedly.model.quantity import Quantity
from reportedly.model.report import digest
from reportedly.model.story import Citation, Estimate, Origin, Question, Series

ARMY, MINISTRY = "Sudland's army", "Norland's health ministry"


def ask(measure: str = "killed", **changes: Any) -> Question:
    """How many of Norland, in total; the id is a digest of the rest."""
    values: dict[str, Any] = {"subject": "Norland", "subject_key": "state.norland", "aspect": Aspect.TOTAL, **changes}
    return Question(id=digest(measure, repr(sorted(values.items()))), measure=measure, **values)


def ask_in(place: str, *within: str, measure: str = "killed") -> Question:
    """The same in a place, which lies within others."""
    return ask(measure, place=place, place_key=place, place_within=within)


def say(who: str, quantity: Quantity, day: str | None = "2031-03-03", *, report: str = "", **changes: Any) -> Estimate:
    """What somebody said on a day, told by one claim of one report."""
    origin = changes.pop("origin", {})
    claim = digest(who, repr(quantity), str(day), repr(changes))
    return Estimate(
        origin=Origin(id=claim, name=who, **{"party": who, **origin}),
        question="",
        quantity=quantity,
        as_of=day,
        citations=(Citation(claim=claim, report=report or claim, outlet="The Ister Gazette", published=day),),
        **changes,
    )


def series(question: Question, *estimates: Estimate) -> Series:
    """The question's series."""
    count = len(estimates)
    return Series(question=question, estimates=estimates, parties=count, acts=count, claims=count, reports=count)


def days(start: str | None, end: str | None) -> Period:
    """From a day to a day."""
    return Period(start=start, end=end, precision=Precision.DAY, as_written="")
