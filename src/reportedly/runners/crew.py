"""Several workers on one stream of items: whole batches to each, results in order, a bounded number under way.

Each worker has a thread here that hands it batches and waits for its results, so a worker never waits for whoever takes
the results. What a worker is (a process, an actor on another machine) is behind the seam `Hand`.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from queue import Queue
from typing import Any, Protocol

from reportedly.errors import RunnerError
from reportedly.runners.base import Item, Lost, Result, too_slow

AHEAD = 2
"""Batches under way for each worker: one that it works on, one that lies ready when it has finished."""
TRIES = 2
"""How often an item is given to a worker that then dies or hangs: once could be another's fault."""
MOST_STARTS = 3
"""How often in a row a worker may end before it is ready; then something is wrong that no further start mends."""
_LOOK_S = 0.2
"""Between looks at whether a worker failed as a whole, while the next result is waited for."""


class Died(Exception):  # noqa: N818 - reads as what happened
    """A worker ended amid its work. The message says how, as the end of a sentence."""


class Slow(Exception):  # noqa: N818
    """A worker gave no result in time."""


class Hand(Protocol):
    """One worker, as its thread here holds it. Used by that thread alone, but for `kill`."""

    def start(self) -> None:
        """Begin anew, and return once the task is ready. Raises Died, or what the task raises."""

    def give(self, batch: Sequence[Any]) -> None:
        """Hand over items to be done in their order. Raises Died."""

    def take(self, timeout_s: float) -> Any:
        """The result of the next of them. Raises Died or Slow."""

    def stop(self) -> None:
        """End it, amid its work too, so that it can be started anew; more than once, too."""

    def kill(self) -> None:
        """End it for good, from any thread: what waits for it raises Died."""


@dataclass(slots=True)
class _Batch:
    """Items that go to one worker, and what came of them."""

    items: list[Any]
    results: list[Any] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)


class Crew:
    """Hands, and the threads that hold them."""

    def __init__(self, make_hand: Callable[[], Hand], *, workers: int, batch: int, timeout_s: float) -> None:
        self._hands = [make_hand() for _ in range(workers)]
        self._batch = batch
        self._timeout_s = timeout_s
        self._waiting: Queue[_Batch | None] = Queue()
        self._failed: BaseException | None = None
        self._stopping = False
        self.in_flight = 0

    def run(self, items: Iterable[Item]) -> Generator[Result | Lost[Item], None, None]:
        """The results in the order of the items. Closing it ends the workers."""
        stream = iter(items)
        first = list(islice(stream, 1))
        if not first:
            return
        threads = [
            threading.Thread(target=self._hold, args=(hand,), name=f"worker-{number}", daemon=True)
            for number, hand in enumerate(self._hands)
        ]
        for thread in threads:
            thread.start()
        try:
            yield from self._in_order(chain(first, stream))
        finally:
            self._stopping = True
            for hand in self._hands:
                self._waiting.put(None)
                hand.kill()
            for thread in threads:
                thread.join()

    def _in_order(self, items: Any) -> Generator[Any, None, None]:
        under_way: deque[_Batch] = deque()
        is_over = False
        while True:
            while not is_over and len(under_way) < AHEAD * len(self._hands):
                batch = _Batch(list(islice(items, self._batch)))
                is_over = len(batch.items) < self._batch
                if batch.items:
                    self.in_flight += len(batch.items)
                    under_way.append(batch)
                    self._waiting.put(batch)
            if not under_way:
                return
            head = under_way.popleft()
            while not head.done.wait(_LOOK_S):
                self._raise_failed()
            self._raise_failed()
            for result in head.results:
                self.in_flight -= 1
                yield result

    def _raise_failed(self) -> None:
        if self._failed is not None:
            raise self._failed

    def _hold(self, hand: Hand) -> None:
        """A thread's life: start its worker, give it batches."""
        try:
            self._start(hand)
            while (batch := self._waiting.get()) is not None and not self._stopping:
                self._through(hand, batch)
                batch.done.set()
        except _Stopped:
            pass
        except BaseException as error:  # noqa: BLE001 - raised again where the results are taken
            self._failed = error
        finally:
            hand.stop()

    def _start(self, hand: Hand) -> None:
        for number in range(1, MOST_STARTS + 1):
            if self._stopping:
                raise _Stopped
            try:
                hand.start()
            except Died as error:
                if number == MOST_STARTS and not self._stopping:
                    raise RunnerError(
                        f"a worker {error} before it was ready, {MOST_STARTS} times: give fewer --workers if memory is"
                        " short, or read with --runner serial"
                    ) from error
            else:
                return

    def _through(self, hand: Hand, batch: _Batch) -> None:
        """Every item of a batch to its result. What was answered stays; a new worker goes on with the item at which the
        last one failed, and when it fails there too, with the one after."""
        tries = 0
        while len(batch.results) < len(batch.items):
            here = len(batch.results)
            try:
                hand.give(batch.items[here:])
                for _ in batch.items[here:]:
                    batch.results.append(hand.take(self._timeout_s))
                    tries = 0
            except (Died, Slow) as error:
                if self._stopping:
                    raise _Stopped from error
                tries = tries + 1 if len(batch.results) == here else 1
                if tries == TRIES:
                    batch.results.append(Lost(batch.items[here], self._why(error)))
                    tries = 0
                hand.stop()
                self._start(hand)

    def _why(self, error: Died | Slow) -> str:
        if isinstance(error, Slow):
            return too_slow(self._timeout_s)
        return f"its worker {error}, {TRIES} times; the rest was read without it"


class _Stopped(Exception):  # noqa: N818
    """The run was given up; the thread ends."""
