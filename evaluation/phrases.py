"""Phrases that say what a number in one sentence means: exactly right or not.

    python -m evaluation.phrases GOLD.jsonl [--errors N]

Rows are {"id", "text", "construction", "quantities", "not_counts"}. A quantity of the gold is right where one is found
over the same number with the same ends, inclusivity, approximation and vague word, and, where the gold says so, as a
share, an ordinal, a multiple, funds, or an increment. A number that counts nothing is right where no count is found
on it. A sentence is right where everything in it is, and nothing else is counted.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.rates import rows
from reportedly.extraction.quantities import Kind, QuantityMention, find

Row = Mapping[str, Any]
# Money and measures are no counts, but right where they are asked for.
COUNTING = frozenset({Kind.COUNT, Kind.SHARE, Kind.MULTIPLE, Kind.ORDINAL})
ASKED = COUNTING | {Kind.MONEY, Kind.MEASUREMENT}
KINDS = {"share": Kind.SHARE, "ordinal": Kind.ORDINAL, "multiple": Kind.MULTIPLE, "funds": Kind.MONEY}
CLOSE = 0.002  # two thirds are 66.7


@dataclass(slots=True)
class Result:
    """`right` of `asked`: quantities, numbers that count nothing, sentences; `errors` a line each."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def rate(self, what: str) -> float:
        """Right over asked."""
        return self.right[what] / self.asked[what] if self.asked[what] else 0.0


def score(gold: Iterable[Row]) -> Result:
    """Over all sentences."""
    result = Result()
    for row in gold:
        _score(row, result)
    return result


def _score(row: Row, result: Result) -> None:
    text = row["text"]
    found = [mention for mention in find(text) if mention.kind in ASKED]
    used: set[int] = set()
    wrong: list[str] = []
    at = 0
    for wanted in row["quantities"]:
        start = text.find(wanted["words"], at)
        start = text.find(wanted["words"]) if start < 0 else start
        end = start + len(wanted["words"])
        at = max(at, start)
        here = [n for n, one in enumerate(found) if n not in used and _inside(one, start, end)]
        hit = next((n for n in here if not _differs(wanted, found[n])), None)
        result.asked["quantities"] += 1
        if hit is not None:
            used.add(hit)
            result.right["quantities"] += 1
            continue
        used.update(here)
        told = "; ".join(f"{', '.join(_differs(wanted, found[n]))} {_shown(found[n])}" for n in here) or "not found"
        wrong.append(f"{row['id']} [{row['construction']}] {wanted['words']!r}: {told}")
    for words in row["not_counts"]:
        start = text.find(words)
        here = [n for n, one in enumerate(found) if n not in used and _inside(one, start, start + len(words))]
        extra = [n for n in here if found[n].kind in COUNTING]
        used.update(extra)
        result.asked["not counts"] += 1
        result.right["not counts"] += not extra
        wrong += [f"{row['id']} [{row['construction']}] counted {words!r}: {_shown(found[n])}" for n in extra]
    wrong += [
        f"{row['id']} [{row['construction']}] extra {_shown(one)}"
        for n, one in enumerate(found)
        if n not in used and one.kind in COUNTING
    ]
    result.asked["sentences"] += 1
    result.right["sentences"] += not wrong
    result.errors += [f"{line} :: {text}" for line in wrong]


def _inside(one: QuantityMention, start: int, end: int) -> bool:
    return one.number_span.start < end and start < one.number_span.end


def _differs(wanted: Row, one: QuantityMention) -> list[str]:
    """The fields that are not as asked."""
    quantity = one.quantity
    wrong = [end for end in ("low", "high") if not _close(wanted[end], getattr(quantity, end))]
    if not wrong:
        sides = (
            () if wanted["words"].endswith("+") else ("low_inclusive", "high_inclusive")
        )  # "600+": the codebook says
        wrong += [  # more than, the domain model at least
            side
            for side in sides
            if wanted[side.split("_")[0]] not in (None, 0) and wanted[side] != getattr(quantity, side)
        ]
    approximation = quantity.approximation.value if quantity.approximation else None
    if wanted["approximation"] != approximation:
        wrong.append(f"approximation is {wanted['approximation']}")
    if wanted["approximation"] and not wrong and not _close(wanted["point"], quantity.point):
        wrong.append("point")
    vague = [word for word in (wanted["vague"], wanted.get("alternative")) if word]
    if bool(vague) != bool(quantity.vague) or any(word not in (quantity.vague or "") for word in vague):
        wrong.append("vague")
    if wanted["kind"] in KINDS and one.kind is not KINDS[wanted["kind"]]:
        wrong.append(f"kind is {wanted['kind']}")
    if (wanted["aspect"] == "increment") != one.increment:
        wrong.append("increment")
    return wrong


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return (one or 0) == (other or 0)  # "up to N" begins at 0, said or not
    return abs(one - other) <= CLOSE * max(abs(one), abs(other), 1e-9)


def _shown(one: QuantityMention) -> str:
    quantity = one.quantity
    low, high = "[" if quantity.low_inclusive else "(", "]" if quantity.high_inclusive else ")"
    ends = f"{low}{quantity.low}, {quantity.high}{high}"
    return f"<{quantity.as_written} {one.kind.value} {ends} {quantity.approximation or ''} {quantity.unit or ''}>"


def main() -> int:
    """Score a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors")
    chosen = parser.parse_args()
    gold: Sequence[Row] = list(rows(chosen.gold))
    result = score(gold)
    for line in result.errors[: chosen.errors]:
        print(line)
    for what in ("quantities", "not counts", "sentences"):
        print(f"{what:<12} {result.rate(what):.3f} of {result.asked[what]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
