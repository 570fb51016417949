"""Which question an origin answers, and what it says to it.

A question is measure + subject + counterpart + place + aspect (domain model, rule D). One act of saying is one
estimate, in the words of the telling nearest to it; the tellings that echo it are its citations, and where they differ
that is drift, not another estimate. Where neither side nor place is named, the question stays in its report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from reportedly.model.report import digest
from reportedly.model.story import Citation, Estimate, Origin, Question, Series
from reportedly.model.telling import Side, Telling
from reportedly.reconciliation.origins import OriginGroup

MOST_CITATIONS = 12
"""Kept with an estimate; the count of all stands beside them."""
_TIMES, _PERCENT = "times", "percent"
MOST_READ = 12
"""Tellings of an origin, the nearest, that say which question it answers and what; the rest only count. Far more than
ever differ, and few enough to read whenever one more comes."""


def question_of(group: OriginGroup) -> Question | None:
    """What the group's figure answers: the measure of the nearest telling that has one, and each side and the place as
    the nearest telling that names it; None where nothing is counted or no measure is known."""
    members = group.members[:MOST_READ]
    told = _told(group)
    if told is None:
        return None
    subject = _first(members, lambda t: t.subject)
    counterpart = _first(members, lambda t: t.counterpart)
    placed = next((t for t in members if t.place is not None), None)
    place = placed.place if placed else None
    keys = [side.key if side else None for side in (subject, counterpart, place)]
    assert told.quantity is not None
    unit = _PERCENT if told.quantity.unit == _PERCENT else None
    confined = None if any(keys) else told.report
    return Question(
        id=digest(
            "question", told.measure or "", *(key or "" for key in keys), told.aspect or "", confined or "", unit or ""
        ),
        measure=told.measure or "",
        subject=subject.name if subject else None,
        counterpart=counterpart.name if counterpart else None,
        place=place.name if place else None,
        aspect=told.aspect,
        unit=unit,
        report=confined,
        subject_key=keys[0],
        counterpart_key=keys[1],
        place_key=keys[2],
        place_within=placed.place_within if placed else (),
    )


def _told(group: OriginGroup) -> Telling | None:
    """The nearest telling that counts something; "three times as many" counts nothing by itself."""
    counting = (t for t in group.members[:MOST_READ] if t.quantity is not None and t.measure is not None)
    return next((t for t in counting if t.quantity is not None and t.quantity.unit != _TIMES), None)


def _first(members: Sequence[Telling], side: Callable[[Telling], Side | None]) -> Side | None:
    """The side as its own words name it in the nearest telling that has such; else as a report fills it in."""
    named = [found for member in members if (found := side(member)) is not None]
    return next((found for found in named if not found.from_report), named[0] if named else None)


def origin_of(group: OriginGroup) -> Origin:
    """The act of saying, as the telling nearest to it names who, when and how."""
    near = group.nearest
    return Origin(
        id=group.id,
        name=near.speaker,
        party=near.party,
        party_name=near.party_name,
        date=near.said,
        channel=near.channel,
        named=near.named,
        own_voice=near.own_voice,
    )


def estimate_of(group: OriginGroup, question: Question) -> Estimate:
    """What the origin says to the question: figure, hedge and status of the nearest telling that has the measure."""
    told = _told(group)
    assert told is not None
    assert told.quantity is not None
    return Estimate(
        origin=origin_of(group),
        question=question.id,
        quantity=told.quantity,
        as_of=told.said,
        citations=tuple(citation_of(member) for member in group.members[:MOST_CITATIONS]),
        claims=len(group.members),
        reports=len({(member.report, member.version) for member in group.members}),
        happened=told.happened,
        certainty=told.certainty,
        stance=told.stance,
        polarity=told.polarity,
        status=told.status,
    )


def citation_of(telling: Telling) -> Citation:
    """Where a telling can be read."""
    return Citation(
        claim=telling.claim,
        report=telling.report,
        version=telling.version,
        outlet=telling.outlet,
        published=telling.published,
    )


def series_of(question: Question, estimates: Iterable[Estimate]) -> Series:
    """A question's estimates, oldest first, with their counts."""
    ordered = tuple(sorted(estimates, key=lambda e: (e.as_of or "", e.origin.name, e.origin.id)))
    return Series(
        question=question,
        estimates=ordered,
        parties=len({e.origin.party for e in ordered if e.origin.counts}),
        acts=len(ordered),
        claims=sum(e.claims for e in ordered),
        reports=sum(e.reports for e in ordered),
    )


def gather_series(groups: Iterable[OriginGroup]) -> tuple[Series, ...]:
    """The series of every question that the groups answer, the biggest first (see `size`)."""
    questions: dict[str, Question] = {}
    answers: defaultdict[str, list[Estimate]] = defaultdict(list)
    for group in groups:
        question = question_of(group)
        if question is not None:
            questions.setdefault(question.id, question)
            answers[question.id].append(estimate_of(group, question))
    return tuple(sorted((series_of(questions[key], found) for key, found in answers.items()), key=size))


def size(series: Series) -> tuple[bool, int, int, int, str, str]:
    """Sorts the biggest question first: those that reach over reports, most independent origins, most acts of saying,
    most claims; the name decides the rest, so that the same claims give the same order."""
    question = series.question
    return question.report is not None, -series.parties, -series.acts, -series.claims, question.measure, question.id


def latest_by_party(series: Series) -> tuple[Estimate, ...]:
    """The newest estimate of each party, newest first; of each unnamed source and outlet too, after those. Of two on
    one day the one that more reports tell, then the one whose id comes first."""
    newest: dict[str, Estimate] = {}
    for estimate in series.estimates:
        key = estimate.origin.party if estimate.origin.counts else estimate.origin.id
        held = newest.get(key)
        if held is None or (estimate.as_of or "", estimate.reports) > (held.as_of or "", held.reports):
            newest[key] = estimate
    ordered = sorted(newest.values(), key=lambda e: (e.as_of or "", e.reports, e.origin.name), reverse=True)
    return tuple(sorted(ordered, key=lambda e: not e.origin.counts))
