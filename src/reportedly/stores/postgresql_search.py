"""Full text on PostgreSQL: the stems of each text, a tsvector of them for its index, and hits with their snippets.

Words are told apart and folded here (`words`): what a letter is, and its small form, hangs there on the database's
locale, and the extension that takes off accents is not everywhere. Stems come from the database's English stemmer;
no word is left out. A tsvector keeps 256 places of a word and none beyond 16,383, so phrases are looked for among the
stems (https://www.postgresql.org/docs/current/textsearch-limitations.html).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    REAL,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    TableClause,
    Text,
    and_,
    bindparam,
    cast,
    column,
    false,
    func,
    select,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from reportedly.model.report import Report, Span
from reportedly.stores.base import SearchHit
from reportedly.stores.queries import is_latest, page
from reportedly.stores.records import moment
from reportedly.stores.tables import claims, reports
from reportedly.stores.words import terms, words_of

_SNIPPET_WORDS = 24
"""About two lines of words around the first match."""
_BEFORE = 6
"""Of them before the first match, where there are so many."""

_WEIGHTS = (0.25, 0.25, 0.25, 1.0)
"""Of a word in the text and, four times that, in the title; as on SQLite, set by judgement."""
_BY_LENGTH = 1
"""ts_rank's normalisation: a match in a long text counts less."""

_MOST_BYTES = 1_000_000
"""Of words and their places in a tsvector, which has room for 2^20."""
_PLACES = 256
"""Of one word that a tsvector keeps."""
_BYTES_OF_WORD, _BYTES_OF_PLACE = 6, 2
"""Beside the letters, at most."""

_NO_CONTROL = {number: " " for number in range(32) if chr(number) not in "\t\n\r"}

_BREAK = "|"
"""Stands between the words of the title and those of the text: no phrase spans both."""
_BATCH = 200
"""Texts whose words are compared in one question."""

_report_words = table("report_words", column("pk"), column("stems"), column("vector"))
_claim_words = table("claim_words", column("pk"), column("stems"), column("vector"))

_STEM = "coalesce((ts_lexize('pg_catalog.english_stem', word))[1], word)"
_STEMS_OF = text(f"SELECT {_STEM} FROM unnest(CAST(:words AS text[])) WITH ORDINALITY AS w(word, n) ORDER BY n")  # noqa: S608
# Of each text its stems in their order, and the tsvector of them with their places and weights.
_MADE = f"""
SELECT given.pk, made.stems, made.vector
FROM unnest(CAST(:pks AS bigint[]), CAST(:words AS text[]), CAST(:titled AS int[])) AS given(pk, words, titled),
LATERAL (
  SELECT coalesce(' ' || string_agg(stem, ' ' ORDER BY n) || ' ', '') AS stems,
    coalesce(string_agg('''' || stem || ''':' || least(n, 16383) || CASE WHEN n <= titled THEN 'A' ELSE '' END, ' ')
      FILTER (WHERE stem <> '{_BREAK}'), '')::tsvector AS vector
  FROM (
    SELECT n, CASE WHEN word = '{_BREAK}' THEN word ELSE {_STEM} END AS stem
    FROM unnest(string_to_array(given.words, ' ')) WITH ORDINALITY AS w(word, n) WHERE word <> ''
  ) AS stemmed
) AS made
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class _Words:
    """The folded words of a text, one blank between two; the first `titled` are those of its title."""

    pk: int
    words: str
    titled: int = 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words and phrases that were typed, each as stems."""

    terms: tuple[tuple[str, ...], ...]

    @property
    def query(self) -> ColumnElement[Any]:
        """All the stems, wherever they stand."""
        stems = dict.fromkeys(stem for term in self.terms for stem in term)
        return cast(bindparam(None, " & ".join(f"'{stem}'" for stem in stems), Text), TSQUERY)

    def within(self, kept: FromClause) -> ColumnElement[bool]:
        """All of them stand in a text."""
        if not self.terms:
            return false()
        phrases = [f" {' '.join(term)} " for term in self.terms if len(term) > 1]
        return and_(
            kept.c.vector.bool_op("@@")(self.query), *(func.strpos(kept.c.stems, phrase) > 0 for phrase in phrases)
        )


