"""Attributions of a torch tagger over annotated rows, and their figures by the project's own scorer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from evaluation import attributions

from reportedly.extraction import sentences
from reportedly.extraction.decoding import Tagged, decode
from reportedly.extraction.windows import windows
from training.data import Example, Row, batches, collate
from training.encoders import Tagger


def outputs(model: Tagger, found: Sequence[Example], pieces: int = 8192) -> Iterator[tuple[Example, Any, Any, Any]]:
    """Each example with its three arrays of logits, cut to its length. The order is that of batches."""
    model.eval()
    for chosen in batches(found, pieces, None):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            made = [output.float().numpy() for output in model(*collate(chosen).inputs)]
        for row, example in enumerate(chosen):
            n = len(example)
            yield example, made[0][row, :n], made[1][row, :n, :n], made[2][row, :n, :n]


def tag(model: Tagger, rows: Sequence[Row], tokenizer: Any) -> list[list[Tagged]]:
    """The attributions of each row."""
    pool: list[Example] = []
    owner: dict[int, int] = {}
    for number, row in enumerate(rows):
        for window in windows(row["text"], sentences.split(row["text"]), tokenizer):
            example = Example(window=window)
            owner[id(window)] = number
            pool.append(example)
    found: list[list[Tagged]] = [[] for _ in rows]
    for example, roles, to_source, to_cue in outputs(model, pool):
        found[owner[id(example.window)]] += decode(example.window, roles, to_source, to_cue)
    return found


def predictions(rows: Sequence[Row], found: Sequence[Sequence[Tagged]]) -> list[dict[str, Any]]:
    """Rows as the scorer reads them."""
    return [
        {
            "id": row["id"],
            "attributions": [
                {role: [[s.start, s.end] for s in getattr(one, role)] for role in ("source", "cue", "content")}
                for one in here
            ],
        }
        for row, here in zip(rows, found, strict=True)
    ]


def figures(rows: Sequence[Row], found: Sequence[Sequence[Tagged]]) -> dict[str, float]:
    """Full F1, all and by style, precision and recall, token F1 by role."""
    scores = attributions.score(rows, predictions(rows, found))
    made = {f"full-{style}": round(scores["full", style].f1, 4) for style in ("all", *attributions.STYLES)}
    whole = scores["full", "all"]
    made |= {"precision": round(whole.precision, 4), "recall": round(whole.recall, 4)}
    return made | {f"{role}-token": round(scores["token", role].f1, 4) for role in attributions.ROLES}
