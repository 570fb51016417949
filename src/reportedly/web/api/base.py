"""What every answer of the API shares: one shape of success, one of error, a tag for caches, a cursor for what follows.

{"data": …, "next": address or null}          {"error": {"code": "a_word", "message": "one sentence."}}
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from reportedly._version import __version__
from reportedly.errors import SourceError
from reportedly.model.report import digest
from reportedly.web.params import MAX_OFFSET, MAX_ROWS, PAGE_ROWS, desk_of

PREFIX = "/api/v1"
T = TypeVar("T")
Row = TypeVar("Row")
Json = dict[str, Any]


class Answer(BaseModel, Generic[T]):
    """`next`: the address of the rows after these, null where there are none."""

    data: T
    next: str | None = None


class Fault(BaseModel):
    """`code`: a word for programs; `message`: a sentence for people."""

    code: str
    message: str


class Failure(BaseModel):
    """What is wrong and what to do."""

    error: Fault


class Body(BaseModel):
    """What is sent: nothing but the fields that there are."""

    model_config = ConfigDict(extra="forbid")


class TaggedRoute(APIRoute):
    """Tags what is asked for with the state of the store, and answers 304 where the asker has it already."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        known = frozenset(_parameters(self.dependant))

        async def tagged(request: Request) -> Response:
            if request.method != "GET":
                return await handle(request)
            _refuse_unknown(request, known)
            state = (desk_of(request).store.revision(), datetime.now(UTC).date().isoformat())  # forecasts fall due
            tag = f'W/"{digest(__version__, *state, request.url.path, request.url.query)}"'
            headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
            if tag in map(str.strip, request.headers.get("if-none-match", "").split(",")):
                return Response(status_code=304, headers=headers)
            answer = await handle(request)
            if "Cache-Control" not in answer.headers:
                answer.headers.update(headers)
            return answer

        return tagged


def _parameters(dependant: Dependant) -> Iterator[str]:
    """What an operation and all it depends on can be asked with."""
    yield from (field.alias for field in dependant.query_params)
    for below in dependant.dependencies:
        yield from _parameters(below)


def _refuse_unknown(request: Request, known: frozenset[str]) -> None:
    """A condition that is misspelt would silently be none. Raises HTTPException."""
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        there_are = f"there are {', '.join(sorted(known))}" if known else "it takes none"
        raise HTTPException(400, f"this address takes no parameter {unknown[0]!r}: {there_are}")


def router() -> APIRouter:
    """A router whose operations tell their errors."""
    return APIRouter(
        prefix=PREFIX,
        route_class=TaggedRoute,
        responses={
            400: {"model": Failure, "description": "What is asked for cannot be: the message says why."},
            404: {"model": Failure, "description": "It is not held."},
            503: {"model": Failure, "description": "The store cannot be read or written now."},
            "default": {"model": Failure, "description": "What else is wrong, in the same shape."},
        },
    )


WRITES: dict[int | str, dict[str, Any]] = {
    403: {
        "model": Failure,
        "description": "This desk is open for reading only, or another site asks.",
    }
}


@contextmanager
def sensible() -> Iterator[None]:
    """What is well formed and cannot be is the asker's fault, and told in the sentence that says why."""
    try:
        yield
    except (SourceError, ValueError) as error:
        raise HTTPException(400, str(error)) from error


def success(data: Any, following: str | None = None, status: int = 200, *, fresh: bool = True) -> JSONResponse:
    """The one shape of an answer. One that is not `fresh`, as it is being worked out anew, is not to be kept."""
    headers = None if fresh else {"Cache-Control": "no-store"}
    return JSONResponse({"data": data, "next": following}, status_code=status, headers=headers)


def failure(status: int, code: str, message: str) -> JSONResponse:
    """The one shape of an error."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)


def offset_of(
    cursor: Annotated[
        str, Query(pattern=r"^(o[0-9]{1,6})?$", description="From `next` of an answer; empty: the first rows.")
    ] = "",
) -> int:
    """The row that a cursor points to."""
    return int(cursor.removeprefix("o") or 0)


Cursor = Annotated[int, Depends(offset_of)]
Rows = Annotated[int, Query(ge=1, le=MAX_ROWS, description="Rows of one answer.")]
ROWS = PAGE_ROWS


def page(request: Request, rows: Sequence[Row], limit: int, offset: int) -> tuple[Sequence[Row], str | None]:
    """The rows of a page, and the address of those after it; one row too many tells that there are some."""
    if len(rows) <= limit or offset + limit >= MAX_OFFSET:
        return rows[:limit], None
    url = request.url.include_query_params(limit=limit, cursor=f"o{offset + limit}")
    return rows[:limit], f"{url.path}?{url.query}"


Short = Annotated[str, Field(max_length=400)]
