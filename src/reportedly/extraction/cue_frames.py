"""Reporting frames of one sentence: where a cue stands, whose it is, and where its content lies.

Each frame is found by the place of the verb: before its content ("X said that P"), after it ("P, X said", "P, said X"),
or in the middle. A frame knows tokens only; attributions.py turns frames into spans and lets them nest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.extraction import noun_phrases
from reportedly.extraction.tokens import Token
from reportedly.knowledge.languages.en import words as en
from reportedly.knowledge.languages.en.cues import (
    ACCOUNT_NOUNS,
    CONTENT_NOUNS,
    CUE_FORMS,
    PARTICLES,
    CueVerb,
    Form,
    Frame,
)


class Order(StrEnum):
    """Where the content stands to the cue."""

    BEFORE_CONTENT = "before_content"
    AFTER_CONTENT = "after_content"
    AMID_CONTENT = "amid_content"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueFrame:
    """Token indexes, half open. `source` None: the source is that of the frame before ("..., adding that"), or no one.
    `region`: everything that is frame and not content. `content_start`: first token of a following content.
    `carrier`: who passes on what the source said ("A quoted B as saying"). `relay`: the cue cites ("A, citing B"): its source lies behind its host."""

    verb: CueVerb
    cue: tuple[int, int]
    source: tuple[int, int] | None
    region: tuple[int, int]
    order: Order
    content_start: int
    relay: bool = False
    shares_source: bool = False
    negated: bool = False
    carrier: tuple[int, int] | None = None


_PLAIN_SPEECH = frozenset(["say", "tell", "claim", "add", "report", "state", "warn", "announce", "confirm", "write"])
_ACCORDING = CueVerb("according to", Frame.CLAUSE)
_CITING = CueVerb("cite", Frame.OBJECT)
_ENDS = frozenset(".!?")
_QUOTE_CLOSE = frozenset("”\"»’'")
_BE = frozenset("is are was were be been being".split())
_ADVERBIAL_STARTS = (
    en.PREPOSITIONS | en.ADVERBS | en.WEEKDAYS | en.DAY_PARTS | frozenset("last this next while when as live".split())
)
_REACHED_BY_THAT_WITHIN = 22  # tokens between a cue and its "that": the longest in a sample of PolNeAR train is 21


def find_frames(tokens: Sequence[Token]) -> list[CueFrame]:
    """All reporting frames of a sentence, in text order."""
    found: list[CueFrame] = []
    at = 0
    while at < len(tokens):
        frame = _frame_at(tokens, at, found)
        if frame is not None and not (found and frame.cue[0] < found[-1].cue[1]):
            found.append(frame)
            at = max(at + 1, frame.cue[1])
        else:
            at += 1
    for number in range(len(found) - 1):  # "A, citing B, said": the host comes before what it cites
        relay, host = found[number], found[number + 1]
        if relay.relay and host.source is not None and host.source[0] < relay.cue[0] < host.cue[0]:
            found[number], found[number + 1] = host, relay
    return found


def _frame_at(tokens: Sequence[Token], at: int, found: list[CueFrame]) -> CueFrame | None:
    low = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if (
        low == "according"
        and following == "to"
        or low == "per"
        and following == "the"
        and at
        and tokens[at - 1].text == ","
    ):
        return _according(tokens, at, 2 if low == "according" else 1)
    by = tokens[at + 2].lower if at + 2 < len(tokens) else ""
    if low == "as" and following in ("reported", "cited", "stated") and by == "by":
        return _according(tokens, at, 3)
    if low in ("citing", "quoting"):
        return _citing(tokens, at)
    if low in ("by", "in", "on"):
        return _account(tokens, at)
    if low in CONTENT_NOUNS and (noun := _content_noun(tokens, at)) is not None:
        return noun
    entry = CUE_FORMS.get(low)
    particle = PARTICLES.get((low, following)) or PARTICLES.get((_lemma(entry), following))
    if particle is not None and (entry is None or entry[1] is not Form.ING):
        return _verbal(tokens, at, particle, entry[1] if entry else Form.FINITE, found, width=2)
    if entry is None or (tokens[at].is_capital and at > 0 and tokens[at - 1].is_capital and not _in_title_case(tokens)):
        return None
    return _verbal(tokens, at, entry[0], entry[1], found, width=1)


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
    end = _skip_occasion(tokens, source[1])
    first = (
        at == 0
        or (at <= 2 and tokens[at - 1].text in ("“", '"', "—"))
        or tokens[at - 1].lower in ("and", "but", "while")
    )
    region = (at - 1 if at and tokens[at - 1].text in (",", "—", "–") else at, _past_comma(tokens, end))
    if first:
        return CueFrame(
            verb=_ACCORDING,
            cue=(at, at + width),
            source=source,
            region=region,
            order=Order.BEFORE_CONTENT,
            content_start=region[1],
        )
    order = Order.AFTER_CONTENT if _closes(tokens, end) else Order.AMID_CONTENT
    return CueFrame(
        verb=_ACCORDING, cue=(at, at + width), source=source, region=region, order=order, content_start=region[1]
    )


def _citing(tokens: Sequence[Token], at: int) -> CueFrame | None:
    source = noun_phrases.right_of(tokens, at + 1)
    if source is None:
        return None
    end = _past_comma(tokens, source[1])
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
        if tokens[noun].lower in ACCOUNT_NOUNS:
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
    end = _past_comma(tokens, noun + 1)
    return CueFrame(
        verb=verb, cue=(at, noun + 1), source=source, region=(at, end), order=Order.BEFORE_CONTENT, content_start=end
    )


def _content_noun(tokens: Sequence[Token], at: int) -> CueFrame | None:
    """ "the ministry's claim that P", "South Korean estimates of N": a noun with its own source and content."""
    if at + 1 >= len(tokens) or tokens[at + 1].lower not in ("that", "of") or at == 0:
        return None
    low = tokens[at].lower
    if tokens[at - 1].lower == "'s":
        source_end, cue_start = at - 1, at
    elif tokens[at - 1].is_capital and (
        low.startswith("estimate") or low.startswith("report") or low.startswith("claim")
    ):
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


def _verbal(
    tokens: Sequence[Token], at: int, verb: CueVerb, form: Form, found: list[CueFrame], *, width: int
) -> CueFrame | None:
    before = tokens[at - 1].lower if at else ""
    if (
        form is Form.PARTICIPLE
        and before not in ("has", "have", "had")
        and not _is_passive(tokens, at)
        and tokens[at - 2 if at > 1 else 0].lower not in ("has", "have", "had")
    ):
        return None
    if form is Form.ING:
        return _participle(tokens, at, verb, found)
    if at + 1 < len(tokens) and tokens[at + 1].lower == "by" and tokens[at].lower.endswith("ed"):
        return None  # "a ceasefire announced by X": a participle
    if _is_passive(tokens, at):
        return _quoted_as_saying(tokens, at, verb)
    inverted = _inverted(tokens, at, verb) if form is Form.FINITE else None
    if inverted is not None:
        return inverted
    if before in ("to", "of", "a", "an", "'s", "its", "their", "his", "her", "no", "any") and not _declined(tokens, at):
        return None
    if before == "the" and not tokens[at].lower.endswith("ed"):
        return None
    quoted = _quoted_other(tokens, at, verb)
    if quoted is not None:
        return quoted
    source = noun_phrases.left_of(tokens, at, speaks=verb.lemma in _PLAIN_SPEECH)
    relative = _after_relative(tokens, at) if source is None else None
    if form is Form.BASE and relative is None and not _base_is_finite(tokens, at, source):
        return None
    shares = False
    if source is None:
        if relative is not None and not found:
            source = noun_phrases.left_of(tokens, relative)
        elif not found and _after_conjunction(tokens, at):  # "X left the talks and said that P"
            source = _sentence_subject(tokens, at)
        elif found and (
            relative is not None or (_after_conjunction(tokens, at) and _after_host(tokens, at, found[-1]))
        ):
            shares = True
        if source is None and not shares:
            return None
    if not _fits(tokens, source, verb) and not shares:
        return None
    return _with_content(tokens, at, verb, source, shares=shares, width=width)


def _after_conjunction(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb, its auxiliaries and adverbs left out, follows "and", "but" or a comma."""
    step = at - 1
    while step >= 0 and (tokens[step].lower in en.AUXILIARIES or tokens[step].lower in en.ADVERBS):
        step -= 1
    return step >= 0 and tokens[step].lower in ("and", "but")


