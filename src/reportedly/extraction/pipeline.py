"""The steps in order: sentences, attributions, quantities, times, names, chains, claims. Report in, claims out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.extraction import (
    attributions,
    certainty,
    chains,
    claims,
    cue_rules,
    letter_case,
    measures,
    mentions,
    quantities,
    relays,
    sentences,
    times,
    triggers,
    whereabouts,
)
from reportedly.extraction.attributions import Tagging
from reportedly.extraction.chains import Link
from reportedly.extraction.found import Found
from reportedly.extraction.measures import Typed
from reportedly.extraction.nearby import Near, Nearby, covers
from reportedly.extraction.quantities import Kind, QuantityMention
from reportedly.extraction.reading import Draft, Reading
from reportedly.extraction.sentences import Section, Sentence
from reportedly.extraction.sources import Roster
from reportedly.extraction.tagger import shipped
from reportedly.extraction.tokens import tokenise
from reportedly.extraction.triggers import Vocabulary
from reportedly.knowledge import Knowledge, Measures
from reportedly.model.claim import Attribution, AttributionKind, Claim, Hop, Style
from reportedly.model.report import Report, Span, covering

# Kinds of number that count something a claim can be about.
_COUNTED = frozenset({Kind.COUNT, Kind.SHARE, Kind.MULTIPLE, Kind.ORDINAL, Kind.INDEFINITE, Kind.MONEY})
# "A soldier and 13 civilians": an article counts one only beside a number or under a measure of people.
_PEOPLE = frozenset({"killed", "wounded", "casualties", "missing", "captured", "detained"})
_NUMBERED = frozenset({"rotations", "negotiation"})
_SPLIT = re.compile(r";\s+|,\s+\bbut\b\s+|,\s+\b(?:while|although|though)\b\s+|,?\s+\band that\b\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """One attribution with the chain of its content, nearest hop first."""

    attribution: Attribution
    chain: tuple[Hop, ...]


class Extractor:
    """Reads reports with one set of knowledge tables. Holds no state between reports. `tagger`: what finds attributions
    beside the rules; the shipped model unless it is given."""

    def __init__(self, knowledge: Knowledge, tagger: Tagging | None = None) -> None:
        self.knowledge = knowledge
        self.tagger = tagger or shipped()
        self.vocabulary = Vocabulary.of(knowledge.measures)

    def extract(self, report: Report) -> tuple[Claim, ...]:
        """The claims of a report in text order; an empty tuple where it makes none."""
        mixed = replace(report, text=letter_case.restored(report.text, self.knowledge))
        made = self._extract(mixed)
        if mixed.text == report.text:
            return made
        return tuple(claims.in_words_of(claim, mixed, report) for claim in made)

    def _extract(self, report: Report) -> tuple[Claim, ...]:
        reading, found = self._read(report)
        near = Near.of(reading, [entry for entry in found if entry])  # one without a source adds no hop
        text, split = report.text, reading.sentences
        made: list[Claim] = []
        for index in range(len(split)):
            counted = (c.measure for c in reversed(made) if c.quantity is not None and c.measure is not None)
            last = next(counted, None)
            made += self._sentence(reading, near, index, Typed(measure=last) if last is not None else None)
            if certainty.withdraws_verification(split[index].span.of(text)):
                made = _withdrawn(made, split, index, text, reading.sha256)
        unique = {claim.id: claim for claim in made}
        return tuple(sorted(unique.values(), key=lambda c: (_first(c).start, _first(c).end, c.span)))

    def trace(self, report: Report) -> tuple[Traced, ...]:
        """The attributions of a report in text order, each with its chain: one entry for each of the sources that stand
        side by side."""
        reading, links = self._read(replace(report, text=letter_case.restored(report.text, self.knowledge)))
        return tuple(
            Traced(attribution=item.attribution, chain=chains.build(chain, reading.publisher, reading.credited))
            for item, entry in zip(reading.found, links, strict=True)
            for chain in chains.combinations([*chains.around(links, item), *([entry] if entry else [])])
        )

    def _read(self, report: Report) -> tuple[Reading, list[list[Link]]]:
        """What every step finds in a report, and who stands behind each attribution."""
        text = report.text
        split = sentences.split(text, dateline=report.dateline)
        found = attributions.find(text, split, self.tagger)
        times_found = times.find(text, report.published_day)
        named = [mentions.find(text, tokenise(text, s.span), self.knowledge) for s in split]
        names = whereabouts.settle(text, named, self.knowledge)
        roster = Roster.of(text, self.knowledge, [name for here in names for name in here], [s.span for s in split])
        own = chains.publisher(report, roster)
        said, said_spans, regions = _said(split, found, times_found)
        subjects = [cue_rules.subject(text, sentence) for sentence in split]
        links = chains.link(text, split, found, roster, said, regions, subjects)
        reading = Reading(
            report=report,
            sha256=report.sha256,
            reference=claims.reference(report),
            knowledge=self.knowledge,
            sentences=split,
            quantities=quantities.find(text),
            times=times_found,
            found=found,
            names=names,
            publisher=own,
            credited=tuple(
                chains.outlet_hop(text, span, self.knowledge.actors)
                for span in relays.credited(text, self.knowledge.actors)
            ),
            said_spans={id(item): spans for item, spans in zip(found, said_spans, strict=True)},
        )
        return reading, links

    def _sentence(self, reading: Reading, near: Near, index: int, resumed: Typed | None) -> Iterator[Claim]:
        sentence, text = reading.sentences[index], reading.report.text
        named = _naming(near.found_in.get(index, ()))
        numbers = [
            q
            for q in near.quantities.overlapping(sentence.span)
            if sentence.span.contains(q.span)
            and q.kind in _COUNTED
            and not any(s.overlaps(q.number_span) for s in named)
        ]
        typed = measures.type_all(text, sentence.span, numbers, self.vocabulary)
        if resumed is not None and _RESUMING.search(sentence.span.of(text)):
            typed = [
                resumed if t.measure is None and n.unit_span is None else t for t, n in zip(typed, numbers, strict=True)
            ]
        here = near.links_at(index, sentence.span)
        scopes: list[Span] = []
        for number, kind in zip(numbers, typed, strict=True):
            if not _claims_something(text, number, kind, self.knowledge.measures):
                continue
            draft = Draft(
                sentence=index,
                scope=sentence.span,
                number=number,
                typed=kind,
                others=tuple(n for n in numbers if n is not number),
            )
            for chain in chains.combinations([entry for entry in here if covers(entry[0].found, number.number_span)]):
                yield claims.make(reading, draft, chain)
            if kind.measure is not None:
                scopes.append(number.span)
        yield from self._statements(reading, near, index, here, scopes)

    def _statements(
        self, reading: Reading, near: Near, index: int, here: list[list[Link]], counted: list[Span]
    ) -> Iterator[Claim]:
        """Statements without a number: parts of an attributed content, and what the report itself says of an act."""
        sentence, text = reading.sentences[index], reading.report.text
        spoken = [
            entry
            for entry in here
            if entry[0].found.sentence == index and entry[0].found.attribution.kind is AttributionKind.SPEECH
        ]
        for entry in spoken:
            if entry[0].found.relay or _holds_another(entry[0].found, spoken):
                continue
            for part in _statements_of(reading, near, entry[0].found, self.vocabulary):
                around = [other for other in here if other is entry or covers(other[0].found, part)]
                draft = Draft(sentence=index, scope=part, typed=self._typed(text, part))
                for chain in chains.combinations(around):
                    yield claims.make(reading, draft, chain)
        said = [entry for entry in here if entry[0].found.attribution.kind is AttributionKind.SPEECH]
        for gap in (_trimmed(text, gap) for gap in _unattributed(sentence.span, said)):
            if len(gap.of(text).split()) < _CLAUSE_WORDS or any(gap.overlaps(span) for span in counted):
                continue
            evoked = self._typed(text, gap)
            acts = evoked.measure is not None and self.knowledge.measures.by_name[evoked.measure].unit == "acts"
            quoted = any(
                quote.overlaps(gap) and len(quote.of(text).split()) >= _QUOTATION_WORDS for quote in sentence.quotes
            )
            if acts or quoted or certainty.has_evidential(gap.of(text)):
                covering = [entry for entry in here if covers(entry[0].found, gap)]
                for chain in chains.combinations(covering):
                    yield claims.make(reading, Draft(sentence=index, scope=gap, typed=evoked), chain)

    def _typed(self, text: str, span: Span) -> Typed:
        said = triggers.evoked(text, span, self.vocabulary)
        return Typed(measure=said[0], span=said[1]) if said else Typed(measure=None)


# "Its previous figure was 1,373": a bare number under such a noun counts what was counted before.
_RESUMING = re.compile(r"\b(?:figure|count|tally|total|number)\b", re.IGNORECASE)


def _claims_something(text: str, number: QuantityMention, typed: Typed, known: Measures) -> bool:
    """Whether a number is a claim: every count is; "a" and "one" only of people who were killed, hurt or taken; an
    ordinal only of what is numbered in turn; money only where funds are spoken of."""
    if number.kind is Kind.INDEFINITE or number.number_span.of(text).lower() == "one":
        unit = number.unit_span.of(text) if number.unit_span else ""
        of_people = bool(measures.classes_of(unit, known) & {"person", "personnel", "worker", "captive"})
        if number.quantity.high is None and number.number_span.of(text).lower() == "one":
            return typed.measure is not None  # "at least one airstrike" says how many
        of_people = of_people or _NATIONAL.fullmatch(unit) is not None
        return of_people and typed.trigger is not None and typed.measure in _PEOPLE
    if number.unit_span is None and _BASE.search(text[max(0, number.span.start - 12) : number.span.start]):
        return False  # "of the 12, eight were killed": the whole was told before
    if number.kind is Kind.ORDINAL:
        return typed.measure is not None and typed.measure in _NUMBERED
    if number.kind is Kind.MONEY or _DEFINITE.search(text[max(0, number.span.start - 8) : number.span.start]):
        return typed.measure is not None  # "the two countries" counts nothing
    return True


_NATIONAL = re.compile(r"[A-Z][a-z]+(?:an|ian|ese|ish|i|ite|ch)")
_BASE = re.compile(r"\b[Oo]f\s+(?:the|these|those|its)\s+$")
_DEFINITE = re.compile(r"\b(?:the|these|those|its|their|both)\s+$", re.IGNORECASE)


def _naming(here: Sequence[Found]) -> list[Span]:
    """The words of a sentence that only name who speaks: "two witnesses", "a doctor" count nobody. `here`: found in
    it."""
    return [span for item in here for span in (*item.attribution.source, *item.attribution.cue, *item.carrier)]


def _first(claim: Claim) -> Span:
    return claim.evidence.quantity[0] if claim.evidence.quantity else claim.span


def _holds_another(found: Found, spoken: Sequence[list[Link]]) -> bool:
    """Whether all this content says is that another said something: the inner attribution makes the claim."""
    for other in spoken:
        inner = other[0].found
        if inner is found or inner.relay:
            continue
        cue = inner.attribution.cue or inner.attribution.source
        if cue and any(c.contains(cue[0]) for c in found.attribution.content):
            rest = sum(len(c) for c in found.attribution.content) - sum(
                len(c) for c in (*inner.attribution.content, *inner.attribution.source, *cue)
            )
            if rest < _WORTH_SAYING_CHARS:
                return True
    return False


_WORTH_SAYING_CHARS = 25  # shorter remains of a content are adverbs and marks


def _unattributed(sentence: Span, spoken: Sequence[list[Link]]) -> list[Span]:
    """The stretches of a sentence that belong to no attribution: what the report says in its own voice."""
    taken = sorted(
        span
        for entry in spoken
        for part in (entry[0].found.attribution.cue, entry[0].found.attribution.content)
        for span in part
        if span.overlaps(sentence)
    )
    gaps, start = [], sentence.start
    for span in taken:
        if span.start > start:
            gaps.append(Span(start=start, end=span.start))
        start = max(start, span.end)
    if start < sentence.end:
        gaps.append(Span(start=start, end=sentence.end))
    return gaps


def _trimmed(text: str, span: Span) -> Span:
    """The span without spaces and commas at its ends."""
    words = span.of(text)
    left = len(words) - len(words.lstrip(" ,;"))
    return Span(start=span.start + left, end=max(span.start + left, span.start + len(words.rstrip(" ,;"))))


def _statements_of(reading: Reading, near: Near, found: Found, vocabulary: Vocabulary) -> Iterator[Span]:
    """The parts of a content that make a statement of their own: those without a number, and of those with one, the
    clauses beside it that hold a verb. No part goes over the end of a sentence."""
    if not found.attribution.content:
        return
    text, whole = reading.report.text, covering(found.attribution.content)
    numbers = near.quantities.overlapping(whole)
    counted = [q.span for q in numbers if q.kind in _COUNTED and q.kind is not Kind.INDEFINITE]
    inner = [cue for cue, item in near.cues.overlapping(whole) if item is not found]
    quotes = near.quotes.overlapping(whole)
    for part in _parts(text, near, found):
        if not any(part.overlaps(span) for span in counted):
            long_enough = len(part.of(text).split()) >= _FEWEST_WORDS or found.attribution.style is not Style.INDIRECT
            if long_enough or triggers.evoked(text, part, vocabulary) is not None:
                yield part
            continue
        start = part.start
        cuts = [(m.start(), m.end()) for m in _CLAUSE.finditer(text, part.start, part.end) if not _in_quotes(m, quotes)]
        cuts.append((part.end, part.end))
        for stop, after in cuts:
            piece = Span(start=start, end=stop)
            start = after
            clear = not any(piece.overlaps(span) for span in (*counted, *inner))
            if clear and len(piece.of(text).split()) >= _CLAUSE_WORDS and _VERB.search(piece.of(text)):
                yield piece


def _in_quotes(match: re.Match[str], quotes: Sequence[Span]) -> bool:
    return any(quote.start < match.start() and match.end() < quote.end for quote in quotes)


_QUOTATION_WORDS = 6  # fewer words in quotation marks are a term or a scare quote
_FEWEST_WORDS = 3  # "In reality" and "he said" with nothing else say nothing
_CLAUSE = re.compile(r",\s+|\s+\band\b\s+", re.IGNORECASE)
_CLAUSE_WORDS = 4  # shorter pieces between commas are appositions and places
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|may|might|must|should|can|did|does|do|due to|\w{3,}ed)\b"
)


def _parts(text: str, near: Near, found: Found) -> Iterator[Span]:
    """The statements of a content, sentence by sentence, cut at semicolons and at "but", "while", "and that"."""
    for content in found.attribution.content:
        for sentence in near.sentences.overlapping(content):
            span = Span(start=max(content.start, sentence.span.start), end=min(content.end, sentence.span.end))
            start = span.start
            for cut in _SPLIT.finditer(text, span.start, span.end):
                if cut.start() - start >= _WORTH_SAYING_CHARS and span.end - cut.end() >= _WORTH_SAYING_CHARS:
                    yield Span(start=start, end=cut.start())
                    start = cut.end()
            yield Span(start=start, end=span.end)


def _said(
    split: Sequence[Sentence], found: Sequence[Found], times_found: Sequence[times.TimeMention]
) -> tuple[list[str | None], list[tuple[Span, ...]], list[Span]]:
    """When each attribution was said: the times of its sentence that stand outside every content, near the cue."""
    dates: list[str | None] = []
    spans: list[tuple[Span, ...]] = []
    regions: list[Span] = []
    by_place = Nearby((time.span, time) for time in times_found)
    for item in found:
        sentence = split[item.sentence].span
        anchor = (item.attribution.cue or item.attribution.source or item.attribution.content)[0]
        outside = [t for t in by_place.overlapping(sentence) if sentence.contains(t.span) and not covers(item, t.span)]
        near = [t for t in outside if t.period is not None and t.span.distance(anchor) <= _NEAR_CUE_CHARS]
        near.sort(key=lambda t: t.span.distance(anchor))
        day = next((_day(t) for t in near if _day(t)), None)
        dates.append(day)
        spans.append(tuple(t.span for t in outside))
        regions.append(_region(sentence, item))
    return dates, spans, regions


_NEAR_CUE_CHARS = 60  # "said in a statement posted on its website on Monday" is 47


def _day(time: times.TimeMention) -> str | None:
    """The ISO day or month a time of saying names."""
    assert time.period is not None
    if time.period.start is None or time.period.end is None:
        return None
    if time.period.start == time.period.end:
        return time.period.start
    return (
        time.period.start[:7]
        if time.period.start[:7] == time.period.end[:7] and time.period.precision == "month"
        else None
    )


def _region(sentence: Span, item: Found) -> Span:
    """The words between source and content, where the channel is told."""
    parts = [*item.attribution.source, *item.attribution.cue]
    if not parts:
        return Span(start=sentence.start, end=sentence.start)
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    following = [c.start for c in item.attribution.content if c.start >= end]
    return Span(
        start=max(sentence.start, min(start, start)),
        end=max(end, min(following) if following else max(end, sentence.end)),
    )


def _withdrawn(made: list[Claim], split: Sequence[Sentence], index: int, text: str, sha256: str) -> list[Claim]:
    """Mark as unverified what the sentence points back to: "this", "the claim" are those of the sentence before; "these
    figures", "neither" those of the paragraph that ends there."""
    if index == 0 or split[index - 1].section is Section.TITLE:
        return made
    paragraph = split[index - 1].paragraph
    several = certainty.points_to_several(split[index].span.of(text))
    before = [s.span for s in (split[:index] if several else split[index - 1 : index]) if s.paragraph == paragraph]
    return [claims.unverified(c, sha256) if any(s.overlaps(_first(c)) for s in before) else c for c in made]
