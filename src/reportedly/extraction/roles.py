"""Of whom, to or by whom, and where: the subject, counterpart and place of a claim, as its own clause names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.extraction import agents
from reportedly.extraction.mentions import Named
from reportedly.extraction.reading import Draft, Reading
from reportedly.extraction.sentences import Sentence
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind, Hop, Mention
from reportedly.model.report import Span

# Measures whose subject is who acts (sends, gives, launches) rather than whom the number counts.
_ACTED = frozenset(
    "personnel_sent personnel_planned personnel_present workers_sent munitions_transferred "
    "missiles_transferred equipment_transferred launched "
    "rotations share_of_force agreement visit attack territory_control funds sanction negotiation".split()
)
_TO = re.compile(
    r"\b(?:to|for|towards?|into|support|reinforce|assist|help|aid|helping|supporting)\s+(?:the\s+)?$", re.IGNORECASE
)
_BY = re.compile(r"\bby\s+(?:the\s+|an?\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:in|at|near|around|across|outside|inside|over|on|from|to|of|within|into|throughout)\s+(?:the\s+)?"
    r"(?:[A-Z][\w-]*(?:\s+[A-Z][\w-]*)?['’]s\s+)?"  # "in Russia's Kursk region"
    r"(?:(?:(?:north|south|east|west|central|upper|lower)\w*|city|town|village|province|region|state|capital|port|district)"
    r"(?:\s+of)?\s+)?(?:the\s+)?$"
)


_ASIDE = re.compile(r",\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|put|made|given|told)\b[^,]*\bby\b[^,]*$")

# Verbs whose subject bears the loss: "X has suffered over 500 casualties".
_SUFFERED = re.compile(
    r"\b(?:lost|lose|loses|losing|suffered|suffer|sustained|sustain|taken|took|incurred)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Each None where the clause does not tell."""

    subject: Mention | None = None
    counterpart: Mention | None = None
    place: Mention | None = None


# Measures of what is done to people, whose counterpart is who did it.
_SUFFERED_BY = frozenset("killed wounded casualties captured detained displaced missing".split())


def find(reading: Reading, draft: Draft, sentence: Sentence, content: Span, origin: Hop | None = None) -> Roles:
    """Read the names of the sentence that stand in the content, or before it in the same clause. `origin`: who says
    it, for whom "we" stands."""
    names = [name for name in reading.names[draft.sentence] if content.overlaps(name.span)]
    if not names and not sentence.span.contains(content):
        names = [name for step in reading.names for name in step if content.contains(name.span)]
    text = reading.report.text
    subject = _subject(draft, names, text, content)
    if draft.number is None:
        acting = agents.of_clause(text, names, content, origin)
        # "Relations with Moscow are rising": a known actor says more than a subject that is nobody.
        subject = acting if subject is None or (acting is not None and agents.is_somebody(acting)) else subject
    taken = subject.span if subject else None
    others = [n for n in names if n.span != taken]
    counterpart = _counterpart(draft, others, text, subject)
    if counterpart is None and draft.typed.measure in _SUFFERED_BY and draft.number is not None:
        counterpart = _perpetrator(draft, others, text, content, subject, origin)
    place = _place(draft, names, text)
    return Roles(subject=subject, counterpart=counterpart, place=place or _unknown_place(draft, reading, text, content))


