"""How like two tellings' words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.quantity import about, at_least, at_most, between, exactly, vaguely
from reportedly.reconciliation.likeness import (
    acronym_of,
    content_words,
    jaccard,
    likeness,
    names_in,
    numbers_of,
    sound_of,
)
from tests.strategies import quantities

word_sets = st.frozensets(st.sampled_from("river boat soldier bridge".split()))


def test_forms_of_one_word_are_one_content_word() -> None:
    assert content_words("soldiers") == content_words("Soldier")
    assert content_words("Ukrainian") != content_words("Ukulele")


def test_words_of_saying_and_of_bounds_carry_no_content() -> None:
    assert content_words("he said more than about 40 of them") == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Zelenskiy"),
        ("Zafarghandi", "Zafarqandi"),
        ("Ossman", "Osman"),
        ("Kharim", "Karim"),
        ("Żaba", "Zaba"),
    ],
)
def test_romanisations_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


def test_other_names_sound_otherwise_and_words_stay_apart() -> None:
    assert sound_of("Ada Vent") != sound_of("Bo Tarn")
    assert len(sound_of("Ada Vent").split()) == 2


def test_names_are_what_bears_a_capital_and_is_no_common_word_or_month() -> None:
    assert names_in("Monday in March: the Soldiers left") == frozenset()
    assert names_in("Zafarghandi left") == names_in("ill was Zafarqandi") != frozenset()


def test_an_acronym_is_of_the_capitals_of_the_words() -> None:
    assert acronym_of("National Relief Council of Norland") == "NRCN"
    assert acronym_of("NRC") == ""


def test_the_numbers_are_those_that_the_words_name() -> None:
    assert numbers_of(between(40, 50)) == {40, 50}
    assert numbers_of(about(40)) == numbers_of(exactly(40)) == numbers_of(at_least(40)) == {40}
    assert numbers_of(at_most(40)) == {40}  # the zero that "up to" begins at is not named
    assert numbers_of(vaguely("dozens")) == frozenset()


@given(quantities())
def test_zero_is_never_a_number_that_tells(quantity: object) -> None:
    assert 0 not in numbers_of(quantity)  # type: ignore[arg-type]


@given(word_sets, word_sets)
def test_likeness_is_symmetric_and_between_none_and_all(one: frozenset[str], other: frozenset[str]) -> None:
    for measure in (likeness, jaccard):
        assert measure(one, other) == measure(other, one)
        assert 0 <= measure(one, other) <= 1
    assert jaccard(one, other) <= likeness(one, other)


@given(word_sets.filter(bool), word_sets)
def test_one_that_holds_all_of_the_other_is_wholly_like_it(one: frozenset[str], more: frozenset[str]) -> None:
    assert likeness(one, one | more) == 1
    assert jaccard(one, one) == 1


def test_no_words_are_like_none() -> None:
    assert likeness(frozenset(), frozenset({"river"})) == 0
    assert jaccard(frozenset(), frozenset()) == 0


@given(st.text(max_size=20))
def test_any_text_has_a_sound_and_words(text: str) -> None:
    assert sound_of(text) == sound_of(text)
    assert isinstance(content_words(text) | names_in(text), frozenset)
