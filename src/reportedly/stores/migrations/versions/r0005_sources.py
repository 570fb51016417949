"""How far sources have been read, so that a run which was cut short goes on at the record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "read_sources",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.Column("done", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("updated", sa.Text, nullable=False),
        sqlite_strict=True,
    )