def _perpetrator(
    draft: Draft,
    names: Sequence[Named],
    text: str,
    content: Span,
    subject: Mention | None,
    origin: Hop | None,
) -> Mention | None:
    """Who is said to have killed or hurt: after "by", before an active verb, or by whose arms it was."""
    trigger, number = draft.typed.trigger, draft.number
    assert number is not None
    found: Mention | None = None
    if trigger is not None and trigger.span.end < content.end:
        ahead = (other.span.start for other in draft.others if other.span.start >= trigger.span.end)
        end = min((content.end, *ahead))  # beyond the next number somebody else may have done something else
        found = agents.after_by(text, names, Span(start=trigger.span.end, end=max(end, trigger.span.end)))
    if found is None:
        found = agents.whose_arms(text, names, number.span)
    if found is None and trigger is not None and trigger.active and trigger.span.start < number.span.start:
        joined = re.search(r"\b(?:and|or)\s+\Z", text[content.start : trigger.span.start]) is not None
        participle = trigger.span.of(text).lower().endswith("ing")
        found = (
            agents.of_clause(
                text, names, content, origin
            )  # "hit the market, killing ten", "killed four and wounded six"
            if joined or participle
            else agents.before_verb(text, names, content, trigger.span.start, origin)
        )
    if found is None or (subject is not None and found.span == subject.span):
        return None
    return found


# A name that no table holds is a place where a preposition of place, or a noun of place, says so.
_CAPITALS = r"[A-Z][\w’'-]+(?:[\s-](?:[A-Z][\w’'-]+|al-[A-Z]\w+|de|del|la|el))*"
_SETTLEMENT = (
    r"town|towns|village|villages|city|district|province|region|neighbou?rhoods?|camp|area|county|governorate|department|municipality|settlement"
    r"|refugee camp|countryside|suburbs?|outskirts"
)
_UNKNOWN_PLACE = re.compile(
    rf"\b(?:in|at|near|outside|around|across|inside|throughout)\s+(?:the\s+)?(?:[a-z-]+\s+){{0,3}}?(?:(?:{_SETTLEMENT})\s+of\s+)?({_CAPITALS})"
    rf"|\b(?:strikes?|attacks?|raids?|shelling|assaults?|bombing|bombardment|ambush)\s+(?:on|against)\s+(?:the\s+)?(?:[a-z-]+\s+){{0,2}}?(?:(?:{_SETTLEMENT})\s+of\s+)?({_CAPITALS})"
    rf"|\b(?:{_SETTLEMENT})\s+of\s+({_CAPITALS})|({_CAPITALS})\s+(?:{_SETTLEMENT})\b"
)


def _unknown_place(draft: Draft, reading: Reading, text: str, content: Span) -> Mention | None:
    """A place by its words alone, nearest to the number: no table says which, so it has no id."""
    at = draft.number.span if draft.number else draft.scope
    found = []
    for match in _UNKNOWN_PLACE.finditer(text, content.start, content.end):
        group = match.lastindex or 1
        words = match.group(group)
        if words.split()[0].lower() in en.MONTHS | en.WEEKDAYS | en.TITLES | en.DETERMINERS:
            continue
        span = Span(start=match.start(group), end=match.end(group))
        if not any(name.actor is not None and name.span.overlaps(span) for name in reading.names[draft.sentence]):
            found.append(span)
    if not found:
        return None
    best = min(found, key=lambda span: span.distance(at))
    words = " ".join(best.of(text).split())
    return Mention(name=words, as_written=words, kind="place", span=best)


def _subject(draft: Draft, names: Sequence[Named], text: str, content: Span) -> Mention | None:
    number = draft.number
    unit = number.unit_span if number else None
    if unit is not None:
        inside = next((n for n in names if n.actor and n.span.overlaps(unit)), None)
        if inside is not None:
            return agents.of_name(inside, text)
    if number is not None and number.of_span is not None:
        whole = [n for n in names if n.actor and n.span.overlaps(number.of_span)]
        if whole:  # "half of the 11,000 DPRK troops", "20% of Kim Jong Un's reserve"
            return agents.of_name(whole[0], text)
    measure = draft.typed.measure or ""
    suffered = number is not None and _SUFFERED.search(
        text[max(content.start, number.span.start - 60) : number.span.start]
    )
    if number is None or measure in _ACTED or suffered:
        before = [
            n
            for n in names
            if n.actor
            and (number is None or n.span.end <= number.span.start)
            and not _IN.search(_just_before(text, n.span, content))
            and not (number is not None and _aside(text, n.span, content, number.span))
        ]
        if suffered and (bearer := agents.of_clause(text, before, content, None)) is not None and bearer.id is not None:
            return bearer
        trigger = draft.typed.span
        left = [n for n in before if trigger is None or n.span.end <= trigger.start]
        chosen = (left or before)[:1] if number is None else (left or before)[-1:]
        if chosen:
            return agents.of_name(chosen[0], text)
    sided = [n for n in names if n.actor and n.demonym and number is not None and n.span.end <= number.span.start]
    if sided and measure not in _ACTED and (unit is None or _names_measure(draft, unit, text)):
        return agents.of_name(sided[-1], text)  # "North Korean casualties in Kursk at about 1,100"
    if unit is not None and measure not in _ACTED and not _names_measure(draft, unit, text):
        return Mention(name=unit.of(text), as_written=unit.of(text), kind="people", span=unit)
    return None


