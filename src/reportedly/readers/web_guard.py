"""Which addresses may be fetched from, and a network backend that connects to no other.

The name is resolved once; every address is vetted; the connection goes to a vetted address, so a name that answers
differently a moment later gains nothing. TLS is still spoken to, and verified against, the name. Source of the table:
IANA IPv4 and IPv6 Special-Purpose Address Registries, RFC 5771 and RFC 4291 (multicast), RFC 3879 (site-local).
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

from reportedly.errors import SourceRefused, SourceUnreachable

# (host, port, timeout_s) to addresses, best first. Raises OSError, UnicodeError or TimeoutError.
Resolve = Callable[[str, int, float], tuple[str, ...]]

_REFUSED_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local; cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # IETF protocol assignments, the two anycast addresses in it too
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relay
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
# Nothing outside it is assigned for global unicast; `ipaddress.is_global` lets parts of it and beyond pass.
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # IETF protocol assignments: Teredo, benchmarking, AMT, ORCHID, drone identifiers
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address, and is withdrawn (RFC 7526)
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
# These carry an IPv4 address in their last 32 bits and are as public as that.
_CARRIERS_V6 = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the open internet. What is not an address is not public."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in network for network in _REFUSED_V4)
    if parsed.scope_id is not None:
        return False
    if any(parsed in network for network in _CARRIERS_V6):
        return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
    return parsed in _GLOBAL_V6 and not any(parsed in network for network in _REFUSED_V6)


class Deadline:
    """A moment by which a whole fetch must be over, however many connections, redirects and drips it takes."""

    def __init__(self, seconds: float) -> None:
        self._end_s = time.monotonic() + seconds

    def left_s(self, at_most: float | None = None) -> float:
        """Seconds left, at most `at_most`; 0 when it is over."""
        left = max(0.0, self._end_s - time.monotonic())
        return left if at_most is None else min(left, at_most)

    @property
    def is_over(self) -> bool:
        return self.left_s() <= 0


def system_resolve(host: str, port: int, timeout_s: float) -> tuple[str, ...]:
    """The addresses that the system's resolver gives, each once, in its order.

    In a thread of its own, which is left behind at the time-out: getaddrinfo itself cannot be told to stop.
    """
    answers: queue.SimpleQueue[tuple[str, ...] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(tuple(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="reportedly-resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout_s)
    except queue.Empty as error:
        raise TimeoutError(f"{host} was not resolved in time") from error
    if isinstance(answer, Exception):
        raise answer
    return answer


class VettingBackend(httpcore2.NetworkBackend):
    """Connects to vetted addresses only, one after the other until one answers, all within the deadline."""

    def __init__(self, source: str, deadline: Deadline, *, allow_private: bool, resolve: Resolve) -> None:
        self._source = source
        self._deadline = deadline
        self._allow_private = allow_private
        self._resolve = resolve
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A stream to the first address of `host` that answers. Raises SourceRefused where any of them is private."""
        addresses = self._vetted(host, port)
        last: Exception = httpcore2.ConnectError(f"no address of {host} answers")
        for position, address in enumerate(addresses):
            # A silent address may take its share of the time left, so that the next one is still tried.
            share_s = self._deadline.left_s(timeout) / (len(addresses) - position)
            if self._deadline.is_over:
                break
            try:
                return DeadlineStream(
                    self._backend.connect_tcp(address, port, share_s, local_address, socket_options), self._deadline
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise httpcore2.ConnectTimeout("no time left") if self._deadline.is_over else last

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None
    ) -> httpcore2.NetworkStream:
        """Never: a URL cannot ask for a socket of this machine."""
        del path, timeout, socket_options
        raise SourceRefused(self._source, "leads to a socket of this machine, which is not fetched")

    def _vetted(self, host: str, port: int) -> tuple[str, ...]:
        try:
            addresses = self._resolve(host, port, self._deadline.left_s())
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout(str(error)) from error
        except (OSError, UnicodeError) as error:
            raise SourceUnreachable(
                self._source, f"the name {host} has no address; check its spelling and the connection"
            ) from error
        private = next((a for a in addresses if not is_public(a)), None)
        if private is not None and not self._allow_private:
            raise SourceRefused(
                self._source, f"{host} is at {private}, which is not on the open internet; give a public address"
            )
        return addresses


class DeadlineStream(httpcore2.NetworkStream):
    """A stream whose every read, write and handshake ends at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes`, as soon as there are any; empty at the end."""
        return self._stream.read(max_bytes, self._budget_s(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of `buffer`; what one part of it may take, not the whole, is what the system's socket limits."""
        self._stream.write(buffer, self._budget_s(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        """Closes the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same stream under TLS, with the certificate checked against the name and not the address."""
        budget_s = self._budget_s(timeout, httpcore2.ConnectTimeout)
        return DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, budget_s), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the pool asks of a stream: its socket, whether it is readable, its TLS."""
        return self._stream.get_extra_info(info)

    def _budget_s(self, timeout: float | None, late: type[httpcore2.TimeoutException]) -> float:
        left_s = self._deadline.left_s(timeout)
        if left_s <= 0:  # zero would mean "do not wait" to the socket, and fail as another error
            raise late("no time left")
        return left_s
