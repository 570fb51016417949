"""An attribution with what the rules know beyond its spans, and the style of a content."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extraction.sentences import Sentence
from reportedly.model.claim import Attribution, Style
from reportedly.model.report import Span, covering

# Not measured as one: of what rules alone find, half is right for plain verbs of saying on PolNeAR (development
# split), and far less for others; on conflict reports most is. Low enough that such claims are marked for review.
PROBABILITY_BY_RULES = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution with what the rules know beyond its spans. `host`: index of the attribution whose source this one
    shares ("..., adding that") or behind whose source it stands ("A, citing B"); `carrier`: who passes it on ("A quoted
    B as saying"); `lemma`: the cue's dictionary form; `probability`: that its spans are right."""

    attribution: Attribution
    lemma: str
    sentence: int
    relay: bool = False
    host: int | None = None
    negated: bool = False
    continued: bool = False
    carrier: tuple[Span, ...] = ()
    probability: float = PROBABILITY_BY_RULES


def style_of(sentence: Sentence, content: tuple[Span, ...]) -> Style:
    """Direct where all words stand in quotation marks, mixed where some do."""
    inside = sum(max(0, min(q.end, c.end) - max(q.start, c.start)) for q in sentence.quotes for c in content)
    total = sum(len(span) for span in content)
    if inside == 0:
        return Style.INDIRECT
    return (
        Style.DIRECT
        if inside >= total - 4 * len(content) or not sentence.span.contains(covering(content))
        else Style.MIXED
    )
