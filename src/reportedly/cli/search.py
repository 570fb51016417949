"""`reportedly search`: the reports of a store that hold some words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.options import Shape
from reportedly.cli.terminal import console, put, put_all, told_errors

if TYPE_CHECKING:
    from rich.text import Text

    from reportedly.stores import SearchHit

COLUMNS = ("report", "version", "outlet", "title", "published", "score", "snippet")


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='All must occur; "a phrase" in double quotes.')
    ],
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many reports.")] = 20,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Also in versions since replaced.")] = False,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """Search the titles and texts of reports, best match first.

    Examples:

      reportedly search container ships

      reportedly search '"highly likely" casualties' --json
    """
    shape = options.shape_of(as_json=as_json, as_csv=as_csv)
    with told_errors():
        from reportedly.stores import open_store

        with open_store(store, create=False) as held:
            hits = held.search(" ".join(words), limit, latest_versions_only=not all_versions)
    if shape is Shape.JSON:
        from reportedly.workflow.records import hit_json

        put(json.dumps([hit_json(hit) for hit in hits], ensure_ascii=False, indent=2) + "\n")
    elif shape is Shape.CSV:
        from reportedly.exporters.tabular import rows_csv
        from reportedly.workflow.records import day_json

        rows = (
            (h.report_id, h.version, h.outlet, h.title, day_json(h.published), round(h.score, 4), h.snippet)
            for h in hits
        )
        put_all(rows_csv(COLUMNS, rows))
    else:
        _print_table(hits)


def _print_table(hits: tuple[SearchHit, ...]) -> None:
    if not hits:
        put("No report holds these words.\n")
        return
    from rich import box
    from rich.table import Table

    from reportedly.exporters.sheet import drawn
    from reportedly.exporters.wording import printable, short_id
    from reportedly.workflow.records import day_json

    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    for title, ratio in (("report", 2), ("title", 3), ("words", 5)):
        table.add_column(title, ratio=ratio, overflow="fold")
    for hit in hits:
        facts = (printable(short_id(hit.report_id)), printable(hit.outlet or ""), (day_json(hit.published) or "")[:10])
        table.add_row("\n".join(filter(None, facts)), printable(hit.title or ""), _snippet(hit))
    put(drawn(console(), table))


def _snippet(hit: SearchHit) -> Text:
    """The snippet with what was found set off."""
    from rich.text import Text

    from reportedly.exporters.wording import steady

    words = Text(steady(hit.snippet).replace("\n", " "))
    for match in hit.matches:
        words.stylize("bold", match.start, match.end)
    return words
