"""The list of claims, and one claim: its words in their place, its chain, the words behind every slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from reportedly.errors import NotFoundError
from reportedly.exporters import wording
from reportedly.exporters.jsonl import array
from reportedly.exporters.tabular import claims_csv
from reportedly.knowledge.measures import load_measures
from reportedly.model.claim import Claim
from reportedly.model.finding import Finding
from reportedly.model.report import Report, Span
from reportedly.model.story import Estimate, Forecast, Review, Series
from reportedly.model.telling import TellingKey
from reportedly.reconciliation.findings import drift_finding
from reportedly.reconciliation.questions import latest_by_party
from reportedly.reconciliation.reviews import SLOTS
from reportedly.stores.base import ClaimQuery, Facets, OriginRow, Store
from reportedly.web import lists
from reportedly.web.chains import chain_of
from reportedly.web.desk import Desk
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, download
from reportedly.web.lists import facets_of
from reportedly.web.marks import Segment, Slot, cut, lines, marks_of
from reportedly.web.params import PAGE_ROWS, Asked, At, Offset, Version, Words
from reportedly.web.render import claim_url, render
from reportedly.web.reviewing import Typed, reviewer_of
from reportedly.workflow import find_forecasts

ECHOES = 30
"""Echoes of one page: what a person looks through at once."""
COMPARED = 200
"""Latest estimates of the question among which those of other parties are looked for."""
SETTLED_AMONG = 20_000
"""Claims of a store whose forecasts are worked out for the page of a claim, in the background: `find_forecasts` over
100,000 claims of the benchmarks' made-up world takes 11 s."""
FIGURES = 6
FINDINGS = 12
REVIEWS = 20

router = APIRouter(default_response_class=HTMLResponse)
Line = tuple[Segment, ...]
CLAIM_COLUMNS = (
    *(("Said", "said"), ("Who is said to know", "origin"), ("What is counted", "measure"), ("How many", "figure")),
    ("The words", None),
)
CLAIM_FILTERS = (
    *(("q", "words"), ("text", "words"), ("measure", "counted"), ("actor", "actor"), ("origin", "origin")),
    *(("outlet", "outlet"), ("since", "since"), ("until", "until")),
)
_A_BATCH = 500
"""Claims read at once for a file: some megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """The newest figures of other parties to a question, and of how many more there are."""

    series: Series
    estimates: tuple[Estimate, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A line of a report that a claim rests on. `follows`: nothing was left out between it and the one before."""

    line: Line
    follows: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidenced:
    """Words that a slot of a claim rests on."""

    slot: str
    words: str
    span: Span


@router.get("/claims")
def claims(request: Request, desk: At, query: Asked, form: As) -> Response:
    """The claims that satisfy the filters, as a page or a file."""
    if form is not Format.PAGE:
        every = claims_listed(desk.store, query)
        return download(form, "claims", csv=lambda: claims_csv(every), json=lambda: array(every))
    facets = facets_of(desk, query)
    listed = listed_claims(request, desk.store, query, facets)
    known = {*load_measures().by_name, *filter(None, (query.measure,))}
    return render(request, "claims.html", query=query, measures=sorted(known), **listed)


def listed_claims(request: Request, store: Store, query: ClaimQuery, facets: Facets) -> dict[str, Any]:
    """What the template of a list of claims shows: one page of it, and how to go on from there."""
    total = facets.claims if facets.is_whole else store.count_claims(query, lists.MAX_LISTED + 1)
    previous, following = lists.pages(request, offset=query.offset, limit=query.limit or PAGE_ROWS, total=total)
    sort = ("-" if query.descending else "") + query.sort
    return {
        "claims": store.find_claims(query),
        "total": total,
        "most": lists.MAX_LISTED,
        "first": query.offset + 1,
        "columns": lists.columns(request, CLAIM_COLUMNS, sort, falling=("said", "figure")),
        "chips": lists.chips(request, CLAIM_FILTERS),
        "groups": lists.groups(request, facets, query),
        "facets": facets,
        "downloads": lists.downloads(request),
        "download_rows": DOWNLOAD_ROWS,
        "previous": previous,
        "following": following,
    }


def claims_listed(store: Store, query: ClaimQuery) -> Iterator[Claim]:
    """Every claim of the query from the first on, as far as a file goes."""
    for offset in range(0, DOWNLOAD_ROWS, _A_BATCH):
        some = store.find_claims(replace(query, limit=_A_BATCH, offset=offset))
        yield from some
        if len(some) < _A_BATCH:
            return


