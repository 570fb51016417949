"""Whether what was said later is a plan carried out, and how much of it.

A later figure counts only where something ties it to the plan: its own time, its counted noun, the plan's figure beside
it, or that nothing of the kind had been told before. "15,000 have been sent", which was so before the plan was made,
settles nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from reportedly.knowledge.languages.en import forecasts as en
from reportedly.model.claim import Aspect
from reportedly.model.quantity import Approximation, Quantity, exactly
from reportedly.model.quantity_words import bounds_words
from reportedly.model.telling import Telling
from reportedly.reconciliation.acts import FEWEST_SHARED, LEAST_ALIKE, conflict
from reportedly.reconciliation.figures import ROUNDING, magnitude
from reportedly.reconciliation.likeness import likeness, names_in, numbers_of
from reportedly.reconciliation.plans import Statement, first_day, has_words, last_day

_SENT = ("personnel_sent", "personnel_present")
STEPS: dict[str, tuple[str, ...]] = {
    "personnel_planned": ("personnel_planned", *_SENT),
    "personnel_sent": _SENT,
    "personnel_present": _SENT,
    "rotations": ("rotations", "personnel_sent"),
}
"""What a plan of a measure leads to; any other leads to itself. Workers and soldiers are never put for each other."""
_HANDED_OVER = ("munitions_transferred", "missiles_transferred", "equipment_transferred", "funds")
IN_PARTS = frozenset({"personnel_planned", *_SENT, "workers_sent", *_HANDED_OVER})
"""What comes bit by bit: a smaller figure is a part of the plan, and not a refutation."""
_TELLING_NUMBER = 100
"""From here on, one number seldom stands for two things; as where origins are gathered."""
_PERCENT = "percent"


def steps_of(measure: str | None) -> tuple[str, ...]:
    """The measures by which a plan of this one is seen to be carried out."""
    return STEPS.get(measure, (measure,)) if measure else ()


def one_question(plan: Statement, other: Statement) -> bool:
    """Whether sides and places may be the same, and at least one is, or the words name or count the same."""
    one, two = plan.near, other.near
    if conflict(one.subject, two.subject) or conflict(one.counterpart, two.counterpart) or _places_conflict(one, two):
        return False
    if one.quantity and two.quantity and (one.quantity.unit == _PERCENT) != (two.quantity.unit == _PERCENT):
        return False
    sides = ((one.subject, two.subject), (one.counterpart, two.counterpart), (one.place, two.place))
    if any(a is not None and b is not None for a, b in sides):
        return True  # of one key, as none conflicts, or one within the other
    if not names_in(one.text).isdisjoint(names_in(two.text)):
        return True
    return bool(plan.nouns & other.nouns) and not one.context.names.isdisjoint(two.context.names)


def _places_conflict(one: Telling, two: Telling) -> bool:
    if one.place is None or two.place is None or one.place.key == two.place.key:
        return False
    return one.place.key not in two.place_within and two.place.key not in one.place_within


def alike(one: Statement, two: Statement) -> bool:
    """Whether their words speak of one thing."""
    shared = one.words & two.words
    return len(shared) >= FEWEST_SHARED and likeness(one.words, two.words) >= LEAST_ALIKE


def of_before(plan: Statement, other: Statement) -> bool:
    """Whether it speaks of a time that was over when the plan was told."""
    happened = other.near.happened
    return happened is not None and happened.end is not None and last_day(happened.end) <= plan.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The deeds of a plan's question that were told before it: whether there are any, whether any is like it in words,
    their figures and counted nouns."""

    some: bool
    like: bool
    figures: frozenset[float]
    nouns: frozenset[str]

    def told(self, deed: Statement) -> bool:
        """Whether the deed's figure had been told."""
        return not self.figures.isdisjoint(_telling_numbers(deed))


def before(plan: Statement, earlier: Sequence[Statement]) -> Before:
    """What `earlier`, the deeds told before the plan, come to."""
    return Before(
        some=bool(earlier),
        like=any(alike(plan, deed) for deed in earlier),
        figures=frozenset().union(*map(_telling_numbers, earlier)),
        nouns=frozenset().union(*(deed.nouns for deed in earlier)),
    )


def _telling_numbers(statement: Statement) -> frozenset[float]:
    quantity = statement.near.quantity
    return frozenset(float(n) for n in numbers_of(quantity) if n >= _TELLING_NUMBER) if quantity else frozenset()


