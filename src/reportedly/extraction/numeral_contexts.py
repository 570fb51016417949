"""What a numeral is part of when it counts nothing: dates, ages, names of units, weapons, laws and roads, scores.

Each rule looks at the words right before and right after one numeral; no rule knows any one date or name.
"""

from __future__ import annotations

import re
from enum import StrEnum

from reportedly.extraction.counted import is_person_plural
from reportedly.extraction.numerals import Form, Numeral
from reportedly.knowledge.languages.en import quantities as words


class Kind(StrEnum):
    """What a number does in the text."""

    COUNT = "count"
    SHARE = "share"
    MULTIPLE = "multiple"
    MONEY = "money"
    MEASUREMENT = "measurement"
    AGE = "age"
    DATE = "date"
    ORDINAL = "ordinal"
    NAME = "name"
    INDEFINITE = "indefinite"


# Characters of text looked at before a number: the longest modifiers and names of the tables, with room.
LOOK_BACK = 48

_MONTH = "|".join(sorted((re.escape(month) for month in words.MONTHS), key=len, reverse=True))
_LINK = r"\s{0,3}(?:[-–—/,&]|to|and|or|through|until)\s{0,3}"
_SUFFIX = r"(?:st|nd|rd|th)?"
_DATE_HERE = re.compile(
    rf"\d{{4}}-\d\d(?:-\d\d)?(?!\d)|\d{{1,2}}([./-])\d{{1,2}}\1(?:\d{{4}}|\d\d)(?!\d)"
    rf"|\d{{1,2}}{_SUFFIX}(?:{_LINK}\d{{1,2}}{_SUFFIX}){{0,5}}\s+(?:of\s+)?(?:{_MONTH})\b\.?(?:,?\s+(?:19|20)\d\d\b(?!,\d))?"
    r"|\d{1,2}(?::\d\d){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d\d)?(?:\s?(?:-|to)\s?\d{1,2})?\s?(?:a\.m\.|p\.m\.|[ap]m\b|AM\b|PM\b|o['’]clock)"
    r"|\d{4}\s?(?:GMT|UTC|hours\s+local)\b|(?:24/7|9/11|7/7)(?![\d/])|(?:1[5-9]|20)\d\d['’]?s\b|[2-9]0['’]?s\b"
    r"|\d{1,2}\s+(?:and|to|or)\s+\d{1,2}(?::\d\d)?\s?(?:a\.m\.|p\.m\.|[ap]m\b)|0\d[0-5]\d\b(?![\d,.-])(?!\s\d{3})"
    r"|(?:19|20)\d\d(?:[-–/]|\s[-–]\s)(?:(?:19|20)\d\d|\d\d)(?![\d,%])"
)
_AFTER_MONTH = re.compile(
    rf"\d{{1,2}}{_SUFFIX}(?![\d.,]{{0,9}}\d|%|\s?(?:percent|per\s+cent))(?:\s?[-–—]\s?\d{{1,2}}{_SUFFIX}(?![\d%]|,\d)"
    rf"|\s+(?:to|and|or|through)\s+\d{{1,2}}{_SUFFIX}(?![\d%]|,\d|\s+(?:[a-z-]+\s+)?(?:[a-z]+s|people|men|women|children)\b)){{0,5}}"
    r"(?:,?\s+(?:19|20)\d\d\b(?!,\d))?"
)
_YEAR_OF_TWO = re.compile(rf"\d{{1,2}}\s+(?:{_MONTH})\.?\s+\Z")
_MONTH_BEFORE = re.compile(rf"(?:\b([Ii]n|[Ss]ince)\s+)?\b(?:{_MONTH})\.?\s+(?:the\s+)?\Z")
_MONTH_AFTER = re.compile(rf"\s+(?:of\s+)(?:{_MONTH})\b")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d\Z")
_YEAR_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Dd]uring|[Bb]efore|[Aa]fter|[Bb]etween|through|throughout|late|early|mid|fiscal|year)[\s-]+\Z"
)
_NEXT_WORD = re.compile(r"\s+([A-Za-z][\w-]*)(?:\s+([A-Za-z][\w-]*))?(?:\s+([A-Za-z][\w-]*))?")
_MODIFIED = re.compile(
    r"\b(?:than|least|over|nearly|almost|roughly|approximately|some|another|up\s+to|as\s+many\s+as|kill(?:ed|ing|s)?|wound(?:ed|ing)|injur(?:ed|ing)|"
    r"an?|additional|further)\s+\Z",
    re.IGNORECASE,
)

