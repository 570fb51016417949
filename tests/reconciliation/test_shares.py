"""What a share of a known whole comes to, and how large the whole of a known share can be."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reportedly.knowledge.measures import load_measures
from reportedly.model.claim import Aspect
from reportedly.model.quantity import (
    Quantity,
    about,
    at_least,
    at_most,
    between,
    exactly,
    less_than,
    more_than,
    vaguely,
)
from reportedly.model.story import Estimate, Question
from reportedly.reconciliation.shares import Derived, Side, derived_figures, part_of, whole_in, whole_of

from .series_builders import ARMY, ask, say, series

FORCE = ask("share_of_force", aspect=Aspect.LEVEL)
sizes = st.integers(1, 200).map(lambda hundreds: hundreds * 100)


def percent(bounds: Quantity, of: str | None = None) -> Quantity:
    return Quantity(
        low=bounds.low,
        low_inclusive=bounds.low_inclusive,
        high=bounds.high,
        high_inclusive=bounds.high_inclusive,
        point=bounds.point,
        approximation=bounds.approximation,
        unit="percent",
        of=of,
    )


def derived(*said: tuple[Question, Estimate]) -> tuple[Derived, ...]:
    return derived_figures([series(question, estimate) for question, estimate in said], load_measures())


def test_over_half_of_a_number_is_above_its_half_and_at_most_all_of_it() -> None:
    half = part_of(exactly(11_000), percent(more_than(50)))
    assert half == Quantity(low=5_500, high=11_000, high_inclusive=True)
    assert half is not None
    assert half.overlaps(more_than(6_000))


def test_what_is_more_than_a_fifth_of_a_whole_bounds_the_whole() -> None:
    assert whole_of(exactly(11_000), percent(more_than(20))) == Quantity(low=11_000, low_inclusive=True, high=55_000)
    assert whole_of(more_than(11_000), percent(more_than(20))) == more_than(11_000)
    assert whole_of(at_most(11_000), percent(at_least(20))) == between(0, 55_000)


def test_words_that_round_widen_what_follows() -> None:
    assert part_of(about(11_000), percent(exactly(50))) == between(4_950, 6_050)


def test_a_share_above_all_is_not_cut_at_the_whole() -> None:
    part = part_of(exactly(100), percent(more_than(150)))
    assert part == more_than(150)


def test_nothing_follows_from_words_or_from_what_has_no_end() -> None:
    assert part_of(vaguely("dozens"), percent(exactly(50))) is None
    assert whole_of(vaguely("dozens"), percent(exactly(50))) is None
    assert part_of(at_least(0), percent(exactly(50))) is None
    assert part_of(exactly(100), exactly(50)) is None
    assert whole_of(exactly(100), percent(at_most(0))) is None


@given(sizes, st.integers(1, 100), st.integers(0, 500), st.integers(0, 20))
def test_every_part_and_whole_lies_within_what_follows(whole: int, share: int, room: int, slack: int) -> None:
    part = Fraction(whole * share, 100)
    wholes = between(max(0, whole - room), whole + room)
    shares = percent(between(max(0, share - slack), min(100, share + slack)))
    found = part_of(wholes, shares)
    assert found is not None
    assert found.contains(float(part))
    back = whole_of(between(whole * share // 100, whole * share // 100 + room), shares)
    assert back is None or back.contains(whole)


def test_the_words_for_a_whole_tell_its_number_and_bound() -> None:
    assert whole_in("the approximately 11,000 troops") == about(11_000)
    assert whole_in("the more than 11,000 troops") == more_than(11_000)
    assert whole_in("up to 500 guards") == at_most(500)
    assert whole_in("the 12.5 thousand") == exactly(12.5)
    assert whole_in("its 600 guards") == exactly(600)
    for words in ("the reserve", "the 3 brigades", "500 of 600", "the F-16 fleet", "the 4,000-strong force"):
        assert whole_in(words) is None


def test_a_share_of_a_number_gives_its_part() -> None:
    share = say(ARMY, percent(more_than(50), "the approximately 11,000 troops"))
    (found,) = derived((FORCE, share))
    assert found.sentence == (
        "Sudland's army says more than 50 % of the approximately 11,000 troops (2031-03-03), which is more than 4,950 "
        "and at most 12,100 (about 11,000 taken as 9,900 to 12,100)"
    )
    assert (found.side, found.measure, found.known) == (Side.PART, None, about(11_000))
    assert found.citations == share.citations
    (harmed,) = derived((ask("casualties"), share))
    assert harmed.measure == "casualties"


def test_a_count_that_is_a_share_gives_its_whole() -> None:
    share = say(ARMY, percent(more_than(20), 'the "reserve'), report="r1")
    count = say(ARMY, exactly(11_000), report="r1")
    sent = ask("personnel_sent")
    (found,) = derived((FORCE, share), (sent, count))
    assert found.sentence == (
        "Sudland's army says 11,000 are more than 20 % of the reserve (2031-03-03), so that the reserve is at least "
        "11,000 and less than 55,000"
    )
    assert found.side is Side.WHOLE
    assert len(found.citations) == 2


def test_no_whole_is_guessed() -> None:
    share = say(ARMY, percent(more_than(20), "the reserve"), report="r1")
    sent = ask("personnel_sent")
    here, elsewhere = say(ARMY, exactly(11_000), report="r1"), say(ARMY, exactly(11_000), report="r2")
    assert not derived((FORCE, share), (sent, elsewhere))
    assert not derived((FORCE, share), (ask("killed"), here))
    assert not derived((FORCE, share), (sent, here), (ask("personnel_present"), here))
    assert not derived((FORCE, say(ARMY, percent(more_than(20)), report="r1")), (sent, here))
    assert not derived((FORCE, say("", percent(more_than(20), "the reserve"), report="r1")), (sent, here))
    assert not derived((FORCE, say(ARMY, percent(less_than(100), "the reserve"), report="r1")), (FORCE, share))
