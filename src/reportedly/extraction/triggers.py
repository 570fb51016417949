"""The words of the measures vocabulary as they stand in a text, each with the side on which it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reportedly.knowledge.languages.en.verbs import inflect
from reportedly.knowledge.languages.en.words import plural
from reportedly.knowledge.measures import Measure, Measures
from reportedly.model.report import Span


class Way(StrEnum):
    """On which side of a trigger what it counts stands."""

    OBJECT = "object"
    SUBJECT = "subject"
    HEAD = "head"
    AFTER = "after"
    PREDICATE = "predicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word of the vocabulary in the text. `active`: an active verb form, whose subject acts on what is counted."""

    span: Span
    measure: str
    way: Way
    active: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The measures with their words compiled for search; made once and kept by the extractor."""

    measures: Measures
    pattern: re.Pattern[str]
    firsts: frozenset[str]  # the words that phrases of `pattern` begin with
    entries: Mapping[str, tuple[tuple[str, Way, bool, bool], ...]]  # words -> (measure, way, is_participle, active)
    evoking: re.Pattern[str]
    evoking_firsts: frozenset[str]
    evoked: Mapping[str, str]

    @classmethod
    def of(cls, measures: Measures) -> Vocabulary:
        """Compile the vocabulary."""
        entries: dict[str, list[tuple[str, Way, bool, bool]]] = {}
        evoked: dict[str, str] = {}
        for measure in measures.by_name.values():
            for words, way, participle, active in _words_of(measure):
                entries.setdefault(words, []).append((measure.name, way, participle, active))
            for phrase in measure.evokes:
                evoked.setdefault(phrase.lower(), measure.name)
        frozen = {words: tuple(uses) for words, uses in entries.items()}
        return cls(measures, _phrases(entries), _firsts(entries), frozen, _phrases(evoked), _firsts(evoked), evoked)


def _firsts(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(match.group() for words in phrases if (match := _WORD.match(words)))


_BE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|got|get|gets)(?:\s+(?:also|then|later|all|both|reportedly|allegedly|seriously|critically|badly|either|already|not|\w+ly))*\s*$",
    re.IGNORECASE,
)


_HAVE = re.compile(r"\b(?:has|have|had|having)(?:\s+(?:also|already|since|\w+ly))*\s*$", re.IGNORECASE)


def _words_of(measure: Measure) -> Iterator[tuple[str, Way, bool, bool]]:
    for verb in measure.object_of:
        forms = _forms(verb)
        for form in sorted(set(forms)):
            yield form, Way.OBJECT, form == forms[3], True
    for verb in measure.subject_of:
        for form in sorted(set(inflect(verb))):
            yield form, Way.SUBJECT, False, False
    for head in measure.headed_by:
        yield head.lower(), Way.HEAD, False, False
    for noun in (
        measure.named_by if measure.unit == "people" else ()
    ):  # "casualties have reached 4,700", "4,000 have become casualties"
        for form in (noun, plural(noun)):
            yield form.lower(), Way.PREDICATE, False, False
    for after in measure.after:
        yield after.lower(), Way.AFTER, False, False


def _forms(verb: str) -> tuple[str, str, str, str, str]:
    """Forms of a verb or of a pair joined by "or"/"and": "kill or wound" -> killed or wounded."""
    joined = re.fullmatch(r"(\w+) (or|and) (\w+)", verb)
    if joined is None:
        return inflect(verb)
    first, second = inflect(joined.group(1)), inflect(joined.group(3))
    made = [f"{a} {joined.group(2)} {b}" for a, b in zip(first, second, strict=True)]
    return made[0], made[1], made[2], made[3], made[4]


def _phrases(table: Mapping[str, object]) -> re.Pattern[str]:
    ordered = sorted(table, key=len, reverse=True)
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) + r")(?![\w-])", re.IGNORECASE
    )


def triggers(text: str, sentence: Span, vocabulary: Vocabulary) -> list[Trigger]:
    """Every trigger of a sentence in order; longer phrases hide the words inside them."""
    found: list[Trigger] = []
    for match in _phrases_in(text, sentence, vocabulary.pattern, vocabulary.firsts):
        span = Span(start=match.start(), end=match.end())
        before = text[max(sentence.start, span.start - 40) : span.start]
        passive = _BE.search(before) is not None
        perfect = _HAVE.search(before) is not None
        for measure, way, participle, active in vocabulary.entries[" ".join(match.group().lower().split())]:
            if way is Way.OBJECT and participle and passive:
                found.append(Trigger(span=span, measure=measure, way=Way.SUBJECT))
            elif way is Way.OBJECT and participle and not perfect and _reduced(text, span, sentence):
                found.append(Trigger(span=span, measure=measure, way=Way.AFTER))
            else:
                found.append(Trigger(span=span, measure=measure, way=way, active=active))
    return found


def _phrases_in(text: str, sentence: Span, pattern: re.Pattern[str], firsts: frozenset[str]) -> Iterator[re.Match[str]]:
    """As `pattern.finditer`, tried only at words with which a phrase begins: most words begin none."""
    at = sentence.start
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        if word.start() < at or word.group().lower() not in firsts:
            continue
        match = pattern.match(text, word.start(), sentence.end)
        if match is not None:
            yield match
            at = match.end()


_WORD = re.compile(r"(?<![\w-])\w+")


def _reduced(text: str, span: Span, sentence: Span) -> bool:
    """Whether a participle closes its noun phrase ("18 people killed in the raid") rather than taking an object."""
    following = text[span.end : sentence.end].lstrip()
    return bool(
        re.match(
            r"(?:in|on|by|at(?! (?:least|most)\b)|since|during|near|after|as|when|over|so far|across|"
            r"from|this|last|and|or|while|yesterday|overnight)\b|[,.;:”\"]|$|\d+ in\b",
            following,
            re.IGNORECASE,
        )
    )


def evoked(text: str, span: Span, vocabulary: Vocabulary) -> tuple[str, Span] | None:
    """The measure that the words of a statement evoke, with the words; the first stands for the whole."""
    match = next(_phrases_in(text, span, vocabulary.evoking, vocabulary.evoking_firsts), None)
    if match is None:
        return None
    return vocabulary.evoked[" ".join(match.group().lower().split())], Span(start=match.start(), end=match.end())
