"""Attributions of headlines: "UN: 500 killed", "500 killed - UN", "500 killed, says UN", "500 killed: rescuers"."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extraction import cue_frames
from reportedly.extraction.found import Found, style_of
from reportedly.extraction.sentences import Sentence
from reportedly.extraction.tokens import Token
from reportedly.knowledge.languages.en import words as en
from reportedly.knowledge.languages.en.cues import CUE_FORMS, Form, Frame
from reportedly.model.claim import Attribution
from reportedly.model.report import Span

Parts = tuple[Span, Span | None, Span | None]  # source, cue, content
_MAX_SOURCE_WORDS = 7  # longest credit in some hundred headlines


def find(sentence: Sentence, index: int, tokens: Sequence[Token]) -> list[Found]:
    """The attributions of a headline; the first pattern that fits wins."""
    return _made(sentence, index, tokens, (_verb(tokens), _credited_after(tokens), _credited_before(tokens)))


def find_credit(sentence: Sentence, index: int, tokens: Sequence[Token]) -> list[Found]:
    """A credit in running text: a name and a colon, or a dash and a name, beside a quotation; "Quote from X:"."""
    low = [token.lower for token in tokens[:3]]
    quoted_from = len(low) == 3 and low[0] in ("quote", "quotation") and low[1] in ("from", "by")
    rest = tokens[2:] if quoted_from else tokens
    before, after = _credited_before(rest), _credited_after(rest)
    opens = any(
        quote.start - sentence.span.start <= _CREDIT_CHARS and quote.start > sentence.span.start + 1
        for quote in sentence.quotes
    )
    closes = bool(sentence.quotes) and sentence.quotes[0].start <= sentence.span.start + 1
    return _made(sentence, index, rest, (before if opens or quoted_from else None, after if closes else None))


_CREDIT_CHARS = 60  # the longest credit before a colon is seven words


def _made(sentence: Sentence, index: int, tokens: Sequence[Token], patterns: Sequence[Parts | None]) -> list[Found]:
    for parts in patterns:
        if parts is None:
            continue
        source, cue, content = parts
        words = [t.lower for t in tokens if cue is not None and t.start == cue.start]
        entry = CUE_FORMS.get(words[0]) if words else None
        if content is None:
            continue
        spans = (content,)
        attribution = Attribution(
            source=(source,), cue=(cue,) if cue else (), content=spans, style=style_of(sentence, spans)
        )
        return [Found(attribution=attribution, lemma=entry[0].lemma if entry else "say", sentence=index)]
    return []


def _span(tokens: Sequence[Token], start: int, end: int) -> Span | None:
    while start < end and not tokens[start].is_word and tokens[start].text not in ("“", '"', "‘"):
        start += 1
    while end > start and tokens[end - 1].text in (",", "-", "–", "—", ":", "|"):
        end -= 1
    return Span(start=tokens[start].start, end=tokens[end - 1].end) if end > start else None


def _verb(tokens: Sequence[Token]) -> Parts | None:
    """ "P, X says" and "X says P", whatever the capitals."""
    for at, token in enumerate(tokens):
        entry = CUE_FORMS.get(token.lower)
        if (
            entry is None
            or entry[1] is Form.ING
            or entry[0].attitude
            or entry[0].lemma in ("quote", "cite", "suspect")
            or entry[0].frame in (Frame.EVIDENCE, Frame.PERSON)
        ):
            continue
        comma = _last_comma(tokens, at)
        tail = at + 1 >= len(tokens) or tokens[at + 1].text in (",", ".")
        if comma is not None and tail and at - comma - 1 <= _MAX_SOURCE_WORDS and _names(tokens[comma + 1 : at]):
            source = _span(tokens, comma + 1, at)
            return (source, _span(tokens, at, at + 1), _span(tokens, 0, comma)) if source else None
        if comma is not None and at == comma + 1 and entry[0].frame is Frame.CLAUSE and at + 1 < len(tokens):
            source = _span(tokens, at + 1, len(tokens))
            return (source, _span(tokens, at, at + 1), _span(tokens, 0, comma)) if source else None
        if (
            0 < at <= _MAX_SOURCE_WORDS + 2
            and at + 1 < len(tokens)
            and _names(tokens[:at])
            and not _is_noun(tokens, at)
        ):
            source = _span(tokens, (comma + 1) if comma is not None else 0, at)
            start = at + 2 if tokens[at + 1].lower == "that" else at + 1
            return (source, _span(tokens, at, at + 1), _span(tokens, start, len(tokens))) if source else None
    return None


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    """ "death claims", "war reports": a plural noun, not a verb, where a preposition or another verb follows."""
    return tokens[at].lower in (
        "reports",
        "claims",
        "estimates",
        "calls",
        "plans",
        "fears",
        "places",
        "list",
        "count",
        "record",
        "report",
        "claim",
    ) and (at + 1 < len(tokens) and tokens[at + 1].lower in en.PREPOSITIONS | en.AUXILIARIES)


def _last_comma(tokens: Sequence[Token], at: int) -> int | None:
    for step in range(at - 1, -1, -1):
        if tokens[step].text in (",", "’", "”", '"'):
            return step
    return None


def _credited_after(tokens: Sequence[Token]) -> Parts | None:
    """ "P - UN", "P: Gaza rescuers", "P, according to X"."""
    frames = cue_frames.find_frames(tokens)
    for frame in frames:
        if frame.verb.lemma == "according to" and frame.source is not None and frame.region[0] > 0:
            source = _span(tokens, *frame.source)
            return (source, _span(tokens, *frame.cue), _span(tokens, 0, frame.region[0])) if source else None
    last = len(tokens) - (2 if tokens and tokens[-1].is_word else 3)
    for at in range(last, 2, -1):
        spaced_dash = (
            tokens[at].text in ("-", "–", "—", "|") and tokens[at - 1].end < tokens[at].start < tokens[at + 1].start - 1
        )
        if spaced_dash or tokens[at].text == ":":
            tail = tokens[at + 1 :]
            if len(tail) <= _MAX_SOURCE_WORDS and _names(tail):
                source = _span(tokens, at + 1, len(tokens))
                return (source, None, _span(tokens, 0, at)) if source else None
            return None
    return None


def _credited_before(tokens: Sequence[Token]) -> Parts | None:
    """ "UN: 500 killed"."""
    for at in range(1, min(_MAX_SOURCE_WORDS + 1, len(tokens) - 2)):
        if tokens[at].text == ":":
            if not _names(tokens[:at]):
                return None
            source = _span(tokens, 0, at)
            return (source, None, _span(tokens, at + 1, len(tokens))) if source else None
    return None


def _names(tokens: Sequence[Token]) -> bool:
    """Whether the words can name a source: a role, a body, an acronym; no verb among them and no number."""
    words = [t for t in tokens if t.is_word]
    if not words or any(t.text[0].isdigit() for t in words):
        return False
    if any(t.lower in en.AUXILIARIES or t.lower in en.IRREGULAR_FINITES for t in words):
        return False
    nouns = {en.singular(t.lower) for t in words} | {t.lower for t in words}
    acronym = any(t.text.isupper() and 2 <= len(t.text) <= 6 for t in words)
    capitalised = all(t.is_capital or t.lower in en.PREPOSITIONS or t.lower in ("the", "and") for t in words)
    return (
        bool(nouns & (en.PEOPLE_NOUNS | en.BODY_NOUNS | en.DOCUMENT_NOUNS | {"he", "she"}))
        or acronym
        or (capitalised and len(words) <= 4)
    )
