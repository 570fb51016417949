"""A made-up web archive: a WARC of N news pages as a crawler would have kept them, for measuring reading and adding.

    python -m benchmarks.archive --pages 20000 --out big.warc.gz [--seed N] [--plain]

About 500 words a page: paragraphs of the example reports with other figures and days, and sentences made of tables
(places, given names, verbs of saying), in the menus, related links and scripts of a news site. One page in twelve is a
near-copy of an earlier one under another host. Beside the pages stand what archives hold, too: requests, images,
revisits, missing pages, and broken records (a body that is not what its headers say, a cut compression). The same pages
and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import re
import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.knowledge.given_names import load_given_names
from reportedly.knowledge.places import load_places
from reportedly.readers import read

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports"
PAGES = 20_000
HOSTS = 400
WORDS_A_PAGE = 500
_FIRST_DAY = datetime(2031, 1, 1, 6, tzinfo=UTC)
_DAYS = 730
_SHARE_COPIED = 1 / 12
_SHARE_COMPRESSED = 0.5
_COPIED_FROM_LAST = 500
"""An agency's text is taken over within hours."""
# For each page one in so many of these stands beside it.
_REQUESTS, _IMAGES, _REVISITS, _MISSING, _BROKEN = 2, 5, 20, 25, 100
_SURNAMES = "Adarr Belos Corvin Dastan Ekwe Farro Galim Hadrin Ivorro Jelani Kestrel Lomax Marrun Nolde Orsay".split()
_ROLES = (
    *("health ministry spokesman", "regional governor", "army spokesman", "UN coordinator", "hospital director"),
    *("rebel commander", "defence ministry official", "aid worker", "mayor", "military analyst"),
)
_BODIES = (
    *("the Health Ministry", "the army", "the United Nations", "the rebels", "the Red Cross", "the police"),
    *("local officials", "witnesses", "the defence ministry", "a monitoring group"),
)
_EVENTS = (
    *("people were killed", "soldiers were wounded", "families were displaced", "drones were shot down"),
    *("troops were sent", "prisoners were taken", "civilians were injured", "shells were fired"),
)
_HEDGES = ("", "", "", "at least ", "more than ", "about ", "up to ", "reportedly ", "nearly ")
_SAYINGS = (
    "{hedge}{n:,} {event} in {place} on {day}, {body} said.",
    "{name}, the {role}, told reporters that {hedge}{n:,} {event} near {place}.",
    "“{hedge}{n:,} {event} in {place},” said {name}, {role}. “We do not know more.”",
    "According to {body}, {hedge}{n:,} {event} since {day}; {other} denied it.",
    "The {outlet}, citing {body}, reported that {hedge}{n:,} {event} around {place}.",
    "{body} did not say how many {event} in {place}, but {name} put it at {hedge}{n:,}.",
    "{body} expects that {hedge}{n:,} {event} before the end of the year, {name} said.",
)
_DULL = (
    "The road to {place} was closed for most of {day}, and shops did not open.",
    "Residents of {place} queued for water; the market was half empty.",
    "{name}, who has lived in {place} for years, was packing a car.",
    "Talks between the two sides are to go on in {place}, though nobody has named a day.",
    "It was not possible to check these accounts independently.",
    "The fighting in the hills beyond {place} began three years ago and has come and gone since.",
)
_SECTIONS = ("World", "Politics", "Business", "Science", "Sport", "Culture", "Opinion", "Weather", "Video", "Podcasts")
_MONTHS = "January February March April May June July August September October November December".split()
_DIGITS = re.compile(r"\b\d{1,3}(?:,\d{3})*\b(?!\s*%)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One page's own part. `host`: whose page it is, by number."""

    number: int
    host: int
    title: str
    paragraphs: tuple[str, ...]
    published: datetime

    @property
    def outlet(self) -> str:
        """The name that stands on the page."""
        return f"The {_SURNAMES[self.host % len(_SURNAMES)]} {('Post', 'Times', 'Gazette', 'Wire')[self.host % 4]}"

    @property
    def url(self) -> str:
        """Where it was had; no two are alike."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:60]
        return f"https://news{self.host}.example/{self.published:%Y/%m/%d}/{slug}-{self.number}"


class Stories:
    """Stories in the order of their days, `pages` of them."""

    def __init__(self, pages: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._pages = pages
        self._places = sorted(place.name for place in load_places().by_id.values() if place.kind == "city")
        self._names = sorted(name.capitalize() for name in load_given_names() if name.isalpha())
        self._examples = _example_paragraphs()
        self._last: deque[Story] = deque(maxlen=_COPIED_FROM_LAST)

    def __iter__(self) -> Iterator[Story]:
        for number in range(self._pages):
            moment = _FIRST_DAY + timedelta(days=_DAYS * number / self._pages)
            story = self._copied(number, moment) if self._wants_copy() else self._new(number, moment)
            self._last.append(story)
            yield story

    def _wants_copy(self) -> bool:
        return bool(self._last) and self._random.random() < _SHARE_COPIED

    def _copied(self, number: int, moment: datetime) -> Story:
        """An earlier story under another host, one paragraph gone and one figure in three changed."""
        told = self._random.choice(self._last)
        kept = list(told.paragraphs)
        kept.pop(self._random.randrange(len(kept)))
        place = self._random.randrange(len(kept))
        kept[place] = self._refigured(kept[place], share=1 / 3)
        host = (told.host + 1 + self._random.randrange(HOSTS - 1)) % HOSTS
        return replace(told, number=number, host=host, paragraphs=tuple(kept), published=moment)

    def _new(self, number: int, moment: datetime) -> Story:
        place = self._random.choice(self._places)
        paragraphs: list[str] = []
        words = 0
        while words < WORDS_A_PAGE:
            made = self._random.random() < 0.6
            paragraph = self._paragraph(place, moment) if made else self._refigured(self._random.choice(self._examples))
            paragraphs.append(paragraph)
            words += len(paragraph.split())
        title = f"{self._count():,} {self._random.choice(_EVENTS)} in {place}, {self._random.choice(_BODIES)} says"
        host = self._random.randrange(HOSTS)
        return Story(number=number, host=host, title=title, paragraphs=tuple(paragraphs), published=moment)

    def _paragraph(self, place: str, moment: datetime) -> str:
        forms = self._random.choices(_SAYINGS, k=2) + self._random.choices(_DULL, k=self._random.randrange(1, 3))
        self._random.shuffle(forms)
        return " ".join(self._sentence(form, place, moment) for form in forms)

    def _sentence(self, form: str, place: str, moment: datetime) -> str:
        day = moment - timedelta(days=self._random.randrange(6))
        sentence = form.format(
            n=self._count(),
            hedge=self._random.choice(_HEDGES),
            event=self._random.choice(_EVENTS),
            place=place if self._random.random() < 0.7 else self._random.choice(self._places),
            day=f"{_MONTHS[day.month - 1]} {day.day}",
            body=self._random.choice(_BODIES),
            other=self._random.choice(_BODIES),
            name=f"{self._random.choice(self._names)} {self._random.choice(_SURNAMES)}",
            role=self._random.choice(_ROLES),
            outlet=f"{self._random.choice(_SURNAMES)} Agency",
        )
        start = 1 if sentence.startswith("“") else 0
        return sentence[:start] + sentence[start : start + 1].upper() + sentence[start + 1 :]

    def _count(self) -> int:
        return min(900_000, max(2, int(self._random.lognormvariate(3.3, 1.9))))

    def _refigured(self, paragraph: str, share: float = 1.0) -> str:
        """The paragraph with other figures; a day of the month stays one."""

        def other(found: re.Match[str]) -> str:
            value = int(found[0].replace(",", ""))
            if value < 32 or self._random.random() >= share:
                return found[0]
            return f"{max(32, int(value * self._random.uniform(0.6, 1.6))):,}" if value > 2_100 else str(value + 1)

        return _DIGITS.sub(other, paragraph)


def page(story: Story, chance: random.Random) -> str:
    """The story as a news site shows it."""
    others = [f"{chance.choice(_BODIES).capitalize()} on {chance.choice(_SECTIONS).lower()}" for _ in range(8)]
    menu = "".join(f'<li class="nav-item"><a href="/{name.lower()}/">{name}</a></li>' for name in _SECTIONS)
    related = "".join(f'<li><a href="/related/{n}">{escape(words)}</a></li>' for n, words in enumerate(others))
    body = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in story.paragraphs)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "publisher": {"@type": "Organization", "name": story.outlet},
    }
    script = "".join(f"window.q{n}=window.q{n}||[];q{n}.push(['{chance.getrandbits(64):x}']);" for n in range(40))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(story.title)} | {escape(story.outlet)}</title>
<link rel="canonical" href="{story.url}"><meta property="og:site_name" content="{escape(story.outlet)}">
<meta property="article:published_time" content="{story.published.isoformat()}">
<script type="application/ld+json">{json.dumps(data)}</script>
<style>.nav-item{{display:inline-block;padding:0 8px}}.story p{{margin:0 0 1em;line-height:1.5}}</style>
<script>{script}</script></head>
<body><header class="site"><a href="/">{escape(story.outlet)}</a><nav><ul>{menu}</ul></nav></header>
<main><article class="story"><h1>{escape(story.title)}</h1>
<div class="meta"><time datetime="{story.published.isoformat()}">{story.published:%d %b %Y}</time></div>
{body}
</article><aside><h2>More on this</h2><ul>{related}</ul></aside></main>
<footer><p>All rights reserved.</p><ul>{menu}</ul></footer></body></html>
"""


class Archive:
    """Writes stories and what stands beside them as WARC records."""

    def __init__(self, out: io.BufferedIOBase, seed: int, *, compressed: bool) -> None:
        self._writer = WARCWriter(out, gzip=compressed, warc_version="WARC/1.1")
        self._random = random.Random(seed + 1)

    def write(self, story: Story) -> None:
        """The response of the page, and by chance what else a crawler kept around it."""
        chance, url, moment = self._random, story.url, story.published + timedelta(hours=2)
        if not chance.randrange(_REQUESTS):
            self._put("request", url, moment, b"", "GET / HTTP/1.1", [("Host", url.split("/")[2])])
        data = page(story, chance).encode()
        headers = [("Content-Type", "text/html; charset=utf-8")]
        if chance.random() < _SHARE_COMPRESSED:
            data = gzip.compress(data, 6, mtime=0)
            headers.append(("Content-Encoding", "gzip"))
        self._put("response", url, moment, data, "200 OK", headers)
        if not chance.randrange(_IMAGES):
            self._put(
                "response", url + ".jpg", moment, chance.randbytes(4_000), "200 OK", [("Content-Type", "image/jpeg")]
            )
        if not chance.randrange(_REVISITS):
            self._put("revisit", url, moment + timedelta(days=1), b"", "304 Not Modified", [])
        if not chance.randrange(_MISSING):
            gone = b"<html><body><p>There is nothing here.</p></body></html>"
            self._put("response", url + "/gone", moment, gone, "404 Not Found", headers[:1])
        if not chance.randrange(_BROKEN):
            cut = gzip.compress(data, 6, mtime=0)[:200]
            self._put("response", url + "/cut", moment, cut, "200 OK", [*headers[:1], ("Content-Encoding", "gzip")])

    def _put(
        self, kind: str, url: str, moment: datetime, data: bytes, status: str, headers: Sequence[tuple[str, str]]
    ) -> None:
        is_request = kind == "request"
        line = StatusAndHeaders(
            status, list(headers), is_http_request=is_request, protocol="" if is_request else "HTTP/1.1"
        )
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(data),
            length=len(data),
            http_headers=line,
            warc_headers_dict={
                "WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "WARC-Record-ID": f"<urn:uuid:{uuid.UUID(int=self._random.getrandbits(128), version=4)}>",
            },
        )
        self._writer.write_record(record)


def write_archive(path: Path, pages: int, seed: int = 7, *, compressed: bool = True) -> None:
    """A WARC of so many pages; what the same arguments give is the same."""
    with path.open("wb") as out:
        archive = Archive(out, seed, compressed=compressed)
        for story in Stories(pages, seed):
            archive.write(story)


def _example_paragraphs() -> tuple[str, ...]:
    found: list[str] = []
    for outcome in read(str(EXAMPLES)):
        assert not isinstance(outcome, Exception), outcome
        found += [line for line in outcome.text.split("\n") if len(line.split()) > 15]
    return tuple(found)


def main() -> None:
    """Write the archive and say what was written."""
    parser = argparse.ArgumentParser(description="Write a made-up web archive of news pages.")
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plain", action="store_true", help="without compression")
    asked = parser.parse_args()
    write_archive(asked.out, asked.pages, asked.seed, compressed=not asked.plain)
    print(f"{asked.pages:,} pages, {asked.out.stat().st_size / 2**20:,.1f} MiB in {asked.out}")


if __name__ == "__main__":
    main()
