"""Reports and claims to rows and back, and what of a claim the index columns repeat."""

from __future__ import annotations

import calendar
import dataclasses
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert

from reportedly.errors import ClaimFormatError, StoreError
from reportedly.model.claim import Claim, Hop, Mention
from reportedly.model.claim_json import claim_from_json, claim_to_json
from reportedly.model.quantity import Number
from reportedly.model.report import Link, Report, Span
from reportedly.stores.base import ReportRow, SpanRow
from reportedly.stores.tables import claim_actors, claim_spans, claims, reports


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimIndex:
    """What the columns of `claims` repeat of a claim. Days ISO; `day_from`, `day_to`: see ClaimQuery.since."""

    claim_id: str
    span_start: int
    span_end: int
    measure: str | None
    origin_name: str | None
    origin_actor: str | None
    origin_key: str | None
    said: str | None
    published_day: str | None
    day_from: str | None
    day_to: str | None
    low: float | None
    high: float | None
    point: float | None
    has_quantity: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ActorRow:
    """One actor in one part of a claim: "hop" (position: place in the chain), "subject" or "counterpart"."""

    part: str
    position: int
    name: str
    as_written: str
    actor: str | None
    is_origin: int
    folded: str


def folded(text: str) -> str:
    """`text` without letter case and accents, for matching parts of names."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def kept(row: dict[str, Any]) -> dict[str, Any]:
    """The row, whose texts can be kept. Raises StoreError for the character NUL: not every database can hold it, and it
    means that what was read is no text."""
    for name, value in row.items():
        if isinstance(value, str) and "\x00" in value:
            raise StoreError(f"the {name} holds the character NUL, which no text does: read it with its right encoding")
    return row


def insert_report(connection: Connection, report: Report) -> int:
    """Write one version, and say the key of its row."""
    row: dict[str, Any] = {
        "report_id": report.id,
        "version": report.version,
        "sha256": report.sha256,
        "url": report.url,
        "canonical_url": report.canonical_url,
        "outlet": report.outlet,
        "outlet_folded": None if report.outlet is None else folded(report.outlet),
        "title": report.title,
        "byline": report.byline,
        "dateline": report.dateline,
        "published": _iso(report.published),
        "published_day": _iso(report.published_day),
        "retrieved": _iso(report.retrieved),
        "recency": _recency(report),
        "language": report.language,
        "links": _json([[link.url, link.words] for link in report.links]),
        "text": report.text,
    }
    key: int = connection.execute(insert(reports).values(kept(row)).returning(reports.c.pk)).scalar_one()
    return key


def insert_claims(
    connection: Connection, report_pk: int, report: Report, held: Iterable[Claim]
) -> list[tuple[int, str]]:
    """Write the claims of one version with their actors and spans; the key and the text of each. A statement for many
    rows, as one for each takes most of the time that keeping does."""
    own = tuple(held)
    if not own:
        return []
    rows = [
        kept({"report_pk": report_pk, "json": _json(claim_to_json(one)), **dataclasses.asdict(index_of(one, report))})
        for one in own
    ]
    written = insert(claims).returning(claims.c.pk, sort_by_parameter_order=True)
    pks = tuple(connection.scalars(written, rows))
    actors = [
        kept({"claim_pk": pk, **dataclasses.asdict(actor)})
        for pk, claim in zip(pks, own, strict=True)
        for actor in actors_of(claim)
    ]
    spans = [
        {
            "claim_pk": pk,
            "slot": row_of.slot,
            "position": row_of.position,
            "span_start": row_of.span.start,
            "span_end": row_of.span.end,
        }
        for pk, claim in zip(pks, own, strict=True)
        for row_of in spans_of(claim)
    ]
    if actors:
        connection.execute(insert(claim_actors), actors)
    if spans:
        connection.execute(insert(claim_spans), spans)
    return [(pk, claim.text) for pk, claim in zip(pks, own, strict=True)]


def report_from(row: Row[Any]) -> Report:
    """The report that a row of `reports` keeps. Raises StoreError where the row was damaged."""
    try:
        published, retrieved = moment(row.published), _time(row.retrieved)
        links = tuple(Link(url=url, words=words) for url, words in json.loads(row.links))
    except (TypeError, ValueError) as error:
        raise StoreError(f"report {row.report_id} cannot be read ({error}): put back a copy of the store") from error
    return Report(
        id=row.report_id,
        text=row.text,
        url=row.url,
        canonical_url=row.canonical_url,
        outlet=row.outlet,
        title=row.title,
        byline=row.byline,
        dateline=row.dateline,
        published=published,
        retrieved=retrieved,
        language=row.language,
        links=links,
        version=row.version,
    )


def report_row_from(row: Row[Any]) -> ReportRow:
    """The line of a list that a row of `queries.report_rows` is."""
    return ReportRow(
        report_id=row.report_id,
        version=row.version,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        published=moment(row.published),
        retrieved=_time(row.retrieved),
        language=row.language,
        sha256=row.sha256,
        claims=row.claim_count,
    )


def claim_from(text: str) -> Claim:
    """The claim that `claims.json` keeps. Raises ClaimFormatError where it was damaged."""
    try:
        row = json.loads(text)
    except ValueError as error:
        raise ClaimFormatError(f"not a claim of version 1: {error}") from error
    if isinstance(row, dict):
        row = {**_LATER_KEYS, **row}
    return claim_from_json(row)


# What a claim was given after stores were filled with claims that lack it.
_LATER_KEYS = {"attribution_probability": None, "needs_review": False}


def index_from(row: Row[Any]) -> ClaimIndex:
    """What the columns of a row of `claims` say."""
    return ClaimIndex(**{field.name: getattr(row, field.name) for field in dataclasses.fields(ClaimIndex)})


def actor_from(row: Row[Any]) -> ActorRow:
    """What a row of `claim_actors` says."""
    return ActorRow(**{field.name: getattr(row, field.name) for field in dataclasses.fields(ActorRow)})


def span_from(row: Row[Any]) -> SpanRow:
    """What a row of `claim_spans`, joined with its claim, says."""
    span = Span(start=row.span_start, end=row.span_end)
    return SpanRow(claim_id=row.claim_id, slot=row.slot, position=row.position, span=span)


def index_of(claim: Claim, report: Report) -> ClaimIndex:
    """What the columns should say of `claim`, which stands in `report`."""
    origin, quantity = claim.origin, claim.quantity
    published = _days(claim.published) or _days(_iso(report.published_day))
    day_from, day_to = _days(claim.said) or published or (None, None)
    return ClaimIndex(
        claim_id=claim.id,
        span_start=claim.span.start,
        span_end=claim.span.end,
        measure=claim.measure,
        origin_name=None if origin is None else origin.name,
        origin_actor=None if origin is None else origin.actor,
        origin_key=None if origin is None else _origin_key(origin, report.id),
        said=claim.said,
        published_day=None if published is None else published[0],
        day_from=day_from,
        day_to=day_to,
        low=None if quantity is None else _float(quantity.low),
        high=None if quantity is None else _float(quantity.high),
        point=None if quantity is None else _float(quantity.point),
        has_quantity=int(quantity is not None),
        text=claim.text,
    )


def actors_of(claim: Claim) -> tuple[ActorRow, ...]:
    """The hops, the subject and the counterpart of `claim`."""
    last = len(claim.chain) - 1 if claim.origin is not None else None
    hops = (_actor_row("hop", place, hop, place == last) for place, hop in enumerate(claim.chain))
    sides = (("subject", claim.subject), ("counterpart", claim.counterpart))
    mentions = (_mention_row(part, mention) for part, mention in sides if mention is not None)
    return (*hops, *mentions)


def spans_of(claim: Claim) -> tuple[SpanRow, ...]:
    """Every span behind `claim` under its slot (see SpanRow)."""
    slots = {field.name: list(getattr(claim.evidence, field.name)) for field in dataclasses.fields(claim.evidence)}
    for slot, mention in (("subject", claim.subject), ("counterpart", claim.counterpart), ("place", claim.place)):
        if mention is not None and mention.span is not None and mention.span not in slots[slot]:
            slots[slot].append(mention.span)
    rows = [SpanRow(claim_id=claim.id, slot="claim", position=0, span=claim.span)]
    rows += (
        SpanRow(claim_id=claim.id, slot="hop", position=place, span=hop.span)
        for place, hop in enumerate(claim.chain)
        if hop.span is not None
    )
    rows += (
        SpanRow(claim_id=claim.id, slot=slot, position=place, span=span)
        for slot, spans in slots.items()
        for place, span in enumerate(spans)
    )
    return tuple(rows)


def moment(text: str | None) -> date | datetime | None:
    """A day or a time, in the precision that it was kept in."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _float(value: Number | None) -> float | None:
    """For comparing only (the JSON keeps the number itself): a whole number beyond all floats becomes infinity."""
    if value is None:
        return None
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _recency(report: Report) -> str:
    """Sorts as text: the UTC instant or the day of publication, else the instant of retrieval, else first of all."""
    when = report.published or report.retrieved
    if when is None:
        return ""
    if not isinstance(when, datetime):
        return when.isoformat()
    aware = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:  # within hours of year 1 or 9999 there is no such instant in UTC
        return when.date().isoformat()


