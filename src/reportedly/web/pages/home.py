"""Home: what is new, what most is said to, and where to begin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.model.story import Estimate, Series
from reportedly.reconciliation.questions import latest_by_party
from reportedly.stores.base import ClaimQuery, Store
from reportedly.web.params import Held
from reportedly.web.render import render

HOME_REPORTS = 8
HOME_QUESTIONS = 6
HOME_ESTIMATES = 4
HOME_FIGURES = 2_000
"""Claims with a figure, the newest, whose measures the home page counts: about a third of a second's work."""

router = APIRouter(default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question with the newest figures to it, one an origin, and how many more there are."""

    series: Series
    estimates: tuple[Estimate, ...]
    more: int


@router.get("/")
def home(request: Request, store: Held) -> HTMLResponse:
    """How much is held, what came last, and the questions that most origins answer, as they were last drawn."""
    figures = store.find_claims(ClaimQuery(has_quantity=True, limit=HOME_FIGURES))
    counted = Counter(claim.measure for claim in figures if claim.measure)
    return render(
        request,
        "home.html",
        counts=store.counts(),
        reports=store.find_reports(limit=HOME_REPORTS),
        answers=_answers(store),
        measures=counted.most_common(),
    )


def _answers(store: Store) -> tuple[Answer, ...]:
    answers: list[Answer] = []
    for series in store.find_series(limit=HOME_QUESTIONS)[0]:
        newest = latest_by_party(series)
        answers.append(
            Answer(series=series, estimates=newest[:HOME_ESTIMATES], more=max(0, len(newest) - HOME_ESTIMATES))
        )
    return tuple(answers)
