"""Chains of attribution against gold: for each attribution somebody marked, is its whole chain right?

    python -m evaluation.chains GOLD.jsonl [--shared DIR] [--errors N]

A row is a passage of a report: {"id", "corpus", "doc", "start", "end", "attributions": [{"source", "cue", "content",
"chain"}]}. Where `corpus` is "restated" the passage stands in the row as "text"; else it is the characters from
`start` to `end` of the document `doc` of a shared corpus, the spans are offsets into that document, and the whole
document is read.

  found    the contents share half of their words, and where there are cues those share a word
  origin   ... and the last hop is the last of the gold chain
  chain    ... and the chains have the same length and the same hop at every place (names agree as in names.py)

A hop that is named outside the passage (the agency of a dateline) is not compared: who marked the passage saw only it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.attributions import HALF, Marked, Text, iou
from evaluation.names import same_name
from evaluation.rates import rows
from reportedly.extraction.pipeline import Extractor, Traced
from reportedly.knowledge import load_knowledge
from reportedly.model.claim import Hop
from reportedly.model.report import Report

Row = Mapping[str, Any]
# The shared corpora that passages were taken from, by the name rows give them.
CORPORA = {
    "fakes_syria-train": "fakes_syria/train.jsonl",
    "fakes_syria-dev": "fakes_syria/dev.jsonl",
    "trnews": "geoparse/trnews.jsonl",
    "geowebnews": "geoparse/geowebnews.jsonl",
    "lgl": "geoparse/lgl.jsonl",
    "re3d-train": "re3d/train.jsonl",
    "muc4-train": "muc4/train.jsonl",
    "meantime-train": "meantime/train.jsonl",
    "polnear-dev": "polnear/dev.jsonl",
    "polnear-train": "polnear/train.jsonl",
}
RESTATED = "restated"


@dataclass(slots=True)
class Result:
    """Counts over gold attributions, all and by how the chain is told."""

    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    origin: Counter[str] = field(default_factory=Counter)
    chain: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, kinds: Iterable[str], *, found: bool, origin: bool, chain: bool) -> None:
        """Count one gold attribution under each of its kinds."""
        for kind in kinds:
            self.asked[kind] += 1
            self.found[kind] += found
            self.origin[kind] += origin
            self.chain[kind] += chain

    def rate(self, counts: Counter[str], kind: str = "all") -> float:
        """Right over asked."""
        return counts[kind] / self.asked[kind] if self.asked[kind] else 0.0


def texts(shared: Path, wanted: Iterable[Row]) -> dict[tuple[str, str], str]:
    """The documents that rows point into. A corpus that is not here is an error: a smaller set is another set."""
    named = {row["corpus"] for row in wanted} - {RESTATED}
    return {
        (name, str(row["id"])): row["text"] for name in sorted(named) for row in rows(shared / "data" / CORPORA[name])
    }


def score(gold: Sequence[Row], shared: Path, extractor: Extractor | None = None) -> Result:
    """Read every passage's report and compare its chains."""
    extractor = extractor or Extractor(load_knowledge())
    documents = texts(shared, gold)
    read: dict[tuple[str, str], tuple[Report, tuple[Traced, ...]]] = {}
    result = Result()
    for row in gold:
        key = (row["corpus"], row["id"] if row["corpus"] == RESTATED else row["doc"])
        if key not in read:
            text = row["text"] if row["corpus"] == RESTATED else documents[key]
            report = Report(id=row["id"], text=text)
            read[key] = report, extractor.trace(report)
        _compare(row, *read[key], result)
    return result


def _compare(row: Row, report: Report, traced: Sequence[Traced], result: Result) -> None:
    text = Text(report.text)
    start, end = row.get("start", 0), row.get("end", len(report.text))
    predicted = [
        (text.marked(_spans(one))[0], [h for h in one.chain if h.span is None or start <= h.span.start < end])
        for one in traced
    ]
    for wanted in row["attributions"]:
        if not wanted["content"] or wanted["kind"] != "speech":
            continue
        mark = text.marked({"attributions": [wanted]})[0]
        near = sorted(
            ((iou(mark.content, other.content), chain) for other, chain in predicted if _alike(mark, other)),
            key=lambda pair: -pair[0],
        )
        same = [chain for share, chain in near if share == near[0][0]]
        right = [chain for chain in same if _agree(wanted["chain"], chain)]
        last = [chain for chain in same if _last_agrees(wanted["chain"], chain)]
        kinds = ("all", row["corpus"], wanted["construction"], f"hops {len(wanted['chain'])}")
        result.add(kinds, found=bool(same), origin=bool(last), chain=bool(right))
        if not right:
            said = " | ".join(" <- ".join(hop.name for hop in chain) for chain in same[:2]) if same else "NOT FOUND"
            words = " ... ".join(report.text[s:e] for s, e in wanted["content"])[:90]
            result.errors.append(
                f"{row['id']} [{wanted['construction']}] want {' <- '.join(wanted['chain'])} got {said} :: {words}"
            )


def _spans(one: Traced) -> Row:
    roles = {role: [(s.start, s.end) for s in getattr(one.attribution, role)] for role in ("source", "cue", "content")}
    return {"attributions": [roles]}


def _alike(wanted: Marked, found: Marked) -> bool:
    return iou(wanted.content, found.content) >= HALF and (
        not wanted.cue or not found.cue or bool(wanted.cue & found.cue)
    )


def _words(hop: Hop) -> str:
    return " ".join(filter(None, (hop.name, hop.title, hop.affiliation, hop.as_written)))


def _agree(wanted: Sequence[str], chain: Sequence[Hop]) -> bool:
    return len(wanted) == len(chain) and all(same_name(w, _words(h)) for w, h in zip(wanted, chain, strict=True))


def _last_agrees(wanted: Sequence[str], chain: Sequence[Hop]) -> bool:
    if not wanted or not chain:
        return not wanted and not chain
    return same_name(wanted[-1], _words(chain[-1]))


def main() -> int:
    """Print the counts of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--errors", type=int, default=0, help="print the first N wrong chains")
    chosen = parser.parse_args()
    result = score(list(rows(chosen.gold)), chosen.shared)
    for line in result.errors[: chosen.errors]:
        print(line)
    for kind, asked in sorted(result.asked.items()):
        found, origin, chain = (counts[kind] / asked for counts in (result.found, result.origin, result.chain))
        print(f"{kind:<22}{asked:>5}  found {found:.3f}  origin {origin:.3f}  chain {chain:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
