"""What the commands of the picture share: a store with every report drawn in, and a query from a person's words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.cli.terminal import console, fail, tell
from reportedly.model.story import Query

if TYPE_CHECKING:
    from reportedly.knowledge import Knowledge
    from reportedly.model.claim import Claim
    from reportedly.stores.base import Store

FEW = 5
"""Reports that are drawn in before a person wonders what takes so long: a quarter of a second."""
MANY = 200
"""From so many on even a pipe is told that it takes a while: some seconds."""


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
    bar = Progress(*columns, console=console(stderr=True), transient=True)
    task = bar.add_task("drawing reports into the picture", total=None)
    is_live = sys.stderr.isatty()

    def on_report(done: int, total: int) -> None:
        if is_live and total > FEW:
            bar.start()
            bar.update(task, completed=done, total=total)
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
    """The query of the story of that name, else of those words; the options narrow it. None: everything."""
    words = " ".join(what or ()).strip()
    story = next((s for s in held.find_stories() if s.name.casefold() == words.casefold()), None)
    query = story.query if story else Query(topic=words or None)
    for option, given, has in (("--measure", measure, query.measure), ("--place", place, query.place)):
        if story and given and has:
            fail(f"the story {story.name!r} has its own {option} {has!r}; leave the option out")
    narrowed = replace(
        query,
        actors=(*query.actors, *filter(None, actors or ())),
        measure=measure or query.measure,
        place=place or query.place,
    )
    return None if narrowed == Query() else narrowed


class Citing:
    """Finds cited claims in the store; those of a report version are read once."""

    def __init__(self, held: Store) -> None:
        self._held = held
        self._read: dict[tuple[str, int | None], dict[str, Claim]] = {}

    def latest(self, report: str, claim: str) -> Claim | None:
        """The claim in the report's latest version."""
        return self.claim(report, None, claim)

    def claim(self, report: str, version: int | None, claim: str) -> Claim | None:
        """The claim as it was extracted, or None where that version of the report does not hold it."""
        key = (report, version)
        if key not in self._read:
            self._read[key] = {one.id: one for one in self._held.claims_of(report, version)}
        return self._read[key].get(claim)
