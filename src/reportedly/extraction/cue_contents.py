"""Where the content of a cue begins and ends: what tells how and when it was said is stepped over."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.extraction.tokens import Token
from reportedly.extraction.word_classes import is_finite, is_time_word
from reportedly.knowledge.languages.en import words as en
from reportedly.knowledge.languages.en.cues import CUE_FORMS, Form

_ENDS = frozenset(".!?")


_QUOTE_CLOSE = frozenset("”\"»’'")


_ADVERBIAL_STARTS = (
    en.PREPOSITIONS | en.ADVERBS | en.WEEKDAYS | en.DAY_PARTS | frozenset("last this next while when as live".split())
)


_REACHED_BY_THAT_WITHIN = 22  # tokens between a cue and its "that": the longest in a sample of PolNeAR train is 21


def content_start(tokens: Sequence[Token], after: int) -> int | None:
    """First token of a content that follows the cue, or None where only adverbials follow up to a comma or the end."""
    if after >= len(tokens):
        return None
    token = tokens[after]
    if token.lower == "that":
        return after + 1
    if token.text in (":", "“", '"', "«", "‘"):
        return after + 1 if token.text == ":" else after
    if token.text == "," and after + 1 < len(tokens) and tokens[after + 1].text in ("“", '"', "«", "‘"):
        return after + 1
    if token.text == "," and reaches_that(tokens, after) is not None and _has_relay(tokens, after):
        return reaches_that(tokens, after)
    if token.text in _ENDS or token.text in (",", ";", "—", "–", ")") or token.text in _QUOTE_CLOSE:
        return None
    if token.lower == "at" and after + 1 < len(tokens) and tokens[after + 1].lower in ("least", "most"):
        return after
    if token.lower in _ADVERBIAL_STARTS or token.lower in en.MONTHS:
        reached = reaches_that(tokens, after)
        if reached is not None:
            return reached
        past = _skip_times(tokens, after)
        if (
            past > after
            and past < len(tokens)
            and tokens[past].text not in ',.;—–”"('
            and tokens[past].lower
            not in ("in", "at", "during", "on", "after", "while", "as", "by", "from", "via", "when", "and")
        ):
            return past
        return None if _only_adverbial(tokens, after) else after
    if token.lower in ("and", "or"):
        return None
    return after


def _has_relay(tokens: Sequence[Token], after: int) -> bool:
    return any(t.lower in ("citing", "quoting") for t in tokens[after : after + 3])


def reaches_that(tokens: Sequence[Token], after: int) -> int | None:
    """Index after a "that" (or an opening quotation mark or colon) that ends a run of adverbials."""
    commas = 0
    for at in range(after, min(after + _REACHED_BY_THAT_WITHIN, len(tokens))):
        token = tokens[at]
        if token.lower == "that" and tokens[at - 1].lower not in ("so", "in"):
            return at + 1
        if at > after and token.text in ("“", ":"):
            return at + (token.text == ":")
        if at > after and (token.text in ";—–" or is_finite(tokens, at) or token.lower in ("who", "which")):
            return None
        if token.text == "," and at > after:
            entry = CUE_FORMS.get(tokens[at + 1].lower) if at + 1 < len(tokens) else None
            if entry and entry[1] is Form.ING and entry[0].lemma not in ("cite", "quote"):
                return None
        if token.text == ",":
            commas += 1
            if commas > 2:
                return None
    return None


def _only_adverbial(tokens: Sequence[Token], after: int) -> bool:
    """Whether the words up to the comma or the end are one adverbial: no finite verb among them."""
    end = clause_end(tokens, after)
    return not any(is_finite(tokens, at) for at in range(after, end)) and tokens[after].lower not in (
        "both",
        "all",
        "no",
        "not",
        "some",
        "over",
        "under",
        "about",
        "around",
        "between",
        "up",
        "even",
    )


def _skip_times(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (
        is_time_word(tokens[at])
        or (
            tokens[at].lower in ("on", "last", "early", "late", "this", "in", "the", "of")
            and at + 1 < len(tokens)
            and _time_follows(tokens, at + 1)
        )
        or (
            tokens[at].text == ","
            and at + 1 < len(tokens)
            and tokens[at + 1].text.isdigit()
            and len(tokens[at + 1].text) == 4
        )
    ):
        at += 1
    return at


def _time_follows(tokens: Sequence[Token], at: int) -> bool:
    return is_time_word(tokens[at]) or (
        tokens[at].lower in ("the", "early", "late", "last", "this")
        and at + 1 < len(tokens)
        and is_time_word(tokens[at + 1])
    )


def skip_addressee(tokens: Sequence[Token], at: int, *, needed: bool) -> int:
    """Step over whom it was told to: "told reporters", "told the BBC", "told the state news agency"."""
    start = at
    if (
        not needed
        and at < len(tokens)
        and en.singular(tokens[at].lower) not in ("reporter", "journalist", "resident", "people")
    ):
        return at
    while at < len(tokens) and at - start < 12:
        token = tokens[at]
        low = token.lower
        if token.text in ',.:;“"”—–' or low in ("that", "to", "there", "how", "why", "what", "if", "whether"):
            break
        if at > start and (
            low in en.PREPOSITIONS - {"of"}
            or is_time_word(token)
            or low in en.SPEAKING_PRONOUNS | {"the", "his", "her", "their", "a", "an", "some", "there"}
        ):
            break
        if at > start and is_finite(tokens, at):
            break
        at += 1
    return at


def skip_occasion(tokens: Sequence[Token], at: int) -> int:
    """Step over how and when it was said, up to the next mark."""
    if at < len(tokens) and (
        tokens[at].lower in _ADVERBIAL_STARTS
        or is_time_word(tokens[at])
        or tokens[at].lower in ("published", "released", "seen", "obtained", "carried", "late", "early", "reported")
    ):
        return clause_end(tokens, at)
    return at


def clause_end(tokens: Sequence[Token], at: int) -> int:
    """Index of the next comma, dash, semicolon, opening quotation mark or end mark."""
    while (
        at < len(tokens)
        and tokens[at].text not in (",", ";", "—", "–", "“", '"', ":")
        and not (tokens[at].text in _ENDS and at >= len(tokens) - 2)
    ):
        at += 1
    return at


def closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but an end mark, or a further frame, follows: the content lies wholly before."""
    if at < len(tokens) and tokens[at].text == "(":  # "... told AFP on Friday (Jul 11)"
        at = next((i + 1 for i in range(at, len(tokens)) if tokens[i].text == ")"), len(tokens))
    if at >= len(tokens) or sum(t.is_word for t in tokens[at:]) <= 1:
        return True
    rest = tokens[at:]
    if rest[0].text == "," and len(rest) > 1:
        nxt = rest[1].lower
        entry = CUE_FORMS.get(nxt)
        cue_follows = (
            (entry is not None and entry[1] is Form.ING)
            or nxt in _SPEAKING_ASIDE
            or (nxt == "in" and len(rest) > 2 and rest[2].lower == "which")
        )
        return cue_follows or nxt in ("according", "as", "after", "while", "who", "which")
    return rest[0].lower in ("and", "citing", "quoting", "as", "after", "while", "when")


# Participles after a closing cue that tell how it was said, and are no part of what was said.
_SPEAKING_ASIDE = frozenset(
    "giving speaking referring describing without pointing posted published released issued".split()
)


def past_comma(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].text in (",", "—", "–") else at
