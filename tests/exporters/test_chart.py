"""The chart: who named what figure when, in plain characters, with the bounds that were said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exporters.chart import FEWEST, Point, chart, signed
from reportedly.model.quantity import (
    Quantity,
    about,
    at_least,
    at_most,
    between,
    exactly,
    just_over,
    less_than,
    more_than,
    nearly,
    vaguely,
)


def point(row: str, day: str, quantity: Quantity) -> Point:
    return Point(row=row, day=day, quantity=quantity)


THREE = (
    point("Norland", "2031-01-05", about(1100)),
    point("Sudland", "2031-01-20", exactly(4000)),
    point("Norland", "2031-03-01", more_than(6000)),
)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (exactly(4000), "4,000"),
        (more_than(6000), ">6,000"),
        (at_least(5), ">=5"),
        (less_than(5), "<5"),
        (at_most(25_000), "<=25,000"),
        (about(1100), "~1,100"),
        (nearly(500), "<~500"),
        (just_over(500), ">~500"),
        (between(500, 600), "500-600"),
        (vaguely("dozens"), "dozens"),
        (exactly(50).with_words("50 percent", "percent"), "50%"),
        (exactly(0), "0"),
    ],
)
def test_every_bound_has_its_sign(quantity: Quantity, words: str) -> None:
    assert signed(quantity) == words


def test_a_row_a_speaker_and_a_column_a_day_where_they_fit() -> None:
    assert chart(THREE, 80) == (
        "Said by independent origins, by day:",
        "         2031-01-05  2031-01-20  2031-03-01",
        "Norland      ~1,100           .      >6,000",
        "Sudland           .       4,000           .",
        "> more than, ~ about",
    )


def test_columns_are_months_quarters_or_years_where_days_do_not_fit() -> None:
    assert "by month:" in chart(THREE, 30)[0]
    assert "2031 Q1" in chart(THREE, 20)[1]
    assert chart(THREE, 17)[1].split() == ["2031", "Q1"]
    assert "by year:" in chart(THREE, 15)[0]


def test_what_is_dated_to_a_month_only_is_never_given_a_day() -> None:
    months = (*THREE[:2], point("Norland", "2031-03", more_than(6000)))
    assert "by month:" in chart(months, 80)[0]


def test_of_several_in_one_column_the_last_is_shown_and_said_to_be() -> None:
    lines = chart((*THREE, point("Norland", "2031-01-06", about(1200))), 30)
    assert "~1,200" in "".join(lines)
    assert "~1,100" not in "".join(lines)
    assert "of several in one month the last" in " ".join(lines)


def test_what_does_not_fit_at_all_is_said() -> None:
    years = [point("Norland", f"20{year}-01-01", exactly(1)) for year in range(10, 60)]
    lines = chart(years, 80)
    assert "does not fit here" in " ".join(lines)
    assert "2059" in lines[1]


def test_too_few_dated_figures_make_no_chart() -> None:
    assert chart(THREE[: FEWEST - 1], 80) == ()
    assert chart((), 80) == ()
    assert chart([point("Norland", "", exactly(1))] * FEWEST, 80) == ()


@given(
    st.lists(
        st.builds(
            point,
            st.sampled_from(["Norland", "The Government of the United Republic of Sudland and the Isles"]),
            st.dates().map(lambda day: f"{day:%Y-%m-%d}".rjust(10, "0")),
            st.integers(min_value=0, max_value=10**9).map(more_than),
        ),
        min_size=FEWEST,
        max_size=40,
    )
)
def test_no_line_is_longer_than_the_terminal(points: list[Point]) -> None:
    assert max(map(len, chart(points, 80))) <= 80
