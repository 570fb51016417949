"""What the patterns for times share: the setting of an expression, rules, numbers, and building blocks of patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportedly.extraction import time_readings as read
from reportedly.extraction.time_readings import Reading
from reportedly.knowledge.languages.en import times as words


def any_of(options: Iterable[str]) -> str:
    """An alternation of words and phrases, longest first."""
    return "|".join(re.escape(o).replace(r"\ ", r"\s+") for o in sorted(set(options), key=len, reverse=True))


_CLAUSE_START = re.compile(r"[.!?;:]\s+|\n")
_CLAUSE_END = re.compile(r"[.!?;]\s|\n")
# Groups: a look ahead; a participle, which after "be" is no past.
_CUE = re.compile(
    rf"(?<![\w-])(?:({any_of(words.FUTURE_CUES)})(?!\s+have\b)|(?<!\bbe\s)(?:{any_of(words.PAST_CUES)}|"
    rf"(?!need|hundred|indeed|speed|feed)((?-i:[a-z]{{2,}}ed))))(?![\w-])",
    re.IGNORECASE,
)
_AHEAD_PREPOSITION = re.compile(r"\b(?:until|till|by|ahead\s+of|no\s+later\s+than|starting)\s+(?:the\s+)?$", re.I)
# How many characters on each side are searched for a cue of tense: about twenty words.
_CUE_REACH: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A single expression: offsets and meaning."""

    start: int
    end: int
    reading: Reading
    joined: bool = False  # a range of two


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where an expression stands: the text and the day it was published."""

    text: str
    published: date | None

    def ahead(self, start: int, end: int) -> bool:
        """Whether the words around look forward: the nearest cue of tense before it in the clause, else after it."""
        before = _CLAUSE_START.split(self.text[max(0, start - _CUE_REACH) : start])[-1]
        cues = _CUE.findall(before)
        until = _AHEAD_PREPOSITION.search(before)
        if cues and (cues[-1][0] or not (until and cues[-1][1])):  # "closed until Friday" tells nothing of the past
            return bool(cues[-1][0])
        cue = _CUE.search(_CLAUSE_END.split(self.text[end : end + _CUE_REACH], maxsplit=1)[0])
        return bool(cue[1]) if cue else bool(until)


Reader = Callable[[re.Match[str], Setting], tuple[Found, ...] | Reading | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`needs`: lower-case strings one of which a sentence must hold for the pattern to be worth trying."""

    pattern: re.Pattern[str]
    reader: Reader
    needs: tuple[str, ...]


def rule(pattern: str, reader: Reader, needs: Iterable[str]) -> Rule:
    """White space in a pattern stays within the line: a title must not run into the dateline below it."""
    one_line = pattern.replace(r"[\s-]", r"(?:[^\S\n]|-)").replace(r"\s", r"[^\S\n]")
    return Rule(pattern=re.compile(one_line, re.IGNORECASE), reader=reader, needs=tuple(needs))


# The full stop belongs to an abbreviation only: "Oct. 7", but not "in October.".
MONTH: Final = rf"(?P<month>{any_of(words.MONTHS)})\b(?:(?:(?<=\b\w\w\w)(?<!\bMay)|(?<=\bSept))\.)?"
WEEKDAY: Final = rf"(?P<weekday>{any_of(words.WEEKDAYS)})"
ANY_WEEKDAY: Final = rf"(?:(?:{any_of([*words.WEEKDAYS, *words.WEEKDAY_ABBREVIATIONS])})\b\.?(?:,\s*|\s+))?"
DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
ORDINAL: Final = rf"(?:{any_of(words.ORDINALS)})"
YEAR: Final = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[:.,]\d)"
PART: Final = rf"(?:(?:very\s+)?(?P<part>{any_of(words.PARTS)})(?:\s+(?:of|in|on))?(?:\s+the)?[\s-]+)?"
DAYPART: Final = rf"(?P<daypart>{any_of(words.DAY_PARTS)})"
SEASON: Final = rf"(?P<season>{any_of(words.SEASONS)})"
UNIT: Final = rf"(?P<unit>{any_of([*words.UNITS, 'weekend', 'centurie'])})(?P<plural>s)?"
CALENDAR_UNIT: Final = r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)"
_TENS: Final = rf"(?:{any_of(words.TENS)})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
# "Two to three weeks": the last number counts.
_UP_TO: Final = (
    r"(?:(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*[-–]\s*|\s+(?:to|or)\s+)(?!an?\b))?"
)
_WORD_NUMBER: Final = rf"(?:(?:an?\s+)?(?:{any_of(words.NUMBERS)})(?:\s+of)?|{_TENS})"
_AND_A_HALF: Final = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s+|-)and(?:\s+|-)an?(?:\s+|-)half"
)
_VAGUE: Final = rf"(?:{any_of(words.VAGUE_NUMBERS)})"
NUMBER: Final = (
    rf"{_UP_TO}(?P<number>{_AND_A_HALF}|\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d{{1,2}})?|half\s+an?|"
    rf"{_VAGUE}|{_WORD_NUMBER})"
)


def number(written: str) -> float | None:
    """The value of a number in figures or words; None for a vague one ('several')."""
    said = re.sub(r"\s+", " ", written.lower())
    whole, half, _ = said.replace("-", " ").partition(" and a")
    if half:
        return (number(whole) or 0) + 0.5
    if said[0].isdigit():
        return float(said.replace(",", ""))
    if said.startswith("half"):
        return 0.5
    if said in words.VAGUE_NUMBERS:
        return None
    tens, _, ones = said.replace(" ", "-").partition("-")
    if tens in words.TENS:
        return words.TENS[tens] + words.NUMBERS.get(ones, 0)
    named = [words.NUMBERS[w] for w in said.split() if w in words.NUMBERS]
    return float(named[-1]) if named else None


def capital(word: str) -> bool:
    """Months and weekdays are capitalised; "may" and "sat" are not."""
    return word[:1].isupper()


def day_number(written: str) -> int:
    return words.ORDINALS.get(written.lower()) or int(re.sub(r"\D", "", written))


RELATIVE_YEARS: Final = {"last": -1, "this": 0, "next": 1}
# "June 2024", "June of 2024", "June last year".
OF_YEAR: Final = rf"(?:(?:,\s*|\s+|\s+of\s+){YEAR}|\s+(?:of\s+)?(?P<rel>last|this|next)\s+year\b)?"


def year_in(m: re.Match[str]) -> int | None:
    groups = m.groupdict()
    found = groups.get("year") or groups.get("year2")
    return int(found) if found else None


def part_in(m: re.Match[str]) -> str:
    found = m.groupdict().get("part")
    return words.PARTS[re.sub(r"\s+", " ", found.lower())] if found else ""


def narrow(reading: Reading | None, m: re.Match[str], s: Setting) -> Reading | None:
    return None if reading is None else read.with_part(reading, part_in(m), s.published)


def relative_year(m: re.Match[str], s: Setting) -> int | None:
    """The year of 'of 2025', 'of last year', 'this year'; None where none is said or nothing is known."""
    year = year_in(m)
    if year is not None or s.published is None:
        return year
    said = (m.groupdict().get("rel") or "").lower()
    return s.published.year + {"last": -1, "next": 1}.get(said, 0) if said else None


DIGITS: Final = "0123456789"
MONTH_KEYS: Final = sorted({name[:3] for name in words.MONTHS})
UNIT_KEYS: Final = ("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "decade", "centur")
