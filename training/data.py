"""From annotated documents to training examples: windows with a role for each piece and the targets of both pointers.

Rows are those of PolNeAR as JSON Lines: {"id", "text", "attributions": [{"source", "cue", "content"}], "discard",
"discuss"}, every role a list of [start, end] in code points. What annotators discarded or left for discussion takes
no part in the loss.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from reportedly.extraction import sentences
from reportedly.extraction.windows import Window, windows

Row = Mapping[str, Any]
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
FIRST = {"source": 1, "cue": 3, "content": 5}
IGNORED = -100
# The marks at a window's ends, in the numbering of BERT's word pieces.
OPENING, CLOSING, PADDING = 101, 102, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Soft:
    """What the teacher says of one window, marks included: roles [n, labels], pointers [n, n] where a row matters."""

    roles: NDArray[np.float16]
    asking: NDArray[np.bool_]  # [2, n]: whose row of a pointer is to be learned
    pointers: NDArray[np.float16]  # [2, rows that ask, n], in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A window with gold, with a teacher's word, or with both. Indexes count the mark at the start."""

    window: Window
    roles: NDArray[np.int64] | None = None
    links: tuple[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...] = ()  # source, cue, content pieces
    soft: Soft | None = None

    def __len__(self) -> int:
        return len(self.window) + 2


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def examples(row: Row, tokenizer: Any) -> Iterator[Example]:
    """The examples of one annotated document."""
    text = row["text"]
    left_out = [*row.get("discard", ()), *row.get("discuss", ())]
    for window in windows(text, sentences.split(text), tokenizer):
        first, last = window.starts[0], window.ends[-1]
        roles = np.zeros(len(window) + 2, dtype=np.int64)
        roles[0] = roles[-1] = IGNORED
        links = []
        for role in ("content", "source", "cue"):  # a piece in two roles keeps the rarer one
            for attribution in row["attributions"]:
                for start, end in attribution[role]:
                    pieces = _pieces(window, start, end)
                    if pieces:
                        roles[pieces[0]] = FIRST[role]
                        roles[pieces[1:]] = FIRST[role] + 1
        for start, end in left_out:
            if pieces := _pieces(window, start, end):
                roles[pieces] = IGNORED
        for attribution in row["attributions"]:
            if any(start < last and end > first for role in ("cue", "content") for start, end in attribution[role]):
                links.append(
                    tuple(
                        tuple(p for s, e in attribution[role] for p in _pieces(window, s, e))
                        for role in ("source", "cue", "content")
                    )
                )
        yield Example(window=window, roles=roles, links=tuple(links))


def _pieces(window: Window, start: int, end: int) -> list[int]:
    if start >= window.ends[-1] or end <= window.starts[0]:
        return []
    return [at + 1 for at, (s, e) in enumerate(zip(window.starts, window.ends, strict=True)) if s < end and e > start]


# -- Variants: what the press does to marks and letters, done to annotated paragraphs ---------------------------------

OPEN_MARKS, CLOSE_MARKS = "“„«", "”»"
VARIANTS = (
    ("as it is", 0.76),
    ("no marks", 0.06),
    ("straight", 0.05),
    ("guillemets", 0.015),
    ("single", 0.025),
    ("one mark lost", 0.03),
    ("no commas", 0.04),
    ("capitals", 0.02),
)


def varied(row: Row, draw: random.Random) -> dict[str, Any]:
    """The document with its paragraphs changed at random as in VARIANTS, spans moved along."""
    text, made, moved = row["text"], [], [0]
    names, weights = zip(*VARIANTS, strict=True)
    for line in text.splitlines(keepends=True):
        for piece in _changed(line, draw.choices(names, weights)[0], draw):
            made.append(piece)
            moved.append(moved[-1] + len(piece))

    def place(spans: Iterable[Sequence[int]]) -> list[list[int]]:
        return [[moved[start], moved[end]] for start, end in spans if moved[start] < moved[end]]

    return {
        **row,
        "text": "".join(made),
        "attributions": [
            {role: place(one[role]) for role in ("source", "cue", "content")} for one in row["attributions"]
        ],
        "discard": place(row.get("discard", ())),
        "discuss": place(row.get("discuss", ())),
    }


