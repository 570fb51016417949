"""What was planned or expected, and what became of it: each plan against what was said later to its question.

A wrong "came true" is worse than an open forecast: what is not clear stays open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.model.claim import Aspect
from reportedly.model.quantity import Quantity, exactly
from reportedly.model.report import digest
from reportedly.model.story import Forecast, ForecastState
from reportedly.model.telling import Telling
from reportedly.reconciliation.figures import rounded, same_number
from reportedly.reconciliation.fulfilment import (
    IN_PARTS,
    Before,
    alike,
    before,
    is_further,
    least,
    of_before,
    one_question,
    same_figure,
    share,
    steps_of,
    tied,
)
from reportedly.reconciliation.origins import OriginGroup
from reportedly.reconciliation.plans import Says, Statement, first_day, is_forecast, last_day, statement_of
from reportedly.reconciliation.questions import MOST_CITATIONS, citation_of, origin_of, question_of

_RAREST = 4
"""Words of a statement without a measure by which others are looked up; it takes three in common to be alike."""
_NEGATIVE = frozenset({Says.DENIED, Says.CALLED_OFF, Says.NOT_DONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What became of a party's forecasts: how many of each state. `in_part`: of those that came true, how many came
    true in part only."""

    party: str
    name: str
    counts: tuple[tuple[ForecastState, int], ...]
    in_part: int = 0

    def of(self, state: ForecastState) -> int:
        """How many are in this state."""
        return dict(self.counts)[state]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """`by`: the statements that settle it, the weightiest first."""

    state: ForecastState
    why: str
    by: tuple[Statement, ...] = ()
    part: Quantity | None = None
    day: int = 0


def find_forecasts(groups: Sequence[OriginGroup], today: date | None) -> tuple[Forecast, ...]:
    """One forecast for each act of saying that tells a plan, in the order of their days. `today`: the day it is looked
    at; by default the latest day of publication."""
    every = sorted((statement_of(group) for group in groups), key=lambda s: (s.first, s.group.id))
    published = max((member.published or "" for group in groups for member in group.members), default="")
    now = today.toordinal() if today else first_day(published)
    held = _Held(every)
    found = (_forecast(plan, _verdict(plan, held, now)) for plan in every if is_forecast(plan))
    return tuple(sorted(found, key=lambda f: (f.said or "", f.id)))


