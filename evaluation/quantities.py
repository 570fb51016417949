"""Quantities against NewsQuant: what `extraction.quantities.find` gives, in the columns of that set.

    python -m evaluation.quantities GOLD.jsonl [--pred PRED.jsonl]

Gold rows are {"id", "text", "quantities": [{"value", "change", "unit", "normalized_unit"}]}. There are no offsets:
within a text quantities are matched one to one by value, same unit first, then same bound.

  value        the same number, or the same two ends
  value+bound  and the same bound ("=", "~", ">" or ">=", "<" or "<="; NewsQuant's "up" and "down" are trends, so "=")
  bounded      value+bound over bounded quantities only: what saying "=" to everything cannot win
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.rates import Tally, rows, write_rows
from reportedly.exporters.scored import quantity_row
from reportedly.extraction.quantities import find

Row = Mapping[str, Any]
Value = tuple[float | None, float | None]

MEASURES = ("value", "value+bound", "bounded")
BOUNDS = {">=": ">", "<=": "<", "up": "=", "down": "="}
BOUNDED = "<>~"
RELATIVE_TOLERANCE = 1e-5  # of floats written in decimal
PERCENT = ("%", "per cent", "percent", "pct", "percentage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One quantity as it is compared: two equal ends are one number."""

    value: Value
    bound: str
    units: frozenset[str]


def predicted(row: Row) -> dict[str, Any]:
    """What is read in one text."""
    found = [made for mention in find(row["text"]) if (made := quantity_row(mention)) is not None]
    return {"id": row["id"], "quantities": found}


def score(gold: Iterable[Row], found: Iterable[Row]) -> dict[str, Tally]:
    """One tally a name of MEASURES."""
    by_id = {row["id"]: row["quantities"] for row in found}
    tallies = {name: Tally() for name in MEASURES}
    for row in gold:
        wanted = [_tagged(entry) for entry in row["quantities"]]
        given = [_tagged(entry) for entry in by_id.get(row["id"], [])]
        pairs = _paired(wanted, given)
        bounds = [one.bound for one, other in pairs if one.bound == other.bound]
        tallies["value"].add(len(pairs), len(wanted), len(given))
        tallies["value+bound"].add(len(bounds), len(wanted), len(given))
        tallies["bounded"].add(
            sum(bound in BOUNDED for bound in bounds),
            sum(one.bound in BOUNDED for one in wanted),
            sum(one.bound in BOUNDED for one in given),
        )
    return tallies


def _tagged(entry: Row) -> Tagged:
    value = entry["value"]
    ends = value if isinstance(value, list) else [value, value]
    low, high = (None if end is None else float(end) for end in ends)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    bound = str(entry.get("bound", entry.get("change")) or "=")
    units = frozenset(_unit(entry[key]) for key in ("unit", "normalized_unit") if entry.get(key)) - {"-"}
    return Tagged(value=(low, high), bound=BOUNDS.get(bound, bound), units=units)


def _unit(words: object) -> str:
    plain = re.sub(r"\s+", " ", str(words).lower()).strip(" .,")
    return "%" if plain in PERCENT else " ".join(word.rstrip("s") or word for word in plain.split())


def _paired(gold: list[Tagged], found: list[Tagged]) -> list[tuple[Tagged, Tagged]]:
    matching = sorted(
        (not _same_unit(one, other), one.bound != other.bound, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if _close(one.value[0], other.value[0]) and _close(one.value[1], other.value[1])
    )
    pairs: list[tuple[Tagged, Tagged]] = []
    gold_taken, found_taken = set(), set()
    for _, _, i, j in matching:
        if i not in gold_taken and j not in found_taken:
            gold_taken.add(i)
            found_taken.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _same_unit(one: Tagged, other: Tagged) -> bool:
    return bool(one.units & other.units) or not (one.units or other.units)


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-8 + RELATIVE_TOLERANCE * abs(other)


def main() -> None:
    """Read and score one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pred", type=Path)
    chosen = parser.parse_args()
    gold = list(rows(chosen.gold))
    begun = time.process_time()
    found = [predicted(row) for row in gold]
    spent_s = time.process_time() - begun
    if chosen.pred:
        write_rows(chosen.pred, found)
    for name, tally in score(gold, found).items():
        print(f"{name:12}P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
    words = sum(len(row["text"].split()) for row in gold)
    print(f"{len(gold)} texts, {words} words, {words / max(spent_s, 1e-9):,.0f} words per CPU-second")


if __name__ == "__main__":
    main()
