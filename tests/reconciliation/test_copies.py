"""Which reports are one text, whole or in part."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reconciliation.copies import (
    BANDS,
    CONTAINED_FROM,
    COPY_FROM,
    PERMUTATIONS,
    RUN,
    Signature,
    alike,
    are_copies,
    bands,
    bands_of,
    contained,
    runs_of,
    sentence_key,
    signature,
)

TITLE = "Ferry sinks off Port Ister"
BODY = (
    "At least 40 people drowned when a ferry sank off Port Ister on Monday, the harbour office of Norland said. "
    "The ferry had left Ombra at dawn with some 120 passengers on board, most of them on their way to the autumn fair. "
    "Fishing boats took 75 of them out of the water before the coast guard reached the place two hours later. "
    '"We heard the siren and went out at once," said Ada Vent, who keeps the lighthouse. '
    "The owners of the ferry, the Ister Line, did not answer questions on Monday evening. "
)
WIRE = f"{TITLE}\n{BODY}"
OTHER = (
    "Sudland's parliament passes the fishing bill\n"
    "Lawmakers in Sudland voted 81 to 60 on Tuesday for a bill that doubles what foreign trawlers pay to fish in its "
    "waters, after a debate of nine hours in which the minister of the sea spoke twice."
)
texts = st.lists(st.sampled_from("ferry sank off Port Ister on Monday 40".split()), max_size=12).map(" ".join)


def test_a_report_is_wholly_like_itself() -> None:
    assert alike(signature(WIRE), signature(WIRE)) == 1.0
    assert contained(WIRE, WIRE) == 1.0


def test_case_punctuation_and_spaces_are_set_aside() -> None:
    retyped = WIRE.upper().replace(" ", "  ").replace(",", " -").replace('"', "”").replace("\n", "\r\n\r\n")
    assert runs_of(retyped) == runs_of(WIRE)
    assert signature(retyped) == signature(WIRE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norland's harbour", "Norland’s harbour"),
        ("1,300 people", "1300 people"),
        ("so-called fleet", "so called fleet"),
        ("the ﬁshing ﬂeet", "the fishing fleet"),
    ],
)
def test_ways_of_writing_one_word_are_one(one: str, other: str) -> None:
    assert runs_of(one) == runs_of(other)


def test_the_title_counts_too() -> None:
    assert runs_of(f"Forty drown\n{BODY}") != runs_of(WIRE)
    assert contained(TITLE, WIRE) == 1.0


def test_wire_copy_under_another_title_and_lead_is_a_copy() -> None:
    copy = f"Dozens drown in Norland\nPORT ISTER (Norland Wire) - {BODY}The fair was called off."
    one, other = signature(WIRE), signature(copy)
    assert alike(one, other) >= COPY_FROM
    assert set(bands(one)) & set(bands(other))


def test_reports_of_unlike_events_are_no_copies_and_share_no_band() -> None:
    one, other = signature(WIRE), signature(OTHER)
    assert alike(one, other) < COPY_FROM
    assert not set(bands(one)) & set(bands(other))
    assert contained(WIRE, OTHER) == 0.0


def test_a_short_copy_inside_a_longer_report_is_contained_though_the_two_are_not_alike() -> None:
    brief = BODY.partition("Fishing boats")[0]
    longer = f"{WIRE}\n{OTHER}"
    assert alike(signature(brief), signature(longer)) < COPY_FROM
    assert contained(brief, longer) == contained(longer, brief) == 1.0


def test_a_report_that_only_quotes_the_same_words_is_not_contained() -> None:
    quoting = '"We heard the siren and went out at once," a keeper said on Monday, and nothing else is known yet of it.'
    assert 0 < contained(quoting, WIRE) < CONTAINED_FROM


@pytest.mark.parametrize("nothing", ["", "  \n", "... -- !", "\ud800"])
def test_a_text_without_a_word_is_like_none_and_has_no_bands(nothing: str) -> None:
    empty = signature(nothing)
    assert empty == Signature(values=())
    assert bands(empty) == ()
    assert alike(empty, empty) == alike(empty, signature(WIRE)) == 0.0
    assert contained(nothing, WIRE) == contained(nothing, nothing) == 0.0


def test_a_text_of_fewer_words_than_a_run_is_one_run() -> None:
    assert runs_of("Forty drown") == {"forty drown"}
    assert len(runs_of("word " * (RUN + 3))) == 1
    assert alike(signature("Forty drown"), signature("Forty drown.")) == 1.0


def test_bands_are_signed_64_bit_integers_as_databases_keep_them() -> None:
    keys = bands(signature(WIRE))
    assert len(keys) == len(set(keys)) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert min(keys) < 0 < max(keys)


def test_a_signature_has_its_places_of_32_bits() -> None:
    values = signature(WIRE).values
    assert len(values) == PERMUTATIONS
    assert all(0 <= value < 2**32 for value in values)


PINNED_VALUES = (4261234886, 4071082458, 3747411492)
PINNED_BANDS = (-8740120053924595536, -539841329762527329)


def test_stored_signatures_and_bands_stay_what_they_were() -> None:
    """What a store has kept is compared with what is made today: a change here needs all of it made anew."""
    assert signature("Ferry sinks").values[:3] == PINNED_VALUES
    assert bands(signature("Ferry sinks"))[:2] == PINNED_BANDS


def test_another_process_makes_the_same_signature() -> None:
    code = f"from reportedly.reconciliation.copies import *; print(bands(signature({WIRE!r})))"
    made = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert made.stdout.strip() == str(bands(signature(WIRE)))


@given(texts, texts)
def test_likeness_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    first, second = signature(one), signature(other)
    assert alike(first, second) == alike(second, first)
    assert contained(one, other) == contained(other, one)
    assert 0.0 <= alike(first, second) <= 1.0
    assert 0.0 <= contained(one, other) <= 1.0


@given(texts, texts)
def test_what_is_added_to_a_text_leaves_it_contained(text: str, more: str) -> None:
    whole = f"{TITLE} {text}"
    assert contained(whole, f"{whole} {more}") == 1.0


def test_the_estimate_is_near_the_exact_likeness() -> None:
    sentences = BODY.split(". ")
    for kept in range(1, len(sentences)):
        part = f"{TITLE}\n{'. '.join(sentences[:kept])}"
        one, other = runs_of(part), runs_of(WIRE)
        exact = len(one & other) / len(one | other)
        assert abs(alike(signature(part), signature(WIRE)) - exact) < 0.15  # five standard deviations


def test_an_edited_copy_is_told_by_its_bands_and_another_report_is_not() -> None:
    edited = BODY.replace("The owners of the ferry, the Ister Line, did not answer questions on Monday evening. ", "")
    assert are_copies(bands_of(BODY), bands_of(edited))
    assert not are_copies(bands_of(BODY), bands_of(OTHER))


def test_a_text_of_one_short_sentence_is_a_copy_of_none() -> None:
    short = "At least 40 people drowned when a ferry sank off Port Ister on Monday."
    assert bands_of(short) == ()
    assert not are_copies(bands_of(short), bands_of(short))


def test_a_sentence_has_one_key_whatever_its_case_and_punctuation() -> None:
    assert sentence_key("“At least 1,200 died,” Ada Vent said.") == sentence_key('"AT LEAST 1200 died", Ada Vent said')
    assert sentence_key("40 died.") != sentence_key("41 died.")
