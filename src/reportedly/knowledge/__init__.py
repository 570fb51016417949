"""What the world calls things: data with loaders. A user's own files extend measures and actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import KnowledgeError
from reportedly.knowledge.actors import Actors, load_actors
from reportedly.knowledge.measures import Measures, load_measures
from reportedly.knowledge.places import Places, load_places
from reportedly.knowledge.tables import read_user_file

__all__ = ["Actors", "Knowledge", "Measures", "Places", "load_knowledge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All tables an extraction looks things up in."""

    actors: Actors
    measures: Measures
    places: Places


def load_knowledge(user_files: Sequence[Path] = ()) -> Knowledge:
    """The shipped tables, extended by a user's: `.toml` adds measures, `.tsv` adds actors (columns of bodies.tsv)."""
    measures, actors = [], []
    for path in user_files:
        if path.suffix == ".toml":
            measures.append(read_user_file(path))
        elif path.suffix == ".tsv":
            actors.append(read_user_file(path))
        else:
            raise KnowledgeError(f"{path}: a data file ends in .toml (measures) or .tsv (actors)")
    return Knowledge(actors=load_actors(tuple(actors)), measures=load_measures(tuple(measures)), places=load_places())
