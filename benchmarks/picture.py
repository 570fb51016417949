"""What the picture costs as a store grows: drawing one more report in, telling the busiest story, drawing all anew.

    python -m benchmarks.picture [--claims 10000 100000 1000000] [--added N] [--keep DIR] [--out FILE.json]

The claims are made up (`world.py` says with what spread). Each size has a store of its own, in a temporary folder; with
--keep it stays there, for `benchmarks.desk --store` and for the next run, which draws it anew. Wall times, and CPU
times for a machine that others use, too; all anew is drawn by two processes where there are two cores. Peak memory is
that of the first process, world and all. "added" is the median over reports of 20 claims that come last, claims read
back from the store included; keeping the report itself is timed apart.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sqlite3
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks.world import CLAIMS_A_REPORT, DAYS, World
from sqlalchemy import Engine, create_engine

from reportedly import workflow
from reportedly.knowledge import load_knowledge
from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.model.story import Query
from reportedly.stores import open_store, records
from reportedly.stores.base import Drawn
from reportedly.stores.sql import SqlStore

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "picture.json"
SIZES = (10_000, 100_000, 1_000_000)
ADDED = 60
ASKED = 7
_A_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One size. Times in milliseconds but where `_s` says seconds; memory and file in MiB."""

    claims: int
    questions: int
    origins: int
    busiest_question_claims: int
    keep_report_ms: float
    added_ms: float
    added_worst_ms: float
    added_cpu_ms: float
    busiest_story_ms: float
    redraw_s: float
    redraw_cpu_s: float
    peak_mib: float
    store_mib: float


def keep(path: Path, world: World) -> None:
    """Keep the world's reports, many a transaction: what is measured is the picture."""
    engine = create_engine(f"sqlite:///{path}")
    some: list[tuple[Report, tuple[Claim, ...]]] = []
    for made in world.reports():
        some.append(made)
        if len(some) == _A_BATCH:
            _write(engine, some)
            some = []
    _write(engine, some)
    engine.dispose()


def _write(engine: Engine, some: Sequence[tuple[Report, tuple[Claim, ...]]]) -> None:
    with engine.begin() as connection:
        for report, claims in some:
            records.insert_claims(connection, records.insert_report(connection, report), report, claims)


def measure(claims: int, added: int, folder: Path) -> Row:
    """One size, from an empty store on."""
    knowledge = load_knowledge()
    world = World(claims)
    path = folder / f"{claims}.db"
    with open_store(str(path), create=True) as store:
        assert isinstance(store, SqlStore)
        there = store.counts().reports
        if there:
            deque(world.reports(), maxlen=0)  # what comes next tells of what was said before
        else:
            keep(path, world)
        before = _cpu_s()
        redraw_s = _timed(lambda: workflow.redraw(store, knowledge))
        redraw_cpu_s = _cpu_s() - before
        kept, drawn, cpu = [], [], []
        pen = workflow.Pen(store, knowledge)
        for number in range(added):
            report, own = world.report(10**9 + there + number, day=DAYS)
            kept.append(_timed(lambda report=report, own=own: store.add(report, own)))  # type: ignore[misc]
            before = _cpu_s()
            drawn.append(_timed(lambda report=report: pen.redraw(Drawn(report.id, 1), enters=True)))  # type: ignore[misc]
            cpu.append(_cpu_s() - before)
        series, questions = store.find_series(limit=1, estimates=1)
        busiest = max(series, key=lambda one: one.claims).question
        story = Query(measure=busiest.measure, actors=(busiest.subject or "",))
        asked = [_timed(lambda: workflow.picture(store, story, limit=8)) for _ in range(ASKED)]
        found = workflow.picture(store, story, limit=8)
    return Row(
        claims=claims,
        questions=questions,
        origins=_origins(path),
        busiest_question_claims=max(one.claims for one in found.series),
        keep_report_ms=1e3 * median(kept),
        added_ms=1e3 * median(drawn),
        added_worst_ms=1e3 * max(drawn),
        added_cpu_ms=1e3 * median(cpu),
        busiest_story_ms=1e3 * median(asked),
        redraw_s=redraw_s,
        redraw_cpu_s=redraw_cpu_s,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        store_mib=path.stat().st_size / 2**20,
    )


def _origins(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        count: int = connection.execute("SELECT count(*) FROM origins").fetchone()[0]
    return count


def _cpu_s() -> float:
    """Of this process and of those that it waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _timed(do: Callable[[], object]) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def table(rows: Sequence[Row]) -> str:
    """The growth curve, a line a size."""
    names = (
        "claims", "questions", "origins", "one report more", "worst", "its CPU", "busiest story", "all anew",
        "its CPU", "peak", "file",
    )  # fmt: skip
    lines = ["  ".join(f"{name:>15}" for name in names)]
    for row in rows:
        cells = (
            f"{row.claims:,}",
            f"{row.questions:,}",
            f"{row.origins:,}",
            f"{row.added_ms:.1f} ms",
            f"{row.added_worst_ms:.1f} ms",
            f"{row.added_cpu_ms:.1f} ms",
            f"{row.busiest_story_ms:.1f} ms",
            f"{row.redraw_s:.1f} s",
            f"{row.redraw_cpu_s:.1f} s",
            f"{row.peak_mib:,.0f} MiB",
            f"{row.store_mib:,.0f} MiB",
        )
        lines.append("  ".join(f"{cell:>15}" for cell in cells))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--added", type=int, default=ADDED, help=f"reports of {CLAIMS_A_REPORT} claims added and timed")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a folder in which the stores stay")
    parser.add_argument("--out", type=Path, default=RESULTS)
    chosen = parser.parse_args(arguments)
    rows: list[Row] = []
    for claims in chosen.claims:
        with nullcontext(chosen.keep) if chosen.keep else tempfile.TemporaryDirectory() as folder:
            rows.append(measure(claims, chosen.added, Path(folder)))
        print(table(rows[-1:]), flush=True)
    print(table(rows))
    told = {"machine": platform.platform(), "python": platform.python_version(), "rows": [asdict(row) for row in rows]}
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
