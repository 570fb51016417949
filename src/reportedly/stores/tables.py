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
# By code point, whatever the database's locale: SQLite's order, and that of Python.
_Text: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
_Float: TypeEngine[float] = Double().with_variant(REAL, "sqlite")

reports = Table(
    "reports",
    metadata,
    Column("pk", _Key, primary_key=True),
    Column("report_id", _Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", _Text, nullable=False, unique=True),
    Column("url", _Text),
    Column("canonical_url", _Text),
    Column("outlet", _Text),
    Column("outlet_folded", _Text),
    Column("title", _Text),
    Column("byline", _Text),
    Column("dateline", _Text),
    Column("published", _Text),
    Column("published_day", _Text),
    Column("retrieved", _Text),
    Column("recency", _Text, nullable=False),
    Column("language", _Text, nullable=False),
    Column("links", _Text, nullable=False),
    Column("text", _Text, nullable=False),
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
    Column("claim_id", _Text, nullable=False),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("measure", _Text),
    Column("origin_name", _Text),
    Column("origin_actor", _Text),
    Column("origin_key", _Text),
    Column("said", _Text),
    Column("published_day", _Text),
    Column("day_from", _Text),
    Column("day_to", _Text),
    Column("low", _Float),
    Column("high", _Float),
    Column("point", _Float),
    Column("has_quantity", Integer, nullable=False),
    Column("text", _Text, nullable=False),
    Column("json", _Text, nullable=False),
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
    Column("part", _Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", _Text, nullable=False),
    Column("as_written", _Text, nullable=False),
    Column("actor", _Text),
    Column("is_origin", Integer, nullable=False),
    Column("folded", _Text, nullable=False),
    Index(None, "folded", "is_origin"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

claim_spans = Table(
    "claim_spans",
    metadata,
    Column("claim_pk", _Key, ForeignKey("claims.pk"), primary_key=True),
    Column("slot", _Text, primary_key=True),
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
    Column("rules", _Text, nullable=False),
    Column("json", _Text, nullable=False),
    sqlite_strict=True,
)

tellings = Table(
    "tellings",
    metadata,
    Column("claim_pk", _Key, ForeignKey("claims.pk"), primary_key=True, autoincrement=False),
    Column("report_pk", _Key, ForeignKey("reports.pk"), nullable=False),
    Column("sort_key", _Text, nullable=False),
    Column("origin_id", _Text, nullable=False),
    Column("nearness", _Text, nullable=False),
    Column("day", _Key, nullable=False),
    Column("anchored", _Key, nullable=False),
    Column("lead_key", _Text),
    Column("lead_published", _Text),
    Column("lead_anchored", _Key),
    Column("lead_score", _Float),
    Column("key_names", _Text, nullable=False),
    Column("json", _Text, nullable=False),
    Index(None, "origin_id", "nearness"),
    Index(None, "origin_id", "sort_key"),
    Index(None, "origin_id", "report_pk"),
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
    Column("id", _Text, primary_key=True),
    Column("measure", _Text, nullable=False),
    Column("subject_key", _Text),
    Column("counterpart_key", _Text),
    Column("place_key", _Text),
    Column("aspect", _Text),
    Column("report", _Text),
    Column("folded", _Text, nullable=False),
    Column("json", _Text, nullable=False),
    sqlite_strict=True,
)

origins = Table(
    "origins",
    metadata,
    Column("id", _Text, primary_key=True),
    Column("question_id", _Text),
    Column("nearest", _Text, nullable=False),
    Column("party", _Text),
    Column("as_of", _Text),
    Column("claims", _Key, nullable=False),
    Column("reports", _Key, nullable=False),
    Column("question", _Text),
    Column("json", _Text),
    Index(None, "question_id", "as_of"),
    Index(None, "party", "as_of"),
    sqlite_strict=True,
)

changes = Table(
    "changes",
    metadata,
    Column("origin_id", _Text, primary_key=True),
    Column("kind", _Text, primary_key=True),
    Column("before", _Text, nullable=False),
    Column("after", _Text, nullable=False),
    Column("report_pk", _Key, nullable=False),
    Column("claim_pk", _Key, primary_key=True, autoincrement=False),
    Column("published", _Text),
    Column("json", _Text, nullable=False),
    Index(None, "kind"),
    Index(None, "report_pk"),
    sqlite_strict=True,
)

stories = Table(
    "stories",
    metadata,
    Column("id", _Text, primary_key=True),
    Column("name", _Text, nullable=False, unique=True),
    Column("json", _Text, nullable=False),
    sqlite_strict=True,
)

reviews = Table(
    "reviews",
    metadata,
    Column("pk", _Key, primary_key=True),
    Column("id", _Text, nullable=False, unique=True),
    Column("kind", _Text, nullable=False),
    Column("of", _Text, nullable=False),
    Column("who", _Text, nullable=False),
    Column("made", _Text, nullable=False),
    Column("other", _Text),
    Column("slot", _Text),
    Column("value", _Text),
    Column("why", _Text),
    Column("undone", _Key, nullable=False),
    Index(None, "of"),
    sqlite_strict=True,
)

read_sources = Table(
    "read_sources",
    metadata,
    Column("source", _Text, primary_key=True),
    Column("fingerprint", _Text, nullable=False),
    Column("position", _Text, nullable=False),
    Column("done", _Key, nullable=False),
    Column("updated", _Text, nullable=False),
    sqlite_strict=True,
)
