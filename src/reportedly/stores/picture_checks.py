"""Comparing the picture that a store keeps with what it was drawn from: nothing in it may refer to what is not there.

That reports are not drawn in yet is no fault, nor that a run which draws all anew was cut short: until it has ended,
only what it has written so far is compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from reportedly.errors import StoreError
from reportedly.model.finding import Member
from reportedly.model.plain import built
from reportedly.model.story import Estimate
from reportedly.model.telling import TellingKey
from reportedly.stores import people
from reportedly.stores.base import Problem
from reportedly.stores.bulk import UNFINISHED
from reportedly.stores.picture_rows import batches, hashed, key_from, key_of, question_row, shelved_from, sort_key
from reportedly.stores.pictures import context_of
from reportedly.stores.tables import (
    changes,
    claims,
    origins,
    questions,
    report_contexts,
    reports,
    telling_keys,
    tellings,
)

NAMED = 20
"""Of one kind of fault so many are named; the rest is counted."""
_ROWS = 500
_BITS = (1 << 64) - 1
_UNREADABLE = (KeyError, IndexError, TypeError, ValueError, AttributeError)
"""What reading JSON raises that is not the value it should be."""


def problems(connection: Connection) -> Iterator[Problem]:
    """Everything wrong in the picture and in what people keep."""
    yield from _people(connection)
    yield from _told(connection, _orphans())
    cut_short = select(report_contexts.c.report_pk).where(report_contexts.c.rules == UNFINISHED).limit(1)
    if connection.scalar(cut_short) is not None:
        return
    yield from _told(connection, _links())
    yield from _counts(connection)
    yield from _few(_of_tellings(connection), "tellings")
    yield from _keys(connection)
    yield from _few(_of_origins(connection), "origins")
    yield from _few(_of_questions(connection), "questions")
    yield from _few(_of_changes(connection), "changes")


def _people(connection: Connection) -> Iterator[Problem]:
    for read in (people.find_stories, partial(people.find_reviews, undone=True)):
        try:
            read(connection)
        except StoreError as error:
            yield Problem(sentence=str(error))


_Found = tuple[str, Select[Any]]
"""A sentence, and a select of `name`: what it is true of."""


def _without(name: ColumnElement[Any], link: ColumnElement[Any], there: ColumnElement[Any]) -> Select[Any]:
    """The names of the rows whose `link` is in no row's `there`."""
    return select(name.label("name")).where(link.is_not(None), link.not_in(select(there)))


def _orphans() -> tuple[_Found, ...]:
    wrong = tellings.join(claims, claims.c.pk == tellings.c.claim_pk)
    apart = select(tellings.c.sort_key.label("name")).select_from(wrong)
    return (
        (
            "a report is drawn in that is not held",
            _without(report_contexts.c.report_pk, report_contexts.c.report_pk, reports.c.pk),
        ),
        ("a telling is of a claim that is not held", _without(tellings.c.sort_key, tellings.c.claim_pk, claims.c.pk)),
        ("a telling is of another report than its claim", apart.where(claims.c.report_pk != tellings.c.report_pk)),
        (
            "a telling is of a report that is not drawn in",
            _without(tellings.c.sort_key, tellings.c.report_pk, report_contexts.c.report_pk),
        ),
    )


def _links() -> tuple[_Found, ...]:
    apart = select(changes.c.origin_id.label("name")).join(tellings, tellings.c.claim_pk == changes.c.claim_pk)
    elsewhere = or_(tellings.c.report_pk != changes.c.report_pk, tellings.c.origin_id != changes.c.origin_id)
    nearest = select(origins.c.id.label("name")).outerjoin(
        tellings, and_(tellings.c.origin_id == origins.c.id, tellings.c.sort_key == origins.c.nearest)
    )
    return (
        (
            "a telling is of an origin that is not there",
            _without(tellings.c.sort_key, tellings.c.origin_id, origins.c.id),
        ),
        (
            "a telling follows one that is not there",
            _without(tellings.c.sort_key, tellings.c.lead_key, tellings.c.sort_key),
        ),
        ("an origin is told by nobody", _without(origins.c.id, origins.c.id, tellings.c.origin_id)),
        ("the telling nearest to an origin is not one of its own", nearest.where(tellings.c.claim_pk.is_(None))),
        (
            "an origin answers a question that is not there",
            _without(origins.c.id, origins.c.question_id, questions.c.id),
        ),
        ("a question is answered by no origin", _unanswered()),
        (
            "a change is of an origin that is not there",
            _without(changes.c.origin_id, changes.c.origin_id, origins.c.id),
        ),
        (
            "a change is of a claim that tells nothing",
            _without(changes.c.origin_id, changes.c.claim_pk, tellings.c.claim_pk),
        ),
        ("a change is of another report or origin than its claim", apart.where(elsewhere)),
    )


