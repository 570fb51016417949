"""What follows from a share: the part where the whole is known, and the whole where the part is.

"Over half of the 11,000" is above 5,500; where 11,000 are "more than 20 % of the reserve", the reserve is below 55,000.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.knowledge.languages.en.drift import BOUND_WORDS
from reportedly.knowledge.measures import Measures
from reportedly.model.intervals import divide, intersect, multiply, scale
from reportedly.model.quantity import Number, Quantity, about, at_most, between, exactly, more_than
from reportedly.model.quantity_words import bounds_words, quantity_words
from reportedly.model.story import Citation, Question, Series
from reportedly.reconciliation.comparable import Figure, day_words, figure_of, not_a_figure, widened

_PERCENT = 100
_SHARE_MEASURE_UNIT = "share"
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w%-]|[.,]\d)")
_LEAST_WHOLE = 10
"""A smaller number in the words of a whole is no count of it ("the 3 brigades")."""


class Side(StrEnum):
    """Which of the two was not said, and follows."""

    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A figure that nobody said and that follows from what was. `known`: the other figure that it rests on; `measure`:
    what it counts, None where the words of a share do not tell; `of`: the words for the whole; `citations`: where the
    share can be read first."""

    sentence: str
    side: Side
    interval: Quantity
    known: Quantity
    question: str
    measure: str | None
    of: str
    citations: tuple[Citation, ...]


def part_of(whole: Quantity, share: Quantity) -> Quantity | None:
    """Which numbers a share in percent of the whole can be: over half of 11,000 is above 5,500, and 11,000 at most.
    None where nothing follows."""
    fraction = _fraction(share)
    return None if fraction is None or whole.vague else _telling(multiply(widened(whole), fraction))


def whole_of(part: Quantity, share: Quantity) -> Quantity | None:
    """Which numbers the whole can be: where 11,000 is more than 20 % of it, it is below 55,000, and 11,000 at least.
    None where nothing follows."""
    fraction = _fraction(share)
    return None if fraction is None or part.vague else _telling(divide(widened(part), fraction))


def _fraction(share: Quantity) -> Quantity | None:
    """A share in percent as a part of one. Without an upper bound it ends at the whole, unless it begins above it."""
    if share.unit != "percent" or share.vague:
        return None
    percent = widened(share)
    if percent.high is None:
        percent = intersect(percent, between(0, _PERCENT)) or percent
    return scale(percent, 1 / _PERCENT)


def _telling(interval: Quantity | None) -> Quantity | None:
    """None for an interval that says no more than that it is a count."""
    return None if interval is None or (interval.high is None and not interval.low) else interval


def whole_in(words: str) -> Quantity | None:
    """The number in the words for a whole ("the approximately 11,000 troops"), as it was bounded; None where the words
    hold none, or more than one."""
    found = list(_NUMBER.finditer(words))
    if len(found) != 1:
        return None
    value = float(found[0].group().replace(",", ""))
    number: Number = int(value) if value.is_integer() else value
    if number < _LEAST_WHOLE:
        return None
    before = words[: found[0].start()].casefold().split()
    for bound, make in (("about", about), ("more", more_than), ("less", at_most)):
        # "Nearly" stands with both; taken as a tolerance it holds what either means.
        if any(before[-len(phrase.split()) :] == phrase.split() for phrase in BOUND_WORDS[bound]):
            return make(number)
    return exactly(number)


def derived_figures(series: Sequence[Series], measures: Measures) -> tuple[Derived, ...]:
    """What follows from each share whose words name their whole: the part, where the words hold its number; else the
    whole, where the same party gives one count of that force in the same report."""
    by_subject: defaultdict[tuple[str | None, str], list[Figure]] = defaultdict(list)
    shares: list[Figure] = []
    for one in series:
        for estimate in one.estimates:
            figure = figure_of(one.question, estimate, measures)
            if not_a_figure(estimate) is not None:
                continue
            if estimate.quantity.unit != "percent":
                by_subject[one.question.subject_key, figure.party].append(figure)
            elif estimate.quantity.of:
                shares.append(figure)
    found = (
        _part(share, measures) or _whole(share, by_subject[share.question.subject_key, share.party], measures)
        for share in shares
    )
    return tuple(sorted(filter(None, found), key=lambda derived: (derived.question, derived.sentence)))


def _part(share: Figure, measures: Measures) -> Derived | None:
    quantity = _unquoted(share.estimate.quantity)
    whole = whole_in(quantity.of or "")
    part = None if whole is None else part_of(whole, quantity)
    if whole is None or part is None:
        return None
    measure = measures.by_name.get(share.question.measure)
    counts = measure is not None and measure.unit != _SHARE_MEASURE_UNIT
    told = f"{_says(share)} {quantity_words(quantity)}{day_words(share)}"
    return Derived(
        sentence=f"{told}, which is {bounds_words(part)}{_as(whole)}",
        side=Side.PART,
        interval=part,
        known=whole,
        question=share.question.id,
        measure=share.question.measure if counts else None,
        of=quantity.of or "",
        citations=share.estimate.citations,
    )


def _whole(share: Figure, figures: Sequence[Figure], measures: Measures) -> Derived | None:
    if not share.party:
        return None
    told = {cited.report for cited in share.estimate.citations}
    parts = [
        figure
        for figure in figures
        if _of_one_force(figure.question, share.question, measures)
        and not told.isdisjoint(cited.report for cited in figure.estimate.citations)
    ]
    if len(parts) != 1:
        return None
    (part,) = parts
    quantity = _unquoted(share.estimate.quantity)
    whole = whole_of(part.estimate.quantity, quantity)
    if whole is None:
        return None
    known = part.estimate.quantity
    return Derived(
        sentence=f"{_says(share)} {bounds_words(known)} are {quantity_words(quantity)}{day_words(share)}, "
        f"so that {quantity.of} is {bounds_words(whole)}{_as(known)}",
        side=Side.WHOLE,
        interval=whole,
        known=known,
        question=share.question.id,
        measure=None,
        of=quantity.of or "",
        citations=share.estimate.citations + part.estimate.citations,
    )


def _of_one_force(count: Question, share: Question, measures: Measures) -> bool:
    """Whether the count can be the part that the share speaks of: of its measure, or, for the share of a force, of one
    of the measures of forces; of one report where nothing is named."""
    if count.report != share.report:
        return False
    if count.measure == share.measure:
        return True
    mine, theirs = measures.by_name.get(count.measure), measures.by_name.get(share.measure)
    return theirs is not None and theirs.unit == _SHARE_MEASURE_UNIT and mine is not None and mine.family == "force"


def _unquoted(share: Quantity) -> Quantity:
    """Without quotation marks, of which the words for a whole often hold one of two."""
    return replace(share, of=re.sub('["“”]', "", share.of or ""))


def _says(figure: Figure) -> str:
    return f"{figure.name} says" if figure.name else "It is said:"


def _as(quantity: Quantity) -> str:
    """ " (about 11,000 taken as 9,900 to 12,100)"; nothing where the words do not round."""
    wide = widened(quantity)
    return "" if wide == quantity else f" ({bounds_words(quantity)} taken as {bounds_words(wide)})"
