"""The claim as JSON, version 1: what `--format jsonl`, the HTTP API and the store speak. Keys are always present.

claim-1.schema.json beside this file says the same in JSON Schema; a test holds the two together.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from reportedly.errors import ClaimFormatError
from reportedly.model.certainty import Certainty, Confidence, Evidential, Likelihood, Modality
from reportedly.model.claim import (
    ActorKind,
    Aspect,
    Channel,
    Claim,
    Evidence,
    Hop,
    Mention,
    Period,
    Polarity,
    Precision,
    Reader,
    ReportRef,
    Role,
    Stance,
    Status,
    Style,
)
from reportedly.model.quantity import Approximation, Number, Quantity
from reportedly.model.report import Span

Json = dict[str, Any]
_Term = TypeVar("_Term", bound=Enum)


def claim_to_json(claim: Claim) -> Json:
    """A claim as plain JSON values, in the order of the fields."""
    return {field.name: _plain(getattr(claim, field.name)) for field in dataclasses.fields(claim)}


def claim_from_json(row: object) -> Claim:
    """The claim that `claim_to_json` wrote. Raises ClaimFormatError, naming the key, where the row is not one."""
    try:
        return _claim(_Row(row, Claim, "the claim"))
    except (TypeError, ValueError) as error:
        raise ClaimFormatError(
            f"not a claim of version 1: {error}; docs/reference/claim-json.md says what each key holds"
        ) from error


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    names = _keys(value.__class__)
    return {name: _plain(getattr(value, name)) for name in names} if names else value


@cache
def _keys(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; () for another type."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@cache
def _key_set(kind: Any) -> frozenset[str]:
    return frozenset(_keys(kind))


@cache
def _terms(kind: type[_Term]) -> dict[str, _Term]:
    """The members of an enumeration by their values."""
    return {term.value: term for term in kind}


class _Row:
    """A JSON object that must have the keys of a dataclass and no others; each getter checks one key's type."""

    def __init__(self, value: object, kind: type[Any], where: str) -> None:
        if not isinstance(value, Mapping):
            raise TypeError(f"{where} is no object")
        wanted = _key_set(kind)  # type: ignore[arg-type]
        if value.keys() != wanted:
            if lacking := sorted(wanted - value.keys()):
                raise ValueError(f"{where} lacks the key {lacking[0]}")
            unknown = sorted(str(key) for key in value.keys() - wanted)
            raise ValueError(f"{where} has the unknown key {unknown[0]}")
        self._values: Mapping[str, object] = value
        self._where = where

    def object(self, key: str, kind: type[Any]) -> _Row:
        return _Row(self._values[key], kind, key)

    def maybe(self, key: str, kind: type[Any]) -> _Row | None:
        return None if self._values[key] is None else self.object(key, kind)

    def objects(self, key: str, kind: type[Any]) -> list[_Row]:
        items = self._values[key]
        if not isinstance(items, list | tuple):
            raise TypeError(f"{key} is no list")
        if not items:
            return []
        return [_Row(item, kind, f"{key}[{number}]") for number, item in enumerate(items)]

    def text(self, key: str) -> str:
        value = self._values[key]
        if not isinstance(value, str):
            raise self._wrong(key, "a string")
        return value

    def words(self, key: str) -> str | None:
        return None if self._values[key] is None else self.text(key)

    def flag(self, key: str) -> bool:
        value = self._values[key]
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def whole(self, key: str) -> int:
        value = self._values[key]
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong(key, "a whole number")
        return value

    def maybe_whole(self, key: str) -> int | None:
        return None if self._values[key] is None else self.whole(key)

    def number(self, key: str) -> Number | None:
        value = self._values[key]
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number or null")
        return value

    def probability(self, key: str) -> float | None:
        value = self.number(key)
        if value is not None and not 0 <= value <= 1:
            raise self._wrong(key, "from 0 to 1, or null")
        return value

    def term(self, key: str, kind: type[_Term]) -> _Term:
        value = self._values[key]
        found: _Term | None = _terms(kind).get(value) if isinstance(value, str) else None
        if found is None:
            raise self._wrong(key, f"one of {', '.join(term.value for term in kind)}")
        return found

    def maybe_term(self, key: str, kind: type[_Term]) -> _Term | None:
        return None if self._values[key] is None else self.term(key, kind)

    def _wrong(self, key: str, wanted: str) -> TypeError:
        return TypeError(f"{key} of {self._where} is {self._values[key]!r} and should be {wanted}")


