"""The persons a report names: what each is called, and whom "he", "she" and a role stand for."""

from __future__ import annotations

import pytest

from reportedly.extraction import people
from reportedly.extraction.people import fits, gender_of
from reportedly.knowledge import load_knowledge


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def names(text: str, knowledge) -> list[str]:
    return [person.name for person in people.find(text, knowledge).persons]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Army spokesman Tarek Olmari said five died.", "Tarek Olmari"),
        ("Boru Tesk, the head of the hospital, said five died.", "Boru Tesk"),
        ("On Monday Maria Olvedo said five died.", "Maria Olvedo"),
        ("The governor, General Boru Tesk, said five died.", "Boru Tesk"),
        ("Foreign Minister Sergei Lavrov said five died.", "Sergei Lavrov"),
    ],
)
def test_a_person_is_known_by_office_description_given_name_or_table(text: str, name: str, knowledge) -> None:
    assert names(text, knowledge) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The United Nations said so.",
        "Islamic State said so.",
        "Kursk Oblast was hit.",
        "On Monday Eastern Command said so.",
        "Ravel Bridge fell.",
    ],
)
def test_bodies_and_places_are_no_persons(text: str, knowledge) -> None:
    assert names(text, knowledge) == []


def test_every_mention_counts_surnames_too(knowledge) -> None:
    text = "Spokesman Tarek Olmari spoke first. Olmari gave no names. Later Olmari left."
    (person,) = people.find(text, knowledge).persons
    assert [text[at : at + 6] for at in person.at] == ["Tarek ", "Olmari", "Olmari"]


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (["spokesman"], "Tarek Olmari"),
        (["army", "spokesman"], "Tarek Olmari"),
        (["hospital", "head"], "Boru Tesk"),
        (["navy", "spokesman"], None),
        (["group"], None),
    ],
)
def test_a_role_is_whoever_was_described_so(role: list[str], name: str | None, knowledge) -> None:
    text = "Army spokesman Tarek Olmari spoke. Boru Tesk, the head of the hospital, agreed. The rest is silence."
    found = people.find(text, knowledge).called(role, len(text))
    assert (found.name if found else None) == name


def test_gender_is_told_by_nouns_and_given_names(knowledge) -> None:
    assert gender_of(["army", "spokeswoman"]) == "f"
    assert gender_of(["Mr"]) == "m"
    assert gender_of(["doctor"]) is None
    (person,) = people.find("Officials heard Maria Olvedo there.", knowledge).persons
    assert person.gender == "f"


@pytest.mark.parametrize(
    ("gender", "pronoun", "may"),
    [("m", "he", True), ("m", "she", False), ("f", "she", True), (None, "he", True), (None, "she", True)],
)
def test_pronouns_fit_a_gender_or_an_unknown_one(gender: str | None, pronoun: str, may: bool) -> None:
    assert fits(gender, pronoun) is may
