"""Attributions by rules: cues over the sentences of a report, in every place a cue can have to its content.

Attributions may nest: the content of one may hold another whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extraction import cue_frames, headlines, noun_phrases, verb_frames
from reportedly.extraction.found import Found, style_of
from reportedly.extraction.frames import CueFrame, Order
from reportedly.extraction.sentences import Section, Sentence
from reportedly.extraction.tokens import Token, tokenise
from reportedly.knowledge.languages.en.words import CONJUNCTIONS
from reportedly.model.claim import Attribution, AttributionKind, Style
from reportedly.model.report import Span

NAME = "cue-rules-2"


def find(text: str, sentences: Sequence[Sentence]) -> tuple[Found, ...]:
    """All attributions in text order of their cues. Never fails: a sentence without a cue yields nothing."""
    found: list[Found] = []
    for index, sentence in enumerate(sentences):
        tokens = tokenise(text, sentence.span)
        if sentence.section is Section.TITLE and (credited := headlines.find(sentence, index, tokens)):
            found += credited
            continue
        frames = [f for f in cue_frames.find_frames(tokens) if not _inside_quote(tokens, f, sentence)]
        if index == 0 and not frames:  # a headline that runs on into the text without a line of its own
            found += headlines.find(sentence, index, tokens)
        elif not frames:
            found += headlines.find_credit(sentence, index, tokens)
        found += _of_sentence(sentences, index, tokens, frames, base=len(found))
    return tuple(_continue_quotations(text, sentences, found))


def subject(text: str, sentence: Sentence) -> Span | None:
    """The noun phrase before the first finite verb of a sentence, or None."""
    tokens = tokenise(text, sentence.span)
    phrase = verb_frames.sentence_subject(tokens, len(tokens))
    return noun_phrases.span_of(tokens, *phrase) if phrase else None


def _inside_quote(tokens: Sequence[Token], frame: CueFrame, sentence: Sentence) -> bool:
    return sentence.quoted(Span(start=tokens[frame.cue[0]].start, end=tokens[frame.cue[1] - 1].end))


def _of_sentence(
    sentences: Sequence[Sentence], index: int, tokens: Sequence[Token], frames: list[CueFrame], *, base: int
) -> list[Found]:
    out: list[Found] = []
    for number, frame in enumerate(frames):
        content = _content(tokens, frames, number)
        if frame.relay and out:
            content = content or ()
        spans = tuple(_widen(sentences, index, span) for span in content)
        if frame.resumes and index and sentences[index - 1].section is not Section.TITLE:
            spans = (sentences[index - 1].span,)
        host = base + len(out) - 1 if out and (frame.relay or frame.shares_source) else None
        source = _source_span(tokens, frame, out)
        if frame.relay and out:
            spans = out[-1].attribution.content or spans
        if not spans or (source == () and not frame.shares_source):
            continue
        kind = AttributionKind.ATTITUDE if frame.verb.attitude else AttributionKind.SPEECH
        attribution = Attribution(
            source=source,
            cue=(noun_phrases.span_of(tokens, *frame.cue),),
            content=spans,
            style=style_of(sentences[index], spans),
            kind=kind,
        )
        carrier = (noun_phrases.span_of(tokens, *frame.carrier),) if frame.carrier else ()
        out.append(
            Found(
                attribution=attribution,
                lemma=frame.verb.lemma,
                sentence=index,
                relay=frame.relay,
                host=host,
                negated=frame.negated,
                carrier=carrier,
            )
        )
    return out


def _source_span(tokens: Sequence[Token], frame: CueFrame, out: list[Found]) -> tuple[Span, ...]:
    if frame.source is not None:
        return (noun_phrases.span_of(tokens, *frame.source),)
    return out[-1].attribution.source if out and frame.shares_source else ()


def _content(tokens: Sequence[Token], frames: list[CueFrame], number: int) -> tuple[Span, ...]:
    """The content's spans: what follows the cue up to the next clause with a source of its own, what precedes it, or
    both sides of a parenthesis."""
    frame = frames[number]
    parts: list[tuple[int, int]] = []
    if frame.order is not Order.BEFORE_CONTENT:
        parts.append((_left_edge(tokens, frames, number), frame.region[0]))
    if frame.order is not Order.AFTER_CONTENT:
        start = frame.content_start
        for later in frames[number + 1 :]:  # "HUR noted, CNN says, that ...": a parenthesis opens the content
            if later.order is Order.AMID_CONTENT and later.region[0] <= start < later.region[1]:
                start = later.region[1]
        parts.append((start, _right_edge(tokens, frames, number)))
    return tuple(span for part in parts if (span := _trimmed(tokens, *part)) is not None)


def _right_edge(tokens: Sequence[Token], frames: list[CueFrame], number: int) -> int:
    """Where a content that follows its cue ends: at a trailing frame, or where another attributed clause begins."""
    for later in frames[number + 1 :]:
        if later.region[0] < frames[number].content_start - 1:
            continue
        if later.order is Order.AFTER_CONTENT and not later.relay:
            return later.region[0]
        if later.relay:
            continue
        if later.shares_source:
            return later.region[0]
        start = later.region[0]
        before = tokens[start - 1].lower if start else ""
        starts_clause = before in ("and", "but", "while", ";", "although", "though", "as", "—")
        if later.order is Order.BEFORE_CONTENT and starts_clause and start - 1 > frames[number].content_start:
            return start - 1
    return len(tokens)


def _left_edge(tokens: Sequence[Token], frames: list[CueFrame], number: int) -> int:
    """Where a content that precedes its cue begins: at the sentence's start, or after a clause already attributed."""
    edge = 0
    for earlier in frames[:number]:
        if (earlier.order is Order.BEFORE_CONTENT and earlier.source is not None) or (
            earlier.order is Order.AMID_CONTENT and not earlier.relay
        ):
            here = frames[number].region[0]
            if earlier.order is Order.BEFORE_CONTENT and 0 <= here - earlier.content_start <= 1:
                return here  # "X said that, according to Y, P": nothing of P precedes
            cut = _clause_cut(tokens, earlier.content_start, here)
            edge = max(edge, cut) if cut else edge
    return edge


