"""What a request may ask, and within which limits; beyond them it is refused in words."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from reportedly.model.story import Query as PictureQuery
from reportedly.stores.base import ClaimQuery, Store
from reportedly.web.desk import Desk

MAX_WORDS = 400
"""Characters of typed words: a long sentence. What is pasted beyond that is no search."""
MAX_ROWS = 200
"""Rows of one answer: some 400 kB of claims as JSON."""
PAGE_ROWS = 50
MAX_OFFSET = 1_000_000

Words = Annotated[str, Query(max_length=MAX_WORDS)]
Limit = Annotated[int, Query(ge=1, le=MAX_ROWS)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]
Version = Annotated[int | None, Query(ge=1, le=MAX_OFFSET)]


def desk_of(request: Request) -> Desk:
    """The desk that the application was made for."""
    desk: Desk = request.app.state.desk
    return desk


def held(request: Request) -> Store:
    """The store that the application was made for."""
    return desk_of(request).store


def asked(
    measure: Words = "",
    actor: Words = "",
    origin: Words = "",
    text: Words = "",
    limit: Limit = PAGE_ROWS,
    offset: Offset = 0,
) -> ClaimQuery:
    """Which claims; an empty field of a form sets no condition."""
    return ClaimQuery(
        measure=measure.strip() or None,
        actor=actor.strip() or None,
        origin=origin.strip() or None,
        text=text.strip() or None,
        limit=limit,
        offset=offset,
    )


def conditions(
    measure: Words = "",
    actor: Words = "",
    origin: Words = "",
    text: Words = "",
    report: Words = "",
    since: date | None = None,
    until: date | None = None,
    *,
    has_quantity: bool | None = None,
) -> ClaimQuery:
    """Which claims, by every condition there is; an empty one sets none. `since`, `until`: days of saying."""
    return ClaimQuery(
        measure=measure.strip() or None,
        actor=actor.strip() or None,
        origin=origin.strip() or None,
        text=text.strip() or None,
        report=report.strip() or None,
        since=since,
        until=until,
        has_quantity=has_quantity,
    )


def gathered(topic: Words = "", actor: Words = "", place: Words = "", measure: Words = "") -> PictureQuery | None:
    """What a story or a list gathers; None: everything. Several actors are told apart by semicolons."""
    query = PictureQuery(
        topic=topic.strip() or None,
        actors=tuple(filter(None, (name.strip() for name in actor.split(";")))),
        place=place.strip() or None,
        measure=measure.strip() or None,
    )
    return None if query == PictureQuery() else query


Held = Annotated[Store, Depends(held)]
At = Annotated[Desk, Depends(desk_of)]
Conditions = Annotated[ClaimQuery, Depends(conditions)]
Asked = Annotated[ClaimQuery, Depends(asked)]
Gathered = Annotated[PictureQuery | None, Depends(gathered)]
