"""The workflow: where reading, extraction, the store and reconciliation meet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.stores import Outcome, open_store
from reportedly.workflow import Feature, add, draw, features, load_extractor, picture, read_claims, stored_readings

from .builders import claims_of, make_report, numbered_report


class Counting:
    """An extractor that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def extract(self, report: Report) -> tuple[Claim, ...]:
        self.asked += 1
        return claims_of(report)


def test_a_reading_is_the_report_with_its_claims() -> None:
    report = numbered_report(1)
    assert read_claims(report, Counting()).claims == claims_of(report)


def test_adding_keeps_the_claims_and_adding_again_asks_no_extractor(tmp_path: Path) -> None:
    extractor = Counting()
    with open_store(tmp_path / "kept.db") as store:
        first = add(numbered_report(1), store, extractor)
        again = add(numbered_report(1), store, extractor)
        assert store.counts().claims == 2
    assert (first.added.outcome, first.claims) == (Outcome.NEW, 2)
    assert (again.added.outcome, again.claims) == (Outcome.UNCHANGED, 0)
    assert extractor.asked == 1


def test_the_picture_is_made_of_the_latest_versions(tmp_path: Path) -> None:
    with open_store(tmp_path / "kept.db") as store:
        for number in range(3):
            add(numbered_report(number), store, Counting())
        draw(store)
        seen = picture(store)
    assert seen.counts.reports == 3
    assert sum(series.claims for series in seen.series) == seen.counts.claims


def test_an_empty_store_has_an_empty_picture(tmp_path: Path) -> None:
    with open_store(tmp_path / "kept.db") as store:
        assert picture(store).series == ()


def test_stored_readings_are_what_was_added(tmp_path: Path) -> None:
    with open_store(tmp_path / "kept.db") as store:
        add(numbered_report(1), store, Counting())
        (reading,) = stored_readings(store)
    assert reading.report.text == numbered_report(1).text
    assert len(reading.claims) == 2


def test_the_shipped_extractor_finds_claims_whose_spans_hold_their_words() -> None:
    report = make_report("At least 40 soldiers of Norland were killed, Colonel Ada Vent said.")
    claims = load_extractor().extract(report)
    assert claims
    assert all(claim.span.of(report.text) == claim.text for claim in claims)


@pytest.mark.parametrize("feature", list(Feature))
def test_each_feature_is_one_line_of_json_under_the_report_id(feature: Feature) -> None:
    report = make_report("Colonel Ada Vent said 40 boats sank on 3 March 2031.")
    line = features(report, feature)
    assert line.endswith("\n")
    row = json.loads(line)
    assert row.pop("id") == report.id
    (found,) = row.values()
    assert found
