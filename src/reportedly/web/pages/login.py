"""Logging in with the desk's token, and out again."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from reportedly.web.access import (
    COOKIE,
    LOGIN,
    LOGIN_DAYS,
    LOGOUT,
    MAX_ADDRESS_CHARACTERS,
    Access,
    Tries,
    is_same,
    peer_of,
)
from reportedly.web.guards import WRONG_TRY_S
from reportedly.web.params import access_of
from reportedly.web.render import render

MAX_TOKEN_CHARACTERS = 1_000

router = APIRouter(default_response_class=HTMLResponse)
Let = Annotated[Access, Depends(access_of)]
To = Annotated[str, Query(max_length=MAX_ADDRESS_CHARACTERS)]


@router.get(LOGIN)
def ask(request: Request, access: Let, to: To = "") -> Response:
    """The form; without a token there is nothing to log in to."""
    return _form(request, to) if access.token is not None else _onward("/")


@router.post(LOGIN)
async def log_in(
    request: Request,
    access: Let,
    token: Annotated[str, Form(max_length=MAX_TOKEN_CHARACTERS)] = "",
    to: Annotated[str, Form(max_length=MAX_ADDRESS_CHARACTERS)] = "",
) -> Response:
    """With the right token a cookie, and back to where the visitor wanted to go."""
    tries: Tries = request.state.tries
    if access.token is None:
        return _onward("/")
    if tries.are_spent(peer_of(request)):
        sentence = "Too many wrong tokens came from your address: wait a minute, then try again."
        return _form(request, to, sentence, HTTPStatus.TOO_MANY_REQUESTS)
    if not is_same(token.strip(), access.token):
        tries.note(peer_of(request))
        await asyncio.sleep(WRONG_TRY_S)
        return _form(request, to, "This is not the token of this desk.", HTTPStatus.UNAUTHORIZED)
    response = _onward(to)
    response.set_cookie(
        COOKIE,
        access.login(),
        max_age=LOGIN_DAYS * 86_400,
        httponly=True,
        samesite="strict",
        secure=access.is_https(request),
    )
    return response


@router.post(LOGOUT)
def log_out() -> Response:
    """The cookie is let go."""
    response = _onward(LOGIN)
    response.delete_cookie(COOKIE)
    return response


def _form(request: Request, to: str, sentence: str = "", status: int = HTTPStatus.OK) -> Response:
    return render(request, "login.html", status=status, to=to, sentence=sentence)


def _onward(to: str) -> Response:
    """To a place of this desk; an address that leads elsewhere leads home."""
    is_ours = to.startswith("/") and not to.startswith(("//", "/\\"))
    return RedirectResponse(to if is_ours else "/", HTTPStatus.SEE_OTHER)
