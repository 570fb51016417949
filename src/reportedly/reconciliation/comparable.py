"""Which estimates are figures of what is, and by what two of them are compared: question, kind, day, period, interval.

A reason not to compare is always given in plain words, for the person who asks why two figures are not a contradiction.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.knowledge.languages.en.counting import GENERAL_NOUNS
from reportedly.knowledge.measures import Measures
from reportedly.model.claim import Period, Polarity, Stance, Status
from reportedly.model.finding import Member
from reportedly.model.intervals import scale
from reportedly.model.quantity import Approximation, Quantity, between
from reportedly.model.quantity_words import bounds_words, quantity_words
from reportedly.model.story import Estimate, Question
from reportedly.reconciliation.drift import sureness
from reportedly.reconciliation.likeness import content_words, numbers_of

TOLERANCE = 0.1
"""To either side of "about N" and "nearly N", and between two numbers that are about the same. By judgement: wider
than press rounding (`figures.ROUNDING`), so that no contradiction is one of rounding."""
SAME_TIME_DAYS = 1
"""Two tellings so near are of one time: where the day of saying is not told it is that of printing, often the next."""
NEAR_DAYS = 7
"""A level holds for about so long; a party's other figure within so many days corrects or completes it. Judged."""
MOST_DAYS = 30
"""Over more days, two totals are too often of two events. By judgement: a month, in which most events are told."""
ANOTHER_THING = 100
"""Times lower: a rate, a ratio, or a count of something else that was read as this. By judgement."""
EVEN = 50
"""A hedge below it says that it is less likely than not, or only that it may be."""
_WORD = re.compile(r"[^\W\d_]+")
_ROOT = 4
_NOT_DONE = frozenset(Status) - {Status.DONE}
_MONTH = len("2031-03")
_YEAR = len("2031")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An estimate with what it is compared by. `first`, `last`: ordinals of the days on which it may have been said, 0
    where no day is told. `interval`: its bounds, widened where its words round. `kind`: the words that narrow what it
    counts ("women"); empty where it counts all."""

    question: Question
    estimate: Estimate
    first: int
    last: int
    interval: Quantity
    kind: frozenset[str]

    @property
    def party(self) -> str:
        return self.estimate.origin.party

    @property
    def name(self) -> str:
        """Who says it, for a sentence."""
        return self.estimate.origin.name or self.estimate.origin.party_name

    @property
    def order(self) -> tuple[int, str, str]:
        """Oldest first; the same claims in any order give the same order."""
        return self.first, self.estimate.origin.id, self.question.id


def figure_of(question: Question, estimate: Estimate, measures: Measures) -> Figure:
    """The estimate of this question as it is compared."""
    first, last = days_of(estimate.as_of)
    return Figure(
        question=question,
        estimate=estimate,
        first=first,
        last=last,
        interval=widened(estimate.quantity),
        kind=kind_of(question, estimate.quantity, measures),
    )


def not_a_figure(estimate: Estimate) -> str | None:
    """Why this says nothing of how many there are; None where it does."""
    sure, quantity = sureness(estimate.certainty), estimate.quantity
    if estimate.stance not in (Stance.ASSERTS, Stance.CONFIRMS):
        return "one only " + {Stance.DENIES: "denies", Stance.WARNS: "warns"}.get(estimate.stance, "questions it")
    if estimate.polarity is Polarity.NEGATED:
        return "one says what is not so"
    if estimate.status in _NOT_DONE:
        return f"one is {str(estimate.status).replace('_', ' ')}"
    if estimate.certainty.modality is not None or (sure is not None and sure < EVEN):
        return "one only says what may be"
    if quantity.vague:
        return "one names no number"
    if quantity.unit == "times":
        return "one tells a multiple"
    return None


def denies(estimate: Estimate) -> bool:
    """Whether it says that the figure is not so; a denied negation is none."""
    return (estimate.stance is Stance.DENIES) != (estimate.polarity is Polarity.NEGATED) and (
        estimate.stance in (Stance.DENIES, Stance.ASSERTS, Stance.CONFIRMS)
        and estimate.status in (None, Status.DONE, Status.DENIED)
        and estimate.certainty.modality is None
    )


def widened(quantity: Quantity) -> Quantity:
    """The bounds, with the tolerance around "about N", "nearly N" and "about N to M"; no other words are touched."""
    if quantity.approximation not in (Approximation.ABOUT, Approximation.NEARLY):
        return quantity
    if quantity.point is not None and quantity.point > 0:
        low = high = quantity.point
    elif quantity.low is not None and quantity.high is not None and quantity.low >= 0:
        low, high = quantity.low, quantity.high
    else:
        return quantity
    if low == high == 0:
        return quantity
    top = scale(between(low, high), 1 + TOLERANCE).high
    bottom = scale(between(low, high), 1 - TOLERANCE).low
    return between(bottom or 0, top or 0)


def kind_of(question: Question, quantity: Quantity, measures: Measures) -> frozenset[str]:
    """The words of the counted noun that narrow it, cut to their beginnings: without the question's own names, its
    measure's own words, and words for anybody."""
    if not quantity.unit or quantity.unit == "percent":
        return frozenset()
    measure = measures.by_name.get(question.measure)
    own = frozenset[str]()
    if measure is not None:
        own = content_words(" ".join((measure.label, *measure.named_by, *measure.after, *measure.evokes)))
    names = " ".join(filter(None, (question.subject, question.counterpart, question.place)))
    roots = tuple(word.casefold()[: max(_ROOT, len(word) - 2)] for word in _WORD.findall(names) if len(word) >= _ROOT)
    told = (word.casefold() for word in _WORD.findall(quantity.unit))
    left = " ".join(word for word in told if word not in GENERAL_NOUNS and not (roots and word.startswith(roots)))
    return content_words(left) - own


