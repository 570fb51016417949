"""How many: every number of a text with its bounds, its unit, and what it does there.

`find` reads left to right. At each numeral the words before give the bound ("more than", "up to"), the words after the
unit, the context the kind. Numbers that count nothing (dates, ages, names) come back too, under their kind, so that a
caller can step over them and see why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.extraction import (
    numeral_contexts,
    numerals,
    quantity_bounds,
    quantity_joins,
    quantity_reach,
    quantity_shares,
    quantity_units,
)
from reportedly.extraction.counted import is_plural, share_of, unit_after, unit_after_of
from reportedly.extraction.numeral_contexts import Kind
from reportedly.extraction.numerals import Form, Numeral
from reportedly.extraction.quantity_bounds import Bound, Modifiers
from reportedly.extraction.quantity_ranges import low_of_range, range_end
from reportedly.extraction.single_counts import indefinites, one_counts
from reportedly.model.quantity import Approximation, Number, Quantity, between, exactly, vaguely
from reportedly.model.report import Span

__all__ = ["Kind", "QuantityMention", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """One number of a text.

    `span`: the whole expression with its bound words, multiplier, percent, currency or measure ("more than 6,000").
    `number_span`: the number alone. `unit_span`: the counted noun phrase ("North Korean troops"); None if none follows.
    `of_span`: the whole of a share or of "509 of the 613". `increment`: "another", "additional", "3,000 more".
    Dates and names carry a quantity without bounds: only their words.
    """

    span: Span
    number_span: Span
    quantity: Quantity
    kind: Kind
    unit_span: Span | None = None
    of_span: Span | None = None
    increment: bool = False
    ordinal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A numeral on its way to a mention: a second one makes a range, `end` is where the words read so far end."""

    text: str
    first: Numeral
    second: Numeral | None = None
    before: Modifiers
    end: int
    quantity: Quantity

    def mention(self, kind: Kind, unit: str | None, end: int, unit_span: Span | None = None) -> QuantityMention:
        span = Span(start=self.before.start, end=end)
        return QuantityMention(
            span=span,
            number_span=_number_span(self.first, self.second),
            quantity=replace(self.quantity, unit=unit, as_written=span.of(self.text)),
            kind=kind,
            unit_span=unit_span,
            increment=self.before.increment,
        )


_LINE_END = "\u2588"
"""Stands for a line break: as long, and neither space nor part of any word."""


def find(text: str) -> tuple[QuantityMention, ...]:
    """All numbers of `text` in text order; they do not overlap, and none reaches into another line: where a title ends
    in "kills six" and the report begins with "At least six", each keeps its own."""
    text = text.replace("\n", _LINE_END)
    numbers = list(_numbers(text))
    numbers = quantity_joins.joined(text, numbers)
    found = sorted((*numbers, *_articles(text, numbers)), key=lambda mention: mention.span)
    return tuple(quantity_reach.with_reach(text, found))


def _numbers(text: str) -> Iterator[QuantityMention]:
    pos = floor = 0
    while anchor := numerals.ANCHOR.search(text, pos):
        numeral = numerals.read(text, anchor.start())
        mention = None if numeral is None else _mention(text, numeral, floor)
        if mention is not None:
            yield mention
            pos = floor = max(mention.span.end, anchor.end())
        else:
            pos = max(anchor.end(), anchor.start() + 1) if numeral is None else numeral.end


def _articles(text: str, numbers: Sequence[QuantityMention]) -> Iterator[QuantityMention]:
    taken = {position for mention in numbers for position in range(mention.span.start, mention.span.end)}
    for article, unit in indefinites(text):
        if article.start in taken:
            continue
        word = article.of(text)
        yield QuantityMention(
            span=article,
            number_span=article,
            quantity=replace(exactly(1), unit=unit.of(text), as_written=word),
            kind=Kind.INDEFINITE,
            unit_span=unit,
            increment=word.lower() == "another",
        )


_WORD_JOINTS = frozenset(("-", "’", "'", "/"))