def _clause_cut(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Index after the last conjunction that begins a new clause in [start, end), or None."""
    cut = None
    for at in range(start + 1, end - 2):
        if tokens[at].text == ";" or (
            tokens[at].lower in ("but", "while", "although", "though") and tokens[at - 1].text in (",", "”", '"')
        ):
            cut = at + 1
    return cut


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> Span | None:
    while start < end and (
        tokens[start].text in (",", ";", ":", "—", "–")
        or (
            tokens[start].lower
            in CONJUNCTIONS
            - {
                "if",
                "where",
                "when",
                "whether",
                "until",
                "unless",
                "since",
                "after",
                "before",
                "as",
                "because",
                "while",
            }
        )
    ):
        start += 1
    while end > start and tokens[end - 1].text in (",", ";", "—", "–", "."):
        end -= 1
    if not any(token.is_word for token in tokens[start:end]):
        return None
    return Span(start=tokens[start].start, end=tokens[end - 1].end)


def _widen(sentences: Sequence[Sentence], index: int, content: Span) -> Span:
    """A content that begins or ends inside a quotation runs with it over the sentences of the paragraph."""
    here = sentences[index]
    start, end = content.start, content.end
    step = index
    while step > 0 and _runs_on(sentences[step - 1], sentences[step]) and content.start <= here.span.start + 1:
        step -= 1
        start = sentences[step].span.start
        if not _whole_quote(sentences[step]):
            start = sentences[step].quotes[-1].start
            break
    step = index
    while step + 1 < len(sentences) and end >= here.span.end - 2 and _runs_on(sentences[step], sentences[step + 1]):
        step += 1
        end = sentences[step].quotes[0].end
        if not _whole_quote(sentences[step]):
            break
    return Span(start=start, end=end)


def _runs_on(first: Sentence, second: Sentence) -> bool:
    """Whether one quotation goes over the border between two sentences of a paragraph."""
    if first.paragraph != second.paragraph or not first.quotes or not second.quotes:
        return False
    return first.quotes[-1].end == first.span.end and second.quotes[0].start == second.span.start


def _whole_quote(sentence: Sentence) -> bool:
    return bool(sentence.quotes) and len(sentence.quotes[0]) >= len(sentence.span) - 3


def _continue_quotations(text: str, sentences: Sequence[Sentence], found: list[Found]) -> list[Found]:
    """A sentence that is wholly a quotation and follows an attributed quotation in the same paragraph, or opens the
    next paragraph after one left open, has the same speaker."""
    out = list(found)
    by_sentence: dict[int, int] = {}
    for number, item in enumerate(found):
        if not item.relay and item.attribution.source:
            by_sentence[item.sentence] = number
    covered = [span for item in found for span in item.attribution.content]
    speaker: int | None = None
    for index, sentence in enumerate(sentences):
        if index in by_sentence:
            host = found[by_sentence[index]]
            speaker = by_sentence[index] if sentence.quotes and host.attribution.style is not Style.INDIRECT else None
            continue
        if any(span.contains(sentence.quotes[0]) for span in covered if sentence.quotes):
            continue
        previous = sentences[index - 1] if index else None
        if speaker is None or previous is None or not _whole_quote(sentence):
            speaker = speaker if sentence.quotes else None
            continue
        if previous.paragraph != sentence.paragraph and not _left_open(text, previous):
            speaker = None
            continue
        host = found[speaker]
        if out[-1].continued and out[-1].host == speaker and _runs_on(previous, sentence):
            begun = out[-1].attribution
            grown = Span(start=begun.content[0].start, end=sentence.span.end)
            out[-1] = replace(out[-1], attribution=replace(begun, content=(grown,)))
            continue
        attribution = replace(host.attribution, content=(sentence.span,), style=Style.DIRECT)
        out.append(replace(host, attribution=attribution, sentence=index, host=speaker, continued=True))
    return out


def _left_open(text: str, sentence: Sentence) -> bool:
    """Whether the sentence's last quotation is not closed at its end: it goes on in the next paragraph."""
    return (
        bool(sentence.quotes)
        and sentence.quotes[-1].end == sentence.span.end
        and text[sentence.span.end - 1] not in '”"»'
    )


__all__ = ["NAME", "find", "subject"]
