"""The picture: questions with what origins say to them, findings, forecasts, who speaks and who passes it on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from reportedly.errors import NotFoundError
from reportedly.model.finding import FindingKind
from reportedly.model.plain import plain
from reportedly.model.story import Estimate, ForecastState
from reportedly.model.story import Query as Asked
from reportedly.reconciliation.views import View
from reportedly.stores.base import OutletRow, PartyRow
from reportedly.web.api.base import ROWS, Answer, Cursor, Rows, page, router, success
from reportedly.web.api.shapes import FindingShape, FindingsShape, ForecastsShape, PictureShape, QuestionShape
from reportedly.web.desk import Desk
from reportedly.web.desk import View as Kept
from reportedly.web.found import Found, found_of
from reportedly.web.params import At, Gathered, Held
from reportedly.workflow import Picture, record_of_sources
from reportedly.workflow import picture as whole_picture
from reportedly.workflow.records import findings_json, forecasts_json, picture_json
from reportedly.workflow.telling import blocks_of, forecasts_by_state, foreseen

routes = router()
Kinds = Annotated[list[FindingKind], Query(default_factory=list, max_length=len(FindingKind))]
States = Annotated[list[ForecastState], Query(default_factory=list, max_length=len(ForecastState))]


@routes.get("/picture", response_model=Answer[PictureShape])
def picture(
    request: Request, desk: At, query: Gathered, cursor: Cursor, view: View = View.LATEST, limit: Rows = ROWS
) -> JSONResponse:
    """The biggest questions that a query gathers, each with its figures under a rule (`reportedly picture --json`).
    Several actors are parted by semicolons."""
    seen = whole_picture(desk.store, query, limit=limit + 1, offset=cursor)
    series, following = page(request, seen.series, limit, cursor)
    counts = seen.counts if query is None else None
    shown = Picture(counts=counts, series=tuple(series), questions=seen.questions)
    return success(picture_json(shown, blocks_of(desk.store, series, view), view), following)


@routes.get("/questions/{question_id}", response_model=Answer[QuestionShape])
def question(request: Request, store: Held, question_id: str, cursor: Cursor, limit: Rows = ROWS) -> JSONResponse:
    """A question with its estimates, oldest first."""
    asked = store.get_question(question_id)
    estimates, following = page(request, store.estimates_of(question_id)[cursor:], limit, cursor)
    return success({"question": plain(asked), "estimates": [plain(one) for one in estimates]}, following)


@routes.get("/findings", response_model=Answer[FindingsShape])
def findings(
    request: Request, desk: At, query: Gathered, kind: Kinds, cursor: Cursor, limit: Rows = ROWS
) -> JSONResponse:
    """What a person should look at (`reportedly findings --json`), of these kinds or of all. Of drift, what most claims
    show; figures are compared within the biggest questions."""
    found = _found(desk, query)
    told = [one for one in found.value.told if not kind or one.finding.kind in kind]
    shown, following = page(request, told[cursor : cursor + limit + 1], limit, cursor)
    return success(findings_json(shown, len(told)), following, fresh=found.fresh)


@routes.get("/findings/{finding_id}", response_model=Answer[FindingShape])
def finding(desk: At, query: Gathered, finding_id: str) -> JSONResponse:
    """One finding among those that a query gathers."""
    view = _found(desk, query)
    found = [one for one in view.value.told if one.finding.id == finding_id]
    if not found:
        raise NotFoundError(f"there is no finding {finding_id!r}: they follow from claims, look under /api/v1/findings")
    return success(findings_json(found, 1)["findings"][0], fresh=view.fresh)


@routes.get("/forecasts", response_model=Answer[ForecastsShape])
def forecasts(
    request: Request,
    desk: At,
    query: Gathered,
    state: States,
    cursor: Cursor,
    today: date | None = None,
    limit: Rows = ROWS,
) -> JSONResponse:
    """What is planned or expected, and what became of it by `today` (`reportedly forecasts --json`)."""
    day = today or datetime.now(UTC).date()
    made = desk.view(("forecasts", query, day), lambda store: forecasts_by_state(store, query, (), day))
    every = made.value
    wanted = [one for one in every if not state or one.state in state]
    shown, following = page(request, wanted[cursor : cursor + limit + 1], limit, cursor)
    row = forecasts_json(day, foreseen(desk.store, shown, cite=True), record_of_sources(every))
    return success(row, following, fresh=made.fresh)


@routes.get("/origins", response_model=Answer[list[PartyRow]])
def origins(request: Request, desk: At, cursor: Cursor, limit: Rows = ROWS) -> JSONResponse:
    """Whose word figures are in the end, those with most acts of saying first."""
    made = desk.view("parties", lambda store: store.find_parties())
    shown, following = page(request, made.value[cursor : cursor + limit + 1], limit, cursor)
    return success([plain(row) for row in shown], following, fresh=made.fresh)


@routes.get("/origins/{party:path}", response_model=Answer[list[Estimate]])
def origin(request: Request, store: Held, party: str, cursor: Cursor, limit: Rows = ROWS) -> JSONResponse:
    """What one party says to any question, newest first."""
    rows = store.estimates_of_party(party, limit=limit + 1, offset=cursor)
    if not rows and not cursor:
        raise NotFoundError(f"no origin with the id {party!r} is in the picture: look for it under /api/v1/origins")
    shown, following = page(request, rows, limit, cursor)
    return success([plain(row) for row in shown], following)


@routes.get("/outlets", response_model=Answer[list[OutletRow]])
def outlets(request: Request, desk: At, cursor: Cursor, limit: Rows = ROWS) -> JSONResponse:
    """Who publishes, with how many of its claims are echoes and in which directions they changed."""
    made = desk.view("outlets", lambda store: store.find_outlets())
    shown, following = page(request, made.value[cursor : cursor + limit + 1], limit, cursor)
    return success([plain(row) for row in shown], following, fresh=made.fresh)


def _found(desk: Desk, query: Asked | None) -> Kept[Found]:
    return desk.view(("found", query), lambda store: found_of(store, query))
