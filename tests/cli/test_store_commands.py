"""`add`, `claims`, `show`, `search`, `picture`: one store, asked in every shape."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from reportedly.model.claim_json import claim_from_json

from .conftest import Cli, write_source


@pytest.fixture
def filled(cli: Cli, source: Path, store: Path) -> Path:
    """A store that holds one report."""
    assert cli("add", source, "--store", store).code == 0
    return store


def test_adding_tells_what_is_new_and_adding_again_changes_nothing(cli: Cli, source: Path, store: Path) -> None:
    first = json.loads(cli("add", source, "--store", store, "--json").out)
    again = json.loads(cli("add", source, "--store", store, "--json").out)
    anew = json.loads(cli("add", source, "--store", store, "--anew", "--json").out)
    assert (first["new"], first["unchanged"], first["passed_over"]) == (1, 0, 0)
    assert first["claims"] > 0
    assert (again["reports"], again["passed_over"]) == (0, 1)
    assert (anew["new"], anew["unchanged"], anew["claims"], anew["passed_over"]) == (0, 1, 0, 0)


def test_a_text_that_is_held_is_not_extracted_again(
    cli: Cli, filled: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.extraction.pipeline import Extractor

    monkeypatch.setattr(Extractor, "extract", lambda *_: pytest.fail("it was read again"))
    assert cli("add", source, "--store", filled, "--anew").code == 0


def test_changed_text_under_the_same_address_is_a_new_version(cli: Cli, filled: Path, source: Path) -> None:
    write_source(source, body="At least 600 soldiers were killed, Defence Minister Ada Vent said.")
    assert json.loads(cli("add", source, "--store", filled, "--json").out)["new_version"] == 1


def test_one_bad_report_costs_that_report_and_is_listed_at_the_end(cli: Cli, source: Path, store: Path) -> None:
    (source.parent / "empty.txt").touch()
    (source.parent / "also.txt").touch()
    ran = cli("add", source.parent, "--store", store)
    assert ran.code == 1
    assert ran.out.startswith("1 reports read: 1 new")
    assert "empty.txt" in ran.err.splitlines()[-1]
    assert "also.txt" in ran.err.splitlines()[-2]


def test_in_a_pipe_each_report_has_a_plain_line_and_quiet_has_none(cli: Cli, source: Path, store: Path) -> None:
    assert cli("add", source, "--store", store).err.startswith("new: ")
    assert cli("add", source, "--store", store, "--quiet").err == ""


def test_the_store_comes_from_the_environment_unless_named(
    cli: Cli, source: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTEDLY_STORE", str(store))
    assert cli("add", source).code == 0
    assert store.exists()


def test_claims_are_found_by_each_condition(cli: Cli, filled: Path) -> None:
    def count(*conditions: str) -> int:
        return len(json.loads(cli("claims", "--store", filled, "--json", *conditions).out))

    everything = count()
    assert everything > 1
    for condition in (("--measure", "killed"), ("--origin", "vent"), ("--actor", "Vent"), ("--text", "boats")):
        assert 0 < count(*condition) < everything
    assert count("--since", "2031-03-01", "--until", "2031-03-09") == everything
    assert count("--until", "2030-01-01") == 0
    assert count("--report", "nothing-begins-so") == 0
    assert count("--limit", "1") == 1
    assert count("--limit", "0") == everything


def test_claims_in_all_shapes_are_the_same_claims(cli: Cli, filled: Path) -> None:
    ids = [claim_from_json(row).id for row in json.loads(cli("claims", "--store", filled, "--json").out)]
    rows = list(csv.DictReader(io.StringIO(cli("claims", "--store", filled, "--csv").out)))
    assert [row["id"] for row in rows] == ids
    assert "512" in cli("claims", "--store", filled).out


def test_what_the_limit_hides_is_said(cli: Cli, filled: Path) -> None:
    assert "--limit 0" in cli("claims", "--store", filled, "--limit", "1").err


def test_nothing_found_is_said_and_no_error(cli: Cli, filled: Path) -> None:
    ran = cli("claims", "--store", filled, "--measure", "no_such_measure")
    assert (ran.code, ran.out) == (0, "No claims were found.\n")


def test_show_takes_the_beginning_of_an_id_and_gives_text_and_claims(cli: Cli, filled: Path) -> None:
    report_id = json.loads(cli("claims", "--store", filled, "--json").out)[0]["report"]["id"]
    shown = json.loads(cli("show", report_id[:6], "--store", filled, "--json").out)
    assert shown["report"]["id"] == report_id
    assert "512 soldiers" in shown["report"]["text"]
    assert shown["versions"][0]["claims"] == len(shown["claims"])
    assert "crossing" in cli("show", report_id, "--store", filled, "--text").out
    assert cli("show", report_id, "--store", filled, "--csv").out.startswith("id,report")


def test_search_finds_reports_and_marks_the_words(cli: Cli, filled: Path) -> None:
    (hit,) = json.loads(cli("search", "soldier", "crossing", "--store", filled, "--json").out)
    marked = [hit["snippet"][m["start"] : m["end"]] for m in hit["matches"]]
    assert "crossing" in marked
    assert "Sudland" in cli("search", "crossing", "--store", filled).out
    assert cli("search", "crossing", "--store", filled, "--csv").out.startswith("report,version")
    assert cli("search", "elephants", "--store", filled).out == "No report holds these words.\n"


def test_the_picture_gives_counts_and_every_figure_with_origin_date_and_claims(cli: Cli, filled: Path) -> None:
    seen = json.loads(cli("picture", "--store", filled, "--json", "--questions", "0").out)
    assert seen["counts"]["reports"] == 1
    assert seen["counts"]["questions"] == len(seen["questions"])
    estimates = [e for q in seen["questions"] for e in q["estimates"]]
    killed = next(e for e in estimates if e["quantity"]["low"] == 512)
    assert killed["origin"]["name"] == "Ada Vent"
    assert killed["as_of"]
    known = {row["id"] for row in json.loads(cli("claims", "--store", filled, "--json").out)}
    assert {c["claim"] for e in estimates for c in e["citations"]} <= known
    assert "at least 512" in cli("picture", "--store", filled).out
    assert cli("picture", "--store", filled, "--csv").out.startswith("question,measure")


@pytest.mark.parametrize("command", [("claims",), ("show", "x"), ("search", "x"), ("picture",)])
def test_a_query_never_begins_a_store(cli: Cli, store: Path, command: tuple[str, ...]) -> None:
    ran = cli(*command, "--store", store)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert not store.exists()


@pytest.mark.parametrize("command", [("claims",), ("show", "x"), ("search", "x"), ("picture",)])
def test_json_and_csv_together_are_refused(cli: Cli, filled: Path, command: tuple[str, ...]) -> None:
    assert cli(*command, "--store", filled, "--json", "--csv").code == 2


def test_a_database_that_is_not_ours_is_one_sentence_and_left_alone(cli: Cli, source: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "other.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("create table pets (name text)")
    connection.close()
    before = foreign.read_bytes()
    ran = cli("add", source, "--store", foreign)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert foreign.read_bytes() == before


def test_a_report_that_is_not_held_is_one_sentence(cli: Cli, filled: Path) -> None:
    ran = cli("show", "zzzz", "--store", filled)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_a_store_that_cannot_be_written_ends_the_run(
    cli: Cli, source: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.errors import StoreUnwritable
    from reportedly.stores.sql import SqlStore

    def full(*_: object) -> None:
        raise StoreUnwritable("the disk is full: make room and run it again")

    monkeypatch.setattr(SqlStore, "add_many", full)
    ran = cli("add", source, source, "--store", store)
    assert ran.code == 2
    assert ran.err == "reportedly: the disk is full: make room and run it again\n"
