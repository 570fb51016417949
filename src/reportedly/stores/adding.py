"""Keeping a report with its claims: what is let in, which version it is, and the rows that are written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from sqlalchemy import Connection, select

from reportedly.errors import StoreError
from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.stores import queries, records
from reportedly.stores.base import Added, Outcome
from reportedly.stores.database import WordSearch
from reportedly.stores.tables import reports


def checked(report: Report, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, each id once. What could not be told apart or shown in the text is not let in."""
    by_id: dict[str, Claim] = {}
    for claim in claims:
        if by_id.setdefault(claim.id, claim) != claim:
            raise StoreError(f"two different claims carry the id {claim.id}: the extraction must name them apart")
        if any(row.span.end > len(report.text) for row in records.spans_of(claim)):
            raise StoreError(f"claim {claim.id} points outside the text of report {report.id}: extract it again")
    return tuple(by_id.values())


def held(connection: Connection, report: Report) -> Added | None:
    """Where this very text stands, if it does."""
    same = select(reports.c.report_id, reports.c.version).where(reports.c.sha256 == report.sha256)
    row = connection.execute(same).one_or_none()
    if row is None:
        return None
    return Added(outcome=Outcome.UNCHANGED, report_id=row.report_id, version=row.version)


def earlier(connection: Connection, report: Report) -> tuple[str, int]:
    """The id that the report is known by, and its latest version: 0 where it is new."""
    row = connection.execute(queries.held_version(report.id, report.url)).one_or_none()
    return (report.id, 0) if row is None else (row.report_id, row.version)


def insert(connection: Connection, search: WordSearch, report: Report, claims: tuple[Claim, ...]) -> Added:
    """Keep a report, under the id and version that it bears, and its claims."""
    pk = records.insert_report(connection, report)
    stamped = (
        dataclasses.replace(claim, report=dataclasses.replace(claim.report, id=report.id, version=report.version))
        for claim in claims
    )
    search.keep_report(connection, pk, report)
    search.keep_claims(connection, records.insert_claims(connection, pk, report, stamped))
    outcome = Outcome.NEW if report.version == 1 else Outcome.NEW_VERSION
    return Added(outcome=outcome, report_id=report.id, version=report.version)
