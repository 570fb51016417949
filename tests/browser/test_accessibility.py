"""Every kind of page by the rules of WCAG 2.2 AA that a program can check, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import NARROW, TIMEOUT_MS, WIDE, Served

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ("/", "/reports", "/claims", "/search?q=troops", "/nothing")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_breaks_a_rule(browser: Browser, served: Served, scheme: str, size: dict[str, int]) -> None:
    context = browser.new_context(viewport=size, base_url=served.url, color_scheme=scheme)
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    broken = {}
    for path in PAGES:
        page.goto(path)
        found = Axe().run(page, options=RULES)
        broken[path] = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found.response["violations"]
        ]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{path} scrolls sideways by {wider} px"
    context.close()
    assert {path: rules for path, rules in broken.items() if rules} == {}
