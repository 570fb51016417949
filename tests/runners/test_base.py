"""The serial runner: the loop that defines the others."""

from __future__ import annotations

import signal
import threading

import pytest

from reportedly.runners.base import Serial
from tests.contracts.runner_contract import Make, RunnerContract
from tests.runners.tasks import Doubling


@pytest.fixture
def make() -> Make:
    return Serial


class TestSerial(RunnerContract):
    """The contract."""


def test_nothing_is_left_of_a_time_limit() -> None:
    """The handler of the alarm is the one that was there before, and no alarm is pending."""
    before = signal.getsignal(signal.SIGALRM)
    assert list(Serial(timeout_s=5).run(Doubling(), [1])) == [2]
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_in_another_thread_it_works_without_a_time_limit() -> None:
    """Signals belong to the main thread; the desk works in others."""
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(Serial(timeout_s=0.001).run(Doubling(), [1, 2])))
    thread.start()
    thread.join()
    assert found == [2, 4]
