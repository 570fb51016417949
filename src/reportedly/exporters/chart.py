"""A small chart in plain characters: who named what figure when. One row a speaker, one column a day, month or more.

Figures keep their bounds as signs, so that the chart reads without colour and nothing becomes a midpoint.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.model.quantity import Approximation, Quantity
from reportedly.model.quantity_words import number_words

FEWEST = 3
"""Dated figures below which a chart shows no more than the table does."""
_WIDEST_NAME = 26
"""Characters for a name before it wraps: most bodies' names in two lines, and four columns beside it at 80."""
_EMPTY = "."
_DAY, _MONTH, _YEAR = len("2025-06-15"), len("2025-06"), len("2025")
_SIGNS = {
    "<~": "nearly",
    ">~": "just over",
    ">=": "at least",
    "<=": "up to",
    ">": "more than",
    "<": "less than",
    "~": "about",
}
_Period = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure that a speaker named. `day`: ISO, a day or less."""

    row: str
    day: str
    quantity: Quantity


def chart(points: Iterable[Point], width: int) -> tuple[str, ...]:
    """The lines of the chart, none longer than `width`; none where there are too few figures for one.

    Of a speaker's figures in one column the last of `points` is shown. Columns are as fine as fits; where years do not
    fit either, the latest are shown, and the last line says so.
    """
    dated = sorted((point for point in points if len(point.day) >= _YEAR), key=lambda point: point.day)
    if len(dated) < FEWEST:
        return ()
    names = min(_WIDEST_NAME, max(len(point.row) for point in dated))
    choices = [(name, period, _cells(dated, period)) for name, period in _periods(dated)]
    fits = (choice for choice in choices if names + sum(_widths(choice[2]).values()) <= width)
    name, period, cells = next(fits, choices[-1])
    widths = _widths(cells)
    shown = _fitting(widths, width - names)
    lines = [f"Said by independent origins, by {name}:"]
    lines.append(" " * names + "".join(column.rjust(widths[column]) for column in shown))
    for row in sorted(cells, key=lambda row: max(cells[row]), reverse=True):
        if not cells[row].keys().isdisjoint(shown):
            lines += _row(row, names, "".join(cells[row].get(c, _EMPTY).rjust(widths[c]) for c in shown))
    notes = list(_notes(cells, dated, period, name))
    if len(shown) < len(widths):
        notes.append(f"what was said before {shown[0]} does not fit here")
    return (*lines, *textwrap.wrap("; ".join(notes), width))


def _widths(cells: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
    """The columns in their order, with how wide each is."""
    columns = sorted({column for row in cells.values() for column in row})
    return {
        column: 2 + max(len(column), *(len(row[column]) for row in cells.values() if column in row))
        for column in columns
    }


def _fitting(widths: dict[str, int], room: int) -> list[str]:
    """The latest columns that fit, at least one."""
    shown: list[str] = []
    for column in reversed(widths):
        room -= widths[column]
        if room < 0 and shown:
            break
        shown.insert(0, column)
    return shown


def _row(name: str, names: int, cells: str) -> Iterator[str]:
    first, *more = textwrap.wrap(name, names) or [""]
    yield first.ljust(names) + cells
    yield from (f" {line}" if len(line) < names else line for line in more)


def _periods(points: Sequence[Point]) -> Iterator[tuple[str, _Period]]:
    """What a column can stand for, from what all figures are dated to on."""
    told = min(len(point.day) for point in points)
    if told >= _DAY:
        yield "day", lambda day: day[:_DAY]
    if told >= _MONTH:
        yield "month", lambda day: day[:_MONTH]
        yield "quarter", lambda day: f"{day[:4]} Q{(int(day[5:7]) + 2) // 3}"
    yield "year", lambda day: day[:4]


def _cells(points: Iterable[Point], period: _Period) -> dict[str, dict[str, str]]:
    """Row by row, the latest figure in each column."""
    cells: dict[str, dict[str, str]] = {}
    for point in points:
        cells.setdefault(point.row, {})[period(point.day)] = signed(point.quantity)
    return cells


def _notes(
    cells: Mapping[str, Mapping[str, str]], points: Sequence[Point], period: _Period, name: str
) -> Iterator[str]:
    used = [words for row in cells.values() for words in row.values()]
    signs = [sign for sign in _SIGNS if any(_sign(words) == sign for words in used)]
    if signs:
        yield ", ".join(f"{sign} {_SIGNS[sign]}" for sign in signs)
    if len({(point.row, period(point.day)) for point in points}) < len(points):
        yield (
            "of several on one day the one that most reports tell"
            if name == "day"
            else f"of several in one {name} the last"
        )


def _sign(words: str) -> str:
    return words[: len(words) - len(words.lstrip("<>=~"))]


def signed(quantity: Quantity) -> str:
    """A figure with its bound as a sign: ">6,000", "<=500", "~4,700", "500-600"; a vague word as it is."""
    rounding = {Approximation.ABOUT: "~", Approximation.NEARLY: "<~", Approximation.JUST_OVER: ">~"}
    low, high = quantity.low, quantity.high
    percent = "%" if quantity.unit == "percent" else ""
    if quantity.vague:
        return quantity.vague
    if quantity.point is not None and (quantity.approximation or low == high):
        sign = rounding[quantity.approximation] if quantity.approximation else ""
        return f"{sign}{number_words(quantity.point)}{percent}"
    if low is None and high is None:
        return quantity.as_written or "?"
    if low is not None and low == high:
        return f"{number_words(low)}{percent}"
    if high is None:
        return f"{'>=' if quantity.low_inclusive else '>'}{number_words(low or 0)}{percent}"
    if low is None or (low == 0 and quantity.low_inclusive):
        return f"{'<=' if quantity.high_inclusive else '<'}{number_words(high)}{percent}"
    around = "~" if quantity.approximation else ""
    return f"{around}{number_words(low)}-{number_words(high)}{percent}"
