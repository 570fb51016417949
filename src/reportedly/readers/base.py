"""What every reader shares: the options, the bytes that it is handed, and how its findings become a Report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from reportedly.errors import SourceError, SourceUnreadable
from reportedly.model.report import Link, Report, digest
from reportedly.readers.datelines import dateline_of

MIB = 1024**2
# What a news page or a long PDF takes is below a tenth of these; they keep one hostile source from filling memory.
DEFAULT_MAX_PAGE_BYTES = 20 * MIB
DEFAULT_MAX_FILE_BYTES = 50 * MIB
DEFAULT_TIMEOUT_S = 30.0
# A section's news of a week; whoever wants a whole site has it crawled into an archive.
DEFAULT_MAX_LISTED = 200
# What crawlers that mean to be polite wait where a site names no other pause.
DEFAULT_PAUSE_S = 1.0
# Longest first line that is taken for a heading: twice the longest headline of common news style (about 100 letters).
MAX_HEADING_CHARACTERS = 200
# Parameters that say where a reader came from, never which text is meant.
TRACKING_PREFIXES = ("utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "igshid=")
DEFAULT_PORTS = {"http": 80, "https": 443}

Outcome = Report | SourceError
END = "end"
"""The position of a source that has been read to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read. `published` and `outlet` override whatever the source says of itself.

    `timeout_s`: for one URL in all, robots.txt and redirects included. `max_file_bytes`: a file, stdin, or a PDF or an
    archive from a URL; `max_page_bytes`: any other answer of a server, one line of a .jsonl, one record of a web
    archive as it was sent and unpacked. `max_listed`: pages fetched because one feed or sitemap lists them, `pause_s`
    between two of one site. `allow_private`: also fetch from private, loopback and link-local addresses.
    """

    published: date | datetime | None = None
    outlet: str | None = None
    allow_private: bool = False
    timeout_s: float = DEFAULT_TIMEOUT_S
    max_file_bytes: int = DEFAULT_MAX_FILE_BYTES
    max_page_bytes: int = DEFAULT_MAX_PAGE_BYTES
    max_listed: int = DEFAULT_MAX_LISTED
    pause_s: float = DEFAULT_PAUSE_S

    def __post_init__(self) -> None:
        if isinstance(self.published, datetime) and self.published.tzinfo is None:
            raise ValueError("published needs a time zone where it has a time; give a date where only the day is known")
        if self.timeout_s <= 0 or self.max_file_bytes <= 0 or self.max_page_bytes <= 0:
            raise ValueError("timeout_s, max_file_bytes and max_page_bytes must be above zero")
        if self.max_listed < 0 or self.pause_s < 0:
            raise ValueError("max_listed and pause_s must not be below zero")


class Kind(StrEnum):
    """What some bytes hold, and so which reader takes them: one report, or (below LINES) a container of several."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PAGE = "page"
    PDF = "pdf"
    LINES = "lines"
    WARC = "warc"
    WACZ = "wacz"
    GZIP = "gzip"
    ZSTD = "zstd"
    FEED = "feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Bytes that were had. `source`: as errors name it. `url`, `charset`, `retrieved`: only for what was fetched.
    `published`: as what led here (a feed, a sitemap) tells it, for a page that does not say so itself."""

    source: str
    data: bytes
    url: str | None = None
    charset: str | None = None
    retrieved: datetime | None = None
    published: date | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How far a source has been read. `source`: the file's whole path, or what was named; `fingerprint`: another one
    once the file has changed, empty where a source cannot be gone on with (stdin, a URL); `position`: how far, END once
    it is whole; `done`, `total`: bytes of it, `total` None where nobody knows."""

    source: str
    fingerprint: str = ""
    position: str = END
    done: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What holds one report, had but not yet understood: cheap to make, and a plain value that another process may
    parse. None in `given`: nothing more, only a further `place`. `place`: where its source stands after it."""

    place: Place
    given: Content | SourceError | None
    kind: Kind | None = None


Reached = Callable[[str, str], str | None]
"""The position reached earlier in the source of this name and fingerprint; None where it is to be read from its
beginning."""


class Reader(Protocol):
    """One kind of bytes to one Report. Raises SourceUnreadable or SourceTooLarge; never returns an empty report."""

    def __call__(self, content: Content, options: ReadOptions, /) -> Report: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a reader learned of a report beside its text; None is not stated."""

    id: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: date | datetime | None = None
    retrieved: datetime | None = None
    language: str | None = None
    links: tuple[Link, ...] = ()


