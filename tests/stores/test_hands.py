"""Parts done by processes come to what they come to here, in their order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from reportedly.errors import StoreError
from reportedly.stores.hands import MOST, hands, in_order


def squared(number: int) -> tuple[int, int]:
    time.sleep(0.002 * (number % 3))  # later parts are done before earlier ones
    return number * number, os.getpid()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_comes_of_the_parts_is_told_in_their_order(number: int) -> None:
    made = list(in_order(squared, range(20), number))
    assert [square for square, _ in made] == [part * part for part in range(20)]
    others = {process for _, process in made} - {os.getpid()}
    assert len(others) == (0 if number == 1 else number)


def test_no_parts_need_no_process_and_one_is_done_here() -> None:
    assert list(in_order(squared, (), 2)) == []
    assert list(in_order(squared, (3,), 2)) == [(9, os.getpid())]


def test_what_the_work_closes_over_need_not_be_sent() -> None:
    """A process is forked: a function made here, with what it knows, is there too."""
    known = {1: threading.Lock()}
    assert list(in_order(lambda part: part in known, (1, 2), 2)) == [True, False]


def test_large_results_do_not_wait_for_one_another() -> None:
    """More than a pipe holds, of more parts than are given ahead."""
    assert [len(made) for made in in_order(lambda part: "x" * part, [1_000_000] * 9, 2)] == [1_000_000] * 9


def test_an_error_is_raised_here_after_what_came_before_it() -> None:
    def work(part: int) -> int:
        if part == 2:
            raise ZeroDivisionError("part 2")
        return part

    made = in_order(work, range(5), 2)
    assert [next(made), next(made)] == [0, 1]
    with pytest.raises(ZeroDivisionError, match="part 2"):
        next(made)


def test_a_process_that_is_killed_is_told_in_one_sentence() -> None:
    def work(part: int) -> int:
        if part == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    with pytest.raises(StoreError, match="draw it again"):
        list(in_order(work, range(4), 2))


@pytest.mark.parametrize("taken", [0, 1, 6])
def test_no_process_outlives_the_work_finished_or_not(taken: int) -> None:
    made = in_order(squared, range(6), 2)
    for _ in range(taken):
        next(made)
    assert isinstance(made, Iterator)
    made.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_with_other_threads_running_all_is_done_here() -> None:
    """A fork would copy the locks that they hold."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert hands() == 1
    finally:
        done.set()
        thread.join()
    assert 1 <= hands() <= MOST
