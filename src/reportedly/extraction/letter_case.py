"""Capitals that tell names, put back where a text or a headline is written in capitals throughout.

Everything that reads names goes by their capitals, so a paragraph in capitals is read in a copy of the same length:
words of the list of common words in lower case, all others and the names of the tables with a capital, explained
acronyms as they are. What is kept and shown are the report's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.extraction.mentions import LONGEST_NAME
from reportedly.knowledge import Knowledge
from reportedly.knowledge.actors import fold
from reportedly.knowledge.common_words import load_common_words
from reportedly.knowledge.languages.en import words as en

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ACRONYM = re.compile(r"[(\[]([A-Z]{2,8}(?:-[A-Z0-9]+)?)[)\]]")
_OPENS_SENTENCE = re.compile(
    r"(?:(?<!\.[A-Z])[.!?][”\")]?\s+|--\s(?:\[[A-Z ]+\]\s)*|:\s|\n\s*\n\s*|^\s*)[“\"(]*$"  # "U.S. ADVISER" opens none
)
_OPENING_CHARS = 30
FEWEST_LETTERS = 20  # below it, an acronym or two are a line of their own
FEWEST_WORDS = 4
CAPITAL_SHARE = 0.9
_LONG_NAME_WORDS = 2  # from this many words on, a known name is a name whatever its words are
_NEVER_CAPITAL = en.PREPOSITIONS | en.CONJUNCTIONS | frozenset(("the", "a", "an"))


def restored(text: str, knowledge: Knowledge) -> str:
    """The text as it is read: the same but for letter case, of the same length."""
    return "".join(
        _in_mixed_case(text[start:end], knowledge) if _is_capitals(text[start:end]) else text[start:end]
        for start, end in _stretches(text)
    )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines in capitals, and of lines that are not; an empty line belongs to either."""
    start = at = 0
    kind: bool | None = None
    for line in text.splitlines(keepends=True):
        here = _share_of_capitals(line)
        if here is not None:
            if kind is not None and kind != (here >= CAPITAL_SHARE):
                yield start, at
                start = at
            kind = here >= CAPITAL_SHARE
        at += len(line)
    yield start, at


def _share_of_capitals(words: str) -> float | None:
    lower, upper = (len("".join(letters.findall(words))) for letters in (_LOWER, _UPPER))
    return upper / (lower + upper) if lower + upper else None


_LOWER, _UPPER = re.compile(r"[a-zà-öø-ÿ]+"), re.compile(r"[A-ZÀ-ÖØ-Þ]+")


def _is_capitals(stretch: str) -> bool:
    share = _share_of_capitals(stretch)
    if (share or 0) < CAPITAL_SHARE or len(stretch) < FEWEST_LETTERS:
        return False
    letters = sum(map(str.isalpha, stretch))
    return letters >= FEWEST_LETTERS and len(_WORD.findall(stretch)) >= FEWEST_WORDS


def _in_mixed_case(text: str, knowledge: Knowledge) -> str:
    words = list(_WORD.finditer(text))
    common = load_common_words()
    acronyms = frozenset(_ACRONYM.findall(text))
    explained = {start for match in _ACRONYM.finditer(text) for start in _explained(words, match)}
    out = list(text)
    at = 0
    while at < len(words):
        count = _known_name(text, words, at, knowledge)
        for word in words[at : at + max(1, count)]:
            plain, low = word.group(), word.group().lower()
            named = (count or word.start() in explained) and not (count != 1 and low in _NEVER_CAPITAL)
            if plain in acronyms or "." in plain or (named and _is_acronym(plain, knowledge)):
                continue
            opens = _OPENS_SENTENCE.search(text[max(0, word.start() - _OPENING_CHARS) : word.start()])
            if named or opens or not _is_common(low, common):
                shown = "-".join(part[:1] + part[1:].lower() for part in plain.split("-"))
            else:
                shown = low
            if len(shown) == len(plain):  # a letter may have no lower case of one character
                out[word.start() : word.end()] = shown
        at += max(1, count)
    return "".join(out)


def _explained(words: list[re.Match[str]], acronym: re.Match[str]) -> Iterator[int]:
    """Where the words begin that an acronym in brackets after them stands for."""
    before = [word for word in words if word.end() <= acronym.start() and acronym.start() - word.end() < _LONGEST_FORM]
    letters = list(acronym.group(1))
    starts = []
    for word in reversed(before):
        if not letters:
            break
        if word.group()[0] == letters[-1]:
            letters.pop()
            starts.append(word.start())
        elif word.group().lower() not in _NEVER_CAPITAL:
            return
    if not letters:
        yield from starts


_LONGEST_FORM = 90  # characters


def _known_name(text: str, words: list[re.Match[str]], at: int, knowledge: Knowledge) -> int:
    """How many words from here on are a name of the tables; 0 where none is, or a single common word."""
    for last in range(min(at + LONGEST_NAME, len(words)), at, -1):
        name = text[words[at].start() : words[last - 1].end()]
        if re.search(r"[,;:()\[\]\n]", name):
            continue
        single = last - at < _LONG_NAME_WORDS
        if single and words[at].group().lower() in load_common_words():
            continue
        found = (
            knowledge.actors.find(name) is not None
            or bool(knowledge.places.find(name))
            or fold(name) in knowledge.actors.capitals
            or (
                single
                and (fold(name) in knowledge.given_names or knowledge.actors.by_demonym(name.title()) is not None)
            )
        )
        if found:
            return last - at
    return 0


def _is_acronym(word: str, knowledge: Knowledge) -> bool:
    actor = knowledge.actors.find(word)
    return actor is not None and word in (actor.name, *actor.aliases)


def _is_common(low: str, common: frozenset[str]) -> bool:
    if len(low) == 1 or low in _NEVER_CAPITAL:
        return True
    if low in en.WEEKDAYS | en.MONTHS:
        return False
    parts = low.replace("’", "'").removesuffix("'s").split("-")
    return all(part in common or en.singular(part) in common for part in parts)
