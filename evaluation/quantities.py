"""Quantities against NewsQuant: what `extraction.quantities.find` gives, in the columns of that set.

    python evaluation/quantities.py GOLD.jsonl PRED.jsonl

reads rows {"id", "text"} and writes rows {"id", "quantities": [{"value", "bound", "unit"}]} for its scorer.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from reportedly.exporters.scored import quantity_row
from reportedly.extraction.quantities import find


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
            scored = [entry for mention in mentions if (entry := quantity_row(mention)) is not None]
            out.write(json.dumps({"id": row["id"], "quantities": scored}) + "\n")
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{len(rows)} texts, {words} words, {words / max(spent_s, 1e-9):,.0f} words/s of CPU")


if __name__ == "__main__":
    main()
