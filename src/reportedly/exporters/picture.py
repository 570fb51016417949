"""The picture for people: each question under its counts, the figures with who said them, a small chart over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.exporters import wording
from reportedly.exporters.chart import Point, chart
from reportedly.exporters.sheet import drawn, quoted
from reportedly.exporters.wording import count_words, printable
from reportedly.knowledge.measures import Measure
from reportedly.model.claim import Claim
from reportedly.model.quantity import Quantity
from reportedly.model.quantity_words import quantity_words
from reportedly.model.story import Citation, Estimate, Question, Series

CITED = 3
"""Claims whose words stand below an estimate, the nearest to the origin; the others are counted."""
_STEP = 4
"""Columns by which a narrower question stands to the right of the wider one."""
_LEAST_WIDTH = 20
"""A terminal so narrow gets no chart: a name and one column take more."""
CREDIBLE = "credibility 1 suggested: a second origin says the same"


class Derived(Protocol):
    """A figure that nobody said and that follows from a share, as a sentence says it."""

    @property
    def sentence(self) -> str: ...
    @property
    def interval(self) -> Quantity: ...
    @property
    def citations(self) -> tuple[Citation, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A line of the table. `credible`: a second, independent origin says what fits. `cited`: claims whose words are to
    be shown."""

    estimate: Estimate
    credible: bool = False
    cited: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A question. `rule`: how its figures were chosen; `reading`: what it comes to, in words, "" where it gives no one
    figure. `reports`: how many tell it, "up to" so many unless `reports_exact`. `points`: what a chart shows.
    `hidden`: how many estimates the rule leaves out. `within`: the id of the narrowest wider question that is shown.
    `derived`: what nobody said and what follows."""

    series: Series
    figures: tuple[Figure, ...]
    rule: str
    reading: str = ""
    reports: int = 0
    reports_exact: bool = True
    points: tuple[Point, ...] = ()
    hidden: int = 0
    within: str | None = None
    derived: tuple[Derived, ...] = ()


def picture_sheet(console: Console, blocks: Sequence[Block], measures: Mapping[str, Measure]) -> Iterator[str]:
    """The blocks, each narrower question indented below the wider one that it lies within."""
    for block, depth in nested(blocks):
        indent = min(depth * _STEP, console.width // 2)
        body = Group(*_block(block, depth, console.width - indent, measures))
        yield "\n" + drawn(console, Padding(body, (0, 0, 0, indent)))


def nested(blocks: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Each block with how many wider ones it lies within, after the one it lies within directly."""

    def below(parent: str | None, depth: int) -> Iterator[tuple[Block, int]]:
        for block in blocks:
            if block.within == parent:
                yield block, depth
                yield from below(block.series.question.id, depth + 1)

    yield from below(None, 0)


def parent_of(question: Question, shown: Iterable[Question]) -> str | None:
    """The id of the narrowest of the questions shown that this one lies within."""
    wider = [other for other in shown if question.within(other) and not other.within(question)]
    narrowest = [one for one in wider if not any(other.within(one) for other in wider if other is not one)]
    return narrowest[0].id if narrowest else None


def _block(block: Block, depth: int, width: int, measures: Mapping[str, Measure]) -> Iterator[RenderableType]:
    words = wording.question_words(block.series.question, measures)
    yield Text(printable(f"within it, {words}" if depth else words), style="bold underline")
    yield Text(counts_words(block))
    if block.reading:
        yield Text.assemble((printable(block.reading), "bold"), f": {block.rule}", _left_out(block, "rests on "), ".")
    else:
        yield Text(f"Shown: {block.rule}{_left_out(block)}.", style="dim")
    yield _table(block)
    for derived in block.derived:
        yield Text(f"It follows: {printable(derived.sentence)}.", style="italic")
    lines = chart(block.points, width) if width >= _LEAST_WIDTH else ()
    if lines:
        yield Text("\n" + "\n".join(wording.steady(line) for line in lines))


def _left_out(block: Block, verb: str = "") -> str:
    if not block.hidden:
        return ""
    return f"; {verb}{len(block.figures):,} of {len(block.figures) + block.hidden:,} figures"


def counts_words(block: Block) -> str:
    """ "6 independent origins, 143 reports (312 claims, 41 acts of saying)"."""
    series = block.series
    origins = count_words(series.parties, "independent origin") if series.parties else "no independent origin"
    reports = ("" if block.reports_exact else "up to ") + count_words(block.reports, "report")
    acts = f"{count_words(series.acts, 'act')} of saying"
    return f"{origins}, {reports} ({count_words(series.claims, 'claim')}, {acts})"


def _table(block: Block) -> RenderableType:
    parts: list[RenderableType] = []
    for figure in block.figures:
        grid = Table.grid(padding=(0, 2), expand=True)
        grid.add_column(width=10)
        for ratio in (4, 4, 4):
            grid.add_column(ratio=ratio, overflow="fold")
        grid.add_row(*_cells(figure.estimate, credible=figure.credible))
        parts.append(grid)
        parts += [_words(claim) for claim in figure.cited]
        more = figure.estimate.claims - len(figure.cited)
        if figure.cited and more:
            parts.append(_beneath(Text(f"and {count_words(more, 'claim')} more", style="dim")))
    return Group(*parts)


def _cells(estimate: Estimate, *, credible: bool) -> tuple[Text, ...]:
    figure = Text(printable(quantity_words(estimate.quantity)), style="bold")
    sure = wording.estimate_sure(estimate)
    if sure != wording.FLATLY:
        figure.append(f"\n{sure}", style="not bold yellow")
    if estimate.happened is not None:
        figure.append(f"\n{printable(wording.standing_words(estimate.happened))}", style="not bold")
    if credible:
        figure.append(f"\n{CREDIBLE}", style="not bold dim")
    return (Text(estimate.as_of or "no date"), _speaker(estimate), figure, _told(estimate))


def _speaker(estimate: Estimate) -> Text:
    """Who, whose word it is in the end where that is another name, and whether it counts."""
    origin = estimate.origin
    name = Text(printable(origin.name))
    if not origin.counts:
        kind = "own voice" if origin.own_voice else "unnamed"
        name.append(f" ({kind}, not counted)", style="italic")
    elif origin.party_name and origin.party_name != origin.name:
        name.append(f"\nfor {printable(origin.party_name)}", style="dim")
    return name


def _told(estimate: Estimate) -> Text:
    """The claim that stands nearest to the origin, and how many more tell it."""
    nearest, *_ = estimate.citations
    outlet = nearest.outlet or "outlet unknown"
    lines = [outlet, f"report {wording.short_id(nearest.report)}", f"claim {nearest.claim[: wording.CLAIM_DIGITS]}"]
    claims, reports = estimate.claims - 1, estimate.reports - 1
    if claims:
        where = f"in {count_words(reports, 'more report')}" if reports else "in the same report"
        lines.append(f"and {count_words(claims, 'claim')} {where}")
    return Text("\n".join(map(printable, lines)), style="dim")


def _words(claim: Claim) -> RenderableType:
    """Where a claim stands, and below that its words."""
    day = (claim.report.published or claim.published or "no date")[:10]
    where = f"{claim.report.outlet or 'outlet unknown'}, {day}; {wording.id_words(claim.report.id, claim.id)}:"
    return _beneath(Group(Text(printable(where), style="dim"), Padding(quoted(None, claim), (0, 0, 0, 2))))


def _beneath(what: RenderableType) -> RenderableType:
    return Padding(what, (0, 0, 0, 12))
