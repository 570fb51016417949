"""What a person hands over becomes reports that are kept and drawn in, or one sentence that says why not."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import ReportedlyError, SourceRefused, SourceTooLarge, SourceUnreadable
from reportedly.stores import Outcome, open_store
from reportedly.workflow import adding, draw
from reportedly.workflow.adding import Given, Upload, keep, read_given
from tests.builders import claims_of, made_up_knowledge, numbered_report

TEXT = "Ferry sinks\n\nAt least 12 people died, the harbour master said."


class ByHand:
    """Gives the claims of a numbered report, by the same tables as the picture."""

    knowledge = made_up_knowledge()

    def extract(self, report):  # type: ignore[no-untyped-def]
        return claims_of(report)


def upload(name: str, words: str | bytes) -> Upload:
    return Upload(name=name, handle=io.BytesIO(words.encode() if isinstance(words, str) else words))


def test_a_pasted_text_is_read_with_what_was_said_of_it() -> None:
    (report,), failed = read_given(Given(text=TEXT, outlet=" The Gazette ", published="2031-03-04"))
    assert (report.text, report.title, failed) == (TEXT, "Ferry sinks", ())
    assert (report.outlet, report.published) == ("The Gazette", date(2031, 3, 4))


def test_a_title_stands_above_a_text_that_lacks_one() -> None:
    (report,), _ = read_given(Given(text="It sank.\nAll died.", title=" Ferry\n sinks "))
    assert (report.title, report.text) == ("Ferry sinks", "Ferry sinks\n\nIt sank.\nAll died.")
    (report,), _ = read_given(Given(text=TEXT, title="Ferry sinks"))
    assert report.text == TEXT


@pytest.mark.parametrize(
    ("name", "words", "title"),
    [
        (
            "a.html",
            "<html><head><title>Ferry sinks</title></head><body><article><p>Words here.</p></article></body>",
            None,
        ),
        ("a.md", "---\ntitle: Ferry sinks\n---\n\nWords here.", "Ferry sinks"),
        ("../../etc/a.txt", "Ferry sinks\n\nWords here.", "Ferry sinks"),
        ("no suffix", "---\ntitle: Ferry sinks\n---\n\nWords here.", "Ferry sinks"),
    ],
)
def test_a_files_kind_is_told_by_its_name_or_its_content(name: str, words: str, title: str | None) -> None:
    (report,), _ = read_given(Given(upload=upload(name, words)))
    assert "Words here." in report.text
    assert "<p>" not in report.text
    assert title is None or report.title == title


def test_each_line_of_a_jsonl_is_a_report_and_a_bad_one_costs_itself() -> None:
    lines = [json.dumps({"id": str(n), "text": f"Text {n}."}) for n in range(3)]
    reports, failed = read_given(Given(upload=upload("many.jsonl", "\n".join([*lines, "{"]))))
    assert [report.id for report in reports] == ["0", "1", "2"]
    assert failed == ("many.jsonl, line 4: is not JSON; write one JSON object a line",)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Given(), "nothing was given"),
        (Given(url=" ", text="\n"), "nothing was given"),
        (Given(url="https://a.example", text="Words."), "only one report"),
        (Given(text="Words.", upload=Upload(name="a.txt", handle=io.BytesIO(b"x"))), "only one report"),
        (Given(text="Words.", published="yesterday"), "'yesterday' is no day"),
    ],
)
def test_just_one_thing_can_be_given(given: Given, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_given(given)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "10.0.0.1/report", "http://[::1]/", "file:///etc/passwd", "/etc/passwd"]
)
def test_no_address_reaches_into_this_machine_or_its_network(url: str) -> None:
    with pytest.raises(ReportedlyError) as told:
        read_given(Given(url=url))
    assert isinstance(told.value, SourceRefused) or url == "/etc/passwd"
    assert "root:" not in str(told.value)


def test_what_cannot_be_read_is_told_by_the_files_own_name() -> None:
    for words in (b"", b"\x00\x01\x02" * 400, b"%PDF-1.7 cut short"):
        with pytest.raises(SourceUnreadable, match=r"^photo\.pdf: "):
            read_given(Given(upload=upload("photo.pdf", words)))


def test_too_many_or_too_large_is_for_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(json.dumps({"id": str(n), "text": f"Text {n}."}) for n in range(adding.MAX_REPORTS + 1))
    with pytest.raises(SourceTooLarge, match="reportedly add"):
        read_given(Given(upload=upload("many.jsonl", lines)))
    monkeypatch.setattr(adding, "MAX_FILE_BYTES", 10)
    with pytest.raises(SourceTooLarge, match="above 10 bytes"):
        read_given(Given(upload=upload("long.txt", "eleven bytes")))


def test_what_is_kept_is_in_the_picture_and_keeping_it_again_changes_nothing(tmp_path: Path) -> None:
    one, two = numbered_report(1), numbered_report(2)
    with open_store(tmp_path / "kept.db") as store:
        kept = keep([one, two], store, ByHand())  # type: ignore[arg-type]
        assert [(each.added.outcome, each.claims) for each in kept] == [(Outcome.NEW, 2)] * 2
        assert draw(store, ByHand.knowledge) == 0
        (again,) = keep([one], store, ByHand())  # type: ignore[arg-type]
        assert (again.added.outcome, again.claims) == (Outcome.UNCHANGED, 0)


def test_a_sitemap_is_not_fetched_without_end_while_a_person_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten of its pages are asked for, whatever it lists."""
    from reportedly.readers import web
    from tests.archives import sitemap

    asked: list[str] = []

    def refused(url: str, *_: object, **__: object) -> None:
        asked.append(url)
        raise SourceRefused(url, "is refused")

    monkeypatch.setattr(web, "fetch", refused)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    data = sitemap([(f"https://news.test.example/{number}", None) for number in range(14)])
    with pytest.raises(SourceRefused):
        read_given(Given(upload=Upload(name="s.xml", handle=io.BytesIO(data))))
    assert len(asked) == adding.MAX_LISTED == 10
