"""Who asks, and whether they may write: by nothing on this machine, by a token, or by what a reverse proxy says."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

Network = IPv4Network | IPv6Network

COOKIE = "reportedly_login"
LOGIN, LOGOUT = "/login", "/logout"
LOGIN_DAYS = 7
"""A working week with its ends; a new token ends every login at once."""
MIN_TOKEN_CHARACTERS = 16
"""Of letters and digits drawn by chance: 80 bits and more, which nobody guesses at ten tries a minute."""
MAX_NAME_CHARACTERS = 100
MAX_ADDRESS_CHARACTERS = 2_000
"""Of the page that a visitor is led to after logging in: a search with every filter set is shorter."""
TRIES, TRIES_S = 10, 60.0
"""Wrong tokens that one address may send within so many seconds: enough for a hand that slips."""
MAX_ADDRESSES = 1_000
"""Whose wrong tries are remembered; beyond them the one longest ago is forgotten."""
NO_WRITING = "this desk is open for reading only: ask whoever runs it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """`name`: under which reviews are kept, where something tells it. `logged_in`: by a cookie, which can be let go."""

    name: str | None = None
    may_write: bool = True
    logged_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who is let in. Without token and header: everyone who reaches the desk, which should then be this machine only.

    `hosts`: names, beside this machine's own, under which it may be asked; `any_address`: also under any address that
    is no name. `token`: what a person types and a program sends. `identity_header`: in which a reverse proxy names the
    visitor; it is believed only from `proxies`. `read_only`: nobody writes.
    """

    hosts: frozenset[str] = frozenset()
    any_address: bool = False
    token: str | None = None
    identity_header: str | None = None
    proxies: tuple[Network, ...] = ()
    read_only: bool = False

    def visitor(self, request: Request) -> Visitor | None:
        """Whom the request is from; None where nobody is told who may come in."""
        may_write = not self.read_only
        name = self._told_by_proxy(request)
        if name:
            return Visitor(name=name, may_write=may_write)
        if self.token is not None:
            if _is_login(request.cookies.get(COOKIE, ""), self.token):
                return Visitor(may_write=may_write, logged_in=True)
            return Visitor(may_write=may_write) if is_same(bearer(request), self.token) else None
        return Visitor(may_write=may_write) if self.identity_header is None else None

    def is_https(self, request: Request) -> bool:
        """Whether the visitor's own connection is encrypted, as far as this server or a proxy of its own knows."""
        forwarded = request.headers.get("x-forwarded-proto", "") if self._is_proxy(request) else ""
        return request.url.scheme == "https" or forwarded == "https"

    def login(self) -> str:
        """What a cookie holds after the right token: until when, and the proof that this token's owner was told so."""
        assert self.token is not None
        until = str(int(time.time()) + LOGIN_DAYS * 86_400)
        return f"{until}.{_proof(until, self.token)}"

    def _told_by_proxy(self, request: Request) -> str:
        if self.identity_header is None or not self._is_proxy(request):
            return ""
        told = request.headers.get(self.identity_header, "").encode("latin-1").decode("utf-8", "replace")
        return " ".join("".join(c if c.isprintable() else " " for c in told).split())[:MAX_NAME_CHARACTERS]

    def _is_proxy(self, request: Request) -> bool:
        try:
            peer = ip_address(request.client.host if request.client else "")
        except ValueError:
            return False
        return any(peer in network for network in self.proxies)


@dataclass(slots=True)
class Tries:
    """Wrong tokens by address, so that none is guessed by trying many. `clock`: seconds that only grow."""

    clock: Callable[[], float] = time.monotonic
    _wrong: dict[str, deque[float]] = field(default_factory=dict)

    def are_spent(self, address: str) -> bool:
        """Whether the address has to wait."""
        wrong = self._wrong.get(address)
        return wrong is not None and len(wrong) == TRIES and self.clock() - wrong[0] < TRIES_S

    def note(self, address: str) -> None:
        """Another wrong one."""
        self._wrong[address] = wrong = self._wrong.pop(address, deque(maxlen=TRIES))
        wrong.append(self.clock())
        if len(self._wrong) > MAX_ADDRESSES:
            del self._wrong[next(iter(self._wrong))]


def networks_of(words: str) -> tuple[Network, ...]:
    """Addresses or networks with commas between. Raises ValueError for what is neither."""
    return tuple(ip_network(part.strip(), strict=False) for part in words.split(",") if part.strip())


def bearer(request: Request) -> str:
    """The token that a program sends."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.casefold() == "bearer" else ""


def is_same(given: str, token: str) -> bool:
    """Whether it is the token; takes as long for one that is nearly right as for any other."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8"))


def peer_of(request: Request) -> str:
    """The address that the connection comes from."""
    return request.client.host if request.client else ""


def visitor_of(request: Request) -> Visitor:
    """Whom the guard let in; before it has looked, nobody who may write."""
    visitor: Visitor = getattr(request.state, "visitor", Visitor(may_write=False))
    return visitor


def writer_of(request: Request) -> Visitor:
    """The same, who may write; for all others the request ends in 403."""
    visitor = visitor_of(request)
    if not visitor.may_write:
        raise HTTPException(HTTPStatus.FORBIDDEN, NO_WRITING)
    return visitor


Writing = Annotated[Visitor, Depends(writer_of)]


def _proof(until: str, token: str) -> str:
    return hmac.new(token.encode("utf-8"), f"login until {until}".encode(), hashlib.sha256).hexdigest()


def _is_login(cookie: str, token: str) -> bool:
    until, _, proof = cookie.partition(".")
    return until.isdecimal() and is_same(proof, _proof(until, token)) and int(until[:20]) > time.time()
