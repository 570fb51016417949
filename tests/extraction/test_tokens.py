"""Words and marks, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction.tokens import Token, tokenise
from reportedly.model.report import Span


def tokens_of(text: str) -> list[Token]:
    """The tokens of a whole text."""
    return tokenise(text, Span(start=0, end=len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.N. said", ["The", "U.N.", "said"]),
        ("Al-Marsh fighters", ["Al-Marsh", "fighters"]),
        ("they don't know", ["they", "don't", "know"]),
        ("they don’t know", ["they", "don’t", "know"]),
        ("11,000 men", ["11,000", "men"]),
        ("3.5 tons.", ["3.5", "tons", "."]),
        ("Norland's army", ["Norland", "'s", "army"]),
        ("Norland’s army", ["Norland", "’s", "army"]),
        ("Lt. Ada Vent", ["Lt.", "Ada", "Vent"]),
        ("“Gone,” he said.", ["“", "Gone", ",", "”", "he", "said", "."]),
        ("R&D staff", ["R&D", "staff"]),
    ],
)
def test_words_keep_what_is_inside_them(text: str, expected: list[str]) -> None:
    """Inner dots, hyphens, commas and apostrophes stay; a possessive ending is a token of its own."""
    assert [token.text for token in tokens_of(text)] == expected


def test_only_words_are_words() -> None:
    """Marks and possessive endings are none."""
    assert [t.text for t in tokens_of("Norland’s army, he said.") if t.is_word] == ["Norland", "army", "he", "said"]


def test_the_folded_form_has_plain_apostrophes_and_no_final_dot() -> None:
    """ "Don’t" and "don't" are one word, and so are "Gen." and "gen"."""
    assert [t.lower for t in tokens_of("Gen. Vent Don’t .")] == ["gen", "vent", "don't", "."]


def test_capitals_are_told_by_the_first_letter() -> None:
    """Digits and marks have none."""
    assert [t.is_capital for t in tokens_of("Vent left NDF 12 .")] == [True, False, True, False, False]


def test_tokens_of_a_part_have_offsets_into_the_whole() -> None:
    """`span` chooses the part."""
    text = "Ada Vent left Vell."
    assert [(t.start, t.end, t.text) for t in tokenise(text, Span(start=4, end=13))] == [
        (4, 8, "Vent"),
        (9, 13, "left"),
    ]


@given(st.text(max_size=120))
def test_tokens_are_in_order_equal_to_their_words_and_leave_out_blanks_only(text: str) -> None:
    """Whatever the text, nothing but white space and letters' combining marks is left between tokens."""
    end = 0
    for token in tokens_of(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text == text[token.start : token.end]
        assert not text[end : token.start].strip()
        assert token.lower
        end = token.end
    assert not text[end:].strip()
