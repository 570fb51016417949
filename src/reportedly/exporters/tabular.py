"""Claims as CSV (RFC 4180, UTF-8): one claim a row, every slot in a column of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from reportedly.exporters import wording
from reportedly.exporters.base import Reading, claims_in
from reportedly.exporters.picture import Block
from reportedly.model.claim import Claim

Cell = str | int | float | bool | None

COLUMNS = (
    *("id", "report", "version", "outlet", "title", "url", "published", "said", "who", "origin", "origin_id"),
    *("style", "stance", "polarity", "status", "likelihood", "yardstick", "likelihood_low", "likelihood_high"),
    *("estimated", "confidence", "evidential", "modality", "measure", "aspect", "low", "low_inclusive", "high"),
    *("high_inclusive", "point", "approximation", "unit", "vague", "of", "as_written", "subject", "counterpart"),
    *("place", "happened_start", "happened_end", "happened_precision", "start", "end", "text"),
    *("attribution_probability", "needs_review"),
)
ESTIMATE_COLUMNS = (
    *("question", "measure", "subject", "counterpart", "place", "aspect", "origin", "origin_id", "party", "party_name"),
    *("named", "own_voice", "counts"),
    *("as_of", "low", "low_inclusive", "high", "high_inclusive", "point", "approximation", "unit", "vague"),
    *("as_written", "how_sure", "suggested_credibility", "claim_count", "report_count", "claims", "reports"),
)
# A spreadsheet takes a cell that begins with one of these for a formula, and the words come from strangers.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export_csv(readings: Iterable[Reading]) -> Iterator[str]:
    """A header, then one claim a row, report after report."""
    return claims_csv(claims_in(readings))


def claims_csv(claims: Iterable[Claim]) -> Iterator[str]:
    """A header, then one claim a row."""
    return rows_csv(COLUMNS, (row_of(claim) for claim in claims))


def rows_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Any table as CSV. None is an empty cell; a text that a spreadsheet would run gets an apostrophe in front."""
    yield _line(columns)
    for row in rows:
        yield _line([_safe(cell) for cell in row])


def estimate_rows(blocks: Iterable[Block]) -> Iterator[tuple[Cell, ...]]:
    """The cells under `ESTIMATE_COLUMNS`: one estimate a row; ids of claims and reports with a space between, those
    nearest to the origin, and beside them how many there are."""
    for block in blocks:
        q = block.series.question
        asked = (q.id, q.measure, q.subject, q.counterpart, q.place, q.aspect)
        for figure in block.figures:
            estimate = figure.estimate
            origin, number = estimate.origin, estimate.quantity
            ends = (number.low, number.low_inclusive, number.high, number.high_inclusive)
            words = (number.point, number.approximation, number.unit, number.vague, number.as_written)
            claims = " ".join(c.claim for c in estimate.citations)
            reports = " ".join(sorted({c.report for c in estimate.citations}))
            who = (origin.name, origin.id, origin.party, origin.party_name, origin.named, origin.own_voice)
            counted = (1 if figure.credible else None, estimate.claims, estimate.reports, claims, reports)
            sure = wording.estimate_sure(estimate)
            yield (*asked, *who, origin.counts, estimate.as_of, *ends, *words, sure, *counted)


def row_of(claim: Claim) -> tuple[Cell, ...]:
    """The cells under `COLUMNS`."""
    return (
        *(*_who(claim), *_how_sure(claim), *_what(claim), *_where(claim)),
        *(claim.attribution_probability, claim.needs_review),
    )


def _who(claim: Claim) -> tuple[Cell, ...]:
    report, origin = claim.report, claim.origin
    of_report = (report.id, report.version, report.outlet, report.title, report.url, report.published)
    chain = wording.ARROW.join(hop.name for hop in claim.chain)
    of_origin = (None, None) if origin is None else (origin.name, origin.actor)
    return (claim.id, *of_report, claim.said, chain, *of_origin)


def _how_sure(claim: Claim) -> tuple[Cell, ...]:
    sure, likely = claim.certainty, claim.certainty.likelihood
    band = (None,) * 4 if likely is None else (likely.term, likely.yardstick, likely.low, likely.high)
    stated = (claim.style, claim.stance, claim.polarity, claim.status)
    return (*stated, *band, sure.estimated, sure.confidence, sure.evidential, sure.modality)


def _what(claim: Claim) -> tuple[Cell, ...]:
    number = claim.quantity
    if number is None:
        return (claim.measure, claim.aspect, *(None,) * 10)
    ends = (number.low, number.low_inclusive, number.high, number.high_inclusive)
    words = (number.unit, number.vague, number.of, number.as_written)
    return (claim.measure, claim.aspect, *ends, number.point, number.approximation, *words)


def _where(claim: Claim) -> tuple[Cell, ...]:
    names = tuple(m.name if m else None for m in (claim.subject, claim.counterpart, claim.place))
    when = claim.happened
    days = (None,) * 3 if when is None else (when.start, when.end, when.precision)
    return (*names, *days, claim.span.start, claim.span.end, claim.text)


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _line(cells: Sequence[Cell]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
