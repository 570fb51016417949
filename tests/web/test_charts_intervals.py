"""Figures on one axis: each bound as it was said, open ends open, and the gap in which none of them can hold."""

from __future__ import annotations

from reportedly.model.quantity import Quantity, about, at_most, between, exactly, more_than
from reportedly.web.charts.intervals import Interval, gap_between, intervals


def row(quantity: Quantity, label: str = "A", *, denied: bool = False) -> Interval:
    return Interval(label=label, quantity=quantity, words=f"{label} says so", url="/claims/a?report=r", denied=denied)


def test_each_row_is_a_link_with_its_words() -> None:
    drawing = intervals([row(more_than(6_000)), row(exactly(300), "B"), row(between(100, 200), "<b>C")])
    assert drawing is not None
    assert "<b>C" not in drawing
    assert drawing.count('href="/claims/') == 3
    assert "A says so" in drawing
    assert "1. A" in drawing


def test_a_word_without_a_number_has_no_place_on_the_axis() -> None:
    assert intervals([row(Quantity(vague="dozens")), row(exactly(3))]) is None
    assert intervals([]) is None


def test_about_is_as_wide_as_it_is_taken_and_not_open() -> None:
    """It has no ends of its own, and is no figure that may be anything."""
    assert gap_between([row(about(900)), row(at_most(400))]) == (400, 810)
    assert gap_between([row(about(900)), row(at_most(850))]) is None


def test_the_gap_lies_between_the_least_upper_and_the_greatest_lower_end() -> None:
    assert gap_between([row(more_than(6_000)), row(exactly(300))]) == (300, 6_000)
    assert gap_between([row(between(1, 5)), row(between(4, 9))]) is None
    assert gap_between([row(more_than(5)), row(more_than(90))]) is None


def test_a_denied_figure_leaves_no_gap_and_is_named_denied() -> None:
    rows = [row(exactly(300)), row(exactly(900), "B", denied=True)]
    assert gap_between(rows) is None
    assert "2. B (denied)" in (intervals(rows) or "")
    assert "stroke-dasharray" in (intervals(rows) or "")


def test_the_drawing_for_a_phone_is_narrower() -> None:
    rows = [row(exactly(300)), row(exactly(900), "B")]
    wide, narrow = (str(intervals(rows, narrow=flag)) for flag in (False, True))
    assert width(narrow) < 380 < width(wide)


def width(drawing: str) -> float:
    return float(drawing.partition('viewBox="')[2].split()[2])
