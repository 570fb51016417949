"""What every exporter is handed and gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from reportedly.model.claim import Claim
from reportedly.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One report and the claims that were found in it, in text order."""

    report: Report
    claims: tuple[Claim, ...]


class Exporter(Protocol):
    """Readings in, pieces of text out, which put end to end are the output; the last one ends its line.

    Streams: a piece is given as soon as its reading is. No readings is valid output of the format, too.
    """

    def __call__(self, readings: Iterable[Reading], /) -> Iterator[str]: ...


def claims_in(readings: Iterable[Reading]) -> Iterator[Claim]:
    """All claims, report after report."""
    for reading in readings:
        yield from reading.claims
