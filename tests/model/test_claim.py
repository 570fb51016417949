"""Claims: the origin is the last hop, a bare outlet is none, and claims are values."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given

from reportedly.model.claim import Claim, Evidence, Polarity, Stance, Status
from tests.builders import make_claim, make_hop, numbered_report, outlet_hop
from tests.strategies import claims

REPORT = numbered_report(1)
WORDS = "soldiers of Norland crossed the Ister"


def test_the_origin_is_the_farthest_hop() -> None:
    relay = make_hop(REPORT, "The Sudland defence ministry")
    claim = make_claim(REPORT, WORDS, source="Colonel Ada Vent")
    longer = replace(claim, chain=(claim.chain[0], relay, claim.chain[1]))
    assert claim.origin is not None
    assert claim.origin.name == "Colonel Ada Vent"
    assert longer.origin == claim.origin


@pytest.mark.parametrize("chain", [(), (outlet_hop(REPORT),)])
def test_what_the_report_says_itself_has_no_origin(chain: tuple[()]) -> None:
    assert make_claim(REPORT, WORDS, chain=chain).origin is None


def test_an_outlet_that_names_itself_is_an_origin() -> None:
    named = replace(outlet_hop(REPORT), span=make_hop(REPORT, "Norland").span)
    assert make_claim(REPORT, WORDS, chain=(named,)).origin == named


def test_a_claim_that_says_no_more_is_an_affirmed_assertion() -> None:
    claim = make_claim(REPORT, WORDS)
    assert (claim.stance, claim.polarity, claim.status) == (Stance.ASSERTS, Polarity.AFFIRMED, None)
    assert make_claim(REPORT, WORDS, evidence=Evidence()).evidence.hedge == ()


def test_the_ladder_of_intentions_stands_in_its_order() -> None:
    assert list(Status)[:6] == ["considered", "planned", "announced", "ordered", "under_way", "done"]


@given(claims)
def test_claims_are_values_that_travel(claim: Claim) -> None:
    travelled = pickle.loads(pickle.dumps(claim))
    assert travelled == claim
    assert hash(travelled) == hash(claim)
    with pytest.raises(AttributeError):
        claim.id = "another"  # type: ignore[misc]
