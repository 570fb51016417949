"""Full text on SQLite: what a person typed as FTS5 syntax, and the hits as values.

FTS5's own syntax (AND, NEAR, column filters, `*`, `^`) never reaches it: every word is handed over as a quoted string
(https://www.sqlite.org/fts5.html, section 3.1), in which only the double quote has a meaning, and is doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Select,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    true,
)

from reportedly.model.report import Report, Span
from reportedly.stores.base import SearchHit
from reportedly.stores.queries import is_latest, page
from reportedly.stores.records import moment
from reportedly.stores.tables import reports
from reportedly.stores.words import terms

_SNIPPET_TOKENS = 24
"""About two lines of words around the first match; FTS5 allows 64."""

_TITLE_WEIGHT = 4.0
"""bm25 weight of a word in the title against 1 in the text; set by judgement, not measured."""

# Control characters, which no kept text should hold; `_unmarked` bears them all the same.
_OPEN, _CLOSE = "\x02", "\x03"

_report_words = table("report_words", column("rowid"))
_claim_words = table("claim_words", column("rowid"))


class SqliteWords:
    """A `database.WordSearch`. Triggers keep the index in step with its tables."""

    def claims_with(self, connection: Connection, words: str) -> Select[Any]:  # noqa: ARG002
        """See WordSearch."""
        found = select(_claim_words.c.rowid)
        return found.where(literal_column("claim_words").op("MATCH")(bindparam(None, expression(words) or '""')))

    def find(
        self, connection: Connection, words: str, limit: int, offset: int, *, newest: bool, latest_versions_only: bool
    ) -> tuple[SearchHit, ...]:
        """See WordSearch."""
        found = _reports_with(words, limit, offset, newest=newest, latest_versions_only=latest_versions_only)
        return tuple(_hit(row) for row in connection.execute(found))

    def keep_report(self, connection: Connection, pk: int, report: Report) -> None:
        """Done by a trigger."""

    def keep_claims(self, connection: Connection, texts: Sequence[tuple[int, str]]) -> None:
        """Done by a trigger."""


def expression(words: str) -> str | None:
    """FTS5 syntax for all of `words`, phrases in double quotes kept together; None where nothing was typed."""
    return " ".join(f'"{term}"' for term in terms(words)) or None


def _reports_with(words: str, limit: int, offset: int, *, newest: bool, latest_versions_only: bool) -> Select[Any]:
    """Report versions that hold all the words, with a marked snippet and bm25 (lower is nearer)."""
    typed: BindParameter[str] = bindparam(None, expression(words) or '""')
    index: Any = literal_column("report_words")
    rank = func.bm25(index, literal_column(str(_TITLE_WEIGHT)), literal_column("1.0"))
    kept = reports.c
    scored = (
        select(kept.pk, rank.label("bm25"))
        .join_from(_report_words, reports, kept.pk == _report_words.c.rowid)
        .where(index.op("MATCH")(typed), is_latest() if latest_versions_only else true())
        .order_by(kept.recency.desc() if newest else rank, kept.pk.desc())
    )
    best = page(scored, limit, offset).cte("best")  # cut first: a snippet costs far more than a score
    snippet = func.snippet(index, -1, _OPEN, _CLOSE, "…", _SNIPPET_TOKENS).label("snippet")
    return (
        select(kept.report_id, kept.version, kept.title, kept.outlet, kept.published, snippet, best.c.bm25)
        .join_from(best, _report_words, _report_words.c.rowid == best.c.pk)
        .join(reports, kept.pk == best.c.pk)
        .where(index.op("MATCH")(typed))
        .order_by(kept.recency.desc() if newest else best.c.bm25, best.c.pk.desc())
    )


def _hit(row: Row[Any]) -> SearchHit:
    """The hit that a row of `_reports_with` is."""
    snippet, matches = _unmarked(row.snippet or "")
    return SearchHit(
        report_id=row.report_id,
        version=row.version,
        title=row.title,
        outlet=row.outlet,
        published=moment(row.published),
        snippet=snippet,
        matches=matches,
        score=-row.bm25,
    )


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The snippet without its marks, and where they stood. A mark without its partner marks nothing."""
    plain: list[str] = []
    matches: list[Span] = []
    start: int | None = None
    for letter in marked:
        if letter == _OPEN:
            start = len(plain)
        elif letter == _CLOSE:
            if start is not None:
                matches.append(Span(start=start, end=len(plain)))
            start = None
        else:
            plain.append(letter)
    return "".join(plain), tuple(matches)
