"""The page of a claim: the way from its origin drawn and told, the reports that echo it, what others say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from reportedly.knowledge import Knowledge
from reportedly.model.claim import ActorKind, Claim, Hop, Role, Status, Style
from reportedly.model.quantity import exactly
from reportedly.model.story import Verdict
from reportedly.stores import open_store
from reportedly.web.app import create_app
from reportedly.web.chains import DRAWN
from reportedly.web.pages.claims import ECHOES
from reportedly.web.render import cited_url, claim_url, origin_url, question_url
from reportedly.workflow import draw, review
from reportedly.workflow.reviewing import new_review
from tests.builders import Reading, made_up_knowledge
from tests.contracts.store_pictures import BARE, BOUNDED, FLAT, WATCHED, saying
from tests.web.conftest import BASE
from tests.web.test_pages import tree_of

WIRE = Hop(name="Ombra Wire", as_written="Ombra Wire", kind=ActorKind.OUTLET, role=Role.AGENCY, actor="wire")
NEAREST = (BOUNDED[0], (replace(BOUNDED[1][0], style=Style.DIRECT),))
OWN_VOICE = saying(9, "17 boats sank quietly.", source=None, actor=None, measure="equipment_lost")


def through(reading: Reading, *relays: Hop) -> Reading:
    """The same, told through these outlets, the nearest first."""
    report, (claim,) = reading
    return report, (replace(claim, chain=(claim.chain[0], *relays, *claim.chain[1:])),)


RELAYED = through(BARE, WIRE)


def served(path: Path, *readings: Reading, knowledge: Knowledge | None = None) -> TestClient:
    """The desk over a store of these, drawn with the tables of the made-up world unless others are given."""
    with open_store(path) as store:
        for report, claims in readings:
            store.add(report, claims)
        draw(store, knowledge or made_up_knowledge())
    return TestClient(create_app(str(path)), base_url=BASE)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with served(tmp_path / "reports.db", NEAREST, RELAYED, WATCHED, OWN_VOICE) as client:
        yield client


def page_of(client: TestClient, reading: Reading) -> html.HtmlElement:
    return tree_of(client, claim_url(reading[1][0]))


def words_of(tree: html.HtmlElement, section: str) -> str:
    return " ".join(tree.xpath("//section[@aria-labelledby=$id]", id=section)[0].text_content().split())


def boxes(tree: html.HtmlElement) -> list[str]:
    """The kinds of the boxes drawn, with their words."""
    return [f"{one.get('class')}: {one.get('aria-label')}" for one in tree.xpath("//*[contains(@class, 'box ')]")]


def echoes(tree: html.HtmlElement) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = tree.xpath("//section[@aria-labelledby='echoes']//ol/li")
    return found


def test_the_way_is_drawn_from_the_origin_through_the_relay_to_this_report_and_to_its_echo(client: TestClient) -> None:
    told = boxes(page_of(client, RELAYED))
    assert [one.partition(":")[0] for one in told] == [
        "box origin",
        *sorted(("box echo nearest", "box relay"), key=[one.partition(":")[0] for one in told].index),
        "box own changed",
    ]
    assert "This report: The Ister Gazette, 2031-03-04. 1,250. " in told[-1]
    assert "bound dropped" in told[-1]


def test_boxes_lead_to_the_party_and_to_the_claims_of_the_others(client: TestClient) -> None:
    links = set(page_of(client, RELAYED).xpath("//*[local-name()='svg']//a/@href"))
    assert links == {origin_url("norland-government"), claim_url(NEAREST[1][0])}


def test_a_relay_whose_own_report_is_held_is_that_report(tmp_path: Path) -> None:
    """It is drawn once, as the report, and the way leads through it."""
    own = saying(7, "Ada Vent said 1,250 soldiers were killed near the Ister today.", quantity=FLAT)
    wire = replace(own[1][0], chain=(replace(WIRE, span=None), *own[1][0].chain[1:]))
    with served(tmp_path / "reports.db", (replace(own[0], outlet="Ombra Wire"), (wire,)), RELAYED) as client:
        told = boxes(page_of(client, RELAYED))
    assert [one.partition(":")[0].split()[1] for one in told] == ["origin", "echo", "own"]


def test_two_outlets_that_credit_each_other_are_drawn_without_a_ring(tmp_path: Path) -> None:
    gazette = Hop(name="The Ister Gazette", as_written="it", kind=ActorKind.OUTLET, role=Role.OUTLET, actor=None)
    other = through(saying(7, "Ada Vent said 1,250 soldiers were killed at the Ister.", quantity=FLAT), gazette)
    wire = replace(other[1][0], chain=(replace(WIRE, span=None), *other[1][0].chain[1:]))
    with served(tmp_path / "reports.db", (other[0], (wire,)), RELAYED) as client:
        told = boxes(page_of(client, RELAYED))
    assert len(told) == 5


def test_what_changed_on_the_way_is_told_with_the_words_before_and_after(client: TestClient) -> None:
    tree = page_of(client, RELAYED)
    told = words_of(tree, "chain")
    assert "bound dropped from more than 1,250 → to 1,250" in told
    assert claim_url(NEAREST[1][0]) in tree.xpath("//section[@aria-labelledby='chain']//p/a/@href")
    assert "this is the telling nearest to the origin" in words_of(page_of(client, NEAREST), "chain")


def test_echoes_are_listed_with_figure_and_change_and_the_nearest_marked(client: TestClient) -> None:
    (nearest,) = echoes(page_of(client, RELAYED))
    assert nearest.get("class") == "nearest"
    assert nearest.xpath(".//a/@href") == [claim_url(NEAREST[1][0])]
    assert "more than 1,250" in nearest.text_content()
    (changed,) = echoes(page_of(client, NEAREST))
    assert "bound dropped" in changed.text_content()
    assert "1 act of saying, told by 2 reports in 2 claims" in words_of(page_of(client, NEAREST), "echoes")


def test_of_many_echoes_some_are_drawn_and_all_are_listed_page_by_page(tmp_path: Path) -> None:
    many = [saying(n, BARE[1][0].text, quantity=FLAT) for n in range(20, 20 + ECHOES + 5)]
    with served(tmp_path / "reports.db", NEAREST, *many) as client:
        first = page_of(client, NEAREST)
        assert len(boxes(first)) == DRAWN + 2
        assert f"{DRAWN} of the {len(many)} other reports are drawn above" in words_of(first, "echoes")
        (following,) = first.xpath("//nav[@aria-label='Echoes']/a[@rel='next']/@href")
        second = tree_of(client, following)
    assert (len(echoes(first)), len(echoes(second))) == (ECHOES, 5)
    links = {at for tree in (first, second) for row in echoes(tree) for at in row.xpath(".//a/@href")}
    assert links == {claim_url(reading[1][0]) for reading in many}
    assert second.xpath("//nav[@aria-label='Echoes']/a[@rel='prev']/@href")


def test_findings_it_is_part_of_are_told_and_lead_to_their_pages(client: TestClient) -> None:
    for reading in (RELAYED, NEAREST):
        tree = page_of(client, reading)
        assert "Drift: bound dropped" in words_of(tree, "findings")
        assert all(at.startswith("/findings/") for at in tree.xpath("//section[@aria-labelledby='findings']//a/@href"))
    assert not page_of(client, WATCHED).xpath("//section[@aria-labelledby='findings']")


def test_figures_of_other_parties_to_the_same_question_stand_beside_it(client: TestClient) -> None:
    tree = page_of(client, RELAYED)
    told = words_of(tree, "comparable")
    assert "2 independent origins, 3 reports" in told
    assert "River Watch" in told
    assert "900" in told
    assert "Norland Defence" not in told
    links = tree.xpath("//section[@aria-labelledby='comparable']//a/@href")
    assert claim_url(WATCHED[1][0]) in links
    assert {at for at in links if at.startswith(question_url(""))}


def test_a_claim_in_its_reports_own_voice_says_that_nobody_is_credited(client: TestClient) -> None:
    tree = page_of(client, OWN_VOICE)
    assert not boxes(tree)
    assert "No source is credited: The Ister Gazette, in its own voice" in words_of(tree, "chain")
    assert tree.xpath("//details[@class='as-list']/@open")
    assert "No other report here tells it." in words_of(tree, "echoes")
    assert "No independent origins" in words_of(tree, "comparable")


def test_the_forecast_that_a_claim_settles_is_named(tmp_path: Path) -> None:
    lot = exactly(6_000).with_words("6,000", "soldiers")
    values = {"measure": "personnel_sent", "quantity": lot, "place": None}
    plan = saying(
        1,
        "Ada Vent said Norland will send 6,000 soldiers to Sudland by May 2025.",
        status=Status.PLANNED,
        said="2025-03-03",
        published="2025-03-03",
        **values,
    )
    deed = saying(
        2,
        "River Watch said 6,000 soldiers of Norland have arrived in Sudland.",
        source="River Watch",
        actor="river-watch",
        said="2025-04-20",
        published="2025-04-20",
        **values,
    )
    with served(tmp_path / "reports.db", plan, deed) as client:
        while "Not worked out" in words_of(tree := page_of(client, deed), "forecasts"):
            time.sleep(0.05)  # it is made in the background
        assert "Ada Vent, 2025-03-03: came true" in words_of(tree, "forecasts")
        (link,) = tree.xpath("//section[@aria-labelledby='forecasts']//a/@href")
        assert plan[1][0].text in tree_of(client, link).text_content()
        assert not page_of(client, plan).xpath("//section[@aria-labelledby='forecasts']")


def test_a_rejected_claim_keeps_its_page_and_has_no_echoes(tmp_path: Path) -> None:
    path = tmp_path / "reports.db"
    served(path, NEAREST, RELAYED).close()
    with open_store(path) as store:
        made = new_review(store, RELAYED[1][0].id, Verdict.REJECT, who="Ida", why="of another year")
        review(store, made, made_up_knowledge())
    with TestClient(create_app(str(path)), base_url=BASE) as client:
        tree = page_of(client, RELAYED)
    assert "not in the picture" in words_of(tree, "echoes")
    assert "of another year" in words_of(tree, "reviews")
    assert boxes(tree)


def test_a_claim_of_a_replaced_version_is_shown_and_not_reviewed(tmp_path: Path) -> None:
    newer = replace(WATCHED[0], id=BARE[0].id, url=BARE[0].url)
    with served(tmp_path / "reports.db", BARE, (newer, WATCHED[1])) as client:
        tree = page_of(client, BARE)
    assert "was replaced" in words_of(tree, "echoes")
    assert not tree.xpath("//form[@action='/reviews']")


def test_strangers_words_are_words_in_the_drawing_too(tmp_path: Path) -> None:
    nasty = '<script>alert(1)</script>"\u202e'
    hop = replace(WIRE, name=nasty, actor=None)
    with served(tmp_path / "reports.db", through(BARE, hop), NEAREST) as client:
        text = client.get(claim_url(BARE[1][0])).text
    assert "<script>alert(1)" not in text
    assert "\u202e" not in text


def test_no_such_claim_or_report_is_told(client: TestClient) -> None:
    claim: Claim = BARE[1][0]
    for at in (cited_url("nothing", claim.report.id, 1), cited_url(claim.id, "nothing", 1)):
        assert client.get(at).status_code == 404
    assert client.get(cited_url(claim.id, claim.report.id)).status_code == 200
    assert urlsplit(cited_url(claim.id, "a&b", None)).query == "report=a%26b"
