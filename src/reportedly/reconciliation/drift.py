"""How a claim changed as it was passed on: each telling of an origin against the one nearest to it, slot by slot.

A change is named only where the words bear it out: "hedge dropped" needs a sentence without any hedge, "casualties
became killed" one without a word of wounds. What the body of a report keeps, its title may shorten; the title counts
only where the body says no better.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from reportedly.knowledge.languages.en import drift as en
from reportedly.knowledge.measures import Arithmetic
from reportedly.model.certainty import Certainty, Modality
from reportedly.model.claim import Polarity, Precision, Stance, Status
from reportedly.model.finding import FindingKind as Kind
from reportedly.model.finding import Member
from reportedly.model.quantity import Approximation, Quantity
from reportedly.model.shelf import Change
from reportedly.model.telling import Telling
from reportedly.reconciliation.figures import rounded, same_number
from reportedly.reconciliation.likeness import names_in, numbers_of
from reportedly.reconciliation.origins import OriginGroup, nearness

_MAY = 40
_ESTIMATE = 75
_WITHIN_A_REPORT = frozenset(
    {
        Kind.HEDGE_DROPPED, Kind.HEDGE_WEAKENED, Kind.HEDGE_STRENGTHENED, Kind.BOUND_DROPPED, Kind.BOUND_REVERSED,
        Kind.BOUND_CHANGED, Kind.PRECISION_ADDED, Kind.MEASURE_CHANGED,
    }
)  # fmt: skip
_BEFORE, _AFTER = 32, 16  # characters: four or five words before a figure, two after


def changes_in(origin: OriginGroup, arithmetic: Sequence[Arithmetic]) -> tuple[Change, ...]:
    """Every change among an origin's tellings, the reports in the order of their nearness."""
    by_report: dict[tuple[str, int], list[Telling]] = {}
    for telling in origin.members:
        by_report.setdefault((telling.report, telling.version), []).append(telling)
    found = (changes_against(origin.nearest, tellings, arithmetic) for tellings in by_report.values())
    return tuple(change for changes in found for change in changes)


def changes_against(
    nearest: Telling, tellings: Sequence[Telling], arithmetic: Sequence[Arithmetic]
) -> tuple[Change, ...]:
    """The changes in one report's tellings of an origin: from the one nearest to it, and from what the report itself
    quotes. Once a kind and telling."""
    ordered = sorted(tellings, key=nearness)
    home = (nearest.report, nearest.version) == (ordered[0].report, ordered[0].version)
    found = [] if home or not (nearest.anchored or nearest.role) else _least(nearest, ordered, arithmetic)
    found += _within(ordered, arithmetic)
    return tuple({(change.kind, change.drifted.claim): change for change in reversed(found)}.values())


def _within(tellings: Sequence[Telling], arithmetic: Sequence[Arithmetic]) -> list[Change]:
    """The changes between what a report quotes and what all of its own sentences make of it."""
    quoted = [telling for telling in tellings if telling.quoted or telling.part_quoted]
    own = [telling for telling in tellings if not (telling.quoted or telling.part_quoted)]
    if not quoted or not own:
        return []
    found = _least(min(quoted, key=nearness), own, arithmetic)
    return [change for change in found if change.kind in _WITHIN_A_REPORT]


def _least(nearest: Telling, tellings: Sequence[Telling], arithmetic: Sequence[Arithmetic]) -> list[Change]:
    """The changes that every telling of one report shows: what one of them keeps, the report has kept."""
    body = [telling for telling in tellings if not telling.in_title] or list(tellings)
    compared = [_compared(nearest, telling, tellings, arithmetic) for telling in body]
    kept = set.intersection(*({change.kind for change in changes} for changes in compared))
    return [change for change in compared[0] if change.kind in kept]


def _compared(
    nearest: Telling, other: Telling, tellings: Sequence[Telling], arithmetic: Sequence[Arithmetic]
) -> list[Change]:
    def change(kind: Kind, before: str, after: str) -> Change:
        return Change(kind=kind, before=before, after=after, nearest=member_of(nearest), drifted=member_of(other))

    steps: tuple[Callable[[Telling, Telling], Iterator[tuple[Kind, str, str]]], ...] = (
        _hedge, _figure, _scope, _date, _status, _polarity,
    )  # fmt: skip
    found = [change(*told) for step in steps for told in step(nearest, other)]
    found += (change(*told) for told in _measure(nearest, other, arithmetic))
    found += (change(*told) for told in _source(nearest, other, tellings))
    return found


def member_of(telling: Telling) -> Member:
    """A telling as a finding names it."""
    return Member(
        claim=telling.claim,
        report=telling.report,
        version=telling.version,
        outlet=telling.outlet,
        published=telling.published,
        speaker=telling.speaker,
        words=telling.sentence,
    )


