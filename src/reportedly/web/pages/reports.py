"""The list of reports, and one report: its whole text with its claims in the margin."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from reportedly.exporters import wording
from reportedly.exporters.tabular import Cell, rows_csv
from reportedly.model.plain import plain
from reportedly.reconciliation.edits import EditKind
from reportedly.stores.base import ReportRow, ReportSort
from reportedly.web import lists
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, download, json_array
from reportedly.web.marks import Slot, cut, lines, marks_of
from reportedly.web.params import MAX_OFFSET, PAGE_ROWS, Held, Offset, ReportOrder, Version, Words, day_of
from reportedly.web.render import render
from reportedly.workflow.records import day_json
from reportedly.workflow.versions import compare_versions

router = APIRouter(default_response_class=HTMLResponse)
From = Annotated[int | None, Query(alias="from", ge=1, le=MAX_OFFSET)]
To = Annotated[int | None, Query(alias="to", ge=1, le=MAX_OFFSET)]
REPORT_COLUMNS = (("Report", "title"), ("Outlet", "outlet"), ("Published", "published"), ("Claims", "claims"))
REPORT_CELLS = ("report", "version", "outlet", "title", "url", "published", "claims")


@router.get("/reports")
def reports(
    request: Request,
    store: Held,
    form: As,
    outlet: Words = "",
    since: Words = "",
    until: Words = "",
    sort: ReportOrder = "-published",
    offset: Offset = 0,
) -> Response:
    """The reports held, newest first unless told otherwise, as a page or a file."""

    def found(limit: int, offset: int = 0) -> tuple[ReportRow, ...]:
        return store.find_reports(
            limit=limit,
            offset=offset,
            outlet=outlet.strip() or None,
            since=day_of("since", since),
            until=day_of("until", until),
            sort=ReportSort(sort.removeprefix("-")),
            descending=sort.startswith("-"),
        )

    if form is not Format.PAGE:
        rows = found(DOWNLOAD_ROWS)
        return download(
            form,
            "reports",
            csv=lambda: rows_csv(REPORT_CELLS, map(_cells, rows)),
            json=lambda: json_array(map(plain, rows)),
        )
    rows = found(PAGE_ROWS + 1, offset)
    previous, following = lists.pages(request, offset=offset, limit=PAGE_ROWS, total=offset + len(rows))
    return render(
        request,
        "reports.html",
        reports=rows[:PAGE_ROWS],
        asked={"outlet": outlet.strip(), "since": since.strip(), "until": until.strip()},
        columns=lists.columns(request, REPORT_COLUMNS, sort, falling=("published", "claims")),
        chips=lists.chips(request, (("outlet", "outlet"), ("since", "since"), ("until", "until"))),
        downloads=lists.downloads(request),
        download_rows=DOWNLOAD_ROWS,
        first=offset + 1,
        previous=previous,
        following=following,
    )


@router.get("/reports/{report_id:path}/changes")
def changes(request: Request, store: Held, report_id: str, older: From = None, newer: To = None) -> HTMLResponse:
    """What changed from one version of a report to another: its words, and what became of its claims. By default from
    the last but one to the last."""
    versions = store.versions_of(report_id)
    to = newer or versions[0].version
    compared = compare_versions(store, report_id, older or max(1, to - 1), to)
    return render(
        request,
        "changes.html",
        compared=compared,
        report=compared.newer,
        title=wording.heading(compared.newer),
        versions=versions,
        changed=[edit for edit in compared.edits if edit.kind is EditKind.CHANGED],
        vanished=[edit for edit in compared.edits if edit.kind is EditKind.VANISHED],
        appeared=[edit for edit in compared.edits if edit.kind is EditKind.APPEARED],
    )


def _cells(row: ReportRow) -> tuple[Cell, ...]:
    return (row.report_id, row.version, row.outlet, row.title, row.url, day_json(row.published), row.claims)


@router.get("/reports/{report_id:path}")
def report(request: Request, store: Held, report_id: str, version: Version = None) -> HTMLResponse:
    """One version's whole text with the words of its claims marked, and the claims beside it."""
    found = store.get_report(report_id, version)
    claims = store.claims_of(found.id, found.version)
    marks = [mark for number, claim in enumerate(claims) for mark in marks_of(number, claim)]
    text = lines(cut(found.text, marks))
    has_title = bool(found.title) and "".join(s.text for s in text[0]).strip() == (found.title or "").strip()
    return render(
        request,
        "report.html",
        report=found,
        title=wording.heading(found),
        heading=text[0] if has_title else (),
        lines=text[1:] if has_title else text,
        claims=claims,
        versions=store.versions_of(found.id),
        slots=tuple(Slot),
    )
