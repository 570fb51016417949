"""A store in one SQLite file copied whole into another, while others write, and put in its place at once or not at all.

A copy is made beside its place, under a name of its own that ends in `PART`, checked, brought to the disk and only then
named. What a crash leaves is such a file, which the next copy to the same place takes away.
"""

from __future__ import annotations

import glob
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reportedly.errors import StoreError, StoreForeign, StoreUnwritable
from reportedly.stores import search, sqlite

PART = ".part"
_PAGES = 2_000
"""Copied between two looks at the clock: 8 MB."""
_BUSY_TIMEOUT_S = 30.0

OnPages = Callable[[int, int], None]
"""Told how many pages of how many are copied."""


@contextmanager
def placed(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A path to make a store at, which comes to stand at `target` when the block ends well, on the disk and whole.

    With `replace`, a store there that no program has open gives way at that moment. Raises StoreError where something
    else stands there, StoreUnwritable.
    """
    check_target(target, replace=replace)
    check_closed(target)
    part = target.with_name(f"{target.name}.{os.getpid()}{PART}")
    try:
        with sqlite.translated(target), told(target):
            _remove_left(target)
            yield part
            fold(part)
            sync(part)
            if replace:
                part.replace(target)
            else:
                _name_anew(part, target)
            sync(target.parent)
    finally:
        with told(target):
            remove(part)


def check_target(target: Path, *, replace: bool) -> None:
    """That a store can come to stand there. Raises StoreError, StoreUnwritable."""
    with told(target):
        if target.is_dir():
            raise StoreError(f"{target} is a folder: give the name of a file in it")
        if not target.parent.is_dir():
            raise StoreUnwritable(f"the folder {target.parent} does not exist: make it first")
        if target.exists() and not replace:
            raise StoreError(f"{target} exists already: give another name, or --replace to put this in its place")
        if target.exists() and size_of(target):
            with sqlite.translated(target), closing(_opened(target)) as held:
                _check_ours(held, target)


def check_closed(target: Path) -> None:
    """That no program has the store there open: one that has would go on writing to what was taken away. Raises
    StoreError."""
    if size_of(target.with_name(f"{target.name}-wal")):
        raise StoreError(f"{target} is in use by another program: end that first, or give another name")


def copy_file(source: Path, target: Path, on_pages: OnPages | None = None) -> None:
    """The store at `source` as it is at one moment, into the file `target`: a new one, or a store whose content gives
    way in one transaction. Neither is brought up to date. Raises StoreError (and its kinds)."""
    if not source.is_file():
        raise StoreError(f"there is no store at {source}: give the right path")

    deadline = time.monotonic() + _BUSY_TIMEOUT_S

    def on_step(status: int, remaining: int, total: int) -> None:
        # Python tries again as long as the target is locked, hence for ever.
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() >= deadline:
            raise StoreUnwritable(f"{target} is locked by another program: wait until it has finished, then try again")
        if on_pages is not None and total:
            on_pages(total - remaining, total)

    with sqlite.translated(source), closing(_opened(source)) as held:
        _check_ours(held, source)
        with closing(_opened(target)) as copy, sqlite.translated(target):
            # What is read is what was there when the transaction began, however long it takes and whoever writes.
            held.execute("BEGIN")
            held.execute("SELECT count(*) FROM sqlite_master").fetchone()
            held.backup(copy, pages=_PAGES, progress=on_step)
            held.execute("ROLLBACK")


def check_file(path: Path, name: Path) -> None:
    """That a copy is one of our stores, and sound; `name`: what it is called in the sentence. Raises StoreError."""
    with sqlite.translated(name), closing(_opened(path)) as held:
        _check_ours(held, name)
        for (line,) in held.execute("PRAGMA integrity_check"):
            if line != "ok":
                raise StoreError(f"{name} is damaged ({line}): take another copy of it")
        for row in held.execute("PRAGMA foreign_key_check").fetchmany(1):
            raise StoreError(f"{name} is damaged (rows of {row[0]} belong to nothing): take another copy of it")
        for index in search.INDEXES:
            _check_index(held, index, name)


def _check_index(held: sqlite3.Connection, index: str, name: Path) -> None:
    """That full text is what is kept (section 6.4 of the FTS5 page)."""
    try:
        held.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{name} is damaged (its index {index} is not of its texts): take another copy of it"
        ) from error


def fold(path: Path) -> None:
    """Fold the log of a file that nobody else has open into it."""
    with sqlite.translated(path), closing(_opened(path)) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreForeign, StoreNewer."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark != sqlite.APPLICATION_ID:
        raise StoreForeign(f"{path} is not a store of Reportedly: give another path")
    (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or (None,)
    sqlite.check_revision(revision, path)


def remove(path: Path) -> None:
    """A file and what SQLite writes beside it; nothing where there is none."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _remove_left(target: Path) -> None:
    """What copies to this place left whose process is no more."""
    for left in target.parent.glob(f"{glob.escape(target.name)}.*{PART}"):
        process = left.name.removeprefix(f"{target.name}.").removesuffix(PART)
        if process.isdecimal() and not _runs(int(process)):
            remove(left)


def _runs(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # another person's
    return True


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, have reached the disk."""
    if os.name == "nt" and path.is_dir():
        return  # a folder cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _name_anew(part: Path, target: Path) -> None:
    """Name the file, which no other that came meanwhile must lose its place to."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise StoreError(f"{target} exists already: give another name") from None
    except OSError:  # a file system without links
        part.rename(target)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system raises into one sentence of ours."""
    try:
        yield
    except OSError as error:
        raise StoreUnwritable(f"{path} cannot be written ({error.strerror}): choose another place") from error


def size_of(path: Path) -> int:
    """Of a file, in bytes; 0 for none."""
    try:
        found = path.stat()
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def counts_of(path: Path) -> tuple[int, int, int]:
    """Reports, versions and claims in a store file of any revision."""
    with sqlite.translated(path), closing(_opened(path)) as held:
        (found,) = held.execute(
            "SELECT (SELECT count(DISTINCT report_id) FROM reports), (SELECT count(*) FROM reports),"
            " (SELECT count(*) FROM claims)"
        ).fetchall()
    return found[0], found[1], found[2]
