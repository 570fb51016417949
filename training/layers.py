"""Passages annotated for chains, as layers: the outermost attributions of a passage, then of what each of them says.

The tagger learns one layer at a time, and finds the next by reading what it found to be said once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.chains import RESTATED, texts

from training.data import rows

Row = Mapping[str, Any]


def rows_of(path: Path, shared: Path) -> Iterator[dict[str, Any]]:
    """Rows as of PolNeAR, one for each layer of each passage."""
    passages = list(rows(path))
    documents = texts(shared, passages)
    for passage in passages:
        if passage["corpus"] == RESTATED:
            text, start = passage["text"], 0
        else:
            start = passage["start"]
            text = documents[passage["corpus"], passage["doc"]][start : passage["end"]]
        marked = [_moved(one, -start) for one in passage["attributions"] if one["cue"] and one["content"]]
        yield from _layers(passage["id"], text, marked)


def _layers(name: str, text: str, marked: Sequence[Row]) -> Iterator[dict[str, Any]]:
    outer = [one for one in marked if not any(_within(one, other) for other in marked if other is not one)]
    yield {"id": name, "text": text, "attributions": outer}
    for number, one in enumerate(outer):
        for at, (start, end) in enumerate(one["content"]):
            inner = [
                other for other in marked if other is not one and _within(other, one) and _inside(other, start, end)
            ]
            if inner:
                yield from _layers(f"{name}/{number}.{at}", text[start:end], [_moved(other, -start) for other in inner])


def _within(one: Row, other: Row) -> bool:
    return all(any(s <= a and b <= e for s, e in other["content"]) for a, b in one["cue"])


def _inside(one: Row, start: int, end: int) -> bool:
    return all(start <= a and b <= end for role in ("source", "cue", "content") for a, b in one[role])


def _moved(one: Row, by: int) -> dict[str, Any]:
    return {**one, **{role: [[a + by, b + by] for a, b in one[role]] for role in ("source", "cue", "content")}}
