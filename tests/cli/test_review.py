"""`review`: a person's word changes the picture, never a claim, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Cli, Ran

ASK = ("picture", "Kursk", "--measure", "casualties", "--json")


def first_question(cli: Cli, store: Path) -> Any:
    return json.loads(cli(*ASK, "--store", store).out)["questions"][0]


def claim_of(cli: Cli, store: Path) -> str:
    """The claim nearest to the origin of the newest figure."""
    claim: str = first_question(cli, store)["estimates"][0]["citations"][0]["claim"]
    return claim


def review(cli: Cli, store: Path, *arguments: object) -> Ran:
    return cli("review", *arguments, "--store", store)


def test_a_rejected_claim_leaves_the_picture_and_stays_in_the_store(cli: Cli, examples: Path) -> None:
    before, claim = first_question(cli, examples), claim_of(cli, examples)
    assert review(cli, examples, "reject", claim[:8], "--why", "of another year").code == 0
    after = first_question(cli, examples)
    assert after["claims"] == before["claims"] - 1
    assert claim not in json.dumps(after)
    held = json.loads(cli("claims", "--store", examples, "--json", "--limit", "0").out)
    assert claim in {row["id"] for row in held}


@pytest.mark.parametrize(
    "made",
    [
        ("reject", "{one}", "--why", "wrong"),
        ("correct", "{one}", "quantity=up to 12"),
        ("correct", "{one}", "measure=killed"),
        ("correct", "{one}", "origin=Colonel Ada Vent"),
        ("split", "{one}"),
        ("merge", "{one}", "{other}"),
        ("merge-parties", "uk-government", "ukraine-government"),
    ],
)
def test_undone_the_picture_is_as_if_nothing_had_been(cli: Cli, examples: Path, made: tuple[str, ...]) -> None:
    everything = ("picture", "--questions", "0", "--series", "--json", "--store", examples)
    before = cli(*everything).out
    other = json.loads(before)["questions"][0]["estimates"][0]["citations"][0]["claim"]
    ids = {"one": claim_of(cli, examples), "other": other}
    kept = json.loads(review(cli, examples, *(part.format(**ids) for part in made), "--json").out)
    assert cli(*everything).out != before
    undone = review(cli, examples, "undo", kept["id"][:8])
    assert undone.code == 0, undone.err
    assert cli(*everything).out == before


def test_a_figure_is_corrected_in_words_and_keeps_what_it_counts(cli: Cli, examples: Path) -> None:
    claim = claim_of(cli, examples)
    assert review(cli, examples, "correct", claim, "quantity=more than 7,000").code == 0
    seen = json.loads(cli("picture", "--questions", "0", "--series", "--json", "--store", examples).out)
    (estimate,) = (e for q in seen["questions"] for e in q["estimates"] if e["quantity"]["low"] == 7000)
    assert claim in {citation["claim"] for citation in estimate["citations"]}
    assert (estimate["quantity"]["low_inclusive"], estimate["quantity"]["high"]) == (False, None)
    assert estimate["quantity"]["unit"] == "casualties"
    assert "quantity is more than 7,000 casualties" in review(cli, examples, "list").out


def test_a_side_is_known_by_its_name(cli: Cli, examples: Path) -> None:
    kept = json.loads(review(cli, examples, "correct", claim_of(cli, examples), "subject=South Korea", "--json").out)
    assert kept["value"] == "south-korea"


@pytest.mark.parametrize(
    "slot", ["colour=red", "measure", "measure=gossip", "status=hoped", "quantity=many and 3 and 4", "said=yesterday"]
)
def test_what_cannot_stand_in_a_slot_is_one_sentence_and_keeps_nothing(cli: Cli, examples: Path, slot: str) -> None:
    ran = review(cli, examples, "correct", claim_of(cli, examples), slot)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert review(cli, examples, "list").out == "No reviews.\n"


def test_a_claim_or_party_that_is_not_there_is_one_sentence(cli: Cli, examples: Path) -> None:
    claim = claim_of(cli, examples)
    for made in (
        ("accept", "zzz"),
        ("accept", ""),
        ("accept", "a"),
        ("merge", claim, "zzz"),
        ("merge", claim, claim),
        ("merge-parties", "uk-goverment", "ukraine-government"),
        ("undo", "zzz"),
        ("reject", claim),
    ):
        ran = review(cli, examples, *made)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), made
    assert "uk-government" in review(cli, examples, "merge-parties", "uk-goverment", "uk-government").err


def test_a_review_says_who_and_why(cli: Cli, examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = claim_of(cli, examples)
    monkeypatch.setenv("REPORTEDLY_REVIEWER", "A. Reader")
    review(cli, examples, "accept", claim, "--why", "seen")
    review(cli, examples, "reject", claim, "--why", "no", "--who", "B. Reader")
    told = json.loads(review(cli, examples, "list", "--json").out)
    assert [(row["who"], row["verdict"], row["why"]) for row in told] == [
        ("A. Reader", "accept", "seen"),
        ("B. Reader", "reject", "no"),
    ]
    review(cli, examples, "undo", told[1]["id"])
    assert "(taken back)" in review(cli, examples, "list").out.splitlines()[1]


def test_parties_that_are_one_count_once(cli: Cli, examples: Path) -> None:
    def origins() -> int:
        asked = ("--actor", "North Korea", "--measure", "casualties", "--questions", "1", "--json", "--store", examples)
        count: int = json.loads(cli("picture", *asked).out)["questions"][0]["origins"]
        return count

    before = origins()
    known = json.loads(cli(*ASK[:1], "--json", "--store", examples).out)["questions"][0]["estimates"]
    one, two, *_ = [e["origin"]["party"] for e in known if e["origin"]["counts"]]
    assert review(cli, examples, "merge-parties", one, two).code == 0
    assert origins() == before - 1
