"""Everything the steps have found in one report so far, handed from step to step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.extraction.found import Found
from reportedly.extraction.measures import Typed
from reportedly.extraction.mentions import Named
from reportedly.extraction.quantities import QuantityMention
from reportedly.extraction.sentences import Sentence
from reportedly.extraction.times import TimeMention
from reportedly.knowledge import Knowledge
from reportedly.model.claim import Hop, ReportRef
from reportedly.model.report import Report, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report with the findings of each step. `names`: known names by sentence; `said_spans`: the times that tell
    when an attribution was said, by attribution (its index in `found`); `sha256`: the digest of the text, made once."""

    report: Report
    sha256: str
    reference: ReportRef
    knowledge: Knowledge
    sentences: tuple[Sentence, ...]
    quantities: tuple[QuantityMention, ...]
    times: tuple[TimeMention, ...]
    found: tuple[Found, ...]
    names: tuple[tuple[Named, ...], ...]
    publisher: Hop | None
    credited: tuple[Hop, ...] = ()
    said_spans: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a claim is about before its chain: a stretch of the text, and a number in it where there is one."""

    sentence: int
    scope: Span
    number: QuantityMention | None = None
    typed: Typed = Typed(measure=None)
    others: tuple[QuantityMention, ...] = ()
