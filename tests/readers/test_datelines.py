"""The dateline at the head of a report's body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.readers.datelines import dateline_of


@pytest.mark.parametrize(
    ("body", "dateline"),
    [
        ("GENEVA, Oct 30, 2025 (BSS/AFP) - The army said", "GENEVA, Oct 30, 2025 (BSS/AFP)"),
        ("SEOUL, June 12 (Yonhap) -- The North said", "SEOUL, June 12 (Yonhap)"),
        ("LONDON (Reuters) - Britain said", "LONDON (Reuters)"),
        ("KYIV, Ukraine (AP) — Officials said", "KYIV, Ukraine (AP)"),
        ("ST. PETERSBURG, Russia (AP) — Officials", "ST. PETERSBURG, Russia (AP)"),
        ("NEW YORK/LONDON, March 3 (Wire) - Banks", "NEW YORK/LONDON, March 3 (Wire)"),
        ("MOSCOW. July 4 (Interfax) - The ministry", "MOSCOW. July 4 (Interfax)"),
        ("PORT-AU-PRINCE, Haiti — Gangs", "PORT-AU-PRINCE, Haiti"),
        ("WASHINGTON — The president", "WASHINGTON"),
        ("Rio de Janeiro, 3 March (EFE) - Police", "Rio de Janeiro, 3 March (EFE)"),
        ("Kyiv, 3 March 2025 (Ukrinform) – Troops", "Kyiv, 3 March 2025 (Ukrinform)"),
        ("El Fasher (Dabanga) - Shelling", "El Fasher (Dabanga)"),
        ("N'DJAMENA, Nov 2 (AFP) - Chad", "N'DJAMENA, Nov 2 (AFP)"),
        ("By Ann Author\n\nCAIRO (Reuters) - Egypt", "CAIRO (Reuters)"),
        ("\n  GAZA, Oct. 7 -- Shelling", "GAZA, Oct. 7"),
    ],
)
def test_the_dateline_is_found(body: str, dateline: str) -> None:
    assert dateline_of(body) == dateline


@pytest.mark.parametrize(
    "body",
    [
        "",
        "The army said on Oct 30 - a Thursday - that it had won.",
        "On Tuesday, Oct 30 - a cold day - the army moved.",
        "NATO said that it would - if asked - send more.",
        "BREAKING — Ten people died",
        "EXCLUSIVE – Ten people died",
        "NATO-led forces withdrew",
        "U.S. - led talks",
        "Ten people died (AFP) in an attack",
        "LONDON, where it rained - a little - was quiet",
        "The ministry (MoD) said",
        "Text first.\nLONDON (Reuters) - later",
    ],
)
def test_a_sentence_is_no_dateline(body: str) -> None:
    assert dateline_of(body) is None


@given(st.text(max_size=300))
def test_a_dateline_begins_the_body(body: str) -> None:
    found = dateline_of("PARIS (Wire) - " + body)
    assert found == "PARIS (Wire)"


def test_a_long_line_of_capitals_is_told_in_a_moment() -> None:
    """No dash follows: the pattern must not try every way to cut the words."""
    assert dateline_of("A" * 50_000) is None
    assert dateline_of("AB " * 50_000) is None
    assert dateline_of("Ab " * 50_000) is None
