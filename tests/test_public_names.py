"""The public names: one sorted list, each there, and nothing heavy loaded for any of it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly

HEAVY = (
    "alembic",
    "fastapi",
    "httpx2",
    "lxml",
    "onnxruntime",
    "pypdf",
    "ray",
    "rich",
    "spacy",
    "sqlalchemy",
    "trafilatura",
)


def test_the_list_is_sorted_and_each_name_once() -> None:
    assert reportedly.__all__ == sorted(set(reportedly.__all__))


@pytest.mark.parametrize("name", reportedly.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(reportedly, name) is not None


def test_dir_lists_the_public_names_only() -> None:
    assert dir(reportedly) == reportedly.__all__


def test_what_type_checkers_see_is_what_is_loaded() -> None:
    """The imports under TYPE_CHECKING and the table of homes name the same things."""
    tree = ast.parse(Path(reportedly.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.name: str(node.module).removeprefix("reportedly.")
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == reportedly._HOME_OF
    assert sorted([*seen, "__version__"]) == reportedly.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = reportedly.frobnicate


def test_importing_loads_nothing_heavy_and_no_part_of_ours() -> None:
    code = "import sys, reportedly; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not set(HEAVY) & set(loaded)
    assert [name for name in loaded if name.startswith("reportedly.")] == ["reportedly._version"]
