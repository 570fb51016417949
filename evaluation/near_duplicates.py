"""How well signatures and bands of reconciliation/copies.py find near-duplicate reports, against an exact count.

    python -m evaluation.near_duplicates [--shared DIR]

Reads the texts of the shared corpora that are there, a development set's at most, and counts for every two of them the
runs of five words that they share. Prints how many of the pairs of each likeness share a band, how many pairs share
one at all, how far the estimates lie from the exact likeness, and the same for the pairs that neardup_pairs lists.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from statistics import fmean, pstdev

from evaluation.rates import Tally, rows
from evaluation.sets import SHARED
from reportedly.reconciliation.copies import COPY_FROM, alike, bands, runs_of, signature

CORPORA = (
    "fakes_syria/train", "fakes_syria/dev", "polnear/train", "polnear/dev", "geoparse/lgl", "geoparse/geowebnews",
    "geoparse/trnews", "muc4/train", "muc4/dev", "meantime/train",
)  # fmt: skip
STEPS = (1.01, 0.5, COPY_FROM, 0.3, 0.15, 0.05)
LIKE = 0.5

Key = tuple[str, str]
Pair = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of two texts, exactly: shared runs by all runs, and by those of the shorter."""

    jaccard: float
    contained: float


def texts(shared: Path) -> dict[Key, str]:
    """The texts of the corpora that are there, by corpus and id."""
    here = [(name, shared / "data" / f"{name}.jsonl") for name in CORPORA]
    return {(name, row["id"]): row["text"] for name, path in here if path.is_file() for row in rows(path)}


def exact(read: Mapping[Key, str]) -> dict[Pair, Likeness]:
    """The likeness of every two texts that share a run."""
    runs = {key: runs_of(text) for key, text in read.items()}
    holders: defaultdict[Hashable, list[Key]] = defaultdict(list)
    for key in sorted(runs):
        for run in runs[key]:
            holders[run].append(key)
    shared = Counter(pair for held in holders.values() for pair in combinations(held, 2))
    sizes = {key: len(held) for key, held in runs.items()}
    return {
        (one, other): Likeness(count / (sizes[one] + sizes[other] - count), count / min(sizes[one], sizes[other]))
        for (one, other), count in shared.items()
    }


def candidates(keys: Mapping[Key, Iterable[int]]) -> set[Pair]:
    """The pairs that share a band."""
    meeting: defaultdict[int, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        for band in keys[key]:
            meeting[band].append(key)
    return {pair for met in meeting.values() for pair in combinations(met, 2)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared
    read = texts(shared)
    if not read:
        print(f"no corpus under {shared / 'data'}")
        return 0
    truth = exact(read)
    signed = {key: signature(text) for key, text in read.items()}
    found = candidates({key: bands(one) for key, one in signed.items()})
    print(f"{len(read):,} texts, {len(read) * (len(read) - 1) // 2:,} pairs, {len(found):,} share a band")
    for high, low in pairwise(STEPS):
        told(f"likeness {low} to {min(high, 1)}", {p for p, like in truth.items() if low <= like.jaccard < high}, found)
    inside = {p for p, like in truth.items() if like.contained >= LIKE and like.jaccard < LIKE}
    told(f"half of one in the other, likeness below {LIKE}", inside, found)
    estimates = {pair: alike(*(signed[key] for key in pair)) for pair in found}
    errors = [estimates[p] - like.jaccard for p, like in truth.items() if p in found and like.jaccard >= STEPS[3]]
    print(f"estimate less exact: mean {fmean(errors):+.4f}, deviation {pstdev(errors):.4f} over {len(errors)} pairs")
    for line in (LIKE, COPY_FROM):
        true = {pair for pair, like in truth.items() if like.jaccard >= line}
        said = {pair for pair, like in estimates.items() if like >= line}
        tally = Tally()
        tally.add(len(true & said), len(true), len(said))
        print(f"estimated at {line} and above against exact: {tally.rounded()}")
    listed = shared / "data" / "neardup_pairs" / "pairs.jsonl"
    for band in ("dup", "contained", "partial") if listed.is_file() else ():
        named = [((r["a_file"], r["a"]), (r["b_file"], r["b"])) for r in rows(listed) if r["band"] == band]
        pairs = {tuple(sorted(pair)) for pair in named if all(key in read for key in pair)}
        told(f"listed as {band}, both texts here", pairs, found)
    return 0


def told(what: str, pairs: Iterable[Hashable], found: set[Pair]) -> None:
    """One line: how many of the pairs share a band."""
    every = set(pairs)
    print(f"{what}: {len(every & found)} of {len(every)}")


if __name__ == "__main__":
    raise SystemExit(main())
