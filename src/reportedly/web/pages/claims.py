"""The list of claims, and one claim: its words in their place, its chain, the words behind every slot."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from reportedly.errors import NotFoundError
from reportedly.exporters import wording
from reportedly.knowledge.measures import load_measures
from reportedly.model.claim import Claim
from reportedly.model.report import Report, Span
from reportedly.stores.base import ClaimQuery, Store
from reportedly.web.marks import Segment, Slot, cut, lines, marks_of
from reportedly.web.params import MAX_OFFSET, PAGE_ROWS, Asked, Held, Version, Words
from reportedly.web.render import claims_url, render

router = APIRouter(default_response_class=HTMLResponse)
Line = tuple[Segment, ...]


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
def claims(request: Request, store: Held, query: Asked) -> HTMLResponse:
    """The claims that satisfy the filters."""
    total = store.count_claims(query)
    known = load_measures().by_name
    before, after = query.offset - (query.limit or 0), query.offset + (query.limit or 0)
    return render(
        request,
        "claims.html",
        claims=store.find_claims(query),
        total=total,
        query=query,
        measures=sorted({*known, *filter(None, (query.measure,))}),
        previous=_page_of(query, max(before, 0)) if query.offset else None,
        following=_page_of(query, after) if after < min(total, MAX_OFFSET) else None,
    )


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


def _page_of(query: ClaimQuery, offset: int) -> str:
    return claims_url(
        measure=query.measure,
        actor=query.actor,
        origin=query.origin,
        text=query.text,
        limit=None if query.limit == PAGE_ROWS else query.limit,
        offset=offset,
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