def _after_relative(tokens: Sequence[Token], at: int) -> int | None:
    """For "X, who also said": index of the comma or word after X; None where no "who" or "which" precedes the verb."""
    step = at - 1
    while step >= 0 and (tokens[step].lower in en.AUXILIARIES or tokens[step].lower in en.ADVERBS):
        step -= 1
    if step <= 0 or tokens[step].lower not in ("who", "which"):
        return None
    return step - 1 if tokens[step - 1].text == "," else step


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    step = at - 1
    while step >= 0 and (tokens[step].lower in en.ADVERBS or tokens[step].lower.endswith("ly")):
        step -= 1
    return step >= 0 and tokens[step].lower in _BE and not tokens[at].lower.endswith("s")


def _quoted_as_saying(tokens: Sequence[Token], at: int, verb: CueVerb) -> CueFrame | None:
    """ "X was quoted as saying (by Z) that P", "X was reported as saying"; other passives are evidentials."""
    rest = [t.lower for t in tokens[at + 1 : at + 8]]
    if verb.lemma not in ("quote", "cite", "report", "describe") or "as" not in rest or "saying" not in rest:
        return None
    source = noun_phrases.left_of(tokens, at)
    if source is None:
        return None
    end = at + 1 + rest.index("saying") + 1
    return _with_content(tokens, end - 1, verb, source, shares=False, width=1, cue_start=at)


