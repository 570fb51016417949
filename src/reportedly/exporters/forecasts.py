"""Forecasts for people and as CSV: state, last day, who, the words, why; and the record of each source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.exporters import wording
from reportedly.exporters.sheet import drawn
from reportedly.exporters.tabular import Cell
from reportedly.exporters.wording import count_words, printable
from reportedly.model.claim import Claim
from reportedly.model.story import Forecast, ForecastState

FORECAST_COLUMNS = (
    *("id", "state", "in_part", "horizon", "said", "origin", "origin_id", "party", "named", "own_voice", "status"),
    *("low", "low_inclusive", "high", "high_inclusive", "point", "approximation", "unit", "vague", "as_written"),
    *("text", "why", "question", "claim", "report", "settled_by"),
)
RECORD_COLUMNS = ("party", "name", "forecasts", *(str(state) for state in ForecastState), "came_true_in_part")
_COLOURS = {ForecastState.OPEN: "cyan", ForecastState.CAME_TRUE: "green", ForecastState.DID_NOT: "red"}


class Record(Protocol):
    """What became of a party's forecasts."""

    @property
    def party(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def in_part(self) -> int: ...
    def of(self, state: ForecastState) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A forecast; with the words of its claim and of those that settle it, where they are to be shown."""

    forecast: Forecast
    said: Claim | None = None
    settled: tuple[Claim, ...] = ()


def forecasts_sheet(console: Console, foreseen: Iterable[Foreseen]) -> Iterator[str]:
    """A row a forecast: state and last day, who and what, why it is in that state."""
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_lines=True)
    table.add_column("state, last day", width=18)
    table.add_column("who said what", ratio=5, overflow="fold")
    table.add_column("why", ratio=4, overflow="fold")
    for one in foreseen:
        table.add_row(_state(one.forecast), Group(*_said(one)), Group(*_why(one)))
    yield drawn(console, table)


def _state(forecast: Forecast) -> Text:
    words = wording.state_words(forecast.state, in_part=forecast.part is not None)
    horizon = f"by {forecast.horizon}" if forecast.horizon else "no day told"
    return Text.assemble((words, _COLOURS.get(forecast.state, "yellow")), f"\n{horizon}")


def _said(one: Foreseen) -> Iterator[RenderableType]:
    forecast, origin = one.forecast, one.forecast.origin
    kind = "" if origin.counts else " (own voice)" if origin.own_voice else " (unnamed)"
    yield Text(printable(f"{origin.name}{kind}, {forecast.said or 'no date'}:"), style="bold")
    yield Text(printable(forecast.text), style="italic")
    if one.said is not None and one.said.sentence != forecast.text:
        yield Text(f"It stands in: {printable(one.said.sentence)}", style="dim")
    yield Text(printable(wording.id_words(forecast.report, forecast.claim)), style="dim")


def _why(one: Foreseen) -> Iterator[RenderableType]:
    yield Text(printable(one.forecast.why))
    cited = {claim.id: claim for claim in one.settled}
    for citation in one.forecast.settled_by:
        where = f"{citation.outlet or 'outlet unknown'}, {citation.published or 'no date'}"
        words = f": {printable(cited[citation.claim].text)}" if citation.claim in cited else ""
        ids = wording.id_words(citation.report, citation.claim)
        yield Text.assemble((printable(f"{where}; {ids}"), "dim"), (words, "italic"))


def records_sheet(console: Console, records: Iterable[Record]) -> Iterator[str]:
    """A row a source, a column a state."""
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("source", ratio=1, overflow="fold")
    for state in ForecastState:
        table.add_column(wording.state_words(state), justify="right", width=max(map(len, state.split("_"))))
        if state is ForecastState.CAME_TRUE:
            table.add_column("(in part)", justify="right", width=len("part)"))
    for record in records:
        row: list[Text] = []
        for state in ForecastState:
            row.append(_number(record.of(state)))
            if state is ForecastState.CAME_TRUE:
                row.append(_number(record.in_part))
        table.add_row(Text(printable(record.name)), *row)
    yield drawn(console, table)
    note = "Counts, and no score: lapsed means that nothing held here speaks to it, not that it failed."
    yield drawn(console, Text(note, style="dim"))


def _number(number: int) -> Text:
    return Text(f"{number:,}", style="" if number else "dim")


def counts_words(forecasts: Iterable[Forecast]) -> str:
    """ "15 forecasts: 8 open, 2 lapsed"."""
    states = [forecast.state for forecast in forecasts]
    counted = ", ".join(
        f"{states.count(state):,} {wording.state_words(state)}" for state in ForecastState if state in states
    )
    return f"{count_words(len(states), 'forecast')}: {counted}"


def forecast_rows(foreseen: Iterable[Foreseen]) -> Iterator[tuple[Cell, ...]]:
    """The cells under `FORECAST_COLUMNS`."""
    for one in foreseen:
        f, origin, q = one.forecast, one.forecast.origin, one.forecast.quantity
        who = (origin.name, origin.id, origin.party, origin.named, origin.own_voice)
        number: tuple[Cell, ...] = (None,) * 9
        if q is not None:
            ends = (q.low, q.low_inclusive, q.high, q.high_inclusive)
            number = (*ends, q.point, q.approximation, q.unit, q.vague, q.as_written)
        settled = " ".join(citation.claim for citation in f.settled_by)
        told = (f.text, f.why, f.question, f.claim, f.report, settled)
        yield (f.id, f.state, f.part is not None, f.horizon, f.said, *who, f.status, *number, *told)


def record_rows(records: Iterable[Record]) -> Iterator[tuple[Cell, ...]]:
    """The cells under `RECORD_COLUMNS`."""
    for record in records:
        counts = [record.of(state) for state in ForecastState]
        yield (record.party, record.name, sum(counts), *counts, record.in_part)
