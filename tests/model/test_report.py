"""Reports and spans: offsets are code points, digests follow the text, spans compare as sets of characters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.report import Report, Span, covering, digest
from tests.builders import make_report
from tests.strategies import spans

TEXT = "Kyiv 🚀 said."


def characters(span: Span) -> set[int]:
    return set(range(span.start, span.end))


def test_a_span_counts_code_points() -> None:
    assert Span(start=5, end=6).of(TEXT) == "🚀"
    assert len(Span(start=5, end=6)) == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_a_span_never_starts_before_the_text_or_ends_before_its_start(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start=start, end=end)


@given(spans(), spans())
def test_spans_overlap_where_they_share_a_character(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(characters(one) & characters(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(spans(), spans())
def test_a_span_contains_what_lies_between_its_ends(one: Span, other: Span) -> None:
    assert one.contains(other) == (one.start <= other.start and other.end <= one.end)
    if one.contains(other):
        assert characters(other) <= characters(one)
    if one.contains(other) and other.contains(one):
        assert one == other


@given(spans(), spans())
def test_distance_is_symmetric_and_nothing_where_spans_touch_or_overlap(one: Span, other: Span) -> None:
    assert one.distance(other) == other.distance(one) >= 0
    if one.overlaps(other) or one.end == other.start:
        assert one.distance(other) == 0


def test_distance_is_the_number_of_characters_between() -> None:
    assert Span(start=0, end=3).distance(Span(start=7, end=9)) == 4


@given(st.lists(spans(), min_size=1, max_size=4))
def test_covering_holds_all_and_no_more(held: list[Span]) -> None:
    whole = covering(tuple(held))
    assert all(whole.contains(span) for span in held)
    assert {whole.start, whole.end} <= {end for span in held for end in (span.start, span.end)}


def test_nothing_has_no_covering() -> None:
    with pytest.raises(ValueError, match="empty"):
        covering(())


def test_spans_sort_by_start_then_end() -> None:
    inner, outer, later = Span(start=1, end=2), Span(start=1, end=4), Span(start=2, end=3)
    assert sorted([later, outer, inner]) == [inner, outer, later]


def test_the_digest_follows_the_text_and_nothing_else() -> None:
    report = make_report("A.")
    assert report.sha256 == make_report("A.", outlet="Another", published=None).sha256
    assert report.sha256 != make_report("B.").sha256
    assert len(report.sha256) == 64


def test_a_text_with_half_a_surrogate_pair_has_a_digest() -> None:
    assert len(Report(id="x", text="broken \ud83d").sha256) == 64


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (None, None),
        (date(2031, 3, 4), date(2031, 3, 4)),
        (datetime(2031, 3, 4, 23, 30, tzinfo=UTC), date(2031, 3, 4)),
        (datetime(2031, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5))), date(2031, 3, 4)),
    ],
)
def test_the_day_of_publication_is_the_outlets_own(published: date | None, day: date | None) -> None:
    assert Report(id="x", text="T", published=published).published_day == day


def test_a_digest_is_stable_and_tells_the_parts_apart() -> None:
    assert digest("a", "b") == digest("a", "b")
    assert digest("a", "b") not in {digest("ab"), digest("b", "a"), digest("a", "b", "")}
    assert len(digest("a")) == 16
    assert len(digest("a", length=8)) == 8


def test_reports_are_values() -> None:
    report = make_report("A.")
    assert report == make_report("A.")
    assert len({report, make_report("A."), make_report("B.")}) == 2
    with pytest.raises(AttributeError):
        report.text = "C."  # type: ignore[misc]
