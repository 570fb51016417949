"""What the command line and the pages tell of the picture alike: questions under a rule, findings, forecasts, each with
the words of the claims where they are to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.model.story import ForecastState, Query
from reportedly.workflow.picturing import find_findings, find_forecasts

if TYPE_CHECKING:
    from datetime import date

    from reportedly.exporters.chart import Point
    from reportedly.exporters.findings import Told
    from reportedly.exporters.forecasts import Foreseen
    from reportedly.exporters.picture import Block, Figure
    from reportedly.model.claim import Claim
    from reportedly.model.finding import Finding, FindingKind
    from reportedly.model.story import Estimate, Forecast, Series
    from reportedly.reconciliation.views import Reading, View
    from reportedly.stores.base import Store

_LAST = "9999"
"""Sorts what has no last day after all that has one."""


def query_of(
    held: Store, words: str, *, measure: str | None = None, actors: Sequence[str] = (), place: str | None = None
) -> Query | None:
    """The query of the story of that name, else of those words; what else is given narrows it. None: everything. Raises
    ValueError where a story has its own measure or place and another is given."""
    words = words.strip()
    story = next((s for s in held.find_stories() if s.name.casefold() == words.casefold()), None)
    query = story.query if story else Query(topic=words or None)
    for option, given, has in (("measure", measure, query.measure), ("place", place, query.place)):
        if story and given and has:
            raise ValueError(f"the story {story.name!r} has its own {option} {has!r}; leave yours out")
    narrowed = replace(
        query,
        actors=(*query.actors, *filter(None, actors)),
        measure=measure or query.measure,
        place=place or query.place,
    )
    return None if narrowed == Query() else narrowed


class Citing:
    """Finds cited claims in the store; those of a report version are read once."""

    def __init__(self, held: Store) -> None:
        self._held = held
        self._read: dict[tuple[str, int | None], dict[str, Claim]] = {}

    def latest(self, report: str, claim: str) -> Claim | None:
        """The claim in the report's latest version."""
        return self.claim(report, None, claim)

    def claim(self, report: str, version: int | None, claim: str) -> Claim | None:
        """The claim as it was extracted, or None where that version of the report does not hold it."""
        key = (report, version)
        if key not in self._read:
            self._read[key] = {one.id: one for one in self._held.claims_of(report, version)}
        return self._read[key].get(claim)


def blocks_of(
    held: Store, found: Sequence[Series], view: View, *, every: bool = False, cite: bool = False
) -> tuple[Block, ...]:
    """Questions with their figures under the rule of the view, or `every` figure; `cite`: with the words of claims."""
    from reportedly.exporters.picture import Block, parent_of
    from reportedly.knowledge.measures import load_measures
    from reportedly.reconciliation.shares import derived_figures
    from reportedly.reconciliation.views import read_series

    citing = Citing(held)
    questions = [series.question for series in found]
    derived = derived_figures(found, load_measures())
    blocks = []
    for cut in found:
        series = cut if len(cut.estimates) == cut.acts else _whole(held, cut)
        reading = read_series(series, view)
        shown = series.estimates if every else reading.estimates
        chosen = tuple(_figure(series, estimate, citing if cite else None) for estimate in shown)
        reports, exact = _reports(series)
        blocks.append(
            Block(
                series=series,
                figures=chosen,
                rule=_rule(reading, every=every),
                reading=_reading_words(reading),
                reports=reports,
                reports_exact=exact,
                points=_points(series.estimates),
                hidden=len(series.estimates) - len(shown),
                within=parent_of(series.question, questions),
                derived=tuple(one for one in derived if one.question == series.question.id),
            )
        )
    return tuple(blocks)


def _whole(held: Store, series: Series) -> Series:
    """With every estimate: the latest of an origin may lie before the latest hundred of all."""
    return replace(series, estimates=held.estimates_of(series.question.id))


def _figure(series: Series, estimate: Estimate, citing: Citing | None) -> Figure:
    from reportedly.exporters.picture import CITED, Figure
    from reportedly.reconciliation.views import suggested_credibility

    cited = [citing.claim(c.report, c.version, c.claim) for c in estimate.citations[:CITED]] if citing else ()
    return Figure(
        estimate=estimate,
        credible=suggested_credibility(series, estimate) is not None,
        cited=tuple(filter(None, cited)),
    )


