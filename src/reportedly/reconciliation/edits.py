"""What a report says otherwise in a later version: claims that appeared, vanished, or were changed in a slot.

The claims of two versions are paired one to one, the most alike first: those with one figure, measure and speaker, then
those of like words. What is left over vanished from the older version or appeared in the newer one. Looked at the other
way round, the same pairs come out, and what had appeared has vanished.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.certainty import Certainty
from reportedly.model.claim import Polarity
from reportedly.model.finding import Finding, FindingKind
from reportedly.model.quantity import Quantity
from reportedly.model.quantity_words import bounds_words, quantity_words
from reportedly.model.report import digest
from reportedly.model.telling import Side, Telling
from reportedly.reconciliation.drift import hedge_words, member_of
from reportedly.reconciliation.figures import same_number
from reportedly.reconciliation.likeness import content_words, jaccard, likeness, numbers_of

LIKE_WORDS = 0.5
"""Shared content words from which two claims are one claim reworded: set by judgement. Of claims of one measure and
speaker it is the share of the shorter one's words, of others that of all words."""
MOST_NAMED = 3
"""Changes that the sentence tells in words; the others are counted."""
MOST_MEMBERS = 24
"""Claims kept with a finding; the count of all stands beside them."""
_PAIRED_BY = 2
"""Of figure, measure and speaker: with the figure among them they make two claims one, whatever the words."""


class EditKind(StrEnum):
    APPEARED = "appeared"
    VANISHED = "vanished"
    CHANGED = "changed"


class Slot(StrEnum):
    """What of a claim was changed."""

    VALUE = "value"
    BOUND = "bound"
    MEASURE = "measure"
    HEDGE = "hedge"
    SOURCE = "source"
    PLACE = "place"
    POLARITY = "polarity"
    STANCE = "stance"
    STATUS = "status"


_OF_THE_FIGURE = frozenset({Slot.VALUE, Slot.BOUND, Slot.MEASURE})
"""Told as one change: the figure in words has all three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One difference between two versions. `slot`: of what changed. `before`, `after`: in words, the whole claim where
    it vanished or appeared, "" where there was none. `older`, `newer`: the claim in either version."""

    kind: EditKind
    slot: Slot | None = None
    before: str = ""
    after: str = ""
    older: Telling | None = None
    newer: Telling | None = None


def changes_between(older: Sequence[Telling], newer: Sequence[Telling]) -> tuple[Edit, ...]:
    """Every difference between the claims of two versions: what was changed, in the order of the older text, then what
    vanished, then what appeared. The order in which the claims come changes nothing."""
    before, after = _in_order(older), _in_order(newer)
    pairs = _pairs(before, after)
    found = [edit for one, other in sorted(pairs.items()) for edit in _changed(before[one], after[other])]
    kept = set(pairs.values())
    found += (
        Edit(kind=EditKind.VANISHED, before=one.text, older=one)
        for place, one in enumerate(before)
        if place not in pairs
    )
    found += (
        Edit(kind=EditKind.APPEARED, after=one.text, newer=one) for place, one in enumerate(after) if place not in kept
    )
    return tuple(found)


def find_edits(older: Sequence[Telling], newer: Sequence[Telling]) -> Finding | None:
    """What became of one report's claims from the older version to the newer; None where they say the same."""
    edits = changes_between(older, newer)
    if not edits:
        return None
    known = (*_in_order(older), *_in_order(newer))
    report = known[0]
    if any(telling.report != report.report for telling in known):
        raise ValueError("edits are looked for between two versions of one report")
    told = dict.fromkeys(side for edit in edits for side in (edit.older, edit.newer) if side is not None)
    changed = next((edit for edit in edits if edit.kind is EditKind.CHANGED), None)
    return Finding(
        id=digest(FindingKind.EDITED_REPORT, report.report, *(f"{one.version}:{one.claim}" for one in told)),
        kind=FindingKind.EDITED_REPORT,
        sentence=f"{report.outlet or 'The outlet'} changed its report{_day(report)}: {_told(edits)}.",
        members=tuple(member_of(telling) for telling in list(told)[:MOST_MEMBERS]),
        before=changed.before if changed else None,
        after=changed.after if changed else None,
        claims=len(told),
    )


def _in_order(tellings: Iterable[Telling]) -> list[Telling]:
    return sorted({telling.key: telling for telling in tellings}.values(), key=lambda one: (one.start, one.key))


