"""Who said how many, and when: the estimates of one question on a time axis, each in its own bounds.

A figure stands where its number was said, never at a midpoint: a range has a mark at either end. An end that was left
open ("more than", "up to") is an arrow, "about" two dots. Colour and shape both tell the party; a mark is filled where
the figure is read as one. Marks beyond the latest `MARKS` are left out, and `Chart.left_out` says so.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any

from markupsafe import Markup

from reportedly.exporters import wording
from reportedly.knowledge.actors import load_actors
from reportedly.model.quantity import Approximation, Number, Quantity
from reportedly.model.quantity_words import quantity_words
from reportedly.model.story import Estimate, Question
from reportedly.reconciliation.parties import Parties
from reportedly.reconciliation.views import is_figure
from reportedly.web.charts.axes import Days, time_axis, value_axis
from reportedly.web.charts.base import Spec, drawn
from reportedly.web.render import cited_url

MARKS = 200
"""Acts of saying in one chart: beyond that marks cover one another."""
ECHOES = 400
"""Ticks of echoes in one chart, some 150 bytes each."""
WIDE, NARROW = (720, 300), (358, 280)
"""Pixels. The narrow one fits a phone of 390 between the page's margins, its letters at their own size."""
_DAY, _MONTH = len("2025-06-15"), len("2025-06")
CROWD = 60
"""Marks from which on they are drawn smaller."""
_SIZE, _SMALL = 64, 36
"""Of a mark, in square pixels: paths are in units of half its root."""
_UP, _DOWN = "M0,-1V-4M-.9,-2.8L0,-4L.9,-2.8", "M0,1V4M-.9,2.8L0,4L.9,2.8"
_ABOUT = "M-.25,-2.3H.25V-1.8H-.25ZM-.25,1.8H.25V2.3H-.25Z"
_RING = "M2,0A2,2,0,1,1,-2,0A2,2,0,1,1,2,0"
_SHAPES = (
    "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0",
    "M-.9,-.9H.9V.9H-.9Z",
    "M0,-1.2L1.1,.8H-1.1Z",
    "M0,-1.3L1.2,0L0,1.3L-1.2,0Z",
    "M0,1.2L1.1,-.8H-1.1Z",
    "M-.4,-1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z",
    "M1.2,0L-.8,1.1V-1.1Z",
    "M-1.2,0L.8,1.1V-1.1Z",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """How a party is drawn. `number`: of its colour in the style sheet, from 1; 0 is whoever has none of their own."""

    number: int
    path: str


OTHERS = Symbol(number=0, path="M-1,0L-.5,-.9H.5L1,0L.5,.9H-.5Z")
NOBODY = Symbol(number=0, path="M.6,0A.6,.6,0,1,1,-.6,0A.6,.6,0,1,1,.6,0")
"""Unnamed sources, and an outlet's own voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A line of the legend. `party`: its id, where the line is of one party."""

    symbol: Symbol
    name: str
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The drawing for wide screens and for narrow ones, its legend, what its signs mean, and what it leaves out."""

    wide: Markup
    narrow: Markup
    legend: tuple[Key, ...]
    signs: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """An estimate in the chart. `ends`: the numbers it stands at, the greatest first; `first`, `last`: its days."""

    estimate: Estimate
    symbol: Symbol
    ends: tuple[Number, ...]
    open_shape: str | None
    first: date
    last: date
    is_own: bool

    @property
    def told(self) -> tuple[date, ...]:
        """The days on which others passed it on."""
        days = (_days(citation.published) for citation in self.estimate.citations)
        return tuple(sorted({day[0] for day in days if day is not None and day[0] > self.last}))


def symbols_of(estimates: Iterable[Estimate]) -> dict[str, Symbol]:
    """A symbol for each of the parties that say most; the others have none of their own."""
    acts = Counter(estimate.origin.party for estimate in estimates if estimate.origin.counts)
    most = sorted(acts, key=lambda party: (-acts[party], party))
    return {party: Symbol(number=n, path=path) for n, (party, path) in enumerate(zip(most, _SHAPES, strict=False), 1)}


def series_chart(
    question: Question, estimates: Sequence[Estimate], symbols: Mapping[str, Symbol], *, label: str, title: str
) -> Chart | None:
    """The chart of these estimates, None where none has a day and a number. `label`: what is asked, in words; `title`:
    what is counted."""
    placed = list(filter(None, (_mark(question, estimate, symbols) for estimate in estimates)))
    marks = sorted(placed, key=lambda mark: mark.last)[-MARKS:]
    if not marks:
        return None
    days = Days.of(day for mark in marks for day in (mark.first, mark.last, *mark.told))
    said = f"{label}: {wording.count_words(len(marks), 'figure')} over time. The table below says the same."
    wide, narrow = (drawn(_spec(marks, days, size, title), label=wording.printable(said)) for size in (WIDE, NARROW))
    return Chart(
        wide=wide,
        narrow=narrow,
        legend=tuple(_legend(marks)),
        signs=tuple(_signs(marks)),
        left_out=tuple(_left_out(len(marks), len(placed), len(estimates))),
    )


def sentence_of(estimate: Estimate) -> str:
    """ "2025-06-15: British Defence Intelligence, more than 6,000, highly likely; told by 14 reports"."""
    origin = estimate.origin
    who = origin.name if origin.counts else f"{origin.name} ({_uncounted(estimate)}, not counted)"
    sure = wording.estimate_sure(estimate)
    words = ", ".join(filter(None, (who, quantity_words(estimate.quantity), "" if sure == wording.FLATLY else sure)))
    told = wording.count_words(estimate.reports, "report")
    return wording.printable(f"{estimate.as_of or 'no date'}: {words}; told by {told}")


def _uncounted(estimate: Estimate) -> str:
    return "own voice" if estimate.origin.own_voice else "unnamed"


def _mark(question: Question, estimate: Estimate, symbols: Mapping[str, Symbol]) -> _Mark | None:
    days, ends = _days(estimate.as_of), _ends(estimate.quantity)
    if days is None or not ends:
        return None
    counts = estimate.origin.counts
    return _Mark(
        estimate=estimate,
        symbol=symbols.get(estimate.origin.party, OTHERS) if counts else NOBODY,
        ends=ends,
        open_shape=_open_shape(estimate.quantity),
        first=days[0],
        last=days[1],
        is_own=counts and _party_of(question.subject_key) == estimate.origin.party,
    )


def _ends(quantity: Quantity) -> tuple[Number, ...]:
    """The numbers that were said; none for a vague word."""
    if quantity.vague is not None:
        return ()
    if quantity.point is not None:
        return (quantity.point,)
    if quantity.low in (None, 0) and quantity.high is not None:
        return (quantity.high,)
    ends = {end for end in (quantity.low, quantity.high) if end is not None}
    return tuple(sorted(ends, reverse=True))


def _open_shape(quantity: Quantity) -> str | None:
    """Which way the figure is open: counts have no negative side, so "up to 500" is open below."""
    if quantity.approximation is Approximation.ABOUT:
        return _ABOUT
    if quantity.high is None:
        return _UP
    return _DOWN if quantity.low in (None, 0) and quantity.high != quantity.low else None


def _days(day: str | None) -> tuple[date, date] | None:
    """The first and the last day that a date of a day, a month or a year means."""
    if not day:
        return None
    if len(day) >= _DAY:
        found = date.fromisoformat(day[:_DAY])
        return found, found
    year, month = int(day[:4]), int(day[5:7]) if len(day) >= _MONTH else None
    last = month or 12
    return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])


@cache
def _party_of(actor: str | None) -> str | None:
    """Whose word it is when this side speaks of itself."""
    known = _parties().actors.by_id.get(actor or "")
    return _parties().of_actor(known).id if known is not None else actor


@cache
def _parties() -> Parties:
    return Parties(load_actors())


def _spec(marks: Sequence[_Mark], days: Days, size: tuple[int, int], title: str) -> Spec:
    width, height = size
    values = [end for mark in marks for end in mark.ends]
    return {
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 8, "top": 4, "right": 10, "bottom": 2},
        "encoding": {
            "x": {"field": "x", "type": "temporal", **time_axis(days, width)},
            "y": {"field": "y", "type": "quantitative", **value_axis(values, title)},
        },
        "layer": [layer for layer in _layers(marks) if layer["data"]["values"]],
    }


def _layers(marks: Sequence[_Mark]) -> Iterator[dict[str, Any]]:
    """From the faintest to what must stand on top; only the marks themselves are links."""
    coloured = {"field": "colour", "type": "nominal", "scale": None}
    across, along = {"x2": {"field": "x2"}}, {"y2": {"field": "y2"}}
    quiet = {"aria": False, "clip": False}
    yield _layer({"type": "rule", "opacity": 0.35, **quiet}, _tails(marks), stroke=coloured, **across)
    tick = {"type": "tick", "orient": "vertical", "size": 9, "thickness": 1.5, "opacity": 0.55, **quiet}
    yield _layer(tick, islice(_echoes(marks), ECHOES), color=coloured)
    yield _layer({"type": "rule", "strokeWidth": 1.5, **quiet}, _spans(marks), stroke=coloured, **across)
    yield _layer({"type": "rule", "strokeWidth": 1.5, **quiet}, _whiskers(marks), stroke=coloured, **along)
    shaped = {"shape": {"field": "shape", "type": "nominal", "scale": None}, "stroke": coloured}
    size = _SIZE if len(marks) < CROWD else _SMALL
    point = {"type": "point", "size": size, "opacity": 1, "strokeWidth": 1.5, "strokeJoin": "round"}
    yield _layer({**point, **quiet, "fill": None}, _opens(marks), **shaped)
    filled = {**shaped, "fill": {"field": "fill", "type": "nominal", "scale": None}}
    yield _layer({**point, **quiet}, (row for mark in marks for row in _symbols(mark)[1:]), **filled)
    linked = {"href": {"field": "href", "type": "nominal"}, "description": {"field": "says", "type": "nominal"}}
    yield _layer(point, (_symbols(mark)[0] for mark in marks), **filled, **linked)


def _layer(mark: Spec, rows: Iterable[dict[str, Any]], **encoding: Any) -> dict[str, Any]:
    return {"mark": mark, "data": {"values": list(rows)}, "encoding": encoding}


def _symbols(mark: _Mark) -> list[dict[str, Any]]:
    colour = _colour(mark.symbol)
    nearest = mark.estimate.citations[0]
    same = {
        "x": _middle(mark),
        "shape": mark.symbol.path,
        "colour": colour,
        "fill": colour if is_figure(mark.estimate) else "var(--ground)",
    }
    link = {
        "href": cited_url(nearest.claim, nearest.report, nearest.version),
        "says": sentence_of(mark.estimate),
    }
    return [{**same, "y": end, **(link if place == 0 else {})} for place, end in enumerate(mark.ends)]


def _opens(marks: Sequence[_Mark]) -> Iterator[dict[str, Any]]:
    """Arrows and dots of what has no bound there; rings around what a side says of itself."""
    for mark in marks:
        shapes = [mark.open_shape, _RING if mark.is_own else None]
        for shape in filter(None, shapes):
            yield {"x": _middle(mark), "y": mark.ends[0], "shape": shape, "colour": _colour(mark.symbol)}


def _spans(marks: Sequence[_Mark]) -> Iterator[dict[str, Any]]:
    for mark in marks:
        if mark.first != mark.last:
            x, x2 = _instant(mark.first), _instant(mark.last)
            yield {"x": x, "x2": x2, "y": mark.ends[0], "colour": _colour(mark.symbol)}


def _whiskers(marks: Sequence[_Mark]) -> Iterator[dict[str, Any]]:
    for mark in marks:
        if len(mark.ends) > 1:
            high, low = mark.ends
            yield {"x": _middle(mark), "y": high, "y2": low, "colour": _colour(mark.symbol)}


def _echoes(marks: Sequence[_Mark]) -> Iterator[dict[str, Any]]:
    for mark in reversed(marks):  # where there are too many, those of the oldest are left out
        for day in mark.told:
            yield {"x": _instant(day), "y": mark.ends[0], "colour": _colour(mark.symbol)}


def _tails(marks: Sequence[_Mark]) -> Iterator[dict[str, Any]]:
    for mark in marks:
        if mark.told:
            x, x2 = _middle(mark), _instant(mark.told[-1])
            yield {"x": x, "x2": x2, "y": mark.ends[0], "colour": _colour(mark.symbol)}


def _colour(symbol: Symbol) -> str:
    return f"var(--party-{symbol.number})"


def _middle(mark: _Mark) -> int:
    return (_instant(mark.first) + _instant(mark.last)) // 2


def _instant(day: date) -> int:
    """Milliseconds since 1970, as the drawing library counts time."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def _legend(marks: Sequence[_Mark]) -> Iterator[Key]:
    named = {mark.symbol.number: mark for mark in marks if mark.symbol.number}
    for number in sorted(named):
        origin = named[number].estimate.origin
        yield Key(symbol=named[number].symbol, name=origin.party_name or origin.name, party=origin.party)
    if any(mark.symbol == OTHERS for mark in marks):
        yield Key(symbol=OTHERS, name="others")
    if any(mark.symbol == NOBODY for mark in marks):
        yield Key(symbol=NOBODY, name="unnamed sources and own voice, not counted")


def _signs(marks: Sequence[_Mark]) -> Iterator[str]:
    shapes = {mark.open_shape for mark in marks}
    if not shapes.isdisjoint({_UP, _DOWN}):
        yield "an arrow: an end left open (“more than”, “up to”)"
    if _ABOUT in shapes:
        yield "dots above and below: “about”"
    if any(len(mark.ends) > 1 for mark in marks):
        yield "two marks and a line: a range that was said"
    if not all(is_figure(mark.estimate) for mark in marks):
        yield "hollow: not read as a figure (unnamed, own voice, planned, denied, or only possible)"
    if any(mark.is_own for mark in marks):
        yield "a ring: a side speaking of itself"
    if any(mark.told for mark in marks):
        yield "faint ticks: later reports of the same act"
    if any(mark.first != mark.last for mark in marks):
        yield "a level line: only the month or year was told"


def _left_out(drawn_: int, placed: int, held: int) -> Iterator[str]:
    if placed > drawn_:
        yield f"The latest {drawn_:,} of {placed:,} figures are drawn."
    if held > placed:
        missing = wording.count_words(held - placed, "figure")
        yield f"{missing} in words only, or without a date, {'is' if held - placed == 1 else 'are'} in the table alone."
