"""The passages that a finding is made of: the sentence of each claim, what stands around it, and its words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.errors import NotFoundError
from reportedly.exporters.wording import printable
from reportedly.model.claim import Claim, Evidence
from reportedly.model.finding import Finding, FindingKind, Member
from reportedly.model.report import Report, Span
from reportedly.stores.base import Store
from reportedly.web.marks import Cover, Mark, Segment, Slot, cut
from reportedly.workflow.telling import Citing

AROUND = 220
"""Characters shown before and after a sentence: one or two sentences more."""
_QUANTITY = (
    *(FindingKind.BOUND_DROPPED, FindingKind.BOUND_REVERSED, FindingKind.BOUND_CHANGED),
    *(FindingKind.VALUE_CHANGED, FindingKind.PRECISION_ADDED),
    *(FindingKind.CONTRADICTION, FindingKind.FIGURES_DO_NOT_ADD_UP),
)
_SLOTS = {
    **dict.fromkeys(_QUANTITY, "quantity"),
    **dict.fromkeys((FindingKind.HEDGE_DROPPED, FindingKind.HEDGE_WEAKENED, FindingKind.HEDGE_STRENGTHENED), "hedge"),
    **dict.fromkeys((FindingKind.SCOPE_WIDENED, FindingKind.SCOPE_NARROWED), "place"),
    **dict.fromkeys((FindingKind.DATE_LOST, FindingKind.DATE_CHANGED), "time"),
    **dict.fromkeys((FindingKind.SOURCE_DROPPED, FindingKind.SOURCE_REPLACED), "source"),
    FindingKind.MEASURE_CHANGED: "measure",
    FindingKind.STATUS_ADVANCED: "status",
    FindingKind.POLARITY_FLIPPED: "cue",
}
"""The part of a claim's evidence that each kind of finding is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A member of a finding. `line`: its sentence with the words that the finding is about marked; `marked`: whether
    there are any. `before`, `after`: what stands around it. `claim`: None where the store no longer holds it."""

    member: Member
    line: tuple[Segment, ...]
    marked: bool = False
    claim: Claim | None = None
    before: str = ""
    after: str = ""


def passages_of(store: Store, found: Finding, most: int) -> tuple[Passage, ...]:
    """The first `most` members of a finding, in its order."""
    citing = Citing(store)
    return tuple(_passage(store, citing, found, number) for number in range(min(most, len(found.members))))


def _passage(store: Store, citing: Citing, found: Finding, number: int) -> Passage:
    member = found.members[number]
    words = (found.after if number else found.before) if found.kind.is_drift else None
    try:
        claim = citing.claim(member.report, member.version, member.claim)
        report = store.get_report(member.report, member.version)
    except NotFoundError:
        claim = None
    place = _place(report, claim) if claim is not None else None
    if claim is None or place is None:
        return Passage(member=member, claim=claim, line=cut(member.words, ()))
    spans = _spans(report.text, place, words, _evidence(claim.evidence, found.kind))
    moved = (Span(start=span.start - place.start, end=span.end - place.start) for span in spans)
    return Passage(
        member=member,
        claim=claim,
        line=cut(place.of(report.text), [Mark(cover=Cover(claim=0, slot=Slot.CONTENT), span=span) for span in moved]),
        marked=bool(spans),
        before=_cut_left(report.text[_body(report) : place.start]),
        after=_cut_right(report.text[place.end :]) if place.start >= _body(report) else "",
    )


def _place(report: Report, claim: Claim) -> Span | None:
    """Where the sentence of the claim stands; else the claim's own words, None where even these are none."""
    at = report.text.rfind(claim.sentence, 0, claim.span.start + len(claim.sentence)) if claim.sentence else -1
    if at >= 0 and claim.span.end <= at + len(claim.sentence):
        return Span(start=at, end=at + len(claim.sentence))
    return claim.span if len(claim.span) else None


def _body(report: Report) -> int:
    """Where the text begins behind its title line, which is around nothing."""
    title, _, _ = report.text.partition("\n")
    return len(title) if report.title and title.strip() == report.title.strip() else 0


def _evidence(evidence: Evidence, kind: FindingKind) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = getattr(evidence, _SLOTS[kind]) if kind in _SLOTS else ()
    return spans


def _spans(text: str, place: Span, words: str | None, evidence: Sequence[Span]) -> tuple[Span, ...]:
    """The words themselves, where they stand by the evidence or where there is none; else the evidence."""
    within = tuple(span for span in evidence if place.start <= span.start and span.end <= place.end)
    if words:
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
        for found in pattern.finditer(text, place.start, place.end):
            span = Span(start=found.start(), end=found.end())
            if not within or any(one.start < span.end and span.start < one.end for one in within):
                return (span,)
    return within


def _cut_left(text: str) -> str:
    """The last words of what stands before."""
    if len(text) <= AROUND:
        return printable(text)
    return "… " + printable(text[-AROUND:].partition(" ")[2])


def _cut_right(text: str) -> str:
    """The first words of what stands after."""
    if len(text) <= AROUND:
        return printable(text)
    return printable(text[:AROUND].rpartition(" ")[0]) + " …"
