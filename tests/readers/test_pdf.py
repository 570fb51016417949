"""The text layer of a PDF."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest

from reportedly.errors import SourceTooLarge, SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers import pdf
from reportedly.readers.base import Content, ReadOptions
from reportedly.readers.pdf import paragraphs, read_pdf

Make = Callable[..., bytes]
WIDE = "The ministry of defence said in a statement on Tuesday that over 500 people"


def read(data: bytes) -> Report:
    return read_pdf(Content(source="a.pdf", data=data), ReadOptions())


def test_the_text_of_all_pages_is_read(make_pdf: Make) -> None:
    report = read(make_pdf(["Ten people died.", "Four were hurt."], ["The army denied it."]))
    assert report.text.split() == ["Ten", "people", "died.", "Four", "were", "hurt.", "The", "army", "denied", "it."]


def test_a_password_is_one_sentence(make_pdf: Make) -> None:
    with pytest.raises(SourceUnreadable, match="protected by a password"):
        read(make_pdf(["Secret."], password="pw"))


def test_a_file_that_is_only_locked_for_editing_opens(make_pdf: Make) -> None:
    assert read(make_pdf(["Open to read."], password="owner", user_password="")).text == "Open to read."


def test_a_pdf_without_a_text_layer_is_one_sentence(make_pdf: Make) -> None:
    with pytest.raises(SourceUnreadable, match="without a text layer"):
        read(make_pdf([], []))


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", b"words", b"%PDF-", b"\x00" * 100])
def test_a_damaged_file_is_one_sentence(data: bytes) -> None:
    with pytest.raises(SourceUnreadable, match="damaged or not a PDF"):
        read(data)


def test_nothing_is_empty() -> None:
    with pytest.raises(SourceUnreadable, match="is empty"):
        read(b"")


def test_a_file_cut_short_anywhere_is_read_or_refused(make_pdf: Make) -> None:
    data = make_pdf(["Ten people died."])
    for end in range(0, len(data), 40):
        with contextlib.suppress(SourceUnreadable):
            assert read(data[:end]).text


def test_pages_are_counted(make_pdf: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(SourceTooLarge, match="more than 1 pages"):
        read(make_pdf(["One."], ["Two."]))


def test_wrapped_lines_make_one_paragraph() -> None:
    page = f"{WIDE}\nhad been killed.\n{WIDE}\nhad been hurt."
    assert paragraphs([page]) == f"{WIDE} had been killed.\n{WIDE} had been hurt."


def test_a_blank_line_ends_a_paragraph() -> None:
    assert paragraphs([f"{WIDE}.\n\n{WIDE}\n\n{WIDE}"]) == f"{WIDE}.\n{WIDE}\n{WIDE}"


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert paragraphs([WIDE, "had been killed."]) == f"{WIDE} had been killed."


def test_a_word_broken_at_the_line_s_end_is_whole_again() -> None:
    assert paragraphs([f"{WIDE} had been ki-\nlled."]) == f"{WIDE} had been killed."


def test_a_range_of_numbers_keeps_its_dash() -> None:
    assert paragraphs([f"{WIDE} aged 20-\n30 died."]) == f"{WIDE} aged 20- 30 died."


def test_page_numbers_and_running_heads_are_left_out() -> None:
    pages = [f"Report of the inquiry\n{WIDE} {n}\nPage {n} of 3" for n in range(1, 4)]
    assert paragraphs(pages) == " ".join(f"{WIDE} {n}" for n in range(1, 4))


def test_a_first_line_that_stands_alone_is_the_title() -> None:
    assert paragraphs([f"Ten die\n\n{WIDE}"]) == f"Ten die\n\n{WIDE}"


def test_a_paragraph_that_ends_well_short_of_the_width_ends() -> None:
    assert paragraphs([f"{WIDE}\n{WIDE}\ndied.\n{WIDE}"]) == f"{WIDE} {WIDE} died.\n{WIDE}"


def test_a_short_line_above_a_capital_is_a_heading_and_above_a_small_letter_is_not() -> None:
    assert paragraphs([f"{WIDE}\ndied.\nBackground\n{WIDE}"]) == f"{WIDE} died.\nBackground\n{WIDE}"
    assert paragraphs([f"{WIDE}\nand some\nof them\n{WIDE}"]) == f"{WIDE} and some of them\n{WIDE}"


def test_a_title_above_the_first_paragraph_is_told_without_a_gap() -> None:
    assert paragraphs([f"Ten die in harbour\n{WIDE}\ndied."]) == f"Ten die in harbour\n\n{WIDE} died."


def test_pages_without_lines_hold_nothing() -> None:
    assert paragraphs(["", "\n\n", "12"]) == ""
