"""Sources that stand side by side in one phrase: "A and B", "A, B and C", "both A and B"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.extraction.sources import Roster
from reportedly.knowledge.languages.en import words as en
from reportedly.model.report import Span


def sources(text: str, source: tuple[Span, ...], roster: Roster) -> list[Span]:
    """The spans of sources that stand side by side: two names or two bodies joined by "and" or "along with"; a list of
    persons under one role ("lawmakers A and B") is one source."""
    if len(source) != 1:
        return list(source)
    whole = source[0]
    parts = _listed(text, whole)
    if len(parts) < _FEWEST_SIDES:
        return [whole]
    if len(parts) == _FEWEST_SIDES and _is_one_of_two_offices(*(part.of(text).split() for part in parts)):
        return [whole]
    persons = all(_PERSON.fullmatch(part.of(text)) for part in parts)
    if persons or all(_stands_alone(part.of(text), roster) for part in parts):
        return parts
    return [whole]


def _is_one_of_two_offices(first: Sequence[str], second: Sequence[str]) -> bool:
    """ "The former mayor and opposition senator" is one person: an office without an article goes with the one
    before."""
    bare = second[0].islower() and second[0] not in en.DETERMINERS and second[-1] in en.PEOPLE_NOUNS
    return first[0].lower() in en.DETERMINERS and first[-1] in en.PEOPLE_NOUNS and bare


_FEWEST_SIDES = 2
_JOINT = re.compile(r",?\s+(?:and|along with|as well as|together with)\s+(?:(?:according )?to\s+)?|,\s+")


def _listed(text: str, whole: Span) -> list[Span]:
    """The members of "A, B and C"; one span where a comma sets something else off, or nothing joins."""
    words = whole.of(text).rstrip(" ,")
    opening = re.match(r"both\s+", words, re.IGNORECASE)
    joints = list(_JOINT.finditer(words))
    if not joints or not re.search(r"\w", joints[-1].group()):  # "A, the head of B": an apposition
        return [whole]
    starts = [opening.end() if opening else 0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(words)]
    return [
        Span(start=whole.start + start, end=whole.start + end)
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]


_PERSON = re.compile(r"[A-Z][a-z][\w'’-]*(?:\s+[A-Z][\w'’-]+){1,2}")  # two or three names, no title before them


_ACRONYM = re.compile(r"[A-Z]{2,6}")


def _stands_alone(words: str, roster: Roster) -> bool:
    """Whether words name a source by themselves: a known name, or a phrase that ends in a role or body."""
    plain = re.sub(r"^(?:the|a|an|to)\s+(?:the\s+)?", "", words.strip(), flags=re.IGNORECASE)
    if roster.knowledge.actors.find(plain) is not None or _ACRONYM.fullmatch(plain):
        return True
    head = re.split(r"\s+(?:of|in|at|from|for|to|who|with)\s+", plain, maxsplit=1)[0].split()
    return bool(head) and en.singular(head[-1]) in en.BODY_NOUNS | en.PEOPLE_NOUNS and head[-1] not in ("own", "allies")
