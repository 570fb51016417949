"""What was changed in the picture behind the store's back is noticed, and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.stores import open_store
from reportedly.stores.bulk import UNFINISHED
from reportedly.stores.picture_checks import NAMED
from tests.contracts.store_keeping import QUOTED
from tests.contracts.store_pictures import BARE, BOATS, WATCHED, drawn, review

SWAPPED = "json_array(json_extract(json, '$[1]'), json_extract(json, '$[0]'))"
MISLED = "replace(json, (SELECT claim_id FROM claims WHERE pk = 1), 'x')"
OTHERS = "(SELECT origin_id FROM tellings WHERE json LIKE '%River Watch%')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store whose picture has all parts."""
    path = tmp_path / "store.db"
    with open_store(path) as store:
        drawn(store, QUOTED, BARE, WATCHED, BOATS)
        store.add_review(review(1))
        assert store.check() == ()
    with closing(sqlite3.connect(path)) as connection:
        for table in ("tellings", "telling_keys", "origins", "questions", "changes", "report_contexts"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table
    return path


def damaged(path: Path, damage: str) -> list[str]:
    """The sentences of the check after this was done to the file."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.total_changes == 0
        connection.executescript(damage)
        connection.commit()
        assert connection.total_changes
    with open_store(path) as store:
        return [problem.sentence for problem in store.check()]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE report_contexts SET report_pk = 99 WHERE report_pk = 1", "a report is drawn in that is not held"),
        ("UPDATE tellings SET claim_pk = 99 WHERE claim_pk = 1", "a telling is of a claim that is not held"),
        ("UPDATE tellings SET report_pk = 2 WHERE claim_pk = 1", "a telling is of another report than its claim"),
        ("DELETE FROM report_contexts WHERE report_pk = 1", "a telling is of a report that is not drawn in"),
        ("DELETE FROM origins", "a telling is of an origin that is not there"),
        ("UPDATE tellings SET lead_key = 'no\x1f000001\x1fone'", "a telling follows one that is not there"),
        ("UPDATE tellings SET origin_id = (SELECT max(id) FROM origins)", "an origin is told by nobody"),
        (f"UPDATE origins SET nearest = 'x' WHERE id = {OTHERS}", "nearest to an origin is not one of its own"),
        ("DELETE FROM questions", "an origin answers a question that is not there"),
        ("UPDATE origins SET question_id = NULL", "a question is answered by no origin"),
        ("UPDATE changes SET origin_id = 'x'", "a change is of an origin that is not there"),
        ("UPDATE changes SET claim_pk = 99", "a change is of a claim that tells nothing"),
        (f"UPDATE changes SET origin_id = {OTHERS}", "a change is of another report or origin than its claim"),
        ("UPDATE origins SET claims = claims + 1", "an origin does not count the claims and reports that tell it"),
        ("UPDATE tellings SET sort_key = 'no\x1f000001\x1fone' WHERE claim_pk = 3", "a telling bears another name"),
        ("UPDATE tellings SET json = '[]' WHERE claim_pk = 1", "a telling cannot be read"),
        ("UPDATE report_contexts SET json = '7' WHERE report_pk = 1", "a telling cannot be read"),
        ("UPDATE telling_keys SET day = day + 1", "the keys that tellings are compared by are not those"),
        ("DELETE FROM telling_keys WHERE claim_pk = 1", "the keys that tellings are compared by are not those"),
        ("UPDATE origins SET party = 'nobody'", "the columns of an origin do not say what its estimate says"),
        ("UPDATE origins SET as_of = '2031-01-01'", "the columns of an origin do not say what its estimate says"),
        ("UPDATE origins SET json = '{}'", "an origin cannot be read"),
        ("UPDATE origins SET json = replace(json, '\"version\":1', '\"version\":8')", "cites a claim that is not held"),
        ("UPDATE questions SET measure = 'wounded'", "the columns of a question do not say what it says"),
        ("UPDATE questions SET json = 'no'", "a question cannot be read"),
        ("UPDATE changes SET json = '[]'", "cannot be read"),
        (f"UPDATE changes SET json = {SWAPPED}", "names another claim than its own"),
        (f"UPDATE changes SET json = {MISLED}", "goes back to a claim that does not tell it"),
        ("UPDATE reviews SET made = 'yesterday'", "the review review1 cannot be read"),
        ("INSERT INTO stories (id, name, json) VALUES ('1', 'a', '[')", "the story 'a' cannot be read"),
    ],
)  # fmt: skip
def test_damage_is_noticed(path: Path, damage: str, sentence: str) -> None:
    """Each kind of damage has its sentence."""
    found = damaged(path, damage)
    assert any(sentence in one for one in found), found


def test_a_telling_that_is_wrong_is_named_by_its_report_and_claim(path: Path) -> None:
    """So that a person can look."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE tellings SET json = '{' WHERE claim_pk = 3")
    with open_store(path) as store:
        (problem,) = store.check()
    assert (problem.report_id, problem.version, problem.claim_id) == (WATCHED[0].id, 1, WATCHED[1][0].id)


def test_of_many_faults_of_one_kind_the_first_are_named_and_the_rest_counted(path: Path) -> None:
    """Not one by one."""
    rows = ", ".join(f"('origin {number:03}', 'x', 1, 1)" for number in range(NAMED + 7))
    found = damaged(path, f"INSERT INTO origins (id, nearest, claims, reports) VALUES {rows}")
    told = [sentence for sentence in found if sentence.startswith("an origin is told by nobody")]
    assert told == [f"an origin is told by nobody: origin {number:03}" for number in range(NAMED)]
    assert "... and 7 more of which such is true" in found


def test_a_drawing_that_was_cut_short_is_no_fault(path: Path) -> None:
    """What it has written may lack the rest; what it refers to must be there."""
    half = f"UPDATE report_contexts SET rules = '{UNFINISHED}'; UPDATE tellings SET origin_id = ''; DELETE FROM origins"
    assert damaged(path, half) == []
    assert damaged(path, "UPDATE tellings SET claim_pk = 99 WHERE claim_pk = 1") == [
        "a telling is of a claim that is not held"
    ]
