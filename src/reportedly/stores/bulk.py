"""The whole picture written at once, for many reports: tellings first, then where each belongs, then what origins come
to.

Until the last step every report counts as not drawn in (its rules are `UNFINISHED`), so a run cut short is begun anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, select, update

from reportedly.model.claim import Claim
from reportedly.model.shelf import Change, Lead, Shelved, Summary
from reportedly.model.telling import Context, Telling, TellingKey
from reportedly.model.telling_json import context_from_json, context_to_json
from reportedly.stores.picture_rows import (
    KEY_COLUMNS,
    TELLING_COLUMNS,
    batches,
    insert_many,
    place_row,
    shelved_from,
    sort_key,
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
_REPORTS = 200
_PLACED = 50_000
_CHUNK = 2_000
_KEYS = 200_000
"""Rows a statement: some megabytes, whatever the store's size."""

_KEY_BITS, _PART_BITS, _PK_BITS = 63, 8, 40
_LARGEST_PK = (1 << _PK_BITS) - 1


class SqlWholePicture:
    """A `model.shelf.WholePicture`. Each step is a transaction of its own, so that none grows with the store."""

    def __init__(
        self, writing: Callable[[], AbstractContextManager[Connection]], engine: Engine, tidy: Callable[[], None]
    ) -> None:
        self._writing = writing
        self._tidy = tidy
        self._engine = engine
        self._drawn: dict[tuple[str, int], int] = {}
        self._contexts: list[tuple[Any, ...]] = []
        self._tellings: list[tuple[Any, ...]] = []
        self._claim_pks: dict[int, dict[str, int]] = {}
        self._keys = _Keys()
        self._summaries: list[Summary] = []
        self._changes: dict[str, Sequence[Change]] = {}

    def begin(self) -> int:
        """See `WholePicture`."""
        with self._writing() as connection:
            for table in (tellings, telling_keys, report_contexts, origins, questions, changes):
                connection.execute(delete(table))
            self._drawn = {(row.report_id, row.version): row.pk for row in connection.execute(latest_versions())}
        return len(self._drawn)

    def claims(self) -> Iterator[tuple[tuple[str, int], tuple[Claim, ...]]]:
        """See `WholePicture`. Whoever takes them may write between two."""
        for some in batches(list(self._drawn.items()), _REPORTS):
            with self._engine.connect() as connection:
                rows = connection.execute(claims_of_many([pk for _, pk in some])).all()
            read: dict[int, list[Any]] = {pk: [] for _, pk in some}
            for row in rows:
                read[row.report_pk].append(row)
            for key, pk in some:
                self._claim_pks[pk] = {row.claim_id: row.pk for row in read[pk]}
                yield key, tuple(claim_from(row.json) for row in read[pk])
        self._write()
        for some in _pieces(self._keys.in_order(), _KEYS):
            with self._writing() as connection:
                insert_many(connection, telling_keys, KEY_COLUMNS, some)

    def put(self, report: tuple[str, int], context: Context, shelved: Sequence[Shelved]) -> None:
        """See `WholePicture`."""
        pk = self._drawn[report]
        claim_pks = self._claim_pks.pop(pk)
        self._contexts.append((pk, UNFINISHED, context_to_json(context)))
        for one in shelved:
            row, keys = telling_rows(one, pk, claim_pks[one.telling.claim])
            self._tellings.append(row)
            self._keys.add(keys)
        if len(self._contexts) >= _REPORTS:
            self._write()

    def _write(self) -> None:
        with self._writing() as connection:
            insert_many(connection, report_contexts, ("report_pk", "rules", "json"), self._contexts)
            insert_many(connection, tellings, TELLING_COLUMNS, self._tellings)
        self._contexts, self._tellings = [], []

    def by_day(self) -> Iterator[Telling]:
        """See `WholePicture`."""
        with self._engine.connect() as connection:
            yield from by_day(connection)

    def place(self, places: Iterable[tuple[TellingKey, str, Lead | None]]) -> None:
        """See `WholePicture`."""
        for some in _pieces(places, _PLACED):
            with self._writing() as connection:
                place(connection, some)

    def by_origin(self) -> Iterator[tuple[str, tuple[Telling, ...]]]:
        """See `WholePicture`."""
        self._tidy()
        with self._engine.connect() as connection:
            yield from by_origin(connection)
        self._keep()

    def summarise(self, summary: Summary, changes: Sequence[Change]) -> None:
        """See `WholePicture`."""
        self._summaries.append(summary)
        if changes:
            self._changes[summary.origin] = changes
        if len(self._summaries) >= _CHUNK:
            self._keep()

    def _keep(self) -> None:
        with self._writing() as connection:
            shelf = SqlShelf(connection)
            shelf.summarise_new(self._summaries)
            shelf.change(self._changes)
        self._summaries, self._changes = [], {}

    def finish(self, rules: str) -> None:
        """See `WholePicture`."""
        with self._writing() as connection:
            SqlShelf(connection).name_questions()
            connection.execute(update(report_contexts).where(report_contexts.c.rules == UNFINISHED).values(rules=rules))
        self._tidy()


