"""Figures of independent parties that cannot both be right, and why two that differ need not contradict.

Figures are compared only within one question and overlapping times (domain model, rules D and G). A figure contradicts
another only where it should hold all that the other counts, and is lower beyond both bounds: the later total, the wider
scope, the longer period. Whatever may have an innocent reason is no contradiction; `explain` names the reason.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.knowledge.measures import Measures, load_measures
from reportedly.model.claim import Aspect
from reportedly.model.finding import Finding, FindingKind
from reportedly.model.report import digest
from reportedly.model.story import Estimate, Question, Series
from reportedly.reconciliation.comparable import (
    ANOTHER_THING,
    MOST_DAYS,
    NEAR_DAYS,
    SAME_TIME_DAYS,
    TOLERANCE,
    Figure,
    day_words,
    days_apart,
    denies,
    figure_of,
    figure_words,
    members_of,
    not_a_figure,
    period_within,
    periods_apart,
    said_words,
    times_lower,
    widened,
)
from reportedly.reconciliation.figures import same_number
from reportedly.reconciliation.likeness import numbers_of

_ASPECTS = {Aspect.TOTAL: "a total to date", Aspect.INCREMENT: "what was added", Aspect.LEVEL: "a level at a moment"}
ANOTHER_EVENT = 10
"""Times lower: no tally of the same thing falls so far from one day to a later one. By judgement."""
BOTH_HOLD = "both figures can hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clash:
    """Two figures that cannot both be right, the one said first before the other."""

    one: Figure
    other: Figure

    @property
    def across(self) -> bool:
        """Whether one asks for a part of what the other asks."""
        return self.one.question.id != self.other.question.id

    @property
    def rank(self) -> tuple[object, ...]:
        """One question before two, then the nearest in time, then what most reports tell."""
        reports = self.one.estimate.reports + self.other.estimate.reports
        return self.across, days_apart(self.one, self.other), -reports, self.one.order, self.other.order

    @property
    def parties(self) -> tuple[str, str]:
        first, second = sorted((self.one.party, self.other.party))
        return first, second


def find_contradictions(series: Sequence[Series], measures: Measures | None = None) -> tuple[Finding, ...]:
    """One finding for each pair of parties and question: their contradicting figures that are nearest in time."""
    known = measures or load_measures()
    figures = {
        one.question.id: [
            figure
            for estimate in one.estimates
            if estimate.origin.counts and (figure := figure_of(one.question, estimate, known)).first
        ]
        for one in series
    }
    clashes: list[_Clash] = []
    agreeing: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for one, other in _pairs(series, figures):
        reason = _reason(one, other)
        if reason is None:
            first, second = sorted((one, other), key=lambda figure: figure.order)
            clashes.append(_Clash(one=first, other=second))
        elif reason == BOTH_HOLD and one.kind == other.kind:
            agreeing[id(one), other.party].append(other.first)
            agreeing[id(other), one.party].append(one.first)
    for days in agreeing.values():
        days.sort()
    told: set[tuple[tuple[str, str], str]] = set()
    findings: list[Finding] = []
    for clash in sorted(clashes, key=lambda clash: clash.rank):
        keys = {(clash.parties, figure.question.id) for figure in (clash.one, clash.other)}
        if told.isdisjoint(keys) and not _excused(clash, agreeing):
            told |= keys
            findings.append(_finding(clash))
    return tuple(sorted(findings, key=lambda finding: (finding.question or "", finding.id)))


def _pairs(series: Sequence[Series], figures: dict[str, list[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """Figures of two parties within the days in which they could contradict: of one question, and of a total and a
    narrower one of the same measure."""
    alike: defaultdict[str, list[Question]] = defaultdict(list)
    for question in (one.question for one in series):
        yield from _near(figures[question.id], MOST_DAYS)
        if question.aspect is Aspect.TOTAL and question.report is None and figures[question.id]:
            alike[question.measure].append(question)
    for questions in alike.values():
        for one, other in combinations(questions, 2):
            if _holds_place_of(one, other) or _holds_place_of(other, one):
                yield from _between(figures[one.id], figures[other.id], NEAR_DAYS)


def _near(figures: Sequence[Figure], days: int) -> Iterator[tuple[Figure, Figure]]:
    ordered = sorted(figures, key=lambda figure: figure.order)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.first - one.last > days:
                break
            if one.party != other.party:
                yield one, other


def _between(ones: Sequence[Figure], others: Sequence[Figure], days: int) -> Iterator[tuple[Figure, Figure]]:
    ordered = sorted(others, key=lambda figure: figure.order)
    starts = [figure.first for figure in ordered]
    for one in ones:
        for other in ordered[bisect_left(starts, one.first - days) : bisect_right(starts, one.last + days)]:
            if one.party != other.party:
                yield one, other


def _excused(clash: _Clash, agreeing: dict[tuple[int, str], list[int]]) -> bool:
    """Whether one of the two parties said near that time what agrees with the other's figure: it corrected itself, or
    what it said counts something else."""
    if denies(clash.one.estimate) or denies(clash.other.estimate):
        return False
    for one, other in ((clash.one, clash.other), (clash.other, clash.one)):
        days = agreeing.get((id(one), other.party), [])
        at = bisect_left(days, other.first - NEAR_DAYS)
        if at < len(days) and days[at] <= other.last + NEAR_DAYS:
            return True
    return False


def explain(
    one: Estimate,
    other: Estimate,
    question: Question,
    other_question: Question | None = None,
    measures: Measures | None = None,
) -> str | None:
    """Why the two do not contradict each other, in plain words; None where they do. `question`: the one's, and the
    other's too where no second is given."""
    known = measures or load_measures()
    return _reason(figure_of(question, one, known), figure_of(other_question or question, other, known))


