"""Times against TIMEX3 gold, after TempEval-3.

    python -m evaluation.times GOLD.jsonl [--pred PRED.jsonl] [--gold-out SCORED_GOLD.jsonl]

Each gold row has `id`, `text`, `timex` [{span, type, value, dct}] and, where only the beginning is annotated,
`sentences` and `annotated_sentences`. Predictions and gold are cut to the annotated part, and written where asked.

  strict, relaxed   the same span, edge words and marks put aside; spans that share a character, one to one
  value             relaxed, and the same TIMEX3 value
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.rates import Tally, rows, write_rows
from reportedly.exporters.scored import time_row
from reportedly.extraction.times import expressions

Row = Mapping[str, Any]

MEASURES = ("strict", "relaxed", "value")
HEAD_CHARACTERS = 400  # where a text that carries no date of its own names one: its dateline
MARKS = " \n\t,.;:'\"()“”"
EDGE_WORD = re.compile(
    r"(?:the|in|on|at|since|by|from|until|till|for|during|of|over|within|about|roughly|around)\s+", re.IGNORECASE
)


def document_date(row: Row) -> date | None:
    """The creation time: the TIMEX3 that is marked as such, else the row's `published`, else the first full date."""
    marked = [t for t in row.get("timex", []) if t.get("dct") or str(t.get("id")) in {"t0", "tmx0"}]
    for value in [*(t["value"] for t in marked), row.get("published") or row.get("dct")]:
        found = re.match(r"(\d{4})-(\d\d)-(\d\d)", str(value or ""))
        if found:
            return date(*map(int, found.groups()))
        found = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", str(value or ""))
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    for item in expressions(str(row["text"])[:HEAD_CHARACTERS], None):
        if item.reading.start is not None and item.reading.start == item.reading.end:
            return item.reading.start
    return None


def annotated_end(row: Row) -> int:
    """Where the annotated part of the text ends."""
    count = row.get("annotated_sentences")
    return int(row["sentences"][count - 1][1]) if count and row.get("sentences") else len(row["text"])


def predicted(row: Row) -> dict[str, Any]:
    """What is read in the annotated part; ranges are two expressions, as in TimeML."""
    end = annotated_end(row)
    found = expressions(row["text"], document_date(row))
    return {"id": row["id"], "timexes": [time_row(one) for one in found if one.end <= end]}


def scored_gold(row: Row) -> dict[str, Any]:
    """The row with the expressions of the annotated part only."""
    end = annotated_end(row)
    return {**row, "timex": [t for t in row["timex"] if t.get("span") and t["span"][1] <= end]}


def score(gold: Iterable[Row], found: Iterable[Row]) -> dict[str, Tally]:
    """One tally a name of MEASURES."""
    by_id = {row["id"]: row["timexes"] for row in found}
    tallies = {name: Tally() for name in MEASURES}
    for row in gold:
        wanted, given = row["timex"], by_id.get(row["id"], [])
        pairs = _paired(row["text"], wanted, given)
        tallies["relaxed"].add(len(pairs), len(wanted), len(given))
        tallies["strict"].add(sum(same for _, _, same in pairs), len(wanted), len(given))
        values = sum(str(one.get("value")) == str(other.get("value")) for one, other, _ in pairs)
        tallies["value"].add(values, len(wanted), len(given))
    return tallies


def _paired(text: str, gold: list[Row], found: list[Row]) -> list[tuple[Row, Row, bool]]:
    """One-to-one pairs that share a character: equal spans first, then by how much they share, then by order."""
    wanted = [_trimmed(text, *row["span"]) for row in gold]
    given = [_trimmed(text, *row["span"]) for row in found]
    shared = sorted(
        (one != other, -(min(one[1], other[1]) - max(one[0], other[0])), i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(given)
        if min(one[1], other[1]) > max(one[0], other[0])
    )
    pairs: list[tuple[Row, Row, bool]] = []
    gold_taken, found_taken = set(), set()
    for differ, _, i, j in shared:
        if i not in gold_taken and j not in found_taken:
            gold_taken.add(i)
            found_taken.add(j)
            pairs.append((gold[i], found[j], not differ))
    return pairs


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks at its edges and without leading articles and prepositions."""
    while True:
        words = text[start:end]
        bare = words.lstrip(MARKS)
        edge = EDGE_WORD.match(bare)
        if edge and edge.end() < len(bare):
            bare = bare[edge.end() :]
        if bare == words:
            return start, start + len(words.rstrip(MARKS))
        start += len(words) - len(bare)


def main() -> None:
    """Read and score one file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pred", type=Path)
    parser.add_argument("--gold-out", type=Path)
    chosen = parser.parse_args()
    gold = list(rows(chosen.gold))
    begun = time.process_time()
    found = [predicted(row) for row in gold]
    spent_s = time.process_time() - begun
    cut = [scored_gold(row) for row in gold]
    for path, made in ((chosen.pred, found), (chosen.gold_out, cut)):
        if path:
            write_rows(path, made)
    for name, tally in score(cut, found).items():
        print(f"{name:10}P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
    words = sum(len(row["text"].split()) for row in gold)
    print(f"{words} words, {words / max(spent_s, 1e-9):,.0f} words per CPU-second")


if __name__ == "__main__":
    main()