def _quoted_other(tokens: Sequence[Token], at: int, verb: CueVerb) -> CueFrame | None:
    """ "A quoted B as saying that P": B speaks; A, before the verb, carries it (`carrier`)."""
    if verb.lemma not in ("quote", "cite"):
        return None
    saying = next(
        (
            i
            for i in range(at + 2, min(at + 16, len(tokens) - 1))
            if tokens[i].lower == "as" and tokens[i + 1].lower == "saying"
        ),
        None,
    )
    carrier = noun_phrases.left_of(tokens, at)
    if saying is None or carrier is None or not noun_phrases.is_plausible(tokens, at + 1, saying):
        return None
    speaks = CueVerb("quote as saying", Frame.CLAUSE)
    frame = _with_content(tokens, saying + 1, speaks, carrier, shares=False, width=1, cue_start=at)
    return replace(frame, source=(at + 1, saying), carrier=carrier) if frame else None


def _base_is_finite(tokens: Sequence[Token], at: int, source: tuple[int, int] | None) -> bool:
    """A base form is a cue only after a plural or "did not", or "you / they / officials say"."""
    if source is None:
        return False
    words = [token.lower for token in tokens[source[0] : source[1]] if token.is_word]
    if any(word.endswith("s") and word not in ("'s", "its", "his") for word in words[:2]) and len(words) > 3:
        return True  # "rebels of the northern front say"
    head = words[-1] if words else ""
    between = {t.lower for t in tokens[source[1] : at]}
    if between & {"did", "do", "does", "didn't", "would", "could", "will"}:
        return bool(between & {"did", "didn't"})
    return (
        head in ("they", "we", "i", "who", "police")
        or (head.endswith("s") and head != "'s")
        or en.singular(head) != head
        or " and " in " ".join(t.lower for t in tokens[source[0] : source[1]])
    )


def _declined(tokens: Sequence[Token], at: int) -> bool:
    return at >= 2 and tokens[at - 1].lower == "to" and tokens[at - 2].lower in ("declined", "refused")


def _after_host(tokens: Sequence[Token], at: int, host: CueFrame) -> bool:
    """Whether a verb without a subject ("... and added that") still belongs to the source of the frame before."""
    between = tokens[host.cue[1] : at]
    return host.verb.frame is not Frame.EVIDENCE and not any(t.text in ";" for t in between)


def _fits(tokens: Sequence[Token], source: tuple[int, int] | None, verb: CueVerb) -> bool:
    """Whether this kind of source goes with this verb: only bodies and documents record, show and find."""
    if source is None:
        return False
    words = [t for t in tokens[source[0] : source[1]] if t.is_word]
    nouns = {en.singular(t.lower) for t in words} | {t.lower for t in words}
    if verb.frame is Frame.EVIDENCE:
        institution = bool(nouns & (en.BODY_NOUNS | en.DOCUMENT_NOUNS)) or any(
            t.text.isupper() and len(t.text) > 1 for t in words
        )
        return institution or (
            words[0].lower in ("it", "they", "he", "she")
            and verb.lemma in ("record", "document", "count", "verify", "list")
        )
    if verb.lemma in ("show", "indicate", "suggest", "reveal", "say"):
        return True
    return True


