"""One address gives a page, CSV or JSON: as the address says, else as the asker likes it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from reportedly.exporters.findings import FINDING_COLUMNS
from reportedly.exporters.forecasts import FORECAST_COLUMNS
from reportedly.exporters.tabular import COLUMNS, ESTIMATE_COLUMNS
from reportedly.model.claim_json import claim_from_json
from reportedly.web.formats import Format, format_of, json_array
from reportedly.web.pages.outlets import OUTLET_COLUMNS
from tests.web.conftest import Desk

LISTS = ("/claims", "/reports", "/search?q=soldiers", "/search/reports?q=soldiers")


OTHER_LISTS = {
    "/findings": FINDING_COLUMNS,
    "/findings?kind=drift": FINDING_COLUMNS,
    "/forecasts": FORECAST_COLUMNS,
    "/origins?sort=name": ("id", "name", "acts", "claims", "questions", "first", "last"),
    "/outlets": OUTLET_COLUMNS,
    "/picture?topic=Norland": ESTIMATE_COLUMNS,
    "/picture": ESTIMATE_COLUMNS,
}


@pytest.mark.parametrize("page", OTHER_LISTS)
def test_every_list_is_a_table_and_json_at_its_own_address(desk: Desk, page: str) -> None:
    """The page leads to both, or has nothing to give; the table has the columns that the command prints."""
    mark = "&" if "?" in page else "?"
    table = desk.client.get(f"{page}{mark}format=csv")
    header, *rows = csv.reader(io.StringIO(table.text))
    assert tuple(header) == tuple(OTHER_LISTS[page])
    assert table.headers["content-disposition"].startswith("attachment")
    whole = desk.client.get(page, headers={"Accept": "application/json"}).json()
    if isinstance(whole, list):
        assert len(whole) == len(rows)
    links = desk.client.get(page).text.count(" download>")
    assert links == (2 if rows else 0)


def test_a_story_and_a_question_give_their_figures(desk: Desk) -> None:
    story = desk.client.get(f"/story/{desk.story.id}?format=json").json()
    (asked, *_) = story["questions"]
    assert asked["estimates"]
    address = f"/questions/{asked['id']}"
    every = list(csv.DictReader(io.StringIO(desk.client.get(f"{address}?format=csv").text)))
    assert len(every) == len(desk.client.get(f"{address}?format=json").json()["questions"][0]["estimates"]) >= 1
    assert {row["question"] for row in every} == {asked["id"]}
    for page in (f"/story/{desk.story.id}", address):
        assert desk.client.get(page).text.count(" download>") == 2


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", Format.PAGE),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Format.PAGE),
        ("text/csv", Format.CSV),
        ("application/json", Format.JSON),
        ("application/json;q=0.5, text/csv;q=0.9", Format.CSV),
        ("application/json, text/csv", Format.JSON),
        ("text/csv;q=0", Format.PAGE),
        ("text/csv;q=much", Format.PAGE),
        ("image/png", Format.PAGE),
    ],
)
def test_the_form_is_the_one_that_is_liked_best(accept: str, expected: Format) -> None:
    request = Request({"type": "http", "headers": [(b"accept", accept.encode())]})
    assert format_of(request) is expected
    assert format_of(request, Format.JSON) is Format.JSON


@pytest.mark.parametrize("path", LISTS)
def test_every_list_comes_in_three_forms(desk: Desk, path: str) -> None:
    joint = "&" if "?" in path else "?"
    for form, kind in (("csv", "text/csv"), ("json", "application/json")):
        named = desk.client.get(f"{path}{joint}format={form}")
        liked = desk.client.get(path, headers={"accept": kind})
        assert named.status_code == liked.status_code == 200
        assert named.content == liked.content
        assert named.headers["content-type"].startswith(kind)
        assert named.headers["content-disposition"].endswith(f'.{form}"')
    rows = list(csv.DictReader(io.StringIO(desk.client.get(f"{path}{joint}format=csv").text)))
    assert len(rows) == len(desk.client.get(f"{path}{joint}format=json").json()) > 50


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_nothing_is_a_whole_file(empty: TestClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    assert empty.get(f"{path}{joint}format=json").json() == []
    assert len(empty.get(f"{path}{joint}format=csv").text.splitlines()) == 1


def test_a_file_holds_what_the_conditions_find_and_starts_at_the_first(desk: Desk) -> None:
    path = "/claims?measure=captured&sort=figure&offset=50&limit=7"
    claims = [claim_from_json(row) for row in desk.client.get(f"{path}&format=json").json()]
    assert {claim.measure for claim in claims} == {"captured"}
    figures = [claim.quantity.low for claim in claims if claim.quantity]
    assert len(figures) == 59
    assert figures == sorted(figures)  # type: ignore[type-var]
    rows = list(csv.DictReader(io.StringIO(desk.client.get(f"{path}&format=csv").text)))
    assert [row["id"] for row in rows] == [claim.id for claim in claims]
    assert tuple(rows[0]) == COLUMNS


def test_a_file_ends_where_it_says(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("claims", "reports", "search"):
        monkeypatch.setattr(f"reportedly.web.pages.{place}.DOWNLOAD_ROWS", 20)
    monkeypatch.setattr("reportedly.web.pages.claims._A_BATCH", 10)
    for path in LISTS:
        joint = "&" if "?" in path else "?"
        assert len(desk.client.get(f"{path}{joint}format=json").json()) == 20
        assert "the first 20 rows" in desk.client.get(path).text


def test_a_form_that_there_is_not_is_refused(desk: Desk) -> None:
    assert desk.client.get("/claims?format=xml").status_code == 400


def test_rows_become_one_array() -> None:
    for rows in ([], [{"a": 1}], [{"a": "é"}, {"b": None}]):
        assert json.loads("".join(json_array(rows))) == rows
