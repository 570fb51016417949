"""The picture's shelf in tables: tellings under the keys they are compared by, and what their origins come to.

Where two databases differ nothing here differs: plain selects over integer keys. A key's name is kept as 63 bits of its
digest; two names that share them would only be compared in vain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from reportedly.model.shelf import Change, Key, Noted, Shelved, Summary, Tally
from reportedly.model.telling import Context, Speaker, Telling, TellingKey
from reportedly.model.telling_json import context_from_json, context_to_json, speaker_from_json
from reportedly.stores.picture_rows import (
    KEY_COLUMNS,
    PLACE_COLUMNS,
    TELLING_COLUMNS,
    asked,
    batches,
    change_row,
    hashed,
    insert_many,
    key_from,
    key_of,
    keys_from,
    lead_from,
    marks,
    origin_row,
    place_row,
    question_row,
    shelved_from,
    sort_key,
    telling_rows,
)
from reportedly.stores.queries import total
from reportedly.stores.tables import (
    changes,
    claims,
    origins,
    questions,
    report_contexts,
    reports,
    reviews,
    telling_keys,
    tellings,
)

_TERMS = 80
"""Keys in one question to the database: each is an OR of its own, and SQLite takes at most 1,000 terms in a tree."""
_PARAMETERS = 500
_SHELVED = (
    f"SELECT {', '.join(f't.{name}' for name in TELLING_COLUMNS)}, c.json AS context "  # noqa: S608 - our own names
    "FROM tellings AS t JOIN report_contexts AS c ON c.report_pk = t.report_pk"
)


class SqlShelf:
    """A `model.shelf.Shelf` within one transaction of a database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._contexts: dict[int, Context] = {}
        self._report_pks: dict[tuple[str, int], int] = {}
        self._claims: dict[tuple[str, int], dict[TellingKey, int]] = {}

    def near(self, wanted: Collection[tuple[Key, int]]) -> Iterator[_Near]:
        """See `Shelf`."""
        found: set[int] = set()
        terms = sorted({term for key, day in wanted for term in _near(key, day)})
        for some in batches(terms, _TERMS):
            under = f"SELECT claim_pk FROM telling_keys WHERE {' OR '.join(some)}"  # noqa: S608 - our own integers
            found.update(row[0] for row in asked(self._connection, under))
        for pks in batches(sorted(found), _PARAMETERS):
            for row in asked(self._connection, f"{_SHELVED} WHERE t.claim_pk IN ({', '.join(map(str, pks))})"):
                yield _Near(row, self._contexts)

    def members(self, origin_ids: Collection[str], most: int | None = None) -> Iterator[Shelved]:
        """See `Shelf`."""
        if most is None:
            for origin in sorted(origin_ids):
                yield from self._shelved("t.origin_id = ?", (origin,))
            return
        nearest = f"SELECT claim_pk FROM tellings WHERE origin_id = ? ORDER BY nearness LIMIT {most}"  # noqa: S608 - our own number
        yield from self._of_claims([pk for (pk,) in self._of_each("claim_pk", nearest, origin_ids)])

    def followers(self, leaders: Collection[TellingKey]) -> Iterator[Shelved]:
        """See `Shelf`."""
        for some in batches(sorted(map(sort_key, leaders)), _PARAMETERS):
            yield from self._shelved(f"t.lead_key IN {marks(some)}", some)

    def of_report(self, report: str, version: int, origin_ids: Collection[str] | None = None) -> Iterator[Shelved]:
        """See `Shelf`. By report alone: an index of origins would go through all of an origin."""
        yield from self._shelved("t.report_pk = ?", (self._report_pk(report, version),), only=origin_ids)

    def versions(self, origin_ids: Collection[str]) -> set[tuple[str, int]]:
        """See `Shelf`."""
        found: set[tuple[str, int]] = set()
        for some in batches(sorted(origin_ids), _PARAMETERS):
            own = f"SELECT report_pk FROM tellings WHERE origin_id IN {marks(some)}"  # noqa: S608 - only marks
            told = asked(self._connection, f"SELECT report_id, version FROM reports WHERE pk IN ({own})", some)  # noqa: S608
            found.update((report, version) for report, version in told)
        return found

    def put(self, shelved: Collection[Shelved]) -> None:
        """See `Shelf`."""
        pks = self._claim_pks({(one.telling.report, one.telling.version) for one in shelved})
        rows: list[tuple[Any, ...]] = []
        keys: list[tuple[int, int, int]] = []
        for one in shelved:
            report_pk = self._report_pk(one.telling.report, one.telling.version)
            row, own = telling_rows(one, report_pk, pks[one.telling.key])
            rows.append(row)
            keys += own
        insert_many(self._connection, tellings, TELLING_COLUMNS, rows)
        insert_many(self._connection, telling_keys, KEY_COLUMNS, keys)

    def count_reviews(self) -> tuple[int, int]:
        """See `DrawnShelf`."""
        found = self._connection.execute(select(func.count(), total(reviews.c.undone)).select_from(reviews)).one()
        return found[0], found[1] or 0

    def is_latest(self, report: str, version: int) -> bool:
        """See `DrawnShelf`."""
        latest = select(func.max(reports.c.version)).where(reports.c.report_id == report)
        return bool(self._connection.scalar(latest) == version)

    def put_context(self, report: str, version: int, context: Context, rules: str) -> None:
        """Note that a report version is drawn in, by these rules."""
        row = {"report_pk": self._report_pk(report, version), "rules": rules, "json": context_to_json(context)}
        self._contexts[row["report_pk"]] = context  # type: ignore[index]
        self._connection.execute(insert(report_contexts), row)

    def place(self, shelved: Collection[Shelved]) -> None:
        """See `Shelf`."""
        if not shelved:
            return
        moved = (
            update(tellings)
            .where(tellings.c.report_pk == bindparam("of_report"), tellings.c.sort_key == bindparam("of_key"))
            .values({name: bindparam(f"new_{name}") for name in PLACE_COLUMNS})
        )
        self._connection.execute(moved, [self._moved(one) for one in shelved])

    def take(self, report: str, version: int) -> None:
        """See `Shelf`."""
        pk = self._report_pk(report, version)
        own = select(tellings.c.claim_pk).where(tellings.c.report_pk == pk)
        for one in list(self.of_report(report, version)):
            for some in batches([hashed(name) for name in one.keys], _PARAMETERS):
                where = (telling_keys.c.key.in_(some), telling_keys.c.day == one.telling.day)
                self._connection.execute(delete(telling_keys).where(*where, telling_keys.c.claim_pk.in_(own)))
        self._connection.execute(delete(tellings).where(tellings.c.report_pk == pk))
        self._connection.execute(delete(report_contexts).where(report_contexts.c.report_pk == pk))
        self._connection.execute(delete(changes).where(changes.c.report_pk == pk))

    def merge(self, origin_ids: Collection[str], into: str) -> None:
        """See `Shelf`."""
        self._connection.execute(
            update(tellings).where(tellings.c.origin_id.in_(sorted(origin_ids))).values(origin_id=into)
        )

    def leasts(self, origin_ids: Collection[str]) -> dict[str, TellingKey]:
        """See `Shelf`."""
        # One by one: grouped, a database goes through all of an origin.
        least = "SELECT origin_id, sort_key FROM tellings WHERE origin_id = ? ORDER BY sort_key LIMIT 1"
        found = self._of_each("origin_id, sort_key", least, origin_ids)
        return {origin: key_from(key) for origin, key in found}

    def tallies(self, origin_ids: Collection[str]) -> dict[str, Tally]:
        """See `Shelf`."""
        found: dict[str, Tally] = {}
        for some in batches(sorted(origin_ids), _PARAMETERS):
            # From an index alone: each telling's row would be another page to read from the disk.
            counts = (
                "SELECT origin_id, count(*), count(DISTINCT report_pk) FROM tellings "  # noqa: S608 - only marks
                f"WHERE origin_id IN {marks(some)} GROUP BY origin_id"
            )
            told = asked(self._connection, counts, some)
            found |= {origin: Tally(claims=of_claims, reports=of_reports) for origin, of_claims, of_reports in told}
        return found

    def _of_each(self, columns: str, statement: str, origin_ids: Collection[str]) -> Iterator[Any]:
        """What a statement finds of each origin, asked of many together."""
        one = f"SELECT {columns} FROM ({statement}) AS one"  # noqa: S608 - our own names
        for some in batches(sorted(origin_ids), _TERMS):
            yield from asked(self._connection, " UNION ALL ".join([one] * len(some)), some)

    def noted(self, origin_ids: Collection[str]) -> dict[str, Noted]:
        """See `Shelf`."""
        found: dict[str, Noted] = {}
        for some in batches(sorted(origin_ids), _PARAMETERS):
            held = f"SELECT id, nearest, claims, reports FROM origins WHERE id IN {marks(some)}"  # noqa: S608 - only marks
            for origin, nearest, claim_count, report_count in asked(self._connection, held, some):
                tally = Tally(claims=claim_count, reports=report_count)
                found[origin] = Noted(nearest=key_from(nearest), tally=tally)
        return found

    def summarise(self, summaries: Collection[Summary]) -> None:
        """See `Shelf`."""
        for some in batches([origin_row(summary) for summary in summaries], _PARAMETERS):
            ids = [row["id"] for row in some]
            held = self._questions_of(ids)
            self._connection.execute(delete(origins).where(origins.c.id.in_(ids)))
            self._connection.execute(insert(origins), some)
            asked = {(row["question_id"], row["question"]) for row in some if row["question_id"] is not None}
            self._rename(held - asked, asked - held)

    def name_questions(self) -> None:
        """Write every question anew."""
        self._connection.execute(delete(questions))
        least = select(func.min(origins.c.question)).where(origins.c.question_id.is_not(None))
        found = self._connection.scalars(least.group_by(origins.c.question_id)).all()
        for some in batches([question_row(told) for told in found], _PARAMETERS):
            self._connection.execute(insert(questions), some)

    def forget(self, origin_ids: Collection[str]) -> None:
        """See `Shelf`."""
        for some in batches(sorted(origin_ids), _PARAMETERS):
            held = self._questions_of(some)
            self._connection.execute(delete(origins).where(origins.c.id.in_(some)))
            self._connection.execute(delete(changes).where(changes.c.origin_id.in_(some)))
            self._rename(held, ())

    def change(self, found: Mapping[str, Sequence[Change]], *, report: tuple[str, int] | None = None) -> None:
        """See `Shelf`."""
        for some in batches(sorted(found), _PARAMETERS):
            gone = delete(changes).where(changes.c.origin_id.in_(some))
            if report is not None:
                gone = gone.where(changes.c.report_pk == self._report_pk(*report))
            self._connection.execute(gone)
        told = [(origin, change) for origin, those in found.items() for change in those]
        pks = self._pks_in({origin for origin, _ in told}, report)
        rows = [change_row(origin, change, *pks[key_of(change.drifted)]) for origin, change in told]
        if rows:
            self._connection.execute(insert(changes), rows)

    def _pks_in(self, origin_ids: Collection[str], report: tuple[str, int] | None) -> dict[str, tuple[int, int]]:
        """Report and claim keys of the tellings of these origins, or of one report version."""
        columns = select(tellings.c.sort_key, tellings.c.report_pk, tellings.c.claim_pk)
        if report is not None:
            wheres = [tellings.c.report_pk == self._report_pk(*report)]
        else:
            wheres = [tellings.c.origin_id.in_(some) for some in batches(sorted(origin_ids), _PARAMETERS)]
        rows = (row for where in wheres for row in self._connection.execute(columns.where(where)))
        return {row.sort_key: (row.report_pk, row.claim_pk) for row in rows}

    def _questions_of(self, origin_ids: Sequence[str]) -> set[tuple[str, str]]:
        """The questions that the origins answer, each as they put it."""
        found = select(origins.c.question_id, origins.c.question).where(origins.c.id.in_(origin_ids))
        answered = found.where(origins.c.question_id.is_not(None))
        return {(row.question_id, row.question) for row in self._connection.execute(answered)}

    def _rename(self, gone: Collection[tuple[str, str]], come: Collection[tuple[str, str]]) -> None:
        """Write the questions anew whose name that may change, now that origins no more put them so, or others do: to
        go through all origins of a question takes as long as it has many."""
        ids = {question for question, _ in (*gone, *come)}
        named: dict[str, str] = {}
        for some in batches(sorted(ids), _PARAMETERS):
            found = select(questions.c.id, questions.c.json).where(questions.c.id.in_(some))
            named |= {row.id: row.json for row in self._connection.execute(found)}
        anew = {question for question, told in come if question not in named or told < named[question]}
        anew |= {
            question for question, told in gone if told == named.get(question) and not self._is_told(question, told)
        }
        self._name(anew)

    def _is_told(self, question: str, told: str) -> bool:
        """Whether an origin still puts a question so."""
        found = select(origins.c.id).where(origins.c.question_id == question, origins.c.question == told)
        return self._connection.scalar(found.limit(1)) is not None

    def _name(self, question_ids: Collection[str]) -> None:
        """Write the questions anew: two names of one side ("the DPRK") are one question, which bears the name that
        sorts first; one that nothing answers any more is gone."""
        for some in batches(sorted(question_ids), _PARAMETERS):
            least = select(func.min(origins.c.question)).where(origins.c.question_id.in_(some))
            found = self._connection.scalars(least.group_by(origins.c.question_id)).all()
            self._connection.execute(delete(questions).where(questions.c.id.in_(some)))
            if found:
                rows = [question_row(told) for told in found]
                self._connection.execute(insert(questions), rows)

    def _of_claims(self, claim_pks: Sequence[int]) -> Iterator[Shelved]:
        for pks in batches(claim_pks, _PARAMETERS):
            yield from self._shelved(f"t.claim_pk IN ({', '.join(map(str, pks))})")

    def _shelved(
        self, where: str, values: Sequence[Any] = (), only: Collection[str] | None = None
    ) -> Iterator[Shelved]:
        found = f"{_SHELVED} WHERE {where} ORDER BY t.origin_id, t.nearness"
        for row in asked(self._connection, found, values):
            if only is not None and row.origin_id not in only:
                continue
            yield shelved_from(row, _context(row, self._contexts))

    def _moved(self, one: Shelved) -> dict[str, Any]:
        telling = one.telling
        return {
            "of_report": self._report_pk(telling.report, telling.version),
            "of_key": sort_key(telling.key),
            **{f"new_{name}": value for name, value in place_row(one.origin, one.lead).items()},
        }

    def _report_pk(self, report: str, version: int) -> int:
        pk = self._report_pks.get((report, version))
        if pk is None:
            found = select(reports.c.pk).where(reports.c.report_id == report, reports.c.version == version)
            pk = self._report_pks[report, version] = self._connection.execute(found).scalar_one()
        return pk

    def _claim_pks(self, versions: Iterable[tuple[str, int]]) -> dict[TellingKey, int]:
        pks: dict[TellingKey, int] = {}
        for report, version in versions:
            if (report, version) in self._claims:
                pks |= self._claims[report, version]
                continue
            found = select(claims.c.claim_id, claims.c.pk).where(claims.c.report_pk == self._report_pk(report, version))
            own = {(report, version, row.claim_id): row.pk for row in self._connection.execute(found)}
            pks |= own
            self._claims[report, version] = own
        return pks


