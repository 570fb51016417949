"""From what a person names to reports: files, directories, stdin; each bad source is one sentence."""

from __future__ import annotations

import io
import os
import pickle
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import (
    SourceError,
    SourceNotFound,
    SourceRefused,
    SourceTooLarge,
    SourceUnreadable,
)
from reportedly.model.report import Report
from reportedly.readers import ReadOptions, read

HTML = "<html><head><title>Ten die</title></head><body><p>Ten people died in the harbour on Tuesday.</p></body></html>"
LINES = '{"id": "a", "text": "A."}\n{"id": "b", "text": "B."}\n'


def reports(source: object, *, stdin: bytes | None = None, options: ReadOptions | None = None) -> list[Report]:
    found = list(read(str(source), options, stdin=None if stdin is None else io.BytesIO(stdin)))
    assert all(isinstance(outcome, Report) for outcome in found), found
    return [outcome for outcome in found if isinstance(outcome, Report)]


def error(source: object, options: ReadOptions | None = None, stdin: bytes | None = None) -> SourceError:
    [outcome] = read(str(source), options, stdin=None if stdin is None else io.BytesIO(stdin))
    assert isinstance(outcome, SourceError), outcome
    assert "\n" not in str(outcome)
    assert str(pickle.loads(pickle.dumps(outcome))) == str(outcome)
    return outcome


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "Ten die\n\nThe army.\n", "Ten die\n\nThe army.\n"),
        ("a.TXT", "---\nnot front matter\n", "---\nnot front matter\n"),
        ("a.md", "---\ntitle: T\n---\nB.", "T\n\nB."),
        ("a.markdown", "---\ntitle: T\n---\nB.", "T\n\nB."),
        ("a.html", HTML, "Ten die\n\nTen people died in the harbour on Tuesday."),
        ("a.htm", HTML, "Ten die\n\nTen people died in the harbour on Tuesday."),
        ("a", HTML, "Ten die\n\nTen people died in the harbour on Tuesday."),
        ("a.bak", "---\ntitle: T\n---\nB.", "T\n\nB."),
        ("report", "Only words.", "Only words."),
    ],
)
def test_the_suffix_or_else_the_content_chooses_the_reader(tmp_path: Path, name: str, content: str, text: str) -> None:
    (tmp_path / name).write_text(content)
    [report] = reports(tmp_path / name)
    assert report.text == text
    assert report.retrieved is None


def test_a_pdf_is_one_whatever_it_is_called(tmp_path: Path, make_pdf: Callable[..., bytes]) -> None:
    for name in ("a.pdf", "a.txt", "a"):
        (tmp_path / name).write_bytes(make_pdf(["Ten people died."]))
        assert reports(tmp_path / name)[0].text == "Ten people died."


def test_a_source_that_ends_in_jsonl_is_as_many_reports_as_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINES)
    assert [(r.id, r.text) for r in reports(tmp_path / "a.jsonl")] == [("a", "A."), ("b", "B.")]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"Only words.\n", ["Only words.\n"]),
        (HTML.encode(), ["Ten die\n\nTen people died in the harbour on Tuesday."]),
        (b"\xef\xbb\xbf  <!DOCTYPE html>" + HTML.encode(), ["Ten die\n\nTen people died in the harbour on Tuesday."]),
        (b"<!-- saved from -->\n" + HTML.encode(), ["Ten die\n\nTen people died in the harbour on Tuesday."]),
        (b"---\ntitle: T\n---\nB.", ["T\n\nB."]),
        (LINES.encode(), ["A.", "B."]),
    ],
)
def test_a_dash_is_stdin_in_any_kind(data: bytes, texts: list[str]) -> None:
    assert [report.text for report in reports("-", stdin=data)] == texts


def test_a_pdf_may_come_on_stdin(make_pdf: Callable[..., bytes]) -> None:
    assert reports("-", stdin=make_pdf(["Ten people died."]))[0].text == "Ten people died."


