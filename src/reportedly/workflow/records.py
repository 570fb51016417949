"""The JSON forms of what is no claim: reports, search hits, the picture. docs/reference/cli.md describes each key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from reportedly.exporters.base import Reading
from reportedly.model.claim_json import Json, claim_to_json
from reportedly.model.plain import plain
from reportedly.model.story import ForecastState, Review, Story

if TYPE_CHECKING:
    from reportedly.exporters.findings import Told
    from reportedly.exporters.forecasts import Foreseen, Record
    from reportedly.exporters.picture import Block, Figure
    from reportedly.stores import ReportRow, SearchHit
    from reportedly.workflow import Picture


def reading_json(reading: Reading, versions: Iterable[ReportRow]) -> Json:
    """{"report", "versions", "claims"}."""
    return {
        "report": {**plain(reading.report), "sha256": reading.report.sha256},
        "versions": [plain(row) for row in versions],
        "claims": [claim_to_json(claim) for claim in reading.claims],
    }


def hit_json(hit: SearchHit) -> Json:
    """A hit; `matches` are offsets into its snippet."""
    row: Json = plain(hit)
    return row


def picture_json(seen: Picture, blocks: Iterable[Block], view: str) -> Json:
    """{"counts", "view", "questions"}: each question with its counts, what the rule comes to, and its figures."""
    return {
        "counts": {**(plain(seen.counts) or {}), "questions": seen.questions},
        "view": view,
        "questions": [_question_json(block) for block in blocks],
    }


def _question_json(block: Block) -> Json:
    series = block.series
    return {
        **plain(series.question),
        "within": block.within,
        "origins": series.parties,
        "acts": series.acts,
        "claims": series.claims,
        "reports": block.reports,
        "reports_exact": block.reports_exact,
        "rule": block.rule,
        "reading": block.reading or None,
        "estimates": [_figure_json(figure) for figure in block.figures],
        "derived": [
            {"sentence": one.sentence, "interval": plain(one.interval), "citations": plain(one.citations)}
            for one in block.derived
        ],
    }


def _figure_json(figure: Figure) -> Json:
    """The estimate; its citations with their words where those are to be shown."""
    words = {claim.id: claim.text for claim in figure.cited}
    row: Json = plain(figure.estimate)
    row["origin"]["counts"] = figure.estimate.origin.counts
    row["suggested_credibility"] = 1 if figure.credible else None
    for citation in row["citations"]:
        if citation["claim"] in words:
            citation["words"] = words[citation["claim"]]
    return row


def findings_json(told: Iterable[Told], total: int) -> Json:
    """{"total", "findings"}: each with the question that it is about."""
    return {
        "total": total,
        "findings": [{**plain(one.finding), "question": plain(one.question) if one.question else None} for one in told],
    }


def forecasts_json(today: date, foreseen: Iterable[Foreseen], records: Iterable[Record]) -> Json:
    """{"today", "forecasts", "records"}; words of the claims where they are to be shown."""
    return {
        "today": today.isoformat(),
        "forecasts": [_forecast_json(one) for one in foreseen],
        "records": [
            {
                "party": record.party,
                "name": record.name,
                "counts": {str(state): record.of(state) for state in ForecastState},
                "in_part": record.in_part,
            }
            for record in records
        ],
    }


def _forecast_json(one: Foreseen) -> Json:
    row: Json = plain(one.forecast)
    words = {claim.id: claim.text for claim in one.settled}
    if one.said is not None:
        row["sentence"] = one.said.sentence
    for citation in row["settled_by"]:
        if citation["claim"] in words:
            citation["words"] = words[citation["claim"]]
    return row


def story_json(story: Story) -> Json:
    """{"id", "name", "query": {"topic", "actors", "place", "measure"}}."""
    row: Json = plain(story)
    return row


def review_json(review: Review) -> Json:
    """Every field of a review; its time in ISO, with the zone."""
    row: Json = plain(review)
    return row


def day_json(moment: date | datetime | None) -> str | None:
    """ISO, as precise as it is known."""
    return moment.isoformat() if moment else None
