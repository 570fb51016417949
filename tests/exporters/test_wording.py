"""Claims in words: chains as arrows, bounds as they were said, every mark of certainty told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exporters import wording
from reportedly.knowledge.measures import load_measures
from reportedly.model import quantity as q
from reportedly.model.certainty import Certainty, Confidence, Evidential, Likelihood, Modality
from reportedly.model.claim import Aspect, Channel, Claim, Period, Polarity, Precision, Stance, Status
from reportedly.model.quantity import Quantity
from reportedly.model.quantity_words import bounds_words

from ..builders import claims_of, make_claim, make_hop, make_report, numbered_report, outlet_hop

REPORT = make_report("Ada Vent told Northpost that 40 boats sank, officials said.")


def chained(*names: str) -> Claim:
    hops = tuple(make_hop(REPORT, name) for name in names)
    return make_claim(REPORT, "40 boats sank", chain=(outlet_hop(REPORT), *hops))


def test_the_chain_reads_from_the_report_in_hand_to_the_origin() -> None:
    assert wording.who(chained("Northpost", "Ada Vent")) == "The Ister Gazette <- Northpost <- Ada Vent"


def test_a_hop_tells_post_channel_and_day() -> None:
    hop = replace(
        make_hop(REPORT, "Ada Vent"),
        title="Defence Minister",
        affiliation="Sudland",
        channel=Channel.PRESS_BRIEFING,
        date="2031-03-03",
    )
    assert wording.hop_words(hop) == "Ada Vent (Defence Minister, Sudland; press briefing, 2031-03-03)"


def test_an_affiliation_that_the_post_names_is_not_told_twice() -> None:
    hop = replace(make_hop(REPORT, "Ada Vent"), title="Sudland Defence Minister", affiliation="Sudland")
    assert wording.hop_words(hop) == "Ada Vent (Sudland Defence Minister)"


def test_an_unnamed_source_is_said_to_be_one() -> None:
    assert wording.hop_words(make_hop(REPORT, "officials", named=False)) == "officials (unnamed)"


def test_own_voice_and_no_one_credited_are_told_apart() -> None:
    own = make_claim(REPORT, "40 boats sank")
    assert wording.who(own) == "The Ister Gazette, in its own voice"
    hedged = replace(own, certainty=Certainty(evidential=Evidential.REPORTEDLY))
    assert wording.who(hedged) == "The Ister Gazette, crediting no one"
    assert wording.who(replace(own, chain=())) == "The report, in its own voice"


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (q.more_than(500), "more than 500"),
        (q.at_least(500), "at least 500"),
        (q.at_most(25_000), "up to 25,000"),
        (q.less_than(500), "less than 500"),
        (q.between(4_000, 5_000), "4,000 to 5,000"),
        (q.exactly(38), "38"),
        (q.about(500), "about 500"),
        (q.nearly(500), "nearly 500"),
        (q.just_over(500), "just over 500"),
        (q.vaguely("dozens"), "dozens"),
        (q.exactly(2.5), "2.5"),
        (q.exactly(0), "0"),
        (Quantity(low=1, high=2), "more than 1 and less than 2"),
        (Quantity(as_written="a number"), "a number"),
        (Quantity(), "not stated"),
    ],
)
def test_bounds_are_said_as_they_were_said(quantity: Quantity, words: str) -> None:
    assert bounds_words(quantity) == words


@given(st.integers(min_value=1, max_value=10**12), st.integers(min_value=1, max_value=10**12))
def test_a_range_never_shows_a_number_that_was_not_said(one: int, other: int) -> None:
    words = bounds_words(q.between(one, other)).replace(",", "")
    assert {int(part) for part in words.split(" to ")} == {one, other}


def test_units_shares_and_periods() -> None:
    share = Quantity(low=50, unit="percent", of="the force")
    assert wording.quantity_words(share) == "more than 50 % of the force"
    assert wording.quantity_words(replace(q.exactly(20), unit="drones", period="night")) == "20 drones per night"


def test_a_likelihood_has_a_band_only_with_its_yardstick() -> None:
    assert wording.likelihood_words(Likelihood(term="likely", yardstick="phia", low=55, high=75)).startswith(
        "likely (55-75 %, "
    )
    assert wording.likelihood_words(Likelihood(term="likely")) == "“likely” (no yardstick known)"


def test_every_mark_of_certainty_is_told() -> None:
    sure = Certainty(
        likelihood=Likelihood(term="likely"),
        estimated=True,
        confidence=Confidence.LOW,
        evidential=Evidential.ALLEGEDLY,
        modality=Modality.MAY,
    )
    claim = replace(chained("Ada Vent"), certainty=sure, status=Status.PLANNED, stance=Stance.CONFIRMS)
    assert wording.how_sure(claim) == (
        "confirmed, planned, “likely” (no yardstick known), estimated, low confidence, allegedly, may"
    )


def test_what_carries_no_mark_is_stated_flatly() -> None:
    assert wording.how_sure(chained("Ada Vent")) == wording.FLATLY
    assert wording.how_sure(replace(chained("Ada Vent"), status=Status.DONE)) == wording.FLATLY


def test_a_denial_is_told_once() -> None:
    denied = replace(chained("Ada Vent"), stance=Stance.DENIES, status=Status.DENIED, polarity=Polarity.NEGATED)
    assert wording.how_sure(denied) == "denied"
    assert wording.how_sure(replace(chained("Ada Vent"), polarity=Polarity.NEGATED)) == "said not to be so"


@pytest.mark.parametrize("stance", list(Stance))
def test_every_stance_but_asserting_is_told(stance: Stance) -> None:
    flat = wording.how_sure(replace(chained("Ada Vent"), stance=stance)) == wording.FLATLY
    assert flat is (stance is Stance.ASSERTS)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (("2031-03-03", "2031-03-03", Precision.DAY), "2031-03-03"),
        (("2031-03-01", "2031-03-31", Precision.MONTH), "2031-03"),
        (("2031-01-01", "2031-12-31", Precision.YEAR), "2031"),
        (("2031-06-01", "2031-08-31", Precision.SEASON), "2031-06-01 to 2031-08-31"),
        (("2031-03-03", None, Precision.PERIOD), "since 2031-03-03"),
        ((None, "2031-03-03", Precision.PERIOD), "until 2031-03-03"),
        ((None, None, Precision.PERIOD), "lately"),
    ],
)
def test_when_is_as_precise_as_it_was_said(period: tuple[str | None, str | None, Precision], words: str) -> None:
    start, end, precision = period
    assert wording.period_words(Period(start=start, end=end, precision=precision, as_written="lately")) == words


def test_what_names_measure_figure_aspect_and_sides() -> None:
    first, _ = claims_of(numbered_report(1))
    measures = load_measures().by_name
    assert wording.what(first, measures) == "personnel sent: at least 101 soldiers (total); Norland"
    assert wording.what(replace(first, measure="own_measure"), {}).startswith("own measure: ")
    assert wording.what(replace(first, measure=None, quantity=None, subject=None), measures) == ""
    assert "(increment)" in wording.what(replace(first, aspect=Aspect.INCREMENT), measures)


@given(st.text())
def test_printable_words_steer_no_terminal_and_stay_on_one_line(words: str) -> None:
    shown = wording.printable(words)
    assert all(letter.isprintable() or ord(letter) > 0x9F for letter in shown)
    assert len(shown.splitlines()) <= 1 or "\n" not in shown
    assert wording.printable(shown) == shown


@given(st.text())
def test_steady_words_keep_their_length(words: str) -> None:
    assert len(wording.steady(words)) == len(words)
    assert "\x1b" not in wording.steady(words)
