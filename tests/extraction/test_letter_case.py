"""A text in capitals is read in a copy with the capitals of names only, and shown in its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction import letter_case
from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.report import Report

KNOWLEDGE = load_knowledge()

RESTORED = [
    (
        "THE ARMY SAID THAT 40 PEASANTS WERE KILLED IN KHARTOUM.",
        "The army said that 40 peasants were killed in Khartoum.",
    ),
    ("TWELVE PEOPLE DIED ON MONDAY, POLICE SAID.", "Twelve people died on Monday, police said."),
    (
        "REBELS OF THE ORVAN PEOPLE'S FRONT [OPF] HIT A BRIDGE NEAR LUMAVE.",
        "Rebels of the Orvan People's Front [OPF] hit a bridge near Lumave.",
    ),
    ("A U.S. ADVISER WAS WOUNDED DURING A CLASH", "A U.S. adviser was wounded during a clash"),
    ("THE MEN WERE TAKEN FROM\nTHEIR HOUSES AT NIGHT", "The men were taken from\ntheir houses at night"),
]


@pytest.mark.parametrize(("text", "read"), RESTORED)
def test_names_keep_a_capital_and_words_lose_theirs(text: str, read: str) -> None:
    assert letter_case.restored(text, KNOWLEDGE) == read


@pytest.mark.parametrize("text", ["UN: 500 dead", "NATO", "The army said SANA and AFP were wrong.", ""])
def test_what_is_not_in_capitals_throughout_is_left_alone(text: str) -> None:
    assert letter_case.restored(text, KNOWLEDGE) == text


@given(st.text(alphabet=st.sampled_from("ABCÉßǅ İ.,\n[]()'-1ab"), max_size=80))
def test_length_and_letters_hold(text: str) -> None:
    read = letter_case.restored(text, KNOWLEDGE)
    assert len(read) == len(text)
    assert read.casefold() == text.casefold()


def test_claims_are_shown_in_the_words_of_the_report() -> None:
    text = "FORTY SOLDIERS WERE KILLED NEAR KHARTOUM ON SUNDAY, GENERAL TOMAS ERLE SAID."
    claims = Extractor(KNOWLEDGE).extract(Report(id="x", text=text))
    (claim,) = [claim for claim in claims if claim.quantity]
    assert claim.text == claim.span.of(text)
    assert claim.sentence in text
    assert claim.chain[-1].name == "Tomas Erle"
    assert claim.chain[-1].as_written in text
    assert claim.quantity is not None
    assert claim.quantity.as_written == "FORTY"
