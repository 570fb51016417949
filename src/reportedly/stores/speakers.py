"""Who speaks, and who passes it on: the parties that estimates go back to, and the outlets that publish them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Select, distinct, func, select

from reportedly.model.finding import FindingKind
from reportedly.model.plain import built
from reportedly.model.story import Estimate
from reportedly.stores.base import OutletRow, PartyRow
from reportedly.stores.queries import clean, is_latest
from reportedly.stores.tables import changes, origins, reports, tellings


def parties(connection: Connection) -> tuple[PartyRow, ...]:
    """See Store."""
    counted = (
        select(
            origins.c.party,
            func.min(origins.c.id).label("one"),
            func.count().label("acts"),
            func.sum(origins.c.claims).label("claims"),
            func.count(distinct(origins.c.question_id)).label("questions"),
            func.min(origins.c.as_of).label("first"),
            func.max(origins.c.as_of).label("last"),
        )
        .where(origins.c.party.is_not(None))
        .group_by(origins.c.party)
        .subquery()
    )
    found = select(counted, origins.c.json).join(origins, origins.c.id == counted.c.one)
    rows = (
        PartyRow(
            id=row.party,
            name=_party_name(row.json),
            acts=row.acts,
            claims=row.claims,
            questions=row.questions,
            first=row.first,
            last=row.last,
        )
        for row in connection.execute(found)
    )
    return tuple(sorted(rows, key=lambda row: (-row.acts, row.name, row.id)))


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
    for outlet, kind, number in connection.execute(_changed()):
        drift[outlet].append((FindingKind(kind), number))
    echoes = {row.outlet: row.echoes for row in connection.execute(_echoes())}
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
            echoes=echoes.get(row.outlet, 0),
            drift=tuple(sorted(drift[row.outlet], key=lambda one: (-one[1], one[0]))),
        )
        for row in connection.execute(published)
    )
    return tuple(sorted(rows, key=lambda row: (-row.reports, row.name)))


def _changed() -> Select[Any]:
    """By outlet and kind: in how many claims that it passed on something changed."""
    joined = changes.join(reports, reports.c.pk == changes.c.report_pk)
    found = select(reports.c.outlet, changes.c.kind, func.count(distinct(changes.c.claim_pk))).select_from(joined)
    return found.where(reports.c.outlet.is_not(None)).group_by(reports.c.outlet, changes.c.kind)


def _echoes() -> Select[Any]:
    """By outlet: how many claims it tells of which another telling stands nearer to the origin."""
    joined = tellings.join(origins, origins.c.id == tellings.c.origin_id)
    joined = joined.join(reports, reports.c.pk == tellings.c.report_pk)
    found = select(reports.c.outlet, func.count().label("echoes")).select_from(joined)
    echo = (origins.c.claims > 1, tellings.c.sort_key != origins.c.nearest, reports.c.outlet.is_not(None))
    return found.where(*echo).group_by(reports.c.outlet)