class PostgresqlWords:
    """A `database.WordSearch`."""

    def claims_with(self, connection: Connection, words: str) -> Select[Any]:
        """See WordSearch."""
        return select(_claim_words.c.pk).where(_asked(connection, words).within(_claim_words))

    def find(
        self, connection: Connection, words: str, limit: int, offset: int, *, newest: bool, latest_versions_only: bool
    ) -> tuple[SearchHit, ...]:
        """See WordSearch."""
        asked = _asked(connection, words)
        if not asked.terms:
            return ()
        kept = reports.c
        rank = func.ts_rank(cast(list(_WEIGHTS), ARRAY(REAL)), _report_words.c.vector, asked.query, _BY_LENGTH)
        scored = (
            select(kept.pk, rank.label("rank"))
            .join_from(_report_words, reports, kept.pk == _report_words.c.pk)
            .where(asked.within(_report_words), is_latest() if latest_versions_only else true())
            .order_by(kept.recency.desc() if newest else rank.desc(), kept.pk.desc())
        )
        best = page(scored, limit, offset).cte("best")
        columns = (kept.report_id, kept.version, kept.title, kept.outlet, kept.published, kept.text)
        found: Select[Any] = (
            select(*columns, _report_words.c.stems, best.c.rank)
            .join_from(best, reports, kept.pk == best.c.pk)
            .join(_report_words, _report_words.c.pk == best.c.pk)
            .order_by(kept.recency.desc() if newest else best.c.rank.desc(), kept.pk.desc())
        )
        return tuple(_hit(row, asked) for row in connection.execute(found))

    def keep_report(self, connection: Connection, pk: int, report: Report) -> None:
        """See WordSearch."""
        _keep(connection, _report_words, [_of_report(pk, report.title, report.text)])

    def keep_claims(self, connection: Connection, texts: Sequence[tuple[int, str]]) -> None:
        """See WordSearch."""
        _keep(connection, _claim_words, [_of_claim(pk, told) for pk, told in texts])


def differing(connection: Connection) -> Iterator[str]:
    """The tables of full text that do not hold what the texts make of them now."""
    of_reports = select(reports.c.pk, reports.c.title, reports.c.text)
    if any(
        _differ(connection, _report_words, [_of_report(row.pk, row.title, row.text) for row in some])
        for some in _parts(connection, of_reports)
    ):
        yield _report_words.name
    of_claims = select(claims.c.pk, claims.c.text)
    if any(
        _differ(connection, _claim_words, [_of_claim(row.pk, row.text) for row in some])
        for some in _parts(connection, of_claims)
    ):
        yield _claim_words.name


