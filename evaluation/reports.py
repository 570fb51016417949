"""Real reports coded by us: gold that holds facts and offsets, never a text of the press.

Rows are {"id", "corpus", "doc", "start", "end", "published", "outlet", "claims"}: a stretch of a document of a shared
corpus, or, where `corpus` is "restated", {"text"} in our own words. A claim's `anchor` is the span of its words within
the stretch; its other fields are those of the codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.chains import RESTATED, texts
from reportedly.model.report import Report

Row = Mapping[str, Any]


def read(gold: Sequence[Row], shared: Path) -> tuple[Report, ...]:
    """The reports of the gold, each under the gold's id. A corpus that is not here is an error."""
    documents = texts(shared, gold)
    return tuple(_report(row, _text(row, documents)) for row in gold)


def _text(row: Row, documents: Mapping[tuple[str, str], str]) -> str:
    if row["corpus"] == RESTATED:
        return str(row["text"])
    return documents[row["corpus"], row["doc"]][row["start"] : row["end"]]


def _report(row: Row, text: str) -> Report:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Report(id=row["id"], text=text, outlet=row["outlet"], published=published)


def part(gold: Iterable[Row], *, restated: bool) -> list[Row]:
    """The reports in the press's own wording, or those in ours."""
    return [row for row in gold if (row["corpus"] == RESTATED) == restated]
