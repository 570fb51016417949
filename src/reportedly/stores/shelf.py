"""The picture's shelf in tables: tellings under the keys they are compared by, and what their origins come to.

Where two databases differ nothing here differs: plain selects over integer keys. A key's name is kept as 63 bits of its
digest; two names that share them would only be compared in vain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, text, update

from reportedly.model.shelf import Change, Key, Shelved, Summary, Tally
from reportedly.model.telling import Context, TellingKey
from reportedly.model.telling_json import context_from_json, context_to_json
from reportedly.stores.picture_rows import (
    KEY_COLUMNS,
    PLACE_COLUMNS,
    TELLING_COLUMNS,
    batches,
    change_row,
    hashed,
    insert_many,
    key_from,
    key_of,
    origin_row,
    place_row,
    question_row,
    shelved_from,
    sort_key,
    telling_rows,
    version_of,
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


class SqlShelf:
    """A `model.shelf.Shelf` within one transaction of a database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._contexts: dict[int, Context] = {}
        self._report_pks: dict[tuple[str, int], int] = {}
        self._claims: dict[tuple[str, int], dict[TellingKey, int]] = {}

    def near(self, wanted: Collection[tuple[Key, int]]) -> Iterator[Shelved]:
        """See `Shelf`."""
        found: set[int] = set()
        terms = sorted({term for key, day in wanted for term in _near(key, day)})
        for some in batches(terms, _TERMS):
            under = text(f"SELECT claim_pk FROM telling_keys WHERE {' OR '.join(some)}")  # noqa: S608 - our own integers
            found.update(self._connection.scalars(under))
        for pks in batches(sorted(found), _PARAMETERS):
            yield from self._shelved(tellings.c.claim_pk.in_(pks))

    def members(self, origin_ids: Collection[str], most: int | None = None) -> Iterator[Shelved]:
        """See `Shelf`. Those of small origins are read together."""
        sizes = {} if most is None else self._per_origin(origin_ids, func.count())
        small = sorted(origin for origin in origin_ids if most is not None and sizes.get(origin, 0) <= most)
        for some in batches(small, _PARAMETERS):
            yield from self._shelved(tellings.c.origin_id.in_(some))
        for origin in sorted(set(origin_ids).difference(small)):
            yield from self._shelved(tellings.c.origin_id == origin, most)

    def followers(self, leaders: Collection[TellingKey]) -> Iterator[Shelved]:
        """See `Shelf`."""
        for some in batches(sorted(map(sort_key, leaders)), _PARAMETERS):
            yield from self._shelved(tellings.c.lead_key.in_(some))

    def of_report(self, report: str, version: int, origin_ids: Collection[str] | None = None) -> Iterator[Shelved]:
        """See `Shelf`. By report alone: an index of origins would go through all of an origin."""
        yield from self._shelved(tellings.c.report_pk == self._report_pk(report, version), only=origin_ids)

    def versions(self, origin_ids: Collection[str]) -> set[tuple[str, int]]:
        """See `Shelf`."""
        found: set[tuple[str, int]] = set()
        for some in batches(sorted(origin_ids), _PARAMETERS):
            keys = self._connection.scalars(select(tellings.c.sort_key).where(tellings.c.origin_id.in_(some)))
            found.update(key_from(key)[:2] for key in keys)
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
        found = self._per_origin(origin_ids, func.min(tellings.c.sort_key))
        return {origin: key_from(least) for origin, least in found.items()}

    def tallies(self, origin_ids: Collection[str]) -> dict[str, Tally]:
        """See `Shelf`."""
        # From the keys alone, which an index holds: each telling's row would be another page to read from the disk.
        counts: Counter[str] = Counter()
        versions: defaultdict[str, set[str]] = defaultdict(set)
        for some in batches(sorted(origin_ids), _PARAMETERS):
            keys = select(tellings.c.origin_id, tellings.c.sort_key).where(tellings.c.origin_id.in_(some))
            for origin, key in self._connection.execute(keys):
                counts[origin] += 1
                versions[origin].add(version_of(key))
        return {origin: Tally(claims=count, reports=len(versions[origin])) for origin, count in counts.items()}

    def _per_origin(self, origin_ids: Collection[str], told: ColumnElement[Any]) -> dict[str, Any]:
        """What SQL tells of all tellings of each origin that has any."""
        found: dict[str, Any] = {}
        for some in batches(sorted(origin_ids), _PARAMETERS):
            by_origin = select(tellings.c.origin_id, told).where(tellings.c.origin_id.in_(some))
            found |= {row[0]: row[1] for row in self._connection.execute(by_origin.group_by(tellings.c.origin_id))}
        return found

    def summaries(self, origin_ids: Collection[str]) -> dict[str, TellingKey]:
        """See `Shelf`."""
        found: dict[str, TellingKey] = {}
        for some in batches(sorted(origin_ids), _PARAMETERS):
            rows = self._connection.execute(select(origins.c.id, origins.c.nearest).where(origins.c.id.in_(some)))
            found |= {row.id: key_from(row.nearest) for row in rows}
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

    def summarise_new(self, summaries: Collection[Summary]) -> None:
        """Keep what origins that had no summary come to; `name_questions` writes the questions when all are there."""
        if summaries:
            rows = [origin_row(summary) for summary in summaries]
            insert_many(self._connection, origins, tuple(rows[0]), [tuple(row.values()) for row in rows])

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

    def _shelved(
        self, where: ColumnElement[bool], most: int | None = None, only: Collection[str] | None = None
    ) -> Iterator[Shelved]:
        joined = tellings.join(report_contexts, report_contexts.c.report_pk == tellings.c.report_pk)
        found = select(tellings, report_contexts.c.json.label("context")).select_from(joined).where(where)
        found = found.order_by(tellings.c.origin_id, tellings.c.nearness).limit(most)
        for row in self._connection.execute(found):
            if only is not None and row.origin_id not in only:
                continue
            context = self._contexts.get(row.report_pk)
            if context is None:
                context = self._contexts[row.report_pk] = context_from_json(row.context)
            yield shelved_from(row, context)

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


def _near(key: Key, day: int) -> Iterator[str]:
    """Terms of SQL, of integers only: SQLAlchemy would take longer to build them than the database to answer."""
    under = f"key = {hashed(key.name)}"
    if not day:
        yield f"({under})"
        return
    yield f"({under} AND day BETWEEN {day - key.days} AND {day + key.days})"
    yield f"({under} AND day = 0)"