def _days(text: str | None) -> tuple[str, str] | None:
    """The first and the last day of an ISO day, time, month or year; None for anything else."""
    if text is None:
        return None
    try:
        if len(text) == len("2025"):
            year = date(int(text), 1, 1)
            return year.isoformat(), year.replace(month=12, day=31).isoformat()
        if len(text) == len("2025-01"):
            first = date.fromisoformat(f"{text}-01")
            last = calendar.monthrange(first.year, first.month)[1]
            return first.isoformat(), first.replace(day=last).isoformat()
        day = date.fromisoformat(text[: len("2025-01-13")]).isoformat()
    except ValueError:
        return None
    return day, day


def _origin_key(origin: Hop, report_id: str) -> str:
    """Equal for one origin: its id, else its name; an unnamed source is never the same in two reports."""
    if origin.actor is not None:
        return f"id:{origin.actor}"
    within = "" if origin.named else report_id
    return f"name:{within}:{folded(origin.name)}"


def _actor_row(part: str, position: int, who: Hop | Mention, is_origin: bool) -> ActorRow:  # noqa: FBT001
    actor = who.actor if isinstance(who, Hop) else who.id
    words = (who.name, who.as_written, actor or "")
    return ActorRow(
        part=part,
        position=position,
        name=who.name,
        as_written=who.as_written,
        actor=actor,
        is_origin=int(is_origin),
        folded=folded("\n".join(words)),
    )


def _mention_row(part: str, mention: Mention) -> ActorRow:
    return _actor_row(part, 0, mention, is_origin=False)
