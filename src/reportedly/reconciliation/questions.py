"""Which claims answer one question, and what each origin says to it.

A question is measure + subject + counterpart + place + aspect (domain model, rule D). Names are compared by their id in
the knowledge tables, else with case and spaces aside; where nothing but a common noun ("people", "soldiers") tells
whose figure it is, the question stays in its report. In doubt fewer origins: an outlet's own voice is no origin, and an
unnamed source is one of its report only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.model.claim import Claim, Mention
from reportedly.model.report import digest
from reportedly.model.story import Citation, Estimate, Origin, Question, Series

# The kind of a mention that is a counted noun, not a name.
_COMMON_NOUN = "people"
_DAY_CHARACTERS = 10  # of an ISO date-time


def question_of(claim: Claim) -> Question | None:
    """What the claim's figure answers; None where nothing is counted or no measure is known."""
    if claim.measure is None or claim.quantity is None:
        return None
    keys = (_key(claim.subject), _key(claim.counterpart), _key(claim.place))
    names = (claim.subject, claim.counterpart, claim.place)
    confined = None if any(_is_name(name) for name in names) else claim.report.id
    return Question(
        id=digest("question", claim.measure, *keys, claim.aspect or "", confined or ""),
        measure=claim.measure,
        subject=_name(claim.subject),
        counterpart=_name(claim.counterpart),
        place=_name(claim.place),
        aspect=claim.aspect,
        report=confined,
    )


def origin_of(claim: Claim) -> Origin:
    """Who is said to know. Without one: the outlet, in its own voice."""
    hop = claim.origin
    if hop is None:
        outlet = claim.chain[0].name if claim.chain else claim.report.outlet or "the report"
        key = claim.report.outlet or claim.report.id
        return Origin(id=f"own:{_fold(key)}", name=outlet, date=as_of(claim), own_voice=True)
    key = hop.actor or f"name:{_fold(hop.name)}"
    if not hop.named:
        key = f"unnamed:{claim.report.id}:{_fold(hop.name)}"
    return Origin(id=key, name=hop.name, date=hop.date or claim.said, channel=hop.channel, named=hop.named)


def as_of(claim: Claim) -> str | None:
    """The day (or month) the figure stands for: when it was said, else when it was published."""
    return claim.said or (claim.published or claim.report.published or "")[:_DAY_CHARACTERS] or None


def gather(claims: Iterable[Claim]) -> tuple[Series, ...]:
    """Each question that the claims answer, with its estimates; no order among the questions is promised."""
    questions: dict[str, Question] = {}
    answers: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        question = question_of(claim)
        if question is not None:
            questions.setdefault(question.id, question)
            answers[question.id].append(claim)
    return tuple(Series(question=questions[key], estimates=estimates_of(found)) for key, found in answers.items())


def estimates_of(claims: Sequence[Claim]) -> tuple[Estimate, ...]:
    """The estimates in claims of one question, oldest first. Claims of one origin and day with the same bounds, hedges
    and status are one estimate; a figure that its own report tells three times is said once."""
    found: dict[Estimate, list[Citation]] = {}
    for claim in sorted(claims, key=lambda c: (as_of(c) or "", c.report.id, c.span, c.id)):
        if claim.quantity is not None:
            found.setdefault(_bare(claim), []).append(_citation(claim))
    said: dict[tuple[object, ...], Estimate] = {}
    for bare, citations in found.items():
        key = _sameness(bare)
        earlier = said.get(key)
        said[key] = replace(earlier or bare, citations=(*(earlier.citations if earlier else ()), *citations))
    return tuple(said.values())


def latest_by_origin(series: Series) -> tuple[Estimate, ...]:
    """The view "most recent per origin": the newest estimate of each, newest first. Of two on one day the one that more
    claims tell, then the one told first."""
    newest: dict[str, Estimate] = {}
    for estimate in series.estimates:
        held = newest.get(estimate.origin.id)
        if held is None or _newness(estimate) > _newness(held):
            newest[estimate.origin.id] = estimate
    return tuple(sorted(newest.values(), key=lambda e: (e.as_of or "", e.origin.name), reverse=True))


def _newness(estimate: Estimate) -> tuple[str, int]:
    return estimate.as_of or "", len(estimate.citations)


def _bare(claim: Claim) -> Estimate:
    assert claim.quantity is not None
    return Estimate(
        origin=origin_of(claim),
        quantity=claim.quantity,
        as_of=as_of(claim),
        citations=(),
        certainty=claim.certainty,
        stance=claim.stance,
        polarity=claim.polarity,
        status=claim.status,
    )


def _sameness(estimate: Estimate) -> tuple[object, ...]:
    """What makes two tellings one estimate: all but the words, the channel and the certainty's."""
    number = estimate.quantity
    figure = (*number.bounds, number.low_inclusive, number.high_inclusive, number.point, number.approximation)
    said = (estimate.stance, estimate.polarity, estimate.status, estimate.certainty)
    return (estimate.origin.id, estimate.as_of, figure, number.vague, number.unit == "percent", said)


def _citation(claim: Claim) -> Citation:
    report = claim.report
    return Citation(
        claim=claim.id,
        report=report.id,
        version=report.version,
        outlet=report.outlet,
        published=report.published or claim.published,
    )


def _is_name(mention: Mention | None) -> bool:
    return mention is not None and (mention.id is not None or mention.kind != _COMMON_NOUN)


def _name(mention: Mention | None) -> str | None:
    return mention.name if mention else None


def _key(mention: Mention | None) -> str:
    return (mention.id or _fold(mention.name)) if mention else ""


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
