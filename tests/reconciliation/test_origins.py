"""Which tellings go back to one act of saying. Norland, its minister and its river are made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reportedly.model.quantity import about, exactly, nearly, vaguely
from reportedly.model.telling import Context, Telling, TellingKey
from reportedly.reconciliation.acts import (
    ENOUGH,
    points,
    same_act,
)
from reportedly.reconciliation.origins import (
    Neighbourhood,
    OriginGroup,
    gather_origins,
    group_of,
    keys_of,
    leader_of,
    nearness,
    origin_id,
    wanted_of,
)
from tests.builders import make_telling, own_voice, unnamed
from tests.strategies import close_tellings

MINISTER = make_telling()
EVENT = Context(names=frozenset({"istr", "nrlnd"}))


@st.composite
def worlds(draw: st.DrawFn) -> list[Telling]:
    """Tellings that often meet; now and then a person joined two of their claims."""
    told = draw(st.lists(close_tellings(), max_size=8, unique_by=lambda telling: telling.key))
    if len(told) < 2 or draw(st.integers(0, 3)):
        return told
    first, second = told[0].claim, told[1].claim
    others = {first: (second,), second: (first,)}
    return [
        replace(one, joined_to=others.get(one.claim, ()), alone=False) if one.claim in others else one for one in told
    ]


def groups(*tellings: Telling) -> list[set[str]]:
    """The claims of each origin."""
    return sorted(({member.claim for member in group.members} for group in gather_origins(tellings)), key=sorted)


def members(found: Sequence[OriginGroup]) -> dict[str, list[TellingKey]]:
    return {group.id: [member.key for member in group.members] for group in found}


# which are one


def test_every_telling_is_in_exactly_one_origin() -> None:
    told = [MINISTER, make_telling(number=2), unnamed(number=3), own_voice(number=4)]
    found = [member.key for group in gather_origins(told) for member in group.members]
    assert sorted(found) == sorted(telling.key for telling in told)


def test_the_same_figure_of_one_party_in_several_reports_is_one_origin() -> None:
    assert groups(MINISTER, make_telling(number=2), make_telling(number=3, day=5)) == [{"claim1", "claim2", "claim3"}]


def test_named_tellings_are_one_origin_at_however_many_removes() -> None:
    first, last = make_telling(day=3), make_telling(number=3, day=25)
    between = make_telling(number=2, day=14)
    assert not same_act(first, last)
    assert groups(first, between, last) == [{"claim1", "claim2", "claim3"}]
    assert groups(first, last) == [{"claim1"}, {"claim3"}]


def test_a_rounded_figure_goes_back_to_the_exact_one() -> None:
    exact = make_telling("Ada Vent said 10,958 soldiers were killed.")
    round_number = make_telling("Ada Vent said nearly 11,000 were killed.", number=2, quantity=nearly(11_000))
    assert groups(exact, round_number) == [{"claim1", "claim2"}]


def test_a_slip_of_a_digit_on_the_day_goes_back_to_the_right_figure() -> None:
    slip = make_telling("Ada Vent said 1,520 soldiers were killed.", number=2)
    assert groups(MINISTER, slip) == [{"claim1", "claim2"}]


def test_a_large_figure_retold_months_later_is_still_the_old_act_and_said_anew_is_not() -> None:
    retold = make_telling(number=2, published="2031-09-01", said="2031-09-01", said_told=False)
    assert groups(MINISTER, retold) == [{"claim1", "claim2"}]
    assert groups(MINISTER, replace(retold, said_told=True)) == [{"claim1"}, {"claim2"}]


def test_two_parties_with_one_figure_are_two_origins() -> None:
    watch = make_telling(number=2, party="river-watch", party_state="", speaker_key="river-watch")
    assert groups(MINISTER, watch) == [{"claim1"}, {"claim2"}]


def test_what_a_person_joined_is_one_origin_and_what_they_split_stands_alone() -> None:
    joined = replace(MINISTER, joined_to=("claim2",))
    stranger = make_telling("Wheat costs 9 a sack.", number=2, day=20, joined_to=("claim1",))
    assert groups(joined, stranger) == [{"claim1", "claim2"}]
    assert groups(MINISTER, make_telling(number=2, alone=True)) == [{"claim1"}, {"claim2"}]


# those that name nobody


def test_a_telling_that_names_nobody_follows_the_named_one_that_it_fits() -> None:
    assert groups(MINISTER, unnamed(number=2, context=EVENT)) == [{"claim1", "claim2"}]
    assert groups(MINISTER, own_voice(number=2)) == [{"claim1", "claim2"}]


def test_unnamed_sources_never_join_two_origins() -> None:
    watch = make_telling(
        number=2, party="river-watch", party_state="", speaker="River Watch", speaker_key="river-watch"
    )
    between = [unnamed(number=number, context=EVENT) for number in (3, 4, 5)]
    found = groups(MINISTER, watch, *between)
    assert sum(not claims.isdisjoint({"claim1", "claim2"}) for claims in found) == 2


def test_it_follows_the_one_that_fits_best_and_of_equals_the_first() -> None:
    loose = unnamed(number=9, day=4, context=EVENT)
    near, far = make_telling(number=2, day=4), make_telling(number=1, day=1)
    lead = leader_of(loose, (far, near))
    assert lead is not None
    assert lead.key == near.key
    equal = leader_of(loose, (make_telling(number=3, day=4), near))
    assert equal is not None
    assert equal.key == near.key


def test_a_named_one_leads_better_than_any_that_names_nobody() -> None:
    loose = unnamed(number=9, day=4, context=EVENT)
    lead = leader_of(loose, (unnamed(number=2, day=4, context=EVENT), make_telling(number=3, day=6)))
    assert lead is not None
    assert lead.anchored


def test_of_those_that_name_nobody_only_what_came_first_leads() -> None:
    first, second = (unnamed(number=number, day=day, context=EVENT) for number, day in ((1, 3), (2, 4)))
    assert leader_of(first, (second,)) is None
    lead = leader_of(second, (first,))
    assert lead is not None
    assert lead.key == first.key


def test_nothing_leads_itself_or_what_it_does_not_fit() -> None:
    title = replace(own_voice(number=2, context=EVENT), in_title=True)
    assert leader_of(unnamed(number=9, day=4, context=EVENT), (replace(title, in_title=False),)) is not None
    assert leader_of(unnamed(number=9, day=4, context=EVENT), (title,)) is None  # a title only repeats its report
    loose = unnamed(number=1, context=EVENT)
    assert leader_of(loose, (loose, make_telling("Wheat costs 9 a sack.", number=2))) is None


# the nearest


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ({}, {"named": False}),
        ({}, {"in_title": True}),
        ({}, {"hops": 2}),
        ({"quoted": True}, {}),
        ({"quoted": True}, {"part_quoted": True}),
        ({"part_quoted": True}, {}),
        ({"context": Context(quotations=3)}, {"context": Context(quotations=1)}),
        ({"published": "2031-03-01"}, {"published": "2031-03-02"}),
        ({}, {"published": None}),
        ({"report": "a"}, {"report": "b"}),
        ({"report": "r", "version": 2}, {"report": "r", "version": 10}),
        ({"report": "r", "start": 9}, {"report": "r", "start": 10}),
        ({"hops": 1, "published": "2031-03-09"}, {"hops": 2, "published": "2031-03-01"}),
        ({"in_title": True}, {"named": False, "quoted": True}),
        ({"hops": 9}, {"hops": 10}),
    ],
)
def test_the_telling_nearest_to_the_origin_comes_first(nearer: dict[str, object], farther: dict[str, object]) -> None:
    one, other = make_telling(**nearer), make_telling(number=2, **farther)
    assert nearness(one) < nearness(other)
    assert group_of([other, one]).nearest == one


@given(close_tellings(), close_tellings())
def test_two_tellings_are_never_equally_near(one: Telling, other: Telling) -> None:
    assert one.key == other.key or nearness(one) != nearness(other)


def test_an_origin_is_named_by_the_least_of_its_tellings() -> None:
    group = group_of([make_telling(number=2), MINISTER])
    assert group.id == group_of([MINISTER]).id == origin_id(MINISTER.key)


# algebra


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(world: list[Telling], random: object) -> None:
    shuffled = list(world)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert gather_origins(shuffled) == gather_origins(world)


@given(worlds())
def test_adding_twice_changes_nothing(world: list[Telling]) -> None:
    assert gather_origins([*world, *world]) == gather_origins(world)


@given(worlds())
def test_those_of_two_origins_are_never_the_same_act(world: list[Telling]) -> None:
    """Two that are named, near and one by `same_act` are in one origin."""
    near = Neighbourhood(world)
    origin = {member.key: group.id for group in gather_origins(world) for member in group.members}
    for one in world:
        for other in near.of(one):
            if one.anchored and other.anchored and same_act(one, other) and same_act(other, one):
                assert origin[one.key] == origin[other.key]


@given(worlds())
def test_an_origin_without_its_unnamed_tellings_holds_together(world: list[Telling]) -> None:
    """Whoever names nobody brings no two together."""
    named = [telling for telling in world if telling.anchored]
    alone = [{m.key for m in group.members} for group in gather_origins(named)]
    whole = [{m.key for m in group.members if m.anchored} for group in gather_origins(world)]
    assert sorted(map(sorted, alone)) == sorted(sorted(keys) for keys in whole if keys)


@given(close_tellings(), close_tellings())
def test_nearness_is_mutual(one: Telling, other: Telling) -> None:
    assume(one.key != other.key)
    near = Neighbourhood([one, other])
    assert list(near.of(one)) == [other] or list(near.of(other)) == []
    assert list(near.of(other)) == [one] or list(near.of(one)) == []


def lead_to_each_other(one: Telling, other: Telling) -> bool:
    return bool(list(Neighbourhood([one, other]).of(one)))


def has_word_only(telling: Telling) -> bool:
    return telling.quantity is not None and telling.quantity.vague is not None


@settings(max_examples=300)
@given(close_tellings(), close_tellings())
def test_the_keys_lead_to_every_pair_that_is_one_act(one: Telling, other: Telling) -> None:
    """Or that the one could lead the other by; but for vague words, see below."""
    if one.key != other.key and not has_word_only(one) and points(one, other) >= ENOUGH:
        assert lead_to_each_other(one, other)


@settings(max_examples=300)
@given(close_tellings(), close_tellings())
def test_the_keys_lead_to_every_telling_of_the_same_number(one: Telling, other: Telling) -> None:
    other = replace(other, quantity=one.quantity)
    if one.key != other.key and not has_word_only(one) and points(one, other) >= ENOUGH:
        assert lead_to_each_other(one, other)


def test_a_vague_word_is_one_act_for_days_not_weeks() -> None:
    one, other = make_telling(quantity=vaguely("dozens")), make_telling(number=2, day=9, quantity=vaguely("dozens"))
    assert not same_act(one, other)


def test_a_telling_that_stands_alone_has_no_keys_and_one_that_is_joined_is_found_by_any_day() -> None:
    alone = make_telling(alone=True)
    assert keys_of(alone) == wanted_of(alone) == ()
    joined = make_telling("Wheat costs 9 a sack.", number=2, published="2025-01-01", said=None, joined_to=("claim1",))
    assert lead_to_each_other(joined, make_telling(joined_to=("claim2",)))


def test_a_telling_without_a_day_is_near_to_every_other() -> None:
    dayless = make_telling(number=2, published=None, said=None)
    assert lead_to_each_other(MINISTER, dayless)
    assert groups(MINISTER, dayless) == [{"claim1", "claim2"}]


def test_round_numbers_meet_over_the_edge_of_their_buckets() -> None:
    for number in range(30, 2_000, 7):
        for other in (round(number * 1.05), round(number * 0.95)):
            one, two = (
                make_telling(quantity=exactly(number)),
                make_telling(number=2, quantity=about(other)),
            )
            assert lead_to_each_other(one, two), (number, other)


def test_nothing_told_has_no_origins() -> None:
    assert gather_origins(()) == ()
