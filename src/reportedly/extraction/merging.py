"""One list of attributions out of two: what the model tagged, and what the rules found.

The model decides who is credited with which words wherever it speaks. The rules know what it was not taught: relays
("citing X"), credits of headlines, statements without a source, quotations that go on; and they know of each cue what
the model's spans do not tell: its verb, whether it is negated, who passes it on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from reportedly.extraction import cue_words
from reportedly.extraction.decoding import Tagged
from reportedly.extraction.found import Found, style_of
from reportedly.extraction.sentences import Sentence
from reportedly.knowledge.languages.en.cues import COUNTING, PLAIN_REPORTING
from reportedly.model.claim import Attribution
from reportedly.model.report import Span


def merge(
    text: str, split: Sequence[Sentence], rules: Sequence[Found], tagged: Sequence[Tagged], seen: Collection[Span] = ()
) -> tuple[Found, ...]:
    """Attributions in the order of their sentences and cues. `seen`: the words that the model at least half takes for a
    cue."""
    starts = [sentence.span.start for sentence in split]
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for at, rule in enumerate(rules):
        if not rule.continued:
            by_sentence[rule.sentence].append(at)
    twins: dict[int, int] = {}
    for number, one in enumerate(tagged):
        here = bisect_right(starts, one.cue[0].start) - 1
        twin = next((at for at in by_sentence[here] if at not in twins and _same_cue(one, rules[at])), None)
        if twin is not None:
            twins[twin] = number
    matched = {number: at for at, number in twins.items()}
    made: list[Found] = []
    of_rule: dict[int, int] = {}
    for number, one in enumerate(tagged):
        index = bisect_right(starts, one.cue[0].start) - 1
        if index < 0:
            continue
        twin_at = matched.get(number)
        made.append(_found(text, split, index, one, rules[twin_at] if twin_at is not None else None))
        if twin_at is not None:
            of_rule[twin_at] = len(made) - 1
    covered = {content for one in tagged for content in one.content}
    spoken = {bisect_right(starts, one.cue[0].start) - 1 for one in tagged if not cue_words.passes_on(text, one.cue)}
    for number, rule in enumerate(rules):
        said = rule.attribution
        if cue_words.takes_lives(text, said.cue, said.content):
            continue
        if number not in twins and _is_kept(rule, covered, spoken, tagged, seen):
            made.append(rule)
            of_rule[number] = len(made) - 1
    return _ordered(made, of_rule)


def _is_kept(
    rule: Found, contents: set[Span], spoken: set[int], tagged: Sequence[Tagged], seen: Collection[Span]
) -> bool:
    """Whether an attribution that only the rules found stays: where it is of a construction that the model was not
    taught, or stands within what the model found somebody to say; and, where the model glimpses its cue or could not
    know it, in a sentence in which the model found nobody to speak. Beside what the model found, one in twenty is
    right."""
    if rule.continued:
        return not _covered(rule, contents)
    if not rule.attribution.cue:  # "UN: 500 killed"
        return not any(_tells_the_same(rule, one) for one in tagged)
    if _quotes_another(rule):
        return True
    if any(span.contains(rule.attribution.cue[0]) for span in contents):
        return True  # without it, who knew would be lost from the chain
    glimpsed = any(cue.overlaps(one) for cue in rule.attribution.cue for one in seen)
    if not glimpsed and rule.lemma not in COUNTING:
        return False
    return rule.sentence not in spoken or rule.lemma in PLAIN_REPORTING


def _tells_the_same(rule: Found, one: Tagged) -> bool:
    told = rule.attribution
    return any(a.overlaps(b) for a in told.source for b in one.source) and any(
        a.overlaps(b) for a in told.content for b in one.content
    )


def _covered(rule: Found, contents: set[Span]) -> bool:
    """Whether a quotation that goes on is part of what the model found to be said."""
    return any(content.contains(part) for content in contents for part in rule.attribution.content)


def _same_cue(one: Tagged, rule: Found) -> bool:
    cues = rule.attribution.cue
    return any(cue.overlaps(other) for cue in one.cue for other in cues)


def _found(text: str, split: Sequence[Sentence], index: int, one: Tagged, rule: Found | None) -> Found:
    word = cue_words.read(text, one.cue)
    parts = [part for part in one.content if part.of(text).lower().strip(" ,") not in ("that", "")] or one.content[-1:]
    one = replace(one, content=tuple(_trimmed(text, part, one.cue) for part in parts))
    source, cue = one.source or (rule.attribution.source if rule else ()), one.cue
    if rule is not None and _quotes_another(rule):
        source, cue = rule.attribution.source, rule.attribution.cue
        kept = tuple(part for part in one.content if not any(part.overlaps(frame) for frame in (*source, *cue)))
        one = replace(one, content=kept or rule.attribution.content)
    near = split[max(0, index - 1) : index + 2]
    quoted = any(quote.overlaps(span) for span in one.content for sentence in near for quote in sentence.quotes)
    attribution = Attribution(
        source=source,
        cue=cue,
        content=one.content,
        style=style_of(split[index], one.content),
        kind=rule.attribution.kind if rule else word.kind(quoted=quoted),
    )
    if rule is not None:
        carries = any(
            span.overlaps(other) for span in source for other in rule.carrier
        )  # "A" of "A quoted B as saying"
        lemma, carrier = (word.lemma, ()) if carries else (rule.lemma, rule.carrier)
        return replace(
            rule, attribution=attribution, sentence=index, lemma=lemma, carrier=carrier, probability=one.probability
        )
    return Found(
        attribution=attribution,
        lemma=word.lemma,
        sentence=index,
        negated=word.negated,
        probability=one.probability,
    )


def _trimmed(text: str, content: Span, cue: Sequence[Span]) -> Span:
    """A content without the "that" between it and its cue, and without a comma at its end."""
    start, end = content.start, content.end
    if cue and start >= cue[-1].end and (opening := _THAT.match(text, start, end)) and opening.end() < end:
        start = opening.end()
    while end - start > 1 and text[end - 1] in " ,;":
        end -= 1
    return Span(start=start, end=end)


_THAT = re.compile(r"that,?\s+", re.IGNORECASE)


def _quotes_another(rule: Found) -> bool:
    """ "A quoted B as saying", "A, citing B", "B was quoted as saying by A": who speaks and who passes on is told by
    the frame; the model has one source for the cue and takes either."""
    return rule.relay or bool(rule.carrier) or rule.lemma in ("quote", "cite", "quote as saying")


def _ordered(made: list[Found], of_rule: dict[int, int]) -> tuple[Found, ...]:
    """In text order, hosts named by their new places. What stood behind a host that is gone stands alone."""

    def place(number: int) -> tuple[int, int]:
        item = made[number]
        first = (item.attribution.cue or item.attribution.source or item.attribution.content)[0]
        return item.sentence, first.start

    order = sorted(range(len(made)), key=place)
    places = {old: new for new, old in enumerate(order)}
    out = []
    for old in order:
        item = made[old]
        host = of_rule.get(item.host) if item.host is not None else None
        if host is not None and item.relay:  # whom it cites is cited for what the model found it to say
            item = replace(item, attribution=replace(item.attribution, content=made[host].attribution.content))
        out.append(replace(item, host=places[host] if host is not None else None))
    return tuple(out)
