"""Lists of claims and reports: found by their conditions, in an order that an index gives, counted as far as one reads.

Conditions on words and names give sets of claims. A small one is looked up claim by claim; a large one is asked about
each claim while an index is walked in the order that is wanted, so that the first page is there after a few claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from reportedly.stores.base import ClaimQuery, ClaimSort, Facets, ReportSort
from reportedly.stores.database import WordSearch
from reportedly.stores.queries import begins, clean, holds, is_latest, outlet_holds, page, text_order
from reportedly.stores.tables import claim_actors, claims, reports

_LARGE = 2_000
"""Claims from which walking an index is quicker than sorting: both take some ten milliseconds then."""
_HUGE = 50_000
"""Claims from which each claim is asked about the condition: so many keys take longer to gather than a page is worth,
and so frequent a condition is met soon."""


def claims_found(connection: Connection, search: WordSearch, query: ClaimQuery) -> Select[Any]:
    """The claims that satisfy `query`, as a way to find them that suits how many its words and names have."""
    conditions = [*_slots(query), *_days(query)]
    sets = _sets(connection, search, query)
    sizes = [_size(connection, one.keys) for one in sets]
    for one, size in zip(sets, sizes, strict=True):
        if size > _HUGE and one.holds is not None:
            conditions.append(one.holds)
        else:
            is_small = size == min(sizes) <= _LARGE
            key = claims.c.pk if is_small else claims.c.pk + 0  # an expression is looked up in no index
            conditions.append(key.in_(one.keys))
    if query.latest_versions_only:
        conditions.append(is_latest())
    return select(claims.c.json).select_from(_JOINED).where(*conditions)


def in_order(found: Select[Any], query: ClaimQuery) -> Select[Any]:
    """One page of `claims_found` in the order that `query` names."""
    kept = claims.c
    text = text_order()
    if query.sort is ClaimSort.SAID:
        order = [_turned(kept.day_to, query.descending), kept.report_pk.desc(), *text]
    elif query.sort is ClaimSort.MEASURE:
        order = [_turned(one, query.descending) for one in (kept.measure, kept.day_to, kept.report_pk, kept.pk)]
    else:
        by = kept.origin_name if query.sort is ClaimSort.ORIGIN else kept.low
        order = [_turned(one, query.descending) for one in (by, kept.pk)]
    return page(found.order_by(*order), query.limit, query.offset)


def count(connection: Connection, search: WordSearch, query: ClaimQuery, most: int | None) -> int:
    """How many claims satisfy `query`; counting ends with `most`."""
    found = page(claims_found(connection, search, query).with_only_columns(claims.c.pk), most, 0)
    return connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()


def facets(connection: Connection, search: WordSearch, query: ClaimQuery, most: int) -> Facets:
    """See Store. The newest `most` claims are looked at, and one more to see whether they are all."""
    found = claims_found(connection, search, query)
    columns = (claims.c.measure, claims.c.origin_name, reports.c.outlet, func.substr(claims.c.day_to, 1, 4))
    newest = ClaimQuery(limit=most + 1)
    rows = connection.execute(in_order(found.with_only_columns(*columns), newest)).all()
    measures, origins, outlets, years = (_counted(row[at] for row in rows[:most]) for at in range(len(columns)))
    return Facets(
        measures=measures,
        origins=origins,
        outlets=outlets,
        years=years,
        claims=min(len(rows), most),
        is_whole=len(rows) <= most,
    )


def reports_in_order(found: Select[Any], sort: ReportSort, *, descending: bool) -> Select[Any]:
    """`queries.report_rows` in the order of a column, then of adding."""
    kept = reports.c
    by: dict[ReportSort, ColumnElement[Any]] = {
        ReportSort.PUBLISHED: kept.recency if descending else func.nullif(kept.recency, ""),
        ReportSort.OUTLET: kept.outlet_folded,
        ReportSort.TITLE: kept.title,
        ReportSort.CLAIMS: found.selected_columns["claim_count"],
    }
    return found.order_by(None).order_by(_turned(by[sort], descending), _turned(kept.pk, descending))


_JOINED = claims.join(reports, claims.c.report_pk == reports.c.pk)


def _counted(values: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _turned(column: ColumnElement[Any], descending: bool) -> ColumnElement[Any]:  # noqa: FBT001
    return (column.desc() if descending else column.asc()).nulls_last()


def _slots(query: ClaimQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.measure:
        conditions.append(claims.c.measure == clean(query.measure))
    if query.has_quantity is not None:
        conditions.append(claims.c.has_quantity == int(query.has_quantity))
    return conditions


def _days(query: ClaimQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.since is not None:
        conditions.append(claims.c.day_to >= query.since.isoformat())
    if query.until is not None:
        conditions.append(claims.c.day_from <= query.until.isoformat())
    return conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """The claims that satisfy a condition: their keys, and the condition itself where a claim can be asked about it."""

    keys: Select[Any]
    holds: ColumnElement[bool] | None = None


def _size(connection: Connection, keys: Select[Any]) -> int:
    """How many, as far as it matters."""
    some = select(keys.subquery()).limit(_HUGE + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _sets(connection: Connection, search: WordSearch, query: ClaimQuery) -> list[_Set]:
    """One for each condition on words or names."""
    sets: list[_Set] = []
    if query.text is not None and query.text.strip():
        sets.append(_Set(keys=search.claims_with(connection, query.text)))
    if query.actor and query.actor.strip():
        sets.append(_with_actor(query.actor))
    if query.origin and query.origin.strip():
        sets.append(_with_actor(query.origin, claim_actors.c.is_origin == 1))
    if query.outlet and query.outlet.strip():
        sets.append(_of_reports(outlet_holds(query.outlet)))
    if query.report:
        key = clean(query.report)
        whole = exists(select(reports.c.pk.label("any")).where(reports.c.report_id == key).correlate(None))
        sets.append(_of_reports(or_(reports.c.report_id == key, and_(begins(key), ~whole))))
    return sets


def _of_reports(condition: ColumnElement[bool]) -> _Set:
    keys = select(claims.c.pk).where(claims.c.report_pk.in_(select(reports.c.pk).where(condition)))
    return _Set(keys=keys, holds=condition)


def _with_actor(part: str, *also: ColumnElement[bool]) -> _Set:
    """The names are few beside the claims that bear them: each is looked at once, going from name to name in the
    index."""
    folded = claim_actors.c.folded
    names = select(func.min(folded).label("name")).cte(recursive=True)
    following = select(func.min(folded)).where(folded > names.c.name).scalar_subquery()
    names = names.union_all(select(following).where(names.c.name.is_not(None)))
    bearing = select(names.c.name).where(holds(names.c.name, part))
    one = select(claim_actors.c.claim_pk).where(claim_actors.c.claim_pk == claims.c.pk, holds(folded, part), *also)
    return _Set(keys=select(claim_actors.c.claim_pk).where(folded.in_(bearing), *also), holds=exists(one))