def _reason(one: Figure, other: Figure) -> str | None:
    if denies(one.estimate) != denies(other.estimate):
        return _not_comparable(one, other) or _not_denied(one, other)
    reason = (
        _not_comparable(one, other)
        or not_a_figure(one.estimate)
        or not_a_figure(other.estimate)
        or _other_unit(one, other)
    )
    if reason:
        return reason
    if one.interval.overlaps(other.interval):
        return BOTH_HOLD
    if _about_the_same(one, other):
        return "they are about the same number"
    low, high = (one, other) if one.interval.bounds[1] <= other.interval.bounds[0] else (other, one)
    reason = _other_scope(low, high) or _other_kind(low, high) or _other_time(low, high)
    if reason is None and times_lower(low, high, ANOTHER_THING):
        return "one is so much lower that it counts something else"
    return reason


def _not_comparable(one: Figure, other: Figure) -> str | None:
    """Another measure or aspect, or no two independent parties."""
    mine, theirs = one.question, other.question
    if mine.measure != theirs.measure:
        return f"one is {mine.measure.replace('_', ' ')}, the other {theirs.measure.replace('_', ' ')}"
    if mine.aspect is not theirs.aspect:
        return f"one is {_aspect_words(mine)}, the other {_aspect_words(theirs)}"
    if not (one.estimate.origin.counts and other.estimate.origin.counts):
        return "nobody is named who is said to know one of them"
    if one.party == other.party:
        return "both are the word of one party"
    return None


def _aspect_words(question: Question) -> str:
    return _ASPECTS[question.aspect] if question.aspect else "of no told aspect"


def _other_unit(one: Figure, other: Figure) -> str | None:
    units = [figure.estimate.quantity.unit == "percent" for figure in (one, other)]
    wholes = [(figure.estimate.quantity.of or "").casefold() for figure in (one, other)]
    if units[0] != units[1]:
        return "one is a share, the other a count"
    if units[0] and wholes[0] != wholes[1]:
        return "they are shares of two wholes"
    if one.estimate.quantity.period != other.estimate.quantity.period:
        return "they are for two spans of time"
    return None


def _about_the_same(one: Figure, other: Figure) -> bool:
    """Whether the named numbers lie within the tolerance of each other."""
    numbers = [numbers_of(figure.estimate.quantity) for figure in (one, other)]
    return any(abs(a - b) <= TOLERANCE * max(abs(a), abs(b)) for a in numbers[0] for b in numbers[1])


def _other_scope(low: Figure, high: Figure) -> str | None:
    """Unless the lower figure counts all that the higher one counts."""
    if low.question.report is not None or high.question.report is not None:
        return "nothing names whom or where they count"
    if low.question.id == high.question.id:
        return None
    if _holds_place_of(low.question, high.question):
        return None
    return f"another scope: one is {scope_words(low.question)}, the other {scope_words(high.question)}"


