"""Nothing acknowledged is lost, whoever is killed and whoever else writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.stores import open_store
from tests.builders import claims_of, numbered_report

ROOT = Path(__file__).parents[2]
DEADLINE_S = 120  # far beyond need: only so that a hang fails


def writer(store: str, first: int, last: int, *more: str) -> subprocess.Popen[str]:
    """A process that adds numbered reports."""
    command = [sys.executable, "-m", "tests.stores.writer", store, str(first), str(last), *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("acknowledged", [1, 8, 30])
def test_a_killed_writer_loses_nothing_acknowledged(location: str, acknowledged: int) -> None:
    """After kill -9 amid a loop of adds the store is sound and holds all that was acknowledged, claims included."""
    with writer(location, 0, 100_000) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(acknowledged)]
        process.kill()
        lines += process.stdout.readlines()
    digests = [line.split()[0] for line in lines if line.endswith("\n")]
    assert len(digests) >= acknowledged
    with open_store(location) as store:
        assert store.check() == ()
        for number, digest in enumerate(digests):
            report = numbered_report(number)
            assert store.has(digest)
            assert store.claims_of(report.id) == claims_of(report)
        assert store.counts().versions - len(digests) in (0, 1)  # one may be kept whose line was never written


def test_two_processes_begin_and_fill_one_store(new_location: str) -> None:
    """Both wait for each other; a text that both add is new to exactly one of them."""
    processes = [writer(new_location, 0, 20), writer(new_location, 10, 30)]
    lines = [process.communicate(timeout=DEADLINE_S)[0].splitlines() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    outcomes = [line.split() for line in lines[0] + lines[1]]
    new = [digest for digest, outcome in outcomes if outcome == "new"]
    assert len(outcomes) == 40
    assert sorted(new) == sorted({digest for digest, _ in outcomes})
    with open_store(new_location) as store:
        assert store.check() == ()
        assert (store.counts().reports, store.counts().claims) == (30, 60)
