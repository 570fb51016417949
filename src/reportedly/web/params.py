"""What a request may ask, and within which limits; beyond them it is refused in words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.exceptions import HTTPException

from reportedly.model.story import Query as PictureQuery
from reportedly.stores.base import ClaimQuery, ClaimSort, ReportSort, Store
from reportedly.web.access import Access
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


def _order(sorts: type[StrEnum]) -> str:
    return f"^-?({'|'.join(sorts)})$"


ReportOrder = Annotated[str, Query(pattern=_order(ReportSort))]


def desk_of(request: Request) -> Desk:
    """The desk that the application was made for."""
    desk: Desk = request.app.state.desk
    return desk


def access_of(request: Request) -> Access:
    """Who is let in by the application."""
    access: Access = request.app.state.access
    return access


def held(request: Request) -> Store:
    """The store that the application was made for."""
    return desk_of(request).store


def asked(
    measure: Words = "",
    actor: Words = "",
    origin: Words = "",
    outlet: Words = "",
    text: Words = "",
    since: Words = "",
    until: Words = "",
    sort: Annotated[str, Query(pattern=_order(ClaimSort))] = f"-{ClaimSort.SAID}",
    limit: Limit = PAGE_ROWS,
    offset: Offset = 0,
) -> ClaimQuery:
    """Which claims, in which order ("-said": newest first); an empty field of a form sets no condition."""
    return ClaimQuery(
        measure=measure.strip() or None,
        actor=actor.strip() or None,
        origin=origin.strip() or None,
        outlet=outlet.strip() or None,
        text=text.strip() or None,
        since=day_of("since", since),
        until=day_of("until", until),
        sort=ClaimSort(sort.removeprefix("-")),
        descending=sort.startswith("-"),
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


def day_of(name: str, words: str) -> date | None:
    """A day, or none; anything else is a bad request."""
    try:
        return date.fromisoformat(words.strip()) if words.strip() else None
    except ValueError:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"{name} {words!r} is no day: write it as 2025-06-27") from None


Held = Annotated[Store, Depends(held)]
At = Annotated[Desk, Depends(desk_of)]
Conditions = Annotated[ClaimQuery, Depends(conditions)]
Asked = Annotated[ClaimQuery, Depends(asked)]
Gathered = Annotated[PictureQuery | None, Depends(gathered)]
