"""Claims as JSON, version 1: one a line, or all in one array."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from reportedly.exporters.base import Reading, claims_in
from reportedly.exporters.conventions import with_plural_floor
from reportedly.model.claim import Claim
from reportedly.model.claim_json import claim_to_json


def export_lines(readings: Iterable[Reading]) -> Iterator[str]:
    """One claim a line, in text order."""
    return lines(claims_in(readings))


def export_array(readings: Iterable[Reading]) -> Iterator[str]:
    """One JSON array, one claim a line of it."""
    return array(claims_in(readings))


def lines(claims: Iterable[Claim]) -> Iterator[str]:
    """One claim a line."""
    for claim in claims:
        yield _json(claim) + "\n"


def array(claims: Iterable[Claim]) -> Iterator[str]:
    """One JSON array; `[]` for no claims."""
    opener = "[\n"
    for claim in claims:
        yield opener + _json(claim)
        opener = ",\n"
    yield "[]\n" if opener == "[\n" else "\n]\n"


def _json(claim: Claim) -> str:
    return json.dumps(claim_to_json(with_plural_floor(claim)), ensure_ascii=False)
