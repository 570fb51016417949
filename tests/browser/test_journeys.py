"""What a person does at the desk, in a real browser: with a mouse, with the keyboard alone, on a phone."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reportedly.web import desk as room
from reportedly.web import found
from tests.browser.conftest import EXAMPLES, Served

REPORT = "\n".join(
    (
        "Marsh force lost more than 340 soldiers, Norland says",
        "",
        "The Marsh Front has likely lost more than 340 soldiers since May, Norland's defence ministry said on Monday.",
        "“At least 40 boats were sunk,” the ministry added.",
    )
)
TABS = 60
"""Steps of the keyboard in which anything on a page must be reached: more than its links before the content."""


def paste(page: Page) -> None:
    """A report by its text, into the form of the home page."""
    page.get_by_label("or its text, pasted").fill(REPORT)
    page.get_by_role("button", name="Read it").click()


def check_pasted(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Marsh force lost")
    expect(page.get_by_role("complementary")).to_contain_text("more than 340 soldiers")


def test_a_pasted_report_shows_its_claims(wide: Page) -> None:
    paste(wide)
    check_pasted(wide)


def test_the_same_on_a_phone(narrow: Page) -> None:
    paste(narrow)
    check_pasted(narrow)


def test_an_example_is_held_already(wide: Page, served: Served) -> None:
    _, _, body = (EXAMPLES / "dprk" / "nk-uk-6000.md").read_text(encoding="utf-8").split("---\n", 2)
    title = "DPRK casualties in Kursk highly likely above 6,000, UK Defence Intelligence says"
    wide.get_by_label("or its text, pasted").fill(f"{title}\n\n{body.strip()}")
    wide.get_by_role("button", name="Read it").click()
    expect(wide.get_by_role("heading", level=1)).to_contain_text("DPRK casualties in Kursk")


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_figure_leads_from_the_chart_to_its_words_and_back(
    request: pytest.FixtureRequest, size: str, served: Served
) -> None:
    """Story, mark in the chart, claim with its words and chain, question, and back."""
    page: Page = request.getfixturevalue(size)
    page.goto(f"/story/{served.story}")
    mark = page.locator(f"svg.chart.{size} a[href^='/claims/']").first
    address = mark.get_attribute("href")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(str(address).partition("?")[0])))
    expect(page.get_by_role("heading", name="The words", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Who says so")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(f"/story/{served.story}"))


def test_the_drift_of_the_british_estimate_is_two_steps_away(wide: Page) -> None:
    wide.get_by_role("link", name="Findings", exact=True).click()
    wide.get_by_role("link", name=re.compile("“casualties” became “killed”")).click()
    expect(wide.get_by_role("heading", name="What changed")).to_be_visible()
    told = wide.get_by_role("main")
    expect(told).to_contain_text("Defence Intelligence (United Kingdom)")
    expect(told).to_contain_text("6,000")


def test_what_is_being_worked_out_comes_by_itself(wide: Page, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that comes before its findings are made says so, and is filled in once they are."""
    gate = threading.Event()

    def slowly(*asked: Any) -> Any:
        assert gate.wait(60)
        return compared(*asked)

    compared = found._compared
    monkeypatch.setattr(room, "FIRST_S", 0.01)
    monkeypatch.setattr(found, "_compared", slowly)
    wide.goto("/findings?topic=North+Korea")
    expect(wide.get_by_role("main")).to_contain_text("being worked out now")
    gate.set()
    expect(wide.get_by_role("link", name=re.compile("“casualties” became “killed”"))).to_be_visible()


def test_a_claim_is_rejected_and_the_rejection_undone(wide: Page, served: Served) -> None:
    wide.goto("/claims?text=6%2C000")
    wide.locator("main a[href^='/claims/']").first.press("Enter")
    wide.wait_for_url("**/claims/*?report=*")
    claim = wide.url
    wide.get_by_label("Whose word").fill("A. Reader")
    wide.get_by_label("Why").fill("it is of another year")
    wide.get_by_role("button", name=re.compile("^Reject")).click()
    expect(wide.get_by_role("status")).to_contain_text("rejects claim")
    wide.get_by_role("button", name=re.compile("Undo|Take back")).first.click()
    wide.goto("/reviews")
    expect(wide.get_by_role("main")).to_contain_text("taken back")
    wide.goto(claim)
    expect(wide.get_by_role("heading", name="Echoes")).to_be_visible()


def test_the_keyboard_alone_reaches_a_finding(wide: Page) -> None:
    """From the top of the home page: to the findings, to one of them."""
    press_to(wide, "Findings")
    wide.keyboard.press("Enter")
    expect(wide).to_have_url(re.compile("/findings$"))
    press_to(wide, "became")
    wide.keyboard.press("Enter")
    expect(wide.get_by_role("heading", name="What changed")).to_be_visible()


def press_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus holds these words."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if words in str(page.evaluate("document.activeElement.textContent")):
            return
    raise AssertionError(f"{TABS} steps of the keyboard do not reach {words!r}")
