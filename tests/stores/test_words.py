"""What a person typed as words, and a text as words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.stores.words import terms, words_of


def test_quotes_make_a_phrase_and_nothing_else_is_syntax() -> None:
    """What holds no sign at all is left out; an open quote is none."""
    assert terms('two "ten  drones" -x OR "" " " "open') == ["two", "ten  drones", "-x", "OR", "open"]
    assert len(terms("x " * 5_000)) == 64


def test_words_are_folded_and_keep_their_places() -> None:
    """Accents go with their letters, also where they stand behind them; signs part words, digits do not."""
    text = "Öztürk's 11,000 Cafe\u0301s_b52"
    assert [word for _, _, word in words_of(text)] == ["ozturk", "s", "11", "000", "cafes", "b52"]
    assert [text[start:end] for start, end, _ in words_of(text)] == ["Öztürk", "s", "11", "000", "Cafe\u0301s", "b52"]


@given(st.text())
def test_every_text_has_words_of_letters_and_digits_alone(text: str) -> None:
    """In order, each within the text, none empty or too long for a database."""
    end = 0
    for start, after, word in words_of(text):
        assert end <= start < after <= len(text)
        assert word.isalnum()
        assert len(word.encode()) <= 2_000
        end = after
