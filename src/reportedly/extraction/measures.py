"""What a number counts: the measure its unit, its verb or its head names.

Every word of the measures vocabulary in the sentence is a trigger with a direction: a verb's object follows it, a
passive's or an intransitive's subject precedes it, a head ("death toll of") precedes, an after-word ("dead") follows.
The nearest trigger whose counted classes fit the unit wins; crossing a clause border costs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.extraction.quantities import Kind, QuantityMention
from reportedly.extraction.triggers import Trigger, Vocabulary, Way, evoked, triggers
from reportedly.knowledge.languages.en.words import singular
from reportedly.knowledge.measures import Measure, Measures
from reportedly.model.report import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The measure of a number with the words that show it; `trigger` None where the unit itself is the measure."""

    measure: str | None
    span: Span | None = None
    trigger: Trigger | None = None


_NONE = Typed(measure=None)


FAR = 9.0  # a trigger costlier than this is not what the number counts; set on the examples' reports


_BORDER = re.compile(
    r"[;:—]|\b(?:but|while|whereas|although|though)\b|,\s*(?:and|who|which)\b|\band\b(?=\s+(?:the|a|an|it|he|she|they)\b)",
    re.IGNORECASE,
)


_FINITE = re.compile(r"\b(?:said|says|is|are|was|were|has|have|had|will|would|could|may|might)\b", re.IGNORECASE)


