"""What changed between two versions of a report, on its page; for eyes that see no colour and ears, too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.model.report import Report
from reportedly.stores import open_store
from reportedly.web.app import create_app
from reportedly.web.render import changes_url, cited_url, report_url
from tests.builders import claims_of, make_claim, numbered_report
from tests.web.conftest import BASE, HOSTILE
from tests.web.test_pages import tree_of

ONE = numbered_report(1, id="a/b ?#<x>")
TEXTS = (
    ONE.text.replace("At least 101", "At least 300").replace("The Sudland", f"{HOSTILE}\nThe Sudland"),
    "Crossing number 1\nNothing of it is left.",
)


def version(text: str) -> Report:
    return replace(ONE, text=text)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    two, three = (version(text) for text in TEXTS)
    crossing = make_claim(
        two,
        "At least 300 soldiers of Norland crossed the Ister",
        sentence=two.text.split("\n")[1],
        source="Colonel Ada Vent",
        measure="personnel_sent",
    )
    path = tmp_path / "reports.db"
    with open_store(path) as store:
        store.add(ONE, claims_of(ONE))
        store.add(two, [crossing])
        store.add(three)
        store.add(numbered_report(2))
    with TestClient(create_app(str(path)), base_url=BASE) as client:
        yield client


def test_words_added_and_removed_are_marked_and_called_so(client: TestClient) -> None:
    tree = tree_of(client, changes_url(ONE.id, 1, 2))
    removed = ["".join(one.itertext()) for one in tree.xpath("//div[@class='diff']//del")]
    added = ["".join(one.itertext()) for one in tree.xpath("//div[@class='diff']//ins")]
    assert removed == ["[removed: 101]"]
    assert added == ["[added: 300]", f"[added: {HOSTILE}]"]


def test_what_became_of_the_claims_is_told_with_links_to_both(client: TestClient) -> None:
    tree = tree_of(client, changes_url(ONE.id, 1, 2))
    told = " ".join(tree.xpath("//section[@aria-labelledby='claims']")[0].text_content().split())
    crossing, captured = claims_of(ONE)
    assert "value before: at least 101 personnel sent → after: at least 300 personnel sent" in told
    assert "Vanished" in told
    assert captured.text in told
    links = set(tree.xpath("//section[@aria-labelledby='claims']//a/@href"))
    assert {cited_url(crossing.id, ONE.id, 1), cited_url(captured.id, ONE.id, 1)} < links
    for link in links:
        assert client.get(link).status_code == 200


def test_the_other_way_round_what_vanished_appeared(client: TestClient) -> None:
    tree = tree_of(client, changes_url(ONE.id, 2, 1))
    assert [one.text for one in tree.xpath("//section[@aria-labelledby='claims']/h3")] == ["Changed", "Appeared"]


def test_by_default_it_is_from_the_last_but_one_to_the_last(client: TestClient) -> None:
    tree = tree_of(client, f"{report_url(ONE.id)}/changes")
    assert tree.xpath("//select[@name='from']/option[@selected]/@value") == ["2"]
    assert tree.xpath("//select[@name='to']/option[@selected]/@value") == ["3"]


def test_a_report_page_leads_to_what_changed_and_back(client: TestClient) -> None:
    for at, link in ((2, changes_url(ONE.id, 1, 2)), (1, changes_url(ONE.id, 1, 3))):
        assert link in tree_of(client, report_url(ONE.id, at)).xpath("//a/@href")
        assert report_url(ONE.id, at) in tree_of(client, link).xpath("//main//a/@href")


def test_one_version_alone_has_no_changes_and_says_so(client: TestClient) -> None:
    single = numbered_report(2)
    assert "only one is kept" in tree_of(client, f"{report_url(single.id)}/changes").text_content()
    assert "/changes" not in client.get(report_url(single.id)).text


def test_a_version_that_is_not_held_is_told(client: TestClient) -> None:
    assert client.get(changes_url(ONE.id, 1, 9)).status_code == 404
    assert client.get(changes_url("nothing", 1, 2)).status_code == 404
    assert client.get(changes_url(ONE.id, 0, 2)).status_code == 400


def test_markup_of_either_version_is_shown_as_words(client: TestClient) -> None:
    for one, other in ((1, 2), (2, 3)):
        assert HOSTILE not in client.get(changes_url(ONE.id, one, other)).text
