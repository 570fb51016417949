"""The findings that a list holds: of drift what most claims show, of comparing what the biggest questions give.

A store may hold a million claims and more findings than anybody reads; what is left out is counted where it can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.exporters.findings import Told
from reportedly.model.finding import Finding, FindingKind
from reportedly.model.story import Query
from reportedly.reconciliation.findings import drift_finding
from reportedly.stores.base import DriftRow, Store
from reportedly.web.desk import Desk
from reportedly.workflow.picturing import COMPARED, compared, find_findings
from reportedly.workflow.telling import with_questions

DRIFT_ROWS = 500
"""Changes in a list, those that most claims show: ten pages."""
QUESTIONS = 100
"""The biggest questions, whose figures are compared."""
WHOLE = 50_000
"""Claims up to which the tellings of a whole store are gone through for circles: some seconds' work."""
_SEARCHED = (FindingKind.CIRCULAR_SOURCING, FindingKind.EDITED_REPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`counts`: of all there are, by kind; `told`: those in the list, which may be fewer. `whole`: circles and edits
    were looked for, too."""

    told: tuple[Told, ...]
    counts: Mapping[FindingKind, int]
    whole: bool

    def of(self, kinds: Sequence[FindingKind]) -> tuple[Told, ...]:
        """Those of these kinds, or all."""
        return tuple(one for one in self.told if not kinds or one.finding.kind in kinds)


def findings(desk: Desk, query: Query | None) -> tuple[Found, bool]:
    """The findings that a query gathers, and whether they are of the store as it is now."""
    view = desk.view(("findings", query), lambda store: found_of(store, query))
    return view.value, view.fresh


def found_of(store: Store, query: Query | None) -> Found:
    """The findings that a query gathers."""
    drift = findings_of(store.find_drift((), query, limit=DRIFT_ROWS))
    series, _ = store.find_series(query, limit=QUESTIONS, estimates=COMPARED)
    others = compared(series, frozenset(FindingKind))
    whole = query is not None or store.counts().claims <= WHOLE
    others += find_findings(store, _SEARCHED, query).findings if whole else ()
    ordered = sorted((*others, *drift), key=lambda one: (one.kind.is_drift, -one.claims, one.kind, one.id))
    counts = Counter(one.kind for one in others) + Counter(store.drift_counts(query))
    return Found(told=with_questions(store, ordered), counts=counts, whole=whole)


def findings_of(rows: Sequence[DriftRow]) -> tuple[Finding, ...]:
    """Rows of drift as findings."""
    return tuple(
        drift_finding(row.changes, origin=row.origin, question=row.question, claims=row.claims) for row in rows
    )
