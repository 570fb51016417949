"""What a person typed as words to search for, and a text as words that are found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.stores.queries import clean
from reportedly.stores.records import folded

_MAX_TERMS = 64
"""Words beyond these are left out: nobody types more, and a pasted page would make the query's tree too deep."""

_LONGEST = 200
"""Characters of a word that count: PostgreSQL takes 2,046 bytes."""

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")  # with the accents that stand behind their letters


def terms(typed: str) -> list[str]:
    """The words and, without their quotes, the phrases."""
    found = [phrase or word for phrase, word in _TERM.findall(clean(typed))]
    return [term for term in found[:_MAX_TERMS] if term.strip()]


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Start and end of each word, and the word without letter case and accents."""
    for match in _WORD.finditer(text):
        word = "".join(letter for letter in folded(match[0]) if letter.isalnum())[:_LONGEST]
        if word:
            yield match.start(), match.end(), word
