"""The desk's figures for Prometheus: there, guarded, and counting refusals too."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from reportedly.web.access import Access
from reportedly.web.app import create_app
from tests.web.conftest import BASE, Desk

TOKEN = "a-token-of-thirty-characters-1"


def figures(text: str) -> dict[str, float]:
    """Each line of the text form, by its name and labels."""
    rows = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in rows}


def test_the_figures_tell_requests_and_what_the_store_holds(desk: Desk) -> None:
    assert desk.client.get("/").status_code == 200
    assert desk.client.get("/no-such-page").status_code == 404
    answer = desk.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    found = figures(answer.text)
    assert found['reportedly_desk_requests_total{method="GET",status="200"}'] == 1
    assert found['reportedly_desk_requests_total{method="GET",status="404"}'] == 1
    assert found["reportedly_desk_request_seconds_count"] == 2
    assert found['reportedly_store_held{what="reports"}'] == 60
    assert found["reportedly_desk_requests_in_flight"] == 1  # this very one


def test_who_is_not_let_in_sees_no_figures_and_is_counted(tmp_path: Path) -> None:
    with TestClient(create_app(str(tmp_path / "kept.db"), access=Access(token=TOKEN)), base_url=BASE) as client:
        assert client.get("/metrics").status_code == 401
        found = figures(client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).text)
    assert found['reportedly_desk_requests_total{method="GET",status="401"}'] == 1


def test_a_method_that_nobody_knows_makes_no_figure_of_its_own(desk: Desk) -> None:
    """Else whoever asks could fill the memory with names."""
    desk.client.request("BREW", "/")
    desk.client.request("SIP", "/")
    names = [name for name in figures(desk.client.get("/metrics").text) if "requests_total" in name]
    assert not [name for name in names if "BREW" in name or "SIP" in name]
    assert any('method="other"' in name for name in names)
