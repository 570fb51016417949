"""All that is PostgreSQL's own: addresses, locks, transactions, what its errors mean. (Its full text is in
postgresql_search.)

Reading sees one snapshot (REPEATABLE READ). Writing sees what others committed before each statement (READ COMMITTED)
and takes advisory locks, held until the transaction ends: writers of one report wait for one another and all others go
on; who draws into the picture is alone, for it reads what it is about to change. So nothing here fails to serialise;
what is interrupted all the same (a server restarted, a deadlock) is StoreInterrupted, and `retrying` says who tries
again. https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from reportedly.errors import StoreError, StoreForeign, StoreInterrupted, StoreNewer, StoreUnwritable
from reportedly.stores import postgresql_search, schema
from reportedly.stores.base import Problem
from reportedly.stores.database import WordSearch
from reportedly.stores.locations import shown
from reportedly.stores.postgresql_search import PostgresqlWords
from reportedly.stores.retrying import again

LOCK_TIMEOUT_S = 30.0
"""How long to wait for another writer, as on SQLite."""
_CONNECT_TIMEOUT_S = 10

MARK = "store of Reportedly"
"""The comment on the table of revisions that marks a database as ours; a dump keeps it."""

_OURS = 0x52507464
"""The first number of our advisory locks ("RPtd" in ASCII), so that other programs' are others."""
_SCHEMA, _DRAWING = 1, 2
_OF_NAMES = 0x5250746E
"""The first number of locks on names; the second is 32 bits of a name's digest. Two names that share them only wait for
each other in vain."""

