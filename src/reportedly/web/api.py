"""The JSON side under /api/v1: {"data": …, "next": address or null}, and {"error": {"code", "message"}}.

Claims are in the published claim format, version 1; `next` leads to the following rows where there are more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from reportedly.model.claim_json import claim_to_json
from reportedly.web.params import MAX_ROWS, PAGE_ROWS, Asked, Held, Limit, Offset, Version, Words

PREFIX = "/api/v1"
router = APIRouter(prefix=PREFIX)
Row = TypeVar("Row")


@router.get("/reports")
def reports(
    request: Request, store: Held, outlet: Words = "", limit: Limit = PAGE_ROWS, offset: Offset = 0
) -> JSONResponse:
    """Lines of the list of reports, newest first; latest versions."""
    rows = store.find_reports(limit=limit + 1, offset=offset, outlet=outlet.strip() or None)
    return success([_plain(row) for row in rows[:limit]], _next(request, rows, limit, offset))


@router.get("/reports/{report_id:path}")
def report(store: Held, report_id: str, version: Version = None) -> JSONResponse:
    """One version of a report, the latest unless told: {"report", "versions", "claims"}, the text with it."""
    found = store.get_report(report_id, version)
    return success(
        {
            "report": {**_plain(found), "sha256": found.sha256},
            "versions": [_plain(row) for row in store.versions_of(found.id)],
            "claims": [claim_to_json(claim) for claim in store.claims_of(found.id, found.version)],
        }
    )


@router.get("/claims")
def claims(request: Request, store: Held, query: Asked) -> JSONResponse:
    """Claims that satisfy every condition given, newest saying first."""
    limit = query.limit or MAX_ROWS
    rows = store.find_claims(replace(query, limit=limit + 1))
    return success([claim_to_json(claim) for claim in rows[:limit]], _next(request, rows, limit, query.offset))


@router.get("/search")
def search(store: Held, q: Words = "", limit: Limit = PAGE_ROWS) -> JSONResponse:
    """Reports whose title or text holds all the words, best first; `matches` are offsets into the snippet."""
    return success([_plain(hit) for hit in store.search(q, limit)])


def success(data: Any, following: str | None = None) -> JSONResponse:
    """The one shape of an answer."""
    return JSONResponse({"data": data, "next": following})


def failure(status: int, code: str, message: str) -> JSONResponse:
    """The one shape of an error. `code`: a word for programs; `message`: a sentence for people."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)


def _next(request: Request, rows: Sequence[Row], limit: int, offset: int) -> str | None:
    """The address of the rows after these; the one row too many tells that there are some."""
    if len(rows) <= limit:
        return None
    url = request.url.include_query_params(limit=limit, offset=offset + limit)
    return f"{url.path}?{url.query}"


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
