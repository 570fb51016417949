"""Sections, sentences and quotations, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction.sentences import Section, split

BODY = "Forty soldiers were killed. The bridge is gone.\nThe mayor left."
MARKS = st.text(alphabet=st.sampled_from(list("ab A.!?…“”\"„«»'’‘\n\r\t ()Mr;:,0\u2028\u200f\x00😀")), max_size=200)


def sections(text: str) -> list[tuple[str, Section]]:
    """Each sentence's words and section."""
    return [(s.span.of(text), s.section) for s in split(text)]


def quoted(text: str) -> list[str]:
    """The words of all quotations, sentence by sentence."""
    return [quote.of(text) for sentence in split(text) for quote in sentence.quotes]


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_a_first_line_that_ends_open_is_the_title_and_the_next_paragraph_the_lead(separator: str) -> None:
    """Title, lead, body, in that order."""
    assert sections(f"Forty dead at Port Ister{separator}{BODY}") == [
        ("Forty dead at Port Ister", Section.TITLE),
        ("Forty soldiers were killed.", Section.LEAD),
        ("The bridge is gone.", Section.LEAD),
        ("The mayor left.", Section.BODY),
    ]


def test_a_first_line_that_ends_like_a_sentence_is_the_title_only_before_a_blank_line() -> None:
    """A full stop makes a paragraph, unless the line stands alone."""
    assert sections(BODY)[0] == ("Forty soldiers were killed.", Section.LEAD)
    assert sections("It is over.\n\n" + BODY)[0] == ("It is over.", Section.TITLE)


def test_one_paragraph_alone_is_the_lead() -> None:
    """A text without a second paragraph has no title."""
    assert sections("Forty dead at Port Ister") == [("Forty dead at Port Ister", Section.LEAD)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\n \n"])
def test_a_text_without_words_has_no_sentences(text: str) -> None:
    """Blank lines are no paragraphs."""
    assert split(text) == ()


def test_paragraphs_are_counted_without_blank_lines() -> None:
    """`paragraph` counts from 0."""
    assert [s.paragraph for s in split("Title\n\nOne. Two.\n\n\nThree.")] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lt. Gen. Ada Vent met Sen. Mira Dahl on Jan. 4 in Vell.",
        "Mr. Erle and Dr. Okko left at 5 p.m. on Friday.",
        "The U.N. mission counted 3.5 tons of grain.",
        "Col. A. B. Vent spoke.",
        "About 1,200.5 km of road were mined.",
    ],
)
def test_titles_initials_and_decimals_end_no_sentence(sentence: str) -> None:
    """A dot after an abbreviation of the press is none of a sentence."""
    assert [s.span.of(sentence) for s in split(sentence)] == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We lost.” The mayor left.", ["“We lost.”", "The mayor left."]),
        ('"We lost." The mayor left.', ['"We lost."', "The mayor left."]),
        ("«We lost.» The mayor left.", ["«We lost.»", "The mayor left."]),
        ("They hold “reserves.” The mayor left.", ["They hold “reserves.”", "The mayor left."]),
        ("“Did we lose?” He left.", ["“Did we lose?”", "He left."]),
    ],
)
def test_a_sentence_ends_after_the_mark_that_closes_its_quotation(text: str, expected: list[str]) -> None:
    """The closing mark belongs to the sentence it closes."""
    assert [s.span.of(text) for s in split(text)] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We lost the town,” he said.", ["We lost the town,"]),
        ('"We lost the town," he said.', ["We lost the town,"]),
        ("«We lost the town», he said.", ["We lost the town"]),
        ("He called it “a loss” and “a shame”.", ["a loss", "a shame"]),
        ("“We lost. They came,” he said.", ["We lost.", "They came,"]),
        ("“We lost the town.\nHe left.", ["We lost the town."]),
        ("“We lost the town.\n“They came.”", ["We lost the town.", "They came."]),
        ("He left. No quotation here, it’s plain.", []),
    ],
)
def test_quotations_are_the_words_between_double_marks(text: str, words: list[str]) -> None:
    """Marks excluded; a quotation over two sentences is clipped to each; one left open ends with its paragraph."""
    assert quoted(text) == words


def test_a_stretch_is_quoted_only_if_one_quotation_holds_it_whole() -> None:
    """`quoted` is about whole spans."""
    text = "He called it “a loss” twice."
    (sentence,) = split(text)
    assert sentence.quoted(sentence.quotes[0])
    assert not sentence.quoted(sentence.span)


@given(st.one_of(st.text(max_size=200), MARKS))
def test_any_text_gives_sentences_in_order_inside_it_that_hold_all_its_words(text: str) -> None:
    """Sentences lie in the text, in order, without overlap or outer blanks; what is left out is white space; each
    quotation lies in its sentence; exactly the first sentences of a titled text are the title."""
    made = split(text)
    end = 0
    for sentence in made:
        assert 0 <= end <= sentence.span.start < sentence.span.end <= len(text)
        assert not text[end : sentence.span.start].strip()
        words = sentence.span.of(text)
        assert words == words.strip()
        assert "\n" not in words
        assert all(sentence.span.contains(quote) for quote in sentence.quotes)
        end = sentence.span.end
    assert not text[end:].strip()
    assert [s.paragraph for s in made] == sorted(s.paragraph for s in made)
    order = [Section.TITLE, Section.LEAD, Section.BODY]
    ranks = [order.index(s.section) for s in made]
    assert ranks == sorted(ranks)


@given(MARKS)
def test_quotations_neither_overlap_nor_hold_their_own_marks(text: str) -> None:
    """No quotation begins before the one before it has ended, and none holds a closing mark."""
    end = 0
    for sentence in split(text):
        for quote in sentence.quotes:
            assert quote.start >= end
            assert not set(quote.of(text)) & set("”»")
            end = quote.end
