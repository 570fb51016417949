"""The chain of a claim: from the report in hand, through every relay the text names, to whoever is said to know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.extraction import sources
from reportedly.extraction.attributions import Found
from reportedly.extraction.sources import Roster
from reportedly.knowledge.actors import Actor, fold
from reportedly.knowledge.languages.en import words as en
from reportedly.model.claim import ActorKind, Channel, Hop, Role
from reportedly.model.report import Report, Span

_CHANNELS: tuple[tuple[Channel, re.Pattern[str]], ...] = (
    (
        Channel.PRESS_BRIEFING,
        re.compile(
            r"\b(?:press|news|media|daily|regular)?\s*(?:briefing|conference)\b|\btold (?:reporters|"
            r"journalists|media)\b|\bbriefed\b",
            re.IGNORECASE,
        ),
    ),
    (Channel.INTERVIEW, re.compile(r"\binterview\b", re.IGNORECASE)),
    (
        Channel.POST,
        re.compile(
            r"\b(?:on|via|to) (?:X|Twitter|Telegram|Facebook|Truth Social|Instagram|Weibo|VK|WhatsApp|"
            r"social media)\b|\b(?:tweet|tweeted|posted|social media post|Telegram)\b"
        ),
    ),
    (
        Channel.STATEMENT,
        re.compile(r"\b(?:statement|communiqu[eé]|press release|announcement|declaration)\b", re.IGNORECASE),
    ),
    (
        Channel.DOCUMENT,
        re.compile(
            r"\b(?:report|assessment|update|document|survey|study|letter|memo|bulletin|filing)\b", re.IGNORECASE
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One attribution resolved: its hops nearest first (a relay named with it, then the source)."""

    found: Found
    hops: tuple[Hop, ...]


def publisher(report: Report, roster: Roster) -> Hop | None:
    """The report's own outlet as the nearest hop; None where the report names no outlet."""
    if not report.outlet:
        return None
    actor = roster.knowledge.actors.find(report.outlet) or roster.knowledge.actors.domains.get(
        report.outlet.lower().removeprefix("www.")
    )
    return Hop(
        name=actor.name if actor else report.outlet,
        as_written=report.outlet,
        kind=ActorKind.OUTLET,
        role=Role.OUTLET,
        actor=actor.id if actor else None,
    )


def link(
    text: str,
    found: Sequence[Found],
    roster: Roster,
    said: Sequence[str | None],
    regions: Sequence[Span],
    subjects: Sequence[Span | None],
) -> list[list[Link]]:
    """For each attribution, its hops; more than one entry where several sources stand side by side ("A and B said").
    `said`: the date each was said, where the text tells; `regions`: the words between which channel words count."""
    linked: list[list[Link]] = []
    dates: dict[str, str] = {}
    for number, item in enumerate(found):
        if item.host is not None and not item.relay and item.attribution.source == found[item.host].attribution.source:
            linked.append([Link(found=item, hops=entry.hops) for entry in linked[item.host]])
            continue
        channel = _channel(regions[number].of(text))
        entries = []
        carriers = tuple(roster.resolve(text, span) for span in item.carrier)
        for span in _side_by_side(text, item.attribution.source, roster):
            hop = _resumed(text, item, span, subjects, roster) or roster.resolve(text, span)
            date = said[number] or dates.get(hop.name)
            if date:
                dates[hop.name] = date
            hop = replace(hop, channel=channel if channel is not Channel.NOT_STATED else hop.channel, date=date)
            entries.append(Link(found=item, hops=(*carriers, *_relays(text, item, span, roster), hop)))
        linked.append(entries)
    return linked


def _resumed(text: str, item: Found, span: Span, subjects: Sequence[Span | None], roster: Roster) -> Hop | None:
    """Whom a pronoun resumes within its own sentence: "The corps is cautious: it expects 500 more"."""
    pronoun = span.of(text).lower()
    if pronoun not in ("he", "she", "it", "they"):
        return None
    subject = subjects[item.sentence]
    if subject is None or subject.end >= span.start or item.attribution.content[0].start < span.start:
        return None  # in "the truce holds, it said" the subject belongs to what is said
    if subject.of(text).lower() in ("he", "she", "it", "they", "we", "i"):
        return None
    hop = roster.read(text, subject)
    agrees = (
        hop.kind in (ActorKind.PERSON, ActorKind.UNNAMED)
        if pronoun in ("he", "she")
        else hop.kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.STATE) or pronoun == "they"
    )
    if not agrees or not (hop.named or hop.actor or hop.kind is ActorKind.ORGANISATION):
        return None
    hop = replace(hop, as_written=span.of(text), span=span)
    roster.heard.append(hop)
    return hop


