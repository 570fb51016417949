"""Reading the picture: questions with their estimates, drift, and which reports are not drawn in yet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, distinct, false, func, or_, select

from reportedly.errors import NotFoundError
from reportedly.model.finding import FindingKind, Member, drift_id, drift_origin
from reportedly.model.plain import built
from reportedly.model.shelf import Change, Shelved
from reportedly.model.story import Estimate, Query, Question, Series
from reportedly.model.telling_json import context_from_json
from reportedly.stores.base import Drawn, DriftRow
from reportedly.stores.picture_rows import shelved_from
from reportedly.stores.queries import clean, is_latest
from reportedly.stores.records import folded
from reportedly.stores.tables import changes, claims, origins, questions, report_contexts, reports, tellings


def latest_versions() -> Select[Any]:
    """Every report's latest version, in the order they were added."""
    return select(reports.c.pk, reports.c.report_id, reports.c.version).where(is_latest()).order_by(reports.c.pk)


def undrawn(connection: Connection, rules: str) -> tuple[tuple[Drawn, ...], tuple[Drawn, ...]]:
    """What is to be taken out of the picture (replaced versions, other rules), and what is to be drawn in."""
    joined = report_contexts.join(reports, reports.c.pk == report_contexts.c.report_pk)
    old = select(reports.c.report_id, reports.c.version).select_from(joined)
    old = old.where(or_(~is_latest(), report_contexts.c.rules != rules))
    held = select(report_contexts.c.report_pk).where(report_contexts.c.rules == rules)
    new = select(reports.c.report_id, reports.c.version).where(is_latest(), reports.c.pk.not_in(held))
    return _drawn(connection, old), _drawn(connection, new.order_by(reports.c.pk))


def _drawn(connection: Connection, found: Select[Any]) -> tuple[Drawn, ...]:
    return tuple(Drawn(row.report_id, row.version) for row in connection.execute(found))


def reports_of_claim(connection: Connection, claim_id: str) -> tuple[Drawn, ...]:
    """The latest report versions that hold a claim."""
    joined = claims.join(reports, reports.c.pk == claims.c.report_pk)
    found = select(reports.c.report_id, reports.c.version).select_from(joined)
    return _drawn(connection, found.where(claims.c.claim_id == clean(claim_id), is_latest()))


def claim_ids(connection: Connection, beginning: str, limit: int) -> tuple[str, ...]:
    """See Store."""
    start = clean(beginning).strip()
    if not start:
        return ()
    joined = claims.join(reports, reports.c.pk == claims.c.report_pk)
    begins = func.substr(claims.c.claim_id, 1, len(start)) == start
    in_range = and_(claims.c.claim_id >= start, claims.c.claim_id < f"{start}\uffff")  # for the index
    found = select(claims.c.claim_id).select_from(joined).where(in_range, begins, is_latest()).distinct()
    return tuple(connection.scalars(found.order_by(claims.c.claim_id).limit(limit)))


def question(connection: Connection, question_id: str) -> Question:
    """See Store."""
    text = connection.scalar(select(questions.c.json).where(questions.c.id == clean(question_id)))
    if text is None:
        raise NotFoundError(
            f"no question with the id {question_id!r} is in the picture: see `reportedly picture --json`"
        )
    return built(Question, json.loads(text))


def related_to(connection: Connection, question: Question) -> tuple[Question, ...]:
    """See Store."""
    sides = ((questions.c.subject_key, question.subject_key), (questions.c.counterpart_key, question.counterpart_key))
    fits = (or_(column.is_(None), column == key) for column, key in sides if key is not None)
    acts = select(func.count()).where(origins.c.question_id == questions.c.id).scalar_subquery()
    found = select(questions.c.json).where(questions.c.measure == question.measure, *fits)
    ordered = connection.scalars(found.order_by(acts.desc(), questions.c.id))
    held = (built(Question, json.loads(text)) for text in ordered)
    return tuple(q for q in held if q.id != question.id and (q.within(question) or question.within(q)))


def party_ids(connection: Connection) -> tuple[str, ...]:
    """See Store."""
    found = select(origins.c.party).where(origins.c.party.is_not(None)).distinct().order_by(origins.c.party)
    return tuple(connection.scalars(found))


