"""`reportedly findings`: what a person should look at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import drawn_store, query_of
from reportedly.cli.options import Shape
from reportedly.cli.terminal import console, fail, put, put_all, put_sentence, tell, told_errors
from reportedly.model.finding import FindingKind

if TYPE_CHECKING:
    from reportedly.model.story import Query
    from reportedly.stores.base import Store

DEFAULT_LIMIT = 20
"""Findings shown unless asked otherwise: some four screens."""
DRIFT = "drift"


def findings(
    what: options.What = None,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="Only this kind, 'drift' for every kind of drift; may be repeated. A wrong one lists them all.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0 for all.")] = DEFAULT_LIMIT,
    cite: options.Cite = False,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """What to look at: contradictions, figures that do not add up, circles, edits, and how claims changed on the way.

    Examples:

      reportedly findings

      reportedly findings Kursk --kind drift --cite

      reportedly findings --kind contradiction --kind circular-sourcing --json
    """
    shape = options.shape_of(as_json=as_json, as_csv=as_csv)
    kinds = kinds_of(kind or ())
    with told_errors(), drawn_store(store) as held:
        print_findings(held, query_of(held, what), kinds, limit, shape, cite=cite)


def kinds_of(words: Sequence[str]) -> tuple[FindingKind, ...]:
    """The kinds by their names, with hyphens or underscores; ends the command for anything else."""
    found: dict[FindingKind, None] = {}
    for word in words:
        name = word.strip().casefold().replace("-", "_").replace(" ", "_")
        kinds = [kind for kind in FindingKind if name in (str(kind), DRIFT if kind.is_drift else "")]
        if not kinds:
            known = ", ".join((DRIFT, *(str(kind).replace("_", "-") for kind in FindingKind)))
            fail(f"--kind {word!r} is no kind of finding; there are {known}")
        found.update(dict.fromkeys(kinds))
    return tuple(found)


def print_findings(
    held: Store,
    query: Query | None = None,
    kinds: Sequence[FindingKind] = (),
    limit: int = DEFAULT_LIMIT,
    shape: Shape = Shape.TABLE,
    *,
    cite: bool = False,
) -> None:
    """The findings of a store whose reports are all drawn in."""
    from reportedly.exporters import findings as exporter
    from reportedly.workflow.telling import told_findings

    told, by_kind = told_findings(held, query, kinds, limit or None)
    total = sum(by_kind.values())
    if shape is Shape.JSON:
        from reportedly.workflow.records import findings_json

        put(json.dumps(findings_json(told, total), ensure_ascii=False, indent=2) + "\n")
    elif shape is Shape.CSV:
        from reportedly.exporters.tabular import rows_csv

        put_all(rows_csv(exporter.FINDING_COLUMNS, exporter.finding_rows(told)))
    elif not told:
        put("No findings.\n")
    else:
        from reportedly.exporters.wording import count_words
        from reportedly.knowledge.measures import load_measures

        put_sentence(f"{count_words(total, 'finding')}: {exporter.counts_words(by_kind)}.")
        put_all(exporter.findings_sheet(console(), told, load_measures().by_name, cite=cite))
    if len(told) < total:
        tell(f"{len(told):,} of {total:,} findings are shown, those that most claims show; --limit 0 shows all")
