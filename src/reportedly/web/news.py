"""What the home page tells of a store of any size: bounded looks, each costly one made apart from the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.exporters.findings import Told
from reportedly.model.story import Estimate, Forecast, ForecastState, Series
from reportedly.reconciliation.contradictions import find_contradictions
from reportedly.reconciliation.findings import drift_finding
from reportedly.reconciliation.plans import last_day
from reportedly.reconciliation.questions import latest_by_party
from reportedly.stores.base import Store
from reportedly.workflow.telling import forecasts_by_state

QUESTIONS = 6
ESTIMATES = 4
COMPARED = 12
"""Questions, the biggest, whose figures are compared for contradictions: all of a big store takes minutes."""
DRIFT, CONTRADICTIONS = 4, 2
FORECASTS = 5
READ_WHOLE = 20_000
"""Claims up to which the forecasts of all are read, about 3 s; those of a million took 117 s of CPU."""
STORIES = 8
LATELY = timedelta(days=60)
"""How long a forecast that has come to an end is news, and how far ahead one is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with the newest figures to it, one an origin, and how many more there are."""

    series: Series
    estimates: tuple[Estimate, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Forecasts whose last day is `near`, else the newest that are open; of the kept stories `of_stories`, else of
    all."""

    near: bool
    of_stories: bool
    forecasts: tuple[Forecast, ...]


def biggest(store: Store) -> tuple[Asked, ...]:
    """The questions that most independent origins answer."""
    found: list[Asked] = []
    for series in store.find_series(limit=QUESTIONS)[0]:
        newest = latest_by_party(series)
        found.append(Asked(series=series, estimates=newest[:ESTIMATES], more=max(0, len(newest) - ESTIMATES)))
    return tuple(found)


def open_findings(store: Store) -> tuple[Told, ...]:
    """The drift that most claims show, then contradictions of the biggest questions."""
    drift = [
        drift_finding(row.changes, origin=row.origin, question=row.question, claims=row.claims)
        for row in store.find_drift(limit=DRIFT)
    ]
    series, _ = store.find_series(limit=COMPARED)
    asked = {one.question.id: one.question for one in series}
    found = [*drift, *find_contradictions(series)[:CONTRADICTIONS]]
    return tuple(Told(finding=one, question=asked.get(one.question or "")) for one in found)


def due(store: Store, today: date) -> Due:
    """Open forecasts, the soonest first, then what became of those that ended lately."""
    states = [state for state in ForecastState if state is not ForecastState.CANNOT_BE_RESOLVED]
    of_stories = store.counts().claims > READ_WHOLE
    queries = [story.query for story in store.find_stories()[:STORIES]] if of_stories else [None]
    found = {one.id: one for query in queries for one in forecasts_by_state(store, query, states, today)}.values()
    first, last = ((today + way * LATELY).toordinal() for way in (-1, 1))
    near = [one for one in found if one.horizon and first <= last_day(one.horizon) <= last]
    still = [one for one in found if one.state is ForecastState.OPEN]
    newest = sorted(still, key=lambda one: one.said or "", reverse=True)
    return Due(near=bool(near), of_stories=of_stories, forecasts=tuple((near or newest)[:FORECASTS]))
