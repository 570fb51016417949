"""The pool of processes."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from reportedly.runners.pool import Pool, cores
from tests.contracts.runner_contract import CrewContract, Make
from tests.runners.tasks import Doubling

ROOT = Path(__file__).parents[2]
ENDLESS = """
import itertools, os
from reportedly.runners.pool import Pool
from tests.runners.tasks import Doubling
if __name__ == "__main__":
    for result in Pool(2, batch=1).run(Doubling(), itertools.chain(["pid", "pid"] * 50, ["hang"] * 9)):
        print(result, flush=True)
"""


@pytest.fixture
def make() -> Make:
    def pool(**changes: Any) -> Pool:
        return Pool(2, **{"batch": 4, **changes})

    return pool


class TestPool(CrewContract):
    """The contract."""


def test_no_worker_is_left_when_the_results_are_given_up() -> None:
    results = Pool(2, batch=2).run(Doubling(), ["pid"] * 100)
    next(results)
    results.close()
    assert not multiprocessing.active_children()


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    """Amid an item that hangs, too: nobody would end them later."""
    script = tmp_path / "parent.py"
    script.write_text(ENDLESS)
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        pids = {run.stdout.readline().strip() for _ in range(100)}
        time.sleep(0.5)  # now both hang
        run.kill()
    assert all(pid.isdecimal() for pid in pids)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.05)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_there_are_as_many_workers_as_processors_unless_told() -> None:
    assert Pool().workers == cores() >= 1
