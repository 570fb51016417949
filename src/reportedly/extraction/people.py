"""The persons a report names: every mention, what each is described as, and whether "he" or "she" can stand for them.

A run of capitals is taken for a person where something says so: a given name of the table, an office before it, a
description after it, or the tables of persons. In doubt it is nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.knowledge import Knowledge
from reportedly.knowledge.actors import fold
from reportedly.knowledge.languages.en import words as en
from reportedly.knowledge.languages.en.cues import CUE_FORMS
from reportedly.model.claim import ActorKind

_NAME = re.compile(
    r"\b[A-Z][\w’'-]*(?:\s(?:[A-Z]\.|al-|el-|bin|ibn|bint|abu|van|von|de|der|la|da|dos|ul-|Al|El|[A-Z][\w’'-]*|al-[A-Z][\w’'-]*)){1,9}"
)
_SINGLE = re.compile(r"\b[A-Z][a-z]{2,}\b(?!['’-]?\s[A-Z])")
_BEFORE_CHARS, _AFTER_CHARS = (
    70,
    110,
)  # the longest office before a name, and description after it, in a sample of 60 reports


_NO_OFFICE = (
    (en.CONJUNCTIONS - {"and"}) | en.AUXILIARIES | en.RELATIVES | en.IRREGULAR_FINITES | frozenset(CUE_FORMS) | {"that"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`name`: the fullest form the report gives. `at`: where each mention begins. `described`: the words of each office
    or description beside a mention, the noun that heads it last."""

    name: str
    at: tuple[int, ...]
    described: tuple[tuple[str, ...], ...]
    gender: str | None


@dataclass(frozen=True, slots=True)
class People:
    """The persons of one report, in the order they are first named."""

    persons: tuple[Person, ...]

    def called(self, role: Sequence[str], before: int) -> Person | None:
        """Whom a role stands for ("the Russian minister", "the group's director"): the person described by its noun
        and all its other words, the one named last before it, else the only one named after."""
        wanted = {en.singular(word.removesuffix("'s")) for word in role} - en.GENERIC_MODIFIERS
        head = next((en.singular(word) for word in reversed(role) if word not in en.GENERIC_MODIFIERS), "")
        if not head or head not in en.PEOPLE_NOUNS | en.TITLES | en.MALE_NOUNS | en.FEMALE_NOUNS:
            return None
        fitting = [p for p in self.persons if any(wanted <= set(words) for words in p.described)]
        earlier = [p for p in fitting if p.at[0] < before]
        if earlier:
            return max(earlier, key=lambda p: max(at for at in p.at if at < before))
        return fitting[0] if len(fitting) == 1 else None

    def of_name(self, name: str) -> Person | None:
        """The person of a full name or surname."""
        folded = fold(name)
        return next((p for p in self.persons if fold(p.name) == folded), None) or next(
            (p for p in self.persons if fold(p.name.split()[-1]) == folded), None
        )

    def mentions(self, start: int, end: int) -> Iterator[tuple[int, Person]]:
        """Mentions that begin in a stretch of text, the last first."""
        found = [(at, p) for p in self.persons for at in p.at[bisect_left(p.at, start) : bisect_left(p.at, end)]]
        yield from sorted(found, key=lambda pair: -pair[0])


def fits(gender: str | None, pronoun: str) -> bool:
    """Whether "he" or "she", or a noun that tells no gender (""), can stand for someone whose gender may not be
    known."""
    return gender is None or not pronoun or (gender == "m") == (pronoun in ("he", "his", "him"))


def gender_of(words: Sequence[str]) -> str | None:
    """What nouns and honorifics tell."""
    low = {word.lower().rstrip(".") for word in words}
    return "m" if low & en.MALE_NOUNS else "f" if low & en.FEMALE_NOUNS else None


def find(text: str, knowledge: Knowledge) -> People:
    """All persons a text names in full."""
    names: dict[str, str] = {}
    mentions: dict[str, list[int]] = {}
    described: dict[str, list[tuple[str, ...]]] = {}
    for match in _NAME.finditer(text):
        name, offset, office = _stripped(match.group(), knowledge)
        if not name or _is_no_person(name, knowledge):
            continue
        start = match.start() + offset
        before, after = _before(text, start, office), _after(text, start + len(name))
        known = knowledge.actors.find(name)
        given = knowledge.given_names.get(fold(name.split()[0]))
        if not (before or after or given or (known is not None and known.kind is ActorKind.PERSON)):
            continue
        key = fold(name)
        names.setdefault(key, name)
        mentions.setdefault(key, []).append(start)
        described.setdefault(key, []).extend(words for words in (before, after) if words)
    for match in _SINGLE.finditer(text):  # "Samira, a mother of three": one given name, with a description
        name = match.group()
        if fold(name) in knowledge.given_names and not any(name in known.split() for known in names.values()):
            words = _after(text, match.end()) or _before(text, match.start(), ())
            if words or _speaks(text, match.start(), match.end()):
                names.setdefault(fold(name), name)
                mentions.setdefault(fold(name), []).append(match.start())
                described.setdefault(fold(name), []).append(words)
    found = []
    for key, name in names.items():
        surname = name.split()[-1]
        alone = [m.start() for m in re.finditer(rf"\b{re.escape(surname)}\b", text)] if len(surname) > 2 else []
        at = sorted({*mentions[key], *(a for a in alone if not any(s <= a < s + len(name) for s in mentions[key]))})
        honorifics = [text[max(0, a - 6) : a].split()[-1:] for a in at]
        told = gender_of([word for words in (*described[key], *honorifics) for word in words])
        gender = told or knowledge.given_names.get(fold(name.split()[0]))
        found.append(Person(name=name, at=tuple(at), described=tuple(described[key]), gender=gender))
    return People(tuple(found))


