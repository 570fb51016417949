"""RSS and Atom: an entry with its whole text is a report; one with a summary only is fetched, where the feed was, too.

An entry becomes a small HTML page that says of itself what the feed says of it, so that its text goes the way of any
page. A position is the number of entries that are done.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from reportedly.errors import SourceUnreadable
from reportedly.readers.base import Content, Kind, Place, ReadOptions, Record, first_known, printable
from reportedly.readers.dates import parse_published
from reportedly.readers.listed import Visitor, told_left

# The longest teasers that feeds carry have about eighty words; what is shorter, and whole, is fetched for nothing.
MIN_WHOLE_WORDS = 100
# Fifty times what a feed shows at once.
MAX_ENTRIES = 5_000
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\b(?:read more|continue reading|read the full \w+)\b\W{0,3})\s*$", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What a feed says of one report. `body`: HTML, the whole text or a summary of it."""

    number: int
    title: str | None
    url: str | None
    outlet: str | None
    byline: str | None
    published: date | datetime | None
    body: str

    @property
    def is_whole(self) -> bool:
        words = _TAG.sub(" ", self.body)
        return len(words.split()) >= MIN_WHOLE_WORDS and not _CUT.search(words)


def feed_records(content: Content, place: Place, options: ReadOptions, after: str | None = None) -> Iterator[Record]:
    """A record for each entry that is a report, newest first as feeds are, or the SourceError in its place.

    Where only a summary is given and the feed came from a URL, the entry's page is fetched, up to `max_listed`; of a
    file's, one SourceError tells how many were passed over. `after`: the position to go on from.
    """
    entries = _entries(content)
    if not entries:
        raise SourceUnreadable(content.source, "is a feed without entries; give one that lists reports")
    visitor = Visitor(options)
    passed_over = sum(1 for entry in entries if not entry.is_whole and (content.url is None or entry.url is None))
    left = 0
    for entry in entries[int(after or 0) :]:
        done = place.total * entry.number // len(entries) if place.total else entry.number
        here = replace(place, position=str(entry.number), done=done)
        if entry.is_whole:
            yield Record(place=here, given=_page(entry, content), kind=Kind.PAGE)
        elif content.url is None or entry.url is None:
            continue
        elif visitor.left > 0:
            given, kind = visitor.page(entry.url, entry.published)
            yield Record(place=here, given=given, kind=kind)
        else:
            left += 1
    if passed_over:
        told = (
            f"gives only summaries of {passed_over:,} of its {len(entries):,} reports; give the feed's URL to have them"
        )
        yield Record(place=place, given=SourceUnreadable(content.source, told))
    for error in told_left(left, content.source, options):
        yield Record(place=place, given=error)


def _entries(content: Content) -> list[_Entry]:
    """The entries of a feed. Raises SourceUnreadable where it is none."""
    import feedparser

    headers = {"content-type": f"application/xml; charset={content.charset}"} if content.charset else {}
    try:
        # Never a name or a string: it would fetch or open it. The page reader takes care of addresses and of markup.
        parsed = feedparser.parse(
            io.BytesIO(content.data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError, AssertionError) as error:
        raise SourceUnreadable(content.source, "is a feed that cannot be read; fetch or save it anew") from error
    if not parsed.entries and not parsed.get("version"):
        raise SourceUnreadable(content.source, "is XML, but no feed, sitemap or page; give one of these")
    home = _address(parsed.feed.get("link"), content.url)
    outlet = first_known(_words(parsed.feed.get("title")), _host(home or content.url))
    found = parsed.entries[:MAX_ENTRIES]
    return [_entry(number, entry, outlet, home or content.url) for number, entry in enumerate(found, 1)]


def _entry(number: int, parsed: Any, outlet: str | None, base: str | None) -> _Entry:
    entry = dict(parsed)  # feedparser's own would give the day of publication for a missing one of change
    source = entry.get("source")
    bodies = [part.get("value") or "" for part in entry.get("content") or ()] + [entry.get("summary") or ""]
    return _Entry(
        number=number,
        title=_words(entry.get("title")),
        url=_address(entry.get("link"), base),
        # An aggregator names whom it has the entry from.
        outlet=first_known(_words(source.get("title")) if source else None, outlet),
        byline=_words(entry.get("author")),
        published=_moment(entry, "published") or _moment(entry, "updated"),
        body=max(bodies, key=len),
    )


def _page(entry: _Entry, feed: Content) -> Content:
    """The entry as a page."""
    published = entry.published.isoformat() if entry.published else None
    told = {"og:title": entry.title, "og:site_name": entry.outlet, "author": entry.byline}
    stated = {**told, "article:published_time": published}
    head = "".join(
        f'<meta property="{name}" content="{escape(value)}">' for name, value in stated.items() if value is not None
    )
    title = escape(entry.title or "")
    page = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article><h1>{title}</h1>\n{entry.body}</article></body></html>"
    )
    name = f"{feed.source}, {printable(entry.url[:300]) if entry.url else f'entry {entry.number}'}"
    return Content(
        source=name,
        data=page.encode("utf-8", "replace"),
        url=entry.url,
        charset="utf-8",
        retrieved=feed.retrieved,
    )


def _moment(entry: Mapping[str, Any], key: str) -> date | datetime | None:
    """As written, where we know the form; else as feedparser reads it, which is in UTC."""
    written = entry.get(key)
    known = parse_published(written) if isinstance(written, str) else None
    parsed = entry.get(f"{key}_parsed")
    if known is not None or parsed is None:
        return known
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _words(value: object) -> str | None:
    """The words of a title, in which some feeds put markup."""
    words = " ".join(_TAG.sub(" ", value).split()) if isinstance(value, str) else ""
    return words or None


def _address(value: object, base: str | None) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        address = urljoin(base or "", value.strip())
        return address if urlsplit(address).scheme in ("http", "https") and _host(address) else None
    except ValueError:
        return None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
