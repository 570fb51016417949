"""`reportedly store`: check, copy, backup, restore, info; words, JSON and exit codes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import Cli


@pytest.fixture
def filled(cli: Cli, source: Path, store: Path) -> Path:
    """A store that holds one report."""
    assert cli("add", source, "--store", store).code == 0
    return store


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_sound_store_is_said_to_be_sound(cli: Cli, filled: Path) -> None:
    ran = cli("store", "check", "--store", filled)
    assert (ran.code, ran.err) == (0, "")
    assert "all is well, and the picture is what they give" in " ".join(ran.out.split())
    quick = cli("store", "check", "--quick", "--store", filled)
    assert quick.code == 0
    assert "the picture is" not in quick.out


def test_what_is_wrong_is_named_and_the_exit_code_is_1(cli: Cli, filled: Path) -> None:
    execute(filled, "UPDATE claims SET measure = 'wounded' WHERE measure = 'killed'")
    ran = cli("store", "check", "--store", filled)
    assert ran.code == 1
    words = " ".join(ran.out.split())
    assert "wrong: report " in words
    assert ", version 1, claim " in words
    assert "the columns do not say what the claim says" in words
    found = json.loads(cli("store", "check", "--store", filled, "--json").out)
    assert {"sentence", "report", "version", "claim"} == set(found["problems"][0])
    assert found["problems"][0]["version"] == 1
    assert found["redrawn"]


def test_a_check_by_other_tables_than_the_store_was_drawn_with_differs(
    cli: Cli, source: Path, store: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.tsv"
    columns = ("id", "kind", "name", "aliases", "state", "part_of", "yardstick")
    row = ("sudland-vent", "organisation", "Ada Vent", "", "", "", "")
    mine.write_text("\t".join(columns) + "\n" + "\t".join(row) + "\n")
    assert cli("add", source, "--store", store, "--knowledge", mine).code == 0
    assert cli("store", "check", "--store", store, "--knowledge", mine).code == 0
    ran = cli("store", "check", "--store", store)
    assert ran.code == 1
    assert "otherwise than one drawn anew gives it" in " ".join(ran.out.split())


def test_a_copy_is_told_to_be_the_same_and_a_second_run_brings_nothing(cli: Cli, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    ran = cli("store", "copy", filled, f"sqlite:///{target}")
    assert ran.code == 0
    assert "1 report versions" in ran.out
    assert "is the same" in " ".join(ran.out.split())
    again = json.loads(cli("store", "copy", filled, target, "--json").out)
    assert (again["versions"], again["held"], again["problems"]) == (0, 1, [])
    same = [cli("claims", "--json", "--store", path).out for path in (filled, target)]
    assert same[0] == same[1]


def test_a_copy_that_is_not_the_same_is_told(cli: Cli, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    cli("store", "copy", filled, target)
    execute(target, "UPDATE reports SET byline = 'Nobody'")
    ran = cli("store", "copy", filled, target)
    assert ran.code == 1
    assert "the copy does not say what was copied" in " ".join(ran.out.split())


def test_what_cannot_be_copied_is_one_sentence(cli: Cli, filled: Path, tmp_path: Path) -> None:
    into_itself = cli("store", "copy", filled, f"sqlite:///{filled}")
    missing = cli("store", "copy", tmp_path / "nothing.db", tmp_path / "copy.db")
    for ran, words in ((into_itself, "into itself"), (missing, "there is no store")):
        assert ran.code == 2
        assert words in ran.err
        assert ran.err.count("\n") == 1
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_is_written_and_restored(cli: Cli, filled: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "backup.db", tmp_path / "new.db"
    ran = cli("store", "backup", file, "--store", filled)
    assert (ran.code, ran.out.startswith("backup: 1 reports and ")) == (0, True)
    back = json.loads(cli("store", "restore", file, "--store", new, "--json").out)
    assert (back["store"], back["reports"]) == (str(new), 1)
    assert back["size_bytes"] == new.stat().st_size
    assert cli("store", "check", "--store", new).code == 0


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_what_is_there_is_replaced_only_with_replace(cli: Cli, filled: Path, tmp_path: Path, command: str) -> None:
    file = tmp_path / "backup.db"
    cli("store", "backup", file, "--store", filled)
    refused = cli("store", command, file, "--store", filled)
    assert refused.code == 2
    assert "--replace" in refused.err
    assert cli("store", command, file, "--store", filled, "--replace").code == 0


def test_info_tells_how_much_there_is(cli: Cli, filled: Path) -> None:
    ran = cli("store", "info", "--store", filled)
    assert ran.code == 0
    assert "reports  1, 1 versions" in ran.out
    found = json.loads(cli("store", "info", "--store", filled, "--json").out)
    assert (found["reports"], found["undrawn"], found["stories"]) == (1, 0, 0)
    assert found["size_bytes"] == filled.stat().st_size


@pytest.mark.parametrize("command", ["check", "info"])
def test_a_store_is_never_begun_by_looking_at_it(cli: Cli, store: Path, command: str) -> None:
    ran = cli("store", command, "--store", store)
    assert ran.code == 2
    assert "there is no store" in ran.err
    assert not store.exists()