def _unanswered() -> Select[Any]:
    answered = select(origins.c.question_id).where(origins.c.question_id.is_not(None))
    return select(questions.c.id.label("name")).where(questions.c.id.not_in(answered))


def _told(connection: Connection, found: Sequence[_Found]) -> Iterator[Problem]:
    for sentence, rows in found:
        named = (_of(sentence, str(name)) for name in connection.scalars(rows.order_by("name")))
        yield from _few(named, "")


def _of(sentence: str, name: str) -> Problem:
    """The sentence with what it is about: a telling's report and claim, or the id of something else."""
    if "\x1f" not in name:
        return Problem(sentence=f"{sentence}: {name}")
    report, version, claim = key_from(name)
    return Problem(sentence=sentence, report_id=report, version=version, claim_id=claim)


def _few(found: Iterator[Problem], what: str) -> Iterator[Problem]:
    """The first; how many more."""
    more = 0
    for number, problem in enumerate(found):
        if number < NAMED:
            yield problem
        else:
            more += 1
    if more:
        yield Problem(sentence=f"... and {more:,} more {what}".rstrip() + " of which such is true")


def _counts(connection: Connection) -> Iterator[Problem]:
    told = (
        select(
            tellings.c.origin_id,
            func.count().label("claims"),
            func.count(tellings.c.report_pk.distinct()).label("reports"),
        )
        .group_by(tellings.c.origin_id)
        .subquery()
    )
    odd = select(origins.c.id.label("name")).join(told, told.c.origin_id == origins.c.id)
    wrong = odd.where(or_(told.c.claims != origins.c.claims, told.c.reports != origins.c.reports))
    yield from _told(connection, (("an origin does not count the claims and reports that tell it", wrong),))


def _of_tellings(connection: Connection) -> Iterator[Problem]:
    """Each is named by its claim, and can be read."""
    joined = tellings.join(claims, claims.c.pk == tellings.c.claim_pk).join(reports, reports.c.pk == claims.c.report_pk)
    joined = joined.join(report_contexts, report_contexts.c.report_pk == tellings.c.report_pk)
    columns = (reports.c.report_id, reports.c.version, claims.c.claim_id, report_contexts.c.json.label("context"))
    found = select(tellings, *columns).select_from(joined).order_by(tellings.c.report_pk)
    for row in connection.execution_options(yield_per=_ROWS).execute(found):
        where = {"report_id": row.report_id, "version": row.version, "claim_id": row.claim_id}
        if row.sort_key != sort_key((row.report_id, row.version, row.claim_id)):
            yield Problem(sentence="a telling bears another name than its claim", **where)
            continue
        try:
            shelved_from(row, context_of(row.context))
        except _UNREADABLE as error:
            yield Problem(sentence=f"a telling cannot be read ({error}): draw the picture anew", **where)


def _keys(connection: Connection) -> Iterator[Problem]:
    """The keys that tellings are compared by are all there, and no others. Added up, in whatever order: a sum of each,
    so that none need be looked up."""
    due = held = 0
    streaming = connection.execution_options(yield_per=_ROWS)
    for row in streaming.execute(select(tellings.c.claim_pk, tellings.c.day, tellings.c.key_names)):
        names = {hashed(name) for name in row.key_names.split("\x1f")} if row.key_names else ()
        due += sum(hash((name, row.day, row.claim_pk)) & _BITS for name in names)
    for row in streaming.execute(select(telling_keys)):
        held += hash((row.key, row.day, row.claim_pk)) & _BITS
    if due != held:
        yield Problem(sentence="the keys that tellings are compared by are not those of the tellings")


