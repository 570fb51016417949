"""Figures that cannot both hold, as intervals on one axis: open ends end in an arrow, an exact number is a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.model.quantity import Quantity
from reportedly.web.charts.base import drawn

WIDTH = 640
ROW = 44
_OPEN = 0.35
"""How far an open end is drawn beyond the numbers that were said, as a part of their range."""
_LEAST_ROOM = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A row: who, how many, the sentence of its title, where it leads."""

    label: str
    quantity: Quantity
    words: str
    url: str


def intervals(rows: Sequence[Interval]) -> Markup | None:
    """The drawing; None where no row has a number."""
    ends = [end for row in rows for end in (row.quantity.low, row.quantity.high) if end is not None]
    if not ends:
        return None
    room = max(max(ends) - min(ends), max(ends) * _LEAST_ROOM, 1) * _OPEN
    values = []
    for number, row in enumerate(rows, start=1):
        low, high = row.quantity.low, row.quantity.high
        start = low if low is not None else max(0, min(ends) - room)
        end = high if high is not None else max(ends) + room
        values.append(
            {
                "label": f"{number}. {row.label}",
                "low": start,
                "high": end,
                "low_open": low is None,
                "high_open": high is None,
                "flat": low is not None and low == high,
                "words": row.words,
                "url": row.url,
            }
        )
    y = {"field": "label", "type": "nominal", "sort": None, "axis": {"title": None, "labelLimit": 200, "ticks": False}}
    x = {"field": "low", "type": "quantitative", "scale": {"zero": False, "nice": True}, "axis": {"title": None}}
    told = {"href": {"field": "url"}, "description": {"field": "words"}}
    span = {"x": x, "x2": {"field": "high"}, "y": y, **told}
    mark = {"color": "var(--accent)", "fill": "var(--accent)"}
    layers = [
        {"mark": {"type": "rule", "strokeWidth": 6, "opacity": 0.75, "color": "var(--accent)"}, "encoding": span},
        _end("low", "datum.low_open", "triangle-left", y, mark),
        _end("high", "datum.high_open", "triangle-right", y, mark),
        _end("low", "!datum.low_open && !datum.flat", "stroke", y, {**mark, "angle": 90}),
        _end("high", "!datum.high_open && !datum.flat", "stroke", y, {**mark, "angle": 90}),
        _end("low", "datum.flat", "diamond", y, mark),
    ]
    spec = {"data": {"values": values}, "width": WIDTH, "height": {"step": ROW}, "layer": layers}
    told_of = "; ".join(row.words for row in rows)
    return drawn(spec, label=f"The figures as intervals on one axis: {told_of}")


def _end(field: str, where: str, shape: str, y: object, mark: object) -> dict[str, object]:
    return {
        "transform": [{"filter": where}],
        "mark": {"type": "point", "shape": shape, "size": 160, "strokeWidth": 2, "aria": False, **dict(mark)},  # type: ignore[call-overload]
        "encoding": {"x": {"field": field, "type": "quantitative"}, "y": y},
    }