def _parts(connection: Connection, source: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    with connection.execute(source.execution_options(yield_per=_BATCH)) as rows:
        yield from rows.partitions()


def _differ(connection: Connection, kept: TableClause, texts: Sequence[_Words]) -> bool:
    same = "kept.stems = made.stems AND kept.vector = made.vector"
    question = (
        f"SELECT count(*) FROM ({_MADE}) AS made LEFT JOIN {kept.name} AS kept USING (pk)"  # noqa: S608 - our own names
        f" WHERE kept.pk IS NULL OR NOT ({same})"
    )
    return bool(connection.scalar(text(question), _parameters(texts)))


def _keep(connection: Connection, kept: TableClause, texts: Sequence[_Words]) -> None:
    if texts:
        written = f"INSERT INTO {kept.name} (pk, stems, vector) {_MADE}"
        connection.execute(text(written), _parameters(texts))


def _parameters(texts: Sequence[_Words]) -> dict[str, Any]:
    return {
        "pks": [one.pk for one in texts],
        "words": [one.words for one in texts],
        "titled": [one.titled for one in texts],
    }


def _of_report(pk: int, title: str | None, told: str) -> _Words:
    titled = _words(title or "")
    return _Words(pk, " ".join((*titled, _BREAK, *_words(told))), len(titled))


def _of_claim(pk: int, told: str) -> _Words:
    return _Words(pk, " ".join(_words(told)))


def _words(told: str) -> list[str]:
    """The folded words, as many as a tsvector has room for (half of it, for a title stands beside a text)."""
    found: list[str] = []
    counts: Counter[str] = Counter()
    room = _MOST_BYTES // 2
    for _, _, word in words_of(told):
        room -= 0 if word in counts else len(word.encode()) + _BYTES_OF_WORD
        room -= _BYTES_OF_PLACE if counts[word] < _PLACES else 0
        if room < 0:
            break
        counts[word] += 1
        found.append(word)
    return found


def _asked(connection: Connection, typed: str) -> _Asked:
    words = [[word for _, _, word in words_of(term)] for term in terms(typed)]
    stems = iter(connection.scalars(_STEMS_OF, {"words": [word for term in words for word in term]}).all())
    return _Asked(tuple(tuple(next(stems) for _ in term) for term in words if term))


def _hit(row: Row[Any], asked: _Asked) -> SearchHit:
    title, _, told = row.stems.partition(f" {_BREAK} ")
    snippet, matches = _snippet(row.text, told.split(), asked)
    if not matches and row.title:
        snippet, matches = _snippet(row.title, title.split(), asked)
    return SearchHit(
        report_id=row.report_id,
        version=row.version,
        title=row.title,
        outlet=row.outlet,
        published=moment(row.published),
        snippet=snippet,
        matches=matches,
        score=row.rank,
    )


def _snippet(told: str, stems: Sequence[str], asked: _Asked) -> tuple[str, tuple[Span, ...]]:
    """The stretch of a text that holds most of what was asked for, the first of several; and where in it that stands.
    `stems`: of the words of the text, in their order."""
    places = [(start, end) for (start, end, _), _ in zip(words_of(told), stems, strict=False)]
    if not places:
        return "", ()
    found = sorted(
        (start, start + len(term), number)
        for number, term in enumerate(asked.terms)
        for start in range(len(stems) - len(term) + 1)
        if tuple(stems[start : start + len(term)]) == term
    )
    first = _densest(found)
    from_word = max(0, min(first - _BEFORE, len(places) - _SNIPPET_WORDS))
    to_word = min(len(places), from_word + _SNIPPET_WORDS)
    start = 0 if from_word == 0 else places[from_word][0]
    end = len(told) if to_word == len(places) else places[to_word - 1][1]
    before, after = ("…" if start else ""), ("…" if end < len(told) else "")
    shift = len(before) - start
    within = [(begin, close) for begin, close, _ in found if from_word <= begin and close <= to_word]
    marked = [Span(start=places[begin][0] + shift, end=places[close - 1][1] + shift) for begin, close in within]
    return f"{before}{told[start:end].translate(_NO_CONTROL)}{after}", _joined(marked)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Those that overlap as one; in order of their starts."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            last = found.pop()
            span = Span(start=last.start, end=max(last.end, span.end))
        found.append(span)
    return tuple(found)


def _densest(found: Sequence[tuple[int, int, int]]) -> int:
    """Where a stretch begins that holds most of the terms; each of `found`: first word, word after it, term."""
    most, best = 0, 0
    for at, (begin, _, _) in enumerate(found):
        near = set()
        for later in range(at, len(found)):
            if found[later][1] > begin + _SNIPPET_WORDS - _BEFORE:
                break
            near.add(found[later][2])
        if len(near) > most:
            most, best = len(near), begin
    return best
