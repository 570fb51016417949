"""One list of attributions out of two: what the model tagged, and what the rules found.

The model decides who is credited with which words wherever it speaks. The rules know what it was not taught: relays
("citing X"), credits of headlines, statements without a source, quotations that go on; and they know of each cue what
the model's spans do not tell: its verb, whether it is negated, who passes it on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reportedly.extraction import cue_words
from reportedly.extraction.decoding import Tagged
from reportedly.extraction.found import Found, style_of
from reportedly.extraction.sentences import Sentence
from reportedly.model.claim import Attribution
from reportedly.model.report import Span


def merge(text: str, split: Sequence[Sentence], rules: Sequence[Found], tagged: Sequence[Tagged]) -> tuple[Found, ...]:
    """Attributions in the order of their sentences and cues."""
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
    for number, rule in enumerate(rules):
        if number not in twins and not (rule.continued and _covered(rule, covered)):
            made.append(rule)
            of_rule[number] = len(made) - 1
    return _ordered(made, of_rule)


def _covered(rule: Found, contents: set[Span]) -> bool:
    """Whether a quotation that goes on is part of what the model found to be said."""
    return any(content.contains(part) for content in contents for part in rule.attribution.content)


def _same_cue(one: Tagged, rule: Found) -> bool:
    cues = rule.attribution.cue
    return any(cue.overlaps(other) for cue in one.cue for other in cues)


def _found(text: str, split: Sequence[Sentence], index: int, one: Tagged, rule: Found | None) -> Found:
    word = cue_words.read(text, one.cue)
    source = one.source or (rule.attribution.source if rule else ())
    near = split[max(0, index - 1) : index + 2]
    quoted = any(quote.overlaps(span) for span in one.content for sentence in near for quote in sentence.quotes)
    attribution = Attribution(
        source=source,
        cue=one.cue,
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
        out.append(replace(item, host=places[host] if host is not None else None))
    return tuple(out)
