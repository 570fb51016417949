"""What overlaps a span, found without going through all there is: a long report would be read in the square of its
length otherwise."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from reportedly.extraction.chains import Link
from reportedly.extraction.found import Found
from reportedly.extraction.quantities import QuantityMention
from reportedly.extraction.reading import Reading
from reportedly.extraction.sentences import Sentence
from reportedly.model.claim import AttributionKind
from reportedly.model.report import Span

T = TypeVar("T")


class Nearby(Generic[T]):
    """Items, each with a span; an item may come with several."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        numbered = sorted(enumerate(items), key=lambda one: one[1][0].start)
        self._items = [(number, span, item) for number, (span, item) in numbered]
        self._starts = [span.start for _, span, _ in self._items]
        self._reach = list(accumulate((span.end for _, span, _ in self._items), max))

    def overlapping(self, span: Span) -> list[T]:
        """The items whose span shares a character with this one, in the order in which they were given."""
        first = bisect_right(self._reach, span.start)  # before it, none goes so far
        last = bisect_left(self._starts, span.end)
        found = [(number, item) for number, own, item in self._items[first:last] if own.overlaps(span)]
        return [item for _, item in sorted(found, key=lambda one: one[0])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What a report holds, by where it stands. `found_in`, `links_in`: by sentence; `cues`: of what was said, with the
    attribution; `contents`: of each entry of links, with its place among them."""

    quantities: Nearby[QuantityMention]
    sentences: Nearby[Sentence]
    quotes: Nearby[Span]
    cues: Nearby[tuple[Span, Found]]
    contents: Nearby[int]
    links: Sequence[list[Link]]
    found_in: Mapping[int, Sequence[Found]]
    links_in: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, reading: Reading, links: Sequence[list[Link]]) -> Near:
        """What a reading has found."""
        found_in: dict[int, list[Found]] = {}
        for item in reading.found:
            found_in.setdefault(item.sentence, []).append(item)
        links_in: dict[int, list[int]] = {}
        for number, entry in enumerate(links):
            links_in.setdefault(entry[0].found.sentence, []).append(number)
        speech = [item for item in reading.found if item.attribution.kind is AttributionKind.SPEECH]
        return cls(
            quantities=Nearby((q.span, q) for q in reading.quantities),
            sentences=Nearby((one.span, one) for one in reading.sentences),
            quotes=Nearby((quote, quote) for one in reading.sentences for quote in one.quotes),
            cues=Nearby((cue, (cue, item)) for item in speech for cue in item.attribution.cue),
            contents=Nearby(
                (span, number) for number, entry in enumerate(links) for span in entry[0].found.attribution.content
            ),
            links=links,
            found_in=found_in,
            links_in=links_in,
        )

    def links_at(self, index: int, sentence: Span) -> list[list[Link]]:
        """The entries whose cue stands in a sentence, or whose content holds it whole."""
        own = self.links_in.get(index, ())
        holding = {n for n in self.contents.overlapping(sentence) if covers(self.links[n][0].found, sentence)}
        return [self.links[number] for number in sorted(holding.union(own))]


def covers(found: Found, span: Span) -> bool:
    """Whether a content of the attribution holds the span whole."""
    return any(content.contains(span) for content in found.attribution.content)
