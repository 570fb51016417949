"""The edges: headers on every answer, only this machine's names, errors as pages, faults without details."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.errors import StoreError
from reportedly.stores import Store
from reportedly.web.access import Access
from reportedly.web.app import create_app
from reportedly.web.guards import HEADERS, is_local
from tests.web.conftest import BASE, HOSTILE, Desk


@pytest.mark.parametrize(
    "path", ["/", "/static/style.css", "/static/favicon.svg", "/nothing", "/claims?limit=0", "/api/v1/claims"]
)
def test_every_answer_carries_the_headers(desk: Desk, path: str) -> None:
    answer = desk.client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_lets_our_own_script_run_and_nothing_stand_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:80", "LOCALHOST", "[::1]", "[::1]:8000", "127.8.9.1"]
)
def test_names_of_this_machine_are_answered(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize(
    "host", ["", None, "evil.example", "127.0.0.1.evil.example", "10.0.0.1", "0.0.0.0", "[::1", "localhost.evil"]
)
def test_other_names_are_not(host: str | None) -> None:
    assert not is_local(host)


def test_a_foreign_host_gets_a_refusal_and_no_data(desk: Desk) -> None:
    for path in ("/", "/api/v1/claims", "/static/style.css"):
        answer = desk.client.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 400
        assert "Norland" not in answer.text
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_a_further_name_can_be_allowed(tmp_path: Path) -> None:
    with TestClient(
        create_app(str(tmp_path / "a.db"), access=Access(hosts=frozenset({"desk.example"}))),
        base_url="http://desk.example",
    ) as client:
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        (f"/{HOSTILE}", 404),
        ("/reports/unheld", 404),
        ("/claims/unheld?report=unheld", 404),
        ("/claims/unheld", 400),
        ("/claims?offset=-1", 400),
        ("/search?q=" + "a" * 500, 400),
        ("/docs", 404),
        ("/openapi.json", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
    ],
)
def test_an_error_is_a_page_with_a_sentence(desk: Desk, path: str, status: int) -> None:
    answer = desk.client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert f"Error {status}" in answer.text
    assert HOSTILE not in answer.text


def test_a_claim_that_the_report_does_not_hold_is_not_found(desk: Desk) -> None:
    answer = desk.client.get("/claims/unheld", params={"report": desk.report.id})
    assert answer.status_code == 404
    assert "holds no claim" in answer.text


def test_pages_only_read(desk: Desk) -> None:
    answer = desk.client.post("/claims")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_a_store_that_fails_is_told_and_a_fault_tells_no_detail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(str(tmp_path / "a.db"))
    store: Store = app.state.desk.store
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        monkeypatch.setattr(type(store), "counts", lambda _: _raise(StoreError("the disk is gone: plug it in")))
        assert client.get("/").status_code == 503
        assert "The disk is gone" in client.get("/").text
        monkeypatch.setattr(type(store), "find_claims", lambda *_: _raise(RuntimeError("secret")))
        answer = client.get("/api/v1/claims")
        assert answer.status_code == 500
        assert answer.json()["error"]["code"] == "internal"
        assert "secret" not in answer.text
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_a_store_that_cannot_be_opened_is_told_at_once(tmp_path: Path) -> None:
    foreign = tmp_path / "notes.txt"
    foreign.write_text("not a store of ours, but words " * 40)
    with pytest.raises(StoreError):
        create_app(str(foreign))


def _raise(error: Exception) -> None:
    raise error
