"""From what the tagger's three heads say of a window to attributions: spans of source, cue and content, linked.

Roles are decided piece by piece, links span by span: the probability that a span points to another is the mean over its
pieces of what falls on the other's pieces. Everything is a comparison of probabilities; the constants are the ones
that were best on PolNeAR's development split, and how much each gives stands in the model card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np
from numpy.typing import NDArray

from reportedly.extraction.windows import Window
from reportedly.model.report import Span

Scores = NDArray[np.float32]
# Labels of the roles head: O, then begin and inside of source, cue, content.
SOURCE, CUE, CONTENT = 1, 2, 3
FEWEST_SHARED = 0.35  # "P, X said, citing Y": two cues share a content, and the pointer, where each gets at least this
HALF = 0.5
FEWEST_GLIMPSED = 0.3  # of rules' cues with less, 2 in 100 are right (PolNeAR), with more, 2 in 3 (conflict reports)
FEATURES = ("cue", "content", "content link", "source link", "source")
FEWEST_LINK = 0.5  # a content whose best cue gets less than this has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One attribution as the model gives it. `features`: mean probabilities of the roles of the pieces of each span,
    and of the links between the spans; `probability`: what they say together of the whole."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    features: tuple[float, ...]
    probability: float = 1.0

    def moved(self, by: int) -> Tagged:
        """The same, so many characters further on."""
        source, cue, content = (
            tuple(Span(start=span.start + by, end=span.end + by) for span in spans)
            for spans in (self.source, self.cue, self.content)
        )
        return replace(self, source=source, cue=cue, content=content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic fit from the features to the chance that all three spans are right."""

    intercept: float
    weights: tuple[float, ...]

    def probability(self, features: Sequence[float]) -> float:
        """From 0 to 1."""
        return 1 / (1 + exp(-self.intercept - sum(w * f for w, f in zip(self.weights, features, strict=True))))


def softmax(scores: Scores) -> Scores:
    """Over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def decode(window: Window, roles: Scores, to_source: Scores, to_cue: Scores) -> list[Tagged]:
    """The attributions of one window in the order of their cues; one with a source and no content is a cue of which
    it is not told what it reports ("..., citing X"), one with neither a cue that is only glimpsed. `roles`: [n + 2, 7]
    logits; the pointers: [n + 2, n + 2] logits; the first and last row and column are the marks at the window's ends.
    """
    chance = softmax(roles[1:-1])
    begins = chance[:, 1::2]
    role = np.concatenate([chance[:, :1], begins + chance[:, 2::2]], axis=1)
    spans = _spans(window, role, begins)
    cues = spans[CUE]
    gathered: list[list[tuple[int, int, float]]] = [[] for _ in cues]
    for start, end in spans[CONTENT]:
        towards = softmax(to_cue[start + 1 : end + 1]).mean(axis=0)
        links = [float(towards[a + 1 : b + 1].sum()) for a, b in cues]
        shared = [number for number, link in enumerate(links) if link >= FEWEST_SHARED]
        together = sum(links[number] for number in shared)
        if together >= FEWEST_LINK:
            for number in shared:
                gathered[number].append((start, end, together))
    found = []
    for cue, contents in zip(cues, gathered, strict=True):
        source, source_link = _source(cue, spans[SOURCE], to_source)
        pieces = np.concatenate([role[a:b, CONTENT] for a, b, _ in contents]) if contents else np.zeros(1)
        features = (
            float(role[cue[0] : cue[1], CUE].mean()),
            float(pieces.mean()),
            float(np.mean([link for _, _, link in contents])) if contents else 0.0,
            source_link,
            float(role[source[0] : source[1], SOURCE].mean()) if source else 0.0,
        )
        found.append(
            Tagged(
                source=(_span(window, *source),) if source else (),
                cue=(_span(window, *cue),),
                content=tuple(_span(window, a, b) for a, b, _ in contents),
                features=features,
            )
        )
    taken = {at for start, end in cues for at in range(start, end)}
    glimpsed = [at for at in np.flatnonzero(role[:, CUE] >= FEWEST_GLIMPSED).tolist() if at not in taken]
    found += [
        Tagged(source=(), cue=(_span(window, at, at + 1),), content=(), features=(0.0,) * len(FEATURES))
        for at in glimpsed
    ]
    return sorted(found, key=lambda one: one.cue)


def _source(
    cue: tuple[int, int], sources: Sequence[tuple[int, int]], to_source: Scores
) -> tuple[tuple[int, int] | None, float]:
    """The source span a cue points to and the probability of it; None where it rather points at none."""
    towards = softmax(to_source[cue[0] + 1 : cue[1] + 1]).mean(axis=0)
    nobody = float(towards[0])
    links = [float(towards[a + 1 : b + 1].sum()) for a, b in sources]
    if not links or max(links) < nobody:
        return None, nobody
    best = int(np.argmax(links))
    return sources[best], links[best]


def _spans(window: Window, role: Scores, begins: Scores) -> dict[int, list[tuple[int, int]]]:
    """Runs of pieces of one role, parted where a piece rather begins than goes on, and never within a word."""
    decided = role.argmax(axis=1).tolist()
    for at, goes_on in enumerate(window.continues):
        if goes_on and at:
            decided[at] = decided[at - 1]
    spans: dict[int, list[tuple[int, int]]] = {SOURCE: [], CUE: [], CONTENT: []}
    start = 0
    for at in range(1, len(decided) + 1):
        here = decided[start]
        if at < len(decided) and decided[at] == here:
            anew = here and not window.continues[at] and begins[at, here - 1] > HALF * role[at, here]
            if not anew:
                continue
        if here:
            spans[here].append((start, at))
        start = at
    return spans


def _span(window: Window, start: int, end: int) -> Span:
    return Span(start=window.starts[start], end=window.ends[end - 1])
