"""What people decided, laid over claims and tellings; nothing extracted is changed. All names are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.claim import Aspect, Claim, Polarity, Stance, Status
from reportedly.model.quantity import at_least
from reportedly.model.story import Review, Verdict
from reportedly.reconciliation.reviews import SLOTS, Decisions, corrected, decisions_of
from tests.builders import make_telling, report_saying

_, (CLAIM,) = report_saying(
    {"words": "Ada Vent said 40 soldiers were killed.", "source": "Ada Vent", "actor": "ada-vent", "measure": "killed"}
)
WHEN = datetime(2031, 4, 1, tzinfo=UTC)
ids = count()


def review(verdict: Verdict, of: str = "claim1", **changes: Any) -> Review:
    return Review(id=f"r{next(ids)}", of=of, verdict=verdict, who="Ida", when=WHEN, **changes)


def correct(slot: str, value: str | None, of: str = "claim1") -> Review:
    return review(Verdict.CORRECT, of, slot=slot, value=value)


def merged(one: str, other: str) -> Review:
    return review(Verdict.MERGE, one, other=other, slot="party")


def put(slot: str, value: str | None, claim: Claim = CLAIM) -> Claim:
    return corrected(claim, [(slot, value)])


# which decisions hold


def test_without_reviews_nothing_is_decided() -> None:
    assert decisions_of(()) == Decisions()
    assert Decisions().of_claims([CLAIM]) == (CLAIM,)
    assert Decisions().of_tellings([make_telling()]) == (make_telling(),)


def test_of_accept_and_reject_the_later_holds() -> None:
    accept, reject = review(Verdict.ACCEPT), review(Verdict.REJECT)
    assert decisions_of([accept, reject]).rejected == {"claim1"}
    assert decisions_of([reject, accept]).rejected == frozenset()


def test_a_review_that_was_taken_back_does_not_hold() -> None:
    told = [review(Verdict.REJECT), correct("measure", "captured"), review(Verdict.SPLIT), merged("a", "b")]
    assert decisions_of([replace(one, undone=True) for one in told]) == Decisions()


def test_of_two_corrections_of_one_slot_the_later_holds_and_other_slots_stand() -> None:
    decisions = decisions_of([correct("measure", "captured"), correct("place", None), correct("measure", "wounded")])
    assert dict(decisions.corrections["claim1"]) == {"measure": "wounded", "place": None}


def test_a_rejected_claim_is_left_out_and_a_corrected_one_is_changed() -> None:
    decisions = decisions_of([review(Verdict.REJECT, "gone"), correct("measure", "captured", CLAIM.id)])
    (kept,) = decisions.of_claims([replace(CLAIM, id="gone"), CLAIM])
    assert kept == replace(CLAIM, measure="captured")
    assert CLAIM.measure == "killed"


def test_merged_claims_are_joined_to_each_other() -> None:
    decisions = decisions_of([review(Verdict.MERGE, other="claim2"), review(Verdict.MERGE, other="claim3")])
    one, two, three, four = decisions.of_tellings(make_telling(number=n) for n in (1, 2, 3, 4))
    assert (one.joined_to, two.joined_to, three.joined_to) == (("claim2", "claim3"), ("claim1",), ("claim1",))
    assert four == make_telling(number=4)


def test_a_claim_that_is_split_stands_alone_unless_it_is_also_merged() -> None:
    (split,) = decisions_of([review(Verdict.SPLIT)]).of_tellings([make_telling()])
    assert split.alone
    (both,) = decisions_of([review(Verdict.SPLIT), review(Verdict.MERGE, other="claim2")]).of_tellings([make_telling()])
    assert not both.alone


def test_merged_parties_are_one_whichever_report_speaks_of_them() -> None:
    (telling,) = decisions_of([merged("norland-government", "sudland-mod")]).of_tellings([make_telling()])
    assert telling.party == "sudland-mod"
    assert telling.speaker == "Ada Vent"


def test_a_chain_of_merges_ends_with_the_last_party() -> None:
    assert decisions_of([merged("a", "b"), merged("b", "c")]).parties == {"a": "c", "b": "c"}


def test_a_ring_of_merges_is_one_party() -> None:
    parties = decisions_of([merged("b", "c"), merged("c", "a"), merged("a", "b"), merged("x", "c")]).parties
    assert set(parties.values()) == {"a"}


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=6))
def test_a_merged_party_is_merged_no_further(pairs: list[tuple[str, str]]) -> None:
    parties = decisions_of([merged(one, other) for one, other in pairs]).parties
    assert all(parties.get(end, end) == end for end in parties.values())


def test_merged_parties_change_the_rules_of_the_whole_picture_and_a_claims_review_does_not() -> None:
    rules = Decisions().rules
    assert decisions_of([merged("a", "b")]).rules != rules
    assert decisions_of([review(Verdict.REJECT), review(Verdict.SPLIT)]).rules == rules
    assert decisions_of([replace(merged("a", "b"), undone=True)]).rules == rules


# corrections


@pytest.mark.parametrize(
    ("slot", "value", "found"),
    [
        ("measure", "captured", "captured"),
        ("said", "2031-03-01", "2031-03-01"),
        ("aspect", "increment", Aspect.INCREMENT),
        ("status", "planned", Status.PLANNED),
        ("stance", "denies", Stance.DENIES),
        ("polarity", "negated", Polarity.NEGATED),
    ],
)
def test_a_term_is_put_into_its_slot(slot: str, value: str, found: object) -> None:
    assert getattr(put(slot, value), slot) == found


@pytest.mark.parametrize("slot", ["measure", "said", "aspect", "status", "subject", "counterpart", "place", "quantity"])
def test_nothing_empties_a_slot(slot: str) -> None:
    assert getattr(put(slot, None), slot) is None


def test_without_a_value_stance_and_polarity_are_the_plain_ones() -> None:
    denied = replace(CLAIM, stance=Stance.DENIES, polarity=Polarity.NEGATED)
    assert put("stance", None, denied).stance is Stance.ASSERTS
    assert put("polarity", None, denied).polarity is Polarity.AFFIRMED


def test_a_figure_is_given_by_its_fields() -> None:
    assert put("quantity", '{"low": 40, "low_inclusive": true}').quantity == at_least(40)


def test_another_origin_keeps_the_outlet_and_what_lies_between() -> None:
    claim = put("origin", "River Watch")
    assert claim.chain[0] == CLAIM.chain[0]
    assert claim.origin is not None
    assert (claim.origin.name, claim.origin.named, claim.origin.actor) == ("River Watch", True, None)
    assert len(claim.chain) == 2


def test_without_an_origin_the_outlet_speaks_for_itself() -> None:
    claim = put("origin", None)
    assert claim.origin is None
    assert claim.chain == CLAIM.chain[:1]
    assert put("origin", "River Watch", claim).origin is not None


@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_that_is_named_can_be_emptied_and_the_rest_stands(slot: str) -> None:
    claim = put(slot, None)
    assert (claim.id, claim.text, claim.span) == (CLAIM.id, CLAIM.text, CLAIM.span)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("colour", "red"),
        ("status", "dreamt"),
        ("aspect", "many"),
        ("stance", "shrugs"),
        ("quantity", "forty"),
        ("quantity", '{"low": 5, "high": 4}'),
    ],
)
def test_a_slot_or_a_term_that_there_is_not_is_refused(slot: str, value: str) -> None:
    with pytest.raises(ValueError):
        put(slot, value)


@pytest.mark.parametrize("value", ["40", "[40]", '"low"'])
def test_a_figure_that_is_no_object_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        put("quantity", value)
