"""Which figures answer one question, and what each origin last said to it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.claim import Aspect, Claim, Mention, Stance
from reportedly.model.quantity import about, exactly, more_than
from reportedly.reconciliation.pipeline import reconcile
from reportedly.reconciliation.questions import as_of, gather, latest_by_origin, origin_of, question_of

from ..builders import make_claim, make_report

REPORT = make_report("Ada Vent said 40 boats of Norland sank. Officials agreed.")
NORLAND = Mention(name="Norland", as_written="Norland", kind="state", id="state.norland")


def claim(source: str | None = "Ada Vent", number: int = 1, **changes: object) -> Claim:
    """A figure on Norland's boats in the report of this number."""
    report = replace(REPORT, id=f"report{number}")
    made = make_claim(report, "40 boats", source=source, measure="equipment_lost", subject=NORLAND, said="2031-03-03")
    return replace(made, id=f"{made.id}-{number}", **changes)  # type: ignore[arg-type]


def test_a_claim_without_measure_or_figure_answers_nothing() -> None:
    assert question_of(claim(measure=None)) is None
    assert question_of(claim(quantity=None)) is None


def test_one_measure_sides_place_and_aspect_are_one_question() -> None:
    named = replace(NORLAND, name="the Norlanders", as_written="Norlanders")
    one, other = question_of(claim()), question_of(claim(number=2, subject=named))
    assert one is not None
    assert other is not None
    assert one.id == other.id


def test_another_side_place_measure_or_aspect_is_another_question() -> None:
    sudland = Mention(name="Sudland", as_written="Sudland", kind="state", id="state.sudland")
    others = (
        claim(subject=sudland),
        claim(counterpart=sudland),
        claim(place=replace(sudland, kind="country")),
        claim(measure="captured"),
        claim(aspect=Aspect.INCREMENT),
        claim(),
    )
    assert len({question.id for one in others if (question := question_of(one))}) == len(others)


def test_figures_of_no_named_side_or_place_are_never_put_beside_another_reports() -> None:
    people = Mention(name="soldiers", as_written="soldiers", kind="people")
    for subject in (None, people):
        first, second = question_of(claim(subject=subject)), question_of(claim(number=2, subject=subject))
        assert first is not None
        assert second is not None
        assert first.id != second.id
        assert first.report == "report1"


def test_a_named_source_is_one_origin_over_reports_and_an_unnamed_one_is_not() -> None:
    assert origin_of(claim()).id == origin_of(claim(number=2)).id
    unnamed = [
        origin_of(replace(one, chain=(one.chain[0], replace(one.chain[1], named=False))))
        for one in (claim("Officials"), claim("Officials", number=2))
    ]
    assert unnamed[0].id != unnamed[1].id


def test_an_outlets_own_voice_is_no_origin() -> None:
    (series,) = gather([claim(None), claim(None, number=2)])
    assert series.estimates[0].origin.own_voice
    assert series.origins == 0


def test_a_figure_told_twice_on_a_day_is_one_estimate_with_two_citations() -> None:
    (series,) = gather([claim(), claim(number=2)])
    (estimate,) = series.estimates
    assert [c.report for c in estimate.citations] == ["report1", "report2"]
    assert series.claims == 2


def test_bounds_hedges_and_denials_keep_estimates_apart() -> None:
    told = (claim(quantity=more_than(40)), claim(quantity=about(40)), claim(quantity=exactly(40)))
    (series,) = gather([*told, claim(quantity=exactly(40), stance=Stance.DENIES)])
    assert len(series.estimates) == 4


def test_the_most_recent_figure_of_an_origin_is_shown() -> None:
    later = claim(number=2, said="2031-04-01", quantity=exactly(60))
    (series,) = gather([later, claim()])
    assert [e.as_of for e in series.estimates] == ["2031-03-03", "2031-04-01"]
    (latest,) = latest_by_origin(series)
    assert latest.quantity.low == 60


def test_without_a_day_of_saying_the_day_of_publication_counts() -> None:
    assert as_of(claim(said=None, published="2031-03-04T09:30:00+00:00")) == "2031-03-04"
    assert as_of(claim(said=None, published=None)) is None


def test_the_question_that_most_origins_speak_to_comes_first() -> None:
    small = claim(measure="captured")
    big = (claim(), claim("Officials", number=2))
    series = reconcile([small, *big])
    assert [one.origins for one in series] == [2, 1]


@given(st.permutations([(s, n, d) for s in ("Ada Vent", "Officials", None) for n in (1, 2) for d in (3, 4)]))
def test_the_order_of_the_claims_changes_nothing(order: list[tuple[str | None, int, int]]) -> None:
    def picture(rows: list[tuple[str | None, int, int]]) -> object:
        claims = [replace(claim(s, n), said=f"2031-03-0{d}", id=f"{s}{n}{d}") for s, n, d in rows]
        return [(series, latest_by_origin(series)) for series in reconcile(claims)]

    assert picture(order) == picture(sorted(order, key=str))


def test_no_claims_make_no_picture() -> None:
    assert reconcile(()) == ()
