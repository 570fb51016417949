"""Where reports, claims and the spans behind them are kept.

`open_store` opens or begins a store; `base` says what one promises. Nothing heavy is loaded before a store is opened.
"""

from __future__ import annotations

from pathlib import Path

from reportedly.stores.base import (
    Added,
    ClaimQuery,
    ClaimSort,
    Facets,
    Mark,
    Outcome,
    Problem,
    ReportRow,
    ReportSort,
    SearchHit,
    SpanRow,
    Store,
    StoreCounts,
)
from reportedly.stores.locations import is_postgresql, path_of, shown
from reportedly.stores.retrying import again

__all__ = [
    "Added",
    "ClaimQuery",
    "ClaimSort",
    "Facets",
    "Mark",
    "Outcome",
    "Problem",
    "ReportRow",
    "ReportSort",
    "SearchHit",
    "SpanRow",
    "Store",
    "StoreCounts",
    "again",
    "file_of",
    "open_store",
    "shown",
]


def open_store(location: str | Path, *, create: bool = True) -> Store:
    """The store at a path, a `sqlite:///` URL (four slashes: from the root) or a `postgresql://` URL; an older one is
    brought up to date.

    With `create`, a missing or empty file, or an empty database, becomes a new store; the folder, or the database, must
    exist. Raises StoreError (no such store, a location we do not know), StoreForeign, StoreNewer, StoreUnwritable,
    StoreInterrupted (no server).
    """
    if not is_postgresql(location):
        path = path_of(location)
        from reportedly.stores.sql import SqlStore
        from reportedly.stores.sqlite import SqliteDatabase

        return SqlStore(SqliteDatabase(path, create=create))
    from reportedly.stores.postgresql import PostgresqlDatabase
    from reportedly.stores.sql import SqlStore

    return SqlStore(PostgresqlDatabase(str(location), create=create))


def file_of(location: str | Path) -> Path | None:
    """The file that a location names; None where the store is in a database on a server. Raises StoreError."""
    return None if is_postgresql(location) else path_of(location)
