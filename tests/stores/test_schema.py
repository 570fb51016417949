"""The schema's history leads to today's tables, with what was kept on the way."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from reportedly.model.claim_json import claim_to_json
from reportedly.stores import ClaimQuery, open_store
from reportedly.stores.database import WORD_TABLES
from reportedly.stores.postgresql import PostgresqlDatabase
from reportedly.stores.schema import REVISIONS, revision_of, upgrade
from reportedly.stores.sql import SqlStore
from reportedly.stores.sqlite import APPLICATION_ID, SqliteDatabase
from reportedly.stores.tables import metadata
from reportedly.workflow import draw
from tests.builders import claims_of, made_up_knowledge, numbered_report


def at_revision(path: Path, revision: str) -> None:
    """An empty store as the program that had `revision` as its newest made it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, revision)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    engine.dispose()


def keep_by_hand(path: Path) -> None:
    """One report with one claim, written in the words of the first revision."""
    report = numbered_report(1)
    claim = claims_of(report)[1]
    kept = {
        "report_id": report.id,
        "version": 1,
        "sha256": report.sha256,
        "url": report.url,
        "canonical_url": report.canonical_url,
        "outlet": report.outlet,
        "outlet_folded": "the ister gazette",
        "title": report.title,
        "byline": report.byline,
        "dateline": report.dateline,
        "published": "2031-03-04T09:30:00+00:00",
        "published_day": "2031-03-04",
        "retrieved": "2031-03-05T00:00:00+00:00",
        "recency": "2031-03-04T09:30:00.000000+00:00",
        "language": "en",
        "links": '[["https://ministry.example/briefing","a briefing"]]',
        "text": report.text,
    }
    ministry, gazette = "The Sudland defence ministry", "The Ister Gazette"
    folded_ministry = "the sudland defence ministry\nthe sudland defence ministry\norg.sudland-mod"
    spans = [("claim", claim.span), ("hop", claim.chain[1].span), ("source", claim.evidence.source[0])]
    spans.append(("quantity", claim.evidence.quantity[0]))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=ON")
        marks = ", ".join("?" * len(kept))
        connection.execute(f"INSERT INTO reports (pk, {', '.join(kept)}) VALUES (1, {marks})", tuple(kept.values()))
        connection.execute(
            "INSERT INTO claims (pk, report_pk, claim_id, span_start, span_end, measure, origin_name, origin_actor,"
            " origin_key, said, published_day, day_from, day_to, low, high, point, has_quantity, text, json)"
            " VALUES (1, 1, ?, ?, ?, 'captured', ?, 'org.sudland-mod', 'id:org.sudland-mod', '2031-03-02',"
            " '2031-03-04', '2031-03-02', '2031-03-02', 8.0, NULL, NULL, 1, ?, ?)",
            (claim.id, claim.span.start, claim.span.end, ministry, claim.text, json.dumps(claim_to_json(claim))),
        )
        connection.executemany(
            "INSERT INTO claim_actors (claim_pk, part, position, name, as_written, actor, is_origin, folded)"
            " VALUES (1, 'hop', ?, ?, ?, ?, ?, ?)",
            [
                (0, gazette, gazette, None, 0, "the ister gazette\nthe ister gazette\n"),
                (1, ministry, ministry, "org.sudland-mod", 1, folded_ministry),
            ],
        )
        connection.executemany(
            "INSERT INTO claim_spans (claim_pk, slot, position, span_start, span_end) VALUES (1, ?, ?, ?, ?)",
            [(slot, int(slot == "hop"), span.start, span.end) for slot, span in spans if span is not None],
        )


def test_the_list_of_revisions_is_that_of_the_files() -> None:
    """REVISIONS names every migration, in order, and the history has no branches."""
    config = Config()
    config.set_main_option("script_location", "reportedly.stores:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS
    assert scripts.get_heads() == [REVISIONS[-1]]


def test_migrations_lead_to_the_tables(tmp_path: Path) -> None:
    """What the migrations make is what `tables` says: nothing to add, drop or change, and every table is STRICT."""
    database = SqliteDatabase(tmp_path / "store.db")
    shadows = tuple(
        f"{index}{suffix}" for index in WORD_TABLES for suffix in ("", "_data", "_idx", "_docsize", "_config")
    )
    with SqlStore(database), database.engine.connect() as connection:
        options = {
            "include_name": lambda name, kind, _parents: kind != "table" or name not in shadows,
            "compare_type": True,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        for table in metadata.tables:
            assert inspect(connection).get_table_options(table)["sqlite_strict"]


def test_migrations_lead_to_the_tables_on_postgresql(empty_database: str) -> None:
    """The same, and every text sorts by code point, whatever the database's locale."""
    database = PostgresqlDatabase(empty_database)
    with SqlStore(database), database.engine.connect() as connection:
        options = {
            "include_name": lambda name, kind, _parents: kind != "table" or name not in WORD_TABLES,
            "compare_type": True,
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        texts = connection.execute(
            text(
                "SELECT table_name, column_name, collation_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND data_type = 'text'"
            )
        ).all()
    assert len(texts) > 50
    assert {row.collation_name for row in texts} == {"C"}


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_store_of_any_revision_is_brought_up_to_date(tmp_path: Path, revision: str) -> None:
    """What the first revision kept is read, found and sound after every later one."""
    path = tmp_path / "store.db"
    at_revision(path, REVISIONS[0])
    keep_by_hand(path)
    if revision != REVISIONS[0]:
        at_revision(path, revision)
    report = numbered_report(1)
    with open_store(path) as store:
        assert store.check() == ()
        assert store.get_report(report.id) == report
        assert store.find_claims(ClaimQuery(origin="sudland", text="captured")) == claims_of(report)[1:]
        assert [hit.report_id for hit in store.search("crossing")] == [report.id]
        assert store.add(report).outcome == "unchanged"


def test_a_store_of_the_first_revision_is_drawn(tmp_path: Path) -> None:
    """What was kept before there was a picture is in it as soon as it is drawn."""
    path = tmp_path / "store.db"
    at_revision(path, REVISIONS[0])
    keep_by_hand(path)
    with open_store(path) as store:
        assert store.find_series() == ((), 0)
        assert draw(store, made_up_knowledge()) == 1
        ((series,), total) = store.find_series()
        assert (total, series.question.measure, series.claims) == (1, "captured", 1)
        assert draw(store, made_up_knowledge()) == 0
        assert store.check() == ()


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it is one transaction: the file is still new, and the next to open it succeeds."""
    path = tmp_path / "store.db"

    def upgrade_and_fail(connection: object) -> None:
        upgrade(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("reportedly.stores.schema.upgrade", upgrade_and_fail)
        with pytest.raises(KeyboardInterrupt):
            open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    open_store(path).close()


def test_a_database_without_history_has_no_revision(tmp_path: Path) -> None:
    """None, not an error."""
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.connect() as connection:
        assert revision_of(connection) is None
    engine.dispose()
