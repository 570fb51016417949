"""What every runner must do. A test class inherits it and gives the fixture `make`: a runner by its time-out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path

import pytest

from reportedly.errors import KnowledgeError, RunnerError
from reportedly.runners.base import Lost, Runner
from tests.runners.tasks import Doubling, Unready

DEADLINE_S = 120  # far beyond need: only so that a hang fails
Make = Callable[..., Runner]


class RunnerContract:
    """Of every runner."""

    def test_results_come_in_the_order_of_the_items(self, make: Make) -> None:
        """Whatever the batches, and though they do not divide the items evenly."""
        assert list(make().run(Doubling(), range(37))) == [2 * number for number in range(37)]

    def test_no_items_give_no_results(self, make: Make) -> None:
        assert list(make().run(Doubling(), [])) == []

    def test_what_raises_costs_its_item_and_is_said(self, make: Make) -> None:
        """An error of ours by its sentence, any other as a bug."""
        first, bad, unreadable, last = make().run(Doubling(), [1, "raise", "unreadable", 2])
        assert (first, last) == (2, 4)
        assert isinstance(bad, Lost)
        assert bad.item == "raise"
        assert "ValueError: a number was expected" in bad.reason
        assert isinstance(unreadable, Lost)
        assert unreadable.reason == "a.html: is empty; give a source that holds a report"

    def test_what_hangs_costs_its_item_and_is_said(self, make: Make) -> None:
        """After the time-out the rest goes on."""
        results = list(make(timeout_s=1.0).run(Doubling(), [1, "hang", 2, 3]))
        assert [results[0], *results[2:]] == [2, 4, 6]
        assert isinstance(results[1], Lost)
        assert "took more than 1 s" in results[1].reason

    def test_a_task_that_cannot_be_made_ready_ends_the_run_with_its_own_error(self, make: Make) -> None:
        with pytest.raises(KnowledgeError, match="a table is damaged"):
            list(make().run(Unready("raise"), [1, 2]))

    def test_items_are_taken_only_as_results_are(self, make: Make) -> None:
        """Back-pressure: of endless items, a bounded number is under way."""
        taken = 0

        def endless() -> Iterator[int]:
            nonlocal taken
            while True:
                taken += 1
                yield taken

        runner = make()
        results = runner.run(Doubling(), endless())
        assert [next(results) for _ in range(10)] == [2 * number for number in range(1, 11)]
        time.sleep(0.2)
        assert taken <= 10 + 2 * 2 * 4
        assert runner.in_flight() <= 2 * 2 * 4
        results.close()

    def test_an_error_of_the_items_passes(self, make: Make) -> None:
        """Whoever makes the items hears of it; the workers end."""

        def broken() -> Iterator[int]:
            yield 1
            raise KnowledgeError("the list is damaged; write it anew")

        with pytest.raises(KnowledgeError, match="the list"):
            list(make().run(Doubling(), broken()))


class CrewContract(RunnerContract):
    """Of runners whose workers are other processes."""

    def test_a_worker_that_dies_once_costs_nothing(self, make: Make, tmp_path: Path) -> None:
        """Its item is done by the next worker, and the items before it are not done again."""
        word = f"once:{tmp_path / 'mark'}"
        assert list(make().run(Doubling(), [1, 2, word, 3, 4, 5])) == [2, 4, word, 6, 8, 10]

    @pytest.mark.parametrize("poison", ["exit", "kill"])
    def test_what_kills_its_worker_costs_its_item_and_is_said(self, make: Make, poison: str) -> None:
        results = list(make().run(Doubling(), [1, 2, poison, 3, poison, 4]))
        assert [one for one in results if not isinstance(one, Lost)] == [2, 4, 6, 8]
        lost = [one for one in results if isinstance(one, Lost)]
        assert [one.item for one in lost] == [poison, poison]
        assert all("worker" in one.reason and one.reason.endswith("the rest was read without it") for one in lost)
        assert isinstance(results[2], Lost)

    def test_workers_that_never_become_ready_end_the_run(self, make: Make) -> None:
        with pytest.raises(RunnerError, match="before it was ready"):
            list(make().run(Unready("exit"), [1, 2]))

    def test_each_of_the_workers_does_a_part(self, make: Make) -> None:
        """Two workers, and none of them this process."""
        results = make().run(Doubling(), repeat("nap"))
        pids: set[object] = set()
        deadline = time.monotonic() + DEADLINE_S
        while len(pids) < 2 and time.monotonic() < deadline:
            pids.add(next(results))
        results.close()
        assert len(pids) == 2
        assert os.getpid() not in pids
