"""RSS and Atom: whole entries are reports as they stand, summaries are fetched, and nothing is lost in silence."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import SourceError, SourceNotFound, SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers import ReadOptions, read, read_stream
from reportedly.readers.base import Outcome
from tests.archives import address, item, long_body, page, rss
from tests.contracts.reader_contract import damages
from tests.readers.conftest import Site

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Ridge Times</title>
<link href="https://www.ridge.example/"/><updated>2031-05-06T07:08:09Z</updated><id>a</id>
<entry><title>Ridge 1 held</title><link href="/news/1"/><id>1</id><published>2031-05-05T10:00:00+02:00</published>
<updated>2031-05-06T07:08:09Z</updated><author><name>Ann Author</name></author>
<content type="html"><![CDATA[{long_body(1)}]]></content></entry></feed>""".encode()


def outcomes(data: bytes, name: str = "a.rss") -> list[Outcome]:
    return list(read_stream(io.BytesIO(data), name))


def test_a_whole_entry_is_a_report_with_what_the_feed_says_of_it() -> None:
    [report] = outcomes(rss([item(1, body=long_body(1))]))
    assert isinstance(report, Report)
    assert (report.title, report.url, report.outlet) == ("Ridge 1 held", address(1), "The River Post")
    assert report.byline == "Ann Author"
    assert report.published == datetime(2031, 5, 6, 1, 8, 9, tzinfo=UTC)
    assert report.text.startswith("Ridge 1 held\n\nSoldiers held ridge 1 through the night")
    assert "<" not in report.text
    assert report.text.count("Soldiers held ridge 1") == 12


def test_atom_is_read_and_its_links_are_of_its_site() -> None:
    [report] = outcomes(ATOM, "a.atom")
    assert isinstance(report, Report)
    assert (report.url, report.outlet) == ("https://www.ridge.example/news/1", "The Ridge Times")
    assert report.published is not None
    assert report.published.isoformat() == "2031-05-05T10:00:00+02:00"


def test_without_a_title_the_feed_goes_by_its_host() -> None:
    [report] = outcomes(rss([item(1, body=long_body(1))], title=""))
    assert isinstance(report, Report)
    assert report.outlet == "news.test.example"


def test_an_aggregator_names_whom_it_has_an_entry_from() -> None:
    one = item(1, body=long_body(1)).replace(
        "</item>", '<source url="https://other.example/rss">The Other Post</source></item>'
    )
    [report] = outcomes(rss([one]))
    assert isinstance(report, Report)
    assert report.outlet == "The Other Post"


def test_markup_in_a_title_is_not_part_of_it() -> None:
    one = item(1, body=long_body(1)).replace("Ridge 1 held", "&lt;b&gt;Ridge&lt;/b&gt; 1 held &amp;amp; lost")
    [report] = outcomes(rss([one]))
    assert isinstance(report, Report)
    assert report.title == "Ridge 1 held & lost"


def test_summaries_of_a_file_are_told_in_one_sentence_and_never_fetched(site: Site) -> None:
    link = site.page("/1", page(1))
    report, error = outcomes(rss([item(1, link=link), item(2, body=long_body(2)), item(3, link=link)]))
    assert isinstance(report, Report)
    assert isinstance(error, SourceUnreadable)
    assert "only summaries of 2 of its 3 reports" in str(error)
    assert site.seen == []


@pytest.mark.parametrize("ending", ["…", "[...]", "<a href='/1'>Read more</a>", "Continue reading »"])
def test_a_long_text_that_says_that_it_is_cut_is_a_summary(ending: str) -> None:
    [error] = outcomes(rss([item(1, body=f"{long_body(1)}<p>And then {ending}</p>")]))
    assert isinstance(error, SourceUnreadable)


def test_summaries_of_a_url_are_fetched_politely(site: Site) -> None:
    """Each page once, robots.txt once for all, and what robots.txt forbids is not."""
    site.page("/robots.txt", "User-agent: *\nDisallow: /secret", type="text/plain")
    links = [site.page("/1", page(1)), site.page("/secret", page(2)), site.url("/gone"), site.page("/3", page(3))]
    feed = rss(item(number, link=link) for number, link in enumerate(links, 1))
    url = site.page("/feed", feed, type="application/rss+xml")
    found = list(read(url, ReadOptions(allow_private=True, timeout_s=5, pause_s=0)))
    first, refused, gone, last = found
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert (first.title, last.title) == ("River 1 crossed", "River 3 crossed")
    assert first.published == datetime(2031, 5, 6, 1, 8, 9, tzinfo=UTC), "the page does not say; the feed does"
    assert "robots.txt" in str(refused)
    assert isinstance(gone, SourceNotFound)
    assert site.paths() == ["/robots.txt", "/feed", "/robots.txt", "/1", "/gone", "/3"]


def test_no_more_than_so_many_are_fetched_and_the_others_are_counted(site: Site) -> None:
    links = [site.page(f"/{number}", page(number)) for number in range(5)]
    url = site.page("/feed", rss(item(number, link=link) for number, link in enumerate(links)), type="text/xml")
    found = list(read(url, ReadOptions(allow_private=True, timeout_s=5, pause_s=0, max_listed=2)))
    assert [type(outcome) for outcome in found] == [Report, Report, SourceUnreadable]
    assert "3 more" in str(found[-1])


@pytest.mark.parametrize("type", ["application/rss+xml", "text/xml", "text/html", "text/plain", "application/xml"])
def test_servers_call_feeds_by_many_names(site: Site, type: str) -> None:  # noqa: A002 - as the header is called
    url = site.page("/feed", rss([item(1, body=long_body(1))]), type=type)
    [report] = read(url, ReadOptions(allow_private=True, timeout_s=5))
    assert isinstance(report, Report)
    assert report.outlet == "The River Post"
    assert report.retrieved is not None


@pytest.mark.parametrize("data", [rss([]), b"<rss>", b"<feed/>", b'<?xml version="1.0"?><rss version="2.0"></rss>'])
def test_a_feed_without_entries_is_one_sentence(data: bytes) -> None:
    [error] = outcomes(data)
    assert isinstance(error, SourceUnreadable)


def test_an_entity_reads_no_file_and_does_not_multiply(tmp_path: Path) -> None:
    """Neither the file that it points to nor ten thousand laughs come into a report."""
    (tmp_path / "secret").write_text("hidden words")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY l0 "ha">{laughs}]>'
    feed = rss([item(1, body=long_body(1)).replace("Ridge 1 held", "Held &x; &l8;")]).decode()
    for outcome in outcomes(feed.replace("<rss", doctype + "<rss", 1).encode()):
        words = outcome.text if isinstance(outcome, Report) else str(outcome)
        assert "hidden" not in words
        assert len(words) < 10_000


WHOLE = rss(item(number, body=long_body(number)) for number in range(1, 3))


@settings(max_examples=60, deadline=None)
@given(damages(WHOLE) | damages(ATOM) | st.binary().map(lambda some: b"<rss>" + some))
def test_no_feed_raises(data: bytes) -> None:
    for outcome in outcomes(data):
        assert isinstance(outcome, (Report, SourceError))
