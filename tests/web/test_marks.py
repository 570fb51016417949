"""The text cut into segments: nothing is lost, and every claim has its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.report import Span
from reportedly.web.marks import Cover, Mark, Segment, Slot, cut, lines, marks_of
from tests.builders import claims_of, numbered_report

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(start=min(ends), end=max(ends)))
COVERS = st.builds(Cover, claim=st.integers(0, 4), slot=st.sampled_from(Slot))
MARKS = st.lists(st.builds(Mark, cover=COVERS, span=SPANS), max_size=12)
TEXTS = st.text(alphabet="ab \n<é", max_size=25)


@given(TEXTS, MARKS)
def test_the_segments_put_together_are_the_text(text: str, marks: list[Mark]) -> None:
    assert "".join(segment.text for segment in cut(text, marks)) == text


@given(TEXTS, MARKS)
def test_the_lines_put_together_are_the_text(text: str, marks: list[Mark]) -> None:
    assert "\n".join("".join(s.text for s in line) for line in lines(cut(text, marks))) == text


@given(TEXTS, MARKS)
def test_each_character_is_covered_by_just_the_marks_that_hold_it(text: str, marks: list[Mark]) -> None:
    at = 0
    for segment in cut(text, marks):
        for offset in range(at, at + len(segment.text)):
            assert set(segment.covers) == {m.cover for m in marks if m.span.start <= offset < m.span.end}
        at += len(segment.text)


@given(TEXTS, MARKS)
def test_every_mark_opens_once_at_each_place_where_it_starts_even_past_the_end(text: str, marks: list[Mark]) -> None:
    expected = sorted({(min(mark.span.start, len(text)), mark.cover) for mark in marks})
    opened = [cover for line in lines(cut(text, marks)) for segment in line for cover in segment.opens]
    assert sorted(opened) == sorted(cover for _, cover in expected)


@given(TEXTS, MARKS)
def test_a_line_holds_no_line_break(text: str, marks: list[Mark]) -> None:
    assert all("\n" not in segment.text for line in lines(cut(text, marks)) for segment in line)


def test_a_text_without_marks_is_its_lines() -> None:
    assert lines(cut("one\n\ntwo", [])) == ((Segment(text="one"),), (), (Segment(text="two"),))


def test_an_empty_text_is_one_empty_line() -> None:
    assert "".join(s.text for line in lines(cut("", [])) for s in line) == ""


def test_slots_that_meet_are_both_told() -> None:
    claim, figure = (Cover(claim=0, slot=Slot.CONTENT), Cover(claim=0, slot=Slot.QUANTITY))
    marks = [Mark(cover=claim, span=Span(start=0, end=7)), Mark(cover=figure, span=Span(start=4, end=7))]
    first, second = cut("hit 500", marks)
    assert (first.slots, first.begins, first.labels) == ((Slot.CONTENT,), (0,), ())
    assert (second.slots, second.begins, second.labels) == ((Slot.CONTENT, Slot.QUANTITY), (), (Slot.QUANTITY,))


def test_a_claims_marks_are_its_own_words_its_evidence_and_its_hops() -> None:
    report = numbered_report(3)
    claim = claims_of(report)[0]
    words = {(mark.cover.slot, mark.span.of(report.text)) for mark in marks_of(7, claim)}
    assert words == {
        (Slot.CONTENT, claim.text),
        (Slot.SOURCE, "Colonel Ada Vent"),
        (Slot.QUANTITY, "103"),
    }
    assert {mark.cover.claim for mark in marks_of(7, claim)} == {7}
