"""The desk over the example reports, served on a free port, and Debian's Chromium to look at it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from reportedly.model.report import Report
from reportedly.model.story import Query
from reportedly.readers import ReadOptions, read
from reportedly.stores import open_store
from reportedly.web.app import create_app
from reportedly.workflow import add, draw, load_extractor, new_story

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run")
"""Root may not have a sandbox; the rest keeps the browser from looking for its makers."""
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
TIMEOUT_MS = 60_000
"""A page takes some tenths of a second; a machine that also does much else, many seconds."""


@dataclass(frozen=True)
class Served:
    """The desk under its address, and the story that the examples' deployment is kept as."""

    url: str
    store: Path
    story: str


@pytest.fixture(scope="session")
def examples_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store of the example reports, drawn, with a story; and the story's id."""
    path = tmp_path_factory.mktemp("desk") / "reports.db"
    extractor = load_extractor()
    with open_store(str(path)) as store:
        for report in read(str(EXAMPLES), ReadOptions()):
            assert isinstance(report, Report)
            add(report, store, extractor)
        draw(store)
        story = new_story(store, "Deployment", Query(topic="North Korea"))
    return path, story.id


@pytest.fixture
def served(examples_store: tuple[Path, str], tmp_path: Path) -> Iterator[Served]:
    """A desk of its own over a copy of the store: what a test writes is gone with it."""
    original, story = examples_store
    path = tmp_path / original.name
    shutil.copy(original, path)
    with serving(path) as url:
        yield Served(url=url, store=path, story=story)


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The desk over a store, on a free port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(str(path)), log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one on PATH these tests are skipped. It is gone after each module, and with it the
    event loop that Playwright runs in this thread: other tests run loops of their own."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium on PATH: on Debian and Ubuntu, `apt-get install chromium` brings one")
    with sync_playwright() as playwright:
        expect.set_options(timeout=TIMEOUT_MS)
        chromium = playwright.chromium.launch(executable_path=found, args=list(SWITCHES))
        yield chromium
        chromium.close()


@pytest.fixture
def wide(browser: Browser, served: Served) -> Iterator[Page]:
    """A desktop window that has the desk before it."""
    yield from _opened(browser.new_context(viewport=WIDE, base_url=served.url))


@pytest.fixture
def narrow(browser: Browser, served: Served) -> Iterator[Page]:
    """A phone."""
    yield from _opened(browser.new_context(viewport=NARROW, base_url=served.url, is_mobile=True, has_touch=True))


def _opened(context: BrowserContext) -> Iterator[Page]:
    """A page whose every complaint (a script that fails, what the policy forbids) fails the test."""
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto("/")
    yield page
    context.close()
    assert not complaints
