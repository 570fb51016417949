"""`reportedly show`: one report of a store with its claims."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.options import Shape
from reportedly.cli.terminal import console, put, put_all, told_errors

if TYPE_CHECKING:
    from reportedly.exporters.base import Reading
    from reportedly.stores import ReportRow


def show(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id, or how it begins.")],
    *,
    version: Annotated[
        int | None, typer.Option("--version", min=1, help="Which version; by default the latest.")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Print the report's text before its claims.")] = False,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Show a report: its facts, its versions, its claims.

    Examples:

      reportedly show 3f2a

      reportedly show 3f2a --version 1 --text

      reportedly show 3f2a --json
    """
    shape = options.shape_of(as_json=as_json, as_csv=as_csv)
    with told_errors():
        from reportedly.stores import open_store
        from reportedly.workflow import stored_reading

        with open_store(store, create=False) as held:
            reading = stored_reading(held, report, version)
            versions = held.versions_of(reading.report.id)
    if shape is Shape.JSON:
        from reportedly.workflow.records import reading_json

        put(json.dumps(reading_json(reading, versions), ensure_ascii=False, indent=2) + "\n")
    elif shape is Shape.CSV:
        from reportedly.exporters.tabular import claims_csv

        put_all(claims_csv(reading.claims))
    else:
        _print_sheet(reading, versions, text=text)


def _print_sheet(reading: Reading, versions: tuple[ReportRow, ...], *, text: bool) -> None:
    from reportedly.exporters.sheet import Sheet
    from reportedly.exporters.wording import steady
    from reportedly.knowledge.measures import load_measures

    if text:
        put(steady(reading.report.text).rstrip() + "\n\n")
    put_all(Sheet(console(), load_measures().by_name)((reading,)))
    if len(versions) > 1:
        others = ", ".join(str(row.version) for row in versions if row.version != reading.report.version)
        put(f"\nOther versions held: {others}.\n")
