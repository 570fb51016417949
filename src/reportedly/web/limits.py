"""How large a request may be, and how long it may take: beyond it the asker is told, and others are served."""

from __future__ import annotations

import asyncio
import logging
from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.web.guards import Told

MIB = 1024**2
FORM_BYTES = 1 * MIB
"""Of a form or of JSON: a review with its reasons is below a hundredth of it."""
FILE_BYTES = 20 * MIB
"""Of an uploaded file: what a saved page with its pictures, or a long PDF, takes; more is for `reportedly add`."""
MULTIPART_BYTES = FILE_BYTES + 2 * MIB
"""Of a form with a file: the file, a pasted text, and the words around them."""
BODY_S = 60.0
"""To send a request in: 20 MiB over a slow line of 3 Mbit/s."""
ANSWER_S = 120.0
"""Until an answer begins: a page may be fetched for 30 s, those who write wait for each other for 60 s, and reading a
long report takes some seconds."""


class Limits:
    """Ends a request that is too large (413), too slow in coming (408) or too slow in being answered (503)."""

    def __init__(self, app: ASGIApp, *, told: Told, body_s: float = BODY_S, answer_s: float = ANSWER_S) -> None:
        self._app = app
        self._told = told
        self._body_s = body_s
        self._answer_s = answer_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI. What is cut off in a thread of its own goes on there; nobody waits for it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        limit = _limit_of(request)
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > limit:
            await self._told(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", _too_large(limit))(
                scope, receive, send
            )
            return
        try:
            async with asyncio.timeout(self._answer_s) as timer:

                async def begun(message: Message) -> None:
                    timer.reschedule(None)  # a long download may take as long as its reader does
                    await send(message)

                await self._app(scope, self._counted(receive, limit), begun)
        except TimeoutError:
            if not timer.expired():
                raise
            logging.getLogger("reportedly").warning("%s took longer than %g s", scope["path"], self._answer_s)
            sentence = "this took too long and was given up: what was begun may still be done, so look before repeating"
            await self._told(request, HTTPStatus.SERVICE_UNAVAILABLE, "too_slow", sentence)(scope, receive, send)

    def _counted(self, receive: Receive, limit: int) -> Receive:
        """The request's body as long as it keeps to its size and its time; what comes after it is not timed."""
        taken = 0
        coming = True
        until = asyncio.get_running_loop().time() + self._body_s

        async def counted() -> Message:
            nonlocal taken, coming
            if not coming:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                sentence = f"the request did not come within {self._body_s:g} s: send it again over a faster line"
                raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, sentence) from None
            taken += len(message.get("body", b""))
            coming = message.get("more_body", False)
            if taken > limit:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(limit))
            return message

        return counted


def _limit_of(request: Request) -> int:
    return MULTIPART_BYTES if request.headers.get("content-type", "").startswith("multipart/form-data") else FORM_BYTES


def _too_large(limit: int) -> str:
    return f"this is above {limit // MIB} MiB: send less, or add it from a terminal with reportedly add"
