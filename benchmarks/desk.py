"""How long the desk's pages take over a big store, with readers side by side, and what a page transfers.

    python -m benchmarks.desk [--claims 1000000 | --store PATH] [--readers 8] [--seconds 60] [--out FILE.json]

The store is made up as for `benchmarks.picture`, or is the one given. The desk is served by `reportedly serve` in a
process of its own; the readers follow links: each asks for pages of all kinds, one after another, of addresses found by
a walk from the home page. Every address is asked for once before the clock starts (what was never looked at is told
apart, as "first"). Times are from the request to the last byte, in this process, gzip accepted.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import urlsplit

import httpx2
from benchmarks.picture import keep
from benchmarks.world import World
from lxml import html

from reportedly import workflow
from reportedly.stores import open_store

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "desk.json"
CLAIMS = 1_000_000
EACH = 12
"""Addresses of a kind that are asked for."""
WALKED = 40
"""Pages that are looked through for links."""
_SEED = 7
_READY_S = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A kind of page. Times in milliseconds; `kib`: what the biggest page of the kind transferred."""

    kind: str
    addresses: int
    asked: int
    first_ms: float
    median_ms: float
    p95_ms: float
    worst_ms: float
    kib: float


def kind_of(address: str) -> str:
    """ "/claims/abc?report=x" as "/claims/…"."""
    parts = urlsplit(address)
    name, *inner = parts.path.strip("/").split("/")
    inner = ["…", *inner[1:]] if inner else []
    return "/" + "/".join((name, *inner)) + ("?…" if parts.query and not inner else "")


def walk(client: httpx2.Client) -> dict[str, list[str]]:
    """Addresses of pages by their kind, some of each, found by following links from home; files are no pages."""
    found: defaultdict[str, list[str]] = defaultdict(list, {"/": ["/"]})
    waiting, seen = ["/"], {"/"}
    for _ in range(WALKED):
        if not waiting:
            break
        page = client.get(waiting.pop(0))
        if page.status_code != httpx2.codes.OK or "text/html" not in page.headers["content-type"]:
            continue
        for link in html.document_fromstring(page.text).xpath("//a[not(@download)]/@href"):
            address = str(link).partition("#")[0]
            kind = kind_of(address)
            if address.startswith("/") and address not in seen and len(found[kind]) < EACH:
                seen.add(address)
                found[kind].append(address)
                if len(found[kind]) == 1:
                    waiting.append(address)
    return dict(found)


def measure(url: str, readers: int, seconds: float) -> list[Row]:
    """Ask for everything once, then read side by side."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    firsts: defaultdict[str, list[float]] = defaultdict(list)
    sizes: defaultdict[str, float] = defaultdict(float)
    with httpx2.Client(base_url=url, timeout=_READY_S) as client:
        found = walk(client)
        for kind, addresses in found.items():
            for address in addresses:
                began = time.perf_counter()
                size = _read(client, address)
                firsts[kind].append(time.perf_counter() - began)
                sizes[kind] = max(sizes[kind], size)
    until = time.monotonic() + seconds

    def reader(number: int) -> list[tuple[str, float]]:
        random, own = Random(_SEED + number), []
        with httpx2.Client(base_url=url, timeout=_READY_S) as mine:
            while time.monotonic() < until:
                kind = random.choice(sorted(found))
                began = time.perf_counter()
                _read(mine, random.choice(found[kind]))
                own.append((kind, time.perf_counter() - began))
        return own

    with ThreadPoolExecutor(readers) as pool:
        for own in pool.map(reader, range(readers)):
            for kind, took in own:
                times[kind].append(took)
    return [_row(kind, found[kind], firsts[kind], times[kind], sizes[kind]) for kind in sorted(times)]


def _read(client: httpx2.Client, address: str) -> float:
    """KiB on the wire. Raises for an error of the server."""
    with client.stream("GET", address) as answer:
        size = sum(len(part) for part in answer.iter_raw())
        if answer.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR:
            raise RuntimeError(f"{address} answered {answer.status_code}")
    return size / 1024


def _row(kind: str, addresses: Sequence[str], first: Sequence[float], took: Sequence[float], kib: float) -> Row:
    return Row(
        kind=kind,
        addresses=len(addresses),
        asked=len(took),
        first_ms=1e3 * max(first),
        median_ms=1e3 * median(took),
        p95_ms=1e3 * (quantiles(took, n=20)[-1] if len(took) > 1 else took[0]),
        worst_ms=1e3 * max(took),
        kib=kib,
    )


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """`reportedly serve` over a store, on a free port."""
    command = [sys.executable, "-m", "reportedly", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            for line in server.stdout:
                if found := re.search(r"http://\S+", line):
                    yield found.group()
                    break
            else:
                raise RuntimeError("the server ended before it listened")
        finally:
            server.terminate()


def main() -> int:
    """Make a store, or take one, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--out", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        store = chosen.store or _made(Path(folder) / "desk.db", chosen.claims)
        with serving(store) as url:
            rows = measure(url, chosen.readers, chosen.seconds)
    print(f"{platform.machine()}, {chosen.readers} readers, {chosen.seconds:g} s")
    print(f"{'page':<24}{'asked':>8}{'first':>10}{'median':>10}{'p95':>10}{'worst':>10}{'KiB':>8}")
    for row in rows:
        numbers = (row.first_ms, row.median_ms, row.p95_ms, row.worst_ms)
        print(f"{row.kind:<24}{row.asked:>8}" + "".join(f"{number:>10.0f}" for number in numbers) + f"{row.kib:>8.0f}")
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


def _made(path: Path, claims: int) -> Path:
    with open_store(str(path), create=True) as store:
        keep(path, World(claims))
        workflow.redraw(store)
    return path


if __name__ == "__main__":
    sys.exit(main())
