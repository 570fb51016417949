"""Conventions change what is exported, never what is kept."""

from __future__ import annotations

import pytest

from reportedly.exporters.conventions import with_plural_floor
from reportedly.model.claim import Claim
from reportedly.model.quantity import Quantity, at_least, vaguely
from tests.builders import make_claim, make_report


def _claim(quantity: Quantity) -> Claim:
    report = make_report()
    return make_claim(report, report.text.split(".")[0], quantity=quantity)


@pytest.mark.parametrize(
    ("word", "floor"), [("dozens", 24), ("hundreds", 100), ("thousands", 1_000), ("tens of thousands", 10_000)]
)
def test_a_vague_word_is_exported_with_the_least_number_it_can_mean(word: str, floor: int) -> None:
    claim = _claim(vaguely(word))
    exported = with_plural_floor(claim).quantity
    assert exported is not None
    assert (exported.low, exported.low_inclusive, exported.high, exported.vague) == (floor, True, None, word)


def test_a_number_that_was_said_is_left_alone() -> None:
    claim = _claim(at_least(500))
    assert with_plural_floor(claim) is claim


def test_a_word_without_a_convention_stays_a_word() -> None:
    claim = _claim(vaguely("several"))
    assert with_plural_floor(claim) is claim