def _speaks(text: str, start: int, end: int) -> bool:
    """Whether a name that stands alone is somebody's: its age or a verb of saying is beside it."""
    after = re.match(r",?\s+(?:\d{1,2}\b|(\w+))", text[end : end + _AFTER_CHARS])
    if after is not None and (after.group(1) is None or after.group(1).lower() in CUE_FORMS):
        return True
    before = re.search(r"([a-z]+)\s+$", text[max(0, start - _BEFORE_CHARS) : start])
    return before is not None and (before.group(1) in CUE_FORMS or before.group(1) in ("named", "called", "asked"))


def _stripped(run: str, knowledge: Knowledge) -> tuple[str, int, tuple[str, ...]]:
    """A run of capitals without the offices and nationalities it opens with: (name, offset of it, words left out)."""
    words = list(re.finditer(r"\S+", run))
    first = 0
    while first < len(words) - 1 and (
        words[first].group().lower() in en.WEEKDAYS | en.MONTHS | en.PREPOSITIONS | en.CONJUNCTIONS
        or en.singular(words[first].group().lower().rstrip("."))
        in en.TITLES | en.PEOPLE_NOUNS | en.OPENERS | en.DETERMINERS
        or knowledge.actors.by_demonym(words[first].group()) is not None
        or _names_something_else(words[first].group(), knowledge)
    ):
        first += 1
    if first and len(words) - first == 1:
        return "", 0, ()
    first = max(first, begins_with_given_name([word.group() for word in words], knowledge) or 0)
    name = run[words[first].start() :]
    return re.sub(r"['’]s$", "", name), words[first].start(), tuple(w.group().lower() for w in words[:first])


def begins_with_given_name(words: Sequence[str], knowledge: Knowledge) -> int | None:
    """Where the person's name in a run of capitals begins ("House Speaker Paul Ryan": 2): at a given name with one to
    three words after it, none of which is a body's."""
    if set(_folded(words[-1:])) & (en.BODY_NOUNS | en.NO_PERSON_NAMES):
        return None
    return next(
        (
            at
            for at, word in enumerate(words)
            if 1 <= len(words) - 1 - at <= _MOST_SURNAMES and len(word) > 2 and fold(word) in knowledge.given_names
        ),
        None,
    )


_MOST_SURNAMES = 3


def _folded(words: Sequence[str]) -> list[str]:
    return [en.singular(word.lower()) for word in words]


def _names_something_else(word: str, knowledge: Knowledge) -> bool:
    """Whether a capitalised word before a name is a body or a place ("to Damascus Hossein Akbari") and no given
    name."""
    if fold(word) in knowledge.given_names:
        return False
    return (
        knowledge.actors.find(word) is not None
        or fold(word) in knowledge.actors.capitals
        or bool(knowledge.places.find(word))
    )


def _is_no_person(name: str, knowledge: Knowledge) -> bool:
    words = [word.lower().rstrip(".") for word in name.split()]
    if (
        len(words) < 2
        or name.split()[-1].isupper()
        or set(words) & (en.NO_PERSON_NAMES | en.BODY_NOUNS | en.DOCUMENT_NOUNS)
    ):
        return True
    actor = knowledge.actors.find(name)
    return (actor is not None and actor.kind is not ActorKind.PERSON) or bool(knowledge.places.find(name))


def _before(text: str, start: int, office: tuple[str, ...]) -> tuple[str, ...]:
    """The office before a name: the words back to a mark, a verb or a conjunction, where the word next to the name is
    one of office."""
    left = re.split(r"[.,;:()“”\"«»\n]\s", text[max(0, start - _BEFORE_CHARS) : start])[-1]
    words: list[str] = []
    for word in reversed(re.findall(r"[\w’'-]+", left.lower())):
        if word in _NO_OFFICE or (word.endswith("ed") and word not in en.PEOPLE_NOUNS):
            break
        words.insert(0, word)
    own = list(office) or words
    if not own or en.singular(own[-1]) not in en.PEOPLE_NOUNS | en.TITLES:
        return ()
    return tuple(_plain(word) for word in (*words, *office))


def _plain(word: str) -> str:
    """A word of a description as roles are compared: singular, unpossessed, ranks and offices spelt out."""
    word = en.singular(word.replace("’", "'").removesuffix("'s").rstrip("."))
    return en.SHORT_TITLES.get(word, word)


def _after(text: str, end: int) -> tuple[str, ...]:
    """The description after a name: "NAME, the head of the observatory," - or none."""
    match = re.match(
        r",\s+(?:who is\s+|who was\s+|now\s+|then\s+)?([^,.;:“”\"\n]{4,110})[,.;\n]", text[end : end + _AFTER_CHARS]
    )
    if match is None:
        return ()
    words = [_plain(word) for word in re.findall(r"[\w’'-]+", match.group(1).lower())]
    return tuple(words) if any(word in en.PEOPLE_NOUNS for word in words[:9]) else ()
