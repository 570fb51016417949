"""Precision, recall and F1, and how files of rows are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DECIMALS = 4  # one report more or less moves the third decimal of the largest set


@dataclass(slots=True)
class Tally:
    """Hits among what was found and among the gold. The two hit counts differ where the classes of the two sides do."""

    gold: int = 0
    found: int = 0
    gold_hit: int = 0
    found_hit: int = 0

    def add(self, hits: int, gold: int, found: int, found_hit: int | None = None) -> None:
        """Count one text more; `found_hit` is `hits` unless it is given."""
        self.gold_hit += hits
        self.found_hit += hits if found_hit is None else found_hit
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        return self.found_hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.gold_hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def rounded(self) -> dict[str, float]:
        """{"p", "r", "f1"}."""
        return {
            "p": round(self.precision, DECIMALS),
            "r": round(self.recall, DECIMALS),
            "f1": round(self.f1, DECIMALS),
        }


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a .jsonl."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def write_rows(path: Path, made: list[dict[str, Any]]) -> None:
    """One row a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), encoding="utf-8")
