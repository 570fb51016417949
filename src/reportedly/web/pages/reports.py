"""The list of reports, and one report: its whole text with its claims in the margin."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.exporters import wording
from reportedly.web.marks import Slot, cut, lines, marks_of
from reportedly.web.params import MAX_OFFSET, PAGE_ROWS, Held, Offset, Version, Words
from reportedly.web.render import render

router = APIRouter(default_response_class=HTMLResponse)


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