def test_errors_of_stdin_name_it() -> None:
    assert error("-", stdin=b"").source == "stdin"
    assert isinstance(error("-", ReadOptions(max_file_bytes=10), b"x" * 11), SourceTooLarge)


def test_a_directory_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/2.txt", "c/1.txt", "d.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LINES if name.endswith("jsonl") else f"Words of {name}.")
    texts = [report.text for report in reports(tmp_path)]
    assert texts == ["Words of a.md.", "Words of b.txt.", "Words of c/1.txt.", "Words of c/2.txt.", "A.", "B."]


def test_hidden_files_and_other_kinds_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "a.png", "a.json", "b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.")
    assert len(reports(tmp_path)) == 1


def test_a_link_to_a_directory_is_not_followed_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(reports(tmp_path)) == 1


def test_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "d.jsonl").write_text("bad\n" + LINES)
    (tmp_path / "e.txt").write_text("More words.")
    kinds = [type(outcome) for outcome in read(str(tmp_path))]
    assert kinds == [Report, SourceUnreadable, SourceNotFound, SourceUnreadable, Report, Report, Report]


def test_a_directory_without_reports_says_so(tmp_path: Path) -> None:
    assert isinstance(error(tmp_path), SourceNotFound)


@pytest.mark.parametrize("name", ["no/such/file.txt", "x" * 5000, "nul\0in.txt", "", "  "])
def test_a_missing_file_is_one_sentence(name: str) -> None:
    assert isinstance(error(name), (SourceNotFound, SourceRefused))


def test_a_path_through_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    assert isinstance(error(tmp_path / "a.txt" / "b.txt"), SourceNotFound)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.pdf", "a.jsonl", "a"])
def test_an_empty_file_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert "is empty" in str(error(tmp_path / name))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.jsonl", "a", "a.pdf"])
def test_a_binary_file_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes(range(256)) * 4)
    found = list(read(str(tmp_path / name)))
    assert found
    assert all(isinstance(outcome, SourceUnreadable) for outcome in found)


def test_a_large_file_is_refused_by_its_size_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as handle:
        handle.truncate(200_000_000)

    def opened(*_: Any, **__: Any) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(Path, "open", opened)
    found = error(path)
    assert isinstance(found, SourceTooLarge)
    assert "52,428,800 bytes" in str(found)


def test_lines_have_a_limit_each_and_not_in_all(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINES * 10)
    assert len(reports(tmp_path / "a.jsonl", options=ReadOptions(max_file_bytes=50))) == 20


def test_a_name_that_is_not_utf8_is_read_and_can_be_shown(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    try:
        Path(name).write_text("Words.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert reports(tmp_path)[0].text == "Words."
    assert reports(name)[0].text == "Words."
    Path(name).write_text("")
    str(error(name)).encode("utf-8")
    assert "caf\\xe9.txt" in str(error(name))


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """As in a shell's <(…)."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Words.",))
    writer.start()
    assert reports(pipe)[0].text == "Words."
    writer.join()


def test_in_a_directory_a_pipe_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("Words.")
    assert len(reports(tmp_path)) == 1


def test_devices_and_sockets_are_refused(tmp_path: Path) -> None:
    assert isinstance(error("/dev/zero"), SourceRefused)
    with socket.socket(socket.AF_UNIX) as bound:
        path = Path(os.path.relpath(tmp_path)) / "s"
        if len(str(path)) > 100:
            pytest.skip("too long a path for a socket")
        bound.bind(str(path))
        assert isinstance(error(path), SourceRefused)


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Words.")

    def denied(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "Permission denied" in str(error(tmp_path / "a.txt"))


def test_a_directory_that_may_not_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", denied)
    assert isinstance(error(tmp_path), SourceRefused)


def test_reports_come_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINES)
    first = next(iter(read(str(tmp_path / "a.jsonl"))))
    assert isinstance(first, Report)
    assert first.id == "a"
