"""What people said of claims: a queue to work through, the list of all that was said, keeping it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reportedly.errors import NotFoundError
from reportedly.exporters import wording
from reportedly.model.story import Review, Verdict
from reportedly.reconciliation.reviews import SLOTS
from reportedly.stores.base import Drawn, Store
from reportedly.web.access import writer_of
from reportedly.web.desk import Desk
from reportedly.web.marks import Slot
from reportedly.web.pages.claims import claim_in, claim_page, passages
from reportedly.web.params import MAX_OFFSET, PAGE_ROWS, At, Held, Offset, Words
from reportedly.web.render import render
from reportedly.web.reviewing import NAME_COOKIE, REMEMBERED_S, Typed, returning, reviewer_of, typed
from reportedly.workflow import review as keep_review
from reportedly.workflow import undo as take_back
from reportedly.workflow.reviewing import claim_named, new_review, still_waiting, waiting

router = APIRouter(default_response_class=HTMLResponse)
_CHOICES = ", ".join(str(verdict) for verdict in Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A review, and where the claim that it is about stands now, if it is held."""

    review: Review
    at: Drawn | None


@router.get("/reviews")
def reviews(request: Request, store: Held, offset: Offset = 0, done: Words = "") -> HTMLResponse:
    """Every review, newest first, those taken back too."""
    rows = store.latest_reviews(limit=PAGE_ROWS + 1, offset=offset)
    return render(
        request,
        "reviews.html",
        rows=[_reviewed(store, row) for row in rows[:PAGE_ROWS]],
        done=store.get_review(done) if done else None,
        offset=offset,
        page_rows=PAGE_ROWS,
        has_more=len(rows) > PAGE_ROWS and offset + PAGE_ROWS <= MAX_OFFSET,
    )


@router.post("/reviews", dependencies=[Depends(writer_of)])
def keep(request: Request, desk: At, form: Annotated[Typed, Depends(typed)]) -> Response:
    """Keep a review and redraw what it is about; back to the page it was typed on, or that page with what was wrong."""
    who = form.who.strip() or reviewer_of(request)
    try:
        verdict = _verdict(form.verdict)
        with desk.writing() as extractor:
            made = new_review(
                desk.store,
                form.claim,
                verdict,
                who=who,
                why=form.why,
                slot=form.slot,
                value=form.value,
                other=form.other,
            )
            keep_review(desk.store, made, extractor.knowledge)
    except (ValueError, NotFoundError) as error:
        return _again(request, desk, replace(form, wrong=str(error)))
    response = RedirectResponse(returning(form.back, made), status_code=303)
    response.set_cookie(NAME_COOKIE, quote(who), max_age=REMEMBERED_S, samesite="strict")
    return response


@router.post("/reviews/{review_id}/undo", dependencies=[Depends(writer_of)])
def undo(desk: At, review_id: str, form: Annotated[Typed, Depends(typed)]) -> Response:
    """Take a review back and redraw what it was about."""
    held = desk.store.get_review(review_id)
    with desk.writing() as extractor:
        undone = take_back(desk.store, held.id, extractor.knowledge)
    return RedirectResponse(returning(form.back, undone), status_code=303)


@router.get("/review")
def queue(request: Request, desk: At, at: Offset = 0, done: Words = "") -> HTMLResponse:
    """One claim after another that nobody has reviewed, those that findings rest on first."""
    made = desk.store.get_review(done) if done else None
    return _queue_page(request, desk, at, done=made)


def _queue_page(
    request: Request, desk: Desk, at: int, *, done: Review | None = None, wrong: Typed | None = None
) -> HTMLResponse:
    store = desk.store
    left = still_waiting(store, desk.view("review queue", waiting).value)
    at = max(0, min(at, len(left) - 1))
    if not left:
        return render(request, "review.html", waiting=None, left=0, at=0, done=done, findings=0)
    one = left[at]
    report = store.get_report(one.report, one.version)
    claim = claim_in(store, report, one.claim)
    return render(
        request,
        "review.html",
        status=400 if wrong else 200,
        waiting=one,
        claim=claim,
        report=report,
        title=wording.heading(report),
        passages=passages(report, claim),
        slots=tuple(Slot),
        correctable=SLOTS,
        reviewer=reviewer_of(request),
        typed=wrong or Typed(claim=claim.id, back=f"/review?at={at}"),
        at=at,
        left=len(left),
        findings=sum(row.kind is not None for row in left),
        done=done,
    )


def _verdict(words: str) -> Verdict:
    try:
        return Verdict(words)
    except ValueError as error:
        raise ValueError(f"nothing was decided; choose one of {_CHOICES}") from error


def _again(request: Request, desk: Desk, wrong: Typed) -> HTMLResponse:
    """The page the form was sent from, as it was typed, with what was wrong. Raises NotFoundError for no such claim."""
    store, came = desk.store, urlsplit(wrong.back)
    if came.path == "/review":
        left = still_waiting(store, desk.view("review queue", waiting).value)
        places = [place for place, one in enumerate(left) if one.claim == wrong.claim]
        if places:
            return _queue_page(request, desk, places[0], wrong=wrong)
    asked = parse_qs(came.query)
    claim = claim_named(store, wrong.claim)
    (at, *_) = store.reports_of_claim(claim)
    version = asked.get("version", [""])[0]
    told = asked.get("report", [""])[0] == at.report_id and version.isdecimal()
    report = store.get_report(at.report_id, int(version) if told else at.version)
    return claim_page(request, desk, report, claim_in(store, report, claim), typed=wrong)


def _reviewed(store: Store, review: Review) -> Reviewed:
    found = store.reports_of_claim(review.of)
    return Reviewed(review=review, at=found[0] if found else None)
