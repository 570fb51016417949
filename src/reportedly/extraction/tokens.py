"""Words and marks of a sentence, with exact offsets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reportedly.model.report import Span

# A word keeps its inner apostrophes, hyphens and dots ("U.N.", "Al-Shabaab", "don't", "11,000"); a possessive
# ending is a token of its own, as noun phrases end before it.
_TOKEN = re.compile(
    r"(?P<double>''|``)|(?P<poss>[’']s\b)|(?P<word>(?:[A-Za-z]\.){2,}|\b(?:Gen|Lt|Col|Maj|Sgt|Capt|Cpl|Brig|Adm|Cmdr|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Prof|Rev|St|No)\.(?=\s)|\d[\d.,]*\d|\w+(?:[-‑&]\w+|[’'](?!s\b)\w+)*)|(?P<mark>[^\w\s])",
    re.UNICODE,
)


class Token(NamedTuple):
    """`lower` is the folded word; `is_word` is False for marks and possessive endings."""

    start: int
    end: int
    text: str
    lower: str
    is_word: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[:1].isupper()


def tokenise(text: str, span: Span) -> list[Token]:
    """The tokens of `text` within `span`, offsets into `text`."""
    return list(_tokens(text, span.start, span.end))


@lru_cache(maxsize=512)  # every step reads a report's sentences anew
def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    found = []
    for m in _TOKEN.finditer(text, start, end):
        word = m.group()
        found.append(
            Token(m.start(), m.end(), word, word.lower().replace("’", "'").rstrip(".") or word, m.lastgroup == "word")
        )
    return tuple(found)
