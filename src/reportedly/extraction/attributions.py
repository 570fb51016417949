"""Who is said to have said what: sources, cues and contents as spans of the text.

A trained tagger reads every paragraph, and once more what it found to be said, where another attribution may stand
within; rules over cues add what it was not taught. Text and sentences in, attributions out: nothing behind this seam
knows how they were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from reportedly.extraction import cue_rules, cue_words, merging
from reportedly.extraction.decoding import Tagged
from reportedly.extraction.found import Found
from reportedly.extraction.sentences import Sentence
from reportedly.model.claim import Attribution
from reportedly.model.report import Span

MODEL = f"attribution-1+{cue_rules.NAME}"
FEWEST_PROBABILITY = 0.3  # below it one in five is right; without them full F1 on PolNeAR's development split is best
_DEEPEST = 4  # "A reports that B said that C told D that P": no press report seen goes deeper
_SHORTEST_HOST_WORDS = 4  # "he said it": fewer words hold no attribution with a source, a cue and a content


class Tagging(Protocol):
    """What tags a text: one layer of attributions of a whole report, and of stretches of it read by themselves."""

    def tag(self, text: str, split: Sequence[Sentence]) -> list[Tagged]: ...

    def tag_within(self, text: str, spans: Sequence[Span]) -> Iterator[list[Tagged]]: ...


def find(text: str, split: Sequence[Sentence], tagger: Tagging) -> tuple[Found, ...]:
    """All attributions in text order of their cues. Never fails: a sentence without a cue yields nothing."""
    layers = list(_layers(text, split, tagger))
    seen = frozenset(cue for layer in layers for one in layer for cue in one.cue)
    return merging.merge(text, split, cue_rules.find(text, split), _trusted(text, layers), seen)


def tag(text: str, split: Sequence[Sentence], tagger: Tagging) -> list[Tagged]:
    """What the model finds and is not most unsure of, layer within layer: outer attributions before those within what
    they say."""
    return _trusted(text, _layers(text, split, tagger))


def _trusted(text: str, layers: Iterable[Sequence[Tagged]]) -> list[Tagged]:
    return [
        one
        for layer in layers
        for one in _completed(text, layer)
        if one.probability >= FEWEST_PROBABILITY and not cue_words.takes_lives(text, one.cue, one.content)
    ]


def _layers(text: str, split: Sequence[Sentence], tagger: Tagging) -> Iterator[Sequence[Tagged]]:
    """All that the model sees: in the text, then within what each attribution of the layer before says. A layer within
    is one list a host."""
    layers: list[Sequence[Tagged]] = [tagger.tag(text, split)]
    for _ in range(_DEEPEST):
        yield from layers
        hosts = [
            span
            for layer in layers
            for one in _completed(text, layer)
            for span in one.content
            if cue_words.may_hold(text, span, _SHORTEST_HOST_WORDS)
        ]
        layers = list(tagger.tag_within(text, hosts)) if hosts else []


def _completed(text: str, found: Sequence[Tagged]) -> list[Tagged]:
    """Cues that pass on ("citing X", "quoted by X", "as saying") and were given no content report what the attribution
    nearest to them in the same sentence does; other cues without a content are left out."""
    made = []
    for one in found:
        if one.content and not (
            cue_words.passes_on(text, one.cue) and len(one.content) == 1 and " " not in one.content[0].of(text)
        ):
            made.append(one)
            continue
        if not cue_words.passes_on(text, one.cue):
            continue
        away = ((_distance(text, one, other), other) for other in found if other.content)
        hosts = [(distance, other) for distance, other in away if distance is not None]
        if hosts:
            _, host = min(hosts, key=lambda found: found[0])
            made.append(replace(one, content=host.content, probability=min(host.probability, 0.6)))
    return made


def _distance(text: str, one: Tagged, other: Tagged) -> int | None:
    """Characters between the cues of two attributions, None where a sentence ends between them outside quotations."""
    if other is one or not other.cue:
        return None
    first, second = sorted((one.cue[0], other.cue[0]))
    held = any(span.start < second.start and first.end < span.end for span in other.content)
    if not held and (text.find("\n", first.end, second.start) >= 0 or _ENDS.search(text[first.end : second.start])):
        return None
    return second.start - first.end


_ENDS = re.compile(r"[.!?][”\"’]?\s+[A-Z“\"]")


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Those that stand within nothing another says, in order."""
    return [
        one
        for one in found
        if not any(
            other is not one and any(span.contains(cue) for span in other.content for cue in one.cue or one.content)
            for other in found
        )
    ]


__all__ = ["MODEL", "Found", "Tagging", "find", "outermost", "tag"]
