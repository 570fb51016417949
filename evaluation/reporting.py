"""Attributions by reporting cues alone: "said" and its like, where people agree; the rest are attitudes, where they
do not.

The list is one of verbs, not of what is found: a gold attribution counts where the last verb of its cue is on it, and
so does one that is predicted. Precision asks whether a predicted one is paired with any of the gold, recall whether a
gold one is paired with any that is predicted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.attributions import MATCHES, Text, paired
from evaluation.rates import Tally
from reportedly.extraction import cue_words
from reportedly.model.report import Span

Row = Mapping[str, Any]
REPORTING = frozenset(
    "say tell add write tweet state announce report note explain claim declare reply testify recall insist argue "
    "assert respond acknowledge admit reveal disclose confirm warn joke remark post comment clarify stress emphasize "
    "emphasise conclude reiterate allege estimate".split()
) | {"according to"}


def score(gold: Sequence[Row], found: Sequence[Row]) -> Tally:
    """Over all texts."""
    by_name = {row["id"]: row for row in found}
    tally = Tally()
    for row in gold:
        text, predicted = Text(row["text"]), by_name[row["id"]]
        wanted, given = text.marked(row), text.marked(predicted)
        pairs = paired(wanted, given, MATCHES["full"])
        gold_hit, found_hit = {i for i, _ in pairs}, {j for _, j in pairs}
        asked = _reporting(row, row["text"])
        told = _reporting(predicted, row["text"])
        tally.add(len(gold_hit & asked), len(asked), len(told), len(found_hit & told))
    return tally


def _reporting(row: Row, text: str) -> set[int]:
    """Indexes of the attributions whose cue is on the list."""
    return {
        number
        for number, one in enumerate(row["attributions"])
        if one["content"] and cue_words.read(text, [Span(start=s, end=e) for s, e in one["cue"]]).lemma in REPORTING
    }
