"""How fast much is read, by whom, and what it takes: stages, runners, memory, and the same work by peers.

    python -m benchmarks.scale [--pages N] [--memory N N] [--runners NAME...] [--peers N] [--out FILE.json]

* stages: CPU-seconds of this process to have, parse, extract and keep the reports of PolNeAR's development split
  (../shared/data/polnear/dev.jsonl, or --texts; the examples where it is not there).
* runners: `reportedly add` on a made-up archive, in a process of its own: wall seconds of reading as the command tells
  them, CPU-seconds of it and its workers, the largest resident memory of the parent while it reads and of any worker.
* memory: the same of a pool for two sizes of the archive; their ratio.
* peers: `peers.py` on the same texts, in CPU-seconds. Its environment is made under .benchmarks/.

Wall times and their ratios hold for an idle machine only; CPU-seconds nearly anywhere. Floors are checked with --check.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from reportedly import _version
from reportedly.readers import ReadOptions
from reportedly.readers.base import Record
from reportedly.readers.sources import parse, records
from reportedly.stores import open_store
from reportedly.workflow.tasks import extractor_of

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / ".benchmarks"
RESULTS = ROOT / "benchmarks" / "results" / "scale.json"
POLNEAR = ROOT.parent / "shared" / "data" / "polnear" / "dev.jsonl"
EXAMPLES = ROOT / "examples" / "reports"
WORKERS = 2
BATCH = 64
FLOORS = {"pipeline to peers": 5.0, "pool to serial": 1.8, "ray to serial": 1.6}
MOST_MEMORY_RATIO = 1.10
SAMPLE_S = 0.2
_CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """CPU-seconds of one stage over all reports."""

    name: str
    cpu_s: float
    reports_per_cpu_s: float
    words_per_cpu_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One `reportedly add`. `wall_s`: of reading; `cpu_s`: of parent and workers, the drawing of the picture apart."""

    runner: str
    pages: int
    reports: int
    claims: int
    failed: int
    wall_s: float
    reports_per_s: float
    cpu_s: float
    parent_mib: float
    worker_mib: float


def time_stages(texts: Path) -> tuple[list[Stage], int, int]:
    """Every stage over the texts, and how many reports and words they are."""
    options = ReadOptions()
    extractor = extractor_of(())
    spent = dict.fromkeys(("have", "parse", "extract", "keep"), 0.0)

    def timed(stage: str, start: float) -> float:
        now = time.process_time()
        spent[stage] += now - start
        return now

    words = reports = 0
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "kept.db") as store:
        pending = []
        start = time.process_time()
        for record in records(str(texts), options):
            start = timed("have", start)
            found = [one for one in parse(record, options) if not isinstance(one, Exception)]
            start = timed("parse", start)
            for report in found:
                words, reports = words + len(report.text.split()), reports + 1
                start = time.process_time()
                pending.append((report, extractor.extract(report)))
                start = timed("extract", start)
            if len(pending) >= BATCH:
                store.add_many(pending)
                pending = []
                start = timed("keep", start)
        store.add_many(pending)
        timed("keep", start)
    spent["all"] = sum(spent.values())
    stages = [
        Stage(
            name=name,
            cpu_s=round(seconds, 4),
            reports_per_cpu_s=round(reports / max(seconds, 1e-9), 2),
            words_per_cpu_s=round(words / max(seconds, 1e-9)),
        )
        for name, seconds in spent.items()
    ]
    return stages, reports, words


