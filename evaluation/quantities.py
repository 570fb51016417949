"""Quantities against NewsQuant: what `extraction.quantities.find` gives, in the columns of that set.

    python evaluation/quantities.py GOLD.jsonl PRED.jsonl

reads rows {"id", "text"} and writes rows {"id", "quantities": [{"value", "bound", "unit"}]} for its scorer.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

from reportedly.extraction.quantities import Kind, QuantityMention, find
from reportedly.knowledge.languages.en.quantities import conventional_floor
from reportedly.model.quantity import Approximation, Quantity

# NewsQuant tags amounts: no dates, names or ordinals, and no articles.
SCORED_KINDS = frozenset((Kind.COUNT, Kind.SHARE, Kind.MULTIPLE, Kind.MONEY, Kind.MEASUREMENT, Kind.AGE))
SIGNS = {Approximation.ABOUT: "~", Approximation.NEARLY: "~", Approximation.JUST_OVER: ">"}
# Its "dozens" is [12, 120], its "millions" [1000000, 10000000]: the word's order of magnitude up to the next.
VAGUE_BASE = {"dozens": 12, "scores": 20}
LARGEST_DENOMINATOR = 10  # "66.7" stands for 2/3 where no percent sign was written


def as_scored(mention: QuantityMention) -> dict[str, Any] | None:
    """One row of the set's columns; None where the set tags nothing (dates, names, ordinals, "several")."""
    if mention.kind not in SCORED_KINDS or mention.ordinal:
        return None
    quantity = mention.quantity
    unit = {"percent": "%", "years": "year-old" if mention.kind is Kind.AGE else "years"}.get(
        quantity.unit or "", quantity.unit
    )
    if quantity.vague is not None:
        floor = VAGUE_BASE.get(quantity.vague, conventional_floor(quantity.vague))
        exact_words = quantity.vague in VAGUE_BASE or quantity.vague.endswith("s")
        return {"value": [floor, 10 * floor], "bound": "=", "unit": unit or "-"} if floor and exact_words else None
    bound, value = _bound(quantity)
    if mention.kind is Kind.MULTIPLE and unit == "times" and "times" not in quantity.as_written:
        return None
    if mention.kind is Kind.SHARE and not any(
        sign in quantity.as_written.lower() for sign in ("%", "cent", "pct", "pc")
    ):
        value = (
            float(Fraction(value / 100).limit_denominator(LARGEST_DENOMINATOR))
            if isinstance(value, int | float)
            else value
        )
    return {"value": value, "bound": bound, "unit": unit or "-"}


def _bound(quantity: Quantity) -> tuple[str, Any]:
    """The set's sign and value: "=", "~", ">", "<", ">=", "<="."""
    low, high = quantity.low, quantity.high
    sign = None if quantity.approximation is None else SIGNS[quantity.approximation]
    if quantity.approximation is Approximation.NEARLY and re.search(
        r"under|below|less|fewer|short", quantity.as_written
    ):
        sign = "<"
    if quantity.point is not None and sign:
        return sign, quantity.point
    if low is not None and high is not None and (low == high or low != 0 or re.match(r"\W*0", quantity.as_written)):
        return sign or "=", low if low == high else [low, high]
    if high is None:
        return (">=" if quantity.low_inclusive else ">"), low
    return ("<=" if quantity.high_inclusive else "<"), high


def main() -> None:
    """Convert one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path)
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    started = time.process_time()
    found = [find(row["text"]) for row in rows]
    spent_s = time.process_time() - started
    with arguments.predictions.open("w", encoding="utf-8") as out:
        for row, mentions in zip(rows, found, strict=True):
            scored = [entry for mention in mentions if (entry := as_scored(mention)) is not None]
            out.write(json.dumps({"id": row["id"], "quantities": scored}) + "\n")
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{len(rows)} texts, {words} words, {words / max(spent_s, 1e-9):,.0f} words/s of CPU")


if __name__ == "__main__":
    main()
