"""Running the command line inside the test, and a source and a store to run it on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.cli.app import run

TITLE = "Sudland minister counts the missing"
BODY = (
    "PORT ISTER - At least 512 soldiers were killed in the crossing, Defence Minister Ada Vent told reporters."
    "\n\n"
    "Reportedly, 40 boats were lost."
)


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run a command; no settings of the person who runs the tests reach it."""
    for name in ("REPORTEDLY_STORE", "REPORTEDLY_TOKEN", "COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def ran(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code=code, out=said.out, err=said.err)

    return ran


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A report in a file."""
    return write_source(tmp_path / "report.md")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where a store may begin."""
    return tmp_path / "kept.db"


def write_source(path: Path, body: str = BODY, title: str = TITLE) -> Path:
    """A Markdown report with front matter."""
    path.write_text(
        f"---\ntitle: {title}\noutlet: The Ister Gazette\npublished: 2031-03-04\nurl: https://gazette.example/{path.stem}\n"
        f"---\n\n{body}\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="session")
def examples_added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the example reports, drawn in; made once."""
    kept = tmp_path_factory.mktemp("examples") / "kept.db"
    reports = Path(__file__).parents[2] / "examples" / "reports"
    assert run(["add", "--quiet", str(reports), "--store", str(kept)]) == 0
    return kept


@pytest.fixture
def examples(examples_added: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copy(examples_added, tmp_path / "examples.db"))
