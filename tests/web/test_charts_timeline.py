"""The timeline: each act of saying on its day or over its month, forecasts to their last day, open ends open."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from lxml import html

from reportedly.knowledge.measures import load_measures
from reportedly.model.quantity import Quantity
from reportedly.model.story import Citation, Estimate, Forecast, ForecastState, Origin, Question, Series
from reportedly.web.charts.timeline import ROWS, Kind, Said, timeline, timeline_of

MEASURES = load_measures().by_name
QUESTION = Question(id="q", measure="killed", subject="Norland", subject_key="norland")
LABEL = "What was said when."


def estimate(number: int, as_of: str | None, **changes: Any) -> Estimate:
    named = changes.pop("named", True)
    return Estimate(
        origin=Origin(id=f"o{number}", name=f"Speaker {number}", party="a" if named else "", named=named),
        question="q",
        quantity=Quantity(low=500, high=None),
        as_of=as_of,
        citations=(Citation(claim=f"c{number}", report="r 1", version=2),),
        **changes,
    )


def series(*estimates: Estimate, question: Question = QUESTION) -> Series:
    many = len(estimates)
    return Series(question=question, estimates=estimates, parties=1, acts=many, claims=many, reports=many)


def forecast(horizon: str | None, *, origin: str = "f1", said: str = "2025-06-01") -> Forecast:
    return Forecast(
        id=f"f-{horizon}",
        claim="c9",
        report="r 1",
        origin=Origin(id=origin, name="Planner", party="a"),
        question="q",
        said=said,
        horizon=horizon,
        text="More will come",
        state=ForecastState.LAPSED,
    )


def said_of(*found: Series, ahead: tuple[Forecast, ...] = ()) -> tuple[Said, ...]:
    return timeline_of(found, ahead, MEASURES)


def drawn(said: tuple[Said, ...]) -> html.HtmlElement:
    markup = timeline(said, label=LABEL)
    assert markup is not None
    return html.fragment_fromstring(markup)


def spec_of(said: tuple[Said, ...]) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(drawn(said).get("data-spec"))
    return spec


def marks(said: tuple[Said, ...]) -> list[dict[str, Any]]:
    layers = spec_of(said)["layer"]
    return [one for layer in layers if "description" in layer["encoding"] for one in layer["data"]["values"]]


def test_an_act_told_to_the_month_covers_that_month_and_no_day_of_it() -> None:
    (one,) = said_of(series(estimate(1, "2025-02")))
    assert (one.when, one.start, one.end) == ("2025-02", date(2025, 2, 1), date(2025, 2, 28))
    assert [(mark["start"], mark["end"]) for mark in marks((one,))] == [("2025-02-01", "2025-02-28")]


def test_what_has_no_day_is_listed_last_and_not_drawn() -> None:
    said = said_of(series(estimate(1, None), estimate(2, "2025-06-15")))
    assert [one.when for one in said] == ["2025-06-15", ""]
    assert len(marks(said)) == 1
    assert timeline(said[1:], label=LABEL) is None


def test_who_names_nobody_is_marked_as_no_independent_origin() -> None:
    said = said_of(series(estimate(1, "2025-06-15", named=False), estimate(2, "2025-06-16")))
    assert [one.kind for one in said] == [Kind.UNCOUNTED, Kind.ACT]
    fills = drawn(said).xpath("//*[name()='svg'][contains(@class, 'wide')]//*[name()='a']//*[name()='path']/@fill")
    assert sorted(fills) == ["var(--accent)", "var(--ground)"]
    assert ["no independent origin" in one.words for one in said] == [True, False]


def test_a_mark_tells_the_figure_as_it_was_bounded_and_leads_to_its_claim() -> None:
    (mark,) = marks(said_of(series(estimate(1, "2025-06-15", reports=3))))
    assert mark["words"].startswith("2025-06-15: Speaker 1 · more than 500 · killed")
    assert mark["words"].endswith("3 reports")
    assert mark["at"] == "/claims/c1?report=r+1&version=2"


def test_more_reports_make_a_larger_mark() -> None:
    sizes = [
        mark["size"] for mark in marks(said_of(series(estimate(1, "2025-06-15"), estimate(2, "2025-06-20", reports=9))))
    ]
    assert sizes[0] < sizes[1]


def test_a_forecast_with_a_last_day_ends_there_and_one_without_stays_open() -> None:
    said = said_of(ahead=(forecast("2025-07-15"), forecast(None, origin="f2")))
    shapes = [layer["mark"].get("shape") or layer["mark"]["type"] for layer in spec_of(said)["layer"]]
    assert {"tick", "triangle-right", "diamond"} <= set(shapes)
    assert [one.sure for one in said] == ["by 2025-07-15; lapsed", "no last day told; lapsed"]
    assert [one.end for one in said] == [date(2025, 7, 15), None]


def test_a_last_day_far_ahead_does_not_press_what_was_said_together() -> None:
    said = said_of(series(estimate(1, "2025-06-01"), estimate(2, "2025-06-30")), ahead=(forecast("2060-01-01"),))
    spec = spec_of(said)
    sight = spec["layer"][0]["data"]["values"]
    assert sight[1]["start"] < "2026"
    assert "triangle-right" in {layer["mark"].get("shape") for layer in spec["layer"]}


def test_what_is_a_forecast_is_not_drawn_as_an_act_too() -> None:
    said = said_of(series(estimate(1, "2025-06-01"), estimate(2, "2025-06-02")), ahead=(forecast(None, origin="o1"),))
    assert [one.kind for one in said] == [Kind.FORECAST, Kind.ACT]


def test_marks_of_one_day_stand_above_one_another() -> None:
    said = said_of(series(*(estimate(n, "2025-06-15") for n in range(3))))
    assert len({mark["y"] for mark in marks(said)}) == 3


def test_of_many_things_counted_the_rarest_share_a_row() -> None:
    names = sorted(MEASURES)[: ROWS + 4]
    found = (series(estimate(1, "2025-06-15"), question=Question(id=name, measure=name)) for name in names)
    rows = [one["row"] for one in spec_of(said_of(*found))["layer"][-1]["data"]["values"]]
    assert len(rows) == ROWS + 1
    assert rows[-1] == "everything else"


def test_three_hundred_acts_are_all_drawn_within_two_hundred_kilobytes() -> None:
    days = [date.fromordinal(date(2025, 1, 1).toordinal() + n).isoformat() for n in range(300)]
    tree = drawn(said_of(series(*(estimate(n, day) for n, day in enumerate(days)))))
    for svg in tree.xpath("//*[name()='svg']"):
        assert len(svg.xpath(".//*[name()='a']")) == 300
        assert len(html.tostring(svg)) < 200_000
