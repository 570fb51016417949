"""Keeping reports with their claims, one by one or many in a transaction, and how far their sources were read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy import insert as insert_into

from reportedly.errors import StoreError, StoreForeign, StoreNewer, StoreUnwritable
from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.stores import queries, records
from reportedly.stores.base import Added, Mark, Outcome
from reportedly.stores.tables import read_sources, reports


def each(
    connection: Connection,
    read: Iterable[tuple[Report, Iterable[Claim]]],
    translated: Callable[[], AbstractContextManager[None]],
) -> Iterator[Added | StoreError]:
    """Keep each, or say why not; each within a savepoint, so that one which fails leaves nothing behind. `translated`:
    makes errors of ours of the driver's. Raises those that the others would meet, too."""
    for report, claims in read:
        try:
            kept = checked(report, claims)
            with translated(), connection.begin_nested():
                added = held(connection, report) or insert(connection, report, kept)
        except (StoreForeign, StoreNewer, StoreUnwritable):
            raise
        except StoreError as error:
            yield error
        else:
            yield added


def reach(connection: Connection, marks: Iterable[Mark]) -> None:
    """Keep how far sources have been read; of one source, the last counts."""
    last = {mark.source: mark for mark in marks}
    updated = datetime.now(UTC).isoformat(timespec="seconds")
    for mark in last.values():
        connection.execute(delete(read_sources).where(read_sources.c.source == mark.source))
        connection.execute(insert_into(read_sources), {**dataclasses.asdict(mark), "updated": updated})


def reached(connection: Connection, source: str, fingerprint: str) -> str | None:
    """How far the source was read while it was the same."""
    same = (read_sources.c.source == queries.clean(source), read_sources.c.fingerprint == queries.clean(fingerprint))
    position: str | None = connection.scalar(select(read_sources.c.position).where(*same))
    return position


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


def insert(connection: Connection, report: Report, claims: tuple[Claim, ...]) -> Added:
    earlier = connection.execute(queries.held_version(report.id, report.url)).one_or_none()
    report_id = report.id if earlier is None else earlier.report_id
    version = 1 if earlier is None else earlier.version + 1
    report = dataclasses.replace(report, id=report_id, version=version)
    pk = records.insert_report(connection, report)
    stamped = (
        dataclasses.replace(claim, report=dataclasses.replace(claim.report, id=report_id, version=version))
        for claim in claims
    )
    records.insert_claims(connection, pk, report, stamped)
    outcome = Outcome.NEW if earlier is None else Outcome.NEW_VERSION
    return Added(outcome=outcome, report_id=report_id, version=version)
