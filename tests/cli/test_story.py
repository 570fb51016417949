"""`story`: saved queries, and what each gathers."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Cli


def new(cli: Cli, store: Path) -> None:
    made = cli(
        "story", "new", "The river", "--actor", "North Korea", "--measure", "casualties", "--store", store, "--json"
    )
    assert json.loads(made.out)["query"]["actors"] == ["North Korea"]


def test_a_story_is_kept_and_listed(cli: Cli, examples: Path) -> None:
    assert cli("story", "list", "--store", examples).out.startswith("No stories")
    new(cli, examples)
    assert cli("story", "list", "--store", examples).out == "The river: actor North Korea, measure casualties\n"
    assert [row["name"] for row in json.loads(cli("story", "list", "--store", examples, "--json").out)] == ["The river"]


def test_a_name_is_taken_once_whatever_its_letter_case(cli: Cli, examples: Path) -> None:
    new(cli, examples)
    again = cli("story", "new", "the RIVER", "--place", "Kursk", "--store", examples)
    assert (again.code, again.err.count("\n")) == (2, 1)


def test_a_story_without_a_condition_or_a_name_is_refused(cli: Cli, examples: Path) -> None:
    assert cli("story", "new", "All", "--store", examples).code == 2
    assert cli("story", "new", " ", "--place", "Kursk", "--store", examples).code == 2


def test_a_story_shows_its_picture_findings_and_forecasts(cli: Cli, examples: Path) -> None:
    new(cli, examples)
    out = cli("story", "show", "the river", "--store", examples).out
    assert [out.index(part) for part in ("PICTURE", "FINDINGS", "FORECASTS")] == sorted(
        out.index(part) for part in ("PICTURE", "FINDINGS", "FORECASTS")
    )
    shown = json.loads(cli("story", "show", "The river", "--store", examples, "--json").out)
    picture = json.loads(cli("picture", "The river", "--store", examples, "--json").out)
    findings = json.loads(cli("findings", "The river", "--store", examples, "--json").out)
    assert shown["picture"] == picture
    assert shown["findings"] == findings
    assert {q["measure"] for q in picture["questions"]} == {"casualties"}
    assert set(shown) == {"story", "picture", "findings", "forecasts"}


def test_options_narrow_a_story_and_never_contradict_it(cli: Cli, examples: Path) -> None:
    new(cli, examples)
    narrowed = json.loads(cli("picture", "The river", "--place", "Kursk", "--store", examples, "--json").out)
    assert {q["place"] for q in narrowed["questions"]} == {"Kursk Oblast"}
    against = cli("picture", "The river", "--measure", "killed", "--store", examples)
    assert (against.code, against.err.count("\n")) == (2, 1)


def test_a_story_that_there_is_not_is_one_sentence(cli: Cli, examples: Path) -> None:
    ran = cli("story", "show", "Nowhere", "--store", examples)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
