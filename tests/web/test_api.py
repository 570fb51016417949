"""The JSON side: one shape of success, one of error, paging that reaches everything once."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from reportedly.model.claim_json import claim_from_json
from reportedly.web.render import report_url
from tests.web.conftest import Desk

PATHS = ("/api/v1/reports", "/api/v1/claims", "/api/v1/search", "/api/v1/search?q=soldiers")


def data(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"data", "next"}
    return answer.json()["data"]


@pytest.mark.parametrize("path", PATHS)
def test_every_list_over_an_empty_store_is_empty(empty: TestClient, path: str) -> None:
    assert empty.get(path).json() == {"data": [], "next": None}


def test_claims_are_in_the_claim_format(desk: Desk) -> None:
    rows = data(desk.client, "/api/v1/claims?actor=vent&text=shells")
    assert [claim_from_json(row).id for row in rows] == [desk.attack.id]


def test_a_report_comes_with_text_versions_and_claims(desk: Desk) -> None:
    found = data(desk.client, f"/api/v1{report_url(desk.report.id)}")
    assert set(found) == {"report", "versions", "claims"}
    assert found["report"]["text"] == desk.report.text
    assert found["report"]["sha256"] == desk.report.sha256
    assert found["versions"][0]["claims"] == len(found["claims"]) == 2


def test_an_id_with_slashes_and_marks_is_found(desk: Desk) -> None:
    assert data(desk.client, f"/api/v1{report_url(desk.hostile.id)}")["report"]["id"] == desk.hostile.id


def test_a_search_hit_says_where_the_words_are(desk: Desk) -> None:
    hit = data(desk.client, "/api/v1/search?q=fired&limit=1")[0]
    match = hit["matches"][0]
    assert hit["snippet"][match["start"] : match["end"]] == "fired"


@pytest.mark.parametrize("path", ["/api/v1/claims?actor=vent&limit=17", "/api/v1/reports?limit=7"])
def test_following_next_gives_everything_once(desk: Desk, path: str) -> None:
    found, following = [], path
    while following:
        answer = desk.client.get(following).json()
        found += [row.get("id") or row["report_id"] for row in answer["data"]]
        following = answer["next"]
    assert len(found) == len(set(found)) == 60


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/nothing", 404, "not_found"),
        ("/api/v1/reports/unheld", 404, "not_found"),
        ("/api/v1/claims?limit=0", 400, "bad_request"),
        ("/api/v1/claims?limit=100000", 400, "bad_request"),
        ("/api/v1/claims?cursor=-1", 400, "bad_request"),
        ("/api/v1/claims?limit=many", 400, "bad_request"),
        ("/api/v1/search?q=" + "a" * 500, 400, "bad_request"),
        ("/api/v1/reports/unheld?version=0", 400, "bad_request"),
    ],
)
def test_every_error_has_the_one_shape(desk: Desk, path: str, status: int, code: str) -> None:
    answer = desk.client.get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"code", "message"}
    assert answer.json()["error"]["code"] == code


def test_nothing_can_be_written(desk: Desk) -> None:
    for ask in (desk.client.post, desk.client.put, desk.client.delete):
        answer = ask("/api/v1/claims")
        assert answer.status_code == 405
        assert answer.json()["error"]["code"] == "method_not_allowed"
