"""How far a long run is: a live line on a terminal; in a pipe nothing, or plain lines where asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from reportedly.cli.terminal import console, tell


class Progress:
    """Counts reports. How many there will be is not known before the last: sources are streams.

    On a terminal, a spinner with count and time on standard error, and only while standard output is not on the same
    terminal or is quiet (`alone`). In a pipe, the lines given to `step`.
    """

    def __init__(self, doing: str, *, alone: bool = False) -> None:
        self._doing = doing
        self._live = None
        self._task = None
        if sys.stderr.isatty() and (alone or not sys.stdout.isatty()):
            from rich.progress import Progress as Live
            from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._live = Live(*columns, console=console(stderr=True), transient=True)
            self._task = self._live.add_task(doing, total=None)
        self._count = 0

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

    def step(self, line: str | None = None) -> None:
        """One more report; `line` says what came of it."""
        self._count += 1
        if self._live is not None and self._task is not None:
            noun = "report" if self._count == 1 else "reports"
            self._live.update(self._task, description=f"{self._doing}: {self._count:,} {noun}", advance=1)
        elif line and not sys.stderr.isatty():
            tell(line)


@contextmanager
def stepping() -> Iterator[Callable[[str, int, int], None]]:
    """Tells on standard error what is being done and how far it is: a bar on a terminal, in a pipe one line a step that
    takes long. Silent for what is done at once."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Live

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Live(*columns, console=console(stderr=True), transient=True)
    task = bar.add_task("", total=None)
    is_live = sys.stderr.isatty()
    told: set[str] = set()

    def on_step(doing: str, done: int, total: int) -> None:
        if is_live and (total > _FEW or bar.live.is_started):
            bar.start()
            bar.update(task, description=doing, completed=done, total=total)
        elif not is_live and total > _MANY and doing not in told:
            told.add(doing)
            tell(f"{doing} ({total:,}) ...")

    try:
        yield on_step
    finally:
        if bar.live.is_started:  # a bar that never began would still end its line
            bar.stop()


_FEW = 50
"""Reports, or pages of a file, that are gone through before a person wonders what takes so long."""
_MANY = 10_000
"""From so many on even a pipe is told."""
