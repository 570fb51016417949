"""Kill -9 at any moment of any work on a store: nothing acknowledged is lost, nothing is double, the next run
completes, and the picture is that of a run which nobody killed.

The moments are drawn with a seed and spread over the time that the work takes, as measured here. The files lie in
memory where the system offers that: the kernel keeps what a killed process wrote either way, and waiting for a disk is
no work.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reportedly.reconciliation.reviews import Decisions
from reportedly.stores import Store, open_store
from reportedly.stores.schema import REVISIONS
from reportedly.workflow import draw
from reportedly.workflow.comparing import PictureDigest, is_part_of, picture_digest
from tests.builders import made_up_knowledge
from tests.stores.jobs import fill, reading
from tests.stores.test_migrations import store_of

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")
REPORTS = 40
KILLS = {"fill": 20, "draw_anew": 10, "bring_up_to_date": 7, "copy": 6, "back_up": 3, "restore": 4}
"""Fifty in all."""
RULES = Decisions().rules


class Nursery:
    """The process that does the work, in children which a test may kill."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.stores.jobs"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self._answer() == "ready"

    def done(self, *job: object) -> float:
        """Let a job end; how many seconds it took."""
        begun = time.monotonic()
        self._begin(job)
        assert self._answer() == "0"
        return time.monotonic() - begun

    def killed(self, after_s: float, *job: object) -> bool:
        """Kill a job after so many seconds; whether it had not ended before."""
        child = self._begin(job)
        time.sleep(after_s)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        code = self._answer()
        assert code in {"0", str(-signal.SIGKILL)}
        return code != "0"

    def _begin(self, job: tuple[object, ...]) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        return int(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """No more jobs."""
        self._process.communicate("", timeout=60)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


Place = Callable[[str], str]


def quick_folder() -> tempfile.TemporaryDirectory[str]:
    """Where files are quickly written."""
    return tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None)


@pytest.fixture
def folder() -> Iterator[Path]:
    """One a test."""
    with quick_folder() as made:
        yield Path(made)


@pytest.fixture(params=["sqlite"])
def place(request: pytest.FixtureRequest, folder: Path) -> Place:
    """Where a store of this name is, in each kind of database there is."""
    places: dict[str, Place] = {"sqlite": lambda name: str(folder / f"{name}.db")}
    return places[request.param]


@pytest.fixture(scope="module")
def whole() -> Iterator[Path]:
    """The store that nobody interrupted."""
    with quick_folder() as made:
        path = Path(made) / "whole.db"
        fill(str(path), REPORTS, f"{made}/told")
        yield path


@pytest.fixture(scope="module")
def digest(whole: Path) -> PictureDigest:
    """Of its picture."""
    with open_store(whole) as store:
        found = picture_digest(store)
    assert all(found.rows.values())
    return found


def moments(job: str, whole_s: float) -> Iterator[float]:
    """When to kill, one in each part of the time that the job takes."""
    rng = random.Random(f"{job} 20311")
    kills = KILLS[job]
    return iter([whole_s * (part + rng.random()) / kills for part in rng.sample(range(kills), kills)])


def sound(store: Store) -> Store:
    """The store, which passes its check."""
    assert store.check() == ()
    return store


def drawn_as(store: Store, digest: PictureDigest) -> bool:
    """Whether all is drawn, and the picture this one."""
    return store.undrawn(RULES) == ((), ()) and picture_digest(store) == digest


def test_adding_and_drawing(nursery: Nursery, place: Place, folder: Path, digest: PictureDigest) -> None:
    """One store through all the kills: what was acknowledged is held, each version once, and at the end the picture is
    the same."""
    whole_s = nursery.done("fill", place("first"), REPORTS, str(folder / "told first"))
    told, location = folder / "told", place("store")
    part_s = 2 * whole_s / KILLS["fill"]
    kills = 0
    for moment in moments("fill", 1.0):
        kills += nursery.killed(part_s * moment, "fill", location, REPORTS, str(told))
        acknowledged = told.read_text(encoding="utf-8").split() if told.exists() else []
        assert len(acknowledged) == len(set(acknowledged))
        with open_store(location) as store:
            sound(store)
            assert all(store.has(sha256) for sha256 in acknowledged)
            assert store.counts().versions >= len(acknowledged)
    assert kills
    nursery.done("fill", location, REPORTS, str(told))
    with open_store(location) as store:
        assert store.counts().versions == len({mark.sha256 for mark in store.version_marks()}) == REPORTS
        assert all(store.has(reading(number)[0].sha256) for number in range(REPORTS))
        assert drawn_as(sound(store), digest)


