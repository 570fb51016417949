"""What every answer carries and every request must: headers that keep a page to itself, a Host that is this machine.

The pages have no password, so a page of another site must not be able to read them through the reader's browser; a name
that is made to point here (DNS rebinding) is told by its Host header.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request, Response

from reportedly.web.access import Visitor

Answer = Callable[[Request], Awaitable[Response]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""No script but ours runs, nothing is loaded from elsewhere, no one frames a page, no address of one is passed on."""


def is_local(host: str | None, also: Collection[str] = ()) -> bool:
    """Whether a Host header names this machine: a loopback address, localhost, or one of `also`; any port."""
    try:
        name = urlsplit(f"//{host or ''}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name in also:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def guard(
    also: Collection[str], refusal: Callable[[Request], Response]
) -> Callable[[Request, Answer], Awaitable[Response]]:
    """The middleware: `refusal` answers a foreign Host; every answer gets HEADERS."""

    async def guarded(request: Request, answer: Answer) -> Response:
        local = is_local(request.headers.get("host"), also)
        request.state.visitor = Visitor(may_write=local)
        response = await answer(request) if local else refusal(request)
        response.headers.update(HEADERS)
        return response

    return guarded
