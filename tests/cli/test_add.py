"""`add` for much: runners, limits, dry runs, figures, logs; and `store load`."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from reportedly.stores import open_store
from tests.web.test_metrics import figures
from tests.workflow.archives import write_lines

from .conftest import Cli


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "crossings.jsonl", 6)


def test_the_summary_tells_how_it_was_read(cli: Cli, lines: Path, store: Path) -> None:
    told = json.loads(cli("add", lines, "--store", store, "--json").out)
    assert told["runner"] == "serial"
    assert told["reports"] == told["new"] + told["new_version"] == 6
    assert told["seconds"] > 0
    assert told["reports_per_second"] > 0


def test_a_pool_tells_and_keeps_the_same(cli: Cli, lines: Path, store: Path, tmp_path: Path) -> None:
    alone = cli("add", lines, "--store", store, "--runner", "serial")
    ran = cli("add", lines, "--store", tmp_path / "b.db", "--runner", "pool", "--workers", "2", "--batch", "2")
    assert ran.err == alone.err
    assert ran.out.replace("b.db", store.name) == alone.out


def test_a_limit_ends_the_run_and_the_next_goes_on(cli: Cli, lines: Path, store: Path) -> None:
    assert cli("add", lines, "--store", store, "--limit", "2").out.startswith("2 reports read: 2 new")
    assert cli("add", lines, "--store", store).out.startswith("4 reports read: ")
    assert "1 sources read before" in cli("add", lines, "--store", store).out


def test_a_dry_run_begins_no_store(cli: Cli, lines: Path, store: Path) -> None:
    ran = cli("add", lines, "--store", store, "--dry-run")
    assert ran.out.startswith("6 reports read: 5 new, 1 changed")
    assert "nowhere" in ran.out
    assert not store.exists()


def test_figures_are_written_though_some_failed(cli: Cli, lines: Path, store: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    ran = cli("add", lines, empty, "--store", store, "--metrics-file", tmp_path / "run.prom")
    assert ran.code == 1
    found = figures((tmp_path / "run.prom").read_text())
    assert found["reportedly_reports_read_total"] == 7  # the empty one among them
    assert found['reportedly_records_failed_total{stage="parse"}'] == 1


def test_a_port_that_is_taken_is_said(cli: Cli, lines: Path, store: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = cli("add", lines, "--store", store, "--metrics-port", taken.getsockname()[1])
    assert ran.code == 2
    assert "--metrics-port" in ran.err


def test_the_log_is_one_object_a_line_with_the_report(cli: Cli, lines: Path, store: Path, tmp_path: Path) -> None:
    """Kept and failed reports; and nothing else is on standard error."""
    (tmp_path / "empty.txt").touch()
    ran = cli("add", lines, tmp_path / "empty.txt", "--store", store, "--log", "json")
    rows = [json.loads(line) for line in ran.err.splitlines()]
    kept = [row for row in rows if row["event"] == "report kept"]
    assert [row["report"] for row in kept] == [f"crossing-{number}" for number in (0, 1, 2, 3, 3, 5)]
    assert all(row["level"] == "info" and row["timestamp"] for row in kept)
    (failed,) = [row for row in rows if row["event"] == "report failed"]
    assert failed["stage"] == "parse"
    assert "empty.txt" in failed["reason"]
    assert len(rows) == 7


def test_the_level_of_the_log_leaves_out_what_is_below_it(cli: Cli, lines: Path, store: Path) -> None:
    assert cli("add", lines, "--store", store, "--log", "text", "--log-level", "warning").err == ""
    assert "batch kept" in cli("add", lines, "--store", store, "--anew", "--log", "text", "--log-level", "debug").err


def test_a_log_ends_with_its_run(cli: Cli, lines: Path, store: Path) -> None:
    cli("add", lines, "--store", store, "--log", "json")
    assert "{" not in cli("add", lines, "--store", store, "--anew").err


def test_out_and_dry_run_contradict_each_other(cli: Cli, lines: Path, store: Path, tmp_path: Path) -> None:
    ran = cli("add", lines, "--store", store, "--out", tmp_path / "out", "--dry-run")
    assert ran.code == 2
    assert "--dry-run" in ran.err


def test_a_file_that_takes_too_long_is_given_up_and_said(
    cli: Cli, source: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    from reportedly.extraction.pipeline import Extractor

    monkeypatch.setattr(Extractor, "extract", lambda *_: time.sleep(60))
    ran = cli("add", source, "--store", store, "--time-out", "0.3")
    assert ran.code == 2
    assert "report.md: took more than 0.3 s" in ran.err


@pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed: make ray installs it")
def test_what_was_written_elsewhere_is_loaded(cli: Cli, lines: Path, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cli("add", lines, "--out", out, "--store", store).code == 0
    assert not store.exists()
    loaded = cli("store", "load", out, "--store", store)
    assert loaded.out.startswith("6 reports loaded: 5 new, 1 changed, 0 held already")
    again = json.loads(cli("store", "load", out, "--store", store, "--json").out)
    assert again == {"reports": 0, "new": 0, "new_version": 0, "unchanged": 0, "failed": []}
    with open_store(store) as held:
        assert (held.counts().reports, held.counts().versions) == (5, 6)


def test_a_folder_without_parts_is_said(cli: Cli, store: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    for folder in (tmp_path / "none", tmp_path / "missing"):
        ran = cli("store", "load", folder, "--store", store)
        assert ran.code == 2
        assert "add --out" in ran.err
