"""The list of claims, and one claim: its words in their place, its chain, the words behind every slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from reportedly.errors import NotFoundError
from reportedly.exporters import wording
from reportedly.exporters.jsonl import array
from reportedly.exporters.tabular import claims_csv
from reportedly.knowledge.measures import load_measures
from reportedly.model.claim import Claim
from reportedly.model.report import Report, Span
from reportedly.stores.base import ClaimQuery, Facets, Store
from reportedly.web import lists
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, download
from reportedly.web.lists import facets_of
from reportedly.web.marks import Segment, Slot, cut, lines, marks_of
from reportedly.web.params import PAGE_ROWS, Asked, At, Held, Version, Words
from reportedly.web.render import render

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
def claim(request: Request, store: Held, claim_id: str, report: Words, version: Version = None) -> HTMLResponse:
    """One claim: its words in their place, its chain, how sure, how many, and the words behind every slot."""
    found = store.get_report(report, version)
    chosen = _claim_in(store, found, claim_id)
    return render(
        request,
        "claim.html",
        claim=chosen,
        report=found,
        title=wording.heading(found),
        passages=_passages(found, chosen),
        evidence=_evidence(found, chosen),
        slots=tuple(Slot),
    )


def _claim_in(store: Store, report: Report, claim_id: str) -> Claim:
    for held in store.claims_of(report.id, report.version):
        if held.id == claim_id:
            return held
    sentence = f"report {report.id}, version {report.version}, holds no claim {claim_id!r}: look at the report's page"
    raise NotFoundError(sentence)


def _passages(report: Report, claim: Claim) -> tuple[Passage, ...]:
    """The lines that hold words of the claim; the rest of the report is left out."""
    found: list[Passage] = []
    last = None
    for number, line in enumerate(lines(cut(report.text, marks_of(0, claim)))):
        if any(segment.covers for segment in line):
            found.append(Passage(line=line, follows=last is None or number == last + 1))
            last = number
    return tuple(found)


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
