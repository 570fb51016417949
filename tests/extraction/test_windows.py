"""Windows: one a paragraph, whatever stands around it; long paragraphs cut between sentences; nothing lost, nothing
twice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction import sentences, windows
from reportedly.extraction.tagger import FOLDER
from reportedly.extraction.windows import CAPITAL, DIGIT, LOWER, MAX_PIECES, UPPER, Window


@pytest.fixture(scope="module")
def tokenizer():
    import tokenizers

    pieces = tokenizers.Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    pieces.no_padding()
    pieces.no_truncation()
    return pieces


def of(text: str, tokenizer) -> list[Window]:
    return list(windows.windows(text, sentences.split(text), tokenizer))


def test_a_paragraph_is_a_window(tokenizer) -> None:
    text = "Ministry speaks\n\nThe ministry said five died. It gave no names.\n\nNobody else spoke."
    assert [text[w.starts[0] : w.ends[-1]] for w in of(text, tokenizer)] == text.split("\n\n")


def test_a_window_does_not_depend_on_what_stands_around_it(tokenizer) -> None:
    paragraph = "“Five died,” said Doe, “and nine were hurt.”"
    alone = of(paragraph, tokenizer)[0]
    within = of(f"Another “one.\n\n{paragraph}\n\nAnd a third.", tokenizer)[1]
    assert (alone.ids, alone.case, alone.quoted, alone.continues) == (
        within.ids,
        within.case,
        within.quoted,
        within.continues,
    )


def test_case_and_quotation_marks_are_told_of_each_piece(tokenizer) -> None:
    (window,) = of("The UN said “12 died”", tokenizer)
    words = ["The", "UN", "said", "“", "12", "died", "”"]
    assert [window.ends[i] - window.starts[i] for i in range(len(window))] == [len(w) for w in words]
    assert window.case == (CAPITAL, UPPER, LOWER, LOWER, DIGIT, LOWER, LOWER)
    assert window.quoted == (0, 0, 0, 0, 1, 1, 0)


def test_later_pieces_of_a_word_are_marked(tokenizer) -> None:
    text = "Zaporizhzhia said"
    (window,) = of(text, tokenizer)
    firsts = [window.starts[at] for at, goes_on in enumerate(window.continues) if not goes_on]
    assert firsts == [0, text.index("said")]


def test_a_long_paragraph_is_cut_between_sentences(tokenizer) -> None:
    sentence = "The monitor said that seven people were killed in the raid on the market. "
    text = (sentence * 60).strip()
    found = of(text, tokenizer)
    assert len(found) > 1
    assert all(len(w) <= MAX_PIECES for w in found)
    assert all(text[w.starts[0] :].startswith("The monitor") for w in found)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=3000))
def test_every_piece_stands_in_one_window_and_in_order(tokenizer, text: str) -> None:
    found = of(text, tokenizer)
    places = [(s, e) for w in found for s, e in zip(w.starts, w.ends, strict=True)]
    assert all(0 <= s <= e <= len(text) for s, e in places)
    assert all(one[0] <= other[0] for one, other in pairwise(places))
    assert all(1 <= len(w) <= MAX_PIECES for w in found)


def test_a_run_without_a_sentence_end_is_cut_too(tokenizer) -> None:
    found = of("word " * 2000, tokenizer)
    assert sum(len(w) for w in found) == 2000
    assert all(len(w) <= MAX_PIECES for w in found)
