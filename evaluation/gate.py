"""Score every set that is here and compare with floors.json.

    python -m evaluation [--only SET ...] [--out DIR]
    python -m evaluation --raise-floors
    python -m evaluation --lower SET/FIGURE --why "REASON"
    python -m evaluation --new-corpus SET --why "REASON"

Prints a table and writes it into README.md. Exit code 1 where a figure is under its floor, a corpus is not the one the
floors were measured on, or a set has no floors; 2 for a command that cannot be carried out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from evaluation import floors as keeping
from evaluation import table
from evaluation.floors import Floors, Measured
from evaluation.sets import ROOT, SHARED, Corpus, corpora
from reportedly.errors import ReportedlyError

OUT = ROOT / "evaluation" / "out"


def measure(corpus: Corpus, out: Path | None = None) -> Measured:
    """The figures of a set; its predictions are written to a folder of its name in `out`."""
    folder = out / corpus.name if out else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return Measured(name=corpus.name, sha256=corpus.digest(), figures=corpus.measure(folder))


def lines_of(corpus: Corpus, measured: Measured, floors: Floors) -> list[table.Line]:
    """The rows of the table."""
    kept = floors.sets.get(measured.name)
    return [
        table.Line(
            corpus=measured.name,
            figure=name,
            value=value,
            bottom=kept.floors.get(name) if kept else None,
            command=corpus.command,
        )
        for name, value in measured.figures.items()
    ]


def changed(floors: Floors, measured: Sequence[Measured], chosen: argparse.Namespace) -> Floors:
    """The floors as the command line asks for them. Raises ValueError where it cannot be done."""
    by_name = {one.name: one for one in measured}
    day = datetime.now(UTC).date().isoformat()
    for name in chosen.new_corpus:
        floors = keeping.renewed(floors, _asked(by_name, name), chosen.why, day)
    for name in chosen.lower:
        corpus, _, figure = name.partition("/")
        floors = keeping.lowered(floors, _asked(by_name, corpus), figure, chosen.why, day)
    if chosen.raise_floors:
        for one in measured:
            floors = keeping.raised(floors, one)
    return floors


def _asked(by_name: dict[str, Measured], name: str) -> Measured:
    if name not in by_name:
        raise ValueError(f"{name} is not measured here; measured are {', '.join(by_name) or 'none'}")
    return by_name[name]


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line; ends the program with code 2 where it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", default=[], metavar="SET", help="measure this set (may be repeated)")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the development sets are")
    parser.add_argument("--out", type=Path, default=OUT, help="where predictions are written")
    parser.add_argument("--raise-floors", action="store_true", help="write floors at what is measured, never lower")
    parser.add_argument("--lower", action="append", default=[], metavar="SET/FIGURE", help="lower one floor")
    parser.add_argument("--new-corpus", action="append", default=[], metavar="SET", help="measure its floors anew")
    parser.add_argument("--why", help="the reason, kept in floors.json")
    chosen = parser.parse_args(arguments)
    if (chosen.lower or chosen.new_corpus) and not (chosen.why or "").strip():
        parser.error("--lower and --new-corpus need --why TEXT")
    known = [corpus.name for corpus in corpora()]
    if unknown := [name for name in chosen.only if name not in known]:
        parser.error(f"there is no set {unknown[0]}; the sets are {', '.join(known)}")
    return chosen


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate."""
    chosen = options(arguments)
    every = corpora(shared=chosen.shared)
    asked = [corpus for corpus in every if not chosen.only or corpus.name in chosen.only]
    here = [corpus for corpus in asked if corpus.is_here]
    try:
        measured = [measure(corpus, chosen.out) for corpus in here]
        floors = changed(keeping.load(), measured, chosen)
    except (ValueError, ReportedlyError) as error:
        print(error, file=sys.stderr)
        return 2
    if floors != keeping.load():
        keeping.save(floors)
    lines = [line for corpus, one in zip(here, measured, strict=True) for line in lines_of(corpus, one, floors)]
    print(table.for_terminal(lines))
    table.write(lines, [corpus.name for corpus in every])
    for corpus in asked:
        if corpus not in here:
            print(f"{corpus.name}: not here, not measured ({corpus.about})")
    failed = [sentence for one in measured for sentence in keeping.failures(one, floors)]
    for sentence in failed:
        print(sentence, file=sys.stderr)
    if not measured:
        print("nothing was measured: none of the sets asked for is here", file=sys.stderr)
    return 1 if failed or not measured else 0


if __name__ == "__main__":
    raise SystemExit(main())
