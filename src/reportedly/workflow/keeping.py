"""Keeping a store: is it sound, how much is in it, a backup of it and back again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import StoreError
from reportedly.workflow.copying import Copied, OnStep, copy, copy_people, copy_versions, told_differences
from reportedly.workflow.picturing import redraw

if TYPE_CHECKING:
    from reportedly.knowledge import Knowledge
    from reportedly.stores.base import Problem, Store, StoreCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found. `notes`: what is no fault; `redrawn`: whether the picture was compared with one drawn from
    scratch."""

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    versions: int
    claims: int
    redrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What there is in a store. `revision`: of its schema; `undrawn`: reports that are not in the picture yet;
    `reviews`: with those taken back, which `undone` counts."""

    counts: StoreCounts
    revision: str
    size_bytes: int
    undrawn: int
    questions: int
    stories: int
    reviews: int
    undone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """Where a store was written, and how much there is in it."""

    place: str
    size_bytes: int
    reports: int
    versions: int
    claims: int


def info(store: Store) -> Info:
    """How much there is of what. Raises StoreError."""
    from reportedly.stores.schema import REVISIONS

    reviews = store.find_reviews()
    return Info(
        counts=store.counts(),
        revision=REVISIONS[-1],  # opening it has brought it there
        size_bytes=store.size_bytes(),
        undrawn=len(_undrawn(store)),
        questions=store.find_series(limit=0)[1],
        stories=len(store.find_stories()),
        reviews=len(reviews),
        undone=sum(one.undone for one in reviews),
    )


def check(
    store: Store, knowledge: Knowledge | None = None, *, quick: bool = False, on_step: OnStep | None = None
) -> Checked:
    """Everything that should not be so in a store; unless `quick`, its picture is drawn anew beside it and compared.

    `knowledge`: the tables that its picture is drawn with. Changes nothing. Raises StoreError.
    """
    revision = store.revision()
    problems = store.check(_named(on_step, "checking reports"))
    notes: list[str] = []
    redrawn = False
    try:
        notes += _people_notes(store)
        undrawn = len(_undrawn(store))
        if undrawn:
            notes.append(f"{undrawn:,} reports are not drawn into the picture yet: `reportedly picture` does that")
        elif not quick:
            problems += _recomputed(store, knowledge, on_step)
            redrawn = True
    except StoreError as error:
        notes.append(f"the picture was not compared with one drawn anew: {error}")
    if store.revision() != revision:
        notes.append("the store was written to during the check: check again where it found anything")
    counts = store.counts()
    return Checked(
        problems=problems, notes=tuple(notes), versions=counts.versions, claims=counts.claims, redrawn=redrawn
    )


def _recomputed(store: Store, knowledge: Knowledge | None, on_step: OnStep | None) -> tuple[Problem, ...]:
    """How the picture differs from the one that the claims and reviews give from scratch, drawn in a store of its own
    in a folder for temporary files."""
    from reportedly.stores import open_store

    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "scratch.db") as scratch:
        copy_versions(store, scratch, on_step)
        copy_people(store, scratch)
        redraw(scratch, knowledge, _named(on_step, "drawing the picture anew"))
        return tuple(told_differences(store, scratch, "the picture", "one drawn anew"))


def _people_notes(store: Store) -> Iterator[str]:
    """Reviews that hold and change nothing, since what they are about is not in the latest version of any report."""
    for review in store.find_reviews(undone=False):
        if review.slot == "party":
            continue
        for claim in filter(None, (review.of, review.other)):
            if not store.reports_of_claim(claim):
                yield f"review {review.id} is about claim {claim}, which no latest version of a report holds"


def _undrawn(store: Store) -> frozenset[str]:
    """Ids of the reports that must leave the picture or enter it."""
    from reportedly.reconciliation.reviews import decisions_of

    gone, new = store.undrawn(decisions_of(store.find_reviews(undone=False)).rules)
    return frozenset(drawn.report_id for drawn in (*gone, *new))


def back_up(location: str | Path, file: Path, *, replace: bool = False, on_step: OnStep | None = None) -> BackedUp:
    """Write the store as it is at one moment into one SQLite file, which is checked and appears whole or not at all.

    A store in a file is copied page by page, while others write to it; one in another database report by report.
    Raises StoreError and its kinds.
    """
    from reportedly.stores import backups, file_of, open_store

    source = file_of(location)
    if source is not None and source.exists() and file.exists() and source.samefile(file):
        raise StoreError(f"{file} is the store itself: give another name for the backup")
    with backups.placed(file, replace=replace) as part:
        if source is not None:
            backups.copy_file(source, part, _named(on_step, "copying pages"))
        else:
            with open_store(location, create=False) as held, open_store(part) as copied:
                _raise_unless_equal(copy(held, copied, on_step=on_step), file)
        backups.check_file(part, file)
    return _written(file)


def restore(file: Path, location: str | Path, *, replace: bool = False, on_step: OnStep | None = None) -> BackedUp:
    """Make a store of a backup, which is checked first; it appears whole or not at all.

    A store that is there is left alone, unless `replace`: then it gives way in one transaction. Raises StoreError and
    its kinds.
    """
    from reportedly.stores import backups, file_of

    if not file.is_file():
        raise StoreError(f"there is no backup at {file}: give the right path")
    target = file_of(location)
    if target is None:
        if replace:
            raise StoreError(f"only a store in a file can be replaced: empty {location} yourself, then restore")
        return _into_database(file, str(location), on_step)
    backups.check_target(target, replace=replace)
    on_pages = _named(on_step, "copying pages")
    if target.exists() and backups.size_of(target):
        backups.check_file(file, file)
        backups.copy_file(file, target, on_pages)
    else:
        with backups.placed(target, replace=replace) as part:
            backups.copy_file(file, part, on_pages)
            backups.check_file(part, file)
    return _written(target)


def _into_database(file: Path, location: str, on_step: OnStep | None) -> BackedUp:
    """Restore into a store that is in no file. What is opened is a copy: an older backup stays as it is."""
    from reportedly.stores import backups, open_store

    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "backup.db"
        backups.copy_file(file, part)
        backups.check_file(part, file)
        with open_store(part) as held, open_store(location) as restored:
            _raise_unless_equal(copy(held, restored, on_step=on_step), file)
            counts = restored.counts()
            return BackedUp(
                place=location,
                size_bytes=restored.size_bytes(),
                reports=counts.reports,
                versions=counts.versions,
                claims=counts.claims,
            )


def _written(file: Path) -> BackedUp:
    """What is in a file that was written, asked of it where it stands."""
    from reportedly.stores import backups

    reports, versions, claims = backups.counts_of(file)
    return BackedUp(
        place=str(file), size_bytes=backups.size_of(file), reports=reports, versions=versions, claims=claims
    )


def _raise_unless_equal(copied: Copied, file: Path) -> None:
    if copied.problems:
        raise StoreError(f"{file} could not be made: {copied.problems[0].sentence}")


def _named(on_step: OnStep | None, doing: str) -> Callable[[int, int], None] | None:
    if on_step is None:
        return None
    return lambda done, total: on_step(doing, done, total)
