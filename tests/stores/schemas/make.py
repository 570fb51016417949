"""Writes `rNNNN.sql`, the rows of a small store as a program of that revision keeps them: `python -m
tests.stores.schemas.make [CHECKOUT]`.

CHECKOUT is a folder with that program, such as one that `git archive REVISION | tar x -C FOLDER` filled; without it,
this one. Whoever adds a migration runs it once the newest revision is the new one. The store holds example reports, one
of them in two versions, and, where the program knew them, a story and reviews.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
REPORTS = [ROOT / "examples" / "reports" / "dprk" / name for name in ("nk-uk-drops.md", "nk-museum.md")]
EDITED = ("around 6,000", "some 6,100")
"""What the second version of the last report has otherwise."""
SHADOWS = ("_data", "_idx", "_docsize", "_config")
FIRST = ("reports", "claims")


def main(checkout: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        fill(checkout, path, Path(folder))
        with closing(sqlite3.connect(path)) as connection:
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            lines = list(rows_of(connection))
    target = HERE / f"r{revision}.sql"
    # Where the files lay is no part of what is kept for good.
    told = "\n".join(lines).replace(str(ROOT), "/reports").replace(tempfile.gettempdir(), "/edited") + "\n"
    target.write_text(told, encoding="utf-8")
    print(f"{target.name}: {len(lines)} rows, {target.stat().st_size:,} bytes")


def fill(checkout: Path, path: Path, folder: Path) -> None:
    """Add the reports and what people say, with the program that the checkout holds."""
    edited = Path(shutil.copy(REPORTS[-1], folder))
    text = edited.read_text(encoding="utf-8")
    assert EDITED[0] in text
    edited.write_text(text.replace(*EDITED), encoding="utf-8")
    run(checkout, "add", "-q", *map(str, REPORTS), "--store", str(path))
    run(checkout, "add", "-q", str(edited), "--store", str(path))
    if not (checkout / "src" / "reportedly" / "cli" / "review.py").exists():
        return
    with closing(sqlite3.connect(path)) as connection:
        held = connection.execute("SELECT claim_id FROM claims WHERE has_quantity ORDER BY pk").fetchall()
    one, two, three = (claim for (claim,) in (*held[:2], held[-1]))
    people = ("--who", "Ida", "--store", str(path))
    run(checkout, "story", "new", "Kursk losses", "--place", "Kursk", "--measure", "casualties", "--store", str(path))
    run(checkout, "review", "reject", one, "--why", "of another year", *people)
    run(checkout, "review", "accept", two, *people)
    made = run(checkout, "review", "split", three, "--json", *people)
    run(checkout, "review", "undo", made.partition('"id": "')[2].partition('"')[0], "--store", str(path))


def run(checkout: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    command = [sys.executable, "-m", "reportedly", *arguments]
    return subprocess.run(command, env=environment, cwd=checkout, check=True, capture_output=True, text=True).stdout


def rows_of(connection: sqlite3.Connection) -> Iterator[str]:
    """A statement a row, for every table of ours; the full-text indexes follow from it, by triggers."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    indexes = tuple(name for name, sql in found if sql.startswith("CREATE VIRTUAL"))
    inner = {*indexes, *(f"{index}{end}" for index in indexes for end in SHADOWS), "alembic_version"}
    names = sorted(
        (name for name, _ in found if name not in inner), key=lambda name: (name not in FIRST, name != "reports", name)
    )
    for name in names:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
        listed = ", ".join(f'"{column}"' for column in columns)
        for (values,) in connection.execute(f"SELECT {quoted} FROM {name} ORDER BY 1"):
            yield f"INSERT INTO {name} ({listed}) VALUES ({values});"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT)
