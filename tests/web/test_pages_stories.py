"""Stories: kept and unsaved ones show each question's figure now with whose it is, a chart, and a table that says the
same; a brief says it for paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from reportedly.model.quantity import exactly
from reportedly.reconciliation.views import RULES, View
from reportedly.stores import Store, open_store
from reportedly.web.answers import OPEN_ROWS, SHOWN
from reportedly.web.app import create_app
from reportedly.web.gathered import QUESTIONS
from reportedly.web.render import story_url
from reportedly.workflow import draw
from tests.builders import make_claim, make_mention, make_report
from tests.web.conftest import BASE, HOSTILE, Desk


def tree_of(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return html.document_fromstring(answer.text)


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def crowd(tmp_path: Path) -> TestClient:
    """A figure a day from one speaker, and as many smaller questions as take two pages."""
    with open_store(tmp_path / "crowd.db") as store:
        for number in range(2 * SHOWN):
            day = f"2031-{number // 28 + 1:02}-{number % 28 + 1:02}"
            tell(store, f"Norland lost {number + 10} soldiers", "Norland", said=day)
        for number in range(QUESTIONS + 2):
            tell(store, f"Side{number} lost 5 soldiers", f"Side{number}")
        draw(store)
    return TestClient(create_app(str(tmp_path / "crowd.db")), base_url=BASE)


def tell(store: Store, words: str, side: str, *, outlet: str = "Gazette", **changes: Any) -> None:
    """Keep a report in which a colonel says so of the side."""
    report = make_report(f"{words}, Ada Vent said.", title=f"{words} by {outlet}", outlet=outlet)
    subject = make_mention(report, side)
    store.add(report, [make_claim(report, words, source="Ada Vent", measure="killed", subject=subject, **changes)])


def test_every_question_tells_the_figure_now_with_its_rule_and_whose_it_is(desk: Desk) -> None:
    tree = tree_of(desk.client, story_url(desk.story.id))
    articles = tree.xpath("//article")
    assert articles
    for article in articles:
        standing = words_of(article.xpath(".//div[@class='standing']")[0])
        told = f"Rule: {RULES[View.RANGE]}" in standing and "independent origin" in standing
        assert told or "No figure to read" in standing
        assert "independent origin" in words_of(article.xpath("./p[@class='note']")[0])


def test_the_table_says_what_the_chart_says(desk: Desk) -> None:
    tree = tree_of(desk.client, story_url(desk.story.id))
    charted = [article for article in tree.xpath("//article") if article.xpath(".//div[@class='wide']")]
    assert charted
    for article in charted:
        wide, narrow = (set(article.xpath(f".//div[@class='{width}']//a/@href")) for width in ("wide", "narrow"))
        assert wide == narrow
        assert wide <= set(article.xpath(".//table//td[@class='figures']/a/@href"))


def test_of_many_figures_the_newest_stand_open_and_all_are_on_the_page_of_the_question(crowd: TestClient) -> None:
    article = tree_of(crowd, "/picture?topic=norland").xpath("//article")[0]
    first, folded = article.xpath(".//table")
    assert len(first.xpath(".//tbody/tr")) == OPEN_ROWS
    assert len(folded.xpath(".//tbody/tr")) == SHOWN - OPEN_ROWS
    assert folded.getparent().tag == "details"
    assert len(article.xpath(".//div[@class='wide']//a")) == SHOWN
    (acts,) = re.findall(r"([0-9]+) acts of saying", words_of(article.xpath("./p[@class='note']")[0]))
    assert int(acts) > SHOWN
    assert f"All {acts} figures" in words_of(article)


def test_questions_are_paged(crowd: TestClient) -> None:
    first = tree_of(crowd, "/picture?measure=killed")
    assert len(first.xpath("//article")) == QUESTIONS
    (following,) = first.xpath("//a[@rel='next']/@href")
    second = tree_of(crowd, following)
    (back,) = second.xpath("//a[@rel='prev']/@href")
    assert back == "/picture?measure=killed"
    questions = {id_ for tree in (first, second) for id_ in tree.xpath("//article/@id")}
    assert len(questions) == len(first.xpath("//article")) + len(second.xpath("//article"))


def test_a_story_is_kept_and_the_reader_is_led_to_it(desk: Desk) -> None:
    typed = {"name": " Boats ", "actor": "Norland; Sudmark", "measure": "equipment_lost"}
    answer = desk.client.post("/stories", data=typed, follow_redirects=False)
    assert answer.status_code == 303
    tree = tree_of(desk.client, answer.headers["location"])
    assert tree.findtext(".//h1/bdi") == "Boats"
    assert "actor Norland, actor Sudmark, measure equipment_lost" in words_of(tree)
    assert answer.headers["location"] in tree_of(desk.client, "/stories").xpath("//a/@href")


def test_what_is_no_story_is_told_in_a_sentence_and_stays_typed(desk: Desk) -> None:
    for typed, wrong in (
        ({"name": "", "topic": "boats"}, "needs a name"),
        ({"name": "x" * 121, "topic": "boats"}, "at most 120"),
        ({"name": "Everything"}, "gathers everything"),
        ({"name": desk.story.name.upper(), "topic": "boats"}, "already"),
    ):
        answer = desk.client.post("/stories", data=typed, follow_redirects=False)
        assert answer.status_code == 422
        tree = html.document_fromstring(answer.text)
        assert wrong in words_of(tree.xpath("//p[@role='alert']")[0])
        assert tree.xpath("//input[@id='name']/@value") == [typed["name"]]
        assert tree.xpath("//input[@id='topic']/@value") == [typed.get("topic", "")]


def test_a_query_that_is_not_kept_can_be_kept(desk: Desk) -> None:
    tree = tree_of(desk.client, "/picture?actor=norland&measure=captured")
    (form,) = tree.xpath("//form[@action='/stories']")
    typed = {field.get("name"): field.get("value", "") for field in form.xpath(".//input")}
    assert (typed["actor"], typed["measure"]) == ("norland", "captured")
    answer = desk.client.post("/stories", data={**typed, "name": "Prisoners"}, follow_redirects=False)
    kept = tree_of(desk.client, answer.headers["location"])
    assert kept.xpath("//article/@id") == tree.xpath("//article/@id")


def test_a_story_without_claims_says_what_to_do(desk: Desk) -> None:
    tree = tree_of(desk.client, "/picture?topic=atlantis")
    assert "/#add" in tree.xpath("//section[@class='empty']//a/@href")
    assert not tree.xpath("//article")


def test_what_there_is_not_is_not_found(desk: Desk) -> None:
    assert desk.client.get("/story/none").status_code == 404
    assert desk.client.get("/story/none/brief").status_code == 404


def test_the_brief_cites_every_source_it_numbers_and_has_no_navigation(desk: Desk) -> None:
    tree = tree_of(desk.client, f"{story_url(desk.story.id)}/brief")
    assert not tree.xpath("//nav | //form")
    listed = tree.xpath("//ol[@class='sources']/li/@id")
    cited = {at.removeprefix("#") for at in tree.xpath("//td[@class='told']/a/@href")}
    assert cited == set(listed)
    assert len(listed) == len(set(listed))


def test_names_with_markup_stay_words(desk: Desk) -> None:
    for path in (story_url(desk.story.id), f"{story_url(desk.story.id)}/brief", "/stories", "/"):
        answer = desk.client.get(path).text
        assert HOSTILE not in answer
        assert "&lt;script&gt;" in answer


def test_home_shows_stories_findings_and_the_form_to_add(desk: Desk) -> None:
    tree = tree_of(desk.client, "/")
    assert story_url(desk.story.id) in tree.xpath("//a/@href")
    (form,) = tree.xpath("//form[@action='/reports']")
    assert form.get("enctype") == "multipart/form-data"
    assert set(form.xpath(".//*/@name")) == {"url", "text", "file", "title", "outlet", "published"}


def test_home_tells_what_was_changed_on_the_way(tmp_path: Path) -> None:
    with open_store(tmp_path / "drift.db") as store:
        words = "Norland lost 40 soldiers"
        tell(store, words, "Norland", said="2031-03-01")
        tell(store, words, "Norland", said="2031-03-01", outlet="Courier", quantity=exactly(40))
        draw(store)
        assert store.find_drift()
    with TestClient(create_app(str(tmp_path / "drift.db")), base_url=BASE) as client:
        (shown,) = tree_of(client, "/").xpath("//section[@aria-labelledby='findings']//li")
    assert "bound" in words_of(shown)
