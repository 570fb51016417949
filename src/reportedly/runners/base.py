"""What a runner promises, and the loop that defines it: one thing done to many items, results in their order.

Every runner passes the one contract test. The rules that all of them keep:

* The results are those of `Serial`, in the order of the items, however many workers there are.
* An item at which its worker dies, or that takes longer than `timeout_s`, is tried once more by a new worker; then it
  is Lost, and costs nothing but itself. One whose work raises is Lost at once. (Serial has no worker that can die for
  it, and gives up at the first time-out.)
* Items are taken only as results are: at most a bounded number is under way (`in_flight`).
* Nothing is loaded or started before the first item.
* Closing the iterator of results, or an error in whoever takes them, ends the workers.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any, Generic, Protocol, TypeVar

from reportedly.errors import ReportedlyError

DEFAULT_TIMEOUT_S = 120.0
"""For one item. A long page takes seconds; a hundred times that is a mistake of ours or an attack."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Item_contra = TypeVar("Item_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Lost(Generic[Item]):
    """An item without a result, and why: the end of a sentence that begins with the item's name."""

    item: Item
    reason: str


class Task(Protocol[Item_contra, Result_co]):
    """What is to be done, as a value that pickles. Each worker calls it once, which loads what is heavy, and then calls
    what it got for each of its items."""

    def __call__(self) -> Callable[[Item_contra], Result_co]: ...


class Runner(Protocol):
    """Does a task to items. `run` raises what the task raises as it is made ready, and RunnerError."""

    def run(self, task: Task[Item, Result], items: Iterable[Item]) -> Generator[Result | Lost[Item], None, None]: ...

    def in_flight(self) -> int:
        """How many items were taken whose results were not: what a person calls the queue."""


class TimedOut(BaseException):
    """Raised into work that took too long; no `except Exception` on the way may stop it."""


class Serial:
    """One item after another, in this process. An item's time-out needs the main thread of a system with SIGALRM;
    elsewhere there is none."""

    def __init__(self, *, timeout_s: float = DEFAULT_TIMEOUT_S) -> None:
        self._timeout_s = timeout_s

    def run(self, task: Task[Item, Result], items: Iterable[Item]) -> Generator[Result | Lost[Item], None, None]:
        """See Runner."""
        work = None
        for item in items:
            work = work or task()
            yield self._done(work, item)

    def in_flight(self) -> int:
        """See Runner."""
        return 0

    def _done(self, work: Callable[[Item], Result], item: Item) -> Result | Lost[Item]:
        try:
            with _time_limit(self._timeout_s):
                return attempt(work, item)
        except TimedOut:
            return Lost(item, too_slow(self._timeout_s))


def attempt(work: Callable[[Item], Result], item: Item) -> Result | Lost[Item]:
    """The result of one item; what its work raises costs the item alone."""
    try:
        return work(item)
    except ReportedlyError as error:
        return Lost(item, str(error))
    except Exception as error:  # noqa: BLE001 - an outer edge: one bad item costs that item, and is said
        return Lost(item, f"could not be read ({type(error).__name__}: {error}); please report this as a bug")


def too_slow(timeout_s: float) -> str:
    """Why an item was given up."""
    return f"took more than {timeout_s:g} s and was given up; raise --time-out to give it longer"


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise TimedOut in what runs inside, where this process can be interrupted at all."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before: Any = signal.signal(signal.SIGALRM, _raise_timed_out)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _raise_timed_out(_number: int, _frame: FrameType | None) -> None:
    raise TimedOut
