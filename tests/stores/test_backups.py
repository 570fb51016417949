"""A store file copied whole while others write, and put in its place at once or not at all."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import StoreError, StoreForeign, StoreNewer, StoreUnwritable
from reportedly.stores import backups, open_store
from tests.builders import numbered_report
from tests.stores.test_sqlite import execute, filled


def copied(source: Path, target: Path, **how: bool) -> Path:
    """A copy put in its place."""
    with backups.placed(target, **how) as part:
        backups.copy_file(source, part)
        backups.check_file(part, target)
    return target


def versions_in(path: Path) -> int:
    with open_store(path, create=False) as store:
        assert store.check() == ()
        return store.counts().versions


def test_a_copy_is_a_store_and_one_file(tmp_path: Path) -> None:
    """Sound, with all that was held; neither leaves anything beside it."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "backup.db"
    assert copied(source, target) == target
    assert versions_in(target) == 1
    assert sorted(tmp_path.iterdir()) == [target, source]
    assert backups.counts_of(target) == (1, 1, 2)
    assert backups.size_of(target) == target.stat().st_size > backups.size_of(tmp_path / "nothing") == 0


def test_what_is_still_in_the_log_is_copied_too(tmp_path: Path) -> None:
    """As long as a program has the store open, its last reports stand there alone."""
    with open_store(tmp_path / "store.db") as store:
        store.add(numbered_report(1))
        assert (tmp_path / "store.db-wal").stat().st_size
        assert versions_in(copied(tmp_path / "store.db", tmp_path / "backup.db")) == 1


def test_a_copy_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    """A writer neither waits for it nor makes it begin again; what it adds meanwhile is not in it."""
    path = tmp_path / "store.db"
    written: list[int] = []
    with open_store(path) as store:
        for number in range(3):
            store.add(numbered_report(number))
        store.add(numbered_report(900, byline="x" * 9_000_000))
        seen: list[tuple[int, int]] = []

        def on_pages(done: int, total: int) -> None:
            seen.append((done, total))
            if len(written) < 3:
                store.add(numbered_report(1_000 + len(written)))
                written.append(done)

        backups.copy_file(path, tmp_path / "copy.db", on_pages)
    assert len(written) >= 2
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1] == seen[0][1]
    assert versions_in(tmp_path / "copy.db") == 4
    assert versions_in(path) == 4 + len(written)