def _holds_place_of(wide: Question, narrow: Question) -> bool:
    """Whether two totals differ by their places alone, and the wide one's holds the other. Both are named: a figure
    without a place may mean any."""
    sides = wide.subject_key == narrow.subject_key and wide.counterpart_key == narrow.counterpart_key
    total = wide.aspect is Aspect.TOTAL and sides and wide.subject_key is not None
    return total and wide.place_key is not None and narrow.within(wide)


def scope_words(question: Question) -> str:
    """ "of Norland with Sudland in Port Ister"; "of no named side or place"."""
    parts = (("of", question.subject), ("with", question.counterpart), ("in", question.place))
    return " ".join(f"{word} {name}" for word, name in parts if name) or "of no named side or place"


def _other_kind(low: Figure, high: Figure) -> str | None:
    if low.kind == high.kind:
        return None
    units = [figure.estimate.quantity.unit or "all" for figure in (low, high)]
    return f"they count different things: {units[0]}, {units[1]}"


def _other_time(low: Figure, high: Figure) -> str | None:
    """Unless what the lower figure counts includes the time of the higher one."""
    if not low.first or not high.first:
        return "one has no day"
    apart = days_apart(low, high)
    said = f"said {apart} days apart"
    mine, theirs = low.estimate.happened, high.estimate.happened
    if periods_apart(mine, theirs):
        return "they tell of two times"
    aspect = low.question.aspect
    if aspect is Aspect.LEVEL:
        return f"{said}: a level changes" if apart > NEAR_DAYS else None
    if not period_within(theirs, mine):
        return "the lower one counts a part of the time"
    if aspect is Aspect.TOTAL:
        if apart <= SAME_TIME_DAYS:
            return None
        if low.first < high.last:
            return f"{said}: a total grows"
        if times_lower(low, high, ANOTHER_EVENT):
            return f"{said}, and the later is so much lower that it counts another event"
        across = low.question.id != high.question.id
        return said if apart > (NEAR_DAYS if across else MOST_DAYS) else None
    if mine is None and apart > SAME_TIME_DAYS:
        return f"{said}, and one tells no time that it counts"
    if mine is None and theirs is not None:
        return "one tells no time that it counts"
    return None


def _not_denied(one: Figure, other: Figure) -> str | None:
    """Why the one's denial does not hit the other's assertion; None where it does."""
    denied, asserted = (one, other) if denies(one.estimate) else (other, one)
    reason = not_a_figure(asserted.estimate) or _other_unit(one, other)
    if reason:
        return reason
    if one.question.id != other.question.id:
        return "another scope: the denial is of another question"
    if not one.first or not other.first:
        return "one has no day"
    apart = days_apart(one, other)
    if apart > NEAR_DAYS or periods_apart(one.estimate.happened, other.estimate.happened):
        return f"said {apart} days apart"
    same = same_number(one.estimate.quantity, other.estimate.quantity)
    if not same and not asserted.interval.within(widened(denied.estimate.quantity)):
        return "another figure is denied"
    return None


def _finding(clash: _Clash) -> Finding:
    one, other = clash.one, clash.other
    members = members_of((one, other))
    return Finding(
        id=digest(FindingKind.CONTRADICTION, *(member.claim for member in members)),
        kind=FindingKind.CONTRADICTION,
        sentence=f"{_sentence(clash)}: both cannot be right.",
        members=members,
        question=_wider(clash).id,
        claims=one.estimate.claims + other.estimate.claims,
    )


def _wider(clash: _Clash) -> Question:
    one, other = clash.one.question, clash.other.question
    return other if one.within(other) else one


def _sentence(clash: _Clash) -> str:
    one, other = clash.one, clash.other
    denied = [denies(figure.estimate) for figure in (one, other)]
    if any(denied):
        said, denial = (other, one) if denied[0] else (one, other)
        return f"{said_words(said)}, {denial.name} denies it{day_words(denial)}"
    if clash.across:
        told = [
            f"{figure.name} says {figure_words(figure)} {scope_words(figure.question)}{day_words(figure)}"
            for figure in (one, other)
        ]
        return ", ".join(told)
    short = figure_words(other).removesuffix(f" {other.question.measure.replace('_', ' ')}")
    return f"{said_words(one)}, {other.name} {short}{day_words(other)}"
