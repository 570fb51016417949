"""The claim as JSON, version 1: what `--format jsonl`, the HTTP API and the store speak. Keys are always present."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any

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
from reportedly.model.quantity import Approximation, Quantity
from reportedly.model.report import Span

Json = dict[str, Any]


def claim_to_json(claim: Claim) -> Json:
    """A claim as plain JSON values, in the order of the fields."""
    return {field.name: _plain(getattr(claim, field.name)) for field in dataclasses.fields(claim)}


def claim_from_json(row: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_json` wrote. Raises ClaimFormatError where the row is not one."""
    try:
        return _claim(row)
    except (KeyError, TypeError, ValueError) as error:
        raise ClaimFormatError(f"not a claim of version 1: {type(error).__name__}: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _claim(row: Mapping[str, Any]) -> Claim:
    return Claim(
        id=row["id"],
        report=ReportRef(**row["report"]),
        text=row["text"],
        sentence=row["sentence"],
        span=Span(**row["span"]),
        style=Style(row["style"]),
        chain=tuple(_hop(hop) for hop in row["chain"]),
        stance=Stance(row["stance"]),
        polarity=Polarity(row["polarity"]),
        status=None if row["status"] is None else Status(row["status"]),
        certainty=_certainty(row["certainty"]),
        measure=row["measure"],
        aspect=None if row["aspect"] is None else Aspect(row["aspect"]),
        subject=_mention(row["subject"]),
        counterpart=_mention(row["counterpart"]),
        place=_mention(row["place"]),
        quantity=_quantity(row["quantity"]),
        happened=_period(row["happened"]),
        said=row["said"],
        published=row["published"],
        evidence=_evidence(row["evidence"]),
        parent=row["parent"],
        reader=Reader(**row["reader"]),
    )


def _hop(row: Mapping[str, Any]) -> Hop:
    kept = dict(row)
    kept["kind"], kept["role"], kept["channel"] = ActorKind(row["kind"]), Role(row["role"]), Channel(row["channel"])
    kept["span"] = None if row["span"] is None else Span(**row["span"])
    return Hop(**kept)


def _certainty(row: Mapping[str, Any]) -> Certainty:
    return Certainty(
        likelihood=None if row["likelihood"] is None else Likelihood(**row["likelihood"]),
        estimated=row["estimated"],
        confidence=None if row["confidence"] is None else Confidence(row["confidence"]),
        evidential=None if row["evidential"] is None else Evidential(row["evidential"]),
        modality=None if row["modality"] is None else Modality(row["modality"]),
    )


def _mention(row: Mapping[str, Any] | None) -> Mention | None:
    if row is None:
        return None
    return Mention(**{**row, "span": None if row["span"] is None else Span(**row["span"])})


def _quantity(row: Mapping[str, Any] | None) -> Quantity | None:
    if row is None:
        return None
    rounding = None if row["approximation"] is None else Approximation(row["approximation"])
    return Quantity(**{**row, "approximation": rounding})


def _period(row: Mapping[str, Any] | None) -> Period | None:
    return None if row is None else Period(**{**row, "precision": Precision(row["precision"])})


def _evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(**{slot: tuple(Span(**span) for span in spans) for slot, spans in row.items()})
