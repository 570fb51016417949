"""What was changed behind the store's back is noticed, and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.stores import open_store
from tests.builders import claims_of, numbered_report

REPORT = numbered_report(1)
WRONG_REPORT = "the claim names another report than the one that it is kept with"
WRONG_INDEX = "the full-text index {} does not match what is kept"


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE reports SET text = text || ' more'", "the text is not the one that its digest was made of"),
        ("UPDATE reports SET version = 3", "versions are missing"),
        ("UPDATE reports SET published = 'never'", "cannot be read (Invalid isoformat string: 'never')"),
        ("UPDATE reports SET links = '[1]'", "cannot be read (cannot unpack"),
        ("UPDATE claim_spans SET span_end = 0", "the spans kept beside the claim are not those in it"),
        ("UPDATE claims SET measure = 'killed'", "the columns do not say what the claim says"),
        ("UPDATE claims SET json = '{}'", "the claim cannot be read: not a claim of version 1"),
        ("UPDATE claims SET json = 'no'", "the claim cannot be read: not a claim of version 1: Expecting value"),
        ("UPDATE claims SET json = replace(json, '\"version\":1', '\"version\":7')", WRONG_REPORT),
        ("UPDATE claim_actors SET name = 'Nobody'", "the actors kept beside the claim are not those in it"),
        ("DELETE FROM claim_actors", "the actors kept beside the claim are not those in it"),
        ("DELETE FROM claim_spans WHERE slot = 'hop'", "the spans kept beside the claim are not those in it"),
        ("DELETE FROM claims", "9 rows of claim_spans belong to nothing in claims"),
        ("DELETE FROM reports", "2 rows of claims belong to nothing in reports"),
        ("UPDATE reports SET text = 'short'", "the span of hop lies outside the text"),
        ("INSERT INTO report_words(report_words) VALUES ('delete-all')", WRONG_INDEX.format("report_words")),
        ("DROP TRIGGER claim_words_changed; UPDATE claims SET text = 'x'", WRONG_INDEX.format("claim_words")),
    ],
)  # fmt: skip
def test_damage_is_noticed(tmp_path: Path, damage: str, sentence: str) -> None:
    """Each kind of damage has its sentence."""
    path = tmp_path / "store.db"
    with open_store(path) as store:
        store.add(REPORT, claims_of(REPORT))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(damage)
    with open_store(path) as store:
        assert any(sentence in problem.sentence for problem in store.check())


def test_a_problem_says_where(tmp_path: Path) -> None:
    """Report, version and claim."""
    path = tmp_path / "store.db"
    report = numbered_report(1)
    first, second = claims_of(report)
    with open_store(path) as store:
        store.add(report, (first, second))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE claims SET low = 1 WHERE claim_id = ?", (second.id,))
    with open_store(path) as store:
        (problem,) = store.check()
    assert (problem.report_id, problem.version, problem.claim_id) == (report.id, 1, second.id)
