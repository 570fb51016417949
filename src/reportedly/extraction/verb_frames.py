"""Frames of reporting verbs: active, inverted, participles, and the two passives that name who spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extraction import cue_contents, noun_phrases
from reportedly.extraction.frames import CueFrame, Order
from reportedly.extraction.tokens import Token
from reportedly.extraction.word_classes import is_finite
from reportedly.knowledge.languages.en import words as en
from reportedly.knowledge.languages.en.cues import CueVerb, Form, Frame

_PLAIN_SPEECH = frozenset(["say", "tell", "claim", "add", "report", "state", "warn", "announce", "confirm", "write"])


_BE = frozenset("is are was were be been being".split())


def find(
    tokens: Sequence[Token], at: int, verb: CueVerb, form: Form, found: list[CueFrame], *, width: int
) -> CueFrame | None:
    if form is Form.ING:
        return _participle(tokens, at, verb, found)
    if _is_passive(tokens, at):
        return _quoted_as_saying(tokens, at, verb)
    if _is_no_predicate(tokens, at, form):
        return None
    special = (_inverted(tokens, at, verb) if form is Form.FINITE else None) or _quoted_other(tokens, at, verb)
    if special is not None:
        return special
    return _with_subject(tokens, at, verb, form, found, width=width)


_NOUN_SIGNS = frozenset(["to", "of", "a", "an", "'s", "its", "their", "his", "her", "no", "any"])


def _is_no_predicate(tokens: Sequence[Token], at: int, form: Form) -> bool:
    """Whether the form stands as a participle ("a truce announced by X"), an infinitive or a noun ("the claims")."""
    before = tokens[at - 1].lower if at else ""
    perfect = {before, tokens[at - 2].lower if at > 1 else ""} & {"has", "have", "had"}
    by_follows = at + 1 < len(tokens) and tokens[at + 1].lower == "by" and tokens[at].lower.endswith("ed")
    if by_follows or (form is Form.PARTICIPLE and not perfect):
        return True
    if before == "the":
        return not tokens[at].lower.endswith("ed")
    return before in _NOUN_SIGNS and not _declined(tokens, at)


def _with_subject(
    tokens: Sequence[Token], at: int, verb: CueVerb, form: Form, found: list[CueFrame], *, width: int
) -> CueFrame | None:
    """The frame of a finite verb: its subject before it, or that of the clause or frame before."""
    source = noun_phrases.left_of(tokens, at, speaks=verb.lemma in _PLAIN_SPEECH)
    relative = _after_relative(tokens, at) if source is None else None
    if form is Form.BASE and relative is None and not _base_is_finite(tokens, at, source):
        return None
    shares = False
    if source is None:
        if relative is not None and not found:
            source = noun_phrases.left_of(tokens, relative)
        elif not found and _after_conjunction(tokens, at):  # "X left the talks and said that P"
            source = sentence_subject(tokens, at)
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
    resumed = _reported_by(tokens, at, verb)
    if resumed is not None:
        return resumed
    rest = [t.lower for t in tokens[at + 1 : at + 8]]
    if verb.lemma not in ("quote", "cite", "report", "describe") or "as" not in rest or "saying" not in rest:
        return None
    source = noun_phrases.left_of(tokens, at)
    if source is None:
        return None
    end = at + 1 + rest.index("saying") + 1
    return _with_content(tokens, end - 1, verb, source, shares=False, width=1, cue_start=at)


def _reported_by(tokens: Sequence[Token], at: int, verb: CueVerb) -> CueFrame | None:
    """ "This was reported by X": the content is the sentence before."""
    if tokens[0].lower not in ("this", "that", "it") or at > 4 or verb.frame is not Frame.CLAUSE:
        return None
    if at + 1 >= len(tokens) or tokens[at + 1].lower != "by":
        return None
    source = noun_phrases.right_of(tokens, at + 2)
    if source is None:
        return None
    region = (0, len(tokens))
    return CueFrame(
        verb=verb,
        cue=(at, at + 1),
        source=source,
        region=region,
        order=Order.AFTER_CONTENT,
        content_start=len(tokens),
        resumes=True,
    )


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
    if len(words) > 2 and words[1] in en.PREPOSITIONS and words[0].endswith("s"):
        return True  # "estimates from the capital suggest"
    head = words[-1] if words else ""
    between = {t.lower for t in tokens[source[1] : at]}
    if between & {"did", "do", "does", "didn't", "would", "could", "will"}:
        return bool(between & {"did", "didn't", "not"})
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
        after = cue_contents.skip_addressee(tokens, after, needed=verb.frame is Frame.PERSON)
        if verb.frame is Frame.PERSON:
            cue = (cue[0], after)
    start = source[0] if source else at
    opens = start > 0 and tokens[start - 1].text in (",", "”", '"', "»", "—", "–", "’", "'", "-")
    content = cue_contents.content_start(tokens, after)
    if content is None:
        if not opens and start > 0:
            return None
        region = (
            start - 1 if opens and tokens[start - 1].text in (",", "—", "–") else start,
            cue_contents.past_comma(tokens, cue_contents.clause_end(tokens, after)),
        )
        order = Order.AFTER_CONTENT if start > 0 else Order.BEFORE_CONTENT
        if order is Order.AFTER_CONTENT and not cue_contents.closes(tokens, cue_contents.clause_end(tokens, after)):
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
    # "P," X said, "and Q": the quotation goes on, so what stands before belongs to it too.
    amid = opens and after < len(tokens) and tokens[after].text == ","
    order = Order.AMID_CONTENT if amid else Order.BEFORE_CONTENT
    region = (start, content)
    return CueFrame(
        verb=verb,
        cue=cue,
        source=source,
        region=region,
        order=order,
        content_start=content,
        shares_source=shares,
        negated=negated,
    )


def _inverted(tokens: Sequence[Token], at: int, verb: CueVerb) -> CueFrame | None:
    """ "P," said X / P, says X."""
    if at == 0 or verb.frame in (Frame.OBJECT, Frame.EVIDENCE, Frame.PERSON):
        return None
    mark = tokens[at - 1]
    if mark.text not in (",", "”", '"', "»", "’") or (mark.text == "," and not _quote_or_clause_before(tokens, at)):
        return None
    if at + 1 >= len(tokens) or tokens[at + 1].text in (",", "."):
        return None
    source = noun_phrases.right_of(tokens, at + 1)
    if source is None or tokens[at + 1].lower in ("that", "on", "in", "to"):
        return None
    end = cue_contents.skip_occasion(tokens, source[1])
    if mark.text == "," and end < len(tokens) and tokens[end].text not in (",", ".", ";", "—", "–"):
        return None
    region = (at - 1 if mark.text in (",", "—", "–") else at, cue_contents.past_comma(tokens, end))
    order = Order.AFTER_CONTENT if cue_contents.closes(tokens, end) else Order.AMID_CONTENT
    return CueFrame(verb=verb, cue=(at, at + 1), source=source, region=region, order=order, content_start=region[1])


def _quote_or_clause_before(tokens: Sequence[Token], at: int) -> bool:
    """A comma before an inverted verb follows a quotation or a clause; "the group, said to be" has neither."""
    if at >= 2 and tokens[at - 2].text in ("”", '"', "»", "’"):
        return True
    return any(is_finite(tokens, step) for step in range(at - 1)) and not (at >= 2 and tokens[at - 2].text == ")")


def _participle(tokens: Sequence[Token], at: int, verb: CueVerb, found: list[CueFrame]) -> CueFrame | None:
    """ ", adding that P", ", saying P": speaks for the source of the frame before, or of the sentence."""
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
    content = cue_contents.content_start(tokens, at + 1)
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
    source = sentence_subject(tokens, at)
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


def sentence_subject(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The noun phrase before the first finite verb of the sentence."""
    for verb in range(1, at):
        if is_finite(tokens, verb):
            return noun_phrases.left_of(tokens, verb)
    return None