_ARTICLE_BEFORE = re.compile(r"\b[Aa]n?\s+\Z")

_AGE_AFTER = re.compile(
    r"[-\s]{0,2}(?:years?|months?|weeks?|days?)[-\s]{1,2}olds?\b|\s{1,2}years?\s{1,2}of\s{1,2}age\b", re.IGNORECASE
)
_AGE_BEFORE = re.compile(
    r"(?:\b(?:aged|age|ages)\s+(?:of\s+)?(?:(?:about|around|between|from|just|under|over|only)\s+)?(?:\d{1,2}\s*(?:,|-|–|and|to|or)\s*){0,3}"
    r"|\bage\s+of\s+|\b(?:children|people|those|adults|boys|girls|kids|minors|anyone|residents|men|women)\s+(?:aged\s+)?(?:under|over|above|below)\s+"
    r"(?:the\s+age\s+of\s+)?|\b(?:boy|girl|man|woman|child|teenager|youth|son|daughter|cook)\s+of\s+|\b(?:turn|turned|turns|turning)\s+|\b(?:under|over)-)\Z",
    re.IGNORECASE,
)
_APPOSITION = re.compile(rf"[A-Z][\w’'-]+,?\s+\(\Z|(?:[A-Z][\w’'-]+|\b(?:{'|'.join(words.PERSON_NOUNS)})),\s+\Z")
_APPOSITION_AFTER = re.compile(r"(?:,|\)|\s+years?,)(?!\d)|\.(?=\s|\Z)")

_LETTER_BEFORE = re.compile(r"[A-Za-z][-‑]\Z")
_PREFIX_BEFORE = re.compile(r"\b([A-Za-z]+)[-‑]\Z")
_DATE_PREFIXES = frozenset(("mid", "pre", "post", "early", "late"))
_OPEN_PREFIXES = frozenset(
    ("sub", "minus", "to", "nearly", "some", "non", "plus", "about", "almost", "around", "roughly", "now")
)
_TAIL = re.compile(r"[\w/-]*")
_NAMING = re.compile(
    r"\b("
    + "|".join(sorted((re.escape(n).replace(r"\ ", r"\s+") for n in words.NAMING_NOUNS), key=len, reverse=True))
    + r")"
    r"\s+(?:(?:no|number)\.?\s*)?(?:\d+\s*(?:,|and|-|–|or)\s*)?\Z",
    re.IGNORECASE,
)
_UNIT_WORDS = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in words.MILITARY_UNITS)
_MILITARY = re.compile(rf"(?:\s+(?:[A-Z][\w’'-]+|{_UNIT_WORDS})){{0,4}}\s+(?:{_UNIT_WORDS})\b")
_CAPITAL_NEXT = re.compile(r"\s+[A-Z][\w’'-]+")
_ORDINAL_NEXT = re.compile(r"[\s-]+(?:[a-z-]+\s+){0,2}?((?:" + "|".join(words.ORDINAL_NOUNS) + r")s?)\b", re.IGNORECASE)
_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})(?![\d,])(?![-–]\d)(\s+(?:" + "|".join(words.SCORE_WORDS) + r")\b)?")
_PHONE = re.compile(r"(?:(?<=\+)|(?=0))\d{1,5}(?:[\s-]\(?\d{2,4}\)?){2,5}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)")
_STREET = re.compile(r"(?:[-–]\d+)?\s+(?:[A-Z0-9][\w’'.]*\s+){1,3}(?:" + "|".join(words.STREET_WORDS) + r")\b")
_GLUED_LETTERS = re.compile(r"[A-Za-z]\w*")
_NAME_END = re.compile(
    r"\s*(?:[.,;:!?)”\"’]|\Z|\n|\s(?:in|on|at|of|to|for|with|by|and|or|is|was|has|from|that|which|as|the|a|an)\b|\s[A-Z])"
)
_CAPITAL_BEFORE = re.compile(r"(?<=[a-z,]\s)[A-Z][\w&’'-]*\s\Z")


