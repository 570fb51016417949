"""The whole picture written at once, for many reports: tellings first, then where each belongs, then what origins come
to.

Until the last step every report counts as not drawn in (its rules are `UNFINISHED`), so a run cut short is begun anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, select, update

from reportedly.model.shelf import Change, Lead, Piece, Shelved, Summary, Told
from reportedly.model.telling import Context, Telling, TellingKey
from reportedly.model.telling_json import context_from_json, context_to_json
from reportedly.stores.database import Database
from reportedly.stores.hands import hands, in_order
from reportedly.stores.picture_rows import (
    CHANGE_COLUMNS,
    KEY_COLUMNS,
    ORIGIN_COLUMNS,
    PLACE_COLUMNS,
    TELLING_COLUMNS,
    batches,
    change_row,
    insert_many,
    key_from,
    key_of,
    many,
    origin_row,
    place_row,
    shelved_from,
    telling_rows,
)
from reportedly.stores.pictures import latest_versions
from reportedly.stores.queries import text_order
from reportedly.stores.records import claim_from
from reportedly.stores.shelf import SqlShelf
from reportedly.stores.tables import (
    changes,
    claims,
    origins,
    questions,
    report_contexts,
    telling_keys,
    tellings,
)

UNFINISHED = "unfinished"
_Found = TypeVar("_Found")
_REPORTS = 100
_PLACED = 50_000
_CHUNK = 500
_KEYS = 200_000
"""Rows a statement: some megabytes, whatever the store's size."""

_BY_TWO = 1_000
"""Reports from which on two processes are quicker than one: some seconds' work."""
BARE = 500
"""Reports from which on the indexes are made when all is there. A run cut short leaves a store without them; so many
reports are drawn at once again (`workflow.picturing.MANY`), which makes them."""
_NOWHERE = "-" * 16
"""The origin of a telling that has none yet, as long as any: the row need not grow."""
_HEX = "0123456789abcdef"

_KEY_BITS, _PART_BITS, _PK_BITS = 63, 8, 40
_LARGEST_PK = (1 << _PK_BITS) - 1


@dataclass(slots=True)
class _Rows:
    """What some reports' claims come to, as rows; of keys the name and, in one number, day and claim."""

    contexts: list[tuple[Any, ...]] = field(default_factory=list)
    tellings: list[tuple[Any, ...]] = field(default_factory=list)
    names: array[int] = field(default_factory=lambda: array("q"))
    places: array[int] = field(default_factory=lambda: array("q"))


