"""The chain of a claim: from the report in hand, through every relay the text names, to whoever is said to know."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.extraction import noun_phrases, relays, saying_dates, side_by_side
from reportedly.extraction.found import Found
from reportedly.extraction.sentences import Sentence
from reportedly.extraction.sources import Roster
from reportedly.extraction.tokens import tokenise
from reportedly.knowledge.actors import Actor, Actors, fold
from reportedly.model.claim import ActorKind, AttributionKind, Channel, Hop, Role, Style
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
    rank: int = 1


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
    split: Sequence[Sentence],
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
    by_sentence: dict[int, list[Found]] = defaultdict(list)
    for item in found:
        by_sentence[item.sentence].append(item)
    for number, item in enumerate(found):
        near = [other for at in (-1, 0, 1) for other in by_sentence.get(item.sentence + at, ())]
        rank = _rank(text, item, near, roster.knowledge.actors)
        if item.host is not None and not item.relay and item.attribution.source == found[item.host].attribution.source:
            linked.append([Link(found=item, hops=entry.hops, rank=entry.rank) for entry in linked[item.host]])
            continue
        channel = _channel(regions[number].of(text))
        entries = []
        roster.said = item.attribution.content
        carriers = tuple(roster.resolve(text, span) for span in item.carrier)
        passing = _relays(text, split[item.sentence], item, near, roster)
        for span in side_by_side.sources(text, item.attribution.source, roster):
            hop = _resumed(text, item, span, subjects, roster) or roster.resolve(text, span)
            date = said[number] or dates.get(hop.name)
            if date:
                dates[hop.name] = date
            hop = replace(hop, channel=channel if channel is not Channel.NOT_STATED else hop.channel, date=date)
            if roster.heard and roster.heard[-1].span == hop.span:
                roster.heard[-1] = replace(roster.heard[-1], channel=hop.channel)
            passed = [relay for relay in (*carriers, *passing) if not _same(relay, hop)]
            entries.append(Link(found=item, hops=(*passed, hop), rank=rank))
        linked.append([entry for entry in entries if not _is_label(text, entry)])
    days = saying_dates.dated([[entry.hops for entry in entries] for entries in linked], roster)
    return [
        [replace(entry, hops=hops) for entry, hops in zip(entries, kept, strict=True)]
        for entries, kept in zip(linked, days, strict=True)
    ]


def _is_label(text: str, entry: Link) -> bool:
    """Whether a country before a colon says where it was, and not who says so: "Sudan: drone strikes leave 12 dead".
    What stands in quotation marks it says, and what speaks of "us" or says "no" ("Russia: no attack")."""
    attribution, hop = entry.found.attribution, entry.hops[-1]
    if not attribution.source or attribution.style is not Style.INDIRECT or hop.kind is not ActorKind.STATE:
        return False
    before, content = attribution.source[-1], attribution.content[0]
    return text[before.end : content.start].strip() == ":" and not _OWN_WORDS.search(content.of(text))


_OWN_WORDS = re.compile(r"\b(?:we|us|our|ours|no|not|never|will)\b", re.IGNORECASE)


# Where several attributions share one content: who passes it on stands before who says it, and before whom he cites.
PASSES_ON, SAYS, IS_CITED = range(3)


def _rank(text: str, item: Found, near: Sequence[Found], actors: Actors) -> int:
    """The place of an attribution among those of the same content, of which `near` may hold some."""
    if item.relay:
        return IS_CITED
    cue, source = item.attribution.cue, item.attribution.source
    if not cue or not source:
        return SAYS
    words = " ".join(span.of(text) for span in cue).lower()
    follows = source[0].start > cue[0].start
    if _QUOTING.search(words):
        return _rank_of_quoting(text, words, cue, follows=follows)
    others = [
        other
        for other in near
        if other is not item
        and other.attribution.source
        and _overlap(other.attribution.content, item.attribution.content)
    ]
    if not others or item.carrier or words.startswith("as "):
        return SAYS
    said_by_another = any(
        _AS_SAYING.search(" ".join(c.of(text) for c in other.attribution.cue).lower()) for other in others
    )
    is_media = relays.is_media(tokenise(text, source[0]), actors)
    if words.startswith(("according", "as ")):
        through = any(relays.is_media(tokenise(text, other.attribution.source[0]), actors) for other in others)
        trails = item.attribution.content[0].start < cue[0].start
        cited = any(_QUOTING.search(" ".join(c.of(text) for c in other.attribution.cue).lower()) for other in others)
        return SAYS if cited else IS_CITED if through and not is_media else PASSES_ON if trails else SAYS
    return PASSES_ON if said_by_another or is_media else SAYS


_QUOTING = re.compile(r"\b(?:quot|cit)(?:e|es|ed|ing)\b")
_AS_SAYING = re.compile(r"^as (?:say|tell|put|claim|stat|add|warn)|\bas saying\b")


def _rank_of_quoting(text: str, words: str, cue: Sequence[Span], *, follows: bool) -> int:
    """The place of the source of a cue of quoting: who quotes passes on, who is quoted says, who is cited is behind."""
    by = re.search(r"\bby$", words) or re.match(r"\s+by\b", text[cue[-1].end : cue[-1].end + 4])
    passive = re.search(r"\b(?:was|were|is|are|been|being)\s+(?:also\s+|later\s+)?(?:quot|cit)ed", words)
    if follows:  # "citing X", "quoted by X", "was quoted as saying by X"; "quoted X as saying"
        return PASSES_ON if by else SAYS if "as saying" in words or "as " in words else IS_CITED
    return SAYS if passive else PASSES_ON


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether two contents are the same words, but for some at their ends."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return shared >= MOSTLY * max(sum(map(len, one)), sum(map(len, other)))


MOSTLY = 0.7  # "P, X said" and "P, according to Y" rarely differ by more than a leading adverbial


def combinations(entries: Sequence[list[Link]]) -> list[list[Link]]:
    """One list of links a chain. Sources side by side make as many chains: those of one attribution ("A and B said"),
    and attributions of one content of which none passes another on ("A said, and B confirmed, that P")."""
    groups: list[list[Link]] = []
    for entry in entries:
        alike = next(
            (
                group
                for group in groups
                if group[0].rank == entry[0].rank
                and group[0].found is not entry[0].found
                and _overlap(group[0].found.attribution.content, entry[0].found.attribution.content)
                and not _within(entry[0].found, group[0].found)
                and not _within(group[0].found, entry[0].found)
            ),
            None,
        )
        if alike is None:
            groups.append(list(entry))
        else:
            alike += entry
    made: list[list[Link]] = [[]]
    for group in groups:
        made = [[*chain, link] for chain in made for link in group]
    return made


def _within(inner: Found, outer: Found) -> bool:
    return any(span.contains(cue) for span in outer.attribution.content for cue in inner.attribution.cue)


def around(links: Sequence[list[Link]], inner: Found) -> list[list[Link]]:
    """The links of the attributions of speech behind which one stands: it is part of what they say, or they pass the
    same content on, or are cited for it."""
    return [
        entry
        for entry in links
        if entry
        and entry[0].found is not inner
        and entry[0].found.attribution.kind is AttributionKind.SPEECH
        and _stands_behind(inner, entry[0], links)
    ]


def _stands_behind(inner: Found, outer: Link, links: Sequence[list[Link]]) -> bool:
    ours, theirs = inner.attribution, outer.found.attribution
    if _within(inner, outer.found):
        return all(any(span.overlaps(part) for span in theirs.content) for part in ours.content)
    if inner.sentence != outer.found.sentence or ours.cue == theirs.cue or not _overlap(ours.content, theirs.content):
        return False
    own = next((entry[0].rank for entry in links if entry and entry[0].found is inner), SAYS)
    return own != outer.rank and not _within(outer.found, inner)


def _resumed(text: str, item: Found, span: Span, subjects: Sequence[Span | None], roster: Roster) -> Hop | None:
    """Whom a pronoun resumes within its own sentence: "The corps is cautious: it expects 500 more"; "Doe, who said"."""
    pronoun = span.of(text).lower()
    if pronoun in ("who", "which"):
        return _antecedent(text, span, roster)
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


def _antecedent(text: str, relative: Span, roster: Roster) -> Hop | None:
    """The hop of the phrase that "who" or "which" follows."""
    start = max(text.rfind("\n", 0, relative.start) + 1, relative.start - _LONGEST_ANTECEDENT_CHARS)
    tokens = tokenise(text, Span(start=start, end=relative.start))
    end = len(tokens)
    while end and not tokens[end - 1].is_word:
        end -= 1
    phrase = noun_phrases.left_of(tokens[:end], end) if end else None
    if phrase is None:
        return None
    hop = roster.read(text, noun_phrases.span_of(tokens, *phrase))
    hop = replace(hop, as_written=relative.of(text), span=relative)
    roster.heard.append(hop)
    return hop


_LONGEST_ANTECEDENT_CHARS = 160


def build(links: Sequence[Link], own: Hop | None, credited: Sequence[Hop] = ()) -> tuple[Hop, ...]:
    """Nearest first: the publisher, the agencies a report credits as a whole, then the links from the outermost
    attribution inwards. A hop that is the publisher itself ("The Gaze reports") is merged with it; a hop named twice in
    the chain is kept once."""
    chain: list[Hop] = [own] if own else []
    chain += [hop for hop in credited if not chain or not _same(chain[-1], hop)]
    for entry in _outermost_first(links):
        for hop in entry.hops:
            if own is not None and _same(hop, own):
                chain[0] = replace(
                    chain[0], as_written=hop.as_written, span=hop.span, channel=hop.channel, date=hop.date
                )
            elif not any(_same(earlier, hop) for earlier in chain if earlier is not own):
                chain.append(hop)
    return tuple(chain)


def _outermost_first(links: Sequence[Link]) -> list[Link]:
    def depth(entry: Link) -> tuple[int, int, int]:
        cue = entry.found.attribution.cue or entry.found.attribution.source
        outer = sum(other is not entry and _within(entry.found, other.found) for other in links)
        return outer, entry.rank, cue[0].start if cue else 0

    return sorted(links, key=depth)


def _same(one: Hop, other: Hop) -> bool:
    if one.actor is not None and other.actor is not None:
        return one.actor == other.actor
    return fold(one.name) == fold(other.name)


def _channel(words: str) -> Channel:
    return next((channel for channel, pattern in _CHANNELS if pattern.search(words)), Channel.NOT_STATED)


def _relays(text: str, sentence: Sentence, item: Found, found: Sequence[Found], roster: Roster) -> list[Hop]:
    """Outlets named with the source as carriers: "told AFP", "a statement carried by SANA", "seen by CNN"."""
    actors = roster.knowledge.actors
    return [
        outlet_hop(text, span, actors)
        for span in relays.named(text, sentence, item, found, actors)
        if not any(span.overlaps(other) for other in item.carrier)
    ][:1]


def outlet_hop(text: str, span: Span, actors: Actors) -> Hop:
    """The hop of an outlet that passes on; its words are its name where no table holds it."""
    words = " ".join(span.of(text).split())
    name = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)
    actor = actors.find(name) or actors.find(
        re.sub(r"\s+(?:(?:state )?news agency|agency|newspaper|television|TV|radio|channel)$", "", name)
    )
    if actor is not None and actor.kind is ActorKind.OUTLET:
        return replace(_outlet_hop(actor, words), span=span)
    return Hop(name=name, as_written=words, kind=ActorKind.OUTLET, role=Role.OUTLET, span=span)


def _outlet_hop(actor: Actor, words: str) -> Hop:
    role = Role.PLATFORM if actor.is_platform else Role.AGENCY if actor.is_agency else Role.OUTLET
    return Hop(name=actor.name, as_written=words, kind=ActorKind.OUTLET, role=role, actor=actor.id)
