"""Which runner reads: what a person says, else by how much there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.runners.base import Serial
from reportedly.runners.pool import Pool
from reportedly.workflow.running import MANY_BYTES, MANY_FILES, Amount, RunnerName, Running, amount_of, runner_of

LITTLE = Amount(files=1, size=10, is_whole=True)
MUCH = Amount(files=MANY_FILES + 1, size=10, is_whole=True)


def test_the_amount_is_that_of_all_files(tmp_path: Path) -> None:
    """Of folders too; an address or a pipe makes it unknown."""
    (tmp_path / "below").mkdir()
    (tmp_path / "a.txt").write_text("four")
    (tmp_path / "below" / "b.txt").write_text("fives")
    both = [str(tmp_path), str(tmp_path / "a.txt")]
    assert amount_of(both) == Amount(files=3, size=13, is_whole=True)
    assert not amount_of([*both, "https://news.example/"]).is_whole
    assert amount_of(["-", "no\x00path"]) == Amount(files=0, size=0, is_whole=False)


@pytest.mark.parametrize(
    ("amount", "workers", "expected"),
    [
        (LITTLE, 2, RunnerName.SERIAL),
        (MUCH, 2, RunnerName.POOL),
        (MUCH, 1, RunnerName.SERIAL),
        (Amount(files=1, size=MANY_BYTES + 1, is_whole=False), 2, RunnerName.POOL),
    ],
)
def test_much_is_read_by_a_pool_where_there_are_several_processors(
    amount: Amount, workers: int, expected: RunnerName
) -> None:
    name, runner = runner_of(Running(workers=workers), amount)
    assert name is expected
    assert isinstance(runner, Pool if expected is RunnerName.POOL else Serial)


def test_what_a_person_says_holds() -> None:
    assert isinstance(runner_of(Running(name=RunnerName.SERIAL), MUCH)[1], Serial)
    pool = runner_of(Running(name=RunnerName.POOL, workers=3), LITTLE)[1]
    assert isinstance(pool, Pool)
    assert pool.workers == 3
