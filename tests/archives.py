"""Web archives, feeds and sitemaps made by hand for tests, with pages that we wrote."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One record of a WARC."""

    url: str
    body: bytes
    status: str = "200 OK"
    kind: str = "response"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": HTML})
    warc_headers: dict[str, str] = field(default_factory=dict)


def page(number: int, words: int = 60) -> str:
    """A page with a text of its own."""
    body = f"Troops crossed river number {number} at dawn, the ministry said, and {number + 40} people fled. " * (
        words // 14 + 1
    )
    return (
        f"<!DOCTYPE html><html><head><title>River {number} crossed</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>River {number} crossed</h1><p>{body}</p></article><footer>All rights reserved.</footer>"
        "</body></html>"
    )


def address(number: int) -> str:
    """Where page `number` was had."""
    return f"https://news.test.example/{number}"


def kept(number: int) -> Kept:
    """The response that holds page `number`."""
    return Kept(url=address(number), body=page(number).encode())


def warc(records: Iterable[Kept], *, packed: bool = True) -> bytes:
    """A WARC as warcio writes it: packed, each record alone."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="WARC/1.1")
    for one in records:
        line = StatusAndHeaders(one.status, list(one.headers.items()), protocol="HTTP/1.1")
        stated = {
            "WARC-Date": "2031-05-06T07:08:09Z",
            "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        }
        writer.write_record(
            writer.create_warc_record(
                one.url,
                one.kind,
                payload=io.BytesIO(one.body),
                length=len(one.body),
                http_headers=line,
                warc_headers_dict={**stated, **one.warc_headers},
            )
        )
    return out.getvalue()


def raw_record(url: str, block: bytes, *, length: int | str | None = None, extra: str = "") -> bytes:
    """A response as bytes, with a length that need not be true."""
    told = len(block) if length is None else length
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-06T07:08:09Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\n{extra}Content-Length: {told}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def raw_page(number: int, *, length: int | str | None = None, extra: str = "") -> bytes:
    """The record of page `number`, not packed."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number).encode()
    return raw_record(address(number), block, length=length, extra=extra)


def packed(*records: bytes) -> bytes:
    """Each record a gzip member of its own."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def wacz(warcs: dict[str, bytes], *, method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip with these members and the list of a WACZ."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as opened:
        for name, data in warcs.items():
            opened.writestr(zipfile.ZipInfo(name), data, compress_type=method)
        opened.writestr(zipfile.ZipInfo("datapackage.json"), '{"profile": "data-package"}')
    return out.getvalue()


def long_body(number: int) -> str:
    """What a feed carries of a whole report: above a hundred words, as HTML."""
    said = f"Soldiers held ridge {number} through the night, a spokesman for the army said in the capital"
    return "".join(f"<p>{f'{said} on day {day}. ' * 3}</p>" for day in range(1, 5))


def rss(items: Iterable[str], *, title: str = "The River Post", link: str = "https://news.test.example/") -> bytes:
    """An RSS 2.0 feed of these items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>{link}</link><description>News</description>{''.join(items)}</channel></rss>"
    ).encode()


def item(number: int, *, body: str | None = None, link: str | None = None) -> str:
    """An item with its whole text, or with a summary only."""
    whole = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if body else ""
    return (
        f"<item><title>Ridge {number} held</title><link>{link or address(number)}</link>"
        f"<pubDate>Tue, 06 May 2031 0{number % 10}:08:09 GMT</pubDate><dc:creator>Ann Author</dc:creator>"
        f"<description>Soldiers held ridge {number}.</description>{whole}</item>"
    )


def sitemap(urls: Iterable[tuple[str, str | None]], *, root: str = "urlset") -> bytes:
    """A sitemap of addresses with the day of their last change; `root`: sitemapindex for one of sitemaps."""
    name = "sitemap" if root == "sitemapindex" else "url"
    rows = "".join(
        f"<{name}><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{name}>" for url, day in urls
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{rows}</{root}>"
    ).encode()
