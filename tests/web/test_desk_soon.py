"""A costly view that was never made keeps no reader waiting: it is made meanwhile, and where that fails it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.stores import Store, open_store
from reportedly.web.desk import Desk

WAIT_S = 10


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_store(str(tmp_path / "a.db")) as store:
        yield Desk(store)


def test_what_is_made_quickly_is_shown_at_once(desk: Desk) -> None:
    view = desk.soon("n", lambda store: store.counts().reports)
    assert view is not None
    assert (view.value, view.fresh) == (0, True)


def test_what_takes_long_is_nothing_until_it_is_made_and_is_made_once(desk: Desk) -> None:
    let_go, made = threading.Event(), threading.Event()
    begun = []

    def make(_: Store) -> int:
        begun.append(1)
        assert let_go.wait(WAIT_S)
        made.set()
        return 5

    assert desk.soon("n", make) is None
    assert desk.soon("n", make) is None
    let_go.set()
    assert made.wait(WAIT_S)
    assert desk.view("n", make).value == 5
    assert begun == [1]


def test_what_cannot_be_made_fails_before_the_reader(desk: Desk) -> None:
    def fail(_: Store) -> int:
        raise StoreError("the store cannot be read: look at the disk")

    with pytest.raises(StoreError):
        desk.soon("n", fail)
