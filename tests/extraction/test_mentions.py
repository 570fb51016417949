"""Known actors and places in a sentence: the longest name from each capital on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction import mentions
from reportedly.extraction.mentions import Named
from reportedly.extraction.tokens import tokenise
from reportedly.knowledge import Knowledge, load_knowledge
from reportedly.model.claim import ActorKind
from reportedly.model.report import Span


def named(text: str, knowledge: Knowledge) -> tuple[Named, ...]:
    """The names of a text."""
    return mentions.find(text, tokenise(text, Span(start=0, end=len(text))), knowledge)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor of Khartoum met Reuters.", ["Khartoum", "Reuters"]),
        ("The Rapid Support Forces left Sudan.", ["The Rapid Support Forces", "Sudan"]),
        ("Bosnia and Herzegovina sent aid to Peru.", ["Bosnia and Herzegovina", "Peru"]),
        ("nobody named anyone here.", []),
        ("The mayor left.", []),
        ("It was reported to us.", []),
    ],
)
def test_names_are_found_whole(text: str, words: list[str], knowledge: Knowledge) -> None:
    """The longest name wins; common words and lower case are none."""
    assert [name.span.of(text) for name in named(text, knowledge)] == words


def test_a_demonym_stands_for_its_state(knowledge: Knowledge) -> None:
    """ "Peruvian" leads to Peru and is marked."""
    (name,) = named("Some Peruvian soldiers left.", knowledge)
    assert name.demonym
    assert name.actor is not None
    assert (name.actor.name, name.actor.kind) == ("Peru", ActorKind.STATE)


def test_a_state_is_actor_and_place(knowledge: Knowledge) -> None:
    """What it is in a sentence is for the roles to say."""
    (name,) = named("They are in Peru.", knowledge)
    assert name.actor is not None
    assert name.place is not None
    assert not name.demonym


def test_a_mark_ends_a_name(knowledge: Knowledge) -> None:
    """Names do not run over commas and quotation marks."""
    text = "Bosnia, and Peru."
    assert [name.span.of(text) for name in named(text, knowledge)] == ["Bosnia", "Peru"]


KNOWLEDGE = load_knowledge()
WORDS = st.sampled_from(
    "Peru Bosnia and Herzegovina , “ ” The the Rapid Support Forces Reuters US us of 12 . Peruvian's".split()
)


@given(st.lists(WORDS, max_size=20))
def test_names_are_in_order_and_never_overlap(words: list[str]) -> None:
    """Each names an actor, a place or both, and its token indexes fit its span."""
    text = " ".join(words)
    tokens = tokenise(text, Span(start=0, end=len(text)))
    end = 0
    for name in mentions.find(text, tokens, KNOWLEDGE):
        assert name.first >= end
        assert name.last > name.first
        assert name.actor or name.place
        assert (tokens[name.first].start, tokens[name.last - 1].end) == (name.span.start, name.span.end)
        end = name.last
