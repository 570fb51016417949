"""A chart that moves, under the desk's own policy: no script but ours, no text run as code, no style put in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reportedly.web.charts.base import figure
from reportedly.web.guards import HEADERS

DAYS = [{"day": f"2025-06-{day:02}", "words": f"Said on day {day}", "at": "/claims"} for day in range(1, 29)]
PAGE = """<!doctype html><html lang="en"><title>Days</title><link rel="stylesheet" href="/static/style.css">
<link rel="icon" href="/static/favicon.svg"><script src="/static/zoom.js" defer></script><main>{}</main>"""


def chart(width: int) -> Mapping[str, Any]:
    encoding = {
        "x": {"field": "day", "type": "temporal"},
        "tooltip": {"field": "words"},
        "description": {"field": "words"},
    }
    mark = {"type": "point", "clip": True, "filled": True, "size": 100}
    return {"width": width, "height": 60, "data": {"values": DAYS}, "layer": [{"mark": mark, "encoding": encoding}]}


@pytest.fixture
def chart_page(wide: Page) -> Page:
    """The desk's page with one chart: the policy, the scripts and the bundle are the server's own."""
    body = PAGE.format(figure(chart, label="Days.", zoom="day"))
    answer = {"body": body, "headers": {**HEADERS, "Content-Type": "text/html; charset=utf-8"}}
    wide.route("**/days", lambda route: route.fulfill(**answer))
    wide.goto("/days")
    return wide


def in_sight(page: Page, wanted: str) -> int:
    """How many marks lie within the frame of the chart that moves, once as many as `wanted` do: it draws in a later
    frame of the browser."""
    counted = page.wait_for_function(f"""() => {{ const number = ({COUNT})(); return {wanted} ? number : 0; }}""")
    return int(counted.json_value())


COUNT = """() => { const frame = document.querySelector(".moving .background").getBoundingClientRect();
  return [...document.querySelectorAll(".moving .mark-symbol path")].filter(mark => {
    const box = mark.getBoundingClientRect(), middle = (box.left + box.right) / 2;
    return middle > frame.left && middle < frame.right; }).length; }"""


def test_keys_move_a_chart_and_escape_brings_the_drawing_back(chart_page: Page) -> None:
    """Whatever the policy forbade on the way would be an error on the console, which fails the test."""
    button = chart_page.get_by_role("button", name="Zoom")
    button.focus()
    chart_page.keyboard.press("Enter")
    expect(chart_page.locator(".moving")).to_be_focused()
    expect(chart_page.locator("svg.wide")).to_be_hidden()
    whole = in_sight(chart_page, "number > 0")
    chart_page.keyboard.press("+")
    assert in_sight(chart_page, f"0 < number && number < {whole}") < whole
    chart_page.keyboard.press("0")
    assert in_sight(chart_page, f"number === {whole}") == whole
    chart_page.keyboard.press("Escape")
    expect(chart_page.locator("svg.wide")).to_be_visible()
    expect(button).to_be_focused()


def test_a_pointer_finds_the_words_of_a_mark(chart_page: Page) -> None:
    chart_page.get_by_role("button", name="Zoom").click()
    chart_page.locator(".moving .mark-symbol path").nth(9).hover()
    expect(chart_page.locator(".vg-tooltip")).to_have_text("Said on day 10")