class SqlWholePicture:
    """A `model.shelf.WholePicture`. Each step is a transaction of its own, so that none grows with the store."""

    def __init__(self, writing: Callable[[], AbstractContextManager[Connection]], database: Database) -> None:
        self._writing = writing
        self._tidy = database.tidy
        self._engine = database.engine
        self._may_fork = database.may_fork
        self._reports: list[tuple[int, tuple[str, int]]] = []
        self._order = array("q")
        self._keys: list[TellingKey] = []
        self._is_large = False

    def begin(self) -> int:
        """See `WholePicture`."""
        with self._writing() as connection:
            for table in (tellings, telling_keys, report_contexts, origins, questions, changes):
                connection.execute(delete(table))
            rows = connection.execute(latest_versions())
            self._reports = [(row.pk, (row.report_id, row.version)) for row in rows]
            if len(self._reports) >= BARE:
                for index in tellings.indexes:
                    index.drop(connection, checkfirst=True)
        self._is_large = len(self._reports) >= _BY_TWO
        return len(self._reports)

    def tell(self, told: Told) -> Iterator[int]:
        """See `WholePicture`."""
        keys, done = _Keys(), 0
        for rows in self._by_hands(list(batches(self._reports, _REPORTS)), lambda some: self._told(some, told)):
            with self._writing() as connection:
                insert_many(connection, report_contexts, ("report_pk", "rules", "json"), rows.contexts)
                insert_many(connection, tellings, TELLING_COLUMNS, rows.tellings)
            keys.add(rows.names, rows.places)
            done += len(rows.contexts)
            yield done
        for some in _pieces(keys.in_order(), _KEYS):
            with self._writing() as connection:
                insert_many(connection, telling_keys, KEY_COLUMNS, some)

    def _told(self, some: Sequence[tuple[int, tuple[str, int]]], told: Told) -> _Rows:
        with self._engine.connect() as connection:
            found = connection.execute(claims_of_many([pk for pk, _ in some])).all()
        read: dict[int, list[Any]] = {pk: [] for pk, _ in some}
        for row in found:
            read[row.report_pk].append(row)
        rows = _Rows()
        for pk, own in read.items():
            claim_pks = {row.claim_id: row.pk for row in own}
            context, shelved = told([claim_from(row.json) for row in own])
            rows.contexts.append((pk, UNFINISHED, context_to_json(context)))
            for one in shelved:
                told_row, keys = telling_rows(one, pk, claim_pks[one.telling.claim], _NOWHERE)
                rows.tellings.append(told_row)
                rows.names.extend(key for key, _, _ in keys)
                rows.places.extend(day << _PK_BITS | claim_pk for _, day, claim_pk in keys)
        return rows

    def days(self) -> Sequence[int]:
        """See `WholePicture`."""
        days = array("q")
        ordered = select(tellings.c.claim_pk, tellings.c.day, tellings.c.sort_key)
        with self._engine.connect() as connection:
            for pk, day, key in connection.execute(ordered.order_by(tellings.c.day, tellings.c.sort_key)):
                self._order.append(pk)
                days.append(day)
                self._keys.append(key_from(key))
        return days

    def match(self, pieces: Iterable[Piece], found: Callable[[Piece, Iterator[Shelved]], _Found]) -> Iterator[_Found]:
        """See `WholePicture`."""

        def do(piece: Piece) -> _Found:
            with self._engine.connect() as connection:
                pks = [self._order[place] for places in (piece.held, piece.own) for place in places]
                return found(piece, in_this_order(connection, pks))

        return self._by_hands(list(pieces), do)

    def place(self, places: Callable[[Sequence[TellingKey]], Iterable[tuple[str, Lead | None]]]) -> None:
        """See `WholePicture`."""
        names = ", ".join(f"{name} = ?" for name in PLACE_COLUMNS)
        for some in _pieces(zip(self._order, places(self._keys), strict=True), _PLACED):
            rows = sorted((pk, *place_row(origin, lead).values()) for pk, (origin, lead) in some)
            with self._writing() as connection:
                moved = f"UPDATE tellings SET {names} WHERE claim_pk = ?"  # noqa: S608 - our own names
                many(connection, moved, [(*row[1:], row[0]) for row in rows])
        self._order, self._keys = array("q"), []
        with self._writing() as connection:
            for index in tellings.indexes:
                index.create(connection, checkfirst=True)

    def summarise(self, come_to: Callable[[str, tuple[Telling, ...]], tuple[Summary, Sequence[Change]]]) -> None:
        """See `WholePicture`."""
        self._tidy()

        def do(where: ColumnElement[bool]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
            with self._engine.connect() as connection:
                return origins_of(connection, where, come_to)

        for some, drifted in self._by_hands(_ranges(256 if self._is_large else 1), do):
            with self._writing() as connection:
                insert_many(connection, origins, ORIGIN_COLUMNS, some)
                insert_many(connection, changes, CHANGE_COLUMNS, drifted)

    def finish(self, rules: str) -> None:
        """See `WholePicture`."""
        with self._writing() as connection:
            SqlShelf(connection).name_questions()
            connection.execute(update(report_contexts).where(report_contexts.c.rules == UNFINISHED).values(rules=rules))
        self._tidy()

    def _by_hands(self, parts: Sequence[Any], do: Callable[[Any], Any]) -> Iterator[Any]:
        """No connection may lie in the pool when a process is forked: two would write to one file's handle."""
        number = hands() if self._is_large and self._may_fork else 1
        if number > 1:
            self._engine.dispose()
        return in_order(do, parts, number)


class _Keys:
    """Rows of `telling_keys` held back until all are there: written as they come, each would go to another page of a
    table that no cache holds. Sixteen bytes a row, in parts that are sorted one at a time."""

    def __init__(self) -> None:
        self._parts = [(array("q"), array("q")) for _ in range(1 << _PART_BITS)]

    def add(self, names: Iterable[int], places: Iterable[int]) -> None:
        parts = self._parts
        for key, place in zip(names, places, strict=True):
            part = parts[key >> _KEY_BITS - _PART_BITS]
            part[0].append(key)
            part[1].append(place)

    def in_order(self) -> Iterator[tuple[int, int, int]]:
        """All of them, once: they are let go of."""
        while self._parts:
            names, places = self._parts.pop(0)
            for key, place in sorted(zip(names, places, strict=True)):
                yield key, place >> _PK_BITS, place & _LARGEST_PK


def claims_of_many(report_pks: Sequence[int]) -> Select[Any]:
    """The claims of these report versions, each version's in text order."""
    columns = (claims.c.report_pk, claims.c.claim_id, claims.c.pk, claims.c.json)
    found = select(*columns).where(claims.c.report_pk.in_(report_pks))
    return found.order_by(claims.c.report_pk, *text_order())


def in_this_order(connection: Connection, claim_pks: Sequence[int]) -> Iterator[Shelved]:
    """The tellings of these claims, in their order."""
    contexts: dict[int, Context] = {}
    for pks in batches(claim_pks, _CHUNK):
        rows = {row.claim_pk: row for row in connection.execute(select(tellings).where(tellings.c.claim_pk.in_(pks)))}
        wanted = {row.report_pk for row in rows.values()}
        contexts = {pk: context for pk, context in contexts.items() if pk in wanted}
        _read(connection, contexts, sorted(wanted - contexts.keys()))
        for pk in pks:
            yield shelved_from(rows[pk], contexts[rows[pk].report_pk])


def _read(connection: Connection, contexts: dict[int, Context], report_pks: Sequence[int]) -> None:
    for some in batches(report_pks, _CHUNK):
        found = select(report_contexts).where(report_contexts.c.report_pk.in_(some))
        contexts |= {row.report_pk: context_from_json(row.json) for row in connection.execute(found)}


def _pieces(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


def _ranges(number: int) -> list[ColumnElement[bool]]:
    """Conditions that part the origins, whose ids are digests, into so many of about one size."""
    if number == 1:
        return [tellings.c.origin_id >= ""]
    starts = [f"{one}{other}" for one in _HEX for other in _HEX]
    return [
        and_(tellings.c.origin_id >= start, *([tellings.c.origin_id < end] if end else []))
        for start, end in zip(starts, [*starts[1:], ""], strict=True)
    ]


def origins_of(
    connection: Connection,
    where: ColumnElement[bool],
    come_to: Callable[[str, tuple[Telling, ...]], tuple[Summary, Sequence[Change]]],
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows of `origins` and of `changes` for the origins of the tellings that meet a condition."""
    contexts: dict[int, Context] = {}
    made: list[tuple[Any, ...]] = []
    drifted: list[tuple[Any, ...]] = []
    found = select(tellings).where(where).order_by(tellings.c.origin_id, tellings.c.nearness)
    for origin, same in groupby(connection.execution_options(yield_per=_CHUNK).execute(found), _origin):
        rows = list(same)
        if len(contexts) > _MOST_CONTEXTS:
            contexts = {}
        # (A set less a dict's keys would go through all of the keys.)
        _read(connection, contexts, sorted({row.report_pk for row in rows if row.report_pk not in contexts}))
        summary, told = come_to(origin, tuple(shelved_from(row, contexts[row.report_pk]).telling for row in rows))
        made.append(tuple(origin_row(summary).values()))
        if told:
            pks = {row.sort_key: (row.report_pk, row.claim_pk) for row in rows}
            drifted += (tuple(change_row(origin, one, *pks[key_of(one.drifted)]).values()) for one in told)
    return made, drifted


_MOST_CONTEXTS = 20_000


def _origin(row: Any) -> str:
    origin: str = row.origin_id
    return origin
