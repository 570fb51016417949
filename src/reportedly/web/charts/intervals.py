"""Figures that cannot both hold, as intervals on one axis: open ends end in an arrow, a named number is a diamond.

"About 500" is drawn as far as it is taken to reach where figures are compared. A denied figure is drawn in dashes.
Where no number lies in all of them, the gap is shaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from reportedly.model.quantity import Number, Quantity
from reportedly.reconciliation.comparable import widened
from reportedly.web.charts.base import Spec, drawn

WIDE, NARROW = 560, 190
"""Pixels of the axis; the names stand beside it, cut where they are long."""
_NAMES, _FEWER_NAMES = 220, 130
_ROW = 44
_OPEN = 0.35
"""How far an open end is drawn beyond the numbers that were said, as a part of their range."""
_LEAST_ROOM = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A row: who, how many, the sentence of its title, where it leads. `denied`: it is said not to be so."""

    label: str
    quantity: Quantity
    words: str
    url: str
    denied: bool = False


def intervals(rows: Sequence[Interval], *, narrow: bool = False) -> Markup | None:
    """The drawing; None where one of the rows has no number. `narrow`: for a phone."""
    reaches = [widened(row.quantity) for row in rows]
    if not reaches or any(reach.low is None and reach.high is None for reach in reaches):
        return None
    ends = [end for reach in reaches for end in (reach.low, reach.high) if end is not None]
    room = max(max(ends) - min(ends), max(ends) * _LEAST_ROOM, 1) * _OPEN
    values = [_row(number, row, ends, room) for number, row in enumerate(rows, start=1)]
    told = "; ".join(row.words for row in rows)
    spec = {
        "width": NARROW if narrow else WIDE,
        "height": {"step": _ROW},
        "padding": {"left": 16, "top": 6, "right": 10, "bottom": 4},
        "data": {"values": values},
        "layer": _layers(gap_between(rows), _FEWER_NAMES if narrow else _NAMES),
    }
    return drawn(spec, label=f"The figures as intervals on one axis: {told}")


def gap_between(rows: Sequence[Interval]) -> tuple[Number, Number] | None:
    """From the least upper to the greatest lower end, where no number lies in all of them; None where one does, or one
    of them is denied."""
    reaches = [widened(row.quantity) for row in rows]
    highs = [reach.high for reach in reaches if reach.high is not None]
    lows = [reach.low for reach in reaches if reach.low is not None]
    if any(row.denied for row in rows) or not highs or not lows or min(highs) >= max(lows):
        return None
    return min(highs), max(lows)


def _row(number: int, row: Interval, ends: Sequence[Number], room: float) -> dict[str, Any]:
    reach = widened(row.quantity)
    flat = reach.low is not None and reach.low == reach.high
    return {
        "label": f"{number}. {row.label}" + (" (denied)" if row.denied else ""),
        "low": reach.low if reach.low is not None else max(0, min(ends) - room),
        "high": reach.high if reach.high is not None else max(ends) + room,
        "low_open": reach.low is None,
        "high_open": reach.high is None,
        "named": reach.low if flat else row.quantity.point,
        "flat": flat,
        "denied": row.denied,
        "words": row.words,
        "url": row.url,
    }


def _layers(gap: tuple[Number, Number] | None, names: int) -> list[Spec]:
    axis = {"title": None, "labelLimit": names, "ticks": False, "domain": False, "aria": False}
    y = {"field": "label", "type": "nominal", "sort": None, "axis": axis}
    x = {
        "type": "quantitative",
        "scale": {"zero": False, "nice": True},
        "axis": {"title": None, "tickCount": 5, "labelFlush": True, "aria": False},
    }
    told = {"href": {"field": "url"}, "description": {"field": "words"}}
    line = {"type": "rule", "strokeWidth": 6, "color": "var(--accent)"}
    layers: list[Spec] = []
    if gap is not None:
        shade = {"type": "rect", "fill": "var(--hedge)", "opacity": 0.14, "aria": False}
        spans = {"x": {"field": "from", **x}, "x2": {"field": "to"}}
        layers.append({"data": {"values": [{"from": gap[0], "to": gap[1]}]}, "mark": shade, "encoding": spans})
    for where, dash in (("!datum.denied", [1, 0]), ("datum.denied", [4, 4])):
        layers.append(
            {
                "transform": [{"filter": where}],
                "mark": {**line, "strokeDash": dash},
                "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y, **told},
            }
        )
    return [
        *layers,
        _sign("low", "datum.low_open", "triangle-left", y),
        _sign("high", "datum.high_open", "triangle-right", y),
        _sign("low", "!datum.low_open && !datum.flat", "stroke", y, angle=90),
        _sign("high", "!datum.high_open && !datum.flat", "stroke", y, angle=90),
        _sign("named", "datum.named !== null", "diamond", y),
    ]


def _sign(field: str, where: str, shape: str, y: Spec, angle: int = 0) -> Spec:
    colour = "var(--accent)"
    look = {"size": 160, "strokeWidth": 2, "angle": angle, "color": colour, "fill": colour, "opacity": 1}
    return {
        "transform": [{"filter": where}],
        "mark": {"type": "point", "shape": shape, "aria": False, **look},
        "encoding": {"x": {"field": field, "type": "quantitative"}, "y": y},
    }
