"""`reportedly picture`: what a store holds, and its biggest questions with their figures as they were said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.asking import Citing, drawn_store, query_of
from reportedly.cli.options import Shape
from reportedly.cli.terminal import console, put, put_all, put_sentence, told_errors

if TYPE_CHECKING:
    from reportedly.exporters.chart import Point
    from reportedly.exporters.picture import Block, Figure
    from reportedly.model.story import Estimate, Query, Series
    from reportedly.reconciliation.views import Reading
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
    blocks = blocks_of(held, seen.series, how)
    if shape is Shape.JSON:
        from reportedly.cli.records import picture_json

        put(json.dumps(picture_json(seen, blocks, how.view), ensure_ascii=False, indent=2) + "\n")
    elif shape is Shape.CSV:
        from reportedly.exporters.tabular import ESTIMATE_COLUMNS, estimate_rows, rows_csv

        put_all(rows_csv(ESTIMATE_COLUMNS, estimate_rows(blocks)))
    else:
        from reportedly.exporters.picture import picture_sheet
        from reportedly.knowledge.measures import load_measures

        _put_counts(seen, how, asked=query is not None)
        put_all(picture_sheet(console(), blocks, load_measures().by_name))


def blocks_of(held: Store, found: Sequence[Series], how: How) -> tuple[Block, ...]:
    """The questions with their figures under the rule, ready to be shown."""
    from reportedly.exporters.picture import Block, parent_of
    from reportedly.reconciliation.views import View, read_series

    citing = Citing(held)
    questions = [series.question for series in found]
    blocks = []
    for cut in found:
        series = cut if len(cut.estimates) == cut.acts else _whole(held, cut)
        reading = read_series(series, View(how.view))
        shown = series.estimates if how.series else reading.estimates
        chosen = tuple(_figure(series, estimate, citing if how.cite else None) for estimate in shown)
        reports, exact = _reports(series)
        blocks.append(
            Block(
                series=series,
                figures=chosen,
                rule=_rule(reading, how),
                reading=_reading_words(reading),
                reports=reports,
                reports_exact=exact,
                points=_points(series.estimates),
                hidden=len(series.estimates) - len(shown),
                within=parent_of(series.question, questions),
            )
        )
    return tuple(blocks)


def _whole(held: Store, series: Series) -> Series:
    """With every estimate: the latest of an origin may lie before the latest hundred of all."""
    return replace(series, estimates=held.estimates_of(series.question.id))


def _figure(series: Series, estimate: Estimate, citing: Citing | None) -> Figure:
    from reportedly.exporters.picture import CITED, Figure
    from reportedly.reconciliation.views import suggested_credibility

    cited = [citing.claim(c.report, c.version, c.claim) for c in estimate.citations[:CITED]] if citing else ()
    return Figure(
        estimate=estimate,
        credible=suggested_credibility(series, estimate) is not None,
        cited=tuple(filter(None, cited)),
    )


def _rule(reading: Reading, how: How) -> str:
    if how.series and how.view is ViewName.LATEST:
        return "every figure, oldest first"
    if how.view is not ViewName.LATEST and not reading.estimates:
        return f"{reading.rule}: none gives a figure that can be read so"
    return reading.rule


def _reading_words(reading: Reading) -> str:
    """What the rule comes to, in the bounds that were said."""
    from reportedly.model.quantity_words import bounds_words
    from reportedly.reconciliation.views import View, ceiling_of, floor_of

    if not reading.estimates or reading.view is View.LATEST:
        return ""
    least = min(reading.estimates, key=lambda e: floor_of(e.quantity)).quantity
    most = max(reading.estimates, key=lambda e: ceiling_of(e.quantity)).quantity
    if reading.view is View.CONSERVATIVE or bounds_words(least) == bounds_words(most):
        return bounds_words(least)
    return f"from “{bounds_words(least)}” to “{bounds_words(most)}”"


def _reports(series: Series) -> tuple[int, bool]:
    """How many reports tell it, and whether that is exact: one report can tell two acts, and not all are cited."""
    cited = {(c.report, c.version) for estimate in series.estimates for c in estimate.citations}
    is_whole = all(len(estimate.citations) == estimate.claims for estimate in series.estimates)
    return (len(cited), True) if is_whole or len(cited) == series.reports else (series.reports, False)


def _points(estimates: Sequence[Estimate]) -> tuple[Point, ...]:
    from reportedly.exporters.chart import Point as Dated
    from reportedly.reconciliation.views import is_figure

    # The order in which `latest_by_party` prefers them, so that chart and table show the same one of a day.
    told = sorted((e for e in reversed(estimates) if is_figure(e)), key=lambda e: (e.as_of or "", e.reports))
    return tuple(
        Dated(row=e.origin.party_name or e.origin.name, day=e.as_of, quantity=e.quantity) for e in told if e.as_of
    )


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
