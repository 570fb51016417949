"""A name that several places bear means the one that the report says, or that lies among the others it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction import mentions, sentences, whereabouts
from reportedly.extraction.mentions import Named
from reportedly.extraction.tokens import tokenise
from reportedly.knowledge import load_knowledge

KNOWLEDGE = load_knowledge()


def settled(text: str) -> tuple[tuple[Named, ...], ...]:
    found = [mentions.find(text, tokenise(text, one.span), KNOWLEDGE) for one in sentences.split(text)]
    return whereabouts.settle(text, found, KNOWLEDGE)


def meant(text: str, name: str) -> list[str]:
    """The ids of the places that the name stands for, one after the other."""
    names = (one for names in settled(text) for one in names)
    return [one.place.id for one in names if one.span.of(text) == name and one.place is not None]


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Clashes in Tripoli, Lebanon, killed 12 people.", "Tripoli", "lb-tripoli"),
        ("Clashes in Tripoli, Libya, killed 12 people.", "Tripoli", "ly-tripoli"),
        ("Two people were hurt in Paris, Texas.", "Paris", "us-paris"),
        ("The convoy left Alexandria, Egypt.", "Alexandria", "eg-alexandria"),
        ("A base in Rochester, Minnesota, was closed.", "Rochester", "us-rochester-mn"),
    ],
)
def test_the_wider_place_beside_it_tells_which(text: str, name: str, place: str) -> None:
    assert meant(text, name) == [place]


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Lebanon sent troops. Fighting broke out in Tripoli. Lebanese officials said so.", "Tripoli", "lb-tripoli"),
        ("Libya sent troops. Fighting broke out in Tripoli.", "Tripoli", "ly-tripoli"),
        ("Fighting broke out in Tripoli.", "Tripoli", "ly-tripoli"),
        ("Police in Atlanta and in Savannah said that Georgia will vote.", "Georgia", "us-georgia"),
        ("Tbilisi and Batumi saw protests. Georgia will vote.", "Georgia", "georgia"),
        ("The United States and American officials waited. Moscow answered.", "Moscow", "ru-moscow"),
        ("Officials in Washington said so.", "Washington", "us-washington-dc"),
    ],
)
def test_else_what_is_named_around_it_tells_which(text: str, name: str, place: str) -> None:
    """A place that the report names nothing of gives way to one that lies among what it names; the likeliest stays
    where nothing speaks against it, and no small town takes the place of a capital."""
    assert set(meant(text, name)) == {place}


def test_a_name_means_one_place_throughout_a_report() -> None:
    text = "Fighting broke out in Tripoli. It was the third day in Tripoli, Lebanon."
    assert meant(text, "Tripoli") == ["lb-tripoli", "lb-tripoli"]


def test_a_region_is_not_the_state_of_its_name() -> None:
    """Else what is said of the one would be held against the other."""
    (name,) = (one for names in settled("Police in Atlanta and Savannah spoke of Georgia.") for one in names[-1:])
    assert name.place is not None
    assert (name.place.id, name.actor) == ("us-georgia", None)


@given(st.lists(st.sampled_from(("Tripoli", "Lebanon", "Paris, Texas", "Georgian", "Aleppo", "said 12")), max_size=12))
def test_names_keep_their_places_in_the_text_whatever_is_named(words: list[str]) -> None:
    """Only which place is meant may change."""
    text = ". ".join(words)
    found = [mentions.find(text, tokenise(text, one.span), KNOWLEDGE) for one in sentences.split(text)]
    after = whereabouts.settle(text, found, KNOWLEDGE)
    assert [[name.span for name in names] for names in after] == [[name.span for name in names] for names in found]
    assert whereabouts.settle(text, after, KNOWLEDGE) == after
