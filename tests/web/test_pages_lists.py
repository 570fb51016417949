"""The lists: sorted by their headers, narrowed by facets, widened by chips, paged, and the address keeps it all."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from reportedly.web import lists
from tests.web.conftest import HOSTILE, Desk


def tree(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def cells(page: html.HtmlElement, column: int) -> list[str]:
    return [" ".join(row[column].text_content().split()) for row in page.xpath("//table[1]/tbody/tr")]


@pytest.mark.parametrize(
    ("path", "column", "first"),
    [
        ("/claims", 0, "descending"),
        ("/claims", 3, "descending"),
        ("/claims", 1, "ascending"),
        ("/claims", 2, "ascending"),
        ("/reports", 0, "ascending"),
        ("/reports", 3, "descending"),
        ("/search?q=soldiers", 1, "ascending"),
    ],
)
def test_a_header_sorts_and_then_turns_the_order(desk: Desk, path: str, column: int, first: str) -> None:
    page = tree(desk.client, path)
    (header,) = page.xpath(f"//thead//th[{column + 1}]")
    if header.get("aria-sort") is None:
        page = tree(desk.client, header.xpath("a/@href")[0])
    for expected in (first, {"ascending": "descending", "descending": "ascending"}[first]):
        (header,) = page.xpath(f"//thead//th[{column + 1}]")
        assert header.get("aria-sort") == expected
        assert len(page.xpath("//th/@aria-sort")) == 1
        page = tree(desk.client, header.xpath("a/@href")[0])


def test_the_rows_are_in_the_order_that_the_header_says(desk: Desk) -> None:
    names = cells(tree(desk.client, "/reports?sort=title"), 0)
    assert names == sorted(names)
    days = cells(tree(desk.client, "/claims?sort=said"), 0)
    assert days == sorted(days)


def test_a_facet_narrows_and_its_chip_widens_again(desk: Desk) -> None:
    page = tree(desk.client, "/claims?actor=norland&sort=figure")
    (facet,) = page.xpath("//aside//li[contains(a, 'captured')] | //aside//li[contains(a, 'sent')]")[:1]
    narrowed = tree(desk.client, facet.xpath("a/@href")[0])
    asked = parse_qs(urlsplit(facet.xpath("a/@href")[0]).query)
    assert asked["actor"] == ["norland"]
    assert asked["sort"] == ["figure"]
    assert f"of {facet.xpath('span')[0].text} claims" in narrowed.text_content()
    chips = {
        " ".join(chip.text_content().split()): chip.get("href") for chip in narrowed.xpath("//ul[@class='chips']//a")
    }
    assert len(chips) == 2
    (back,) = [address for words, address in chips.items() if words.startswith("counted")]
    assert parse_qs(urlsplit(back).query) == {"actor": ["norland"], "sort": ["figure"]}


def test_facets_lead_to_just_as_many_claims_as_they_say(desk: Desk) -> None:
    page = tree(desk.client, "/claims")
    facets = page.xpath("//aside//li[a]")
    assert len(facets) >= 6
    for facet in facets:
        narrowed = tree(desk.client, facet.xpath("a/@href")[0])
        number = facet.xpath("span")[0].text
        assert f"of {number} claim" in narrowed.xpath("//p[@role='status']")[0].text_content()


def test_days_of_saying_narrow_and_stay_filled_in(desk: Desk) -> None:
    page = tree(desk.client, "/claims?since=2031-03-02&until=2031-03-03")
    assert set(cells(page, 0)) == {"2031-03-02"}
    assert [page.xpath(f"//input[@id='{name}']/@value")[0] for name in ("since", "until")] == [
        "2031-03-02",
        "2031-03-03",
    ]
    page = tree(desk.client, "/reports?until=2031-01-01")
    assert "No report is found under these conditions" in page.text_content()


@pytest.mark.parametrize(
    "path",
    [
        "/claims?since=yesterday",
        "/reports?until=x",
        "/claims?sort=length",
        "/reports?sort=figure",
        "/search?sort=--said",
    ],
)
def test_what_cannot_be_asked_is_told(desk: Desk, path: str) -> None:
    assert desk.client.get(path).status_code == 400


def test_an_empty_field_sets_no_condition(desk: Desk) -> None:
    whole, asked = (tree(desk.client, path) for path in ("/claims", "/claims?measure=&actor=+&since=&until=&outlet="))
    assert cells(whole, 4) == cells(asked, 4)
    assert not asked.xpath("//ul[@class='chips']")


def test_pages_reach_every_row_once_in_the_order_chosen(desk: Desk) -> None:
    for path in ("/claims?sort=origin", "/reports?sort=outlet", "/search/reports?q=soldiers"):
        found, address = [], path
        while address:
            page = tree(desk.client, address)
            found += page.xpath("//tbody//td[@class='said']/a/@href | //tbody//th/a/@href | //ol/li/a/@href")
            address = next(iter(page.xpath("//a[@rel='next']/@href")), None)
        assert len(found) == len(set(found)) >= 59, path


def test_a_long_list_ends_with_the_advice_to_narrow_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "FACETED", 20)
    monkeypatch.setattr(lists, "MAX_LISTED", 50)
    page = tree(desk.client, "/claims")
    assert "of more than 50 claims: narrow the list" in page.text_content()
    assert "the newest 20 claims" in page.text_content()
    assert not page.xpath("//a[@rel='next']")


def test_a_search_shows_the_best_reports_and_leads_to_all(desk: Desk) -> None:
    page = tree(desk.client, "/search?q=soldiers")
    assert len(page.xpath("//ol[@class='rows hits']/li")) == 5
    (every,) = page.xpath("//a[starts-with(@href, '/search/reports')]/@href")
    assert len(tree(desk.client, every).xpath("//ol[@class='rows hits']/li")) == 50
    assert page.xpath("//mark[@class='hit']")


def test_a_search_may_ask_for_an_actor_alone(desk: Desk) -> None:
    assert "of 59 claims" in tree(desk.client, "/search?actor=vent&measure=personnel_sent").text_content()
    assert "Nothing holds all of this" in tree(desk.client, "/search?actor=nobody").text_content()


def test_names_that_strangers_gave_stay_words_in_facets_and_chips(desk: Desk) -> None:
    for path in ("/claims?actor=vent&measure=launched", "/claims?outlet=" + HOSTILE, "/search?q=fired"):
        answer = desk.client.get(path)
        assert HOSTILE not in answer.text
        assert "<b>Vent" not in answer.text


def test_an_empty_list_leads_to_adding(empty: TestClient) -> None:
    for path in ("/claims", "/reports"):
        assert tree(empty, path).xpath("//p[@class='empty']//a[@href='/reports/new']")
