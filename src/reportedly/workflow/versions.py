"""Two versions of a report side by side: what of the text was added and removed, and what became of its claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from reportedly.model.report import Report

if TYPE_CHECKING:
    from reportedly.knowledge import Knowledge
    from reportedly.reconciliation.edits import Edit
    from reportedly.stores.base import Store

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MOST_TOKENS = 2_000
"""Of a passage that is compared word by word: five hundred words on either side. Longer ones, which were written anew,
are told as removed and added whole."""
REWRITTEN = 0.3
"""Passages that share a smaller part of their words are told whole: islands of single words help no reader. Judged."""
AHEAD = 5
"""Lines of the newer version among which one of the older is looked for: where a block was rewritten, few are alike."""
AROUND = 1
"""Unchanged paragraphs shown beside a change."""


class Kept(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of one version or of both."""

    kept: Kept
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of either version, or of both. `left_out`: so many unchanged lines stand here, which are not shown."""

    stretches: tuple[Stretch, ...] = ()
    left_out: int = 0

    @property
    def is_same(self) -> bool:
        """Whether both versions have it word for word."""
        return all(one.kept is Kept.SAME for one in self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`paragraphs`: the text, unchanged parts of it left out. `edits`: of the claims."""

    older: Report
    newer: Report
    paragraphs: tuple[Paragraph, ...]
    edits: tuple[Edit, ...]

    @property
    def is_same(self) -> bool:
        """Whether no word was added or removed, lines and spaces aside."""
        return all(one.is_same for one in self.paragraphs)


def compare_versions(
    store: Store, report: str, older: int, newer: int, knowledge: Knowledge | None = None
) -> Comparison:
    """What changed from one version to another, which may be the earlier one. Raises NotFoundError, StoreError."""
    from reportedly.knowledge import load_knowledge
    from reportedly.reconciliation.edits import changes_between
    from reportedly.reconciliation.tellings import Teller

    before, after = store.get_report(report, older), store.get_report(report, newer)
    teller = Teller(knowledge or load_knowledge())
    told = [teller.tellings(store.claims_of(one.id, one.version)) for one in (before, after)]
    return Comparison(
        older=before,
        newer=after,
        paragraphs=tuple(_shortened(paragraphs_of(before.text, after.text))),
        edits=changes_between(*told),
    )


def paragraphs_of(older: str, newer: str) -> tuple[Paragraph, ...]:
    """Both texts in one, line by line; empty lines are no paragraphs."""
    before, after = ([line.strip() for line in text.split("\n") if line.strip()] for text in (older, newer))
    found: list[Paragraph] = []
    for step, one, to_one, other, to_other in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if step == "equal":
            found += (Paragraph(stretches=(Stretch(kept=Kept.SAME, text=line),)) for line in before[one:to_one])
        else:
            found += _changed(before[one:to_one], after[other:to_other])
    return tuple(found)


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """Lines that stand in one place of either text: those that are one line reworded are told as one."""
    left = list(after)
    for line in before:
        words = _TOKEN.findall(line)
        like = next((other for other in left[:AHEAD] if _is_reworded(words, _TOKEN.findall(other))), None)
        if like is None:
            yield _whole(Kept.REMOVED, line)
            continue
        at = left.index(like)
        yield from (_whole(Kept.ADDED, other) for other in left[:at])
        yield Paragraph(stretches=tuple(_stretches(words, _TOKEN.findall(like))))
        left = left[at + 1 :]
    yield from (_whole(Kept.ADDED, other) for other in left)


def _is_reworded(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) + len(other) > MOST_TOKENS:
        return False
    matcher = SequenceMatcher(a=_words(one), b=_words(other), autojunk=False)
    return matcher.quick_ratio() >= REWRITTEN and matcher.ratio() >= REWRITTEN


def _words(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if not token.isspace()]


def _whole(kept: Kept, line: str) -> Paragraph:
    return Paragraph(stretches=(Stretch(kept=kept, text=line),))


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(isjunk=str.isspace, a=before, b=after, autojunk=False)
    for step, one, to_one, other, to_other in matcher.get_opcodes():
        removed, added = "".join(before[one:to_one]), "".join(after[other:to_other])
        if step == "equal" or (removed.isspace() and added.isspace()):
            yield Stretch(kept=Kept.SAME, text=added)
            continue
        if removed:
            yield Stretch(kept=Kept.REMOVED, text=removed)
        if added:
            yield Stretch(kept=Kept.ADDED, text=added)


def _shortened(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Without the unchanged paragraphs that stand by no change."""
    changed = [place for place, one in enumerate(paragraphs) if not one.is_same]
    near = {place + step for place in changed for step in range(-AROUND, AROUND + 1)}
    left_out = 0
    for place, one in enumerate(paragraphs):
        if place not in near:
            left_out += 1
            continue
        if left_out:
            yield Paragraph(left_out=left_out)
            left_out = 0
        yield one
    if left_out:
        yield Paragraph(left_out=left_out)
