"""Which question an origin answers, and what each party last said to it. Norland and Sudland are made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.claim import Aspect, Channel, Polarity, Stance, Status
from reportedly.model.quantity import about, exactly, more_than
from reportedly.model.story import Question
from reportedly.model.telling import Telling
from reportedly.reconciliation.origins import OriginGroup, group_of
from reportedly.reconciliation.pipeline import reconcile
from reportedly.reconciliation.questions import (
    MOST_CITATIONS,
    MOST_READ,
    estimate_of,
    gather_series,
    latest_by_party,
    origin_of,
    question_of,
    series_of,
)
from tests.builders import NORLAND, PORT_ISTER, SUDLAND, make_telling, own_voice, unnamed
from tests.strategies import close_tellings

WATCH = {"party": "river-watch", "party_name": "River Watch", "party_state": "", "speaker": "River Watch"}


def group(*tellings: Telling, **changes: Any) -> OriginGroup:
    return group_of(tellings or [make_telling(**changes)])


def question(*tellings: Telling, **changes: Any) -> Question:
    found = question_of(group(*tellings, **changes))
    assert found is not None
    return found


# the question


def test_an_origin_without_measure_or_figure_answers_nothing() -> None:
    assert question_of(group(measure=None)) is None
    assert question_of(group(quantity=None)) is None
    times = replace(exactly(3), unit="times")
    assert question_of(group(quantity=times)) is None  # "three times as many" counts nothing by itself


def test_one_measure_sides_place_and_aspect_are_one_question_whatever_the_name() -> None:
    named = replace(NORLAND, name="the Norlanders", from_report=True)
    assert question().id == question(number=2, subject=named).id


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": SUDLAND},
        {"counterpart": SUDLAND},
        {"place": PORT_ISTER},
        {"measure": "captured"},
        {"aspect": Aspect.INCREMENT},
        {"aspect": None},
        {"quantity": replace(exactly(40), unit="percent")},
    ],
)
def test_another_side_place_measure_aspect_or_a_share_is_another_question(changes: dict[str, Any]) -> None:
    assert question(**changes).id != question().id


def test_figures_of_no_named_side_or_place_stay_in_their_report() -> None:
    first, second = question(subject=None), question(subject=None, number=2)
    assert first.id != second.id
    assert (first.report, second.report) == ("report1", "report2")
    assert question().report is None
    assert question(subject=None, place=PORT_ISTER).report is None


def test_the_nearest_telling_that_counts_decides_the_measure() -> None:
    nearest = make_telling(measure=None, quoted=True)
    assert (
        question(nearest, make_telling(number=2, measure="casualties"), make_telling(number=3)).measure == "casualties"
    )


def test_sides_and_place_are_those_of_the_nearest_that_names_them() -> None:
    bare = make_telling(subject=None, quoted=True)
    placed = make_telling(number=2, place=PORT_ISTER, place_within=("norland",), subject=None)
    found = question(bare, placed, make_telling(number=3, counterpart=SUDLAND))
    assert (found.subject, found.counterpart, found.place) == ("Norland", "Sudland", "Port Ister")
    assert found.place_within == ("norland",)


def test_a_side_that_words_name_goes_before_one_that_a_report_fills_in() -> None:
    filled = make_telling(subject=replace(SUDLAND, from_report=True), quoted=True)
    assert question(filled, make_telling(number=2)).subject == "Norland"
    assert question(filled).subject == "Sudland"


def test_tellings_beyond_those_that_are_read_only_count() -> None:
    bare = [make_telling(number=number, subject=None, day=3) for number in range(1, MOST_READ + 1)]
    last = make_telling(number=MOST_READ + 1, hops=9)
    assert question(*bare, last).subject is None


# the estimate


def test_an_origin_tells_who_when_and_how_as_its_nearest_telling_does() -> None:
    found = origin_of(group(make_telling(channel=Channel.INTERVIEW, quoted=True), make_telling(number=2, day=9)))
    assert (found.name, found.party, found.date, found.channel) == (
        "Ada Vent",
        "norland-government",
        "2031-03-03",
        Channel.INTERVIEW,
    )
    assert found.counts


def test_unnamed_sources_and_an_outlets_own_voice_are_no_independent_origins() -> None:
    assert not origin_of(group(unnamed())).counts
    assert not origin_of(group(own_voice())).counts
    assert not origin_of(group(unnamed(party="norland-government"))).counts


def test_a_figure_told_in_many_reports_is_one_estimate_with_citations_the_nearest_first() -> None:
    told = [make_telling(number=number) for number in range(1, MOST_CITATIONS + 4)]
    nearest = make_telling(number=99, quoted=True)
    made = group(*told, nearest)
    estimate = estimate_of(made, question(*told))
    assert (estimate.claims, estimate.reports) == (MOST_CITATIONS + 4, MOST_CITATIONS + 4)
    assert len(estimate.citations) == MOST_CITATIONS
    assert estimate.citations[0].claim == nearest.claim


def test_two_claims_of_one_report_are_one_report() -> None:
    made = group(make_telling(), make_telling(claim="claim9"))
    estimate = estimate_of(made, question())
    assert (estimate.claims, estimate.reports) == (2, 1)


def test_the_estimate_is_in_the_words_of_the_nearest_telling_that_counts() -> None:
    nearest = make_telling(quoted=True, quantity=more_than(1_250), stance=Stance.CONFIRMS, status=Status.DONE)
    farther = make_telling(number=2, quantity=about(1_250), polarity=Polarity.NEGATED)
    estimate = estimate_of(group(nearest, farther), question())
    assert estimate.quantity == more_than(1_250)
    assert (estimate.stance, estimate.status, estimate.polarity) == (
        Stance.CONFIRMS,
        Status.DONE,
        Polarity.AFFIRMED,
    )


# series


def said(number: int, day: int, *, claims: int = 1, **changes: Any) -> list[OriginGroup]:
    """One act of saying of this many claims."""
    words = f"Ada Vent said {number:,} soldiers were killed."
    return [group_of(make_telling(words, number=f"{number}-{n}", day=day, **changes) for n in range(claims))]


def test_estimates_of_one_question_are_one_series_oldest_first() -> None:
    (series,) = gather_series([*said(60, 9), *said(40, 3), *said(50, 5)])
    assert [estimate.as_of for estimate in series.estimates] == ["2031-03-03", "2031-03-05", "2031-03-09"]
    assert (series.acts, series.claims, series.reports, series.parties) == (3, 3, 3, 1)


def test_an_estimate_without_a_day_comes_before_all() -> None:
    (series,) = gather_series([*said(60, 1), *said(40, 3, said=None, published=None)])
    assert [estimate.as_of for estimate in series.estimates] == [None, "2031-03-01"]


def test_only_named_parties_count_as_independent_and_each_once() -> None:
    groups = [
        *said(40, 3),
        *said(50, 5),
        *said(60, 5, **WATCH),
        group_of([unnamed(number=8)]),
        group_of([own_voice(number=9)]),
    ]
    (series,) = gather_series(groups)
    assert (series.parties, series.acts) == (2, 5)


def test_the_biggest_question_comes_first() -> None:
    many_acts = [*said(40, 3, measure="captured"), *said(50, 5, measure="captured")]
    many_parties = [*said(40, 3), *said(41, 3, **WATCH)]
    many_claims = said(40, 3, claims=3, measure="wounded")
    confined = [*said(40, 3, subject=None, claims=9)]
    one = said(40, 3, measure="missing")
    found = gather_series([*one, *confined, *many_claims, *many_acts, *many_parties])
    assert [series.question.measure for series in found] == ["killed", "captured", "wounded", "missing", "killed"]


def test_the_latest_of_each_party_stands_newest_first_and_those_of_nobody_after() -> None:
    groups = [*said(40, 3), *said(60, 9), *said(50, 5, **WATCH), group_of([unnamed(number=8, day=20)])]
    (series,) = gather_series(groups)
    assert [e.quantity.low for e in latest_by_party(series)] == [60, 50, 1_250]


def test_each_unnamed_source_and_outlet_stands_for_itself() -> None:
    (series,) = gather_series([group_of([unnamed(number=n)]) for n in (1, 2)])
    assert len(latest_by_party(series)) == 2


def test_of_two_on_one_day_the_one_that_more_reports_tell_is_the_latest() -> None:
    (series,) = gather_series([*said(40, 3, claims=2), *said(60, 3)])
    (latest,) = latest_by_party(series)
    assert latest.quantity.low == 40
    later = series_of(series.question, reversed(series.estimates))
    assert latest_by_party(later) == (latest,)


@given(st.lists(close_tellings(), max_size=8, unique_by=lambda telling: telling.key), st.randoms(use_true_random=False))
def test_the_order_of_the_tellings_changes_nothing(world: list[Telling], random: Any) -> None:
    shuffled = list(world)
    random.shuffle(shuffled)
    assert reconcile(shuffled) == reconcile(world)


@given(st.lists(close_tellings(), max_size=8, unique_by=lambda telling: telling.key))
def test_every_origin_with_a_measured_figure_is_one_estimate_of_one_series(world: list[Telling]) -> None:
    made = reconcile(world)
    answering = [group.id for group in made.origins if question_of(group) is not None]
    estimates = [estimate for series in made.series for estimate in series.estimates]
    assert sorted(estimate.origin.id for estimate in estimates) == sorted(answering)
    assert len({series.question.id for series in made.series}) == len(made.series)
    assert all(series.parties <= series.acts <= series.claims for series in made.series)


def test_nothing_told_makes_no_picture() -> None:
    made = reconcile(())
    assert made.origins == made.series == ()