_INCLUDING = re.compile(
    r"(?:\bincluding|\bamong them|\bof whom|\bof them|\bwith|\bas well as|\bamong whom)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)


def type_all(text: str, sentence: Span, mentions: Sequence[QuantityMention], vocabulary: Vocabulary) -> list[Typed]:
    """The measure of each number of a sentence, in the order of `mentions`."""
    found = triggers(text, sentence, vocabulary)
    typed: list[Typed] = []
    for number in range(len(mentions)):
        typed.append(_type(text, sentence, mentions, number, found, vocabulary, typed))
    return typed


def _type(
    text: str,
    sentence: Span,
    mentions: Sequence[QuantityMention],
    number: int,
    found: Sequence[Trigger],
    vocabulary: Vocabulary,
    typed: Sequence[Typed],
) -> Typed:
    mention, measures = mentions[number], vocabulary.measures
    if mention.kind in (Kind.MEASUREMENT, Kind.AGE, Kind.DATE, Kind.NAME, Kind.MULTIPLE):
        return _NONE
    share = mention.kind is Kind.SHARE
    unit = mention.unit_span.of(text) if mention.unit_span else ""
    base = mention.of_span.of(text) if share and mention.of_span else ""
    named = _named_by(f"{unit} {base}", measures, share=share)
    if named is not None:
        return Typed(measure=named.name, span=mention.of_span if base else mention.unit_span)
    if mention.kind is Kind.INDEFINITE:
        unit = unit.split()[-1]  # "a civilian convoy" is no civilian
    classes = classes_of(base or unit if share else unit, measures)
    if mention.kind is Kind.INDEFINITE and not classes:
        return _NONE
    if share and ("personnel" in classes or _FORCE.search(base)):
        return Typed(measure="share_of_force", span=mention.of_span)
    best = _nearest(text, mentions, number, found, measures, classes)
    if best is not None:
        return Typed(measure=best.measure, span=best.span, trigger=best)
    previous = typed[number - 1].measure if number else None
    if previous and _continues(text, mentions[number - 1], mention, classes, measures, previous):
        return typed[number - 1]
    return _by_class(text, sentence, mention, classes, vocabulary)


_FORCE = re.compile(r"\b(?:reserve|reserves|force|forces|army|troops|contingent)\b", re.IGNORECASE)


def _by_class(
    text: str, sentence: Span, mention: QuantityMention, classes: frozenset[str], vocabulary: Vocabulary
) -> Typed:
    """Where no trigger is near: an act the sentence speaks of that counts such things, or the default of the class."""
    if mention.kind is Kind.INDEFINITE or not classes:
        return _NONE
    said = evoked(text, sentence, vocabulary)
    if said is not None:
        measure = vocabulary.measures.by_name[said[0]]
        if measure.unit == "acts" and measure.counts & classes:
            return Typed(measure=measure.name, span=said[1])
    for measure in vocabulary.measures.by_name.values():
        if measure.default_for & classes:
            return Typed(measure=measure.name, span=mention.unit_span)
    return _NONE


def _continues(
    text: str,
    earlier: QuantityMention,
    mention: QuantityMention,
    classes: frozenset[str],
    measures: Measures,
    measure: str,
) -> bool:
    """A number without a trigger of its own goes on counting what the number before it counted: "615 ..., and 183"."""
    between = text[earlier.span.end : mention.span.start]
    counted = measures.by_name[measure]
    if (mention.unit_span is not None and not classes) or (counted.unit == "share" and mention.kind is not Kind.SHARE):
        return False
    fits = not classes or not counted.counts or bool(classes & counted.counts)
    return fits and not re.search(r"[;.—]|\b(?:but|while)\b", between)


def _nearest(
    text: str,
    mentions: Sequence[QuantityMention],
    number: int,
    found: Sequence[Trigger],
    measures: Measures,
    classes: frozenset[str],
) -> Trigger | None:
    best: tuple[float, Trigger] | None = None
    for trigger in found:
        cost = _cost(text, mentions[number], trigger, measures.by_name[trigger.measure], classes)
        if cost is not None:
            cost += _stolen(text, mentions, number, trigger)
        if cost is not None and cost <= FAR and (best is None or cost < best[0]):
            best = (cost, trigger)
    return best[1] if best else None


def _stolen(text: str, mentions: Sequence[QuantityMention], number: int, trigger: Trigger) -> float:
    """The cost of reaching over another number nearer to the trigger, unless the two are listed together."""
    here = mentions[number]
    step = 1 if trigger.span.start > here.span.start else -1
    other = number + step
    if not 0 <= other < len(mentions):
        return 0.0
    next_one = mentions[other]
    if next_one.kind in (Kind.DATE, Kind.AGE, Kind.NAME, Kind.MEASUREMENT):
        return 0.0
    if (step > 0 and next_one.span.start > trigger.span.start) or (step < 0 and next_one.span.end < trigger.span.end):
        return 0.0
    first, second = (here, next_one) if step > 0 else (next_one, here)
    between = text[first.span.end : second.span.start]
    return 0.0 if _LISTED.search(between) else 3.0


_LISTED = re.compile(
    r"(?:\band|,|\bor|\bincluding|\bplus|\bas well as|\bof (?:whom|them)|:)\s*(?:at least|some|about|"
    r"around|another|more than)?\s*$",
    re.IGNORECASE,
)


# "24,448 Palestinians, most of them women, have been killed": what commas set off stands in nobody's way.
_APPOSITION = re.compile(r"^,\s[^,.;:]{3,70},(?=\s(?:has|have|had|was|were|are|is|died|fled|lost)\b)")


def _cost(
    text: str, mention: QuantityMention, trigger: Trigger, measure: Measure, classes: frozenset[str]
) -> float | None:
    """How far a trigger stands from what a number counts, or None where it cannot count it."""
    whole = Span(start=mention.span.start, end=max(mention.span.end, mention.unit_span.end if mention.unit_span else 0))
    if trigger.span.overlaps(whole):
        if (trigger.way is Way.HEAD and trigger.span.start < mention.span.start) or trigger.way is Way.AFTER:
            return 0.5
        return None
    misfit = _misfit(mention, measure, classes)
    if misfit is None:
        return None
    trigger_first = trigger.span.end <= whole.start
    if trigger.way is Way.PREDICATE:
        return _predicate_cost(text, mention, trigger, whole)
    between = text[trigger.span.end : whole.start] if trigger_first else text[whole.end : trigger.span.start]
    between = between if trigger_first else _APPOSITION.sub("", between)
    if (
        trigger_first
        and trigger.way in (Way.AFTER, Way.HEAD)
        and mention.unit_span is None
        and _counted_so_far(text, trigger)
        and _PREDICATES.search(between)
    ):
        return 1.0 + 0.2 * len(between.split())
    if trigger_first:
        if trigger.way is Way.AFTER or trigger.way is Way.SUBJECT:
            if not _INCLUDING.search(between) and not _lists(between):
                return None
            misfit += 0.5
    elif trigger.way is Way.HEAD or (trigger.way is Way.OBJECT and not _fronted(between)):
        return None
    if trigger.way is Way.AFTER and not between.strip():
        misfit -= 0.5  # "300 soldiers killed" says more of the 300 than the verb before does
    distance = len(between.split()) * (0.45 if trigger.way is not Way.HEAD else 0.9)
    borders = 4.0 * len(_BORDER.findall(between))
    verbs = 1.2 * len(_FINITE.findall(between)) if trigger_first else 0.8 * max(0, len(_FINITE.findall(between)) - 2)
    commas = 0.5 * between.count(",")
    return misfit + distance + borders + verbs + commas


def _misfit(mention: QuantityMention, measure: Measure, classes: frozenset[str]) -> float | None:
    """How badly what is counted goes with a measure: 0 where their classes meet, None where they exclude each other."""
    money = mention.kind is Kind.MONEY
    if money or measure.unit == "money":
        return 0.0 if money and measure.unit == "money" else None
    if classes and measure.counts:
        return 0.0 if classes & measure.counts else None
    if mention.kind is Kind.SHARE:
        return None
    if mention.unit_span is not None:
        return 5.0 if measure.unit == "people" else None
    return 1.5 if measure.unit == "people" else 3.0


_PREDICATES = re.compile(
    r"\b(?:at|to|by|of|as|is|was|were|are|be|been|include[sd]?|included|reach\w*|exceed\w*|surpass\w*|topp\w+|pass\w*|hit|above|below|over|than)\W*$",
    re.IGNORECASE,
)


_BECOME = re.compile(
    r"^\s*(?:(?:have|has|had|may|could|will)\s+)?(?:are|were|is|was|be|been|become|became|"
    r"count as)\b(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)


def _predicate_cost(text: str, mention: QuantityMention, trigger: Trigger, whole: Span) -> float | None:
    """A measure's own noun as the subject of a bare number, or its predicate."""
    if trigger.span.end <= whole.start:
        between = text[trigger.span.end : whole.start]
        reaches = _PREDICATES.search(between) or (
            re.match(r"\w*(?:surpass|exceed|top|pass|above|over|more)", mention.span.of(text), re.IGNORECASE)
            and len(between.split()) <= 6
        )
        includes = re.search(r"\b(?:include[sd]?|were|are|was)\b", between) is not None
        if not reaches or (mention.unit_span is not None and not includes) or _BORDER.search(between):
            return None
        return 1.0 + 0.3 * len(between.split()) + 0.5 * between.count(",")
    between = text[whole.end : trigger.span.start]
    return 1.0 if _BECOME.match(between) else None


def _counted_so_far(text: str, trigger: Trigger) -> bool:
    """ "The number of people killed ... has reached N", "the death toll from ... has risen to N"."""
    before = text[max(0, trigger.span.start - 50) : trigger.span.start]
    return (
        trigger.way is Way.HEAD
        or re.search(r"\b(?:number|toll|total|count|figure) of(?:\W+\w+){0,4}\W*$", before, re.IGNORECASE) is not None
    )


def _lists(between: str) -> bool:
    """Whether a list runs on: "were killed: 13 children, 15 women"."""
    return bool(re.match(r"\s*[:,]\s*$", between)) or bool(re.search(r"[:]\s*(?:\S+\s+){0,12}$", between))


def _fronted(between: str) -> bool:
    """An object before its active verb only in a relative clause: "the 3,000 troops that it had sent"."""
    return bool(re.search(r"\b(?:that|whom|which)\b", between))


def _named_by(unit: str, measures: Measures, *, share: bool) -> Measure | None:
    """The measure one of the unit's own nouns names: "6,000 casualties", "four rotations", "half of those killed"."""
    words = re.findall(r"[A-Za-z][\w'-]*", unit)
    head = re.split(r"\b(?:of|for|in|from|by|at|on|with|among|who|that|near)\b", unit, maxsplit=1)[0]
    nouns = [singular(w) for w in (words if share else re.findall(r"[A-Za-z][\w'-]*", head))]
    for measure in measures.by_name.values():
        if measure.named_by & set(nouns[-2:] if not share else nouns):
            return measure
        if len(nouns) >= 2 and " ".join(nouns[-2:]) in measure.named_by:
            return measure
    return None


def classes_of(unit: str, measures: Measures) -> frozenset[str]:
    """The classes of the last known noun of a unit phrase."""
    words = re.findall(r"[A-Za-z][\w'-]*", unit)
    for at in range(len(words) - 1, -1, -1):
        if at > 0:
            pair = f"{words[at - 1].lower()} {singular(words[at])}"
            if found := measures.classes_of(pair):
                return found
        if found := measures.classes_of(singular(words[at])) | measures.classes_of(words[at]):
            return found
    return frozenset()