class Watch:
    """Watches a process and those below it: CPU-seconds and the most resident memory, from /proc."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.cpu_s: dict[int, float] = {}
        self.peak_kib: dict[int, int] = {}
        self._thread.start()

    def stop(self) -> None:
        """No more samples."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_S):
            below = list(_below(self._pid))
            busy = [pid for pid in below if _kib(pid, "VmRSS") > 50_000]
            # The parent while it reads: with workers there, or, where it reads itself, at any time.
            for pid in (self._pid, *below):
                if pid != self._pid or busy or not self.peak_kib.keys() - {self._pid}:
                    self.cpu_s[pid] = _cpu_s(pid) or self.cpu_s.get(pid, 0.0)
                    self.peak_kib[pid] = max(self.peak_kib.get(pid, 0), _kib(pid, "VmRSS"))

    @property
    def parent_mib(self) -> float:
        """The most of the parent."""
        return self.peak_kib.get(self._pid, 0) / 1024

    @property
    def worker_mib(self) -> float:
        """The most of any process below it."""
        return max((kib for pid, kib in self.peak_kib.items() if pid != self._pid), default=0) / 1024


def _below(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from _below(child)


def _kib(pid: int, name: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)


def _cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _CLOCK_TICKS


def add(source: Path, runner: str, pages: int) -> Run:
    """Run the command and watch it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "reportedly", "add", str(source), "--store", f"{folder}/kept.db", "--json"]
        command += ["--quiet", "--runner", runner, *(["--workers", str(WORKERS)] if runner != "serial" else [])]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        watch = Watch(process.pid)
        out, _ = process.communicate()
        watch.stop()
    told = json.loads(out)
    return Run(
        runner=runner,
        pages=pages,
        reports=told["reports"],
        claims=told["claims"],
        failed=len(told["failed"]),
        wall_s=told["seconds"],
        reports_per_s=told["reports_per_second"],
        cpu_s=round(sum(watch.cpu_s.values()), 1),
        parent_mib=round(watch.parent_mib, 1),
        worker_mib=round(watch.worker_mib, 1),
    )


def archive(pages: int) -> Path:
    """The made-up archive of so many pages, made once; the example reports over and over where it cannot be made."""
    WORK.mkdir(exist_ok=True)
    try:
        from benchmarks.archive import write_archive
    except ImportError:
        return _examples_again(pages)
    path = WORK / f"pages-{pages}.warc.gz"
    if not path.exists():
        write_archive(path.with_suffix(".writing"), pages)
        path.with_suffix(".writing").rename(path)
    return path


def _examples_again(pages: int) -> Path:
    path = WORK / f"examples-{pages}.jsonl"
    options = ReadOptions()
    texts = [
        outcome.text
        for record in records(str(EXAMPLES), options)
        for outcome in parse(record, options)
        if not isinstance(outcome, Exception)
    ]
    with path.open("w", encoding="utf-8") as handle:
        for number in range(pages):
            text = texts[number % len(texts)].replace(" 1", f" {number % 9 + 1}")
            handle.write(json.dumps({"id": f"page-{number}", "text": f"Page {number}\n\n{text}"}) + "\n")
    return path


def time_peers(texts: Path, count: int) -> dict[str, float] | None:
    """What the peers' chain takes; None where it cannot be installed."""
    python = WORK / "peers" / "bin" / "python"
    if not python.exists():
        wanted = ROOT / "benchmarks" / "peers.txt"
        for command in (
            [sys.executable, "-m", "venv", str(WORK / "peers")],
            [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python), "-r", str(wanted)],
        ):
            if subprocess.run(command, check=False).returncode:
                shutil.rmtree(WORK / "peers", ignore_errors=True)
                return None
    script = str(ROOT / "benchmarks" / "peers.py")
    ran = subprocess.run([str(python), script, str(texts), str(count)], capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"the peers' chain failed: {ran.stderr.splitlines()[-1:]}", file=sys.stderr)
        return None
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def lines_of(source: Path) -> Path:
    """The texts as JSON Lines, as the peers read them."""
    if source.suffix == ".jsonl":
        return source
    WORK.mkdir(exist_ok=True)
    options = ReadOptions()
    path = WORK / "texts.jsonl"
    found: Iterator[Record] = records(str(source), options)
    rows = [one for record in found for one in parse(record, options) if not isinstance(one, Exception)]
    path.write_text("".join(json.dumps({"id": row.id, "text": row.text}) + "\n" for row in rows), encoding="utf-8")
    return path


