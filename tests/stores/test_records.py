"""What the index columns repeat of a claim."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.claim_json import claim_to_json
from reportedly.stores.records import claim_from, folded, index_of
from tests.builders import claims_of, numbered_report

REPORT = numbered_report(1)
CLAIM = claims_of(REPORT)[0]


@pytest.mark.parametrize(
    ("said", "published", "days"),
    [
        ("2031-02-28", "2031-03-04", ("2031-02-28", "2031-02-28")),
        ("2031-02-28T10:00:00+00:00", None, ("2031-02-28", "2031-02-28")),
        ("2032-02", None, ("2032-02-01", "2032-02-29")),
        ("2031", None, ("2031-01-01", "2031-12-31")),
        (None, "2031-03-05", ("2031-03-05", "2031-03-05")),
        (None, None, ("2031-03-04", "2031-03-04")),
        ("last week", None, ("2031-03-04", "2031-03-04")),
        ("2031-13", None, ("2031-03-04", "2031-03-04")),
        ("year", None, ("2031-03-04", "2031-03-04")),
    ],
)
def test_the_days_of_saying(said: str | None, published: str | None, days: tuple[str, str]) -> None:
    """The day or span of days of saying; else the claim's day of publication; else the report's."""
    index = index_of(dataclasses.replace(CLAIM, said=said, published=published), REPORT)
    assert (index.day_from, index.day_to) == days


def test_no_day_is_no_day() -> None:
    """Where neither saying nor publication is dated."""
    index = index_of(dataclasses.replace(CLAIM, published=None), dataclasses.replace(REPORT, published=None))
    assert (index.day_from, index.day_to, index.published_day) == (None, None, None)


def test_one_origin_has_one_key() -> None:
    """An id wins over names; unnamed sources are never one across reports."""
    hop = CLAIM.chain[-1]

    def key(report_id: str, **changes: object) -> str | None:
        claim = dataclasses.replace(CLAIM, chain=(CLAIM.chain[0], dataclasses.replace(hop, **changes)))  # type: ignore[arg-type]
        return index_of(claim, dataclasses.replace(REPORT, id=report_id)).origin_key

    assert key("a", name="One", actor="x") == key("b", name="Two", actor="x")
    assert key("a", name="ADA") == key("b", name="Ada")
    assert key("a", named=False) == key("a", named=False)
    assert key("a", named=False) != key("b", named=False)


def test_the_own_voice_has_no_origin() -> None:
    """A bare outlet is none."""
    index = index_of(dataclasses.replace(CLAIM, chain=CLAIM.chain[:1]), REPORT)
    assert (index.origin_name, index.origin_actor, index.origin_key) == (None, None, None)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Z"])))
def test_folding_forgets_case(text: str) -> None:
    """And folding what is folded changes nothing that matters: part of a name stays part of it."""
    assert folded(text[:5]) in folded(text)


def test_a_claim_that_was_kept_before_a_key_came_is_read() -> None:
    row = claim_to_json(CLAIM)
    del row["attribution_probability"], row["needs_review"]
    claim = claim_from(json.dumps(row))
    assert claim.attribution_probability is None
    assert not claim.needs_review
