"""Values as plain JSON and back, by the types of their fields."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.claim import Aspect, Claim
from reportedly.model.finding import Finding, FindingKind, Member
from reportedly.model.plain import built, plain
from reportedly.model.quantity import Quantity, at_least
from reportedly.model.story import (
    Citation,
    Estimate,
    Forecast,
    ForecastState,
    Origin,
    Query,
    Question,
    Review,
    Story,
    Verdict,
    Watch,
)
from reportedly.model.telling import Context, Telling
from tests.strategies import certainties, claims, contexts, days, maybe_words, periods, quantities, tellings, words

WHEN = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
citations = st.builds(
    Citation, claim=words, report=words, version=st.integers(1, 9), outlet=maybe_words, published=st.none() | days
)
origins = st.builds(Origin, id=words, name=words, party=words, named=st.booleans(), date=st.none() | days)
estimates = st.builds(
    Estimate,
    origin=origins,
    question=words,
    quantity=quantities(),
    as_of=st.none() | days,
    citations=st.lists(citations, max_size=3).map(tuple),
    happened=st.none() | periods,
    certainty=certainties,
)
questions = st.builds(
    Question,
    id=words,
    measure=words,
    subject=maybe_words,
    aspect=st.none() | st.sampled_from(Aspect),
    place_within=st.lists(words, max_size=2).map(tuple),
)


def back(value: Any) -> Any:
    """Through the text of JSON, as a store keeps it."""
    return built(type(value), json.loads(json.dumps(plain(value), ensure_ascii=False)))


@given(estimates | questions | quantities() | contexts | citations)
def test_what_the_picture_keeps_comes_back_equal(value: object) -> None:
    assert back(value) == value


@given(tellings())
def test_every_telling_comes_back_equal(telling: Telling) -> None:
    assert back(telling) == telling


@given(claims)
def test_every_claim_comes_back_equal(claim: Claim) -> None:
    assert back(claim) == claim


@pytest.mark.parametrize(
    "value",
    [
        Story(id="s", name="The river", query=Query(topic="boats", actors=("Norland", "Sudland"))),
        Watch(id="w", story="s", kinds=frozenset({FindingKind.HEDGE_DROPPED, FindingKind.BOUND_DROPPED})),
        Review(id="r", of="c", verdict=Verdict.CORRECT, who="Ida", when=WHEN, slot="quantity", value="{}"),
        Finding(
            id="f",
            kind=FindingKind.VALUE_CHANGED,
            sentence="“40” became “50”.",
            members=(Member(claim="c", report="r", words="40 boats"),),
        ),
        Forecast(
            id="f",
            claim="c",
            report="r",
            origin=Origin(id="o", name="Ada Vent"),
            question=None,
            said="2031-03-03",
            horizon=None,
            text="will send 40",
            quantity=at_least(40),
            state=ForecastState.LAPSED,
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_people_keep_comes_back_equal(value: object) -> None:
    assert back(value) == value


def test_sets_are_written_in_order_and_times_as_iso_text() -> None:
    watch = Watch(id="w", story="s", kinds=frozenset({FindingKind.VALUE_CHANGED, FindingKind.BOUND_DROPPED}))
    assert plain(watch)["kinds"] == ["bound_dropped", "value_changed"]
    assert plain(Review(id="r", of="c", verdict=Verdict.ACCEPT, who="Ida", when=WHEN))["when"] == WHEN.isoformat()


def test_a_field_that_the_text_does_not_have_takes_its_default() -> None:
    assert built(Quantity, {"low": 3}) == Quantity(low=3)
    assert built(Context, {}) == Context()


@pytest.mark.parametrize(
    ("kind", "value"),
    [(Story, {"id": "s"}), (Review, {"id": "r", "of": "c", "verdict": "shrug", "who": "Ida", "when": "2031-03-04"})],
)
def test_the_json_of_something_else_is_refused(kind: type[object], value: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        built(kind, value)
