"""Comparing a store with itself: what is kept must be what was read, and every index column what the claim says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, func, select

from reportedly.errors import ClaimFormatError, StoreError
from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.stores import queries, records
from reportedly.stores.base import Problem
from reportedly.stores.tables import claim_actors, claim_spans, claims, reports

_T = TypeVar("_T")
_WORD = re.compile(r"\w+")


def problems(connection: Connection, on_report: Callable[[int, int], None] | None = None) -> Iterator[Problem]:
    """Everything wrong, report by report in the order in which they were added. `on_report`: see Store.check."""
    yield from _orphans(connection)
    yield from _gaps(connection)
    pks = connection.scalars(select(reports.c.pk).order_by(reports.c.pk)).all()
    for number, pk in enumerate(pks, start=1):
        yield from _of_report(connection, connection.execute(select(reports).where(reports.c.pk == pk)).one())
        if on_report is not None:
            on_report(number, len(pks))


def _orphans(connection: Connection) -> Iterator[Problem]:
    for child, link, parent in (
        (claims, claims.c.report_pk, reports),
        (claim_actors, claim_actors.c.claim_pk, claims),
        (claim_spans, claim_spans.c.claim_pk, claims),
    ):
        lost = select(func.count()).select_from(child).where(link.not_in(select(parent.c.pk)))
        count = connection.scalar(lost)
        if count:
            yield Problem(sentence=f"{count} rows of {child.name} belong to nothing in {parent.name}")


def _gaps(connection: Connection) -> Iterator[Problem]:
    """Versions of a report run from 1 without a gap."""
    last, number = func.max(reports.c.version), func.count()
    first = func.min(reports.c.version)
    odd = select(reports.c.report_id).group_by(reports.c.report_id).having((last != number) | (first != 1))
    for report_id in connection.scalars(odd.order_by(reports.c.report_id)):
        yield Problem(sentence="versions are missing", report_id=report_id)


def _of_report(connection: Connection, row: Row[Any]) -> Iterator[Problem]:
    try:
        report = records.report_from(row)
    except StoreError as error:
        yield Problem(sentence=str(error), report_id=row.report_id, version=row.version)
        return
    if report.sha256 != row.sha256:
        yield _in(report, "the text is not the one that its digest was made of")
    actors = _by_claim(connection, claim_actors, row.pk, records.actor_from)
    spans = _by_claim(connection, claim_spans, row.pk, records.span_from)
    for held in connection.execute(queries.claims_of(row.pk)).all():
        try:
            claim = records.claim_from(held.json)
        except ClaimFormatError as error:
            yield _in(report, f"the claim cannot be read: {error}", held.claim_id)
            continue
        for sentence in (*_of_columns(held, claim, report), *_of_text(claim, report)):
            yield _in(report, sentence, held.claim_id)
        if actors.get(held.pk, set()) != set(records.actors_of(claim)):
            yield _in(report, "the actors kept beside the claim are not those in it", held.claim_id)
        if spans.get(held.pk, set()) != set(records.spans_of(claim)):
            yield _in(report, "the spans kept beside the claim are not those in it", held.claim_id)


def _by_claim(
    connection: Connection, beside: Table, report_pk: int, read: Callable[[Row[Any]], _T]
) -> dict[int, set[_T]]:
    """What a table keeps beside each claim of a report version, by the claim's key."""
    found: dict[int, set[_T]] = {}
    joined = select(claims.c.claim_id, beside).join_from(beside, claims).where(claims.c.report_pk == report_pk)
    for row in connection.execute(joined):
        with suppress(ValueError):  # no span: then it is missing among those of the claim, and that is told
            found.setdefault(row.claim_pk, set()).add(read(row))
    return found


def _of_columns(held: Row[Any], claim: Claim, report: Report) -> Iterator[str]:
    if (claim.report.id, claim.report.version) != (report.id, report.version):
        yield "the claim names another report than the one that it is kept with"
    if records.index_from(held) != records.index_of(claim, report):
        yield "the columns do not say what the claim says"


def _of_text(claim: Claim, report: Report) -> Iterator[str]:
    """Spans lie in the text, and the words that the claim, its hops and its mentions quote stand where they point."""
    outside = [row for row in records.spans_of(claim) if row.span.end > len(report.text)]
    for row in outside:
        yield f"the span of {row.slot} lies outside the text"
    if outside:
        return
    if not _in_order(claim.text, claim.span.of(report.text)):
        yield "the words of the claim do not stand in its span"
    for part in (*claim.chain, claim.subject, claim.counterpart, claim.place):
        if part is not None and part.span is not None and part.span.of(report.text) != part.as_written:
            yield f"the span of {part.name!r} does not hold the words {part.as_written!r}"


def _in_order(words: str, text: str) -> bool:
    """Whether all of `words` stand in `text` in this order; a quotation in two parts has others between."""
    rest = iter(_WORD.findall(text))
    return all(word in rest for word in _WORD.findall(words))


def _in(report: Report, sentence: str, claim_id: str | None = None) -> Problem:
    return Problem(sentence=sentence, report_id=report.id, version=report.version, claim_id=claim_id)
