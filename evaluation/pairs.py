"""Pairs of reports: whether two claims go back to one act of saying, and what changed between them, against gold.

    python -m evaluation.pairs GOLD.jsonl [--errors N]

Rows are {"id", "set", "a", "b", "focus", "origin", "drift"}: two reports, the words of one claim in each, whether both
are one act of saying ("same" or "different"), and the kinds of drift from a to b. Both reports of a pair are read, and
what is found in both is gathered into origins together. A claim is in focus where its span touches the focus words.
Of the set "origin" and as `echoes` of the sets "same" and "drift": joined or not. Of "same", where nothing drifted:
whether any drift is found. Of "drift": which kinds are named for the claims in focus.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from evaluation.rates import Tally, rows
from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import Knowledge, load_knowledge
from reportedly.model.finding import FindingKind as Kind
from reportedly.model.finding import Member
from reportedly.model.report import Report, Span
from reportedly.model.telling import Telling
from reportedly.reconciliation.drift import changes_in
from reportedly.reconciliation.origins import gather_origins
from reportedly.reconciliation.tellings import Teller

Row = Mapping[str, Any]
SIDES = ("a", "b")
HELD = "-held"
PER = 200
"""False findings are told per so many pairs."""
_ONE_KIND = {Kind.BOUND_CHANGED: Kind.BOUND_REVERSED}
"""The labels have one kind for every change of a bound that is not its loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The tellings of one report, and those of them in focus."""

    tellings: tuple[Telling, ...]
    focus: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is found in a pair: whether the claims in focus are joined, kinds of drift on them, and anywhere."""

    joined: bool
    focus: frozenset[Kind] = frozenset()
    anywhere: frozenset[Kind] = frozenset()


@dataclass(frozen=True)
class PairReader:
    """Reads pairs with one extractor."""

    extractor: Extractor

    @classmethod
    def shipped(cls) -> PairReader:
        return cls(Extractor(load_knowledge()))

    @property
    def knowledge(self) -> Knowledge:
        return self.extractor.knowledge

    @cached_property
    def _teller(self) -> Teller:
        return Teller(self.knowledge)

    def told(self, row: Row, side: str) -> Told:
        """The tellings of report `side` of a pair. Raises ValueError where its focus words are not there once."""
        report, here = report_of(row, side), focus_of(row, side)
        claims = self.extractor.extract(report)
        tellings = self._teller.tellings(claims)
        focus = (one for claim, one in zip(claims, tellings, strict=True) if claim.span.overlaps(here))
        return Told(tellings=tellings, focus=tuple(focus))

    def seen(self, row: Row) -> Seen:
        """What is found in a pair."""
        one, other = (self.told(row, side) for side in SIDES)
        origins = gather_origins((*one.tellings, *other.tellings))
        group = {telling.key: origin.id for origin in origins for telling in origin.members}
        ours, theirs = ({group[telling.key] for telling in told.focus} for told in (one, other))
        focus = {_key(telling) for told in (one, other) for telling in told.focus}
        rules = self.knowledge.measures.arithmetic
        changes = [change for origin in origins for change in changes_in(origin, rules)]
        return Seen(
            joined=not ours.isdisjoint(theirs),
            focus=frozenset(one.kind for one in changes if {_key(one.nearest), _key(one.drifted)} & focus),
            anywhere=frozenset(one.kind for one in changes),
        )


def _key(one: Telling | Member) -> tuple[str, int, str]:
    return one.report, one.version, one.claim


def report_of(row: Row, side: str) -> Report:
    """One of the two reports, the title as its first line."""
    told = row[side]
    return Report(
        id=f"{row['id']}-{side}",
        text=f"{told['title']}\n{told['text']}",
        title=told["title"],
        outlet=told["outlet"],
        published=date.fromisoformat(told["published"]),
    )


def focus_of(row: Row, side: str) -> Span:
    """Where the focus words stand in the report's text. Raises ValueError where they are not there exactly once."""
    text, words = report_of(row, side).text, row["focus"][side]
    if not words or text.count(words) != 1:
        raise ValueError(
            f"{row['id']}: the focus of {side} does not stand in the report exactly once; correct the gold"
        )
    start = text.index(words)
    return Span(start=start, end=start + len(words))