def ratios_of(stages: Sequence[Stage], runs: Sequence[Run], peers: dict[str, float] | None) -> dict[str, float]:
    """What the floors are about."""
    by_runner = {run.runner: run for run in runs}
    found = {}
    if peers:
        ours = next(stage for stage in stages if stage.name == "all").words_per_cpu_s
        found["pipeline to peers"] = ours / (peers["words"] / peers["cpu_s"])
    for name in ("pool", "ray"):
        if name in by_runner and "serial" in by_runner:
            found[f"{name} to serial"] = by_runner[name].reports_per_s / by_runner["serial"].reports_per_s
    return {name: round(value, 2) for name, value in found.items()}


def print_all(
    stages: Sequence[Stage], runs: Sequence[Run], memory: Sequence[Run], peers: dict[str, float] | None
) -> None:
    """Tables for people."""
    print(f"{'stage':<10}{'CPU-s':>10}{'reports/CPU-s':>16}{'words/CPU-s':>14}")
    for stage in stages:
        print(f"{stage.name:<10}{stage.cpu_s:>10.2f}{stage.reports_per_cpu_s:>16,.1f}{stage.words_per_cpu_s:>14,.0f}")
    if peers:
        each = peers["cpu_s"], peers["reports"] / peers["cpu_s"], peers["words"] / peers["cpu_s"]
        print(f"{'peers':<10}{each[0]:>10.2f}{each[1]:>16,.1f}{each[2]:>14,.0f}")
    head = ("runner", "pages", "reports", "wall s", "reports/s", "CPU-s", "parent MiB", "worker MiB")
    print("\n" + "".join(f"{name:>12}" for name in head))
    for run in (*runs, *memory):
        row = (run.runner, run.pages, run.reports, run.wall_s, run.reports_per_s, run.cpu_s)
        print("".join(f"{value:>12}" for value in (*row, run.parent_mib, run.worker_mib)))


def main() -> None:
    """Time everything, print it, write it; with --check, fail below a floor."""
    parser = argparse.ArgumentParser(description="How fast much is read, by whom, and what it takes.")
    parser.add_argument("--texts", type=Path, default=POLNEAR if POLNEAR.exists() else EXAMPLES)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--memory", type=int, nargs=2, default=None, metavar="N")
    parser.add_argument("--runners", nargs="*", default=["serial", "pool"], choices=["serial", "pool", "ray"])
    parser.add_argument("--peers", type=int, default=30, metavar="N", help="texts for the peers; 0: none")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--out", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    stages, reports, words = time_stages(chosen.texts)
    peers = time_peers(lines_of(chosen.texts), chosen.peers) if chosen.peers else None
    runs = [add(archive(chosen.pages), name, chosen.pages) for name in chosen.runners]
    memory = [add(archive(pages), "pool", pages) for pages in chosen.memory or ()]
    print(f"{reports} reports, {words:,} words; Python {platform.python_version()}, {os.cpu_count()} processors\n")
    print_all(stages, runs, memory, peers)
    ratios = ratios_of(stages, runs, peers)
    if memory:
        few, many = memory
        ratios["memory, parent"] = round(many.parent_mib / few.parent_mib, 3)
        ratios["memory, worker"] = round(many.worker_mib / few.worker_mib, 3)
    print("\n" + "\n".join(f"{name}: {value}" for name, value in ratios.items()))
    result = {
        "version": _version.__version__,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "texts": {"reports": reports, "words": words},
        "stages": [asdict(stage) for stage in stages],
        "peers": peers,
        "runs": [asdict(run) for run in (*runs, *memory)],
        "ratios": ratios,
    }
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"\nwritten to {chosen.out}")
    low = [name for name, floor in FLOORS.items() if ratios.get(name, floor) < floor]
    low += [name for name, value in ratios.items() if name.startswith("memory") and value > MOST_MEMORY_RATIO]
    if chosen.check and low:
        sys.exit(f"beyond the floor: {', '.join(low)}")


if __name__ == "__main__":
    main()
