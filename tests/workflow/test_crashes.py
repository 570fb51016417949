"""A run that is killed or interrupted loses nothing that was acknowledged, and begun again comes to the same store."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reportedly.stores import open_store
from tests.workflow.archives import add_command, add_long, contents, write_lines

RUNNERS = (("--runner", "serial"), ("--runner", "pool", "--workers", "2", "--batch", "2"))
SHORT, LONG = 40, 6
DEADLINE_S = 240  # far beyond need: only so that a hang fails


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return add_long(write_lines(tmp_path_factory.mktemp("archive") / "crossings.jsonl", SHORT), LONG)


@pytest.fixture(scope="module")
def whole(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What an uninterrupted run keeps."""
    path = tmp_path_factory.mktemp("whole") / "kept.db"
    subprocess.run(add_command(archive, path, "--quiet"), check=True, capture_output=True)
    return contents(path)


def started(archive: Path, store: Path, runner: tuple[str, ...], lines: int) -> tuple[subprocess.Popen[str], list[str]]:
    """A run in a process group of its own, and the first lines that it told."""
    command = add_command(archive, store, *runner)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, process_group=0)
    assert process.stderr is not None
    return process, [process.stderr.readline() for _ in range(lines)]


@pytest.mark.parametrize("runner", RUNNERS, ids=lambda runner: runner[1])
def test_killed_and_begun_again(
    archive: Path, whole: dict[str, list[Any]], tmp_path: Path, runner: tuple[str, ...]
) -> None:
    """After kill -9 each report that was told is held; the next run reads the rest, and both come to the whole."""
    path = tmp_path / "kept.db"
    process, told = started(archive, path, runner, 3)
    process.kill()
    process.communicate(timeout=DEADLINE_S)
    with open_store(path) as store:
        assert store.check() == ()
        held = store.counts().versions
    assert all(line.startswith(("new: ", "changed: ")) for line in told)
    assert len(told) <= held < SHORT + LONG
    again = subprocess.run(add_command(archive, path, *runner, "--quiet"), check=True, capture_output=True, text=True)
    assert again.stdout.startswith(f"{SHORT + LONG - held:,} reports read: ")
    assert contents(path) == whole


@pytest.mark.parametrize("runner", RUNNERS, ids=lambda runner: runner[1])
def test_ctrl_c_keeps_what_was_read_and_ends_quietly(
    archive: Path, whole: dict[str, list[Any]], tmp_path: Path, runner: tuple[str, ...]
) -> None:
    """The whole process group gets it, as from a terminal: no traceback, exit code 130, and the next run goes on."""
    path = tmp_path / "kept.db"
    process, _ = started(archive, path, runner, 3)
    os.killpg(process.pid, signal.SIGINT)
    _, rest = process.communicate(timeout=DEADLINE_S)
    assert process.returncode == 130
    assert all(line.startswith(("new: ", "changed: ")) for line in rest.splitlines())
    subprocess.run(add_command(archive, path, *runner, "--quiet"), check=True, capture_output=True)
    assert contents(path) == whole
