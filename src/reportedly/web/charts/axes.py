"""Axes that stay readable: true time in as fine steps as fit, and numbers on a logarithmic scale where they must."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from reportedly.model.quantity import Number

_STEPS = (
    *(("day", step, step) for step in (1, 2)),
    *(("week", step, 7 * step) for step in (1, 2)),
    *(("month", step, 30 * step) for step in (1, 2, 3, 6)),
    *(("year", step, 365 * step) for step in (1, 2, 5, 10, 20, 50, 100)),
)
"""What may lie between two labels, and about how many days that is."""
_FORMATS = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_WIDTHS = {"day": 95, "week": 95, "month": 75, "year": 55}
"""Pixels that a label takes, with the room around it."""
_AXIS_WIDTH = 70
_MAGNITUDES = 30
"""From the least to the greatest, times: beyond that a straight scale presses all but the greatest flat."""
_MANY = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What a time axis shows, with some room at either end."""

    first: date
    last: date

    @classmethod
    def of(cls, days: Iterable[date]) -> Self:
        """From the first to the last."""
        held = sorted(days)
        room = timedelta(days=max(2, math.ceil((held[-1] - held[0]).days * 0.04)))
        return cls(first=_moved(held[0], -room), last=_moved(held[-1], room))


def time_axis(days: Days, width: int) -> dict[str, Any]:
    """The scale and axis of days."""
    span = (days.last - days.first).days
    room = width - _AXIS_WIDTH
    fitting = (step for step in _STEPS if span / step[2] * _WIDTHS[step[0]] <= room)
    interval, step, _ = next(fitting, _STEPS[-1])
    return {
        "scale": {"type": "utc", "domain": [_instant(days.first), _instant(days.last)], "nice": False},
        "axis": {
            "title": None,
            "aria": False,
            "grid": False,
            "format": _FORMATS[interval],
            "tickCount": {"interval": interval, "step": step},
            "labelOverlap": True,
            "labelFlush": False,
        },
    }


def value_axis(values: Sequence[Number], title: str) -> dict[str, Any]:
    """The scale and axis of numbers: from 0 on, or logarithmic, and then its title says so."""
    positive = [value for value in values if value > 0]
    least, most = (min(positive), max(positive)) if positive else (0, 1)
    wide = bool(positive) and most / least > _MAGNITUDES
    axis = {
        "title": f"{title} (log scale)" if wide else title,
        "titleAnchor": "end",
        "titleAngle": 0,
        "titleAlign": "left",
        "titleX": 0,
        "titleY": -14,
        "titleLimit": 330,
        "aria": False,
        "domain": False,
        "ticks": False,
        "format": ".3~s" if most >= _MANY else ",~f",
        "tickCount": 5,
        "tickMinStep": 1 if all(float(value).is_integer() for value in values) else 0.1,
    }
    if not wide:
        low = min(0, *values) if len(values) > 1 else min(0, values[0])
        return {"scale": {"domain": [low, most * 1.12], "nice": False}, "axis": axis}
    if len(positive) < len(values):
        ends = [min(0, *values), most * 2]
        return {"scale": {"type": "symlog", "domain": ends}, "axis": {**axis, "values": [0, *_powers(least, most)]}}
    ends = [least / 1.6, most * 2]
    return {"scale": {"type": "log", "domain": ends, "nice": False}, "axis": {**axis, "values": _powers(least, most)}}


def _powers(least: Number, most: Number) -> list[float]:
    """Round numbers to label, each ten times the last; with two between where these would be few."""
    lowest, highest = math.floor(math.log10(least)), math.ceil(math.log10(most))
    within = (1, 2, 5) if highest - lowest <= 3 else (1,)
    every = 1 if highest - lowest <= 7 else 2
    return [factor * 10.0**power for power in range(lowest, highest + 1, every) for factor in within]


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _instant(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000