def series(
    connection: Connection, query: Query | None, *, limit: int | None, offset: int, estimates: int | None
) -> tuple[tuple[Series, ...], int]:
    """The biggest questions that the query gathers, each with its latest estimates; and how many there are in all."""
    conditions = _gathered(query or Query())
    asked = origins.c.question_id.is_not(None)
    if conditions:
        asked = origins.c.question_id.in_(select(questions.c.id).where(*conditions))
    counted = (
        select(
            origins.c.question_id,
            func.count(distinct(origins.c.party)).label("parties"),
            func.count().label("acts"),
            func.sum(origins.c.claims).label("claims"),
            func.sum(origins.c.reports).label("reports"),
        )
        .where(asked)
        .group_by(origins.c.question_id)
        .subquery()
    )
    found = select(questions.c.json, counted).join_from(counted, questions, questions.c.id == counted.c.question_id)
    total = connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    ordered = (
        found.order_by(
            questions.c.report.is_not(None),
            counted.c.parties.desc(),
            counted.c.acts.desc(),
            counted.c.claims.desc(),
            questions.c.measure,
            questions.c.id,
        )
        .limit(limit)
        .offset(offset)
    )
    return tuple(_series(connection, row, estimates) for row in connection.execute(ordered).all()), total


def one_series(connection: Connection, question_id: str, estimates: int | None) -> Series:
    """See Store.get_series."""
    asked = question(connection, question_id)
    counted = select(
        func.count(distinct(origins.c.party)).label("parties"),
        func.count().label("acts"),
        func.sum(origins.c.claims).label("claims"),
        func.sum(origins.c.reports).label("reports"),
    ).where(origins.c.question_id == asked.id)
    row = connection.execute(counted).one()
    return Series(
        question=asked,
        estimates=estimates_of(connection, asked.id, estimates),
        parties=row.parties,
        acts=row.acts,
        claims=row.claims,
        reports=row.reports,
    )


def _series(connection: Connection, row: Row[Any], most: int | None) -> Series:
    question = built(Question, json.loads(row.json))
    return Series(
        question=question,
        estimates=estimates_of(connection, question.id, most),
        parties=row.parties,
        acts=row.acts,
        claims=row.claims,
        reports=row.reports,
    )


def estimates_of(connection: Connection, question_id: str, most: int | None = None) -> tuple[Estimate, ...]:
    """What origins say to a question, oldest first; of many, the latest `most`."""
    found = select(origins.c.json).where(origins.c.question_id == question_id)
    latest = found.order_by(origins.c.as_of.desc().nulls_last(), origins.c.id).limit(most)
    estimates = (built(Estimate, json.loads(text)) for text in connection.scalars(latest))
    return tuple(sorted(estimates, key=lambda e: (e.as_of or "", e.origin.name, e.origin.id)))


def _gathered(query: Query) -> list[ColumnElement[bool]]:
    """Which questions a query gathers: by measure, by words in the names of its sides and place."""
    conditions: list[ColumnElement[bool]] = []
    if query.measure:
        conditions.append(questions.c.measure == clean(query.measure))
    for name in (*query.actors, *([query.place] if query.place else [])):
        conditions.append(_named(name))
    for word in (query.topic or "").split():
        conditions.append(or_(_named(word), questions.c.measure.contains(folded(word), autoescape=True)))
    return conditions


def _named(name: str) -> ColumnElement[bool]:
    words = folded(clean(name).strip())
    return questions.c.folded.contains(words, autoescape=True) if words else false()


def drift(
    kinds: Sequence[FindingKind],
    query: Query | None,
    *,
    party: str | None = None,
    outlet: str | None = None,
) -> Select[Any]:
    """`changes_grouped` under these conditions."""
    grouped = changes_grouped()
    if kinds:
        grouped = grouped.where(changes.c.kind.in_([str(kind) for kind in kinds]))
    if query is not None and (conditions := _gathered(query)):
        asked = select(questions.c.id).where(*conditions)
        grouped = grouped.where(changes.c.origin_id.in_(select(origins.c.id).where(origins.c.question_id.in_(asked))))
    if party is not None:
        grouped = grouped.where(changes.c.origin_id.in_(select(origins.c.id).where(origins.c.party == clean(party))))
    if outlet is not None:
        grouped = grouped.where(changes.c.report_pk.in_(select(reports.c.pk).where(reports.c.outlet == clean(outlet))))
    return grouped


