"""What every answer carries and every request must: headers that keep a page to itself, a Host that is this desk, a
visitor who is let in, and no write that another site began.

A page of another site must not be able to read or change a desk through its reader's browser. A name that is made to
point here (DNS rebinding) is told by its Host header, a form of another site by what browsers say of themselves
(Fetch metadata, else Origin): docs/decisions/0008-*.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.web.access import (
    LOGIN,
    LOGOUT,
    MAX_ADDRESS_CHARACTERS,
    NO_WRITING,
    Access,
    Tries,
    Visitor,
    bearer,
    peer_of,
)

Told = Callable[[Request, int, str, str], Response]
"""An error in the shape of the side that was asked: status, word for programs, sentence for people."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""No script but ours runs, nothing is loaded from elsewhere, no one frames a page, no address of one is passed on to
another site. (Not even to our own would make browsers send "Origin: null" with our own forms.)"""

STATIC = "/static/"
KEPT, FRESH = "public, max-age=600", "private, no-cache"
"""Our own files for ten minutes, so that no page is long without those of its version; what is told of the store is
asked for again each time."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WRONG_TRY_S = 0.5
"""What a wrong token waits for its answer: a person hardly notices, a program that tries many does."""


class Guard:
    """The outermost middleware of ours: looks at the request, then at nothing but the headers of the answer."""

    def __init__(self, app: ASGIApp, *, access: Access, told: Told) -> None:
        self._app = app
        self._access = access
        self._told = told
        self._tries = Tries()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        request.state.visitor = Visitor(may_write=False)
        request.state.tries = self._tries
        refusal = await self._refusal(request)
        await (refusal or self._app)(scope, receive, _with_headers(send, request.url.path))

    async def _refusal(self, request: Request) -> Response | None:
        if not is_local(request.headers.get("host"), self._access.hosts, any_address=self._access.any_address):
            sentence = "this server does not answer to this name: open it under its own address, or allow the name"
            return self._told(request, HTTPStatus.BAD_REQUEST, "foreign_host", f"{sentence} with --host-name")
        if request.method not in SAFE and not is_own(request):
            sentence = "this was sent from a page of another site: open the desk itself and do it there"
            return self._told(request, HTTPStatus.FORBIDDEN, "cross_site", sentence)
        if bearer(request) and self._tries.are_spent(peer_of(request)):
            sentence = "too many wrong tokens came from your address: wait a minute"
            return self._told(request, HTTPStatus.TOO_MANY_REQUESTS, "wrong_tokens", sentence)
        visitor = self._access.visitor(request)
        if visitor is not None:
            request.state.visitor = visitor
        path = request.url.path
        if path in (LOGIN, LOGOUT) or path.startswith(STATIC):
            return None
        if visitor is None:
            return await self._stranger(request)
        if request.method not in SAFE and not visitor.may_write:
            return self._told(request, HTTPStatus.FORBIDDEN, "read_only", NO_WRITING)
        return None

    async def _stranger(self, request: Request) -> Response:
        """What someone is told who is not let in."""
        if self._access.token is None:
            sentence = "this desk is asked through its proxy, which says who you are: open the proxy's address"
            return self._told(request, HTTPStatus.FORBIDDEN, "no_identity", sentence)
        if bearer(request):
            self._tries.note(peer_of(request))
            await asyncio.sleep(WRONG_TRY_S)
        elif request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            asked = f"?{urlencode({'to': to})}" if len(to) <= MAX_ADDRESS_CHARACTERS else ""
            return RedirectResponse(LOGIN + asked, HTTPStatus.SEE_OTHER)
        sentence = "this desk asks for its token: log in, or send it as Authorization: Bearer"
        refusal = self._told(request, HTTPStatus.UNAUTHORIZED, "token", sentence)
        refusal.headers["WWW-Authenticate"] = "Bearer"
        return refusal


def is_local(host: str | None, also: Collection[str] = (), *, any_address: bool = False) -> bool:
    """Whether a Host header names this machine: a loopback address, localhost, or one of `also`; any port. With
    `any_address` every address that is no name does, for only names can be made to point elsewhere."""
    try:
        name = urlsplit(f"//{host or ''}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name in also:
        return True
    try:
        return ip_address(name).is_loopback or any_address
    except ValueError:
        return False


def is_own(request: Request) -> bool:
    """Whether a page of this desk sent it, or no page at all: browsers say whence a request comes, programs nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")


def _with_headers(send: Send, path: str) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            is_ours = path.startswith(STATIC) and message["status"] < HTTPStatus.BAD_REQUEST
            headers.setdefault("Cache-Control", KEPT if is_ours else FRESH)
        await send(message)

    return sent
