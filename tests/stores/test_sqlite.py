"""Files that cannot be used, and what the person is told: one sentence each, of the right kind."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from reportedly.errors import StoreError, StoreForeign, StoreNewer, StoreUnwritable
from reportedly.stores import ClaimQuery, open_store
from reportedly.stores.sql import SqlStore
from reportedly.stores.sqlite import APPLICATION_ID, SqliteDatabase
from tests.builders import claims_of, make_report, numbered_report

NOBODY = 65534


def filled(path: Path) -> Path:
    """A store with one report."""
    with open_store(path) as store:
        report = numbered_report(1)
        store.add(report, claims_of(report))
    return path


def told(error: BaseException, path: Path) -> str:
    """The message, which is one line that names the file."""
    message = str(error)
    assert str(path) in message
    assert "\n" not in message
    return message


def execute(path: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run statements on the file behind the store's back; the last one's rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return [connection.execute(statement).fetchall() for statement in statements][-1]


@contextmanager
def without_privileges() -> Iterator[None]:
    """As an ordinary user: root may write anything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that an ordinary user may enter and write to (tmp_path is its owner's alone)."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


# what marks a store, and how it is set


def test_a_store_is_marked_and_logs_ahead(tmp_path: Path) -> None:
    """The file says whose it is, uses the write-ahead log, and its tables take no value of a wrong type."""
    path = filled(tmp_path / "store.db")
    assert execute(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert execute(path, "PRAGMA journal_mode") == [("wal",)]
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        execute(path, "UPDATE reports SET version = 'two'")


def test_each_connection_waits_syncs_and_keeps_keys(tmp_path: Path) -> None:
    """Foreign keys on, synchronous FULL (2), the busy timeout as given."""
    database = SqliteDatabase(tmp_path / "store.db", busy_timeout_s=1.5)
    with SqlStore(database), database.engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "synchronous", "busy_timeout")
        }
    assert values == {"foreign_keys": 1, "synchronous": 2, "busy_timeout": 1500}


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    """The log is folded in; closing twice is nothing."""
    path = filled(tmp_path / "store.db")
    assert list(tmp_path.iterdir()) == [path]
    store = open_store(path)
    store.close()
    store.close()


# what counts as new


def test_an_empty_file_is_a_new_store(tmp_path: Path) -> None:
    """As a temporary file made for it is."""
    path = tmp_path / "store.db"
    path.touch()
    filled(path)


def test_a_store_interrupted_while_it_was_made_is_a_new_one(tmp_path: Path) -> None:
    """Nothing but the header was written."""
    path = tmp_path / "store.db"
    execute(path, "PRAGMA journal_mode=WAL")
    assert path.stat().st_size > 0
    filled(path)


@pytest.mark.parametrize("exists", [True, False])
def test_without_create_there_must_be_a_store(tmp_path: Path, exists: bool) -> None:
    """Neither a missing nor an empty file is made into one."""
    path = tmp_path / "store.db"
    if exists:
        path.touch()
    with pytest.raises(StoreError, match="there is no store") as caught:
        open_store(path, create=False)
    told(caught.value, path)
    assert not exists or path.stat().st_size == 0
    assert path.exists() == exists


def test_without_create_a_store_is_opened(tmp_path: Path) -> None:
    """And can be added to."""
    with open_store(filled(tmp_path / "store.db"), create=False) as store:
        assert store.add(numbered_report(2)).version == 1


# what is not ours


@pytest.mark.parametrize("content", [b"x", b"hello\n" * 200, b"\x00" * 5_000, b"SQLite format 3\x00" + b"\xff" * 5_000])
def test_another_kind_of_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """It is refused and stays as it is."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreForeign, match="not a store of Reportedly") as caught:
        open_store(path)
    told(caught.value, path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("mark", [0, 42, APPLICATION_ID])
def test_another_database_is_left_alone(tmp_path: Path, mark: int) -> None:
    """A database with tables that are not ours is refused and stays as it is, whatever mark it bears."""
    path = tmp_path / "other.db"
    execute(path, "CREATE TABLE reports (pk INTEGER)", f"PRAGMA application_id={mark}")
    content = path.read_bytes()
    with pytest.raises(StoreForeign, match="not a store of Reportedly"):
        open_store(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """An unknown revision is a newer program's."""
    path = filled(tmp_path / "store.db")
    execute(path, "UPDATE alembic_version SET version_num = '9999'")
    content = path.read_bytes()
    with pytest.raises(StoreNewer, match="newer version of Reportedly") as caught:
        open_store(path)
    told(caught.value, path)
    assert path.read_bytes() == content


