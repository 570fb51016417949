"""Stores that released programs wrote, with all that people keep, are opened by this one with nothing lost.

`schemas` holds one for each revision, made by the program of that time (schemas/make.py).
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.model.story import Query, Verdict
from reportedly.stores import ClaimQuery, open_store
from reportedly.stores.schema import REVISIONS
from reportedly.workflow import draw, redraw
from reportedly.workflow.comparing import picture_differences
from reportedly.workflow.copying import copy
from reportedly.workflow.keeping import check
from tests.stores.schemas.make import EDITED, FIRST
from tests.stores.test_schema import at_revision

SCHEMAS = Path(__file__).parent / "schemas"
PEOPLE_SINCE = "0002"


def store_of(revision: str, folder: Path) -> Path:
    """The store as the program of that revision left it."""
    path = folder / f"{revision}.db"
    at_revision(path, revision)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.executescript(f"BEGIN; {rows_of(revision)} COMMIT;")
    return path


def rows_of(revision: str) -> str:
    return (SCHEMAS / f"r{revision}.sql").read_text(encoding="utf-8")


def rows_in(revision: str, table: str) -> int:
    return len(re.findall(rf"^INSERT INTO {table} ", rows_of(revision), re.MULTILINE))


def test_every_revision_has_its_store() -> None:
    """Whoever adds a migration adds what the program before and after it wrote."""
    assert [path.name for path in sorted(SCHEMAS.glob("*.sql"))] == [f"r{revision}.sql" for revision in REVISIONS]
    assert all(rows_in(revision, table) for revision in REVISIONS for table in FIRST)


@pytest.mark.parametrize("revision", REVISIONS)
def test_all_that_was_held_is_there(tmp_path: Path, revision: str) -> None:
    """Reports in their versions, claims, spans, stories and reviews; the check finds nothing wrong before anything is
    drawn."""
    with open_store(store_of(revision, tmp_path)) as store:
        assert store.check() == ()
        assert store.counts().versions == rows_in(revision, "reports") == 3
        claims = store.find_claims(ClaimQuery(limit=None, latest_versions_only=False))
        assert len(claims) == rows_in(revision, "claims")
        spans = [row for one in store.version_marks() for row in store.spans_of(one.report_id, one.version)]
        assert len(spans) == rows_in(revision, "claim_spans")
        assert EDITED[0] in store.get_report("nk-museum", 1).text
        assert EDITED[1] in store.get_report("nk-museum").text
        assert [hit.version for hit in store.search(EDITED[1])] == [2]
        assert len(store.find_stories()) == rows_in(revision, "stories") == int(revision >= PEOPLE_SINCE)
        assert len(store.find_reviews()) == rows_in(revision, "reviews")


@pytest.mark.parametrize("revision", REVISIONS[REVISIONS.index(PEOPLE_SINCE) :])
def test_what_people_kept_says_what_it_said(tmp_path: Path, revision: str) -> None:
    """The query of a story; each review, taken back or not, and about claims that are there."""
    with open_store(store_of(revision, tmp_path)) as store:
        (story,) = store.find_stories()
        assert (story.name, story.query) == ("Kursk losses", Query(place="Kursk", measure="casualties"))
        reviews = store.find_reviews()
        assert [(one.verdict, one.undone) for one in reviews] == [
            (Verdict.REJECT, False),
            (Verdict.ACCEPT, False),
            (Verdict.SPLIT, True),
        ]
        assert {(one.who, one.why) for one in reviews} == {("Ida", "of another year"), ("Ida", "")}
        assert all(store.reports_of_claim(one.of) for one in reviews)


@pytest.mark.parametrize("revision", REVISIONS)
def test_its_picture_is_that_of_a_new_store(tmp_path: Path, revision: str) -> None:
    """Brought up to date one report at a time and drawn from scratch, it is what a new store of the same reports and
    reviews comes to; the whole check passes."""
    with open_store(store_of(revision, tmp_path)) as store, open_store(tmp_path / "new.db") as new:
        draw(store)
        for version in store.versions():
            new.add(version.report, version.claims)
            draw(new)
        for review in store.find_reviews():
            new.keep_review(review)
        draw(new)
        assert next(iter(new.picture_rows()))
        assert picture_differences(store, new) == ((), 0)
        redraw(store)
        assert picture_differences(store, new) == ((), 0)
        found = check(store)
        assert (found.problems, found.notes, found.redrawn) == ((), (), True)


@pytest.mark.parametrize("revision", REVISIONS)
def test_it_can_be_copied(tmp_path: Path, revision: str) -> None:
    """Into a new store, with nothing different."""
    with open_store(store_of(revision, tmp_path)) as store, open_store(tmp_path / "copy.db") as copied:
        draw(store)
        done = copy(store, copied)
        assert (done.problems, done.notes, done.versions, done.reviews) == ((), (), 3, rows_in(revision, "reviews"))
