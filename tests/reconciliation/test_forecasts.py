"""What was planned, and what became of it. Norland, Sudland and their builders are made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.certainty import Certainty, Evidential, Likelihood, Modality
from reportedly.model.claim import Aspect, Period, Polarity, Precision, Stance, Status
from reportedly.model.quantity import Approximation, Quantity, about, at_least, at_most, exactly, less_than
from reportedly.model.story import Forecast, ForecastState
from reportedly.model.telling import Side, Telling
from reportedly.reconciliation.forecasts import find_forecasts, record_of
from reportedly.reconciliation.origins import OriginGroup, group_of

NORLAND = Side(key="state.norland", name="Norland")
SUDLAND = Side(key="state.sudland", name="Sudland")
ISTER = Side(key="place:ister", name="Ister")
SIX = exactly(6000)
END_OF_2031 = date(2031, 12, 31)
SUMMER = Period(start="2031-06-01", end="2031-08-31", precision=Precision.SEASON, as_written="this summer")
JULY = Period(start="2031-07-01", end="2031-07-31", precision=Precision.MONTH, as_written="July")


def said(text: str, day: str = "2031-06-17", figure: Quantity | None = None, **changes: Any) -> OriginGroup:
    """One act of saying, told by one report on its day, of builders whom Norland sends."""
    unit = changes.pop("unit", "builders")
    words = changes.pop("words", None) or next((w for w in text.split() if w[0].isdigit()), "")
    values: dict[str, Any] = {
        "claim": f"{text} {day}",
        "report": f"report of {day}",
        "outlet": "The Ister Gazette",
        "published": day,
        "said": day,
        "said_told": True,
        "party": "norland-government",
        "party_name": "Government of Norland",
        "party_state": "state.norland",
        "speaker": "Ada Vent",
        "measure": "workers_sent",
        "family": "workers_sent",
        "aspect": Aspect.TOTAL,
        "subject": NORLAND,
        "quantity": figure.with_words(words, unit) if figure else None,
        "text": text,
        "sentence": text,
    }
    return group_of([Telling(**{**values, **changes})])


def plan(text: str = "plans to send 6,000 builders", figure: Quantity | None = SIX, **changes: Any) -> OriginGroup:
    return said(text, figure=figure, **{"status": Status.PLANNED, **changes})


def sudland_says(text: str, day: str, figure: Quantity | None = None, **changes: Any) -> OriginGroup:
    """The same of another party."""
    return said(
        text,
        day,
        figure,
        **{"party": "sudland-government", "party_state": "state.sudland", "speaker": "Bo Tarn", **changes},
    )


def first(*groups: OriginGroup, today: date | None = END_OF_2031) -> Forecast:
    """The forecast said first."""
    return find_forecasts(groups, today)[0]


SENT_1000 = sudland_says("1,000 builders have been sent", "2031-09-03", exactly(1000))
SENT_6000 = sudland_says("6,000 builders have been sent", "2031-09-03", SIX)


# What is a forecast


def test_a_plan_is_a_forecast_and_a_deed_is_none() -> None:
    assert [f.quantity for f in find_forecasts([plan(), SENT_1000], END_OF_2031)] == [plan().nearest.quantity]


@pytest.mark.parametrize("status", [Status.CONSIDERED, Status.PLANNED, Status.ANNOUNCED, Status.ORDERED])
def test_every_step_before_the_deed_is_one(status: Status) -> None:
    assert first(plan(status=status)).status is status


@pytest.mark.parametrize(
    "changes",
    [
        {"polarity": Polarity.NEGATED},
        {"stance": Stance.DENIES},
        {"status": Status.DENIED},
        {"stance": Stance.QUESTIONS},
        {"text": "will not send 6,000 builders", "status": None},
    ],
)
def test_a_denial_is_no_forecast(changes: dict[str, Any]) -> None:
    assert find_forecasts([plan(**changes)], END_OF_2031) == ()


def test_what_may_be_is_one_only_where_a_time_ahead_is_told() -> None:
    may = {"status": None, "certainty": Certainty(modality=Modality.MAY)}
    assert find_forecasts([plan("6,000 builders may follow", **may)], END_OF_2031) == ()
    assert first(plan("6,000 builders may follow this summer", happened=SUMMER, **may)).horizon == "2031-08-31"


def test_what_will_be_is_one_without_a_date() -> None:
    will = {"status": None, "certainty": Certainty(modality=Modality.WILL)}
    assert first(plan("6,000 builders will follow", **will)).state is ForecastState.OPEN


def test_a_day_ahead_alone_needs_a_word_that_looks_ahead() -> None:
    due = plan("6,000 builders are due in July", status=None, happened=JULY)
    assert first(due).horizon == "2031-07-31"
    assert find_forecasts([plan("6,000 builders left in July", status=None, happened=JULY)], END_OF_2031) == ()


def test_the_clause_of_the_figure_decides_and_not_the_whole_statement() -> None:
    text = "plans to send 6,000 builders, and 1,000 have already arrived"
    (only,) = find_forecasts([plan(text), plan(text, exactly(1000), words="1,000")], END_OF_2031)
    assert only.quantity is not None
    assert only.quantity.low == 6000


def test_nobody_plans_casualties() -> None:
    harm = {"measure": "killed", "family": "harm"}
    assert find_forecasts([plan("6,000 killed, he plans to visit", **harm)], END_OF_2031) == ()


def test_without_a_measure_it_takes_an_intention_or_a_time_ahead() -> None:
    bare: dict[str, Any] = {"measure": None, "family": "", "figure": None}
    assert find_forecasts([plan("it would always support Sudland", **bare)], END_OF_2031) == ()
    assert first(plan("Norland is considering sending more", **bare)).state is ForecastState.CANNOT_BE_RESOLVED


def test_the_first_day_is_no_last_day() -> None:
    text = "plans to send 6,000 builders as early as July"
    assert first(plan(text, happened=JULY)).horizon is None
    assert first(plan("plans to send 6,000 builders in July", happened=JULY)).horizon == "2031-07-31"


def test_a_time_that_lies_behind_is_no_horizon() -> None:
    may = Period(start="2031-05-01", end="2031-05-31", precision=Precision.MONTH, as_written="May")
    assert first(plan(happened=may)).horizon is None


# Came true


def test_a_figure_reached_came_true_and_a_smaller_one_in_part() -> None:
    whole, part = first(plan(), SENT_6000), first(plan(), SENT_1000)
    assert (whole.state, whole.part) == (ForecastState.CAME_TRUE, None)
    assert part.state is ForecastState.CAME_TRUE
    assert part.part is not None
    assert (part.part.low, part.part.as_written) == (16.7, "1,000 of 6,000 builders")
    assert "1,000 of 6,000 builders" in part.why
    assert [c.claim for c in part.settled_by] == [SENT_1000.nearest.claim]


def test_what_began_early_came_true_in_part_though_only_the_first_day_was_told() -> None:
    early = plan("plans to send 6,000 builders as early as July", happened=JULY)
    begun = sudland_says("1,000 have been sent", "2031-09-03", exactly(1000), unit=None)
    assert first(early, begun).state is ForecastState.CAME_TRUE


@pytest.mark.parametrize(
    ("planned", "done", "low", "high", "point"),
    [
        (at_most(6000), exactly(3000), 50, 50, None),
        (SIX, at_least(3000), 50, None, None),
        (SIX, about(3000), None, None, 50),
        (at_least(6000), exactly(3000), None, 50, None),
    ],
)
def test_a_part_is_one_interval_by_the_other(
    planned: Quantity, done: Quantity, low: float | None, high: float | None, point: float | None
) -> None:
    part = first(plan(figure=planned), sudland_says("3,000 builders have been sent", "2031-09-03", done)).part
    assert part is not None
    assert (part.low, part.high, part.point, part.unit) == (low, high, point, "percent")
    assert (part.approximation is Approximation.ABOUT) == (point is not None)


def test_a_figure_that_gives_no_floor_reaches_nothing() -> None:
    assert first(
        plan(), sudland_says("fewer than 6,000 builders have been sent", "2031-09-03", less_than(6000))
    ).state is (ForecastState.OPEN)


def test_without_a_figure_like_words_settle_it_and_others_do_not() -> None:
    talks: dict[str, Any] = {"measure": "negotiation", "family": "negotiation", "figure": None}
    coming = plan("plans to hold border talks in the capital", **talks)
    held = sudland_says(
        "border talks were held in the capital", "2031-07-02", measure="negotiation", family="negotiation"
    )
    other = sudland_says("grain talks were held at sea", "2031-07-02", measure="negotiation", family="negotiation")
    assert first(coming, held).state is ForecastState.CAME_TRUE
    assert first(coming, other).state is ForecastState.OPEN


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": SUDLAND},
        {"measure": "captured", "family": "holding"},
        {"certainty": Certainty(modality=Modality.MAY)},
        {"certainty": Certainty(evidential=Evidential.REPORTEDLY)},
        {"certainty": Certainty(likelihood=Likelihood(term="likely"))},
        {"in_title": True},
        {"happened": Period(start="2031-01-01", end="2031-02-28", precision=Precision.PERIOD, as_written="January")},
        {"happened": Period(start="2031-01-01", end=None, precision=Precision.PERIOD, as_written="since January")},
        {"text": "6,000 builders have been sent in all"},
        {"unit": "welders"},
        {"status": Status.PLANNED, "text": "plans to send 6,000 builders"},
    ],
)
def test_another_question_an_unsure_word_or_a_running_total_does_not_settle_it(changes: dict[str, Any]) -> None:
    text = changes.pop("text", "6,000 builders have been sent")
    assert first(plan(), sudland_says(text, "2031-09-03", SIX, **changes)).state is ForecastState.OPEN


def test_what_was_so_before_settles_nothing_and_what_is_new_does() -> None:
    before = sudland_says("1,000 builders have been sent", "2031-04-01", exactly(1000))
    assert first(plan(), before, SENT_1000).state is ForecastState.OPEN
    since = {"happened": Period(start="2031-07-01", end="2031-08-31", precision=Precision.PERIOD, as_written="July")}
    newly = sudland_says("1,000 builders were sent in July and August", "2031-09-03", exactly(1000), **since)
    assert first(plan(), before, newly).state is ForecastState.CAME_TRUE


def test_a_deed_told_beside_the_plans_figure_is_the_plans() -> None:
    before = sudland_says("2,000 builders have been sent", "2031-04-01", exactly(2000))
    text = "Of the 6,000 builders, 1,000 have arrived"
    assert (
        first(plan(), before, sudland_says(text, "2031-09-03", exactly(1000), words="1,000")).state
        is ForecastState.CAME_TRUE
    )
    other = sudland_says("Of 16,000 builders, 1,000 have arrived", "2031-09-03", exactly(1000), words="1,000")
    assert first(plan(), before, other).state is ForecastState.OPEN


def test_a_narrower_place_is_the_plans_and_another_is_not() -> None:
    coming = plan(place=SUDLAND)
    there = {"place": ISTER, "place_within": (SUDLAND.key,)}
    assert first(coming, sudland_says("6,000 builders have been sent", "2031-09-03", SIX, **there)).settled_by
    assert not first(coming, sudland_says("6,000 builders have been sent", "2031-09-03", SIX, place=ISTER)).settled_by


def test_soldiers_planned_are_seen_by_those_present() -> None:
    force = {"family": "force", "unit": "soldiers"}
    coming = plan("plans to send 6,000 soldiers", measure="personnel_sent", **force)
    there = sudland_says("6,000 soldiers are stationed", "2031-09-03", SIX, measure="personnel_present", **force)
    assert first(coming, there).state is ForecastState.CAME_TRUE


# Did not, lapsed, superseded


def test_the_party_itself_can_take_it_back_and_a_third_cannot() -> None:
    taken_back = said("Norland will not send 6,000 builders", "2031-07-01", SIX)
    assert first(plan(), taken_back).state is ForecastState.DID_NOT
    third = {"party": "estland-government", "party_state": "state.estland"}
    assert first(plan(), said("Norland will not send 6,000 builders", "2031-07-01", SIX, **third)).state is (
        ForecastState.OPEN
    )


def test_whoever_tells_that_it_was_called_off_settles_it() -> None:
    called_off = sudland_says("Norland has called off sending 6,000 builders", "2031-07-01", SIX)
    assert first(plan(), called_off).state is ForecastState.DID_NOT


def test_not_yet_is_not_never_until_the_last_day_is_over() -> None:
    summer = plan("plans to send 6,000 builders this summer", happened=SUMMER)
    not_yet = {"polarity": Polarity.NEGATED, "figure": SIX}
    assert first(
        summer, sudland_says("6,000 builders have not arrived", "2031-07-20", **not_yet), today=date(2031, 8, 1)
    ).state is (ForecastState.OPEN)
    assert (
        first(summer, sudland_says("6,000 builders have not arrived", "2031-09-20", **not_yet)).state
        is ForecastState.DID_NOT
    )


def test_where_one_says_it_is_done_and_another_denies_it_it_stays_open() -> None:
    denied = said("Norland will not send 6,000 builders", "2031-10-01", SIX)
    contested = first(plan(), SENT_6000, denied)
    assert contested.state is ForecastState.OPEN
    assert "Bo Tarn" in contested.why
    assert "Ada Vent" in contested.why


def test_it_lapses_when_the_last_day_is_over_and_nothing_follows() -> None:
    may = {"status": None, "certainty": Certainty(modality=Modality.MAY), "measure": None, "family": ""}
    summer = plan("25,000 workers may follow this summer", exactly(25000), happened=SUMMER, unit="workers", **may)
    assert first(summer).state is ForecastState.LAPSED
    assert first(summer, today=date(2031, 8, 31)).state is ForecastState.OPEN
    arrived = sudland_says("10,000 workers have arrived", "2031-09-03", exactly(10000), unit="workers")
    assert first(summer, arrived).state is ForecastState.OPEN


def test_it_never_lapses_without_a_last_day() -> None:
    forecast = first(plan(), today=date(2099, 1, 1))
    assert forecast.state is ForecastState.OPEN
    assert "no last day was told" in forecast.why


def test_a_repetition_as_a_fact_within_the_same_act_keeps_it_open() -> None:
    told = plan("plans to send 6,000 builders in July", happened=JULY).nearest
    repeated = said("6,000 builders have been sent", "2031-09-01", SIX, hops=1).nearest
    assert first(group_of([told, repeated])).state is ForecastState.OPEN


def test_a_new_plan_of_the_same_party_supersedes_and_another_lot_does_not() -> None:
    newer = plan("plans to send 8,000 builders", exactly(8000), day="2031-07-10")
    superseded = first(plan(), newer)
    assert superseded.state is ForecastState.SUPERSEDED
    assert [c.claim for c in superseded.settled_by] == [newer.nearest.claim]
    assert first(plan(), plan("plans to send another 8,000 builders", exactly(8000), day="2031-07-10")).state is (
        ForecastState.OPEN
    )
    others = {"party": "sudland-government", "speaker": "Bo Tarn"}
    assert first(plan(), plan("plans to send 8,000 builders", exactly(8000), day="2031-07-10", **others)).state is (
        ForecastState.OPEN
    )


def test_another_date_supersedes_and_the_same_said_again_does_not() -> None:
    july = plan("plans to send 6,000 builders in July", happened=JULY)
    later = Period(start="2031-09-01", end="2031-09-30", precision=Precision.MONTH, as_written="September")
    moved = plan("plans to send 6,000 builders in September", happened=later, day="2031-07-20")
    again = plan("plans to send 6,000 builders in July", happened=JULY, day="2031-06-30")
    assert first(july, moved).state is ForecastState.SUPERSEDED
    assert first(july, again).state is ForecastState.LAPSED


# Cannot be resolved


def test_a_condition_without_a_date_cannot_be_resolved_and_with_one_it_waits() -> None:
    text = "if talks fail, would send 6,000 builders in July"
    assert first(plan(text, status=Status.CONDITIONAL)).state is ForecastState.CANNOT_BE_RESOLVED
    dated = plan(text, status=Status.CONDITIONAL, happened=JULY)
    assert first(dated, today=date(2031, 7, 1)).state is ForecastState.OPEN
    assert first(dated).state is ForecastState.CANNOT_BE_RESOLVED


# The record, and the whole


def test_a_record_counts_each_state_and_those_in_part() -> None:
    forecasts = find_forecasts([plan(), SENT_1000, plan("plans to pay", None, measure=None, family="")], END_OF_2031)
    (record,) = record_of(forecasts)
    assert (record.party, record.name, record.in_part) == ("norland-government", "Government of Norland", 1)
    assert record.of(ForecastState.CAME_TRUE) == record.of(ForecastState.CANNOT_BE_RESOLVED) == 1
    assert record.of(ForecastState.LAPSED) == 0


def test_whom_nobody_names_has_no_record() -> None:
    assert record_of(find_forecasts([plan(party="", named=False)], END_OF_2031)) == ()


def test_without_a_day_to_look_at_it_the_latest_publication_counts() -> None:
    july = plan("plans to send 6,000 builders in July", happened=JULY)
    late = sudland_says("40 boats sank", "2031-09-03", exactly(40), measure="equipment_lost", unit="boats")
    assert first(july, today=None).state is ForecastState.OPEN
    assert first(july, late, today=None).state is ForecastState.LAPSED


def test_what_is_said_after_the_day_looked_at_is_not_known() -> None:
    assert first(plan(), SENT_6000, today=date(2031, 9, 2)).state is ForecastState.OPEN


def test_an_undated_plan_is_settled_by_nothing() -> None:
    assert first(plan(said=None, published=None, said_told=False), SENT_6000).state is ForecastState.OPEN


def test_nothing_makes_no_forecasts() -> None:
    assert find_forecasts((), None) == ()


EVERY = (
    plan(),
    plan("plans to send 8,000 builders", exactly(8000), day="2031-07-10"),
    plan("plans to send 6,000 builders this summer", happened=SUMMER, day="2031-06-18"),
    plan("is considering sending more", None, measure=None, family=""),
    SENT_1000,
    SENT_6000,
    sudland_says("2,000 builders have been sent", "2031-04-01", exactly(2000)),
    said("Norland will not send 6,000 builders", "2031-10-01", SIX),
)


@given(st.permutations(EVERY))
def test_the_order_of_the_groups_changes_nothing(order: list[OriginGroup]) -> None:
    assert find_forecasts(order, None) == find_forecasts(EVERY, None)


@given(st.sets(st.sampled_from(range(len(EVERY)))), st.dates(date(2031, 1, 1), date(2033, 1, 1)))
def test_what_is_settled_names_its_claims_and_what_is_not_names_none(chosen: set[int], today: date) -> None:
    settled = {ForecastState.CAME_TRUE, ForecastState.DID_NOT, ForecastState.SUPERSEDED}
    for forecast in find_forecasts([EVERY[index] for index in sorted(chosen)], today):
        assert bool(forecast.settled_by) == (forecast.state in settled)
        assert forecast.why.endswith(".")
