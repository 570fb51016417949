"""One address, three forms: a page for people, CSV and JSON for spreadsheets and programs.

A route takes `form: As` and, where that is no page, returns `download(form, NAME, csv=…, json=…)` before it renders
anything; both are functions that give the pieces of the file, of `DOWNLOAD_ROWS` rows at most. The page links to them
with `lists.downloads(request)`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import StreamingResponse

from reportedly.exporters.picture import Block
from reportedly.exporters.tabular import ESTIMATE_COLUMNS, estimate_rows, rows_csv
from reportedly.model.plain import plain
from reportedly.reconciliation.views import View
from reportedly.workflow import Picture
from reportedly.workflow.records import picture_json

DOWNLOAD_ROWS = 10_000
"""Of one file: some ten seconds' work. More is for `reportedly claims --limit 0`, or the API page by page."""


class Format(StrEnum):
    """The forms of a list."""

    PAGE = "page"
    CSV = "csv"
    JSON = "json"


_TYPES = {"text/html": Format.PAGE, "text/csv": Format.CSV, "application/json": Format.JSON, "*/*": Format.PAGE}


def format_of(request: Request, form: Annotated[Format | None, Query(alias="format")] = None) -> Format:
    """What the address names, else what the asker accepts best, else a page."""
    return form or _accepted(request.headers.get("accept", ""))


As = Annotated[Format, Depends(format_of)]


def download(
    form: Format, name: str, *, csv: Callable[[], Iterable[str]], json: Callable[[], Iterable[str]]
) -> StreamingResponse:
    """The list as a file, sent as it is made."""
    pieces, kind = (csv(), "text/csv; charset=utf-8") if form is Format.CSV else (json(), "application/json")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Vary": "Accept"}
    return StreamingResponse(pieces, media_type=kind, headers=headers)


def pictured(form: Format, name: str, seen: Picture, blocks: Sequence[Block]) -> StreamingResponse:
    """Questions with their figures under the rule of the latest, as `reportedly picture` gives them."""
    return download(
        form,
        name,
        csv=lambda: rows_csv(ESTIMATE_COLUMNS, estimate_rows(blocks)),
        json=lambda: (json.dumps(picture_json(seen, blocks, View.LATEST), ensure_ascii=False),),
    )


def plain_file(form: Format, name: str, kind: type[Any], rows: Sequence[Any]) -> StreamingResponse:
    """Rows that are dataclasses of a `kind` without structure: a column a field, in their order."""
    columns = tuple(field.name for field in fields(kind))
    return download(
        form,
        name,
        csv=lambda: rows_csv(columns, (tuple(plain(getattr(row, column)) for column in columns) for row in rows)),
        json=lambda: json_array(map(plain, rows)),
    )


def json_array(rows: Iterable[Any]) -> Iterator[str]:
    """Rows in their JSON form as one array, a row a line."""
    opener = "[\n"
    for row in rows:
        yield opener + json.dumps(row, ensure_ascii=False)
        opener = ",\n"
    yield "[]\n" if opener == "[\n" else "\n]\n"


def _accepted(accept: str) -> Format:
    """The form that is liked best, the first named among equals."""
    best, weight = Format.PAGE, 0.0
    for part in accept.split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        form = _TYPES.get(kind.lower())
        liked = next((_number(one[2:]) for one in parameters if one.startswith("q=")), 1.0)
        if form is not None and liked > weight:
            best, weight = form, liked
    return best


def _number(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        return 0.0
