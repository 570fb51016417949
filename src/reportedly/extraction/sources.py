"""From the words of a source to whom they stand for, within one report.

Names, titles and bodies are read off the phrase; pronouns, roles ("the minister"), surnames and acronyms are resolved
to what the report has named before. What cannot be resolved keeps its words. Unnamed sources are never merged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reportedly.extraction import anaphora, definite, people, source_kinds
from reportedly.extraction.mentions import Named
from reportedly.extraction.people import People, Person
from reportedly.extraction.tokens import Token, tokenise
from reportedly.knowledge import Knowledge
from reportedly.knowledge.actors import Actor, fold
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind, Hop, Role
from reportedly.model.report import Span

_SPOKES = frozenset("spokesman spokeswoman spokesperson spokespeople spokesmen".split())
_NAME_PARTICLES = frozenset("al bin ibn ben abu abd el von van der de la di da dos du le al- ul".split())
_FULL_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s+(?:al-|el-|bin|ibn|van|von|de|der|la|da|ul-)?\s?[A-Z][\w'’-]+){1,3}")
_NAME = re.compile(r"[A-Z][\w'’.-]+(?:\s+(?:al|bin|ibn|van|von|de|der|la|da)?\s?[A-Z][\w'’-]+){1,3}")
# "Samira 55 who was travelling", "The Civil Defence a group of volunteers": a name, and what is told of it.
_DESCRIBED = re.compile(r"(.*\b[A-Z][\w’'-]+)\s+(?:\d{1,2}\s+)?(who\s.+|(?:an?)\s+(?=[a-z]).+)$")
_SENT_BY = re.compile(r"([A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,3}) (?:by|from) (?=\w)")
_ACRONYM = re.compile(
    r"((?:[A-Z][\w'’&-]*|of|the|and|for|in)(?:\s+(?:[A-Z][\w'’&-]*|of|the|and|for|in)){1,8})\s+[(\[]([A-Z][A-Za-z-]{1,9})[)\]]"
)
_CARRIED = re.compile(
    r"\s+(?:that was |which was )?(?:seen|obtained|reviewed|carried|published|quoted|cited|aired|broadcast)\s+by\s+.*$"
)


@dataclass(slots=True)
class Roster:
    """Whom the report has named so far; grows as its sources are read in text order."""

    knowledge: Knowledge
    full_names: dict[str, str]
    acronyms: dict[str, str]
    officials: tuple[tuple[int, Actor], ...] = ()
    bodies: tuple[tuple[int, Actor], ...] = ()
    people: People = field(default_factory=lambda: People(()))
    sentences: tuple[Span, ...] = ()
    heard: list[Hop] = field(default_factory=list)
    said: tuple[Span, ...] = ()  # what the source in hand is credited with: whom it speaks of does not speak

    @classmethod
    def of(cls, text: str, knowledge: Knowledge, names: Sequence[Named] = (), sentences: Sequence[Span] = ()) -> Roster:
        """The roster of a report: full names by surname, and acronyms the text itself gives."""
        full: dict[str, str] = {}
        officials: list[tuple[int, Actor]] = []
        for match in _FULL_NAME.finditer(text):
            words = match.group().split()
            while words and (
                words[0].lower().rstrip(".") in en.TITLES | en.OPENERS | en.DETERMINERS
                or knowledge.actors.by_demonym(words[0])
            ):
                words = words[1:]
            name = " ".join(words)
            known = knowledge.actors.find(name)
            if known is not None and known.kind is ActorKind.PERSON:
                officials.append((match.start(), known))
            if (
                len(words) >= 2
                and not source_kinds.is_body(name, knowledge)
                and knowledge.actors.by_demonym(name) is None
            ):
                full.setdefault(fold(words[-1]), name)
                full.setdefault(fold(words[0]), name)
        acronyms = {}
        for match in _ACRONYM.finditer(text):
            long_form = re.sub(r"^(?:(?:the|of|and|for|in)\s+)+", "", match.group(1), flags=re.IGNORECASE)
            acronyms[match.group(2)] = long_form
        bodies = tuple(
            (name.span.start, name.actor)
            for name in names
            if name.actor is not None and name.actor.kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.OUTLET)
        )
        named = people.find(text, knowledge)
        return cls(knowledge, full, acronyms, tuple(officials), bodies, named, tuple(sentences))

    def resolve(self, text: str, span: Span) -> Hop:
        """The hop that a source phrase names. Pronouns and roles give a hop with the name of whom they stand for."""
        hop = self.read(text, span)
        self.heard.append(hop)
        return hop

    def read(self, text: str, span: Span) -> Hop:
        """As `resolve`, without remembering the hop as heard."""
        return replace(self._read(text, span), as_written=span.of(text))

    def _read(self, text: str, span: Span) -> Hop:
        words = " ".join(span.of(text).split())
        head, _, apposition = words.partition(",")
        if (described := _DESCRIBED.match(head)) is not None:  # commas are lost in some texts
            head, apposition = described.group(1), apposition or described.group(2)
        head = self._spelt_out(head)
        tokens = tokenise(head, Span(start=0, end=len(head)))
        plain = [t for t in tokens if t.is_word]
        if not plain:
            return Hop(
                name=words, as_written=words, kind=ActorKind.UNNAMED, role=Role.ORIGINATOR, named=False, span=span
            )
        if len(plain) == 1 and plain[0].lower in ("he", "she", "him", "her"):
            return self._pronoun("he" if plain[0].lower in ("he", "him") else "she", words, span)
        explained = definite.PROPER.fullmatch(apposition.strip(" ,")) is not None
        if not explained and (called := definite.called(self, words, plain, span)) is not None:
            return called
        issued = None if explained else definite.issuer(self, text, plain, span)
        earlier = issued or (None if explained else anaphora.referent(self.heard, plain))
        if earlier is not None:
            return replace(earlier, as_written=words, span=span, date=None)
        body = None if explained else definite.body_mentioned(self, plain, span.start)
        if body is not None:
            return _body_hop(body, words, span)
        office = definite.office_holder(self, plain, span.start)
        if office is not None:
            return self.person_hop(office.name, " ".join(t.text for t in plain[1:]), "", words, span)
        focus = None if explained else definite.in_focus(self, text, plain, words, span)
        if focus is not None:
            return focus
        return self._described(head, apposition, tokens, words, span)

    def _pronoun(self, pronoun: str, words: str, span: Span) -> Hop:
        """The person "he" or "she" stands for; its own words where the report tells nobody."""
        found = anaphora.person(self.heard, pronoun, self.people, self.sentences, span.start, self.said)
        return self.of_person(found, words, span) or Hop(
            name=words, as_written=words, kind=ActorKind.UNNAMED, role=Role.ORIGINATOR, named=False, span=span
        )

    def of_person(self, found: Hop | Person | None, words: str, span: Span) -> Hop | None:
        if isinstance(found, Hop):
            return replace(found, as_written=words, span=span, date=None)
        return self.person_hop(found.name, None, "", words, span) if found is not None else None

    def _spelt_out(self, head: str) -> str:
        """An acronym the report itself explained, as what it stands for."""
        plain = re.sub(r"^(?:the|a|an)\s+", "", head.strip(), flags=re.IGNORECASE)
        known = self.knowledge.actors.find(plain) is not None
        return self.acronyms[plain] if plain in self.acronyms and not known else head

    def last(self, fits: Callable[[Hop], bool]) -> Hop | None:
        return next((hop for hop in reversed(self.heard) if fits(hop)), None)

    def _described(self, head: str, apposition: str, tokens: Sequence[Token], words: str, span: Span) -> Hop:
        name, title = self._person(tokens, head)
        called = apposition.strip(" ,")
        if name is None and _NAME.fullmatch(called) and not source_kinds.is_body(called, self.knowledge):
            role = en.singular(next((t.lower for t in reversed(tokens) if t.is_word), ""))
            if role in en.PEOPLE_NOUNS:  # "The governor, Tomas Erle, said"
                title = re.sub(r"^(?:the|a|an)\s+", "", head.strip(), flags=re.IGNORECASE)
                return self.person_hop(called, title, "", words, span)
        if name is None and (begins := self._begins_in_given_name(head)):  # "House Speaker Paul Ryan"
            name, title = head[begins:].strip(), re.sub(r"^(?:the|a|an)\s+", "", head[:begins].strip(), flags=re.I)
        if name is None and (ending := self._ends_in_name(head)):  # "Norland's ambassador to Sudland Mira Dahl"
            name, title = ending, re.sub(r"^(?:the|a|an)\s+", "", head[: -len(ending)].strip(), flags=re.IGNORECASE)
        if name is not None:
            return self.person_hop(name, title, apposition, words, span)
        stripped = re.sub(r"^(?:the|a|an)\s+", "", _CARRIED.sub("", head).strip(), flags=re.IGNORECASE)
        sent = _SENT_BY.match(stripped)
        passing = self._actor(sent.group(1)) if sent else None
        if sent and passing is not None and passing.kind is ActorKind.OUTLET:  # "AFP by the rights group": it speaks
            return self._described(stripped[sent.end() :], apposition, tokens, words, span)
        explained = re.sub(r"^\s*(?:the|a|an)\s+", "", apposition.strip(" ,"), flags=re.IGNORECASE)
        actor = self._actor(stripped) or self._actor(explained)
        if actor is None and definite.PROPER.fullmatch(explained) and not re.search(r"[A-Z]", stripped):
            stripped = explained  # "the group, the Coordination of Resistance Committees"
            tokens = tokenise(explained, Span(start=0, end=len(explained)))
        body = source_kinds.body_of_document(stripped)
        if actor is None and body is not None:
            actor = self._actor(body)
        nouns = {en.singular(t.lower) for t in tokens if t.is_word}
        kind = actor.kind if actor else source_kinds.kind_of(stripped, tokens, nouns, self.knowledge)
        role = (
            Role.OUTLET
            if kind is ActorKind.OUTLET
            else Role.DOCUMENT
            if kind is ActorKind.DOCUMENT
            else Role.ORIGINATOR
        )
        if actor is not None and actor.is_agency:
            role = Role.AGENCY
        if nouns & _SPOKES:
            role = Role.SPOKESPERSON
        named = kind is not ActorKind.UNNAMED and (
            actor is not None
            or any(t.is_capital and t.lower not in ("the", "a", "an", "preliminary", "official") for t in tokens)
        )
        return Hop(
            name=actor.name if actor else stripped,
            as_written=words,
            kind=kind,
            role=role,
            actor=actor.id if actor else None,
            affiliation=self._affiliation(stripped) if actor is None else None,
            named=named,
            span=span,
        )

    def person_hop(self, name: str, title: str | None, apposition: str, words: str, span: Span) -> Hop:
        person = self.people.of_name(name) if " " not in name else None
        full = person.name if person else self.full_names.get(fold(name), name) if " " not in name else name
        actor = self.knowledge.actors.find(full) or self.knowledge.actors.find(name)
        if actor is not None and actor.kind is not ActorKind.PERSON:
            actor = None
        described = " ".join(filter(None, (title, apposition.strip(" ,")))) or None
        known = self.last(
            lambda hop: (
                hop.kind is ActorKind.PERSON and fold(hop.name) in (fold(full), fold(actor.name if actor else full))
            )
        )
        if known is not None and described is None:
            return replace(known, as_written=words, span=span, date=None)
        low = (described or "").lower()
        spokes = any(word in low for word in _SPOKES)
        affiliation = self._affiliation(described) if described else None
        if affiliation is None and spokes:
            body = self.last(
                lambda hop: hop.kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.STATE) and hop.named
            )
            affiliation = body.name if body else None
        return Hop(
            name=actor.name if actor else full,
            as_written=words,
            kind=ActorKind.PERSON,
            role=Role.SPOKESPERSON if spokes else Role.ORIGINATOR,
            actor=actor.id if actor else None,
            title=described or (known.title if known else None),
            affiliation=affiliation or (known.affiliation if known else None),
            named=True,
            span=span,
        )

    def _begins_in_given_name(self, head: str) -> int | None:
        """Offset of a person's name at the end of a phrase that no table holds, where something stands before it."""
        run = re.search(r"[A-Z][\w’'.-]+(?:\s+(?:(?:al|el|bin|ibn|van|von|de|der)[\s-])?[A-Z][\w’'-]*)+\s*$", head)
        plain = re.sub(r"^(?:the|a|an)\s+", "", head.strip(), flags=re.IGNORECASE)
        if run is None or self.knowledge.actors.find(plain) is not None:
            return None
        words = list(re.finditer(r"\S+", run.group()))
        at = people.begins_with_given_name([word.group() for word in words], self.knowledge)
        begins = None if at is None else run.start() + words[at].start()
        return begins if begins and head[:begins].strip().lower() not in en.DETERMINERS else None

    def _ends_in_name(self, head: str) -> str | None:
        """The person of the report whose full name a longer phrase ends with, where an office precedes it."""
        plain = head.strip()
        for person in self.people.persons:
            office = plain[: -len(person.name)].lower().split() if plain.endswith(person.name) else []
            if any(en.singular(word.strip(",")) in en.PEOPLE_NOUNS | en.TITLES for word in office):
                return person.name
        return None

    def _person(self, tokens: Sequence[Token], head: str) -> tuple[str | None, str | None]:
        """(name, title) where the phrase ends in a person's name, else (None, None)."""
        words = [t for t in tokens if t.is_word]
        whole = re.sub(r"^the\s+", "", head.strip(), flags=re.IGNORECASE)
        actor = self._actor(whole)
        if actor is not None:
            return (actor.name, None) if actor.kind is ActorKind.PERSON else (None, None)
        start = len(words)
        while (
            start > 0
            and (words[start - 1].is_capital or words[start - 1].lower in _NAME_PARTICLES)
            and words[start - 1].lower not in en.TITLES
        ):
            start -= 1
        while start < len(words) and (
            self.knowledge.actors.by_demonym(words[start].text)
            or words[start].lower in en.DETERMINERS
            or words[start].lower in en.BODY_NOUNS
        ):
            start += 1
        run = words[start:]
        if not run or len(run) > 5:
            return None, None
        name = head[run[0].start : run[-1].end]
        before = [t for t in words[:start] if t.lower not in ("the", "a", "an")]
        titled = bool(before) and (en.singular(before[-1].lower) in en.PEOPLE_NOUNS or before[-1].lower in en.TITLES)
        if source_kinds.is_body(name, self.knowledge) and not (
            titled and len(run) > 1 and self.knowledge.actors.find(name) is None
        ):
            return None, None
        if titled:
            return name, head[before[0].start : before[-1].end]
        placed = any(t.lower in en.PREPOSITIONS for t in before)  # "a doctor in Moru" names no one
        if before and not placed and any(en.singular(t.lower) in en.PEOPLE_NOUNS for t in before):
            return name, head[before[0].start : before[-1].end]
        if before:
            return None, None
        if words[0].lower == "the" and start == 1:
            return None, None  # "the Orvan Front": no person's name takes an article
        known = " " not in name and (fold(name) in self.full_names or self.people.of_name(name) is not None)
        initial = len(run[0].text) == 1
        if known or (2 <= len(run) <= 4 and (initial or not run[0].text.isupper())):
            return name, None
        return None, None

    def _actor(self, name: str) -> Actor | None:
        actors = self.knowledge.actors
        plain = re.sub(r"\s*\([^)]*\)\s*$", "", name).strip()
        found = actors.find(plain)
        if found is None and plain in self.acronyms:
            found = actors.find(self.acronyms[plain])
        return found or actors.capitals.get(fold(plain))

    def _affiliation(self, description: str | None) -> str | None:
        """The body a title or description names: "UN human rights spokesperson" -> "UN human rights"."""
        if not description:
            return None
        low = description.lower()
        if re.search(
            r"\b(?:the|its|their)\s+(?:agency|group|ministry|organisation|organization|office|army|movement|party|service)(?:['’]s)?\b",
            low,
        ) and not re.search(r"[A-Z]", description[4:]):
            body = self.last(lambda hop: hop.kind in (ActorKind.ORGANISATION, ActorKind.GROUP) and hop.named)
            if body is not None:
                return body.name
        words = re.findall(
            r"[A-Z][\w.&'’-]*(?:\s+(?:of|for|the|and)\s+(?:the\s+)?[A-Z][\w.&'’-]*|\s+[A-Z][\w.&'’-]*)*", description
        )
        kept = [w for w in words if w.lower().rstrip(".") not in en.TITLES]
        return re.sub(r"['’]s$", "", kept[0]) if kept else None


def _body_hop(actor: Actor, words: str, span: Span) -> Hop:
    return Hop(
        name=actor.name, as_written=words, kind=actor.kind, role=Role.ORIGINATOR, actor=actor.id, named=True, span=span
    )
