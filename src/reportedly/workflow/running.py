"""Which runner reads: told, or by how much there is to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reportedly.runners.base import DEFAULT_TIMEOUT_S, Runner, Serial

MANY_FILES = 64
MANY_BYTES = 8 * 1024**2
"""From so much on processes are started: reading it takes long beside the few seconds that they need to be ready."""


class RunnerName(StrEnum):
    """What a person asks for."""

    AUTO = "auto"
    SERIAL = "serial"
    POOL = "pool"
    RAY = "ray"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much lies in files of this machine. `is_whole`: nothing else was named (a URL, stdin, a pipe)."""

    files: int
    size: int
    is_whole: bool

    @property
    def is_much(self) -> bool:
        """Whether several processes gain."""
        return self.files > MANY_FILES or self.size > MANY_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """How to run. `workers`, `batch` None: as many processes as processors; what the runner is best at."""

    name: RunnerName = RunnerName.AUTO
    workers: int | None = None
    batch: int | None = None
    timeout_s: float = DEFAULT_TIMEOUT_S
    ray_address: str | None = None


def amount_of(sources: Sequence[str]) -> Amount:
    """What the sources come to, from the sizes of files alone."""
    files = size = 0
    is_whole = True
    for source in sources:
        found = list(_sizes(source))
        is_whole = is_whole and bool(found)
        files, size = files + len(found), size + sum(found)
    return Amount(files=files, size=size, is_whole=is_whole)


def runner_of(running: Running, amount: Amount) -> tuple[RunnerName, Runner]:
    """The runner that was asked for; for `auto`, a pool where there is much to read and more than one processor."""
    from reportedly.runners.pool import DEFAULT_BATCH, Pool, cores

    name, batch = running.name, running.batch or DEFAULT_BATCH
    if name is RunnerName.AUTO:
        several = (running.workers or cores()) > 1 and amount.is_much
        name = RunnerName.POOL if several else RunnerName.SERIAL
    if name is RunnerName.POOL:
        return name, Pool(running.workers, batch=batch, timeout_s=running.timeout_s)
    if name is RunnerName.RAY:
        from reportedly.runners.ray import RayRunner

        address = running.ray_address
        return name, RayRunner(running.workers, address=address, batch=batch, timeout_s=running.timeout_s)
    return name, Serial(timeout_s=running.timeout_s)


def _sizes(source: str) -> Iterator[int]:
    """The size of each file that a path names; none for what is no file."""
    try:
        if Path(source).is_file():
            yield Path(source).stat().st_size
        for folder, _, names in os.walk(source):
            for name in names:
                yield (Path(folder) / name).stat().st_size
    except (OSError, ValueError):
        return
