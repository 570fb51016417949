"""Low, best and high of a series, each under a named rule; and when credibility may be suggested. All is made up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.certainty import Certainty, Likelihood, Modality
from reportedly.model.claim import Polarity, Stance, Status
from reportedly.model.quantity import (
    Quantity,
    about,
    at_least,
    at_most,
    exactly,
    just_over,
    less_than,
    more_than,
    nearly,
    vaguely,
)
from reportedly.model.story import Estimate
from reportedly.reconciliation.views import (
    CONFIRMED,
    RULES,
    View,
    ceiling_of,
    floor_of,
    is_figure,
    read_series,
    suggested_credibility,
)

from .series_builders import ARMY, MINISTRY, ask, say, series

WATCH = "River Watch"


def read(view: View, *estimates: Estimate) -> Quantity | None:
    return read_series(series(ask(), *estimates), view).quantity


@pytest.mark.parametrize("view", View)
def test_every_view_names_its_rule(view: View) -> None:
    reading = read_series(series(ask(), say(ARMY, exactly(40))), view)
    assert reading.rule == RULES[view]
    assert len(reading.estimates) == 1


@pytest.mark.parametrize("view", View)
def test_a_series_in_which_nobody_counts_gives_no_figure(view: View) -> None:
    nobody = say("officials", exactly(40), origin={"named": False})
    assert read(view, nobody) is None
    assert read(view) is None


def test_the_latest_view_shows_each_origins_latest_and_no_figure_of_its_own() -> None:
    found = read_series(series(ask(), say(ARMY, exactly(40)), say(ARMY, exactly(60), "2031-04-01")), View.LATEST)
    assert found.quantity is None
    assert [estimate.quantity for estimate in found.estimates] == [exactly(60)]


def test_the_conservative_view_is_the_least_that_anyone_says_at_last() -> None:
    told = (
        say(ARMY, exactly(10)),
        say(ARMY, exactly(60), "2031-04-01"),
        say(MINISTRY, exactly(50)),
        say(WATCH, at_least(45)),
    )
    assert read(View.CONSERVATIVE, *told) == at_least(45)


def test_the_range_reaches_from_the_least_to_the_most() -> None:
    found = read(View.RANGE, say(ARMY, exactly(60)), say(MINISTRY, nearly(80)), say(WATCH, about(50)))
    assert found is not None
    assert found.bounds == (50, 80)


def test_a_range_is_open_above_where_the_greatest_is_a_floor() -> None:
    found = read(View.RANGE, say(ARMY, exactly(60)), say(MINISTRY, more_than(80)))
    assert found is not None
    assert (found.low, found.high) == (60, None)
    closed = read(View.RANGE, say(ARMY, exactly(60)), say(MINISTRY, more_than(50)))
    assert closed is not None
    assert closed.high == 60


def test_a_range_is_open_above_just_over_a_number_too() -> None:
    found = read(View.RANGE, say(ARMY, exactly(60)), say(MINISTRY, just_over(80)))
    assert found is not None
    assert found.high is None


FLAT = exactly(40)


@pytest.mark.parametrize(
    "changes",
    [
        {"polarity": Polarity.NEGATED},
        {"stance": Stance.DENIES},
        {"stance": Stance.QUESTIONS},
        {"status": Status.PLANNED},
        {"status": Status.CONDITIONAL},
        {"certainty": Certainty(modality=Modality.MAY)},
        {"certainty": Certainty(modality=Modality.WILL)},
        {"origin": {"named": False}},
        {"origin": {"own_voice": True}},
        {"origin": {"party": ""}},
    ],
)
def test_what_is_not_said_to_be_so_is_no_figure(changes: dict[str, Any]) -> None:
    assert not is_figure(say(ARMY, FLAT, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"stance": Stance.CONFIRMS},
        {"status": Status.DONE},
        {"status": Status.UNDER_WAY},
        {"certainty": Certainty(likelihood=Likelihood(term="likely"))},
    ],
)
def test_what_is_said_flatly_or_with_a_likelihood_is_a_figure(changes: dict[str, Any]) -> None:
    assert is_figure(say(ARMY, FLAT, **changes))


def test_vague_words_and_shares_are_no_figures() -> None:
    assert not is_figure(say(ARMY, vaguely("dozens")))
    assert not is_figure(say(ARMY, exactly(40).with_words("40", "percent")))


def test_a_denial_does_not_hide_what_the_party_said_before() -> None:
    told = (say(ARMY, exactly(60)), say(ARMY, exactly(90), "2031-04-01", stance=Stance.DENIES))
    assert read(View.CONSERVATIVE, *told) == exactly(60)


@pytest.mark.parametrize(
    ("figure", "floor", "ceiling"),
    [
        (exactly(40), 40, 40),
        (at_least(40), 40, 40),
        (more_than(40), 40, 40),
        (at_most(40), 0, 40),
        (less_than(40), 0, 40),
        (nearly(40), 40, 40),
        (about(40), 40, 40),
        (Quantity(), 0, 0),
    ],
)
def test_a_figure_says_a_least_and_names_a_most(figure: Quantity, floor: float, ceiling: float) -> None:
    assert (floor_of(figure), ceiling_of(figure)) == (floor, ceiling)


worlds = st.lists(st.tuples(st.sampled_from((ARMY, MINISTRY, WATCH)), st.integers(1, 99)), min_size=1, max_size=5)


@given(worlds)
def test_the_conservative_figure_is_the_low_end_of_the_range(world: list[tuple[str, int]]) -> None:
    told = [say(who, exactly(number), f"2031-03-{day + 1:02}") for day, (who, number) in enumerate(world)]
    least, whole = read(View.CONSERVATIVE, *told), read(View.RANGE, *told)
    assert least is not None
    assert whole is not None
    assert least.low == whole.low
    assert all(whole.contains(e.quantity.low or 0) for e in read_series(series(ask(), *told), View.RANGE).estimates)


# credibility


def grade(one: Estimate, *others: Estimate) -> int | None:
    return suggested_credibility(series(ask(), one, *others), one)


def test_a_second_independent_origin_that_fits_suggests_the_strongest_grade() -> None:
    assert grade(say(ARMY, exactly(1_250)), say(MINISTRY, exactly(1_250))) == CONFIRMED
    assert grade(say(ARMY, exactly(1_250)), say(MINISTRY, about(1_250))) == CONFIRMED


def test_nothing_is_suggested_by_one_origin_however_often_it_speaks() -> None:
    assert grade(say(ARMY, exactly(1_250))) is None
    assert grade(say(ARMY, exactly(1_250)), say(ARMY, exactly(1_250), "2031-03-05")) is None


@pytest.mark.parametrize(
    "other",
    [
        say(MINISTRY, exactly(2_900)),
        say(MINISTRY, more_than(30)),
        say(MINISTRY, exactly(1_250), "2031-05-03"),
        say(MINISTRY, exactly(1_250), None),
        say(MINISTRY, exactly(1_250), "2031-03"),
        say(MINISTRY, exactly(1_250), stance=Stance.DENIES),
        say("officials", exactly(1_250), origin={"named": False}),
    ],
)
def test_nothing_is_suggested_by_what_does_not_confirm(other: Estimate) -> None:
    assert grade(say(ARMY, exactly(1_250)), other) is None


def test_nothing_is_suggested_for_what_is_no_figure() -> None:
    assert grade(say(ARMY, exactly(1_250), status=Status.PLANNED), say(MINISTRY, exactly(1_250))) is None


@given(st.integers(1, 3_000), st.integers(1, 3_000))
def test_whoever_confirms_is_confirmed(one: int, other: int) -> None:
    first, second = say(ARMY, exactly(one)), say(MINISTRY, exactly(other))
    assert grade(first, second) == grade(second, first)
