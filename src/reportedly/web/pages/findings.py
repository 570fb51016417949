"""Findings: the list by kind, and one with its passages, intervals or sum."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from reportedly.errors import NotFoundError
from reportedly.exporters.findings import FINDING_COLUMNS, Told, finding_rows
from reportedly.exporters.tabular import rows_csv
from reportedly.exporters.wording import printable
from reportedly.model.claim import Polarity, Stance
from reportedly.model.finding import FindingKind, drift_origin
from reportedly.model.quantity import Number
from reportedly.model.quantity_words import bounds_words
from reportedly.reconciliation.comparable import widened
from reportedly.web import lists
from reportedly.web.charts.intervals import Interval, gap_between, intervals
from reportedly.web.desk import Desk
from reportedly.web.formats import DOWNLOAD_ROWS, As, Format, download
from reportedly.web.found import findings, findings_of
from reportedly.web.params import At, Gathered, Offset
from reportedly.web.passages import Passage, passages_of
from reportedly.web.render import cited_url, render
from reportedly.web.sums import lines_of
from reportedly.workflow.records import findings_json
from reportedly.workflow.telling import with_questions

FINDING_ROWS = 40
PASSAGES = 24
"""Members of a finding that is no drift, shown with their words: as many as a finding of an edited report keeps."""
SIDES = 2
GONE = (
    "there is no such finding any more: findings follow from the claims that are held, and these have changed;"
    " look for it in the list of findings"
)
DRIFT = "drift"
"""Asks for every kind of drift."""

router = APIRouter(default_response_class=HTMLResponse)
Kinds = Annotated[list[str], Query(default_factory=list, max_length=len(FindingKind))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Figures on one axis, for wide screens and narrow ones. `gap`: the numbers between which none fits them all."""

    wide: Markup
    narrow: Markup
    gap: tuple[Number, Number] | None
    denied: bool


@router.get("/findings")
def list_of_findings(
    request: Request,
    desk: At,
    query: Gathered,
    kind: Kinds,
    form: As,
    offset: Offset = 0,
) -> Response:
    """The findings of these kinds; how many there are of each kind. As a page, or a file, which waits for all."""
    kinds = kinds_of(kind)
    found = findings(desk, query, kinds, patient=form is not Format.PAGE)
    told, counts = (found.told, found.counts) if found else ((), {})
    if form is not Format.PAGE:
        some = told[:DOWNLOAD_ROWS]
        return download(
            form,
            "findings",
            csv=lambda: rows_csv(FINDING_COLUMNS, finding_rows(some)),
            json=lambda: (json.dumps(findings_json(some, len(told)), ensure_ascii=False),),
        )
    return render(
        request,
        "findings.html",
        downloads=lists.downloads(request),
        download_rows=DOWNLOAD_ROWS,
        told=told[offset : offset + FINDING_ROWS],
        total=len(told),
        there=sum(number for name, number in counts.items() if not kinds or name in kinds),
        counts=sorted(counts.items(), key=lambda one: (one[0].is_drift, -one[1])),
        drift=sum(number for name, number in counts.items() if name.is_drift),
        all=sum(counts.values()),
        kinds=kind,
        query=query,
        found=found,
        offset=offset,
        page_rows=FINDING_ROWS,
    )


@router.get("/findings/{finding_id:path}")
def finding(request: Request, desk: At, query: Gathered, finding_id: str) -> HTMLResponse:
    """One finding: of drift by its id alone, of another kind among those that the query gathers."""
    told = _told(desk, query, finding_id)
    found = told.finding
    passages = passages_of(desk.store, found, SIDES if found.kind.is_drift else PASSAGES)
    claims = [passage.claim for passage in passages]
    adds_up = found.kind is not FindingKind.FIGURES_DO_NOT_ADD_UP
    return render(
        request,
        "finding.html",
        told=told,
        finding=found,
        passages=passages,
        repeated=found.members[SIDES:] if found.kind.is_drift else (),
        axis=_axis(passages) if found.kind is FindingKind.CONTRADICTION else None,
        lines=() if adds_up else lines_of([claim for claim in claims if claim is not None]),
        versions=sorted({member.version for member in found.members}),
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
    return tuple(dict.fromkeys(found))


def _told(desk: Desk, query: Gathered, finding_id: str) -> Told:
    if drift_origin(finding_id) is not None:
        try:
            row = desk.store.get_drift(finding_id)
        except NotFoundError as error:
            raise NotFoundError(GONE) from error
        return with_questions(desk.store, findings_of([row]))[0]
    listed = findings(desk, query, [kind for kind in FindingKind if not kind.is_drift])
    if listed is None:
        raise NotFoundError("the findings of this store are being worked out: ask for this page again")
    found = next((one for one in listed.told if one.finding.id == finding_id), None)
    if found is None:
        raise NotFoundError(GONE)
    return found


def _axis(passages: Sequence[Passage]) -> Axis | None:
    rows = [_interval(passage) for passage in passages]
    told = [row for row in rows if row is not None]
    wide, narrow = intervals(told), intervals(told, narrow=True)
    if len(told) < len(rows) or wide is None or narrow is None:
        return None
    return Axis(wide=wide, narrow=narrow, gap=gap_between(told), denied=any(row.denied for row in told))


def _interval(passage: Passage) -> Interval | None:
    """A figure as it was said, with what "about" is taken as where figures are compared."""
    member, claim = passage.member, passage.claim
    if claim is None or claim.quantity is None:
        return None
    wide, denied = widened(claim.quantity), claim.stance is Stance.DENIES or claim.polarity is Polarity.NEGATED
    taken = "" if wide == claim.quantity else f", taken as {bounds_words(wide)}"
    who = printable(member.speaker or member.outlet or "unknown")
    verb = "denies" if denied else "says"
    return Interval(
        label=who,
        quantity=claim.quantity,
        words=printable(f"{who} {verb} {bounds_words(claim.quantity)}{taken}"),
        url=cited_url(member.claim, member.report, member.version),
        denied=denied,
    )
