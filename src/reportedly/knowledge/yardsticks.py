"""Yardsticks of estimative language: which band of likelihood an institution means by its words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge.tables import shipped
from reportedly.model.certainty import Likelihood


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """`terms`: term -> (low, high) in percent."""

    name: str
    label: str
    terms: Mapping[str, tuple[int, int]]


@cache
def load_yardsticks() -> Mapping[str, Yardstick]:
    """The shipped yardsticks by name."""
    table = tomllib.loads(shipped("yardsticks.toml"))
    return {
        name: Yardstick(
            name=name, label=entry["label"], terms={term: (low, high) for term, (low, high) in entry["terms"].items()}
        )
        for name, entry in table.items()
    }


def likelihood(term: str, yardstick: str | None) -> Likelihood:
    """The term as said, with the band its speaker's yardstick gives it; without a known yardstick, no band."""
    scale = load_yardsticks().get(yardstick or "")
    band = scale.terms.get(term) if scale else None
    if scale is None or band is None:
        return Likelihood(term=term)
    return Likelihood(term=term, yardstick=scale.name, low=band[0], high=band[1])
