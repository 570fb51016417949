"""A store copied into another, of whatever kind of database, some reports at a time; a run cut short goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from reportedly.errors import StoreError
from reportedly.workflow.comparing import is_part_of, picture_differences, version_differences
from reportedly.workflow.picturing import draw

if TYPE_CHECKING:
    from reportedly.knowledge import Knowledge
    from reportedly.stores.base import Problem, Store

OnStep = Callable[[str, int, int], None]
"""Told what is being done, and how many of how many are."""
_T = TypeVar("_T")
_REPORTS = 200
"""Versions a transaction: what a crash costs is copied again in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What copying came to. `versions`, `stories`, `reviews`: new in the copy; `held`: versions that were there before;
    `drawn`: reports drawn into its picture. `problems`: where the copy is not what was copied."""

    versions: int
    held: int
    stories: int
    reviews: int
    drawn: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def copy(source: Store, target: Store, knowledge: Knowledge | None = None, on_step: OnStep | None = None) -> Copied:
    """Bring everything of `source` into `target`, draw the picture there, and compare the two.

    `target` must be empty or what an earlier run left: it gets what it lacks, so a run cut short goes on and a second
    one changes nothing but what is new. Raises StoreError.
    """
    if not is_part_of(target, source):
        raise StoreError(f"{target} holds what {source} does not: copy into a new store, or one that such a copy began")
    revision = source.revision()
    held, versions = copy_versions(source, target, on_step)
    stories, reviews = copy_people(source, target)
    drawn = draw(target, knowledge, _drawing(on_step))
    problems = (*version_differences(target, source), *people_differences(target, source))
    notes: list[str] = []
    problems += _pictures(source, target, notes, revision)
    return Copied(
        versions=versions,
        held=held,
        stories=stories,
        reviews=reviews,
        drawn=drawn,
        problems=problems,
        notes=tuple(notes),
    )


def copy_versions(source: Store, target: Store, on_step: OnStep | None = None) -> tuple[int, int]:
    """Keep the versions that `target` lacks, whose own are the first of the source's; how many it had, and got. Raises
    StoreError."""
    held = target.counts().versions
    done, total = held, source.counts().versions
    for some in pieces(source.versions(held), _REPORTS):
        target.keep(some)
        done += len(some)
        if on_step is not None:
            on_step("copying reports", done, max(done, total))
    return held, done - held


def copy_people(source: Store, target: Store) -> tuple[int, int]:
    """Keep the stories and reviews that `target` lacks or has as they were; how many. Raises StoreError."""
    there = set(target.find_stories())
    new = [story for story in source.find_stories() if story not in there]
    for story in new:
        target.add_story(story)
    return len(new), sum(target.keep_review(review) for review in source.find_reviews())


def people_differences(found: Store, due: Store) -> Iterator[Problem]:
    """That stories and reviews are not the same, in the same order."""
    from reportedly.stores.base import Problem

    if found.find_stories() != due.find_stories():
        yield Problem(sentence="the stories of the copy are not those that were copied")
    if found.find_reviews() != due.find_reviews():
        yield Problem(sentence="the reviews of the copy are not those that were copied")


def _pictures(source: Store, target: Store, notes: list[str], revision: str) -> tuple[Problem, ...]:
    """Where the pictures differ, if they can be compared."""
    from reportedly.reconciliation.reviews import decisions_of

    if source.revision() != revision:
        notes.append("the store was written to while it was copied: copy again to bring the rest")
        return ()
    gone, new = source.undrawn(decisions_of(source.find_reviews(undone=False)).rules)
    if gone or new:
        notes.append(f"{len(new):,} reports were not drawn into the picture of the store: in the copy they are")
        return ()
    return tuple(told_differences(target, source, "the picture in the copy", "the store"))


def told_differences(found: Store, due: Store, one: str, other: str) -> Iterator[Problem]:
    """Where two pictures differ, in sentences that call them so. Raises StoreError."""
    from reportedly.stores.base import Problem

    differing, count = picture_differences(found, due)
    for difference in differing:
        yield Problem(sentence=difference.sentence(one, other))
    if count > len(differing):
        yield Problem(sentence=f"{one} differs from what {other} gives in {count:,} rows or more")


def _drawing(on_step: OnStep | None) -> Callable[[int, int], None] | None:
    if on_step is None:
        return None
    return lambda done, total: on_step("drawing reports into the picture", done, total)


def pieces(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The items, at most `size` at a time."""
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece
