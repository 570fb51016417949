"""Two numbers that say one thing: "more than 200 but no more than 300", "seventeen (17)", "at least four, possibly
five".

Works on the mentions of a text in order; what a neighbour tells is put into the first of the two, which keeps the words
of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extraction.numeral_contexts import Kind
from reportedly.model.quantity import Quantity
from reportedly.model.report import Span

if TYPE_CHECKING:
    from reportedly.extraction.quantities import QuantityMention

_AND_YET = re.compile(r"\s*,?\s*(?:but|and|yet|though)\s+(?:still\s+)?", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]\s*")
_PERHAPS = re.compile(r"\s*,?\s*(?:or\s+)?(?:possibly|perhaps|maybe|if\s+not)\s+(?:as\s+many\s+as\s+)?", re.IGNORECASE)


def joined(text: str, mentions: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The mentions with those that only restate or close the one before them taken into it."""
    made: list[QuantityMention] = []
    for mention in mentions:
        before = made[-1] if made else None
        if before is None or before.kind is not Kind.COUNT or mention.kind is not Kind.COUNT:
            made.append(mention)
            continue
        quantity = _two_sided(text, before, mention)
        if quantity is not None:
            span = Span(start=before.span.start, end=mention.span.end)
            unit = mention.quantity.unit or before.quantity.unit
            made[-1] = replace(
                before,
                span=span,
                quantity=replace(quantity, unit=unit, as_written=span.of(text)),
                unit_span=mention.unit_span or before.unit_span,
            )
        elif not (_restates(text, before, mention) or _is_alternative(text, before, mention)):
            made.append(mention)
    return made


def _between(text: str, one: QuantityMention, other: QuantityMention) -> str:
    return text[one.span.end : other.span.start]


def _two_sided(text: str, one: QuantityMention, other: QuantityMention) -> Quantity | None:
    """The interval of a lower and an upper bound that stand side by side."""
    low, high = one.quantity, other.quantity
    if one.unit_span is not None or low.low is None or low.high is not None or high.high is None or high.low:
        return None
    if high.point is not None and high.approximation is not None:
        return None
    if not _AND_YET.fullmatch(_between(text, one, other)) or low.low >= high.high:
        return None
    return Quantity(low=low.low, low_inclusive=low.low_inclusive, high=high.high, high_inclusive=high.high_inclusive)


def _restates(text: str, one: QuantityMention, other: QuantityMention) -> bool:
    same = one.quantity.is_exact and other.quantity.is_exact and one.quantity.low == other.quantity.low
    return same and _BRACKET.fullmatch(_between(text, one, other)) is not None


def _is_alternative(text: str, one: QuantityMention, other: QuantityMention) -> bool:
    """ "At least four, possibly five": the second is no other count."""
    if one.unit_span is not None or not other.quantity.is_exact or one.quantity.low is None:
        return False
    nearby = (other.quantity.low or 0) <= _NEARBY * max(one.quantity.low, 1)
    return nearby and _PERHAPS.fullmatch(_between(text, one, other)) is not None


_NEARBY = 3
