"""Findings: the list by kind, and one with its passages, intervals or sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.errors import NotFoundError
from reportedly.exporters.findings import Told
from reportedly.model.claim import Claim
from reportedly.model.finding import Finding, FindingKind, Member
from reportedly.model.quantity_words import bounds_words
from reportedly.model.report import Span
from reportedly.web.charts.intervals import Interval, intervals
from reportedly.web.desk import Desk
from reportedly.web.found import findings, findings_of
from reportedly.web.marks import Cover, Mark, Segment, Slot, cut
from reportedly.web.params import At, Gathered, Held, Offset, Words
from reportedly.web.render import cited_url, render
from reportedly.workflow.telling import Citing, with_questions

FINDING_ROWS = 40
DRIFT = "drift"
"""Asks for every kind of drift."""

router = APIRouter(default_response_class=HTMLResponse)
Kinds = Annotated[list[str], Query(default_factory=list, max_length=len(FindingKind))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A member of a finding: its sentence with the words that the finding is about marked, and its claim, None where
    the store no longer holds it. `marked`: whether the words were found in it."""

    member: Member
    claim: Claim | None
    line: tuple[Segment, ...]
    marked: bool


@router.get("/findings")
def list_of_findings(
    request: Request,
    desk: At,
    query: Gathered,
    kind: Kinds,
    offset: Offset = 0,
) -> HTMLResponse:
    """The findings of these kinds; how many there are of each kind."""
    found, fresh = findings(desk, query)
    told = found.of(kinds_of(kind))
    return render(
        request,
        "findings.html",
        told=told[offset : offset + FINDING_ROWS],
        total=len(told),
        counts=sorted(found.counts.items(), key=lambda one: (one[0].is_drift, -one[1])),
        drift=sum(number for name, number in found.counts.items() if name.is_drift),
        all=sum(found.counts.values()),
        kinds=kind,
        query=query,
        whole=found.whole,
        fresh=fresh,
        offset=offset,
        page_rows=FINDING_ROWS,
    )


@router.get("/findings/{finding_id:path}")
def finding(request: Request, desk: At, query: Gathered, finding_id: str, origin: Words = "") -> HTMLResponse:
    """One finding. `origin`: of drift, the act of saying it is of, by which it is found at once."""
    told = _told(desk, query, finding_id, origin)
    found = told.finding
    passages = _passages(desk.store, found)
    return render(
        request,
        "finding.html",
        told=told,
        finding=found,
        passages=passages,
        chart=_chart(passages) if found.kind is FindingKind.CONTRADICTION else None,
        rest=max(0, found.claims - len(found.members) + (1 if found.kind.is_drift else 0)),
    )


def kinds_of(names: Sequence[str]) -> tuple[FindingKind, ...]:
    """The kinds of these names, "drift" for each that is drift. Raises NotFoundError."""
    found: list[FindingKind] = []
    for name in filter(None, names):
        kinds = [kind for kind in FindingKind if name in (str(kind), DRIFT if kind.is_drift else "")]
        if not kinds:
            raise NotFoundError(f"{name!r} is no kind of finding; there are {DRIFT}, {', '.join(FindingKind)}")
        found += kinds
    return tuple(found)


def _told(desk: Desk, query: Gathered, finding_id: str, origin: str) -> Told:
    if origin:
        rows = findings_of(desk.store.find_drift(origin=origin))
        found = with_questions(desk.store, [one for one in rows if one.id == finding_id])
    else:
        found = tuple(one for one in findings(desk, query)[0].told if one.finding.id == finding_id)
    if not found:
        raise NotFoundError(
            "there is no such finding any more: findings follow from the claims that are held, and these have changed;"
            " look for it in the list of findings"
        )
    return found[0]


def _passages(store: Held, found: Finding) -> tuple[Passage, ...]:
    citing = Citing(store)
    words = [found.before, *[found.after] * (len(found.members) - 1)] if found.kind.is_drift else []
    passages = []
    for number, member in enumerate(found.members):
        claim = citing.claim(member.report, member.version, member.claim)
        sentence = claim.sentence if claim else member.words
        spans = _spans(sentence, words[number] if words else None, claim)
        marks = [Mark(cover=Cover(claim=0, slot=Slot.CONTENT), span=span) for span in spans]
        passages.append(Passage(member=member, claim=claim, line=cut(sentence, marks), marked=bool(spans)))
    return tuple(passages)


def _spans(sentence: str, words: str | None, claim: Claim | None) -> tuple[Span, ...]:
    """Where the words stand in the sentence; else, where the claim has a figure, where that stands."""
    for looked in (words, claim.quantity.as_written if claim and claim.quantity else None):
        at = sentence.casefold().find(looked.casefold()) if looked else -1
        if at >= 0 and looked:
            return (Span(start=at, end=at + len(looked)),)
    return ()


def _chart(passages: Sequence[Passage]) -> object:
    rows = [
        Interval(
            label=passage.member.speaker or passage.member.outlet or "unknown",
            quantity=passage.claim.quantity,
            words=f"{passage.member.speaker}: {bounds_words(passage.claim.quantity)}",
            url=cited_url(passage.member.claim, passage.member.report, passage.member.version),
        )
        for passage in passages
        if passage.claim is not None and passage.claim.quantity is not None
    ]
    return intervals(rows) if len(rows) > 1 else None
