"""Home: a form to add a report, what is new, the stories, what should be looked at, and what most is said to."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.web.news import biggest, due, open_findings
from reportedly.web.params import At
from reportedly.web.render import render

HOME_REPORTS = 8
HOME_STORIES = 8

router = APIRouter(default_response_class=HTMLResponse)


@router.get("/")
def home(request: Request, desk: At) -> HTMLResponse:
    """What a person who opens the desk looks for first; what takes long in a big store is shown once it is made."""
    today = datetime.now(UTC).astimezone().date()
    stories = desk.store.find_stories()
    return render(
        request,
        "home.html",
        counts=desk.soon("counts", lambda store: store.counts()),
        reports=desk.store.find_reports(limit=HOME_REPORTS),
        stories=stories[:HOME_STORIES],
        more_stories=max(0, len(stories) - HOME_STORIES),
        asked=desk.soon("biggest questions", biggest),
        findings=desk.soon("open findings", open_findings),
        forecasts=desk.soon(("forecasts due", today), lambda store: due(store, today)),
    )
