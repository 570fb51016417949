"""The chart of estimates: what is drawn of each figure, what it links to, and that it holds whatever is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from reportedly.model.certainty import Certainty, Likelihood
from reportedly.model.claim import Status
from reportedly.model.quantity import Quantity, about, at_least, at_most, between, exactly, more_than, vaguely
from reportedly.model.story import Citation, Estimate, Origin, Question
from reportedly.web.charts.series import MARKS, Chart, sentence_of, series_chart, symbols_of

QUESTION = Question(id="q", measure="killed", subject="Norland", subject_key="norland")


def said(
    quantity: Quantity, day: str | None = "2031-06-15", party: str = "a", *, told: Sequence[str] = (), **changes: object
) -> Estimate:
    citations = tuple(
        Citation(claim=f"c-{number}", report=f"r-{number}", published=published)
        for number, published in enumerate(("2031-06-15", *told))
    )
    origin = Origin(id=f"o-{party}-{day}", name=f"Speaker {party}", party=party, party_name=f"Party {party}")
    estimate = Estimate(origin=origin, question="q", quantity=quantity, as_of=day, citations=citations)
    return replace(estimate, claims=len(citations), reports=len(citations), **changes)


def chart_of(*estimates: Estimate) -> Chart:
    chart = series_chart(QUESTION, estimates, symbols_of(estimates), label="killed: Norland", title="killed")
    assert chart is not None
    return chart


def links_in(svg: str) -> list[etree._Element]:
    return list(etree.fromstring(svg).iter("{*}a"))


def paths_of(svg: str) -> list[str]:
    return [path.get("d", "") for path in etree.fromstring(svg).iter("{*}path") if path.get("stroke")]


def test_each_act_is_a_link_to_its_claim_with_a_sentence_for_a_title() -> None:
    likely = Certainty(likelihood=Likelihood(term="highly likely"))
    chart = chart_of(said(more_than(6000), told=("2031-06-16",), certainty=likely))
    for drawing in (chart.wide, chart.narrow):
        (link,) = links_in(drawing)
        assert link.get("href") == "/claims/c-0?report=r-0&version=1"
        title = link.findtext(".//{*}title")
        assert (
            title == "2031-06-15: Speaker a, more than 6,000, “highly likely” (no yardstick known); told by 2 reports"
        )


def test_an_open_end_is_drawn_as_an_arrow_and_a_closed_one_is_not() -> None:
    closed = len(paths_of(chart_of(said(exactly(500))).wide))
    for quantity in (more_than(500), at_least(500), at_most(500)):
        chart = chart_of(said(quantity))
        assert len(paths_of(chart.wide)) == closed + 1
        assert any("arrow" in sign for sign in chart.signs)
    assert not any("arrow" in sign for sign in chart_of(said(exactly(500))).signs)


def test_up_and_down_are_different_arrows() -> None:
    above, below = (set(paths_of(chart_of(said(q)).wide)) for q in (more_than(500), at_most(500)))
    assert above != below


def test_about_is_dots_and_no_arrow() -> None:
    chart = chart_of(said(about(500)))
    assert any("about" in sign for sign in chart.signs)
    assert not any("arrow" in sign for sign in chart.signs)


def test_a_range_has_a_mark_at_either_end_and_none_between() -> None:
    chart = chart_of(said(between(100, 200)), said(exactly(150), party="b"))
    assert any("two marks" in sign for sign in chart.signs)
    symbols = symbols_of([said(exactly(1))])
    alone = series_chart(QUESTION, [said(between(100, 200))], symbols, label="x", title="x")
    assert alone is not None
    rows = [path for path in etree.fromstring(alone.wide).iter("{*}path") if path.get("fill") == "var(--party-1)"]
    assert len(rows) == 2
    assert len(links_in(alone.wide)) == 1


def test_vague_words_and_what_has_no_day_are_told_and_not_drawn() -> None:
    chart = chart_of(said(exactly(5)), said(vaguely("dozens"), party="b"), said(exactly(7), day=None, party="c"))
    assert len(links_in(chart.wide)) == 1
    assert chart.left_out == ("2 figures in words only, or without a date, are in the table alone.",)


def test_nothing_to_draw_is_no_chart() -> None:
    only = [said(vaguely("dozens")), said(exactly(7), day=None)]
    assert series_chart(QUESTION, only, symbols_of(only), label="x", title="x") is None
    assert series_chart(QUESTION, [], {}, label="x", title="x") is None


def test_a_month_is_drawn_as_a_span() -> None:
    assert any("month" in sign for sign in chart_of(said(exactly(5), day="2031-02")).signs)
    assert not any("month" in sign for sign in chart_of(said(exactly(5))).signs)


def test_echoes_are_ticks_on_the_days_that_follow() -> None:
    alone, passed_on = chart_of(said(exactly(5))), chart_of(said(exactly(5), told=("2031-07-01", "2031-08-01")))
    assert (alone.wide.count('opacity="0.55"'), passed_on.wide.count('opacity="0.55"')) == (0, 2)
    assert any("tick" in sign for sign in passed_on.signs)
    assert not any("tick" in sign for sign in alone.signs)


def test_a_party_has_its_colour_and_its_shape_and_those_beyond_eight_share_one() -> None:
    chart = chart_of(*(said(exactly(n), party=f"p{n}") for n in range(1, 12)))
    named = [key for key in chart.legend if key.party]
    assert len(named) == 8
    assert len({key.symbol.path for key in named}) == len({key.symbol.number for key in named}) == 8
    assert [key.name for key in chart.legend if not key.party] == ["others"]


def test_nobody_named_is_hollow_and_said_not_to_count() -> None:
    unnamed = said(exactly(5), party="")
    unnamed = replace(unnamed, origin=replace(unnamed.origin, named=False))
    chart = chart_of(unnamed)
    assert [key.name for key in chart.legend] == ["unnamed sources and own voice, not counted"]
    assert "var(--ground)" in chart.wide
    assert "(unnamed, not counted)" in sentence_of(unnamed)


def test_what_is_only_planned_is_hollow() -> None:
    assert 'fill="var(--party-1)"' in chart_of(said(exactly(5))).wide
    assert 'fill="var(--party-1)"' not in chart_of(said(exactly(5), status=Status.PLANNED)).wide


def test_a_side_that_speaks_of_itself_is_ringed() -> None:
    own = chart_of(said(exactly(5), party="norland"))
    assert any("ring" in sign for sign in own.signs)
    assert not any("ring" in sign for sign in chart_of(said(exactly(5), party="sudmark")).signs)


def test_figures_of_several_magnitudes_stand_on_a_scale_that_says_so() -> None:
    wide_apart = chart_of(said(exactly(3)), said(exactly(300_000), party="b"))
    assert "killed (log scale)" in wide_apart.wide
    assert "killed (log scale)" in wide_apart.narrow
    assert "log scale" not in chart_of(said(exactly(300)), said(exactly(900), party="b")).wide
    assert "log scale" in chart_of(said(exactly(0)), said(exactly(3)), said(exactly(9_000), party="b")).wide


def test_two_hundred_origins_are_all_drawn_and_the_oldest_beyond_are_left_out_and_told() -> None:
    many = [
        said(exactly(10 * n + 1), day=f"20{31 + n // 300}-{n % 12 + 1:02}-{n % 28 + 1:02}", party=f"p{n}")
        for n in range(MARKS + 5)
    ]
    assert len(links_in(chart_of(*many[:MARKS]).wide)) == MARKS
    chart = chart_of(*many)
    assert len(links_in(chart.narrow)) == MARKS
    assert chart.left_out == (f"The latest {MARKS} of {MARKS + 5} figures are drawn.",)


def test_no_drawing_has_an_id_so_that_none_meets_another_on_a_page() -> None:
    chart = chart_of(said(more_than(6)), said(between(3, 9), party="b", told=("2031-09-01",)))
    assert ' id="' not in chart.wide + chart.narrow


def test_a_name_with_markup_stays_words() -> None:
    hostile = said(exactly(5))
    hostile = replace(hostile, origin=replace(hostile.origin, name="<script>alert(1)</script>"))
    assert "<script>" not in chart_of(hostile).wide
