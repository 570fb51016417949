"""Parquet files of reports and claims: written whole or not at all, taken into a store as if added to it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.readers import ReadOptions
from reportedly.runners.base import Serial
from reportedly.stores import Added, Mark, Outcome, open_store
from reportedly.workflow.adding_many import Adding, passing_over, records_of
from reportedly.workflow.keepers import StoreKeeper
from reportedly.workflow.parts import PartKeeper, load_parts, parts_in
from reportedly.workflow.tasks import ReadRecords, Understood
from tests.builders import claims_of, numbered_report
from tests.workflow.archives import contents, write_lines

pytestmark = pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed: make ray installs it")
MARK = Mark(source="/news/a.warc", fingerprint="10:1:1", position="bytes:7", done=7)


def understood(number: int) -> Understood:
    report = numbered_report(number)
    return Understood(report=report, claims=claims_of(report))


def test_a_folder_that_is_loaded_is_what_adding_would_have_kept(tmp_path: Path) -> None:
    """Ids, versions, claims and how far the source was read; a second time nothing is taken in."""
    source = write_lines(tmp_path / "a.jsonl", 12)
    task = ReadRecords(options=ReadOptions())
    with open_store(tmp_path / "added.db") as held:
        Adding(Serial(), StoreKeeper(held), lambda _: None).run(records_of([str(source)], task, None), task)
    out = PartKeeper(tmp_path / "out")
    Adding(Serial(), out, lambda _: None, batch=5).run(records_of([str(source)], task, None), task)
    assert len(parts_in(tmp_path / "out")) == 3
    with open_store(tmp_path / "loaded.db") as held:
        first = [added for part in load_parts(tmp_path / "out", held) for added in part]
        assert list(load_parts(tmp_path / "out", held)) == []
    assert len(first) == 12
    added, loaded = contents(tmp_path / "added.db"), contents(tmp_path / "loaded.db")
    assert [mark for mark in loaded.pop("marks") if str(source) in mark[0]] == added.pop("marks")
    assert loaded == added


def test_every_field_of_a_report_and_its_claims_comes_back(tmp_path: Path) -> None:
    PartKeeper(tmp_path).keep([understood(1), understood(2)], [MARK])
    with open_store(tmp_path / "kept.db") as held:
        (part,) = load_parts(tmp_path, held)
        assert [one.outcome for one in part if isinstance(one, Added)] == [Outcome.NEW] * 2
        assert held.get_report(numbered_report(2).id) == numbered_report(2)
        assert held.claims_of(numbered_report(2).id) == claims_of(numbered_report(2))
        assert held.reached(MARK.source, MARK.fingerprint) == "bytes:7"


def test_a_folder_is_gone_on_with(tmp_path: Path) -> None:
    """By whoever opens it next: how far sources were read stands in the files."""
    source = write_lines(tmp_path / "a.jsonl", 6)
    task = ReadRecords(options=ReadOptions())
    for limit in (4, None):
        keeper = PartKeeper(tmp_path / "out")
        reached = passing_over(keeper, lambda _: None)
        Adding(Serial(), keeper, lambda _: None, limit=limit).run(records_of([str(source)], task, reached), task)
    with open_store(tmp_path / "kept.db") as held:
        sizes = [len(part) for part in load_parts(tmp_path / "out", held)]
    assert sizes == [4, 2]


def test_what_a_crash_left_half_written_is_no_part(tmp_path: Path) -> None:
    keeper = PartKeeper(tmp_path)
    keeper.keep([understood(1)], [MARK])
    (tmp_path / "part-000002.writing").write_bytes(b"PAR1")
    again = PartKeeper(tmp_path)
    again.keep([understood(2)], [])
    assert [part.name for part in parts_in(tmp_path)] == ["part-000001.parquet", "part-000002.parquet"]


def test_a_damaged_or_foreign_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    (tmp_path / "part-000001.parquet").write_bytes(b"no Parquet")
    with open_store(tmp_path / "kept.db") as held, pytest.raises(StoreError, match="is no file of reports"):
        list(load_parts(tmp_path, held))
    parquet.write_table(pa.table({"a": [1]}), tmp_path / "part-000001.parquet")
    with open_store(tmp_path / "kept.db") as held, pytest.raises(StoreError, match=r"part-000001\.parquet"):
        list(load_parts(tmp_path, held))
