"""How often somebody spoke, over time: a bar a day, a month or a year, from the first to the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from reportedly.exporters.wording import count_words
from reportedly.web.charts.base import drawn

WIDE, NARROW = (620, 110), (300, 110)
"""Pixels of the drawing's inside."""
BARS = 40
"""As many as a phone tells apart; where there are more, a bar stands for a longer time."""
_DAY, _MONTH, _YEAR = len("2025-06-15"), len("2025-06"), len("2025")


def acts_chart(days: Sequence[str], *, narrow: bool = False) -> Markup | None:
    """The drawing; None where all fall into one bar, which shows no more than the count. `days`: ISO, a day or less."""
    counts = _counts(days)
    if len(counts) < 2:
        return None
    width, height = NARROW if narrow else WIDE
    words = [f"{when}: {count_words(acts, 'act')}" for when, acts in counts.items()]
    values = [
        {"when": when, "acts": acts, "words": told} for (when, acts), told in zip(counts.items(), words, strict=True)
    ]
    axis: dict[str, Any] = {"title": None, "aria": False}
    encoding = {
        "x": {
            "field": "when",
            "type": "ordinal",
            "axis": {**axis, "labelAngle": 0, "labelOverlap": True, "ticks": False},
            "scale": {"paddingInner": 0.25},
        },
        "y": {
            "field": "acts",
            "type": "quantitative",
            "axis": {**axis, "tickMinStep": 1, "tickCount": 3, "format": "d"},
        },
        "description": {"field": "words"},
    }
    bar = {"type": "bar", "color": "var(--accent)"}
    padding = {"left": 6, "top": 6, "right": 10, "bottom": 4}
    spec = {
        "width": width, "height": height, "padding": padding, "data": {"values": values}, "mark": bar,
        "encoding": encoding,
    }  # fmt: skip
    return drawn(spec, label="Acts of saying over time: " + "; ".join(words))


def _counts(days: Sequence[str]) -> dict[str, int]:
    """In the finest steps to which all days are told and that fit, those without an act among them."""
    if not days:
        return {}
    told = min(map(len, days))
    for length in (_DAY, _MONTH, _YEAR):
        counts = Counter(day[:length] for day in days)
        steps = _steps(min(counts), max(counts)) if told >= length else []
        if 0 < len(steps) <= BARS:
            return {step: counts[step] for step in steps}
    return dict(sorted(Counter(day[:_YEAR] for day in days).items()))


def _steps(first: str, last: str) -> list[str]:
    """Every day, month or year from the first to the last; none where these are more than fit."""
    if len(first) == _YEAR:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    if len(first) == _MONTH:
        start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
        return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]
    start_day, span = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
    return [(start_day + timedelta(days=step)).isoformat() for step in range(min(span, BARS) + 1)]
