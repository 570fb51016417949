"""The store over SQLAlchemy Core. What differs between databases comes from a `database.Database`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Row, select

from reportedly.errors import NotFoundError, StoreError
from reportedly.model.claim import Claim
from reportedly.model.finding import FindingKind
from reportedly.model.report import Report, Span
from reportedly.model.shelf import Shelved
from reportedly.model.story import Estimate, Query, Question, Review, Series, Story
from reportedly.stores import (
    adding,
    checks,
    lists,
    origin_rows,
    people,
    picture_checks,
    pictures,
    queries,
    records,
    speakers,
    transfer,
)
from reportedly.stores.base import (
    DEFAULT_LIMIT,
    Added,
    ClaimQuery,
    Drawn,
    DriftRow,
    Facets,
    Mark,
    OriginRow,
    OutletRow,
    PartyRow,
    Problem,
    ReportRow,
    ReportSort,
    SearchHit,
    SpanRow,
    StoreCounts,
    check_page,
)
from reportedly.stores.bulk import SqlWholePicture
from reportedly.stores.carried import PictureRow, Version, VersionMark
from reportedly.stores.database import Database
from reportedly.stores.retrying import again
from reportedly.stores.shelf import SqlShelf
from reportedly.stores.tables import reports


class SqlStore:
    """A Store (see base) in a database; opened by `stores.open_store`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __repr__(self) -> str:
        return f"SqlStore({self._database.place!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """See base."""
        self._database.close()

    def add(self, report: Report, claims: Iterable[Claim] = ()) -> Added:
        """See base. Looks first without the write lock, so that adding held text again waits for no one.

        Whoever adds the same text, or a text of the same id or address, waits. What was interrupted is done again: if
        it was kept all the same, the text is found to be held."""
        kept = adding.checked(report, claims)
        return again(lambda: self._add(report, kept))

    def _add(self, report: Report, claims: tuple[Claim, ...]) -> Added:
        with self._reading() as connection:
            held = adding.held(connection, report)
            names = adding.names_of(connection, report)
        if held is not None:
            return held
        with self._database.writing(*names) as connection:
            return adding.add(connection, self._database.search, report, claims, names)

    def add_many(
        self, read: Iterable[tuple[Report, Iterable[Claim]]], marks: Iterable[Mark] = ()
    ) -> tuple[Added | StoreError, ...]:
        """See base. What was interrupted is done again, as with `add`."""
        checked, reached = tuple(adding.checked_each(read)), tuple(marks)
        return again(lambda: self._add_many(checked, reached))

    def _add_many(
        self, read: Sequence[tuple[Report, tuple[Claim, ...]] | StoreError], marks: Sequence[Mark]
    ) -> tuple[Added | StoreError, ...]:
        names = {f"source {mark.source}" for mark in marks}
        with self._reading() as connection:
            for one in read:
                names |= set() if isinstance(one, StoreError) else adding.names_of(connection, one[0])
        database = self._database
        with database.writing(*names) as connection:
            added = tuple(adding.each(connection, database.search, read, names, database.translated))
            adding.reach(connection, marks)
        return added

    def reached(self, source: str, fingerprint: str) -> str | None:
        """See base."""
        with self._reading() as connection:
            return adding.reached(connection, source, fingerprint)

    def has(self, sha256: str) -> bool:
        """See base."""
        with self._reading() as connection:
            return connection.scalar(select(reports.c.pk).where(reports.c.sha256 == queries.clean(sha256))) is not None

    def get_report(self, key: str, version: int | None = None) -> Report:
        """See base."""
        with self._reading() as connection:
            return records.report_from(_get(connection, key, version))

    def versions_of(self, key: str) -> tuple[ReportRow, ...]:
        """See base."""
        with self._reading() as connection:
            report_id = _resolve(connection, key)
            found = queries.report_rows().where(reports.c.report_id == report_id)
            rows = connection.execute(found.order_by(None).order_by(reports.c.version.desc()))
            return tuple(records.report_row_from(row) for row in rows)

    def find_reports(
        self,
        *,
        limit: int | None = DEFAULT_LIMIT,
        offset: int = 0,
        outlet: str | None = None,
        published_by: str | None = None,
        since: date | None = None,
        until: date | None = None,
        latest_versions_only: bool = True,
        sort: ReportSort = ReportSort.PUBLISHED,
        descending: bool = True,
    ) -> tuple[ReportRow, ...]:
        """See base."""
        check_page(limit, offset)
        found = lists.reports_in_order(queries.report_rows(), sort, descending=descending)
        found = found.where(*queries.published_within(since, until))
        if outlet and outlet.strip():
            found = found.where(queries.outlet_holds(outlet))
        if published_by is not None:
            found = found.where(reports.c.outlet == queries.clean(published_by))
        if latest_versions_only:
            found = found.where(queries.is_latest())
        with self._reading() as connection:
            rows = connection.execute(queries.page(found, limit, offset))
            return tuple(records.report_row_from(row) for row in rows)

    def claims_of(self, key: str, version: int | None = None) -> tuple[Claim, ...]:
        """See base."""
        with self._reading() as connection:
            report = _get(connection, key, version)
            rows = connection.execute(queries.claims_of(report.pk))
            return tuple(records.claim_from(row.json) for row in rows)

    def spans_of(self, key: str, version: int | None = None, *, within: Span | None = None) -> tuple[SpanRow, ...]:
        """See base."""
        with self._reading() as connection:
            report = _get(connection, key, version)
            return tuple(records.span_from(row) for row in connection.execute(queries.spans_of(report.pk, within)))

    def reports_of_claim(self, claim_id: str) -> tuple[Drawn, ...]:
        """See base."""
        with self._reading() as connection:
            return pictures.reports_of_claim(connection, claim_id)

    def find_claims(self, query: ClaimQuery) -> tuple[Claim, ...]:
        """See base."""
        with self._reading() as connection:
            rows = connection.execute(
                lists.in_order(lists.claims_found(connection, self._database.search, query), query)
            )
            return tuple(records.claim_from(row.json) for row in rows)

    def count_claims(self, query: ClaimQuery, most: int | None = None) -> int:
        """See base."""
        with self._reading() as connection:
            return lists.count(connection, self._database.search, query, most)

    def facets(self, query: ClaimQuery, most: int) -> Facets:
        """See base."""
        with self._reading() as connection:
            return lists.facets(connection, self._database.search, query, most)

    def search(
        self,
        words: str,
        limit: int = 20,
        *,
        offset: int = 0,
        newest: bool = False,
        latest_versions_only: bool = True,
    ) -> tuple[SearchHit, ...]:
        """See base."""
        check_page(limit, offset)
        with self._reading() as connection:
            return self._database.search.find(
                connection, words, limit, offset, newest=newest, latest_versions_only=latest_versions_only
            )

    def counts(self) -> StoreCounts:
        """See base."""
        with self._reading() as connection:
            row = connection.execute(queries.counts()).one()
            return StoreCounts(reports=row.reports, versions=row.versions, claims=row.claims, origins=row.origins)

    def revision(self) -> str:
        """See base."""
        with self._reading() as connection:
            return ":".join(str(part or 0) for part in connection.execute(queries.revision()).one())

    @contextmanager
    def shelf(self) -> Iterator[SqlShelf]:
        """See base."""
        with self._database.drawing() as connection:
            yield SqlShelf(connection)

    @contextmanager
    def whole_picture(self) -> Iterator[SqlWholePicture]:
        """See base."""
        with self._database.drawing_all() as writing:
            yield SqlWholePicture(writing, self._database)

    def undrawn(self, rules: str) -> tuple[tuple[Drawn, ...], tuple[Drawn, ...]]:
        """See base."""
        with self._reading() as connection:
            return pictures.undrawn(connection, rules)

    def find_series(
        self,
        query: Query | None = None,
        *,
        limit: int | None = DEFAULT_LIMIT,
        offset: int = 0,
        estimates: int | None = DEFAULT_LIMIT,
    ) -> tuple[tuple[Series, ...], int]:
        """See base."""
        with self._reading() as connection:
            return pictures.series(connection, query, limit=limit, offset=offset, estimates=estimates)

    def estimates_of(self, question_id: str) -> tuple[Estimate, ...]:
        """See base."""
        with self._reading() as connection:
            return pictures.estimates_of(connection, question_id)

    def claim_ids(self, beginning: str, limit: int = 2) -> tuple[str, ...]:
        """See base."""
        with self._reading() as connection:
            return pictures.claim_ids(connection, beginning, limit)

    def get_question(self, question_id: str) -> Question:
        """See base."""
        with self._reading() as connection:
            return pictures.question(connection, question_id)

    def get_series(self, question_id: str, *, estimates: int | None = DEFAULT_LIMIT) -> Series:
        """See base."""
        with self._reading() as connection:
            return pictures.one_series(connection, question_id, estimates)

    def related_to(self, question: Question) -> tuple[Question, ...]:
        """See base."""
        with self._reading() as connection:
            return pictures.related_to(connection, question)

    def party_ids(self) -> tuple[str, ...]:
        """See base."""
        with self._reading() as connection:
            return pictures.party_ids(connection)

    def find_parties(self) -> tuple[PartyRow, ...]:
        """See base."""
        with self._reading() as connection:
            return speakers.parties(connection)

    def estimates_of_party(
        self, party: str, *, limit: int | None = DEFAULT_LIMIT, offset: int = 0
    ) -> tuple[Estimate, ...]:
        """See base."""
        check_page(limit, offset)
        with self._reading() as connection:
            return speakers.estimates_of_party(connection, party, limit, offset)

    def find_outlets(self) -> tuple[OutletRow, ...]:
        """See base."""
        with self._reading() as connection:
            return speakers.outlets(connection)

    def parties_of_outlet(self, outlet: str) -> tuple[tuple[PartyRow, int], ...]:
        """See base."""
        with self._reading() as connection:
            return speakers.parties_of_outlet(connection, outlet)

    def find_drift(
        self,
        kinds: Sequence[FindingKind] = (),
        query: Query | None = None,
        *,
        party: str | None = None,
        outlet: str | None = None,
        limit: int | None = DEFAULT_LIMIT,
    ) -> tuple[DriftRow, ...]:
        """See base."""
        with self._reading() as connection:
            grouped = pictures.drift(kinds, query, party=party, outlet=outlet)
            return tuple(pictures.drift_rows(connection, grouped, limit))

    def get_drift(self, finding_id: str) -> DriftRow:
        """See base."""
        with self._reading() as connection:
            return pictures.one_drift(connection, finding_id)

    def drift_counts(self, query: Query | None = None) -> dict[FindingKind, int]:
        """See base."""
        with self._reading() as connection:
            return pictures.drift_counts(connection, query)

    def find_origins(self, query: Query | None = None) -> tuple[tuple[Shelved, ...], ...]:
        """See base."""
        with self._reading() as connection:
            return tuple(pictures.origin_tellings(connection, query))

    def find_origin(
        self, report: str, version: int, claim: str, *, limit: int | None = DEFAULT_LIMIT, offset: int = 0
    ) -> OriginRow | None:
        """See base."""
        check_page(limit, offset)
        with self._reading() as connection:
            return origin_rows.origin_of(connection, (report, version, claim), limit, offset)

    def find_drift_of(
        self, report: str, version: int, claim: str, *, limit: int | None = DEFAULT_LIMIT
    ) -> tuple[DriftRow, ...]:
        """See base."""
        with self._reading() as connection:
            return tuple(origin_rows.drift_of(connection, (report, version, claim), limit))

    def add_story(self, story: Story) -> None:
        """See base."""
        with self._database.writing(f"story {story.name}") as connection:
            people.add_story(connection, story)

    def find_stories(self) -> tuple[Story, ...]:
        """See base."""
        with self._reading() as connection:
            return people.find_stories(connection)

    def add_review(self, review: Review) -> None:
        """See base."""
        with self._database.drawing() as connection:
            people.add_review(connection, review)

    def undo_review(self, review_id: str) -> Review:
        """See base."""
        with self._database.drawing() as connection:
            return people.undo_review(connection, review_id)

    def find_reviews(self, *, undone: bool = True) -> tuple[Review, ...]:
        """See base."""
        with self._reading() as connection:
            return people.find_reviews(connection, undone=undone)

    def latest_reviews(
        self, *, of: str | None = None, limit: int | None = DEFAULT_LIMIT, offset: int = 0
    ) -> tuple[Review, ...]:
        """See base."""
        check_page(limit, offset)
        with self._reading() as connection:
            return people.latest_reviews(connection, of, limit, offset)

    def get_review(self, review_id: str) -> Review:
        """See base."""
        with self._reading() as connection:
            return people.get_review(connection, review_id)

    def reviewed(self, claims: Collection[str]) -> frozenset[str]:
        """See base."""
        with self._reading() as connection:
            return people.reviewed(connection, claims)

    def check(self, on_report: Callable[[int, int], None] | None = None) -> tuple[Problem, ...]:
        """See base. Reads everything."""
        with self._database.translated():
            own = tuple(self._database.problems())
        with self._reading() as connection:
            held = tuple(checks.problems(connection, on_report))
            return (*own, *held, *picture_checks.problems(connection))

    def versions(self, after: int = 0) -> Iterator[Version]:
        """See base."""
        return transfer.versions(self._reading, after)

    def version_marks(self) -> Iterator[VersionMark]:
        """See base."""
        return transfer.version_marks(self._reading)

    def keep(self, versions: Sequence[Version]) -> None:
        """See base. What was interrupted is done again: what was kept all the same is found to be held."""
        kept = [dataclasses.replace(one, claims=adding.checked(one.report, one.claims)) for one in versions]
        names = {name for one in kept for name in (f"text {one.report.sha256}", f"report {one.report.id}")}

        def keep() -> None:
            with self._database.writing(*names) as connection:
                for one in kept:
                    transfer.keep(connection, self._database.search, one)

        again(keep)

    def keep_review(self, review: Review) -> bool:
        """See base."""
        with self._database.drawing() as connection:
            return transfer.keep_review(connection, review)

    def picture_rows(self) -> Iterator[PictureRow]:
        """See base."""
        with self._reading() as connection:
            yield from transfer.picture_rows(connection)

    def size_bytes(self) -> int:
        """See base."""
        with self._reading() as connection:
            return self._database.size_bytes(connection)

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._database.reading()


def _resolve(connection: Connection, key: str) -> str:
    """The one id that is `key` or begins with it."""
    ids: list[str] = list(connection.scalars(queries.id_like(key))) if key else []
    if key and not ids:
        ids = list(connection.scalars(queries.ids_like(key)))
    if not ids:
        raise NotFoundError(f"no report with the id {key!r} is held: look up its id in the list of reports")
    if len(ids) > 1:
        raise NotFoundError(f"more than one report has an id that begins with {key!r}: give more of it")
    return ids[0]


def _get(connection: Connection, key: str, version: int | None) -> Row[Any]:
    report_id = _resolve(connection, key)
    row = connection.execute(queries.report_version(report_id, version)).one_or_none()
    if row is None:
        raise NotFoundError(f"report {report_id} has no version {version}: ask for its list of versions")
    return row