def _rule(reading: Reading, *, every: bool) -> str:
    from reportedly.reconciliation.views import View as Name

    if every and reading.view is Name.LATEST:
        return "every figure, oldest first"
    if reading.view is not Name.LATEST and not reading.estimates:
        return f"{reading.rule}: none gives a figure that can be read so"
    return reading.rule


def _reading_words(reading: Reading) -> str:
    """What the rule comes to, in the bounds that were said."""
    from reportedly.model.quantity_words import bounds_words
    from reportedly.reconciliation.views import View, ceiling_of, floor_of

    if not reading.estimates or reading.view is View.LATEST:
        return ""
    least = min(reading.estimates, key=lambda e: floor_of(e.quantity)).quantity
    most = max(reading.estimates, key=lambda e: ceiling_of(e.quantity)).quantity
    if reading.view is View.CONSERVATIVE or bounds_words(least) == bounds_words(most):
        return bounds_words(least)
    return f"from “{bounds_words(least)}” to “{bounds_words(most)}”"


def _reports(series: Series) -> tuple[int, bool]:
    """How many reports tell it, and whether that is exact: one report can tell two acts, and not all are cited."""
    cited = {(c.report, c.version) for estimate in series.estimates for c in estimate.citations}
    is_whole = all(len(estimate.citations) == estimate.claims for estimate in series.estimates)
    return (len(cited), True) if is_whole or len(cited) == series.reports else (series.reports, False)


def _points(estimates: Sequence[Estimate]) -> tuple[Point, ...]:
    from reportedly.exporters.chart import Point as Dated
    from reportedly.reconciliation.views import is_figure

    # The order in which `latest_by_party` prefers them, so that chart and table show the same one of a day.
    told = sorted((e for e in reversed(estimates) if is_figure(e)), key=lambda e: (e.as_of or "", e.reports))
    return tuple(
        Dated(row=e.origin.party_name or e.origin.name, day=e.as_of, quantity=e.quantity) for e in told if e.as_of
    )


def told_findings(
    held: Store, query: Query | None, kinds: Sequence[FindingKind], limit: int | None
) -> tuple[tuple[Told, ...], Counter[FindingKind]]:
    """The findings with their questions, and how many there are of each kind."""
    found = find_findings(held, kinds, query).findings
    return with_questions(held, found[:limit]), Counter(one.kind for one in found)


def with_questions(held: Store, found: Sequence[Finding]) -> tuple[Told, ...]:
    """Findings with the questions that they are about."""
    from reportedly.errors import NotFoundError
    from reportedly.exporters.findings import Told as Shown
    from reportedly.model.story import Question

    asked: dict[str, Question | None] = {}

    def question(key: str | None) -> Question | None:
        if key is not None and key not in asked:
            try:
                asked[key] = held.get_question(key)
            except NotFoundError:  # of a finding over two versions: neither may be in the picture
                asked[key] = None
        return asked.get(key) if key is not None else None

    return tuple(Shown(finding=one, question=question(one.question)) for one in found)


def forecasts_by_state(
    held: Store, query: Query | None, states: Sequence[ForecastState], today: date
) -> tuple[Forecast, ...]:
    """Those of these states, or all: open ones first, the soonest last day first."""
    order = list(ForecastState)
    found = [one for one in find_forecasts(held, today, query) if not states or one.state in states]
    return tuple(sorted(found, key=lambda f: (order.index(f.state), f.horizon or _LAST, f.said or "", f.id)))


def foreseen(held: Store, found: Sequence[Forecast], *, cite: bool) -> tuple[Foreseen, ...]:
    """The forecasts, with the words of the claims where they are to be shown."""
    from reportedly.exporters.forecasts import Foreseen as Shown

    if not cite:
        return tuple(Shown(forecast=one) for one in found)
    citing = Citing(held)
    return tuple(
        Shown(
            forecast=one,
            said=citing.latest(one.report, one.claim),
            settled=tuple(filter(None, (citing.claim(c.report, c.version, c.claim) for c in one.settled_by))),
        )
        for one in found
    )
