"""Whom pronouns, roles, surnames and acronyms stand for as sources: resolved or not, against gold.

    python -m evaluation.sources GOLD.jsonl [--shared DIR] [--errors N]

Rows are {"corpus", "doc", "start", "end", "mention", "kind", "referent"}: a source's words in a document of a shared
corpus, and the fullest name that document gives the actor (None where it gives none). A mention is `heard` where an
attribution is found whose source touches it; of those it is `right` where the hop's name agrees with the referent, or
keeps its own words where there is none.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.chains import Row, texts
from evaluation.names import same_name
from evaluation.rates import rows
from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.knowledge.actors import Actors
from reportedly.model.claim import Hop
from reportedly.model.report import Report, Span


@dataclass(slots=True)
class Result:
    """Counts by kind of mention."""

    asked: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Right over heard."""
        return self.right["all"] / self.heard["all"] if self.heard["all"] else 0.0


def score(gold: Sequence[Row], shared: Path, extractor: Extractor | None = None) -> Result:
    """Read every document and look each mention up among the hops of its chains."""
    extractor = extractor or Extractor(load_knowledge())
    documents = texts(shared, gold)
    hops: dict[tuple[str, str], list[Hop]] = {}
    result = Result()
    for row in gold:
        key = row["corpus"], row["doc"]
        if key not in hops:
            traced = extractor.trace(Report(id="/".join(key), text=documents[key]))
            hops[key] = [hop for one in traced for hop in one.chain]
        here = Span(start=row["start"], end=row["end"])
        found = next((hop for hop in hops[key] if hop.span is not None and hop.span.overlaps(here)), None)
        right = found is not None and _agrees(row, found, extractor.knowledge.actors)
        for kind in ("all", row["kind"]):
            result.asked[kind] += 1
            result.heard[kind] += found is not None
            result.right[kind] += right
        if found is not None and not right:
            result.errors.append(
                f"{row['id']} {row['corpus']}/{row['doc']} {row['mention']!r} is {row['referent']!r}, "
                f"got {found.name!r} (as written {found.as_written!r})"
            )
    return result


def _agrees(row: Row, hop: Hop, actors: Actors) -> bool:
    """By name, or by the actor that both names lead to: "White Helmets" is "Syrian Civil Defence"."""
    if row["referent"] is None:
        return same_name(row["mention"], hop.name) or not hop.named
    known = actors.find(row["referent"])
    if known is not None and hop.actor == known.id:
        return True
    return same_name(row["referent"], " ".join(filter(None, (hop.name, hop.title))))


def main() -> int:
    """Print the counts of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--errors", type=int, default=0, help="print the first N wrong ones")
    chosen = parser.parse_args()
    result = score(list(rows(chosen.gold)), chosen.shared)
    for line in result.errors[: chosen.errors]:
        print(line)
    for kind, asked in sorted(result.asked.items()):
        heard, right = result.heard[kind], result.right[kind]
        print(f"{kind:<10}{asked:>5}  heard {heard / asked:.3f}  right of those {right / heard if heard else 0:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
