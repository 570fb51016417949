"""What every exporter promises: all claims in order, streamed, valid when there is nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest
from rich.console import Console

from reportedly.exporters import jsonl, tabular
from reportedly.exporters.base import Exporter, Reading
from reportedly.exporters.markdown import Markdown
from reportedly.exporters.sheet import ClaimsTable, Sheet
from reportedly.model.claim_json import claim_from_json

from ..builders import claims_of, make_report, numbered_report

EXPORTERS: dict[str, Exporter] = {
    "jsonl": jsonl.export_lines,
    "json": jsonl.export_array,
    "csv": tabular.export_csv,
    "markdown": Markdown({}),
    "sheet": Sheet(Console(width=100), {}),
    "table": ClaimsTable(Console(width=100), {}),
}


def reading(number: int) -> Reading:
    report = numbered_report(number)
    return Reading(report=report, claims=claims_of(report))


@pytest.fixture(params=EXPORTERS)
def exporter(request: pytest.FixtureRequest) -> Exporter:
    return EXPORTERS[request.param]


def test_every_claim_is_exported_in_order(exporter: Exporter) -> None:
    out = "".join(exporter(reading(n) for n in (4000, 4001)))
    places = [out.index(figure) for figure in ("4,100", "4,007", "4,101", "4,008")]
    assert places == sorted(places)


def test_pieces_come_as_soon_as_their_reading(exporter: Exporter) -> None:
    def readings() -> Iterator[Reading]:
        yield reading(1)
        pytest.fail("the second reading was asked for before the first was given out")

    assert next(iter(exporter(readings())))


def test_no_readings_raise_nothing_and_what_is_written_ends_its_line(exporter: Exporter) -> None:
    out = "".join(exporter(()))
    assert out == "" or out.endswith("\n")


def test_a_report_without_claims_is_no_error(exporter: Exporter) -> None:
    out = "".join(exporter([Reading(report=make_report(), claims=())]))
    assert out == "" or out.endswith("\n")


def test_json_lines_and_the_array_round_trip() -> None:
    readings = [reading(1), reading(2)]
    claims = [claim for one in readings for claim in one.claims]
    assert [claim_from_json(json.loads(line)) for line in jsonl.export_lines(readings)] == claims
    assert [claim_from_json(row) for row in json.loads("".join(jsonl.export_array(readings)))] == claims
    assert json.loads("".join(jsonl.export_array(()))) == []


def test_csv_has_as_many_cells_as_columns_in_every_row() -> None:
    rows = list(csv.reader(io.StringIO("".join(tabular.export_csv([reading(1)])))))
    assert {len(row) for row in rows} == {len(tabular.COLUMNS)}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_cells_cannot_be_run_as_formulas(start: str) -> None:
    (row,) = csv.reader(io.StringIO("".join(tabular.rows_csv((), [(start + "1+1",)])).removeprefix("\r\n")))
    assert row == ["'" + start + "1+1"]


def test_csv_numbers_keep_their_sign_and_unknown_is_empty() -> None:
    assert "".join(tabular.rows_csv(("a", "b", "c"), [(-3, None, True)])) == "a,b,c\r\n-3,,true\r\n"


def test_markdown_prints_a_reports_own_markup_as_words() -> None:
    report = make_report("Nothing happened.", title="<b>*Quiet*</b> [day](http://x)")
    out = "".join(Markdown({})([Reading(report=report, claims=())]))
    assert r"\<b\>\*Quiet\*\</b\> \[day\](http://x)" in out
