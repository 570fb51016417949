"""Adding many reports: in order, in batches, acknowledged once kept, gone on with at the record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.readers import ReadOptions
from reportedly.readers.base import Record
from reportedly.runners.base import Runner, Serial
from reportedly.runners.pool import Pool
from reportedly.stores import Outcome, open_store
from reportedly.workflow.adding_many import Adding, Step, passing_over, records_of
from reportedly.workflow.keepers import DryKeeper, Keeper, StoreKeeper
from reportedly.workflow.tasks import ReadRecords
from tests.workflow.archives import Poisoned, contents, write_lines

OPTIONS = ReadOptions()


def add(
    source: Path, store: Path, runner: Runner | None = None, *, anew: bool = False, task: Any = None, **how: Any
) -> list[Step]:
    """One run, step by step."""
    steps: list[Step] = []
    with open_store(store) as held:
        keeper = StoreKeeper(held)
        plain = ReadRecords(options=OPTIONS, store=str(store))
        reached = None if anew else passing_over(keeper, lambda _: None)
        adding = Adding(runner or Serial(), keeper, steps.append, **how)
        adding.run(records_of([str(source)], plain, reached), task or plain)
    return steps


def outcomes(steps: list[Step]) -> list[str]:
    return [kept.added.outcome for step in steps for kept in step.kept]


def sentences(steps: list[Step]) -> list[str]:
    return [failed.sentence for step in steps for failed in step.failed]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("archive") / "crossings.jsonl", 30)


@pytest.fixture(scope="module")
def whole(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What an uninterrupted serial run keeps of the archive."""
    path = tmp_path_factory.mktemp("whole") / "kept.db"
    steps = add(archive, path)
    assert outcomes(steps).count(Outcome.NEW_VERSION) == 6
    return contents(path)


def test_a_pool_comes_to_the_same_store(archive: Path, whole: dict[str, list[Any]], tmp_path: Path) -> None:
    """Ids, versions, claims and keys: nothing tells which runner read."""
    add(archive, tmp_path / "kept.db", Pool(2, batch=3), batch=7)
    assert contents(tmp_path / "kept.db") == whole


@pytest.mark.parametrize("batch", [1, 4, 64])
def test_the_batch_makes_no_difference(archive: Path, whole: dict[str, list[Any]], tmp_path: Path, batch: int) -> None:
    steps = add(archive, tmp_path / "kept.db", batch=batch, pace_s=1000.0)
    assert max(len(step.kept) for step in steps) == min(batch, 30)
    assert contents(tmp_path / "kept.db") == whole


@pytest.mark.parametrize("limit", [1, 5, 29])
def test_a_run_with_a_limit_is_gone_on_with_at_the_record(
    archive: Path, whole: dict[str, list[Any]], tmp_path: Path, limit: int
) -> None:
    """It reads so many and no more; the next reads only the rest, and both come to the whole."""
    path = tmp_path / "kept.db"
    assert len(outcomes(add(archive, path, batch=4, limit=limit))) == limit
    assert len(outcomes(add(archive, path))) == 30 - limit
    assert outcomes(add(archive, path)) == []
    assert contents(path) == whole


