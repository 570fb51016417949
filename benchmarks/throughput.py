"""How fast reports are read: words per CPU-second of each stage over the examples, and what a person waits for.

    python benchmarks/throughput.py [--rounds N] [--reports DIR] [--out FILE.json]

CPU-seconds of this process, not wall time: other work on the machine then counts little. Each stage is timed over all
reports, round after round; the table gives the fastest round and the median. Wall times of the shell are the median of
fresh processes. Loading the tables is timed apart and once. Figures hold for the machine they were taken on.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from reportedly import _version
from reportedly.extraction import attributions, quantities, sentences, times
from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.report import Report
from reportedly.readers import ReadOptions, read

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples" / "reports"
RESULTS = ROOT / "benchmarks" / "results" / "throughput.json"
ROUNDS = 5
SHELL_RUNS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage over all reports. `fastest`, `middle`: words per CPU-second of the fastest and the median round."""

    name: str
    words: int
    rounds: int
    cpu_s: float
    fastest_words_per_cpu_s: float
    middle_words_per_cpu_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What a person waits for: the median wall time of fresh processes."""

    name: str
    runs: int
    wall_s: float


def load_reports(folder: Path) -> tuple[Report, ...]:
    """The reports of a folder; ends the program where one cannot be read."""
    found = []
    for outcome in read(str(folder), ReadOptions()):
        if not isinstance(outcome, Report):
            sys.exit(f"benchmark: {outcome}")
        found.append(outcome)
    if not found:
        sys.exit(f"benchmark: no reports in {folder}; name a folder with --reports")
    return tuple(found)


def time_stage(name: str, work: Callable[[], object], words: int, rounds: int) -> Stage:
    """Run `work` once to warm up, then `rounds` times."""
    work()
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return Stage(
        name=name,
        words=words,
        rounds=rounds,
        cpu_s=round(median(spent), 4),
        fastest_words_per_cpu_s=round(words / max(min(spent), 1e-9)),
        middle_words_per_cpu_s=round(words / max(median(spent), 1e-9)),
    )


def time_stages(reports: Sequence[Report], extractor: Extractor, folder: Path, rounds: int) -> list[Stage]:
    """The stages one by one, each over all reports."""
    words = sum(len(report.text.split()) for report in reports)
    split = [sentences.split(report.text) for report in reports]
    works: dict[str, Callable[[], object]] = {
        "reading files": lambda: load_reports(folder),
        "sentences": lambda: [sentences.split(r.text) for r in reports],
        "attributions": lambda: [
            attributions.find(r.text, s, extractor.tagger) for r, s in zip(reports, split, strict=True)
        ],
        "quantities": lambda: [quantities.find(r.text) for r in reports],
        "times": lambda: [times.find(r.text, r.published_day) for r in reports],
        "whole extraction": lambda: [extractor.extract(r) for r in reports],
    }
    return [time_stage(name, work, words, rounds) for name, work in works.items()]


def time_shell(name: str, command: Sequence[str], runs: int = SHELL_RUNS) -> Wait:
    """The median wall time of a command in fresh processes, after one that fills the file cache."""
    spent = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        spent.append(time.perf_counter() - start)
    return Wait(name=name, runs=runs, wall_s=round(median(spent[1:]), 4))


def time_waits(folder: Path) -> list[Wait]:
    """A bare Python, the import, and `reportedly read` of one report."""
    one = min(path for path in folder.rglob("*") if path.is_file())
    python = sys.executable
    return [
        time_shell("python, doing nothing", [python, "-c", "pass"]),
        time_shell("python -c 'import reportedly'", [python, "-c", "import reportedly"]),
        time_shell(f"reportedly read {one.name}", [python, "-m", "reportedly", "read", str(one)]),
    ]


def print_tables(stages: Sequence[Stage], waits: Sequence[Wait], loading_cpu_s: float) -> None:
    """Both tables for people."""
    print(f"{'stage':<20}{'words':>8}{'CPU-s a round':>16}{'words/CPU-s, median':>22}{'fastest':>12}")
    for stage in stages:
        speeds = f"{stage.middle_words_per_cpu_s:>22,.0f}{stage.fastest_words_per_cpu_s:>12,.0f}"
        print(f"{stage.name:<20}{stage.words:>8,}{stage.cpu_s:>16.3f}{speeds}")
    print(f"\nloading the knowledge tables, once: {loading_cpu_s:.3f} CPU-s\n")
    print(f"{'from the shell':<36}{'wall s, median':>16}")
    for wait in waits:
        print(f"{wait.name:<36}{wait.wall_s:>16.3f}")


def main() -> None:
    """Time everything, print it, write it."""
    parser = argparse.ArgumentParser(description="How fast reports are read.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--reports", type=Path, default=EXAMPLES)
    parser.add_argument("--out", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    if chosen.rounds < 1:
        parser.error("--rounds must be at least 1")
    start = time.process_time()
    extractor = Extractor(load_knowledge())
    loading_cpu_s = round(time.process_time() - start, 4)
    reports = load_reports(chosen.reports)
    stages = time_stages(reports, extractor, chosen.reports, chosen.rounds)
    waits = time_waits(chosen.reports)
    print(f"{len(reports)} reports, {chosen.rounds} rounds, Python {platform.python_version()}\n")
    print_tables(stages, waits, loading_cpu_s)
    result = {
        "version": _version.__version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "reports": len(reports),
        "loading_cpu_s": loading_cpu_s,
        "stages": [asdict(stage) for stage in stages],
        "waits": [asdict(wait) for wait in waits],
    }
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"\nwritten to {chosen.out}")


if __name__ == "__main__":
    main()
