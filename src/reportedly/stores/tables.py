"""The tables, as the newest migration leaves them (a test compares the two).

Days are ISO text, times ISO text with offset, truth values 0 or 1; spans are code points. Everything that a claim says
is in `claims.json` (claim_json, version 1); the other columns of `claims`, and the tables `claim_actors` and
`claim_spans`, only repeat parts of it for questions to be asked of, and `Store.check` compares them.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only in a column of type INTEGER, and a STRICT table knows no DOUBLE.
_Key = BigInteger().with_variant(Integer, "sqlite")
_Float: TypeEngine[float] = Double().with_variant(REAL, "sqlite")

reports = Table(
    "reports",
    metadata,
    Column("pk", _Key, primary_key=True),
    Column("report_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("outlet", Text),
    Column("outlet_folded", Text),
    Column("title", Text),
    Column("byline", Text),
    Column("dateline", Text),
    Column("published", Text),
    Column("published_day", Text),
    Column("retrieved", Text),
    Column("recency", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("links", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("report_id", "version"),
    Index(None, "url"),
    Index(None, "recency"),
    sqlite_strict=True,
)

claims = Table(
    "claims",
    metadata,
    Column("pk", _Key, primary_key=True),
    Column("report_pk", _Key, ForeignKey("reports.pk"), nullable=False),
    Column("claim_id", Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("measure", Text),
    Column("origin_name", Text),
    Column("origin_actor", Text),
    Column("origin_key", Text),
    Column("said", Text),
    Column("published_day", Text),
    Column("day_from", Text),
    Column("day_to", Text),
    Column("low", _Float),
    Column("high", _Float),
    Column("point", _Float),
    Column("has_quantity", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("json", Text, nullable=False),
    UniqueConstraint("report_pk", "claim_id"),
    Index(None, "claim_id"),
    Index(None, "origin_key"),
    Index(None, "origin_name"),
    Index(None, "low"),
    Index(None, "measure", "day_to", "report_pk", "day_from"),
    Index(None, "day_to", "report_pk", "day_from"),
    sqlite_strict=True,
)

claim_actors = Table(
    "claim_actors",
    metadata,
    Column("claim_pk", _Key, ForeignKey("claims.pk"), primary_key=True),
    Column("part", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("as_written", Text, nullable=False),
    Column("actor", Text),
    Column("is_origin", Integer, nullable=False),
    Column("folded", Text, nullable=False),
    Index(None, "folded", "is_origin"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

claim_spans = Table(
    "claim_spans",
    metadata,
    Column("claim_pk", _Key, ForeignKey("claims.pk"), primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

report_contexts = Table(
    "report_contexts",
    metadata,
    Column("report_pk", _Key, ForeignKey("reports.pk"), primary_key=True, autoincrement=False),
    Column("rules", Text, nullable=False),
    Column("json", Text, nullable=False),
    sqlite_strict=True,
)

tellings = Table(
    "tellings",
    metadata,
    Column("claim_pk", _Key, ForeignKey("claims.pk"), primary_key=True, autoincrement=False),
    Column("report_pk", _Key, ForeignKey("reports.pk"), nullable=False),
    Column("sort_key", Text, nullable=False),
    Column("origin_id", Text, nullable=False),
    Column("nearness", Text, nullable=False),
    Column("day", _Key, nullable=False),
    Column("anchored", _Key, nullable=False),
    Column("lead_key", Text),
    Column("lead_published", Text),
    Column("lead_anchored", _Key),
    Column("lead_score", _Float),
    Column("key_names", Text, nullable=False),
    Column("json", Text, nullable=False),
    Index(None, "origin_id", "nearness"),
    Index(None, "origin_id", "sort_key"),
    Index(None, "report_pk"),
    Index(None, "lead_key"),
    sqlite_strict=True,
)

telling_keys = Table(
    "telling_keys",
    metadata,
    Column("key", _Key, primary_key=True, autoincrement=False),
    Column("day", _Key, primary_key=True, autoincrement=False),
    Column("claim_pk", _Key, primary_key=True, autoincrement=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("measure", Text, nullable=False),
    Column("subject_key", Text),
    Column("counterpart_key", Text),
    Column("place_key", Text),
    Column("aspect", Text),
    Column("report", Text),
    Column("folded", Text, nullable=False),
    Column("json", Text, nullable=False),
    sqlite_strict=True,
)

origins = Table(
    "origins",
    metadata,
    Column("id", Text, primary_key=True),
    Column("question_id", Text),
    Column("nearest", Text, nullable=False),
    Column("party", Text),
    Column("as_of", Text),
    Column("claims", _Key, nullable=False),
    Column("reports", _Key, nullable=False),
    Column("question", Text),
    Column("json", Text),
    Index(None, "question_id", "as_of"),
    Index(None, "party", "as_of"),
    sqlite_strict=True,
)

changes = Table(
    "changes",
    metadata,
    Column("origin_id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("report_pk", _Key, nullable=False),
    Column("claim_pk", _Key, primary_key=True, autoincrement=False),
    Column("published", Text),
    Column("json", Text, nullable=False),
    Index(None, "kind"),
    Index(None, "report_pk"),
    sqlite_strict=True,
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("json", Text, nullable=False),
    sqlite_strict=True,
)

reviews = Table(
    "reviews",
    metadata,
    Column("pk", _Key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("of", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("other", Text),
    Column("slot", Text),
    Column("value", Text),
    Column("why", Text),
    Column("undone", _Key, nullable=False),
    Index(None, "of"),
    sqlite_strict=True,
)

read_sources = Table(
    "read_sources",
    metadata,
    Column("source", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("done", _Key, nullable=False),
    Column("updated", Text, nullable=False),
    sqlite_strict=True,
)
