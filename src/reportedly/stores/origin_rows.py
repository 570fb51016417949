"""The origin of one claim: who else tells it, and what changed on the way. Every step goes by an index."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, func, select

from reportedly.model.plain import built
from reportedly.model.shelf import Change
from reportedly.model.story import Estimate, Question
from reportedly.model.telling import TellingKey
from reportedly.stores.base import DriftRow, OriginRow, ToldRow
from reportedly.stores.picture_rows import shelved_from
from reportedly.stores.pictures import change_from, changes_grouped, context_of, drift_rows
from reportedly.stores.queries import clean, is_version, page
from reportedly.stores.records import claim_from
from reportedly.stores.tables import changes, claims, origins, questions, report_contexts, reports, tellings


def origin_of(connection: Connection, key: TellingKey, limit: int | None, offset: int) -> OriginRow | None:
    """See Store.find_origin."""
    own = _telling(connection, key)
    if own is None:
        return None
    same = tellings.c.origin_id == own.origin_id
    others = and_(same, tellings.c.report_pk != own.report_pk)
    nearest = connection.execute(_told().where(same).order_by(tellings.c.nearness).limit(1)).one()
    listed = connection.execute(page(_told().where(others).order_by(tellings.c.nearness), limit, offset)).all()
    home = and_(same, tellings.c.report_pk == own.report_pk)
    at_home = connection.execute(select(func.count()).select_from(tellings).where(home)).scalar_one()
    summary = connection.execute(
        select(origins.c.claims, origins.c.reports, origins.c.json, questions.c.json.label("question"))
        .select_from(origins.outerjoin(questions, questions.c.id == origins.c.question_id))
        .where(origins.c.id == own.origin_id)
    ).one()
    shown = _changes(connection, own.origin_id, [own.claim_pk, nearest.claim_pk, *(row.claim_pk for row in listed)])
    return OriginRow(
        id=own.origin_id,
        own=_row(own, shown),
        nearest=_row(nearest, shown),
        echoes=tuple(_row(row, shown) for row in listed),
        echo_claims=summary.claims - at_home,
        claims=summary.claims,
        reports=summary.reports,
        question=built(Question, json.loads(summary.question)) if summary.question else None,
        estimate=built(Estimate, json.loads(summary.json)) if summary.json else None,
    )


def drift_of(connection: Connection, key: TellingKey, limit: int | None) -> Iterator[DriftRow]:
    """See Store.find_drift_of."""
    own = _telling(connection, key)
    if own is None:
        return
    grouped = changes_grouped().where(changes.c.origin_id == own.origin_id)
    least = select(func.min(tellings.c.nearness)).where(tellings.c.origin_id == own.origin_id)
    if own.nearness != connection.scalar(least):
        shown = changes.alias("shown")
        same = (getattr(shown.c, name) == getattr(changes.c, name) for name in ("origin_id", "kind", "before", "after"))
        grouped = grouped.where(exists(select(shown.c.claim_pk).where(*same, shown.c.claim_pk == own.claim_pk)))
    yield from drift_rows(connection, grouped, limit)


def _told() -> Select[Any]:
    joined = tellings.join(report_contexts, report_contexts.c.report_pk == tellings.c.report_pk)
    joined = joined.join(claims, claims.c.pk == tellings.c.claim_pk)
    return select(tellings, report_contexts.c.json.label("context"), claims.c.json.label("claim")).select_from(joined)


def _telling(connection: Connection, key: TellingKey) -> Row[Any] | None:
    report, version, claim = key
    held = (
        select(claims.c.pk)
        .join(reports, reports.c.pk == claims.c.report_pk)
        .where(reports.c.report_id == clean(report), is_version(version), claims.c.claim_id == clean(claim))
    )
    return connection.execute(_told().where(tellings.c.claim_pk.in_(held))).one_or_none()


def _changes(connection: Connection, origin: str, claim_pks: list[int]) -> dict[int, list[Change]]:
    found: defaultdict[int, list[Change]] = defaultdict(list)
    shown = select(changes).where(changes.c.origin_id == origin, changes.c.claim_pk.in_(claim_pks))
    for row in connection.execute(shown.order_by(changes.c.kind)):
        found[row.claim_pk].append(change_from(row))
    return found


def _row(row: Row[Any], shown: dict[int, list[Change]]) -> ToldRow:
    return ToldRow(
        telling=shelved_from(row, context_of(row.context)).telling,
        claim=claim_from(row.claim),
        changes=tuple(shown.get(row.claim_pk, ())),
    )
