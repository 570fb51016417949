"""The findings that a list holds: of drift what most claims show, of comparing what the biggest questions give.

A store may hold a million claims and more findings than anybody reads; what is left out is counted where it can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.exporters.findings import Told
from reportedly.model.finding import Finding, FindingKind
from reportedly.model.story import Query
from reportedly.reconciliation.findings import drift_finding
from reportedly.stores.base import DriftRow, Store
from reportedly.web.desk import Desk
from reportedly.workflow.picturing import COMPARED, compared, find_findings
from reportedly.workflow.telling import with_questions

DRIFT_ROWS = 500
"""Changes in a list, those that most claims show: some thirteen pages."""
QUESTIONS = 100
"""The biggest questions, whose figures are compared."""
WHOLE = 50_000
"""Claims up to which the tellings of a whole store are gone through for circles: some seconds' work."""
_SEARCHED = (FindingKind.CIRCULAR_SOURCING, FindingKind.EDITED_REPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`told`: what is no drift first, then what most claims show. `counts`: of all there are, by kind, of which the
    list may hold fewer. `whole`: circles and edits were looked for, too; `fresh`: nothing has changed since."""

    told: tuple[Told, ...]
    counts: Mapping[FindingKind, int]
    whole: bool
    fresh: bool = True


def findings(
    desk: Desk, query: Query | None, kinds: Sequence[FindingKind] = (), *, patient: bool = False
) -> Found | None:
    """The findings of these kinds, or of all, that a query gathers; None where they were never worked out and take
    longer than a reader should wait who is not `patient`."""
    ask = desk.view if patient else desk.soon
    drift = tuple(kind for kind in kinds if kind.is_drift)
    others = ask(("compared", query), lambda store: _compared(store, query))
    if others is None:
        return None
    found = replace(others.value, fresh=others.fresh)
    if kinds:
        found = replace(found, told=tuple(one for one in found.told if one.finding.kind in kinds))
        if not drift:
            return found
    changed = ask(("drift", query, drift), lambda store: _changed(store, query, drift))
    if changed is None:
        return None
    return replace(found, told=(*found.told, *changed.value), fresh=found.fresh and changed.fresh)


def found_of(store: Store, query: Query | None) -> Found:
    """The findings that a query gathers, worked out now."""
    others = _compared(store, query)
    return replace(others, told=(*others.told, *_changed(store, query, ())))


def _compared(store: Store, query: Query | None) -> Found:
    """What is no drift; the counts are of drift, too."""
    series, _ = store.find_series(query, limit=QUESTIONS, estimates=COMPARED)
    found = compared(series, frozenset(FindingKind))
    whole = query is not None or store.counts().claims <= WHOLE
    found += find_findings(store, _SEARCHED, query).findings if whole else ()
    ordered = sorted(found, key=lambda one: (-one.claims, one.kind, one.id))
    counts = Counter(one.kind for one in ordered) + Counter(store.drift_counts(query))
    return Found(told=with_questions(store, ordered), counts=counts, whole=whole)


def _changed(store: Store, query: Query | None, kinds: Sequence[FindingKind]) -> tuple[Told, ...]:
    return with_questions(store, findings_of(store.find_drift(kinds, query, limit=DRIFT_ROWS)))


def findings_of(rows: Sequence[DriftRow]) -> tuple[Finding, ...]:
    """Rows of drift as findings."""
    return tuple(
        drift_finding(row.changes, origin=row.origin, question=row.question, claims=row.claims) for row in rows
    )
