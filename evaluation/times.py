"""How well times are read: `find` run over a JSONL of texts with TIMEX3 gold, in the form that scorers read.

    python evaluation/times.py GOLD.jsonl PRED.jsonl [--gold-out SCORED_GOLD.jsonl]

Each gold row has `id`, `text`, `timex` [{span, type, value, dct}] and, where only the beginning is annotated,
`sentences` and `annotated_sentences`. The predictions, and the gold with --gold-out, are cut to the annotated part.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.exporters.scored import time_row
from reportedly.extraction.times import expressions


def document_date(row: dict[str, Any]) -> date | None:
    """The creation time: the TIMEX3 that is marked as such, else the row's `published`, else the first full date."""
    marked = [t for t in row.get("timex", []) if t.get("dct") or str(t.get("id")) in {"t0", "tmx0"}]
    for value in [*(t["value"] for t in marked), row.get("published") or row.get("dct")]:
        found = re.match(r"(\d{4})-(\d\d)-(\d\d)", str(value or ""))
        if found:
            return date(*map(int, found.groups()))
        found = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", str(value or ""))
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    for item in expressions(str(row["text"])[:400], None):
        if item.reading.start is not None and item.reading.start == item.reading.end:
            return item.reading.start
    return None


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))


def annotated_end(row: dict[str, Any]) -> int:
    """Where the annotated part of the text ends."""
    count = row.get("annotated_sentences")
    return int(row["sentences"][count - 1][1]) if count and row.get("sentences") else len(row["text"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--gold-out", type=Path)
    options = parser.parse_args()
    words, spent_s, gold_rows, predicted = 0, 0.0, [], []
    for row in rows(options.gold):
        end, begun = annotated_end(row), time.process_time()
        timexes = [time_row(f) for f in expressions(row["text"], document_date(row))]
        spent_s += time.process_time() - begun
        words += len(row["text"].split())
        predicted.append({"id": row["id"], "timexes": [t for t in timexes if t["span"][1] <= end]})
        gold_rows.append(row | {"timex": [t for t in row["timex"] if t.get("span") and t["span"][1] <= end]})
    for path, written in ((options.predictions, predicted), (options.gold_out, gold_rows)):
        if path:
            path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in written), encoding="utf-8")
    print(f"{words} words, {words / max(spent_s, 1e-9):,.0f} words per CPU-second")


if __name__ == "__main__":
    main()
