"""Work on parts of a whole by two processes, told in the order of the parts; where that is not safe, by this one alone,
to the same result.

A process is forked, so that it has whatever the work needs as it is here; what comes of the parts is all that is sent.
A fork copies no threads, and a lock that one of them holds would be held for ever: with others running, as in a server,
all is done here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any, TypeVar

from reportedly.errors import StoreError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_T = TypeVar("_T")
_R = TypeVar("_R")

MOST = 2
"""More would wait for the one that writes, and each holds the tables and the days it works on in memory."""
_AHEAD = 2
"""Parts given to a process at a time: it goes on while what came of the last is written."""


def hands() -> int:
    """How many processes can work at once here."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def in_order(do: Callable[[_T], _R], parts: Sequence[_T], number: int) -> Iterator[_R]:
    """What comes of each part, in the order of the parts, by so many processes. Raises what `do` raises, StoreError
    where a process ended before its work."""
    if number < 2 or len(parts) < 2:
        yield from map(do, parts)
        return
    workers = [_Worker(do, parts) for _ in range(number)]
    try:
        rest, given = iter(range(len(parts))), deque[_Worker]()
        for worker, part in zip(cycle(workers), islice(rest, number * _AHEAD), strict=False):
            worker.give(part)
            given.append(worker)
        while given:
            worker = given.popleft()
            made = worker.receive()
            for part in islice(rest, 1):
                worker.give(part)
                given.append(worker)
            yield made
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A forked process that does the parts whose numbers it is sent: numbers are so short that sending one never waits
    for the other side."""

    def __init__(self, do: Callable[[Any], Any], parts: Sequence[Any]) -> None:
        context = multiprocessing.get_context("fork")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(do, parts, theirs, self._connection), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, part: int) -> None:
        with suppress(ConnectionError):  # of one that has ended, `receive` tells
            self._connection.send(part)

    def receive(self) -> Any:
        try:
            made, error = self._connection.recv()
        except (EOFError, ConnectionError) as cut:
            raise StoreError(
                "a process that drew a part of the picture was ended from outside, perhaps for want of memory: "
                "draw it again"
            ) from cut
        if error is not None:
            raise error
        return made

    def end(self) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.join()


def _work(do: Callable[[Any], Any], parts: Sequence[Any], connection: Connection, theirs: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever forked this is told, and ends it
    theirs.close()
    while True:
        try:
            part = connection.recv()
        except EOFError:
            return
        made: tuple[Any, Exception | None]
        try:
            made = do(parts[part]), None
        except Exception as error:  # noqa: BLE001 - the edge of a process: raised again on the other side
            made = None, error
        connection.send(made)
