"""`reportedly forecasts`: what is planned, considered or expected, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import drawn_store, query_of
from reportedly.cli.options import Shape
from reportedly.cli.terminal import console, fail, put, put_all, put_sentence, told_errors
from reportedly.model.story import ForecastState

if TYPE_CHECKING:
    from reportedly.model.story import Query
    from reportedly.stores.base import Store


def forecasts(
    what: options.What = None,
    *,
    state: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE",
            help="Only these: open, came-true, did-not, lapsed, superseded, cannot-be-resolved; may be repeated.",
        ),
    ] = None,
    today: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day it is looked at; what was said later settles nothing.")
    ] = None,
    records: Annotated[
        bool, typer.Option("--records", help="How the forecasts of each source came out, instead.")
    ] = False,
    cite: options.Cite = False,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """What is planned or expected, by when, who says so, and what later claims make of it.

    Examples:

      reportedly forecasts --state open

      reportedly forecasts "North Korea" --today 2025-06-30 --cite

      reportedly forecasts --records
    """
    shape = options.shape_of(as_json=as_json, as_csv=as_csv)
    states = states_of(state or ())
    day = options.day_of("--today", today)
    with told_errors(), drawn_store(store) as held:
        query = query_of(held, what)
        print_forecasts(held, query, states, day, shape, records=records, cite=cite)


def states_of(words: Sequence[str]) -> tuple[ForecastState, ...]:
    """The states by their names, with hyphens or underscores; ends the command for anything else."""
    known = {str(state): state for state in ForecastState}
    names = [word.strip().casefold().replace("-", "_").replace(" ", "_") for word in words]
    for name, word in zip(names, words, strict=True):
        if name not in known:
            fail(f"--state {word!r} is no state; there are {', '.join(known).replace('_', '-')}")
    return tuple(known[name] for name in names)


def print_forecasts(
    held: Store,
    query: Query | None = None,
    states: Sequence[ForecastState] = (),
    today: date | None = None,
    shape: Shape = Shape.TABLE,
    *,
    records: bool = False,
    cite: bool = False,
) -> None:
    """The forecasts of a store whose reports are all drawn in, or the record of each source."""
    from reportedly import workflow
    from reportedly.exporters import forecasts as exporter
    from reportedly.workflow.telling import forecasts_by_state, foreseen

    day = today or options.today()
    found = forecasts_by_state(held, query, states, day)
    told = workflow.record_of_sources(found)
    if shape is Shape.JSON:
        from reportedly.workflow.records import forecasts_json

        put(
            json.dumps(forecasts_json(day, foreseen(held, found, cite=cite), told), ensure_ascii=False, indent=2) + "\n"
        )
    elif shape is Shape.CSV:
        from reportedly.exporters.tabular import rows_csv

        if records:
            put_all(rows_csv(exporter.RECORD_COLUMNS, exporter.record_rows(told)))
        else:
            rows = exporter.forecast_rows(foreseen(held, found, cite=False))
            put_all(rows_csv(exporter.FORECAST_COLUMNS, rows))
    elif not found:
        put("No forecasts.\n")
    else:
        put_sentence(f"{exporter.counts_words(found)}; looked at on {day}.")
        if records:
            put_all(exporter.records_sheet(console(), told))
        else:
            put_all(exporter.forecasts_sheet(console(), foreseen(held, found, cite=cite)))
