"""Reports, claims, search, and what the store is like."""

from __future__ import annotations

from dataclasses import replace

from fastapi import Request
from fastapi.responses import JSONResponse

from reportedly._version import __version__
from reportedly.errors import NotFoundError
from reportedly.exporters.base import Reading
from reportedly.model.claim_json import claim_to_json
from reportedly.model.plain import plain
from reportedly.stores.base import ReportRow, SearchHit
from reportedly.web.api.base import ROWS, Answer, Cursor, Json, Rows, page, router, success
from reportedly.web.api.shapes import ClaimJson, ReadingShape, StatusShape, claim_schema
from reportedly.web.params import At, Conditions, Held, Version, Words
from reportedly.workflow.records import hit_json, reading_json

routes = router()


@routes.get("/status", response_model=Answer[StatusShape])
def status(desk: At) -> JSONResponse:
    """The program's version, what the store holds, and the name of its state."""
    counts = desk.view("counts", lambda store: store.counts()).value
    return success({"version": __version__, "revision": desk.store.revision(), "counts": plain(counts)})


@routes.get("/reports", response_model=Answer[list[ReportRow]])
def reports(request: Request, store: Held, cursor: Cursor, outlet: Words = "", limit: Rows = ROWS) -> JSONResponse:
    """The latest version of each report, newest first; `outlet`: part of the outlet's name."""
    rows = store.find_reports(limit=limit + 1, offset=cursor, outlet=outlet.strip() or None)
    shown, following = page(request, rows, limit, cursor)
    return success([plain(row) for row in shown], following)


@routes.get("/reports/{report_id:path}", response_model=Answer[ReadingShape])
def report(store: Held, report_id: str, version: Version = None) -> JSONResponse:
    """One version of a report, the latest unless told: {"report", "versions", "claims"}, the text with it."""
    found = store.get_report(report_id, version)
    reading = Reading(report=found, claims=store.claims_of(found.id, found.version))
    return success(reading_json(reading, store.versions_of(found.id)))


@routes.get("/claims", response_model=Answer[list[ClaimJson]])
def claims(request: Request, store: Held, query: Conditions, cursor: Cursor, limit: Rows = ROWS) -> JSONResponse:
    """Claims that satisfy every condition, newest saying first, each in the published claim format, version 1."""
    rows = store.find_claims(replace(query, limit=limit + 1, offset=cursor))
    shown, following = page(request, rows, limit, cursor)
    return success([claim_to_json(claim) for claim in shown], following)


@routes.get("/claims/{claim_id}", response_model=Answer[list[ClaimJson]])
def claim(store: Held, claim_id: str) -> JSONResponse:
    """The claim of this id, in the latest version of each report that holds it."""
    found = [
        claim_to_json(one)
        for drawn in store.reports_of_claim(claim_id)
        for one in store.claims_of(drawn.report_id, drawn.version)
        if one.id == claim_id
    ]
    if not found:
        raise NotFoundError(f"no claim with the id {claim_id!r} is held: look for it under /api/v1/claims")
    return success(found)


@routes.get("/schema/claim", response_model=Json)
def schema() -> JSONResponse:
    """The JSON Schema of a claim, version 1."""
    return JSONResponse(claim_schema())


@routes.get("/search", response_model=Answer[list[SearchHit]])
def search(store: Held, q: Words = "", limit: Rows = ROWS) -> JSONResponse:
    """Reports whose title or text holds all the words, best first; `matches` are offsets into the snippet."""
    return success([hit_json(hit) for hit in store.search(q, limit)] if q.strip() else [])
