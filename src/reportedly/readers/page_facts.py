"""What a page says of itself: JSON-LD (also in @graph), rel=canonical, og: and meta elements, visible bylines."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from reportedly.readers.base import first_known, same_words
from reportedly.readers.dates import parse_published

# schema.org types of a report; "NewsArticle", "ReportageNewsArticle" and their like by their ending.
_REPORT_TYPES = ("Article", "BlogPosting", "Report")
# Nodes looked at on one page: ten times the largest graph that news sites ship.
_MAX_NODES = 2_000
_BY = re.compile(r"\s*(?:(?:written|reported|words)\s+)?by[:\s]\s*", re.IGNORECASE)
# Above this a "byline" element holds a biography or a list of links.
_MAX_BYLINE_CHARACTERS = 120
_SEPARATORS = r"\s+(?:\||-|–|—|::?|·|•|»)\s+"
_VISIBLE_BYLINES = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//*[@rel='author']",
    "//*[self::p or self::div or self::span or self::address or self::a]"
    "[contains(concat(' ', normalize-space(@class), ' '), ' byline ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' author ')"
    " or contains(@class, 'byline') or contains(@class, 'author-name')]",
)

# What browsers and programs that save pages write at the head of the file: "saved from url=(0042)https://…" (the number
# counts its letters), "Page saved with SingleFile … url: https://…", "Mirrored from host/path by HTTrack".
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*|Mirrored from )(?P<url>[^\s<>\"]{4,2000})"
)
_SAVED_FROM_CHARACTERS = 4_096

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """`body`: the articleBody of the JSON-LD, for pages that draw their text with a script."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: date | datetime | None = None
    canonical_url: str | None = None
    language: str | None = None
    body: str | None = None


def page_facts(tree: Any, url: str | None) -> PageFacts:
    """The facts of a parsed page; `url`: where it was had, to resolve its relative addresses against."""
    nodes = _linked_data(tree)
    node = _report_node(nodes)
    meta = _meta(tree)
    outlet = first_known(meta.get("og:site_name"), _name(node.get("publisher"), nodes), meta.get("application-name"))
    stated = first_known(_text(node.get("headline")), meta.get("og:title"), meta.get("twitter:title"))
    heading = first_known(stated, _only(tree, "//h1"), _only(tree, "//title"))
    title = without_outlet(heading, outlet, url) if heading else None
    return PageFacts(
        title=title,
        # Some sites put the headline where their name belongs.
        outlet=None if outlet and title and same_words(outlet, title) else outlet,
        byline=first_known(_name(node.get("author"), nodes), _person(meta.get("author")), _visible_byline(tree)),
        published=_published(tree, node, meta),
        canonical_url=_canonical(tree, node, meta, url),
        language=_language(tree),
        body=_text(node.get("articleBody")),
    )


def saved_from(markup: str) -> str | None:
    """Where a page was had, as the program that saved it wrote into it."""
    found = _SAVED_FROM.search(markup[:_SAVED_FROM_CHARACTERS])
    if found is None:
        return None
    url = found["url"] if "://" in found["url"] else f"http://{found['url']}"
    return url if url.startswith(("http://", "https://")) and absolute_url(url, None) else None


def without_outlet(title: str, outlet: str | None, url: str | None) -> str:
    """The title without " | The Outlet" behind it, where the last part is the outlet's name or its host's."""
    head, separator, tail = _last_part(title)
    if not separator or not head:
        return title
    host = (urlsplit(url).hostname or "") if url else ""
    names = [outlet or "", host, host.removeprefix("www."), host.removeprefix("www.").split(".")[0]]
    return head if any(name and same_words(tail, name) for name in names) else title


def _last_part(title: str) -> tuple[str, str, str]:
    parts = list(re.finditer(_SEPARATORS, title))
    if not parts:
        return title, "", ""
    return title[: parts[-1].start()].strip(), parts[-1][0], title[parts[-1].end() :].strip()


def _meta(tree: Any) -> dict[str, str]:
    """The first value of each meta element, by its name or property in lower case."""
    values: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if key and content:
            values.setdefault(key, html.unescape(content))
    return values


