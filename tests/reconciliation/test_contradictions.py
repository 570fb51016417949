"""Two figures contradict each other only where nothing innocent explains the difference."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.certainty import Certainty, Likelihood, Modality
from reportedly.model.claim import Aspect, Polarity, Stance, Status
from reportedly.model.finding import FindingKind
from reportedly.model.quantity import Quantity, about, at_least, at_most, exactly, just_over, more_than, nearly, vaguely
from reportedly.model.story import Estimate, Question
from reportedly.reconciliation.contradictions import explain, find_contradictions

from .series_builders import ARMY, MINISTRY, ask, ask_in, days, say, series

QUESTION = ask()


def sentences(*estimates: Estimate, question: Question = QUESTION) -> list[str]:
    return [finding.sentence for finding in find_contradictions([series(question, *estimates)])]


def reason(one: Quantity, other: Quantity, day: str = "2031-03-03", **changes: Any) -> str | None:
    """Why the army's figure of the third and the ministry's do not contradict."""
    return explain(say(ARMY, one), say(MINISTRY, other, day, **changes), QUESTION)


def test_two_parties_whose_figures_cannot_both_hold_contradict_each_other() -> None:
    one, other = say(ARMY, exactly(120).with_words("120", None)), say(MINISTRY, at_most(40), "2031-03-04")
    (finding,) = find_contradictions([series(QUESTION, one, other)])
    assert finding.kind is FindingKind.CONTRADICTION
    assert finding.sentence == (
        "Sudland's army says 120 killed (2031-03-03), Norland's health ministry up to 40 (2031-03-04): "
        "both cannot be right."
    )
    assert [member.speaker for member in finding.members] == [ARMY, MINISTRY]
    assert finding.members[0].words == "120"
    assert finding.members[0].claim == one.citations[0].claim
    assert (finding.question, finding.claims) == (QUESTION.id, 2)


def test_bounds_that_a_number_satisfies_do_not_contradict() -> None:
    assert reason(more_than(120), exactly(500)) == "both figures can hold"
    assert reason(at_least(120), at_most(120)) == "both figures can hold"
    assert reason(more_than(120), at_most(40)) is None


def test_words_that_round_have_a_tolerance() -> None:
    assert reason(about(120), exactly(131)) == "both figures can hold"
    assert reason(about(120), exactly(160)) is None
    assert reason(nearly(500), exactly(200)) is None
    assert reason(just_over(120), exactly(160)) == "both figures can hold"


def test_about_the_same_number_is_no_contradiction() -> None:
    assert reason(exactly(120), exactly(128)) == "they are about the same number"


def test_vague_words_never_contradict() -> None:
    assert reason(vaguely("dozens"), exactly(4_000)) == "one names no number"


def test_a_share_is_not_compared_with_a_count_nor_with_a_share_of_another_whole() -> None:
    third, half = (Quantity(low=n, low_inclusive=True, high=n, high_inclusive=True, unit="percent") for n in (33, 50))
    assert reason(third, exactly(120)) == "one is a share, the other a count"
    assert reason(third, Quantity(low=50, unit="percent", of="the reserve")) == "they are shares of two wholes"
    assert reason(third, half) is None
    assert reason(exactly(3).with_words("3", "times"), exactly(120)) == "one tells a multiple"


def test_a_later_total_may_be_larger_whoever_says_it() -> None:
    assert reason(exactly(40), exactly(120), "2031-03-13") == "said 10 days apart: a total grows"
    assert not sentences(say(ARMY, exactly(40)), say(MINISTRY, exactly(120), "2031-03-05"))


def test_a_later_total_may_not_be_lower() -> None:
    assert reason(exactly(120), exactly(40), "2031-03-13") is None
    assert reason(exactly(120), exactly(40), "2031-06-03") == "said 92 days apart"
    assert "counts another event" in (reason(exactly(1_200), exactly(40), "2031-03-13") or "")


def test_what_is_said_within_a_day_is_of_one_time() -> None:
    assert reason(exactly(40), exactly(120), "2031-03-04") is None
    assert reason(exactly(40), exactly(9_000)) == "one is so much lower that it counts something else"


def test_what_has_no_day_or_only_a_month_is_not_taken_to_be_near() -> None:
    undated = say(MINISTRY, exactly(40), None)
    assert explain(say(ARMY, exactly(120)), undated, QUESTION) == "one has no day"
    assert not sentences(say(ARMY, exactly(120)), undated)
    assert reason(exactly(40), exactly(120), "2031-03") == "said 28 days apart: a total grows"


def test_times_that_share_no_day_are_not_compared() -> None:
    early, late = days("2031-03-01", "2031-03-01"), days("2031-03-02", None)
    one, other = say(ARMY, exactly(120), happened=early), say(MINISTRY, exactly(40), happened=late)
    assert explain(one, other, QUESTION) == "they tell of two times"
    assert explain(say(ARMY, exactly(120)), other, QUESTION) == "the lower one counts a part of the time"
    part_of_it = say(MINISTRY, exactly(40), happened=days("2031-02-01", None))
    assert explain(one, part_of_it, QUESTION) is None


def test_levels_are_compared_within_days_and_increments_within_one_time() -> None:
    level, added = ask(aspect=Aspect.LEVEL), ask(aspect=Aspect.INCREMENT)
    one, other = say(ARMY, exactly(40)), say(MINISTRY, exactly(120), "2031-03-06")
    assert explain(one, other, level) is None
    later = say(MINISTRY, exactly(120), "2031-03-16")
    assert explain(one, later, level) == "said 13 days apart: a level changes"
    assert explain(one, other, added) == "said 3 days apart, and one tells no time that it counts"
    day = days("2031-03-02", "2031-03-02")
    told = [say(who, exactly(number), happened=day) for who, number in ((ARMY, 40), (MINISTRY, 120))]
    assert explain(*told, added) is None
    assert explain(one, told[1], added) == "one tells no time that it counts"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": Status.PLANNED}, "one is planned"),
        ({"status": Status.CONDITIONAL}, "one is conditional"),
        ({"status": Status.UNDER_WAY}, "one is under way"),
        ({"certainty": Certainty(modality=Modality.MAY)}, "one only says what may be"),
        ({"certainty": Certainty(likelihood=Likelihood(term="unlikely"))}, "one only says what may be"),
        ({"stance": Stance.DECLINES}, "one only questions it"),
        ({"stance": Stance.QUESTIONS}, "one only questions it"),
        ({"stance": Stance.WARNS}, "one only warns"),
        ({"origin": {"party": ARMY}}, "both are the word of one party"),
        ({"origin": {"named": False}}, "nobody is named who is said to know one of them"),
        ({"origin": {"own_voice": True}}, "nobody is named who is said to know one of them"),
    ],
)
def test_what_is_no_figure_of_what_is_or_no_independent_word_never_contradicts(
    changes: dict[str, Any], why: str
) -> None:
    assert reason(exactly(120), exactly(40), **changes) == why
    assert not sentences(say(ARMY, exactly(120)), say(MINISTRY, exactly(40), **changes))


def test_a_likely_figure_is_a_figure() -> None:
    assert reason(exactly(120), exactly(40), certainty=Certainty(likelihood=Likelihood(term="highly likely"))) is None


def test_other_measures_and_aspects_are_other_questions() -> None:
    one, other = say(ARMY, exactly(120)), say(MINISTRY, exactly(40))
    assert explain(one, other, QUESTION, ask("casualties")) == "one is killed, the other casualties"
    level = explain(one, other, QUESTION, ask(aspect=Aspect.LEVEL))
    assert level == "one is a total to date, the other a level at a moment"


def test_a_part_of_those_counted_is_another_count() -> None:
    women = say(MINISTRY, exactly(40).with_words("40", "women"))
    assert explain(say(ARMY, exactly(120)), women, QUESTION) == "they count different things: women, all"
    soldiers = say(MINISTRY, exactly(40).with_words("40", "Norlander soldiers"))
    assert explain(say(ARMY, exactly(120)), soldiers, QUESTION) is None


def test_a_narrower_place_above_a_wider_one_contradicts() -> None:
    port, land = ask_in("Port Ister", "Norland"), ask_in("Norland")
    one, other = say(ARMY, exactly(120)), say(MINISTRY, exactly(40))
    (finding,) = find_contradictions([series(port, one), series(land, other)])
    assert "120 killed of Norland in Port Ister" in finding.sentence
    assert finding.question == land.id
    assert explain(one, other, land, port) == (
        "another scope: one is of Norland in Port Ister, the other of Norland in Norland"
    )


def test_a_figure_without_a_place_may_mean_any_and_one_without_sides_is_not_compared() -> None:
    one, other = say(ARMY, exactly(120)), say(MINISTRY, exactly(40))
    assert not find_contradictions([series(ask_in("Port Ister"), one), series(QUESTION, other)])
    alone = ask(subject=None, subject_key=None, report="r1")
    assert explain(one, other, alone) == "nothing names whom or where they count"


def test_a_party_that_also_says_what_agrees_has_corrected_itself_or_counts_something_else() -> None:
    corrected = say(ARMY, exactly(41), "2031-03-05")
    assert not sentences(say(ARMY, exactly(120)), corrected, say(MINISTRY, exactly(41), "2031-03-04"))


def test_two_parties_get_one_finding_for_a_question_that_of_the_nearest_days() -> None:
    told = (say(ARMY, exactly(120)), say(ARMY, exactly(200), "2031-03-09"), say(MINISTRY, exactly(40), "2031-03-10"))
    (sentence,) = sentences(*told)
    assert "200 killed (2031-03-09)" in sentence


def test_a_denial_stands_against_the_assertion_that_it_denies() -> None:
    denial = {"stance": Stance.DENIES}
    expected = [
        "Sudland's army says more than 120 killed (2031-03-03), Norland's health ministry denies it (2031-03-04): "
        "both cannot be right."
    ]
    for changes in (denial, {"polarity": Polarity.NEGATED}):
        denied = say(MINISTRY, exactly(120), "2031-03-04", **changes)
        assert sentences(say(ARMY, more_than(120)), denied) == expected
    assert reason(exactly(130), more_than(100), **denial) is None
    assert reason(exactly(130), exactly(120), **denial) == "another figure is denied"
    assert reason(exactly(120), exactly(120), "2031-04-03", **denial) == "said 31 days apart"
    assert reason(exactly(120), exactly(120), stance=Stance.DENIES, polarity=Polarity.NEGATED) == "one only denies"
    other_place = say(MINISTRY, exactly(120), stance=Stance.DENIES)
    assert "another question" in (explain(say(ARMY, exactly(120)), other_place, QUESTION, ask_in("Norland")) or "")
    planned = say(ARMY, exactly(120), status=Status.PLANNED)
    assert explain(planned, say(MINISTRY, exactly(120), stance=Stance.DENIES), QUESTION) == "one is planned"


def test_two_denials_do_not_contradict() -> None:
    one, other = (say(who, exactly(n), stance=Stance.DENIES) for who, n in ((ARMY, 120), (MINISTRY, 40)))
    assert explain(one, other, QUESTION) == "one only denies"


@given(st.permutations([(who, n, d) for who in (ARMY, MINISTRY, "A monitor") for n in (40, 90, 120) for d in (3, 9)]))
def test_the_order_of_the_estimates_changes_nothing(order: list[tuple[str, int, int]]) -> None:
    def found(rows: list[tuple[str, int, int]]) -> object:
        return find_contradictions([series(QUESTION, *(say(who, exactly(n), f"2031-03-0{d}") for who, n, d in rows))])

    assert found(order) == found(sorted(order))


def test_nothing_said_makes_no_finding() -> None:
    assert find_contradictions(()) == ()