def test_a_copy_does_not_bring_the_store_up_to_date(tmp_path: Path) -> None:
    """A backup is made before that, too."""
    from tests.stores.test_migrations import store_of

    source = store_of("0001", tmp_path)
    target = copied(source, tmp_path / "backup.db")
    for path in (source, target):
        assert execute(path, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert versions_in(target) == 3


# what stands there already


def test_a_place_that_is_taken_is_refused_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    """And what stands there stays."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "backup.db"
    copied(source, target)
    with open_store(source) as store:
        store.add(numbered_report(5))
    with pytest.raises(StoreError, match="exists already"):
        copied(source, target)
    assert versions_in(target) == 1
    copied(source, target, replace=True)
    assert versions_in(target) == 2


@pytest.mark.parametrize("content", [b"x", b"hello\n" * 200])
def test_what_is_no_store_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    """Whatever was asked for."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "notes.txt"
    target.write_bytes(content)
    with pytest.raises(StoreForeign):
        copied(source, target, replace=True)
    assert target.read_bytes() == content


def test_a_store_that_a_program_has_open_is_never_taken_away(tmp_path: Path) -> None:
    """It would go on writing to what nobody finds."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "other.db"
    with open_store(target) as other:
        other.add(numbered_report(7))
        with pytest.raises(StoreError, match="in use by another program"):
            copied(source, target, replace=True)
    assert versions_in(target) == 1


def test_a_place_that_was_taken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Two that make a store of one name at the same time: the second is refused."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "backup.db"

    def both() -> None:
        with backups.placed(target) as part:
            backups.copy_file(source, part)
            filled(target)

    with pytest.raises(StoreError, match="exists already"):
        both()
    assert versions_in(target) == 1


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """No file under its name, none beside it; the one it was to replace stays."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "backup.db"

    def cut(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    for _ in range(2):
        before = sorted(tmp_path.iterdir())
        with pytest.raises(KeyboardInterrupt), backups.placed(target, replace=True) as part:
            backups.copy_file(source, part, cut)
        assert sorted(tmp_path.iterdir()) == before
        filled(target)
    assert versions_in(target) == 1


def test_what_a_killed_copy_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    """But not what a process that runs is still making."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "backup.db"
    gone = os.fork()
    if not gone:
        os._exit(0)
    os.waitpid(gone, 0)
    for name in (f"backup.db.{gone}.part", f"backup.db.{os.getppid()}.part", "backup.db.mine.part"):
        (tmp_path / name).write_bytes(b"half")
    copied(source, target)
    assert {path.name for path in tmp_path.glob("*.part")} == {f"backup.db.{os.getppid()}.part", "backup.db.mine.part"}


# copying over a store


def test_a_store_is_replaced_in_one_transaction_for_those_who_have_it_open(tmp_path: Path) -> None:
    """They see the old or the new, and go on writing to the new."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "live.db"
    with open_store(target) as live:
        for number in range(20, 30):
            live.add(numbered_report(number))
        seen: list[int] = []
        looking = threading.Thread(target=lambda: seen.extend(live.counts().versions for _ in range(300)))
        looking.start()
        backups.copy_file(source, target)
        looking.join()
        assert set(seen) <= {10, 1}
        assert live.counts().versions == 1
        live.add(numbered_report(31))
    assert versions_in(target) == 2


def test_a_locked_store_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said to be locked, and stays as it is."""
    monkeypatch.setattr(backups, "_BUSY_TIMEOUT_S", 0.05)
    source, target = filled(tmp_path / "store.db"), filled(tmp_path / "live.db")
    with closing(sqlite3.connect(target, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnwritable, match="locked by another program"):
            backups.copy_file(source, target)
    assert versions_in(target) == 1


# what is not sound


def test_what_is_not_a_store_is_not_copied(tmp_path: Path) -> None:
    """Missing, foreign, newer: each has its sentence."""
    notes = tmp_path / "notes.txt"
    notes.write_bytes(b"hello\n" * 200)
    with pytest.raises(StoreForeign, match="not a store"):
        backups.copy_file(notes, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="there is no store"):
        backups.copy_file(tmp_path / "nothing.db", tmp_path / "copy.db")
    newer = filled(tmp_path / "newer.db")
    execute(newer, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNewer):
        backups.copy_file(newer, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("INSERT INTO claim_words(claim_words) VALUES ('delete-all')", "its index claim_words is not of its texts"),
        ("DELETE FROM claims", "belong to nothing"),
    ],
)
def test_a_copy_that_is_not_sound_is_refused(tmp_path: Path, damage: str, words: str) -> None:
    """Named by what it was to be called."""
    source, target = filled(tmp_path / "store.db"), tmp_path / "backup.db"
    execute(source, damage)
    with pytest.raises(StoreError, match=words) as caught:
        copied(source, target)
    assert str(target) in str(caught.value)
    assert not target.exists()


def test_a_copy_with_a_damaged_page_is_refused(tmp_path: Path) -> None:
    """SQLite says which."""
    source = filled(tmp_path / "store.db")
    content = bytearray(source.read_bytes())
    content[-4096:] = b"\xff" * 4096
    source.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        backups.check_file(source, source)


def test_a_place_that_cannot_be(tmp_path: Path) -> None:
    """A folder, or one in a folder that is not there."""
    source = filled(tmp_path / "store.db")
    with pytest.raises(StoreError, match="is a folder"):
        copied(source, tmp_path)
    with pytest.raises(StoreUnwritable, match="does not exist"):
        copied(source, tmp_path / "missing" / "backup.db")