def _hedge(near: Telling, far: Telling) -> Iterator[tuple[Kind, str, str]]:
    before, after = sureness(near.certainty), sureness(far.certainty)
    if before is None and after is None:
        return
    if after is None:
        firm = near.certainty.likelihood is not None or near.certainty.modality in _POSSIBLE
        if not firm and (far.quantity is None or far.quantity.approximation):
            return  # "an estimated 500", "about 500"; without a figure, "assessed" may be no more than "said"
        if not _has(far.sentence, en.HEDGE_WORDS):
            yield Kind.HEDGE_DROPPED, hedge_words(near.certainty), "stated flatly"
    elif before is None:
        firm = far.certainty.likelihood is not None or _has(far.text, tuple(_POSSIBLE))
        if firm and not _has(near.sentence, en.HEDGE_WORDS):
            yield Kind.HEDGE_WEAKENED, "stated flatly", hedge_words(far.certainty)
    elif near.certainty.likelihood is not None or near.certainty.modality in _POSSIBLE:
        if far.certainty.likelihood is None and far.certainty.modality not in _POSSIBLE:
            return  # "likely" told as "estimated": another hedge, and nothing says a weaker one
        if _has(far.sentence, (hedge_words(near.certainty),)) or abs(before - after) < en.A_STEP:
            return
        kind = Kind.HEDGE_WEAKENED if after < before else Kind.HEDGE_STRENGTHENED
        yield kind, hedge_words(near.certainty), hedge_words(far.certainty)


_POSSIBLE = frozenset({Modality.MAY, Modality.MIGHT, Modality.COULD})


def sureness(certainty: Certainty) -> int | None:
    """How much a statement's hedge leaves of it, 0 to 100, for comparing two tellings only; None without a hedge."""
    if certainty.likelihood is not None:
        return en.LIKELIHOOD_ORDER.get(certainty.likelihood.term)
    if certainty.modality in _POSSIBLE:
        return _MAY
    return _ESTIMATE if certainty.estimated or certainty.evidential is not None else None


def hedge_words(certainty: Certainty) -> str:
    """The hedge as it was said."""
    if certainty.likelihood is not None:
        return certainty.likelihood.term
    if certainty.modality in _POSSIBLE:
        return str(certainty.modality)
    return "estimated" if certainty.estimated else str(certainty.evidential or "stated flatly")


def _figure(near: Telling, far: Telling) -> Iterator[tuple[Kind, str, str]]:
    before, after = near.quantity, far.quantity
    if before is None or after is None or before.vague or after.vague:
        return
    words = before.as_written or "", after.as_written or ""
    if not same_number(before, after):
        if not rounded(before, after) and not numbers_of(before) & _numbers_in(far.sentence):
            yield Kind.VALUE_CHANGED, *words
    elif numbers_of(before) == numbers_of(after):
        kind = _bound_change(near, far, bound_of(before), bound_of(after))
        if kind is not None:
            yield kind, *words


def _bound_change(near: Telling, far: Telling, first: str, second: str) -> Kind | None:
    """What became of the bound, where the words around the figure bear it out."""
    around = _around(far)
    match first, second:
        case (("more" | "less"), ("exact" | "about")):
            return None if _has(around, en.BOUND_WORDS[first]) else Kind.BOUND_DROPPED
        case "about", "exact":
            kept = _has(around, (*en.BOUND_WORDS["about"], *en.BOUND_WORDS["more"]))
            return None if kept else Kind.PRECISION_ADDED
        case ("more", "less") | ("less", "more"):
            return None if _has(around, en.BOUND_WORDS[first]) else Kind.BOUND_REVERSED
        case "about", ("more" | "less"):
            there = _has(around, _ABOUT_ONLY) or _has(_around(near), en.BOUND_WORDS[second])
            return None if there else Kind.BOUND_CHANGED
    return None


_ABOUT_ONLY = ("about", "around", "roughly", "approximately")


def _around(telling: Telling) -> str:
    """The words around the figure, where those of its bound stand."""
    figure = telling.quantity.as_written if telling.quantity else ""
    at = telling.sentence.find(figure) if figure else -1
    return telling.sentence if at < 0 else telling.sentence[max(0, at - _BEFORE) : at + len(figure) + _AFTER]


def bound_of(quantity: Quantity) -> str:
    """ "more", "less", "about", "exact" or "range"."""
    low, high = quantity.bounds
    if quantity.approximation is Approximation.ABOUT:
        return "about"
    if quantity.high is None and quantity.low is not None:
        return "more"
    if quantity.low is None or (quantity.low == 0 and quantity.high):
        return "less"
    return "exact" if low == high else "range"


def _measure(near: Telling, far: Telling, arithmetic: Sequence[Arithmetic]) -> Iterator[tuple[Kind, str, str]]:
    if near.measure == far.measure or near.measure is None or far.measure is None or near.family != far.family:
        return
    if near.quantity is None or far.quantity is None or not same_number(near.quantity, far.quantity):
        return
    for rule in arithmetic:
        if near.measure == rule.whole and far.measure in rule.parts:
            missing, there = (en.NOT_ONLY_DEAD, en.DEAD) if far.measure == "killed" else (en.DEAD, en.NOT_ONLY_DEAD)
            if not _has(far.sentence, missing, stems=True) and _has(far.sentence, there, stems=True):
                yield Kind.MEASURE_CHANGED, _said(near), _said(far)
        elif near.measure in rule.parts and far.measure == rule.whole and _only_far(near, far, en.HURT):
            yield Kind.MEASURE_CHANGED, _said(near), _said(far)


