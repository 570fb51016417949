"""Reading a source and its claims, keeping them, and having them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reportedly.exporters.base import Reading
from reportedly.model.claim import Claim
from reportedly.model.report import Report

if TYPE_CHECKING:
    from reportedly.extraction.pipeline import Extractor
    from reportedly.stores.base import Added, Store


class ClaimExtractor(Protocol):
    """What finds claims: `reportedly.extraction.pipeline.Extractor`, or another with the same seam."""

    def extract(self, report: Report, /) -> tuple[Claim, ...]: ...


class Feature(StrEnum):
    """What a scorer asks of a report instead of claims."""

    ATTRIBUTIONS = "attributions"
    QUANTITIES = "quantities"
    TIMES = "times"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What adding a report came to. `claims`: how many are new in the store; 0 where the text was held already."""

    report: Report
    added: Added
    claims: int


def load_extractor(user_files: Sequence[Path] = ()) -> Extractor:
    """The extractor over the shipped tables, extended by a user's own. Raises KnowledgeError."""
    from reportedly.extraction.pipeline import Extractor
    from reportedly.knowledge import load_knowledge

    return Extractor(load_knowledge(user_files))


def read_claims(report: Report, extractor: ClaimExtractor) -> Reading:
    """The report with its claims in text order."""
    return Reading(report=report, claims=extractor.extract(report))


def add(report: Report, store: Store, extractor: ClaimExtractor) -> Kept:
    """Keep a report and its claims. A text already held is not read again. Raises StoreError."""
    from reportedly.stores.base import Outcome

    held = store.has(report.sha256)
    claims = () if held else extractor.extract(report)
    added = store.add(report, claims)
    return Kept(report=report, added=added, claims=0 if added.outcome is Outcome.UNCHANGED else len(claims))


def features(report: Report, feature: Feature) -> str:
    """One line of a scorer's format for one report."""
    from reportedly.exporters import scored

    text = report.text
    if feature is Feature.ATTRIBUTIONS:
        from reportedly.extraction import attributions, sentences
        from reportedly.extraction.tagger import shipped

        found = attributions.find(text, sentences.split(text), shipped())
        return scored.attributions_line(report.id, (one.attribution for one in found))
    if feature is Feature.QUANTITIES:
        from reportedly.extraction import quantities

        return scored.quantities_line(report.id, quantities.find(text))
    from reportedly.extraction import times

    return scored.times_line(report.id, times.expressions(text, report.published_day))


def stored_reading(store: Store, key: str, version: int | None = None) -> Reading:
    """A held report and its claims. Raises NotFoundError, StoreError."""
    report = store.get_report(key, version)
    return Reading(report=report, claims=store.claims_of(report.id, report.version))


def stored_readings(store: Store) -> Iterator[Reading]:
    """Every report's latest version with its claims, newest first."""
    for row in store.find_reports(limit=None):
        yield stored_reading(store, row.report_id, row.version)
