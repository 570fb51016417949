"""Counts of one: "one soldier" beside "at one point", and articles that count ("a soldier and 13 civilians")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.extraction.counted import ends_phrase, is_person_plural
from reportedly.knowledge.languages.en import quantities as words
from reportedly.model.report import Span

_ONE_SUBJECT = re.compile(r"\s+(?:was|is|were|has|had|died|dead|killed|injured|wounded|missing|of\s+whom|civilian)\b")
_ONE_OBJECT = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|wound(?:ed|ing|s)?|injur(?:ed|ing|es)|captur(?:ed|ing)|destroy(?:ed|ing)|another|least|than|only|just)\s+\Z",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\s+of\s+(?P<determined>(?:its|their|his|her|our|the|those)\b)?")
_NOT_BEFORE = re.compile(r"\b(?:no|any|every|number|day|not|a|an)\s+\Z", re.IGNORECASE)
_OR_OTHER = re.compile(r"\s+or\s+(?:the\s+)?(?:other|another)\b", re.IGNORECASE)

_NOUNS = "|".join(
    sorted((re.escape(noun) for noun in (*words.PERSON_NOUNS, *words.THING_NOUNS)), key=len, reverse=True)
)
_INDEFINITE = re.compile(
    r"\b(an?|another|A|An|Another)\s+((?:(?:[A-Z][\w’'-]*|\d+-year-old|[a-z]+ed|"
    + "|".join(re.escape(adjective) for adjective in words.ARTICLE_ADJECTIVES)
    + rf")\s+){{0,3}}(?:{_NOUNS}))(?![\w’'-])"
)
# "A Palestinian was killed": a nationality stands for a person where a verb says what was done to him.
_OF_NATION = re.compile(
    r"\b(an?|another|A|An|Another)\s+([A-Z][a-z]+(?:an|ian|ese|ish|i|ite|ch))(?=\s+(?:was|were|had\s+been|has\s+been|is|died|and\s+\w+\s+\w+\s+were)\b)"
)
_NEXT = re.compile(r"\s+([^\W\d_][\w’'-]*)")


def one_counts(text: str, start: int, end: int, unit: Span | None) -> bool:
    """Whether the "one" at [start, end) counts: "one soldier", "killing one", "one of its members"; not "no one"."""
    if _NOT_BEFORE.search(text, max(0, start - 12), start):
        return False
    if part := _ONE_OF.match(text, end):
        head = unit.of(text).split()[-1] if unit is not None and part.group("determined") else None
        return head is not None and (is_person_plural(head) or head.lower() in words.GROUP_NOUNS)
    if unit is not None:
        return unit.of(text).split()[0].lower() not in words.ONE_IDIOMS and not _OR_OTHER.match(text, unit.end)
    return bool(_ONE_SUBJECT.match(text, end) or _ONE_OBJECT.search(text, max(0, start - 16), start))


def indefinites(text: str) -> Iterator[tuple[Span, Span]]:
    """Article and noun phrase of each "a soldier", "another farmer" whose noun the tables know."""
    for match in _INDEFINITE.finditer(text):
        following = _NEXT.match(text, match.end())
        if following is None or _may_follow_noun(following.group(1)):
            yield Span(start=match.start(1), end=match.end(1)), Span(start=match.start(2), end=match.end(2))
    yield from _nationals(text)


def _nationals(text: str) -> Iterator[tuple[Span, Span]]:
    for match in _OF_NATION.finditer(text):
        yield Span(start=match.start(1), end=match.end(1)), Span(start=match.start(2), end=match.end(2))


def _may_follow_noun(word: str) -> bool:
    """Whether a word can stand after a whole noun phrase; after half a compound ("a hospital official") it cannot."""
    lower = word.lower()
    if lower in words.ING_NOUNS:
        return False  # "a civilian gathering"
    return ends_phrase(word) or lower.endswith(("ed", "ing")) or lower in words.STATE_WORDS