def _with_content(
    tokens: Sequence[Token],
    at: int,
    verb: CueVerb,
    source: tuple[int, int] | None,
    *,
    shares: bool,
    width: int,
    cue_start: int | None = None,
) -> CueFrame | None:
    cue = (at if cue_start is None else cue_start, at + width)
    after = at + width
    if verb.lemma == "put" and not any(t.lower == "at" for t in tokens[at : at + 14]):
        return None
    negated = any(t.lower in ("not", "didn't", "never") for t in tokens[max(0, at - 3) : at])
    if verb.frame is Frame.PERSON or verb.lemma in ("warn", "caution", "promise", "ask"):
        after = _skip_addressee(tokens, after, needed=verb.frame is Frame.PERSON)
        if verb.frame is Frame.PERSON:
            cue = (cue[0], after)
    start = source[0] if source else at
    opens = start > 0 and tokens[start - 1].text in (",", "”", '"', "»", "—", "–", "’", "'", "-")
    content = _content_start(tokens, after)
    if content is None:
        if not opens and start > 0:
            return None
        region = (
            start - 1 if opens and tokens[start - 1].text in (",", "—", "–") else start,
            _past_comma(tokens, _clause_end(tokens, after)),
        )
        order = Order.AFTER_CONTENT if start > 0 else Order.BEFORE_CONTENT
        if order is Order.AFTER_CONTENT and not _closes(tokens, _clause_end(tokens, after)):
            order = Order.AMID_CONTENT
        return CueFrame(
            verb=verb,
            cue=cue,
            source=source,
            region=region,
            order=order,
            content_start=region[1],
            shares_source=shares,
            negated=negated,
        )
    region = (start, content)
    return CueFrame(
        verb=verb,
        cue=cue,
        source=source,
        region=region,
        order=Order.BEFORE_CONTENT,
        content_start=content,
        shares_source=shares,
        negated=negated,
    )


