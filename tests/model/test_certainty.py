"""Certainty: nothing is sure or unsure unless it was said."""

from __future__ import annotations

import pytest

from reportedly.model.certainty import Certainty, Confidence, Evidential, Likelihood, Modality


def test_where_nothing_was_said_nothing_is_set() -> None:
    plain = Certainty()
    assert (plain.likelihood, plain.confidence, plain.evidential, plain.modality) == (None, None, None, None)
    assert plain.estimated is False


def test_a_term_has_no_band_of_itself() -> None:
    assert Likelihood(term="likely") == Likelihood(term="likely", yardstick=None, low=None, high=None)


def test_the_fields_are_kept_apart() -> None:
    sure = Certainty(
        likelihood=Likelihood(term="likely", yardstick="phia", low=55, high=75),
        estimated=True,
        confidence=Confidence.LOW,
        evidential=Evidential.REPORTEDLY,
        modality=Modality.MAY,
    )
    assert len({sure, Certainty(estimated=True), Certainty()}) == 3
    with pytest.raises(AttributeError):
        sure.estimated = False  # type: ignore[misc]
