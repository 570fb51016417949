"""Attributions against gold in the manner of PolNeAR: who (source), by which words (cue), said what (content).

    python -m evaluation.attributions GOLD.jsonl PRED.jsonl [--json OUT.json]

Rows are {"id" or "doc_id", "text", "attributions": [{"source", "cue", "content"}]}, each role a list of [start, end] in
code points; the predictions need no text. Everything is compared on word tokens: marks and spaces decide nothing.

  token, exact, iou50   per role: shared tokens; the same tokens; spans with half their union in common, one to one
  full                  one to one: content iou50, a token of the source shared, a token of the cue shared
                        (a role that the gold leaves empty is not asked for); content+source leaves the cue out
  direct, mixed, indirect   the same by how much of the content stands in double quotation marks: recall over gold of
                        the style, whatever it was matched to, precision over predictions of the style
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from evaluation.rates import DECIMALS, Tally, rows

Row = Mapping[str, Any]
Tokens = frozenset[int]
Scores = dict[tuple[str, str], Tally]
_Item = TypeVar("_Item")

WORD = re.compile(r"\w+(?:[.,'’‑-]\w+)*")
OPENING, CLOSING, EITHER = "“„«", "”»", '"'
ROLES = ("content", "source", "cue")
STYLES = ("direct", "indirect", "mixed")
HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One attribution as indexes of word tokens."""

    source: Tokens
    cue: Tokens
    content: Tokens
    style: str

    def role(self, name: str) -> Tokens:
        """The tokens of a role by its name."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


class Text:
    """The word tokens of a text, and which of them stand in double quotation marks."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._quoted = self.tokens(_quotations(text))

    def tokens(self, spans: Iterable[Sequence[int]] | None) -> Tokens:
        """The tokens that the spans touch."""
        touched: set[int] = set()
        for start, end in spans or ():
            first = bisect_right(self._ends, start)
            while first < len(self._starts) and self._starts[first] < end:
                touched.add(first)
                first += 1
        return frozenset(touched)

    def marked(self, row: Row) -> list[Marked]:
        """The attributions of a row."""
        return [self._marked(entry) for entry in row.get("attributions", [])]

    def _marked(self, entry: Row) -> Marked:
        content = self.tokens(entry.get("content"))
        quoted = len(content & self._quoted)
        style = "indirect" if quoted == 0 else "direct" if quoted == len(content) else "mixed"
        return Marked(
            source=self.tokens(entry.get("source")), cue=self.tokens(entry.get("cue")), content=content, style=style
        )


def _quotations(text: str) -> list[tuple[int, int]]:
    """What stands in double marks; a mark left open closes with its line."""
    found, opened = [], None
    for at, sign in enumerate(text + "\n"):
        if opened is None:
            opened = at if sign in OPENING or sign == EITHER else None
        elif sign in CLOSING or sign == EITHER or sign == "\n":
            found.append((opened, at))
            opened = None
    return found


def iou(one: Tokens, other: Tokens) -> float:
    """Shared over all; 0 for two empty sets."""
    return len(one & other) / len(one | other) if one or other else 0.0


def paired(
    gold: Sequence[_Item], found: Sequence[_Item], weight: Callable[[_Item, _Item], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs of indexes, the heaviest first and of equals the earliest; no pair weighs nothing."""
    weighed = [(weight(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    taken: list[tuple[int, int]] = []
    gold_taken, found_taken = set(), set()
    for heft, i, j in sorted(weighed, reverse=True):
        if heft > 0 and -i not in gold_taken and -j not in found_taken:
            gold_taken.add(-i)
            found_taken.add(-j)
            taken.append((-i, -j))
    return taken


def _content(gold: Marked, found: Marked) -> float:
    overlap = iou(gold.content, found.content)
    return overlap if overlap >= HALF else 0.0


def _with_source(gold: Marked, found: Marked) -> float:
    return _content(gold, found) if not gold.source or gold.source & found.source else 0.0


def _full(gold: Marked, found: Marked) -> float:
    return _with_source(gold, found) if not gold.cue or gold.cue & found.cue else 0.0


MATCHES: Mapping[str, Callable[[Marked, Marked], float]] = {
    "content": _content,
    "content+source": _with_source,
    "full": _full,
}


def score(gold: Iterable[Row], found: Iterable[Row]) -> Scores:
    """All figures by (name, role or style). A text without predictions counts as one where nothing was found."""
    by_id = {_id(row): row for row in found}
    scores: Scores = defaultdict(Tally)
    for row in gold:
        text = Text(row["text"])
        _score_text(text.marked(row), text.marked(by_id.get(_id(row), {})), scores)
    return dict(scores)


def _id(row: Row) -> str:
    return str(row.get("doc_id", row.get("id")))


def _score_text(gold: list[Marked], found: list[Marked], scores: Scores) -> None:
    for role in ROLES:
        _score_role({one.role(role) for one in gold} - {frozenset()}, {one.role(role) for one in found}, role, scores)
    gold, found = [one for one in gold if one.content], [one for one in found if one.content]
    for name, weight in MATCHES.items():
        pairs = paired(gold, found, weight)
        scores[name, "all"].add(len(pairs), len(gold), len(found))
        gold_hit, found_hit = {i for i, _ in pairs}, {j for _, j in pairs}
        for style in STYLES:
            wanted = [i for i, one in enumerate(gold) if one.style == style]
            given = [j for j, one in enumerate(found) if one.style == style]
            hits, given_hits = len(gold_hit.intersection(wanted)), len(found_hit.intersection(given))
            scores[name, style].add(hits, len(wanted), len(given), given_hits)


def _score_role(gold: set[Tokens], found: set[Tokens], role: str, scores: Scores) -> None:
    """One role's spans; a source that several attributions share is one span."""
    found = found - {frozenset()}
    wanted, given = sorted(gold, key=sorted), sorted(found, key=sorted)
    gold_tokens, found_tokens = frozenset[int]().union(*wanted), frozenset[int]().union(*given)
    scores["token", role].add(len(gold_tokens & found_tokens), len(gold_tokens), len(found_tokens))
    scores["exact", role].add(len(gold & found), len(gold), len(found))
    halves = paired(wanted, given, lambda one, other: overlap if (overlap := iou(one, other)) >= HALF else 0.0)
    scores["iou50", role].add(len(halves), len(wanted), len(given))


def as_json(scores: Scores) -> dict[str, list[float]]:
    """{"full/all": [precision, recall, F1, gold, found], ...}."""
    order = [(name, role) for name in ("token", "exact", "iou50") for role in ROLES]
    order += [(name, style) for name in MATCHES for style in ("all", *STYLES)]
    told = {}
    for key in order:
        if tally := scores.get(key):
            rates = (tally.precision, tally.recall, tally.f1)
            told["/".join(key)] = [*(round(rate, DECIMALS) for rate in rates), tally.gold, tally.found]
    return told


def main() -> int:
    """Score two files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    told = as_json(score(rows(chosen.gold), rows(chosen.predictions)))
    print(f"{'what':26}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}{'found':>8}")
    for name, (precision, recall, f1, gold, found) in told.items():
        print(f"{name:26}{precision:8.3f}{recall:8.3f}{f1:8.3f}{gold:8}{found:8}")
    if chosen.json:
        chosen.json.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
