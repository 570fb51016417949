"""Which revision of the schema a database has, and bringing it to today's."""

from __future__ import annotations

from sqlalchemy import Connection, column, inspect, select, table

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every revision there is, oldest first (a test compares it with the files): known here so that opening a store that
is up to date need not load Alembic."""


def revision_of(connection: Connection) -> str | None:
    """The revision that the database says it has; None where it says none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(select(column("version_num")).select_from(table("alembic_version")))
    return found


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Apply what is missing up to `revision`, inside the transaction that `connection` is in."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "reportedly.stores:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
