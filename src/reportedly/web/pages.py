"""The pages for people: home, reports, a report, claims, a claim, search. Each stands without script."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from reportedly.errors import NotFoundError
from reportedly.exporters import wording
from reportedly.knowledge.measures import load_measures
from reportedly.model.claim import Claim
from reportedly.model.report import Report, Span
from reportedly.model.story import Estimate, Series
from reportedly.reconciliation.questions import latest_by_party
from reportedly.stores.base import ClaimQuery, SearchHit, Store
from reportedly.web.marks import Cover, Mark, Segment, Slot, cut, lines, marks_of
from reportedly.web.params import MAX_OFFSET, PAGE_ROWS, Asked, Held, Offset, Version, Words
from reportedly.web.render import claims_url, render

HOME_REPORTS = 8
HOME_QUESTIONS = 6
HOME_ESTIMATES = 4
HOME_FIGURES = 2_000
"""Claims with a figure, the newest, whose measures the home page counts: about a third of a second's work."""
FOUND_CLAIMS = 10

router = APIRouter(default_response_class=HTMLResponse)
Line = tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question with the newest figures to it, one an origin, and how many more there are."""

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


@router.get("/")
def home(store: Held) -> HTMLResponse:
    """How much is held, what came last, and the questions that most origins answer, as they were last drawn."""
    figures = store.find_claims(ClaimQuery(has_quantity=True, limit=HOME_FIGURES))
    counted = Counter(claim.measure for claim in figures if claim.measure)
    return render(
        "home.html",
        counts=store.counts(),
        reports=store.find_reports(limit=HOME_REPORTS),
        answers=_answers(store),
        measures=counted.most_common(),
    )


@router.get("/reports")
def reports(store: Held, outlet: Words = "", offset: Offset = 0) -> HTMLResponse:
    """The reports held, newest first."""
    rows = store.find_reports(limit=PAGE_ROWS + 1, offset=offset, outlet=outlet.strip() or None)
    return render(
        "reports.html",
        reports=rows[:PAGE_ROWS],
        outlet=outlet.strip(),
        offset=offset,
        has_more=len(rows) > PAGE_ROWS and offset + PAGE_ROWS <= MAX_OFFSET,
        page_rows=PAGE_ROWS,
    )


@router.get("/reports/{report_id:path}")
def report(store: Held, report_id: str, version: Version = None) -> HTMLResponse:
    """One version's whole text with the words of its claims marked, and the claims beside it."""
    found = store.get_report(report_id, version)
    claims = store.claims_of(found.id, found.version)
    marks = [mark for number, claim in enumerate(claims) for mark in marks_of(number, claim)]
    text = lines(cut(found.text, marks))
    has_title = bool(found.title) and "".join(s.text for s in text[0]).strip() == (found.title or "").strip()
    return render(
        "report.html",
        report=found,
        title=wording.heading(found),
        heading=text[0] if has_title else (),
        lines=text[1:] if has_title else text,
        claims=claims,
        versions=store.versions_of(found.id),
        slots=tuple(Slot),
    )


@router.get("/claims")
def claims(store: Held, query: Asked) -> HTMLResponse:
    """The claims that satisfy the filters."""
    total = store.count_claims(query)
    known = load_measures().by_name
    before, after = query.offset - (query.limit or 0), query.offset + (query.limit or 0)
    return render(
        "claims.html",
        claims=store.find_claims(query),
        total=total,
        query=query,
        measures=sorted({*known, *filter(None, (query.measure,))}),
        previous=_page_of(query, max(before, 0)) if query.offset else None,
        following=_page_of(query, after) if after < min(total, MAX_OFFSET) else None,
    )


@router.get("/claims/{claim_id:path}")
def claim(store: Held, claim_id: str, report: Words, version: Version = None) -> HTMLResponse:
    """One claim: its words in their place, its chain, how sure, how many, and the words behind every slot."""
    found = store.get_report(report, version)
    chosen = _claim_in(store, found, claim_id)
    return render(
        "claim.html",
        claim=chosen,
        report=found,
        title=wording.heading(found),
        passages=_passages(found, chosen),
        evidence=_evidence(found, chosen),
        slots=tuple(Slot),
    )


@router.get("/search")
def search(store: Held, q: Words = "") -> HTMLResponse:
    """Reports and claims that hold the words."""
    typed = q.strip()
    hits = store.search(typed) if typed else ()
    query = ClaimQuery(text=typed or None, limit=FOUND_CLAIMS)
    return render(
        "search.html",
        q=typed,
        hits=[(hit, _snippet(hit)) for hit in hits],
        claims=store.find_claims(query) if typed else (),
        total=store.count_claims(query) if typed else 0,
        all_claims=claims_url(text=typed),
    )


def _answers(store: Store) -> tuple[Answer, ...]:
    answers: list[Answer] = []
    for series in store.find_series(limit=HOME_QUESTIONS)[0]:
        newest = latest_by_party(series)
        answers.append(
            Answer(series=series, estimates=newest[:HOME_ESTIMATES], more=max(0, len(newest) - HOME_ESTIMATES))
        )
    return tuple(answers)


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


def _snippet(hit: SearchHit) -> tuple[Segment, ...]:
    """The snippet with the words that were searched marked as content."""
    cover = Cover(claim=0, slot=Slot.CONTENT)
    return cut(hit.snippet, [Mark(cover=cover, span=span) for span in hit.matches])