def _of_origins(connection: Connection) -> Iterator[Problem]:
    """The columns say what the estimate and the question say, and the claims that are cited are held."""
    for rows in _some(connection, select(origins).order_by(origins.c.id)):
        cited: dict[str, set[TellingKey]] = {}
        for row in rows:
            try:
                estimate = None if row.json is None else built(Estimate, json.loads(row.json))
                question = None if row.question is None else question_row(row.question)
            except _UNREADABLE as error:
                yield Problem(sentence=f"an origin cannot be read ({error}): {row.id}")
                continue
            if _columns(row) != _due(estimate, question):
                yield Problem(sentence=f"the columns of an origin do not say what its estimate says: {row.id}")
            if estimate is not None:
                cited[row.id] = {(one.report, one.version, one.claim) for one in estimate.citations}
        held = _held(connection, set().union(*cited.values()) if cited else set())
        for origin, keys in cited.items():
            for key in sorted(keys - held):
                yield _of(f"the origin {origin} cites a claim that is not held", sort_key(key))


def _columns(row: Row[Any]) -> tuple[Any, ...]:
    return row.question_id, row.party, row.as_of


def _due(estimate: Estimate | None, question: dict[str, Any] | None) -> tuple[Any, ...]:
    """What the columns of an origin should say."""
    counts = estimate is not None and estimate.origin.counts
    return (
        None if question is None else question["id"],
        estimate.origin.party if estimate is not None and counts else None,
        None if estimate is None else estimate.as_of,
    )


def _held(connection: Connection, keys: set[TellingKey]) -> set[TellingKey]:
    """Those of these claims that are held."""
    found: set[TellingKey] = set()
    columns = select(reports.c.report_id, reports.c.version, claims.c.claim_id)
    joined = columns.join_from(claims, reports, reports.c.pk == claims.c.report_pk)
    for some in batches(sorted({claim for _, _, claim in keys}), _ROWS):
        rows = connection.execute(joined.where(claims.c.claim_id.in_(some)))
        found.update((row.report_id, row.version, row.claim_id) for row in rows)
    return found


def _of_questions(connection: Connection) -> Iterator[Problem]:
    """The columns say what the question says, and an origin puts it so."""
    for rows in _some(connection, select(questions).order_by(questions.c.id)):
        for row in rows:
            try:
                due = question_row(row.json)
            except _UNREADABLE as error:
                yield Problem(sentence=f"a question cannot be read ({error}): {row.id}")
                continue
            if dict(row._mapping) != due:  # noqa: SLF001 - SQLAlchemy's public way to a row's names
                yield Problem(sentence=f"the columns of a question do not say what it says: {row.id}")


def _of_changes(connection: Connection) -> Iterator[Problem]:
    """Both claims of a change tell its origin; the second is the one that it is kept with."""
    columns = (changes.c.origin_id, changes.c.json, tellings.c.sort_key)
    joined = select(*columns).join_from(changes, tellings, tellings.c.claim_pk == changes.c.claim_pk)
    for rows in _some(connection, joined.order_by(changes.c.origin_id)):
        members: list[tuple[str, Member]] = []
        for row in rows:
            try:
                nearest, drifted = (built(Member, member) for member in json.loads(row.json))
            except _UNREADABLE as error:
                yield _of(f"a change of the origin {row.origin_id} cannot be read ({error})", row.sort_key)
                continue
            if key_of(drifted) != row.sort_key:
                yield _of(f"a change of the origin {row.origin_id} names another claim than its own", row.sort_key)
            members.append((row.origin_id, nearest))
        telling = _tell(connection, {(origin, key_of(nearest)) for origin, nearest in members})
        for origin, nearest in members:
            if (origin, key_of(nearest)) not in telling:
                yield _of(
                    f"a change of the origin {origin} goes back to a claim that does not tell it", key_of(nearest)
                )


def _tell(connection: Connection, wanted: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these origins and tellings that belong together."""
    found: set[tuple[str, str]] = set()
    columns = select(tellings.c.origin_id, tellings.c.sort_key)
    for some in batches(sorted(wanted), _ROWS // 5):
        pairs = (and_(tellings.c.origin_id == origin, tellings.c.sort_key == key) for origin, key in some)
        found.update((row.origin_id, row.sort_key) for row in connection.execute(columns.where(or_(*pairs))))
    return found


def _some(connection: Connection, found: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    """The rows, some at a time."""
    return connection.execution_options(yield_per=_ROWS).execute(found).partitions()
