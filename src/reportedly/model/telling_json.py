"""A telling as one line of JSON, for a store to keep beside its claim: what has its default value is left out.

Not a public form: it is derived from the claim's JSON (claim_json) and made anew whenever the rules that derive it
change.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from reportedly.model.certainty import Certainty, Confidence, Evidential, Likelihood, Modality
from reportedly.model.claim import Aspect, Channel, Period, Polarity, Precision, Stance, Status
from reportedly.model.quantity import Approximation, Quantity
from reportedly.model.telling import Context, Side, Speaker, Telling

_PLAIN = (
    "outlet", "published", "title", "party", "party_name", "party_state", "speaker", "speaker_key", "role",
    "named", "own_voice", "hops", "outlet_key", "quoted", "part_quoted", "in_title", "start", "said", "said_told",
    "measure", "family", "whole", "text", "sentence", "alone",
)  # fmt: skip
_LISTS = ("via", "place_within", "joined_to")
_ENUMS: dict[str, Any] = {
    "channel": Channel, "aspect": Aspect, "stance": Stance, "polarity": Polarity, "status": Status,
}  # fmt: skip
_SIDES = ("subject", "counterpart", "place")
_NUMBERS = ("low", "low_inclusive", "high", "high_inclusive", "point", "unit", "as_written", "vague", "of", "period")
_DEFAULT = Telling(claim="", report="")
_NO_QUANTITY = Quantity()
_plain_of = attrgetter(*_PLAIN)
_PLAIN_DEFAULTS = _plain_of(_DEFAULT)
_numbers_of = attrgetter(*_NUMBERS)
_NUMBER_DEFAULTS = _numbers_of(_NO_QUANTITY)


def telling_to_json(telling: Telling) -> str:
    """All but its key and its context, which stand elsewhere."""
    told = zip(_PLAIN, _plain_of(telling), _PLAIN_DEFAULTS, strict=True)
    row: dict[str, Any] = {name: value for name, value, default in told if value != default}
    for name in _LISTS:
        if value := getattr(telling, name):
            row[name] = list(value)
    for name in _ENUMS:
        value = getattr(telling, name)
        if value is not getattr(_DEFAULT, name):
            row[name] = str(value)
    for name in _SIDES:
        side: Side | None = getattr(telling, name)
        if side is not None:
            row[name] = [side.key, side.name, side.from_report] if side.from_report else [side.key, side.name]
    if telling.quantity is not None:
        row["quantity"] = _quantity_row(telling.quantity)
    if telling.happened is not None:
        when = telling.happened
        row["happened"] = [when.start, when.end, str(when.precision), when.as_written]
    if telling.certainty != _DEFAULT.certainty:
        row["certainty"] = _certainty_row(telling.certainty)
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def telling_from_json(text: str, *, report: str, version: int, claim: str, context: Context) -> Telling:
    """The telling that `telling_to_json` wrote."""
    row: dict[str, Any] = json.loads(text)
    for name in row.keys() & _BUILDERS.keys():
        row[name] = _BUILDERS[name](row[name])
    return Telling(report=report, version=version, claim=claim, context=context, **row)


def speaker_from_json(text: str) -> Speaker:
    """Who is said to know in the telling that `telling_to_json` wrote, without making the telling."""
    row: dict[str, Any] = json.loads(text)
    party, state, role, name = (row.get(field, "") for field in ("party", "party_state", "role", "speaker"))
    return Speaker(party, state, role, name, bool(party) and party in row.get("via", ()))


def _side(row: list[str]) -> Side:
    key, words, *rest = row
    return Side(key=key, name=words, from_report=bool(rest))


def _period(row: list[Any]) -> Period:
    start, end, precision, words = row
    return Period(start=start, end=end, precision=Precision(precision), as_written=words)


def context_to_json(context: Context) -> str:
    """A report's context, its sets in order."""
    parts = [
        sorted(context.names),
        sorted(context.numbers),
        sorted(context.credited),
        context.quotations,
        context.area,
        context.home,
        *context.bands,
    ]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def context_from_json(text: str) -> Context:
    """The context that `context_to_json` wrote."""
    names, numbers, credited, quotations, area, home, *bands = json.loads(text)
    return Context(
        names=frozenset(names),
        numbers=frozenset(numbers),
        credited=frozenset(credited),
        quotations=quotations,
        area=area,
        home=home,
        bands=tuple(bands),
    )


def _quantity_row(quantity: Quantity) -> dict[str, Any]:
    told = zip(_NUMBERS, _numbers_of(quantity), _NUMBER_DEFAULTS, strict=True)
    row = {name: value for name, value, default in told if value != default}
    if quantity.approximation is not None:
        row["approximation"] = str(quantity.approximation)
    return row


def _quantity(row: dict[str, Any]) -> Quantity:
    if "approximation" in row:
        row["approximation"] = Approximation(row["approximation"])
    return Quantity(**row)


def _certainty_row(certainty: Certainty) -> dict[str, Any]:
    row: dict[str, Any] = {"estimated": True} if certainty.estimated else {}
    if certainty.likelihood is not None:
        told = certainty.likelihood
        row["likelihood"] = [told.term, told.yardstick, told.low, told.high]
    for name in ("confidence", "evidential", "modality"):
        if (value := getattr(certainty, name)) is not None:
            row[name] = str(value)
    return row


def _certainty(row: dict[str, Any]) -> Certainty:
    if "likelihood" in row:
        term, yardstick, low, high = row["likelihood"]
        row["likelihood"] = Likelihood(term=term, yardstick=yardstick, low=low, high=high)
    for name, kind in (("confidence", Confidence), ("evidential", Evidential), ("modality", Modality)):
        if name in row:
            row[name] = kind(row[name])
    return Certainty(**row)


_BUILDERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_LISTS, tuple),
    **{name: {term.value: term for term in kind}.__getitem__ for name, kind in _ENUMS.items()},
    **dict.fromkeys(_SIDES, _side),
    "quantity": _quantity,
    "happened": _period,
    "certainty": _certainty,
}
