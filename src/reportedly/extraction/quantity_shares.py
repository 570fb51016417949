"""Shares without a percent sign: "half of its troops", "two-thirds", "one in five children"."""

from __future__ import annotations

import re

from reportedly.extraction import numeral_contexts, numerals, quantity_units
from reportedly.extraction.counted import is_person_plural, share_of, unit_after
from reportedly.extraction.numerals import Form, Numeral
from reportedly.model.quantity import Number
from reportedly.model.report import Span

_SUBJECT = re.compile(
    r"\s+(?:were|are|was|is|have|has|had|did|do|will|would|may|could|live|said|died)\b|[,.;]|\s*\Z", re.IGNORECASE
)
_BEFORE = re.compile(
    r"\b(?:by|to|than|at|represents?|makes?\s+up|made\s+up|accounts?\s+for|lost|only)\s+(?:an?\s+)?\Z", re.IGNORECASE
)
_OF = re.compile(r"\s+of\b")
# "The first half", "this half", "in half": no share of anything named.
_OTHER_HALVES = re.compile(
    r"\b(?:first|second|latter|other|last|final|top|bottom|northern|southern|eastern|western|upper|lower|better|opening|in|this|next|each"
    r"|every|per|and\s+a)[\s-]+\Z",
    re.IGNORECASE,
)
_HALF_UNIT = re.compile(r"\s+an?\s+|-")
_IN_EVERY = re.compile(r"\s+(?:(?P<out>out\s+of)|in)\s+(?P<every>every\s+)?", re.IGNORECASE)
# "Killed two in three villages": a place or an act after the second number, so that "in" is no ratio.
_EVENT_AFTER = re.compile(
    r"\s+(?:separate\s+|different\s+)?(?:attacks?|strikes?|incidents?|villages?|towns?|cities|places?|locations?|explosions?|raids?|regions?"
    r"|provinces?|districts?|states?|countries|areas?|vehicles?|cars?|buses|hospitals?|schools?|houses|homes|waves?|operations?|clashes)\b",
    re.IGNORECASE,
)
_ACT_BEFORE = re.compile(
    r"\b(?:kill|wound|injur|displac|captur|detain|arrest|hit|destroy)\w*\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE
)
# Larger bases ("one in 20,000") are rates of illness, not shares of a force.
LARGEST_BASE = 1000
SURE_BASES = (5, 10, 100)
# "Nine out of 10" is a ratio; "14 out of 20 hostages" counts hostages.
RATIO_BASES = (2, 3, 4, 5, 6, 8, 10, 100, 1000)
LOOK_BACK = 20


def percent(share: Number) -> Number:
    """A share as a percentage to one decimal: 1/3 is 33.3, a half exactly 50."""
    rounded = round(100 * share, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def half_of_unit(text: str, numeral: Numeral) -> quantity_units.Unit | None:
    """The measure of "half an hour", "half-mile"; None where no measure follows."""
    link = _HALF_UNIT.match(text, numeral.end)
    return None if link is None else quantity_units.measure(text, link.end() - 1)


def is_half_of_something(text: str, numeral: Numeral) -> bool:
    """Whether "half" may be a share or a measure here, not "the first half", "in half", "half-brother"."""
    if _OTHER_HALVES.search(text, max(0, numeral.start - LOOK_BACK), numeral.start):
        return False
    return text[numeral.end : numeral.end + 1] != "-"


def is_share(text: str, numeral: Numeral, whole: Span | None, *, bounded: bool) -> bool:
    """Whether a fraction is a share: it has a whole, or a bound or verb makes it one; "a third strike" is none."""
    word = text[numeral.start : numeral.end].lower()
    if whole is not None or _OF.match(text, numeral.end):
        return True
    if _SUBJECT.match(text, numeral.end) is None:
        return False
    if word == "half" or not word.startswith(("a ", "an ")):
        return True
    return bounded or _BEFORE.search(text, max(0, numeral.start - LOOK_BACK), numeral.start) is not None


def whole_of(text: str, numeral: Numeral) -> Span | None:
    """What a fraction is a share of; "half" needs no "of" before a determiner."""
    return share_of(text, numeral.end, half=text[numeral.start : numeral.end].lower() == "half")


def part_of(text: str, first: Numeral) -> tuple[int, Number, Span | None] | None:
    """ "One in five children", "nine out of 10": the end, the percentage and the whole; None where "in" is a place."""
    link = _IN_EVERY.match(text, first.end)
    if link is None or not numerals.ANCHOR.match(text, link.end()):
        return None
    base = numerals.read(text, link.end())
    if base is None or not _is_ratio(first, base) or numeral_contexts.date_end(text, base) is not None:
        return None
    if (not link.group("every") and _EVENT_AFTER.match(text, base.end)) or quantity_units.measure(text, base.end):
        return None
    if link.group("out") and base.value not in RATIO_BASES:
        return None
    whole = unit_after(text, base.end, plural=True)
    sure = (
        link.group("out")
        or link.group("every")
        or (first.value == 1 and first.form is Form.WORDS)
        or base.value in SURE_BASES
    )
    in_words = first.form is base.form is Form.WORDS and (base.value or 0) <= SURE_BASES[1]
    if not sure and not (whole and (in_words or _names_persons(whole.of(text)))):
        return None
    if not link.group("out") and _ACT_BEFORE.search(text, max(0, first.start - LOOK_BACK), first.start):
        return None
    return base.end, percent((first.value or 0) / (base.value or 1)), whole


def _names_persons(phrase: str) -> bool:
    last = phrase.split()[-1]
    return is_person_plural(last) or (last[0].isupper() and last.endswith("s"))


def _is_ratio(first: Numeral, base: Numeral) -> bool:
    plain = (Form.DIGITS, Form.WORDS)
    if first.form not in plain or base.form not in plain:
        return False
    if not isinstance(first.value, int) or not isinstance(base.value, int):
        return False
    return 0 < first.value < base.value <= LARGEST_BASE
