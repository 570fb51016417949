"""A URL, fetched safely and politely: vetted addresses, one deadline, size caps, counted redirects, robots.txt.

robots.txt follows RFC 9309: a 4xx answer means none is there and all may be read; a 5xx answer, or none at all, means
that nothing may be read for now; of a long one the first 500 KiB count; it may redirect five times.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx2
from protego import Protego

from reportedly._version import __version__
from reportedly.errors import SourceNotFound, SourceRefused, SourceTooLarge, SourceUnreachable, SourceUnreadable
from reportedly.readers.base import Content, Kind, ReadOptions
from reportedly.readers.sniffing import kind_of_name
from reportedly.readers.web_guard import Deadline, Resolve, VettingBackend, system_resolve
from reportedly.readers.web_transport import BackendTransport

MAX_REDIRECTS = 5
ROBOTS_NAME = "Reportedly"
USER_AGENT = f"{ROBOTS_NAME}/{__version__} (reads news reports; respects robots.txt)"
_ACCEPT = (
    "text/html, application/xhtml+xml, application/pdf, text/markdown, application/rss+xml, application/atom+xml, "
    "text/plain;q=0.9, application/xml;q=0.8"
)
# RFC 9309, 2.5: a crawler must parse at least this much.
_ROBOTS_BYTES = 500 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KINDS = {
    "text/html": Kind.PAGE,
    "application/xhtml+xml": Kind.PAGE,
    "text/plain": Kind.TEXT,
    "text/markdown": Kind.MARKDOWN,
    "text/x-markdown": Kind.MARKDOWN,
    "application/pdf": Kind.PDF,
    "application/x-pdf": Kind.PDF,
    "application/jsonl": Kind.LINES,
    "application/x-ndjson": Kind.LINES,
    # Of XML, and of what is packed, the content tells more.
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/rdf+xml": Kind.FEED,
    "application/xml": Kind.FEED,
    "text/xml": Kind.FEED,
    "application/gzip": Kind.GZIP,
    "application/x-gzip": Kind.GZIP,
    "application/zstd": Kind.ZSTD,
    "application/warc": Kind.WARC,
    "application/wacz": Kind.WACZ,
}
# What a server says of files that it does not know; there the address decides.
_VAGUE = frozenset({"text/plain", "application/octet-stream", "binary/octet-stream", ""})
_TOLD_BY_SUFFIX = frozenset(
    {Kind.MARKDOWN, Kind.PDF, Kind.LINES, Kind.WARC, Kind.WACZ, Kind.GZIP, Kind.ZSTD, Kind.FEED}
)
_OF_FILES = frozenset({Kind.PDF, Kind.LINES, Kind.WARC, Kind.WACZ, Kind.GZIP, Kind.ZSTD})
Robots = dict[str, Protego | None]
"""What robots.txt says, by its address; None: there is none. Kept between fetches, it is asked for once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a URL gave, and which reader takes it."""

    content: Content
    kind: Kind


def fetch(
    url: str,
    options: ReadOptions,
    *,
    robots: Robots | None = None,
    resolve: Resolve = system_resolve,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """The bytes at `url` after its redirects. Raises SourceError's branches; `robots`: what earlier fetches met, which
    this one adds to; `resolve`, `tls`: for other networks.

    `Content.url` is where the bytes were had, `Content.source` the address that was asked for.
    """
    name = url.strip()
    deadline = Deadline(options.timeout_s)
    backend = VettingBackend(_shown(name), deadline, allow_private=options.allow_private, resolve=resolve)
    context = tls or httpx2.create_ssl_context(trust_env=False)
    with httpx2.Client(
        transport=BackendTransport(backend, context),
        headers={"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Language": "en, *;q=0.5"},
        timeout=options.timeout_s,
        trust_env=False,
    ) as client:
        return _Visit(client, _shown(name), deadline, options, {} if robots is None else robots).to(name)


def crawl_delay_s(url: str, robots: Robots) -> float:
    """The pause between two fetches that the site of `url` asks for; 0 where it asks for none."""
    try:
        rules = robots.get(_robots_address(httpx2.URL(url)))
    except httpx2.InvalidURL:
        return 0.0
    return float(rules.crawl_delay(ROBOTS_NAME) or 0) if rules else 0.0


class _Visit:
    """One fetch: what it may still cost, and the robots.txt that it has met."""

    def __init__(
        self, client: httpx2.Client, source: str, deadline: Deadline, options: ReadOptions, robots: Robots
    ) -> None:
        self._client = client
        self._source = source
        self._deadline = deadline
        self._options = options
        self._robots = robots

    def to(self, address: str) -> Fetched:
        with self._told():
            url = self._checked(httpx2.URL(address))
            for _ in range(MAX_REDIRECTS + 1):
                self._ask_robots(url)
                with self._client.stream("GET", url) as response:
                    target = self._redirect(response)
                    if target is None:
                        return self._taken(response)
                url = target
        raise SourceUnreachable(
            self._source, f"redirects more than {MAX_REDIRECTS} times; give the address at which it ends"
        )

    def _taken(self, response: httpx2.Response) -> Fetched:
        self._check_status(response.status_code)
        url = response.request.url
        media_type, charset = _content_type(response)
        kind = _kind(media_type, url.path)
        if kind is None:
            raise SourceUnreadable(
                self._source, f"is of type {media_type or 'unknown'}; give a page, a text, Markdown or a PDF"
            )
        limit = self._options.max_file_bytes if kind in _OF_FILES else self._options.max_page_bytes
        content = Content(
            source=self._source,
            data=self._body(response, limit),
            url=str(url.copy_with(fragment=None)),
            charset=charset,
            retrieved=datetime.now(UTC),
        )
        return Fetched(content=content, kind=kind)

    def _body(self, response: httpx2.Response, limit: int) -> bytes:
        declared = response.headers.get("Content-Length", "")
        too_large = SourceTooLarge(self._source, f"is above {limit:,} bytes; save the part that is the report")
        if declared.isdecimal() and int(declared[:20]) > limit:
            raise too_large
        data = bytearray()
        # Without a chunk size: with one, httpx2 waits for a full chunk, and a dripping server outlasts the deadline.
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > limit:
                raise too_large
            if self._deadline.is_over:
                raise httpx2.ReadTimeout("no time left")
        return bytes(data)

    def _check_status(self, status: int) -> None:
        if status in (404, 410):
            raise SourceNotFound(
                self._source, f"the server says that it is not there (HTTP {status}); check the address"
            )
        if status in (401, 402, 403, 407, 451):
            raise SourceRefused(
                self._source, f"the server does not give it out (HTTP {status}); save it from a browser"
            )
        if not 200 <= status < 300:
            raise SourceUnreachable(self._source, f"the server answers with HTTP {status}; try again later")

    def _redirect(self, response: httpx2.Response) -> httpx2.URL | None:
        location = response.headers.get("Location")
        if response.status_code not in _REDIRECTS or not location:
            return None
        try:
            target = response.request.url.join(location)
        except ValueError as error:
            raise httpx2.InvalidURL(str(error)) from error
        return self._checked(target)

    def _checked(self, url: httpx2.URL) -> httpx2.URL:
        if url.scheme not in ("http", "https"):
            raise SourceRefused(self._source, f"leads to {url.scheme or 'no scheme'}:; only http and https are fetched")
        if not url.host or "%" in url.host or not 0 < (url.port or 80) < 65_536:
            raise SourceRefused(
                self._source, "names no host or port that can be; give an address such as https://example.org/report"
            )
        if url.userinfo:
            raise SourceRefused(self._source, "carries a user name or password; give the address without them")
        return url

    def _ask_robots(self, url: httpx2.URL) -> None:
        home = _robots_address(url)
        if home not in self._robots:
            self._robots[home] = self._robots_at(httpx2.URL(home))
        rules = self._robots[home]
        if rules is not None and not rules.can_fetch(str(url), ROBOTS_NAME):
            raise SourceRefused(self._source, f"robots.txt of {url.host} asks not to read it; save it from a browser")

    def _robots_at(self, url: httpx2.URL) -> Protego | None:
        """The rules; None where there are none. Raises SourceUnreachable where the server cannot say."""
        for _ in range(MAX_REDIRECTS + 1):
            with self._client.stream("GET", url) as response:
                target = self._redirect(response)
                if target is None:
                    return self._rules(response)
            url = target
        return None

    def _rules(self, response: httpx2.Response) -> Protego | None:
        if response.status_code >= 500:
            raise SourceUnreachable(
                self._source,
                f"robots.txt of {response.request.url.host} cannot be had (HTTP {response.status_code}), "
                "so it may not be read now; try again later",
            )
        if not 200 <= response.status_code < 300:
            return None
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) >= _ROBOTS_BYTES:
                break
        return Protego.parse(bytes(data[:_ROBOTS_BYTES]).decode("utf-8-sig", "replace"))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """httpx2's errors as ours, each one sentence."""
        try:
            yield
        except httpx2.TimeoutException as error:
            limit = f"{self._options.timeout_s:g} s"
            raise SourceUnreachable(self._source, f"was not had within {limit}; try again later") from error
        except httpx2.DecodingError as error:
            raise SourceUnreadable(self._source, "was sent in a broken compression; try again later") from error
        except httpx2.ProtocolError as error:
            raise SourceUnreachable(self._source, "the server broke off or spoke no HTTP; try again later") from error
        except httpx2.InvalidURL as error:
            raise SourceRefused(self._source, "is not a valid address; check its spelling") from error
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise SourceUnreachable(self._source, _network_reason(error)) from error


def _robots_address(url: httpx2.URL) -> str:
    return str(url.copy_with(raw_path=b"/robots.txt", fragment=None))


def _network_reason(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate cannot be trusted ({cause.verify_message}); check the address"
        if isinstance(cause, ssl.SSLError):
            return "no secure connection could be made (TLS); check the address"
        cause = cause.__cause__ or cause.__context__  # the pool raises "from None", which keeps only the context
    return "the server could not be connected to; check the address and the connection"


def _content_type(response: httpx2.Response) -> tuple[str, str | None]:
    media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    return media_type, response.charset_encoding


def _kind(media_type: str, path: str) -> Kind | None:
    by_suffix = Kind.FEED if path.lower().endswith(".xml") else kind_of_name(path)
    if media_type in _VAGUE and by_suffix in _TOLD_BY_SUFFIX:
        return by_suffix
    return Kind.PAGE if media_type == "" else _KINDS.get(media_type)


def _shown(url: str) -> str:
    """The address as errors name it: without a password."""
    scheme, separator, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}"
