"""How like two tellings' words are: content words in a common form, numbers apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reportedly.knowledge.common_words import load_common_words
from reportedly.knowledge.languages.en import words as en
from reportedly.model.quantity import Number, Quantity

_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = (
    en.AUXILIARIES | en.DETERMINERS | en.PREPOSITIONS | en.CONJUNCTIONS | en.RELATIVES | en.ADVERBS
    | frozenset(
        "said says say told according it its he she they them there more than over up least some around".split()
    )
    | frozenset(
        "nearly almost approximately us highly very likely unlikely probably certain certainly estimated".split()
    )
    | {"about", "reportedly"}
)  # fmt: skip
_SHORTEST_STEM = 4
_SHORTEST_NAME = 3
_CALENDAR = en.WEEKDAYS | en.MONTHS
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s", "ly", "al", "n")


@lru_cache(maxsize=1 << 14)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, cut to a common beginning ("soldiers", "soldier"; "Ukrainian", "Ukraine")."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in found if word not in _EMPTY and len(word) > 1)


@lru_cache(maxsize=1 << 14)
def names_in(text: str) -> frozenset[str]:
    """The words of names, in a form that spellings share: capitals that no common word is known by, months aside."""
    common = load_common_words()
    found = (word for word in _WORD.findall(text) if word[0].isupper() and len(word) >= _SHORTEST_NAME)
    return frozenset(
        sound_of(word.casefold()) for word in found if (low := word.casefold()) not in common and low not in _CALENDAR
    )


def acronym_of(name: str) -> str:
    """The initials of a name of several words: "National Anti-Terrorism Committee" NAC."""
    words = (word for part in name.split() if (word := _WORD.search(part)) is not None)
    return "".join(word.group()[0] for word in words if word.group()[0].isupper() and not word.group().isupper())


def numbers_of(quantity: Quantity) -> frozenset[Number]:
    """The numbers that the words name; zero, which "up to" begins at, is none of them."""
    return _numbers(quantity.point, quantity.low, quantity.high)


@lru_cache(maxsize=1 << 14)
def _numbers(point: Number | None, low: Number | None, high: Number | None) -> frozenset[Number]:
    if low == high and (point is None or point == low):
        return frozenset((low,)) if low else frozenset()
    return frozenset(n for n in (point, low, high) if n)


@lru_cache(maxsize=1 << 15)
def event_words(title: str, sentence: str) -> frozenset[str]:
    """The words of a sentence and of the title above it, which names the event."""
    return content_words(title) | content_words(sentence)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words by the shorter one's: 1.0 where one holds all of the other (the overlap coefficient)."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words by all words."""
    every = len(one | other)
    return len(one & other) / every if every else 0.0


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


_SOUNDS = (
    ("gh", "g"), ("kh", "k"), ("q", "g"), ("ph", "f"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("ck", "k"), ("c", "k"),
    ("z", "s"), ("w", "v"), ("j", "y"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy'’\-.]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 12)
def sound_of(name: str) -> str:
    """A name in a form that most romanisations of it share: consonants alone, those the press confuses as one.

    "Zafarghandi" and "Zafarqandi", "Zelensky" and "Zelenskiy". Words of one name stay apart.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    words = (_TWICE.sub(r"\1", word[0] + _VOWELS.sub("", word[1:])) for word in re.split(r"[\s\-]+", plain) if word)
    return " ".join(words)
