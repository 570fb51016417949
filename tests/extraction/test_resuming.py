"""Whom pronouns, roles, documents and epithets take up; in doubt nobody."""

from __future__ import annotations

import pytest

from tests.extraction.samples import Reading

RESUMED = [
    # "he" and "she": who was credited last, of the right gender, else the subject before
    ("Army spokesman Tarek Olmari arrived. He said that 40 soldiers were killed.", "Tarek Olmari"),
    ("Maria Olvedo, a nurse, met General Boru Tesk. She said that 40 soldiers were killed.", "Maria Olvedo"),
    (
        "Maria Olvedo, a nurse, said it was quiet. John Reyl left. She said that 40 soldiers were killed.",
        "Maria Olvedo",
    ),
    (
        "A rescuer close to a militia told the BBC that it burned. He said that 40 soldiers were killed.",
        "rescuer close",
    ),
    ("Samira, a mother of three, fled the camp. She said that 40 soldiers were killed.", "Samira"),
    (
        "Norland's ambassador to Paris Hossein Akbari spoke. Some 40 soldiers were killed, according to him.",
        "Hossein Akbari",
    ),
    # relative pronouns
    ("They met Mira Dahl, who said that 40 soldiers were killed.", "Mira Dahl"),
    # roles by what the report calls somebody
    (
        "Tarek Olmari, director of the hospital, left. The hospital's director said 40 soldiers were killed.",
        "Tarek Olmari",
    ),
    (
        "Foreign Minister Sergei Lavrov arrived. The foreign minister said that 40 soldiers were killed.",
        "Sergei Lavrov",
    ),
    # documents and bodies
    (
        "The Norland army said in a statement that it was quiet. The statement said 40 soldiers were killed.",
        "Norland army",
    ),
    (
        "The bridge fell, according to the group, the Council of Dalem Elders, and 40 people were killed.",
        "Council of Dalem",
    ),
    # documents: whose they are
    (
        "The rebels lost a town, said a statement released on Monday by the Orvan Union. The truce holds. "
        "The statement said that 40 soldiers were killed.",
        "Orvan Union",
    ),
    # whoever is only spoken of does not speak
    (
        "Mira Dahl said the truce holds. “General Boru Tesk lost 40 soldiers,” she said.",
        "Mira Dahl",
    ),
    # a name within a run of capitals
    ("State Speaker Maria Olvedo said that 40 soldiers were killed.", "Maria Olvedo"),
    # single names that speak
    ("“They shot at us,” said Samira, 55. “My brother saw 40 soldiers killed,” she said.", "Samira"),
    # one person with two offices
    (
        "Mira Dahl said the truce holds. The former mayor and opposition senator said that 40 soldiers were killed.",
        "Mira Dahl",
    ),
    # epithets that are no office
    ("Mira Dahl said the truce holds. The Dalem-born historian said that 40 soldiers were killed.", "Mira Dahl"),
]


@pytest.mark.parametrize(("text", "name"), RESUMED)
def test_who_is_taken_up(read: Reading, text: str, name: str) -> None:
    origin = read.figure(text, "40").origin
    assert origin is not None
    assert name in origin.name


UNRESOLVED = [
    ("Maria Olvedo, a nurse, was there. He said that 40 soldiers were killed.", "He"),
    ("General Boru Tesk said the truce holds. The governor said that 40 soldiers were killed.", "governor"),
    ("It said that 40 soldiers were killed.", "It"),
]


@pytest.mark.parametrize(("text", "words"), UNRESOLVED)
def test_in_doubt_the_words_are_kept(read: Reading, text: str, words: str) -> None:
    origin = read.figure(text, "40").origin
    assert origin is not None
    assert origin.name == words
