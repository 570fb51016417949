"""The sheet on narrow and wide terminals, with and without colour."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from reportedly.exporters.base import Reading
from reportedly.exporters.sheet import WIDE, Sheet, claims_table, colour, drawn, quoted
from reportedly.model.certainty import Certainty
from reportedly.model.claim import Stance, Status, Style

from ..builders import claims_of, make_claim, make_report, numbered_report

LONG = "at least 40 boats of the " + "very " * 60 + "long convoy sank"


def sheet(width: int, *, colours: bool = False) -> str:
    report = make_report(f"Colonel Ada Vent said {LONG}.")
    claims = (make_claim(report, LONG, source="Colonel Ada Vent"),)
    console = Console(
        width=width, force_terminal=colours, color_system="standard" if colours else None, file=io.StringIO()
    )
    return "".join(Sheet(console, {})([Reading(report=report, claims=claims)]))


@pytest.mark.parametrize("width", [20, 40, 80, 119, 120, 200])
def test_no_word_is_cut_off_and_no_line_too_long(width: int) -> None:
    out = sheet(width)
    assert max(map(len, out.splitlines())) <= width
    assert out.count("very") == LONG.count("very")
    assert "…" not in out


def test_on_a_wide_terminal_the_words_stand_beside() -> None:
    assert len(sheet(WIDE).splitlines()) < len(sheet(80).splitlines())
    assert any("Ada Vent" in line and "boats" in line for line in sheet(200).splitlines())


def test_colour_is_the_terminals() -> None:
    assert "\x1b[" in sheet(80, colours=True)
    assert "\x1b" not in sheet(80)


def test_a_report_without_claims_says_so() -> None:
    out = "".join(Sheet(Console(width=80), {})([Reading(report=make_report(), claims=())]))
    assert "No claims were found." in out


def test_direct_speech_stands_in_quotation_marks_once() -> None:
    report = make_report("Ada Vent said “40 boats sank”.")
    direct = make_claim(report, "40 boats sank", style=Style.DIRECT)
    assert quoted(report, direct).plain == "“40 boats sank”"
    marked = make_claim(report, "“40 boats sank”", style=Style.DIRECT)
    assert quoted(report, marked).plain == "“40 boats sank”"


def test_words_that_are_not_one_stretch_of_the_text_are_shown_as_they_are() -> None:
    report = make_report("40 boats, Ada Vent said, sank.")
    parted = replace(make_claim(report, "40 boats"), text="40 boats sank")
    assert quoted(report, parted).plain == "40 boats sank"


def test_what_is_denied_hedged_and_flat_differ_in_colour() -> None:
    report = make_report("40 boats sank.")
    flat = make_claim(report, "40 boats sank")
    hedged = replace(flat, certainty=Certainty(estimated=True))
    denied = replace(flat, stance=Stance.DENIES)
    assert len({colour(flat), colour(hedged), colour(denied)}) == 3
    assert colour(replace(flat, status=Status.DENIED)) == colour(denied)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_table_cuts_nothing_off(width: int) -> None:
    table = drawn(Console(width=width), claims_table(claims_of(numbered_report(1)), {}))
    assert max(map(len, table.splitlines())) <= width
    assert {"at", "least", "101", "soldiers"} <= set(table.split())
