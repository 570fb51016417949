"""Where a store may be, in a person's words: a path, or the address of a database."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reportedly.errors import StoreError

_HIDDEN = "***"
_SECRET = re.compile(r"(?i)(?<=[?&])([^=&#]*pass[^=&#]*)=[^&#]*")
_POSTGRESQL = frozenset({"postgresql", "postgres"})


def shown(location: str | Path) -> str:
    """The location as people may see it: without a password."""
    text = str(location)
    scheme, mark, rest = text.partition("://")
    if not mark:
        return text
    # By hand, for what was mistyped must hide its password, too: that ends with the last "@", whatever stands in it.
    authority, at, where = rest.rpartition("@")
    user, colon, _ = authority.partition(":")
    hidden = f"{user}:{_HIDDEN}" if colon else user
    return _SECRET.sub(rf"\1={_HIDDEN}", f"{scheme}://{hidden}{at}{where}")


def is_postgresql(location: str | Path) -> bool:
    """Whether it is the address of a PostgreSQL database."""
    if isinstance(location, Path) or "://" not in location:
        return False
    return location.partition("://")[0].partition("+")[0].lower() in _POSTGRESQL


def path_of(location: str | Path) -> Path:
    """The file that a path or `sqlite:///` URL names. Raises StoreError."""
    if isinstance(location, Path) or "://" not in location:
        if not str(location).strip():
            raise StoreError("no store was named: give the path of a file")
        if location == ":memory:":
            raise StoreError("a store in memory would keep nothing: give the path of a file")
        return Path(location).expanduser()
    scheme = urlsplit(location).scheme.partition("+")[0]
    name = unquote(location.partition("://")[2].partition("?")[0])
    if scheme != "sqlite" or not name.startswith("/") or not name[1:]:
        raise StoreError(
            f"{shown(location)} is not a place for a store: give the path of a file, sqlite:///path, or"
            " postgresql://user@host/database"
        )
    return Path(name[1:])