def _content_start(tokens: Sequence[Token], after: int) -> int | None:
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
    if token.text == "," and _reaches_that(tokens, after) is not None and _has_relay(tokens, after):
        return _reaches_that(tokens, after)
    if token.text in _ENDS or token.text in (",", ";", "—", "–", ")") or token.text in _QUOTE_CLOSE:
        return None
    if token.lower == "at" and after + 1 < len(tokens) and tokens[after + 1].lower in ("least", "most"):
        return after
    if token.lower in _ADVERBIAL_STARTS or token.lower in en.MONTHS:
        reached = _reaches_that(tokens, after)
        if reached is not None:
            return reached
        past = _skip_times(tokens, after)
        if (
            past > after
            and past < len(tokens)
            and tokens[past].text not in ',.;—–”"'
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


def _reaches_that(tokens: Sequence[Token], after: int) -> int | None:
    """Index after a "that" (or an opening quotation mark or colon) that ends a run of adverbials."""
    commas = 0
    for at in range(after, min(after + _REACHED_BY_THAT_WITHIN, len(tokens))):
        token = tokens[at]
        if token.lower == "that" and tokens[at - 1].lower not in ("so", "in"):
            return at + 1
        if at > after and token.text in ("“", ":"):
            return at + (token.text == ":")
        if at > after and (
            token.text in ";—–" or noun_phrases.is_finite(tokens, at) or token.lower in ("who", "which")
        ):
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
    end = _clause_end(tokens, after)
    return not any(noun_phrases.is_finite(tokens, at) for at in range(after, end)) and tokens[after].lower not in (
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
        noun_phrases.is_time_word(tokens[at])
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
    return noun_phrases.is_time_word(tokens[at]) or (
        tokens[at].lower in ("the", "early", "late", "last", "this")
        and at + 1 < len(tokens)
        and noun_phrases.is_time_word(tokens[at + 1])
    )


def _skip_addressee(tokens: Sequence[Token], at: int, *, needed: bool) -> int:
    """Step over whom it was told to: "told reporters", "told the BBC", "told Agence France-Presse (AFP) news agency"."""
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
            or noun_phrases.is_time_word(token)
            or low in en.SPEAKING_PRONOUNS | {"the", "his", "her", "their", "a", "an", "some", "there"}
        ):
            break
        if at > start and noun_phrases.is_finite(tokens, at):
            break
        at += 1
    return at


def _inverted(tokens: Sequence[Token], at: int, verb: CueVerb) -> CueFrame | None:
    """ "P," said X / P, says X."""
    if at == 0 or verb.frame in (Frame.OBJECT, Frame.EVIDENCE, Frame.PERSON):
        return None
    mark = tokens[at - 1]
    if mark.text not in (",", "”", '"', "»", "’", "—", "–") or (
        mark.text == "," and not _quote_or_clause_before(tokens, at)
    ):
        return None
    if at + 1 >= len(tokens) or tokens[at + 1].text in (",", "."):
        return None
    source = noun_phrases.right_of(tokens, at + 1)
    if source is None or tokens[at + 1].lower in ("that", "on", "in", "to"):
        return None
    end = _skip_occasion(tokens, source[1])
    if mark.text == "," and end < len(tokens) and tokens[end].text not in (",", ".", ";", "—", "–"):
        return None
    region = (at - 1 if mark.text in (",", "—", "–") else at, _past_comma(tokens, end))
    order = Order.AFTER_CONTENT if _closes(tokens, end) else Order.AMID_CONTENT
    return CueFrame(verb=verb, cue=(at, at + 1), source=source, region=region, order=order, content_start=region[1])


def _quote_or_clause_before(tokens: Sequence[Token], at: int) -> bool:
    """A comma before an inverted verb follows a quotation or a clause; "the group, said to be" has neither."""
    if at >= 2 and tokens[at - 2].text in ("”", '"', "»", "’"):
        return True
    return any(noun_phrases.is_finite(tokens, step) for step in range(at - 1)) and not (
        at >= 2 and tokens[at - 2].text == ")"
    )


def _participle(tokens: Sequence[Token], at: int, verb: CueVerb, found: list[CueFrame]) -> CueFrame | None:
    """ ", adding that P", ", saying P", "saying: ...": speaks for the source of the frame before, or of the sentence."""
    if (
        verb.frame in (Frame.EVIDENCE, Frame.PERSON)
        or verb.attitude
        or verb.lemma in ("put", "consider", "continue", "call")
    ):
        return None
    before = tokens[at - 1].lower if at else ""
    if before in (
        "by",
        "of",
        "for",
        "without",
        "from",
        "in",
        "the",
        "a",
        "as",
        "on",
        "is",
        "are",
        "was",
        "were",
        "been",
        "be",
    ):
        if before in ("is", "are", "was", "were") and found is not None:
            source = noun_phrases.left_of(tokens, at)
            if source is not None and at + 1 < len(tokens) and tokens[at + 1].lower == "that":
                return _with_content(tokens, at, verb, source, shares=False, width=1)
        return None
    content = _content_start(tokens, at + 1)
    if content is None:
        return None
    own = _subject_after_with(tokens, at)
    if own is not None:
        return _with_content(tokens, at, verb, own, shares=False, width=1)
    if before not in (",", "”", '"', "and", "also", "while", "statement", "report", "—", "but"):
        return None
    region = (at - 1 if before == "," else at, content)
    if found:
        return CueFrame(
            verb=verb,
            cue=(at, at + 1),
            source=None,
            region=region,
            order=Order.BEFORE_CONTENT,
            content_start=content,
            shares_source=True,
        )
    source = _sentence_subject(tokens, at)
    if source is None:
        return None
    return CueFrame(
        verb=verb, cue=(at, at + 1), source=source, region=region, order=Order.BEFORE_CONTENT, content_start=content
    )


def _subject_after_with(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "..., with some outlets saying nine died": the participle has a subject of its own."""
    for start in range(at - 2, max(-1, at - 8), -1):
        if tokens[start].lower == "with":
            return (start + 1, at) if noun_phrases.is_plausible(tokens, start + 1, at) else None
        if tokens[start].text == ",":
            return None
    return None


def _sentence_subject(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The noun phrase before the first finite verb of the sentence."""
    for verb in range(1, at):
        if noun_phrases.is_finite(tokens, verb):
            return noun_phrases.left_of(tokens, verb)
    return None


def _skip_occasion(tokens: Sequence[Token], at: int) -> int:
    """Step over how and when it was said, up to the next mark."""
    if at < len(tokens) and (
        tokens[at].lower in _ADVERBIAL_STARTS
        or noun_phrases.is_time_word(tokens[at])
        or tokens[at].lower in ("published", "released", "seen", "obtained", "carried", "late", "early", "reported")
    ):
        return _clause_end(tokens, at)
    return at


def _clause_end(tokens: Sequence[Token], at: int) -> int:
    """Index of the next comma, dash, semicolon, opening quotation mark or end mark."""
    while (
        at < len(tokens)
        and tokens[at].text not in (",", ";", "—", "–", "“", '"', ":")
        and not (tokens[at].text in _ENDS and at >= len(tokens) - 2)
    ):
        at += 1
    return at


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but an end mark, or a further frame, follows: the content lies wholly before."""
    if at >= len(tokens) or all(not t.is_word for t in tokens[at:]):
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
_SPEAKING_ASIDE = frozenset("giving speaking referring describing without pointing".split())


def _past_comma(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].text in (",", "—", "–") else at
