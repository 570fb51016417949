"""Outlets: what they publish, whom they pass on, and how often it changes on the way, as far as the counts allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.model.finding import FindingKind
from reportedly.stores.base import OutletRow
from reportedly.web.pages.outlets import FEW, directions, wilson
from tests.contracts.store_origins import ECHO, QUOTED
from tests.contracts.store_pictures import BARE, BOATS
from tests.contracts.store_speakers import OTHER_OUTLET
from tests.web.test_pages import tree_of
from tests.web.test_pages_claims import served
from tests.web.test_pages_findings import words

LONGER = (replace(BOATS[0], outlet="Marsh Post of the Delta"), BOATS[1])


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with served(tmp_path / "reports.db", QUOTED, BARE, ECHO, OTHER_OUTLET, LONGER) as client:
        yield client


def row(relays: int, changed: int) -> OutletRow:
    drift = ((FindingKind.HEDGE_DROPPED, changed),)
    return OutletRow(name="Post", reports=9, first=None, last=None, nearest=0, relays=relays, drift=drift)


def test_an_outlet_with_few_relays_gets_counts_and_no_share(client: TestClient) -> None:
    told = words(client, f"/outlets/{QUOTED[0].outlet}")
    assert "stand nearest to the origin 1 time and pass it on 2 times" in told
    assert "2 of 2" in told
    assert "too few to tell" in told
    assert "%" not in told.partition("Latest reports")[0]
    assert client.get("/outlets/Nowhere").status_code == 404


def test_an_outlet_leads_to_its_findings_parties_and_reports(client: TestClient) -> None:
    links = tree_of(client, f"/outlets/{QUOTED[0].outlet}").xpath("//main//@href")
    for begin in ("/findings/", "/origins/", "/reports/"):
        assert client.get(next(at for at in links if at.startswith(begin))).status_code == 200


def test_an_outlets_reports_are_its_own_where_anothers_name_begins_alike(client: TestClient) -> None:
    (title,) = tree_of(client, "/outlets/Marsh%20Post").xpath("//section[@aria-labelledby='reports']/ol//a")
    assert title.text_content() == OTHER_OUTLET[0].title


def test_an_outlet_that_passes_nothing_on_is_not_said_to_be_right(client: TestClient) -> None:
    told = words(client, "/outlets/Marsh%20Post")
    assert "No drift was found in its relays. They are too few to say that there is none." in told
    assert "River Watch 1 of 1 act of saying held here" in told


def test_outlets_are_sorted_and_searched(client: TestClient) -> None:
    def names(page: str) -> list[str]:
        return [one.text_content() for one in tree_of(client, page).xpath("//tbody//th")]

    assert names("/outlets?sort=name") == sorted(names("/outlets"))
    assert names("/outlets?q=delta") == ["Marsh Post of the Delta"]
    assert names("/outlets?sort=relays")[0] == QUOTED[0].outlet
    assert client.get("/outlets?sort=rank").status_code == 400


def test_many_relays_get_the_interval_that_the_count_allows() -> None:
    (one,) = directions(row(4 * FEW, FEW))
    assert one.low is not None
    assert one.high is not None
    assert 0 < one.low < 25 < one.high < 100
    assert directions(row(FEW - 1, 3))[0].low is None


@pytest.mark.parametrize(
    ("number", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_wilsons_interval_is_the_published_one(number: int, of: int, low: float, high: float) -> None:
    """Values of Newcombe (1998), table I, method 3, to four digits."""
    assert wilson(number, of) == pytest.approx((low, high), abs=1e-4)
