"""Counting the claims and reports of an origin without reading its tellings."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_tellings_origin_id_report_pk", "tellings", ["origin_id", "report_pk"])
