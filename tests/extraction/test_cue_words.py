"""What the words of a cue tell: verb, negation, and speech or attitude."""

from __future__ import annotations

import pytest

from reportedly.extraction import cue_words
from reportedly.model.claim import AttributionKind
from reportedly.model.report import Span


def read(words: str) -> cue_words.CueWord:
    return cue_words.read(words, (Span(start=0, end=len(words)),))


@pytest.mark.parametrize(
    ("words", "lemma"),
    [
        ("said", "say"),
        ("has been quoted as saying", "say"),
        ("according to", "according to"),
        ("told", "tell"),
        ("pointed out", "point out"),
        ("warned of", "warn of"),
        (":", "say"),
        ("did not dispute", "dispute"),
    ],
)
def test_the_verb_of_a_cue(words: str, lemma: str) -> None:
    assert read(words).lemma == lemma


@pytest.mark.parametrize(
    "words", ["did not say", "has never confirmed", "declined to comment", "wouldn't confirm", "refused to say"]
)
def test_a_negated_cue(words: str) -> None:
    assert read(words).negated


@pytest.mark.parametrize("words", ["said", "according to", "reportedly", "claimed", ":", "estimate", "allegations"])
def test_speech(words: str) -> None:
    assert read(words).kind(quoted=False) is AttributionKind.SPEECH


@pytest.mark.parametrize("words", ["plans", "hopes", "wants", "supports", "opposed", "is keen on"])
def test_attitudes(words: str) -> None:
    assert read(words).kind(quoted=False) is AttributionKind.ATTITUDE


def test_an_unknown_verb_beside_a_quotation_is_speech() -> None:
    assert read("thundered").kind(quoted=True) is AttributionKind.SPEECH
    assert read("plans").kind(quoted=True) is AttributionKind.ATTITUDE


@pytest.mark.parametrize(
    ("content", "may"),
    [
        ("the army said that five died", True),
        ("according to the report five died", True),
        ("five people died in the attack on Monday", False),
        ("he said", False),
    ],
)
def test_a_content_may_hold_another_attribution(content: str, may: bool) -> None:
    assert cue_words.may_hold(content, Span(start=0, end=len(content)), 4) is may


@pytest.mark.parametrize(
    ("cue", "content", "takes"),
    [
        ("claimed", "43 lives", True),
        ("claiming", "the lives of at least 20 people", True),
        ("claimed", "that 43 people died", False),
        ("claimed", "responsibility for the attack", False),
        ("said", "43 lives were lost", False),
    ],
)
def test_what_claims_lives_says_nothing(cue: str, content: str, takes: bool) -> None:
    text = f"{cue} {content}"
    spans = (Span(start=0, end=len(cue)),), (Span(start=len(cue) + 1, end=len(text)),)
    assert cue_words.takes_lives(text, *spans) is takes
