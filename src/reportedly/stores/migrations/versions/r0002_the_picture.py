"""What the picture is kept in: tellings and the keys they are compared by, origins, questions, drift, stories,
reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TEXT: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_FLOAT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL, "sqlite")


def _text(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, _TEXT, nullable=nullable) for name in names]


def _int(*names: str, nullable: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, _KEY, nullable=nullable) for name in names]


def upgrade() -> None:
    """Make the tables. What is held is drawn into the picture when it is next asked for."""
    _tellings()
    _picture()
    _people()


def _tellings() -> None:
    op.create_table(
        "report_contexts",
        *_int("report_pk"),
        *_text("rules", "json"),
        sa.PrimaryKeyConstraint("report_pk", name="pk_report_contexts"),
        sa.ForeignKeyConstraint(["report_pk"], ["reports.pk"], name="fk_report_contexts_report_pk_reports"),
        sqlite_strict=True,
    )
    op.create_table(
        "tellings",
        *_int("claim_pk", "report_pk"),
        *_text("sort_key", "origin_id", "nearness"),
        *_int("day", "anchored"),
        *_text("lead_key", "lead_published", nullable=True),
        *_int("lead_anchored", nullable=True),
        sa.Column("lead_score", _FLOAT),
        *_text("key_names", "json"),
        sa.PrimaryKeyConstraint("claim_pk", name="pk_tellings"),
        sa.ForeignKeyConstraint(["claim_pk"], ["claims.pk"], name="fk_tellings_claim_pk_claims"),
        sa.ForeignKeyConstraint(["report_pk"], ["reports.pk"], name="fk_tellings_report_pk_reports"),
        sqlite_strict=True,
    )
    op.create_index("ix_tellings_origin_id_nearness", "tellings", ["origin_id", "nearness"])
    op.create_index("ix_tellings_origin_id_sort_key", "tellings", ["origin_id", "sort_key"])
    op.create_index("ix_tellings_report_pk", "tellings", ["report_pk"])
    op.create_index("ix_tellings_lead_key", "tellings", ["lead_key"])
    op.create_table(
        "telling_keys",
        *_int("key", "day", "claim_pk"),
        sa.PrimaryKeyConstraint("key", "day", "claim_pk", name="pk_telling_keys"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _picture() -> None:
    op.create_table(
        "questions",
        *_text("id", "measure"),
        *_text("subject_key", "counterpart_key", "place_key", "aspect", "report", nullable=True),
        *_text("folded", "json"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sqlite_strict=True,
    )
    op.create_table(
        "origins",
        *_text("id"),
        *_text("question_id", nullable=True),
        *_text("nearest"),
        *_text("party", nullable=True),
        *_text("as_of", nullable=True),
        *_int("claims", "reports"),
        *_text("question", "json", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_origins"),
        sqlite_strict=True,
    )
    op.create_index("ix_origins_question_id_as_of", "origins", ["question_id", "as_of"])
    op.create_table(
        "changes",
        *_text("origin_id", "kind", "before", "after"),
        *_int("report_pk", "claim_pk"),
        *_text("published", nullable=True),
        *_text("json"),
        sa.PrimaryKeyConstraint("origin_id", "kind", "claim_pk", name="pk_changes"),
        sqlite_strict=True,
    )
    op.create_index("ix_changes_kind", "changes", ["kind"])
    op.create_index("ix_changes_report_pk", "changes", ["report_pk"])


def _people() -> None:
    op.create_table(
        "stories",
        *_text("id", "name", "json"),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sa.UniqueConstraint("name", name="uq_stories_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "reviews",
        *_int("pk"),
        *_text("id", "kind", "of", "who", "made"),
        *_text("other", "slot", "value", "why", nullable=True),
        *_int("undone"),
        sa.PrimaryKeyConstraint("pk", name="pk_reviews"),
        sa.UniqueConstraint("id", name="uq_reviews_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_reviews_of", "reviews", ["of"])
    op.create_index("ix_claims_claim_id", "claims", ["claim_id"])
