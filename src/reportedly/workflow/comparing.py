"""Two stores beside each other: what they hold, and whether their pictures are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.stores.base import Problem, Store
    from reportedly.stores.carried import PictureRow

_HEAPS = 1 << 12
"""Into so many heaps the rows of each part are added up: where two stores differ, only the heaps that do are gone
through again."""
_LOOKED_AT = 4
_NAMED = 5
"""Of each part so many heaps are gone through, and so many rows named; more would only say the same again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of two pictures in which they differ. `found`, `due`: whether the one has it, and whether the other has."""

    part: str
    key: str
    found: bool
    due: bool

    def sentence(self, found: str, due: str) -> str:
        """ "the picture lacks the origin X, which its claims give": of `found`, a picture, and `due`, what gives it."""
        if not self.found:
            return f"{found} lacks the {self.part} {self.key}, which {due} gives"
        if not self.due:
            return f"{found} has the {self.part} {self.key}, which {due} does not give"
        return f"{found} has the {self.part} {self.key} otherwise than {due} gives it"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureDigest:
    """What a picture comes to, whatever the order of its rows: of each part how many rows, and the sum of their digests
    by heaps."""

    rows: dict[str, int]
    sums: dict[str, list[int]]


def picture_digest(store: Store) -> PictureDigest:
    """Of all that the picture says, in memory that does not grow with it. Equal pictures have equal digests, in any
    database. Raises StoreError."""
    from reportedly.stores.carried import PicturePart

    rows = dict.fromkeys(map(str, PicturePart), 0)
    sums = {part: [0] * _HEAPS for part in rows}
    for row in store.picture_rows():
        rows[row.part] += 1
        sums[row.part][_heap(row)] += _number(row)
    return PictureDigest(rows=rows, sums=sums)


def picture_differences(found: Store, due: Store) -> tuple[tuple[Difference, ...], int]:
    """The first rows of the picture `found` that are not as in `due`, and at least how many there are. Raises
    StoreError."""
    one, other = picture_digest(found), picture_digest(due)
    if one == other:
        return (), 0
    heaps = {
        (part, number)
        for part, sums in one.sums.items()
        for number in islice((n for n, total in enumerate(sums) if total != other.sums[part][n]), _LOOKED_AT)
    }
    mine, theirs = _in_heaps(found, heaps), _in_heaps(due, heaps)
    differing = [
        Difference(part, key, found=(part, key) in mine, due=(part, key) in theirs)
        for part, key in sorted(mine.keys() | theirs.keys())
        if mine.get((part, key)) != theirs.get((part, key))
    ]
    named = [d for part in one.sums for d in islice((d for d in differing if d.part == part), _NAMED)]
    return tuple(named), max(len(differing), sum(abs(one.rows[part] - other.rows[part]) for part in one.rows))


def _in_heaps(store: Store, heaps: set[tuple[str, int]]) -> dict[tuple[str, str], int]:
    """The rows of these heaps by their names, each as the number that it comes to."""
    rows = (row for row in store.picture_rows() if (str(row.part), _heap(row)) in heaps)
    return {(str(row.part), row.key): _number(row) for row in rows}


def _heap(row: PictureRow) -> int:
    return int.from_bytes(hashlib.blake2b(row.key.encode(), digest_size=2).digest()) % _HEAPS


def _number(row: PictureRow) -> int:
    return int.from_bytes(hashlib.blake2b(f"{row.key}\n{row.content}".encode(), digest_size=16).digest())


def version_differences(found: Store, due: Store) -> Iterator[Problem]:
    """The versions that `found` does not hold exactly as `due` does, in their order. Raises StoreError."""
    from reportedly.stores.base import Problem

    for one, other in zip(found.versions(), due.versions(), strict=False):
        if one != other:
            yield Problem(
                sentence="the copy does not say what was copied",
                report_id=other.report.id,
                version=other.report.version,
            )


def is_part_of(part: Store, whole: Store) -> bool:
    """Whether the versions of one store are the first of the other's, and its stories and reviews some of the other's.
    Raises StoreError."""
    marks = whole.version_marks()
    if any(mark != next(marks, None) for mark in part.version_marks()):
        return False
    stories = set(part.find_stories()) <= set(whole.find_stories())
    return stories and {one.id for one in part.find_reviews()} <= {one.id for one in whole.find_reviews()}
