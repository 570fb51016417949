"""What a page shows of one question: the figure now and whose it is, a chart, and the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.exporters.picture import Block, Figure, nested
from reportedly.exporters.wording import measure_words, question_words
from reportedly.knowledge.measures import load_measures
from reportedly.model.story import Estimate, Series
from reportedly.reconciliation.views import ceiling_of, floor_of, suggested_credibility
from reportedly.web.charts.series import Chart, Symbol, series_chart, symbols_of

SHOWN = 60
"""Figures of a question on a story's page, in the chart and in the table alike; its own page has all."""
OPEN_ROWS = 4
"""Rows of a table that stand open; the others fold away below them."""
LEAST_FOR_A_CHART = 2
"""Figures: one alone is told by its line in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What the rule comes to. `words`: the figure in the bounds that were said; `least`, `most`: the estimates that
    give its two ends; `origins`: how many it rests on; `since`, `until`: the days of the oldest and the newest."""

    words: str
    rule: str
    origins: int
    least: Estimate
    most: Estimate
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question on a page. `depth`: how many wider ones stand above it; `rows`: newest first; `hidden`: how many
    figures have no row here. `chart`: None where it would show no more than the table."""

    block: Block
    depth: int
    now: Now | None
    rows: tuple[Figure, ...]
    hidden: int
    chart: Chart | None


def answers_of(blocks: Sequence[Block]) -> tuple[Answer, ...]:
    """The questions in their order, each narrower one after the wider; a party is drawn alike in all their charts.
    `blocks`: under the rule `RANGE`."""
    ordered = list(nested(blocks))
    cut = {block.series.question.id: block.series.estimates[-SHOWN:] for block, _ in ordered}
    symbols = symbols_of(estimate for estimates in cut.values() for estimate in estimates)
    return tuple(_answer(block, depth, cut[block.series.question.id], symbols) for block, depth in ordered)


def signs_of(charts: Iterable[Chart | None]) -> tuple[str, ...]:
    """What the signs in these charts mean, each said once."""
    return tuple(dict.fromkeys(sign for chart in charts if chart is not None for sign in chart.signs))


def now_of(block: Block) -> Now | None:
    """What a block under a rule that gives one figure comes to; None where no origin gives a figure."""
    counted = [figure.estimate for figure in block.figures]
    if not counted or not block.reading:
        return None
    days = sorted(estimate.as_of for estimate in counted if estimate.as_of)
    return Now(
        words=block.reading,
        rule=block.rule,
        origins=len(counted),
        least=min(counted, key=lambda estimate: floor_of(estimate.quantity)),
        most=max(counted, key=lambda estimate: ceiling_of(estimate.quantity)),
        since=days[0] if days else None,
        until=days[-1] if days else None,
    )


def chart_of(series: Series, symbols: Mapping[str, Symbol]) -> Chart | None:
    """The chart of a question's estimates."""
    measures = load_measures().by_name
    return series_chart(
        series.question,
        series.estimates,
        symbols,
        label=question_words(series.question, measures),
        title=measure_words(series.question.measure, measures),
    )


def figures_of(series: Series, estimates: Sequence[Estimate]) -> tuple[Figure, ...]:
    """Lines of the table, the newest first."""
    return tuple(
        Figure(estimate=estimate, credible=suggested_credibility(series, estimate) is not None)
        for estimate in reversed(estimates)
    )


def _answer(block: Block, depth: int, shown: tuple[Estimate, ...], symbols: Mapping[str, Symbol]) -> Answer:
    series = block.series
    chart = chart_of(replace(series, estimates=shown), symbols) if len(shown) >= LEAST_FOR_A_CHART else None
    return Answer(
        block=block,
        depth=depth,
        now=now_of(block),
        rows=figures_of(series, shown),
        hidden=len(series.estimates) - len(shown),
        chart=chart,
    )
