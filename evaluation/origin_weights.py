"""The weights of reconciliation/acts.py: a logistic regression over labelled pairs of tellings.

    python -m evaluation.origin_weights [GOLD.jsonl]

It learns from pairs-dev alone: of each pair the two tellings in focus that fit best by the present weights, one act of
saying or two as the label says. To those it adds pairs that are two acts whatever the labels: a claim in focus beside
the other claims of its pair that name another figure, and claims of unlike events that happen to name one number. A
feature bears the name of its constant in acts.py where there is one. Prints what was fitted beside what acts.py has.
The two need not agree: acts.py is rounded, rules out many pairs before it adds anything up, and has the last word of
whoever weighs a wrong join against a missed one. Newton's method; the same pairs give the same table.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from math import log10
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evaluation.pairs import SIDES, PairReader, Row, Told
from evaluation.rates import rows
from reportedly.model.quantity import Quantity
from reportedly.model.telling import Telling
from reportedly.reconciliation import acts, figures
from reportedly.reconciliation.likeness import acronym_of, content_words, jaccard, likeness, numbers_of

Array = npt.NDArray[np.float64]
GOLD = Path(__file__).with_name("gold") / "pairs-dev.jsonl"
TWO_ACTS = 3.0
"""A wrong join spoils two origins, a missed one leaves a telling alone: pairs of two acts count so many times."""
ADDED = 0.3
"""What an added pair counts: there are many times more of them than of labelled ones, and most are easy."""
PENALTY = 0.004
"""Ridge penalty for each unit of weight of the examples, the intercept free: keeps features of few pairs small."""
UNLIKE_DAYS = 60
"""Reports of one conflict published so many days apart, or of two conflicts, tell of unlike events."""
MOST_DAYS = 10.0
STEPS = 50
CLOSE_ENOUGH = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Two tellings by their features. `made`: where they are from, one of "labelled", "within", "unlike"."""

    features: Mapping[str, float]
    same: bool
    weight: float
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A pair of the gold with its tellings."""

    row: Row
    one: Told
    other: Told

    @property
    def focus(self) -> tuple[Telling, ...]:
        return (*self.one.focus, *self.other.focus)


def features(one: Telling, other: Telling) -> dict[str, float]:
    """What is seen of two tellings; those that are absent are 0."""
    like = likeness(content_words(f"{one.title} {one.sentence}"), content_words(f"{other.title} {other.sentence}"))
    told = [numbers_of(telling.quantity) for telling in (one, other) if telling.quantity]
    shared = len((one.context.numbers & other.context.numbers).difference(*told))
    elsewhere, another = _elsewhere(one, other), acts.conflict(one.subject, other.subject)
    return {
        **_of_the_party(one, other),
        **_of_the_figure(one, other),
        "OTHER_MEASURE": float(one.measure != other.measure and one.family == other.family),
        "OTHER_FAMILY": float(one.family != other.family),
        "OTHER_PLACE": float(elsewhere),
        "SAME_PLACE": float(bool(one.place and other.place) and not elsewhere),
        "OTHER_SIDE": float(another),
        "SAME_SIDE": float(bool(one.subject and other.subject) and not another),
        "A_DAY_APART": min(float(acts.days_apart(one, other)), MOST_DAYS),
        "LIKE_WORDS": like,
        "LIKE_CONTEXT": likeness(one.context.names, other.context.names),
        "SHARED_NUMBER": float(min(shared, acts.MOST_SHARED_NUMBERS)),
    }


def _of_the_party(one: Telling, other: Telling) -> dict[str, float]:
    if one.party and one.party == other.party:
        return {"SAME_PARTY": 1.0, "SAME_SPEAKER": float(one.speaker_key == other.speaker_key)}
    if _two_parties(one, other):
        return {"OTHER_PARTY": 1.0}
    if not one.role or not other.role:
        return {}
    if any(short.speaker.isupper() and short.speaker == acronym_of(long.speaker) for short, long in _both(one, other)):
        return {"SAME_PARTY": 1.0}
    role = likeness(content_words(one.role), content_words(other.role))
    return {"LIKE_ROLE": role, "OTHER_NAME": float(one.anchored and other.anchored and role < 1.0)}


def _of_the_figure(one: Telling, other: Telling) -> dict[str, float]:
    if one.quantity is None or other.quantity is None:
        return {"STATEMENT": 1.0, "LIKE_STATEMENT": jaccard(content_words(one.text), content_words(other.text))}
    numbers = figures.magnitude(one.quantity), figures.magnitude(other.quantity)
    if figures.same_number(one.quantity, other.quantity):
        return {"SAME_NUMBER": 1.0, "A_DIGIT": digits(min(numbers))}
    if figures.rounded(one.quantity, other.quantity):
        return {"ROUNDED": 1.0, "A_ROUNDED_DIGIT": digits(min(numbers))}
    return {"OTHER_FIGURE": 1.0, "SLIP": float(figures.slip_of_a_digit(*numbers))}


def digits(number: float) -> float:
    """How seldom two tellings name one number by chance: its digits up to three, half a one more where not round."""
    size = min(3.0, log10(number)) if number > 1 else 0.0
    return size + (0.5 if number >= 10 and number % 10 else 0.0)


def _both(one: Telling, other: Telling) -> tuple[tuple[Telling, Telling], ...]:
    return (one, other), (other, one)


def _two_parties(one: Telling, other: Telling) -> bool:
    known = all(party and not party.startswith("name:") for party in (one.party, other.party))
    return known and one.party != other.party


def _elsewhere(one: Telling, other: Telling) -> bool:
    """Whether both name places known from the tables, of which neither holds the other."""
    if one.place is None or other.place is None or not acts.conflict(one.place, other.place):
        return False
    keys = one.place.key, other.place.key
    named = any(key.startswith("name:") for key in keys)
    return not named and keys[0] not in other.place_within and keys[1] not in one.place_within


def examples(gold: Iterable[Row], reader: PairReader) -> list[Example]:
    """Every example that the pairs give."""
    read = [Read(row=row, one=reader.told(row, SIDES[0]), other=reader.told(row, SIDES[1])) for row in gold]
    labelled = [example for pair in read for example in _labelled(pair)]
    return [*labelled, *(example for pair in read for example in _within(pair)), *_unlike(read)]


def _labelled(pair: Read) -> Iterator[Example]:
    """The two tellings in focus that fit best; none where nothing was found in one of them."""
    couples = [(a, b) for a, b in product(pair.one.focus, pair.other.focus) if _comparable(a.quantity, b.quantity)]
    if couples:
        same = pair.row["origin"] == "same"
        best = max(couples, key=lambda couple: (acts.points(*couple), _one_number(*couple)))
        weight = 1.0 if same else TWO_ACTS
        yield Example(features=features(*best), same=same, weight=weight, made="labelled")


def _within(pair: Read) -> Iterator[Example]:
    """A claim of one report beside what the other says of other figures: one briefing says many things."""
    if pair.row["origin"] != "same":
        return
    rest = [telling for telling in pair.other.tellings if telling not in pair.other.focus]
    for one, other in product(pair.one.focus, rest):
        if _comparable(one.quantity, other.quantity) and not _one_figure(one, other):
            yield Example(features=features(one, other), same=False, weight=ADDED, made="within")


def _unlike(read: Sequence[Read]) -> Iterator[Example]:
    """One number told of unlike events. The days between are taken for one: by them it would be too easy."""
    for first, second in combinations(read, 2):
        for one, other in product(first.focus, second.focus):
            if one.quantity is None or other.quantity is None or one.family != other.family:
                continue
            near = first.row["conflict"] == second.row["conflict"] and _days_between(one, other) < UNLIKE_DAYS
            if _one_figure(one, other) and not near and not _two_parties(one, other):
                told = {**features(one, other), "A_DAY_APART": 1.0}
                yield Example(features=told, same=False, weight=ADDED, made="unlike")


def _comparable(one: Quantity | None, other: Quantity | None) -> bool:
    return (one is None) == (other is None)


def _one_number(one: Telling, other: Telling) -> bool:
    return bool(one.quantity and other.quantity and figures.same_number(one.quantity, other.quantity))


def _one_figure(one: Telling, other: Telling) -> bool:
    return _one_number(one, other) or bool(
        one.quantity and other.quantity and figures.rounded(one.quantity, other.quantity)
    )


def _days_between(one: Telling, other: Telling) -> int:
    days = [date.fromisoformat(telling.published or "").toordinal() for telling in (one, other)]
    return abs(days[0] - days[1])


def fit(seen: Sequence[Example]) -> dict[str, float]:
    """Weight by feature. ENOUGH is the intercept with its sign turned: what the others must add up to."""
    names = sorted({name for example in seen for name in example.features})
    table = np.array([[*(example.features.get(name, 0.0) for name in names), 1.0] for example in seen])
    same = np.array([float(example.same) for example in seen])
    *weights, intercept = _newton(table, same, np.array([example.weight for example in seen]))
    return {**dict(zip(names, map(float, weights), strict=True)), "ENOUGH": -float(intercept)}


def _newton(table: Array, same: Array, weight: Array) -> Array:
    weight = weight / weight.sum()
    ridge = np.full(table.shape[1], PENALTY)
    ridge[-1] = 0.0
    fitted: Array = np.zeros(table.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(table @ fitted)))
        slope = table.T @ ((chance - same) * weight) + ridge * fitted
        curve = (table.T * (chance * (1.0 - chance) * weight)) @ table + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        fitted = fitted - step
        if float(np.abs(step).max()) < CLOSE_ENOUGH:
            break
    return fitted


def for_terminal(seen: Sequence[Example], weights: Mapping[str, float]) -> str:
    """Weight by feature, the largest first, beside the constant of that name in acts.py, and how many pairs have it."""
    having = Counter(name for example in seen for name, value in example.features.items() if value)
    told = [f"{'feature':18}{'fitted':>8}{'acts.py':>9}{'pairs':>7}"]
    for name, weight in sorted(weights.items(), key=lambda item: -item[1]):
        constant = getattr(acts, name, None)
        told.append(f"{name:18}{weight:8.2f}{'-' if constant is None else f'{constant:.2f}':>9}{having[name] or '':>7}")
    made = Counter((example.made, example.same) for example in seen)
    told.append(f"labelled: {made['labelled', True]} of one act, {made['labelled', False]} of two")
    told.append(f"added, of two acts: {made['within', False]} within a pair, {made['unlike', False]} of unlike events")
    return "\n".join(told)


def main() -> int:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    seen = examples(rows(parser.parse_args().gold), PairReader.shipped())
    print(for_terminal(seen, fit(seen)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
