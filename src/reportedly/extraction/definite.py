"""Definite descriptions as sources: "the minister", "the group's director", "the statement", "the former mayor".

Each function gives whom the words stand for in the report so far, or None where they may name somebody themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extraction import anaphora
from reportedly.extraction.people import gender_of
from reportedly.extraction.tokens import Token
from reportedly.knowledge.actors import Actor
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind, Hop
from reportedly.model.report import Span

if TYPE_CHECKING:
    from reportedly.extraction.sources import Roster

GROUP_WORDS = frozenset(["group", "movement", "militia", "rebels", "faction", "insurgents"])
PROPER = re.compile(
    r"(?:the\s+)?[A-Z][\w'’.-]+(?:\s+(?:of|for|and|the|in|al|bin|ibn|van|von|de|der|la|da|[A-Z][\w'’-]*))*"
)
_EPITHETS_TOO = frozenset(("man", "woman", "officer", "resident", "soldier", "lawmaker", "teacher", "driver"))
_SEVERAL = frozenset("staff family people police troop personnel public child victim".split())
_FOCUS_CHARS = 800  # some five sentences: whoever spoke before is out of focus
_RESUMING_DETERMINERS = frozenset(["the", "his", "her", "its", "their", "this"])
_LONGEST_ROLE_WORDS = 9  # "the head of the UN mission in the east of the country" is nine and an article
# What any body can be called; "the group" stands for the one named last where none is a group by its table.
_NAMELESS = frozenset(
    ["group", "organisation", "organization", "charity", "agency", "body", "bureau", "watchdog", "monitor"]
)
_PRESS_NOUNS = frozenset("newspaper paper tabloid broadsheet broadcaster magazine daily channel outlet network".split())
_BODY_KINDS = GROUP_WORDS | {
    "army",
    "military",
    "ministry",
    "government",
    "police",
    "presidency",
    "court",
    "mission",
    "union",
}


def called(roster: Roster, as_written: str, words: Sequence[Token], span: Span) -> Hop | None:
    """A definite role that the report gives somebody it names: "the Russian minister", "the group's director"."""
    low = [token.lower for token in words]
    possessed = len(words) >= 2 and words[0].is_capital and words[1].start - words[0].end > 1  # "Doe's lawyer"
    opens = low[0] in _RESUMING_DETERMINERS or (possessed and not words[-1].is_capital)
    if not opens or not 2 <= len(low) <= _LONGEST_ROLE_WORDS or "or" in low:
        return None
    if "and" in low:  # "the former first lady and senator" is one person, "the minister and his aides" are not
        return (
            None
            if set(low[low.index("and") :]) & _RESUMING_DETERMINERS
            else called_both(roster, as_written, words, span)
        )
    end = next((at for at, word in enumerate(low) if word in ("of", "for", "in", "at", "from")), len(low))
    found = roster.people.called([*low[end + 1 :], *low[int(not possessed) : end]], span.start)
    if found is None:
        return None
    return roster.person_hop(found.name, " ".join(t.text for t in words[1:]), "", as_written, span)


def issuer(roster: Roster, text: str, words: Sequence[Token], span: Span) -> Hop | None:
    """Whose document it is: the one a phrase names after it ("a statement released on Monday by X"), or, for "the
    statement", who is heard in the sentence where it is first spoken of."""
    noun = words[-1].lower
    if noun in ("released", "issued", "published", "carried", "distributed"):
        by = re.match(r"\s+(?:(?:on |late |early )?[A-Z][a-z]+day )?by (?:the )?", text[span.end : span.end + 40])
        named = PROPER.match(text, span.end + by.end()) if by else None
        if named is not None:
            return roster.read(text, Span(start=named.start(), end=named.end()))
    if len(words) != 2 or words[0].lower not in ("the", "this") or en.singular(noun) not in en.DOCUMENT_NOUNS:
        return None
    start = max(0, span.start - _FOCUS_CHARS)
    spoken_of = list(re.finditer(rf"\b{noun}\b", text[start : span.start]))
    if not spoken_of:
        return None
    at = start + spoken_of[-1].start()
    sentence = next((one for one in roster.sentences if one.start <= at < one.end), None)
    if sentence is None or sentence.end > span.start:
        return None
    return roster.last(lambda hop: hop.span is not None and sentence.contains(hop.span) and hop.named)


