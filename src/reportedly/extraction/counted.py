"""The counted: the noun phrase after a number, and what a share is a share of.

No tagger: a phrase runs from the number to its first plural, and ends before any function word, finite verb or mark.
"""

from __future__ import annotations

import re

from reportedly.knowledge.languages.en import quantities as words
from reportedly.model.report import Span

# The longest phrases of news prose ("16 unarmed Ukrainian prisoners of war") need five words; a possessor adds some.
UNIT_WORDS = 6
WHOLE_WORDS = 11

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_](?:[\w’'-]*\w)?(?:(?<=s)[’'](?=\s\w))?")
_GAP = re.compile(r"[ \u00a0\u2009\u202f]+[\"“‘'(]?|[-‑](?=[^\W\d_])|(?<=\d)(?=[^\W\d_])|(?<=[\"“‘”’])")
_CLOSING = re.compile(r"[”\"’'](?=\s+[a-z])")
# "18-member team": the unit is the member.
_COMPOUND = re.compile(r"[-‑]((?!thousand|million|billion|hundred)[a-z]+)(?=\s)")
# "six 152 mm howitzers": the measure describes what is counted, and is a number of its own.
_CALIBRE = re.compile(
    r"\s+(?:\d[\d.,]*|[a-z]+)(?:[\s-]?(?:mm|cm|km|kg|lb)|-(?:pound|kilogram|kilo|ton|tonne|kilomet(?:er|re)|mile|foot|met(?:er|re)"
    r"|millimet(?:er|re)|year-old|month-old|day-old|stor(?:e)?y))s?\s(?=[^\W\d_])"
)
_OF = re.compile(r"\s+(?:out\s+)?of\s+")
_POINTERS = re.compile(r"(?:them|whom|which|us|you|it|this|that)\b", re.IGNORECASE)
_THOSE = re.compile(r"(?:those|these)\s+([a-z]+)(?:\s+(?:and|or)\s+([a-z]+))?\b", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:(?:all|both|some|about|around|roughly|approximately|an?\s+estimated|nearly|almost|over|more\s+than|up\s+to|at\s+least"
    r"|the|its|their|his|her|our|your|my|those|these|this|that|every|an?)\s+)+",
    re.IGNORECASE,
)
_HALF_TAKES = re.compile(r"\s+(?=(?:the|its|their|his|her|our|all|those|these|an?)\s)", re.IGNORECASE)
_NUMBER_WORDS = "|".join((*words.SMALL_NUMBERS, *words.TENS))
_NUMBER = re.compile(
    rf"(?:\d[\d,.]*|(?:{_NUMBER_WORDS})\b)(?:\s+(?:million|thousand|billion|hundred))?(?:%|\s+per\s?cent)?",
    re.IGNORECASE,
)
_BEFORE_HEAD = re.compile(
    r"(?:['’]s?|\b(?:the|its|their|his|her|our|those|these|all|" + _NUMBER_WORDS + r"))\s+|\b[\d,.]+\s+", re.IGNORECASE
)
_CALENDAR = frozenset(word.lower() for word in (*words.MONTHS, *words.WEEKDAYS)) - {"mar", "sun", "sat", "may", "march"}
_CALENDAR_CAPITALS = frozenset(("Mar", "Sun", "Sat", "May", "March"))
_COUNTABLE = (*words.PERSON_NOUNS, *words.THING_NOUNS)
_KNOWN_PLURALS = (
    words.IRREGULAR_PLURALS
    | {noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s") for noun in _COUNTABLE}
    | {noun[:-1] + "ies" for noun in _COUNTABLE if noun.endswith("y")}
)


def is_plural(word: str) -> bool:
    """Whether `word`, as written, ends a noun phrase as its plural head: "soldiers", "people", not "Hamas", "press"."""
    lower = word.lower()
    if lower in _KNOWN_PLURALS:
        return True
    if not word[0].islower() or len(word) < 4 or lower in words.SINGULAR_S:
        return False
    return lower.endswith("men") or (lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s")))


def is_person_plural(word: str) -> bool:
    """Whether `word` is the plural of a person or thing that a conflict report counts."""
    return word.lower() in _KNOWN_PLURALS


def unit_after(text: str, pos: int, *, plural: bool) -> Span | None:
    """The counted noun phrase that begins at or right after `pos`: "North Korean troops"; None if none follows."""
    if compound := _COMPOUND.match(text, pos):
        return Span(start=compound.start(1), end=compound.end(1))
    if calibre := _CALIBRE.match(text, pos):
        pos = calibre.end() - 1
    found = _walk(text, pos, plural=plural, limit=UNIT_WORDS)
    if found is None or not plural or text[found.start - 1] in "-‑" or text[found.start - 1].isdigit():
        return found
    last = found.of(text).split()[-1]
    if last[0].islower() and not is_plural(last) and last.lower() not in words.COLLECTIVES:
        return None  # "thousands flee", "20 higher": no noun after all
    return found


def unit_after_of(text: str, pos: int) -> tuple[Span | None, Span | None]:
    """Of "of Pyongyang's troops" the unit ("troops") and the whole it is a part of; of "of them" nothing."""
    match = _OF.match(text, pos)
    if match is None:
        return None, None
    whole = whole_at(text, match.end())
    if whole is None:
        return None, None
    head = _head_of(text, whole)
    return head, whole if _is_whole(whole.of(text)) else None


def _is_whole(words_of: str) -> bool:
    """Whether a part is meant ("of the 613", "of Pyongyang's troops") and no mere kind ("a score of people")."""
    return _DETERMINER.match(words_of) is not None or re.search(r"['’]|\d", words_of) is not None


def share_of(text: str, pos: int, *, half: bool = False) -> Span | None:
    """What a share ending at `pos` is a share of: "leader Kim's reserve" of "20% of leader Kim's reserve"."""
    match = _OF.match(text, pos) or (_HALF_TAKES.match(text, pos) if half else None)
    return None if match is None else whole_at(text, match.end())


def whole_at(text: str, pos: int) -> Span | None:
    """The noun phrase at `pos`, determiners, possessors and numbers included; None for a pronoun."""
    if _POINTERS.match(text, pos):
        return None
    if (match := _THOSE.match(text, pos)) and _takes_participle(match.group(1)):
        end = match.end() if match.group(2) and _takes_participle(match.group(2)) else match.end(1)
        return Span(start=pos, end=end)
    inner = pos
    if match := _DETERMINER.match(text, pos):
        inner = match.end()
    if match := _NUMBER.match(text, inner):
        inner = match.end()
        if after := re.compile(r"\s+").match(text, inner):
            found = _walk(text, after.start(), plural=True, limit=WHOLE_WORDS)
            return Span(start=pos, end=found.end if found else match.end())
        return Span(start=pos, end=match.end())
    found = _walk(text, inner, plural=True, limit=WHOLE_WORDS)
    return None if found is None else Span(start=pos, end=found.end)


def _head_of(text: str, whole: Span) -> Span | None:
    """The words after the last possessor or determiner of `whole`."""
    piece = whole.of(text)
    start = whole.start
    for match in _BEFORE_HEAD.finditer(piece):
        start = whole.start + match.end()
    if start >= whole.end or (piece.lower().startswith(("those ", "these ")) and start == whole.start):
        return None
    return Span(start=start, end=whole.end) if re.search(r"[^\W\d_]", text[start : whole.end]) else None


def _takes_participle(word: str) -> bool:
    lower = word.lower()
    return lower in words.STATE_WORDS or lower.endswith("ed")


def ends_phrase(word: str) -> bool:
    """Whether no noun phrase goes on over `word`: a function word, a finite verb, a day's name, an adverb."""
    lower = word.lower()
    if lower in words.PHRASE_ENDS:
        return not (word.isupper() and len(word) > 1) and not (word[0].isupper() and lower in words.DIRECTIONS)
    if lower in _CALENDAR or word in _CALENDAR_CAPITALS:
        return True
    return lower.endswith("ly") and lower not in words.PHRASE_LY


def _next_word(text: str, pos: int) -> re.Match[str] | None:
    gap = _GAP.match(text, pos)
    if gap is None:
        closing = _CLOSING.match(text, pos)
        gap = None if closing is None else _GAP.match(text, closing.end())
        if gap is None:
            return None
    return _WORD.match(text, gap.end())


def _goes_on(text: str, pos: int) -> bool:
    """Whether a noun may follow at `pos`, so that a participle or an -ing word before it is an adjective."""
    match = _next_word(text, pos)
    return match is not None and not ends_phrase(match.group()) and match.group().lower() not in words.STATE_WORDS


def _walk(text: str, pos: int, *, plural: bool, limit: int) -> Span | None:
    start, end, taken = -1, pos, 0
    match = (
        _WORD.match(text, pos)
        if text[pos : pos + 1].isalpha() and not text[pos - 1].isalnum()
        else _next_word(text, pos)
    )
    while match is not None and taken < limit:
        word = match.group()
        lower = word.lower()
        if ends_phrase(word):
            break
        if _takes_participle(word) or (lower.endswith("ing") and len(lower) > 5):
            if not _goes_on(text, match.end()) or (start >= 0 and not plural):
                break
        elif start < 0 and lower in words.AFTER_NUMBER and _goes_on(text, match.end()):
            match = _next_word(text, match.end())
            continue
        start = match.start() if start < 0 else start
        end, taken = match.end(), taken + 1
        possessive = lower.endswith(("'s", "’s", "s'", "s’"))
        if plural and not possessive and is_plural(word) and not _heads_on(text, match):
            break
        match = _next_word(text, match.end())
    return None if start < 0 else Span(start=start, end=end)


def _heads_on(text: str, match: re.Match[str]) -> bool:
    """Whether a plural only describes the plural after it: "weapons depots"."""
    if match.group().lower() not in words.ATTRIBUTIVE_PLURALS:
        return False
    following = _next_word(text, match.end())
    return following is not None and not ends_phrase(following.group()) and not _takes_participle(following.group())
