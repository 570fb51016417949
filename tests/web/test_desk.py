"""What a page can do without is not waited for, and is there for the next reader."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from reportedly.stores import Store, open_store
from reportedly.web.desk import Desk
from tests.builders import numbered_report


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "reports.db") as store:
        yield store


def test_what_takes_long_is_none_until_it_is_made_and_made_once(store: Store) -> None:
    desk, free, made = Desk(store), Event(), []

    def make(_: Store) -> str:
        free.wait(60)
        made.append(1)
        return "made"

    assert desk.soon("key", make) is None
    assert desk.soon("key", make) is None
    free.set()
    while (view := desk.soon("key", make)) is None:
        time.sleep(0.01)
    assert (view.value, len(made)) == ("made", 1)


def test_once_made_it_follows_the_store(store: Store) -> None:
    desk = Desk(store)

    def make(held: Store) -> int:
        return len(held.find_reports())

    while (view := desk.soon("key", make)) is None:
        time.sleep(0.01)
    assert view.value == 0
    store.add(numbered_report(1))
    again = desk.soon("key", make)
    assert again is not None
    assert again.value == 1
