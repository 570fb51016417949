"""Whom a source phrase stands for, within one report."""

from __future__ import annotations

import pytest

from reportedly.model.claim import ActorKind, Claim, Hop, Role
from tests.extraction.samples import Reading, chain_of

FIGURE = "that 40 soldiers were killed."


def origin(claim: Claim) -> Hop:
    """Who is said to know."""
    assert claim.origin is not None
    return claim.origin


RESUMED = [
    # pronouns
    ("Colonel Ada Vent said the bridge was gone. She said", "Ada Vent"),
    ("Tomas Erle, the governor of Vell, said the road was open. He added", "Tomas Erle"),
    ("The Ovrin Relief Network said the camp was full. It added", "Ovrin Relief Network"),
    ("Residents said the road was open. They said", "Residents"),
    ("The Norland army said the bridge was gone. Ada Vent said the road was open. She said", "Ada Vent"),
    # roles
    ("Tomas Erle, the governor of Vell, said the road was open. The governor said", "Tomas Erle"),
    ("Defence Minister Mira Dahl said the road was open. The minister said", "Mira Dahl"),
    ("The Sudland interior ministry said the border was closed. The ministry said", "Sudland interior ministry"),
    ("The Ovrin Relief Network said the camp was full. The network said", "Ovrin Relief Network"),
    ("Pell Orin, a spokesman for the navy, said the port was shut. The spokesman said", "Pell Orin"),
    # surnames
    ("Colonel Ada Vent said the bridge was gone. Vent said", "Ada Vent"),
    ("Mira Dahl, a lawmaker, said the talks failed. Dahl added", "Mira Dahl"),
    ("The bridge is gone, Tomas Erle said. According to Erle,", "Tomas Erle"),
    ("“We lost,” said Ines Okko, a farmer. Okko said", "Ines Okko"),
    ("Governor Tomas Erle said the road was open. Mr Erle said", "Tomas Erle"),
]


@pytest.mark.parametrize(("before", "name"), RESUMED)
def test_pronouns_roles_and_surnames_stand_for_whom_the_report_named(read: Reading, before: str, name: str) -> None:
    """Carry-over by a pointer: the hop has the name of whom it points to, and keeps its own words."""
    that = "" if before.endswith(",") else "that "
    text = f"{before} {that}40 soldiers were killed."
    claim = read.figure(text, "40")
    assert origin(claim).name == name
    span = origin(claim).span
    assert span is not None
    assert span.of(text) == origin(claim).as_written
    assert span.start > text.index(".")


def test_the_nearest_fitting_name_wins(read: Reading) -> None:
    """ "He" and "it" do not stand for one another's kind."""
    text = "Tomas Erle said the road was open. The Norland army said the bridge was gone. {} said that 40 people died."
    assert origin(read.figure(text.format("He"), "40")).name == "Tomas Erle"
    assert origin(read.figure(text.format("It"), "40")).name == "Norland army"


def test_without_a_pointer_nobody_is_carried_over(read: Reading) -> None:
    """The next sentence without a source is in the report's own voice."""
    claim = read.figure("The Norland army said the bridge was gone. Forty soldiers were killed.", "Forty")
    assert claim.origin is None


NAMED = [
    ("Pell Orin, a spokesman for the navy, said", "Pell Orin", Role.SPOKESPERSON, "a spokesman for the navy"),
    ("Norland army spokesman Pell Orin said", "Pell Orin", Role.SPOKESPERSON, "Norland army spokesman"),
    ("Colonel Ada Vent said", "Ada Vent", Role.ORIGINATOR, "Colonel"),
    ("Ada Vent, a colonel of the Norland army, said", "Ada Vent", Role.ORIGINATOR, "a colonel of the Norland army"),
    ("Mira Dahl, a lawmaker from Vell, said", "Mira Dahl", Role.ORIGINATOR, "a lawmaker from Vell"),
    ("Mayor Tomas Erle said", "Tomas Erle", Role.ORIGINATOR, "Mayor"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "name", "role", "title"), NAMED)
def test_a_person_has_a_name_and_a_title(read: Reading, phrase: str, name: str, role: Role, title: str) -> None:
    """What stands before the name, or after it between commas, is the title; a spokesperson has that role."""
    hop = origin(read.figure(f"{phrase} {FIGURE}", "40"))
    assert (hop.name, hop.kind, hop.role, hop.title, hop.named) == (name, ActorKind.PERSON, role, title, True)


SPOKES = [
    ("A spokeswoman for the Ovrin Relief Network said", "Ovrin Relief Network"),
    ("Pell Orin, a spokesman for the Kessar Council, said", "Kessar Council"),
    ("Kessar Council spokesman Pell Orin said", "Kessar Council"),
    ("A spokesperson for the Marsh Front said", "Marsh Front"),
    ("Ovrin Relief Network spokeswoman Ines Okko said", "Ovrin Relief Network"),
]


@pytest.mark.parametrize(("phrase", "body"), SPOKES)
def test_a_spokesperson_speaks_for_a_body(read: Reading, phrase: str, body: str) -> None:
    """The affiliation is the body that the title or the phrase names."""
    hop = origin(read.figure(f"{phrase} {FIGURE}", "40"))
    assert hop.role is Role.SPOKESPERSON
    assert hop.affiliation == body


UNNAMED = [
    "Two officials",
    "Officials",
    "A resident",
    "Three people familiar with the matter",
    "A senior diplomat who asked not to be named",
    "Witnesses",
]


@pytest.mark.parametrize("phrase", UNNAMED)
def test_an_unnamed_source_is_of_that_kind(read: Reading, phrase: str) -> None:
    """It keeps its words and counts as nobody's name."""
    hop = origin(read.figure(f"{phrase} said {FIGURE}", "40"))
    assert hop.kind is ActorKind.UNNAMED
    assert not hop.named
    assert hop.actor is None


@pytest.mark.parametrize(
    ("first", "second"),
    [("A resident", "Another resident"), ("Two officials", "Three officials"), ("A diplomat", "A second diplomat")],
)
def test_unnamed_sources_are_never_merged(read: Reading, first: str, second: str) -> None:
    """Each phrase of its own words stays a hop of its own."""
    text = f"{first} said that 40 people were killed. {second} said that 12 people were missing."
    assert origin(read.figure(text, "40")).name != origin(read.figure(text, "12")).name


def test_a_name_of_the_tables_gives_its_actor(read: Reading) -> None:
    """Aliases lead to one actor."""
    names = ["The U.N. human rights office", "The UN human rights office", "OHCHR"]
    actors = {origin(read.figure(f"{name} said {FIGURE}", "40")).actor for name in names}
    assert len(actors) == 1
    assert None not in actors


def test_a_name_not_in_the_tables_keeps_its_words(read: Reading) -> None:
    """A slot that cannot be resolved is null, with the words kept."""
    hop = origin(read.figure(f"The Ovrin Relief Network said {FIGURE}", "40"))
    assert hop.actor is None
    assert hop.name == "Ovrin Relief Network"
    assert hop.named


def test_a_document_stands_for_its_body(read: Reading) -> None:
    """ "A report by X": a document, or X where the tables know it; never a person."""
    claim = read.figure("According to a report by the Ovrin Relief Network, 40 people were killed.", "40")
    assert origin(claim).kind in (ActorKind.DOCUMENT, ActorKind.ORGANISATION)
    assert "Ovrin Relief Network" in origin(claim).name
    assert chain_of(claim) == [origin(claim).name]
