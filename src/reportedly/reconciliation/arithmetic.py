"""Figures that cannot all hold: intervals over the measures of one subject.

A whole is at least the sum of its parts (`measures.toml`), and a share times its whole is its part (`shares`). Totals
only grow, so a part that was said no later than the whole must fit into it; one said later is never held against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from reportedly.knowledge.measures import Arithmetic, Measures
from reportedly.model.claim import Aspect
from reportedly.model.finding import Finding, FindingKind
from reportedly.model.intervals import add, intersect, multiply, scale, subtract
from reportedly.model.quantity import Quantity, at_least, between, exactly
from reportedly.model.quantity_words import bounds_words
from reportedly.model.report import digest
from reportedly.model.story import Series
from reportedly.reconciliation.comparable import (
    ANOTHER_THING,
    MOST_DAYS,
    NEAR_DAYS,
    SAME_TIME_DAYS,
    TOLERANCE,
    Figure,
    day_words,
    days_apart,
    figure_of,
    figure_words,
    members_of,
    not_a_figure,
    period_within,
    said_words,
    times_lower,
)
from reportedly.reconciliation.shares import Derived, Side, derived_figures

_ROUND_FROM = 100
"""From here on, a flat figure that ends in zeros may be a rounded one; smaller ones are mostly counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What is known of a measure."""

    measure: str
    interval: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class _Misfit:
    """A whole and the parts that do not fit into it."""

    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def days(self) -> int:
        return max(days_apart(self.whole, part) for part in self.parts)

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(sorted({figure.party for figure in (self.whole, *self.parts)}))

    @property
    def rank(self) -> tuple[object, ...]:
        """A party against itself first, the fewest figures, the nearest in time."""
        orders = tuple(figure.order for figure in (self.whole, *self.parts))
        return len(self.parties), len(self.parts), self.days, orders


def propagate(bounds: Iterable[Bound], rules: Sequence[Arithmetic]) -> tuple[Bound, ...] | None:
    """The narrowest bounds that follow from the rules, by name of the measure; None where no numbers satisfy them all.
    Rules that lead back to their own whole are followed a limited number of times, which may leave bounds too wide."""
    names = {measure for rule in rules for measure in (rule.whole, *rule.parts)}
    known: dict[str, Quantity] = dict.fromkeys(names, at_least(0))
    for bound in bounds:
        both = intersect(known.get(bound.measure, at_least(0)), bound.interval)
        if both is None:
            return None
        known[bound.measure] = both
    # Low ends climb from parts to wholes and high ends go down, each at most through all rules.
    for _ in range(2 * len(rules) + 1):
        before = dict(known)
        for rule in rules:
            for measure, interval in _follow(rule, known):
                both = intersect(known[measure], interval)
                if both is None:
                    return None
                known[measure] = both
        if known == before:
            break
    return tuple(Bound(measure=name, interval=known[name]) for name in sorted(known))


def _follow(rule: Arithmetic, known: dict[str, Quantity]) -> Iterator[tuple[str, Quantity]]:
    """What one rule says: of its whole, and of each part what the others leave."""
    sums = exactly(0)
    for part in rule.parts:
        sums = add(sums, known[part])
    yield rule.whole, Quantity(low=sums.low, low_inclusive=sums.low_inclusive)
    for part in rule.parts:
        left = known[rule.whole]
        for other in rule.parts:
            if other != part:
                left = subtract(left, known[other])
        yield part, Quantity(high=left.high, high_inclusive=left.high_inclusive)


def find_misfits(series: Sequence[Series], measures: Measures) -> tuple[Finding, ...]:
    """Sets of figures that cannot all hold, each the smallest; one for each whole, its scope, and the parties in it."""
    groups: defaultdict[tuple[str | None, ...], list[Figure]] = defaultdict(list)
    for one in series:
        question = one.question
        if question.aspect is Aspect.TOTAL:
            key = (question.subject_key, question.counterpart_key, question.report)
            groups[key] += (figure_of(question, estimate, measures) for estimate in one.estimates)
    found: list[_Misfit] = []
    for figures in groups.values():
        usable = sorted(filter(_usable, figures), key=lambda figure: figure.order)
        by_party: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in usable:
            by_party[figure.party].append(figure)
        for own in by_party.values():
            found += _misfits(own, measures.arithmetic, MOST_DAYS)
        if usable and usable[0].question.report is None and len(by_party) > 1:
            found += _misfits(usable, measures.arithmetic, NEAR_DAYS)
    findings = list(_share_misfits(series, measures))
    told: set[tuple[object, ...]] = set()
    for misfit in sorted(found, key=lambda one: one.rank):
        whole = misfit.whole.question
        parts = sorted({part.question.measure for part in misfit.parts})
        if (told_as := (whole.id, *parts, *misfit.parties)) not in told:
            told.add(told_as)
            findings.append(_finding(misfit))
    return tuple(sorted(findings, key=lambda finding: (finding.question or "", finding.id)))


def _share_misfits(series: Sequence[Series], measures: Measures) -> Iterator[Finding]:
    """Where a party's share and whole give one figure, and the same report has it say another one to that question."""
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    for one in series:
        for estimate in one.estimates:
            figures[one.question.id].append(figure_of(one.question, estimate, measures))
    for derived in derived_figures(series, measures):
        if derived.side is not Side.PART or derived.measure is None:
            continue
        share = next(f for f in figures[derived.question] if f.estimate.citations[:1] == derived.citations[:1])
        for figure in figures[derived.question]:
            if _says_otherwise(figure, share, derived):
                yield _share_finding(figure, share, derived)