def build(links: Sequence[Link], own: Hop | None) -> tuple[Hop, ...]:
    """Nearest first: the publisher, then the links from the outermost attribution inwards. A hop that is the publisher
    itself ("The Gaze reports") is merged with it; a hop named twice in a row is kept once."""
    chain: list[Hop] = [own] if own else []
    for entry in _outermost_first(links):
        for hop in entry.hops:
            if own is not None and _same(hop, own):
                chain[0] = replace(
                    chain[0], as_written=hop.as_written, span=hop.span, channel=hop.channel, date=hop.date
                )
            elif not chain or not _same(chain[-1], hop) or chain[-1] is own:
                chain.append(hop)
    return tuple(chain)


def _outermost_first(links: Sequence[Link]) -> list[Link]:
    def depth(entry: Link) -> tuple[int, int]:
        cue = entry.found.attribution.cue or entry.found.attribution.source
        around = sum(
            1
            for other in links
            if other is not entry
            and any(span.contains(part) for span in other.found.attribution.content for part in cue)
        )
        return around + (1 if entry.found.relay else 0), cue[0].start if cue else 0

    return sorted(links, key=depth)


def _same(one: Hop, other: Hop) -> bool:
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    return fold(one.name) == fold(other.name)


def _channel(words: str) -> Channel:
    return next((channel for channel, pattern in _CHANNELS if pattern.search(words)), Channel.NOT_STATED)


def _relays(text: str, item: Found, source: Span, roster: Roster) -> list[Hop]:
    """Outlets named with the source as carriers: "told AFP", "a statement carried by SANA", "seen by CNN"."""
    names = []
    cue = " ".join(span.of(text) for span in item.attribution.cue)
    told = re.match(r"(?:told|tells|telling|informed)\s+(?:the\s+)?(.+)$", cue)
    if told:
        names.append(told.group(1))
    carried = sources.relayed_through(source.of(text))
    if carried:
        names.append(carried)
    hops = []
    for name in names:
        actor = roster.knowledge.actors.find(
            re.sub(r"\s+(?:news agency|agency|newspaper|television|TV|radio)$", "", name)
        )
        if actor is not None and actor.kind is ActorKind.OUTLET:
            hops.append(_outlet_hop(actor, name))
    return hops


def _outlet_hop(actor: Actor, words: str) -> Hop:
    role = Role.PLATFORM if actor.is_platform else Role.AGENCY if actor.is_agency else Role.OUTLET
    return Hop(name=actor.name, as_written=words, kind=ActorKind.OUTLET, role=role, actor=actor.id)


def _side_by_side(text: str, source: tuple[Span, ...], roster: Roster) -> list[Span]:
    """The spans of sources that stand side by side: two names or two bodies joined by "and" or "along with"; a list of
    persons under one role ("lawmakers A and B") is one source."""
    if len(source) != 1:
        return list(source)
    whole = source[0]
    words = whole.of(text)
    match = re.search(r",?\s+(?:and|along with|as well as|together with)\s+", words)
    if match is None or "," in words[: match.start()] + words[match.end() :].rstrip(","):
        return [whole]
    first = Span(start=whole.start, end=whole.start + match.start())
    second = Span(start=whole.start + match.end(), end=whole.start + len(words.rstrip(" ,")))
    persons = all(_PERSON.fullmatch(span.of(text)) for span in (first, second))
    if persons or all(_stands_alone(span.of(text), roster) for span in (first, second)):
        return [first, second]
    return [whole]


_PERSON = re.compile(r"[A-Z][a-z][\w'’-]*(?:\s+[A-Z][\w'’-]+){1,2}")  # two or three names, no title before them


def _stands_alone(words: str, roster: Roster) -> bool:
    """Whether words name a source by themselves: a known name, or a phrase that ends in a role or body."""
    plain = re.sub(r"^(?:the|a|an|to)\s+(?:the\s+)?", "", words.strip(), flags=re.IGNORECASE)
    if roster.knowledge.actors.find(plain) is not None:
        return True
    head = re.split(r"\s+(?:of|in|at|from|for|to|who|with)\s+", plain, maxsplit=1)[0].split()
    return bool(head) and en.singular(head[-1]) in en.BODY_NOUNS | en.PEOPLE_NOUNS and head[-1] not in ("own", "allies")