def _mention(text: str, numeral: Numeral, floor: int) -> QuantityMention | None:
    if numeral.form is Form.VAGUE:
        return _vague(text, numeral, floor)
    if numeral.form is Form.ORDINAL:
        return _ordinal(text, numeral)
    if numeral.form is not Form.DIGITS and text[max(0, numeral.start - 1) : numeral.start] in _WORD_JOINTS:
        return None
    if quantity_units.currency_start(text, numeral, floor) == numeral.start and numeral.prefix_end == 0:
        for kind, end in (
            (Kind.DATE, numeral_contexts.date_end(text, numeral)),
            (Kind.NAME, numeral_contexts.name_end(text, numeral)),
        ):
            if end is not None:
                return _wordless(text, numeral, kind, end)
        if (end := numeral_contexts.age_end(text, numeral)) is not None:
            return _valued(text, numeral, floor).mention(Kind.AGE, "years", end)
    if numeral.form is Form.MULTIPLE:
        return _multiple(text, numeral, floor)
    if numeral.form is Form.FRACTION:
        return _fraction(text, numeral, floor)
    return _amount(text, numeral, floor)


def _number_span(first: Numeral, second: Numeral | None = None) -> Span:
    return Span(start=max(first.start, first.prefix_end), end=(second or first).end)


def _wordless(text: str, numeral: Numeral, kind: Kind, end: int) -> QuantityMention:
    """A mention that counts nothing: its words are kept, its quantity has no bounds."""
    span = Span(start=numeral.start, end=end)
    number = _number_span(numeral)
    number = Span(start=number.start, end=min(number.end, end))
    return QuantityMention(span=span, number_span=number, quantity=Quantity(as_written=span.of(text)), kind=kind)


def _valued(text: str, numeral: Numeral, floor: int, value: Number | None = None) -> _Reading:
    """One number with the bound before it."""
    before = quantity_bounds.before(text, numeral.start, floor)
    quantity = quantity_bounds.apply(before.bound, (numeral.value or 0) if value is None else value)
    return _Reading(text=text, first=numeral, before=before, end=numeral.end, quantity=quantity)


def _ordinal(text: str, numeral: Numeral) -> QuantityMention | None:
    if (end := numeral_contexts.date_end(text, numeral)) is not None:
        return _wordless(text, numeral, Kind.DATE, end)
    noun = numeral_contexts.ordinal_noun(text, numeral)
    if noun is None:
        return None
    kind, start, end = noun
    if kind is not Kind.ORDINAL:
        return _wordless(text, numeral, kind, end)
    unit = Span(start=start, end=end)
    reading = _valued(text, numeral, numeral.start)
    return replace(reading.mention(kind, unit.of(text), numeral.end, unit), ordinal=True)


_NTH = re.compile(r"(?:an?|one)\s+(third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)", re.IGNORECASE)


def _nth(text: str, numeral: Numeral) -> QuantityMention | None:
    """ "A third mass grave": one more in a row, no share."""
    match = _NTH.fullmatch(text, numeral.start, numeral.end)
    ordinal = numerals.read(text, match.start(1)) if match else None
    return None if ordinal is None else _ordinal(text, replace(ordinal, form=Form.ORDINAL))


_AS_MANY = re.compile(r"\s+as\s+(?:many|much|often|large|big)\b", re.IGNORECASE)
_MULTIPLE_CUE = re.compile(r"\s+(?:as|the|that|its|their|his|this|last|what|those)\b", re.IGNORECASE)


def _multiple(text: str, numeral: Numeral, floor: int) -> QuantityMention | None:
    word = text[numeral.start : numeral.end].lower()
    if not word.endswith(("fold", "ed")) and not _MULTIPLE_CUE.match(text, numeral.end):
        return None
    return _valued(text, numeral, floor).mention(Kind.MULTIPLE, "times", numeral.end)


def _fraction(text: str, numeral: Numeral, floor: int) -> QuantityMention | None:
    if text[numeral.start : numeral.end].lower() == "half":
        if unit := quantity_shares.half_of_unit(text, numeral):
            return _valued(text, numeral, floor).mention(Kind.MEASUREMENT, unit.name, unit.end, unit.span)
        if not quantity_shares.is_half_of_something(text, numeral):
            return None
    if _AS_MANY.match(text, numeral.end):
        return _valued(text, numeral, floor).mention(Kind.MULTIPLE, "times", numeral.end)
    reading = _valued(text, numeral, floor, quantity_shares.percent(numeral.value or 0))
    whole = quantity_shares.whole_of(text, numeral)
    if not quantity_shares.is_share(text, numeral, whole, bounded=reading.before.bound is not None):
        return _nth(text, numeral)
    return _of(text, reading.mention(Kind.SHARE, "percent", numeral.end), whole)


