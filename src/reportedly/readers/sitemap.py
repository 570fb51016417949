"""Sitemaps (sitemaps.org 0.9, Google's news extension): the pages that a site lists of itself, the newest first.

A position is the number of listed pages that are done.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from lxml import etree

from reportedly.errors import SourceError, SourceTooLarge, SourceUnreadable
from reportedly.readers.base import Content, Kind, Place, ReadOptions, Record, printable, same_site
from reportedly.readers.dates import parse_published
from reportedly.readers.listed import Visitor, told_left
from reportedly.readers.sniffing import sniffed

# An index lists sitemaps and, by the standard, no further index; some sites have one level more.
MAX_DEPTH = 3
# Sitemaps fetched of one index, newest first: a large site has one a month for decades.
MAX_SITEMAPS = 20
# The standard's own limits: pages of one sitemap, and its bytes.
MAX_PAGES = 50_000
_OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One address that a sitemap lists. `changed`: its lastmod; `published`: of a news sitemap."""

    url: str
    is_sitemap: bool = False
    changed: date | datetime | None = None
    published: date | datetime | None = None


def sitemap_records(content: Content, place: Place, options: ReadOptions, after: str | None = None) -> Iterator[Record]:
    """A record for each page that is fetched, the newest of each sitemap first, or the SourceError in its place.

    Only pages of one site are: the sitemap's own, or for a file the first page's. `after`: the position to go on from.
    """
    passed = int(after or 0)
    visitor = Visitor(options)
    left = strangers = number = 0
    home = content.url
    for listed in _pages(content, visitor):
        if isinstance(listed, SourceError):
            yield Record(place=replace(place, position=str(number), done=0), given=listed)
            continue
        home = home or listed.url
        if not same_site(home, listed.url):
            strangers += 1
            continue
        number += 1
        if number <= passed:
            continue
        if visitor.left <= 0:
            left += 1
            continue
        given, kind = visitor.page(listed.url, listed.published)
        yield Record(place=replace(place, position=str(number), done=0), given=given, kind=kind)
    if strangers:
        reason = f"lists {strangers:,} pages of other sites, which were not fetched; give a sitemap of theirs"
        yield Record(place=place, given=SourceUnreadable(content.source, reason))
    elif not number:
        yield Record(
            place=place, given=SourceUnreadable(content.source, "is a sitemap that lists no page; give another")
        )
    for error in told_left(left, content.source, options):
        yield Record(place=place, given=error)


def listed_in(data: bytes, source: str) -> list[Listed]:
    """What a sitemap lists, newest first. No entity is expanded and nothing is fetched. Raises SourceUnreadable."""
    found: list[Listed] = []
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            if _local(element) not in ("url", "sitemap"):
                continue
            listed = _listed(element)
            if listed is not None:
                found.append(listed)
            element.clear()
            if len(found) > MAX_PAGES:
                raise SourceTooLarge(source, f"lists more than {MAX_PAGES:,} pages, against the standard; split it")
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceUnreadable(source, "is a sitemap that is no XML; fetch or save it anew") from error
    return sorted(found, key=_newest, reverse=True)


def _pages(content: Content, visitor: Visitor) -> Iterator[Listed | SourceError]:
    """The pages of a sitemap, and of those that an index lists, which are fetched when it is their turn."""
    waiting: list[tuple[Listed | None, int]] = [(None, 1)]
    seen: set[str] = set()
    fetched = 0
    while waiting:
        listed, depth = waiting.pop(0)
        if listed is not None and visitor.left <= 0:
            break
        try:
            sitemap = content if listed is None else _sitemap(visitor.listing(listed.url))
            entries = listed_in(sitemap.data, sitemap.source)
        except SourceError as error:
            if listed is None:
                raise
            yield error
            continue
        home = content.url or (entries[0].url if entries else None)
        for entry in entries:
            if entry.url in seen:
                continue
            seen.add(entry.url)
            if not entry.is_sitemap:
                yield entry
            elif (
                depth < MAX_DEPTH
                and fetched < MAX_SITEMAPS
                and visitor.left > 0
                and home
                and same_site(home, entry.url)
            ):
                fetched += 1
                waiting.append((entry, depth + 1))


def _sitemap(content: Content) -> Content:
    """The sitemap that was fetched, unpacked. Raises SourceError."""
    kind = sniffed(content.data, None)
    if kind is Kind.GZIP:
        from reportedly.readers.unpacking import unpacked

        most = 50 * 1024 * 1024
        data = unpacked(io.BytesIO(content.data), kind, content.source).read(most + 1)
        if len(data) > most:
            raise SourceTooLarge(content.source, f"unpacks to more than {most:,} bytes, against the standard; split it")
        content, kind = replace(content, data=data), sniffed(data, None)
    if kind is not Kind.SITEMAP:
        raise SourceUnreadable(content.source, "is listed as a sitemap and is none; tell the site")
    return content


def _listed(element: etree._Element) -> Listed | None:
    values: dict[str, str] = {}
    for child in element.iter():
        name = _local(child)
        # A picture or a video of the page has an address of its own.
        if name == "loc" and child.getparent() is not element:
            continue
        if name in ("loc", "lastmod", "publication_date") and (child.text or "").strip():
            values.setdefault(name, (child.text or "").strip())
    url = values.get("loc", "")
    if not url.lower().startswith(("http://", "https://")):
        return None
    return Listed(
        url=printable(url),
        is_sitemap=_local(element) == "sitemap",
        changed=parse_published(values.get("lastmod", "")),
        published=parse_published(values.get("publication_date", "")),
    )


def _newest(listed: Listed) -> datetime:
    """When it was published, else changed; what does not say stands last, in the order of the sitemap."""
    moment = listed.published or listed.changed
    if moment is None:
        return _OLDEST
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), UTC)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
