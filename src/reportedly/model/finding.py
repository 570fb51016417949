"""Findings: what a person should look at, in one sentence with its numbers, tied to the claims it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.report import digest


class FindingKind(StrEnum):
    """What is wrong, or changed. Those from HEDGE_DROPPED on are drift: how a claim changed as it was passed on."""

    CONTRADICTION = "contradiction"
    CIRCULAR_SOURCING = "circular_sourcing"
    FIGURES_DO_NOT_ADD_UP = "figures_do_not_add_up"
    RELAY_MISMATCH = "relay_mismatch"
    FORECAST_DUE = "forecast_due"
    EDITED_REPORT = "edited_report"
    HEDGE_DROPPED = "hedge_dropped"
    HEDGE_WEAKENED = "hedge_weakened"
    HEDGE_STRENGTHENED = "hedge_strengthened"
    BOUND_DROPPED = "bound_dropped"
    BOUND_REVERSED = "bound_reversed"
    BOUND_CHANGED = "bound_changed"
    VALUE_CHANGED = "value_changed"
    PRECISION_ADDED = "precision_added"
    MEASURE_CHANGED = "measure_changed"
    SCOPE_WIDENED = "scope_widened"
    SCOPE_NARROWED = "scope_narrowed"
    DATE_LOST = "date_lost"
    DATE_CHANGED = "date_changed"
    SOURCE_DROPPED = "source_dropped"
    SOURCE_REPLACED = "source_replaced"
    STATUS_ADVANCED = "status_advanced"
    POLARITY_FLIPPED = "polarity_flipped"

    @property
    def is_drift(self) -> bool:
        """Whether it tells of a change on the way from one teller to the next."""
        return self not in _NOT_DRIFT


_NOT_DRIFT = frozenset(
    {
        FindingKind.CONTRADICTION,
        FindingKind.CIRCULAR_SOURCING,
        FindingKind.FIGURES_DO_NOT_ADD_UP,
        FindingKind.RELAY_MISMATCH,
        FindingKind.FORECAST_DUE,
        FindingKind.EDITED_REPORT,
    }
)


_DIGITS = 8
"""Of the digest in the id of drift: the origin before it leaves few to be told apart."""


def drift_id(kind: FindingKind, origin: str, before: str, after: str) -> str:
    """The id of what changed so in an act of saying."""
    return f"{origin}-{digest('drift', str(kind), origin, before, after)[:_DIGITS]}"


def drift_origin(finding_id: str) -> str | None:
    """The origin that a finding of drift is of, by its id; None for the id of another kind."""
    return finding_id.rpartition("-")[0] or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A claim that a finding is made of: where it stands, and its words as they stand there."""

    claim: str
    report: str
    version: int = 1
    outlet: str | None = None
    published: str | None = None
    speaker: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`sentence`: what is wrong, its numbers in it. `members`: the claims, the one nearest to the origin first; of
    drift, then the one that brought the change in first. `before`, `after`: of drift, the words that changed. `claims`:
    how many show it, of which `members` may be the first. `innocent`: why it need not be a fault, where something says
    so. Recomputed from claims, never edited; `id` is a digest of kind and members, of drift with `origin` before it."""

    id: str
    kind: FindingKind
    sentence: str
    members: tuple[Member, ...]
    question: str | None = None
    origin: str | None = None
    before: str | None = None
    after: str | None = None
    claims: int = 0
    innocent: str | None = None
