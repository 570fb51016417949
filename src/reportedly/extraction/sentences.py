"""Paragraphs, sentences and quotations, with exact offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import sentencex

from reportedly.model.report import Span


class Section(StrEnum):
    """Where a sentence stands; the codebook's `where`, less what only a reader could tell."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`paragraph` counts from 0; `quotes`: the parts of the sentence inside double quotation marks, marks excluded."""

    span: Span
    paragraph: int
    section: Section
    quotes: tuple[Span, ...] = ()

    def quoted(self, span: Span) -> bool:
        """Whether `span` lies wholly inside one quotation."""
        return any(quote.contains(span) for quote in self.quotes)


_OPENING = "“„«"
_CLOSING = "”»"
_MARK = re.compile("[" + _OPENING + _CLOSING + '"]' + "|''|``")  # two apostrophes stand for a mark in old wire copy
_LINE = re.compile(r"[^\n]+")
# sentencex does not part 'reserves.” The' nor '?" He': a closing mark after an end mark, then a capital or an opener.
_MISSED = re.compile(r"(?<=[.!?…][”\"’»])\s+(?=[“\"«‘]?[A-Z0-9])")
_WITHIN_QUOTE = re.compile(r"(?<=[a-z]{2}[.!?])\s+(?=[A-Z])")
# ... and it parts after initials, ranks and abbreviations of the press that no end of a sentence follows.
_NO_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Gen|Lt|Col|Maj|Sgt|Capt|Cpl|Brig|Adm|Cmdr|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Prof|Rev|Hon|St|No|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept|Sep|Oct|Nov|Dec|vs|approx|ca|spokesp|Maj\.-Gen|Lt\.-Gen))\.\s*$"
)


def split(text: str, dateline: str | None = None) -> tuple[Sentence, ...]:
    """The sentences of a report in order. The first line is the title where a blank line follows it or where it does
    not end like a sentence; the next paragraph is the lead. A `dateline` belongs to no sentence."""
    paragraphs = _paragraphs(text)
    titled = bool(paragraphs) and _is_title(text, paragraphs)
    found: list[Sentence] = []
    quotations = find_quotations(text, paragraphs)
    starts = [quote.start for quote in quotations]
    for number, paragraph in enumerate(paragraphs):
        section = Section.TITLE if titled and number == 0 else Section.LEAD if number == int(titled) else Section.BODY
        for span in _split_paragraph(text, _past_dateline(text, paragraph, dateline)):
            near = quotations[max(0, bisect_right(starts, span.start) - 1) : bisect_right(starts, span.end)]
            inside = tuple(_clip(quote, span) for quote in near if quote.overlaps(span))
            found.append(Sentence(span=span, paragraph=number, section=section, quotes=inside))
    return tuple(found)


def encodable(text: str) -> str:
    """The text with a sign of one character for each half of a surrogate pair, which libraries that speak UTF-8
    refuse."""
    return _HALF_PAIR.sub("\ufffd", text)


_HALF_PAIR = re.compile(r"[\ud800-\udfff]")


def _paragraphs(text: str) -> list[Span]:
    """One a line; in a text whose lines are wrapped at a column, one a run of lines."""
    lines = [Span(start=m.start(), end=m.end()) for m in _LINE.finditer(text) if m.group().strip()]
    followed = [line for line, after in pairwise(lines) if after.start == line.end + 1]
    open_ended = [line for line in followed if not _ENDS.search(text, max(line.start, line.end - 3), line.end)]
    wrapped = (
        len(followed) >= _FEWEST_WRAPPED
        and len(open_ended) >= _MOSTLY_OPEN * len(followed)
        and max(map(len, followed)) <= _WIDEST_COLUMN
    )
    if not wrapped:
        return lines
    made: list[Span] = []
    for line in lines:
        if made and line.start == made[-1].end + 1:
            made[-1] = Span(start=made[-1].start, end=line.end)
        else:
            made.append(line)
    return made


# Old wire copy and plain mail are wrapped at 60 to 80 columns; a page's lines are paragraphs and end with a mark.
_FEWEST_WRAPPED, _MOSTLY_OPEN, _WIDEST_COLUMN = 4, 0.6, 100
_ENDS = re.compile(r"[.!?:”\"»’]\s*$")


def _past_dateline(text: str, paragraph: Span, dateline: str | None) -> Span:
    """The paragraph without the place, agency and date it opens with."""
    if not dateline or not text.startswith(dateline, paragraph.start):
        return paragraph
    start = paragraph.start + len(dateline)
    while start < paragraph.end and text[start] in " -–—:":
        start += 1
    return Span(start=start, end=paragraph.end)


def find_quotations(text: str, paragraphs: list[Span]) -> list[Span]:
    """The words between double quotation marks, paragraph by paragraph; a mark left open runs to the paragraph's end,
    as the press prints a quotation that goes on in the next one."""
    found: list[Span] = []
    for paragraph in paragraphs:
        start: int | None = None
        for match in _MARK.finditer(text, paragraph.start, paragraph.end):
            mark = match.group()
            straight = mark in ('"', "''", "``")
            if mark in _OPENING or (straight and start is None):
                start = match.end() if start is None else start
            elif start is not None and (mark in _CLOSING or straight):
                found.append(Span(start=start, end=match.start()))
                start = None
        if start is not None and start < paragraph.end:
            found.append(Span(start=start, end=paragraph.end))
    return found


def _is_title(text: str, paragraphs: list[Span]) -> bool:
    first = paragraphs[0]
    if len(first) > 220:  # longer than any headline seen in a sample of some hundred reports
        return False
    blank_line_follows = text[first.end : first.end + 2] == "\n\n"
    ends_open = text[first.start : first.end].rstrip()[-1:] not in '.!”"'
    return len(paragraphs) > 1 and (blank_line_follows or ends_open)


def _split_paragraph(text: str, paragraph: Span) -> list[Span]:
    words = text[paragraph.start : paragraph.end]
    cuts = {0, len(words)}
    for boundary in sentencex.get_sentence_boundaries("en", encodable(words.replace("\n", " "))):
        if words[boundary["start_index"] - 1 : boundary["start_index"]].isspace():  # not inside "News.example"
            cuts.add(boundary["start_index"])
    cuts.update(match.end() for match in _MISSED.finditer(words))
    for quote in find_quotations(words, [Span(start=0, end=len(words))]):  # sentencex keeps a quotation whole
        cuts.update(match.end() for match in _WITHIN_QUOTE.finditer(words, quote.start, quote.end))
    kept = [cut for cut in sorted(cuts) if cut in (0, len(words)) or not _no_border(words, cut)]
    spans = []
    for start, end in pairwise(kept):
        piece = words[start:end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            spans.append(Span(start=paragraph.start + start + left, end=paragraph.start + start + right))
    return spans


def _no_border(words: str, cut: int) -> bool:
    """Whether a cut stands after an abbreviation, or between a quotation and the dash of its credit."""
    return _NO_END.search(words[max(0, cut - 12) : cut]) is not None or words[cut : cut + 1] in ("—", "–")


def _clip(quote: Span, sentence: Span) -> Span:
    return Span(
        start=max(quote.start, sentence.start), end=max(min(quote.end, sentence.end), max(quote.start, sentence.start))
    )
