"""Work on stores that a test kills: `python -m tests.stores.jobs` waits for jobs on standard input, one JSON line each.

Each job runs in a child that is forked off with everything loaded, since loading takes longer than the work; two lines
come back: the child's process id, and what its end was. What a job has been told is kept it writes into a file, a line
each, which outlives it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from reportedly.stores import open_store
from reportedly.workflow import copying, draw, keeping, redraw
from tests.builders import Reading, made_up_knowledge, report_saying

EDITED = 5
"""Every so many reports one is a new version of the one four before it."""
DRAWN = 3
"""Every so many reports the picture is brought up to date."""
SAYINGS = (
    ("Ada Vent said more than {} soldiers were killed near the Ister.", {"source": "Ada Vent", "actor": "ada-vent"}),
    ("The ministry said {} soldiers were killed near the Ister.", {"source": "The ministry", "actor": "norland-mod"}),
    ("Officials said about {} soldiers were killed near the Ister.", {"source": "Officials", "named": False}),
    ("River Watch said {} boats sank.", {"source": "River Watch", "actor": "river-watch"}),
    ("{} soldiers were killed near the Ister.", {}),
)


def reading(number: int) -> Reading:
    """The report of this number; those of one five tell of the same figures, so that origins grow and change."""
    about = number // 5 % 4
    of = number - EDITED + 1 if number % EDITED == EDITED - 1 else number
    figures = (1_250 + about * 310, 900 + about * 70, 17 + about)
    sayings = []
    for place in (number, number + 2):
        words, values = SAYINGS[place % len(SAYINGS)]
        figure = figures[2] if "boats" in words else figures[place % 2]
        measure = "equipment_lost" if "boats" in words else "killed"
        sayings.append({"words": words.format(f"{figure:,}"), "measure": measure, **values})
    title = f"Battle {number} at the Ister"
    report, claims = report_saying(*sayings, title=title, url=f"https://gazette.example/{of}")
    return dataclasses.replace(report, outlet=("The Ister Gazette", "Ombra Wire")[number % 2]), claims


def fill(location: str, last: int, told: str) -> None:
    """Add the reports up to `last` that are not held, and draw them in some at a time."""
    with open_store(location) as store, Path(told).open("a", encoding="utf-8") as acknowledged:
        for number in range(last):
            report, claims = reading(number)
            if store.has(report.sha256):
                continue
            store.add(report, claims)
            acknowledged.write(f"{report.sha256}\n")
            acknowledged.flush()
            if number % DRAWN == 0:
                draw(store, made_up_knowledge())
        draw(store, made_up_knowledge())


def draw_anew(location: str) -> None:
    """Draw the whole picture from scratch."""
    with open_store(location) as store:
        redraw(store, made_up_knowledge())


def bring_up_to_date(location: str) -> None:
    """Open a store of an older program, and draw what it holds."""
    with open_store(location) as store:
        draw(store, made_up_knowledge())


def copy(source: str, target: str) -> None:
    """Copy a store."""
    with open_store(source) as held, open_store(target) as copied:
        copying.copy(held, copied, made_up_knowledge())


def back_up(location: str, file: str) -> None:
    """Write a backup over the last."""
    keeping.back_up(location, Path(file), replace=True)


def restore(file: str, location: str) -> None:
    """Put a backup in the place of what is there."""
    keeping.restore(Path(file), location, replace=True)


JOBS = {job.__name__: job for job in (fill, draw_anew, bring_up_to_date, copy, back_up, restore)}


def main(lines: Iterator[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _load(folder)
    print("ready", flush=True)
    for line in lines:
        name, *arguments = json.loads(line)
        child = os.fork()
        if child == 0:
            _work(name, arguments)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _load(folder: str) -> None:
    """Do each of them once, so that all modules are there."""
    one, two, file = (f"{folder}/{name}.db" for name in ("one", "two", "file"))
    fill(one, 2, f"{folder}/told")
    draw_anew(one)
    copy(one, two)
    back_up(one, file)
    restore(file, two)


def _work(name: str, arguments: list[object]) -> None:
    """The child's life: nothing of the parent's is flushed or closed by it."""
    code = 1
    try:
        JOBS[name](*arguments)  # type: ignore[operator]
        code = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(iter(sys.stdin.readline, ""))
