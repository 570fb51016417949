"""How the extraction tests write their sentences down and look at what was read.

Norland, Sudland, the Marsh Front and all who speak for them are made up. In a marked sentence `[...]` is a source,
`{...}` a cue and `<...>` words that the content must cover; the marks are taken out before the sentence is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reportedly.extraction import cue_rules, sentences
from reportedly.extraction.found import Found
from reportedly.extraction.pipeline import Extractor
from reportedly.model.claim import Claim, Evidence
from reportedly.model.report import Report, Span

OUTLET = "The Ister Gazette"
PUBLISHED = date(2031, 3, 4)
_MARK = re.compile(r"[\[\]{}<>]")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and what stood between them, in order."""

    text: str
    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    content: tuple[Span, ...]


def unmark(marked: str) -> Marked:
    """Take the marks out of a sentence and keep where they stood."""
    spans: dict[str, list[Span]] = {"]": [], "}": [], ">": []}
    opened: dict[str, int] = {}
    plain, last = "", 0
    for mark in _MARK.finditer(marked):
        plain += marked[last : mark.start()]
        last = mark.end()
        if mark.group() in "[{<":
            opened[{"[": "]", "{": "}", "<": ">"}[mark.group()]] = len(plain)
        else:
            spans[mark.group()].append(Span(start=opened[mark.group()], end=len(plain)))
    return Marked(plain + marked[last:], tuple(spans["]"]), tuple(spans["}"]), tuple(spans[">"]))


def found_in(text: str) -> tuple[Found, ...]:
    """The attributions of a text."""
    return cue_rules.find(text, sentences.split(text))


def core(words: str) -> str:
    """A source phrase without article and trailing comma: where it begins and ends is then a matter of its words."""
    return _ARTICLE.sub("", words.strip(" ,’'"))


def source_words(text: str, item: Found) -> list[str]:
    """The source phrases of one attribution, articles and commas left out."""
    return [core(span.of(text)) for span in item.attribution.source]


def covers(item: Found, span: Span) -> bool:
    """Whether one of the content's spans holds `span`."""
    return any(content.contains(span) for content in item.attribution.content)


class Reading:
    """Extraction as the tests use it: text in, claims out."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def __call__(self, text: str, *, outlet: str | None = OUTLET) -> tuple[Claim, ...]:
        return self.extractor.extract(report_of(text, outlet=outlet))

    def figure(self, text: str, number: str, *, outlet: str | None = OUTLET) -> Claim:
        """The one claim whose quantity is written with `number`."""
        found = [c for c in self(text, outlet=outlet) if c.quantity and number in c.quantity.as_written]
        assert len(found) == 1, f"{len(found)} claims of {number!r} in {text!r}: {[shown(c) for c in self(text)]}"
        return found[0]

    def statement(self, text: str) -> Claim:
        """The one claim of a text that makes one."""
        found = self(text)
        assert len(found) == 1, [shown(c) for c in found]
        return found[0]


def report_of(text: str, *, outlet: str | None = OUTLET) -> Report:
    """A report of the invented outlet."""
    return Report(id="sample", text=text, outlet=outlet, published=PUBLISHED)


def chain_of(claim: Claim) -> list[str]:
    """The names of a chain, the report's own outlet left out."""
    own = claim.report.outlet
    return [hop.name for hop in claim.chain if hop.name != own]


def spans_of(evidence: Evidence) -> list[Span]:
    """Every span of a claim's evidence."""
    return [span for name in Evidence.__slots__ for span in getattr(evidence, name)]


def shown(claim: Claim) -> str:
    """A claim in one line, for messages."""
    return f"{claim.measure} {claim.quantity.as_written if claim.quantity else '-'} {chain_of(claim)} {claim.text!r}"
