"""Reports in versions, claims, their actors and spans, and full-text search over reports and claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TEXT: sa.types.TypeEngine[str] = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_FLOAT: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL, "sqlite")


def upgrade() -> None:
    """Make the first tables."""
    _reports()
    _claims()
    _parts()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_words("report_words", "reports", ("title", "text"))
        _sqlite_words("claim_words", "claims", ("text",))
    else:
        _postgresql_words("report_words", "reports")
        _postgresql_words("claim_words", "claims")


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("pk", _KEY, nullable=False),
        sa.Column("report_id", _TEXT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        *(sa.Column(name, _TEXT) for name in ("url", "canonical_url", "outlet", "outlet_folded", "title")),
        *(sa.Column(name, _TEXT) for name in ("byline", "dateline", "published", "published_day", "retrieved")),
        *(sa.Column(name, _TEXT, nullable=False) for name in ("recency", "language", "links", "text")),
        sa.PrimaryKeyConstraint("pk", name="pk_reports"),
        sa.UniqueConstraint("sha256", name="uq_reports_sha256"),
        sa.UniqueConstraint("report_id", "version", name="uq_reports_report_id_version"),
        sqlite_strict=True,
    )
    op.create_index("ix_reports_url", "reports", ["url"])
    op.create_index("ix_reports_recency", "reports", ["recency"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("pk", _KEY, nullable=False),
        sa.Column("report_pk", _KEY, nullable=False),
        sa.Column("claim_id", _TEXT, nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        *(sa.Column(name, _TEXT) for name in ("measure", "origin_name", "origin_actor", "origin_key")),
        *(sa.Column(name, _TEXT) for name in ("said", "published_day", "day_from", "day_to")),
        *(sa.Column(name, _FLOAT) for name in ("low", "high", "point")),
        sa.Column("has_quantity", sa.Integer, nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("json", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_claims"),
        sa.ForeignKeyConstraint(["report_pk"], ["reports.pk"], name="fk_claims_report_pk"),
        sa.UniqueConstraint("report_pk", "claim_id", name="uq_claims_report_pk_claim_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_claims_measure", "claims", ["measure"])
    op.create_index("ix_claims_origin_key", "claims", ["origin_key"])
    op.create_index("ix_claims_day_to_report_pk", "claims", ["day_to", "report_pk"])


def _parts() -> None:
    op.create_table(
        "claim_actors",
        sa.Column("claim_pk", _KEY, nullable=False),
        sa.Column("part", _TEXT, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("as_written", _TEXT, nullable=False),
        sa.Column("actor", _TEXT),
        sa.Column("is_origin", sa.Integer, nullable=False),
        sa.Column("folded", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("claim_pk", "part", "position", name="pk_claim_actors"),
        sa.ForeignKeyConstraint(["claim_pk"], ["claims.pk"], name="fk_claim_actors_claim_pk"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_spans",
        sa.Column("claim_pk", _KEY, nullable=False),
        sa.Column("slot", _TEXT, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("claim_pk", "slot", "position", name="pk_claim_spans"),
        sa.ForeignKeyConstraint(["claim_pk"], ["claims.pk"], name="fk_claim_spans_claim_pk"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _sqlite_words(index: str, table: str, columns: tuple[str, ...]) -> None:
    """An FTS5 index that keeps no second copy of the text; triggers keep it in step within each transaction."""
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    put = f"INSERT INTO {index}(rowid, {names}) VALUES (new.pk, {new});"  # noqa: S608 - our own names
    drop = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.pk, {old});"  # noqa: S608
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='pk',"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute(f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {put} END")
    op.execute(f"CREATE TRIGGER {index}_changed AFTER UPDATE ON {table} BEGIN {drop} {put} END")
    op.execute(f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {drop} END")


def _postgresql_words(name: str, table: str) -> None:
    """The stems of each text in their order, and the tsvector of them; both are written with the text."""
    op.create_table(
        name,
        sa.Column("pk", sa.BigInteger, nullable=False),
        sa.Column("stems", _TEXT, nullable=False),
        sa.Column("vector", postgresql.TSVECTOR, nullable=False),
        sa.PrimaryKeyConstraint("pk", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["pk"], [f"{table}.pk"], name=f"fk_{name}_pk_{table}"),
    )
    op.create_index(f"ix_{name}_vector", name, ["vector"], postgresql_using="gin")
