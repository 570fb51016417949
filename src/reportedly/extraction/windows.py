"""What the tagger reads: paragraphs as word pieces, each with its case and whether it stands in quotation marks.

A window is one paragraph. What is found in it depends on nothing outside it, so a report gives the same attributions
however it is cut between paragraphs. A paragraph longer than the model can see is cut between sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from reportedly.extraction import sentences
from reportedly.model.report import Span

# With the two marks around it 256: the most the model was trained on.
MAX_PIECES = 254
# Most paragraphs the model was taught are shorter than 100 pieces; in longer ones it links words across sentences that
# have nothing to do with each other. A paragraph above the first number is read in parts of about the second.
LONG_PIECES, PART_PIECES = 100, 64
LOWER, CAPITAL, UPPER, DIGIT = range(4)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of one paragraph, without the marks at its ends. `starts`, `ends`: offsets into the report's text;
    `continues`: whether a piece goes on with the word of the piece before it."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    case: tuple[int, ...]
    quoted: tuple[int, ...]
    continues: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def moved(self, by: int) -> Window:
        """The same, so many characters further on."""
        return replace(
            self, starts=tuple(start + by for start in self.starts), ends=tuple(end + by for end in self.ends)
        )


def windows(text: str, split: Sequence[sentences.Sentence], tokenizer: Any) -> Iterator[Window]:
    """The windows of a report in text order; none for paragraphs without a piece. `tokenizer`: a
    tokenizers.Tokenizer."""
    runs = list(_runs(split))
    encodings = _encoded([run.of(text) for run, _ in runs], tokenizer)
    for (run, borders), encoding in zip(runs, encodings, strict=True):
        yield from _windows(text, run, borders, encoding)


def of_spans(text: str, spans: Sequence[Span], tokenizer: Any) -> Iterator[list[Window]]:
    """The windows of each of the stretches of a text, as if it were a paragraph of its own."""
    encodings = _encoded([span.of(text) for span in spans], tokenizer)
    for span, encoding in zip(spans, encodings, strict=True):
        yield list(_windows(text, span, (), encoding))


def _encoded(texts: list[str], tokenizer: Any) -> Any:
    """Pieces with their offsets."""
    return tokenizer.encode_batch([sentences.encodable(words) for words in texts], add_special_tokens=False)


def _windows(text: str, run: Span, borders: Sequence[int], encoding: Any) -> Iterator[Window]:
    if encoding.ids:
        whole = _window(text, run, encoding)
        yield from _cut(whole, borders) if len(whole) > LONG_PIECES else (whole,)


def _runs(split: Sequence[sentences.Sentence]) -> Iterator[tuple[Span, tuple[int, ...]]]:
    """Each paragraph from its first to its last sentence, with the offsets at which it may be cut: where a sentence
    begins that neither goes on with a quotation nor follows one with another."""
    at = 0
    while at < len(split):
        last = at
        while last + 1 < len(split) and split[last + 1].paragraph == split[at].paragraph:
            last += 1
        whole = Span(start=split[at].span.start, end=split[last].span.end)
        yield (
            whole,
            tuple(
                here.span.start
                for before, here in pairwise(split[at : last + 1])
                if not (before.quotes and _opens_quoted(here))
            ),
        )
        at = last + 1


def _opens_quoted(sentence: sentences.Sentence) -> bool:
    return bool(sentence.quotes) and sentence.quotes[0].start <= sentence.span.start + 1


def _window(text: str, run: Span, encoding: Any) -> Window:
    offsets = encoding.offsets
    starts = tuple(run.start + start for start, _ in offsets)
    ends = tuple(run.start + end for _, end in offsets)
    return Window(
        ids=tuple(encoding.ids),
        starts=starts,
        ends=ends,
        case=tuple(_case(text[start:end]) for start, end in zip(starts, ends, strict=True)),
        quoted=_quoted(text, run, starts),
        continues=(
            False,
            *(a == b and text[b - 1].isalnum() and text[b].isalnum() for a, b in zip(ends, starts[1:], strict=False)),
        ),
    )


def _case(piece: str) -> int:
    if piece.islower():
        return LOWER
    if piece.isupper():
        return UPPER if len(piece) > 1 else CAPITAL
    first = piece[:1]
    return DIGIT if first.isdigit() else CAPITAL if first.isupper() else LOWER


def _quoted(text: str, run: Span, starts: Sequence[int]) -> tuple[int, ...]:
    quotes = sentences.find_quotations(text, [run])
    if not quotes:
        return (0,) * len(starts)
    flags, at = [], 0
    for start in starts:
        while at < len(quotes) and quotes[at].end <= start:
            at += 1
        flags.append(int(at < len(quotes) and quotes[at].start <= start))
    return tuple(flags)


def _cut(whole: Window, borders: Sequence[int]) -> Iterator[Window]:
    """Parts of whole sentences, as many as fit; a stretch that may not be cut is cut where a window ends."""
    firsts, here = [0], 0
    for number, start in enumerate(whole.starts):
        if here < len(borders) and start >= borders[here]:
            here += 1
            firsts.append(number)
    firsts.append(len(whole))
    first = 0
    for before, after in pairwise(firsts):
        if after - first > PART_PIECES and before > first:
            yield _part(whole, first, before)
            first = before
        while after - first > MAX_PIECES:
            yield _part(whole, first, first + MAX_PIECES)
            first += MAX_PIECES
    if first < len(whole):
        yield _part(whole, first, len(whole))


def _part(whole: Window, start: int, end: int) -> Window:
    return Window(
        ids=whole.ids[start:end],
        starts=whole.starts[start:end],
        ends=whole.ends[start:end],
        case=whole.case[start:end],
        quoted=whole.quoted[start:end],
        continues=whole.continues[start:end],
    )
