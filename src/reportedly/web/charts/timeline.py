"""When what was said: acts of saying by the day, forecasts as spans to their last day, a row for each thing counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from math import sqrt
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from reportedly.exporters import wording
from reportedly.knowledge.measures import Measure
from reportedly.model.quantity_words import quantity_words
from reportedly.model.story import Estimate, Forecast, Question, Series
from reportedly.web.charts.base import Spec, figure
from reportedly.web.render import cited_url

ROWS = 12
"""Things counted that get a row of their own, those most spoken of; the rest share one."""
LANES = 8
"""Marks of one row that stand above one another; what finds no room is drawn over the last."""
_LANE, _HEAD, _FOOT = 15, 20, 8
"""Heights in pixels: of a lane, of a row's name, of the space below a row."""
_LEAST, _MOST = 3.0, 7.0
"""Radii of an act that one report tells, and of one that MANY or more tell."""
_MANY = 25
_MARGIN = 0.03
"""Of the time in sight, left free at both ends."""
_AHEAD = 0.5
"""Of the time in which was spoken: how far ahead of its end a forecast's last day is still in sight."""
_LEAST_AHEAD = timedelta(days=60)
_OTHER = "everything else"


class Kind(StrEnum):
    """What a mark stands for. UNCOUNTED: an act that no named source stands behind, which is no independent origin."""

    ACT = "act"
    UNCOUNTED = "uncounted"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something said. `counts`: it can be counted as an independent origin. `what`: the measure's words; `of`: the
    question's; `figure`: as it was bounded; `sure`: how sure, or a forecast's last day and state. `when`: the day or
    month of saying as it was told, "" where it was not. `start`, `end`: the days that it is drawn over; an act told to
    the month covers that month, a forecast without a last day has no end."""

    kind: Kind
    counts: bool
    who: str
    what: str
    of: str
    figure: str
    sure: str
    when: str
    start: date | None
    end: date | None
    reports: int
    address: str

    @property
    def words(self) -> str:
        """All of it, in a line, for who points at its mark."""
        told = wording.count_words(self.reports, "report") if self.kind is not Kind.FORECAST else "forecast"
        alone = "" if self.counts else "no independent origin"
        return " · ".join(filter(None, (f"{self.when}: {self.who}", alone, self.figure, self.of, self.sure, told)))


def timeline_of(
    series: Iterable[Series], forecasts: Iterable[Forecast], measures: Mapping[str, Measure]
) -> tuple[Said, ...]:
    """What was said, oldest first, undated last; what is a forecast stands as that and not as an act, too."""
    found = tuple(series)
    asked = {one.question.id: one.question for one in found}
    expected = tuple(forecasts)
    foreseen = {(one.origin.id, one.question) for one in expected}
    acts = (
        _act(estimate, one.question, measures)
        for one in found
        for estimate in one.estimates
        if (estimate.origin.id, one.question.id) not in foreseen
    )
    ahead = (_forecast(one, asked.get(one.question or ""), measures) for one in expected)
    return tuple(sorted(chain(acts, ahead), key=lambda said: (said.start or date.max, said.what, said.who)))


def timeline(said: Sequence[Said], *, label: str) -> Markup | None:
    """The drawing, or None where nothing has a day."""
    dated = [one for one in said if one.start is not None]
    return figure(lambda width: _spec(dated, width), label=label, zoom="start") if dated else None


def _act(estimate: Estimate, question: Question, measures: Mapping[str, Measure]) -> Said:
    origin, cited = estimate.origin, estimate.citations[0]
    start, end = _days(estimate.as_of)
    return Said(
        kind=Kind.ACT if origin.counts else Kind.UNCOUNTED,
        counts=origin.counts,
        who=wording.printable(origin.name),
        what=wording.measure_words(question.measure, measures),
        of=wording.printable(wording.question_words(question, measures)),
        figure=wording.printable(quantity_words(estimate.quantity)),
        sure=wording.estimate_sure(estimate),
        when=estimate.as_of or "",
        start=start,
        end=end,
        reports=estimate.reports,
        address=cited_url(cited.claim, cited.report, cited.version),
    )


def _forecast(forecast: Forecast, question: Question | None, measures: Mapping[str, Measure]) -> Said:
    start, _ = _days(forecast.said)
    last = f"by {forecast.horizon}" if forecast.horizon else "no last day told"
    return Said(
        kind=Kind.FORECAST,
        counts=forecast.origin.counts,
        who=wording.printable(forecast.origin.name),
        what=wording.measure_words(question.measure, measures) if question else _OTHER,
        of=wording.printable(wording.question_words(question, measures) if question else forecast.text),
        figure=wording.printable(quantity_words(forecast.quantity)) if forecast.quantity else "",
        sure=f"{last}; {wording.state_words(forecast.state, in_part=forecast.part is not None)}",
        when=forecast.said or "",
        start=start,
        end=_days(forecast.horizon)[1],
        reports=1,
        address=f"/claims/{quote(forecast.claim, safe='')}?{urlencode({'report': forecast.report})}",
    )


def _days(told: str | None) -> tuple[date | None, date | None]:
    """The first and last day of an ISO day or month."""
    if told is None:
        return None, None
    if len(told) == len("2025-06-15"):
        return date.fromisoformat(told), date.fromisoformat(told)
    first = date.fromisoformat(f"{told}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _spec(said: Sequence[Said], width: int) -> Spec:
    first, last = _in_sight(said)
    room = (last - first) * _MARGIN + timedelta(days=2)
    per_day = width / (last - first + 2 * room).days
    edge = last + room / 2
    marks: list[tuple[Said, dict[str, Any]]] = []
    names: list[dict[str, Any]] = []
    top = 0
    for name, row in _rows(said):
        lanes = _lanes(row, per_day, edge)
        names.append({"y": top + _HEAD / 2 + 2, "row": name, "line": top})
        marks.extend(
            (one, _mark(one, top + _HEAD + (lane + 0.5) * _LANE, edge)) for one, lane in zip(row, lanes, strict=True)
        )
        top += _HEAD + (max(lanes) + 1) * _LANE + _FOOT
    sight = [{"start": day.isoformat()} for day in (first - room, last + room)]
    return {"width": width, "height": top, "padding": 1, "layer": _layers(sight, marks, names, edge)}


def _in_sight(said: Sequence[Said]) -> tuple[date, date]:
    """From the first saying to the last, and on to the last days of forecasts as far as is sensible."""
    spoken = [one.start for one in said if one.start]
    first, last = min(spoken), max(spoken)
    limit = last + max(_LEAST_AHEAD, (last - first) * _AHEAD)
    return first, min(limit, max([last, *(one.end for one in said if one.end)]))


def _rows(said: Sequence[Said]) -> list[tuple[str, list[Said]]]:
    """What is most spoken of first; what finds no row of its own last."""
    rows: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        rows[one.what].append(one)
    other = rows.pop(_OTHER, [])
    ranked = sorted(rows.items(), key=lambda row: (-len(row[1]), row[0]))
    rest = sorted(chain(other, *(row for _, row in ranked[ROWS:])), key=lambda one: one.start or date.max)
    return [*ranked[:ROWS], *([(_OTHER, rest)] if rest else [])]


def _lanes(row: Sequence[Said], per_day: float, edge: date) -> list[int]:
    """For each mark the first lane in which it touches none before it."""
    ends: list[float] = []
    lanes = []
    for one in row:
        assert one.start is not None
        start, end = one.start.toordinal() * per_day, _end(one, edge).toordinal() * per_day
        half = _radius(one) + 1
        lane = next((n for n, taken in enumerate(ends) if taken <= start - half), min(len(ends), LANES - 1))
        ends[lane : lane + 1] = [end + half]
        lanes.append(lane)
    return lanes


def _end(one: Said, edge: date) -> date:
    """Where its mark ends; what is open, or ends out of sight, at the edge."""
    return min(one.end or edge, edge)


def _radius(one: Said) -> float:
    """The area grows with the reports."""
    share = (min(one.reports, _MANY) - 1) / (_MANY - 1)
    return sqrt(_LEAST**2 + share * (_MOST**2 - _LEAST**2))


def _mark(one: Said, y: float, edge: date) -> dict[str, Any]:
    assert one.start is not None
    return {
        "start": one.start.isoformat(),
        "end": _end(one, edge).isoformat(),
        "y": round(y, 1),
        "size": round((_radius(one) * 2) ** 2),
        "words": one.words,
        "at": one.address,
    }


def _layers(
    sight: Sequence[Spec], marks: Sequence[tuple[Said, dict[str, Any]]], names: Sequence[Spec], edge: date
) -> list[Spec]:
    """`sight` spans the axis of time. An empty layer would have no extent, and is left out."""
    axis = {"title": None, "aria": False, "labelBound": True, "labelOverlap": True, "tickCount": {"expr": "width / 90"}}
    x = {"field": "start", "type": "temporal", "axis": axis}
    end = {**x, "field": "end"}
    y = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    told = {"description": {"field": "words"}, "tooltip": {"field": "words"}, "href": {"field": "at"}}
    size = {"size": {"field": "size", "type": "quantitative", "scale": None}}

    def layer(mark: Spec, encoding: Spec, kind: Kind, *, spans: bool | None = None, opens: bool | None = None) -> Spec:
        data = [
            drawn
            for one, drawn in marks
            if one.kind is kind
            and spans in (None, one.start != one.end)
            and opens in (None, one.end is None or one.end > edge)
        ]
        spoken = {} if "description" in encoding else {"aria": False}
        return {"data": {"values": data}, "mark": {**mark, "clip": True, "opacity": 1, **spoken}, "encoding": encoding}

    ahead = {"color": "var(--hedged)", "filled": True}
    ring = {"type": "point", "shape": "circle", "stroke": "var(--accent)", "strokeWidth": 1.5}
    month = {"type": "rule", "strokeWidth": 6, "color": "var(--accent)"}
    over, at = {"x": x, "x2": {"field": "end"}, "y": y}, {"x": x, "y": y, **told}
    found = [
        layer({"type": "rule", "strokeWidth": 2, "color": "var(--hedged)"}, over, Kind.FORECAST),
        layer({"type": "tick", "orient": "vertical", "size": 11, "thickness": 2, "color": "var(--hedged)"},
              {"x": end, "y": y}, Kind.FORECAST, opens=False),
        layer({"type": "point", "shape": "triangle-right", "size": 70, **ahead},
              {"x": end, "y": y}, Kind.FORECAST, opens=True),
        layer({"type": "point", "shape": "diamond", "size": 75, **ahead}, at, Kind.FORECAST),
        layer(month, {**over, **told}, Kind.ACT, spans=True),
        layer({**month, "strokeDash": [3, 3]}, {**over, **told}, Kind.UNCOUNTED, spans=True),
        layer({**ring, "fill": "var(--accent)"}, {**at, **size}, Kind.ACT, spans=False),
        layer({**ring, "fill": "var(--ground)"}, {**at, **size}, Kind.UNCOUNTED, spans=False),
    ]  # fmt: skip
    return [
        {"data": {"values": sight}, "mark": {"type": "point", "opacity": 0, "aria": False}, "encoding": {"x": x}},
        {
            "data": {"values": names},
            "mark": {"type": "rule", "color": "var(--line)", "aria": False},
            "encoding": {"x": {"value": 0}, "x2": {"value": "width"}, "y": {**y, "field": "line"}},
        },
        *(one for one in found if one["data"]["values"]),
        {
            "data": {"values": names},
            "mark": {"type": "text", "align": "left", "baseline": "middle", "color": "var(--quiet)"},
            "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "row"}},
        },
    ]