def record_of(forecasts: Iterable[Forecast]) -> tuple[Record, ...]:
    """The record of each party, most forecasts first. Whom nobody names has none: two unnamed sources may be two."""
    by_party: defaultdict[str, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        if forecast.origin.party and not forecast.origin.own_voice:
            by_party[forecast.origin.party].append(forecast)
    records = []
    for party, told in by_party.items():
        counts = Counter(forecast.state for forecast in told)
        records.append(
            Record(
                party=party,
                name=min(forecast.origin.party_name or forecast.origin.name for forecast in told),
                counts=tuple((state, counts[state]) for state in ForecastState),
                in_part=sum(f.state is ForecastState.CAME_TRUE and f.part is not None for f in told),
            )
        )
    return tuple(sorted(records, key=lambda r: (-sum(count for _, count in r.counts), r.party)))


def _forecast(plan: Statement, verdict: _Verdict) -> Forecast:
    near, question = plan.near, question_of(plan.group)
    return Forecast(
        id=digest("forecast", plan.group.id),
        claim=near.claim,
        report=near.report,
        origin=origin_of(plan.group),
        question=question.id if question else None,
        said=near.said,
        horizon=plan.horizon,
        text=near.text,
        quantity=near.quantity,
        status=near.status,
        state=verdict.state,
        settled_by=tuple(citation_of(statement.near) for statement in verdict.by[:MOST_CITATIONS]),
        part=verdict.part,
        why=verdict.why,
    )


class _Held:
    """Statements by what they count and of whom, and those without a measure by their words; each in order of days."""

    def __init__(self, every: Sequence[Statement]) -> None:
        self._counted: defaultdict[tuple[str, str | None], list[Statement]] = defaultdict(list)
        self._worded: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in every:
            near = statement.near
            if statement.says is Says.NEITHER:
                continue
            if near.measure:
                self._counted[near.measure, near.subject.key if near.subject else ""].append(statement)
                self._counted[near.measure, None].append(statement)
                for noun in statement.nouns if near.measure in IN_PARTS else ():
                    self._counted[f"noun {noun}", None].append(statement)
            else:
                for word in statement.words:
                    self._worded[word].append(statement)

    def near(self, plan: Statement) -> Iterator[Statement]:
        """Those that could speak to the plan's question, earlier and later, each once."""
        subject, measure = plan.near.subject, plan.near.measure
        keys: tuple[str | None, ...] = (subject.key, "") if subject else (None,)
        lists = [self._counted.get((step, key), []) for step in steps_of(measure) for key in keys]
        if measure is None:
            lists += [self._counted.get((f"noun {noun}", None), []) for noun in sorted(plan.nouns)]
        rarest = sorted(plan.words, key=lambda word: (len(self._worded.get(word, ())), word))
        lists += [self._worded[word] for word in [word for word in rarest if word in self._worded][:_RAREST]]
        seen = {plan.group.id}
        for statement in (statement for found in lists for statement in found):
            if statement.group.id not in seen:
                seen.add(statement.group.id)
                if one_question(plan, statement):
                    yield statement


def _verdict(plan: Statement, held: _Held, now: int) -> _Verdict:
    measure, told = plan.near.measure, plan.near.said or "an unknown day"
    if measure is None and not plan.ahead:
        return _unresolvable(f"Said on {told} without a date or a measure by which it could be settled.")
    if plan.says is Says.CONDITION and not plan.ahead:
        return _unresolvable(f"Said on {told} on a condition and without a date by which it could be settled.")
    near = sorted(held.near(plan), key=lambda s: (s.first, s.group.id))
    later = [s for s in near if plan.last and plan.last < s.first <= now]
    earlier = [s for s in near if s.says is Says.DONE and s.first <= plan.last]
    settled = _settled(plan, later, before(plan, earlier), now)
    newer = _superseding(plan, later)
    if newer is not None and (not settled.by or newer.first < settled.day):
        when = f", by {newer.horizon}" if newer.horizon else ""
        why = f"{newer.who} said a new plan on {newer.day}: {newer.figure}{when}, after {plan.figure} on {told}."
        return _Verdict(state=ForecastState.SUPERSEDED, why=why, by=(newer,))
    return settled


def _unresolvable(why: str) -> _Verdict:
    return _Verdict(state=ForecastState.CANNOT_BE_RESOLVED, why=why)


def _settled(plan: Statement, later: Sequence[Statement], known: Before, now: int) -> _Verdict:
    """By deeds and denials; where both stand, each said by another party, it stays open."""
    done = [s for s in later if s.says is Says.DONE and not of_before(plan, s)]
    own = [s for s in done if tied(plan, s, known)]
    counted = [s for s in own if share(plan, s) is not None and not _late(plan, s)]
    against = [s for s in later if _speaks_against(plan, s)] + [s for s in own if _falls_short(plan, s)]
    deeds, denials = _not_taken_back(counted, against), _not_taken_back(against, counted)
    if deeds and denials:
        yes, no = deeds[0], denials[0]
        return _open(f"{yes.who} said on {yes.day} that it was done, and {no.who} said on {no.day} that it was not.")
    if deeds:
        return _came_true(plan, deeds)
    if denials:
        return _did_not(plan, denials)
    unclear = [s for s in done if s in own or _may_be(plan, s, known)]
    return _unsettled(plan, unclear, now)


def _may_be(plan: Statement, deed: Statement, known: Before) -> bool:
    """Whether a deed that nothing ties to the plan could yet be of it: a new figure beside a figure, or like words."""
    if plan.near.quantity is None or deed.near.quantity is None:
        return alike(plan, deed)
    return not known.told(deed)


def _did_not(plan: Statement, denials: Sequence[Statement]) -> _Verdict:
    first = denials[0]
    shown = {
        Says.CALLED_OFF: f"that it was called off: “{first.near.text}”",
        Says.DONE: f"{first.figure}, short of {plan.figure}",
    }.get(first.says, f"that it was not so: “{first.near.text}”")
    why = f"{first.who} said on {first.day} {shown}."
    return _Verdict(state=ForecastState.DID_NOT, why=why, by=tuple(denials), day=first.first)


def _unsettled(plan: Statement, unclear: Sequence[Statement], now: int) -> _Verdict:
    told = f"Said on {plan.near.said or 'an unknown day'}"
    if unclear:
        seen = unclear[-1]
        return _open(f"{told}; {seen.who} said {seen.figure} on {seen.day}, which may or may not be of this plan.")
    retold = _told_again(plan)
    if retold is not None:
        by = retold.outlet or "a report"
        return _open(f"{told}; {by} told it as done on {retold.published}, which may be the plan told again.")
    if plan.horizon is None:
        return _open(f"{told}; no last day was told, and no later report held here settles it.")
    if now <= last_day(plan.horizon):
        return _open(f"{told}; the last day told, {plan.horizon}, is not over, and nothing settles it yet.")
    if plan.says is Says.CONDITION:
        return _unresolvable(
            f"{told} on a condition, for {plan.horizon} at the latest; nothing tells whether it was met."
        )
    why = f"{told}; the last day told, {plan.horizon}, is over, and no later report held here speaks to it."
    return _Verdict(state=ForecastState.LAPSED, why=why)


def _late(plan: Statement, deed: Statement) -> bool:
    """Whether it is said to have happened after the last day."""
    happened = deed.near.happened
    if plan.horizon is None or happened is None or happened.start is None:
        return False
    return first_day(happened.start) > last_day(plan.horizon)


def _open(why: str) -> _Verdict:
    return _Verdict(state=ForecastState.OPEN, why=why)


def _came_true(plan: Statement, deeds: Sequence[Statement]) -> _Verdict:
    """By the deeds that reach the figure, the first first; else by the one that comes nearest."""
    full = [deed for deed in deeds if share(plan, deed) == exactly(100)]
    if full:
        first = full[0]
        why = f"{first.who} said on {first.day}: {first.figure}; forecast on {plan.near.said}: {plan.figure}."
        return _Verdict(state=ForecastState.CAME_TRUE, why=why, by=tuple(full), day=first.first)
    ranked = sorted(deeds, key=lambda d: (-least(d.near.quantity), d.first, d.group.id))
    part = share(plan, ranked[0])
    words = part.as_written if part else ""
    why = f"In part, as {ranked[0].who} said on {ranked[0].day}: {words} forecast on {plan.near.said}."
    return _Verdict(state=ForecastState.CAME_TRUE, why=why, by=tuple(ranked), part=part, day=ranked[0].first)


def _not_taken_back(statements: Sequence[Statement], by: Sequence[Statement]) -> tuple[Statement, ...]:
    """Those that their own party has not taken back since, in order of days."""
    kept = (
        s for s in statements
        if not any(s.near.party and s.near.party == other.near.party and other.first > s.first for other in by)
    )  # fmt: skip
    return tuple(sorted(kept, key=lambda s: (s.first, s.group.id)))


def _speaks_against(plan: Statement, other: Statement) -> bool:
    """A denial of the plan by who planned it or would carry it out; that it was called off, by anyone known; that it is
    not done, by anyone known, once the last day is over."""
    if other.says not in _NEGATIVE or not other.near.party or of_before(plan, other):
        return False
    if not (alike(plan, other) or plan.nouns & other.nouns or same_figure(plan, other)):
        return False
    if other.says is Says.NOT_DONE:
        return plan.horizon is not None and other.first > last_day(plan.horizon)
    if other.says is Says.CALLED_OFF:
        return True
    sides = {side.key for side in (plan.near.subject, plan.near.counterpart) if side}
    return other.near.party == plan.near.party or not sides.isdisjoint((other.near.party, other.near.party_state))


def _falls_short(plan: Statement, deed: Statement) -> bool:
    """Whether a level, told once the last day is over, lies wholly below the one that was forecast."""
    if plan.horizon is None or deed.first <= last_day(plan.horizon) or plan.near.measure in IN_PARTS:
        return False
    levels = plan.near.aspect is Aspect.LEVEL and deed.near.aspect is Aspect.LEVEL
    return levels and deed.near.quantity is not None and deed.near.quantity.bounds[1] < least(plan.near.quantity)


def _superseding(plan: Statement, later: Sequence[Statement]) -> Statement | None:
    """The first new plan of the same party for the same thing, with another figure or another day."""
    for newer in later:
        same = newer.says is Says.PLAN and newer.near.party and newer.near.party == plan.near.party
        if same and newer.near.measure == plan.near.measure and not _another(plan, newer) and _changed(plan, newer):
            return newer
    return None


def _another(plan: Statement, newer: Statement) -> bool:
    """Whether it plans something else: other things counted, or a further lot of them."""
    if plan.nouns and newer.nouns and plan.nouns.isdisjoint(newer.nouns):
        return True
    if newer.near.quantity is None or plan.near.quantity is None:
        return not alike(plan, newer)
    return is_further(newer)


def _changed(plan: Statement, newer: Statement) -> bool:
    if plan.horizon and newer.horizon and plan.horizon != newer.horizon:
        return True
    one, two = plan.near.quantity, newer.near.quantity
    return one is not None and two is not None and not same_number(one, two) and not rounded(one, two)


def _told_again(plan: Statement) -> Telling | None:
    """A member of the plan's own group that tells it later as done: a repetition, or the deed with the same figure."""
    for member in sorted(plan.group.members, key=lambda m: m.key):
        later = first_day(member.published) > plan.last and not member.in_title
        alone = OriginGroup(id=plan.group.id, members=(member,))
        if later and statement_of(alone).says is Says.DONE:
            return member
    return None
