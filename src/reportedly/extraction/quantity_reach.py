"""How far a bound reaches over a list: "at least 84 X and 47 Y" bounds both, and so does an amount given once more in
brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.extraction import quantity_bounds
from reportedly.extraction.numeral_contexts import Kind
from reportedly.extraction.quantity_bounds import Bound

if TYPE_CHECKING:
    from reportedly.extraction.quantities import QuantityMention

_LIST_LINK = re.compile(r"\s?(?P<comma>,)?\s{0,2}(?P<word>and|as\s+well\s+as|or|plus)?\s{1,2}")
_PART_LINK = re.compile(r"\b(?:of|were|are|as)\b")  # "three of them children" is a part of what stands before
_OPENING = re.compile(r"\s*\(\s*\Z")
_REACHING = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN)
_CONVERTED = (Kind.MONEY, Kind.MEASUREMENT)


def with_reach(text: str, mentions: Sequence[QuantityMention]) -> Iterator[QuantityMention]:
    """ "At least 84 X and 47 Y" bounds both: over "and" and the commas before it, never over a verb."""
    bound: Bound | None = None
    reach = 0  # how many of the mentions that follow the bound still covers
    for index, mention in enumerate(mentions):
        if reach and bound is not None:
            reach -= 1
            bounded = quantity_bounds.apply(bound, mention.quantity.low or 0)
            written = mention.quantity
            yield replace(
                mention, quantity=replace(bounded, unit=written.unit, as_written=written.as_written, of=written.of)
            )
            continue
        bound = quantity_bounds.bound_of(mention.quantity)
        if mention.kind is Kind.COUNT and bound in _REACHING:
            reach = _list_length(text, mentions, index)
        elif mention.kind in _CONVERTED and bound in (*_REACHING, Bound.NEARLY):
            reach = _conversions(text, mentions, index)
        yield mention


def _list_length(text: str, mentions: Sequence[QuantityMention], index: int) -> int:
    """How many counts after `index` stand in one list with it; commas count only if an "and" closes the list."""
    length = ahead = 0
    while index + ahead + 1 < len(mentions):
        one, other = mentions[index + ahead], mentions[index + ahead + 1]
        link = _link(text, one, other)
        if link is None:
            break
        ahead += 1
        if link.group("word"):
            length = ahead
            break
    return length


def _link(text: str, one: QuantityMention, other: QuantityMention) -> re.Match[str] | None:
    """The comma or "and" between two counts with units of their own; None for anything else."""
    if other.kind is not Kind.COUNT or one.unit_span is None or other.unit_span is None or not other.quantity.is_exact:
        return None
    if _PART_LINK.search(text, other.span.end, other.unit_span.start):
        return None
    link = _LIST_LINK.match(text, one.unit_span.end)
    if link is None or link.end() != other.span.start or not (link.group("comma") or link.group("word")):
        return None
    return link


def _conversions(text: str, mentions: Sequence[QuantityMention], index: int) -> int:
    """How many of the next amounts are the same one in brackets: "more than 7.5 million crowns ($1.1 million)", "under
    296 hp (224 kW / 300 PS)"."""
    count = 0
    for one, other in pairwise(mentions[index:]):
        gap = text[one.span.end : other.span.start]
        fits = _OPENING.fullmatch(gap) if count == 0 else _SLASH.fullmatch(gap)
        if fits is None or other.kind is not one.kind or not other.quantity.is_exact:
            break
        count += 1
    return count


_SLASH = re.compile(r"\s*[/;,]\s*")
