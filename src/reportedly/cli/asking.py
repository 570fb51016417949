"""What the commands of the picture share: a store with every report drawn in, and a query from a person's words."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reportedly.cli.terminal import console, fail, tell
from reportedly.model.story import Query

if TYPE_CHECKING:
    from reportedly.knowledge import Knowledge
    from reportedly.stores.base import Store

FEW = 5
"""Reports that are drawn in before a person wonders what takes so long: a quarter of a second."""
MANY = 200
"""From so many on even a pipe is told that it takes a while: some seconds."""

_REFRESHED_S = 0.1


@contextmanager
def drawn_store(location: str) -> Iterator[Store]:
    """The store at a location, its picture up to date. A query never begins a store."""
    from reportedly.stores import open_store

    with open_store(location, create=False) as held:
        draw(held)
        yield held


def draw(held: Store, knowledge: Knowledge | None = None) -> int:
    """Draw in what is not drawn yet, by these tables or the shipped ones; how many reports that took."""
    from reportedly import workflow

    with drawing() as on_report:
        return workflow.draw(held, knowledge, on_report=on_report)


@contextmanager
def drawing() -> Iterator[Callable[[int, int], None]]:
    """Tells on standard error how far the drawing is, where it takes long: a bar on a terminal, one line elsewhere."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Without a thread of its own: with one running, a second process cannot help (`stores.hands`).
    bar = Progress(*columns, console=console(stderr=True), transient=True, auto_refresh=False)
    task = bar.add_task("drawing reports into the picture", total=None)
    is_live, shown = sys.stderr.isatty(), 0.0

    def on_report(done: int, total: int) -> None:
        nonlocal shown
        if is_live and total > FEW:
            bar.start()
            bar.update(task, completed=done, total=total)
            if done == total or time.monotonic() - shown > _REFRESHED_S:
                shown = time.monotonic()
                bar.refresh()
        elif done == 1 and total > MANY:
            tell(f"drawing {total:,} reports into the picture ...")

    try:
        yield on_report
    finally:
        if bar.live.is_started:  # a bar that never began would still end its line
            bar.stop()


def query_of(
    held: Store,
    what: Sequence[str] | None,
    *,
    measure: str | None = None,
    actors: Sequence[str] | None = None,
    place: str | None = None,
) -> Query | None:
    """`workflow.telling.query_of`; a query that contradicts itself ends the command."""
    from reportedly.workflow import telling

    try:
        return telling.query_of(held, " ".join(what or ()), measure=measure, actors=actors or (), place=place)
    except ValueError as error:
        fail(str(error))
