"""The application: routes, static files, guards, and the outer edge where every error becomes one shape."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from reportedly._version import __version__
from reportedly.errors import NotFoundError, StoreError
from reportedly.stores import open_store
from reportedly.web import api, bundle, pages
from reportedly.web.access import Access
from reportedly.web.desk import Desk
from reportedly.web.guards import HEADERS, Guard
from reportedly.web.limits import Limits
from reportedly.web.metrics import DeskMetrics, Measuring
from reportedly.web.metrics import router as metrics
from reportedly.web.render import render

STATIC = Path(__file__).parent / "static"
SMALL_BYTES = 1000
"""What is smaller fits into one packet as it is."""
GZIP_LEVEL = 5
"""The middle of the scale: a page is packed while its reader waits."""
_SENTENCES = {
    404: "there is no such page: start from the home page",
    405: "this address takes no such request: open it as a page",
}


def create_app(store_location: str, *, access: Access | None = None, knowledge: Sequence[Path] = ()) -> FastAPI:
    """The desk over the store at a path or URL, which is opened here and closed when the server stops.

    `access`: who is let in; without it everyone who reaches it. `knowledge`: a user's own tables, by which reports that
    are added here are read. Raises StoreError.
    """
    store = open_store(store_location)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(
        title="Reportedly", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    app.state.desk = Desk(store, knowledge=knowledge)
    app.state.access = access or Access()
    app.state.metrics = DeskMetrics()
    app.include_router(api.router)
    app.include_router(pages.router, include_in_schema=False)
    app.include_router(bundle.router, include_in_schema=False)
    app.include_router(metrics, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=SMALL_BYTES, compresslevel=GZIP_LEVEL)
    app.add_middleware(Limits, told=_told)
    app.add_middleware(Guard, access=app.state.access, told=_told)
    app.add_middleware(Measuring, metrics=app.state.metrics)  # the last is asked first
    app.add_exception_handler(NotFoundError, _not_found)
    app.add_exception_handler(StoreError, _store_failed)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _failed)
    return app


def _told(request: Request, status: int, code: str, message: str) -> Response:
    """The error in the shape of the side that was asked."""
    if request.url.path.startswith(f"{api.PREFIX}/"):
        return api.failure(status, code, message)
    title = HTTPStatus(status).phrase.capitalize()
    return render(request, "error.html", status=status, code=status, title=title, sentence=message)


def _not_found(request: Request, error: Exception) -> Response:
    return _told(request, 404, "not_found", str(error))


def _store_failed(request: Request, error: Exception) -> Response:
    return _told(request, 503, "store", str(error))


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    rows = error.errors()
    wrong = "; ".join(f"{row['loc'][-1]}: {row['msg'].lower()}" for row in rows)
    what = "the form holds" if any(row["loc"][0] == "body" for row in rows) else "the address asks for"
    return _told(request, 400, "bad_request", f"{what} something that cannot be: {wrong}")


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = HTTPStatus(error.status_code).name.lower()
    sentence = _SENTENCES.get(error.status_code, str(error.detail).rstrip("."))
    response = _told(request, error.status_code, code, sentence)
    response.headers.update(error.headers or {})
    return response


def _failed(request: Request, _: Exception) -> Response:
    """What nobody foresaw: the server logs it, the reader is told no detail. It passes by the middleware."""
    response = _told(request, 500, "internal", "something went wrong here: the server's log says what")
    response.headers.update(HEADERS)
    return response
