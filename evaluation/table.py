"""The table of README.md: set, figure, value, floor, and the command that gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).with_name("README.md")
OPENING, CLOSING = "<!-- figures: written by `make eval` -->", "<!-- end of figures -->"
HEAD = ("| set | figure | value | floor | command |", "| --- | --- | ---: | ---: | --- |")
_ROW = re.compile(r"\| (?P<set>\S+) \| (?P<figure>\S+) \| (?P<value>\S+) \| (?P<floor>\S+) \| `(?P<command>[^`]+)` \|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure. `bottom` None: no floor yet."""

    corpus: str
    figure: str
    value: float
    bottom: float | None
    command: str

    @property
    def holds(self) -> bool | None:
        return None if self.bottom is None else self.value >= self.bottom

    def as_markdown(self) -> str:
        bottom = "-" if self.bottom is None else f"{self.bottom:.3f}"
        return f"| {self.corpus} | {self.figure} | {self.value:.3f} | {bottom} | `{self.command}` |"


def for_terminal(lines: Iterable[Line]) -> str:
    """Columns; a figure under its floor is marked."""
    told = [f"{'set':15}{'figure':22}{'value':>8}{'floor':>8}"]
    for line in lines:
        bottom = "-" if line.bottom is None else f"{line.bottom:.3f}"
        mark = "  under its floor" if line.holds is False else ""
        told.append(f"{line.corpus:15}{line.figure:22}{line.value:8.3f}{bottom:>8}{mark}")
    return "\n".join(told)


def write(lines: Sequence[Line], order: Sequence[str], path: Path = README) -> None:
    """Put the figures between the markers. Sets that were not measured keep the rows they had; `order` names all sets.

    Raises ValueError where the markers are not there.
    """
    before, _, rest = path.read_text(encoding="utf-8").partition(OPENING)
    old, closing, after = rest.partition(CLOSING)
    if not closing:
        raise ValueError(f"{path} lacks the markers of the table; put {OPENING} and {CLOSING} where it belongs")
    measured = {line.corpus for line in lines}
    rows = [(found["set"], found[0]) for found in _ROW.finditer(old) if found["set"] not in measured]
    rows += [(line.corpus, line.as_markdown()) for line in lines]
    rows = sorted((row for row in rows if row[0] in order), key=lambda row: order.index(row[0]))
    table = "\n".join((*HEAD, *(text for _, text in rows)))
    path.write_text(f"{before}{OPENING}\n{table}\n{CLOSING}{after}", encoding="utf-8")
