"""Quantities: bounds, units, shares, increments, and what is no count.

A case gives a phrase and what must be read of its first number of the kind at hand, written compactly:
the interval ("(6000,inf)", "[0,500]", "~500" for about, "<~500" for nearly, ">~500" for just over, "dozens" for a vague
word), then the words of the expression, then the unit.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction.quantities import Kind, QuantityMention, find
from reportedly.knowledge.languages.en.quantities import VAGUE_FLOORS, conventional_floor
from reportedly.model.quantity import Approximation, Quantity

_SIGNS = {Approximation.ABOUT: "~", Approximation.NEARLY: "<~", Approximation.JUST_OVER: ">~"}


def shown(quantity: Quantity) -> str:
    """The interval in the notation of the cases."""
    if quantity.vague is not None:
        return quantity.vague
    if quantity.approximation is not None and quantity.point is not None:
        return f"{_SIGNS[quantity.approximation]}{quantity.point}"
    sign = "" if quantity.approximation is None else _SIGNS[quantity.approximation]
    if quantity.is_exact:
        return f"{quantity.low}"
    low = "(-inf" if quantity.low is None else f"{'[' if quantity.low_inclusive else '('}{quantity.low}"
    high = "inf)" if quantity.high is None else f"{quantity.high}{']' if quantity.high_inclusive else ')'}"
    return f"{sign}{low},{high}"


def only(text: str, kind: Kind) -> QuantityMention:
    """The first mention of `kind`."""
    mentions = [mention for mention in find(text) if mention.kind is kind]
    assert mentions, f"nothing of kind {kind.value} in {text!r}: {[m.kind.value for m in find(text)]}"
    return mentions[0]


BOUNDS = [
    # more than
    ("more than 6,000 casualties", "(6000,inf)", "more than 6,000"),
    ("over 11,000 elite troops", "(11000,inf)", "over 11,000"),
    ("above 500 dead", "(500,inf)", "above 500"),
    ("in excess of 500 men", "(500,inf)", "in excess of 500"),
    ("losses exceeding 500", "(500,inf)", "exceeding 500"),
    ("the toll exceeded 500", "(500,inf)", "exceeded 500"),
    ("upwards of 500 men", "(500,inf)", "upwards of 500"),
    ("greater than 500", "(500,inf)", "greater than 500"),
    ("losses surpassing 500", "(500,inf)", "surpassing 500"),
    ("the toll topped 500", "(500,inf)", "topped 500"),
    ("well over 500 people", "(500,inf)", "well over 500"),
    ("far more than 500 people", "(500,inf)", "far more than 500"),
    ("more than an estimated 6,000 people", "(6000,inf)", "more than an estimated 6,000"),
    ("more than a dozen soldiers", "(12,inf)", "more than a dozen"),
    ("more than half a million civilians", "(500000,inf)", "more than half a million"),
    ("4,000+ troops", "(4000,inf)", "4,000+"),
    # at least
    ("at least 798 killed", "[798,inf)", "at least 798"),
    ("At least four civilians", "[4,inf)", "At least four"),
    ("no fewer than 12 bodies", "[12,inf)", "no fewer than 12"),
    ("no less than 12 bodies", "[12,inf)", "no less than 12"),
    ("not less than 500", "[500,inf)", "not less than 500"),
    ("a minimum of 500 men", "[500,inf)", "a minimum of 500"),
    ("at least some 500 people", "[500,inf)", "at least some 500"),
    ("500 or more fighters", "[500,inf)", "500 or more"),
    ("500, possibly more", "[500,inf)", "500, possibly more"),
    ("500 and counting", "[500,inf)", "500 and counting"),
    ("4,000-plus soldiers", "[4000,inf)", "4,000-plus"),
    ("500 at least", "[500,inf)", "500 at least"),
    ("sixty villagers, if not more", "[60,inf)", "sixty"),
    ("217 bodies and counting", "[217,inf)", "217"),
    ("the toll is at least at 85", "[85,inf)", "at least at 85"),
    ("cannot be put below 4,000", "[4000,inf)", "cannot be put below 4,000"),
    # at most
    ("at no time were more than 350 men there", "[0,350]", "more than 350"),
    ("the army did not lose more than 40 men", "[0,40]", "more than 40"),
    ("900 rifles at the very most", "[0,900]", "900"),
    ("fifteen recruits, tops", "[0,15]", "fifteen"),
    # both
    ("more than 200 but no more than 300 men", "(200,300]", "more than 200 but no more than 300"),
    ("at least 40 and at most 65 hostages", "[40,65]", "at least 40 and at most 65"),
    ("500 to as many as 700 sappers", "[500,700]", "500 to as many as 700"),
    # something set off within
    ("fewer, perhaps, than 40 Christians", "[0,40)", "fewer, perhaps, than 40"),
    ("more, probably, than 90 dealers", "(90,inf)", "more, probably, than 90"),
    # none: the verb's own "up" and "over"
    ("the toll goes up to 60", "60", "up to 60"),
    ("Sweden handed over 12,400 jackets", "12400", "12,400"),
    # a restatement or an alternative is no second number
    ("seventeen (17) seminarians", "17", "seventeen"),
    ("at least four, possibly five, ambushes", "[4,inf)", "at least four"),
    # digits
    ("12,50,000 voters", "1250000", "12,50,000"),
    ("1,2 million refugees", "1200000", "1,2 million"),
    ("7.450 migrants", "7450", "7.450"),
    ("14'650 people", "14650", "14'650"),
    ("the dozen or so men", "~12", "the dozen or so"),
    # at most
    ("up to 25,000 laborers", "[0,25000]", "up to 25,000"),
    ("as many as 500 people", "[0,500]", "as many as 500"),
    ("at most 500", "[0,500]", "at most 500"),
    ("no more than 500", "[0,500]", "no more than 500"),
    ("not more than 500", "[0,500]", "not more than 500"),
    ("a maximum of 500", "[0,500]", "a maximum of 500"),
    ("500 or fewer", "[0,500]", "500 or fewer"),
    ("capped at 500", "[0,500]", "capped at 500"),
    ("losses did not exceed 500", "[0,500]", "not exceed 500"),
    ("up to about 500 men", "[0,500]", "up to about 500"),
    # less than
    ("fewer than 500 men", "[0,500)", "fewer than 500"),
    ("less than 500", "[0,500)", "less than 500"),
    ("under 500 men", "[0,500)", "under 500"),
    ("below 500", "[0,500)", "below 500"),
    ("well under 500", "[0,500)", "well under 500"),
    # nearly
    ("nearly 3,000 soldiers", "<~3000", "nearly 3,000"),
    ("almost 3,000 had been killed", "<~3000", "almost 3,000"),
    ("close to 3,000", "<~3000", "close to 3,000"),
    ("approaching 3,000", "<~3000", "approaching 3,000"),
    ("just under 3,000", "<~3000", "just under 3,000"),
    ("just short of 3,000", "<~3000", "just short of 3,000"),
    ("slightly fewer than 3,000", "<~3000", "slightly fewer than 3,000"),
    ("not quite 3,000", "<~3000", "not quite 3,000"),
    # about
    ("about 4,000 troops", "~4000", "about 4,000"),
    ("around 1,000", "~1000", "around 1,000"),
    ("roughly 600 soldiers", "~600", "roughly 600"),
    ("approximately 11,000", "~11000", "approximately 11,000"),
    ("some 500 people", "~500", "some 500"),
    ("an estimated 500 people", "~500", "an estimated 500"),
    ("estimated 500 people", "~500", "estimated 500"),
    ("circa 500 men", "~500", "circa 500"),
    ("ca. 500 men", "~500", "ca. 500"),
    ("~500 men", "~500", "~500"),
    ("in the region of 500", "~500", "in the region of 500"),
    ("on the order of 500", "~500", "on the order of 500"),
    ("500 or so fighters", "~500", "500 or so"),
    ("500-odd fighters", "~500", "500-odd"),
    ("around another 500", "~500", "around another 500"),
    # just over
    ("just over 2,000 people", ">~2000", "just over 2,000"),
    ("slightly more than 2,000", ">~2000", "slightly more than 2,000"),
    ("a little over 2,000", ">~2000", "a little over 2,000"),
    # signs
    (">500 killed", "(500,inf)", ">500"),
    ("≥ 500 killed", "[500,inf)", "≥ 500"),
    ("< 500 killed", "[0,500)", "< 500"),
    # exact
    ("a total of 15-thousand troops", "15000", "a total of 15-thousand"),
    ("all 14 crew members", "14", "14"),
    ("the 183 victims", "183", "183"),
    ("exactly 500", "500", "exactly 500"),
    ("only 20 survived", "20", "20"),
    ("a 500-strong force", "500", "500-strong"),
    ("including 615 in the vicinity", "615", "615"),
    # ranges
    ("25,000-30,000 soldiers", "[25000,30000]", "25,000-30,000"),
    ("an additional 25,000-30,000 soldiers", "[25000,30000]", "an additional 25,000-30,000"),
    ("25,000–30,000 soldiers", "[25000,30000]", "25,000–30,000"),
    ("between 4,000 and 6,000 casualties", "[4000,6000]", "between 4,000 and 6,000"),
    ("from 4,000 to 6,000 troops", "[4000,6000]", "4,000 to 6,000"),
    ("10 to 12 thousand troops", "[10000,12000]", "10 to 12 thousand"),
    ("between 10 and 12 thousand men", "[10000,12000]", "between 10 and 12 thousand"),
    ("12- to 15,000 soldiers", "[12000,15000]", "12- to 15,000"),
    ("10 or 12 people", "[10,12]", "10 or 12"),
    ("eleven or 12 people", "[11,12]", "eleven or 12"),
    ("two or three missiles", "[2,3]", "two or three"),
    ("about 2,000 to 3,000 troops", "~[2000,3000]", "about 2,000 to 3,000"),
    ("1 to 2 million people", "[1000000,2000000]", "1 to 2 million"),
]


@pytest.mark.parametrize(("text", "interval", "written"), BOUNDS)
def test_bound_words_set_the_ends_of_the_interval(text: str, interval: str, written: str) -> None:
    mention = only(text, Kind.COUNT)
    assert (shown(mention.quantity), mention.span.of(text)) == (interval, written)
    assert mention.quantity.as_written == written


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("not more than 500", 0, 500),
        ("no fewer than 500", 500, None),
        ("never more than 500", 0, 500),
        ("not fewer than 500", 500, None),
    ],
)
def test_a_negated_bound_is_never_inverted(text: str, low: int, high: int | None) -> None:
    quantity = only(text, Kind.COUNT).quantity
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.contains(500)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the toll rose from 20 to 35", ["20", "35"]),
        ("the number of troops was cut from 500 to 300", ["500", "300"]),
        ("killed 12 and wounded 30", ["12", "30"]),
        ("in 2024, 500 people fled", ["500"]),
        ("1 million and 200,000 shells", ["1000000", "200000"]),
    ],
)
def test_two_numbers_that_are_no_range_stay_two(text: str, values: list[str]) -> None:
    assert [shown(mention.quantity) for mention in find(text) if mention.kind is Kind.COUNT] == values


UNITS = [
    ("11,000 elite troops to support the war", "elite troops"),
    ("Sends 11,000 Elite Troops to Fight", "Elite Troops"),
    ("6,000 North Korean troops have been killed", "North Korean troops"),
    ("over 10 million artillery shells and ballistic missiles", "artillery shells"),
    ("more than 500 civilians, most of them women", "civilians"),
    ("around 1,000 of Pyongyang's troops killed", "troops"),
    ("four rotations of troops", "rotations"),
    ("32 other civilians were injured", "civilians"),
    ("19 others on Monday", "others"),
    ("3,000 more troops", "troops"),
    ("five thousand military builders", "military builders"),
    ("84 Wagner fighters and", "Wagner fighters"),
    ("14 Shahed-136 drones overnight", "Shahed-136 drones"),
    ("500 US soldiers left", "US soldiers"),
    ("14 wounded civilians were", "wounded civilians"),
    ("200 Taliban, 58 soldiers", "Taliban"),
    ("two weapons depots in", "weapons depots"),
    ("four-thousand troops", "troops"),
    ("20 injured people had been", "injured people"),
    ("two aircraft were", "aircraft"),
    ("29 Palestinians in the past", "Palestinians"),
    ("300 air strikes in", "air strikes"),
    ("seven of its members", "members"),
    ("15 members of government forces", "members"),
    ("one soldier was killed", "soldier"),
    ("one person died", "person"),
    ("six 152 mm howitzers", "howitzers"),
    ("two 500-pound bombs", "bombs"),
    ("336 were Druze fighters", "Druze fighters"),
    ("three of them children", "children"),
    ("a score of people", "people"),
    ("1,000 specially trained troops", "specially trained troops"),
    ("12 Hamas members", "Hamas members"),
    ("two “very large” bombs", "very large” bombs"),
    ("a dozen soldiers", "soldiers"),
    ("18 security forces killed", "security forces"),
    ("an 18-member team", "member"),
    ("30 of them aid seekers", "aid seekers"),
    ("two of the three gunmen", "gunmen"),
    ("14 out of 20 hostages", "hostages"),
]


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_the_unit_is_the_noun_phrase_that_follows(text: str, unit: str) -> None:
    mention = only(text, Kind.COUNT)
    assert mention.unit_span is not None
    assert mention.unit_span.of(text) == unit == mention.quantity.unit


@pytest.mark.parametrize(
    "text",
    [
        "At least 798 killed in",
        "35 injured",
        "six dead",
        "26,030 displaced, though",
        "more than 1,000 killed or wounded",
        "another 1,500 were still in morgues",
        "including 615 in the vicinity",
        "put the toll at 37.",
        "15 of them fled",
        "almost 3,000 had been killed",
        "thousands flee",
        "killed 12 on Monday",
        "killed 12 early Thursday",
    ],
)
def test_without_a_noun_there_is_no_unit(text: str) -> None:
    assert only(text, Kind.COUNT).unit_span is None


SHARES = [
    ("more than 20% of leader Kim's reserve", "(20,inf)", "leader Kim's reserve"),
    ("20 percent of the force", "20", "the force"),
    ("20 per cent of its troops", "20", "its troops"),
    ("12.5 pct of the army", "12.5", "the army"),
    ("80 to 90 percent", "[80,90]", None),
    ("20%-30% of them", "[20,30]", None),
    ("10 per cent or more", "[10,inf)", None),
    ("half of the approximately 11,000 troops", "50", "the approximately 11,000 troops"),
    ("over half of the force", "(50,inf)", "the force"),
    ("more than half", "(50,inf)", None),
    ("nearly half the force", "<~50", "the force"),
    ("half were children", "50", None),
    ("a third of those killed", "33.3", "those killed"),
    ("a third of those killed or wounded", "33.3", "those killed or wounded"),
    ("over two thirds of its fleet", "(66.7,inf)", "its fleet"),
    ("two-thirds were women", "66.7", None),
    ("three-quarters of Gaza's population", "75", "Gaza's population"),
    ("a quarter of the houses", "25", "the houses"),
    ("up to a third of the force", "[0,33.3]", "the force"),
    ("one in five children", "20", "children"),
    ("one in every five children", "20", "children"),
    ("three in four Gazans", "75", "Gazans"),
    ("nine out of 10 people", "90", "people"),
    ("one out of three", "33.3", None),
]


@pytest.mark.parametrize(("text", "interval", "whole"), SHARES)
def test_a_share_is_a_percentage_with_its_whole(text: str, interval: str, whole: str | None) -> None:
    mention = only(text, Kind.SHARE)
    assert shown(mention.quantity) == interval
    assert mention.quantity.unit == "percent"
    assert (mention.of_span and mention.of_span.of(text)) == whole == mention.quantity.of


@pytest.mark.parametrize(
    "text",
    [
        "the first half of the year",
        "in half",
        "a third strike hit",
        "a fifth column",
        "killed two in three days",
        "killed two in four villages",
        "the second half",
        "his half-brother",
    ],
)
def test_what_only_looks_like_a_share_is_none(text: str) -> None:
    assert not [mention for mention in find(text) if mention.kind is Kind.SHARE]


def test_a_count_keeps_the_whole_it_is_a_part_of() -> None:
    mention = only("509 of the 613 were killed", Kind.COUNT)
    assert (mention.quantity.low, mention.quantity.of) == (509, "the 613")


NO_COUNTS = [
    # units, models, names
    ("the 810th Brigade", Kind.NAME),
    ("the 47th Mechanized Brigade", Kind.NAME),
    ("the army's 6th Infantry Division", Kind.NAME),
    ("Shahed-136", Kind.NAME),
    ("a T-72", Kind.NAME),
    ("Su-34", Kind.NAME),
    ("the F-16s", Kind.NAME),
    ("Kh-101", Kind.NAME),
    ("S-400", Kind.NAME),
    ("an Il-76", Kind.NAME),
    ("the Group of Seven", Kind.NAME),
    ("Channel 12", Kind.NAME),
    ("Resolution 2803", Kind.NAME),
    ("Article 5", Kind.NAME),
    ("under article 5 of the treaty", Kind.NAME),
    ("national route 4", Kind.NAME),
    ("Highway 20", Kind.NAME),
    ("phase two of the deal", Kind.NAME),
    ("Flight 370", Kind.NAME),
    ("Covid-19", Kind.NAME),
    ("5G", Kind.NAME),
    ("a 2-0 win", Kind.NAME),
    ("tied 89-89", Kind.NAME),
    ("16 Industrial Avenue", Kind.NAME),
    ("call +380 44 123 4567", Kind.NAME),
    ("Day 600 of the war", Kind.NAME),
    ("the FTSE 100", Kind.NAME),
    # calibres, distances, durations
    ("152 mm", Kind.MEASUREMENT),
    ("152mm shells", Kind.MEASUREMENT),
    ("50 kilometers from the border", Kind.MEASUREMENT),
    ("some 35 km away", Kind.MEASUREMENT),
    ("a 37m-long crater", Kind.MEASUREMENT),
    ("six weeks", Kind.MEASUREMENT),
    ("in the past 24 hours", Kind.MEASUREMENT),
    ("a two-day visit", Kind.MEASUREMENT),
    ("half an hour", Kind.MEASUREMENT),
    ("4,000 tonnes of aid", Kind.MEASUREMENT),
    ("almost 40,000 square feet", Kind.MEASUREMENT),
    ("a 12-storey block", Kind.MEASUREMENT),
    ("three more days", Kind.MEASUREMENT),
    ("155mph", Kind.MEASUREMENT),
    # ages
    ("aged 12", Kind.AGE),
    ("a 35-year-old man", Kind.AGE),
    ("a four-year-old girl", Kind.AGE),
    ("12 years old", Kind.AGE),
    ("Ahmed, 34, said", Kind.AGE),
    ("Ahmed Ali (34) said", Kind.AGE),
    ("his son, 12, and", Kind.AGE),
    ("children under 5", Kind.AGE),
    ("over the age of 21", Kind.AGE),
    ("an 11-week-old blockade", Kind.AGE),
    # dates and times
    ("on June 26", Kind.DATE),
    ("26 June 2025", Kind.DATE),
    ("the 26th of June", Kind.DATE),
    ("the seventh of July", Kind.DATE),
    ("8th Jul, 2024", Kind.DATE),
    ("July 4, 2016", Kind.DATE),
    ("October 26-28", Kind.DATE),
    ("2025-06-26", Kind.DATE),
    ("2024", Kind.DATE),
    ("in 2014 troops entered", Kind.DATE),
    ("the 1990s", Kind.DATE),
    ("2014-2017", Kind.DATE),
    ("in his 40s", Kind.DATE),
    ("at 11 p.m.", Kind.DATE),
    ("at 5:30", Kind.DATE),
    ("at 10.45pm", Kind.DATE),
    ("0600 GMT", Kind.DATE),
    ("24/7", Kind.DATE),
    ("on the 14th", Kind.DATE),
    ("the 9/11 attacks", Kind.DATE),
    # money, multiples
    ("$1.2 million", Kind.MONEY),
    ("US$58.24", Kind.MONEY),
    ("5 million euros", Kind.MONEY),
    ("£2.7m", Kind.MONEY),
    ("USD10m", Kind.MONEY),
    ("millions of dollars", Kind.MONEY),
    ("three times as many", Kind.MULTIPLE),
    ("almost thrice as many", Kind.MULTIPLE),
    ("a fivefold rise", Kind.MULTIPLE),
    ("more than doubled", Kind.MULTIPLE),
    # ordinals
    ("the fourth rotation", Kind.ORDINAL),
    ("a second wave of attacks", Kind.ORDINAL),
]


@pytest.mark.parametrize(("text", "kind"), NO_COUNTS)
def test_what_is_no_count_says_what_it_is(text: str, kind: Kind) -> None:
    kinds = {mention.kind for mention in find(text)} - {Kind.INDEFINITE}
    assert kinds == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "one of the most violent",
        "one another",
        "no one was hurt",
        "the first one of many",
        "at one point",
        "one day",
        "one group or the other",
        "test scores",
        "first of all",
        "the second to leave",
        "the MH17 crash",
        "a lot more",
    ],
)
def test_pronouns_and_adverbs_are_no_counts(text: str) -> None:
    assert not [mention for mention in find(text) if mention.kind is Kind.COUNT]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one of its members was killed", 1),
        ("killing one", 1),
        ("one was wounded", 1),
        ("at least one was killed", 1),
        ("in which one person died", 1),
        ("2000 troops arrived", 2000),
        ("more than 2000 were killed", 2000),
        ("In May 12 people were killed", 12),
        ("The capital has been attacked three times", 3),
        ("In Gaza 12 people died", 12),
        ("toll passes 100", 100),
    ],
)
def test_counts_that_look_like_something_else_stay_counts(text: str, value: int) -> None:
    assert only(text, Kind.COUNT).quantity.low == value


VAGUE = [
    ("dozens of people", "dozens", "people"),
    ("Dozens of others", "dozens", "others"),
    ("scores of people", "scores", "people"),
    ("hundreds of strikes", "hundreds", "strikes"),
    ("thousands of North Korean troops", "thousands", "North Korean troops"),
    ("tens of thousands of people", "tens of thousands", "people"),
    ("hundreds of thousands fled", "hundreds of thousands", None),
    ("millions were displaced", "millions", None),
    ("several hundred fighters", "several hundred", "fighters"),
    ("a few dozen men", "a few dozen", "men"),
    ("several tanks", "several", "tanks"),
    ("a few shots", "a few", "shots"),
    ("dozens, perhaps hundreds, of people", "dozens, perhaps hundreds", "people"),
    ("hundreds, if not thousands, of men", "hundreds, if not thousands", "men"),
    ("dozens more were hurt", "dozens", None),
    ("a couple of soldiers", "a couple", "soldiers"),
]


@pytest.mark.parametrize(("text", "word", "unit"), VAGUE)
def test_a_vague_word_stays_a_word_without_bounds(text: str, word: str, unit: str | None) -> None:
    quantity = only(text, Kind.COUNT).quantity
    assert (quantity.vague, quantity.low, quantity.high, quantity.unit) == (word, None, None, unit)


@pytest.mark.parametrize(
    ("word", "floor"),
    [
        ("dozens", 24),
        ("hundreds", 100),
        ("thousands", 1_000),
        ("tens of thousands", 10_000),
        ("hundreds of thousands", 100_000),
        ("millions", 1_000_000),
        ("several hundred", 100),
        ("several hundred thousand", 100_000),
        ("a few dozen", 24),
        ("dozens, perhaps hundreds", 24),
        ("hundreds, if not thousands", 100),
        ("Thousands", 1_000),
        ("several", None),
        ("a few", None),
    ],
)
def test_the_floor_of_a_vague_word_is_a_named_convention(word: str, floor: int | None) -> None:
    assert conventional_floor(word) == floor


def test_every_floor_is_found_by_its_own_word() -> None:
    assert {word: conventional_floor(word) for word in VAGUE_FLOORS} == dict(VAGUE_FLOORS)


@pytest.mark.parametrize(
    ("text", "increment"),
    [
        ("another 1,500 were in morgues", True),
        ("an additional 3,000 personnel", True),
        ("a further 20 people", True),
        ("3,000 more troops", True),
        ("injured 59 more", True),
        ("two extra battalions", True),
        ("20 more than on Saturday", True),
        ("500 or more troops", False),
        ("more than 500 troops", False),
        ("3,000 troops", False),
    ],
)
def test_an_increment_is_told_from_a_total(text: str, *, increment: bool) -> None:
    assert only(text, Kind.COUNT).increment is increment


LISTS = [
    ("at least 84 Wagner fighters and 47 Malian soldiers", ["[84,inf)", "[47,inf)"]),
    ("up to 4,000 soldiers and 500 officers", ["[0,4000]", "[0,500]"]),
    ("at least 20 soldiers, 5 civilians and 3 police officers", ["[20,inf)", "[5,inf)", "[3,inf)"]),
    ("killed at least seven civilians and injured 35", ["[7,inf)", "35"]),
    ("At least 20 soldiers died and 5 civilians were hurt", ["[20,inf)", "5"]),
    ("at least 184 people, including 127 elderly men", ["[184,inf)", "127"]),
    ("at least 17 people, three of them children", ["[17,inf)", "3"]),
    ("about 20 soldiers and 30 civilians", ["~20", "30"]),
    ("14 soldiers and 32 other civilians", ["14", "32"]),
    ("at least 20 soldiers and more than 30 civilians", ["[20,inf)", "(30,inf)"]),
    ("at least six soldiers and some 10 rebels", ["[6,inf)", "~10"]),
    ("at least 10 fighters, and 20 were civilians", ["[10,inf)", "20"]),
]


@pytest.mark.parametrize(("text", "intervals"), LISTS)
def test_a_bound_reaches_over_a_list_and_not_over_a_verb(text: str, intervals: list[str]) -> None:
    assert [shown(mention.quantity) for mention in find(text) if mention.kind is Kind.COUNT] == intervals


def test_a_bound_reaches_an_amount_repeated_in_brackets() -> None:
    first, second = find("more than 7.5 million euros ($8.1 million)")
    assert (shown(first.quantity), shown(second.quantity)) == ("(7500000,inf)", "(8100000,inf)")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a Thai soldier and 13 civilians", "Thai soldier"),
        ("attacks on civilians and a hospital", "hospital"),
        ("including a child, according to", "child"),
        ("a pregnant woman was hurt", "pregnant woman"),
        ("Another farmer was shot", "farmer"),
        ("a 14-year-old girl was among", "14-year-old girl"),
    ],
)
def test_an_article_counts_one_before_a_person_or_thing(text: str, unit: str) -> None:
    mention = only(text, Kind.INDEFINITE)
    assert (mention.quantity.low, mention.quantity.unit) == (1, unit)


@pytest.mark.parametrize(
    "text", ["a hospital official said", "a general strike", "a statement", "the soldier", "a child rights group"]
)
def test_an_article_before_half_a_compound_counts_nothing(text: str) -> None:
    assert not [mention for mention in find(text) if mention.kind is Kind.INDEFINITE]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("killed 40 people over three days", "3"),
        ("besieged for over three years", "(3,inf)"),
        ("in the fields around two villages", "2"),
    ],
)
def test_over_and_around_of_time_and_place_are_no_bounds(text: str, interval: str) -> None:
    assert shown(find(text)[-1].quantity) == interval


@pytest.mark.parametrize("text", ["9" * 5000, "9" * 5000 + "th", "1," * 3000, "1 000" * 2000])
def test_a_run_of_digits_too_long_for_a_number_is_passed_over(text: str) -> None:
    assert all(len(mention.span) < len(text) for mention in find(text))


def test_an_empty_text_holds_no_numbers() -> None:
    assert find("") == ()
    assert find("No numbers here.") == ()


_FRAGMENTS = [
    *("more than", "at least", "up to", "about", "between", "and", "from", "half", "a third", "dozens of", "hundreds"),
    *("million", "thousand", "one", "twenty", "June", "2024", "troops", "people", "killed", "percent", "km", "another"),
    *("th", "Brigade", "aged", "year-old", "a few", "the", "times", "€", "out of", "was one of", "(34)", "or more"),
]


@given(
    st.lists(
        st.one_of(
            st.text(alphabet="0123456789,.-–%$ \n\u00a0kKmM½+~'’\"()/", min_size=1, max_size=6),
            st.sampled_from(_FRAGMENTS),
        ),
        max_size=30,
    ).map(" ".join)
)
def test_any_text_gives_ordered_mentions_within_it(text: str) -> None:
    previous = 0
    for mention in find(text):
        assert previous <= mention.span.start <= mention.number_span.start
        assert mention.number_span.end <= mention.span.end <= len(text)
        assert mention.quantity.as_written == mention.span.of(text)
        previous = mention.span.end


@given(
    st.integers(min_value=3, max_value=10**9),
    st.sampled_from(["more than", "at least", "up to", "fewer than", "nearly"]),
)
def test_a_bound_word_says_the_same_of_every_number(value: int, words: str) -> None:
    quantity = only(f"{words} {value:,} people", Kind.COUNT).quantity
    contains = {"more than": False, "at least": True, "up to": True, "fewer than": False, "nearly": False}
    assert quantity.contains(value) is contains[words]
    assert quantity.contains(value + 1) is (words in ("more than", "at least"))


ACROSS_LINES = [
    ("Karabakh clashes kill six\n\nAt least six soldiers died.", ["six", "At least six"]),
    ("Strike kills 20\n\nMore than 20 people were buried.", ["20", "More than 20"]),
    ("Toll rises to 40\nOr fewer, officials said.", ["40"]),
    ("Blast wounds a dozen\n\nAt most 12 were treated.", ["a dozen", "At most 12"]),
    ("Army loses half\n\nOf the troops 300 are left.", ["300"]),
]


@pytest.mark.parametrize(("text", "written"), ACROSS_LINES)
def test_no_number_takes_words_of_another_line(text: str, written: list[str]) -> None:
    """A title ends without a mark; the bound that begins the report is the report's."""
    found = [mention.quantity.as_written for mention in find(text)]
    assert [words for words in found if words in written] == written
    assert not any("\n" in words for words in found)


YEARS = [
    "a 1994 ceasefire agreement",
    "a 2015 peace deal",
    "a 2008 war over the region",
    "a 1951 convention",
    "a 2020 truce",
]


@pytest.mark.parametrize("words", YEARS)
def test_a_year_before_a_thing_is_no_count(words: str) -> None:
    (found,) = (m for m in find(f"They were accused of breaking {words}.") if m.kind is not Kind.INDEFINITE)
    assert found.kind is Kind.DATE


GATHERINGS = [
    "a civilian gathering",
    "a police training",
    "a soldier killing in the town",
    "a farmer meeting",
    "a farmer shooting",
]


@pytest.mark.parametrize("words", GATHERINGS)
def test_half_a_compound_is_nobody(words: str) -> None:
    assert not [m for m in find(f"The drone hit {words} on Monday.") if m.kind is Kind.INDEFINITE]
