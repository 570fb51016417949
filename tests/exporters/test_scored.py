"""The formats that scorers read."""

from __future__ import annotations

import json

import pytest

from reportedly.exporters import scored
from reportedly.extraction import quantities, times
from reportedly.model.claim import Attribution, Style
from reportedly.model.report import Span


def test_attributions_are_lists_of_offsets() -> None:
    found = Attribution(
        source=(Span(start=0, end=3),),
        cue=(),
        content=(Span(start=9, end=12), Span(start=15, end=20)),
        style=Style.INDIRECT,
    )
    row = json.loads(scored.attributions_line("r1", [found]))
    assert row["id"] == "r1"
    assert row["attributions"] == [
        {"source": [[0, 3]], "cue": [], "content": [[9, 12], [15, 20]], "style": "indirect", "kind": "speech"}
    ]


@pytest.mark.parametrize(
    ("text", "bound", "value"),
    [
        ("At least 40 boats sank.", ">=", 40),
        ("More than 40 boats sank.", ">", 40),
        ("Up to 40 boats sank.", "<=", 40),
        ("About 40 boats sank.", "~", 40),
        ("Between 40 and 50 boats sank.", "=", [40, 50]),
        ("Dozens of boats sank.", "=", [12, 120]),
    ],
)
def test_bounds_are_signs(text: str, bound: str, value: object) -> None:
    (row,) = json.loads(scored.quantities_line("r", quantities.find(text)))["quantities"]
    assert (row["bound"], row["value"]) == (bound, value)


def test_dates_and_ordinals_are_no_quantities() -> None:
    assert json.loads(scored.quantities_line("r", quantities.find("On 3 March 2031 it began.")))["quantities"] == []


def test_times_are_timex_with_offsets() -> None:
    text = "It began on 3 March 2031."
    (row,) = json.loads(scored.times_line("r", times.expressions(text, None)))["timexes"]
    assert text[slice(*row["span"])] == "3 March 2031"
    assert (row["type"], row["value"]) == ("DATE", "2031-03-03")
