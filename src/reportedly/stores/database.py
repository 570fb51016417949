"""All in which one kind of database differs from another: what the store over SQL asks of it.

`sqlite` and `postgresql` are the kinds there are, each with its full text beside it. Tables and statements are the same
for both; a rule that only one of them needs (no implicit order of rows, no NUL in a text) is kept for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from reportedly.model.report import Report
from reportedly.stores.base import Problem, SearchHit

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Select

WORD_TABLES = ("report_words", "claim_words")
"""What keeps the full text, made by the first migration in each database's own way."""


class WordSearch(Protocol):
    """Full text: words with their inflections, letter case and accents aside."""

    def claims_with(self, connection: Connection, words: str) -> Select[Any]:
        """Keys of the claims whose text holds all the words; of none where nothing was typed."""

    def find(
        self, connection: Connection, words: str, limit: int, offset: int, *, newest: bool, latest_versions_only: bool
    ) -> tuple[SearchHit, ...]:
        """See Store.search."""

    def keep_report(self, connection: Connection, pk: int, report: Report) -> None:
        """Make a report version findable that was just written under this key."""

    def keep_claims(self, connection: Connection, texts: Sequence[tuple[int, str]]) -> None:
        """Make claims findable: their keys and texts."""


class Database(Protocol):
    """An open database. Each context turns what the driver raises into errors of ours; safe to share by threads."""

    search: WordSearch

    @property
    def place(self) -> str:
        """Where it is, as people may see it: without a password."""

    @property
    def engine(self) -> Engine:
        """Connections for reading what the caller alone writes."""

    def translated(self) -> AbstractContextManager[None]:
        """Turns what the driver raises into one sentence: StoreError or one of its kinds."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of the database throughout."""

    def writing(self, *names: str) -> AbstractContextManager[Connection]:
        """A transaction that writes. Of those that share a name one waits for the other, and sees what it kept."""

    def drawing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes to the picture: one at a time."""

    def drawing_all(self) -> AbstractContextManager[Callable[[], AbstractContextManager[Connection]]]:
        """Transactions that write to the picture, among which, where the database can, nobody else draws."""

    def tidy(self) -> None:
        """After much was written, make the next reading quick."""

    def problems(self) -> Iterator[Problem]:
        """What the database finds wrong in itself, and where full text does not match what is kept."""

    def size_bytes(self, connection: Connection) -> int:
        """What it takes on the disk."""

    def close(self) -> None:
        """Let go of it; closing twice does nothing."""
