"""Origins: whose word claims are in the end, and all that one of them says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from reportedly.errors import NotFoundError
from reportedly.model.story import Estimate, ForecastState, Question
from reportedly.reconciliation.forecasts import Record
from reportedly.stores.base import PartyRow, Store
from reportedly.web import lists
from reportedly.web.charts.acts import acts_chart
from reportedly.web.desk import Desk, View
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, plain_file
from reportedly.web.found import findings_of
from reportedly.web.params import PAGE_ROWS, At, Offset, Words
from reportedly.web.render import render
from reportedly.workflow import record_of_sources
from reportedly.workflow.telling import forecasts_by_state

SAID_ROWS = 40
FINDINGS = 8
LOOKED_THROUGH = 2_000
"""Of a party's latest acts of saying, those that its speakers and questions are counted in: some tenths of a second."""
LISTED = 12
"""Questions and speakers named; the others are counted."""
TELLING = 20
"""Settled forecasts from which on a share of them says something: below, half of them may be chance. By judgement."""

router = APIRouter(default_response_class=HTMLResponse)
By = Literal["name", "acts", "claims", "questions", "first", "last"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a party's latest acts of saying come to. `days`: of each that has one; `questions`: with the latest estimate
    of each; `speakers`: who speaks for it, with how many acts."""

    looked: int
    days: tuple[str, ...]
    questions: tuple[tuple[Question, Estimate, int], ...]
    more_questions: int
    speakers: tuple[tuple[str, int], ...]
    more_speakers: int


@router.get("/origins")
def list_of_origins(
    request: Request, desk: At, form: As, q: Words = "", sort: By = "acts", offset: Offset = 0
) -> Response:
    """The parties that can be counted as independent origins, as a page or a file."""
    view = _parties(desk)
    words = q.strip().casefold()
    found = sorted_by([row for row in view.value if words in row.name.casefold()], sort)
    if form is not Format.PAGE:
        return plain_file(form, "origins", PartyRow, found[:DOWNLOAD_ROWS])
    return render(
        request,
        "origins.html",
        downloads=lists.downloads(request),
        download_rows=DOWNLOAD_ROWS,
        rows=found[offset : offset + PAGE_ROWS],
        total=len(found),
        q=q.strip(),
        sort=sort,
        offset=offset,
        page_rows=PAGE_ROWS,
        fresh=view.fresh,
    )


def _parties(desk: Desk) -> View[tuple[PartyRow, ...]]:
    return desk.view("parties", lambda store: store.find_parties())


def sorted_by(rows: Sequence[PartyRow], by: By) -> list[PartyRow]:
    """Names from A to Z; the rest the greatest or latest first."""
    if by == "name":
        return sorted(rows, key=lambda row: row.name.casefold())
    if by in ("first", "last"):
        return sorted(rows, key=lambda row: getattr(row, by) or "", reverse=True)
    return sorted(rows, key=lambda row: -getattr(row, by))


@router.get("/origins/{party:path}")
def origin(request: Request, desk: At, party: str, offset: Offset = 0) -> HTMLResponse:
    """One party: what it says over time and to which questions, who speaks for it, how its forecasts fared."""
    rows = {row.id: row for row in _parties(desk).value}
    if party not in rows:
        raise NotFoundError(f"no origin with the id {party!r} is in the picture: look for it in the list of origins")
    store = desk.store
    said = store.estimates_of_party(party, limit=SAID_ROWS, offset=offset)
    summary = desk.view(("said", party), lambda held: _said(held, party)).value
    foreseen = _records(desk)
    return render(
        request,
        "origin.html",
        row=rows[party],
        said=_with_questions(store, said),
        summary=summary,
        chart=acts_chart(summary.days),
        chart_narrow=acts_chart(summary.days, narrow=True),
        findings=findings_of(store.find_drift(party=party, limit=FINDINGS)),
        record=next((record for record in foreseen or () if record.party == party), None),
        working=foreseen is None,
        states=tuple(ForecastState),
        telling=TELLING,
        offset=offset,
        page_rows=SAID_ROWS,
    )


def _with_questions(store: Store, said: Sequence[Estimate]) -> list[tuple[Estimate, Question]]:
    asked: dict[str, Question] = {}
    for one in said:
        if one.question not in asked:
            asked[one.question] = store.get_question(one.question)
    return [(one, asked[one.question]) for one in said]


def _said(store: Store, party: str) -> Said:
    said = store.estimates_of_party(party, limit=LOOKED_THROUGH)
    asked = Counter(one.question for one in said)
    latest = {one.question: one for one in reversed(said)}
    speakers = Counter(one.origin.name for one in said)
    questions = tuple((store.get_question(name), latest[name], number) for name, number in asked.most_common(LISTED))
    return Said(
        looked=len(said),
        days=tuple(one.as_of for one in said if one.as_of),
        questions=questions,
        more_questions=max(0, len(asked) - LISTED),
        speakers=tuple(speakers.most_common(LISTED)),
        more_speakers=max(0, len(speakers) - LISTED),
    )


def _records(desk: Desk) -> tuple[Record, ...] | None:
    """How the forecasts of each party came out; None where they take long to work out."""
    today = datetime.now(UTC).date()
    view = desk.soon(("forecasts", None, today), lambda store: forecasts_by_state(store, None, (), today))
    return record_of_sources(view.value) if view else None