def days_of(told: str | None) -> tuple[int, int]:
    """The first and last day that an ISO day, month or year can mean; zeros where none is told."""
    if told is None or len(told) < _YEAR:
        return 0, 0
    if len(told) == _YEAR:
        return date(int(told), 1, 1).toordinal(), date(int(told), 12, 31).toordinal()
    if len(told) == _MONTH:
        year, month = int(told[:_YEAR]), int(told[_YEAR + 1 :])
        return date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
    day = date.fromisoformat(told[: len("2031-03-04")]).toordinal()
    return day, day


def times_lower(low: Figure, high: Figure, times: int) -> bool:
    """Whether the number that the one names is so many times lower than the other's."""
    numbers = [max(numbers_of(figure.estimate.quantity), default=0) for figure in (low, high)]
    return numbers[0] * times <= numbers[1]


def days_apart(one: Figure, other: Figure) -> int:
    """At most so many days lie between the two sayings."""
    return max(abs(one.last - other.first), abs(other.last - one.first))


def period_within(inner: Period | None, outer: Period | None) -> bool:
    """Whether all of the inner time lies in the outer; what tells no time is to date, and holds every time."""
    if outer is None:
        return True
    if inner is None:
        return False
    begins = outer.start is None or (inner.start is not None and inner.start >= outer.start)
    return begins and (outer.end is None or (inner.end is not None and inner.end <= outer.end))


def periods_apart(one: Period | None, other: Period | None) -> bool:
    """Whether both tell a time and the two share no day."""
    if one is None or other is None:
        return False
    return any(a.end is not None and b.start is not None and a.end < b.start for a, b in ((one, other), (other, one)))


def said_words(figure: Figure, verb: str = "says ") -> str:
    """ "Sudland's army says 120 killed (2031-03-03)"."""
    return f"{figure.name} {verb}{figure_words(figure)}{day_words(figure)}"


def figure_words(figure: Figure) -> str:
    """ "120 killed", "more than 30 % of the force"."""
    quantity = figure.estimate.quantity
    if quantity.unit == "percent":
        return quantity_words(quantity)
    return f"{bounds_words(quantity)} {figure.question.measure.replace('_', ' ')}"


def day_words(figure: Figure) -> str:
    """ " (2031-03-03)"; nothing where no day is told."""
    return f" ({figure.estimate.as_of})" if figure.estimate.as_of else ""


def members_of(figures: Iterable[Figure]) -> tuple[Member, ...]:
    """The nearest claim of each."""
    return tuple(
        Member(
            claim=cited.claim,
            report=cited.report,
            version=cited.version,
            outlet=cited.outlet,
            published=cited.published,
            speaker=figure.estimate.origin.name,
            words=figure.estimate.quantity.as_written,
        )
        for figure in figures
        for cited in figure.estimate.citations[:1]
    )
