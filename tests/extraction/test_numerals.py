"""Numerals: digits in every press form and number words are read to their value, at exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction.numerals import ANCHOR, Form, Numeral, read


def first_numeral(text: str) -> Numeral | None:
    """The first numeral of `text`."""
    anchor = ANCHOR.search(text)
    return None if anchor is None else read(text, anchor.start())


VALUES = [
    # digits
    ("11,000", 11_000, "11,000"),
    ("1,307,000 people", 1_307_000, "1,307,000"),
    ("84 770 troops", 84_770, "84 770"),
    ("84\u00a0770 troops", 84_770, "84\u00a0770"),
    ("1\u202f200\u202f000 shells", 1_200_000, "1\u202f200\u202f000"),
    ("1.307.000 people", 1_307_000, "1.307.000"),
    ("84.770", 84.77, "84.770"),
    ("7.5 tonnes", 7.5, "7.5"),
    (".001 per cent", 0.001, ".001"),
    ("0 casualties", 0, "0"),
    ("2500 bodies", 2500, "2500"),
    ("2½ years", 2.5, "2½"),
    ("¾ of it", 0.75, "¾"),
    ("minus-5 degrees", -5, "minus-5"),
    # multipliers
    ("6K troops", 6_000, "6K"),
    ("15k men", 15_000, "15k"),
    ("1.2m people", 1_200_000, "1.2m"),
    ("1.2m displaced", 1_200_000, "1.2m"),
    ("3M refugees", 3_000_000, "3M"),
    ("$8.1bn", 8_100_000_000, "8.1bn"),
    ("$5m", 5_000_000, "5m"),
    ("1.2 million", 1_200_000, "1.2 million"),
    ("14 million", 14_000_000, "14 million"),
    ("12 thousand", 12_000, "12 thousand"),
    ("12 thousand men", 12_000, "12 thousand"),
    ("15-thousand troops", 15_000, "15-thousand"),
    ("15-thousand-strong", 15_000, "15-thousand"),
    ("4 hundred million", 400_000_000, "4 hundred million"),
    ("3 dozen", 36, "3 dozen"),
    ("2 lakh people", 200_000, "2 lakh"),
    ("1.5 crore", 15_000_000, "1.5 crore"),
    # words
    ("thirteen", 13, "thirteen"),
    ("Seventeen killed", 17, "Seventeen"),
    ("twenty-one", 21, "twenty-one"),
    ("thirty five", 35, "thirty five"),
    ("Thirty-eight workers", 38, "Thirty-eight"),
    ("one hundred", 100, "one hundred"),
    ("one hundred and one", 101, "one hundred and one"),
    ("four hundred fifty", 450, "four hundred fifty"),
    ("a hundred and fifty", 150, "a hundred and fifty"),
    ("one thousand", 1_000, "one thousand"),
    ("one thousand two hundred", 1_200, "one thousand two hundred"),
    ("twelve hundred", 1_200, "twelve hundred"),
    ("five hundred thousand", 500_000, "five hundred thousand"),
    ("nine million", 9_000_000, "nine million"),
    ("two million three hundred thousand", 2_300_000, "two million three hundred thousand"),
    ("a million", 1_000_000, "a million"),
    ("a thousand", 1_000, "a thousand"),
    ("zero", 0, "zero"),
    ("four-thousand-100", 4_100, "four-thousand-100"),
    ("one-thousand", 1_000, "one-thousand"),
    # halves, dozens, scores
    ("half a million", 500_000, "half a million"),
    ("half-a-million", 500_000, "half-a-million"),
    ("a quarter of a million", 250_000, "a quarter of a million"),
    ("a million and a half", 1_500_000, "a million and a half"),
    ("two and a half million", 2_500_000, "two and a half million"),
    ("two and a half", 2.5, "two and a half"),
    ("a dozen", 12, "a dozen"),
    ("two dozen", 24, "two dozen"),
    ("half a dozen", 6, "half a dozen"),
    ("a score of", 20, "a score"),
    ("a pair of", 2, "a pair of"),
]


@pytest.mark.parametrize(("text", "value", "written"), VALUES)
def test_a_number_is_read_to_its_value(text: str, value: float, written: str) -> None:
    numeral = first_numeral(text)
    assert numeral is not None
    start = max(numeral.start, numeral.prefix_end)
    assert numeral.value == pytest.approx(value)
    assert text[start : numeral.end] == written


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("half", 0.5),
        ("a third", 1 / 3),
        ("one-third", 1 / 3),
        ("two-thirds", 2 / 3),
        ("two thirds", 2 / 3),
        ("a quarter", 0.25),
        ("three quarters", 0.75),
        ("three-quarters", 0.75),
        ("four fifths", 0.8),
        ("1/16 of", 1 / 16),
    ],
)
def test_a_fraction_is_a_share(text: str, share: float) -> None:
    numeral = first_numeral(text)
    assert numeral is not None
    assert numeral.form is Form.FRACTION
    assert numeral.value == pytest.approx(share)


@pytest.mark.parametrize(
    "text",
    [
        "dozens",
        "hundreds",
        "tens of thousands",
        "hundreds of thousands",
        "several hundred",
        "several hundred thousand",
        "a few dozen",
        "dozens, perhaps hundreds",
        "hundreds, if not thousands",
        "thousands upon thousands",
        "dozens or even hundreds",
        "several",
    ],
)
def test_a_vague_word_has_no_value_and_keeps_its_words(text: str) -> None:
    numeral = first_numeral(text + " of people")
    assert numeral is not None
    assert (numeral.form, numeral.value, (text + " of people")[: numeral.end]) == (Form.VAGUE, None, text)


@pytest.mark.parametrize(
    ("text", "value"), [("ninth", 9), ("47th", 47), ("second", 2), ("twelfth", 12), ("1st", 1), ("22nd", 22)]
)
def test_an_ordinal_is_told_from_a_count(text: str, value: int) -> None:
    numeral = first_numeral(text)
    assert numeral is not None
    assert (numeral.form, numeral.value) == (Form.ORDINAL, value)


@pytest.mark.parametrize("text", ["two three", "twenty twelve", "five and ten", "one, two"])
def test_two_numbers_in_a_row_are_not_one(text: str) -> None:
    numeral = first_numeral(text)
    assert numeral is not None
    assert text[numeral.end :].strip() != ""


@pytest.mark.parametrize(("text", "written"), [("120 152mm shells", "120"), ("37m-long", "37"), ("4 105-mm guns", "4")])
def test_a_space_groups_thousands_only_where_no_unit_follows(text: str, written: str) -> None:
    numeral = first_numeral(text)
    assert numeral is not None
    assert text[: numeral.end] == written


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_and_plain_digits_read_alike(value: int) -> None:
    grouped, plain = first_numeral(f"{value:,}"), first_numeral(str(value))
    assert grouped is not None
    assert plain is not None
    assert grouped.value == plain.value == value


_UNITS = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    """`value` in English words, British "and"."""
    if value < 20:
        return _UNITS[value]
    if value < 100:
        return _TENS[value // 10 - 2] + ("" if value % 10 == 0 else f"-{_UNITS[value % 10]}")
    if value < 1000:
        rest = "" if value % 100 == 0 else f" and {spelled(value % 100)}"
        return f"{_UNITS[value // 100]} hundred{rest}"
    scale, name = (1_000_000, "million") if value >= 1_000_000 else (1_000, "thousand")
    rest = "" if value % scale == 0 else (" and " if value % scale < 100 else " ") + spelled(value % scale)
    return f"{spelled(value // scale)} {name}{rest}"


@given(st.integers(min_value=0, max_value=999_999_999))
def test_what_is_spelled_out_reads_back(value: int) -> None:
    text = spelled(value)
    numeral = first_numeral(text)
    assert numeral is not None
    assert (numeral.value, numeral.end) == (value, len(text))