def _says_otherwise(figure: Figure, share: Figure, derived: Derived) -> bool:
    """Whether a count of the same party and report cannot be the derived one, nor the whole that the share is of."""
    if not (_usable(figure) and share.estimate.origin.counts and figure.party == share.party):
        return False
    reports = [{cited.report for cited in one.estimate.citations} for one in (figure, share)]
    if reports[0].isdisjoint(reports[1]) or days_apart(figure, share) > SAME_TIME_DAYS or figure.kind:
        return False
    loose = _loose(figure.interval)
    # A share is seldom told to the digit, so neither is what follows from it.
    room = add(
        scale(derived.interval, 1 - TOLERANCE), multiply(derived.interval, between(0, 2 * TOLERANCE)) or exactly(0)
    )
    return not loose.overlaps(room) and not loose.overlaps(_loose(derived.known))


def _share_finding(figure: Figure, share: Figure, derived: Derived) -> Finding:
    members = members_of((share, figure))
    return Finding(
        id=digest(FindingKind.FIGURES_DO_NOT_ADD_UP, *(member.claim for member in members)),
        kind=FindingKind.FIGURES_DO_NOT_ADD_UP,
        sentence=f"{derived.sentence}, but also {figure_words(figure)}{day_words(figure)}.",
        members=members,
        question=derived.question,
        claims=share.estimate.claims + figure.estimate.claims,
    )


def _usable(figure: Figure) -> bool:
    """A dated count by somebody who is named."""
    estimate = figure.estimate
    percent = estimate.quantity.unit == "percent"
    return bool(figure.first) and estimate.origin.counts and not percent and not_a_figure(estimate) is None


def _misfits(figures: Sequence[Figure], rules: Sequence[Arithmetic], days: int) -> Iterator[_Misfit]:
    """Each whole with an upper bound against what was said until then of its parts."""
    parts_under = {rule.whole: _parts_under(rule.whole, rules) for rule in rules}
    for whole in figures:
        if whole.interval.high is None or whole.question.measure not in parts_under:
            continue
        greatest: dict[str, Figure] = {}
        for part in figures:
            measure = part.question.measure
            if measure not in parts_under[whole.question.measure] or not _fits_beside(part, whole, days):
                continue
            if measure not in greatest or (part.interval.low or 0) > (greatest[measure].interval.low or 0):
                greatest[measure] = part
        parts = tuple(greatest[measure] for measure in sorted(greatest))
        if parts and _cannot_hold(whole, parts, rules) and not _other_whole(whole, parts, figures):
            yield _Misfit(whole=whole, parts=_fewest(whole, parts, rules))


def _parts_under(whole: str, rules: Sequence[Arithmetic]) -> frozenset[str]:
    """The measures that a whole is made of, and those that these are made of."""
    found: set[str] = set()
    waiting = [whole]
    while waiting:
        name = waiting.pop()
        fresh = set(chain.from_iterable(rule.parts for rule in rules if rule.whole == name)) - found - {whole}
        found |= fresh
        waiting += fresh
    return frozenset(found)