def tied(plan: Statement, deed: Statement, known: Before) -> bool:
    """Whether something ties the deed to the plan. Where nothing of the kind was told before, a figure that the plan
    could have brought about is enough."""
    one, two = plan.near.quantity, deed.near.quantity
    if one is None or two is None:
        return (alike(plan, deed) or bool(plan.nouns & deed.nouns)) and (not known.like or since(plan, deed))
    if _names_the_plan(plan, deed) and not _exceeds(two, one):
        return True
    if plan.nouns and deed.nouns and plan.nouns.isdisjoint(deed.nouns):
        return False
    if since(plan, deed) or has_words(deed.near.sentence, en.AS_PLANNED):
        return True
    if _runs_on(plan, deed) or _exceeds(two, one):
        return False
    own_nouns = plan.nouns & deed.nouns - known.nouns
    return not known.some or bool(own_nouns) or (same_figure(plan, deed) and not known.told(deed))


def _runs_on(plan: Statement, deed: Statement) -> bool:
    """Whether the deed's figure counts what was there before the plan as well: "since January", "in all"."""
    happened = deed.near.happened
    since_before = happened is not None and happened.start is not None and first_day(happened.start) <= plan.first
    return since_before or has_words(deed.near.text, en.IN_ALL)


def _exceeds(done: Quantity, planned: Quantity) -> bool:
    """Whether more is done than was planned, by more than rounding: then not by this plan alone."""
    most = planned.high if planned.high is not None else (_point(planned) if planned.approximation else None)
    return most is not None and least(done) > most * (1 + ROUNDING)


def since(plan: Statement, deed: Statement) -> bool:
    """Whether the deed is said to have happened after the plan was told."""
    happened = deed.near.happened
    return happened is not None and happened.start is not None and first_day(happened.start) > plan.last


def _names_the_plan(plan: Statement, deed: Statement) -> bool:
    """Whether the deed's sentence gives the plan's figure beside its own: "1,000 of the 6,000"."""
    planned = plan.near.quantity
    if planned is None or magnitude(planned) < _TELLING_NUMBER or same_figure(plan, deed):
        return False
    return has_words(deed.near.sentence, (bounds_words(exactly(_point(planned))),))


def same_figure(one: Statement, two: Statement) -> bool:
    """Whether both name one number that seldom stands for two things."""
    return not _telling_numbers(one).isdisjoint(_telling_numbers(two))


def is_further(statement: Statement) -> bool:
    """Whether the figure adds to what was there: "another 2,000", "2,000 more soldiers"."""
    figure, text = statement.near.quantity, statement.near.text
    if figure is None:
        return False
    before, found, after = text.partition(figure.as_written) if figure.as_written else (text, "", "")
    beside = (*before.split()[-1:], *after.split()[:1]) if found else ()
    words = " ".join((figure.as_written, figure.unit or "", *beside))
    return statement.near.aspect is Aspect.INCREMENT or has_words(words, en.FURTHER)


def share(plan: Statement, deed: Statement) -> Quantity | None:
    """How much of what was forecast is done, in percent: 100 where the figure is reached or none was forecast; None
    where that cannot be told."""
    one, two = plan.near.quantity, deed.near.quantity
    if plan.near.measure is None and one is not None:
        return None  # what is counted is not known: no figure can be said to reach it
    if one is None:
        return exactly(100)
    if two is None or one.vague or two.vague:
        return exactly(100) if two is not None and one.vague and one.vague == two.vague else None
    done, needed = least(two), least(one) or _point(one)
    if needed and done >= needed:
        return exactly(100)
    if plan.near.measure not in IN_PARTS or deed.near.measure not in IN_PARTS or not done:
        return None
    return _part(one, two)


def _part(whole: Quantity, done: Quantity) -> Quantity:
    """One interval by the other, in percent to a tenth."""
    low, high = done.low or least(done), done.bounds[1]
    if done.approximation:
        low = high = _point(done)
    fewest = whole.low or _point(whole)
    most = whole.high if whole.high is not None else (None if not whole.approximation else _point(whole))
    loose = bool(done.approximation or whole.approximation)
    words = f"{bounds_words(done)} of {bounds_words(whole)} {whole.unit or ''}".rstrip()
    share_low = round(100 * low / most, 1) if most else None
    share_high = round(100 * high / fewest, 1) if high < inf and fewest else None
    if loose and share_low is not None and share_low == share_high:
        return Quantity(point=share_low, approximation=Approximation.ABOUT, unit=_PERCENT, as_written=words)
    return Quantity(
        low=share_low,
        low_inclusive=share_low is not None,
        high=share_high,
        high_inclusive=share_high is not None,
        unit=_PERCENT,
        as_written=words,
    )


def least(quantity: Quantity | None) -> float:
    """The least that the words vouch for; 0 where they give no floor ("up to 500")."""
    if quantity is None:
        return 0.0
    if quantity.approximation and quantity.point is not None:
        return _point(quantity) * (1 - ROUNDING)
    return float(quantity.low or 0)


def _point(quantity: Quantity) -> float:
    return float(quantity.point if quantity.point is not None else magnitude(quantity))