def _context(row: Any, held: dict[int, Context]) -> Context:
    """The context that stands in a row, made once a report."""
    context = held.get(row.report_pk)
    if context is None:
        context = held[row.report_pk] = context_from_json(row.context)
    return context


class _Near:
    """A `model.shelf.Near` of a row: most are of a set that is joined already, or of another speaker."""

    __slots__ = ("_contexts", "_row", "_shelved", "anchored", "day", "key", "keys", "lead", "origin")

    def __init__(self, row: Any, contexts: dict[int, Context]) -> None:
        self._row = row
        self._contexts = contexts
        self._shelved: Shelved | None = None
        self.key = key_from(row.sort_key)
        self.day: int = row.day
        self.anchored = bool(row.anchored)
        self.origin: str = row.origin_id
        self.lead = lead_from(row)
        self.keys = keys_from(row)

    @property
    def told_by(self) -> Speaker:
        return speaker_from_json(self._row.json)

    @property
    def telling(self) -> Telling:
        return self.shelved.telling

    @property
    def shelved(self) -> Shelved:
        if self._shelved is None:
            self._shelved = shelved_from(self._row, _context(self._row, self._contexts))
        return self._shelved


def _near(key: Key, day: int) -> Iterator[str]:
    """Terms of SQL, of integers only: SQLAlchemy would take longer to build them than the database to answer."""
    under = f"key = {hashed(key.name)}"
    if not day:
        yield f"({under})"
        return
    yield f"({under} AND day BETWEEN {day - key.days} AND {day + key.days})"
    yield f"({under} AND day = 0)"
