"""How far sources have been read, so that a run which was cut short goes on at the record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TEXT: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "read_sources",
        sa.Column("source", _TEXT, primary_key=True),
        sa.Column("fingerprint", _TEXT, nullable=False),
        sa.Column("position", _TEXT, nullable=False),
        sa.Column("done", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("updated", _TEXT, nullable=False),
        sqlite_strict=True,
    )
