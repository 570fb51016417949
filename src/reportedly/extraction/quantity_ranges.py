"""Ranges: "25,000-30,000", "between 4,000 and 6,000", "12- to 15,000", "10 to 12 thousand", "10 or 12".

"Rose from 20 to 35" is a change: its two ends are two numbers, not a range.
"""

from __future__ import annotations

import re

from reportedly.extraction import numeral_contexts, numerals
from reportedly.extraction.numerals import Form, Numeral
from reportedly.extraction.quantity_bounds import Modifiers
from reportedly.knowledge.languages.en import quantities as words
from reportedly.model.quantity import Number

_LINK = re.compile(
    r"(?P<unit>\s?(?:%|percent\b|per\s+cent\b)|[-\s]?(?:km|kg|mm|miles|kilometers|kilometres|metres|meters|tonnes|tons)\b)?"
    r"(?:(?P<to>-?\s+to[\s-]+(?:(?:as\s+many\s+as|as\s+much\s+as|up\s+to|perhaps|possibly|even|about|around|some|nearly)\s+)?|-to-)|(?P<or>-?\s+or\s+(?:even\s+|perhaps\s+|possibly\s+|maybe\s+)?)"
    r"|(?P<and>\s+and\s+(?:about\s+|around\s+|some\s+)?)|(?P<dash>[-–—‑]|\s[–—]\s|\s-\s(?=\d)))",
    re.IGNORECASE,
)
_CURRENCY = re.compile(rf"(?:US|HK|A|C)?\s?[{words.CURRENCY_SIGNS}]\s?")
_BY = re.compile(rf"\bby\s+(?:about\s+|around\s+|some\s+|nearly\s+|over\s+)?[{words.CURRENCY_SIGNS}]?\Z", re.IGNORECASE)
_PERCENT_AFTER = re.compile(r"[\s-]?(?:%|percent\b|per\s+cent\b|pct\b|pc\b)", re.IGNORECASE)
_CHANGE = re.compile(
    rf"\b(?:{'|'.join(words.CHANGE_WORDS)})\b[^.;:\n]{{0,40}}\bfrom\s+"
    rf"(?:(?:about|around|some|over|roughly|nearly|almost|more\s+than)\s+)?[{words.CURRENCY_SIGNS}]?\Z",
    re.IGNORECASE,
)
# Characters looked back for the verb of a change: a clause's worth.
CHANGE_LOOK_BACK = 80
# "10 or 12" is one estimate, "1 or 5,000" would be two.
OR_RATIO = 5
# "By 1 to 1.5 degrees" is a range of changes, "by $43 million to $419 million" a change and what it came to.
BY_RATIO = 3
# Below it a number before a hyphen may have lost its thousands: "12- to 15,000".
THOUSANDS = 1000


def range_end(text: str, first: Numeral, modifiers: Modifiers, start: int) -> Numeral | None:
    """The second number of a range whose first, money sign included, begins at `start`; None where none begins."""
    link = _LINK.match(text, first.end)
    if link is None or first.value is None or (link.group("and") and modifiers.opener != "between"):
        return None
    currency = _CURRENCY.match(text, link.end())
    second = _number_at(text, currency.end() if currency else link.end())
    if second is None or second.value is None:
        return None
    priced = start < first.start or first.prefix_end > 0
    if (currency or second.prefix_end) and not priced:
        return None
    unit = link.group("unit")
    if unit and _PERCENT_AFTER.match(unit) and not _PERCENT_AFTER.match(text, second.end):
        return None
    low = low_of_range(text, first, second)
    if low >= second.value and modifiers.opener != "between":
        return None
    return second if _joins(text, link, low, second.value, start) else None


def _number_at(text: str, pos: int) -> Numeral | None:
    """A plain number at `pos` that is no date."""
    if not numerals.ANCHOR.match(text, pos) and not text[pos : pos + 1].isdigit():
        return None
    numeral = numerals.read(text, pos)
    if numeral is None or numeral.form not in (Form.DIGITS, Form.WORDS):
        return None
    return None if numeral_contexts.date_end(text, numeral) is not None else numeral


def _joins(text: str, link: re.Match[str], low: Number, high: Number, start: int) -> bool:
    """Whether the words between and before make one range of the two numbers."""
    if link.group("to"):
        if _CHANGE.search(text, max(0, start - CHANGE_LOOK_BACK), start):
            return False
        return not (high > BY_RATIO * low and _BY.search(text, max(0, start - CHANGE_LOOK_BACK), start))
    if link.group("or"):
        return not link.group("unit") and low > 0 and high <= OR_RATIO * low
    return True


def low_of_range(text: str, first: Numeral, second: Numeral) -> Number:
    """The low end, with the multiplier it borrows: "10 to 12 thousand", "12- to 15,000"."""
    value = first.value or 0
    if first.scale > 1 or first.grouped:
        return value
    if second.scale > 1 and value < second.mantissa:
        return numerals.scaled(first, second.scale)
    dangling = text[first.end : first.end + 1] in ("-", "–")
    if second.grouped and dangling and value < THOUSANDS and value * THOUSANDS < (second.value or 0):
        return value * THOUSANDS
    return value
