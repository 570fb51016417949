"""Where reports, claims and the spans behind them are kept.

`open_store` opens or begins a store; `base` says what one promises. Nothing heavy is loaded before a store is opened.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from reportedly.errors import StoreError
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
    "file_of",
    "open_store",
]


def open_store(location: str | Path, *, create: bool = True) -> Store:
    """The store at a path or `sqlite:///` URL (four slashes: from the root); an older one is brought up to date.

    With `create`, a missing or empty file becomes a new store; its folder must exist. Raises StoreError (no such store,
    a location we do not know), StoreForeign, StoreNewer, StoreUnwritable.
    """
    path = _path(location)
    from reportedly.stores.sql import SqlStore

    return SqlStore(path, create=create)


def file_of(location: str | Path) -> Path | None:
    """The file that a location names; None where the store is in a database of another kind. Raises StoreError."""
    return _path(location)


def _path(location: str | Path) -> Path:
    if isinstance(location, Path) or "://" not in location:
        if not str(location).strip():
            raise StoreError("no store was named: give the path of a file")
        if location == ":memory:":
            raise StoreError("a store in memory would keep nothing: give the path of a file")
        return Path(location).expanduser()
    scheme = urlsplit(location).scheme.partition("+")[0]
    if scheme in {"postgresql", "postgres"}:
        raise StoreError("PostgreSQL is not yet supported: give the path of a file")
    name = unquote(location.partition("://")[2].partition("?")[0])
    if scheme != "sqlite" or not name.startswith("/") or not name[1:]:
        raise StoreError(f"{location} is not a place for a store: give the path of a file, or sqlite:///path")
    return Path(name[1:])
