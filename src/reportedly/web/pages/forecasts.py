"""Forecasts: what is planned or expected, by when, what became of it; and how each source's came out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from reportedly.errors import NotFoundError
from reportedly.exporters.forecasts import FORECAST_COLUMNS, forecast_rows
from reportedly.exporters.tabular import rows_csv
from reportedly.model.story import Forecast, ForecastState
from reportedly.stores.base import Store
from reportedly.web import lists
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, download
from reportedly.web.params import At, Gathered, Offset
from reportedly.web.render import render
from reportedly.workflow import record_of_sources
from reportedly.workflow.records import forecasts_json
from reportedly.workflow.telling import forecasts_by_state, foreseen

FORECAST_ROWS = 40
router = APIRouter(default_response_class=HTMLResponse)
States = Annotated[list[str], Query(default_factory=list, max_length=len(ForecastState))]


@router.get("/forecasts")
def forecasts(
    request: Request,
    desk: At,
    query: Gathered,
    state: States,
    form: As,
    offset: Offset = 0,
) -> Response:
    """Those in these states, open ones first, the soonest last day first, as a page or a file. The page of a store so
    big that they take long to work out says so, and has them for the next reader; a file waits."""
    wanted, today = states_of(state), datetime.now(UTC).date()
    ask = desk.soon if form is Format.PAGE else desk.view
    view = ask(("forecasts", query, today), lambda store: forecasts_by_state(store, query, (), today))
    every: Sequence[Forecast] = view.value if view else ()
    found = [one for one in every if not wanted or one.state in wanted]
    if form is not Format.PAGE:
        return _file(form, desk.store, found[:DOWNLOAD_ROWS], today, every)
    return render(
        request,
        "forecasts.html",
        downloads=lists.downloads(request),
        download_rows=DOWNLOAD_ROWS,
        foreseen=foreseen(desk.store, found[offset : offset + FORECAST_ROWS], cite=True),
        total=len(found),
        counts=_counted(every),
        all=len(every),
        records=record_of_sources(every),
        all_states=tuple(ForecastState),
        states=state,
        query=query,
        today=today,
        working=view is None,
        offset=offset,
        page_rows=FORECAST_ROWS,
    )


def _file(form: Format, store: Store, found: Sequence[Forecast], today: date, every: Sequence[Forecast]) -> Response:
    """The same as `reportedly forecasts` gives with --csv or --json."""
    told = foreseen(store, found, cite=form is Format.JSON)
    return download(
        form,
        "forecasts",
        csv=lambda: rows_csv(FORECAST_COLUMNS, forecast_rows(told)),
        json=lambda: (json.dumps(forecasts_json(today, told, record_of_sources(every)), ensure_ascii=False),),
    )


def states_of(names: Sequence[str]) -> tuple[ForecastState, ...]:
    """The states of these names. Raises NotFoundError."""
    known = {str(state): state for state in ForecastState}
    for name in filter(None, names):
        if name not in known:
            raise NotFoundError(f"{name!r} is no state of a forecast; there are {', '.join(known)}")
    return tuple(known[name] for name in names if name)


def _counted(found: Sequence[Forecast]) -> list[tuple[ForecastState, int]]:
    counted = Counter(one.state for one in found)
    return [(state, counted[state]) for state in ForecastState if counted[state]]
