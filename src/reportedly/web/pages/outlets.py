"""Outlets: what they publish, and how often what they pass on has changed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from reportedly.errors import NotFoundError
from reportedly.exporters.tabular import Cell, rows_csv
from reportedly.model.finding import FindingKind
from reportedly.model.plain import plain
from reportedly.stores.base import OutletRow
from reportedly.web import lists
from reportedly.web.desk import Desk
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, download, json_array
from reportedly.web.found import findings_of
from reportedly.web.params import PAGE_ROWS, At, Offset, Words
from reportedly.web.render import render

FINDINGS = 20
REPORTS = 12
PARTIES = 12
FEW = 20
"""Relays below which a share says nothing of an outlet: one more or less moves it by 5 points or more."""

_DRIFT = tuple(kind for kind in FindingKind if kind.is_drift)
OUTLET_COLUMNS = ("name", "reports", "first", "last", "nearest", "relays", *map(str, _DRIFT))

router = APIRouter(default_response_class=HTMLResponse)
By = Literal["name", "reports", "nearest", "relays", "last"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """A kind of drift: found in `number` of `of` relays. `low`, `high`: the share in percent that this fits (Wilson's
    interval, 95 of 100), None where the relays are too few to tell."""

    kind: FindingKind
    number: int
    of: int
    low: float | None = None
    high: float | None = None


@router.get("/outlets")
def list_of_outlets(
    request: Request, desk: At, form: As, q: Words = "", sort: By = "reports", offset: Offset = 0
) -> Response:
    """The outlets that published a report held here, as a page or a file. The page of a store so big that their counts
    take long says so, and has them for the next reader; a file waits."""
    every = _outlets(desk) if form is Format.PAGE else desk.view("outlets", lambda store: store.find_outlets()).value
    words = q.strip().casefold()
    found = sorted_by([row for row in every or () if words in row.name.casefold()], sort)
    if form is not Format.PAGE:
        return download(
            form,
            "outlets",
            csv=lambda: rows_csv(OUTLET_COLUMNS, map(_cells, found[:DOWNLOAD_ROWS])),
            json=lambda: json_array(map(plain, found[:DOWNLOAD_ROWS])),
        )
    return render(
        request,
        "outlets.html",
        downloads=lists.downloads(request),
        download_rows=DOWNLOAD_ROWS,
        rows=found[offset : offset + PAGE_ROWS],
        total=len(found),
        working=every is None,
        q=q.strip(),
        sort=sort,
        offset=offset,
        page_rows=PAGE_ROWS,
    )


@router.get("/outlets/{outlet:path}")
def outlet(request: Request, desk: At, outlet: str) -> HTMLResponse:
    """One outlet: its reports, whom it passes on, and in which directions what it passes on drifts."""
    store = desk.store
    reports = store.find_reports(published_by=outlet, limit=REPORTS)
    if not reports:
        raise NotFoundError(f"no report of the outlet {outlet!r} is held: look for it in the list of outlets")
    row = next((row for row in _outlets(desk) or () if row.name == outlet), None)
    passed_on = desk.soon(("passed on", outlet), lambda held: held.parties_of_outlet(outlet))
    return render(
        request,
        "outlet.html",
        name=outlet,
        row=row,
        directions=directions(row) if row else (),
        few=FEW,
        parties=passed_on.value[:PARTIES] if passed_on else None,
        more_parties=len(passed_on.value[PARTIES:]) if passed_on else 0,
        reports=reports,
        findings=findings_of(store.find_drift(outlet=outlet, limit=FINDINGS)),
    )


def _outlets(desk: Desk) -> tuple[OutletRow, ...] | None:
    view = desk.soon("outlets", lambda store: store.find_outlets())
    return view.value if view else None


def _cells(row: OutletRow) -> tuple[Cell, ...]:
    """The cells under `OUTLET_COLUMNS`."""
    drift = dict(row.drift)
    counts = (drift.get(kind, 0) for kind in _DRIFT)
    return (row.name, row.reports, row.first, row.last, row.nearest, row.relays, *counts)


def sorted_by(rows: Sequence[OutletRow], by: By) -> list[OutletRow]:
    """Names from A to Z; the rest the greatest or latest first."""
    if by == "name":
        return sorted(rows, key=lambda row: row.name.casefold())
    if by == "last":
        return sorted(rows, key=lambda row: row.last or "", reverse=True)
    return sorted(rows, key=lambda row: -getattr(row, by))


def directions(row: OutletRow) -> tuple[Direction, ...]:
    """The kinds of drift in an outlet's relays, the most frequent first."""
    return tuple(_direction(kind, number, row.relays) for kind, number in row.drift)


def _direction(kind: FindingKind, number: int, of: int) -> Direction:
    if of < FEW:
        return Direction(kind=kind, number=number, of=of)
    low, high = wilson(number, of)
    return Direction(kind=kind, number=number, of=of, low=100 * low, high=100 * high)


_Z = 1.959964
"""The 97.5th percentile of the normal distribution: 95 of 100 such intervals hold the share."""


def wilson(number: int, of: int) -> tuple[float, float]:
    """Wilson's score interval of a share, 0 to 1 (E. B. Wilson, 1927); `of` > 0."""
    share, z2 = number / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * (share * (1 - share) / of + z2 / (4 * of * of)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)
