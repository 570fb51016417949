"""Claims of one report as tellings: whose word each is, and which sides and places it can be compared by.

A side that a claim does not name is taken from its report where the report names only one in that part ("North Korean"
in the lead, "the troops" below): the claim keeps its null, and the telling says that the report filled it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reportedly.knowledge import Knowledge
from reportedly.knowledge.common_words import load_common_words
from reportedly.model.claim import ActorKind, Channel, Claim, Hop, Mention, Role, Style
from reportedly.model.telling import Context, Side, Telling
from reportedly.reconciliation.copies import bands_of
from reportedly.reconciliation.likeness import names_in, numbers_of, sound_of
from reportedly.reconciliation.parties import Parties

_DAY = len("2025-06-15")
REVIEWED = "reviewed"
"""Kind of a mention that a person put in a slot."""
_NO_NAME = frozenset({"people", "described"})
"""Kinds of mention that are a counted noun or a description ("the troops"): they name no side."""
_SHARE_OF_NAMED = 0.75
"""A report's side is the one that at least this part of its named claims of a family bear; set by judgement on the
examples: a report that speaks of two sides fills in neither."""
_LARGEST = 10**18
"""Larger numbers are slips or sums of money, and no number told twice."""
_LENDING = frozenset({"people", "share"})
"""Units whose claims lend each other a side: the troops that are sent are those that are killed."""


@dataclass(frozen=True)
class Teller:
    """Makes tellings of claims with the tables of `knowledge`."""

    knowledge: Knowledge

    @cached_property
    def parties(self) -> Parties:
        return Parties(self.knowledge.actors)

    @cached_property
    def wholes(self) -> frozenset[str]:
        """Measures that hold others of their family: casualties, the killed and the wounded."""
        measures = self.knowledge.measures
        return frozenset(
            rule.whole
            for rule in measures.arithmetic
            if any(measures.by_name[part].family == measures.by_name[rule.whole].family for part in rule.parts)
        )

    def tellings(self, claims: Sequence[Claim]) -> tuple[Telling, ...]:
        """The tellings of one report version's claims, in their order."""
        context = self.context(claims)
        made = [self._telling(claim, context) for claim in claims]
        measures = self.knowledge.measures.by_name
        # A measure that a user's file added may not be among today's tables.
        known = (measures.get(claim.measure or "") for claim in claims)
        lending = [measure is not None and measure.unit in _LENDING for measure in known]
        return _with_sides_of_the_report(made, lending)

    def _telling(self, claim: Claim, context: Context) -> Telling:
        hop = claim.origin
        party, party_name, party_state = self._party(hop)
        measure = self.knowledge.measures.by_name.get(claim.measure) if claim.measure else None
        placed = self._resolved(claim.place)
        place = self._place(placed)
        published = (claim.published or claim.report.published or "")[:_DAY] or None
        title = claim.report.title or ""
        return Telling(
            claim=claim.id,
            report=claim.report.id,
            version=claim.report.version,
            outlet=claim.report.outlet,
            published=published,
            title=title,
            party=party,
            party_name=party_name,
            party_state=party_state,
            speaker=hop.name if hop else (claim.chain[0].name if claim.chain else claim.report.outlet or "the report"),
            speaker_key=(hop.actor or party or f"name:{sound_of(hop.name)}") if hop else "",
            role=" ".join(filter(None, (hop.as_written, hop.title, hop.affiliation))) if hop else "",
            named=hop is None or hop.named,
            own_voice=hop is None,
            channel=hop.channel if hop else Channel.NOT_STATED,
            hops=_hops(claim),
            via=tuple(_hop_key(hop) for hop in claim.chain[1:] if hop.role in _RELAYS),
            outlet_key=_hop_key(claim.chain[0]) if claim.chain else "",
            quoted=claim.style is Style.DIRECT,
            part_quoted=claim.style is not Style.DIRECT and _core_is_quoted(claim),
            in_title=_in_title(claim),
            start=claim.span.start,
            said=claim.said or published,
            said_told=claim.said is not None,
            measure=claim.measure,
            family=measure.family if measure else claim.measure or "",
            whole=claim.measure in self.wholes,
            aspect=claim.aspect,
            subject=self._side(claim.subject),
            counterpart=self._side(claim.counterpart),
            place=place,
            place_within=_place_keys(self.knowledge, placed),
            quantity=claim.quantity,
            happened=claim.happened,
            certainty=claim.certainty,
            stance=claim.stance,
            polarity=claim.polarity,
            status=claim.status,
            text=claim.text,
            sentence=claim.sentence,
            context=context,
        )

    def context(self, claims: Sequence[Claim]) -> Context:
        """What one report version speaks of."""
        sentences = {claim.sentence for claim in claims} | {claim.report.title or "" for claim in claims}
        countries = self._countries(claims)
        numbers = (number for claim in claims if claim.quantity for number in numbers_of(claim.quantity))
        return Context(
            names=frozenset().union(*map(names_in, sentences)),
            numbers=frozenset(float(number) for number in numbers if number <= _LARGEST),
            credited=frozenset(self._party(claim.origin)[0] for claim in claims if claim.origin is not None),
            area=_main_of(countries),
            home=self._home(claims, sentences, countries),
            bands=bands_of("\n".join(dict.fromkeys(claim.sentence for claim in claims if not _in_title(claim)))),
            quotations=sum(claim.style in (Style.DIRECT, Style.MIXED) for claim in claims),
        )

    def _party(self, hop: Hop | None) -> tuple[str, str, str]:
        """Key, name and state. An outlet that vouches for itself is no party; one that another cites is."""
        if hop is None:
            return "", "", ""
        actor = self.parties.of_hop(hop)
        if actor is not None:
            return actor.id, actor.name, actor.state or ""
        if not hop.named or hop.kind is ActorKind.UNNAMED or not self._is_a_name(hop.name):
            return "", "", ""
        return f"name:{sound_of(hop.name)}", hop.name, ""

    def _is_a_name(self, words: str) -> bool:
        """Whether more than a role and a place is named: "Local health authorities" and "police in Pemba" name nobody;
        a town alone does not speak, so where one stands as a source the speaker was not found."""
        if self.knowledge.places.find(words):
            return False
        head = _AFTER_THE_HEAD.split(words, maxsplit=1)[0]
        capitals = [word for word in _CAPITALISED.findall(head) if not self.knowledge.places.find(word)]
        common = load_common_words()
        proper = [word for word in capitals if word.casefold().removesuffix("'s") not in common]
        return bool(proper) or len(capitals) > 1

    def _countries(self, claims: Sequence[Claim]) -> Counter[str]:
        """The countries that claims' places lie in."""
        places = self.knowledge.places
        ids = (claim.place.id for claim in claims if claim.place is not None)
        return Counter((places.wider(place) or (place,))[-1] for place in ids if place is not None)

    def _home(self, claims: Sequence[Claim], sentences: Iterable[str], countries: Counter[str]) -> str:
        """The country that most of a report's places, sides and speakers belong to and most of its sentences name:
        whose army "the army" probably is."""
        named = Counter(state for words in sentences for state in self.parties.states_named(words))
        ids = [claim.origin.actor for claim in claims if claim.origin is not None]
        ids += [side.id for claim in claims for side in (claim.subject, claim.counterpart) if side is not None]
        actors = (self.knowledge.actors.by_id.get(actor or "") for actor in ids)
        states = Counter(
            actor.state for actor in actors if actor and actor.state and actor.kind is not ActorKind.OUTLET
        )
        counts = countries + named + states
        return max(sorted(counts), key=counts.__getitem__) if counts else ""

    def _side(self, mention: Mention | None) -> Side | None:
        if mention is None or (mention.id is None and mention.kind in _NO_NAME):
            return None
        actor = self.parties.of_mention(mention)
        if actor is None:
            return Side(key=mention.id or f"name:{_fold(mention.name)}", name=mention.name)
        # A side of a war is a state with its army: named by the state where there is one.
        state = self.knowledge.actors.by_id.get(actor.state or "")
        if state is not None and self.parties.governments.get(state.id) == actor.id:
            return Side(key=state.id, name=state.name)
        return Side(key=actor.id, name=actor.name)

    def _resolved(self, mention: Mention | None) -> Mention | None:
        """A place that a person named, with its id."""
        if mention is None or mention.kind != REVIEWED or mention.id in self.knowledge.places.by_id:
            return mention
        found = self.knowledge.places.find(mention.name)
        return replace(mention, id=found[0].id if found else None)

    def _place(self, mention: Mention | None) -> Side | None:
        if mention is None:
            return None
        return Side(key=mention.id or f"name:{_fold(mention.name)}", name=mention.name)


