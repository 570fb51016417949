"""Plain text as it stands, Markdown with what its front matter says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceUnreadable
from reportedly.model.report import Report, digest
from reportedly.readers.base import Content, ReadOptions
from reportedly.readers.text import read_markdown, read_text

FRONT = """---
id: k-007
title: "Ten die: ministry"
outlet: The Daily Test
url: https://test.example/a
published: 2025-10-30
byline: Ann Author
dateline: HARBOUR CITY
mood: grim
---

Ten people died, the ministry said.

The army denied it.
"""


def text(words: str | bytes, options: ReadOptions | None = None) -> Report:
    data = words.encode() if isinstance(words, str) else words
    return read_text(Content(source="a.txt", data=data), options or ReadOptions())


def markdown(words: str, options: ReadOptions | None = None) -> Report:
    return read_markdown(Content(source="a.md", data=words.encode()), options or ReadOptions())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: t.strip() and t.isascii()))
def test_plain_text_is_kept_exactly(words: str) -> None:
    kept = f" Head\n\n{words}\n\n\n"
    assert text(kept).text == kept


def test_of_plain_text_only_newlines_and_the_mark_change() -> None:
    assert text(b"\xef\xbb\xbfHead\r\n\r\nBody.\r\n").text == "Head\n\nBody.\n"


def test_a_first_line_that_stands_alone_is_the_title() -> None:
    assert text("Ten die in harbour\n\nThe ministry said so.").title == "Ten die in harbour"


@pytest.mark.parametrize(
    "words",
    [
        "Ten die.\n\nThe ministry said so.",
        "Ten die\nThe ministry said so.",
        "Ten die",
        "Ten die\n\n\n",
        "x" * 201 + "\n\nBody",
    ],
)
def test_a_sentence_or_a_paragraph_is_no_title(words: str) -> None:
    assert text(words).title is None


def test_the_dateline_is_told_and_stays_in_the_text() -> None:
    report = text("Ten die\n\nGENEVA, Oct 30, 2025 (BSS/AFP) - The ministry said.")
    assert report.dateline == "GENEVA, Oct 30, 2025 (BSS/AFP)"
    assert "GENEVA, Oct 30" in report.text


def test_a_text_without_an_address_is_named_by_its_words() -> None:
    assert text("Some words.").id == digest("Some words.")
    assert text("Some words.").id != text("Other words.").id


def test_options_override_what_is_known() -> None:
    day = datetime(2025, 1, 2, 3, tzinfo=UTC)
    report = markdown(FRONT, ReadOptions(published=day, outlet="Mine"))
    assert (report.published, report.outlet) == (day, "Mine")


@pytest.mark.parametrize("words", ["", "   \n\n "])
def test_text_without_words_is_unreadable(words: str) -> None:
    with pytest.raises(SourceUnreadable):
        text(words)


def test_front_matter_fills_the_report() -> None:
    report = markdown(FRONT)
    assert report.id == "k-007"
    assert report.text == "Ten die: ministry\n\nTen people died, the ministry said.\n\nThe army denied it."
    assert report.title == "Ten die: ministry"
    assert report.outlet == "The Daily Test"
    assert report.url == "https://test.example/a"
    assert report.published == date(2025, 10, 30)
    assert report.byline == "Ann Author"
    assert report.dateline == "HARBOUR CITY"


def test_without_an_id_the_url_names_the_report() -> None:
    assert markdown(FRONT.replace("id: k-007\n", "")).id == digest("https://test.example/a")


def test_without_an_outlet_the_domain_is_the_outlet() -> None:
    assert markdown("---\nurl: https://www.test.example/a\n---\nBody.").outlet == "test.example"


def test_values_stay_as_written() -> None:
    """YAML would make a number of the first, a truth value of the second."""
    report = markdown("---\nid: 007\noutlet: No\n---\nBody.")
    assert (report.id, report.outlet) == ("007", "No")


def test_a_moment_keeps_its_zone() -> None:
    assert markdown("---\npublished: 2025-10-30T08:15:00Z\n---\nBody.").published == datetime(
        2025, 10, 30, 8, 15, tzinfo=UTC
    )


def test_several_authors_make_one_byline() -> None:
    assert markdown("---\nbyline: [A. One, B. Two]\n---\nBody.").byline == "A. One, B. Two"


@pytest.mark.parametrize("body", ["Ten die\n\nBody.", "# Ten die\n\nBody.", "TEN DIE\nBody."])
def test_a_title_that_the_body_begins_with_is_not_told_twice(body: str) -> None:
    assert markdown(f"---\ntitle: Ten die\n---\n{body}").text == "Ten die\n\nBody."


def test_without_front_matter_the_body_stands_as_it_is() -> None:
    report = markdown("\n# Ten die #\n\nBody *so*.\n")
    assert report.title == "Ten die"
    assert report.text == "# Ten die #\n\nBody *so*."


def test_front_matter_may_be_empty_or_end_in_dots() -> None:
    assert markdown("---\n---\nBody.").text == "Body."
    assert markdown("---\ntitle: T\n...\nBody.").text == "T\n\nBody."
    assert markdown("---\r\ntitle: T\r\n---\r\nBody.\r\n").text == "T\n\nBody."


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("---\ntitle: T\nBody.", "never closes"),
        ("---\ntitle: [a\n---\nBody.", "not YAML"),
        ("---\ntitle: a: b\n---\nBody.", "not YAML in its line 1"),
        ("---\njust words\n---\nBody.", "no list of keys"),
        ("---\n- a\n- b\n---\nBody.", "no list of keys"),
        ("---\ntitle: {a: b}\n---\nBody.", "title is not one value"),
        ("---\npublished: some day\n---\nBody.", "published: some day"),
        ("---\ntitle: T\n---\n\n", "no text"),
        ("---\n" + "a: b\n" * 20_000 + "---\nBody.", "64 KB"),
        ("---\na: " + "[" * 5_000 + "\n---\nBody.", "front matter"),
    ],
)
def test_malformed_front_matter_is_one_sentence(words: str, reason: str) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        markdown(words)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_front_matter_cannot_build_objects() -> None:
    with pytest.raises(SourceUnreadable):
        markdown("---\ntitle: !!python/object/apply:os.system [x]\n---\nBody.")