def _aside(text: str, name: Span, content: Span, number: Span) -> bool:
    """Whether a name stands in a participle's aside: "the total, published by the ministry on Monday, is 6,000"."""
    return bool(_ASIDE.search(text[content.start : name.start])) and "," in text[name.end : number.start]


def _just_before(text: str, span: Span, content: Span) -> str:
    """The few words before a name, within its content."""
    return text[max(content.start, span.start - 40) : span.start]


def _names_measure(draft: Draft, unit: Span, text: str) -> bool:
    """Whether the unit is the measure's own noun: "casualties" and "deaths" are nobody."""
    return draft.typed.span == unit and draft.typed.trigger is None and text[unit.start : unit.end].islower()


def _counterpart(draft: Draft, names: Sequence[Named], text: str, subject: Mention | None) -> Mention | None:
    """The recipient after "to" or "for" where something is sent, the perpetrator after "by" or before an active verb
    where people are killed."""
    measure, trigger = draft.typed.measure or "", draft.typed.trigger
    for name in names:
        before = text[: name.span.start][-30:]
        if (
            name.actor is None
            or name.actor.kind is ActorKind.OUTLET
            or (subject is not None and subject.id == name.actor.id)
        ):
            continue
        if measure in _ACTED and _TO.search(before):
            return agents.of_name(name, text)
        if measure not in _ACTED and (by := _BY.search(before)) and not agents.other_verb(before[: by.start()]):
            return agents.of_name(name, text)
    if trigger is not None and trigger.active and measure not in _ACTED:
        before_verb = [
            n
            for n in names
            if n.actor
            and n.actor.kind is not ActorKind.OUTLET
            and n.span.end <= trigger.span.start
            and text[n.span.end : n.span.end + 1] != ":"  # "Kabul: blast kills 20"
        ]
        if before_verb and not _IN.search(text[: before_verb[0].span.start][-30:]):
            return agents.of_name(before_verb[0], text)
    return None


def _place(draft: Draft, names: Sequence[Named], text: str) -> Mention | None:
    """The place named nearest to the number after a preposition of place; a state may be a place ("in Russia")."""
    at = draft.number.span if draft.number else draft.scope
    here = [
        n
        for n in names
        if not n.demonym
        and not agents.acts(text, n)
        and (n.place or (n.actor and n.actor.kind is ActorKind.STATE))
        and _IN.search(text[max(0, n.span.start - 40) : n.span.start])
    ]
    if not here:
        return None
    following = [n for n in here if n.span.start >= at.start]
    best = min(following or here, key=lambda n: n.span.distance(at))
    inner = next((n for n in here if 0 < n.span.start - best.span.end <= 3 and n.place), None)
    best = inner or best  # "Russia's Kursk region" is the region
    words = best.span.of(text)
    if best.place is not None:
        return Mention(name=best.place.name, as_written=words, kind=best.place.kind, id=best.place.id, span=best.span)
    assert best.actor is not None
    return Mention(name=best.actor.name, as_written=words, kind="country", id=best.actor.id, span=best.span)