def _fits_beside(part: Figure, whole: Figure, days: int) -> bool:
    """Whether the whole counts all that the part counts: no narrower place, shorter time, earlier day; one kind."""
    wide, narrow = whole.question.place_key, (part.question.place_key, *part.question.place_within)
    said_before = part.last <= whole.first + SAME_TIME_DAYS and days_apart(part, whole) <= days
    # A whole without a place may mean any; a party is taken to mean its own other figures by it.
    placed = wide in narrow or (wide is None and (narrow[0] is None or part.party == whole.party))
    return (
        bool(part.interval.low)
        and said_before
        and placed
        and part.kind == whole.kind
        and not times_lower(whole, part, ANOTHER_THING)
        and part.estimate.quantity.period == whole.estimate.quantity.period
        and period_within(part.estimate.happened, whole.estimate.happened)
    )


def _cannot_hold(whole: Figure, parts: Iterable[Figure], rules: Sequence[Arithmetic]) -> bool:
    """Whether no numbers satisfy the rules. Of the parts only the least counts: what else they say is no misfit."""
    bounds = [Bound(measure=whole.question.measure, interval=_loose(whole.interval))]
    for part in parts:
        loose = _loose(part.interval)
        least = Quantity(low=loose.low, low_inclusive=loose.low_inclusive)
        bounds.append(Bound(measure=part.question.measure, interval=least))
    return propagate(bounds, rules) is None


def _fewest(whole: Figure, parts: tuple[Figure, ...], rules: Sequence[Arithmetic]) -> tuple[Figure, ...]:
    """The parts without those that are not needed for the misfit, the smallest tried first."""
    needed = parts
    for part in sorted(parts, key=lambda figure: (figure.interval.low or 0, figure.order)):
        fewer = tuple(one for one in needed if one is not part)
        if fewer and _cannot_hold(whole, fewer, rules):
            needed = fewer
    return needed


def _other_whole(whole: Figure, parts: Sequence[Figure], figures: Sequence[Figure]) -> bool:
    """Whether one of these parties gave, by that time, a larger figure of the whole: then the lower one counts
    something else, or the two wholes contradict each other."""
    parties = {figure.party for figure in (whole, *parts)}
    return any(
        figure is not whole
        and figure.question.measure == whole.question.measure
        and figure.party in parties
        and figure.interval.bounds[1] > whole.interval.bounds[1]
        and figure.first <= whole.last + SAME_TIME_DAYS
        and days_apart(figure, whole) <= MOST_DAYS
        for figure in figures
    )


def _loose(interval: Quantity) -> Quantity:
    """One flat round number may be a rounded one: 1,200 is 1,150 to 1,250, 10,000 no farther off than "about"."""
    number = interval.low
    if number is None or number != interval.high or number < _ROUND_FROM or number != int(number):
        return interval
    digits = str(int(number))
    step = 10 ** (len(digits) - len(digits.rstrip("0")))
    room = min(step // 2, int(number * TOLERANCE))
    return between(number - room, number + room)


def _finding(misfit: _Misfit) -> Finding:
    figures = (misfit.whole, *misfit.parts)
    members = members_of(figures)
    least = exactly(0)
    for part in misfit.parts:
        least = add(least, Quantity(low=part.interval.low, low_inclusive=part.interval.low_inclusive))
    told = " and ".join(said_words(part) for part in misfit.parts)
    if {part.name for part in misfit.parts} == {misfit.whole.name}:
        told = "also " + " and ".join(figure_words(part) + day_words(part) for part in misfit.parts)
    more = "" if least.low is None else f", {bounds_words(least)} together" if len(misfit.parts) > 1 else ""
    sentence = f"{said_words(misfit.whole)}, but {told}{more}: the whole is smaller than its parts."
    return Finding(
        id=digest(FindingKind.FIGURES_DO_NOT_ADD_UP, *(member.claim for member in members)),
        kind=FindingKind.FIGURES_DO_NOT_ADD_UP,
        sentence=sentence,
        members=members,
        question=misfit.whole.question.id,
        claims=sum(figure.estimate.claims for figure in figures),
    )
