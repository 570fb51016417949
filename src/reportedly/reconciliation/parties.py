"""Whose word it is in the end: officials of one government are one party, and a body is a party with all its parts.

In doubt fewer (domain model, rule B): a person of no known body speaks for the state the words name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from reportedly.knowledge.actors import Actor, Actors, fold
from reportedly.knowledge.languages.en.words import OFFICE_WORDS
from reportedly.model.claim import ActorKind, Hop, Mention

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_MOST_DESCRIBED = 20_000  # speakers remembered: the same ones come again and again
_LONGEST_STATE = 4  # words: "Central African Republic" and the like
_LONGEST_NAME = 6  # words of a body's name, as long as press names are


@dataclass(frozen=True)
class Parties:
    """Resolves speakers and sides to parties."""

    actors: Actors
    _described: dict[tuple[str | None, ...], Actor | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def governments(self) -> dict[str, str]:
        """State -> the body at the top of most of its bodies: its government."""
        tops: dict[str, Counter[str]] = {}
        for actor in self.actors.by_id.values():
            if actor.state and actor.is_government:
                tops.setdefault(actor.state, Counter())[self._top(actor).id] += 1
        return {state: max(sorted(counts), key=counts.__getitem__) for state, counts in tops.items()}

    @cached_property
    def wholes(self) -> frozenset[str]:
        """Bodies that others are part of. A court or a parliament that is part of nothing speaks with its state: in
        doubt fewer origins."""
        bodies = (actor for actor in self.actors.by_id.values() if actor.kind is not ActorKind.PERSON)
        return frozenset(body.part_of for body in bodies if body.part_of)

    def of_actor(self, actor: Actor) -> Actor:
        """The party an actor speaks for: the top of what it is part of; for a state, its government."""
        top = self._top(actor)
        alone = top.is_government and not top.apart and top.id not in self.wholes
        if top.kind is ActorKind.STATE or alone or (top.kind is ActorKind.PERSON and top.state):
            government = self.governments.get(top.state or top.id)
            return self.actors.by_id.get(government or "", self.actors.by_id.get(top.state or "", top))
        return top

    def of_hop(self, hop: Hop) -> Actor | None:
        """The party of a named or described speaker that the tables know: by its id, else by a body, person or state
        that its name, title or affiliation names ("Ukraine's defence minister"). None where they know none."""
        known = self.actors.by_id.get(hop.actor or "")
        if known is not None:
            return self.of_actor(known)
        key = (hop.name, hop.title, hop.affiliation, hop.as_written)
        if key not in self._described:
            if len(self._described) >= _MOST_DESCRIBED:
                self._described.clear()
            self._described[key] = self._of_words(hop)
        return self._described[key]

    def _of_words(self, hop: Hop) -> Actor | None:
        if self._names_an_outlet(hop):
            return None
        described = " ".join(filter(None, (hop.name, hop.title, hop.as_written)))
        official = not OFFICE_WORDS.isdisjoint(word.casefold() for word in _WORD.findall(described))
        for words in (hop.affiliation, hop.name, hop.title, hop.as_written):
            found = self.named_in(words) if words else None
            if found is None or found.kind is ActorKind.OUTLET:
                continue
            # "A Syria monitor" and "a Palestinian group" speak for no government.
            if found.kind is not ActorKind.STATE or official or fold(hop.name) in self.actors.named:
                return self.of_actor(found)
        return None

    def _names_an_outlet(self, hop: Hop) -> bool:
        """ "French agency AFP" speaks for no government."""
        names = (self.actors.named.get(phrase) for phrase in _phrases(hop.name))
        return any(actor is not None and actor.kind is ActorKind.OUTLET for actor in names)

    def of_mention(self, mention: Mention) -> Actor | None:
        """The side a subject or counterpart is, one for a state, its army and its government."""
        actor = self.actors.by_id.get(mention.id or "")
        return None if actor is None else self.of_actor(actor)

    def named_in(self, words: str) -> Actor | None:
        """The actor with the longest name in `words`, then the first; a demonym or a capital stands for its state. A
        body of another state than the one named beside it ("South Korea's Defence Intelligence Agency") is not
        meant."""
        tables = (self.actors.named, self.actors.demonyms, self.actors.capitals)
        found = [table[phrase] for phrase in _phrases(words) for table in tables if phrase in table]
        states = {actor.id: actor for actor in found if actor.kind is ActorKind.STATE}
        for actor in found:
            if not states or actor.state is None or actor.state in states:
                return actor
        return next(iter(states.values()), None)

    def states_named(self, words: str) -> Iterator[str]:
        """The states that a sentence names, by their names, demonyms and capitals, as often as it does."""
        found = _WORD.findall(words)
        start = 0
        while start < len(found):
            length = 1
            if found[start][0].isupper():
                for tried in range(min(_LONGEST_STATE, len(found) - start), 0, -1):
                    actor = self._state_called(fold(" ".join(found[start : start + tried])))
                    if actor is not None:
                        yield actor.state or actor.id
                        length = tried
                        break
            start += length

    def _state_called(self, name: str) -> Actor | None:
        name = name.removesuffix("'s").removesuffix("’s")
        for table in (self.actors.named, self.actors.demonyms, self.actors.capitals):
            actor = table.get(name)
            if actor is not None:
                return actor if actor.kind is ActorKind.STATE else None
        return None

    def _top(self, actor: Actor) -> Actor:
        seen = {actor.id}
        while actor.part_of and actor.part_of in self.actors.by_id and actor.part_of not in seen:
            actor = self.actors.by_id[actor.part_of]
            seen.add(actor.id)
        return actor


def _phrases(words: str) -> Iterator[str]:
    """Runs of words, folded, the longest first; a possessive also without its mark."""
    found = [m.group() for m in _WORD.finditer(words)]
    for length in range(min(_LONGEST_NAME, len(found)), 0, -1):
        for start in range(len(found) - length + 1):
            phrase = " ".join(found[start : start + length])
            if phrase.removeprefix("The ").islower():
                continue  # "us", "the china shop": words are a name by their capital
            yield fold(phrase)
            if phrase.endswith(("'s", "’s")):
                yield fold(phrase[:-2])
