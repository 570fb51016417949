"""Values of the model as plain JSON and back, by the types of their fields: for what is derived and kept, not for
claims, whose JSON is a published form of its own (claim_json)."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_Builder = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """Dataclasses as objects with every field, tuples and sets as lists (sets sorted), enums and dates as text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if names := _names(value.__class__):
        return {name: plain(getattr(value, name)) for name in names}
    return [plain(item) for item in sorted(value)] if isinstance(value, frozenset) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; () of another type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def built(kind: type[_T], value: Any) -> _T:
    """The value of this type that `plain` was given. Raises KeyError, TypeError or ValueError for another's JSON."""
    made: _T = _builder(kind)(value)  # type: ignore[arg-type]
    return made


@cache
def _builder(kind: Any) -> _Builder:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(tuple(_builder(part) for part in get_args(kind) if part is not types.NoneType))
    if origin is tuple:
        item = _builder(get_args(kind)[0])
        return lambda value: tuple(item(one) for one in value)
    if origin is frozenset:
        part = _builder(get_args(kind)[0])
        return lambda value: frozenset(part(one) for one in value)
    if is_dataclass(kind):
        return _of_dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, datetime):
        return datetime.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda value: value


def _optional(builders: tuple[_Builder, ...]) -> _Builder:
    first = builders[0]
    return lambda value: None if value is None else first(value)


def _of_dataclass(kind: Any) -> _Builder:
    hints = get_type_hints(kind)
    parts: list[tuple[str, _Builder]] = []

    def build(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise ValueError(  # noqa: TRY004 - JSON of another shape, not an argument of another type
                f"{value!r} is no object with the fields of {kind.__name__}"
            )
        if not parts:
            parts.extend((field.name, _builder(hints[field.name])) for field in fields(kind))
        return kind(**{name: part(value[name]) for name, part in parts if name in value})

    return build
