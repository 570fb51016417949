"""Reports and the spans that point into them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """`start`, `end`: offsets in Unicode code points into `Report.text`; `text[start:end]` is the words themselves."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words this span points to."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def distance(self, other: Span) -> int:
        """Characters between the two; 0 where they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)


def covering(spans: tuple[Span, ...]) -> Span:
    """The smallest span that holds all of `spans`; raises ValueError where there is none."""
    return Span(start=min(s.start for s in spans), end=max(s.end for s in spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An outgoing link of a page: where it leads, and the words that carried it."""

    url: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One version of one published text.

    `text` is the whole that is read: the title line first, then the paragraphs, one a line; it is never rewritten.
    `id` names the report through its versions: by URL, else by its text. `published` keeps the precision it was
    given in: a `date` where only the day is known, an aware `datetime` where the time is.
    """

    id: str
    text: str
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: date | datetime | None = None
    retrieved: datetime | None = None
    language: str = "en"
    links: tuple[Link, ...] = ()
    version: int = 1

    @property
    def sha256(self) -> str:
        """Digest of the text, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def published_day(self) -> date | None:
        """The day of publication, whatever the precision."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


def digest(*parts: str, length: int = 16) -> str:
    """A short stable name for some strings: the first `length` hexadecimal digits of their SHA-256."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:length]