def _claim(row: _Row) -> Claim:
    return Claim(
        id=row.text("id"),
        report=_report(row.object("report", ReportRef)),
        text=row.text("text"),
        sentence=row.text("sentence"),
        span=_span(row.object("span", Span)),
        style=row.term("style", Style),
        chain=tuple(_hop(hop) for hop in row.objects("chain", Hop)),
        stance=row.term("stance", Stance),
        polarity=row.term("polarity", Polarity),
        status=row.maybe_term("status", Status),
        certainty=_certainty(row.object("certainty", Certainty)),
        measure=row.words("measure"),
        aspect=row.maybe_term("aspect", Aspect),
        subject=_mention(row.maybe("subject", Mention)),
        counterpart=_mention(row.maybe("counterpart", Mention)),
        place=_mention(row.maybe("place", Mention)),
        quantity=_quantity(row.maybe("quantity", Quantity)),
        happened=_period(row.maybe("happened", Period)),
        said=row.words("said"),
        published=row.words("published"),
        evidence=_evidence(row.object("evidence", Evidence)),
        parent=row.words("parent"),
        attribution_probability=row.probability("attribution_probability"),
        needs_review=row.flag("needs_review"),
        reader=_reader(row.object("reader", Reader)),
    )


def _report(row: _Row) -> ReportRef:
    return ReportRef(
        id=row.text("id"),
        url=row.words("url"),
        outlet=row.words("outlet"),
        title=row.words("title"),
        published=row.words("published"),
        version=row.whole("version"),
    )


def _reader(row: _Row) -> Reader:
    return Reader(version=row.text("version"), model=row.text("model"))


def _span(row: _Row) -> Span:
    return Span(start=row.whole("start"), end=row.whole("end"))


def _maybe_span(row: _Row | None) -> Span | None:
    return None if row is None else _span(row)


def _hop(row: _Row) -> Hop:
    return Hop(
        name=row.text("name"),
        as_written=row.text("as_written"),
        kind=row.term("kind", ActorKind),
        role=row.term("role", Role),
        actor=row.words("actor"),
        title=row.words("title"),
        affiliation=row.words("affiliation"),
        channel=row.term("channel", Channel),
        date=row.words("date"),
        named=row.flag("named"),
        span=_maybe_span(row.maybe("span", Span)),
    )


def _certainty(row: _Row) -> Certainty:
    return Certainty(
        likelihood=_likelihood(row.maybe("likelihood", Likelihood)),
        estimated=row.flag("estimated"),
        confidence=row.maybe_term("confidence", Confidence),
        evidential=row.maybe_term("evidential", Evidential),
        modality=row.maybe_term("modality", Modality),
    )


def _likelihood(row: _Row | None) -> Likelihood | None:
    if row is None:
        return None
    return Likelihood(
        term=row.text("term"),
        yardstick=row.words("yardstick"),
        low=row.maybe_whole("low"),
        high=row.maybe_whole("high"),
    )


def _mention(row: _Row | None) -> Mention | None:
    if row is None:
        return None
    return Mention(
        name=row.text("name"),
        as_written=row.text("as_written"),
        kind=row.text("kind"),
        id=row.words("id"),
        span=_maybe_span(row.maybe("span", Span)),
    )


def _quantity(row: _Row | None) -> Quantity | None:
    if row is None:
        return None
    return Quantity(
        low=row.number("low"),
        low_inclusive=row.flag("low_inclusive"),
        high=row.number("high"),
        high_inclusive=row.flag("high_inclusive"),
        point=row.number("point"),
        approximation=row.maybe_term("approximation", Approximation),
        unit=row.words("unit"),
        as_written=row.text("as_written"),
        vague=row.words("vague"),
        of=row.words("of"),
        period=row.words("period"),
    )


def _period(row: _Row | None) -> Period | None:
    if row is None:
        return None
    return Period(
        start=row.words("start"),
        end=row.words("end"),
        precision=row.term("precision", Precision),
        as_written=row.text("as_written"),
    )


def _evidence(row: _Row) -> Evidence:
    return Evidence(**{slot: tuple(map(_span, row.objects(slot, Span))) for slot in _keys(Evidence)})
