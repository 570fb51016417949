"""Units that are no counted things: percent, money, measures, and "N times"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportedly.extraction.numerals import Numeral
from reportedly.knowledge.languages.en import quantities as words
from reportedly.model.report import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure or currency after (or before) a number: its words, where they stand, where the expression ends."""

    name: str
    span: Span
    end: int
    duration: bool = False


def _alternatives(phrases: object) -> str:
    ordered = sorted(phrases, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


_PERCENT = re.compile(
    r"(?:\s?(?:%|‰)|[\s-]?(?:percent|per\s+cent|per-cent|pct|pc)\b)(?!age|\s+points?\b|-points?\b)|[\s-]percentage\b(?!\s+points?)",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(
    rf"(?:\b(?:{_alternatives(words.CURRENCY_PREFIXES)})|(?:US|HK|A|C|NZ|S)?[{words.CURRENCY_SIGNS}]A?)\s?\Z"
)
_CURRENCY_WORD = re.compile(
    rf"[\s-]((?:(?:{_alternatives(words.CURRENCY_NATIONS)})\s+)?(?:{_alternatives(words.CURRENCY_WORDS)})s?)(?![\w])",
    re.IGNORECASE,
)
_CURRENCY_CODE = re.compile(rf"\s?({_alternatives(words.CURRENCY_CODES)}|[{words.CURRENCY_SIGNS}])(?!\w)")
_PER = re.compile(
    r"(?:\s+(?:per|an?|each)\s+(?:square\s+|sq\s+|cubic\s+|hundred\s+)?([a-z]+)\b|/[a-z]+\b)", re.IGNORECASE
)
_PER_UNITS = frozenset(words.MEASURE_WORDS) | frozenset(
    ("share", "head", "person", "m", "km", "capita", "sq", "unit", "vehicle", "mmbtu", "charge")
)
_STEP = r"(?:(?:more|straight|consecutive|full|additional|further|whole|long|extra|other|successive|short)\s+)?"
_MEASURE_WORD = re.compile(
    rf"[\s-]{{1,2}}{_STEP}((?:{_alternatives(words.MEASURE_WORDS)})s?)(?![\w’]|-(?:old|long-range))", re.IGNORECASE
)
_SPACED = [sign for sign in words.MEASURE_SIGNS if sign not in words.GLUED_SIGNS]
_MEASURE_SIGN = re.compile(
    rf"(?:(?:{_alternatives(words.MEASURE_SIGNS)})|[\s-](?:{_alternatives(_SPACED)})|\s(?:[CFgL])(?!-))(?![\w°]|/\w|'s)"
)
_TIMES = re.compile(
    r"(?:\s+times\s+(?=(?:as|what|more|the|higher|larger|greater|bigger|that|its|their|faster|less|over|smaller|lower|longer|shorter|slower|stronger|worse|better|older|earnings|book)\b)|-?fold\b)",
    re.IGNORECASE,
)


# Characters of the longest currency prefix ("HK $ ") and a sign.
LONGEST_PREFIX = 6


def percent_end(text: str, pos: int) -> int | None:
    """Where "%", "percent", "per cent" after `pos` end."""
    match = _PERCENT.match(text, pos)
    return None if match is None else match.end()


def multiple_end(text: str, pos: int) -> int | None:
    """Where "times" of "three times as many" ends; "attacked three times" counts, and is no multiple."""
    match = _TIMES.match(text, pos)
    return None if match is None else match.end() - (1 if match.group().endswith(" ") else 0)


def currency_start(text: str, numeral: Numeral, floor: int) -> int:
    """Where the amount begins, its currency sign or code before the digits included, not before `floor`."""
    start = numeral.start
    if match := _CURRENCY_BEFORE.search(text, max(floor, start - LONGEST_PREFIX), start):
        return match.start()
    return start


def money(text: str, first: Numeral, end: int, start: int) -> Unit | None:
    """The currency of an amount that stands at [start, end); None where there is none."""
    if (match := _CURRENCY_WORD.match(text, end)) and not _is_other_word(text, match):
        return Unit(name=match.group(1), span=_span(match), end=_with_rate(text, match.end()))
    if start < first.start or first.prefix_end:
        sign = Span(start=start, end=max(first.prefix_end, first.start))
        tail = _CURRENCY_TAIL.match(text, end)
        return Unit(name=sign.of(text).strip(" -−"), span=sign, end=_with_rate(text, tail.end() if tail else end))
    if text[first.start].isdigit() and (match := _CURRENCY_CODE.match(text, end)):
        return Unit(name=match.group(1), span=_span(match), end=match.end())
    return None


_CURRENCY_TAIL = re.compile(r"\s(?:US|USD|AUD|CAD|sterling)\b")
# Currencies that are English words too: "5 won the prize", "12 real threats".
_DOUBLE_MEANINGS = ("won", "real", "crown", "som", "sen")
_OBJECT_AFTER = re.compile(r"\s+(?:the|a|an|[a-z]+s)\b")


def _is_other_word(text: str, match: re.Match[str]) -> bool:
    return match.group(1).lower().startswith(_DOUBLE_MEANINGS) and _OBJECT_AFTER.match(text, match.end()) is not None


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(1), end=match.end(1))


def measure(text: str, pos: int) -> Unit | None:
    """The unit of length, time, weight ... right after `pos`: "50 kilometers", "152mm", "six-week"."""
    match = _MEASURE_WORD.match(text, pos)
    group = 1
    if match is None:
        match, group = _MEASURE_SIGN.match(text, pos), 0
        written_out = not text[max(0, pos - 1) : pos].isdigit()
        if match is None or (written_out and match.group().strip() not in _PLAIN_SIGNS):
            return None
    name = match.group(group).strip(" -")
    start = match.end(group) - len(match.group(group).lstrip(" -"))
    singular = name.lower().removesuffix("s")
    end = _with_rate(text, match.end())
    return Unit(
        name=text[start:end], span=Span(start=start, end=end), end=end, duration=singular in words.DURATION_WORDS
    )


_PLAIN_SIGNS = frozenset(("km", "kg", "mm", "cm", "km/h", "kph", "mph"))  # "eight km"; "two in" is no inch


def _with_rate(text: str, end: int) -> int:
    """Past "per hour", "a barrel", "/km"."""
    match = _PER.match(text, end)
    if match is None:
        return end
    noun = match.group(1)
    explicit = match.group().lstrip().lower().startswith(("per", "/"))
    return match.end() if explicit or (noun and noun.lower() in _PER_UNITS) else end
