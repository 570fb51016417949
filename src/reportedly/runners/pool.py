"""Processes on this machine. Each loads the task once, takes batches through a pipe, and answers item by item.

Items go one way and results the other as pickles. A process that ends, is killed or hangs is known by its pipe and
replaced; whose item it was is known, for every item before it has been answered.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from reportedly.runners.base import DEFAULT_TIMEOUT_S, Item, Lost, Result, Task, attempt
from reportedly.runners.crew import Crew, Died, Slow

DEFAULT_BATCH = 16
"""Items handed over at once: some seconds of work, so that a worker never waits, and little to hold in memory."""
START_TIMEOUT_S = 300.0
"""For a worker to load what it needs: seconds on an idle machine, and far from endless on a busy one."""
_END_S = 5.0


class Pool:
    """`workers` processes, started anew and not forked: threads and libraries of this one are no danger to them."""

    def __init__(
        self, workers: int | None = None, *, batch: int = DEFAULT_BATCH, timeout_s: float = DEFAULT_TIMEOUT_S
    ) -> None:
        self.workers = workers or cores()
        self._batch = batch
        self._timeout_s = timeout_s
        self._crew: Crew | None = None

    def run(self, task: Task[Item, Result], items: Iterable[Item]) -> Generator[Result | Lost[Item], None, None]:
        """See Runner."""
        self._crew = Crew(lambda: _Process(task), workers=self.workers, batch=self._batch, timeout_s=self._timeout_s)
        yield from self._crew.run(items)

    def in_flight(self) -> int:
        """See Runner."""
        return self._crew.in_flight if self._crew else 0


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Process:
    """A worker process at the other end of a pipe (a `Hand`)."""

    def __init__(self, task: Callable[[], Callable[[Any], Any]]) -> None:
        self._task = task
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._is_over = False

    def start(self) -> None:
        """See Hand."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(self._task, theirs), daemon=True)
        with self._lock:
            if self._is_over:
                raise Died("was ended")
            _hide_interrupts()
            process.start()
            self._process, self._pipe = process, ours
        theirs.close()  # so that the pipe ends when the process does
        try:
            error = self.take(START_TIMEOUT_S)
        except Slow:
            raise Died(f"was not ready within {START_TIMEOUT_S:g} s") from None
        if error is not None:
            raise error

    def give(self, batch: Sequence[Any]) -> None:
        """See Hand."""
        try:
            self._open_pipe().send(batch)
        except OSError:
            raise Died(self._how()) from None

    def take(self, timeout_s: float) -> Any:
        """See Hand."""
        try:
            pipe = self._open_pipe()
            if not pipe.poll(timeout_s):
                raise Slow
            return pipe.recv()
        except (EOFError, OSError):
            raise Died(self._how()) from None

    def stop(self) -> None:
        """See Hand. Killed and not asked: it holds nothing that has to be put in order."""
        with self._lock:
            process, pipe = self._process, self._pipe
            self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join(_END_S)
        if pipe is not None:
            pipe.close()

    def kill(self) -> None:
        """See Hand. The pipe is left to the thread that may be waiting at it."""
        with self._lock:
            self._is_over = True
            if self._process is not None:
                self._process.kill()

    def _open_pipe(self) -> Connection[Any, Any]:
        if self._pipe is None:
            raise Died("was ended")
        return self._pipe

    def _how(self) -> str:
        """How the process ended, as the end of a sentence."""
        process = self._process
        if process is None:
            return "was ended"
        process.join(_END_S)
        code = process.exitcode
        if code is None:
            return "stopped answering"
        if code >= 0:
            return f"ended with code {code}"
        if -code == getattr(signal, "SIGKILL", None):
            return "was killed (perhaps memory ran out)"
        return f"was ended by signal {-code}"


def _hide_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal. A worker inherits this thread's mask and does not hear it: its parent
    ends it, and nothing is printed by it. What spawning starts first clears the mask, and so is started before."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _work(task: Callable[[], Callable[[Any], Any]], pipe: Connection[Any, Any]) -> None:
    """A worker's life. It ends when its parent does, amid an item too."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work = task()
    except Exception as error:  # noqa: BLE001 - raised in the parent
        pipe.send(error)
        return
    pipe.send(None)
    try:
        while True:
            for item in pipe.recv():
                pipe.send(attempt(work, item))
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
