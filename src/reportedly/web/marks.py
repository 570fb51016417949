"""Which words of a text each claim rests on: the text cut into segments, each with the slots that cover it. Pure.

Put end to end the segments are the text, whatever the marks; spans that overlap, nest or end outside it do no harm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from reportedly.model.claim import Claim
from reportedly.model.report import Span


class Slot(StrEnum):
    """What words do in a claim, in the order in which a legend tells them."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    QUANTITY = "quantity"
    MEASURE = "measure"
    HEDGE = "hedge"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cover:
    """A claim, by its number among those shown, and the slot of it."""

    claim: int
    slot: Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that a slot of a claim rests on."""

    cover: Cover
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text that the same slots cover from end to end. `opens`: those whose words begin here."""

    text: str
    covers: tuple[Cover, ...] = ()
    opens: tuple[Cover, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of any claim that cover this stretch."""
        held = {cover.slot for cover in self.covers}
        return tuple(slot for slot in Slot if slot in held)

    @property
    def labels(self) -> tuple[Slot, ...]:
        """The slots to be named here, where their words begin; the content needs no label."""
        begun = {cover.slot for cover in self.opens}
        return tuple(slot for slot in Slot if slot in begun and slot is not Slot.CONTENT)

    @property
    def begins(self) -> tuple[int, ...]:
        """The claims whose own words begin here."""
        return tuple(cover.claim for cover in self.opens if cover.slot is Slot.CONTENT)


def marks_of(number: int, claim: Claim) -> tuple[Mark, ...]:
    """The marks of a claim that is shown as `number`; the first is its own words."""
    evidence = claim.evidence
    hops = tuple(hop.span for hop in claim.chain if hop.span is not None)
    spans = {
        Slot.CONTENT: (claim.span,),
        Slot.SOURCE: tuple(dict.fromkeys((*evidence.source, *hops))),
        Slot.CUE: evidence.cue,
        Slot.QUANTITY: evidence.quantity,
        Slot.MEASURE: evidence.measure,
        Slot.HEDGE: evidence.hedge,
        Slot.TIME: evidence.time,
    }
    return tuple(Mark(cover=Cover(claim=number, slot=slot), span=span) for slot in spans for span in spans[slot])


def cut(text: str, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The text in segments; a line break is one by itself. Every mark opens in one segment, at the end of the text in
    an empty one where it must."""
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    closing: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opening[min(mark.span.start, len(text))].append(mark)
        closing[min(mark.span.end, len(text))].append(mark)
    places = {0, len(text), *opening, *closing}
    for at, letter in enumerate(text):
        if letter == "\n":
            places |= {at, at + 1}
    alive: dict[int, Mark] = {}  # by identity: two claims may rest on equal spans
    segments: list[Segment] = []
    for start, end in pairwise(sorted(places)):
        _step(alive, opening[start], closing[start])
        covers = tuple(sorted({mark.cover for mark in alive.values()}))
        segments.append(Segment(text=text[start:end], covers=covers, opens=_covers(opening[start])))
    if not segments or len(text) in opening:
        segments.append(Segment(text="", opens=_covers(opening[len(text)])))
    return tuple(segments)


def lines(segments: Sequence[Segment]) -> tuple[tuple[Segment, ...], ...]:
    """The segments line by line, without the line breaks; what begins in a break begins in the next line."""
    found: list[list[Segment]] = [[]]
    carried: tuple[Cover, ...] = ()
    for segment in segments:
        if segment.text == "\n":
            carried += segment.opens
            found.append([])
        else:
            found[-1].append(replace(segment, opens=carried + segment.opens))
            carried = ()
    if carried:
        found[-1].append(Segment(text="", opens=carried))
    return tuple(tuple(line) for line in found)


def _step(alive: dict[int, Mark], opened: Iterable[Mark], closed: Iterable[Mark]) -> None:
    """Move past one place: what ends there is over, what begins there and has a width lives."""
    for mark in closed:
        alive.pop(id(mark), None)
    for mark in opened:
        if len(mark.span):
            alive[id(mark)] = mark


def _covers(marks: Iterable[Mark]) -> tuple[Cover, ...]:
    return tuple(sorted({mark.cover for mark in marks}))
