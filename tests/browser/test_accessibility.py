"""Every kind of page by the rules of WCAG 2.2 AA that a program can check, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import NARROW, TIMEOUT_MS, WIDE, Served

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = (
    *("/", "/stories", "/picture", "/findings", "/forecasts", "/origins", "/outlets", "/reports", "/reports/new"),
    *("/claims", "/search?q=troops", "/review", "/reviews", "/api/v1", "/nothing"),
)
LED_TO = ("/story/", "/questions/", "/findings/", "/origins/", "/outlets/", "/reports/nk", "/claims/")
"""Beginnings of addresses: of each kind the first that a page leads to is looked at, too."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_breaks_a_rule(browser: Browser, served: Served, scheme: str, size: dict[str, int]) -> None:
    context = browser.new_context(viewport=size, base_url=served.url, color_scheme=scheme)
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    broken = {}
    waiting, kinds = list(PAGES), set(LED_TO)
    for path in waiting:
        page.goto(path)
        for address in page.eval_on_selector_all("main a", "links => links.map(link => link.getAttribute('href'))"):
            for kind in [kind for kind in kinds if str(address).startswith(kind)]:
                kinds.remove(kind)
                waiting.append(str(address))
        found = Axe().run(page, options=RULES)
        broken[path] = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found.response["violations"]
        ]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{path} scrolls sideways by {wider} px"
    context.close()
    assert not kinds
    assert {path: rules for path, rules in broken.items() if rules} == {}
