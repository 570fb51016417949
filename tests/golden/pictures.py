"""The picture of each example story in a form a person can read: a golden file says what is, and only a reader can tell
whether that is right. `python -m tests.golden.make` writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.exporters import wording
from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge.measures import Measures
from reportedly.model.claim import Claim
from reportedly.model.quantity_words import quantity_words
from reportedly.model.story import Estimate, Series
from reportedly.reconciliation.arithmetic import find_misfits
from reportedly.reconciliation.contradictions import find_contradictions
from reportedly.reconciliation.drift import changes_in
from reportedly.reconciliation.forecasts import find_forecasts
from reportedly.reconciliation.origins import OriginGroup
from reportedly.reconciliation.pipeline import reconcile
from reportedly.reconciliation.tellings import Teller

LOOKED_AT = date(2025, 12, 31)


def picture_of(reports: Iterable[tuple[Claim, ...]], extractor: Extractor) -> dict[str, Any]:
    """Questions with what each origin says, drift, contradictions, sums, forecasts; of claims report by report."""
    teller = Teller(extractor.knowledge)
    found = reconcile(telling for claims in reports for telling in teller.tellings(claims))
    measures = extractor.knowledge.measures
    compared = (*find_contradictions(found.series, measures), *find_misfits(found.series, measures))
    return {
        "questions": [_question(series, measures) for series in found.series],
        "drift": sorted(line for group in found.origins for line in _drift(group, measures)),
        "compared": [finding.sentence for finding in compared],
        "forecasts": [
            f"{forecast.state}: {forecast.origin.name}, {forecast.said}: {forecast.text} -- {forecast.why}"
            for forecast in find_forecasts(found.origins, LOOKED_AT)
        ],
    }


def _question(series: Series, measures: Measures) -> dict[str, Any]:
    words = wording.question_words(series.question, measures.by_name)
    return {f"{words}; {series.parties} independent": [_estimate(estimate) for estimate in series.estimates]}


def _estimate(estimate: Estimate) -> str:
    origin = estimate.origin
    note = "own voice" if origin.own_voice else origin.party if origin.counts else "not counted"
    told = f"{estimate.claims} claims in {estimate.reports} reports"
    sure = wording.estimate_sure(estimate)
    return f"{estimate.as_of}: {origin.name} ({note}): {quantity_words(estimate.quantity)}, {sure}; {told}"


def _drift(group: OriginGroup, measures: Measures) -> Iterable[str]:
    for change in changes_in(group, measures.arithmetic):
        near, far = change.nearest, change.drifted
        yield f"{change.kind}: {change.before} -> {change.after} ({near.speaker}; {near.report} -> {far.report})"


def stories(folder: Path) -> tuple[str, ...]:
    """The example stories, by the names of their folders."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))
