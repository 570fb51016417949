"""Pages that a feed or a sitemap lists, fetched as politely as by hand: one after the other, and not too many."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

from reportedly.errors import SourceError, SourceUnreadable
from reportedly.readers.base import Content, Kind, ReadOptions
from reportedly.readers.sniffing import sniffed

# A pause that a site asks for counts up to here; with more, a feed of fifty entries would take an hour.
MAX_PAUSE_S = 30.0
_OF_ONE_REPORT = frozenset({Kind.PAGE, Kind.TEXT, Kind.MARKDOWN, Kind.PDF})


class Visitor:
    """Fetches pages for one feed or sitemap: robots.txt is asked for once a site, and there is a pause between two."""

    def __init__(self, options: ReadOptions) -> None:
        from reportedly.readers.web import Robots

        self._options = options
        self._robots: Robots = {}
        self._last_s: dict[str, float] = {}
        self.left = options.max_listed
        """How many more may be fetched."""

    def page(
        self, url: str, published: date | datetime | None = None
    ) -> tuple[Content, Kind] | tuple[SourceError, None]:
        """What is at `url`, or why it was not had. `published`: for a page that does not say so itself."""
        self.left -= 1
        try:
            content, kind = self._fetched(url)
        except SourceError as error:
            return error, None
        if kind not in _OF_ONE_REPORT:
            reason = "is listed as a page and holds no single report; give it as a source of its own"
            return SourceUnreadable(content.source, reason), None
        return replace(content, published=published), kind

    def listing(self, url: str) -> Content:
        """A further sitemap at `url`. Raises SourceError."""
        return self._fetched(url)[0]

    def _fetched(self, url: str) -> tuple[Content, Kind]:
        from reportedly.readers.web import crawl_delay_s, fetch

        host = _host(url)
        pause_s = max(self._options.pause_s, min(MAX_PAUSE_S, crawl_delay_s(url, self._robots)))
        wait_s = self._last_s.get(host, -MAX_PAUSE_S) + pause_s - time.monotonic()
        if wait_s > 0:
            time.sleep(wait_s)
        try:
            fetched = fetch(url, self._options, robots=self._robots)
        finally:
            self._last_s[host] = time.monotonic()
        kind = sniffed(fetched.content.data, fetched.kind) or fetched.kind
        return fetched.content, kind


def told_left(count: int, source: str, options: ReadOptions) -> Iterator[SourceError]:
    """The sentence for what was not fetched any more."""
    if count > 0:
        pages = f"{options.max_listed:,} pages were fetched"
        reason = f"lists {count:,} more than may be fetched at once: {pages}; read it again later or give the others"
        yield SourceUnreadable(source, reason)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
