"""Questions to the tables, as SQLAlchemy Core selects that any database answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, cast, exists, false, func, or_, select

from reportedly.model.report import Span
from reportedly.stores.base import StoreCounts
from reportedly.stores.records import folded
from reportedly.stores.tables import claim_spans, claims, report_contexts, reports, reviews, stories

_MAX_NEEDLE = 1_000
"""Characters of a part of a name: no name is longer, and SQLite refuses patterns beyond 50,000 bytes."""

_MAX_ROWS = 2**31 - 1
"""More rows than any answer has; a larger limit or offset would not fit the database's integers."""


_UNDER_WAY = 1_000
"""More reports than are ever being added at one moment."""


def is_latest() -> ColumnElement[bool]:
    """No later version of the same report is held: asked each time, so that it cannot fall out of step."""
    newer = reports.alias("newer")
    return ~exists(
        select(newer.c.pk).where(newer.c.report_id == reports.c.report_id, newer.c.version > reports.c.version)
    )


def clean(text: str) -> str:
    """`text` as a database can take it: half a surrogate pair becomes "?", NUL a space."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")


def id_like(key: str) -> Select[Any]:
    """The report id that is `key`."""
    return select(reports.c.report_id).where(reports.c.report_id == clean(key)).limit(1)


def ids_like(key: str) -> Select[Any]:
    """At most two report ids that begin with `key`: enough to tell none, one and several. Goes through all of them."""
    return select(reports.c.report_id).where(begins(clean(key))).distinct().order_by(reports.c.report_id).limit(2)


def report_version(report_id: str, version: int | None) -> Select[Any]:
    """The whole row of one version, the latest unless told."""
    found = select(reports).where(reports.c.report_id == report_id)
    return found.where(is_latest() if version is None else is_version(version))


def is_version(version: int) -> ColumnElement[bool]:
    """It is this version; of a number beyond the database's integers none is."""
    return reports.c.version == max(-_MAX_ROWS, min(version, _MAX_ROWS))


def held_version(report_id: str, url: str | None) -> Select[Any]:
    """Id and latest version of the report known by this id, else of the one held under this very url."""
    known = reports.c.report_id == report_id
    where = known if url is None else or_(known, reports.c.url == url)
    ordered = select(reports.c.report_id, reports.c.version).where(where, is_latest())
    return ordered.order_by((reports.c.report_id != report_id), reports.c.pk.desc()).limit(1)


def report_rows() -> Select[Any]:
    """Lines for a list of reports, in the order that Store.find_reports promises."""
    kept = reports.c
    count = select(func.count()).where(claims.c.report_pk == kept.pk).scalar_subquery().label("claim_count")
    columns = (kept.report_id, kept.version, kept.url, kept.outlet, kept.title, kept.published, kept.retrieved)
    return select(*columns, kept.language, kept.sha256, count).order_by(kept.recency.desc(), kept.pk.desc())


def outlet_holds(part: str) -> ColumnElement[bool]:
    """The outlet's name contains `part`."""
    return holds(reports.c.outlet_folded, part)


def published_within(since: date | None, until: date | None) -> tuple[ColumnElement[bool], ...]:
    """Published on one of these days, both inclusive."""
    day = reports.c.published_day
    after = () if since is None else (day >= since.isoformat(),)
    return after if until is None else (*after, day <= until.isoformat())


def claims_of(report_pk: int) -> Select[Any]:
    """The claims of one version in text order."""
    return select(claims).where(claims.c.report_pk == report_pk).order_by(*text_order())


def spans_of(report_pk: int, within: Span | None) -> Select[Any]:
    """The spans of one version in text order; only those that share a character with `within`."""
    start, end = claim_spans.c.span_start, claim_spans.c.span_end
    found = (
        select(claims.c.claim_id, claim_spans)
        .join_from(claim_spans, claims, claim_spans.c.claim_pk == claims.c.pk)
        .where(claims.c.report_pk == report_pk)
        .order_by(start, end, claims.c.claim_id, claim_spans.c.slot, claim_spans.c.position)
    )
    return found if within is None else found.where(start < within.end, end > within.start)


def page(found: Select[Any], limit: int | None, offset: int) -> Select[Any]:
    """At most `limit` rows after the first `offset`."""
    return found.limit(_MAX_ROWS if limit is None else min(limit, _MAX_ROWS)).offset(min(offset, _MAX_ROWS))


def counts() -> Select[Any]:
    """One row with the fields of StoreCounts."""
    newer = reports.alias("newer")
    same = and_(newer.c.report_id == reports.c.report_id, newer.c.version > reports.c.version)
    replaced = select(reports.c.pk).join(newer, same)  # few, and asked for once: most reports are never edited
    latest = claims.c.report_pk.not_in(replaced)
    parts = {
        "reports": select(func.count(reports.c.report_id.distinct())),
        "versions": select(func.count()).select_from(reports),
        "claims": select(func.count()).select_from(claims).where(latest),
        "origins": select(func.count(claims.c.origin_key.distinct())).where(latest),
    }
    return select(*(parts[name].scalar_subquery().label(name) for name in StoreCounts.__slots__))


def revision() -> Select[Any]:
    """One row that is another after every change: rows are only ever added to these tables, contexts apart, which come
    and go with the reports that are drawn in, and reviews, which are marked as taken back.

    Of several writers one may keep a row after another kept one with a higher key: the last are counted, too."""
    drawn = select(func.count()).select_from(report_contexts)
    last_drawn = select(func.max(report_contexts.c.report_pk))
    undone = select(total(reviews.c.undone))
    last = select(func.max(reports.c.pk)).scalar_subquery()
    parts = (
        *(select(func.max(table.c.pk)) for table in (reports, reviews)),
        select(func.count()).select_from(reports).where(reports.c.pk > last - _UNDER_WAY),
        *(
            select(func.count()).select_from(reviews),
            drawn,
            last_drawn,
            undone,
            select(func.count()).select_from(stories),
        ),
    )
    return select(*(part.scalar_subquery() for part in parts))


def holds(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Whether the folded words of the column hold `part`, case and accents aside."""
    needle = folded(clean(part).strip())
    return column.contains(needle, autoescape=True) if len(needle) <= _MAX_NEEDLE else false()


def begins(key: str) -> ColumnElement[bool]:
    """The report's id begins so."""
    return starts(reports.c.report_id, key)


def starts(column: ColumnElement[str], key: str) -> ColumnElement[bool]:
    """Compared exactly: LIKE takes letter case for nothing on one database and for something on another."""
    return func.substr(column, 1, len(key)) == key


def total(column: ColumnElement[int]) -> ColumnElement[int]:
    """The sum, as a whole number: PostgreSQL makes a decimal of it."""
    return cast(func.sum(column), BigInteger)


def text_order() -> tuple[ColumnElement[Any], ...]:
    """Of claims of one report."""
    return claims.c.span_start, claims.c.span_end, claims.c.claim_id
