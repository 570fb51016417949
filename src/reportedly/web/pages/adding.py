"""Adding a report: an address, a pasted text, or a file."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from reportedly.errors import ReportedlyError, SourceError
from reportedly.web.access import NO_WRITING, Writing, visitor_of
from reportedly.web.params import MAX_WORDS, At
from reportedly.web.render import render, report_url
from reportedly.workflow.adding import Given, Upload, keep, read_given
from reportedly.workflow.reading import Kept

MAX_URL_CHARACTERS = 2_000
MAX_TEXT_CHARACTERS = 1_000_000
"""As the form's field says, too: some 150,000 words, a book and not a report."""

OUTCOMES = {"new": "new", "new_version": "changed", "unchanged": "held already"}

router = APIRouter(default_response_class=HTMLResponse)
Field = Annotated[str, Form(max_length=MAX_WORDS)]


@router.get("/reports/new")
def form(request: Request) -> HTMLResponse:
    """The form on a page of its own."""
    sentence = "" if visitor_of(request).may_write else NO_WRITING.capitalize()
    return _page(request, Given(), sentence)


@router.post("/reports")
def add(
    request: Request,
    desk: At,
    _: Writing,
    url: Annotated[str, Form(max_length=MAX_URL_CHARACTERS)] = "",
    text: Annotated[str, Form(max_length=MAX_TEXT_CHARACTERS)] = "",
    title: Field = "",
    outlet: Field = "",
    published: Field = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Read it, keep it, and lead to its page; where it cannot be read, the form again with the reason."""
    upload = Upload(name=file.filename, handle=file.file) if file is not None and file.filename else None
    given = Given(url=url, text=text, upload=upload, title=title, outlet=outlet, published=published)
    try:
        reports, failed = read_given(given)
        with desk.writing() as extractor:
            kept = keep(reports, desk.store, extractor)
    except (ReportedlyError, ValueError) as error:
        return _page(request, given, _sentence(error), status=HTTPStatus.BAD_REQUEST)
    if failed:
        return _page(request, Given(), kept=kept, failed=failed)
    if len(kept) > 1:
        return RedirectResponse("/reports?added=several", HTTPStatus.SEE_OTHER)
    added = kept[0].added
    joint = f"?{urlencode({'added': added.outcome})}"
    return RedirectResponse(report_url(added.report_id) + joint, HTTPStatus.SEE_OTHER)


def _sentence(error: Exception) -> str:
    """As a person reads it: one that begins with the name of a source keeps its letter."""
    words = str(error)
    return words if isinstance(error, SourceError) else words[:1].upper() + words[1:]


def _page(
    request: Request,
    given: Given,
    sentence: str = "",
    *,
    status: int = HTTPStatus.OK,
    kept: tuple[Kept, ...] = (),
    failed: tuple[str, ...] = (),
) -> HTMLResponse:
    shown = {"given": given, "sentence": sentence, "kept": kept, "failed": failed, "outcomes": OUTCOMES}
    return render(request, "adding.html", status=status, **shown)
