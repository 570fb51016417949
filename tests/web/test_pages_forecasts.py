"""Forecasts: who said what by when, in which state it is and why, and how each source's came out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.model.certainty import Certainty, Modality
from reportedly.model.claim import Period, Precision, Status
from reportedly.model.quantity import exactly
from tests.builders import Reading
from tests.contracts.store_pictures import saying
from tests.web.test_pages_claims import served
from tests.web.test_pages_findings import WATCH, ready, words


def planned(number: int, words: str, **changes: object) -> Reading:
    values = {
        "measure": "personnel_sent",
        "status": Status.PLANNED,
        "certainty": Certainty(modality=Modality.WILL),
        **changes,
    }
    return saying(number, words, **values)


def by(day: str) -> Period:
    return Period(as_written=day, start=None, end=day, precision=Precision.DAY)


MEN = exactly(300).with_words("300", "soldiers")
OPEN = planned(7, "Ada Vent said 300 soldiers would be sent to the Ister.", quantity=MEN)
SOON = planned(8, "River Watch said 17 bridges will fall by 9997-01-01.", happened=by("9997-01-01"), **WATCH)
TARN = {"source": "Bo Tarn", "actor": "bo-tarn"}
LATER = planned(9, "Bo Tarn said 45 tanks will come by 9998-01-01.", happened=by("9998-01-01"), **TARN)
VAGUE = planned(10, "Ada Vent said a visit was considered.", measure=None, status=Status.CONSIDERED)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with served(tmp_path / "reports.db", LATER, OPEN, SOON, VAGUE) as client:
        yield client


def states(client: TestClient, page: str) -> list[str]:
    return [one.text for one in ready(client, page).xpath("//li[@class='forecast']//p[starts-with(@class, 'state')]")]


def test_forecasts_say_who_what_and_in_which_state(client: TestClient) -> None:
    told = words(client, "/forecasts")
    assert "Ada Vent" in told
    assert "300 soldiers" in told
    assert "How each source's forecasts came out" in told


def test_open_ones_come_first_and_of_these_the_soonest(client: TestClient) -> None:
    """What names no day comes after what does."""
    days = [
        one.text for one in ready(client, "/forecasts?state=open").xpath("//li[@class='forecast']//p[@class='date']")
    ]
    assert days == ["by 9997-01-01", "by 9998-01-01", "no day told"][: len(days)]
    assert len(days) >= 2
    assert states(client, "/forecasts")[0] == "Open"


def test_a_state_narrows_the_list_and_its_facet_says_how_many(client: TestClient) -> None:
    every = states(client, "/forecasts")
    for state in set(every):
        name = state.casefold().replace(" ", "_")
        assert states(client, f"/forecasts?state={name}") == [state] * every.count(state)
        (facet,) = ready(client, f"/forecasts?state={name}").xpath("//ul[@class='facets']//a[@aria-current]")
        assert facet.text_content().split()[-1] == str(every.count(state))
    assert len(set(every)) > 1


def test_a_forecast_leads_to_its_claim_and_its_source(client: TestClient) -> None:
    links = ready(client, "/forecasts").xpath("//main//@href")
    for at in (next(at for at in links if at.startswith(begin)) for begin in ("/claims/", "/origins/")):
        assert client.get(at).status_code == 200
