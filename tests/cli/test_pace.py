"""How a run goes: counts, rates and the time left, from the places that were read to."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from reportedly.cli.pace import EACH, Pace, PaceLine
from reportedly.readers.base import Place


def place(source: str, done: int, total: int | None = 100) -> Place:
    return Place(source=source, fingerprint="1:1:1", position=f"bytes:{done}", done=done, total=total)


def test_bytes_add_up_over_sources(tmp_path: Path) -> None:
    """Those of files that an earlier run had read too; what has no size adds none."""
    earlier = tmp_path / "earlier.warc"
    earlier.write_bytes(b"x" * 40)
    pace = Pace(total=340)
    for source, done, total in (("a", 10, 100), ("a", 100, 100), ("-", 0, None), ("b", 50, 200)):
        pace.at(place(source, done, total))
    assert pace.done == 150
    pace.passed(str(earlier))
    pace.at(place("c", 5))
    assert pace.done == 195


def test_the_time_left_is_by_bytes_since_the_first_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """What workers take to be ready counts for the rate, not for the time that is left."""
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    pace = Pace(total=100 * 1024**2)
    assert pace.left_s is None
    now[0] += 10
    pace.at(place("a", 20 * 1024**2, 100 * 1024**2))
    pace.came(10)
    assert pace.left_s is None  # nothing to go by yet
    now[0] += 10
    pace.at(place("a", 40 * 1024**2, 100 * 1024**2))
    pace.came(10)
    assert pace.left_s == 30
    assert str(pace) == "20 reports, 1.0 a second, 40.0 of 100.0 MiB, 0:30 left"


def test_without_a_total_nothing_is_said_of_it() -> None:
    pace = Pace(total=None)
    pace.came(1)
    assert str(pace).startswith("1 report, ")
    assert "MiB" not in str(pace)
    assert "left" not in str(pace)


def test_in_a_pipe_the_first_reports_are_told_and_then_how_it_goes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with PaceLine("adding", Pace(total=None), quiet=False) as line:
        line.came(["new: a"] * (EACH - 1))
        line.came(["new: b"] * 5)
        now[0] += 11
        line.came(["new: c"])
    said = capsys.readouterr().err.splitlines()
    assert said[: EACH + 1] == ["new: a"] * (EACH - 1) + ["new: b", f"adding: {EACH + 5} reports, 5.0 a second"]
    assert len(said) == EACH + 1


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with PaceLine("adding", Pace(total=None), quiet=True) as line:
        line.came(["new: a"] * 500)
    assert capsys.readouterr().err == ""
