"""Costly views: made once for a state of the store, never shown as fresh after a change, never made twice at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.stores import Store, open_store
from reportedly.web import desk as room
from reportedly.web.desk import Desk
from tests.builders import claims_of, numbered_report

WAIT_S = 10


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_store(str(tmp_path / "a.db")) as store:
        yield Desk(store)


def grow(desk: Desk, number: int) -> None:
    report = numbered_report(number)
    desk.store.add(report, claims_of(report))


def count(store: Store) -> int:
    return store.counts().reports


def test_a_view_is_made_once_until_the_store_changes(desk: Desk) -> None:
    made = []

    def make(store: Store) -> int:
        made.append(count(store))
        return made[-1]

    assert [desk.view("n", make).value for _ in range(3)] == [0, 0, 0]
    grow(desk, 1)
    assert [desk.view("n", make).value for _ in range(2)] == [1, 1]
    assert made == [0, 1]


def test_views_of_other_names_are_apart(desk: Desk) -> None:
    assert desk.view(("n", 1), count).value == 0
    assert desk.view(("n", 2), lambda _: "two").value == "two"


def test_a_costly_view_is_shown_as_it_was_while_it_is_made_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "COSTLY_S", 0.0)
    gate, renewed = threading.Event(), threading.Event()
    assert desk.view("n", count).fresh
    grow(desk, 1)

    def slowly(store: Store) -> int:
        gate.wait(WAIT_S)
        value = count(store)
        renewed.set()
        return value

    old = desk.view("n", slowly)
    assert (old.value, old.fresh) == (0, False)
    gate.set()
    assert renewed.wait(WAIT_S)
    new = desk.view("n", slowly)
    while not new.fresh:
        new = desk.view("n", slowly)
    assert new.value == 1


def test_readers_side_by_side_make_a_view_once(desk: Desk) -> None:
    made = []

    def make(store: Store) -> int:
        made.append(1)
        return count(store)

    with ThreadPoolExecutor(8) as pool:
        values = list(pool.map(lambda _: desk.view("n", make).value, range(32)))
    assert values == [0] * 32
    assert len(made) == 1


def test_a_view_that_fails_is_tried_again(desk: Desk) -> None:
    def fails(_: Store) -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        desk.view("n", fails)
    assert desk.view("n", count).value == 0


def test_no_more_views_are_kept_than_there_is_room_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "VIEWS", 2)
    made = []

    def make(store: Store) -> int:
        made.append(1)
        return count(store)

    for key in ("a", "b", "c", "b", "a"):
        desk.view(key, make)
    assert len(made) == 4  # "b" was there still, "a" had left


def test_what_is_made_quickly_is_shown_at_once(desk: Desk) -> None:
    view = desk.soon("n", lambda store: store.counts().reports)
    assert view is not None
    assert (view.value, view.fresh) == (0, True)


def test_what_takes_long_is_nothing_until_it_is_made_and_is_made_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "FIRST_S", 0.01)
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


def test_once_made_it_follows_the_store(desk: Desk) -> None:
    view = desk.soon("key", count)
    assert view is not None
    assert view.value == 0
    grow(desk, 1)
    again = desk.soon("key", count)
    assert again is not None
    assert again.value == 1
