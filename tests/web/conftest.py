"""A store of made-up reports, one of them hostile, and the desk over it, asked in this process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.model.certainty import Certainty, Likelihood
from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.model.story import Query, Story
from reportedly.stores import open_store
from reportedly.web import desk as room
from reportedly.web.app import create_app
from reportedly.workflow import draw, new_story
from tests.builders import claims_of, make_claim, make_report, numbered_report

HOSTILE = "<script>alert(1)</script>"
BASE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Desk:
    """The client, a plain report with its claims, and the hostile one with its claim."""

    client: TestClient
    report: Report
    claims: tuple[Claim, ...]
    hostile: Report
    attack: Claim
    story: Story


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page comes before all of it is made, however busy the machine is."""
    monkeypatch.setattr(room, "FIRST_S", 60.0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    plain, hostile = numbered_report(1), hostile_report()
    attack = make_claim(
        hostile,
        f"{HOSTILE} fired 12 shells",
        source='Colonel "><b>Vent</b>',
        measure="launched",
        certainty=Certainty(likelihood=Likelihood(term="<i>likely</i>")),
    )
    location = tmp_path / "reports.db"
    with open_store(location) as store:
        store.add(plain, claims_of(plain))
        for number in range(2, 60):
            report = numbered_report(number)
            store.add(report, claims_of(report))
        store.add(hostile, [attack])  # last, to be among the latest
        draw(store)
        story = new_story(store, f"Crossings {HOSTILE}", Query(topic="Norland"))
    with TestClient(create_app(str(location)), base_url=BASE) as client:
        yield Desk(client=client, report=plain, claims=claims_of(plain), hostile=hostile, attack=attack, story=story)


def hostile_report() -> Report:
    """Markup wherever words can stand, and an address that runs."""
    body = f'{HOSTILE} fired 12 shells, Colonel "><b>Vent</b> said.\nA line & more of it.'
    changes = {"url": "javascript:alert(2)", "outlet": f"Gazette {HOSTILE}", "byline": "<u>Writer</u>"}
    return make_report(body, title=f"Title {HOSTILE}", id="a/b ?#<x>", **changes)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """The desk over a store that holds nothing."""
    with TestClient(create_app(str(tmp_path / "empty.db")), base_url=BASE) as client:
        yield client
