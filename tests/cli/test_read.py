"""`reportedly read`: what is printed, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reportedly.cli.read import Format
from reportedly.model.claim_json import claim_from_json

from .conftest import Cli, write_source


def test_the_sheet_gives_title_origin_figure_and_words(cli: Cli, source: Path) -> None:
    ran = cli("read", source)
    assert ran.code == 0
    assert ran.err == ""
    flat = " ".join(ran.out.split())
    assert "Sudland minister counts the missing" in flat
    assert "The Ister Gazette <- Ada Vent" in flat
    assert "at least 512" in flat
    assert "reportedly" in flat


def test_the_sheet_in_a_pipe_has_80_columns_and_no_colour(cli: Cli, source: Path) -> None:
    out = cli("read", source).out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out


def test_jsonl_is_one_valid_claim_a_line_in_text_order(cli: Cli, source: Path) -> None:
    ran = cli("read", source, "--format", "jsonl")
    claims = [claim_from_json(json.loads(line)) for line in ran.out.splitlines()]
    assert claims
    starts = [(c.evidence.quantity[0] if c.evidence.quantity else c.span).start for c in claims]
    assert starts == sorted(starts)


def test_json_holds_the_same_claims_as_jsonl(cli: Cli, source: Path) -> None:
    lines = cli("read", source, "--format", "jsonl").out.splitlines()
    assert json.loads(cli("read", source, "--format", "json").out) == [json.loads(line) for line in lines]


def test_reading_twice_gives_the_same_output(cli: Cli, source: Path) -> None:
    assert cli("read", source, "-f", "jsonl").out == cli("read", source, "-f", "jsonl").out


def test_csv_has_a_row_for_each_claim(cli: Cli, source: Path) -> None:
    claims = len(cli("read", source, "-f", "jsonl").out.splitlines())
    assert len(list(csv.DictReader(io.StringIO(cli("read", source, "-f", "csv").out)))) == claims


@pytest.mark.parametrize("style", ["attributions", "quantities", "times"])
def test_scorer_formats_print_one_line_a_report_under_its_own_id(cli: Cli, tmp_path: Path, style: str) -> None:
    lines = tmp_path / "texts.jsonl"
    rows = [{"id": f"r{n}", "text": "Ada Vent said 40 boats sank on 3 March 2031."} for n in range(3)]
    lines.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    ran = cli("read", lines, "--format", style)
    printed = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in printed] == ["r0", "r1", "r2"]
    key = {"times": "timexes"}.get(style, style)
    assert all(row[key] for row in printed)


def test_published_and_outlet_override_the_source(cli: Cli, source: Path) -> None:
    ran = cli("read", source, "-f", "jsonl", "--published", "2032-01-02", "--outlet", "Northpost")
    claim = claim_from_json(json.loads(ran.out.splitlines()[0]))
    assert claim.report.outlet == "Northpost"
    assert (claim.published or "").startswith("2032-01-02")


@pytest.mark.parametrize("style", list(Format))
def test_a_bad_source_costs_itself_only_and_the_exit_code_says_so(cli: Cli, source: Path, style: Format) -> None:
    ran = cli("read", source.parent / "missing.txt", source, "--format", style)
    assert ran.code == 1
    assert ran.out
    assert ran.err.count("\n") == 1
    assert "missing.txt" in ran.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 20),
        ("blank.html", b"<html><body></body></html>"),
        ("undefined.txt", b"caf\x81\x8d\x8f\x90\x9d \xff\xfe\xfd" * 9),
    ],
)
def test_a_source_that_cannot_be_read_is_one_sentence_and_exit_code_2(
    cli: Cli, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ran = cli("read", path)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert name in ran.err
    assert "Traceback" not in ran.err


def test_a_file_of_200_mb_is_refused_unread(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as handle:
        handle.truncate(200 * 1024**2)
    ran = cli("read", path)
    assert ran.code == 2
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "http://169.254.169.254/latest", "ftp://gazette.example/x"])
def test_an_address_we_may_not_fetch_is_one_sentence_and_exit_code_2(cli: Cli, url: str) -> None:
    ran = cli("read", url)
    assert ran.code == 2
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--published", "yesterday"),
        ("--published", "2031-03-04T10:00"),
        ("--knowledge", "words.yaml"),
        ("--knowledge", "missing.toml"),
        ("--format", "nonsense"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_prints_nothing_to_stdout(cli: Cli, source: Path, arguments: tuple[str]) -> None:
    ran = cli("read", source, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_a_fault_of_ours_in_one_report_costs_that_report_only(
    cli: Cli, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.extraction.pipeline import Extractor

    other = write_source(source.parent / "other.md", body="Ada Vent said 9 boats sank.", title="Boats")
    whole = Extractor.extract

    def faulty(self: Extractor, report: object) -> object:
        if getattr(report, "title", "") == "Boats":
            raise RecursionError("too deep")
        return whole(self, report)  # type: ignore[arg-type]

    monkeypatch.setattr(Extractor, "extract", faulty)
    ran = cli("read", other, source)
    assert ran.code == 1
    assert "512" in ran.out
    assert "too deep" in ran.err
    assert "Traceback" not in ran.err


def test_words_that_would_steer_a_terminal_are_made_harmless(cli: Cli, tmp_path: Path) -> None:
    path = write_source(
        tmp_path / "hostile.md", body="Ada Vent said 40 \x1b[2Jboats \u202esank.", title="Boats \x1b]0;x\x07"
    )
    out = cli("read", path).out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
