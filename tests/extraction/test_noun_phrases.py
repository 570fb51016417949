"""The phrase that names a source, to the left or right of a reporting verb."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction import noun_phrases
from reportedly.extraction.tokens import Token, tokenise
from reportedly.model.report import Span


def tokens_of(text: str) -> list[Token]:
    """The tokens of a whole text."""
    return tokenise(text, Span(start=0, end=len(text)))


def left(text: str, verb: str = "said") -> str | None:
    """The source phrase before the verb, without a closing comma."""
    tokens = tokens_of(text)
    at = max(i for i, t in enumerate(tokens) if t.text == verb)
    found = noun_phrases.left_of(tokens, at)
    return noun_phrases.span_of(tokens, *found).of(text).rstrip(", ") if found else None


def right(text: str, cue: str) -> str | None:
    """The source phrase after the last word of the cue."""
    tokens = tokens_of(text)
    found = noun_phrases.right_of(tokens, next(i for i, t in enumerate(tokens) if t.text == cue) + 1)
    return noun_phrases.span_of(tokens, *found).of(text) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Norland army said", "The Norland army"),
        ("Forty died, the Norland army said", "the Norland army"),
        ("Forty died; the mayor of Port Ister said", "the mayor of Port Ister"),
        ("The bridge was destroyed and the mayor said", "the mayor"),
        ("The Norland army and the Sudland navy said", "The Norland army and the Sudland navy"),
        ("“It is gone,” Ada Vent said", "Ada Vent"),
        ("Ada Vent, a colonel of the Norland army, said", "Ada Vent, a colonel of the Norland army"),
        ("Ada Vent, 51, a farmer, said", "Ada Vent, 51, a farmer"),
        ("The Kessar Council (KC) said", "The Kessar Council (KC)"),
        ("The army on Monday said", "The army"),
        ("The army has repeatedly said", "The army"),
        ("On Monday the army said", "the army"),
        ("However, officials later said", "officials"),
        ("Two people familiar with the talks said", "Two people familiar with the talks"),
        ("A spokesman for the governor of Vell said", "A spokesman for the governor of Vell"),
        ("But she said", "she"),
    ],
)
def test_the_phrase_before_a_verb(text: str, expected: str) -> None:
    """It runs back to the nearest mark, conjunction or finite verb; times and adverbs are stepped over, appositions
    kept."""
    assert left(text) == expected


@pytest.mark.parametrize("text", ["said", "There said", "In the said", ", said", "of the the said"])
def test_what_cannot_name_a_source_is_none(text: str) -> None:
    """A function word alone is no source."""
    assert left(text) is None


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("according to the Norland army, forty died", "to", "the Norland army"),
        ("according to Ada Vent, a colonel of the army, forty died", "to", "Ada Vent, a colonel of the army"),
        ("forty died, said Tomas Erle in a statement", "said", "Tomas Erle"),
        ("forty died, said the mayor on Monday", "said", "the mayor"),
        ("forty died, said the mayor, adding that", "said", "the mayor"),
        ("citing two officials who asked not to be named", "citing", "two officials"),
        ("according to the Kessar Council (KC), forty died", "to", "the Kessar Council (KC)"),
        ("according to the mayor; nobody else spoke", "to", "the mayor"),
        ("according to the army and the navy", "to", "the army and the navy"),
        ("according to Radio Ister, citing doctors", "to", "Radio Ister"),
    ],
)
def test_the_phrase_after_a_cue(text: str, cue: str, expected: str) -> None:
    """It runs to the next mark, finite verb, relative, time or occasion; an apposition is kept."""
    assert right(text, cue) == expected


WORDS = st.sampled_from(
    "the army said Ada Vent , and who , on Monday ( ) “ ” 's of mayor in that . ; — it 12 January was killed to".split()
)


@given(st.lists(WORDS, max_size=25), st.integers(0, 30))
def test_a_phrase_lies_on_its_side_of_the_verb(words: list[str], at: int) -> None:
    """Whatever the words, a phrase is not empty, lies wholly before or after, and is not longer than the limit."""
    tokens = tokens_of(" ".join(words))
    at = min(at, len(tokens))
    before = noun_phrases.left_of(tokens, at) if at < len(tokens) else None
    after = noun_phrases.right_of(tokens, at)
    if before is not None:
        assert 0 <= before[0] < before[1] <= at
        assert before[1] - before[0] <= noun_phrases.MAX_WORDS
    if after is not None:
        assert at == after[0] < after[1] <= len(tokens)
        assert after[1] - after[0] <= noun_phrases.MAX_WORDS
