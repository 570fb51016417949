"""Listed pages are fetched as a polite person would: with pauses, and no more than asked."""

from __future__ import annotations

import pytest

from reportedly.errors import SourceNotFound, SourceUnreadable
from reportedly.readers import ReadOptions, listed
from reportedly.readers.base import Content, Kind
from reportedly.readers.listed import MAX_PAUSE_S, Visitor, told_left
from tests.archives import item, page, rss
from tests.readers.conftest import Site


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were asked for; none is made."""
    pauses: list[float] = []
    monkeypatch.setattr(listed.time, "sleep", pauses.append)  # type: ignore[attr-defined]
    return pauses


def options(**other: float) -> ReadOptions:
    return ReadOptions(allow_private=True, timeout_s=5, **other)  # type: ignore[arg-type]


def test_there_is_a_pause_between_two_pages_of_a_site_and_none_before_the_first(site: Site, slept: list[float]) -> None:
    visitor = Visitor(options(pause_s=10))
    for number in range(3):
        visitor.page(site.page(f"/{number}", page(number)))
    assert len(slept) == 2
    assert all(9 < pause <= 10 for pause in slept)


@pytest.mark.parametrize(("asked", "most"), [(7, 7), (86_400, MAX_PAUSE_S)])
def test_a_site_may_ask_for_a_longer_pause_up_to_a_limit(
    site: Site, slept: list[float], asked: int, most: float
) -> None:
    site.page("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}", type="text/plain")
    visitor = Visitor(options(pause_s=1))
    for number in range(2):
        visitor.page(site.page(f"/{number}", page(number)))
    [pause] = slept
    assert most - 1 < pause <= most


def test_a_failure_is_followed_by_a_pause_too(site: Site, slept: list[float]) -> None:
    visitor = Visitor(options(pause_s=10))
    given, kind = visitor.page(site.url("/gone"))
    assert isinstance(given, SourceNotFound)
    assert kind is None
    visitor.page(site.page("/1", page(1)))
    assert len(slept) == 1


def test_a_page_has_what_led_to_it(site: Site) -> None:
    given, kind = Visitor(options(pause_s=0)).page(site.page("/1", page(1)))
    assert isinstance(given, Content)
    assert (given.url, kind) == (site.url("/1"), Kind.PAGE)


def test_a_feed_that_is_listed_as_a_page_is_not_followed(site: Site) -> None:
    """Else a feed could lead to feeds without end."""
    given, kind = Visitor(options(pause_s=0)).page(site.page("/feed", rss([item(1)]), type="text/xml"))
    assert isinstance(given, SourceUnreadable)
    assert kind is None


def test_what_is_left_is_told_only_where_something_is() -> None:
    assert list(told_left(0, "a", ReadOptions())) == []
    [error] = told_left(1_234, "a", ReadOptions())
    assert "1,234 more" in str(error)
    assert "200 pages" in str(error)
