"""Findings, forecasts, origins, outlets: what stands on each page, and that each leads to the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.model.certainty import Modality
from reportedly.model.claim import Aspect, Certainty, Status
from reportedly.model.finding import FindingKind
from reportedly.model.quantity import at_most, between, exactly, more_than
from reportedly.stores.base import OutletRow
from reportedly.web.charts.intervals import Interval, intervals
from reportedly.web.pages.outlets import FEW, directions, wilson
from tests.contracts.store_origins import ECHO, QUOTED
from tests.contracts.store_pictures import BARE, BOATS, saying
from tests.contracts.store_speakers import OTHER_OUTLET
from tests.web.test_pages import tree_of
from tests.web.test_pages_claims import served

PLANNED = saying(
    7,
    "Ada Vent said 300 soldiers would be sent to the Ister by 2031-06-01.",
    measure="personnel_sent",
    quantity=exactly(300).with_words("300", "soldiers"),
    status=Status.PLANNED,
    certainty=Certainty(modality=Modality.WILL),
)


LOST = {"measure": "equipment_lost", "aspect": Aspect.TOTAL}
MANY = saying(8, "Ada Vent said 900 tanks were lost.", quantity=exactly(900).with_words("900", "tanks"), **LOST)
FEWER = saying(
    9,
    "River Watch said at most 400 tanks were lost.",
    source="River Watch",
    actor="river-watch",
    quantity=at_most(400).with_words("at most 400", "tanks"),
    **LOST,
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with served(tmp_path / "reports.db", QUOTED, BARE, ECHO, OTHER_OUTLET, BOATS, PLANNED, MANY, FEWER) as client:
        yield client


def link_to(client: TestClient, page: str, beginning: str) -> str:
    """The first link of a page that begins so."""
    return next(str(at) for at in tree_of(client, page).xpath("//main//@href") if str(at).startswith(beginning))


def words(client: TestClient, page: str) -> str:
    return " ".join(tree_of(client, page).xpath("//main")[0].text_content().split())


def test_the_list_counts_the_kinds_and_narrows_to_one(client: TestClient) -> None:
    assert "bound dropped" in words(client, "/findings")
    only = tree_of(client, "/findings?kind=contradiction").xpath("//li[@class='finding']//p[@class='kind']")
    assert {one.text for one in only} == {"contradiction"}
    drift = tree_of(client, "/findings?kind=drift").xpath("//li[@class='finding']//p[@class='kind']")
    assert drift
    assert all(one.text.startswith("drift: ") for one in drift)


def test_an_unknown_kind_or_state_is_told_with_those_there_are(client: TestClient) -> None:
    answer = client.get("/findings?kind=gossip")
    assert answer.status_code == 404
    assert "contradiction" in answer.text
    assert "came_true" in client.get("/forecasts?state=soon").text


def test_drift_stands_side_by_side_with_the_changed_words_marked(client: TestClient) -> None:
    page = tree_of(client, link_to(client, "/findings?kind=bound_dropped", "/findings/"))
    marked = [one.text_content() for one in page.xpath("//mark[@class='changed']")]
    assert marked == ["more than 1,250", "1,250"]
    assert [one.text for one in page.xpath("//section[@class='passage']/h3")] == [
        "Nearest to the origin",
        "First to have it changed",
    ]
    assert len(page.xpath("//ol[@class='members']/li")) == 1  # the echo repeats it


def test_a_contradiction_is_drawn_on_one_axis(client: TestClient) -> None:
    page = tree_of(client, link_to(client, "/findings?kind=contradiction", "/findings/"))
    (drawing,) = page.xpath("//*[local-name()='svg'][contains(@class, 'chart')]")
    assert "River Watch" in drawing.get("aria-label")
    assert all(str(at).startswith("/claims/") for at in drawing.xpath(".//*[local-name()='a']/@href"))


def test_a_finding_that_is_no_more_says_so(client: TestClient) -> None:
    answer = client.get("/findings/abc")
    assert answer.status_code == 404
    assert "there is no such finding any more" in answer.text.lower()


def test_a_topic_narrows_findings_and_forecasts(client: TestClient) -> None:
    assert "Nothing was found under these conditions" in words(client, "/findings?topic=Atlantis")
    assert "No forecast is found under these conditions" in words(client, "/forecasts?topic=Atlantis")


def test_forecasts_say_who_what_and_in_which_state(client: TestClient) -> None:
    told = words(client, "/forecasts")
    assert "Ada Vent" in told
    assert "300 soldiers" in told
    assert "How each source's forecasts came out" in told


def test_origins_are_listed_sorted_and_searched(client: TestClient) -> None:
    rows = tree_of(client, "/origins").xpath("//tbody//th")
    assert len(rows) == 2
    assert [row.text_content() for row in tree_of(client, "/origins?q=river").xpath("//tbody//th")] == ["River Watch"]
    by_name = [row.text_content() for row in tree_of(client, "/origins?sort=name").xpath("//tbody//th")]
    assert by_name == sorted(by_name)
    assert client.get("/origins?sort=rank").status_code == 400


def test_an_origin_has_what_it_said_its_speakers_and_its_drift(client: TestClient) -> None:
    page = link_to(client, "/origins", "/origins/")
    told = words(client, page)
    assert "Ada Vent" in told
    assert "more than 1,250 soldiers" in told
    assert "the bound is gone" in told
    assert client.get("/origins/nobody").status_code == 404


def test_an_outlet_with_few_echoes_gets_counts_and_no_share(client: TestClient) -> None:
    outlet = QUOTED[0].outlet
    told = words(client, f"/outlets/{outlet}")
    assert "In claims" in told
    assert "too few to tell" in told
    assert "%" not in told.partition("Latest reports")[0]
    assert client.get("/outlets/Nowhere").status_code == 404


def test_many_echoes_get_the_interval_that_the_count_allows() -> None:
    row = OutletRow(
        name="Post", reports=9, first=None, last=None, echoes=4 * FEW, drift=((FindingKind.HEDGE_DROPPED, FEW),)
    )
    (one,) = directions(row)
    assert one.low is not None
    assert one.high is not None
    assert 0 < one.low < 25 < one.high < 100


@pytest.mark.parametrize(
    ("number", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_wilsons_interval_is_the_published_one(number: int, of: int, low: float, high: float) -> None:
    """Values of Newcombe (1998), table I, method 3, to four digits."""
    assert wilson(number, of) == pytest.approx((low, high), abs=1e-4)


def test_open_ends_are_drawn_open_and_one_number_as_a_point() -> None:
    rows = [
        Interval(label="A", quantity=more_than(6_000), words="A: more than 6,000", url="/claims/a?report=r"),
        Interval(label="B", quantity=exactly(300), words="B: 300", url="/claims/b?report=r"),
        Interval(label="<b>C", quantity=between(100, 200), words="C: 100 to 200", url="/claims/c?report=r"),
    ]
    drawing = intervals(rows)
    assert drawing is not None
    assert "<b>C" not in drawing
    assert drawing.count('href="/claims/') == len(rows)
    assert "A: more than 6,000" in drawing
    assert intervals([Interval(label="D", quantity=exactly(1).__class__(vague="dozens"), words="", url="/")]) is None


def test_pages_of_who_speaks_hold_nothing_of_a_store_without_reports(empty: TestClient) -> None:
    for page in ("/findings", "/forecasts", "/origins", "/outlets"):
        assert empty.get(page).status_code == 200
