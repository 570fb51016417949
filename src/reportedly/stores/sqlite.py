"""All that is SQLite's own: files, pragmas, transactions, what its errors mean. (Its full-text index is in search.)

Durability: write-ahead log with synchronous=FULL, so that a commit has reached the disk before `add` returns; NORMAL
would lose the last commits to a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reportedly.errors import StoreError, StoreForeign, StoreNewer, StoreUnwritable
from reportedly.stores import schema, search
from reportedly.stores.base import Problem

APPLICATION_ID = 0x52507464
"""Marks our files: "RPtd" in ASCII, at offset 68 of the file's header."""

_SMALLEST_BYTES = 512
"""The smallest page, hence the smallest database, that SQLite writes."""

_CACHE_KIB = 64 * 1024
"""Of pages a connection keeps: those of the indexes that drawing a report in goes through, in a store of a million."""

_RETRY_PAUSE_S = 0.02
"""Between tries where SQLite reports "locked" at once instead of waiting: turning the log on while another opens."""


def open_engine(path: Path, *, create: bool, busy_timeout_s: float) -> Engine:
    """An engine over the file at `path`, made or brought up to date. Errors: see `stores.open_store`."""
    _check_place(path, create=create)
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": busy_timeout_s})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    try:
        with translated(path):
            _bring_up_to_date(engine, path, create=create, deadline=time.monotonic() + busy_timeout_s)
    except BaseException:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine) -> Engine:
    """The same pool, with transactions that take the write lock as they begin: two writers then wait, never fail."""
    return engine.execution_options(reportedly_begin="BEGIN IMMEDIATE")


def fold_log(engine: Engine) -> None:
    """Fold the write-ahead log into the file, after much was written: reading through a long log is slow. Where another
    program reads, what it needs of the log stays."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        connection.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the driver raises into one sentence of ours."""
    try:
        yield
    except DBAPIError as error:
        raise _told(path, error.orig) from error
    except sqlite3.Error as error:
        raise _told(path, error) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            "the report holds half of a surrogate pair, which is no character: read it again with its right encoding"
        ) from error
    except SQLAlchemyError as error:
        raise StoreError(f"{path} could not be used: {_line(error)}") from error


def problems(engine: Engine) -> tuple[Problem, ...]:
    """What SQLite itself finds wrong in the file, and whether the full-text indexes match their tables."""
    with engine.connect() as connection:
        lines = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    found = [Problem(sentence=f"the database file is damaged: {line}") for line in lines if line != "ok"]
    for index in search.INDEXES:
        try:
            # rank 1: compare with the table, not only within the index (section 6.4 of the FTS5 page)
            with writing(engine).begin() as connection:
                connection.execute(text(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"))  # noqa: S608 - our own names
        except DBAPIError as error:
            name = _name(error.orig)
            if name.startswith("SQLITE_CORRUPT"):
                found.append(Problem(sentence=f"the full-text index {index} does not match what is kept"))
            elif name.startswith("SQLITE_READONLY"):
                found.append(Problem(sentence=f"the full-text index {index} can only be compared in a writable file"))
            else:
                raise
    return tuple(found)


def size_bytes(connection: Connection) -> int:
    """Of the file, once the log is folded in."""
    pages, page = (connection.exec_driver_sql(f"PRAGMA page_{what}").scalar_one() for what in ("count", "size"))
    return int(pages) * int(page)


def _check_place(path: Path, *, create: bool) -> None:
    if "\x00" in str(path):
        raise StoreError("a path cannot hold the character NUL: give the path of a file")
    try:
        if path.is_dir():
            raise StoreError(f"{path} is a folder: give the name of a file in it")
        if not path.exists():
            if not create:
                raise StoreError(f"there is no store at {path}: add a report first, or give the right path")
            if not path.parent.is_dir():
                raise StoreUnwritable(f"the folder {path.parent} does not exist: make it first")
        elif not path.is_file() or 0 < path.stat().st_size < _SMALLEST_BYTES:
            # The size is asked for and the file not opened: closing it would drop this process's locks on it
            # (https://www.sqlite.org/howtocorrupt.html, section 2.2).
            raise _foreign(path)
    except OSError as error:
        raise StoreUnwritable(f"{path} cannot be reached: {_line(error)}") from error


def _prepare_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # `_begin` begins; the driver's own habit would commit before a schema change
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("reportedly_begin", "BEGIN"))


def _bring_up_to_date(engine: Engine, path: Path, *, create: bool, deadline: float) -> None:
    with engine.connect() as connection:
        is_new, revision = _look(connection, path)
    if is_new and not create:
        raise StoreError(f"there is no store in {path} yet: add a report first, or give the right path")
    if revision == schema.REVISIONS[-1]:
        return
    _turn_log_on(engine, deadline)
    with writing(engine).begin() as connection:
        _look(connection, path)
        schema.upgrade(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def _look(connection: Connection, path: Path) -> tuple[bool, str | None]:
    """Whether the file is still empty, and its revision; raises for one that is not ours or newer than we are."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if mark == 0 and connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0:
        return True, None
    revision = schema.revision_of(connection) if mark == APPLICATION_ID else None
    check_revision(revision, path)
    return False, revision


def check_revision(revision: str | None, path: Path) -> None:
    """Raises StoreForeign where the file has none, StoreNewer where it is not one that we know."""
    if revision is None:
        raise _foreign(path)
    if revision not in schema.REVISIONS:
        raise StoreNewer(f"{path} was written by a newer version of Reportedly: bring this program up to date")


def _turn_log_on(engine: Engine, deadline: float) -> None:
    """Kept in the file's header from then on. Not possible within a transaction, hence the driver's connection."""
    connection = engine.raw_connection()
    try:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL").close()
            except sqlite3.OperationalError as error:
                if not _name(error).startswith("SQLITE_BUSY") or time.monotonic() >= deadline:
                    raise
                time.sleep(_RETRY_PAUSE_S)
            else:
                return
    finally:
        connection.close()


def _told(path: Path, error: BaseException | None) -> StoreError:
    name = _name(error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreUnwritable(f"{path} is locked by another program: wait until it has finished, then try again")
    if name.startswith("SQLITE_FULL"):
        return StoreUnwritable(f"there is no space left for {path}: free some and try again, for nothing was half kept")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return StoreUnwritable(
            f"{path} cannot be written: make the file and its folder writable, or choose another place"
        )
    if name == "SQLITE_NOTADB":
        return _foreign(path)
    if name.startswith("SQLITE_CORRUPT"):
        return StoreError(f"{path} is damaged ({_line(error)}): put back a copy of it")
    if name.startswith("SQLITE_IOERR"):
        return StoreUnwritable(f"the disk that holds {path} failed ({_line(error)}): check the disk, then try again")
    return StoreError(f"{path} could not be used: {_line(error)}")


def _foreign(path: Path) -> StoreForeign:
    return StoreForeign(f"{path} is not a store of Reportedly: give another path, or a new name to begin a store")


def _name(error: BaseException | None) -> str:
    """SQLite's name for the error (https://www.sqlite.org/rescode.html); empty where it gave none."""
    return getattr(error, "sqlite_errorname", None) or ""


def _line(error: BaseException | None) -> str:
    return " ".join(str(error).split())
