"""The measures vocabulary: what is counted, and the words that evoke it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from reportedly.errors import KnowledgeError
from reportedly.knowledge.tables import Table, shipped, toml
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
    family: str


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


UNITS = ("people", "things", "share", "money", "acts")
ANY_CLASS = "any"
_NEEDED = ("label", "unit")
_STRINGS = (*_NEEDED, "family")
_LISTS = frozenset(field.name for field in fields(Measure)) - {"name", *_STRINGS}


@cache
def load_measures(extra: tuple[Table, ...] = ()) -> Measures:
    """The shipped vocabulary, extended by users' files in the same TOML form. Raises KnowledgeError naming the file."""
    classes: dict[str, frozenset[str]] = {}
    found: dict[str, dict[str, Any]] = {}
    arithmetic: list[Arithmetic] = []
    origin: dict[str, str] = {}
    for table in (shipped("measures.toml"), *extra):
        whole = toml(table)
        for name, nouns in _tables(whole, "classes", table.where).items():
            classes[name] = classes.get(name, frozenset()) | frozenset(_words(nouns, f"the class {name}", table.where))
        for name, entry in _tables(whole, "measure", table.where).items():
            found[name] = _merged(found.get(name, {}), _checked(name, entry, table.where))
            origin[name] = table.where
        arithmetic += _arithmetic(whole, found, table.where)
    measures = {name: _measure(name, entry, classes, origin[name]) for name, entry in found.items()}
    return Measures(by_name=measures, classes=classes, arithmetic=tuple(arithmetic))


def _tables(whole: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    tables = whole.get(key, {})
    if not isinstance(tables, Mapping):
        raise KnowledgeError(f"{where}: {key} is no table; see the head of measures.toml")
    return tables


def _words(value: Any, what: str, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise KnowledgeError(f'{where}: {what} is no list of words; write ["word", "other word"]')
    return value


def _checked(name: str, entry: Any, where: str) -> dict[str, Any]:
    """The fields of a measure, each known and of its type."""
    if not isinstance(entry, dict):
        raise KnowledgeError(f"{where}: measure.{name} is no table; write [measure.{name}]")
    for key, value in entry.items():
        if key in _LISTS:
            _words(value, f"{key} of measure.{name}", where)
        elif key not in _STRINGS:
            raise KnowledgeError(f"{where}: measure.{name} has the unknown field {key}; see the head of measures.toml")
        elif not isinstance(value, str) or not value:
            raise KnowledgeError(f"{where}: {key} of measure.{name} is {value!r}; write it as words in quotes")
    return entry


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """`new` over `old`: lists are joined, the rest replaced."""
    return {**old, **{key: old.get(key, []) + value if key in _LISTS else value for key, value in new.items()}}


def _arithmetic(whole: Mapping[str, Any], known: Mapping[str, Any], where: str) -> Iterator[Arithmetic]:
    entries = whole.get("arithmetic", [])
    for entry in entries if isinstance(entries, list) else [entries]:
        match entry:
            case {"rule": str(rule), "whole": str(total), "parts": [*parts]}:
                if unknown := [name for name in (total, *parts) if name not in known]:
                    raise KnowledgeError(f"{where}: the arithmetic {rule!r} names {unknown[0]!r}, which is no measure")
                yield Arithmetic(rule=rule, whole=total, parts=tuple(parts))
            case _:
                raise KnowledgeError(f"{where}: each [[arithmetic]] needs a rule, a whole and a list of parts")


def _measure(name: str, entry: Mapping[str, Any], classes: Mapping[str, Any], where: str) -> Measure:
    for key in _NEEDED:
        if key not in entry:
            raise KnowledgeError(f"{where}: measure.{name} lacks the {key}; see the head of measures.toml")
    if entry["unit"] not in UNITS:
        raise KnowledgeError(f"{where}: measure.{name} has the unit {entry['unit']!r}; use one of {', '.join(UNITS)}")
    used = {*entry.get("counts", ()), *entry.get("default_for", ())} - {ANY_CLASS}
    if unknown := sorted(used - classes.keys()):
        raise KnowledgeError(f"{where}: measure.{name} counts the class {unknown[0]!r}, which is not in [classes]")
    try:
        aspects = tuple(Aspect(aspect) for aspect in dict.fromkeys(entry.get("aspects") or ("total",)))
    except ValueError as error:
        raise KnowledgeError(f"{where}: measure.{name}: {error}; use {', '.join(Aspect)}") from error
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
        aspects=aspects,
        family=entry.get("family", name),
    )
