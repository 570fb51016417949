"""Numerals: where a number stands in a text, and which number it is, digits and words alike.

A grammar of its own, because offsets into the untouched text are needed: "11,000", "84 770", "6K", "1.2m",
"15-thousand", "four-thousand-100", "twenty-one", "half a million", "two dozen", "two-thirds", "hundreds of thousands".
Bounds, units and meaning are no business of this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from reportedly.knowledge.languages.en import quantities as words
from reportedly.model.quantity import Number


class Form(StrEnum):
    """How the number is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"  # value is the share itself, 0.5 for "half"
    VAGUE = "vague"  # no value: "dozens"
    MULTIPLE = "multiple"  # "twice", "threefold"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number as written: `text[start:end]`.

    `value` is None for vague words. `scale` is the multiplier word's worth (1 without one), `mantissa` what stands
    before it, so that "10 to 12 thousand" can share it. `grouped`: written with separators of thousands.
    """

    start: int
    end: int
    form: Form
    value: Number | None = None
    scale: int = 1
    mantissa: Number = 0
    grouped: bool = False
    prefix_end: int = 0  # where a currency code before the digits ends; 0 without one


# Characters: a quadrillion in groups; longer strings of digits are keys and codes.
LONGEST_NUMBER = 21


def _any_of(phrases: object) -> str:
    """An alternation, longest first, so that the longest reading wins."""
    ordered = sorted(phrases, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)


_SMALL = {**words.SMALL_NUMBERS, **words.TENS}
_SMALL_RX = _any_of(_SMALL)
_BIG_RX = _any_of(words.MULTIPLIERS)
_PARTS_RX = _any_of(words.FRACTION_PARTS)
_VAGUE_RX = _any_of(words.VAGUE_PLURALS)
_VAGUE_UNIT = _any_of(words.VAGUE_MULTIPLIED)

ANCHOR = re.compile(
    rf"(?:(?<![\w])(?:(?:{_any_of(words.CURRENCY_PREFIXES)})\s?)?[-−]?(?=[\d½¼¾⅓⅔])|(?<![\w.,])\.(?=\d)"
    rf"|(?<![\w])(?:{_SMALL_RX}|half|halves|{_any_of(words.ORDINALS)}|{_any_of(words.MULTIPLES)}|{_VAGUE_RX}"
    rf"|{_any_of(words.VAGUE_SMALL)}|(?:an?|one)\s+(?:{_BIG_RX}|{_PARTS_RX}|pair|couple)|(?:the|these|those|his|its|their|some|about)\s+dozen|hundred(?=-odd)|[a-z]+fold"
    r"|minus[-\s](?=\d))(?![A-Za-z]))",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?P<minus>[-−]|minus[-\s])?(?:(?P<grouped>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?![\d,]\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?![\d.])"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d,.]\d|\d|\s\d|-|[A-Za-z]))"
    r"|(?P<plain>\d*\.\d+|\d{1,3},\d{1,2}(?=\s(?:thousand|million|billion)\b)|\d+(?![\d.]*\.\d{3}\.)))(?P<sign>[½¼¾⅓⅔])?|(?P<alone>[½¼¾⅓⅔])"
)
_SLASH = re.compile(r"(\d{1,3})[/⁄](\d{1,3})(?=\s+of\b)")
_GLUED = re.compile(rf"({_any_of(words.GLUED_MULTIPLIERS)})(?![\w/])")
_SCALE = re.compile(rf"[\s-]{{1,2}}({_BIG_RX})s?(?![A-Za-z])", re.IGNORECASE)
_MORE_WORDS = re.compile(rf"(?:[\s-]|,\s)?(?:and\s+)?({_SMALL_RX}|{_BIG_RX})(?![A-Za-z])", re.IGNORECASE)
_MORE_DIGITS = re.compile(r"-(\d{1,3})(?![\d,.]*\d|-)")
_AND_HALF = re.compile(r"\s+and\s+(?:a\s+half|(one|two|three)[-\s](thirds?|quarters?))(?=\s|\b)", re.IGNORECASE)
_HALF_OF = re.compile(
    rf"half[-\s]an?[-\s]({_BIG_RX})\b|(?:an?\s+|one\s+)?quarter(?:[-\s]of)?[-\s]a[-\s]({_BIG_RX})\b"
    rf"|three[-\s]quarters\s+of\s+a\s+({_BIG_RX})\b",
    re.IGNORECASE,
)
_ARTICLE_BIG = re.compile(
    rf"(?:an?\s+({_BIG_RX})|(?:the|these|those|his|its|their|some|about)\s+(dozen)|(hundred)(?=-odd))\b", re.IGNORECASE
)
_PAIR = re.compile(rf"a\s+(?:pair\s+of|couple(?:\s+of)?\s+({_BIG_RX}))\b", re.IGNORECASE)
_FRACTION = re.compile(rf"(?:(an?|{_SMALL_RX})[-\s])({_PARTS_RX})(s?)\b", re.IGNORECASE)
_PART = (
    rf"(?:(?:many|low|high)\s+)?(?:{_VAGUE_RX})(?:\s+(?:of|upon|and)\s+(?:{_VAGUE_RX}))*"
    rf"|(?:{_any_of(words.VAGUE_SMALL)})(?:\s+of)?[\s-]+(?:{_VAGUE_UNIT})s?(?:\s+(?:thousand|million|billion)s?)?\b"
)
_VAGUE = re.compile(
    rf"(?:{_PART}|{_any_of(words.VAGUE_SMALL)}(?!\s+of\s+the\b))"
    rf"(?:,?\s+(?:{_any_of(words.VAGUE_LINKS)})\s+(?:{_PART}))*(?![A-Za-z])",
    re.IGNORECASE,
)
_FOLD = re.compile(rf"(?:({_SMALL_RX})-?fold|({_any_of(words.MULTIPLES)}))\b", re.IGNORECASE)
_ORDINAL = re.compile(rf"(?:{_any_of(words.ORDINALS)})\b", re.IGNORECASE)
_COMPOUND_ORDINAL = re.compile(
    rf"({_any_of(words.TENS)})-({_any_of(name for name, worth in words.ORDINALS.items() if worth < 10)})\b",
    re.IGNORECASE,
)
_ORDINAL_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3}){0,3}|\d{1,9})(?:st|nd|rd|th)\b")


def read(text: str, start: int) -> Numeral | None:
    """The numeral that begins at `start`, as long as it goes; None where the words there make no number."""
    first = text[start]
    if first.isdigit() or first in "-−.½¼¾⅓⅔":
        return _read_digits(text, start, start)
    if match := _COMPOUND_ORDINAL.match(text, start):
        tens, unit = words.TENS[match.group(1).lower()], words.ORDINALS[match.group(2).lower()]
        return Numeral(start, match.end(), Form.ORDINAL, tens + unit)
    for reading in (_read_idiom, _read_fraction, _read_vague, _read_words, _read_multiple):
        numeral = reading(text, start)
        if numeral is not None:
            return numeral
    if match := _ORDINAL.match(text, start):
        return Numeral(start, match.end(), Form.ORDINAL, words.ORDINALS[match.group().lower()])
    digits = re.compile(r"\d").search(text, start, start + 12)
    return None if digits is None else _read_digits(text, start, _signed_start(text, start, digits.start()))


def scaled(numeral: Numeral, scale: int) -> Number:
    """The value of a numeral that borrows the multiplier of the one after it ("10 to 12 thousand")."""
    return _tidy((numeral.value or 0) * scale)


def _signed_start(text: str, start: int, digit: int) -> int:
    """Where the number with its sign begins, behind a currency code."""
    if text[start : start + 5].lower() == "minus":
        return start
    return digit - 1 if text[digit - 1] in "-−" and digit > start else digit


def _read_digits(text: str, start: int, at: int) -> Numeral | None:
    if match := _ORDINAL_DIGITS.match(text, at):
        return Numeral(start, match.end(), Form.ORDINAL, int(match.group(1).replace(",", "")))
    if match := _SLASH.match(text, at):
        top, bottom = int(match.group(1)), int(match.group(2))
        return Numeral(start, match.end(), Form.FRACTION, top / bottom) if 0 < top < bottom else None
    match = _DIGITS.match(text, at)
    if match is None or match.end() - match.start() > LONGEST_NUMBER:
        return None
    value, end = _digits_value(match), match.end()
    grouped = match.group("grouped") is not None
    scale = 1
    if glued := _GLUED.match(text, end):
        letter = glued.group(1)
        if letter not in ("m", "b", "B", "k", "K", "M") or _is_scale(text, match, glued):
            scale, end = words.GLUED_MULTIPLIERS[letter], glued.end()
    else:
        scale, end = _scales(text, end)
    whole = _tidy(value * scale)
    if scale >= 1000 and (rest := _MORE_DIGITS.match(text, end)):
        whole, end = whole + int(rest.group(1)), rest.end()
    elif scale > 1 and (half := _AND_HALF.match(text, end)) and half.group(1) is None:
        whole, end = whole + scale // 2, half.end()
    prefix_end = at if at > start and text[start : start + 5].lower() != "minus" else 0
    return Numeral(start, end, Form.DIGITS, whole, scale, value, grouped, prefix_end)


def _digits_value(match: re.Match[str]) -> Number:
    raw = match.group("grouped")
    if raw is not None:
        kept = re.sub(r"[,\s'’]", "", raw) if raw.count(".") < 2 else raw.replace(".", "")
    else:
        kept = (match.group("plain") or "0").replace(",", ".")  # "1,2 million" in the continental manner
    value: Number = float(kept) if "." in kept else int(kept)
    sign = match.group("sign") or match.group("alone")
    if sign:
        value = value + words.FRACTION_SIGNS[sign]
    return -value if match.group("minus") else value


_AFTER_MILLION = re.compile(
    r"\s+(?:people|were|are|have|had|[A-Z][a-z]+\s+[a-z]+s|(?!metres|meters)[a-z]+(?:s|ed|men|en)\b)"
)
_METRE_CUE = re.compile(rf"[-\s](?:{_any_of(words.METRE_CUES)})\b|\s*\(\d+\s?ft|-", re.IGNORECASE)
_MONEY_BEFORE = re.compile(rf"(?:[{words.CURRENCY_SIGNS}]|\b(?:{_any_of(words.CURRENCY_PREFIXES)}))\s?[-−]?\Z")


def _is_scale(text: str, digits: re.Match[str], glued: re.Match[str]) -> bool:
    """Whether a glued letter multiplies: "$5m", "6K", "1.2m people" do, "37m long" does not."""
    if _MONEY_BEFORE.search(text, max(0, digits.start() - 5), digits.start()):
        return True
    letter = glued.group(1)
    if letter in "bB":
        return _AFTER_MILLION.match(text, glued.end()) is not None
    if letter in "kK":
        return True
    if _METRE_CUE.match(text, glued.end()):
        return False
    if letter == "M" or "." in digits.group():
        return True
    return _AFTER_MILLION.match(text, glued.end()) is not None


def _scales(text: str, end: int) -> tuple[int, int]:
    """Multiplier words after digits: "12 thousand", "4 hundred million"; their product, and where they end."""
    scale = 1
    while match := _SCALE.match(text, end):
        word = match.group(1).lower()
        if word == "score" or (scale > 1 and words.MULTIPLIERS[word] <= scale):
            break
        scale *= words.MULTIPLIERS[word]
        end = match.end()
    return scale, end


def _read_idiom(text: str, start: int) -> Numeral | None:
    if match := _HALF_OF.match(text, start):
        share, word = next((s, w) for s, w in zip((0.5, 0.25, 0.75), match.groups(), strict=True) if w)
        return Numeral(start, match.end(), Form.WORDS, _tidy(share * words.MULTIPLIERS[word.lower()]))
    if match := _PAIR.match(text, start):
        worth = words.MULTIPLIERS[match.group(1).lower()] if match.group(1) else 1
        return Numeral(start, match.end(), Form.WORDS, 2 * worth)
    if match := _ARTICLE_BIG.match(text, start):
        word = next(filter(None, match.groups())).lower()
        if word == "score" and not text.startswith(" of", match.end()):
            return None
        return _continue_words(text, start, match.end(), 0, words.MULTIPLIERS[word])
    return None


def _read_fraction(text: str, start: int) -> Numeral | None:
    match = _FRACTION.match(text, start)
    if match is None:
        half = re.compile(r"half(?![A-Za-z])", re.IGNORECASE).match(text, start)
        return None if half is None else Numeral(start, half.end(), Form.FRACTION, 0.5)
    count_word, part, plural = match.group(1).lower(), match.group(2).lower(), match.group(3)
    count = 1 if count_word in ("a", "an") else _SMALL[count_word]
    if count >= words.FRACTION_PARTS[part] or (count > 1) != bool(plural or part == "halves"):
        return None
    if part == "half" and count_word in ("a", "an"):
        return None
    return Numeral(start, match.end(), Form.FRACTION, count / words.FRACTION_PARTS[part])


def _read_vague(text: str, start: int) -> Numeral | None:
    match = _VAGUE.match(text, start)
    return None if match is None else Numeral(start, match.end(), Form.VAGUE)


def _read_words(text: str, start: int) -> Numeral | None:
    match = _MORE_WORDS.match(text, start)
    if match is None or match.start(1) != start or match.group(1).lower() not in _SMALL:
        return None
    return _continue_words(text, start, match.end(), 0, _SMALL[match.group(1).lower()])


def _continue_words(text: str, start: int, end: int, total: int, current: int) -> Numeral:
    """The rest of a number in words, the first word being read; `current` is worth less than a thousand groups."""
    last, scale = current, 1
    if current >= 1000:
        total, current, scale = current, 0, current
    while match := _MORE_WORDS.match(text, end):
        word = match.group(1).lower()
        joined = match.group()[0] in " -\n\u00a0"
        has_and = re.search(r"\band\b", match.group(), re.IGNORECASE) is not None
        if not joined and not match.group().startswith(","):
            break
        if word in _SMALL:
            worth = _SMALL[word]
            if not _may_follow(worth, last, has_and=has_and, comma=match.group().startswith(",")):
                break
            current += worth
        elif has_and or match.group().startswith(",") or (word == "score" and last > 10):
            break
        else:
            worth = words.MULTIPLIERS[word]
            if worth <= 100 and current < 100:
                current *= worth
            elif worth > 100 and current:
                total, current = total + current * worth, 0
            else:
                break
            scale = worth
        last, end = worth, match.end()
    if last >= 1000 and (rest := _MORE_DIGITS.match(text, end)):
        total, end = total + int(rest.group(1)), rest.end()
    value, end = _and_a_half(text, end, total + current, last)
    return Numeral(start, end, Form.WORDS, value, scale, value // scale)


def _may_follow(worth: int, last: int, *, has_and: bool, comma: bool) -> bool:
    """Whether a word below a hundred may follow: units after tens, anything smaller after a multiplier."""
    if comma:
        return False
    if has_and or last >= 100:
        return last >= 100 and last != 12 and worth < last
    return last in (20, 30, 40, 50, 60, 70, 80, 90) and 0 < worth < 10


def _and_a_half(text: str, end: int, value: int, last: int) -> tuple[Number, int]:
    """ "A million and a half", "two and a half million", "two and a half"."""
    match = _AND_HALF.match(text, end)
    if match is None or match.group(1) is not None:
        return value, end
    if last >= 100:
        return value + last // 2, match.end()
    if scale := _SCALE.match(text, match.end()):
        return _tidy((value + 0.5) * words.MULTIPLIERS[scale.group(1).lower()]), scale.end()
    return value + 0.5, match.end()


def _read_multiple(text: str, start: int) -> Numeral | None:
    match = _FOLD.match(text, start)
    if match is None:
        return None
    worth = _SMALL[match.group(1).lower()] if match.group(1) else words.MULTIPLES[match.group(2).lower()]
    return Numeral(start, match.end(), Form.MULTIPLE, worth)


def _tidy(value: Number) -> Number:
    """An int where the number is whole: 1.2 million is 1200000, not 1199999.9999999998."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded
