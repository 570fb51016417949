"""Drift as findings: one sentence that says what became what, where it stands nearest to its origin, and who has it so
first."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.model.finding import Finding, FindingKind, Member, drift_id
from reportedly.model.shelf import Change

_WHAT = {
    FindingKind.HEDGE_DROPPED: "the hedge is gone",
    FindingKind.HEDGE_WEAKENED: "the claim is made weaker",
    FindingKind.HEDGE_STRENGTHENED: "the claim is made surer",
    FindingKind.BOUND_DROPPED: "the bound is gone",
    FindingKind.BOUND_REVERSED: "the bound is turned round",
    FindingKind.BOUND_CHANGED: "the bound is another",
    FindingKind.VALUE_CHANGED: "the number is another",
    FindingKind.PRECISION_ADDED: "a rounded figure is given as exact",
    FindingKind.MEASURE_CHANGED: "what is counted is another thing",
    FindingKind.SCOPE_WIDENED: "the scope is wider",
    FindingKind.SCOPE_NARROWED: "the scope is narrower",
    FindingKind.DATE_LOST: "the date is gone",
    FindingKind.DATE_CHANGED: "the date is another",
    FindingKind.SOURCE_DROPPED: "no source is credited any more",
    FindingKind.SOURCE_REPLACED: "another source is credited",
    FindingKind.STATUS_ADVANCED: "an intention is told as further on",
    FindingKind.POLARITY_FLIPPED: "yes and no have changed places",
}


def drift_finding(changes: Sequence[Change], *, origin: str, question: str | None, claims: int) -> Finding:
    """The finding that these changes are, all of one kind between the same words, the first published first."""
    first = changes[0]
    near, drifted = first.nearest, first.drifted
    others = claims - 1
    more = "" if not others else f" So {'does' if others == 1 else 'do'} {others:,} more {_claims(others)}."
    within = (near.report, near.version) == (drifted.report, drifted.version)
    where = "its own sentence" if within else _teller(drifted)
    earlier = (drifted.published or "") < (near.published or "")
    changed = "has it changed" if earlier or not others else "has it changed first"
    sentence = (
        f"{_spoken(first.before)} became {_spoken(first.after)}: {_WHAT[first.kind]}. "
        f"{_teller(near)} tells it of {near.speaker}; {where} {changed}.{more}"
    )
    members = {member.claim: member for member in (near, *(change.drifted for change in changes))}
    return Finding(
        id=drift_id(first.kind, origin, first.before, first.after),
        kind=first.kind,
        sentence=sentence,
        members=tuple(members.values()),
        question=question,
        origin=origin,
        before=first.before,
        after=first.after,
        claims=claims,
    )


def _claims(number: int) -> str:
    return "claim" if number == 1 else "claims"


def _spoken(words: str) -> str:
    return words if words == "stated flatly" else f"“{words}”"


def _teller(member: Member) -> str:
    outlet = member.outlet or "a report of no known outlet"
    return f"{outlet} ({member.published})" if member.published else outlet