def date_end(text: str, numeral: Numeral) -> int | None:
    """Where the date, year or clock time that this numeral begins or continues ends; None if it is none."""
    if numeral.form is Form.ORDINAL:
        match = _MONTH_AFTER.match(text, numeral.end)
        if match is not None or _MONTH_BEFORE.search(text, max(0, numeral.start - LOOK_BACK), numeral.start):
            return match.end() if match else numeral.end
    if not text[numeral.start].isdigit():
        return None
    if match := _DATE_HERE.match(text, numeral.start):
        return match.end()
    if re.fullmatch(r"\d\d", text[numeral.start : numeral.end]) and _YEAR_OF_TWO.search(
        text, max(0, numeral.start - LOOK_BACK), numeral.start
    ):
        return numeral.end  # "14 Mar 89"
    before = _MONTH_BEFORE.search(text, max(0, numeral.start - LOOK_BACK), numeral.start)
    if before is not None and (match := _AFTER_MONTH.match(text, numeral.start)):
        day = int(re.match(r"\d+", match.group()).group())  # type: ignore[union-attr]
        if 0 < day <= 31 and not (before.group(1) and _counts_persons(text, match.end())):
            return match.end()
    return _year_end(text, numeral)


def _year_end(text: str, numeral: Numeral) -> int | None:
    written = text[numeral.start : numeral.end]
    if _YEAR.match(written) is None:
        return None
    low = max(0, numeral.start - LOOK_BACK)
    following = _NEXT_WORD.match(text, numeral.end)
    measured = following is not None and following.group(1).lower() in _ALL_MEASURES
    if _ARTICLE_BEFORE.search(text, low, numeral.start) and 1900 <= int(written) < 2100 and not numeral.grouped:
        counted = following is None or measured or _counts_persons(text, numeral.end)
        return None if counted else numeral.end  # "a 1994 ceasefire"
    if _MODIFIED.search(text, low, numeral.start):
        return None
    if _YEAR_BEFORE.search(text, low, numeral.start):
        return numeral.end
    if measured:
        return None
    if (
        not 1900 <= int(written) < 2100
        or _counts_persons(text, numeral.end)
        or re.match(r"\s?(?:%|°|[a-z]{2}\b)", text[numeral.end : numeral.end + 6])
    ):
        return None
    return numeral.end


_ALL_MEASURES = frozenset(
    form for word in words.MEASURE_WORDS for first in (word.split()[0],) for form in (first, first + "s")
)


def _counts_persons(text: str, end: int) -> bool:
    match = _NEXT_WORD.match(text, end)
    return match is not None and any(word and is_person_plural(word) for word in match.groups())


def _is_counted(text: str, end: int) -> bool:
    """Whether persons or a measure follow: "people over three days", "turned 300 families away"."""
    following = _NEXT_WORD.match(text, end)
    return _counts_persons(text, end) or (following is not None and following.group(1).lower() in _ALL_MEASURES)