def _pairs(older: Sequence[Telling], newer: Sequence[Telling]) -> dict[int, int]:
    """Which claim became which, by place, each at most once. Of pairs equally alike the ones nearest in the text come
    first. Ranks are the same whichever version is called the older; where they tie, the pairs do not meet."""
    ranked = []
    for one, before in enumerate(older):
        for other, after in enumerate(newer):
            alike = _likeness(before, after)
            if alike is not None:
                agreed, words = alike
                ranked.append((-agreed, -words, abs(one - other), min(one, other), one, other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, one, other in sorted(ranked):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _likeness(one: Telling, other: Telling) -> tuple[int, float] | None:
    """In how many of figure, measure and speaker two claims agree, and how like their words are; None where they are
    not one claim."""
    figure = _same_figure(one.quantity, other.quantity)
    measure = one.measure is not None and one.measure == other.measure
    speaker = one.speaker_key == other.speaker_key
    agreed = figure + measure + speaker
    words, others = content_words(one.text), content_words(other.text)
    alike = 1.0 if one.text == other.text else jaccard(words, others)
    if figure and agreed >= _PAIRED_BY:
        return agreed, alike
    shared = max(alike, likeness(words, others)) if measure and speaker else alike
    return (agreed, alike) if shared >= LIKE_WORDS else None


def _same_figure(one: Quantity | None, other: Quantity | None) -> bool:
    return one is not None and other is not None and same_number(one, other)


def _changed(older: Telling, newer: Telling) -> Iterator[Edit]:
    for slot, before, after in _slots(older, newer):
        yield Edit(kind=EditKind.CHANGED, slot=slot, before=before, after=after, older=older, newer=newer)


def _slots(older: Telling, newer: Telling) -> Iterator[tuple[Slot, str, str]]:
    """Each slot that differs, with its words before and after."""
    figures = _figure_words(older), _figure_words(newer)
    value = _value(older.quantity), _value(newer.quantity)
    if value[0] != value[1]:
        yield Slot.VALUE, *figures
    if _bound(older.quantity) and _bound(newer.quantity) and _bound(older.quantity) != _bound(newer.quantity):
        yield Slot.BOUND, *figures
    if older.measure != newer.measure:
        yield Slot.MEASURE, *figures
    if older.certainty != newer.certainty:
        hedges = _hedge(older.certainty), _hedge(newer.certainty)
        if hedges[0] != hedges[1]:
            yield Slot.HEDGE, *hedges
    if older.speaker_key != newer.speaker_key or older.own_voice != newer.own_voice:
        yield Slot.SOURCE, _source(older), _source(newer)
    if _key(older.place) != _key(newer.place):
        yield Slot.PLACE, _name(older.place), _name(newer.place)
    if older.polarity is not newer.polarity:
        yield Slot.POLARITY, _polarity(older), _polarity(newer)
    if older.stance is not newer.stance:
        yield Slot.STANCE, older.stance, newer.stance
    if older.status is not newer.status:
        yield Slot.STATUS, _status(older), _status(newer)


def _value(quantity: Quantity | None) -> tuple[object, ...]:
    """The numbers that were named, or the vague word, and whether they are shares."""
    if quantity is None:
        return ()
    return numbers_of(quantity), quantity.vague, quantity.unit == "percent"


def _bound(quantity: Quantity | None) -> tuple[object, ...]:
    """Which ends a figure has, open or closed, and how it rounds, the numbers aside; nothing of a vague word."""
    if quantity is None or quantity.vague:
        return ()
    low, high = quantity.low is not None and quantity.low != 0, quantity.high is not None
    return low and quantity.low_inclusive, low, high and quantity.high_inclusive, high, quantity.approximation


def _figure_words(telling: Telling) -> str:
    """ "at least 40 killed", "30 % of the force"; of a claim without a figure its measure, else its words."""
    measure = (telling.measure or "").replace("_", " ")
    if telling.quantity is None:
        return measure or telling.text
    if telling.quantity.unit == "percent":
        return quantity_words(telling.quantity)
    return f"{bounds_words(telling.quantity)} {measure or telling.quantity.unit or ''}".rstrip()


def _hedge(certainty: Certainty) -> str:
    confidence = f"{certainty.confidence} confidence" if certainty.confidence else ""
    return ", ".join(filter(None, (hedge_words(certainty), confidence)))


def _source(telling: Telling) -> str:
    return "its own voice" if telling.own_voice else telling.speaker or "nobody named"


def _key(side: Side | None) -> str | None:
    return side.key if side else None


def _name(side: Side | None) -> str:
    return side.name if side else "no place"


def _polarity(telling: Telling) -> str:
    return "said not to be so" if telling.polarity is Polarity.NEGATED else "said to be so"


def _status(telling: Telling) -> str:
    return str(telling.status).replace("_", " ") if telling.status else "no status"


def _day(report: Telling) -> str:
    return f" of {report.published}" if report.published else ""


def _told(edits: Sequence[Edit]) -> str:
    """The changes in words, as far as a sentence holds them, then how many claims vanished and appeared."""
    changes = list(dict.fromkeys(_in_words(edit) for edit in edits if edit.kind is EditKind.CHANGED))
    parts = changes[:MOST_NAMED]
    if more := len(changes) - len(parts):
        parts.append(f"{more} more {'change' if more == 1 else 'changes'}")
    counts = [(sum(edit.kind is kind for edit in edits), kind.value) for kind in (EditKind.VANISHED, EditKind.APPEARED)]
    told = [(count, verb) for count, verb in counts if count]
    if told:
        (first, verb), *rest = told
        claims = f"{first} {'claim' if first == 1 else 'claims'} {verb}"
        parts.append(", ".join([claims, *(f"{count} {verb}" for count, verb in rest)]))
    return "; ".join(parts)


def _in_words(edit: Edit) -> str:
    changed = f"'{edit.before}' became '{edit.after}'"
    if edit.slot is None or edit.slot in _OF_THE_FIGURE:
        return changed
    about = edit.newer or edit.older
    figure = _figure_words(about) if about is not None and about.quantity is not None else ""
    return f"{edit.slot} {changed}" + (f" ({figure})" if figure else "")
