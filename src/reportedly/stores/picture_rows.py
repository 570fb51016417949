"""Tellings, origins, questions and changes to rows and back; many rows at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table

from reportedly.model.finding import Member
from reportedly.model.plain import built, plain
from reportedly.model.shelf import Change, Lead, Shelved, Summary
from reportedly.model.story import Estimate, Question
from reportedly.model.telling import Context, TellingKey
from reportedly.model.telling_json import telling_from_json, telling_to_json
from reportedly.stores.records import folded

_T = TypeVar("_T")
_SEPARATOR = "\x1f"
_VERSION_DIGITS = 6

TELLING_COLUMNS = (
    "claim_pk", "report_pk", "sort_key", "nearness", "day", "anchored", "key_names", "json", "origin_id", "lead_key",
    "lead_published", "lead_anchored", "lead_score",
)  # fmt: skip
KEY_COLUMNS = ("key", "day", "claim_pk")
ORIGIN_COLUMNS = ("id", "question_id", "nearest", "party", "as_of", "claims", "reports", "question", "json")
CHANGE_COLUMNS = ("origin_id", "kind", "before", "after", "report_pk", "claim_pk", "published", "json")


def telling_rows(
    one: Shelved, report_pk: int, claim_pk: int, nowhere: str = ""
) -> tuple[tuple[Any, ...], list[tuple[int, int, int]]]:
    """The row of `tellings` and those of `telling_keys` that keep a telling. `nowhere`: the origin of one without."""
    telling, day = one.telling, one.telling.day
    row = (
        claim_pk,
        report_pk,
        sort_key(telling.key),
        one.nearness,
        day,
        int(telling.anchored),
        _SEPARATOR.join(one.keys),
        telling_to_json(telling),
        *place_row(one.origin or nowhere, one.lead).values(),
    )
    return row, [(key, day, claim_pk) for key in {hashed(name) for name in one.keys}]


PLACE_COLUMNS = ("origin_id", "lead_key", "lead_published", "lead_anchored", "lead_score")


def place_row(origin: str, lead: Lead | None) -> dict[str, Any]:
    """The columns of `tellings` that say where one belongs."""
    values: tuple[Any, ...] = (None, None, None, None)
    if lead is not None:
        values = (sort_key(lead.key), lead.published, int(lead.anchored), _finite(lead.score))
    return dict(zip(PLACE_COLUMNS, (origin, *values), strict=True))


_BY_DECREE = 1e9


def _finite(score: float) -> float:
    """A person's word is infinitely sure; a column of numbers holds no infinity everywhere."""
    return min(score, _BY_DECREE)


def shelved_from(row: Row[Any], context: Context) -> Shelved:
    """The telling that a row of `tellings` keeps."""
    report, version, claim = key_from(row.sort_key)
    return Shelved(
        telling=telling_from_json(row.json, report=report, version=version, claim=claim, context=context),
        origin=row.origin_id,
        lead=lead_from(row),
        nearness=row.nearness,
        keys=keys_from(row),
    )


def lead_from(row: Row[Any]) -> Lead | None:
    """Whom the telling of a row follows."""
    if row.lead_key is None:
        return None
    score = float("inf") if row.lead_score >= _BY_DECREE else row.lead_score
    return Lead(key_from(row.lead_key), bool(row.lead_anchored), score, row.lead_published)


def keys_from(row: Row[Any]) -> tuple[str, ...]:
    """The names of the keys under which the telling of a row is kept."""
    return tuple(row.key_names.split(_SEPARATOR)) if row.key_names else ()


def key_of(member: Member) -> str:
    """The sort key of a finding's member."""
    return sort_key((member.report, member.version, member.claim))


def change_row(origin: str, change: Change, report_pk: int, claim_pk: int) -> dict[str, Any]:
    """The row of `changes` that keeps one."""
    return {
        "origin_id": origin,
        "kind": str(change.kind),
        "before": change.before,
        "after": change.after,
        "report_pk": report_pk,
        "claim_pk": claim_pk,
        "published": change.drifted.published,
        "json": json.dumps([plain(change.nearest), plain(change.drifted)], ensure_ascii=False),
    }


def origin_row(summary: Summary) -> dict[str, Any]:
    """The row of `origins` that keeps a summary. `party` only of one that can be counted."""
    estimate = summary.estimate
    counts = estimate is not None and estimate.origin.counts
    return {
        "id": summary.origin,
        "question_id": summary.question.id if summary.question else None,
        "nearest": sort_key(summary.nearest),
        "party": estimate.origin.party if estimate is not None and counts else None,
        "as_of": estimate.as_of if estimate else None,
        "claims": summary.claims,
        "reports": summary.reports,
        "question": _json(summary.question),
        "json": _json(estimate),
    }


def question_row(told: str) -> dict[str, Any]:
    """The row of `questions` that keeps one, as the origin tells it that names it."""
    question = built(Question, json.loads(told))
    names = (question.subject, question.counterpart, question.place)
    return {
        "id": question.id,
        "measure": question.measure,
        "subject_key": question.subject_key,
        "counterpart_key": question.counterpart_key,
        "place_key": question.place_key,
        "aspect": question.aspect,
        "report": question.report,
        "folded": folded("\n".join(name for name in names if name)),
        "json": told,
    }


def _json(value: Question | Estimate | None) -> str | None:
    return None if value is None else json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def sort_key(key: TellingKey) -> str:
    """A telling's key as text that sorts as the key does."""
    report, version, claim = key
    return _SEPARATOR.join((report, f"{version:0{_VERSION_DIGITS}d}", claim))


def key_from(text: str) -> TellingKey:
    """The key that `sort_key` wrote."""
    report, version, claim = text.rsplit(_SEPARATOR, 2)
    return report, int(version), claim


@lru_cache(maxsize=1 << 14)
def hashed(name: str) -> int:
    """63 bits of a key's name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 1


def insert_many(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows as they are: SQLAlchemy's own way with many rows takes longer than the database's."""
    if rows:
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        many(connection, f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)  # noqa: S608 - our own names


def many(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """A statement with "?" for values, once for each row."""
    connection.exec_driver_sql(_marked(connection, statement), list(rows))


def asked(connection: Connection, statement: str, values: Sequence[Any] = ()) -> Iterable[Any]:
    """A statement with "?" for values as the driver takes it: where some hundred are asked for one report, SQLAlchemy
    takes longer to write them than the database to answer."""
    return connection.exec_driver_sql(_marked(connection, statement), tuple(values))


def _marked(connection: Connection, statement: str) -> str:
    return statement if connection.dialect.paramstyle == "qmark" else statement.replace("?", "%s")


def marks(values: Sequence[Any]) -> str:
    """A list of "?" in brackets, one for each value."""
    return f"({', '.join('?' * len(values))})"


def batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    """The items, `size` at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))