def age_end(text: str, numeral: Numeral) -> int | None:
    """Where the age of a person that this numeral gives ends; None if it gives none."""
    if numeral.grouped or numeral.value is None:
        return None
    if match := _AGE_AFTER.match(text, numeral.end):
        return match.end()
    start = max(0, numeral.start - LOOK_BACK)
    if not 0 < numeral.value < 120 or numeral.form is Form.FRACTION:
        return None
    if _AGE_BEFORE.search(text, start, numeral.start) and not _is_counted(text, numeral.end):
        return numeral.end
    if numeral.form is not Form.DIGITS or text[numeral.start - 2 : numeral.start] not in (", ", " ("):
        return None
    before = _APPOSITION.search(text, start, numeral.start)
    after = _APPOSITION_AFTER.match(text, numeral.end)
    return numeral.end if before and after and (before.group().endswith("(")) == (after.group() == ")") else None


def name_end(text: str, numeral: Numeral) -> int | None:
    """Where the name that this numeral is part of ends (model, unit, law, road, score, telephone); None if none."""
    start, end = numeral.start, numeral.end
    if _LETTER_BEFORE.search(text, max(0, start - 2), start):
        prefix = _PREFIX_BEFORE.search(text, max(0, start - LOOK_BACK), start)
        if prefix is None or prefix.group(1).lower() not in (_OPEN_PREFIXES | _DATE_PREFIXES):
            tail = _TAIL.match(text, end)
            return tail.end() if tail else end
    if (naming := _NAMING.search(text, max(0, start - LOOK_BACK), start)) and _is_naming(text, naming, numeral):
        return end
    if text[start].isdigit():
        return _digit_name_end(text, numeral)
    capital = text[start].isupper() and start > 1 and text[start - 2] not in ".!?:\n"
    if capital and _CAPITAL_NEXT.match(text, end) and not title_case(text, start):
        return end
    return None


def _is_naming(text: str, naming: re.Match[str], numeral: Numeral) -> bool:
    noun = re.sub(r"\s+", " ", naming.group(1))
    if numeral.grouped or numeral.scale > 1 or numeral.form is Form.VAGUE:
        return False
    if noun.lower() in words.NAMING_CAPITALS and (noun[0].islower() or _counts_persons(text, numeral.end)):
        return False
    if numeral.form is Form.WORDS and noun[0].islower():
        return noun.lower() in ("phase", "stage", "tier", "category", "article", "chapter", "page")
    return not (noun.lower() in ("part", "parts", "type", "order") and noun[0].islower())


def _digit_name_end(text: str, numeral: Numeral) -> int | None:
    start, end = numeral.start, numeral.end
    if numeral.grouped:
        return None
    if match := _PHONE.match(text, start) or _COORDINATE.match(text, start) or _SETS.match(text, start):
        return match.end()
    if _CODE_BEFORE.search(text, max(0, start - LOOK_BACK), start) and numeral.scale == 1:
        return end
    if _SCALE_AFTER.match(text, end):
        return end
    if (match := _SCORE.match(text, start)) and (match.group(3) or int(match.group(1)) >= int(match.group(2))):
        return match.end(2)
    if numeral.scale == 1 and (match := _BEARING.match(text, end) or _TO_NIL.match(text, end)):
        return match.end()
    if numeral.scale == 1 and (match := _STREET.match(text, end)):
        return match.end()
    return end if numeral.scale == 1 and isinstance(numeral.value, int) and _closes_name(text, start, end) else None


_BEARING = re.compile(
    r"(?<=\.\d)\d*\s*°?\s*(?:degrees\s+)?(?:north|south|east|west)\b|(?<=\.\d\d)\s+(?:degrees\s+)?(?:north|south|east|west)\b"
)
_TO_NIL = re.compile(r"\s+(?:votes?\s+)?to\s+(?:none|nil|zero)\b|-something\b|\s+below\b(?=\s+(?:on|in|at)\b)")
_COORDINATE = re.compile(r"\d{1,3}°\d{1,2}(?:[′'’]\d{0,2})?[″\"”]?\s?[NSEW]?|\d{1,3}\.\d{3,}(?=\s?[,;)])")
_SETS = re.compile(r"\d-\d(?:,\s\d-\d)+(?:\s\(\d{1,2}-\d{1,2}\))?|\d{4}\s\d{3}\s\d{3,4}\b")
_CODE_BEFORE = re.compile(r"(?<![\w.])[A-Z]{2}\s\Z|\bhalf\s+past\s+\Z|\bday\s+\Z")
_SCALE_AFTER = re.compile(r"\s+on\s+the\s+(?:Richter|open-ended|Beaufort)\b")


