"""What speaks for two tellings going back to one act of saying, and what rules it out."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isinf

import pytest
from hypothesis import example, given, settings

from reportedly.model.claim import Aspect, Polarity
from reportedly.model.quantity import Quantity, about, at_least, exactly, nearly, vaguely
from reportedly.model.telling import Context, Side, Speaker, Telling
from reportedly.reconciliation import acts
from reportedly.reconciliation.acts import (
    NEAR_DAYS,
    RETOLD_DAYS,
    SAME_FIGURE_DAYS,
    are_two,
    conflict,
    days_apart,
    points,
    same_act,
    told_in_copies,
)
from reportedly.reconciliation.figures import rounded
from tests.builders import ISTER_PROVINCE, NORLAND, PORT_ISTER, SUDLAND, make_telling, own_voice, unnamed
from tests.strategies import close_tellings

ONE = make_telling()
OTHER = make_telling(number=2)
RIVER_WATCH = {"party": "river-watch", "party_name": "River Watch", "party_state": "", "speaker_key": "river-watch"}
NOWHERE = Context()


def gain(change: Telling, unchanged: Telling = OTHER) -> float:
    """What a change to the second telling adds."""
    return points(ONE, change) - points(ONE, unchanged)


def with_figure(quantity: Quantity | None, telling: Telling = OTHER) -> Telling:
    return replace(telling, quantity=quantity)


def on(day: str, telling: Telling = OTHER, *, told: bool = True) -> Telling:
    return replace(telling, published=day, said=day, said_told=told)


# what joins


def test_the_same_figure_of_one_speaker_in_the_same_days_is_one_act() -> None:
    assert same_act(ONE, OTHER)


def test_the_minister_stands_for_the_ministry_and_for_the_government() -> None:
    ministry = replace(OTHER, speaker="Norland Defence Ministry", speaker_key="norland-mod", role="the ministry")
    assert same_act(ONE, ministry)


def test_the_same_figure_of_two_parties_is_two_acts() -> None:
    assert points(ONE, replace(OTHER, **RIVER_WATCH)) == -inf


def test_a_name_that_no_table_knows_may_stand_for_a_known_speaker() -> None:
    alike = replace(OTHER, party="name:vnt", party_name="Ada Vent", party_state="", speaker_key="name:vnt")
    assert same_act(ONE, alike)
    assert points(ONE, alike) == pytest.approx(points(ONE, OTHER) - acts.SAME_PARTY + acts.LIKE_ROLE)


def test_two_who_are_named_and_share_nothing_of_name_or_post_are_two() -> None:
    stranger = by("Bo Tarn harbour master", OTHER, named=True)
    assert points(ONE, stranger) == -inf
    assert points(ONE, replace(stranger, role="the defence minister")) > -inf
    assert points(ONE, replace(stranger, named=False, role="officials")) > -inf
    assert points(ONE, replace(stranger, named=False, role="a witness")) == -inf


def test_initials_are_as_good_as_the_name() -> None:
    long = replace(ONE, party="name:rvr", speaker="River Relief Council", role="the River Relief Council")
    short = replace(OTHER, party="name:rrk", speaker="RRC", role="the RRC")
    assert points(long, short) > points(long, replace(short, speaker="RRX"))


def test_a_place_that_both_name_speaks_for_one_act() -> None:
    placed = replace(ONE, place=PORT_ISTER)
    both = points(placed, replace(OTHER, place=PORT_ISTER))
    assert both == pytest.approx(points(placed, OTHER) + acts.SAME_PLACE)


def test_a_place_within_the_other_is_no_conflict_and_another_place_is() -> None:
    town = replace(ONE, place=PORT_ISTER, place_within=(ISTER_PROVINCE.key,))
    province = points(town, replace(OTHER, place=ISTER_PROVINCE))
    elsewhere = points(town, replace(OTHER, place=replace(ISTER_PROVINCE, key="place-lakes")))
    assert province == pytest.approx(elsewhere + acts.SAME_PLACE - acts.OTHER_PLACE)
    unknown = points(town, replace(OTHER, place=replace(ISTER_PROVINCE, key="name:lower ister")))
    assert unknown == province  # nothing tells where it lies


def test_small_numbers_of_two_places_are_two_events() -> None:
    here = with_figure(exactly(12), replace(ONE, place=PORT_ISTER))
    there = with_figure(exactly(12), replace(OTHER, place=replace(PORT_ISTER, key="place-lakes")))
    assert points(here, there) == -inf
    assert points(here, replace(there, place=PORT_ISTER)) > -inf
    assert points(with_figure(exactly(1253), here), with_figure(exactly(1253), there)) > -inf


def test_each_day_apart_speaks_against_one_act() -> None:
    by_day = [points(ONE, on(f"2031-03-{day:02}")) for day in (3, 4, 5, 8, 9, 10)]
    assert by_day == sorted(by_day, reverse=True)
    assert by_day[1] == pytest.approx(by_day[0] + acts.A_DAY_APART)
    assert by_day[-1] == by_day[-2]  # from some days on, one more says nothing


def test_a_denial_of_a_figure_speaks_against_its_being_the_same_act() -> None:
    assert gain(replace(OTHER, polarity=Polarity.NEGATED)) == pytest.approx(acts.OTHER_POLARITY)


def test_another_measure_speaks_against_one_act_and_another_part_of_one_whole_most() -> None:
    part = gain(replace(OTHER, measure="wounded"))
    whole = gain(replace(OTHER, measure="casualties", whole=True))
    stranger = gain(replace(OTHER, measure="equipment_lost", family="equipment_lost"))
    unknown = gain(replace(OTHER, measure=None, family=""))
    assert (part, whole) == pytest.approx((acts.OTHER_PART, acts.OTHER_MEASURE))
    assert (stranger, unknown) == pytest.approx((acts.OTHER_FAMILY, acts.UNKNOWN_MEASURE))


def test_like_words_and_like_reports_speak_for_one_act() -> None:
    assert gain(replace(OTHER, title="Harvest", sentence="Wheat is dear.")) < 0
    assert gain(replace(OTHER, context=replace(OTHER.context, names=frozenset({"zfrgnd"})))) < 0


def test_other_numbers_that_both_reports_name_speak_for_one_event_up_to_a_few() -> None:
    def shared(*numbers: float) -> float:
        context = replace(ONE.context, numbers=frozenset(numbers))
        return points(replace(ONE, context=context), replace(OTHER, context=context))

    assert shared(75.0) == pytest.approx(shared() + acts.SHARED_NUMBER)
    assert shared(75.0, 3.0, 9.0) == shared(75.0, 3.0)
    assert shared(1250.0) == shared()  # that is the figure itself


def test_the_longer_a_number_the_more_it_says() -> None:
    def told(*numbers: int) -> list[float]:
        return [points(with_figure(exactly(n), ONE), with_figure(exactly(n))) for n in numbers]

    for numbers in ((7, 40, 120, 1_200), (7, 47, 123, 1_253), (40, 47), (120, 123), (1_200, 1_253)):
        assert told(*numbers) == sorted(set(told(*numbers)))
    assert len(set(told(1_253, 1_000_003))) == 1


def test_bounds_do_not_keep_one_number_apart() -> None:
    assert points(ONE, with_figure(at_least(1250))) == points(ONE, with_figure(about(1250))) == points(ONE, OTHER)


def test_a_round_number_may_stand_for_a_figure() -> None:
    precise, round_number = with_figure(exactly(10_958), ONE), with_figure(nearly(11_000))
    assert same_act(precise, round_number)
    assert not rounded(exactly(10_958), exactly(10_953))  # neither is rounder than the other
    assert not rounded(exactly(10_958), at_least(11_000))  # its bound does not hold the other
    assert points(precise, round_number) < points(precise, with_figure(exactly(10_958)))


def test_a_slip_of_a_digit_on_one_day_may_be_the_same_act() -> None:
    slip = with_figure(exactly(1_520))
    assert points(ONE, slip) > points(ONE, on("2031-03-04", slip))
    assert isinf(points(ONE, on("2031-03-04", replace(slip, text="Wheat is dear."))))


def test_words_that_are_alike_but_for_the_figure_may_be_the_same_act() -> None:
    assert points(ONE, with_figure(exactly(3_000))) > -inf
    assert points(ONE, with_figure(exactly(3_000), replace(OTHER, text="Wheat is dear."))) == -inf
    assert points(ONE, with_figure(exactly(3_000), replace(OTHER, aspect=Aspect.INCREMENT))) == -inf
    spokesman = replace(OTHER, speaker="Bo Tarn", speaker_key="bo-tarn")
    assert points(ONE, with_figure(exactly(3_000), spokesman)) == -inf


def test_statements_without_a_figure_are_compared_by_their_words() -> None:
    words = "Ada Vent said builders would clear mines at the river."
    statement = make_telling(words)
    assert same_act(statement, make_telling(words, number=2))
    assert points(statement, make_telling("Ada Vent said wheat is dear this year.", number=2)) == -inf
    assert points(statement, make_telling("builders", number=2)) == -inf  # too few words to tell


# what rules out


def test_a_figure_and_a_statement_are_never_one_act() -> None:
    assert points(ONE, with_figure(None)) == -inf


def test_the_same_figure_much_later_is_another_act() -> None:
    assert points(ONE, on("2031-03-17")) > -inf
    assert points(ONE, on("2031-03-18")) == -inf
    assert days_apart(ONE, on("2031-03-17")) == SAME_FIGURE_DAYS


def test_a_large_figure_of_a_known_side_told_later_without_a_day_is_still_the_old_act() -> None:
    later = on("2031-11-01", told=False)
    assert points(ONE, later) > -inf
    assert points(ONE, on("2031-11-01")) == -inf  # a day of saying is told: it was said anew
    assert points(ONE, on("2033-11-01", told=False)) == -inf
    assert days_apart(ONE, on("2033-11-01")) > RETOLD_DAYS
    assert points(with_figure(exactly(120), ONE), with_figure(exactly(120), later)) == -inf
    assert points(ONE, replace(later, subject=SUDLAND)) == -inf
    assert points(ONE, replace(later, speaker_key="bo-tarn")) == -inf


def test_what_names_nobody_is_not_the_old_act_for_so_long() -> None:
    assert points(ONE, on("2031-03-08")) > -inf
    assert points(ONE, on("2031-03-08", unnamed(number=2))) == -inf
    assert points(ONE, on("2031-03-07", unnamed(number=2))) > -inf


def test_another_figure_some_days_later_is_another_act() -> None:
    precise = with_figure(exactly(10_958), ONE)
    near, far = "2031-03-07", "2031-03-08"
    assert points(precise, on(near, with_figure(nearly(11_000)))) > -inf
    assert points(precise, on(far, with_figure(nearly(11_000)))) == -inf
    assert days_apart(ONE, on(near)) == NEAR_DAYS


def test_within_one_report_two_figures_are_two_acts_and_two_parties_too() -> None:
    same_report = replace(ONE, claim="claim2")
    assert same_act(ONE, same_report)
    assert points(ONE, with_figure(exactly(1_251), same_report)) == -inf
    assert points(ONE, replace(same_report, party="", named=False)) == -inf
    nobody = unnamed(context=ONE.context)
    assert points(nobody, replace(nobody, claim="claim2")) == -inf


def test_without_one_party_something_besides_the_figure_must_say_that_it_is_one_event() -> None:
    nobody = unnamed(number=2)
    assert points(ONE, nobody) > -inf
    assert points(ONE, replace(nobody, context=NOWHERE)) == -inf
    number = Context(numbers=frozenset({75.0}))
    assert points(replace(ONE, context=number), replace(nobody, context=number)) > -inf
    itself = Context(numbers=frozenset({1250.0}))
    assert points(replace(ONE, context=itself), replace(nobody, context=itself)) == -inf


def test_a_rare_number_of_one_measure_tells_one_event_by_itself_and_a_round_one_does_not() -> None:
    named = replace(ONE, context=NOWHERE)
    nobody = replace(unnamed(number=2), context=NOWHERE)
    for number, tells in (
        (1_342, True),
        (13_640, True),
        (100_672, True),
        (1_250, False),
        (13_600, False),
        (342, False),
    ):
        one, other = with_figure(exactly(number), named), with_figure(exactly(number), nobody)
        assert (points(one, other) > -inf) is tells
    one, other = with_figure(exactly(1_342), named), with_figure(exactly(1_342), nobody)
    assert points(one, replace(other, measure="displaced", family="displaced")) == -inf


# speakers


def by(role: str, telling: Telling = ONE, *, named: bool = False, home: str = "") -> Telling:
    """A telling by one whom no table knows."""
    key = f"name:{role}" if named else ""
    context = replace(telling.context, home=home)
    return replace(
        telling, role=role, speaker=role, party=key, party_state="", speaker_key=key, named=named, context=context
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the prosecutor's office", "Khalid Orm, an assistant to the president"),
        ("the police", "a hospital director"),
        ("a resident", "Governor Ada Vent"),
        ("the regional health ministry", "the emergency minister"),
        ("an officer of the army", "a provincial council member"),
    ],
)
def test_two_branches_of_a_state_are_two_speakers_whatever_number_both_give(one: str, other: str) -> None:
    assert points(by(one), by(other, OTHER, named=True)) == -inf


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brigadier General Bo Tarn", "the armed forces"),
        ("army spokesman Bo Tarn", "Norland's military command"),
        ("a surgeon called Bo Tarn", "the town hospital"),
        ("prosecutor Bo Tarn", "the ministry of justice"),
        ("Rescuer Bo Tarn", "the civil defence"),
    ],
)
def test_two_who_are_named_and_of_one_branch_may_be_one(one: str, other: str) -> None:
    assert same_act(by(one, named=True), by(other, OTHER, named=True))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("NAC", "Norland's National Antiterrorist Committee"),
        ("NAC", "the National Anti-Terrorism Committee"),
        ("HCR", "United Nations High Commissioner for Refugees"),
        ("ISA", "Ister Statistics Authority"),
        ("OMI", "the Office of Maritime Inspection"),
    ],
)
def test_initials_are_a_name_and_may_leave_out_whose_body_it_is(short: str, long: str) -> None:
    assert points(by(short, named=True), by(long, OTHER, named=True)) == pytest.approx(points(ONE, OTHER))


def test_whom_a_pronoun_stands_for_is_compared_by_the_name() -> None:
    he = replace(by("Manuel Tarn", OTHER, named=True), role="he")
    assert same_act(by("Manuel Salimo Tarn, district administrator", named=True), he)
    assert points(by("Cy Orm, district administrator", named=True), he) == -inf


def test_two_places_of_which_a_sentence_names_both_are_no_two_events() -> None:
    one = replace(with_figure(exactly(13), ONE), place=PORT_ISTER, place_within=("norland",))
    ombra = Side(key="no-ombra", name="Ombra")
    elsewhere = replace(with_figure(exactly(13), OTHER), place=ombra, place_within=("norland",))
    assert points(one, elsewhere) == -inf
    named = replace(elsewhere, sentence=f"{PORT_ISTER.name} and Ombra were struck and 13 soldiers were killed.")
    assert points(one, named) > -inf


def test_roles_that_share_no_word_count_against_one_act_unless_the_report_is_at_home_with_the_speaker() -> None:
    apart = points(by("officials"), by("Bo Tarn, head of the council", OTHER, named=True))
    alike = points(by("council officials"), by("Bo Tarn, head of the council", OTHER, named=True))
    assert alike - apart == pytest.approx(acts.LIKE_ROLE / 2 - acts.OTHER_ROLE)


def test_who_denies_a_figure_passes_on_anothers() -> None:
    denied = replace(OTHER, polarity=Polarity.NEGATED)
    assert points(ONE, by("the rebels", denied)) == -inf
    assert gain(denied) == pytest.approx(acts.OTHER_POLARITY)


def test_a_reports_own_voice_may_repeat_the_figure_that_it_credits() -> None:
    title = replace(own_voice(), report=ONE.report, context=ONE.context, in_title=True)
    assert same_act(ONE, title)
    assert points(ONE, with_figure(exactly(1_251), title)) == -inf
    assert points(ONE, replace(title, measure="wounded")) == -inf


# copies

WIRED = Context(bands=tuple(range(32)))
COPY = Context(bands=tuple(range(20, 52)))
UNLIKE = Context(bands=tuple(range(29, 61)))


def test_one_sentence_in_two_copies_of_one_text_is_one_telling() -> None:
    for quantity in (exactly(3), vaguely("dozens"), None):
        one = with_figure(quantity, by("officials", replace(ONE, context=WIRED)))
        other = with_figure(quantity, by("officials", replace(OTHER, context=COPY)))
        one, other = replace(one, context=WIRED), replace(other, context=COPY)
        assert points(one, other) == acts.SAME_TEXT
        assert points(one, replace(other, context=UNLIKE)) < acts.SAME_TEXT
        assert points(one, replace(other, sentence=f"{other.sentence} Again.")) < acts.SAME_TEXT
        assert points(one, replace(other, role="residents")) < acts.SAME_TEXT
        assert points(one, replace(other, polarity=Polarity.NEGATED)) < acts.SAME_TEXT


def test_a_copy_of_long_after_is_none() -> None:
    one, other = replace(ONE, context=WIRED), on("2031-03-18", replace(OTHER, context=COPY))
    assert days_apart(one, other) == SAME_FIGURE_DAYS + 1
    assert points(one, other) < acts.SAME_TEXT


def test_a_person_decides() -> None:
    stranger = make_telling("Wheat costs 9 a sack.", number=2, **RIVER_WATCH)
    assert points(ONE, stranger) == -inf
    assert points(ONE, replace(stranger, joined_to=(ONE.claim,))) == inf
    assert points(replace(ONE, joined_to=(stranger.claim,)), stranger) == inf
    assert points(ONE, replace(OTHER, alone=True)) == -inf
    assert points(replace(ONE, alone=True), OTHER) == -inf


# algebra


GOVERNMENT = replace(
    ONE, speaker="Government of Norland", speaker_key="norland-government", role="the ministry of Norland"
)


@example(GOVERNMENT, unnamed("Officials said 3,000 soldiers were killed.", number=2))
@example(
    GOVERNMENT, make_telling("3,000 killed", number=2, party="name:v", role="the minister of Norland", text=ONE.text)
)
@given(close_tellings(), close_tellings())
def test_points_do_not_depend_on_which_telling_comes_first(one: Telling, other: Telling) -> None:
    assert points(one, other) == pytest.approx(points(other, one))


@given(close_tellings())
def test_points_are_a_number_for_any_pair_also_of_one_with_itself(telling: Telling) -> None:
    assert points(telling, telling) == points(telling, telling)


def test_sides_conflict_only_where_both_are_named() -> None:
    assert conflict(NORLAND, SUDLAND)
    assert not conflict(NORLAND, replace(NORLAND, name="the Norlanders", from_report=True))
    assert not conflict(NORLAND, None)


def test_without_a_day_nothing_lies_between() -> None:
    assert days_apart(ONE, replace(OTHER, published=None, said=None)) == 0
    assert days_apart(ONE, own_voice(number=2, day=9)) == 6


@settings(max_examples=500)
@given(close_tellings(), close_tellings())
def test_two_speakers_who_are_others_never_told_one_act(one: Telling, other: Telling) -> None:
    """So that nothing else of their tellings need be compared; copies of one text aside."""
    if one.anchored and other.anchored and are_two(one.told_by, other.told_by) and not told_in_copies(one, other):
        assert points(one, other) == -inf


SPEAKERS = {
    "known": Speaker("norland-government", "norland", "the minister", "Ada Vent", False),
    "of the other side": Speaker("sudland-government", "sudland", "the minister", "Bo Lund", False),
    "a name": Speaker("name:v", "", "defence minister", "Ada Vent", False),
    "another name": Speaker("name:rm", "", "farmer", "Cy Orm", False),
    "without a role": Speaker("name:rm", "", "", "Cy Orm", False),
    "an outlet": Speaker("name:mbr vr", "", "wire", "Ombra Wire", True),
    "police": Speaker("name:pls", "", "police chief", "Di Ott", False),
    "hospital": Speaker("name:hsptl", "", "hospital doctor", "Ed Umm", False),
}


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("known", "of the other side", True),  # the tables know both
        ("known", "known", False),
        ("known", "a name", False),  # an official of the state may be at home in the report
        ("a name", "another name", True),  # nothing in name or post that they share
        ("a name", "without a role", False),
        ("known", "an outlet", False),  # whom others credit may be where it was taken from
        ("police", "hospital", True),  # whatever number both give
        ("police", "police", False),
    ],
)
def test_who_speaks_can_rule_out_one_act(one: str, other: str, two: bool) -> None:
    assert are_two(SPEAKERS[one], SPEAKERS[other]) is are_two(SPEAKERS[other], SPEAKERS[one]) is two
