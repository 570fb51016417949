"""Days, months, seasons, quarters and years that the text names: 'June 26', 'early July', 'the fall of 2024'."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from reportedly.extraction import time_calendar as cal
from reportedly.extraction import time_readings as read
from reportedly.extraction.time_patterns import (
    ANY_WEEKDAY,
    DAY,
    DIGITS,
    MONTH,
    MONTH_KEYS,
    NUMBER,
    OF_YEAR,
    ORDINAL,
    PART,
    RELATIVE_YEARS,
    SEASON,
    YEAR,
    Found,
    Rule,
    Setting,
    any_of,
    capital,
    day_number,
    narrow,
    number,
    relative_year,
    rule,
    year_in,
)
from reportedly.extraction.time_readings import Reading
from reportedly.knowledge.languages.en import times as words
from reportedly.model.claim import Precision


def _iso(m: re.Match[str], _s: Setting) -> Reading | None:
    return read.on_day(cal.valid_day(int(m["year"]), int(m["mm"]), int(m["dd"])))


def _slashed(m: re.Match[str], s: Setting) -> Reading | None:
    """Day or month first: what the calendar allows, else what lies before publication and nearer, else day first."""
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    if len(m["year"]) == 2:
        year += 2000 if year < 70 else 1900
    readings = [d for d in (cal.valid_day(year, b, a), cal.valid_day(year, a, b)) if d is not None]
    if len(m["year"]) == 2 and s.published is None:
        return None
    if s.published is not None:
        published = s.published
        readings.sort(key=lambda d: (d > published + cal.DAY, abs((d - published).days)))
    return read.on_day(readings[0]) if readings else None


def _days_of_month(m: re.Match[str], s: Setting) -> tuple[Found, ...] | Reading | None:
    """'June 26', '26 June 2025', 'October 26 and 28': one or two days of one month."""
    if not capital(m["month"]):
        return None
    month = words.MONTHS[m["month"].lower()]
    year = year_in(m)
    relative = m.groupdict().get("rel")
    if year is None and relative and s.published:
        year = s.published.year + RELATIVE_YEARS[relative.lower()]
    ahead = s.ahead(m.start(), m.end()) if year is None else False
    first = read.month_day(s.published, month, day_number(m["day"]), year=year, ahead=ahead)
    if not m["second"]:
        return first
    second = read.month_day(s.published, month, day_number(m["second"]), year=year, ahead=ahead)
    if first is None or second is None:
        return None
    middle = (m.end("day"), m.start("second"))
    return (
        Found(start=m.start(), end=middle[0], reading=first),
        Found(start=middle[1], end=m.end(), reading=second),
    )


_RANGE = r"\s*(?:-|–|—|\bto\b|\band\b|\bor\b|\bthrough\b|\buntil\b)\s*(?:the\s+)?"
# After "June 26 and 28" only these show that the second number is a day and not a count.
_NOT_A_COUNT = (
    r"(?=\s*(?:[,;:.)\"”’']|$|\n|[–—-]|(?:in|at|on|when|as|by|for|after|with|while|during|to|near|were|was|had|of|"
    r"and|but|last|this|the|because|that|which|where|across|from|,?\s*(?:20|19)\d\d)\b))(?!\s*[.,]\d{3})"
)
_NO_COUNT = r"(?!\d|:\d|,\d{3}|\.\d|\s*%|\s+(?:million|billion|thousand|hundred|percent)\b)"
# "Early on June 3", "late Thursday, June 26".
_EARLY_ON = r"(?:(?:very\s+)?(?:early|late|earlier|later)\s+(?:on\s+)?)?"
_MONTH_FIRST = (
    rf"\b{_EARLY_ON}{ANY_WEEKDAY}{MONTH}\s+(?:the\s+)?(?P<day>{DAY}|(?<=the\s){ORDINAL}\b){_NO_COUNT}"
    rf"(?:{_RANGE}(?P<second>{DAY}){_NO_COUNT}{_NOT_A_COUNT})?{OF_YEAR}"
)
_DAY_FIRST = (
    rf"(?<!\ba\s)(?<!\bone\s)(?<!\btwo\s)\b{_EARLY_ON}{ANY_WEEKDAY}(?:the\s+)?"
    rf"(?P<day>{DAY}|{ORDINAL}(?=\s+of\b))(?:{_RANGE}(?P<second>{DAY}|{ORDINAL}(?=\s+of\b)))?"
    rf"\s+(?:of\s+)?{MONTH}{OF_YEAR}"
)


_MONTH_CONTEXT = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|between|through|during|last|next|this|before|after|mid|early|late|"
    r"past|for|and|or|throughout)|[–—-])\s*(?:the\s+)?$",
    re.I,
)
_MONTH_JOIN = re.compile(rf"\b(?:{any_of(words.MONTHS)})\.?\s+(?:and|or)\s+$", re.I)


def _is_month(m: re.Match[str], s: Setting) -> bool:
    """Not the verbs "may" and "march", nor "Mar" or "Dec" without a full stop, a day or a year."""
    word = m["month"].lower()
    if not capital(m["month"]):
        return False
    if word not in words.FULL_MONTHS and not m["year"] and s.text[m.end("month") : m.end("month") + 1] != ".":
        return False
    if word not in words.DOUBTFUL_MONTHS or m["year"] or m["part"] or m["which"] or m["rel"]:
        return True
    before = s.text[max(0, m.start() - 30) : m.start()]
    if re.search(r"\b(?:and|or)\s+$", before, re.I):
        return bool(_MONTH_JOIN.search(before))
    return bool(_MONTH_CONTEXT.search(before))


def _month_rule(m: re.Match[str], s: Setting) -> Reading | None:
    if not _is_month(m, s):
        return None
    number_, year, which = words.MONTHS[m["month"].lower()], year_in(m), (m["which"] or "").lower()
    if year is None and m["rel"] and s.published:
        year = s.published.year + RELATIVE_YEARS[m["rel"].lower()]
    if year is None and which == "this" and s.published:
        year = s.published.year
    ahead = which == "next" or (not which and year is None and s.ahead(m.start(), m.end()))
    return narrow(read.month_of(s.published, number_, year=year, ahead=ahead), m, s)


def _season_rule(m: re.Match[str], s: Setting) -> Reading | None:
    word, which, year = m["season"], (m["which"] or "").lower(), year_in(m)
    before = s.text[max(0, m.start() - 20) : m.start()]
    if not year and _EVENT_NAME.match(s.text, m.end()) and capital(word):
        return None
    framed = bool(which or year or m["part"] or m["rel"])
    if not framed and not _season_alone(word, before, s.text[m.end() : m.end() + 6]):
        return None
    season = word.lower()
    if m["rel"] and s.published:
        year = s.published.year + RELATIVE_YEARS[m["rel"].lower()]
    if year is None and which and s.published:
        return narrow(_season_by_word(season, which, s.published), m, s)
    ahead = year is None and s.ahead(m.start(), m.end())
    return narrow(read.season_of(s.published, season, year=year, ahead=ahead), m, s)


_EVENT_NAME = re.compile(r"\s+[A-Z][a-z]")  # "Summer Olympics"
_NO_SPRING = re.compile(r"\b(?:to|will|would|could|can|may|might|a|hot)\s+$", re.I)


_NO_SPRING_AFTER = re.compile(r" (?:to|from|up|into|back|onto)\b")


def _season_alone(word: str, before: str, after: str) -> bool:
    """'in the fall', 'spring shows': but not a verb, a name ('Prague Spring') or 'the fall of the city'."""
    if capital(word) and re.search(r"[A-Z][\w’']*\s+$", before):
        return False
    if word.lower() == "fall":
        return bool(re.search(r"\b(?:in|since|by|until|during|through|before)\s+(?:the\s+)?$", before, re.I)) and not (
            after.startswith(" of")
        )
    return word.lower() != "spring" or not (_NO_SPRING.search(before) or _NO_SPRING_AFTER.match(after))


def _season_by_word(season: str, which: str, published: date) -> Reading:
    """'last summer' is the latest that is over, 'next summer' the first to begin, 'this summer' that of the year."""
    this = read.season_of(None, season, year=published.year, ahead=False)
    if season == "winter" and published.month <= 2:
        this = read.season_of(None, season, year=published.year - 1, ahead=False)
    if which in {"last", "past", "previous"}:
        over = this.end is not None and this.end < published
        return this if over else read.season_of(None, season, year=int(this.value[:4]) - 1, ahead=False)
    if which in {"next", "coming"}:
        begun = this.start is not None and this.start <= published
        return read.season_of(None, season, year=int(this.value[:4]) + 1, ahead=False) if begun else this
    return this


# A year out of the last hundred and a bit needs a word before it that years have.
_YEAR_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|during|before|after|between|early|late|mid|end|through|throughout|the|and|to|"
    r"or|of|a)|[(–—/-])\s*$",
    re.I,
)
_NO_YEAR_BEFORE = re.compile(
    r"(?:[\d.,/:#$€£№-]|\b(?:no|resolution|some|about|nearly|almost|than|over|around|article|flight))\.?\s*$", re.I
)
_NO_YEAR_AFTER = re.compile(r"[\d%]|-?[a-z]|\s*%")
_NEXT_WORDS = re.compile(r"[\s-]+(?:[\w’'-]+\s+)?([a-z]+)")
_SURE_YEAR = re.compile(r"\b(?:in|since|the|by)\s+$", re.I)


def _bare_year(m: re.Match[str], s: Setting) -> Reading | None:
    """'2024' where it is no count ("2000 troops"), price or number of anything; '2023-24' and '2024-06' as well."""
    year, short = int(m["year"]), m["short"]
    before, after = s.text[max(0, m.start() - 24) : m.start()], s.text[m.end() : m.end() + 24]
    if _NO_YEAR_AFTER.match(after) or (_NO_YEAR_BEFORE.search(before) and not re.search(r"[a-z]-$", before)):
        return None
    following = _NEXT_WORDS.match(after)
    if following and following[1] in words.COUNTED and not _SURE_YEAR.search(before):
        return None
    if not 1900 <= year <= 2100 and not _YEAR_PREPOSITION.search(before):
        return None
    return _year_and(year, short) if short else narrow(read.year_of(year), m, s)


# "2022-2024" is a span of years up to so many.
_LONGEST_SPAN = 40


def _year_and(year: int, short: str) -> Reading | None:
    last = int(f"{year}"[:2] + short) if len(short) == 2 else int(short)
    if year < last <= year + _LONGEST_SPAN:
        return read.span_of_years(year, last - year + 1, f"{year}/{last}")
    if len(short) == 2 and 1 <= int(short) <= 12:
        return read.month_of(None, int(short), year=year, ahead=False)
    return None


def _decade(m: re.Match[str], s: Setting) -> Reading | None:
    if m["word"]:
        first = 1900 + words.DECADE_WORDS[m["word"].lower()]
    elif m["two"]:
        first = (1900 if int(m["two"]) >= 20 else 2000) + int(m["two"])
    else:
        first = int(m["four"])
    return narrow(read.span_of_years(first, 10, f"{first // 10}"), m, s)


def _century(m: re.Match[str], s: Setting) -> Reading | None:
    nth = day_number(m["nth"])
    if not 11 <= nth <= 22:
        return None
    return narrow(read.span_of_years((nth - 1) * 100, 100, f"{nth - 1}"), m, s)


def _short_year(m: re.Match[str], _s: Setting) -> Reading | None:
    return read.year_of((1900 if int(m["two"]) >= 40 else 2000) + int(m["two"]))


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _quarter(m: re.Match[str], s: Setting) -> Reading | None:
    nth, year = _QUARTERS[(m["nth"] or m["digit"] or m["digit2"]).lower()], relative_year(m, s)
    if (m["nth"] or "").lower() == "last" and year is None:
        return read.unit_at(s.published, "quarter", -1)
    if year is None:
        if s.published is None:
            return read.unresolved(f"XXXX-Q{nth}", precision=Precision.PERIOD)
        this = cal.months(s.published.year, nth * 3 - 2, 3)
        year = cal.year_for(s.published, *this, ahead=s.ahead(m.start(), m.end()))
    return read.quarter_of(year, nth)


def _half(m: re.Match[str], s: Setting) -> Reading | None:
    half, year = (1 if (m["nth"] or m["digit"]).lower() in {"first", "1"} else 2), relative_year(m, s)
    if year is None:
        return None if s.published else read.unresolved(f"XXXX-H{half}", precision=Precision.PERIOD)
    return read.half_of(year, half)


def _stretch(m: re.Match[str], s: Setting) -> Reading | None:
    """'the first six months of 2025', 'the last week of March', 'the first days of this year'."""
    unit, first = m["unit"].lower(), m["which"].lower() in {"first", "opening"}
    if m["month"]:
        if not capital(m["month"]):
            return None
        ahead = year_in(m) is None and s.ahead(m.start(), m.end())
        whole = read.month_of(s.published, words.MONTHS[m["month"].lower()], year=year_in(m), ahead=ahead)
    else:
        year = relative_year(m, s)
        whole = (read.year_of(year) if year else None) or read.unresolved("XXXX", precision=Precision.PERIOD)
    count = number(m["number"]) if m["number"] else None if m["plural"] else 1
    return read.stretch(whole, count, unit, first=first)


def _holiday(m: re.Match[str], s: Setting) -> Reading | None:
    said = re.sub(r"\s+", " ", m["feast"].lower().replace("’", "'"))
    if not capital(m["feast"]):
        return None
    year = year_in(m)

    def day(of: int) -> date:
        if said in words.HOLIDAYS:
            return date(of, *words.HOLIDAYS[said])
        if said == "thanksgiving":
            return cal.thanksgiving(of)
        return cal.easter(of) + words.EASTER_DAYS[said] * cal.DAY

    if year is None:
        if s.published is None:
            return read.unresolved("XXXX-XX-XX")
        this = day(s.published.year)
        year = cal.year_for(s.published, this, this, ahead=s.ahead(m.start(), m.end()))
    return read.on_day(day(year))


_HALF = (
    r"\b(?:(?:the\s+)?(?P<nth>first|second)\s+half\s+of\s+|H(?P<digit>[12])\s+)"
    rf"(?:{YEAR}|(?P<rel>last|this|next|the)\s+year\b)"
)
_QUARTER = (
    r"\b(?:(?:the\s+)?(?P<nth>first|second|third|fourth|final|last)\s+quarter\b(?!-)|"
    r"Q(?P<digit>[1-4])\b|(?P<digit2>[1-4])Q\b)"
    rf"(?:(?:,?\s+|\s+of\s+){YEAR}|(?:\s+of)?\s+(?P<rel>last|this|next|the)\s+year\b)?"
)
_YEARS = rf"(?<!\w)(?:{PART})(?P<year>(?:1[5-9]|20|21)\d\d)(?:[-–/](?P<short>\d\d|\d{{4}}))?(?!\w|[.,:]\d)"
_DECADE = (
    rf"(?<!\w){PART}(?:(?P<four>(?:1[5-9]|20)\d0)['’]?s|['’]?(?P<two>[2-9]0)s|"
    rf"(?:the\s+|\bnineteen-?)(?P<word>{any_of(words.DECADE_WORDS)}))\b"
)
_STRETCH = (
    rf"\b(?:the\s+)?(?P<which>first|opening|last|final|closing)\s+(?:{NUMBER}\s+)?(?P<unit>day|week|month)(?P<plural>s)?"
    rf"\s+of\s+(?:{MONTH}(?:,?\s+{YEAR})?|(?:{YEAR.replace('year', 'year2')}|(?P<rel>last|this|next|the)\s+year\b))"
)
_WHICH = r"(?:(?P<which>last|this|next|past|this\s+past|this\s+coming|coming)\s+)?"
_FEASTS = any_of([*words.HOLIDAYS, *words.EASTER_DAYS, "thanksgiving", *(h.replace("'", "’") for h in words.HOLIDAYS)])


@cache
def rules() -> tuple[Rule, ...]:
    """Compiled once, on first use; in order of rank."""
    iso = r"(?<![\w-])(?P<year>(?:1[5-9]|20)\d\d)[-/.](?P<mm>0?[1-9]|1[0-2])[-/.](?P<dd>0?[1-9]|[12]\d|3[01])(?![\w-])"
    slashed = r"(?<![\w./-])(?P<a>[0-3]?\d)([/.])(?P<b>[0-3]?\d)\2(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|\.\d)"
    holiday = rf"\b(?P<feast>{_FEASTS})(?!\w)(?:,?\s+(?:of\s+)?{YEAR})?"
    return (
        rule(iso, _iso, DIGITS),
        rule(slashed, _slashed, DIGITS),
        rule(_MONTH_FIRST, _days_of_month, MONTH_KEYS),
        rule(_DAY_FIRST, _days_of_month, MONTH_KEYS),
        rule(rf"\b{PART}{_WHICH}{MONTH}{OF_YEAR}", _month_rule, MONTH_KEYS),
        rule(rf"\b{PART}{_WHICH}{SEASON}\b{OF_YEAR}(?:[-–/]\d\d\b)?", _season_rule, words.SEASONS),
        rule(_HALF, _half, ("half", "h1", "h2")),
        rule(_QUARTER, _quarter, ("quarter", "q")),
        rule(_YEARS, _bare_year, DIGITS),
        rule(_DECADE, _decade, ("0s", *words.DECADE_WORDS)),
        rule(rf"\b{PART}(?P<nth>\d\d(?:th|st|nd)|{ORDINAL})[\s-]+century\b", _century, ("centur",)),
        rule(r"(?:(?<=\bin )|(?<=\bof ))['’](?P<two>\d\d)\b", _short_year, ("’", "'")),
        rule(_STRETCH, _stretch, (" of ",)),
        rule(holiday, _holiday, words.FEAST_KEYS),
    )
