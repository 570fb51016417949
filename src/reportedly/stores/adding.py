"""Keeping reports with their claims, one by one or many in a transaction, and how far their sources were read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy import insert as insert_into

from reportedly.errors import StoreError, StoreForeign, StoreInterrupted, StoreNewer, StoreUnwritable
from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.stores import queries, records
from reportedly.stores.base import Added, Mark, Outcome
from reportedly.stores.database import WordSearch
from reportedly.stores.tables import read_sources, reports

Translated = Callable[[], AbstractContextManager[None]]
"""Makes errors of ours of the driver's."""


def names_of(connection: Connection, report: Report) -> set[str]:
    """What whoever keeps the report holds while they do: another that keeps the same text, or one of the same id or
    address, waits."""
    known_as, _ = earlier(connection, report)
    names = {f"text {report.sha256}", f"report {report.id}", f"report {known_as}"}
    return names if report.url is None else names | {f"url {report.url}"}


def add(
    connection: Connection, search: WordSearch, report: Report, claims: tuple[Claim, ...], names: Set[str]
) -> Added:
    """Keep a report as the version that it is; nothing where its text is held. `names`: what is held meanwhile."""
    if (same := held(connection, report)) is not None:
        return same
    known_as, version = earlier(connection, report)
    if f"report {known_as}" not in names:
        raise StoreInterrupted("another program has just kept a report of this address: add it again")
    return insert(connection, search, dataclasses.replace(report, id=known_as, version=version + 1), claims)


def each(
    connection: Connection,
    search: WordSearch,
    read: Iterable[tuple[Report, tuple[Claim, ...]] | StoreError],
    names: Set[str],
    translated: Translated,
) -> Iterator[Added | StoreError]:
    """Keep each, or say why not; each within a savepoint, so that one which fails leaves nothing behind. Raises what
    the others would meet, too."""
    for one in read:
        if isinstance(one, StoreError):
            yield one
            continue
        try:
            with translated(), connection.begin_nested():
                added = add(connection, search, *one, names)
        except (StoreForeign, StoreInterrupted, StoreNewer, StoreUnwritable):
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


def checked_each(
    read: Iterable[tuple[Report, Iterable[Claim]]],
) -> Iterator[tuple[Report, tuple[Claim, ...]] | StoreError]:
    """Each with its claims, or why it is not let in."""
    for report, claims in read:
        try:
            yield report, checked(report, claims)
        except StoreError as error:
            yield error


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