def called_both(roster: Roster, as_written: str, words: Sequence[Token], span: Span) -> Hop | None:
    """Of two offices of one person, whoever either names."""
    joint = next(at for at, token in enumerate(words) if token.lower == "and")
    first, second = list(words[:joint]), [words[0], *words[joint + 1 :]]
    if words[-1].lower.endswith("s") or len(first) < 2 or len(second) < 2:
        return None
    hop = called(roster, as_written, second, span) or called(roster, as_written, first, span)
    if hop is not None:
        return hop
    last = roster.last(lambda hop: hop.kind is ActorKind.PERSON)
    near = last is not None and last.span is not None and span.start - last.span.start <= _FOCUS_CHARS
    return replace(last, as_written=as_written, span=span, date=None) if last is not None and near else None


def in_focus(roster: Roster, text: str, words: Sequence[Token], as_written: str, span: Span) -> Hop | None:
    """A definite noun for one person who has no other name to it ("the businessman", "the 20-year-old student")
    takes up whoever "he" or "she" would; not where the report spoke of "a businessman" before."""
    low = [token.lower for token in words]
    end = next((at for at, word in enumerate(low) if word in ("of", "for", "in", "at", "from", "with")), len(low))
    noun = low[end - 1]
    if low[0] not in ("the", "this") or end < 2 or noun not in en.EPITHET_NOUNS | en.PEOPLE_NOUNS | en.TITLES:
        return None
    if noun in (en.UNNAMED_NOUNS - _EPITHETS_TOO) | _SEVERAL or (
        end > 2 and words[end - 2].is_capital and low[end - 2] == noun
    ):
        return None
    if re.search(
        rf"\b(?:an?|another|one|two|three|some)\s+(?:[\w’'-]+\s+){{0,3}}{re.escape(noun)}s?\b",
        text[: span.start],
        re.I,
    ):
        return None
    gender = gender_of(low[1:end])
    pronoun = "he" if gender == "m" else "she" if gender == "f" else ""
    found = anaphora.person(roster.heard, pronoun, roster.people, roster.sentences, span.start, roster.said)
    if isinstance(found, Hop) and (found.kind is not ActorKind.PERSON or not found.named):
        return None
    person = roster.people.of_name(found.name) if found is not None else None
    offices = {word for words in (person.described if person else ()) for word in words} & (en.PEOPLE_NOUNS | en.TITLES)
    if offices and noun not in en.EPITHET_NOUNS | _EPITHETS_TOO | offices:
        return None  # a general is not the governor
    return roster.of_person(found, as_written, span)


def body_mentioned(roster: Roster, words: Sequence[Token], before: int) -> Actor | None:
    """ "The army", "the group": the body of that kind that the report named last, source or not."""
    noun = words[-1].lower
    if not 2 <= len(words) <= 3 or words[0].lower != "the" or noun not in _BODY_KINDS | _NAMELESS | _PRESS_NOUNS:
        return None
    if len(words) == 3 and (words[1].is_capital and not anaphora.is_derived(words[1].lower)):
        return None
    here = bisect_right(roster.sentences, before, key=lambda sentence: sentence.start) - 1
    start = roster.sentences[here].start if here >= 0 else before  # what stands in the sentence itself is spoken of
    for at, actor in reversed(roster.bodies):
        if (actor.kind is ActorKind.OUTLET) != (noun in _PRESS_NOUNS):
            continue
        if noun in _PRESS_NOUNS and actor.is_agency:
            continue
        names = " ".join((actor.name, *actor.aliases)).lower()
        is_press = noun in _PRESS_NOUNS
        is_group = actor.kind is ActorKind.GROUP and noun in GROUP_WORDS
        if at < start and len(words) == 2 and (is_group or is_press or re.search(rf"\b{noun}\b", names)):
            return actor
    bodies = [actor for at, actor in roster.bodies if at < start and actor.kind is not ActorKind.OUTLET]
    nearest = bodies[-1] if bodies else None
    return nearest if noun in _NAMELESS else None


def office_holder(roster: Roster, words: Sequence[Token], before: int) -> Actor | None:
    """ "The Ukrainian president": an official of that state and office whom the report has named before."""
    if len(words) not in (3, 4) or words[0].lower != "the":
        return None
    state = roster.knowledge.actors.by_demonym(words[1].text)
    office = " ".join(t.lower for t in words[2:])
    fitting = [
        actor
        for at, actor in roster.officials
        if at < before and state is not None and actor.state == state.id and office in (actor.title or "").lower()
    ]
    return fitting[-1] if fitting else None
