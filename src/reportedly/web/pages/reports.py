"""The list of reports, and one report: its whole text with its claims in the margin."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.exporters import wording
from reportedly.reconciliation.edits import EditKind
from reportedly.web.marks import Slot, cut, lines, marks_of
from reportedly.web.params import MAX_OFFSET, PAGE_ROWS, Held, Offset, Version, Words
from reportedly.web.render import render
from reportedly.workflow.versions import compare_versions

router = APIRouter(default_response_class=HTMLResponse)
From = Annotated[int | None, Query(alias="from", ge=1, le=MAX_OFFSET)]
To = Annotated[int | None, Query(alias="to", ge=1, le=MAX_OFFSET)]


@router.get("/reports")
def reports(request: Request, store: Held, outlet: Words = "", offset: Offset = 0) -> HTMLResponse:
    """The reports held, newest first."""
    rows = store.find_reports(limit=PAGE_ROWS + 1, offset=offset, outlet=outlet.strip() or None)
    return render(
        request,
        "reports.html",
        reports=rows[:PAGE_ROWS],
        outlet=outlet.strip(),
        offset=offset,
        has_more=len(rows) > PAGE_ROWS and offset + PAGE_ROWS <= MAX_OFFSET,
        page_rows=PAGE_ROWS,
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
