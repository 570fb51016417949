"""The JSON forms of what is no claim: reports, search hits, the picture. docs/reference/cli.md describes each key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from reportedly.exporters.base import Reading
from reportedly.model.claim_json import Json, claim_to_json
from reportedly.model.story import Estimate, Series

if TYPE_CHECKING:
    from reportedly.stores import ReportRow, SearchHit, StoreCounts


def reading_json(reading: Reading, versions: Iterable[ReportRow]) -> Json:
    """{"report", "versions", "claims"}."""
    return {
        "report": {**_plain(reading.report), "sha256": reading.report.sha256},
        "versions": [_plain(row) for row in versions],
        "claims": [claim_to_json(claim) for claim in reading.claims],
    }


def hit_json(hit: SearchHit) -> Json:
    """A hit; `matches` are offsets into its snippet."""
    row: Json = _plain(hit)
    return row


def picture_json(counts: StoreCounts, questions: int, answers: Iterable[tuple[Series, Sequence[Estimate]]]) -> Json:
    """{"counts", "questions": [{…question, "origins", "claims", "estimates"}]}; estimates newest first."""
    return {
        "counts": {**asdict(counts), "questions": questions},
        "questions": [
            {
                **_plain(series.question),
                "origins": series.parties,
                "claims": series.claims,
                "estimates": [_plain(estimate) for estimate in estimates],
            }
            for series, estimates in answers
        ],
    }


def day_json(moment: date | datetime | None) -> str | None:
    """ISO, as precise as it is known."""
    return moment.isoformat() if moment else None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return day_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
