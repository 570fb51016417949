"""Origins: the list of parties, and one with what it said, who speaks for it, and how its words fared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.web.charts.acts import BARS, acts_chart
from tests.contracts.store_origins import ECHO, QUOTED
from tests.contracts.store_pictures import BARE, BOATS
from tests.contracts.store_speakers import OTHER_OUTLET
from tests.web.test_pages import tree_of
from tests.web.test_pages_claims import served
from tests.web.test_pages_findings import link_to, words
from tests.web.test_pages_forecasts import OPEN, VAGUE


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with served(tmp_path / "reports.db", QUOTED, BARE, ECHO, OTHER_OUTLET, BOATS, OPEN, VAGUE) as client:
        yield client


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


def test_few_forecasts_are_counted_and_said_to_be_too_few(client: TestClient) -> None:
    """No share of a source's forecasts where it would be chance."""
    told = words(client, link_to(client, "/origins", "/origins/")).partition("How its forecasts fared")[2]
    assert "None is settled yet" in told or "too few to tell anything of the source" in told
    assert "%" not in told.partition("How its words changed")[0]
    assert "No forecast of its is held." in words(client, link_to(client, "/origins?q=river", "/origins/"))


def test_however_often_it_speaks_it_is_one_origin_and_says_so(client: TestClient) -> None:
    assert "counts as one independent origin" in words(client, link_to(client, "/origins", "/origins/"))


@pytest.mark.parametrize(
    ("days", "bars"),
    [
        (["2031-03-01", "2031-03-04", "2031-03-04"], ["2031-03-01: 1 act", "2031-03-02: 0 acts", "2031-03-04: 2 acts"]),
        (["2031-01-31", "2031-03-04"], ["2031-01-31: 1 act", "2031-03-04: 1 act"]),
        (["2030-11", "2031-02-04"], ["2030-11: 1 act", "2030-12: 0 acts", "2031-02: 1 act"]),
        (["2001", "2003-01"], ["2001: 1 act", "2002: 0 acts", "2003: 1 act"]),
    ],
)
def test_acts_are_counted_in_the_finest_steps_that_all_days_have(days: list[str], bars: list[str]) -> None:
    """With the steps between them in which nothing was said."""
    drawing = acts_chart(days)
    assert drawing is not None
    assert all(f"<title>{bar}</title>" in drawing.replace("svg:", "") or bar in drawing for bar in bars)


def test_more_steps_than_fit_become_longer_ones() -> None:
    days = [date.fromordinal(date(2031, 1, 1).toordinal() + number).isoformat() for number in range(BARS + 1)]
    assert "2031-01: 31 acts" in (acts_chart(days) or "")
    assert "2031-01-01" not in (acts_chart(days) or "")


def test_one_step_is_no_chart() -> None:
    assert acts_chart(["2031-03-01", "2031-03-01"]) is None
    assert acts_chart([]) is None
