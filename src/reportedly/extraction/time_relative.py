"""Times told from where the writer stands: weekdays, today, last week, the past six weeks, now; lengths and habits."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from reportedly.extraction import time_calendar as cal
from reportedly.extraction import time_readings as read
from reportedly.extraction.time_patterns import (
    CALENDAR_UNIT,
    DAYPART,
    NUMBER,
    PART,
    UNIT,
    UNIT_KEYS,
    WEEKDAY,
    Found,
    Rule,
    Setting,
    any_of,
    capital,
    narrow,
    number,
    rule,
)
from reportedly.extraction.time_readings import Reading, TimexType
from reportedly.knowledge.languages.en import times as words
from reportedly.model.claim import Precision

_BEFORE_WEEKDAY = re.compile(rf"\b(?:{any_of(words.NOT_BEFORE_WEEKDAY)})\s+$", re.I)
_AFTER_WEEKDAY = re.compile(rf"\s+(?:{any_of(w.title() for w in words.NOT_AFTER_WEEKDAY)})\b")


def _weekday(m: re.Match[str], s: Setting) -> Reading | None:
    if not capital(m["weekday"]) or _AFTER_WEEKDAY.match(s.text, m.end()):
        return None
    if _BEFORE_WEEKDAY.search(s.text[max(0, m.start() - 10) : m.start()]):
        return None
    number_, which, week = words.WEEKDAYS[m["weekday"].lower()], (m["which"] or "").lower(), (m["week"] or "").lower()
    if m["plural"] or which in {"every", "each"}:
        return Reading(kind=TimexType.SET, value=f"XXXX-WXX-{number_ + 1}")
    if week and s.published is not None:
        monday = cal.add_days(cal.week_of(s.published)[0], {"last": -7, "this": 0, "next": 7}[week] + number_)
        reading = read.on_day(monday)
    else:
        which = {"past": "last", "coming": "next"}.get(which.split()[-1] if which else "", which)
        ahead = s.ahead(m.start(), m.end()) if which in {"", "this"} else False
        reading = read.weekday(s.published, number_, which, ahead=ahead)
    if reading is not None and m["daypart"]:
        return read.time_of_day(reading, words.DAY_PARTS[re.sub(r"\s+", " ", m["daypart"].lower())])
    return reading


_NEAR_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


def _near_day(m: re.Match[str], s: Setting) -> Reading | None:
    said = re.sub(r"\s+", " ", m["near"].lower())
    reading = read.unit_at(s.published, "day", _NEAR_DAYS[said])
    part = m["daypart"]
    return (
        read.time_of_day(reading, words.DAY_PARTS[re.sub(r"\s+", " ", part.lower())])
        if reading is not None and part
        else reading
    )


_NEAR_NIGHTS = {"tonight": 0, "overnight": -1, "last night": -1, "last evening": -1}


def _near_night(m: re.Match[str], s: Setting) -> Reading | None:
    """'overnight' and 'last night' run from the eve of publication into its day."""
    said = re.sub(r"\s+", " ", m[0].lower())
    offset = _NEAR_NIGHTS[said]
    if said == "overnight" and s.published and s.ahead(m.start(), m.end()):
        offset = 0
    reading = read.unit_at(s.published, "day", offset)
    if reading is None or reading.start is None or s.published is None:
        return reading
    reading = read.time_of_day(reading, "TEV" if said.endswith("evening") else "TNI")
    return replace(reading, end=s.published) if offset and reading.value.endswith("TNI") else reading


def _this_daypart(m: re.Match[str], s: Setting) -> Reading | None:
    reading = read.unit_at(s.published, "day", 0)
    return (
        None
        if reading is None
        else read.time_of_day(reading, words.DAY_PARTS[re.sub(r"\s+", " ", m["daypart"].lower())])
    )


_LEADING_PREPOSITION = re.compile(r"(?:in|during|through|of|at|by|before|until)\s+", re.I)


def _daypart(m: re.Match[str], _s: Setting) -> tuple[Found, ...]:
    """'in the morning', 'at dawn', 'early morning': the day comes from the sentence."""
    code = words.DAY_PARTS[re.sub(r"\s+", " ", m["daypart"].lower())]
    preposition = _LEADING_PREPOSITION.match(m[0])
    start = m.start() + (preposition.end() if preposition else 0)
    reading = Reading(kind=TimexType.TIME, value=f"XXXX-XX-XX{code}", daypart=code)
    return (Found(start=start, end=m.end(), reading=reading),)


def _clock(m: re.Match[str], _s: Setting) -> Reading | None:
    if m["word"]:
        code = "T24:00" if m["word"].lower() == "midnight" else "T12:00"
        return Reading(kind=TimexType.TIME, value=f"XXXX-XX-XX{code}", daypart=code)
    hour, minute = int(m["h"]), int(m["min"] or 0)
    half = (m["half"] or "").lower().replace(".", "")
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    zone = "Z" if (m["zone"] or "").upper() in {"UTC", "GMT"} else ""
    code = f"T{hour:02}:{minute:02}{zone}"
    return Reading(kind=TimexType.TIME, value=f"XXXX-XX-XX{code}", daypart=code)


_WINDOW_PREPOSITION = re.compile(r"\b(?:in|over|within|during|for|just)\s+$", re.I)
_OFFSETS = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "the": 0}


def _unit(m: re.Match[str]) -> str:
    unit = m["unit"].lower()
    return "century" if unit == "centurie" else unit


def _windowed(m: re.Match[str], s: Setting) -> bool:
    """'in the last week' is a window that ends today, 'the last week' may be one of the calendar."""
    return bool(_WINDOW_PREPOSITION.search(s.text[max(0, m.start() - 12) : m.start()]))


def _calendar_unit(m: re.Match[str], s: Setting) -> Reading | None:
    """'last week', 'this year', 'so far this month', 'the end of the year', 'late in the day'."""
    which, unit = m["which"].lower(), _unit(m)
    definite = s.text[max(0, m.start("which") - 4) : m.start("which")].lower() == "the "
    if which == "the" and not m["part"]:
        return None
    if unit == "day":
        idiom = s.text[max(0, m.start() - 3) : m.start()].lower() == "at "  # "at the end of the day"
        return Reading(kind=TimexType.DATE, value="XXXX-XX-XX", daypart="") if which == "the" and not idiom else None
    if which == "past" or (definite and which in {"next", "coming"}):
        return None  # a window, not a unit of the calendar
    if definite and which == "last" and _windowed(m, s):
        return None
    reading = narrow(read.unit_at(s.published, unit, _OFFSETS[which]), m, s)
    if reading is not None and m["part"] and m["part"].lower() == "so far":
        return replace(reading, to_date=True)
    return reading


def _weekend(m: re.Match[str], s: Setting) -> Reading | None:
    """'the weekend' is the latest that has begun; 'last' is over before this week, 'this' may lie ahead."""
    which = (m["which"] or "the").lower().split()[-1]
    begun = s.published is not None and s.published.weekday() >= 5
    if which in {"the", "past"}:
        return read.unit_at(s.published, "weekend", 0 if begun or s.ahead(m.start(), m.end()) else -1)
    return read.unit_at(s.published, "weekend", _OFFSETS[which] if which != "coming" else int(begun))


def _anaphoric(m: re.Match[str], s: Setting) -> Reading | None:
    """'the following day', 'the year before', 'that week': hangs on what was said before, so no period is given."""
    unit = _unit(m)
    if m["after"] and m["after"].lower() == "next" and _windowed(m, s):
        return None
    offset = 0 if m["same"] else 1 if m["after"] else -1
    guess = read.unit_at(s.published, unit, offset)
    return None if guess is None else read.unresolved(guess.value, precision=read.grain(unit))


_LOOKS_AHEAD = frozenset({"next", "coming", "following", "upcoming"})


def _window(m: re.Match[str], s: Setting) -> Reading | None:
    """'the past six weeks', 'the last 24 hours', 'recent months', 'the coming weeks'."""
    which, unit = m["which"].lower(), _unit(m)
    if unit == "weekend" or (unit == "second" and not m["plural"]):
        return None
    count = number(m["number"]) if m["number"] else None if m["plural"] else 1
    if not (m["number"] or m["plural"] or which == "past" or _windowed(m, s)):
        return None
    if count is not None and which in {"following", "previous", "preceding"}:
        return read.length(count, unit)
    reading = read.window(s.published, count, unit, ahead=which in _LOOKS_AHEAD)
    if count is None and m["number"]:  # "the past few days"
        return replace(reading, kind=TimexType.DURATION, value=read.duration_value(None, unit))
    return reading


_AGE_BEFORE = re.compile(r"\b(?:aged?|(?:age|baby|boy|girl|infant|child)\s+of)\s+$", re.I)
_AGE_AFTER = re.compile(r"\s+(?:old|of\s+age)\b", re.I)
_LASTING = re.compile(rf"\s+(?:\w+\s+)?(?:{any_of(words.LASTING_NOUNS)})\b", re.I)
_SINGULAR_FRAME = re.compile(r"\b(?:an?|the|this)\s+$", re.I)
_RATE_BEFORE = re.compile(r"(?:\b\d[\d,.]*|\b(?:once|twice|times)|[a-z]{3,}s)\s+$")
_NO_RATE_BEFORE = re.compile(r"\b(?:lasts|takes|was|is|has|as|less|does|this|its|his)\s+$")


def _is_length(m: re.Match[str], s: Setting) -> bool:
    """Not an age, an ordinal "second", a "quarter" of something, nor a figure beside a singular ("20 day")."""
    unit, written = _unit(m), m["number"].lower()
    if unit == "weekend" or (unit in {"second", "quarter"} and not m["plural"]):
        return False
    if m["plural"] and written in {"a", "an", "one"}:
        return False
    before = s.text[max(0, m.start() - 24) : m.start()]
    if _AGE_BEFORE.search(before) or _AGE_AFTER.match(s.text, m.end()):
        return False
    if m["old"] and not _LASTING.match(s.text, m.end()):
        return False
    plural = m["plural"] or m["hyphen"] or not written[0].isdigit() or number(written) == 1
    return bool(plural or _SINGULAR_FRAME.search(before))  # "a 20 year low"


def _length(m: re.Match[str], s: Setting) -> Reading | None:
    """'six weeks', '18-month', 'two weeks ago', 'three days later', '20 trucks a day'; ages are left out."""
    if not _is_length(m, s):
        return None
    unit, tail, count = _unit(m), re.sub(r"\s+", " ", (m["tail"] or "").lower()), number(m["number"])
    if count is not None and m["half"]:
        count += 0.5
    if tail in {"ago", "from now"}:
        return read.ago(s.published, count, unit, ahead=tail != "ago")
    if tail:
        return read.unresolved(
            "XXXX" if unit in {"year", "decade", "century"} else "XXXX-XX-XX", precision=read.grain(unit)
        )
    before = s.text[max(0, m.start() - 24) : m.start()]
    article = m["number"].lower() in {"a", "an"} and not m["hyphen"]
    if article and _RATE_BEFORE.search(before) and not _NO_RATE_BEFORE.search(before):
        return Reading(kind=TimexType.SET, value=read.duration_value(1, unit))
    return read.length(count, unit)


def _bare_units(m: re.Match[str], s: Setting) -> tuple[Found, ...]:
    """'for years', 'within hours', 'days later', 'weeks ago': nobody has counted."""
    tail, unit = (m["tail"] or "").lower(), _unit(m)
    if tail == "ago":
        reading = read.window(s.published, None, unit, ahead=False)
    else:
        reading = read.unresolved("XXXX-XX-XX") if tail else read.length(None, unit)
    return (Found(start=m.start("core"), end=m.end(), reading=reading),)


def _every(m: re.Match[str], _s: Setting) -> Reading | None:
    count = number(m["number"]) if m["number"] else 1
    if (m["word"] or "").lower() == "every other":
        count = 2
    return Reading(kind=TimexType.SET, value=read.duration_value(count, _unit(m)))


def _frequency(m: re.Match[str], s: Setting) -> Reading | None:
    around = s.text[m.end() : m.end() + 3], s.text[max(0, m.start() - 20) : m.start()]
    if capital(m[0]) and (re.match(r"\s+[A-Z]", around[0]) or re.search(r"[A-Z][\w’']*\s+$", around[1])):
        return None  # a newspaper's name
    return Reading(kind=TimexType.SET, value=words.FREQUENCIES[m[0].lower()])


def _reference(m: re.Match[str], s: Setting) -> Reading | None:
    """'now', 'recently', 'so far', 'to date': how they stand to the publication day."""
    said = re.sub(r"\s+", " ", m[0].lower())
    if said in words.PAST_WORDS:
        return Reading(kind=TimexType.DATE, value="PAST_REF", end=s.published, precision=Precision.PERIOD)
    if said in words.FUTURE_WORDS:
        return Reading(kind=TimexType.DATE, value="FUTURE_REF", start=s.published, precision=Precision.PERIOD)
    present = Reading(kind=TimexType.DATE, value="PRESENT_REF", start=s.published, end=s.published)
    if said in words.TO_DATE:
        return replace(present, start=None, precision=Precision.PERIOD, to_date=True)
    return present


def _year_to_date(_m: re.Match[str], s: Setting) -> Reading | None:
    reading = read.unit_at(s.published, "year", 0)
    return None if reading is None else read.with_part(reading, "until_now", s.published)


_WEEKDAYS = (
    rf"\b(?:{PART}|late\s+on\s+)(?:the\s+)?"
    rf"(?:(?P<which>last|next|this|this\s+past|this\s+coming|past|every|each)\s+)?{WEEKDAY}(?P<plural>s)?\b"
    rf"(?:\s+(?:at\s+)?{DAYPART}\b)?(?:\s+(?P<week>last|this|next)\s+week\b)?"
)
_DAYPARTS = (
    rf"\b(?:in\s+the\s+)?{PART}(?:(?:in|during|through|of)\s+the\s+(?:early\s+|late\s+)?|at\s+|by\s+|before\s+|"
    r"until\s+|early\s+|late\s+|pre-?|the\s+(?=(?:\w+\s+){1,2}(?:of|from)\s))(?:early\s+|late\s+)?"
    rf"{DAYPART}\b(?:\s+hours\b)?"
)
_ZONE = r"\s*(?P<zone>UTC|GMT|EST|EDT|CET)\b"
_NO_GROUPS = "(?P<half>(?!))?(?P<word>(?!))?"
_LENGTH = (
    rf"(?<![\w.,$€£-]){NUMBER}(?:(?P<hyphen>[-‑–])|\s+)(?:(?:more|consecutive|straight|full|long|whole)\s+)?{UNIT}\b"
    r"(?P<half>\s+and\s+a\s+half)?(?:-long\b|-(?P<old>old)\b)?(?:\s+(?P<tail>ago|earlier|later|from\s+now)\b)?"
)
_PLURAL_UNIT = r"(?P<unit>second|minute|hour|day|night|week|month|year|decade|centurie)s"
_SAME = r"(?:the\s+same|that(?:\s+same)?)\s+"
_CLOCK_KEYS = ("a.m", "p.m", "am", "pm", "noon", "midnight", "midday", ":", "utc", "gmt", "hours")


@cache
def rules() -> tuple[Rule, ...]:
    """Compiled once, on first use; in order of rank."""
    references = any_of([*words.PAST_WORDS, *words.PRESENT_WORDS, *words.FUTURE_WORDS, *words.TO_DATE])
    return (
        rule(_WEEKDAYS, _weekday, ("day",)),
        rule(rf"\b{PART}(?P<near>{any_of(_NEAR_DAYS)})\b(?:\s+{DAYPART}\b)?", _near_day, ("today", "yester", "tomor")),
        rule(rf"\b(?:{any_of(_NEAR_NIGHTS)})\b", _near_night, ("night", "evening")),
        rule(rf"\b{PART}this\s+{DAYPART}\b", _this_daypart, words.DAY_PARTS),
        rule(_DAYPARTS, _daypart, words.DAY_PARTS),
        rule(
            rf"\b(?:(?P<h>\d{{1,2}})(?:[:.](?P<min>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?)(?:{_ZONE})?|"
            r"(?P<word>midnight|midday|noon)\b)",
            _clock,
            _CLOCK_KEYS,
        ),
        rule(rf"\b(?P<h>[0-2]?\d):(?P<min>[0-5]\d)(?!\d)(?::\d\d)?{_NO_GROUPS}(?:{_ZONE})?", _clock, _CLOCK_KEYS),
        rule(rf"\b(?P<h>[0-2]\d)(?P<min>[0-5]\d){_NO_GROUPS}\s*(?P<zone>UTC|GMT|hours\b)", _clock, _CLOCK_KEYS),
        rule(
            rf"\b(?:the\s+)?{PART}(?P<which>this|current|last|past|next|coming|the)\s+{CALENDAR_UNIT}\b(?!s|-)",
            _calendar_unit,
            UNIT_KEYS,
        ),
        rule(
            r"\b(?:the\s+)?(?:(?P<which>this|last|next|past|this\s+past|coming|this\s+coming)\s+|(?<=the\s))weekend\b",
            _weekend,
            ("weekend",),
        ),
        rule(
            rf"\b(?:the\s+(?P<after>following|next)\s+|the\s+(?:previous|preceding|prior)\s+|(?P<same>{_SAME}))"
            rf"{CALENDAR_UNIT}\b(?!-)",
            _anaphoric,
            UNIT_KEYS,
        ),
        rule(rf"\bthe\s+{CALENDAR_UNIT}\s+(?:before|(?P<after>after))(?P<same>(?!))?\b", _anaphoric, UNIT_KEYS),
        rule(
            r"\b(?:the\s+)?(?P<which>past|last|previous|next|coming|following|upcoming|recent)\s+"
            rf"(?:{NUMBER}[\s-]+)?{UNIT}\b(?!-)",
            _window,
            UNIT_KEYS,
        ),
        rule(_LENGTH, _length, UNIT_KEYS),
        rule(
            rf"\b(?:for|in|within|over|after|took|lasted|spent|just|of|previous)\s+(?P<core>(?:the\s+)?{_PLURAL_UNIT})\b(?P<tail>(?!))?",
            _bare_units,
            UNIT_KEYS,
        ),
        rule(rf"\b(?P<core>{_PLURAL_UNIT})(?:\s+(?P<tail>ago|later|earlier)|-long)\b", _bare_units, UNIT_KEYS),
        rule(rf"\b(?P<word>every\s+other|every|each|per)\s+(?:{NUMBER}\s+)?{UNIT}\b", _every, ("every", "each", "per")),
        rule(rf"\b(?:{any_of(words.FREQUENCIES)})\b", _frequency, ("ly", "annual")),
        rule(r"\byear[\s-]to[\s-]date\b", _year_to_date, ("to date", "to-date")),
        rule(rf"\b(?:{references})\b(?<!\bof the past)", _reference, words.REFERENCE_KEYS),
    )
