"""What the world calls things: data with loaders, which a user's own files extend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reportedly.errors import KnowledgeError
from reportedly.knowledge.actors import Actors, load_actors
from reportedly.knowledge.given_names import load_given_names
from reportedly.knowledge.measures import Measures, load_measures
from reportedly.knowledge.places import Places, load_places
from reportedly.knowledge.tables import Table, read_user_file, toml
from reportedly.knowledge.yardsticks import Yardstick, load_yardsticks

__all__ = ["Actors", "Knowledge", "Measures", "Places", "load_knowledge"]

TOML_TABLES = ("classes", "measure", "arithmetic", "yardstick")


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """All tables an extraction looks things up in."""

    actors: Actors
    measures: Measures
    places: Places
    yardsticks: Mapping[str, Yardstick]
    given_names: Mapping[str, str]

    @cached_property
    def longest_by_first_word(self) -> Mapping[str, int]:
        """First word of every name of an actor or a place, folded -> words in the longest name that begins so."""
        longest: dict[str, int] = {}
        tables: tuple[Mapping[str, object], ...] = (
            self.actors.named,
            self.actors.demonyms,
            self.actors.capitals,
            self.places.named,
        )
        for table in tables:
            for name in table:
                first, _, rest = name.partition(" ")
                first = first.removesuffix("'s")
                longest[first] = max(longest.get(first, 0), 1 + (rest.count(" ") + 1 if rest else 0))
        return longest


def load_knowledge(user_files: Sequence[Path] = ()) -> Knowledge:
    """The shipped tables, extended by a user's files. Raises KnowledgeError naming the file, and the line of a table.

    A `.toml` adds measures, in the form of measures.toml, and yardsticks, as [yardstick.NAME]. A `.tsv` adds actors or
    places, in the columns of bodies.tsv, persons.tsv, outlets.tsv or places.tsv; its header tells which.
    """
    toml_files: list[Table] = []
    actors: list[Table] = []
    places: list[Table] = []
    for path in user_files:
        if path.suffix == ".toml":
            toml_files.append(_toml_file(path))
        elif path.suffix == ".tsv":
            table = read_user_file(path)
            (places if "lat" in table.header else actors).append(table)
        else:
            raise KnowledgeError(f"{path}: a data file ends in .toml (measures, yardsticks) or .tsv (actors, places)")
    knowledge = Knowledge(
        actors=load_actors(tuple(actors)),
        measures=load_measures(tuple(toml_files)),
        places=load_places(tuple(places)),
        yardsticks=load_yardsticks(tuple(toml_files)),
        given_names=load_given_names(),
    )
    _check_yardsticks(knowledge)
    return knowledge


def _toml_file(path: Path) -> Table:
    table = read_user_file(path)
    if unknown := [key for key in toml(table) if key not in TOML_TABLES]:
        raise KnowledgeError(f"{path}: has the unknown table {unknown[0]}; known are {', '.join(TOML_TABLES)}")
    return table


def _check_yardsticks(knowledge: Knowledge) -> None:
    for actor in knowledge.actors.by_id.values():
        if actor.yardstick and actor.yardstick not in knowledge.yardsticks:
            known = ", ".join(knowledge.yardsticks)
            raise KnowledgeError(f"the actor {actor.id} has the yardstick {actor.yardstick!r}; known are {known}")
