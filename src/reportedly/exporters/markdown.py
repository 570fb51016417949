"""Readings as Markdown: a heading a report, a numbered item a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from reportedly.exporters import wording
from reportedly.exporters.base import Reading
from reportedly.knowledge.measures import Measure
from reportedly.model.claim import Claim

# What Markdown or HTML inside it would take for markup, where it stands in a report's own words.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


class Markdown:
    """The exporter; `measures` gives the labels."""

    def __init__(self, measures: Mapping[str, Measure]) -> None:
        self._measures = measures

    def __call__(self, readings: Iterable[Reading]) -> Iterator[str]:
        """Each report's section, a blank line between two."""
        gap = ""
        for reading in readings:
            yield gap + "\n".join(self._section(reading)) + "\n"
            gap = "\n"

    def _section(self, reading: Reading) -> Iterator[str]:
        report = reading.report
        yield f"## {plain(wording.heading(report))}"
        yield ""
        yield plain(wording.facts_of(report, len(reading.claims)))
        if report.url:
            yield f"<{wording.printable(report.url).replace('>', '%3E').replace('<', '%3C').replace(' ', '%20')}>"
        yield ""
        for number, claim in enumerate(reading.claims, start=1):
            yield from self._claim(number, claim)
        if not reading.claims:
            yield "No claims were found."

    def _claim(self, number: int, claim: Claim) -> Iterator[str]:
        yield f"{number}. **{plain(wording.who(claim))}**  "
        indent = " " * (len(str(number)) + 2)
        what = wording.what(claim, self._measures)
        yield f"{indent}*{plain(wording.how_sure(claim))}*" + (f"; {plain(what)}" if what else "")
        yield ""
        yield f"{indent}> {plain(claim.text)}"
        yield ""


def plain(words: str) -> str:
    """Words that Markdown prints as they are, on one line."""
    return _MARKUP.sub(r"\\\1", wording.printable(words))