def test_a_damaged_store_is_said_to_be_damaged(tmp_path: Path) -> None:
    """Not foreign, not empty: damaged."""
    path = filled(tmp_path / "store.db")
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), open_store(path) as store:
        store.find_claims(ClaimQuery())


# what cannot be written


def test_a_folder_is_not_a_store(tmp_path: Path) -> None:
    """Nor is a file in a folder that does not exist."""
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(StoreUnwritable, match="does not exist"):
        open_store(tmp_path / "missing" / "store.db")


@pytest.mark.parametrize("name", ["x" * 5_000, "nul\x00nul"])
def test_an_impossible_name(tmp_path: Path, name: str) -> None:
    """Is told as one sentence, too."""
    with pytest.raises(StoreError):
        open_store(tmp_path / name)


def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    """The report that does not fit is refused whole; earlier ones stay, and smaller ones still fit."""
    with SqlStore(SqliteDatabase(tmp_path / "store.db")) as store:
        first = numbered_report(1)
        store.add(first, claims_of(first))

        def fill_up(connection: sqlite3.Connection, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages + 2}")

        store._database.engine.dispose()
        event.listen(store._database.engine, "connect", fill_up)
        with pytest.raises(StoreUnwritable, match="no space left") as caught:
            store.add(make_report("Long. " * 20_000))
        told(caught.value, tmp_path / "store.db")
        assert store.claims_of(first.id) == claims_of(first)
        assert store.counts().versions == 1
        assert store.check() == ()
        assert store.add(make_report("Short.")).version == 1


def test_a_locked_store_can_be_read_but_not_written(tmp_path: Path) -> None:
    """Whoever waits for another program is told so; reading, and adding held text, wait for no one."""
    path = filled(tmp_path / "store.db")
    database = SqliteDatabase(path, busy_timeout_s=0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, SqlStore(database) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnwritable, match="locked by another program") as caught:
            store.add(numbered_report(2))
        told(caught.value, path)
        assert store.add(numbered_report(1)).outcome == "unchanged"
        other.execute("ROLLBACK")
        assert store.add(numbered_report(2)).version == 1


def test_a_new_store_whose_file_is_locked(tmp_path: Path) -> None:
    """A file that another program holds while it is empty is locked, not foreign."""
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnwritable, match="locked by another program"):
            SqlStore(SqliteDatabase(path, busy_timeout_s=0.05))


def test_a_read_only_file_can_be_read(shelf: Path) -> None:
    """Adding to it is refused in one sentence; its check says what it could not compare."""
    path = filled(shelf / "store.db")
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    with without_privileges(), open_store(path) as store:
        assert store.counts().reports == 1
        with pytest.raises(StoreUnwritable, match="cannot be written") as caught:
            store.add(numbered_report(2))
        assert all("writable" in problem.sentence for problem in store.check())
    told(caught.value, path)


@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder(shelf: Path, exists: bool) -> None:
    """A store cannot begin in it, and one that lies in it cannot be opened: its log has no place."""
    path = shelf / "store.db"
    if exists:
        filled(path)
    shelf.chmod(0o555)
    with without_privileges(), pytest.raises(StoreUnwritable, match="cannot be written") as caught:
        open_store(path)
    told(caught.value, path)


def test_a_folder_that_may_not_be_entered(shelf: Path) -> None:
    """Is told, not raised raw."""
    path = filled(shelf / "store.db")
    shelf.chmod(0)
    with without_privileges(), pytest.raises(StoreUnwritable) as caught:
        open_store(path)
    told(caught.value, path)