def _closes_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised name right before takes the number, as nothing countable follows: "the Pro 11"."""
    if not _CAPITAL_BEFORE.search(text, max(0, start - LOOK_BACK), start) or not _NAME_END.match(text, end):
        return False
    return not title_case(text, start) and not _counts_persons(text, end)


def glued_name_end(text: str, numeral: Numeral) -> int | None:
    """Where letters glued to the digits end ("5G", "2S19"): asked last, once no unit has claimed them."""
    match = _GLUED_LETTERS.match(text, numeral.end)
    return match.end() if match and text[numeral.start].isdigit() else None


def ordinal_noun(text: str, numeral: Numeral) -> tuple[Kind, int, int] | None:
    """What an ordinal belongs to: a named unit (NAME), one of the nouns that ordinals count (ORDINAL), a day (DATE).

    The kind with the noun's start and end; None where it is an adverb or says nothing about a count.
    """
    digits = text[numeral.end - 1].isalpha() and text[numeral.start].isdigit()
    if digits and (match := _MILITARY.match(text, numeral.end)):
        return Kind.NAME, numeral.end, match.end()
    if match := _ORDINAL_NEXT.match(text, numeral.end):
        return Kind.ORDINAL, match.start(1), match.end(1)
    if (match := _MILITARY.match(text, numeral.end)) and text[numeral.start].isupper():
        return Kind.NAME, numeral.end, match.end()
    if (match := _ORDINAL_OF_ANY.match(text, numeral.end)) and _BEFORE_ORDINAL.search(
        text, max(0, numeral.start - LOOK_BACK), numeral.start
    ):
        return (Kind.ORDINAL, match.start(1), match.end(1)) if match.group(1) not in _NO_ROW else None
    if digits and re.search(
        r"(?i)\b(?:on|until|since|by|from|of)\s+the\s+\Z", text[max(0, numeral.start - 12) : numeral.start]
    ):
        return Kind.DATE, numeral.end, numeral.end
    return (Kind.NAME, numeral.end, numeral.end) if digits else None


_ORDINAL_OF_ANY = re.compile(
    r"[\s-]+(?:(?!and\b|of\b|in\b|to\b|on\b|was\b|has\b|from\b)[a-z-]{3,}\s+){0,2}?((?!and\b|the\b|was\b|has\b|one\b|from\b|time\b)[a-z]{3,})\b"
)
_BEFORE_ORDINAL = re.compile(
    r"(?:\b(?:the|an?|its|their|his|her|our|this|that|every|for|yet)\s+|(?:\A|[.!?:\n]\s*))\Z", re.IGNORECASE
)
# "The first time", "a second chance": nothing in a row of things that are counted.
_NO_ROW = frozenset(
    "time half place hand class world party floor degree quarter lady thing thought nature chance rate grade language "
    "name look step instance sight century year edition person responder responders aid option choice".split()
)

# Share of capitalised words above which a line counts as a headline in title case; running prose stays below .4.
TITLE_CASE_SHARE = 0.6


def title_case(text: str, pos: int) -> bool:
    """Whether the line around `pos` capitalises its words as English headlines do."""
    start = text.rfind("\n", 0, pos) + 1
    end = text.find("\n", pos)
    line = text[start : end if end >= 0 else len(text)][:200]
    long_words = [word for word in re.findall(r"[A-Za-z][\w’'-]+", line) if len(word) > 3]
    return bool(long_words) and sum(word[0].isupper() for word in long_words) > TITLE_CASE_SHARE * len(long_words)