def test_anew_reads_all_and_changes_nothing(archive: Path, whole: dict[str, list[Any]], tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    add(archive, path)
    assert outcomes(add(archive, path, anew=True)) == [Outcome.UNCHANGED] * 30
    assert contents(path) == whole


def test_a_file_that_has_changed_is_read_from_its_beginning(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", 3)
    add(source, tmp_path / "kept.db")
    write_lines(source, 4)
    assert outcomes(add(source, tmp_path / "kept.db")) == [Outcome.UNCHANGED] * 3 + [Outcome.NEW]


def test_one_bad_record_costs_itself_and_the_archive_is_not_read_again_for_it(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", 2)
    source.write_text("no JSON\n" + source.read_text())
    steps = add(source, tmp_path / "kept.db")
    assert outcomes(steps) == [Outcome.NEW] * 2
    assert len(sentences(steps)) == 1
    assert "line 1: is not JSON" in sentences(steps)[0]
    assert add(source, tmp_path / "kept.db") == []


def test_a_file_of_one_report_that_failed_is_tried_again(tmp_path: Path) -> None:
    """Mended or not, the next run tells of it again; the others are passed over."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "bad.html").write_text("<html></html>")
    (folder / "good.txt").write_text("Colonel Ada Vent said 40 boats sank.")
    first, again = add(folder, tmp_path / "kept.db"), add(folder, tmp_path / "kept.db")
    assert (len(outcomes(first)), len(outcomes(again))) == (1, 0)
    assert sentences(first) == sentences(again)
    assert len(sentences(again)) == 1


POISONS = ("POISON-EXIT", "POISON-KILL", "POISON-HANG", "POISON-RAISE")


def test_poisoned_records_cost_themselves(tmp_path: Path) -> None:
    """Those that end, kill or hang the process that reads them, and those that raise: each is said in one sentence."""
    source = write_lines(tmp_path / "a.jsonl", 8)
    lines = source.read_text().splitlines(keepends=True)
    for place, poison in enumerate(POISONS):
        lines.insert(2 * place + 1, json.dumps({"id": poison, "text": poison}) + "\n")
    source.write_text("".join(lines))
    task = Poisoned(ReadRecords(options=OPTIONS))
    steps = add(source, tmp_path / "kept.db", Pool(2, batch=4, timeout_s=3.0), task=task)
    assert len(outcomes(steps)) == 8
    told = sentences(steps)
    assert [f"line {2 * place + 2}: " in sentence for place, sentence in enumerate(told)] == [True] * 4
    for words, sentence in zip(("code 139", "was killed", "more than 3 s", "ZeroDivisionError"), told, strict=True):
        assert words in sentence


def test_a_killed_worker_costs_nothing(archive: Path, whole: dict[str, list[Any]], tmp_path: Path) -> None:
    """Whoever kills it, and whatever it was at: the store is that of a serial run."""
    import multiprocessing

    killed: list[int | None] = []

    def murderous(steps: Iterator[Record]) -> Iterator[Record]:
        for number, record in enumerate(steps):
            if number in (12, 24):
                victim = multiprocessing.active_children()[-1]
                victim.kill()
                killed.append(victim.pid)
            yield record

    path = tmp_path / "kept.db"
    with open_store(path) as held:
        task = ReadRecords(options=OPTIONS)
        Adding(Pool(2, batch=2), StoreKeeper(held), lambda _: None, batch=4).run(
            murderous(records_of([str(archive)], task, None)), task
        )
    assert len(killed) == 2
    assert contents(path) == whole


def test_what_was_read_when_it_is_interrupted_is_kept(archive: Path, tmp_path: Path) -> None:
    """And is told; the next run goes on after it."""

    def interrupted(records: Iterator[Record]) -> Iterator[Record]:
        for number, record in enumerate(records):
            if number == 5:
                raise KeyboardInterrupt
            yield record

    steps: list[Step] = []
    with open_store(tmp_path / "kept.db") as held:
        task = ReadRecords(options=OPTIONS)
        adding = Adding(Serial(), StoreKeeper(held), steps.append, pace_s=1000.0)
        with pytest.raises(KeyboardInterrupt):
            adding.run(interrupted(records_of([str(archive)], task, None)), task)
    assert len(outcomes(steps)) == 5
    assert len(outcomes(add(archive, tmp_path / "kept.db"))) == 25


def test_a_dry_run_says_what_would_be_and_keeps_nothing(archive: Path, tmp_path: Path) -> None:
    """In a store that holds some, and where there is none."""

    def dry(keeper: Keeper) -> list[str]:
        steps: list[Step] = []
        task = ReadRecords(options=OPTIONS)
        Adding(Serial(), keeper, steps.append).run(records_of([str(archive)], task, None), task)
        return outcomes(steps)

    really = tmp_path / "kept.db"
    expected = outcomes(add(archive, tmp_path / "other.db"))
    assert dry(DryKeeper(None)) == expected
    add(archive, really, limit=10)
    before = contents(really)
    with open_store(really) as held:
        assert dry(DryKeeper(held)) == [Outcome.UNCHANGED] * 10 + expected[10:]
    assert contents(really) == before
