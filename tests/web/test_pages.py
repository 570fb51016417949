"""The pages: each answers, with data and without; what strangers wrote stays words; every link leads somewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from reportedly.model.report import Report
from reportedly.stores import open_store
from reportedly.web.app import create_app
from reportedly.web.render import claim_url, report_url, story_url
from tests.builders import claims_of, make_report, numbered_report
from tests.web.conftest import BASE, HOSTILE, Desk

LISTS = (
    "/",
    "/reports",
    "/claims",
    "/search",
    "/search?q=soldiers",
    "/claims?text=soldiers",
    "/reports?outlet=gazette",
    "/review",
    "/reviews",
    "/findings",
    "/findings?kind=drift",
    "/forecasts",
    "/origins",
    "/outlets",
    "/stories",
    "/picture",
    "/picture?actor=norland",
    "/reports/new",
)
FILES = ("/static", "/api/v1/")
MAX_PAGES = 500  # a crawl that goes on is itself a fault
MAX_ALIKE = 25  # pages looked at of one kind: "/claims/..." of sixty reports are alike


def pages_of(desk: Desk) -> tuple[str, ...]:
    """An address of every kind of page."""
    one = (report_url(desk.report.id), claim_url(desk.claims[0]), report_url(desk.hostile.id), claim_url(desk.attack))
    story = (story_url(desk.story.id), f"{story_url(desk.story.id)}/brief")
    asked = tree_of(desk.client, "/picture").xpath("//article[@class='answer']//h3/a/@href")
    return (*LISTS, *one, *story, asked[0], f"{report_url(desk.hostile.id)}/changes")


def tree_of(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return html.document_fromstring(answer.text)


@pytest.mark.parametrize("path", LISTS)
def test_every_list_answers_over_an_empty_store(empty: TestClient, path: str) -> None:
    answer = empty.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_an_empty_store_tells_how_to_begin(empty: TestClient) -> None:
    assert "reportedly add" in empty.get("/").text


def test_every_page_has_a_language_one_heading_and_a_title(desk: Desk) -> None:
    for path in pages_of(desk):
        tree = tree_of(desk.client, path)
        assert tree.get("lang") == "en"
        assert len(tree.findall(".//h1")) == 1, path
        assert tree.findtext(".//title", "").endswith("· Reportedly")


def test_no_page_has_inline_script_or_style_or_an_id_twice(desk: Desk) -> None:
    for path in pages_of(desk):
        tree = tree_of(desk.client, path)
        assert not tree.xpath("//style | //*[@style] | //@*[starts-with(name(), 'on')] | //iframe"), path
        scripts = {(one.get("src"), one.text) for one in tree.xpath("//script")}
        assert ("/static/desk.js", None) in scripts, path
        assert all(source.startswith("/static/") and text is None for source, text in scripts), path
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_every_control_has_a_label(desk: Desk) -> None:
    for path in LISTS:
        tree = tree_of(desk.client, path)
        for control in tree.xpath("//input[@type!='hidden' or not(@type)] | //select | //textarea"):
            assert tree.xpath("//label[@for=$id]", id=control.get("id")), path


def test_markup_of_a_report_is_shown_as_words(desk: Desk) -> None:
    for path in (
        report_url(desk.hostile.id),
        claim_url(desk.attack),
        "/",
        "/reports",
        "/search?q=fired",
        "/claims?text=fired",
    ):
        answer = desk.client.get(path).text
        assert HOSTILE not in answer
        assert "<b>Vent" not in answer
        assert "<i>likely" not in answer
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer


def test_what_was_typed_is_shown_as_words(desk: Desk) -> None:
    for path in ("/search", "/claims", "/reports"):
        answer = desk.client.get(path, params={"q": HOSTILE, "actor": HOSTILE, "outlet": f'"{HOSTILE}'})
        assert answer.status_code == 200
        assert HOSTILE not in answer.text


def test_no_address_that_runs_becomes_a_link(desk: Desk) -> None:
    for path in pages_of(desk):
        assert all(urlsplit(at).scheme in {"", "https"} for at in tree_of(desk.client, path).xpath("//@href")), path


def test_a_report_shows_its_whole_text(desk: Desk) -> None:
    tree = tree_of(desk.client, report_url(desk.hostile.id))
    for number in tree.xpath("//a[@class='ref']"):
        number.text = ""
    shown = [line.text_content().strip() for line in tree.xpath("//h1 | //div[@class='body']/p")]
    assert shown == desk.hostile.text.split("\n")


def test_each_claim_and_its_words_in_the_text_link_to_one_another(desk: Desk) -> None:
    tree = tree_of(desk.client, report_url(desk.report.id))
    for claim in desk.claims:
        (words,) = tree.xpath("//article//a[@id=$id]", id=f"w-{claim.id}")
        (card,) = tree.xpath("//aside//li[@id=$id]", id=f"c-{claim.id}")
        assert words.get("href") == f"#c-{claim.id}"
        assert f"#w-{claim.id}" in card.xpath(".//@href")
        assert "".join(words.itersiblings().__next__().itertext()) in claim.text


def test_a_text_whose_first_line_is_no_title_keeps_that_line_in_the_text(tmp_path: Path) -> None:
    report = make_report("Body.", title="Line one", id="x")
    report = Report(id="x", text=report.text, title="Another title")
    with open_store(tmp_path / "one.db") as store:
        store.add(report)
    with TestClient(create_app(str(tmp_path / "one.db")), base_url=BASE) as client:
        tree = tree_of(client, "/reports/x")
    assert tree.findtext(".//h1") == "Another title"
    assert [line.text for line in tree.xpath("//div[@class='body']/p")] == ["Line one", "Body."]


def test_a_claim_page_tells_chain_figure_certainty_and_evidence(desk: Desk) -> None:
    tree = tree_of(desk.client, claim_url(desk.claims[0]))
    hops = [item.findtext(".//bdi") for item in tree.xpath("//ol[@class='chain']/li")]
    assert hops == ["The Ister Gazette", "Colonel Ada Vent"]
    words = " ".join(tree.text_content().split())
    assert "at least 101 soldiers" in words
    assert "stated flatly" in words
    assert {"content", "source", "quantity"} <= {row.text for row in tree.xpath("//tbody//th")}


def test_versions_of_a_report_link_to_one_another(tmp_path: Path) -> None:
    report = numbered_report(1)
    later = make_report("Changed.", title="Crossing number 1")
    with open_store(tmp_path / "two.db") as store:
        store.add(report, claims_of(report))
        store.add(later)
    with TestClient(create_app(str(tmp_path / "two.db")), base_url=BASE) as client:
        assert report_url(report.id, 1) in client.get(report_url(report.id)).text
        assert "crossed the Ister" in client.get(report_url(report.id, 1)).text


def test_filters_choose_and_stay_filled_in(desk: Desk) -> None:
    tree = tree_of(desk.client, "/claims?measure=captured&actor=ministry")
    assert tree.xpath("//select/option[@selected]/@value") == ["captured"]
    assert tree.xpath("//input[@id='actor']/@value") == ["ministry"]
    assert "of 59 claims" in tree.text_content()


def test_pages_of_a_list_lead_on_and_back(desk: Desk) -> None:
    (following,) = tree_of(desk.client, "/claims?actor=norland").xpath("//a[@rel='next']/@href")
    second = tree_of(desk.client, following)
    (previous,) = second.xpath("//a[@rel='prev']/@href")
    assert "actor=norland" in previous
    assert not second.xpath("//a[@rel='next']")


def test_every_link_of_the_desk_leads_to_a_page_and_to_a_place_on_it(desk: Desk) -> None:
    pages: dict[str, html.HtmlElement | None] = {}
    alike: Counter[str] = Counter()
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop()
        is_file = path.startswith(FILES) or "format=" in path
        tree = pages[path] = None if is_file else tree_of(desk.client, path)
        assert not is_file or desk.client.get(path).status_code == 200
        assert len(pages) < MAX_PAGES
        is_narrowed = "?" in path and not path.startswith(("/claims/", "/reports/"))  # a list of lists without end
        for at in [] if tree is None or is_narrowed else tree.xpath("//a/@href | //link/@href"):
            whole = urljoin(BASE + path, at)
            if not whole.startswith(BASE):
                continue
            page, _, place = whole.removeprefix(BASE).partition("#")
            if page not in pages and page not in waiting:
                kind = page.partition("?")[0].split("/")[1]
                alike[kind] += 1
                if alike[kind] > MAX_ALIKE:
                    continue
                waiting.append(page)
            seen.add((page, place))
    assert {page for page, _ in seen if page.startswith("/claims/")}
    for page, place in seen:
        tree = pages[page]
        assert not place or (tree is not None and tree.xpath("//*[@id=$id]", id=place)), (page, place)
