"""What overlaps a span is found as if all were gone through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction.nearby import Nearby
from reportedly.model.report import Span

spans = st.builds(lambda start, length: Span(start=start, end=start + length), st.integers(0, 40), st.integers(0, 15))


@given(st.lists(spans, max_size=30), spans)
def test_what_overlaps_is_found_in_the_order_in_which_it_was_given(given_: list[Span], asked: Span) -> None:
    """Spans within spans, doubled ones and empty ones, too."""
    found = Nearby((span, number) for number, span in enumerate(given_)).overlapping(asked)
    assert found == [number for number, span in enumerate(given_) if span.overlaps(asked)]


def test_of_nothing_nothing_is_found() -> None:
    assert Nearby[int]([]).overlapping(Span(start=0, end=9)) == []
