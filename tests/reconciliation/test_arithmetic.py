"""Figures of one subject that cannot all hold, and the smallest set of them that cannot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge.measures import Arithmetic, load_measures
from reportedly.model.claim import Aspect
from reportedly.model.finding import Finding, FindingKind
from reportedly.model.quantity import Quantity, about, at_least, at_most, between, exactly, more_than
from reportedly.model.story import Estimate, Question, Series
from reportedly.reconciliation.arithmetic import Bound, find_misfits, propagate

from ..strategies import intervals
from .series_builders import ARMY, MINISTRY, ask, ask_in, days, say, series

MEASURES = load_measures()
RULES = MEASURES.arithmetic
NAMES = ("personnel_sent", "casualties", "killed", "wounded")
bounds = st.lists(st.builds(Bound, measure=st.sampled_from(NAMES), interval=intervals()), max_size=5)


def misfits(*said: tuple[str | Question, Estimate]) -> tuple[Finding, ...]:
    return find_misfits(
        [series(ask(question) if isinstance(question, str) else question, told) for question, told in said], MEASURES
    )


def known(*pairs: tuple[str, Quantity]) -> dict[str, Quantity] | None:
    found = propagate([Bound(measure=name, interval=interval) for name, interval in pairs], RULES)
    return None if found is None else {bound.measure: bound.interval for bound in found}


def test_a_whole_is_at_least_its_parts_and_a_part_at_most_what_the_others_leave() -> None:
    found = known(("killed", at_least(300)), ("wounded", more_than(400)), ("casualties", at_most(1_000)))
    assert found is not None
    assert found["casualties"] == Quantity(low=700, high=1_000, high_inclusive=True)
    assert found["killed"] == Quantity(low=300, low_inclusive=True, high=600)
    assert found["wounded"] == Quantity(low=400, high=700, high_inclusive=True)
    assert found["personnel_sent"] == more_than(700)


def test_bounds_that_no_numbers_satisfy_have_no_solution() -> None:
    assert known(("killed", at_least(300)), ("wounded", more_than(400)), ("casualties", at_most(700))) is None
    assert known(("killed", at_least(300)), ("casualties", at_most(300))) is not None
    assert known(("killed", exactly(300)), ("killed", exactly(301))) is None


@given(bounds)
def test_to_propagate_twice_gives_no_more(given_bounds: list[Bound]) -> None:
    once = propagate(given_bounds, RULES)
    assert once is None or propagate(once, RULES) == once


@given(bounds, st.builds(Bound, measure=st.sampled_from(NAMES), interval=intervals()))
def test_more_knowledge_never_widens_a_bound(given_bounds: list[Bound], more: Bound) -> None:
    before, after = propagate(given_bounds, RULES), propagate([*given_bounds, more], RULES)
    if before is None:
        assert after is None
    elif after is not None:
        wide = {bound.measure: bound.interval for bound in before}
        assert all(bound.interval.within(wide[bound.measure]) for bound in after)


@given(bounds, st.tuples(*[st.integers(0, 6)] * 4))
def test_numbers_that_satisfy_bounds_and_rules_are_never_lost(
    given_bounds: list[Bound], slack: tuple[int, ...]
) -> None:
    killed, wounded, more, most = slack
    world = {"killed": killed, "wounded": wounded, "casualties": killed + wounded + more}
    world["personnel_sent"] = world["casualties"] + most
    if all(bound.interval.contains(world[bound.measure]) for bound in given_bounds):
        found = propagate(given_bounds, RULES)
        assert found is not None
        assert all(b.interval.contains(world.get(b.measure, 0)) for b in found if b.measure in world)


def test_rules_that_lead_back_to_themselves_come_to_an_end() -> None:
    circle = (
        Arithmetic(rule="a >= b + c", whole="a", parts=("b", "c")),
        Arithmetic(rule="b >= a", whole="b", parts=("a",)),
    )
    assert propagate([Bound(measure="c", interval=at_least(1))], circle) is not None


def test_a_partys_own_figures_that_do_not_add_up_are_named() -> None:
    (finding,) = misfits(
        ("casualties", say(ARMY, exactly(500))),
        ("killed", say(ARMY, exactly(300))),
        ("wounded", say(ARMY, at_least(400))),
    )
    assert finding.kind is FindingKind.FIGURES_DO_NOT_ADD_UP
    assert finding.sentence == (
        "Sudland's army says 500 casualties (2031-03-03), but also 300 killed (2031-03-03) and at least 400 "
        "wounded (2031-03-03), at least 700 together: the whole is smaller than its parts."
    )
    assert len(finding.members) == finding.claims == 3


def test_only_the_figures_that_are_needed_are_named() -> None:
    (finding,) = misfits(
        ("casualties", say(ARMY, exactly(500))),
        ("killed", say(ARMY, exactly(900))),
        ("wounded", say(ARMY, exactly(10))),
    )
    assert len(finding.members) == 2
    assert "900 killed" in finding.sentence


def test_a_rule_reaches_through_a_measure_that_nobody_told() -> None:
    (finding,) = misfits(
        ("personnel_sent", say(ARMY, exactly(500))),
        ("killed", say(ARMY, exactly(300))),
        ("wounded", say(ARMY, exactly(400))),
    )
    assert "500 personnel sent" in finding.sentence


def test_figures_that_fit_or_are_rounded_are_no_misfit() -> None:
    assert not misfits(("casualties", say(ARMY, more_than(500))), ("killed", say(ARMY, exactly(900))))
    assert not misfits(("casualties", say(ARMY, about(500))), ("killed", say(ARMY, exactly(540))))
    assert not misfits(("casualties", say(ARMY, exactly(1_200))), ("killed", say(ARMY, exactly(1_240))))
    assert misfits(("casualties", say(ARMY, exactly(1_201))), ("killed", say(ARMY, exactly(1_241))))


def test_a_part_said_later_than_the_whole_is_innocent() -> None:
    whole = say(ARMY, exactly(500))
    assert not misfits(("casualties", whole), ("killed", say(ARMY, exactly(900), "2031-03-20")))
    assert misfits(("casualties", whole), ("killed", say(ARMY, exactly(900), "2031-02-20")))
    assert not misfits(("casualties", whole), ("killed", say(ARMY, exactly(900), None)))


def test_a_part_of_another_scope_time_kind_or_aspect_is_innocent() -> None:
    whole = ask_in("Port Ister", "Norland", measure="casualties")
    said, part = say(ARMY, exactly(500)), say(ARMY, exactly(900))
    assert not misfits((whole, said), (ask_in("Norland"), part))
    assert misfits((ask_in("Norland", measure="casualties"), said), (ask_in("Port Ister", "Norland"), part))
    assert not misfits(("casualties", said), (ask(subject="Sudland", subject_key="state.sudland"), part))
    assert not misfits(("casualties", said), (ask(aspect=Aspect.INCREMENT), part))
    assert not misfits(("casualties", said), ("killed", say(ARMY, exactly(900).with_words("900", "women"))))
    told = say(ARMY, exactly(500), happened=days("2031-03-02", "2031-03-02"))
    assert not misfits(("casualties", told), ("killed", part))
    assert not misfits(("casualties", say(ARMY, exactly(5))), ("killed", part))


def test_across_parties_figures_are_added_only_where_said_near_in_time() -> None:
    whole = say(ARMY, exactly(500))
    (finding,) = misfits(("casualties", whole), ("killed", say(MINISTRY, exactly(900))))
    assert {member.speaker for member in finding.members} == {ARMY, MINISTRY}
    assert not misfits(("casualties", whole), ("killed", say(MINISTRY, exactly(900), "2031-02-20")))
    unnamed = say("officials", exactly(900), origin={"named": False})
    assert not misfits(("casualties", whole), ("killed", unnamed))
    confined = {"subject": None, "subject_key": None, "report": "r1"}
    assert not misfits((ask("casualties", **confined), whole), (ask(**confined), say(MINISTRY, exactly(900))))


def test_across_parties_a_whole_without_a_place_may_mean_any() -> None:
    whole, part = say(ARMY, exactly(500)), exactly(900)
    assert misfits(("casualties", whole), (ask_in("Port Ister"), say(ARMY, part)))
    assert not misfits(("casualties", whole), (ask_in("Port Ister"), say(MINISTRY, part)))


def test_a_party_that_gives_a_larger_whole_too_means_something_else_by_the_smaller() -> None:
    told = (("casualties", say(ARMY, exactly(500))), ("casualties", say(ARMY, exactly(2_000))))
    assert not misfits(*told, ("killed", say(ARMY, exactly(900))))


def test_a_share_of_a_number_is_held_against_the_count_of_the_same_report() -> None:
    share = Quantity(low=30, low_inclusive=True, high=30, high_inclusive=True, unit="percent", of="the 10,000 men sent")
    told = ("casualties", say(ARMY, share, report="r1"))
    (finding,) = misfits(told, ("casualties", say(ARMY, exactly(6_021), report="r1")))
    assert finding.sentence == (
        "Sudland's army says 30 % of the 10,000 men sent (2031-03-03), which is 3,000, but also 6,021 casualties "
        "(2031-03-03)."
    )
    assert not misfits(told, ("casualties", say(ARMY, exactly(3_021), report="r1")))
    assert not misfits(told, ("casualties", say(ARMY, exactly(10_000), report="r1")))
    assert not misfits(told, ("casualties", say(ARMY, exactly(6_021), report="r2")))
    assert not misfits(told, ("casualties", say(MINISTRY, exactly(6_021), report="r1")))


@given(st.permutations([(who, m, n) for who in (ARMY, MINISTRY) for m, n in (("casualties", 500), ("killed", 900))]))
def test_the_order_of_the_series_changes_nothing(order: list[tuple[str, str, int]]) -> None:
    def found(rows: list[tuple[str, str, int]]) -> object:
        made: list[Series] = [series(ask(m), say(who, between(n, n + 9))) for who, m, n in rows]
        return find_misfits(made, MEASURES)

    assert found(order) == found(sorted(order))
