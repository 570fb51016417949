"""A store's rows as other stores know them: versions in their order, reviews as they stand, the picture by names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, or_, select, update

from reportedly.errors import ClaimFormatError, StoreError
from reportedly.model.report import Report
from reportedly.model.story import Review
from reportedly.stores import people, records
from reportedly.stores.carried import PicturePart, PictureRow, Version, VersionMark
from reportedly.stores.tables import changes, claims, origins, questions, report_contexts, reports, reviews, tellings

Reading = Callable[[], AbstractContextManager[Connection]]

_REPORTS = 200
_MARKS = 5_000
_ROWS = 2_000
"""Rows held at a time: some megabytes, whatever the store's size."""


def versions(reading: Reading, after: int) -> Iterator[Version]:
    """See Store. A transaction a batch, so that whoever takes them may write between two, or take their time."""
    last = _key_before(reading, after)
    while last is not None:
        with reading() as connection:
            found = select(reports).where(reports.c.pk > last).order_by(reports.c.pk).limit(_REPORTS)
            rows = connection.execute(found).all()
            claims_of = _claims_of(connection, [row.pk for row in rows])
        for row in rows:
            yield _version(row, claims_of.get(row.pk, ()))
        last = rows[-1].pk if rows else None


def _version(row: Row[Any], held: Sequence[str]) -> Version:
    try:
        return Version(report=records.report_from(row), claims=tuple(records.claim_from(text) for text in held))
    except ClaimFormatError as error:
        raise StoreError(
            f"a claim of report {row.report_id}, version {row.version}, cannot be read ({error}): put back a copy of it"
        ) from error


def version_marks(reading: Reading) -> Iterator[VersionMark]:
    """See Store."""
    columns = (reports.c.pk, reports.c.report_id, reports.c.version, reports.c.sha256)
    last: int | None = 0
    while last is not None:
        with reading() as connection:
            found = select(*columns).where(reports.c.pk > last).order_by(reports.c.pk).limit(_MARKS)
            rows = connection.execute(found).all()
        yield from (VersionMark(row.report_id, row.version, row.sha256) for row in rows)
        last = rows[-1].pk if rows else None


def _key_before(reading: Reading, after: int) -> int | None:
    """The key of the version before the first that is wanted; None where there are no more."""
    if after <= 0:
        return 0
    with reading() as connection:
        found = select(reports.c.pk).order_by(reports.c.pk).offset(after - 1).limit(1)
        key: int | None = connection.scalar(found)
        return key


def _claims_of(connection: Connection, report_pks: Sequence[int]) -> dict[int, list[str]]:
    """The JSON of the claims of these versions, in the order in which they were kept."""
    found: dict[int, list[str]] = {}
    columns = select(claims.c.report_pk, claims.c.json).where(claims.c.report_pk.in_(report_pks))
    for row in connection.execute(columns.order_by(claims.c.pk)):
        found.setdefault(row.report_pk, []).append(row.json)
    return found


def keep(connection: Connection, kept: Version) -> None:
    """Keep a version under its own id and number, or raise StoreError where that cannot be; nothing where it is
    held."""
    report = kept.report
    same = select(reports.c.report_id, reports.c.version, reports.c.sha256)
    named = (reports.c.report_id == report.id) & (reports.c.version == report.version)
    held = connection.execute(same.where(or_(named, reports.c.sha256 == report.sha256))).all()
    if [tuple(row) for row in held] == [(report.id, report.version, report.sha256)]:
        return
    last = connection.scalar(select(func.max(reports.c.version)).where(reports.c.report_id == report.id)) or 0
    if held or report.version != last + 1:
        raise StoreError(
            f"version {report.version} of report {report.id} has no place in this store, which holds other reports: "
            "copy into an empty one"
        )
    pk = records.insert_report(connection, report)
    records.insert_claims(connection, pk, report, _own(report, kept))


def _own(report: Report, kept: Version) -> Iterator[Any]:
    for claim in kept.claims:
        if (claim.report.id, claim.report.version) != (report.id, report.version):
            raise StoreError(f"claim {claim.id} names another report than {report.id}: run `reportedly store check`")
        yield claim


def keep_review(connection: Connection, review: Review) -> bool:
    """See Store."""
    row = connection.execute(select(reviews).where(reviews.c.id == review.id)).one_or_none()
    if row is None:
        connection.execute(insert(reviews), people.review_row(review))
    else:
        held = people.review_from(row)
        if held == review:
            return False
        if held.undone or people.review_row(held) | {"undone": 1} != people.review_row(review):
            raise StoreError(f"another review has the id {review.id} in this store: copy into an empty one")
        connection.execute(update(reviews).where(reviews.c.id == review.id).values(undone=1))
    people.to_be_drawn_anew(connection, review)
    return True


def picture_rows(connection: Connection) -> Iterator[PictureRow]:
    """See Store."""
    streaming = connection.execution_options(yield_per=_ROWS)
    for part, found, keys in _PARTS:
        for row in streaming.execute(found()):
            key = " ".join(str(getattr(row, name)) for name in keys).replace("\x1f", " ")
            try:
                content = _content(row, keys)
            except ValueError as error:
                raise StoreError(f"the {part} {key} cannot be read ({error}): draw the picture anew") from error
            yield PictureRow(part, key, content)


def _contexts() -> Select[Any]:
    joined = report_contexts.join(reports, reports.c.pk == report_contexts.c.report_pk)
    return select(reports.c.report_id, reports.c.version, report_contexts.c.json).select_from(joined)


def _tellings() -> Select[Any]:
    return select(*(column for column in tellings.c if column.name not in {"claim_pk", "report_pk"}))


def _changes() -> Select[Any]:
    joined = changes.outerjoin(tellings, tellings.c.claim_pk == changes.c.claim_pk)
    columns = (changes.c.origin_id, changes.c.kind, changes.c.before, changes.c.after, changes.c.published)
    return select(*columns, changes.c.json, tellings.c.sort_key).select_from(joined)


_PARTS: tuple[tuple[PicturePart, Callable[[], Select[Any]], tuple[str, ...]], ...] = (
    (PicturePart.CONTEXT, _contexts, ("report_id", "version")),
    (PicturePart.TELLING, _tellings, ("sort_key",)),
    (PicturePart.ORIGIN, lambda: select(origins), ("id",)),
    (PicturePart.QUESTION, lambda: select(questions), ("id",)),
    (PicturePart.CHANGE, _changes, ("origin_id", "kind", "sort_key")),
)
_JSON = frozenset({"json", "question"})


def _content(row: Row[Any], keys: Sequence[str]) -> str:
    """Every other column by its name. What is JSON is read, since a database may write it with other spaces."""
    values = {name: value for name, value in row._mapping.items() if name not in keys}  # noqa: SLF001 - its public way
    for name in _JSON.intersection(values):
        values[name] = None if values[name] is None else json.loads(values[name])
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