def _only_far(near: Telling, far: Telling, words: tuple[str, ...]) -> bool:
    """Whether the second sentence has such a word and the first has none."""
    return _has(far.sentence, words, stems=True) and not _has(near.sentence, words, stems=True)


def _said(telling: Telling) -> str:
    return str(telling.measure).replace("_", " ")


def _scope(near: Telling, far: Telling) -> Iterator[tuple[Kind, str, str]]:
    if near.place is None or far.place is None or near.quantity is None or near.place.from_report:
        return
    narrow, wide = (near, far) if far.place.key in near.place_within else (far, near)
    assert narrow.place is not None
    assert wide.place is not None
    if wide.place.key not in narrow.place_within:
        return
    named = names_in(narrow.place.name)
    if not named or not named.isdisjoint(wide.context.names):
        return
    kind = Kind.SCOPE_WIDENED if narrow is near else Kind.SCOPE_NARROWED
    yield kind, near.place.name, far.place.name


def _date(near: Telling, far: Telling) -> Iterator[tuple[Kind, str, str]]:
    before, after = near.happened, far.happened
    if before is None or after is None or near.quantity is None:
        return
    if before.precision is not Precision.DAY or after.precision is not Precision.DAY:
        return
    single = before.start == before.end and after.start == after.end
    if single and before.start and after.start and before.start != after.start:
        yield Kind.DATE_CHANGED, before.start, after.start


_LADDER = (Status.CONSIDERED, Status.PLANNED, Status.ANNOUNCED, Status.ORDERED, Status.UNDER_WAY, Status.DONE)


def _status(near: Telling, far: Telling) -> Iterator[tuple[Kind, str, str]]:
    before, after = step_of(near), step_of(far)
    if before is None or after is None or before >= _LADDER.index(Status.UNDER_WAY) or after <= before:
        return
    if after == len(_LADDER) - 1 and _has(far.sentence, en.NOT_YET, stems=True):
        return
    yield Kind.STATUS_ADVANCED, str(_LADDER[before]).replace("_", " "), str(_LADDER[after]).replace("_", " ")


def step_of(telling: Telling) -> int | None:
    """The step of the ladder that a telling says an intention has reached; what is told flatly is done."""
    if telling.status in _LADDER:
        return _LADDER.index(telling.status)
    if telling.status is not None:
        return None
    if _has(telling.text, en.EXPECTED):
        return _LADDER.index(Status.PLANNED)
    return _LADDER.index(Status.PLANNED if telling.certainty.modality is Modality.WILL else Status.DONE)


def _polarity(near: Telling, far: Telling) -> Iterator[tuple[Kind, str, str]]:
    before, after = _says(near), _says(far)
    if (before, after) in _FLIPS or (after, before) in _FLIPS:
        yield Kind.POLARITY_FLIPPED, before, after


_FLIPS = frozenset(
    {("denied", "confirmed"), ("denied", "said so"), ("would not say", "confirmed"), ("said not to be so", "said so")}
)


def _says(telling: Telling) -> str:
    negated = telling.polarity is Polarity.NEGATED
    if telling.stance is Stance.DENIES:
        return "denied"
    if telling.stance is Stance.DECLINES:
        return "would not say"
    if telling.stance is Stance.CONFIRMS:
        return "denied" if negated else "confirmed"
    return "said not to be so" if negated else "said so"


def _source(near: Telling, far: Telling, tellings: Sequence[Telling]) -> Iterator[tuple[Kind, str, str]]:
    if not near.anchored or near.quantity is None:
        return
    if far.context.credited or _has(far.sentence, en.CREDITING):
        return  # a report that credits anybody may credit them in another sentence
    if far.own_voice and not far.in_title and all(telling.own_voice for telling in tellings):
        yield Kind.SOURCE_DROPPED, near.speaker, f"{far.outlet or 'the outlet'} in its own voice"


@cache
def _pattern(words: tuple[str, ...], stems: bool) -> re.Pattern[str]:  # noqa: FBT001
    ends = "" if stems else r"(?!\w)"
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}){ends}", re.IGNORECASE
    )


def _has(sentence: str, words: Iterable[str], *, stems: bool = False) -> bool:
    """Whether the sentence has one of the words; `stems`: or a longer one that begins so."""
    return _pattern(tuple(words), stems).search(sentence) is not None


_NUMBER = re.compile(r"\d+(?:[,.]\d+)*")


def _numbers_in(sentence: str) -> frozenset[float]:
    return frozenset(float(found.replace(",", "")) for found in _NUMBER.findall(sentence) if found.count(".") <= 1)
