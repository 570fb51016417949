"""Sources of many reports, tasks that meet a poisoned one, and what a store holds, for tests of long runs."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.readers.base import Record
from reportedly.workflow.tasks import Parsed, ReadRecords

_TABLES = ("reports", "claims", "claim_actors", "claim_spans")


def write_lines(path: Path, count: int, *, first: int = 0) -> Path:
    """Reports, one a line; every fifth is a new version of the one before it."""
    with path.open("w", encoding="utf-8") as handle:
        for number in range(first, first + count):
            same = number - 1 if number % 5 == 4 else number
            text = (
                f"Crossing number {number}\n\nAt least {number + 100:,} soldiers of Norland crossed the Ister, Colonel "
                f"Ada Vent said on Monday.\n\n“We lost {number + 7:,} men,” the Sudland defence ministry said."
            )
            row = {"id": f"crossing-{same}", "text": text, "outlet": "The Ister Gazette", "published": "2031-03-04"}
            handle.write(json.dumps(row) + "\n")
    return path


def add_long(path: Path, count: int) -> Path:
    """Some more of a thousand words: a run that has come so far has seconds to go."""
    sentence = "At least {} soldiers of Norland crossed the Ister, Colonel Ada Vent said on Monday."
    with path.open("a", encoding="utf-8") as handle:
        for number in range(count):
            paragraphs = [sentence.format(1000 * number + line) for line in range(100)]
            handle.write(json.dumps({"id": f"long-{number}", "text": "\n\n".join(paragraphs)}) + "\n")
    return path


def contents(store: Path) -> dict[str, list[Any]]:
    """Every row of the tables that `add` fills, keys included."""
    with closing(sqlite3.connect(store)) as connection:
        kept = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4").fetchall() for table in _TABLES}
        kept["marks"] = connection.execute(
            "SELECT source, fingerprint, position, done FROM read_sources ORDER BY source"
        ).fetchall()
    return kept


@dataclass(frozen=True)
class Poisoned:
    """Reads records, but for those that hold a word: "POISON-EXIT", "POISON-KILL", "POISON-HANG", "POISON-RAISE"."""

    task: ReadRecords

    def __call__(self) -> Callable[[Record], Parsed]:
        return _Poisoned(self.task())


@dataclass(frozen=True)
class _Poisoned:
    read: Callable[[Record], Parsed]

    def __call__(self, record: Record) -> Parsed:
        data = getattr(record.given, "data", b"")
        if b"POISON-EXIT" in data:
            os._exit(139)
        if b"POISON-KILL" in data:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"POISON-HANG" in data:
            time.sleep(600)
        if b"POISON-RAISE" in data:
            raise ZeroDivisionError("of the reader")
        return self.read(record)


def add_command(source: Path, store: Path, *more: str) -> list[str]:
    """`reportedly add` in a process of its own."""
    return [sys.executable, "-m", "reportedly", "add", str(source), "--store", str(store), *more]