def _of(text: str, mention: QuantityMention, whole: Span | None) -> QuantityMention:
    """The mention with what it is a part of."""
    if whole is None:
        return mention
    return replace(mention, of_span=whole, quantity=replace(mention.quantity, of=whole.of(text)))


_ALL_BUT = re.compile(r"\ball\s+but\s+\Z", re.IGNORECASE)
_WHOLE = 100


# --- amounts ----------------------------------------------------------------------------------------------------


def _amount(text: str, first: Numeral, floor: int) -> QuantityMention | None:
    start = quantity_units.currency_start(text, first, floor)
    reading = _bounded(text, first, start, floor)
    if share := quantity_units.percent_end(text, reading.end):
        if reading.second is None and _ALL_BUT.search(text, max(0, start - numeral_contexts.LOOK_BACK), start):
            reading = replace(reading, quantity=exactly(_WHOLE - (first.value or 0)))
        return _of(text, _late_bound(reading, share).mention(Kind.SHARE, "percent", share), share_of(text, share))
    if money := quantity_units.money(text, first, reading.end, start):
        return reading.mention(Kind.MONEY, money.name, money.end, money.span)
    if times := quantity_units.multiple_end(text, reading.end):
        return reading.mention(Kind.MULTIPLE, "times", times)
    if unit := quantity_units.measure(text, reading.end):
        reading = _without_temporal_over(reading) if unit.duration else reading
        return _late_bound(reading, unit.end).mention(Kind.MEASUREMENT, unit.name, unit.end, unit.span)
    if reading.second is None and (name := numeral_contexts.glued_name_end(text, first)) is not None:
        return _wordless(text, first, Kind.NAME, name)
    if reading.second is None and (part := quantity_shares.part_of(text, first)) is not None:
        end, percent, whole = part
        shared = replace(reading, quantity=quantity_bounds.apply(reading.before.bound, percent))
        return _of(text, shared.mention(Kind.SHARE, "percent", end), whole)
    return _count(reading)


def _bounded(text: str, first: Numeral, start: int, floor: int) -> _Reading:
    """The numeral with a second one, where it begins a range, and the bounds before and after."""
    before = quantity_bounds.before(text, start, floor)
    second = range_end(text, first, before, start)
    value = first.value or 0
    if second is None and before.opener == "between":
        before = replace(before, start=start)
    if second is None and quantity_units.measure(text, first.end) is None:
        before = quantity_bounds.without_spatial_around(text, before, value, start)
    if second is not None:
        quantity = between(low_of_range(text, first, second), second.value or 0)
        if before.bound is Bound.ABOUT:
            quantity = replace(quantity, approximation=Approximation.ABOUT)
        return _Reading(text=text, first=first, second=second, before=before, end=second.end, quantity=quantity)
    after = quantity_bounds.after(text, first.end)
    before = before if after.bound is None else replace(before, bound=after.bound)
    quantity = quantity_bounds.apply(before.bound, value)
    return _Reading(text=text, first=first, before=before, end=after.end, quantity=quantity)


def _late_bound(reading: _Reading, end: int) -> _Reading:
    """The reading with a bound that follows its unit: "10 per cent or more"."""
    after = quantity_bounds.after(reading.text, end)
    if after.bound is None or reading.second is not None or reading.before.bound is not None:
        return reading
    return replace(reading, quantity=quantity_bounds.apply(after.bound, reading.first.value or 0))


_OVER_A_LENGTH = re.compile(
    r"\b(?:for|after|in|lasted|lasting|took|spent|just|well|slightly|little|of|by|within|takes|a|the|is|was|are)\s+over\s+\Z",
    re.IGNORECASE,
)


def _without_temporal_over(reading: _Reading) -> _Reading:
    """ "Killed over three days" is no bound; "for over three days" is."""
    start = reading.first.start
    if reading.second is not None or reading.text[reading.before.start : start].strip().lower() != "over":
        return reading
    if _OVER_A_LENGTH.search(reading.text, max(0, start - numeral_contexts.LOOK_BACK), start):
        return reading
    return replace(reading, before=Modifiers(start=start), quantity=exactly(reading.first.value or 0))


