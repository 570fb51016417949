"""How a claim changed as it was passed on: each kind, and what does not count. Norland and its river are made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge.measures import load_measures
from reportedly.model.certainty import Certainty, Evidential, Likelihood, Modality
from reportedly.model.claim import Period, Polarity, Precision, Stance, Status
from reportedly.model.finding import FindingKind as Kind
from reportedly.model.quantity import Quantity, about, at_least, at_most, between, exactly, more_than, nearly, vaguely
from reportedly.model.shelf import Change
from reportedly.model.telling import Context, Telling
from reportedly.reconciliation.drift import bound_of, changes_against, changes_in, hedge_words, step_of, sureness
from reportedly.reconciliation.origins import group_of
from tests.builders import ISTER_PROVINCE, PORT_ISTER, make_telling, own_voice
from tests.strategies import close_tellings

ARITHMETIC = load_measures().arithmetic
LIKELY = Certainty(likelihood=Likelihood(term="likely"))
MAY = Certainty(modality=Modality.MAY)
ESTIMATED = Certainty(estimated=True)
FLAT = Certainty()
THIRD = Period(start="2031-03-03", end="2031-03-03", precision=Precision.DAY, as_written="3 March")


def near(words: str = "Ada Vent said 1,250 soldiers were killed.", **changes: Any) -> Telling:
    return make_telling(words, **{"quoted": True, **changes})


def far(words: str = "1,250 soldiers were killed, the ministry said.", **changes: Any) -> Telling:
    return make_telling(words, number=2, **{"hops": 2, **changes})


def told(words: str, figure: Quantity, written: str, **changes: Any) -> Telling:
    return far(words, quantity=figure.with_words(written, "soldiers"), **changes)


def quoted(words: str, figure: Quantity, written: str, **changes: Any) -> Telling:
    return near(words, quantity=figure.with_words(written, "soldiers"), **changes)


def changes(nearest: Telling, *tellings: Telling) -> tuple[Change, ...]:
    return changes_in(group_of([nearest, *tellings]), ARITHMETIC)


def kinds(nearest: Telling, *tellings: Telling) -> list[Kind]:
    return [change.kind for change in changes(nearest, *tellings)]


def test_what_is_told_as_it_was_said_has_not_changed() -> None:
    assert kinds(near(), far()) == []
    assert kinds(near()) == []


# hedges


HEDGED = near("Ada Vent said it was likely that 1,250 soldiers were killed.", certainty=LIKELY)
SURE = near(
    "Ada Vent said it was almost certain that 1,250 soldiers were killed.",
    certainty=Certainty(likelihood=Likelihood(term="almost certain")),
)


def test_a_hedge_that_is_gone_is_dropped() -> None:
    (change,) = changes(HEDGED, far())
    assert (change.kind, change.before, change.after) == (Kind.HEDGE_DROPPED, "likely", "stated flatly")
    assert (change.nearest.claim, change.drifted.claim) == ("claim1", "claim2")


def test_a_hedge_that_stands_in_the_sentence_after_all_is_not_dropped() -> None:
    assert kinds(HEDGED, far("The ministry believes that 1,250 soldiers were killed.")) == []


def test_an_estimate_told_as_a_count_is_dropped_only_with_an_exact_figure() -> None:
    estimate = near("Ada Vent said an estimated 1,250 soldiers were killed.", certainty=ESTIMATED)
    assert kinds(estimate, far()) == [Kind.HEDGE_DROPPED]
    rough = told("About 1,250 soldiers were killed, it said.", about(1_250), "About 1,250")
    assert Kind.HEDGE_DROPPED not in kinds(estimate, rough)
    assessed = near("Ada Vent assessed that the soldiers left.", quantity=None, certainty=ESTIMATED)
    assert kinds(assessed, far("The soldiers left, she said.", quantity=None)) == []


def test_a_hedge_that_nobody_had_weakens() -> None:
    weaker = far("1,250 soldiers may have been killed, the ministry said.", certainty=MAY)
    (change,) = changes(near(), weaker)
    assert (change.kind, change.before, change.after) == (Kind.HEDGE_WEAKENED, "stated flatly", "may")
    assert kinds(near("Ada Vent said they assess that 1,250 soldiers were killed."), weaker) == []
    reported = far("Reportedly 1,250 were killed.", certainty=Certainty(evidential=Evidential.REPORTEDLY))
    assert kinds(near(), reported) == []  # an outlet that does not vouch weakens nothing


def test_a_step_between_two_terms_is_weaker_or_stronger() -> None:
    likely = far("It is likely that 1,250 soldiers were killed, it said.", certainty=LIKELY)
    certain = far("It is almost certain that 1,250 soldiers were killed, it said.", certainty=SURE.certainty)
    assert kinds(SURE, likely) == [Kind.HEDGE_WEAKENED]
    assert kinds(HEDGED, certain) == [Kind.HEDGE_STRENGTHENED]


def test_terms_that_mean_the_same_are_no_change() -> None:
    probable = far(
        "It is probable that 1,250 were killed.", certainty=Certainty(likelihood=Likelihood(term="probable"))
    )
    assert kinds(HEDGED, probable) == []


def test_a_term_that_also_stands_in_the_sentence_was_kept() -> None:
    both = far("It is likely, or almost certain, that 1,250 were killed.", certainty=SURE.certainty)
    assert kinds(HEDGED, both) == []


def test_likely_told_as_estimated_is_another_hedge_and_no_weaker_one() -> None:
    assert kinds(HEDGED, far("An estimated 1,250 soldiers were killed.", certainty=ESTIMATED)) == []


def test_sureness_orders_hedges_only() -> None:
    assert sureness(FLAT) is None
    certain, likely, may = (sureness(c) for c in (SURE.certainty, LIKELY, MAY))
    assert certain is not None
    assert likely is not None
    assert may is not None
    assert certain > likely > may
    assert [hedge_words(c) for c in (LIKELY, MAY, ESTIMATED, FLAT)] == ["likely", "may", "estimated", "stated flatly"]


# figures


def test_another_number_is_another_value() -> None:
    (change,) = changes(near(), far("2,900 soldiers were killed, the ministry said."))
    assert (change.kind, change.before, change.after) == (Kind.VALUE_CHANGED, "1,250", "2,900")


def test_a_round_number_or_one_that_also_stands_there_is_the_same_value() -> None:
    exact = near("Ada Vent said 10,958 soldiers were killed.")
    assert Kind.VALUE_CHANGED not in kinds(exact, told("Nearly 11,000 were killed.", nearly(11_000), "Nearly 11,000"))
    assert kinds(near(), far("2,900 soldiers fell, 1,250 of them were killed.")) == []


def test_vague_words_are_no_value() -> None:
    assert kinds(near(), told("Dozens were killed.", vaguely("dozens"), "Dozens")) == []


MORE = quoted("Ada Vent said more than 1,250 soldiers were killed.", more_than(1_250), "more than 1,250")
ROUGHLY = quoted("Ada Vent said about 1,250 soldiers were killed.", about(1_250), "about 1,250")


def test_a_bound_that_is_gone_is_dropped() -> None:
    (change,) = changes(MORE, far())
    assert (change.kind, change.before, change.after) == (Kind.BOUND_DROPPED, "more than 1,250", "1,250")
    up_to = quoted("Ada Vent said up to 1,250 soldiers were killed.", at_most(1_250), "up to 1,250")
    assert Kind.BOUND_DROPPED in kinds(up_to, far())


def test_a_bound_that_stands_beside_the_figure_after_all_is_kept() -> None:
    assert kinds(MORE, far("At least 1,250 soldiers were killed, the ministry said.")) == []
    apart = "More than ever the river is feared; the ministry said today that in all 1,250 soldiers were killed."
    assert kinds(MORE, far(apart)) == [Kind.BOUND_DROPPED]


def test_a_bound_that_is_turned_round_is_reversed() -> None:
    up_to = told("Up to 1,250 soldiers were killed.", at_most(1_250), "Up to 1,250")
    assert kinds(MORE, up_to) == [Kind.BOUND_REVERSED]
    least = told("At least 1,250 soldiers were killed.", at_least(1_250), "At least 1,250")
    assert kinds(MORE, least) == []


def test_about_that_became_a_bound_is_another_bound() -> None:
    least = told("At least 1,250 soldiers were killed.", at_least(1_250), "At least 1,250")
    assert kinds(ROUGHLY, least) == [Kind.BOUND_CHANGED]
    rough = told("At least around 1,250 soldiers were killed.", at_least(1_250), "1,250")
    assert kinds(ROUGHLY, rough) == []


def test_a_rounded_figure_given_as_exact_has_precision_added() -> None:
    assert kinds(ROUGHLY, far()) == [Kind.PRECISION_ADDED]
    assert kinds(ROUGHLY, far("Some 1,250 soldiers were killed, the ministry said.")) == []
    assert kinds(near(), told("About 1,250 soldiers were killed.", about(1_250), "About 1,250")) == []


@pytest.mark.parametrize(
    ("figure", "bound"),
    [
        (more_than(5), "more"),
        (at_least(5), "more"),
        (at_most(5), "less"),
        (nearly(5), "less"),
        (about(5), "about"),
        (exactly(5), "exact"),
        (between(4, 5), "range"),
    ],
)
def test_every_figure_has_a_bound(figure: Quantity, bound: str) -> None:
    assert bound_of(figure) == bound


# measures


CASUALTIES = near("Ada Vent said 1,250 soldiers were killed or wounded.", measure="casualties", whole=True)


def test_casualties_told_as_killed_are_another_measure() -> None:
    (change,) = changes(CASUALTIES, far())
    assert (change.kind, change.before, change.after) == (Kind.MEASURE_CHANGED, "casualties", "killed")


def test_a_sentence_that_speaks_of_wounds_has_kept_the_measure() -> None:
    assert kinds(CASUALTIES, far("1,250 soldiers were killed or injured.")) == []
    assert kinds(CASUALTIES, far("1,250 soldiers left the line.")) == []  # nor does it speak of the dead


def test_killed_told_as_casualties_is_another_measure() -> None:
    casualties = far("There were 1,250 casualties, the ministry said.", measure="casualties", whole=True)
    assert kinds(near(), casualties) == [Kind.MEASURE_CHANGED]
    assert kinds(near("Ada Vent said 1,250 were killed, with the injured."), casualties) == []


def test_measures_of_another_figure_or_family_do_not_change() -> None:
    assert Kind.MEASURE_CHANGED not in kinds(CASUALTIES, far("900 soldiers were killed, the ministry said."))
    boats = far("1,250 boats were lost.", measure="equipment_lost", family="equipment_lost")
    assert Kind.MEASURE_CHANGED not in kinds(CASUALTIES, boats)


# scope, dates, status, polarity, sources


TOWN = near(place=PORT_ISTER, place_within=(ISTER_PROVINCE.key, "norland"))
NOWHERE = Context()


def test_a_town_told_as_its_province_is_a_wider_scope() -> None:
    (change,) = changes(TOWN, far(place=ISTER_PROVINCE, place_within=("norland",), context=NOWHERE))
    assert (change.kind, change.before, change.after) == (Kind.SCOPE_WIDENED, "Port Ister", "Ombra Province")


def test_a_province_told_as_its_town_is_a_narrower_scope() -> None:
    province = near(place=ISTER_PROVINCE, place_within=("norland",), context=NOWHERE)
    town = far(place=PORT_ISTER, place_within=(ISTER_PROVINCE.key, "norland"), context=NOWHERE)
    assert kinds(province, town) == [Kind.SCOPE_NARROWED]


def test_a_report_that_names_the_town_elsewhere_has_not_widened_the_scope() -> None:
    assert kinds(TOWN, far(place=ISTER_PROVINCE, context=Context(names=frozenset({"istr"})))) == []


def test_places_of_which_neither_holds_the_other_are_no_change_of_scope() -> None:
    assert kinds(TOWN, far(place=replace(PORT_ISTER, key="place-lakes"), context=NOWHERE)) == []


def test_another_day_is_another_date() -> None:
    fourth = replace(THIRD, start="2031-03-04", end="2031-03-04")
    (change,) = changes(near(happened=THIRD), far(happened=fourth))
    assert (change.kind, change.before, change.after) == (Kind.DATE_CHANGED, "2031-03-03", "2031-03-04")
    assert kinds(near(happened=THIRD), far(happened=THIRD)) == []


def test_days_are_compared_with_days_only() -> None:
    march = replace(THIRD, start="2031-03-01", end="2031-03-31", precision=Precision.MONTH)
    assert kinds(near(happened=THIRD), far(happened=march)) == []
    assert kinds(near(happened=THIRD), far(happened=None)) == []
    assert kinds(near(happened=THIRD), far(happened=replace(THIRD, end="2031-03-05"))) == []


def test_an_intention_told_as_done_has_advanced() -> None:
    planned = near("Norland plans to send builders.", quantity=None, status=Status.PLANNED)
    sent = far("Norland sent builders.", quantity=None, status=Status.DONE)
    (change,) = changes(planned, sent)
    assert (change.kind, change.before, change.after) == (Kind.STATUS_ADVANCED, "planned", "done")
    assert kinds(planned, far("Norland sends builders.", quantity=None)) == [Kind.STATUS_ADVANCED]


def test_what_the_sentence_still_calls_a_plan_has_not_advanced() -> None:
    planned = near("Norland plans to send builders.", quantity=None, status=Status.PLANNED)
    assert kinds(planned, far("Norland will soon have sent builders.", quantity=None, status=Status.DONE)) == []


def test_a_status_never_drifts_backwards_or_from_what_is_under_way() -> None:
    under_way = near("Norland is sending builders.", quantity=None, status=Status.UNDER_WAY)
    assert kinds(under_way, far("Norland sent builders.", quantity=None, status=Status.DONE)) == []
    done = near("Norland sent builders.", quantity=None, status=Status.DONE)
    assert kinds(done, far("Norland plans to send builders.", quantity=None, status=Status.PLANNED)) == []


@pytest.mark.parametrize(
    ("changed", "step"),
    [
        ({"status": Status.CONSIDERED}, 0),
        ({"status": Status.DENIED}, None),
        ({"status": None}, 5),
        ({"status": None, "certainty": Certainty(modality=Modality.WILL)}, 1),
        ({"status": None, "text": "builders are expected to come"}, 1),
    ],
)
def test_what_is_told_flatly_is_done_and_what_is_expected_planned(changed: dict[str, Any], step: int | None) -> None:
    assert step_of(near(**changed)) == step


@pytest.mark.parametrize(
    ("before", "after", "flipped"),
    [
        ({"stance": Stance.DENIES}, {"stance": Stance.CONFIRMS}, True),
        ({"stance": Stance.DENIES}, {}, True),
        ({"stance": Stance.DECLINES}, {"stance": Stance.CONFIRMS}, True),
        ({"polarity": Polarity.NEGATED}, {}, True),
        ({"stance": Stance.DECLINES}, {}, False),
        ({"stance": Stance.CONFIRMS}, {}, False),
        ({"stance": Stance.DENIES}, {"stance": Stance.CONFIRMS, "polarity": Polarity.NEGATED}, False),
    ],
)
def test_yes_and_no_that_change_places_are_flipped_either_way(
    before: dict[str, Any], after: dict[str, Any], flipped: bool
) -> None:
    expected = [Kind.POLARITY_FLIPPED] if flipped else []
    assert kinds(near(**before), far(**after)) == expected
    assert kinds(near(**after), far(**before)) == expected


def test_an_outlet_that_credits_nobody_has_dropped_the_source() -> None:
    (change,) = changes(near(), own_voice(number=2, hops=2))
    assert (change.kind, change.before) == (Kind.SOURCE_DROPPED, "Ada Vent")
    assert change.after.endswith("in its own voice")


@pytest.mark.parametrize(
    "kept",
    [
        own_voice("1,250 soldiers were killed, officials said.", number=2),
        own_voice("1,250 soldiers were killed, in the sum given on the radio by the prefect.", number=2),
        own_voice("The losses given by the prefect are 1,250 soldiers killed.", number=2),
        own_voice("Killed: 1,250 soldiers, by the list given in the harbour office.", number=2),
        own_voice("1,250 soldiers were killed, a sum given at the noon briefing.", number=2),
        own_voice("1,250 soldiers were killed, a list published by the relatives shows.", number=2),
        own_voice(number=2, context=Context(credited=frozenset({"river-watch"}))),
        own_voice(number=2, in_title=True),
        far(own_voice=False),
    ],
)
def test_a_source_is_not_dropped_where_the_report_may_credit_one(kept: Telling) -> None:
    assert Kind.SOURCE_DROPPED not in kinds(near(), kept)


def test_a_statement_without_a_figure_may_be_told_without_its_source() -> None:
    assert kinds(near("The river rose.", quantity=None), own_voice("The river rose.", number=2, quantity=None)) == []


# a report as a whole


def test_what_one_sentence_of_a_report_keeps_the_report_has_kept() -> None:
    dropped, kept = far(), far("At least 1,250 soldiers were killed.", claim="claim3", start=90)
    assert kinds(MORE, dropped) == [Kind.BOUND_DROPPED]
    assert kinds(MORE, dropped, kept) == []


def test_what_the_body_keeps_the_title_may_shorten() -> None:
    title = far("1,250 killed", in_title=True)
    assert kinds(MORE, title) == [Kind.BOUND_DROPPED]
    assert kinds(MORE, title, far("More than 1,250 soldiers were killed.", claim="claim3")) == []


def test_what_the_body_has_dropped_the_title_does_not_save() -> None:
    title = told("More than 1,250 killed", more_than(1_250), "More than 1,250", in_title=True)
    assert kinds(MORE, title, far(claim="claim3")) == [Kind.BOUND_DROPPED]


def test_reports_drift_one_by_one() -> None:
    other = make_telling("2,900 soldiers were killed, it said.", number=3, hops=3)
    assert kinds(MORE, far(), other) == [Kind.BOUND_DROPPED, Kind.VALUE_CHANGED]


def test_a_report_is_not_compared_with_a_telling_of_nobody() -> None:
    nobody = own_voice("More than 1,250 soldiers were killed.", quantity=MORE.quantity)
    assert kinds(nobody, own_voice(number=2, day=4)) == []


def test_in_its_own_sentence_a_report_may_drop_what_it_quotes() -> None:
    lead = make_telling("1,250 soldiers were killed.", claim="claim3", start=1)
    (change,) = changes(MORE, lead)
    assert change.kind is Kind.BOUND_DROPPED
    assert change.nearest.report == change.drifted.report


def test_within_a_report_only_hedge_figure_and_measure_are_compared() -> None:
    voice = own_voice(claim="claim3", start=1, context=NOWHERE)
    assert kinds(near(), voice) == []
    assert kinds(near(), make_telling("2,900 soldiers were killed.", claim="claim3")) == []


def test_a_report_that_quotes_nothing_is_not_compared_with_itself() -> None:
    plain = replace(MORE, quoted=False)
    assert kinds(plain, make_telling("1,250 soldiers were killed.", claim="claim3")) == []


def test_a_figure_quoted_in_part_is_compared_too() -> None:
    part = replace(MORE, quoted=False, part_quoted=True)
    assert kinds(part, make_telling("1,250 soldiers were killed.", claim="claim3")) == [Kind.BOUND_DROPPED]


# algebra


@given(st.lists(close_tellings(), min_size=1, max_size=6, unique_by=lambda telling: telling.key))
def test_each_kind_is_named_once_a_telling_and_the_nearest_never_drifts_from_itself(world: list[Telling]) -> None:
    group = group_of(world)
    found = changes_in(group, ARITHMETIC)
    keys = [(change.kind, change.drifted.report, change.drifted.claim) for change in found]
    assert len(keys) == len(set(keys))
    assert all(change.before != change.after or not change.before for change in found)
    assert changes_against(group.nearest, [group.nearest], ARITHMETIC) == ()


@given(
    st.lists(close_tellings(), min_size=1, max_size=6, unique_by=lambda telling: telling.key),
    st.randoms(use_true_random=False),
)
def test_the_order_of_tellings_changes_no_change(world: list[Telling], random: Any) -> None:
    shuffled = list(world)
    random.shuffle(shuffled)
    assert changes_in(group_of(shuffled), ARITHMETIC) == changes_in(group_of(world), ARITHMETIC)
