"""How a long run goes: how many, how fast, how far, how long still. A live line, or plain ones now and then."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reportedly.cli.terminal import console, tell

if TYPE_CHECKING:
    from reportedly.readers.base import Place

EACH = 50
"""Reports that are told one by one in a pipe; a longer run is told of now and then."""
NOW_AND_THEN_S = 10.0
_MIB = 1024**2


@dataclass(slots=True)
class Pace:
    """How far a run is. `total`: bytes of all sources, None where that is not known."""

    total: int | None
    reports: int = 0
    done: int = 0
    _source: str = ""
    _before: int = 0
    _started: float = field(default_factory=lambda: time.monotonic())
    _first: tuple[float, int] | None = None

    def at(self, place: Place) -> None:
        """A source was read to this place."""
        if place.source != self._source:
            self._before, self._source = self.done, place.source
        if place.total is not None:
            self.done = self._before + place.done

    def passed(self, source: str) -> None:
        """A source was read whole by an earlier run."""
        if os.path.isfile(source):  # noqa: PTH113 - a name may be no path at all
            self.done += os.path.getsize(source)  # noqa: PTH202
            self._source = ""

    def came(self, reports: int) -> None:
        """Reports came in."""
        self.reports += reports
        self._first = self._first or (time.monotonic(), self.done)

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self._started

    @property
    def rate(self) -> float:
        """Reports a second, the time in which the workers began included."""
        return self.reports / max(self.seconds, 1e-9)

    @property
    def left_s(self) -> float | None:
        """Seconds that are still to come, by the bytes since the first reports came in; None where nobody knows."""
        if self.total is None or self._first is None:
            return None
        then, done = self._first
        went = self.done - done
        return None if went <= 0 else max(self.total - self.done, 0) * (time.monotonic() - then) / went

    def __str__(self) -> str:
        words = [f"{self.reports:,} report{'' if self.reports == 1 else 's'}", f"{self.rate:,.1f} a second"]
        if self.total:
            words.append(f"{self.done / _MIB:,.1f} of {self.total / _MIB:,.1f} MiB")
        if self.left_s is not None:
            words.append(f"{_clock(self.left_s)} left")
        return ", ".join(words)


class PaceLine:
    """Shows a pace on standard error."""

    def __init__(self, doing: str, pace: Pace, *, quiet: bool) -> None:
        self._doing = doing
        self._pace = pace
        self._is_quiet = quiet
        self._told = 0
        self._last = time.monotonic()
        self._live = self._task = None
        if sys.stderr.isatty() and not quiet:
            from rich.progress import BarColumn, SpinnerColumn, TextColumn
            from rich.progress import Progress as Live

            columns = [SpinnerColumn(), TextColumn("{task.description}")]
            bar = [BarColumn(bar_width=20)] if pace.total else []
            self._live = Live(*columns, *bar, console=console(stderr=True), transient=True)
            self._task = self._live.add_task(doing, total=pace.total)

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Take the live line away; stopping twice does nothing."""
        if self._live:
            self._live.stop()

    def came(self, lines: list[str]) -> None:
        """Reports came in; a line for each."""
        self._pace.came(len(lines))
        if self._live is not None and self._task is not None:
            self._live.update(self._task, description=f"{self._doing}: {self._pace}", completed=self._pace.done)
        elif not self._is_quiet:
            self._tell(lines)

    def _tell(self, lines: list[str]) -> None:
        for line in lines[: max(EACH - self._told, 0)]:
            tell(line)
            self._told += 1
        if self._pace.reports > EACH and time.monotonic() - self._last > NOW_AND_THEN_S:
            self._last = time.monotonic()
            tell(f"{self._doing}: {self._pace}")


def _clock(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
