"""The picture, findings and forecasts for people: nesting, counts, and what is marked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.console import Console

from reportedly.exporters.findings import FINDING_COLUMNS, Told, counts_words, finding_rows, findings_sheet
from reportedly.exporters.forecasts import FORECAST_COLUMNS, Foreseen, forecast_rows, forecasts_sheet
from reportedly.exporters.picture import CREDIBLE, Block, Figure, nested, parent_of, picture_sheet
from reportedly.model.claim import Aspect
from reportedly.model.finding import Finding, FindingKind, Member
from reportedly.model.quantity import about, more_than
from reportedly.model.story import Citation, Estimate, Forecast, ForecastState, Origin, Question, Series

from ..builders import claims_of, numbered_report

WIDE = Question(id="wide", measure="killed", subject="Norland", subject_key="norland", aspect=Aspect.TOTAL)
NARROW = replace(WIDE, id="narrow", place="Port Ister", place_key="port-ister", place_within=("isterland",))
BETWEEN = replace(WIDE, id="between", place="Isterland", place_key="isterland")
VENT = Origin(id="o1", name="Ada Vent", party="sudland-government", party_name="Government of Sudland")


def estimate(origin: Origin = VENT, claims: int = 1) -> Estimate:
    cited = Citation(claim="c0ffee00c0ffee00", report="r1", outlet="The Ister Gazette", published="2031-03-04")
    return Estimate(
        origin=origin,
        question="wide",
        quantity=more_than(40).with_words("more than 40", "soldiers"),
        as_of="2031-03-03",
        citations=(cited,),
        claims=claims,
        reports=claims,
    )


def block(question: Question = WIDE, *figures: Figure, within: str | None = None) -> Block:
    shown = figures or (Figure(estimate=estimate()),)
    estimates = tuple(figure.estimate for figure in shown)
    series = Series(question=question, estimates=estimates, parties=1, acts=len(shown), claims=3, reports=2)
    return Block(series=series, figures=shown, rule="the latest figure of each origin", reports=2, within=within)


def sheet(*blocks: Block, width: int = 80) -> str:
    return "".join(picture_sheet(Console(width=width), blocks, {}))


def test_a_question_lies_below_the_narrowest_wider_one() -> None:
    shown = (WIDE, BETWEEN, NARROW)
    assert [parent_of(question, shown) for question in shown] == [None, "wide", "between"]
    blocks = [block(question, within=parent_of(question, shown)) for question in (NARROW, WIDE, BETWEEN)]
    order = [(one.series.question.id, depth) for one, depth in nested(blocks)]
    assert order == [("wide", 0), ("between", 1), ("narrow", 2)]


def test_the_narrower_question_is_indented() -> None:
    lines = sheet(block(WIDE), block(NARROW, within="wide")).splitlines()
    assert "killed (total): Norland" in lines
    assert "    within it, killed (total): Norland; in Port Ister" in lines


def test_counts_are_told_in_full_and_what_is_not_exact_is_said() -> None:
    assert "1 independent origin, 2 reports (3 claims, 1 act of saying)" in sheet(block())
    assert "1 independent origin, up to 2 reports" in sheet(replace(block(), reports_exact=False))
    nobody = replace(block(), series=replace(block().series, parties=0))
    assert "no independent origin, 2 reports" in sheet(nobody)


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (replace(VENT, party="", party_name="", named=False), "(unnamed, not counted)"),
        (replace(VENT, party="", party_name="", own_voice=True), "(own voice, not counted)"),
        (replace(VENT, named=False), "(unnamed, not counted)"),
        (VENT, "for Government of Sudland"),
    ],
)
def test_who_is_not_counted_is_marked(origin: Origin, words: str) -> None:
    out = " ".join(sheet(block(WIDE, Figure(estimate=estimate(origin))), width=120).split())
    assert words in out


def test_a_rule_stands_beside_its_figure_with_how_many_it_rests_on() -> None:
    read = replace(block(), rule="the least that any independent origin says at last", reading="40", hidden=2)
    assert "40: the least that any independent origin says at last; rests on 1 of 3 figures." in sheet(read, width=120)


def test_a_grade_is_only_suggested_and_its_reason_told() -> None:
    credible = sheet(block(WIDE, Figure(estimate=estimate(), credible=True)), width=200)
    assert CREDIBLE in credible
    assert "credib" not in sheet(block())


def test_words_stand_below_their_figure_and_the_rest_is_counted() -> None:
    claim = claims_of(numbered_report(1))[0]
    out = sheet(block(WIDE, Figure(estimate=estimate(claims=3), cited=(claim,))))
    assert claim.text in out
    assert "and 2 claims more" in out
    assert "and 2 claims in 2 more reports" in " ".join(out.split())


def test_what_would_steer_a_terminal_is_replaced() -> None:
    hostile = replace(VENT, name="\x1b[31mVent", party_name="\x1b]0;x")
    out = sheet(block(replace(WIDE, subject="\x1b[2J"), Figure(estimate=estimate(hostile))))
    assert "\x1b" not in out


def finding(kind: FindingKind = FindingKind.HEDGE_DROPPED) -> Finding:
    near = Member(
        claim="aaaaaaaaaaaa", report="r1", outlet="The Ister Gazette", published="2031-03-04", words="likely 40"
    )
    far = Member(claim="bbbbbbbbbbbb", report="r2", outlet="The Norland Post", speaker="Ada Vent", words="=40 died")
    return Finding(
        id="f1",
        kind=kind,
        sentence="“likely” became stated flatly.",
        members=(near, far),
        claims=3,
        innocent="a later day",
    )


def test_a_finding_names_its_members_and_gives_their_words_when_asked() -> None:
    console = Console(width=100)
    plain, cited = (
        "".join(findings_sheet(console, [Told(finding=finding())], {}, cite=cite)) for cite in (False, True)
    )
    assert "drift: hedge dropped" in plain
    assert "report r1, claim aaaaaaaa" in plain
    assert "It need not be a fault: a later day" in plain
    assert "and 2 claims more" in plain
    assert "=40 died" not in plain
    assert "=40 died" in cited


def test_findings_as_rows_have_all_columns() -> None:
    (row,) = finding_rows([Told(finding=finding(), question=WIDE)])
    assert len(row) == len(FINDING_COLUMNS)
    assert dict(zip(FINDING_COLUMNS, row, strict=True))["claims"] == "aaaaaaaaaaaa bbbbbbbbbbbb"


def test_kinds_are_counted_the_most_frequent_first() -> None:
    counts = {FindingKind.HEDGE_DROPPED: 1, FindingKind.CONTRADICTION: 2}
    assert counts_words(counts) == "contradiction 2, drift: hedge dropped 1"


def forecast() -> Forecast:
    return Forecast(
        id="p1",
        claim="cccccccccccc",
        report="r1",
        origin=VENT,
        question=None,
        said="2031-03-03",
        horizon="2031-06-30",
        text="40 boats will be sent",
        quantity=about(40),
        state=ForecastState.CAME_TRUE,
        part=about(10),
        why="In part, as the ministry said.",
    )


def test_a_forecast_tells_state_last_day_who_words_and_why() -> None:
    out = " ".join("".join(forecasts_sheet(Console(width=120), [Foreseen(forecast=forecast())])).split())
    for words in ("came true in part", "by 2031-06-30", "Ada Vent, 2031-03-03", "40 boats will be sent", "In part, as"):
        assert words in out
    assert "no day told" in "".join(
        forecasts_sheet(Console(width=80), [Foreseen(forecast=replace(forecast(), horizon=None))])
    )


def test_forecasts_as_rows_have_all_columns_with_a_figure_and_without() -> None:
    for one in (forecast(), replace(forecast(), quantity=None)):
        (row,) = forecast_rows([Foreseen(forecast=one)])
        assert len(row) == len(FORECAST_COLUMNS)
