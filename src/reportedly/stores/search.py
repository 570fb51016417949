"""Full text on SQLite: what a person typed as FTS5 syntax, and the hits as values.

FTS5's own syntax (AND, NEAR, column filters, `*`, `^`) never reaches it: every word is handed over as a quoted string
(https://www.sqlite.org/fts5.html, section 3.1), in which only the double quote has a meaning, and is doubled.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, column, func, literal_column, select, table, true

from reportedly.model.report import Span
from reportedly.stores.base import SearchHit
from reportedly.stores.queries import is_latest, page
from reportedly.stores.records import moment
from reportedly.stores.tables import reports

INDEXES = ("report_words", "claim_words")
"""The FTS5 tables, made by the first migration."""

_MAX_TERMS = 64
"""Words beyond these are left out: nobody types more, and a pasted page would make the query's tree too deep."""

_SNIPPET_TOKENS = 24
"""About two lines of words around the first match; FTS5 allows 64."""

_TITLE_WEIGHT = 4.0
"""bm25 weight of a word in the title against 1 in the text; set by judgement, not measured."""

# Control characters, which no kept text should hold; `_unmarked` bears them all the same.
_OPEN, _CLOSE = "\x02", "\x03"

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_report_words = table("report_words", column("rowid"))
_claim_words = table("claim_words", column("rowid"))


def expression(words: str) -> str | None:
    """FTS5 syntax for all of `words`, phrases in double quotes kept together; None where nothing was typed."""
    clean = words.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    terms = [phrase or word for phrase, word in _TERM.findall(clean)][:_MAX_TERMS]
    quoted = [f'"{term}"' for term in terms if term.strip()]
    return " ".join(quoted) or None


def claims_with(words: str) -> Select[Any]:
    """Keys of the claims whose text holds all the words."""
    found = select(_claim_words.c.rowid)
    return found.where(literal_column("claim_words").op("MATCH")(bindparam(None, expression(words) or '""')))


def reports_with(words: str, limit: int, offset: int, *, newest: bool, latest_versions_only: bool) -> Select[Any]:
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


def hit_from(row: Row[Any]) -> SearchHit:
    """The hit that a row of `reports_with` is."""
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
