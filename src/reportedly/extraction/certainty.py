"""How sure, and how far along: the hedges, modals and negations of one clause, each with the span that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.extraction.quantities import QuantityMention
from reportedly.knowledge.languages.en import hedges as en
from reportedly.knowledge.yardsticks import Yardstick, likelihood
from reportedly.model.certainty import Certainty, Evidential, Modality
from reportedly.model.claim import Status
from reportedly.model.report import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a clause says of its own certainty; `hedges` and `status_words` are the spans that say it."""

    certainty: Certainty = Certainty()
    status: Status | None = None
    negated: bool = False
    hedges: tuple[Span, ...] = ()
    status_words: tuple[Span, ...] = ()


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) + r")(?![\w-])", re.IGNORECASE
    )


_LIKELY = tuple(en.LIKELIHOOD_TERMS)
_ESTIMATE = tuple(en.ESTIMATE_PHRASES)
_EVIDENTIAL = tuple(en.EVIDENTIAL_PHRASES)
_STATUS = tuple(en.STATUS_PHRASES)
_MODAL = tuple(en.MODALS)
_POSSIBLE = tuple(en.POSSIBLE_PHRASES)
_CONFIDENCE = tuple(en.CONFIDENCE_PHRASES)
_FUTURE = re.compile(r"(?<![\w-])(?:will|'ll|’ll|shall)(?![\w-])", re.IGNORECASE)
_WOULD = re.compile(r"(?<![\w-])would(?:n't|n’t)?(?![\w-])", re.IGNORECASE)
_IF = re.compile(r"(?<![\w-])(?:if|unless|provided that|assuming)(?![\w-])", re.IGNORECASE)
_HEADLINE_FUTURE = re.compile(
    r"^\W*(?:[A-Z][\w'’.-]*\s+){1,5}to\s+[a-z]+\b|^\W*(?:[A-Z][\w'’.-]*\s+){1,5}To\s+[A-Z][a-z]+\b"
)
_NOT = re.compile(r"(?<![\w-])(?:not|no|never|none|neither|nor)(?![\w-])|n['’]t\b", re.IGNORECASE)
# Negated words that leave the statement affirmed.
_NO_NEGATION = re.compile(
    r"\b(?:not only|no fewer|no less|not fewer|not less|no more than|not more than|no longer|no later|"
    r"not yet clear|whether or not|(?:can|could|ca|was unable|were unable)\s*(?:not|n['’]t)\b|"
    r"no\.? \d)",
    re.IGNORECASE,
)
_SUBJECTLESS_WOULD = re.compile(
    r"\b(?:doing so|going further|this|such \w+(?: \w+)?|any \w+(?: \w+)?|\w+ing \w+|"
    r"another \w+|failure \w+)\s+would\b",
    re.IGNORECASE,
)


