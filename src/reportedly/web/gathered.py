"""What a story gathers beside its questions: findings, forecasts, who speaks on what, which places are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.exporters.findings import Told
from reportedly.knowledge.measures import load_measures
from reportedly.knowledge.places import load_places
from reportedly.model.story import Forecast, Origin, Query, Question, Series
from reportedly.reconciliation.views import View
from reportedly.stores.base import Store
from reportedly.web.answers import Answer, answers_of
from reportedly.web.charts.places import Placed, places_of
from reportedly.web.charts.timeline import Said, timeline_of
from reportedly.web.found import found_of
from reportedly.workflow import picture
from reportedly.workflow.telling import blocks_of, forecasts_by_state

QUESTIONS = 8
"""Of a story on one page."""
LOOKED_THROUGH = 60
"""Questions, the biggest, whose estimates are read for who speaks and which places are named."""
FINDINGS = 6
FORECASTS = 8
SAID = 300
"""Acts of saying and forecasts on the timeline, the latest: more marks hide one another."""
SPOKEN_ON = 3
"""Questions named beside a speaker; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page of questions with their answers, and how many questions there are."""

    answers: tuple[Answer, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A party that speaks. `acts` of saying; `questions`: those it says most on; `more`: how many others."""

    party: str
    name: str
    acts: int
    questions: tuple[Question, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """`findings`, `forecasts`: the first of `found`, `foreseen`. `uncounted`: acts of saying of unnamed sources and of
    outlets' own voice. `said`: on the timeline. `looked`, of `asked` questions."""

    findings: tuple[Told, ...]
    found: int
    forecasts: tuple[Forecast, ...]
    foreseen: int
    speakers: tuple[Speaker, ...]
    uncounted: int
    said: tuple[Said, ...]
    placed: tuple[Placed, ...]
    looked: int
    asked: int


def asked(store: Store, query: Query | None, offset: int = 0, limit: int = QUESTIONS) -> Asked:
    """The questions that a query gathers, the biggest first, from `offset` on."""
    seen = picture(store, query, limit=limit, offset=offset)
    return Asked(answers=answers_of(blocks_of(store, seen.series, View.RANGE)), total=seen.questions)


def around(store: Store, query: Query, today: date) -> Around:
    """What else a query gathers."""
    found = found_of(store, query)
    forecasts = forecasts_by_state(store, query, (), today)
    series, total = store.find_series(query, limit=LOOKED_THROUGH)
    return Around(
        findings=tuple(drift_first(found.told)[:FINDINGS]),
        found=sum(found.counts.values()),
        forecasts=forecasts[:FORECASTS],
        foreseen=len(forecasts),
        speakers=_speakers(series),
        uncounted=sum(not estimate.origin.counts for one in series for estimate in one.estimates),
        said=timeline_of(series, forecasts, load_measures().by_name)[-SAID:],
        placed=places_of(series, load_places().by_id),
        looked=len(series),
        asked=total,
    )


def drift_first(findings: Iterable[Told]) -> list[Told]:
    """In their order, what changed on the way before all else: it is what only reading side by side shows."""
    return sorted(findings, key=lambda told: not told.finding.kind.is_drift)


def _speakers(series: Sequence[Series]) -> tuple[Speaker, ...]:
    """Those who say most first."""
    origins: dict[str, Origin] = {}
    acts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    questions = {one.question.id: one.question for one in series}
    for estimate in (estimate for one in series for estimate in one.estimates if estimate.origin.counts):
        party = estimate.origin.party
        origins.setdefault(party, estimate.origin)
        acts[party][estimate.question] = acts[party].get(estimate.question, 0) + 1
    found = [_speaker(origins[party], on, questions) for party, on in acts.items()]
    return tuple(sorted(found, key=lambda speaker: (-speaker.acts, speaker.name, speaker.party)))


def _speaker(origin: Origin, on: dict[str, int], questions: dict[str, Question]) -> Speaker:
    most = sorted(on, key=lambda question: -on[question])
    return Speaker(
        party=origin.party,
        name=origin.party_name or origin.name,
        acts=sum(on.values()),
        questions=tuple(questions[question] for question in most[:SPOKEN_ON]),
        more=max(0, len(most) - SPOKEN_ON),
    )
