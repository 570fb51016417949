"""Given names and the gender they usually tell: for "he" and "she", and to tell a person's name from another's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reportedly.knowledge.actors import folded
from reportedly.knowledge.tables import rows, shipped

COLUMNS = ("name", "gender")


@cache
def load_given_names() -> Mapping[str, str]:
    """The table by folded name: "m" or "f". Raises KnowledgeError naming the line that is wrong."""
    table = rows(shipped("given_names.tsv"), COLUMNS, required=COLUMNS, terms={"gender": ("m", "f")})
    return {folded(row["name"]): row["gender"] for row in table}
