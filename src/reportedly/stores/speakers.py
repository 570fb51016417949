"""Who speaks, and who passes it on: the parties that estimates go back to, and the outlets that publish them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, distinct, func, select

from reportedly.model.finding import FindingKind
from reportedly.model.plain import built
from reportedly.model.story import Estimate
from reportedly.stores.base import OutletRow, PartyRow
from reportedly.stores.queries import clean, is_latest, total
from reportedly.stores.tables import changes, origins, reports, tellings


def parties(connection: Connection) -> tuple[PartyRow, ...]:
    """See Store."""
    found = _parties(origins.c.party.is_not(None))
    return tuple(sorted(map(_party, connection.execute(found)), key=lambda row: (-row.acts, row.name, row.id)))


def parties_of_outlet(connection: Connection, outlet: str) -> tuple[tuple[PartyRow, int], ...]:
    """See Store."""
    joined = tellings.join(reports, reports.c.pk == tellings.c.report_pk)
    told = select(tellings.c.origin_id).select_from(joined).where(reports.c.outlet == clean(outlet))
    passed_on = (
        select(origins.c.party, func.count().label("acts"))
        .where(origins.c.id.in_(told), origins.c.party.is_not(None))
        .group_by(origins.c.party)
    )
    acts = {row.party: row.acts for row in connection.execute(passed_on)}
    rows = map(_party, connection.execute(_parties(origins.c.party.in_(tuple(acts)))))
    return tuple(sorted(((row, acts[row.id]) for row in rows), key=lambda one: (-one[1], one[0].name, one[0].id)))


def _parties(which: ColumnElement[bool]) -> Select[Any]:
    counted = (
        select(
            origins.c.party,
            func.min(origins.c.id).label("one"),
            func.count().label("acts"),
            total(origins.c.claims).label("claims"),
            func.count(distinct(origins.c.question_id)).label("questions"),
            func.min(origins.c.as_of).label("first"),
            func.max(origins.c.as_of).label("last"),
        )
        .where(which)
        .group_by(origins.c.party)
        .subquery()
    )
    return select(counted, origins.c.json).join(origins, origins.c.id == counted.c.one)


def _party(row: Row[Any]) -> PartyRow:
    return PartyRow(
        id=row.party,
        name=_party_name(row.json),
        acts=row.acts,
        claims=row.claims,
        questions=row.questions,
        first=row.first,
        last=row.last,
    )


def _party_name(estimate: str) -> str:
    origin = built(Estimate, json.loads(estimate)).origin
    return origin.party_name or origin.name


def estimates_of_party(connection: Connection, party: str, limit: int | None, offset: int) -> tuple[Estimate, ...]:
    """See Store."""
    found = select(origins.c.json).where(origins.c.party == clean(party))
    latest = found.order_by(origins.c.as_of.desc().nulls_last(), origins.c.id).limit(limit).offset(offset)
    return tuple(built(Estimate, json.loads(text)) for text in connection.scalars(latest))


def outlets(connection: Connection) -> tuple[OutletRow, ...]:
    """See Store."""
    drift: defaultdict[str, list[tuple[FindingKind, int]]] = defaultdict(list)
    for outlet, kind, number in connection.execute(_drifted()):
        drift[outlet].append((FindingKind(kind), number))
    nearest, relays = (_counted(connection, found) for found in (_nearest(), _relays()))
    published = (
        select(
            reports.c.outlet,
            func.count().label("reports"),
            func.min(reports.c.published).label("first"),
            func.max(reports.c.published).label("last"),
        )
        .where(reports.c.outlet.is_not(None), is_latest())
        .group_by(reports.c.outlet)
    )
    rows = (
        OutletRow(
            name=row.outlet,
            reports=row.reports,
            first=row.first,
            last=row.last,
            nearest=nearest.get(row.outlet, 0),
            relays=relays.get(row.outlet, 0),
            drift=tuple(sorted(drift[row.outlet], key=lambda one: (-one[1], one[0]))),
        )
        for row in connection.execute(published)
    )
    return tuple(sorted(rows, key=lambda row: (-row.reports, row.name)))


def _counted(connection: Connection, found: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(found)}


_home = tellings.alias("home")
_of_home = and_(_home.c.origin_id == origins.c.id, _home.c.sort_key == origins.c.nearest, _home.c.anchored == 1)
"""The telling nearest to an origin of somebody named: only with such a one are others compared."""


def _nearest() -> Select[Any]:
    """By outlet: how many acts that other reports tell too its report stands nearest to."""
    joined = origins.join(_home, _of_home).join(reports, reports.c.pk == _home.c.report_pk)
    found = select(reports.c.outlet, func.count()).select_from(joined)
    return found.where(origins.c.reports > 1, reports.c.outlet.is_not(None)).group_by(reports.c.outlet)


def _relays() -> Select[Any]:
    """By outlet: in how many of its reports an act is told that another report stands nearer to."""
    joined = origins.join(_home, _of_home)
    joined = joined.join(tellings, tellings.c.origin_id == origins.c.id)
    joined = joined.join(reports, reports.c.pk == tellings.c.report_pk)
    found = select(origins.c.id, reports.c.pk, reports.c.outlet).select_from(joined).distinct()
    relays = found.where(origins.c.reports > 1, _elsewhere(tellings.c.report_pk)).subquery()
    return select(relays.c.outlet, func.count()).group_by(relays.c.outlet)


def _drifted() -> Select[Any]:
    """By outlet and kind: how many of these show such a change."""
    joined = changes.join(origins, origins.c.id == changes.c.origin_id).join(_home, _of_home)
    joined = joined.join(reports, reports.c.pk == changes.c.report_pk)
    found = select(origins.c.id, reports.c.pk, reports.c.outlet, changes.c.kind).select_from(joined).distinct()
    drifted = found.where(_elsewhere(changes.c.report_pk)).subquery()
    return select(drifted.c.outlet, drifted.c.kind, func.count()).group_by(drifted.c.outlet, drifted.c.kind)


def _elsewhere(report_pk: ColumnElement[int]) -> ColumnElement[bool]:
    return and_(report_pk != _home.c.report_pk, reports.c.outlet.is_not(None))