def assess(
    text: str,
    scope: Span,
    *,
    yardstick: str | None,
    past_cue: bool,
    headline: bool = False,
    negation: bool = True,
    yardsticks: Mapping[str, Yardstick] | None = None,
) -> Assessment:
    """Read the words of `scope`. `yardstick` is that of the speaker, one of `yardsticks` (by
    default the shipped ones); `past_cue`: "would" under a past reporting verb is
    that speaker's future, elsewhere a condition. `negation` False: leave negations alone (figures)."""
    words = scope.of(text)

    def spans(matches: Iterable[re.Match[str]]) -> list[Span]:
        return [Span(start=scope.start + m.start(), end=scope.start + m.end()) for m in matches]

    def first(pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(words)

    hedges: list[Span] = []
    likely, estimate, evidential = first(_pattern(_LIKELY)), first(_pattern(_ESTIMATE)), first(_pattern(_EVIDENTIAL))
    modal, possible = _modal(words), first(_pattern(_POSSIBLE))
    confidence = first(_pattern(_CONFIDENCE))
    hedges += spans(m for m in (likely, estimate, evidential, modal, possible, confidence) if m)
    status, status_match = _status(words, past_cue=past_cue, headline=headline)
    future = first(_FUTURE)
    modality = _modality(modal, possible, future)
    certainty = Certainty(
        likelihood=likelihood(_key(likely), yardstick, yardsticks) if likely else None,
        estimated=estimate is not None,
        confidence=en.CONFIDENCE_PHRASES[_key(confidence)] if confidence else None,
        evidential=en.EVIDENTIAL_PHRASES[_key(evidential)] if evidential else None,
        modality=modality,
    )
    return Assessment(
        certainty=certainty,
        status=status,
        negated=negation and _negated(words),
        hedges=tuple(sorted(hedges)),
        status_words=tuple(spans([status_match] if status_match else [])),
    )


_CLAUSE_BORDER = re.compile(
    r"[;—]|\s-\s|,?\s+\b(?:but|while|whereas|although|though)\b|,\s*(?:which|who|adding|and (?:that|"
    r"it|he|she|they|the|a|an))\b",
    re.IGNORECASE,
)


_RELATIVE = re.compile(r",\s*(?:where|which|who|whose|when)\b[^,]*,")
_AFTER_BORDER = re.compile(_CLAUSE_BORDER.pattern + r"|,|\b(?:including|who|which|where)\b", re.IGNORECASE)


def clause_around(
    text: str, content: Span, number: Span, trigger: Span | None, others: Sequence[QuantityMention]
) -> Span:
    """The clause of a content that a number stands in: its hedges are the number's. It runs from the last border before
    the number and its verb to the first after both; another number's own words are left to that number."""
    low = min(number.start, trigger.start if trigger and content.contains(trigger) else number.start)
    high = number.end
    if (
        trigger
        and content.contains(trigger)
        and not _AFTER_BORDER.search(text, number.end, max(number.end, trigger.start))
    ):
        high = max(high, trigger.end)
    start, end = content.start, content.end
    for border in _CLAUSE_BORDER.finditer(text, content.start, low):
        start = border.end()
    for aside in _RELATIVE.finditer(text, start, low):  # ", where talks will open on Monday, ..."
        start = aside.end()
    after = _AFTER_BORDER.search(text, high, content.end)
    if after:
        end = after.start()
    for other in others:
        if high <= other.span.start < end and text[high : other.span.start].count(" ") >= 2:
            end = other.span.start
    return Span(start=start, end=end)


def has_evidential(words: str) -> bool:
    """Whether the words mark that no one vouches: "reportedly", "is alleged to"."""
    return _pattern(_EVIDENTIAL).search(words) is not None


def _key(match: re.Match[str]) -> str:
    return " ".join(match.group().lower().split())


def _modal(words: str) -> re.Match[str] | None:
    """The first modal that is none of "could not" (a report of inability) or the month of May."""
    for match in _pattern(_MODAL).finditer(words):
        if match.group() == "May" or (match.group().lower() == "can"):
            continue
        if re.match(r"\s+(?:not|no longer)\b|n['’]t", words[match.end() :]) and match.group().lower() == "could":
            continue
        return match
    return None


def _modality(
    modal: re.Match[str] | None, possible: re.Match[str] | None, future: re.Match[str] | None
) -> Modality | None:
    if modal:
        return en.MODALS[modal.group().lower()]
    if possible:
        return Modality.MAY
    return Modality.WILL if future else None


def _status(words: str, *, past_cue: bool, headline: bool) -> tuple[Status | None, re.Match[str] | None]:
    condition, would = _IF.search(words), _WOULD.search(words)
    if condition and not re.match(r"if (?:not|any)\b", words[condition.start() :], re.IGNORECASE):
        return Status.CONDITIONAL, condition
    if would and (not past_cue or _SUBJECTLESS_WOULD.search(words)):
        return Status.CONDITIONAL, would
    said = _pattern(_STATUS).search(words)
    if said:
        return en.STATUS_PHRASES[_key(said)], said
    if would:
        return Status.PLANNED, would
    if headline and (future := _HEADLINE_FUTURE.search(words)):
        return Status.PLANNED, future
    return None, None


def _negated(words: str) -> bool:
    """Whether the main statement is negated: a negation among the first words up to the verb, and no idiom."""
    plain = _NO_NEGATION.sub(lambda m: " " * len(m.group()), words)
    match = _NOT.search(plain)
    if match is not None and _FUTURE_BEFORE.search(plain[: match.start()]):  # "will not tolerate" is a plan
        return False
    return match is not None and len(plain[: match.start()].split()) <= NEGATION_REACH_WORDS


def figure_is_denied(text: str, verb: Span, number: Span) -> bool:
    """Whether the verb that counts is negated with the number as its object: "did not kill 319 civilians"."""
    between = text[verb.end : number.start]
    return _NEGATED_AUXILIARY.search(text[: verb.start]) is not None and between.strip() in {
        "",
        "the",
        "those",
        "these",
    }


_NEGATED_AUXILIARY = re.compile(r"\b(?:did|do|does|has|have|had)(?:\s+not|n['’]t)\s+$", re.IGNORECASE)
_FUTURE_BEFORE = re.compile(r"\b(?:will|would|shall|wo)(?:\s+\w+){0,2}\s*$", re.IGNORECASE)
NEGATION_REACH_WORDS = 8  # a negation further in belongs to a later clause more often than not, in a sample of 60

_UNVERIFIED = re.compile(en.UNVERIFIED_SENTENCE, re.IGNORECASE)
_VERIFYING = re.compile(r"verif|confirm|corroborat", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|cannot|unable|impossible|n['’]t|never)\b|n['’]t\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:these|those|neither|either|figures|claims|tolls|accounts|numbers|reports|counts|allegations)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(en.POINTERS, re.IGNORECASE)


def withdraws_verification(sentence: str) -> bool:
    """Whether a sentence says that what stands before it could not be verified, and points to it."""
    if not _VERIFYING.search(sentence):  # a plain word is found faster than the pattern around it
        return False
    match = _UNVERIFIED.search(sentence)
    return (
        bool(match and _NEGATIVE.search(sentence) and _POINTER.search(sentence))
        and "that " not in sentence[match.end() : match.end() + 6]
        if match
        else False
    )


def points_to_several(sentence: str) -> bool:
    """Whether a sentence points back to more than one claim."""
    return _SEVERAL.search(sentence) is not None


def weaken(certainty: Certainty, evidential: Evidential) -> Certainty:
    """The same certainty with an evidential, unless it has one."""
    if certainty.evidential is not None:
        return certainty
    return Certainty(
        likelihood=certainty.likelihood,
        estimated=certainty.estimated,
        confidence=certainty.confidence,
        evidential=evidential,
        modality=certainty.modality,
    )
