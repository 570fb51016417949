"""The sheet: for each report a heading, and under it each claim with who, how sure, what, and the words.

On a narrow terminal the words stand below; from `WIDE` columns on they stand beside. Nothing is ever cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from reportedly.exporters import wording
from reportedly.exporters.base import Reading
from reportedly.exporters.wording import printable
from reportedly.knowledge.measures import Measure
from reportedly.model.claim import Claim, Stance, Status, Style
from reportedly.model.report import Report, Span

# Two columns of some 50 characters, which is as short as a line of words stays easy to read.
WIDE = 120

_QUOTATION_MARKS = ("“", "„", "«", '"')
Measures = Mapping[str, Measure]


class Sheet:
    """The sheet for one terminal: `console` knows its width and whether it has colour."""

    def __init__(self, console: Console, measures: Measures) -> None:
        self._console = console
        self._measures = measures

    def __call__(self, readings: Iterable[Reading]) -> Iterator[str]:
        """Each report's sheet, a blank line between two."""
        gap = ""
        for reading in readings:
            yield gap + self._drawn(self._sheet(reading))
            gap = "\n"

    def _drawn(self, what: RenderableType) -> str:
        return drawn(self._console, what)

    def _sheet(self, reading: Reading) -> Group:
        parts: list[RenderableType] = list(heading(reading.report, len(reading.claims)))
        for number, claim in enumerate(reading.claims, start=1):
            parts.append(self._claim(reading.report, number, claim))
        if not reading.claims:
            parts.append(Text("No claims were found.", style="dim"))
        return Group(*parts)

    def _claim(self, report: Report, number: int, claim: Claim) -> RenderableType:
        is_wide = self._console.width >= WIDE
        grid = Table.grid(padding=(0, 2 if is_wide else 1), expand=True)
        grid.add_column(width=3, justify="right", style="dim")
        grid.add_column(ratio=1, overflow="fold")
        facts = self._facts(claim)
        words = quoted(report, claim)
        if is_wide:
            grid.add_column(ratio=1, overflow="fold")
            grid.add_row(str(number), facts, words)
        else:
            grid.add_row(str(number), Group(facts, words))
        return Padding(grid, (1, 0, 0, 0))

    def _facts(self, claim: Claim) -> Group:
        lines = [Text(printable(wording.who(claim)), style="bold"), Text(wording.how_sure(claim), style=colour(claim))]
        what = wording.what(claim, self._measures)
        if what:
            lines.append(Text(printable(what), style="cyan"))
        return Group(*lines)


def heading(report: Report, claims: int) -> Iterator[RenderableType]:
    """The report's title, its facts and where it stands."""
    yield Text(wording.heading(report), style="bold underline")
    yield Text(wording.facts_of(report, claims))
    if report.url:
        yield Text(printable(report.url), style="dim", overflow="fold")
    yield Rule(style="dim")


def quoted(report: Report | None, claim: Claim) -> Text:
    """The claim's words, in quotation marks where they were said in quotation marks; its figure is set off."""
    is_bare = claim.style is Style.DIRECT and not claim.text.startswith(_QUOTATION_MARKS)
    mark = ("“", "”") if is_bare else ("", "")
    body = Text(style="italic")
    at = claim.span.start
    figures = claim.evidence.quantity if report and claim.span.of(report.text) == claim.text else ()
    for figure in sorted(figures):
        if claim.span.contains(figure) and figure.start >= at:
            body.append(_part(claim, at, figure.start))
            body.append(_part(claim, figure.start, figure.end), style="bold")
            at = figure.end
    body.append(_part(claim, at, claim.span.start + len(claim.text)))
    return Text.assemble(mark[0], body, mark[1])


def _part(claim: Claim, start: int, end: int) -> str:
    words = Span(start=start - claim.span.start, end=end - claim.span.start).of(claim.text)
    return wording.steady(words).replace("\n", " ")


def colour(claim: Claim) -> str:
    """Red for what is denied, yellow for what is hedged or not done yet, green for what is stated flatly."""
    if claim.stance is Stance.DENIES or claim.status is Status.DENIED:
        return "red"
    return "green" if wording.how_sure(claim) == wording.FLATLY else "yellow"


def claims_table(claims: Iterable[Claim], measures: Measures) -> Table:
    """One claim a row; every cell wraps, none is cut."""
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_lines=True)
    for title, ratio in (("who", 3), ("how sure", 2), ("what", 3), ("words", 5), ("report", 2)):
        table.add_column(title, ratio=ratio, overflow="fold")
    for claim in claims:
        published = (claim.report.published or claim.published or "")[:10]
        where = "\n".join(
            filter(
                None, (printable(wording.short_id(claim.report.id)), published, printable(claim.report.outlet or ""))
            )
        )
        table.add_row(
            Text(printable(wording.who(claim))),
            Text(wording.how_sure(claim), style=colour(claim)),
            Text(printable(wording.what(claim, measures))),
            quoted(None, claim),
            Text(where, style="dim"),
        )
    return table


def drawn(console: Console, what: RenderableType) -> str:
    """What `console` would print."""
    with console.capture() as capture:
        console.print(what)
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


class ClaimsTable:
    """All claims of all readings in one table, as an exporter."""

    def __init__(self, console: Console, measures: Measures) -> None:
        self._console = console
        self._measures = measures

    def __call__(self, readings: Iterable[Reading]) -> Iterator[str]:
        """One table a reading, so that a long run shows what it has."""
        for reading in readings:
            yield drawn(self._console, claims_table(reading.claims, self._measures))
