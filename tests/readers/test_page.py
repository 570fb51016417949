"""HTML: the report's words, and what the page says of itself."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceUnreadable
from reportedly.model.report import Report
from reportedly.readers.base import Content, ReadOptions
from reportedly.readers.page import read_page

URL = "https://www.test.example/world/2025/a?utm_source=feed"
BODY = """<p>GENEVA, Oct 30, 2025 (BSS/AFP) - The army said on Monday that over 500 people were killed,
<a href="https://paper.example/report">The Paper reported</a> on Wednesday, citing the ministry.</p>
<p>A spokesman told <em>reporters</em> that <b>11,000</b> troops <a href="/world/sent">were sent</a>.</p>"""


def read(html: str | bytes, url: str | None = URL, options: ReadOptions | None = None) -> Report:
    data = html.encode() if isinstance(html, str) else html
    return read_page(Content(source="page.html", data=data, url=url), options or ReadOptions())


def page(
    body: str = BODY, head: str = "", lang: str = "en-GB", title: str = "Army says 500 killed | The Daily Test"
) -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/world">World</a></nav>'
        f"<article><h1>Army says 500 killed</h1>{body}</article>"
        "<aside><p>Read more: other things going on in the world today, and yesterday, and tomorrow too.</p></aside>"
        "<footer><p>Copyright 2025 The Daily Test. All rights reserved.</p></footer></body></html>"
    )


def meta(**values: str) -> str:
    return "".join(f'<meta property="{name.replace("_", ":", 1)}" content="{value}">' for name, value in values.items())


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_text_is_the_title_a_blank_line_and_one_paragraph_a_line() -> None:
    report = read(page(head=meta(og_site_name="The Daily Test")))
    assert report.text == (
        "Army says 500 killed\n\n"
        "GENEVA, Oct 30, 2025 (BSS/AFP) - The army said on Monday that over 500 people were killed, "
        "The Paper reported on Wednesday, citing the ministry.\n"
        "A spokesman told reporters that 11,000 troops were sent."
    )
    assert report.title == "Army says 500 killed"
    assert report.dateline == "GENEVA, Oct 30, 2025 (BSS/AFP)"
    assert report.language == "en"


def test_headings_lists_quotes_and_tables_have_their_own_lines() -> None:
    more = (
        "<h2>Background</h2><ul><li>One <b>item</b></li><li>Two items</li></ul><blockquote><p>“We will,” he said.</p>"
    )
    more += "</blockquote><table><tr><td>killed</td><td>500</td></tr></table>"
    assert read(page(BODY + more)).text.split("\n")[4:] == [
        "Background",
        "One item",
        "Two items",
        "“We will,” he said.",
        "killed | 500",
    ]


def test_links_of_the_report_are_kept_and_those_of_menus_are_not() -> None:
    links = read(page()).links
    assert [(link.url, link.words) for link in links] == [
        ("https://paper.example/report", "The Paper reported"),
        ("https://www.test.example/world/sent", "were sent"),
    ]


def test_links_that_lead_nowhere_are_left_out() -> None:
    dead = ["#note", "javascript:x()", "mailto:a@b.example", "http://[bad", URL + "#top"]
    anchors = "".join(f'<a href="{target}">the words</a> and ' for target in dead)
    again = '<a href="https://paper.example/report">The Paper reported</a>'
    body = BODY + f'<p>See for more of this: {anchors} <a href="/ok"></a> and {again}.</p>'
    assert len(read(page(body)).links) == 2


def test_captions_stand_behind_the_body_once() -> None:
    figure = (
        "<figure><img src=a.jpg><figcaption>A soldier stands in the ruined port on Monday. {}</figcaption></figure>"
    )
    credit = "<figure><img src=b.jpg><figcaption>Photo: AFP</figcaption></figure>"
    report = read(page(figure.format("Photo: AFP") + BODY + figure.format("Photo: AFP") + credit))
    assert report.dateline == "GENEVA, Oct 30, 2025 (BSS/AFP)"
    assert report.text.count("A soldier stands in the ruined port") == 1
    assert report.text.endswith("\nA soldier stands in the ruined port on Monday. Photo: AFP")


def test_captions_of_other_reports_are_left_out() -> None:
    aside = "<aside><figure><figcaption>Another story altogether, far away from here.</figcaption></figure></aside>"
    assert "Another story" not in read(page(BODY + aside)).text


def test_linked_data_in_a_graph_is_read_through_its_references() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Site"},
            {"@type": "Person", "@id": "#ann", "name": "Ann Author"},
            {
                "@type": ["NewsArticle", "Thing"],
                "headline": "Army says 500 killed &amp; more",
                "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Ben Byline"}],
                "publisher": {"@id": "#daily"},
                "datePublished": "2025-10-30T08:15:00+01:00",
            },
            {"@type": "NewsMediaOrganization", "@id": "#daily", "name": "The Daily Test"},
        ],
    }
    report = read(page(head=linked(graph)))
    assert report.title == "Army says 500 killed & more"
    assert report.byline == "Ann Author, Ben Byline"
    assert report.outlet == "The Daily Test"
    assert report.published == datetime(2025, 10, 30, 8, 15, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    "broken", ["{", "[]", "null", "5", '"x"', "[" * 50_000, '{"@graph": 5}', '{"@type": 7}', "<!-- -->", ""]
)
def test_broken_linked_data_is_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>' + linked(
        {"@type": "Article", "author": "Ann Author"}
    )
    assert read(page(head=head)).byline == "Ann Author"


@pytest.mark.parametrize(
    "node",
    [
        {"author": 5, "publisher": [], "headline": {}, "datePublished": [], "mainEntityOfPage": 7, "articleBody": 1},
        {"author": [None, {"name": None}], "publisher": {"@id": "#gone"}, "headline": [], "url": {"@id": 1}},
        {"author": {"@id": []}, "headline": None, "mainEntityOfPage": {"@id": 5}},
    ],
)
def test_linked_data_of_odd_types_does_no_harm(node: dict[str, object]) -> None:
    assert read(page(head=linked({"@type": "NewsArticle", **node}))).title == "Army says 500 killed"


def test_canonical_comes_before_og_url() -> None:
    head = '<link rel="canonical" href="/world/2025/a">' + meta(og_url="https://www.test.example/og")
    report = read(page(head=head))
    assert report.canonical_url == "https://www.test.example/world/2025/a"
    assert report.url == URL


def test_a_canonical_address_that_is_the_front_page_is_passed_over() -> None:
    head = '<link rel="canonical" href="https://www.test.example/">' + meta(og_url="https://www.test.example/og")
    assert read(page(head=head)).canonical_url == "https://www.test.example/og"


def test_a_saved_page_is_known_by_its_canonical_address() -> None:
    report = read(page(head='<link rel="canonical" href="https://www.test.example/world/2025/a">'), url=None)
    assert report.url == "https://www.test.example/world/2025/a"
    assert report.id == read(page(), url=report.url).id
    assert report.outlet == "test.example"


def test_a_relative_canonical_of_a_saved_page_tells_nothing() -> None:
    assert read(page(head='<link rel="canonical" href="/world/2025/a">'), url=None).canonical_url is None


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (meta(article_published_time="2025-10-30T08:15:00Z"), datetime(2025, 10, 30, 8, 15, tzinfo=UTC)),
        (meta(article_published_time="2025-10-30"), date(2025, 10, 30)),
        (meta(article_published_time="soon") + '<meta name="date" content="2025-10-30">', date(2025, 10, 30)),
        (meta(article_modified_time="2025-11-30"), None),
    ],
)
def test_publication_keeps_its_precision(head: str, published: date | None) -> None:
    body = "<p>The army said on Monday that over 500 people were killed, The Paper reported on Wednesday.</p>"
    report = read(page(body, head), url="https://www.test.example/a")
    if published is None:
        assert not isinstance(report.published, datetime)
    else:
        assert report.published == published
        assert type(report.published) is type(published)


def test_a_visible_time_is_a_date_of_publication() -> None:
    body = '<time datetime="2025-10-30T08:15:00Z">Thursday</time>' + BODY
    assert read(page(body)).published == datetime(2025, 10, 30, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ('<p class="byline">By Jane Doe and John Roe</p>', "Jane Doe and John Roe"),
        ('<span class="article-byline">BY JANE DOE</span>', "JANE DOE"),
        ('<a rel="author" href="/jane">Jane Doe</a>', "Jane Doe"),
        ('<span itemprop="author"><span itemprop="name">Jane Doe</span></span>', "Jane Doe"),
        ('<div class="author">Written by: Jane Doe</div>', "Jane Doe"),
    ],
)
def test_visible_bylines_are_read(markup: str, byline: str) -> None:
    assert read(page(markup + BODY)).byline == byline


def test_a_sitename_that_is_the_headline_is_no_outlet() -> None:
    assert read(page(head=meta(og_site_name="Army says 500 killed"))).outlet == "test.example"


def test_options_come_first() -> None:
    options = ReadOptions(outlet="Mine", published=date(2020, 1, 1))
    report = read(page(head=meta(og_site_name="The Daily Test", article_published_time="2025-10-30")), options=options)
    assert (report.outlet, report.published) == ("Mine", date(2020, 1, 1))


@pytest.mark.parametrize("title", ["Army: 500 - 600 killed", "Iran | Israel talks end", "Talks end - for now"])
def test_only_the_outlet_s_name_is_cut_off_the_title(title: str) -> None:
    html = page(title=f"{title} | The Daily Test", head=meta(og_site_name="The Daily Test")).replace("h1>", "h5>")
    assert read(html).title == title


@pytest.mark.parametrize(
    ("lang", "language"), [("en", "en"), ("EN_us", "en"), ("uk", "uk"), ("", "en"), ("x-klingon", "en")]
)
def test_the_language_is_the_page_s_or_english(lang: str, language: str) -> None:
    assert read(page(lang=lang)).language == language


def test_a_page_of_line_breaks_has_one_paragraph_a_line() -> None:
    html = """<html><body><div id=top><a href="/x">Sign in</a></div><div class="content"><h1>Ministry: 300 hurt</h1>
    <div class="txt">KYIV (Wire) — The ministry said 300 were wounded in a strike on Tuesday.<br><br>It did not name a
    source, <a href="http://w.example/2">The Paper reported</a> on Wednesday evening.</div></div>
    <div class="related"><h3>Related</h3><ul><li><a href="/1">Other story one here</a></li></ul></div></body></html>"""
    report = read(html)
    assert report.text == (
        "Ministry: 300 hurt\n\nKYIV (Wire) — The ministry said 300 were wounded in a strike on Tuesday.\n"
        "It did not name a source, The Paper reported on Wednesday evening."
    )
    assert [link.words for link in report.links] == ["The Paper reported"]


def test_a_short_page_is_read() -> None:
    assert (
        read("<p>Five people died in the attack, police said.</p>").text
        == "Five people died in the attack, police said."
    )


def test_a_page_that_a_script_draws_is_read_from_its_linked_data() -> None:
    told = "The army said that ten people had died.\n" * 15
    head = linked({"@type": "NewsArticle", "headline": "Ten die", "articleBody": told})
    report = read(f"<html><head>{head}</head><body><div id=app></div><p>Please enable JavaScript.</p></body></html>")
    assert report.text == "Ten die\n\n" + told.strip()


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><script>draw()</script></body></html>",
        "<html></html>",
        "<!-- nothing -->",
        "<html><body><img src=a></body></html>",
    ],
)
def test_a_page_without_text_is_one_sentence(html: str) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        read(html)
    assert "\n" not in str(caught.value)


def test_the_charset_that_the_page_declares_is_used() -> None:
    html = page(
        "<p>Погибли десять человек, сообщило в среду министерство обороны страны.</p>", '<meta charset="windows-1251">'
    )
    assert "Погибли десять человек" in read(html.encode("cp1251")).text


def test_an_xml_declaration_does_no_harm() -> None:
    assert read('<?xml version="1.0" encoding="utf-8"?>' + page()).title == "Army says 500 killed"


def test_the_page_s_base_is_what_its_links_start_from() -> None:
    assert read(page(head='<base href="https://base.example/d/">')).links[1].url == "https://base.example/world/sent"


@given(st.text(st.sampled_from("<>/=\"' abp!-[]{}&;#\n")))
def test_no_markup_breaks_the_reader(html: str) -> None:
    with contextlib.suppress(SourceUnreadable):
        assert read(html).text.strip()


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- saved from url=(0035)https://news.test.example/world/a -->",
        "<!--\n Page saved with SingleFile \n url: https://news.test.example/world/a \n saved date: May 06 2031\n-->",
        "<!-- saved from url=(0035)https://news.test.example/world/a#top -->",
    ],
)
def test_a_saved_page_is_of_the_address_that_it_was_saved_from(mark: str) -> None:
    """The browser writes it into the file; relative links are of there."""
    words = "Ten people died in the harbour on Tuesday, the army said. " * 3
    body = f"<article><p>{words}<a href='/b'>More</a></p></article>"
    data = f"<!DOCTYPE html>\n{mark}\n<html><head><title>Ten die</title></head><body>{body}</body></html>".encode()
    report = read_page(Content(source="a.html", data=data), ReadOptions())
    assert (report.url or "").removesuffix("#top") == "https://news.test.example/world/a"
    assert report.outlet == "news.test.example"
    assert [link.url for link in report.links] == ["https://news.test.example/b"]


def test_where_it_was_fetched_counts_more_than_what_it_says() -> None:
    data = b"<!-- saved from url=(0014)https://other.example/x --><html><body><p>Ten people died.</p></body></html>"
    content = Content(source="a", data=data, url="https://news.test.example/a")
    assert read_page(content, ReadOptions()).url == "https://news.test.example/a"
