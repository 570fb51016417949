"""Actors of a Ray cluster: a local one that is started for the run, or one that is there. The only importer of ray.

Items are calls of an actor, a batch of them queued at it at once; Ray answers each by itself, in order. So a killed
worker or node costs the call that it was at, as in a pool of processes. Ray Data would take a data set that is whole
beforehand, give a failing block up as a whole, and set no limit to a single record's time.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import Any

from reportedly.errors import RunnerError
from reportedly.runners.base import DEFAULT_TIMEOUT_S, Item, Lost, Result, Task, attempt
from reportedly.runners.crew import Crew, Died, Slow
from reportedly.runners.pool import DEFAULT_BATCH, START_TIMEOUT_S, cores

_READY_S = START_TIMEOUT_S
_REACHED_S = 10.0
_WHOLE_CORE = 1.0


class RayRunner:
    """`workers` actors of one processor each. `address`: of a cluster that is there ("auto": the one of this machine);
    None: a local one, which ends with the run."""

    def __init__(
        self,
        workers: int | None = None,
        *,
        address: str | None = None,
        batch: int = DEFAULT_BATCH,
        timeout_s: float = DEFAULT_TIMEOUT_S,
    ) -> None:
        self.workers = workers or cores()
        self._address = address
        self._batch = batch
        self._timeout_s = timeout_s
        self._crew: Crew | None = None

    def run(self, task: Task[Item, Result], items: Iterable[Item]) -> Generator[Result | Lost[Item], None, None]:
        """See Runner."""
        ray = _ray()
        with _connected(ray, self._address, self.workers):
            make = ray.remote(num_cpus=_WHOLE_CORE, max_restarts=0)(_Actor)
            self._crew = Crew(
                lambda: _Remote(ray, make, task), workers=self.workers, batch=self._batch, timeout_s=self._timeout_s
            )
            yield from self._crew.run(items)

    def in_flight(self) -> int:
        """See Runner."""
        return self._crew.in_flight if self._crew else 0


class _Actor:
    """What runs on the cluster."""

    def __init__(self, task: Callable[[], Callable[[Any], Any]]) -> None:
        self._task = task
        self._work: Callable[[Any], Any] | None = None

    def ready(self) -> Exception | None:
        """Returns once the task is loaded, or with what it raised."""
        try:
            self._work = self._task()
        except Exception as error:  # noqa: BLE001 - raised in the driver
            return error
        return None

    def done(self, item: Any) -> Any:
        """The result of one item."""
        assert self._work is not None, "an actor is made ready before it is used"
        return attempt(self._work, item)


class _Remote:
    """An actor, as its thread here holds it (a `Hand`)."""

    def __init__(self, ray: Any, make: Any, task: Callable[[], Callable[[Any], Any]]) -> None:
        self._ray = ray
        self._make = make
        self._task = task
        self._actor: Any = None
        self._asked: list[Any] = []
        self._lock = threading.Lock()
        self._is_over = False

    def start(self) -> None:
        """See Hand."""
        with self._lock:
            if self._is_over:
                raise Died("was ended")
            self._actor = self._make.remote(self._task)
            self._asked = [self._actor.ready.remote()]
        try:
            error = self.take(_READY_S)
        except Slow:
            raise Died(f"was not ready within {_READY_S:g} s (has the cluster processors that are free?)") from None
        if error is not None:
            raise error

    def give(self, batch: Sequence[Any]) -> None:
        """See Hand."""
        if self._actor is None:
            raise Died("was ended")
        self._asked = [self._actor.done.remote(item) for item in batch]

    def take(self, timeout_s: float) -> Any:
        """See Hand."""
        errors = self._ray.exceptions
        try:
            return self._ray.get(self._asked.pop(0), timeout=timeout_s)
        except errors.GetTimeoutError:
            raise Slow from None
        except errors.RayError as error:
            raise Died(f"of the cluster ended ({type(error).__name__})") from None

    def stop(self) -> None:
        """See Hand."""
        with self._lock:
            actor, self._actor, self._asked = self._actor, None, []
        self._end(actor)

    def kill(self) -> None:
        """See Hand."""
        with self._lock:
            self._is_over = True
            actor = self._actor
        self._end(actor)

    def _end(self, actor: Any) -> None:
        if actor is not None:
            with contextlib.suppress(Exception):  # it may be gone, and the cluster too
                self._ray.kill(actor, no_restart=True)


def _ray() -> Any:
    # Set before ray is imported: it counts its users over the network, and greets on standard error.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_DEDUP_LOGS", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        raise RunnerError(
            'Ray is not installed: install "reportedly[ray]" (make ray), or read with --runner pool'
        ) from error
    return ray


def _check_reachable(address: str) -> None:
    """Ray itself tries for minutes, and then ends the process. Raises RunnerError."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not port.isdecimal():
        return  # "auto": looked up by ray
    try:
        socket.create_connection((host, int(port)), timeout=_REACHED_S).close()
    except OSError as error:
        raise RunnerError(f"the Ray cluster at {address} cannot be reached ({error}): check --ray-address") from error


@contextlib.contextmanager
def _connected(ray: Any, address: str | None, workers: int) -> Any:
    """Within: this process is a driver of the cluster."""
    if ray.is_initialized():
        yield
        return
    # Workers import this package from where we did; a cluster's other machines must have it installed.
    paths = os.pathsep.join(path for path in [str(Path(__file__).parents[2]), *sys.path] if path)
    common = {"log_to_driver": False, "logging_level": "ERROR", "runtime_env": {"env_vars": {"PYTHONPATH": paths}}}
    with contextlib.ExitStack() as stack:
        if address is None:
            # Ray makes sockets below it, whose paths may have 107 bytes.
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True))
            local = {"num_cpus": workers, "include_dashboard": False, "_temp_dir": folder}
        else:
            _check_reachable(address)
            local = {"address": address}
        try:
            ray.init(**common, **local)
        except Exception as error:  # ray raises many kinds
            raise RunnerError(f"the Ray cluster cannot be reached ({error}): check --ray-address") from error
        stack.callback(ray.shutdown)
        yield
