"""Reporting frames of one sentence: where a cue stands, whose it is, and where its content lies.

Each frame is found by the place of the verb: before its content ("X said that P"), after it ("P, X said", "P, said X"),
or in the middle. A frame knows tokens only; attributions.py turns frames into spans and lets them nest.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extraction import cue_contents, noun_phrases, verb_frames
from reportedly.extraction.frames import CueFrame, Order
from reportedly.extraction.tokens import Token
from reportedly.extraction.word_classes import is_time_word
from reportedly.knowledge.languages.en import words as en
from reportedly.knowledge.languages.en.cues import (
    ACCOUNT_NOUNS,
    CONTENT_NOUNS,
    CUE_FORMS,
    PARTICLES,
    VIEW_NOUNS,
    CueVerb,
    Form,
    Frame,
)

_ACCORDING = CueVerb("according to", Frame.CLAUSE)


_LONGEST_ACCOUNT = 9  # tokens: "by the head of the local council's count" and its mark
_CITING = CueVerb("cite", Frame.OBJECT)


# The words that a frame can begin with; most words begin none.
_OPENING = (
    frozenset("according per as citing quoting by in on spoke spoken".split())
    | frozenset(CONTENT_NOUNS)
    | frozenset(CUE_FORMS)
    | {first for first, _ in PARTICLES}
)


def find_frames(tokens: Sequence[Token]) -> list[CueFrame]:
    """All reporting frames of a sentence, in text order."""
    found: list[CueFrame] = []
    at = 0
    while at < len(tokens):
        if tokens[at].lower not in _OPENING:
            at += 1
            continue
        frame = _frame_at(tokens, at, found)
        if frame is not None and not (found and frame.cue[0] < found[-1].cue[1]):
            found.append(frame)
            follows = frame.source is not None and frame.source[0] >= frame.cue[1]
            at = max(at + 1, frame.source[1] if follows and frame.source else frame.cue[1])
        else:
            at += 1
    for number in range(len(found) - 1):  # "A, citing B, said": the host comes before what it cites
        relay, host = found[number], found[number + 1]
        opens = relay.cue[0] == 0
        if relay.relay and host.source is not None and (opens or host.source[0] < relay.cue[0] < host.cue[0]):
            found[number], found[number + 1] = host, relay
    return found


def _frame_at(tokens: Sequence[Token], at: int, found: list[CueFrame]) -> CueFrame | None:
    low = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if (low == "according" and following == "to") or (
        low == "per" and following == "the" and at and tokens[at - 1].text == ","
    ):
        return _according(tokens, at, 2 if low == "according" else 1)
    by = tokens[at + 2].lower if at + 2 < len(tokens) else ""
    if low == "as" and following in ("reported", "cited", "stated") and by == "by":
        return _according(tokens, at, 3)
    if low in ("citing", "quoting"):
        return _citing(tokens, at)
    if low in ("by", "in", "on"):
        return _account_of(tokens, at) or _account(tokens, at)
    if low in CONTENT_NOUNS and (noun := _content_noun(tokens, at)) is not None:
        return noun
    if low in ("spoke", "spoken") and (of := _of_after_times(tokens, at)) is not None:  # "spoke in April of 4,700"
        return verb_frames.find(tokens, at, PARTICLES["spoke", "of"], Form.FINITE, found, width=of + 1 - at)
    entry = CUE_FORMS.get(low)
    particle = PARTICLES.get((low, following)) or PARTICLES.get((_lemma(entry), following))
    if particle is not None and (entry is None or entry[1] is not Form.ING):
        return verb_frames.find(tokens, at, particle, entry[1] if entry else Form.FINITE, found, width=2)
    if entry is None or (tokens[at].is_capital and at > 0 and not _in_title_case(tokens)):
        return None
    return verb_frames.find(tokens, at, entry[0], entry[1], found, width=1)


def _of_after_times(tokens: Sequence[Token], at: int) -> int | None:
    """Index of the "of" after a verb and, at most, a time."""
    for step in range(at + 1, min(at + 5, len(tokens))):
        if tokens[step].lower == "of":
            return step
        if tokens[step].lower not in ("in", "on", "last", "earlier") and not is_time_word(tokens[step]):
            return None
    return None


def _lemma(entry: tuple[CueVerb, Form] | None) -> str:
    return entry[0].lemma if entry else ""


def _in_title_case(tokens: Sequence[Token]) -> bool:
    """Whether most words are capitalised, as in a headline: capitals then tell nothing."""
    words = [t for t in tokens if t.is_word and len(t.text) > 3]
    return len(words) >= 4 and sum(t.is_capital for t in words) >= 0.7 * len(words)


def _according(tokens: Sequence[Token], at: int, width: int) -> CueFrame | None:
    source = noun_phrases.right_of(tokens, at + width)
    if source is None:
        return None
    end = cue_contents.skip_occasion(tokens, source[1])
    first = (
        at == 0
        or (at <= 2 and tokens[at - 1].text in ("“", '"', "—"))
        or tokens[at - 1].lower in ("and", "but", "while")
    )
    region = (at - 1 if at and tokens[at - 1].text in (",", "—", "–") else at, cue_contents.past_comma(tokens, end))
    if first:
        return CueFrame(
            verb=_ACCORDING,
            cue=(at, at + width),
            source=source,
            region=region,
            order=Order.BEFORE_CONTENT,
            content_start=region[1],
        )
    order = Order.AFTER_CONTENT if cue_contents.closes(tokens, end) else Order.AMID_CONTENT
    return CueFrame(
        verb=_ACCORDING, cue=(at, at + width), source=source, region=region, order=order, content_start=region[1]
    )


def _citing(tokens: Sequence[Token], at: int) -> CueFrame | None:
    source = noun_phrases.right_of(tokens, at + 1)
    if source is None:
        return None
    end = cue_contents.past_comma(tokens, source[1])
    region = (at - 1 if at and tokens[at - 1].text == "," else at, end)
    return CueFrame(
        verb=_CITING,
        cue=(at, at + 1),
        source=source,
        region=region,
        order=Order.AMID_CONTENT,
        content_start=end,
        relay=True,
    )


def _account(tokens: Sequence[Token], at: int) -> CueFrame | None:
    """ "By various estimates", "in their account", "by her count": at the head of a clause."""
    if at and tokens[at - 1].text not in (",", ";", "—") and tokens[at - 1].lower not in ("and", "but"):
        return None
    for noun in range(at + 2, min(at + 5, len(tokens))):
        if tokens[noun].lower in ACCOUNT_NOUNS and not (noun + 1 < len(tokens) and tokens[noun + 1].lower == "for"):
            break
    else:
        return None
    possessive = tokens[at + 1].lower
    if possessive in ("a", "an", "the", "its") and tokens[noun].lower in ("statement", "report", "reports"):
        return None
    if tokens[at].lower == "on" or (
        tokens[at].lower == "in" and possessive not in ("his", "her", "its", "their", "my", "our")
    ):
        return None
    source = (at + 1, at + 2) if possessive in ("his", "her", "its", "their", "my", "our") else (at + 1, noun + 1)
    verb = CueVerb("by account", Frame.CLAUSE, estimated=tokens[noun].lower.startswith(("estimate", "reckon", "calc")))
    end = cue_contents.past_comma(tokens, noun + 1)
    return CueFrame(
        verb=verb, cue=(at, noun + 1), source=source, region=(at, end), order=Order.BEFORE_CONTENT, content_start=end
    )


def _account_of(tokens: Sequence[Token], at: int) -> CueFrame | None:
    """ "By the mayor's count", "in the president's words", "by the account of the army", "in the view of the judge"."""
    if at and tokens[at - 1].text not in (",", ";", "—"):
        return None
    nouns = ACCOUNT_NOUNS if tokens[at].lower == "by" else VIEW_NOUNS
    lows = [token.lower for token in tokens[at : at + _LONGEST_ACCOUNT]]
    if lows[0] == "on" or len(lows) < 4:
        return None
    source: tuple[int, int] | None
    if lows[1] == "the" and lows[2] in nouns and lows[3] == "of":
        source = noun_phrases.right_of(tokens, at + 4)
        cue, end = (at, at + 4), source[1] if source else at
    else:
        mark = next((place for place, low in enumerate(lows) if low in ("'s", "’s", "'", "’")), 0)
        noun = next((place for place in (mark + 1, mark + 2) if place < len(lows) and lows[place] in nouns), 0)
        if not at or mark < 2 or not noun or not noun_phrases.is_plausible(tokens, at + 1, at + mark):
            return None
        source, end = (at + 1, at + mark), cue_contents.skip_occasion(tokens, at + noun + 1)
        cue = (at + noun, at + noun + 1)
    if source is None:
        return None
    after = cue_contents.past_comma(tokens, end)
    order = Order.AFTER_CONTENT if cue_contents.closes(tokens, end) else Order.AMID_CONTENT
    return CueFrame(
        verb=CueVerb("by account", Frame.CLAUSE, estimated=lows[2].startswith(("estimate", "reckon", "calc"))),
        cue=cue,
        source=source,
        region=(at - 1 if at and tokens[at - 1].text in (",", "—") else at, after),
        order=Order.BEFORE_CONTENT if at == 0 else order,
        content_start=after,
    )


def _content_noun(tokens: Sequence[Token], at: int) -> CueFrame | None:
    """ "the ministry's claim that P", "South Korean estimates of N": a noun with its own source and content."""
    if at + 1 >= len(tokens) or tokens[at + 1].lower not in ("that", "of") or at == 0:
        return None
    low = tokens[at].lower
    if tokens[at - 1].lower == "'s":
        source_end, cue_start = at - 1, at
    elif tokens[at - 1].is_capital and (low.startswith(("estimate", "report", "claim"))):
        source_end, cue_start = at, at
    else:
        return None
    start = source_end
    while (
        start > 0
        and (tokens[start - 1].is_capital or tokens[start - 1].lower in ("of", "the"))
        and tokens[start - 1].is_word
    ):
        start -= 1
    while start < source_end and tokens[start].lower == "of":
        start += 1
    if start >= source_end or not noun_phrases.is_plausible(tokens, start, source_end):
        return None
    verb = CueVerb(en.singular(low), Frame.CLAUSE, estimated=low.startswith(("estimate", "assess", "belief")))
    return CueFrame(
        verb=verb,
        cue=(cue_start, at + 2),
        source=(start, source_end),
        region=(start, at + 2),
        order=Order.BEFORE_CONTENT,
        content_start=at + 2,
    )
