"""Finding all that one party says without going through every origin."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_origins_party_as_of", "origins", ["party", "as_of"])
