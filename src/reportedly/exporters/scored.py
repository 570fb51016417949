"""What evaluation reads: attributions, quantities and times, one JSON line a report, in the columns of public sets.

Attributions follow PolNeAR (Newell et al. 2018), quantities NewsQuant (Almasian et al. 2023), times TimeML's TIMEX3.
The values come from extraction, which this layer may not import: the protocols say what is needed of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Protocol

from reportedly.knowledge.languages.en.quantities import conventional_floor
from reportedly.model.claim import Attribution
from reportedly.model.quantity import Approximation, Number, Quantity
from reportedly.model.report import Span

# NewsQuant tags amounts: no dates, names or ordinals, and no articles.
SCORED_KINDS = frozenset(("count", "share", "multiple", "money", "measurement", "age"))
_SIGNS = {Approximation.ABOUT: "~", Approximation.NEARLY: "~", Approximation.JUST_OVER: ">"}
# Its "dozens" is [12, 120], its "millions" [1000000, 10000000]: the word's order of magnitude up to the next.
_VAGUE_BASE = {"dozens": 12, "scores": 20}
_ORDER_OF_MAGNITUDE = 10
_PERCENT_SIGNS = ("%", "cent", "pct", "pc")
_LARGEST_DENOMINATOR = 10  # "66.7" stands for 2/3 where no percent sign was written
_BELOW = re.compile(r"under|below|less|fewer|short")

Row = dict[str, Any]


class NumberFound(Protocol):
    """A number of a text; `kind` compares equal to a word of `SCORED_KINDS` where it is an amount."""

    @property
    def kind(self) -> str: ...
    @property
    def ordinal(self) -> bool: ...
    @property
    def quantity(self) -> Quantity: ...


class TimexReading(Protocol):
    """What an expression means, as TimeML writes it."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...


class TimeFound(Protocol):
    """A single expression of time: offsets and meaning."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def reading(self) -> TimexReading: ...


def attributions_line(report_id: str, found: Iterable[Attribution]) -> str:
    """{"id", "attributions": [{"source", "cue", "content", "style", "kind"}]}: roles are lists of [start, end]."""
    return _line(report_id, "attributions", [attribution_row(one) for one in found])


def quantities_line(report_id: str, found: Iterable[NumberFound]) -> str:
    """{"id", "quantities": [{"value", "bound", "unit"}]}; a range's value is [low, high]."""
    rows = [row for one in found if (row := quantity_row(one)) is not None]
    return _line(report_id, "quantities", rows)


def times_line(report_id: str, found: Iterable[TimeFound]) -> str:
    """{"id", "timexes": [{"span", "type", "value"}]}: ranges are two expressions, as in TimeML."""
    return _line(report_id, "timexes", [time_row(one) for one in found])


def attribution_row(found: Attribution) -> Row:
    """One attribution as offsets."""
    roles = {"source": _offsets(found.source), "cue": _offsets(found.cue), "content": _offsets(found.content)}
    return {**roles, "style": str(found.style), "kind": str(found.kind)}


def time_row(found: TimeFound) -> Row:
    """One expression with its TIMEX3 type and value."""
    return {"span": [found.start, found.end], "type": str(found.reading.kind), "value": found.reading.value}


def quantity_row(found: NumberFound) -> Row | None:
    """One row of NewsQuant's columns; None where the set tags nothing (dates, names, ordinals, "several")."""
    if found.kind not in SCORED_KINDS or found.ordinal:
        return None
    quantity = found.quantity
    unit = {"percent": "%", "years": "year-old" if found.kind == "age" else "years"}.get(
        quantity.unit or "", quantity.unit
    )
    if quantity.vague is not None:
        return _vague_row(quantity.vague, unit)
    if found.kind == "multiple" and unit == "times" and "times" not in quantity.as_written:
        return None
    bound, value = _bound(quantity)
    if found.kind == "share" and not any(sign in quantity.as_written.lower() for sign in _PERCENT_SIGNS):
        value = _as_fraction(value)
    return {"value": value, "bound": bound, "unit": unit or "-"}


def _vague_row(word: str, unit: str | None) -> Row | None:
    floor = _VAGUE_BASE.get(word, conventional_floor(word))
    if not floor or not (word in _VAGUE_BASE or word.endswith("s")):
        return None
    return {"value": [floor, _ORDER_OF_MAGNITUDE * floor], "bound": "=", "unit": unit or "-"}


def _bound(quantity: Quantity) -> tuple[str, Number | list[Number] | None]:
    """The set's sign and value: "=", "~", ">", "<", ">=", "<="."""
    low, high = quantity.low, quantity.high
    sign = None if quantity.approximation is None else _SIGNS[quantity.approximation]
    if quantity.approximation is Approximation.NEARLY and _BELOW.search(quantity.as_written):
        sign = "<"
    if quantity.point is not None and sign:
        return sign, quantity.point
    if low is not None and high is not None and (low == high or low != 0 or re.match(r"\W*0", quantity.as_written)):
        return sign or "=", low if low == high else [low, high]
    if high is None:
        return (">=" if quantity.low_inclusive else ">"), low
    return ("<=" if quantity.high_inclusive else "<"), high


def _as_fraction(value: Number | list[Number] | None) -> Number | list[Number] | None:
    if not isinstance(value, int | float):
        return value
    return float(Fraction(value / 100).limit_denominator(_LARGEST_DENOMINATOR))


def _offsets(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _line(report_id: str, key: str, rows: list[Row]) -> str:
    return json.dumps({"id": report_id, key: rows}, ensure_ascii=False) + "\n"
