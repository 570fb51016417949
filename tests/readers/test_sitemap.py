"""Sitemaps: the pages of one site, newest first, fetched politely, and never more than asked."""

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import SourceError, SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers import ReadOptions, read, read_stream
from reportedly.readers.base import Outcome
from reportedly.readers.sitemap import listed_in
from tests.archives import page, sitemap
from tests.contracts.reader_contract import damages
from tests.readers.conftest import Site

OPTIONS = ReadOptions(allow_private=True, timeout_s=5, pause_s=0)


def titles(found: list[Outcome]) -> list[str | None]:
    return [outcome.title for outcome in found if isinstance(outcome, Report)]


def pages(site: Site, count: int) -> list[tuple[str, str | None]]:
    return [(site.page(f"/{n}", page(n)), f"2031-05-0{n + 1}") for n in range(count)]


def test_the_pages_of_a_sitemap_are_read_newest_first(site: Site) -> None:
    url = site.page("/sitemap.xml", sitemap(pages(site, 3)), type="application/xml")
    assert titles(list(read(url, OPTIONS))) == ["River 2 crossed", "River 1 crossed", "River 0 crossed"]


def test_a_sitemap_in_a_file_is_the_same(site: Site, tmp_path: Path) -> None:
    for name, data in (("a.xml", sitemap(pages(site, 2))), ("a.xml.gz", gzip.compress(sitemap(pages(site, 2))))):
        (tmp_path / name).write_bytes(data)
        assert titles(list(read(str(tmp_path / name), OPTIONS))) == ["River 1 crossed", "River 0 crossed"]


def test_in_a_folder_a_sitemap_is_passed_over(site: Site, tmp_path: Path) -> None:
    """Whoever reads a folder wants what is in it, not what is on the network."""
    (tmp_path / "sitemap.xml").write_bytes(sitemap(pages(site, 2)))
    (tmp_path / "a.txt").write_text("Ten people died.")
    assert len(list(read(str(tmp_path), OPTIONS))) == 1
    assert site.seen == []


def test_a_packed_sitemap_is_unpacked_whatever_the_server_calls_it(site: Site) -> None:
    for number, kind in enumerate(("application/gzip", "application/x-gzip", "application/octet-stream")):
        url = site.page(f"/{number}.xml.gz", gzip.compress(sitemap(pages(site, 1))), type=kind)
        assert titles(list(read(url, OPTIONS))) == ["River 0 crossed"]


def test_an_index_leads_to_its_sitemaps_newest_first(site: Site) -> None:
    old, new = pages(site, 2)
    inner = [
        (site.page("/old.xml", sitemap([old]), type="text/xml"), "2031-01-01"),
        (site.page("/new.xml.gz", gzip.compress(sitemap([new])), type="application/gzip"), "2031-06-01"),
    ]
    url = site.page("/index.xml", sitemap(inner, root="sitemapindex"), type="text/xml")
    assert titles(list(read(url, OPTIONS))) == ["River 1 crossed", "River 0 crossed"]


def test_an_index_of_itself_ends(site: Site) -> None:
    index = site.url("/index.xml")
    site.page("/index.xml", sitemap([(index, None)], root="sitemapindex"), type="text/xml")
    [error] = read(index, OPTIONS)
    assert isinstance(error, SourceUnreadable)
    assert site.paths().count("/index.xml") <= 3


def test_a_lost_sitemap_costs_itself(site: Site) -> None:
    inner = [(site.url("/gone.xml"), "2031-06-01"), (site.page("/a.xml", sitemap(pages(site, 1))), None)]
    url = site.page("/index.xml", sitemap(inner, root="sitemapindex"), type="text/xml")
    error, report = read(url, OPTIONS)
    assert isinstance(error, SourceError)
    assert isinstance(report, Report)


def test_a_news_sitemap_says_when_a_page_was_published(site: Site) -> None:
    """It holds for a page that does not say so itself."""
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
        f"<url><image:image><image:loc>{site.url('/picture.jpg')}</image:loc></image:image>"
        f"<loc>{site.page('/1', page(1))}</loc><news:news><news:publication_date>2031-04-03</news:publication_date>"
        "<news:title>River</news:title></news:news></url></urlset>"
    )
    [report] = read(site.page("/news.xml", news, type="text/xml"), OPTIONS)
    assert isinstance(report, Report)
    assert report.published == date(2031, 4, 3)
    assert report.url == site.url("/1")


def test_pages_of_other_sites_are_not_fetched(site: Site) -> None:
    url = site.page("/s.xml", sitemap([*pages(site, 1), ("https://other.example/a", None)]), type="text/xml")
    report, error = read(url, OPTIONS)
    assert isinstance(report, Report)
    assert "1 pages of other sites" in str(error)


def test_no_more_than_so_many_are_fetched(site: Site) -> None:
    url = site.page("/s.xml", sitemap(pages(site, 5)), type="text/xml")
    found = list(read(url, ReadOptions(allow_private=True, timeout_s=5, pause_s=0, max_listed=2)))
    assert titles(found) == ["River 4 crossed", "River 3 crossed"]
    assert "lists 3 more" in str(found[-1])
    assert len(found) == 3


def test_what_robots_txt_forbids_is_not_fetched(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /1", type="text/plain")
    url = site.page("/s.xml", sitemap(pages(site, 2)), type="text/xml")
    refused, report = read(url, OPTIONS)
    assert "robots.txt" in str(refused)
    assert isinstance(report, Report)
    assert "/1" not in site.paths()


def test_private_addresses_in_a_sitemap_are_refused() -> None:
    """A sitemap can name any address; each is vetted as if a person had given it."""
    data = sitemap([("http://127.0.0.1:1/a", None), ("http://127.0.0.1:1/b", None)])
    found = list(read_stream(io.BytesIO(data), "s.xml", ReadOptions(pause_s=0, timeout_s=2)))
    assert len(found) == 2
    assert all("not on the open internet" in str(error) for error in found)


@pytest.mark.parametrize("data", [sitemap([]), b"<urlset>", b"<urlset><url><loc>ftp://x/y</loc></url></urlset>"])
def test_a_sitemap_without_pages_is_one_sentence(data: bytes) -> None:
    [error] = read_stream(io.BytesIO(data), "s.xml")
    assert isinstance(error, SourceUnreadable)


def test_an_entity_reads_no_file_and_does_not_multiply(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY l0 "ha">{laughs}]>'
    rows = "".join(f"<url><loc>https://x.example/{name}</loc></url>" for name in ("a&x;", "b&l8;", "c"))
    found = listed_in(f"{doctype}<urlset>{rows}</urlset>".encode(), "s.xml")
    assert all("hidden" not in one.url and len(one.url) < 100 for one in found)


WHOLE = sitemap([(f"https://x.example/{number}", "2031-01-01") for number in range(5)])


@settings(max_examples=100, deadline=None)
@given(damages(WHOLE) | st.binary().map(lambda some: b"<urlset>" + some))
def test_no_sitemap_raises(data: bytes) -> None:
    for outcome in read_stream(io.BytesIO(data), "s.xml", ReadOptions(max_listed=0)):
        assert isinstance(outcome, (Report, SourceError))
