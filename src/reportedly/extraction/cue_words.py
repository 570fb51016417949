"""What the words of a cue tell: its verb, whether it is negated, and whether it reports speech or an attitude."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.extraction.tokens import tokenise
from reportedly.knowledge.languages.en.cues import ACCOUNT_NOUNS, CONTENT_NOUNS, CUE_FORMS, PARTICLES, CueVerb, Frame
from reportedly.knowledge.languages.en.words import singular
from reportedly.model.claim import AttributionKind
from reportedly.model.report import Span

_NEGATIONS = frozenset("not n't never no nor declined refused without".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWord:
    """`verb` is None for words that no table holds."""

    lemma: str
    verb: CueVerb | None
    negated: bool
    speaks: bool

    def kind(self, *, quoted: bool) -> AttributionKind:
        """Words of speech report speech; what no table holds does where it stands beside a quotation."""
        if self.verb is not None and self.verb.attitude:
            return AttributionKind.ATTITUDE
        return AttributionKind.SPEECH if self.speaks or quoted else AttributionKind.ATTITUDE


def read(text: str, cue: Sequence[Span]) -> CueWord:
    """The last verb of speech among the words, else a phrase or noun of speech, else the words themselves."""
    tokens = [token for span in cue for token in tokenise(text, span)]
    low = [token.lower for token in tokens]
    negated = any(word in _NEGATIONS or word.endswith("n't") for word in low)
    verb: CueVerb | None = None
    for at, word in enumerate(low):
        following = low[at + 1] if at + 1 < len(low) else ""
        entry = CUE_FORMS.get(word)
        verb = PARTICLES.get((word, following)) or (entry[0] if entry else None) or verb
    if verb is not None:
        return CueWord(lemma=verb.lemma, verb=verb, negated=negated, speaks=not verb.attitude)
    if "according" in low or low == [":"] or not any(token.is_word for token in tokens):
        return CueWord(lemma="according to" if "according" in low else "say", verb=None, negated=negated, speaks=True)
    nouns = [singular(word) for word in low]
    noun = next((word for word in nouns if word in ACCOUNT_NOUNS | CONTENT_NOUNS), None)
    lemma = noun or (low[-1] if low else "say")
    return CueWord(
        lemma=lemma, verb=None, negated=negated, speaks=noun is not None or "reportedly" in low or "allegedly" in low
    )


# Words by which a content may hold another attribution: forms of verbs that report speech, and nouns and adverbs that
# do.
_TELLING = (
    {
        form
        for form, (verb, _) in CUE_FORMS.items()
        if not verb.attitude
        and (verb.frame in (Frame.CLAUSE, Frame.PERSON) or verb.lemma in ("cite", "quote", "deny", "accuse", "blame"))
    }
    | CONTENT_NOUNS
    | {"according", "reportedly", "allegedly", "rumoured", "rumored", "denied"}
)
_PASSING_ON = re.compile(
    r"\b(?:quot|cit)(?:e|es|ed|ing)\b|\bas (?:say|tell|stat|claim|warn|add)ing\b|"
    r"\b(?:carried|published|broadcast|reported|aired|relayed) by\b"
    r"|^according to$|^as saying$|^as reported by$",
    re.IGNORECASE,
)


def passes_on(text: str, cue: Sequence[Span]) -> bool:
    """Whether a cue tells through whom, or whom another cites: its content is another attribution's."""
    return _PASSING_ON.search(" ".join(span.of(text) for span in cue)) is not None


def takes_lives(text: str, cue: Sequence[Span], content: Sequence[Span]) -> bool:
    """ "The raid claimed 43 lives": nobody says anything."""
    claims = any(
        span.of(text).lower().split()[-1:] in (["claimed"], ["claims"], ["claiming"], ["claim"]) for span in cue
    )
    return claims and bool(content) and _LIVES.match(content[0].of(text)) is not None


_LIVES = re.compile(r"(?:\S+\s+){0,5}?(?:lives|life|victims)\b", re.IGNORECASE)


def may_hold(text: str, content: Span, fewest_words: int) -> bool:
    """Whether a content can hold another attribution: some words, and one among them that can be a cue."""
    low = [token.lower for token in tokenise(text, content) if token.is_word]
    if len(low) < fewest_words:
        return False
    return any(word in _TELLING for word in low)
