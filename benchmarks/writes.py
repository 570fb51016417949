"""How fast a store takes in what many readers send: the write path alone, with reports whose claims are made up.

    python -m benchmarks.writes [--writers 1 2 4 8] [--seconds 20] [--batch 16] [--no-drawing] [--out FILE.json]

Each writer is a process that keeps batches of reports with 20 claims each (`world.py`), all of them new, as fast as it
can, for so many seconds. A PostgreSQL server that writes as one in earnest does (fsync on), and a SQLite file; each
begun empty. Then the picture of what is held is drawn. Server and writers share the machine: on machines of their own
each would have more of it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from benchmarks.world import CLAIMS_A_REPORT, DAYS, World
from tests.postgresql import PostgresqlServer

from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.stores import open_store

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "writes.json"
WRITERS = (1, 2, 4, 8)
WORLD_CLAIMS = 1_000_000
"""The world that the reports are of: its spread, not what is held."""
APART = 10**7
"""Between the first reports of two writers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind of store with so many writers. `draw_ms`: of a report drawn into the picture, on average; None where
    none was drawn."""

    store: str
    writers: int
    reports: int
    reports_per_s: float
    claims_per_s: float
    draw_ms: float | None


def reports_of(world: World, first: int) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """Reports without end, none twice."""
    number = first
    while True:
        yield world.report(number, day=number % DAYS)
        number += 1


def write(location: str, number: int, batch: int, seconds: float, ready: object, told: object) -> None:
    """A writer's life: say that all is loaded, wait for the others, write, say how much."""
    world = World(WORLD_CLAIMS)
    made = reports_of(world, (number + 1) * APART)
    kept = 0
    with open_store(location) as store:
        ready.wait()  # type: ignore[attr-defined]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            added = store.add_many(list(islice(made, batch)))
            kept += sum(not isinstance(one, Exception) for one in added)
    told.put(kept)  # type: ignore[attr-defined]


def measure(kind: str, location: str, writers: int, chosen: argparse.Namespace) -> Row:
    """One store, empty when it begins."""
    open_store(location).close()
    context = multiprocessing.get_context("spawn")
    ready, told = context.Barrier(writers), context.Queue()
    processes = [
        context.Process(target=write, args=(location, number, chosen.batch, chosen.seconds, ready, told))
        for number in range(writers)
    ]
    for process in processes:
        process.start()
    kept = sum(told.get(timeout=chosen.seconds + 120) for _ in processes)
    for process in processes:
        process.join()
    return Row(
        store=kind,
        writers=writers,
        reports=kept,
        reports_per_s=kept / chosen.seconds,
        claims_per_s=kept * CLAIMS_A_REPORT / chosen.seconds,
        draw_ms=None if chosen.no_drawing else _drawn_ms(location),
    )


def _drawn_ms(location: str) -> float:
    from reportedly.workflow import draw

    with open_store(location) as store:
        begun = time.perf_counter()
        drawn = draw(store)
        return 1e3 * (time.perf_counter() - begun) / max(1, drawn)


@contextmanager
def places() -> Iterator[dict[str, object]]:
    """How to begin a store of each kind."""
    with tempfile.TemporaryDirectory() as folder, PostgresqlServer(durable=True) as server:
        yield {
            "postgresql": lambda: server.url(server.create()),
            "sqlite": lambda: str(Path(folder) / f"{time.monotonic_ns()}.db"),
        }


def table(rows: Sequence[Row]) -> str:
    """A line a store and number of writers."""
    names = ("store", "writers", "reports", "reports/s", "claims/s", "drawn in")
    lines = ["  ".join(f"{name:>12}" for name in names)]
    for row in rows:
        drawn = "-" if row.draw_ms is None else f"{row.draw_ms:.1f} ms each"
        cells = (
            row.store,
            str(row.writers),
            f"{row.reports:,}",
            f"{row.reports_per_s:,.0f}",
            f"{row.claims_per_s:,.0f}",
        )
        lines.append("  ".join(f"{cell:>12}" for cell in (*cells, drawn)))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, nargs="+", default=list(WRITERS))
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--stores", nargs="+", default=["postgresql", "sqlite"], choices=["postgresql", "sqlite"])
    parser.add_argument("--no-drawing", action="store_true")
    parser.add_argument("--out", type=Path, default=RESULTS)
    chosen = parser.parse_args(arguments)
    rows: list[Row] = []
    with places() as begin:
        for kind in chosen.stores:
            for writers in chosen.writers:
                rows.append(measure(kind, begin[kind](), writers, chosen))  # type: ignore[operator]
                print(table(rows[-1:]), flush=True)
    print(table(rows))
    told = {"machine": platform.platform(), "python": platform.python_version(), "rows": [asdict(row) for row in rows]}
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