_MORE_AFTER = re.compile(
    r"\s+(?:(?:more|additional|further|extra)\b(?!-)|(?:higher|fewer|lower)\s+than\b)(?!\s+(?:half|\d))", re.IGNORECASE
)
_STRONG = re.compile(r"-strong\b")
_OF_THEM = re.compile(r"\s+(?:of\s+(?:them|whom|which)\s+)?(?:(?:were|are|as)\s+)?", re.IGNORECASE)


def _count(reading: _Reading) -> QuantityMention | None:
    text, first = reading.text, reading.first
    more = _MORE_AFTER.match(text, reading.end)
    after = more.end() if more else reading.end
    if strong := _STRONG.match(text, after):
        return reading.mention(Kind.COUNT, None, strong.end())
    one = first.value == 1 and reading.second is None
    unit, whole = unit_after(text, after, plural=not one), None
    if unit is None:
        unit, whole = unit_after_of(text, after)
    if unit is None and (link := _OF_THEM.match(text, after)) and link.end() > after + 1:
        unit = _predicated_unit(text, link.end() - 1)
    if one and first.form is Form.WORDS and not one_counts(text, first.start, first.end, unit):
        return None
    if (
        unit is not None
        and _CONTINENTAL.fullmatch(text, first.start, first.end)
        and is_plural(unit.of(text).split()[-1])
    ):
        thousands = exactly(round((first.value or 0) * _THOUSAND))  # "7.450 migrants": nobody counts thousandths
        reading = replace(reading, quantity=thousands)
    late = quantity_bounds.after_noun(text, reading.end if unit is None else unit.end)
    if late is not None and reading.quantity.is_exact and reading.second is None:
        reading = replace(reading, quantity=quantity_bounds.apply(late, reading.quantity.low or 0))
    mention = reading.mention(Kind.COUNT, None if unit is None else unit.of(text), reading.end, unit)
    new = _NEW_AFTER.match(text, reading.end) is not None
    return _of(text, replace(mention, increment=mention.increment or more is not None or new), whole)


_CONTINENTAL = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_THOUSAND = 1000
# What is new of these comes to those before; "new tanks" are not used ones.
_NEW_AFTER = re.compile(
    r"\s+(?:new|fresh)\s+(?:[A-Za-z-]+\s+){0,2}?(?:cases|infections|deaths|fatalities|arrivals|victims|casualties|recruits|refugees|attacks|strikes|violations"
    r"|displacements|fighters|troops|soldiers)\b",
    re.IGNORECASE,
)


def _predicated_unit(text: str, pos: int) -> Span | None:
    """The plural after "three of them" or "336 were": "children", "Druze fighters"; None where a verb goes on."""
    unit = unit_after(text, pos, plural=True)
    return unit if unit is not None and is_plural(unit.of(text).split()[-1]) else None


# --- vague words ------------------------------------------------------------------------------------------------

_VAGUE_OF = re.compile(r",?\s+of\s+(?:(?:the|its|their|his|her|other|those|these)\s+)?")
_SCORES_OF = re.compile(
    r"\s+(?:of|more|others|were|are|have|had|dead|killed|wounded|injured|hurt|missing|arrested|detained|die|died|flee|fled)\b"
)


def _vague(text: str, numeral: Numeral, floor: int) -> QuantityMention | None:
    word = re.sub(r"\s+", " ", text[numeral.start : numeral.end]).lower()
    if word == "many" or (word == "scores" and not _SCORES_OF.match(text, numeral.end)):
        return None
    before = quantity_bounds.before(text, numeral.start, floor)
    reading = _Reading(text=text, first=numeral, before=before, end=numeral.end, quantity=vaguely(word))
    more = _MORE_AFTER.match(text, numeral.end)
    after = more.end() if more else numeral.end
    link = _VAGUE_OF.match(text, after)
    start = link.end() - 1 if link else after
    if money := quantity_units.money(text, numeral, start, numeral.start):
        return reading.mention(Kind.MONEY, money.name, numeral.end, money.span)
    if measured := quantity_units.measure(text, start):
        return reading.mention(Kind.MEASUREMENT, measured.name, numeral.end, measured.span)
    unit = unit_after(text, start, plural=True)
    if word == "a couple" and link is None:
        return None
    mention = reading.mention(Kind.COUNT, None if unit is None else unit.of(text), numeral.end, unit)
    return replace(mention, increment=mention.increment or more is not None)