def _in_title(claim: Claim) -> bool:
    return claim.span.end <= len(claim.report.title or "")


def _hop_key(hop: Hop) -> str:
    return hop.actor or f"name:{sound_of(hop.name)}"


_AFTER_THE_HEAD = re.compile(r"\s(?:in|at|near|from|by|on|who|whose|involved|close to|familiar)\s")
_CAPITALISED = re.compile(r"(?<!\w)[A-Z][\w’'-]+")
_RELAYS = frozenset({Role.OUTLET, Role.AGENCY, Role.PLATFORM})
_QUOTATION = re.compile(r'["“]([^"“”]*)["”]')


def _core_is_quoted(claim: Claim) -> bool:
    """Whether the figure or the likelihood stands in quotation marks, though the whole does not."""
    likelihood, quantity = claim.certainty.likelihood, claim.quantity
    core = (likelihood.term if likelihood else "", quantity.as_written if quantity else "")
    return any(words and words in quotation for quotation in _QUOTATION.findall(claim.sentence) for words in core)


def _place_keys(knowledge: Knowledge, mention: Mention | None) -> tuple[str, ...]:
    return knowledge.places.wider(mention.id) if mention is not None and mention.id else ()


def _hops(claim: Claim) -> int:
    """Relays between the report and the origin. A report that is the origin's own counts none."""
    return sum(hop.role in _RELAYS for hop in claim.chain[1:-1]) + bool(claim.origin)


def _with_sides_of_the_report(tellings: Sequence[Telling], lending: Sequence[bool]) -> tuple[Telling, ...]:
    pairs = list(zip(tellings, lending, strict=True))
    named = Counter(telling.subject for telling, lends in pairs if lends and telling.subject is not None)
    only = _main(named)
    if only is None:
        return tuple(tellings)
    filled = replace(only, from_report=True)
    return tuple(
        replace(telling, subject=filled) if lends and telling.subject is None else telling for telling, lends in pairs
    )


def _main_of(countries: Counter[str]) -> str:
    """The country that a report is about, if it is about one."""
    country = max(sorted(countries), key=countries.__getitem__, default="")
    return country if countries[country] >= _SHARE_OF_NAMED * countries.total() else ""


def _main(counts: Counter[Side]) -> Side | None:
    if not counts:
        return None
    side, count = max(counts.items(), key=lambda item: (item[1], item[0].key))
    return side if count >= _SHARE_OF_NAMED * counts.total() else None


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