def report_of(text: str, facts: Facts, source: str, options: ReadOptions) -> Report:
    """The Report of a text and what is known of it. Raises SourceUnreadable where the text is blank."""
    if not text.strip():
        raise SourceUnreadable(source, "holds no text; give a source that does")
    if not _is_whole(text):
        raise SourceUnreadable(source, "holds half of a character (a lone surrogate); mend the text's escapes")
    facts = _whole(facts)
    outlet = options.outlet or facts.outlet or _domain(facts.canonical_url or facts.url)
    return Report(
        id=facts.id or report_id(text, facts.url, facts.canonical_url),
        text=text,
        url=facts.url,
        canonical_url=facts.canonical_url,
        outlet=outlet,
        title=facts.title,
        byline=facts.byline,
        dateline=facts.dateline or dateline_of(body_of(text, facts.title)),
        published=options.published or facts.published,
        retrieved=facts.retrieved,
        language=facts.language or "en",
        links=facts.links,
    )


def report_id(text: str, url: str | None, canonical_url: str | None) -> str:
    """The report's name through its versions: by canonical URL where that is on the same site, else URL, else text.

    A copy on another site keeps its own name: it is another outlet's report, though its canonical URL is the agency's.
    """
    if canonical_url and (url is None or same_site(url, canonical_url)):
        return digest(plain_url(canonical_url))
    return digest(plain_url(url)) if url else digest(text)


def plain_url(url: str) -> str:
    """The URL without what does not change the page: case of the host, default port, fragment, tracking parameters."""
    parts = _split(url)
    if parts is None or not parts.hostname:
        return url
    host = parts.hostname
    port = _port(parts)
    if port is not None and port != DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    query = "&".join(p for p in parts.query.split("&") if p and not p.lower().startswith(TRACKING_PREFIXES))
    return SplitResult(parts.scheme, host, parts.path or "/", query, "").geturl()


def same_site(url: str, other: str) -> bool:
    """Whether one host is the other, or a name below it; www., m. and amp. do not count."""
    first, second = _domain(url), _domain(other)
    if first is None or second is None:
        return False
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def heading_of(text: str) -> str | None:
    """The first line, where it stands alone over a blank line and does not read as a sentence."""
    lines = iter(text.split("\n"))
    first = next((line.strip() for line in lines if line.strip()), "")
    blank_below = not next(lines, "x").strip()
    is_heading = first and blank_below and len(first) <= MAX_HEADING_CHARACTERS and not first.endswith((".", ",", ";"))
    return first if is_heading and any(line.strip() for line in lines) else None


def body_of(text: str, title: str | None) -> str:
    """The text after its title line, if it starts with one."""
    stripped = text.lstrip()
    if title and same_words(stripped.split("\n", 1)[0], title):
        return stripped.partition("\n")[2].lstrip()
    return stripped


def with_title(title: str | None, body: str) -> str:
    """The title line, a blank line, the body; a body that already begins with the title does not get it twice."""
    if not title:
        return body
    return f"{title}\n\n{body_of(body, title)}".rstrip()


def same_words(line: str, other: str) -> bool:
    """Whether two lines differ at most in case, spaces and punctuation."""
    return _words(line) == _words(other)


def printable(source: str) -> str:
    """A source's name on one line of any terminal: control characters, and bytes that are not UTF-8, as escapes."""
    whole = source.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in whole)


def first_known(*values: str | None) -> str | None:
    """The first value that holds more than spaces, trimmed."""
    return next(_trimmed(values), None)


def _is_whole(words: str) -> bool:
    """Whether it can be written as UTF-8: JSON and YAML can escape one half of a pair."""
    return words.isascii() or not any("\ud800" <= character <= "\udfff" for character in words)


def _whole(facts: Facts) -> Facts:
    """The facts with U+FFFD for what cannot be written as UTF-8: such a title is no reason to lose the report."""
    links = tuple(link for link in facts.links if _is_whole(link.url + link.words))
    broken = {
        field.name: value.encode("utf-8", "replace").decode("utf-8")
        for field in fields(facts)
        if isinstance(value := getattr(facts, field.name), str) and not _is_whole(value)
    }
    return replace(facts, links=links, **broken)  # type: ignore[arg-type]  # only the fields that hold strings


def _trimmed(values: tuple[str | None, ...]) -> Iterator[str]:
    return (value.strip() for value in values if value and value.strip())


def _words(line: str) -> str:
    return "".join(character for character in line.casefold() if character.isalnum())


def _domain(url: str | None) -> str | None:
    parts = _split(url) if url else None
    host = parts.hostname if parts else None
    if not host:
        return None
    for prefix in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(prefix)
    return host


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None