def _linked_data(tree: Any) -> tuple[Node, ...]:
    """All nodes of the page's JSON-LD, outermost first; what is not JSON is passed over."""
    nodes: list[Node] = []
    for script in tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"):
        written = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", script.text or "")
        try:
            nodes += _nodes(json.loads(written, strict=False))
        except (ValueError, RecursionError):
            continue
    return tuple(nodes[:_MAX_NODES])


def _nodes(value: Any) -> Iterator[Node]:
    queue = deque([value])
    seen = 0
    while queue and seen < _MAX_NODES:
        item = queue.popleft()
        seen += 1
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            yield item
            queue += [inner for key, inner in item.items() if isinstance(inner, dict | list) and key != "@context"]


def _report_node(nodes: tuple[Node, ...]) -> Node:
    return next((node for node in nodes if any(t.endswith(_REPORT_TYPES) for t in _types(node))), {})


def _types(node: Node) -> tuple[str, ...]:
    types = node.get("@type")
    return tuple(t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str))


def _name(value: Any, nodes: tuple[Node, ...]) -> str | None:
    """The names of a person, an organisation or several, "A, B"; a bare @id is looked up among the page's nodes."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        named = item
        if isinstance(item, dict) and "name" not in item:
            named = next((node for node in nodes if node.get("@id") == item.get("@id") and "name" in node), {})
        name = _person(_text(named.get("name") if isinstance(named, dict) else named))
        if name and name not in names:
            names.append(name)
    return ", ".join(names) or None


def _person(words: str | None) -> str | None:
    """A byline without its "By"; None for an address, or for what is too long to be names."""
    plain = _BY.sub("", " ".join((words or "").split()), count=1).strip(" ,;|·•")
    if not plain or "://" in plain or len(plain) > _MAX_BYLINE_CHARACTERS or "{" in plain:
        return None
    return re.sub(r"\s*;\s*", ", ", plain)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _visible_byline(tree: Any) -> str | None:
    for path in _VISIBLE_BYLINES:
        for element in tree.xpath(path):
            if element.xpath("ancestor::aside or ancestor::footer or ancestor::nav"):
                continue
            name = _person(first_known(element.get("content"), element.text_content()))
            if name:
                return name
    return None


def _only(tree: Any, path: str) -> str | None:
    """The words of the one element at `path`; of several none is surely the report's."""
    found = [words for element in tree.xpath(path) if (words := " ".join(element.text_content().split()))]
    return found[0] if len(found) == 1 else None


def _published(tree: Any, node: Node, meta: Mapping[str, str]) -> date | datetime | None:
    """The first stated date that can be read. Dates of change are not dates of publication."""
    names = ("article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date")
    more = ("dc.date.issued", "dc.date", "dcterms.created", "date", "pubdate", "publish-date", "publishdate")
    visible = tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime") + tree.xpath(
        "//article//time/@datetime"
    )
    stated = [_text(node.get("datePublished")), *(meta.get(name) for name in (*names, *more)), *visible[:1]]
    return next((moment for words in stated if words and (moment := parse_published(words))), None)


def _canonical(tree: Any, node: Node, meta: Mapping[str, str], url: str | None) -> str | None:
    """rel=canonical, then og:url, then the JSON-LD's own; one that names a site's front page is a mistake."""
    rel = tree.xpath("//link[contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]/@href")
    entity = node.get("mainEntityOfPage")
    own = [node.get("url"), entity.get("@id") if isinstance(entity, dict) else entity]
    for stated in (*rel[:1], meta.get("og:url"), *own):
        absolute = absolute_url(stated, url) if isinstance(stated, str) else None
        if absolute and (urlsplit(absolute).path.strip("/") or urlsplit(absolute).query):
            return absolute
    return None


def absolute_url(stated: str, base: str | None) -> str | None:
    """An http(s) address, resolved against `base`; None for anything else."""
    try:
        joined = urljoin(base or "", stated.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.hostname else None


def _language(tree: Any) -> str | None:
    stated = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().lower()
    primary = re.split(r"[-_]", stated)[0]
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) else None
