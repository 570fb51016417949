"""Words that English writes in lower case: to tell names from words where a text is all in capitals."""

from __future__ import annotations

from functools import cache

from reportedly.knowledge.tables import shipped


@cache
def load_common_words() -> frozenset[str]:
    """The list; a line that begins with "#" is a note."""
    lines = shipped("common_words.txt").text.splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
