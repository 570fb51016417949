"""English words that name times: months, weekdays, seasons, parts of the day and of a period, units, cues of tense.

Plain tables; what they mean for a given publication day is worked out by the resolver.
Spellings are lower case. Abbreviations follow the AP, Guardian and UN style guides.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _numbered(*rows: str, start: int) -> Mapping[str, int]:
    """`rows` hold the spellings of one number each, separated by spaces."""
    return MappingProxyType({word: number for number, row in enumerate(rows, start) for word in row.split()})


def _words(row: str) -> tuple[str, ...]:
    return tuple(row.split())


MONTHS: Final = _numbered(
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
    start=1,
)
FULL_MONTHS: Final = frozenset(
    _words("january february march april may june july august september october november december")
)
# Words that are also common verbs or names: alone they name a month only with a preposition or the like before them.
DOUBTFUL_MONTHS: Final = frozenset({"may", "march"})
# Monday is 0, as in `date.weekday()`.
WEEKDAYS: Final = _numbered("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", start=0)
# Only read as weekdays directly before a date ("Sat, 5 May"): alone they are words and names.
WEEKDAY_ABBREVIATIONS: Final = ("mon", "tues", "tue", "weds", "wed", "thurs", "thur", "thu", "fri", "sat", "sun")
# Season: TimeML code and first month, northern hemisphere, meteorological (three whole months).
SEASONS: Final[Mapping[str, tuple[str, int]]] = MappingProxyType(
    {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}
)
# Part of the day: TimeML code.
DAY_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "morning": "TMO",
        "early hours": "TMO",
        "small hours": "TMO",
        "dawn": "TMO",
        "daybreak": "TMO",
        "sunrise": "TMO",
        "midday": "TMI",
        "afternoon": "TAF",
        "evening": "TEV",
        "dusk": "TEV",
        "sunset": "TEV",
        "nightfall": "TEV",
        "night": "TNI",
    }
)
# Part of a month, season or year: which share of it, see `calendar.part_of`.
PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "early": "early",
        "earlier": "until_now",
        "mid": "mid",
        "middle": "mid",
        "late": "late",
        "later": "from_now",
        "beginning": "start",
        "start": "start",
        "turn": "start",
        "outset": "start",
        "end": "end",
        "close": "end",
        "first half": "first_half",
        "second half": "second_half",
        "latter half": "second_half",
        "latter part": "late",
        "early part": "early",
        "first part": "early",
        "rest": "from_now",
        "remainder": "from_now",
        "so far": "until_now",
    }
)
UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "second": "S",
        "minute": "TM",
        "hour": "TH",
        "day": "D",
        "night": "D",
        "week": "W",
        "fortnight": "2W",
        "month": "M",
        "quarter": "Q",
        "year": "Y",
        "decade": "10Y",
        "century": "100Y",
    }
)
NUMBERS: Final[Mapping[str, int]] = _numbered(
    "one a an single",
    "two couple",
    *_words("three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"),
    *_words("eighteen nineteen"),
    start=1,
)
TENS: Final[Mapping[str, int]] = MappingProxyType(
    {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
)
# "Several weeks": a length nobody has counted.
VAGUE_NUMBERS: Final = ("several", "a few", "few", "many", "some", "a number of", "countless", "numerous", "dozens of")
ORDINALS: Final = _numbered(
    *_words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"),
    *_words("fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second"),
    *_words("twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth"),
    *_words("thirtieth thirty-first"),
    start=1,
)
DECADE_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80}
    | {"nineties": 90}
)
FREQUENCIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "hourly": "PT1H",
        "daily": "P1D",
        "nightly": "P1D",
        "weekly": "P1W",
        "fortnightly": "P2W",
        "monthly": "P1M",
        "quarterly": "P3M",
        "annually": "P1Y",
        "annual": "P1Y",
        "yearly": "P1Y",
    }
)
# Feasts on one day of the Gregorian year; Easter and Thanksgiving move and are computed.
HOLIDAYS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "new year's eve": (12, 31),
        "new year's day": (1, 1),
        "new year's": (1, 1),
        "valentine's day": (2, 14),
        "international women's day": (3, 8),
        "may day": (5, 1),
        "halloween": (10, 31),
        "christmas eve": (12, 24),
        "christmas day": (12, 25),
        "christmas": (12, 25),
        "boxing day": (12, 26),
        "orthodox christmas": (1, 7),
    }
)
# Days from Easter Sunday, western computation.
EASTER_DAYS: Final[Mapping[str, int]] = MappingProxyType(
    {"good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0, "palm sunday": -7}
)
PAST_WORDS: Final = ("recently", "lately", "recent", "the past")
TO_DATE: Final = ("so far", "to date", "until now", "up to now", "to this day", "thus far")
PRESENT_WORDS: Final = (
    "now",
    "the time being",
    "currently",
    "current",
    "nowadays",
    "presently",
    "at present",
    "at the moment",
    "these days",
)
FUTURE_WORDS: Final = ("the future", "the near future", "the foreseeable future")
# One of these stands in every sentence that holds a feast or a reference: the rest need not be searched.
FEAST_KEYS: Final = (
    *("new year", "christmas", "easter", "good friday", "palm sunday", "thanksgiving", "halloween", "valentine"),
    *("may day", "women", "boxing day"),
)
REFERENCE_KEYS: Final = (
    *("now", "current", "recent", "lately", "so far", "to date", "to this day", "thus far", "present", "moment"),
    *("these days", "future", "the past", "time being"),
)
# Said of what is over: a date after one of these lies in the past.
PAST_CUES: Final = (
    *_words(
        "said told wrote was were had have did has been began broke took came went struck hit fell rose lost left made"
    ),
    *_words("held gave saw met shot sent put spoke fought sought brought caught led set cut grew drove"),
)
# Said of what is to come: a date after one of these lies ahead.
FUTURE_CUES: Final = (
    *_words(
        "will won't would shall may might could should must upcoming expects expect expected scheduled wants want seeks"
    ),
    *_words("forthcoming next deadline plans plan planned intends hopes aims slated bound"),
    *(
        "to be",
        "set to",
        "set for",
        "due on",
        "due in",
        "due for",
        "due to be",
        "ahead of",
        "has been scheduled",
        "going to",
    ),
    *("to begin", "to start", "to take place", "to meet", "to hold", "to send", "to visit", "to remain", "to end"),
)
# Newspapers named after a day, and days that name an event: no day of this report's weeks.
NOT_AFTER_WEEKDAY: Final = ("times", "telegraph", "mirror", "express", "mail", "world", "herald", "post", "school")
NOT_BEFORE_WEEKDAY: Final = ("black", "bloody", "super", "ash", "cyber", "maundy", "holy", "palm", "good", "easter")
# "1950 troops", "2000 people": a count, not a year.
COUNTED: Final = (
    *_words(
        "people troops soldiers men women children fighters civilians personnel workers houses homes families refugees"
    ),
    *_words(
        "shells missiles drones rockets dollars euros pounds km kilometers kilometres miles meters metres tons tonnes"
    ),
    *_words(
        "others members prisoners tanks vehicles migrants deaths victims casualties dead killed wounded injured hours"
    ),
    *_words("recruits militants rebels jobs aircraft bodies trucks feet percent years"),
)
# "An 11-week-old blockade" is a length; a "six-week-old boy" has an age.
LASTING_NOUNS: Final = (
    *_words(
        "war conflict siege blockade ceasefire truce offensive campaign crisis uprising insurgency fighting embargo"
    ),
    *_words("ban battle operation occupation rebellion junta regime government aid standoff dispute protest strike"),
)
