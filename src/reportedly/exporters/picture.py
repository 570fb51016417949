"""The picture for people: each question, and what each origin last said to it, in its own bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.exporters import wording
from reportedly.exporters.sheet import drawn
from reportedly.exporters.wording import printable
from reportedly.knowledge.measures import Measure
from reportedly.model.quantity_words import quantity_words
from reportedly.model.story import Estimate, Series

# Of a claim's id; enough to tell it from the others of its report.
_CLAIM_DIGITS = 8
Answers = Iterable[tuple[Series, Sequence[Estimate]]]


def picture_sheet(console: Console, answers: Answers, measures: Mapping[str, Measure]) -> Iterator[str]:
    """A block a question: its words, then a line an estimate with date, origin, figure, how sure, and the claims."""
    for series, estimates in answers:
        title = printable(wording.question_words(series.question, measures))
        yield "\n" + drawn(console, Text(title, style="bold"))
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(width=10, style="dim")
        for ratio in (4, 3, 4):
            table.add_column(ratio=ratio, overflow="fold")
        for estimate in estimates:
            table.add_row(*_cells(estimate))
        yield drawn(console, table)


def _cells(estimate: Estimate) -> tuple[Text, ...]:
    figure = Text(printable(quantity_words(estimate.quantity)), style="bold")
    sure = wording.estimate_sure(estimate)
    if sure != wording.FLATLY:
        figure.append(f"\n{sure}", style="not bold yellow")
    return (Text(estimate.as_of or "no date"), Text(printable(_speaker(estimate))), figure, _cited(estimate))


def _speaker(estimate: Estimate) -> str:
    origin = estimate.origin
    note = "own voice" if origin.own_voice else "" if origin.named else "unnamed"
    return f"{origin.name} ({note})" if note else origin.name


def _cited(estimate: Estimate) -> Text:
    """Each report with its outlet; then the claims, by the beginning of their ids."""
    reports = {
        c.report: printable(f"{c.outlet or 'outlet unknown'}, {wording.short_id(c.report)}") for c in estimate.citations
    }
    claims = " ".join(c.claim[:_CLAIM_DIGITS] for c in estimate.citations)
    return Text("\n".join((*reports.values(), f"claims {claims}")), style="dim")
