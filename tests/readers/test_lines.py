"""JSON lines: one report a line, and a bad line costs only itself."""

from __future__ import annotations

import io
import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import SourceError, SourceTooLarge, SourceUnreadable
from reportedly.model.report import Report, digest
from reportedly.readers.base import Outcome, ReadOptions
from reportedly.readers.lines import looks_like_lines
from reportedly.readers.sources import read_stream, records


def lines(data: str | bytes, options: ReadOptions | None = None) -> list[Outcome]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_stream(io.BytesIO(raw), "a.jsonl", options))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip), min_size=1, max_size=5))
def test_as_many_reports_as_lines_with_ids_and_texts_exactly_kept(texts: list[str]) -> None:
    data = "\n".join(json.dumps({"id": f"r{n}", "text": text}) for n, text in enumerate(texts))
    found = lines(data)
    assert [(r.id, r.text) for r in found if isinstance(r, Report)] == [(f"r{n}", t) for n, t in enumerate(texts)]


def test_what_else_a_line_tells_is_kept() -> None:
    row = {
        "id": "a",
        "text": "T\n\nB.",
        "url": "https://x.example/a",
        "outlet": "O",
        "title": "T",
        "published": "2025-10-30",
    }
    [report] = lines(json.dumps(row))
    assert isinstance(report, Report)
    assert (report.url, report.outlet, report.title) == ("https://x.example/a", "O", "T")
    assert report.published == date(2025, 10, 30)
    assert report.text == "T\n\nB."


def test_without_an_id_the_url_or_the_text_names_the_report() -> None:
    first, second = lines('{"text": "A.", "url": "https://x.example/a"}\n{"text": "A."}')
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, second.id) == (digest("https://x.example/a"), digest("A."))


def test_a_number_may_be_an_id() -> None:
    [report] = lines('{"id": 7, "text": "A."}')
    assert isinstance(report, Report)
    assert report.id == "7"


@pytest.mark.parametrize(
    "bad",
    [
        "no json",
        "{",
        "[]",
        '"words"',
        "null",
        '{"id": "a"}',
        '{"id": "a", "text": 5}',
        '{"id": "a", "text": null}',
        '{"id": "a", "text": ""}',
        '{"id": "a", "text": "  "}',
        '{"id": ["a"], "text": "A."}',
        '{"id": true, "text": "A."}',
        '{"id": "a", "text": "A.", "url": 5}',
        '{"id": "a", "text": "A.", "published": "one day"}',
        '{"id": "a", "text": "half \\ud83d"}',
        "[" * 100_000,
        '{"id": ' + "9" * 5000 + ', "text": "A."}',
        "\udc80\udcff",
    ],
)
def test_a_bad_line_costs_only_itself(bad: str) -> None:
    good = '{"id": "%s", "text": "A."}'
    data = "\n".join([good % "one", bad, good % "two"]).encode("utf-8", "surrogateescape")
    first, error, last = lines(data)
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(error, SourceError)
    assert error.source == "a.jsonl, line 2"
    assert "\n" not in str(error)


def test_blank_lines_are_passed_over_and_counted() -> None:
    report, error = lines('\n{"id": "a", "text": "A."}\n   \n\nbad\n')
    assert isinstance(report, Report)
    assert isinstance(error, SourceError)
    assert error.source == "a.jsonl, line 5"


def test_the_mark_at_the_head_is_no_part_of_the_first_line() -> None:
    [report] = lines(b'\xef\xbb\xbf{"id": "a", "text": "A."}')
    assert isinstance(report, Report)


def test_a_line_above_the_limit_costs_only_itself() -> None:
    data = '{"id": "a", "text": "A."}\n' + json.dumps({"id": "b", "text": "x" * 500}) + '\n{"id": "c", "text": "C."}\n'
    first, error, last = lines(data, ReadOptions(max_page_bytes=100))
    assert isinstance(first, Report)
    assert isinstance(error, SourceTooLarge)
    assert error.source == "a.jsonl, line 2"
    assert isinstance(last, Report)


def test_the_last_line_may_be_above_the_limit() -> None:
    [error] = lines("x" * 500, ReadOptions(max_page_bytes=100))
    assert isinstance(error, SourceTooLarge)


@pytest.mark.parametrize("data", ["", "\n\n  \n"])
def test_a_file_without_lines_is_empty(data: str) -> None:
    [error] = lines(data)
    assert isinstance(error, SourceUnreadable)
    assert "is empty" in str(error)


def test_reports_come_before_the_rest_is_read() -> None:
    handle = io.BytesIO(b'{"id": "a", "text": "A."}\n' * 1000)
    assert isinstance(next(read_stream(handle, "x.jsonl")), Report)
    assert handle.tell() < 100


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (b'{"id": "a", "text": "A."}\n', True),
        (b'\xef\xbb\xbf\n{"text": "A."}', True),
        (b'{"id": "a"}\n', False),
        (b"{curly text", False),
        (b"[1]", False),
        (b"", False),
        (b"{" * 100_000, False),
    ],
)
def test_lines_are_told_from_text(data: bytes, verdict: bool) -> None:
    assert looks_like_lines(data) is verdict


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6), st.integers(0, 6))
def test_reading_goes_on_at_any_record_with_the_rest_under_the_same_names(texts: list[str], stop: int) -> None:
    """What a run that was cut short read, and what the next one reads from there, are the whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "some.jsonl"
        path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(json.dumps({"text": text}).encode() for text in texts))
        whole = list(records(str(path)))
        first = whole[:stop]
        position = first[-1].place.position if first else None
        assert [*first, *records(str(path), reached=lambda _source, _fingerprint: position)] == whole


def test_a_file_that_was_read_to_its_end_is_passed_over_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text('{"text": "One."}\n')
    last = list(records(str(path)))[-1].place
    assert (last.position, last.done, last.total) == ("end", 17, 17)

    def reached(source: str, fingerprint: str) -> str | None:
        return "end" if (source, fingerprint) == (last.source, last.fingerprint) else None

    assert list(records(str(path), reached=reached)) == []
    path.write_text('{"text": "One."}\n{"text": "Two."}\n')
    assert len(list(records(str(path), reached=reached))) == 3
