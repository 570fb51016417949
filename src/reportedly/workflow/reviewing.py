"""A person's word on a claim: making it of what was typed, saying it in a line, and what is still to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.errors import NotFoundError
from reportedly.model.finding import FindingKind
from reportedly.model.story import Review, Verdict
from reportedly.workflow.correcting import value_of, value_words
from reportedly.workflow.picturing import COMPARED, compared, review_id

if TYPE_CHECKING:
    from reportedly.stores.base import Store

REVIEW_DIGITS = 8
"""Of a review's id: enough to ask for it."""
QUEUED = 500
"""Newest claims in the queue: more than a person reviews in a day."""
QUEUED_QUESTIONS = 20
"""Questions whose figures are compared for the queue, the biggest ones."""
QUEUED_FINDINGS = 200
"""Findings of drift, and of comparing, whose claims are in the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A claim to be reviewed. `kind`: of the finding that rests on it, if one does."""

    claim: str
    report: str
    version: int
    kind: FindingKind | None = None


def claim_named(held: Store, beginning: str) -> str:
    """The one claim whose id is this or begins so. Raises NotFoundError."""
    found = held.claim_ids(beginning)
    if not found:
        raise NotFoundError(f"no claim with the id {beginning!r} is held; the list of claims gives the ids")
    if len(found) > 1 and found[0] != beginning:
        raise NotFoundError(f"more than one claim has an id that begins with {beginning!r}; give more of it")
    return found[0]


def new_review(
    held: Store,
    claim: str,
    verdict: Verdict,
    *,
    who: str,
    why: str = "",
    slot: str = "",
    value: str = "",
    other: str = "",
) -> Review:
    """The review of a claim that is made now, of what was typed. `slot`, `value`: of a correction; `other`: the claim
    that this one is merged with, or the beginning of its id. Raises ValueError, NotFoundError, each in one sentence."""
    of = claim_named(held, claim)
    if not who.strip():
        raise ValueError("a review needs somebody's name; say whose word it is")
    if verdict is Verdict.REJECT and not why.strip():
        raise ValueError("a rejection needs its reason; say why")
    if verdict is Verdict.CORRECT:
        put = value_of(held, of, slot.strip(), value.strip())
        return made_review(of, verdict, who=who, why=why, slot=slot.strip(), value=put)
    if verdict is Verdict.MERGE:
        two = claim_named(held, other.strip())
        if two == of:
            raise ValueError("a claim cannot be merged with itself; give another")
        return made_review(of, verdict, who=who, why=why, other=two)
    return made_review(of, verdict, who=who, why=why)


def made_review(
    of: str,
    verdict: Verdict,
    *,
    who: str,
    why: str,
    other: str | None = None,
    slot: str | None = None,
    value: str | None = None,
) -> Review:
    """The review that is made now."""
    now = datetime.now(UTC)
    return Review(
        id=review_id(of, verdict, now),
        of=of,
        verdict=verdict,
        who=who.strip(),
        when=now,
        why=why.strip(),
        other=other,
        slot=slot,
        value=value,
    )


def done_words(made: Review) -> str:
    """What a review does: "corrects claim b08872c6: measure is killed"."""
    from reportedly.exporters.wording import CLAIM_DIGITS

    of, other = made.of[:CLAIM_DIGITS], (made.other or "")[:CLAIM_DIGITS]
    if made.verdict is Verdict.MERGE and made.slot == "party":
        return f"takes {made.of} for {made.other}"
    return {
        Verdict.ACCEPT: f"accepts claim {of}",
        Verdict.REJECT: f"rejects claim {of}",
        Verdict.CORRECT: f"corrects claim {of}: {made.slot} is {value_words(made)}",
        Verdict.MERGE: f"merges claim {of} with claim {other}",
        Verdict.SPLIT: f"sets claim {of} apart",
    }[made.verdict]


def review_line(made: Review) -> str:
    """ "3fa2b1c0  2025-06-20  A. Reader rejects claim b08872c6: the figure is of 2023"."""
    from reportedly.exporters.wording import printable

    taken_back = " (taken back)" if made.undone else ""
    why = f": {made.why}" if made.why else ""
    return printable(f"{made.id[:REVIEW_DIGITS]}  {made.when.date()}  {made.who} {done_words(made)}{why}{taken_back}")


def waiting(held: Store) -> tuple[Waiting, ...]:
    """Claims to look at, each once, reviewed or not: those that contradict one another in the biggest questions, or do
    not add up; those that changed as they were passed on; then the newest."""
    from reportedly.stores.base import ClaimQuery

    found = [*_of_comparing(held), *_of_drift(held)]
    newest = held.find_claims(ClaimQuery(limit=QUEUED))
    found += (Waiting(claim=one.id, report=one.report.id, version=one.report.version) for one in newest)
    first: dict[str, Waiting] = {}
    for one in found:
        first.setdefault(one.claim, one)
    return tuple(first.values())


def still_waiting(held: Store, queue: Sequence[Waiting]) -> tuple[Waiting, ...]:
    """Those of the queue that no review is about."""
    reviewed = held.reviewed([one.claim for one in queue])
    return tuple(one for one in queue if one.claim not in reviewed)


def _of_comparing(held: Store) -> Iterator[Waiting]:
    series, _ = held.find_series(limit=QUEUED_QUESTIONS, estimates=COMPARED)
    kinds = frozenset({FindingKind.CONTRADICTION, FindingKind.FIGURES_DO_NOT_ADD_UP})
    for finding in compared(series, kinds)[:QUEUED_FINDINGS]:
        for one in finding.members:
            yield Waiting(claim=one.claim, report=one.report, version=one.version, kind=finding.kind)


def _of_drift(held: Store) -> Iterator[Waiting]:
    for row in held.find_drift(limit=QUEUED_FINDINGS):
        for one in dict.fromkeys(side for change in row.changes for side in (change.drifted, change.nearest)):
            yield Waiting(claim=one.claim, report=one.report, version=one.version, kind=row.changes[0].kind)
