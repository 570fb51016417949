"""What the documents name exists: files, make targets, commands and their options, types, the version, decisions."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer

import reportedly.model
from reportedly._version import __version__
from reportedly.cli.app import app
from reportedly.web.app import create_app

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "GLOSSARY.md", "CHANGELOG.md")
DOCUMENTS = sorted([*(ROOT / name for name in GUIDES), *(ROOT / "docs").rglob("*.md")])
FOLDERS = ("benchmarks", "docs", "evaluation", "examples", "scripts", "src", "tests")

_LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)[^)]*\)")
_PATH = re.compile(rf"(?<![\w./-])((?:{'|'.join(FOLDERS)})/[\w./-]*[\w/])(?![\w*])")
_MODULE = re.compile(
    r"`((?:exporters|readers|extraction|reconciliation|stores|model|knowledge|cli|web)/[\w./-]+(?:\.\w+|/))`"
)
_MADE_LATER = ("benchmarks/results", "evaluation/out")
_MAKE = re.compile(r"^make ([a-z]+)|`make ([a-z]+)", re.MULTILINE)
_COMMAND = re.compile(r"(?:^|`|> |bin/)reportedly ((?!COMMAND)[a-z]+)((?:[^\n`]|(?<=\\)\n)*)", re.MULTILINE)
_OPTION = re.compile(r"(?<=[ \[])--[a-z][a-z-]*")
_OUTPUT = re.compile(r"<!-- output:[a-z]+ -->.*?<!-- /output -->", re.DOTALL)


def names(paths: list[Path]) -> list[str]:
    """Short names for the parametrised tests."""
    return [str(path.relative_to(ROOT)) for path in paths]


def text_of(path: Path) -> str:
    """A document without the program's output that is quoted in it."""
    return _OUTPUT.sub("", path.read_text(encoding="utf-8"))


def commands() -> dict[str, Any]:
    """The command line's commands by name."""
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


def parameters(command: Any, rest: str) -> list[Any]:
    """A command's parameters; of a group, those of the command that `rest` begins with, or of all."""
    below = getattr(command, "commands", {})
    named = [below[word] for word in rest.split()[:1] if word in below]
    return [p for one in (named or (command, *below.values())) for p in one.params]


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_links_lead_to_files(document: Path) -> None:
    broken = [link for link in _LINK.findall(text_of(document)) if not (document.parent / link).exists()]
    assert not broken


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_named_paths_exist(document: Path) -> None:
    """A path from the root, or in backticks from src/reportedly, is there; what the program makes later need not be."""
    text = _LINK.sub("]", text_of(document))
    missing = [p for p in _PATH.findall(text) if not p.startswith(_MADE_LATER) and not (ROOT / p).exists()]
    package = ROOT / "src" / "reportedly"
    missing += [path for path in _MODULE.findall(text) if not (package / path).exists()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_make_targets_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {first or second for first, second in _MAKE.findall(text_of(document))}
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))
def test_commands_and_their_options_exist(document: Path) -> None:
    known = commands()
    unknown = []
    for name, rest in _COMMAND.findall(text_of(document)):
        if name not in known:
            unknown.append(name)
            continue
        has = {"--help"} | {option for p in parameters(known[name], rest) for option in (*p.opts, *p.secondary_opts)}
        unknown += [f"{name} {option}" for option in _OPTION.findall(rest.partition("#")[0]) if option not in has]
    assert not unknown


def test_every_command_has_its_place_in_the_reference_and_the_changelog() -> None:
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert not [name for name in commands() if f"## reportedly {name}" not in reference]
    assert not [name for name in commands() if f"`{name}`" not in changes]


def public_types() -> list[str]:
    """The classes that the modules of `reportedly.model` define."""
    found = []
    for module in pkgutil.iter_modules(reportedly.model.__path__, "reportedly.model."):
        for name, member in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if member.__module__ == module.name and not name.startswith("_"):
                found.append(name)
    return found


def test_the_glossary_has_every_type_of_the_model() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert not [name for name in public_types() if f"(`{name}`)" not in glossary]


def test_the_glossary_names_no_type_that_is_gone() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert not set(re.findall(r"\(`([A-Z]\w+)`\)", glossary)) - set(public_types())


def test_the_changelog_has_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[(Unreleased|{re.escape(__version__)})\].*", changes, re.MULTILINE)


def test_readme_shows_the_output_it_promises() -> None:
    """Each block of output in the README is marked at both ends, so that it can be made again."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("<!-- output:") == readme.count("<!-- /output -->") == len(_OUTPUT.findall(readme))


def test_decisions_are_numbered_without_gaps_and_say_why() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. ")
        assert all(part in text for part in ("**Question.**", "**Decision.**", "**Why.**", "**Price.**"))


def test_measures_in_the_how_to_load() -> None:
    """The example file of the how-to is valid and gives the measure it says it gives."""
    from reportedly.knowledge.measures import load_measures
    from reportedly.knowledge.tables import Table

    how_to = (ROOT / "docs" / "howto" / "add-a-measure.md").read_text(encoding="utf-8")
    example = how_to.split("```toml\n")[1].split("```")[0]
    added = set(tomllib.loads(example)["measure"])
    assert added
    assert added <= set(load_measures((Table(where="the how-to", text=example),)).by_name)


def test_the_lock_names_no_index() -> None:
    """Where packages are fetched from is the business of whoever installs."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index-url" not in lock


def test_every_operation_of_the_api_stands_in_its_reference(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    app = create_app(str(tmp_path / "empty.db"))
    there_are = {f"{method.upper()} {path}" for path, row in app.openapi()["paths"].items() for method in row}
    told = set(re.findall(r"`((?:GET|POST) /api/v1/[^`?]+)`", document))
    assert told == there_are