def _changed(line: str, how: str, draw: random.Random) -> list[str]:
    """The characters of a line, each as it becomes (nothing, or one character)."""
    marks = OPEN_MARKS + CLOSE_MARKS + '"'
    if how == "no marks":
        return ["" if c in marks else c for c in line]
    if how == "straight":
        return ['"' if c in marks else "'" if c in "‘’" else c for c in line]
    if how == "guillemets":
        return ["«" if c in OPEN_MARKS else "»" if c in CLOSE_MARKS else c for c in line]
    if how == "single":
        return ["‘" if c in OPEN_MARKS else "’" if c in CLOSE_MARKS else "'" if c == '"' else c for c in line]
    if how == "one mark lost":
        at = [number for number, c in enumerate(line) if c in marks]
        lost = draw.choice(at) if at else -1
        return ["" if number == lost else c for number, c in enumerate(line)]
    if how == "no commas":
        return ["" if c in ",’'" else '"' if c in marks else c for c in line]
    if how == "capitals":
        return [c.upper() if len(c.upper()) == 1 else c for c in line]
    return list(line)


# -- Batches -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors of one step. `roles` is IGNORED where there is no gold; `targets`: [2, batch, length, length] of what
    may be pointed at."""

    ids: Tensor
    case: Tensor
    quoted: Tensor
    mask: Tensor
    roles: Tensor
    targets: Tensor
    soft_roles: Tensor | None
    soft_asking: Tensor | None
    soft_pointers: Tensor | None
    soft_here: Tensor | None

    @property
    def inputs(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        return self.ids, self.case, self.quoted, self.mask


def batches(pool: Sequence[Example], pieces: int, draw: random.Random | None) -> list[list[Example]]:
    """Examples in batches of at most `pieces` padded pieces, alike in length; shuffled where `draw` is given."""

    def key(example: Example) -> float:
        return len(example) + (draw.random() * 6 if draw else 0)

    made: list[list[Example]] = [[]]
    for example in sorted(pool, key=key):
        longest = max(len(example), max(map(len, made[-1]), default=0))
        if made[-1] and longest * (len(made[-1]) + 1) > pieces:
            made.append([])
        made[-1].append(example)
    if draw:
        draw.shuffle(made)
    return made


def collate(chosen: Sequence[Example]) -> Batch:
    """One batch, padded to its longest window."""
    length, count = max(map(len, chosen)), len(chosen)
    ids = torch.full((count, length), PADDING)
    case, quoted, mask = (torch.zeros(count, length, dtype=torch.long) for _ in range(3))
    roles = torch.full((count, length), IGNORED)
    targets = torch.zeros(2, count, length, length, dtype=torch.bool)
    soft = any(example.soft is not None for example in chosen)
    soft_roles = torch.zeros(count, length, len(LABELS)) if soft else None
    soft_asking = torch.zeros(2, count, length, dtype=torch.bool) if soft else None
    soft_pointers = torch.zeros(2, count, length, length) if soft else None
    soft_here = torch.zeros(count, length, dtype=torch.bool) if soft else None
    for row, example in enumerate(chosen):
        window, n = example.window, len(example)
        ids[row, :n] = torch.tensor((OPENING, *window.ids, CLOSING))
        case[row, 1 : n - 1] = torch.tensor(window.case)
        quoted[row, 1 : n - 1] = torch.tensor(window.quoted)
        mask[row, :n] = 1
        if example.roles is not None:
            roles[row, :n] = torch.from_numpy(example.roles)
            for source, cue, content in example.links:
                for piece in cue:
                    targets[0, row, piece, list(source) or [0]] = True
                for piece in content:
                    targets[1, row, piece, list(cue) or [0]] = True
        if example.soft is not None:
            soft_roles[row, :n] = torch.from_numpy(example.soft.roles.astype(np.float32))
            soft_here[row, 1 : n - 1] = True
            asking = torch.from_numpy(example.soft.asking)
            soft_asking[:, row, :n] = asking
            start = 0
            for pointer in range(2):
                here = asking[pointer].nonzero()[:, 0]
                soft_pointers[pointer, row, here, :n] = torch.from_numpy(
                    example.soft.pointers[start : start + len(here)].astype(np.float32)
                )
                start += len(here)
    return Batch(
        ids=ids, case=case, quoted=quoted, mask=mask, roles=roles, targets=targets,
        soft_roles=soft_roles, soft_asking=soft_asking, soft_pointers=soft_pointers, soft_here=soft_here,
    )  # fmt: skip


def with_soft(example: Example, soft: Soft) -> Example:
    return replace(example, soft=soft)
