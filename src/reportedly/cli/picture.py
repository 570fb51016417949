"""`reportedly picture`: what a store holds, and its biggest questions with their figures as they were said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.options import Shape
from reportedly.cli.terminal import console, put, put_all, told_errors

if TYPE_CHECKING:
    from reportedly.stores import StoreCounts

DEFAULT_QUESTIONS = 8


def picture(
    *,
    questions: Annotated[int, typer.Option(min=0, help="How many questions, the biggest first; 0 for all.")] = (
        DEFAULT_QUESTIONS
    ),
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """The picture so far: reports, claims, origins, and for each question the latest figure of every origin.

    Examples:

      reportedly picture

      reportedly picture --questions 0 --json
    """
    shape = options.shape_of(as_json=as_json, as_csv=as_csv)
    with told_errors():
        print_picture(store, questions, shape)


def print_picture(store: str, questions: int = DEFAULT_QUESTIONS, shape: Shape = Shape.TABLE) -> None:
    """The picture of the store at a location."""
    from reportedly import workflow
    from reportedly.reconciliation.questions import latest_by_party
    from reportedly.stores import open_store

    with open_store(store, create=False) as held:
        seen = workflow.picture(held)
    chosen = seen.series[: questions or None]
    answers = [(series, latest_by_party(series)) for series in chosen]
    if shape is Shape.JSON:
        from reportedly.cli.records import picture_json

        put(json.dumps(picture_json(seen.counts, len(seen.series), answers), ensure_ascii=False, indent=2) + "\n")
    elif shape is Shape.CSV:
        from reportedly.exporters.tabular import ESTIMATE_COLUMNS, estimate_rows, rows_csv

        put_all(rows_csv(ESTIMATE_COLUMNS, estimate_rows(answers)))
    else:
        from reportedly.exporters.picture import picture_sheet
        from reportedly.knowledge.measures import load_measures

        put(_counts_line(seen.counts, len(seen.series), len(answers)))
        put_all(picture_sheet(console(), answers, load_measures().by_name))


def _counts_line(counts: StoreCounts, questions: int, shown: int) -> str:
    versions = f" in {counts.versions:,} versions" if counts.versions > counts.reports else ""
    told = f", the {shown:,} biggest here" if 0 < shown < questions else ""
    return (
        f"{counts.reports:,} reports{versions}, {counts.claims:,} claims, {counts.origins:,} origins,"
        f" {questions:,} questions with figures{told}.\n"
    )
