"""The whole picture is the same whoever draws it, and a run cut short leaves nothing that the next does not mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import inspect

from reportedly.stores import bulk, open_store
from reportedly.stores.sql import SqlStore
from reportedly.stores.tables import tellings
from reportedly.workflow import draw, picturing
from reportedly.workflow.comparing import picture_digest
from reportedly.workflow.picturing import Pen
from tests.reconciliation.test_incremental import AGAIN, BATTLE, ELSEWHERE, KNOWLEDGE, UNDECIDED, add, differences, rows
from tests.strategies import World, readings

WORLD = (BATTLE, AGAIN, ELSEWHERE, *UNDECIDED)
two_hands = settings(
    max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of claims counts as many: two processes, indexes afterwards, a report a piece of work."""
    for name, value in (("_BY_TWO", 0), ("BARE", 0), ("_REPORTS", 1)):
        monkeypatch.setattr(bulk, name, value)
    monkeypatch.setattr(bulk, "hands", lambda: 2)


def opened(location: str | Path) -> SqlStore:
    store = open_store(location)
    assert isinstance(store, SqlStore)
    return store


def index_names(store: SqlStore) -> set[str | None]:
    return {index["name"] for index in inspect(store._database.engine).get_indexes("tellings")}


@pytest.mark.usefixtures("many")
@two_hands
@given(readings(6))
def test_two_processes_draw_what_one_draws_report_by_report(
    tmp_path_factory: pytest.TempPathFactory, world: World
) -> None:
    folder = tmp_path_factory.mktemp("two")
    with opened(folder / "each.db") as each, opened(folder / "many.db") as both:
        add(each, *world)
        add(both, *world, drawn=False)
        assert Pen(both, KNOWLEDGE).redraw_all() == len(world)
        assert differences(rows(both), rows(each)) == []


@pytest.mark.usefixtures("many")
def test_each_kind_of_database_is_drawn_by_two(location: str, tmp_path: Path) -> None:
    with opened(tmp_path / "each.db") as each, opened(location) as both:
        add(each, *WORLD)
        add(both, *WORLD, drawn=False)
        assert Pen(both, KNOWLEDGE).redraw_all() == len(WORLD)
        assert picture_digest(both) == picture_digest(each)


@pytest.mark.usefixtures("many")
def test_when_all_is_drawn_the_indexes_are_there(location: str) -> None:
    with opened(location) as store:
        before = index_names(store)
        add(store, *WORLD, drawn=False)
        told: list[tuple[int, int]] = []
        Pen(store, KNOWLEDGE).redraw_all(lambda *numbers: told.append(numbers))
        assert index_names(store) == before == {index.name for index in tellings.indexes}
        assert told == [(number, len(WORLD)) for number in range(1, len(WORLD) + 1)]
        assert store.check() == ()


@pytest.mark.usefixtures("many")
def test_a_run_cut_short_counts_as_not_drawn_and_the_next_makes_the_indexes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(number: int, _total: int) -> None:
        if number == 2:
            raise ZeroDivisionError

    with opened(tmp_path / "store.db") as store, opened(tmp_path / "other.db") as other:
        add(store, *WORLD, drawn=False)
        with pytest.raises(ZeroDivisionError):
            Pen(store, KNOWLEDGE).redraw_all(cut)
        assert index_names(store) == set()
        monkeypatch.setattr("reportedly.workflow.picturing.MANY", 1)  # as so many claims would have it
        assert draw(store, KNOWLEDGE) == len(WORLD)
        assert index_names(store) == {index.name for index in tellings.indexes}
        add(other, *WORLD)
        assert differences(rows(store), rows(other)) == []


def test_so_many_reports_without_indexes_are_always_drawn_at_once_again() -> None:
    """Else a run cut short would leave a store without them."""
    assert bulk.BARE >= picturing.MANY


@pytest.mark.parametrize("number", [1, 256])
def test_the_parts_of_the_origins_hold_every_id_once(number: int) -> None:
    parts = bulk._ranges(number)
    assert len(parts) == number
    if number == 256:
        starts = [f"{value:02x}" for value in range(256)]
        told = [str(part.compile(compile_kwargs={"literal_binds": True})) for part in parts]
        assert all(f">= '{start}'" in part for start, part in zip(starts, told, strict=True))
        assert all(f"< '{end}'" in part for end, part in zip(starts[1:], told, strict=False))
        assert "<" not in told[-1].replace(">=", "")