def test_drawing_anew(nursery: Nursery, place: Place, digest: PictureDigest, folder: Path) -> None:
    """Whatever a run that was cut short left, the next draws to the end, one report at a time or from scratch."""
    location = place("store")
    nursery.done("fill", location, REPORTS, str(folder / "told"))
    whole_s = nursery.done("draw_anew", location)
    kills = 0
    for number, moment in enumerate(moments("draw_anew", whole_s)):
        kills += nursery.killed(moment, "draw_anew", location)
        with open_store(location) as store:
            sound(store)
            assert store.counts().versions == REPORTS
            if number % 2:
                draw(store, made_up_knowledge())
                assert drawn_as(sound(store), digest)
    assert kills
    nursery.done("draw_anew", location)
    with open_store(location) as store:
        assert drawn_as(sound(store), digest)


def test_bringing_an_older_store_up_to_date(nursery: Nursery, folder: Path) -> None:
    """It is of its old revision or of today's, with all that it held, and the next to open it completes."""
    old = store_of(REVISIONS[0], folder)
    path = Path(shutil.copy(old, folder / "done.db"))
    whole_s = nursery.done("bring_up_to_date", str(path))
    with open_store(path) as store:
        digest, versions = picture_digest(store), tuple(store.versions())
    kills = 0
    for number, moment in enumerate(moments("bring_up_to_date", whole_s)):
        path = Path(shutil.copy(old, folder / f"{number}.db"))
        kills += nursery.killed(moment, "bring_up_to_date", str(path))
        with open_store(path) as store:
            sound(store)
            assert tuple(store.versions()) == versions
            draw(store, made_up_knowledge())
            assert drawn_as(sound(store), digest)
    assert kills


def test_copying(nursery: Nursery, place: Place, whole: Path, digest: PictureDigest) -> None:
    """The copy is a part of the store at any moment; the next run goes on."""
    whole_s = nursery.done("copy", str(whole), place("first"))
    location, kills = place("copy"), 0
    for moment in sorted(moments("copy", whole_s)):
        kills += nursery.killed(moment, "copy", str(whole), location)
        with open_store(location) as copied, open_store(whole) as store:
            assert is_part_of(sound(copied), store)
    assert kills
    nursery.done("copy", str(whole), location)
    with open_store(location) as copied, open_store(whole) as store:
        assert tuple(copied.versions()) == tuple(store.versions())
        assert drawn_as(sound(copied), digest)


def test_backing_up_and_restoring(nursery: Nursery, place: Place, whole: Path, folder: Path) -> None:
    """A backup is the old one or the new one, whole; so is the store that it is restored to, new or in the place of
    another."""
    with open_store(whole) as store:
        new = {mark.sha256 for mark in store.version_marks()}
    earlier = place("earlier")
    fill(earlier, 20, str(folder / "told"))
    file = folder / "backup.db"
    whole_s = nursery.done("back_up", str(whole), str(folder / "first.db"))
    nursery.done("back_up", earlier, str(file))
    kills = 0
    for moment in moments("back_up", whole_s):
        kills += nursery.killed(moment, "back_up", str(whole), str(file))
        assert _texts(file) in _states(new)
    nursery.done("back_up", str(whole), str(file))
    assert _texts(file) == new
    assert not list(folder.glob("*.part*"))

    whole_s = nursery.done("restore", str(file), place("second"))
    for number, moment in enumerate(moments("restore", whole_s)):
        location = place(f"restored {number}")
        if number % 2:
            shutil.copy(earlier, location)
        kills += nursery.killed(moment, "restore", str(file), location)
        if number % 2 or Path(location).exists():
            assert _texts(Path(location)) in _states(new)
        nursery.done("restore", str(file), location)
        assert _texts(Path(location)) == new
    assert kills


def _texts(path: Path) -> set[str]:
    """The digests of the texts in a store, which passes its check."""
    with open_store(path) as store:
        return {mark.sha256 for mark in sound(store).version_marks()}


def _states(new: set[str]) -> tuple[set[str], ...]:
    """Before, and after."""
    return {reading(number)[0].sha256 for number in range(20)}, new
