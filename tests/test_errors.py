"""Errors: all in one tree that its docstring draws, all with a sentence that survives the way to another process."""

from __future__ import annotations

import inspect
import pickle
import re

import pytest

from reportedly import errors
from reportedly.errors import ReportedlyError, SourceError

EVERY = [found for _, found in inspect.getmembers(errors, inspect.isclass) if issubclass(found, ReportedlyError)]


def make(kind: type[ReportedlyError]) -> ReportedlyError:
    if issubclass(kind, SourceError):
        return kind("a.html", "there is no such file; check the path")
    return kind("the file is damaged; read the report again")


@pytest.mark.parametrize("kind", EVERY)
def test_an_error_pickles_and_keeps_its_sentence(kind: type[ReportedlyError]) -> None:
    made = make(kind)
    travelled = pickle.loads(pickle.dumps(made))
    assert type(travelled) is kind
    assert str(travelled) == str(made)
    assert travelled.args == made.args
    assert travelled.__dict__ == made.__dict__


@pytest.mark.parametrize("kind", [kind for kind in EVERY if issubclass(kind, SourceError)])
def test_a_source_error_names_its_source_first(kind: type[SourceError]) -> None:
    made = kind("a.html", "there is no such file; check the path")
    assert (made.source, made.reason) == ("a.html", "there is no such file; check the path")
    assert str(made) == "a.html: there is no such file; check the path"


@pytest.mark.parametrize("kind", EVERY)
def test_every_error_says_what_it_means(kind: type[ReportedlyError]) -> None:
    assert (kind.__doc__ or "").rstrip().endswith(".")


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn: dict[str, str] = {}
    parents: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"    (?P<lead>[│├└─ ]*)(?P<name>[A-Z][A-Za-z]+)\b", line)
        if found:
            depth = len(found["lead"]) // 4
            parents = [*parents[:depth], found["name"]]
            drawn[found["name"]] = parents[depth - 1] if depth else "Exception"
    assert drawn == {kind.__name__: kind.__bases__[0].__name__ for kind in EVERY}
