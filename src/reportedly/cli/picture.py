"""`reportedly picture`: what a store holds, and its biggest questions with their figures as they were said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import drawn_store, query_of
from reportedly.cli.options import Shape
from reportedly.cli.terminal import console, put, put_all, put_sentence, told_errors

if TYPE_CHECKING:
    from reportedly.exporters.picture import Block
    from reportedly.model.story import Query, Series
    from reportedly.stores.base import Store, StoreCounts
    from reportedly.workflow import Picture

DEFAULT_QUESTIONS = 8
_INDEPENDENT = "Independent origins are named and speak for different parties; whoever repeats one adds none."
_WHAT_COUNTS = (
    "Read is what somebody named states flatly or with a likelihood: nothing denied, planned or “may”, no vague word,"
    " no share."
)


class ViewName(StrEnum):
    """The rules of `reconciliation.views`, by the names it gives them."""

    LATEST = "latest"
    CONSERVATIVE = "conservative"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a picture is shown. `series`: every estimate, and not only the latest of each origin."""

    questions: int = DEFAULT_QUESTIONS
    view: ViewName = ViewName.LATEST
    series: bool = False
    cite: bool = False

    def blocks(self, held: Store, found: Sequence[Series]) -> tuple[Block, ...]:
        """The questions with their figures, ready to be shown."""
        from reportedly.reconciliation.views import View
        from reportedly.workflow.telling import blocks_of

        return blocks_of(held, found, View(self.view), every=self.series, cite=self.cite)


def picture(
    what: options.What = None,
    *,
    measure: options.Measure = None,
    actor: options.Actors = None,
    place: options.Place = None,
    questions: Annotated[int, typer.Option(min=0, help="How many questions, the biggest first; 0 for all.")] = (
        DEFAULT_QUESTIONS
    ),
    view: Annotated[
        ViewName,
        typer.Option(
            help="By which rule: the latest figure of each origin; the least that any says at last; from least to most."
        ),
    ] = ViewName.LATEST,
    series: Annotated[
        bool, typer.Option("--series", help="All figures, oldest first, and not only the latest of each origin.")
    ] = False,
    cite: options.Cite = False,
    store: options.Store = options.DEFAULT_STORE,
    as_json: options.AsJson = False,
    as_csv: options.AsCsv = False,
) -> None:
    """The picture so far: each question, what independent origins say to it, and where to read it.

    Examples:

      reportedly picture

      reportedly picture Kursk --measure casualties --series --cite

      reportedly picture "my story" --view range

      reportedly picture --questions 0 --json
    """
    shape = options.shape_of(as_json=as_json, as_csv=as_csv)
    how = How(questions=questions, view=view, series=series, cite=cite)
    with told_errors(), drawn_store(store) as held:
        print_picture(held, query_of(held, what, measure=measure, actors=actor, place=place), how, shape)


def print_picture(held: Store, query: Query | None = None, how: How = How(), shape: Shape = Shape.TABLE) -> None:
    """The picture of a store whose reports are all drawn in."""
    from reportedly import workflow

    seen = workflow.picture(held, query, limit=how.questions or None)
    blocks = how.blocks(held, seen.series)
    if shape is Shape.JSON:
        from reportedly.workflow.records import picture_json

        put(json.dumps(picture_json(seen, blocks, how.view), ensure_ascii=False, indent=2) + "\n")
    elif shape is Shape.CSV:
        from reportedly.exporters.tabular import ESTIMATE_COLUMNS, estimate_rows, rows_csv

        put_all(rows_csv(ESTIMATE_COLUMNS, estimate_rows(blocks)))
    else:
        from reportedly.exporters.picture import picture_sheet
        from reportedly.knowledge.measures import load_measures

        _put_counts(seen, how, asked=query is not None)
        put_all(picture_sheet(console(), blocks, load_measures().by_name))


def _held(counts: StoreCounts) -> str:
    versions = f" in {counts.versions:,} versions" if counts.versions > counts.reports else ""
    return f"{counts.reports:,} reports{versions}, {counts.claims:,} claims held. "


def _put_counts(seen: Picture, how: How, *, asked: bool) -> None:
    counts, shown = seen.counts, len(seen.series)
    held = _held(counts) if counts is not None else ""
    which = " asked for" if asked else " with figures"
    if not seen.questions:
        put_sentence("No question answers to that." if asked else f"{held}No question{which}.")
        return
    noun = "question" if seen.questions == 1 else "questions"
    which = which if counts is not None else ""
    told = f", the {f'{shown:,} ' if shown > 1 else ''}biggest here" if shown < seen.questions else ""
    put_sentence(f"{held}{seen.questions:,} {noun}{which}{told}.")
    put_sentence(_INDEPENDENT)
    if how.view is not ViewName.LATEST:
        put_sentence(_WHAT_COUNTS)