@router.get("/claims/{claim_id:path}")
def claim(
    request: Request,
    desk: At,
    claim_id: str,
    report: Words,
    version: Version = None,
    echoes: Offset = 0,
    done: Words = "",
) -> HTMLResponse:
    """One claim: its words in their place, its chain and echoes, how sure, how many, and what people said of it."""
    store = desk.store
    found = store.get_report(report, version)
    made = store.get_review(done) if done else None
    return claim_page(request, desk, found, claim_in(store, found, claim_id), offset=echoes, done=made)


def claim_page(
    request: Request,
    desk: Desk,
    report: Report,
    claim: Claim,
    *,
    offset: int = 0,
    done: Review | None = None,
    typed: Typed | None = None,
) -> HTMLResponse:
    """The page of a claim. `done`: a review that was just made or taken back; `typed`: one that could not be kept."""
    store, key = desk.store, (report.id, report.version, claim.id)
    row = store.find_origin(*key, limit=ECHOES)
    page = store.find_origin(*key, limit=ECHOES, offset=offset) if offset else row
    return render(
        request,
        "claim.html",
        status=400 if typed else 200,
        claim=claim,
        report=report,
        title=wording.heading(report),
        passages=passages(report, claim),
        evidence=_evidence(report, claim),
        slots=tuple(Slot),
        origin=row,
        chain=chain_of(claim, row),
        echoes=page.echoes if page else (),
        offset=offset,
        page_rows=ECHOES,
        comparable=_comparable(store, row),
        findings=_findings(store, key),
        forecasts=_settled_by(desk, claim),
        reviews=store.latest_reviews(of=claim.id, limit=REVIEWS),
        reviewer=reviewer_of(request),
        correctable=SLOTS,
        typed=typed or Typed(claim=claim.id, back=claim_url(claim)),
        done=done,
        latest=store.versions_of(report.id)[0].version,
    )


def claim_in(store: Store, report: Report, claim_id: str) -> Claim:
    """Raises NotFoundError."""
    for held in store.claims_of(report.id, report.version):
        if held.id == claim_id:
            return held
    sentence = f"report {report.id}, version {report.version}, holds no claim {claim_id!r}: look at the report's page"
    raise NotFoundError(sentence)


def passages(report: Report, claim: Claim) -> tuple[Passage, ...]:
    """The lines that hold words of the claim; the rest of the report is left out."""
    found: list[Passage] = []
    last = None
    for number, line in enumerate(lines(cut(report.text, marks_of(0, claim)))):
        if any(segment.covers for segment in line):
            found.append(Passage(line=line, follows=last is None or number == last + 1))
            last = number
    return tuple(found)


def _comparable(store: Store, row: OriginRow | None) -> Comparable | None:
    """What others say to the question that the claim's origin answers; None where it answers none."""
    if row is None or row.question is None:
        return None
    series = store.get_series(row.question.id, estimates=COMPARED)
    own = row.nearest.telling.party
    others = [one for one in latest_by_party(series) if one.origin.counts and one.origin.party != own]
    return Comparable(series=series, estimates=tuple(others[:FIGURES]), more=max(0, len(others) - FIGURES))


def _findings(store: Store, key: TellingKey) -> tuple[Finding, ...]:
    rows = store.find_drift_of(*key, limit=FINDINGS)
    return tuple(
        drift_finding(row.changes, origin=row.origin, question=row.question, claims=row.claims) for row in rows
    )


def _settled_by(desk: Desk, claim: Claim) -> tuple[Forecast, ...] | None:
    """The forecasts that the claim settles; None where they are not worked out."""
    size = desk.soon("counts", lambda store: store.counts())
    if size is None or size.value.claims > SETTLED_AMONG:
        return None
    today = datetime.now(UTC).date()
    view = desk.soon(("forecasts", today), lambda store: find_forecasts(store, today))
    if view is None:
        return None
    here = (claim.id, claim.report.id)
    return tuple(one for one in view.value if here in {(by.claim, by.report) for by in one.settled_by})


def _evidence(report: Report, claim: Claim) -> tuple[Evidenced, ...]:
    """Slot by slot; the spans of the hops and of the mentions stand with their slots."""
    kept = claim.evidence
    spans = {
        "content": (claim.span,),
        "source": (*kept.source, *(hop.span for hop in claim.chain if hop.span)),
        "cue": kept.cue,
        "quantity": kept.quantity,
        "measure": kept.measure,
        "hedge": kept.hedge,
        "status": kept.status,
        "time": kept.time,
        "subject": (*kept.subject, *((claim.subject.span,) if claim.subject and claim.subject.span else ())),
        "counterpart": (
            *kept.counterpart,
            *((claim.counterpart.span,) if claim.counterpart and claim.counterpart.span else ()),
        ),
        "place": (*kept.place, *((claim.place.span,) if claim.place and claim.place.span else ())),
    }
    rows = [
        Evidenced(slot=slot, words=span.of(report.text), span=span) for slot in spans for span in sorted({*spans[slot]})
    ]
    return tuple(rows)