_GONE = ("08", "57P01", "57P02", "57P03", "25P03")
"""SQLSTATEs of a connection that was lost or a server that is not ready
(https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
_GIVEN_UP = ("40001", "40P01")
_FULL = ("53100", "53200")
_MAY_NOT = ("25006", "42501")
_TABLES = text(
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'f')"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid"
    " AND d.deptype = 'e')"
)


class PostgresqlDatabase:
    """A `database.Database` on a server."""

    search: WordSearch = PostgresqlWords()
    may_fork = False  # who draws all holds the lock by a connection that stays open

    def __init__(self, location: str, *, create: bool = True, lock_timeout_s: float = LOCK_TIMEOUT_S) -> None:
        self._place = shown(location)
        url = _url(location)
        self._engine = create_engine(url, pool_pre_ping=True, max_overflow=20)
        self._reader = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

        @event.listens_for(self._engine, "connect")
        def set_timeout(connection: Any, _record: object) -> None:
            connection.execute(f"SET lock_timeout = {round(1e3 * lock_timeout_s)}")
            connection.commit()

        try:
            with self.translated():
                self._bring_up_to_date(create=create)
        except BaseException:
            self._engine.dispose()
            raise

    @property
    def place(self) -> str:
        """See Database."""
        return self._place

    @property
    def engine(self) -> Engine:
        """See Database."""
        return self._engine

    @contextmanager
    def translated(self) -> Iterator[None]:
        """See Database."""
        try:
            yield
        except DBAPIError as error:
            raise self._told(error) from error
        except UnicodeEncodeError as error:
            raise StoreError(
                "the report holds half of a surrogate pair, which is no character: read it again with its right"
                " encoding"
            ) from error
        except SQLAlchemyError as error:
            raise StoreError(f"{self._place} could not be used: {_line(error)}") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See Database."""
        with self.translated(), again(lambda: self._connected(self._reader)) as connection:
            yield connection

    @contextmanager
    def writing(self, *names: str) -> Iterator[Connection]:
        """See Database."""
        with self._transaction() as connection:
            for number in sorted({_number(name) for name in names}):  # in one order, so that no two wait for each other
                _lock(connection, _OF_NAMES, number)
            yield connection

    @contextmanager
    def drawing(self) -> Iterator[Connection]:
        """See Database."""
        with self._transaction() as connection:
            _lock(connection, _OURS, _DRAWING)
            yield connection

    @contextmanager
    def drawing_all(self) -> Iterator[Callable[[], AbstractContextManager[Connection]]]:
        """See Database. The lock is a session's: where that is lost so are the others, and all is begun anew."""
        idle = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with self.translated(), again(lambda: self._connected(idle)) as connection:
            connection.execute(text(f"SELECT pg_advisory_lock({_OURS}, {_DRAWING})"))
            try:
                yield self.writing
            finally:
                if not connection.invalidated:
                    connection.execute(text(f"SELECT pg_advisory_unlock({_OURS}, {_DRAWING})"))

    def tidy(self) -> None:
        """Look again at how the picture's values are spread, which is what plans are made by."""
        with self.writing() as connection:
            connection.execute(text("ANALYZE tellings, telling_keys, report_contexts, origins, questions, changes"))

    def problems(self) -> Iterator[Problem]:
        """Where full text does not match what is kept. (The database's own pages are `pg_amcheck`'s to look at.)"""
        with self.reading() as connection:
            for name in postgresql_search.differing(connection):
                yield Problem(sentence=f"the full-text index {name} does not match what is kept")

    def size_bytes(self, connection: Connection) -> int:
        """Of our tables with their indexes."""
        tables = connection.scalars(_TABLES).all()
        sized = text(
            "SELECT coalesce(sum(pg_total_relation_size(to_regclass(name))), 0)"
            " FROM unnest(CAST(:names AS text[])) AS name"
        )
        return int(connection.execute(sized, {"names": list(tables)}).scalar_one())

    def close(self) -> None:
        """See Database."""
        self._engine.dispose()

    def _connected(self, engine: Engine) -> Connection:
        with self.translated():
            return engine.connect()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.translated(), again(lambda: self._connected(self._engine)) as connection, connection.begin():
            yield connection

    def _bring_up_to_date(self, *, create: bool) -> None:
        with self._engine.begin() as connection:
            revision = self._revision(connection)
        if revision is None and not create:
            raise StoreError(f"there is no store in {self._place} yet: add a report first, or give another address")
        if revision == schema.REVISIONS[-1]:
            return
        with self._engine.begin() as connection:
            _lock(connection, _OURS, _SCHEMA)
            if self._revision(connection) == schema.REVISIONS[-1]:
                return  # another program has done it meanwhile
            schema.upgrade(connection)
            connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{MARK}'"))

    def _revision(self, connection: Connection) -> str | None:
        """None for a database that holds nothing; raises for one that is not ours, or newer than we are."""
        if connection.scalar(text("SHOW server_encoding")) != "UTF8":
            raise StoreError(f"{self._place} does not keep text as UTF8: make a database with ENCODING 'UTF8'")
        if connection.scalar(text("SELECT current_schema()")) is None:
            raise StoreError(f"{self._place} has no schema to keep tables in: make one that its search_path names")
        if not connection.scalars(_TABLES).all():
            return None
        mark = connection.scalar(text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')"))
        revision = schema.revision_of(connection) if mark == MARK else None
        if revision is None:
            raise StoreForeign(
                f"{self._place} holds tables that are not ours: give a store a database, or a schema, of its own"
            )
        if revision not in schema.REVISIONS:
            raise StoreNewer(
                f"{self._place} was written by a newer version of Reportedly: bring this program up to date"
            )
        return revision

    def _told(self, error: DBAPIError) -> StoreError:
        state = getattr(error.orig, "sqlstate", None) or ""
        line, place = _line(error.orig), self._place
        if state.startswith(_GIVEN_UP):
            return StoreInterrupted(f"{place} gave up a transaction to let another go on: try again")
        if error.connection_invalidated or state.startswith(_GONE):
            return StoreInterrupted(f"the connection to {place} was lost ({line}): try again when the server runs")
        if state == "55P03":
            return StoreUnwritable(f"{place} is being written by another program: wait until it has finished")
        if state.startswith(_FULL):
            return StoreUnwritable(
                f"there is no space left for {place}: free some and try again, nothing was half kept"
            )
        if state.startswith(_MAY_NOT):
            return StoreUnwritable(
                f"{place} cannot be written ({line}): let its user write to it, or give another user"
            )
        if not state and isinstance(error, OperationalError):  # refused by the server, or on the way to it
            return StoreInterrupted(
                f"{place} cannot be reached ({line}): see that the server runs, and that host, database, user and"
                " password are right"
            )
        return StoreError(f"{place} could not be used: {line}")


def _url(location: str) -> URL:
    """The address as SQLAlchemy's, with the driver that we bring. Raises StoreError, without a password in it."""
    rest = location.partition("://")[2]
    try:
        url = make_url(f"postgresql+psycopg://{rest}")
    except (ArgumentError, ValueError):
        url = None
    if url is None or not url.database:
        raise StoreError(
            f"{shown(location)} names no database: write postgresql://user:password@host:port/database, and each sign"
            " of the password that is no letter or digit as %XX"
        ) from None
    defaults = {"connect_timeout": str(_CONNECT_TIMEOUT_S), "application_name": "reportedly"}
    return url.update_query_dict({name: value for name, value in defaults.items() if name not in url.query})


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=4).digest(), signed=True)


def _lock(connection: Connection, first: int, second: int) -> None:
    connection.execute(text(f"SELECT pg_advisory_xact_lock({first}, {second})"))


def _line(error: BaseException | None) -> str:
    """The first line: those below it repeat the statement, or try another address."""
    lines = str(error).strip().splitlines()
    return " ".join(lines[0].split()).removeprefix("connection failed: ") if lines else "no reason was given"
