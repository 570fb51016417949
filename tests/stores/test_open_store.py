"""Where a store may be, and that asking for one loads nothing before it is opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.stores import open_store, shown


@pytest.mark.parametrize("form", ["{path}", "sqlite:///{path}", "sqlite+pysqlite:///{path}", "sqlite:///{path}?x=1"])
def test_a_path_and_its_url_are_one_store(tmp_path: Path, form: str) -> None:
    """Text, path or URL."""
    path = tmp_path / "store.db"
    open_store(form.format(path=path)).close()
    open_store(path, create=False).close()


def test_a_url_may_quote_a_path_need_not(tmp_path: Path) -> None:
    """%20 is a space in a URL, and itself in a path."""
    open_store(f"sqlite:///{tmp_path}/a%20b.db").close()
    open_store(f"{tmp_path}/a%20b.db").close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a b.db", "a%20b.db"]


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgres"])
def test_each_name_of_postgresql(postgresql_store: str, scheme: str) -> None:
    """Opens the same store."""
    open_store(f"{scheme}{postgresql_store.removeprefix('postgresql')}", create=False).close()


@pytest.mark.parametrize(
    ("location", "seen"),
    [
        ("some/store.db", "some/store.db"),
        ("odd://me:pw@x", "odd://me:***@x"),
        ("postgresql://me@host/reports", "postgresql://me@host/reports"),
        ("postgresql://me:pw@host:5432/reports?host=/run/x", "postgresql://me:***@host:5432/reports?host=/run/x"),
        ("postgresql://me:p@w:x@host/reports", "postgresql://me:***@host/reports"),
        ("postgresql://me:p/w@host/reports", "postgresql://me:***@host/reports"),
        ("postgresql://me:p?w@host/reports", "postgresql://me:***@host/reports"),
        ("postgresql:///reports?user=me&password=pw", "postgresql:///reports?user=me&password=***"),
        ("postgresql:///reports?sslPassword=pw&user=me", "postgresql:///reports?sslPassword=***&user=me"),
    ],
)
def test_a_password_is_not_shown(location: str, seen: str) -> None:
    """However it was mistyped."""
    assert shown(location) == seen


@pytest.mark.parametrize("location", ["", " ", ":memory:", "sqlite://", "sqlite:///", "https://x.example/a.db", "a://"])
def test_what_is_no_place_is_refused(location: str) -> None:
    """Nothing is opened or made."""
    with pytest.raises(StoreError, match="path of a file"):
        open_store(location)


def test_importing_loads_no_database() -> None:
    """SQLAlchemy and Alembic wait until a store is opened; Alembic until one must be made or changed."""
    program = "import sys, reportedly.stores; print({'sqlalchemy', 'alembic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_opening_a_store_that_is_up_to_date_loads_no_alembic(tmp_path: Path) -> None:
    """It takes longer to load than the store to open."""
    path = tmp_path / "store.db"
    open_store(path).close()
    program = (
        "import sys; from reportedly.stores import open_store;"
        "open_store(sys.argv[1]).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
