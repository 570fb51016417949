"""Yardsticks of estimative language: which band of likelihood an institution means by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.errors import KnowledgeError
from reportedly.knowledge.tables import Table, shipped, toml
from reportedly.model.certainty import Likelihood

USER_TABLE = "yardstick"
_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """`terms`: term -> (low, high) in percent."""

    name: str
    label: str
    terms: Mapping[str, tuple[int, int]]


@cache
def load_yardsticks(extra: tuple[Table, ...] = ()) -> Mapping[str, Yardstick]:
    """The shipped yardsticks by name, then the [yardstick.NAME] tables of users' TOML files (later ones win)."""
    own = shipped("yardsticks.toml")
    found = {name: _yardstick(name, entry, own.where) for name, entry in toml(own).items()}
    for table in extra:
        entries = toml(table).get(USER_TABLE, {})
        if not isinstance(entries, Mapping):
            raise KnowledgeError(f"{table.where}: {USER_TABLE} is no table; write [{USER_TABLE}.NAME]")
        found |= {name: _yardstick(name, entry, table.where) for name, entry in entries.items()}
    return found


def likelihood(term: str, yardstick: str | None, yardsticks: Mapping[str, Yardstick] | None = None) -> Likelihood:
    """The term as said, with the band its speaker's yardstick gives it; without a known yardstick, no band.

    `yardsticks`: the tables to look it up in, by default the shipped ones.
    """
    scale = (load_yardsticks() if yardsticks is None else yardsticks).get(yardstick or "")
    band = scale.terms.get(term) if scale else None
    if scale is None or band is None:
        return Likelihood(term=term)
    return Likelihood(term=term, yardstick=scale.name, low=band[0], high=band[1])


def _yardstick(name: str, entry: Any, where: str) -> Yardstick:
    label, terms = (entry.get("label"), entry.get("terms")) if isinstance(entry, Mapping) else (None, None)
    if not isinstance(label, str) or not isinstance(terms, Mapping) or not terms:
        raise KnowledgeError(f"{where}: the yardstick {name} needs a label and a table of terms")
    return Yardstick(name=name, label=label, terms={term: _band(term, band, where) for term, band in terms.items()})


def _band(term: str, band: Any, where: str) -> tuple[int, int]:
    match band:
        case [int(low), int(high)] if 0 <= low <= high <= _PERCENT:
            return low, high
    raise KnowledgeError(f"{where}: the term {term!r} has the band {band!r}; give [low, high] in whole percent")