@dataclass(slots=True)
class Result:
    """`origins`: pairs of the set "origin", "same" asked for and found; `echoes`: pairs of one act in the other sets.
    `kept`: pairs where nothing drifted, of them with a false finding on the claims in focus and anywhere. `drifted`:
    pairs with drift; `named`: with a right kind; `kinds`: all of their kinds. `errors`: a line each."""

    origins: Tally = field(default_factory=Tally)
    echoes: Tally = field(default_factory=Tally)
    kept: int = 0
    false_in_focus: int = 0
    false_anywhere: int = 0
    drifted: int = 0
    named: int = 0
    kinds: Tally = field(default_factory=Tally)
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The figures that were asked for, the higher the better."""
        told: dict[str, float] = {}
        if self.origins.gold or self.origins.found:
            told |= {"origin-precision": self.origins.precision, "origin-recall": self.origins.recall}
        if self.echoes.gold:
            told |= {"echo-recall": self.echoes.recall}
        if self.kept:
            told |= {
                "no-false-drift": 1 - self.false_in_focus / self.kept,
                "no-false-drift-anywhere": 1 - self.false_anywhere / self.kept,
            }
        if self.drifted:
            told |= {
                "drift-named": self.named / self.drifted,
                "drift-precision": self.kinds.precision,
                "drift-recall": self.kinds.recall,
            }
        return told


def score(gold: Iterable[Row], reader: PairReader | None = None) -> Result:
    """Read every pair and count it."""
    reader = reader or PairReader.shipped()
    result = Result()
    for row in gold:
        add(row, reader.seen(row), result)
    return result


def add(row: Row, seen: Seen, result: Result) -> None:
    """Count one pair more."""
    same = row["origin"] == "same"
    tally = result.origins if row["set"] == "origin" else result.echoes
    tally.add(hits=same and seen.joined, gold=same, found=seen.joined)
    if same != seen.joined:
        result.errors.append(f"{row['id']}: {row['origin']}, found {'joined' if seen.joined else 'apart'}")
    if row["set"] == "same":
        result.kept += 1
        result.false_in_focus += bool(seen.focus)
        result.false_anywhere += bool(seen.anywhere)
        if seen.anywhere:
            result.errors.append(f"{row['id']}: nothing drifted, found {_listed(seen.anywhere)}")
    if row["set"] == "drift":
        wanted, found = ({_ONE_KIND.get(kind, kind) for kind in kinds} for kinds in (labels(row), seen.focus))
        result.drifted += 1
        result.named += not wanted.isdisjoint(found)
        result.kinds.add(hits=len(wanted & found), gold=len(wanted), found=len(found))
        if wanted != found:
            result.errors.append(f"{row['id']}: {_listed(wanted)}, found {_listed(found)}")


def labels(row: Row) -> frozenset[Kind]:
    """The kinds of drift that the gold names. Raises ValueError for one that there is not."""
    return frozenset(Kind(one["kind"]) for one in row["drift"])


def _listed(kinds: Iterable[Kind]) -> str:
    return ", ".join(sorted(kinds)) or "none"


def for_terminal(result: Result) -> str:
    """The figures and the counts behind them."""
    counts = {
        "origin-precision": f"{result.origins.found_hit} of {result.origins.found} joined",
        "origin-recall": f"{result.origins.gold_hit} of {result.origins.gold}",
        "echo-recall": f"{result.echoes.gold_hit} of {result.echoes.gold}",
        "no-false-drift": _per(result.false_in_focus, result.kept),
        "no-false-drift-anywhere": _per(result.false_anywhere, result.kept),
        "drift-named": f"{result.named} of {result.drifted} pairs",
        "drift-precision": f"{result.kinds.found_hit} of {result.kinds.found} kinds found",
        "drift-recall": f"{result.kinds.gold_hit} of {result.kinds.gold} kinds",
    }
    return "\n".join(f"{name:<24} {value:.3f}  {counts[name]}" for name, value in result.figures().items())


def _per(false: int, pairs: int) -> str:
    return f"{false} of {pairs} pairs with a false finding: {PER * false / pairs:.1f} in {PER}" if pairs else ""


def main() -> int:
    """Score a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors; not of a set held out")
    chosen = parser.parse_args()
    if chosen.errors and chosen.gold.stem.endswith(HELD):
        parser.error("the errors of a set held out are not shown; ask for its figures alone")
    result = score(rows(chosen.gold))
    for line in result.errors[: chosen.errors]:
        print(line)
    print(for_terminal(result))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