def drift_counts(connection: Connection, query: Query | None) -> dict[FindingKind, int]:
    """See Store."""
    rows = drift((), query).subquery()
    counted = select(rows.c.kind, func.count()).group_by(rows.c.kind)
    return {FindingKind(kind): number for kind, number in connection.execute(counted)}


def changes_grouped() -> Select[Any]:
    """The changes of one origin and kind between the same words, with how many claims show each."""
    same = (changes.c.origin_id, changes.c.kind, changes.c.before, changes.c.after)
    return select(*same, func.count().label("shown")).group_by(*same)


def drift_rows(connection: Connection, grouped: Select[Any], most: int | None) -> Iterator[DriftRow]:
    """The rows of `changes_grouped`, those that most claims show first, with the first of their changes."""
    ordered = grouped.order_by(func.count().desc(), changes.c.origin_id, changes.c.kind, changes.c.before).limit(most)
    for row in connection.execute(ordered).all():
        yield _drift_row(connection, row)


def one_drift(connection: Connection, finding_id: str) -> DriftRow:
    """See Store.get_drift."""
    origin = clean(drift_origin(finding_id) or "")
    for row in connection.execute(changes_grouped().where(changes.c.origin_id == origin)).all():
        if drift_id(FindingKind(row.kind), origin, row.before, row.after) == finding_id:
            return _drift_row(connection, row)
    raise NotFoundError(f"no drift with the id {finding_id!r} is in the picture: look for it in the list of findings")


def _drift_row(connection: Connection, row: Row[Any]) -> DriftRow:
    return DriftRow(
        origin=row.origin_id,
        question=_question_of(connection, row.origin_id),
        changes=_changes(connection, row),
        claims=row.shown,
    )


def origin_tellings(connection: Connection, query: Query | None) -> Iterator[tuple[Shelved, ...]]:
    """The tellings of each origin, by nearness."""
    joined = tellings.join(report_contexts, report_contexts.c.report_pk == tellings.c.report_pk)
    found = select(tellings, report_contexts.c.json.label("context")).select_from(joined)
    if query is not None and (conditions := _gathered(query)):
        asked = select(origins.c.id).join(questions, questions.c.id == origins.c.question_id).where(*conditions)
        found = found.where(tellings.c.origin_id.in_(asked))
    rows = connection.execute(found.order_by(tellings.c.origin_id, tellings.c.nearness))
    for _, same in groupby(rows, key=lambda row: row.origin_id):
        yield tuple(shelved_from(row, context_of(row.context)) for row in same)


context_of = lru_cache(maxsize=1 << 12)(context_from_json)
_SHOWN = 12
"""Claims named with a change; the count of all stands beside them."""


def _changes(connection: Connection, row: Row[Any]) -> tuple[Change, ...]:
    same = and_(
        changes.c.origin_id == row.origin_id,
        changes.c.kind == row.kind,
        changes.c.before == row.before,
        changes.c.after == row.after,
    )
    found = select(changes.c.json).where(same).order_by(changes.c.published.nulls_last(), changes.c.claim_pk)
    return tuple(_change(row, text) for text in connection.scalars(found.limit(_SHOWN)))


def change_from(row: Row[Any]) -> Change:
    """The change that a row of `changes` keeps."""
    return _change(row, row.json)


def _change(row: Row[Any], text: str) -> Change:
    nearest, drifted = (built(Member, member) for member in json.loads(text))
    return Change(kind=FindingKind(row.kind), before=row.before, after=row.after, nearest=nearest, drifted=drifted)


def _question_of(connection: Connection, origin_id: str) -> str | None:
    found: str | None = connection.scalar(select(origins.c.question_id).where(origins.c.id == origin_id))
    return found
