"""The measures vocabulary: what is counted, and the words that evoke it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportedly.errors import KnowledgeError
from reportedly.knowledge.tables import shipped
from reportedly.model.claim import Aspect


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure; the fields are those explained at the head of measures.toml."""

    name: str
    label: str
    unit: str
    counts: frozenset[str]
    named_by: frozenset[str]
    object_of: tuple[str, ...]
    subject_of: tuple[str, ...]
    headed_by: tuple[str, ...]
    after: tuple[str, ...]
    evokes: tuple[str, ...]
    default_for: frozenset[str]
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic:
    """`whole` is at least the sum of `parts`, for one subject, place and period."""

    rule: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """All measures by name, the classes of counted nouns, and the arithmetic between measures."""

    by_name: Mapping[str, Measure]
    classes: Mapping[str, frozenset[str]]
    arithmetic: tuple[Arithmetic, ...]

    def classes_of(self, noun: str) -> frozenset[str]:
        """The classes that hold this singular noun (case kept for names, else folded)."""
        return frozenset(name for name, nouns in self.classes.items() if noun in nouns or noun.lower() in nouns)


@cache
def load_measures(extra: tuple[str, ...] = ()) -> Measures:
    """The shipped vocabulary, extended by the texts of user files in the same TOML form."""
    classes: dict[str, frozenset[str]] = {}
    found: dict[str, dict[str, Any]] = {}
    arithmetic: list[Arithmetic] = []
    for number, text in enumerate((shipped("measures.toml"), *extra)):
        where = "measures.toml" if number == 0 else f"user measures file {number}"
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise KnowledgeError(f"{where}: not valid TOML: {error}") from error
        for name, nouns in table.get("classes", {}).items():
            classes[name] = classes.get(name, frozenset()) | frozenset(nouns)
        for name, entry in table.get("measure", {}).items():
            found[name] = _merged(found.get(name, {}), entry)
        arithmetic += [
            Arithmetic(rule=row["rule"], whole=row["whole"], parts=tuple(row["parts"]))
            for row in table.get("arithmetic", [])
        ]
    return Measures(
        by_name={name: _measure(name, entry) for name, entry in found.items()},
        classes=classes,
        arithmetic=tuple(arithmetic),
    )


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """`new` over `old`: lists are joined, the rest replaced."""
    joined = {key: old[key] + value if isinstance(value, list) and key in old else value for key, value in new.items()}
    return {**old, **joined}


def _measure(name: str, entry: Mapping[str, Any]) -> Measure:
    try:
        return Measure(
            name=name,
            label=entry["label"],
            unit=entry["unit"],
            counts=frozenset(entry.get("counts", ())),
            named_by=frozenset(entry.get("named_by", ())),
            object_of=tuple(entry.get("object_of", ())),
            subject_of=tuple(entry.get("subject_of", ())),
            headed_by=tuple(entry.get("headed_by", ())),
            after=tuple(entry.get("after", ())),
            evokes=tuple(entry.get("evokes", ())),
            default_for=frozenset(entry.get("default_for", ())),
            aspects=tuple(Aspect(aspect) for aspect in entry.get("aspects", ("total",))),
        )
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"measure {name}: {error}; see the head of measures.toml for the fields") from error