class _Keys:
    """Rows of `telling_keys` held back until all are there: written as they come, each would go to another page of a
    table that no cache holds. Sixteen bytes a row, in parts that are sorted one at a time."""

    def __init__(self) -> None:
        self._parts = [(array("q"), array("q")) for _ in range(1 << _PART_BITS)]

    def add(self, rows: Iterable[tuple[int, int, int]]) -> None:
        for key, day, claim_pk in rows:
            names, places = self._parts[key >> _KEY_BITS - _PART_BITS]
            names.append(key)
            places.append(day << _PK_BITS | claim_pk)

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


def by_day(connection: Connection) -> Iterator[Telling]:
    """Every telling, by its day."""
    contexts: dict[int, Context] = {}
    order = list(connection.scalars(select(tellings.c.claim_pk).order_by(tellings.c.day, tellings.c.sort_key)))
    for pks in batches(order, 500):
        rows = {row.claim_pk: row for row in connection.execute(select(tellings).where(tellings.c.claim_pk.in_(pks)))}
        wanted = {row.report_pk for row in rows.values()}
        contexts = {pk: context for pk, context in contexts.items() if pk in wanted}
        missing = sorted(wanted - contexts.keys())
        found = select(report_contexts).where(report_contexts.c.report_pk.in_(missing))
        contexts |= {row.report_pk: context_from_json(row.json) for row in connection.execute(found)}
        for pk in pks:
            yield shelved_from(rows[pk], contexts[rows[pk].report_pk]).telling


def place(connection: Connection, places: Sequence[tuple[TellingKey, str, Lead | None]]) -> None:
    """Write where these tellings belong."""
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    names = ", ".join(f"{name} = {mark}" for name in place_row("", None))
    moved = f"UPDATE tellings SET {names} WHERE claim_pk = {mark}"  # noqa: S608 - our own names
    for some in batches(places, 500):
        keys = [sort_key(key) for key, _, _ in some]
        held = select(tellings.c.sort_key, tellings.c.claim_pk).where(tellings.c.origin_id == "")
        pks = {row.sort_key: row.claim_pk for row in connection.execute(held.where(tellings.c.sort_key.in_(keys)))}
        rows = [(*place_row(origin, lead).values(), pks[sort_key(key)]) for key, origin, lead in some]
        connection.exec_driver_sql(moved, rows)


def _pieces(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


def by_origin(connection: Connection) -> Iterator[tuple[str, tuple[Telling, ...]]]:
    """Each origin with its tellings, by nearness."""
    contexts: dict[int, Context] = {}
    found = select(tellings).order_by(tellings.c.origin_id, tellings.c.nearness)
    for origin, rows in groupby(connection.execution_options(yield_per=_CHUNK).execute(found), _origin):
        held = list(rows)
        if len(contexts) > _MOST_CONTEXTS:
            contexts = {}
        # (A set less a dict's keys would go through all of the keys.)
        missing = sorted({row.report_pk for row in held if row.report_pk not in contexts})
        for some in batches(missing, 500):
            asked = select(report_contexts).where(report_contexts.c.report_pk.in_(some))
            contexts |= {row.report_pk: context_from_json(row.json) for row in connection.execute(asked)}
        yield origin, tuple(shelved_from(row, contexts[row.report_pk]).telling for row in held)


_MOST_CONTEXTS = 20_000


def _origin(row: Any) -> str:
    origin: str = row.origin_id
    return origin
