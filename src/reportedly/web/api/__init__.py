"""The JSON side under /api/v1: everything the pages show and the command line does, one file a subject.

`openapi.json` there describes each operation; /api/v1 itself is a page that lists them for people.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from reportedly.web.api import people, picture, reports
from reportedly.web.api.base import PREFIX, failure
from reportedly.web.render import render

__all__ = ["PREFIX", "failure", "router"]

router = APIRouter()


@router.get(PREFIX, include_in_schema=False, response_class=HTMLResponse)
def for_people(request: Request) -> HTMLResponse:
    """The operations, as OpenAPI describes them."""
    paths = request.app.openapi()["paths"]
    rows = [
        (method.upper(), path, operation)
        for path, operations in paths.items()
        for method, operation in operations.items()
    ]
    return render(request, "api.html", rows=rows, base=str(request.base_url).rstrip("/"))


@router.get(f"{PREFIX}/openapi.json", include_in_schema=False)
def openapi(request: Request) -> JSONResponse:
    """The OpenAPI document."""
    return JSONResponse(request.app.openapi())


for subject in (reports, picture, people):
    router.include_router(subject.routes)
