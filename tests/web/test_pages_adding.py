"""Adding a report in the desk: by address, text or file, with the real extractor."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import html

from reportedly.web.access import Access
from reportedly.web.app import create_app
from tests.web.conftest import BASE, HOSTILE

TEXT = "Ferry sinks\n\nAt least 12 people were killed, Harbour Master Bo Tarn said."
FIELDS = {"url": "", "text": "", "outlet": "", "published": "", "title": ""}


def post(client: TestClient, file: tuple[str, bytes] | None = None, **fields: str):  # type: ignore[no-untyped-def]
    """As a browser sends the form: every field, and a file without a name where none was chosen."""
    files = {"file": file or ("", b"", "application/octet-stream")}
    return client.post("/reports", data={**FIELDS, **fields}, files=files, follow_redirects=False)


def test_a_pasted_text_leads_to_its_page_with_its_claims(empty: TestClient) -> None:
    answer = post(empty, text=TEXT, outlet="The Gazette", published="2031-03-04")
    assert answer.status_code == 303
    tree = html.document_fromstring(empty.get(answer.headers["location"]).text)
    assert tree.xpath("//p[@role='status']")[0].text.startswith("Added")
    words = tree.text_content()
    assert all(part in words for part in ("Ferry sinks", "The Gazette", "2031-03-04", "Bo Tarn", "1 claim"))


def test_the_same_again_is_held_already_and_a_changed_text_is_a_new_version(empty: TestClient) -> None:
    def page(body: str) -> tuple[str, bytes]:
        return "a.md", f"---\ntitle: Ferry\nurl: https://gazette.example/1\n---\n\n{body}\n".encode()

    first = post(empty, page("It sank."))
    for sent, outcome, words in (
        (page("It sank."), "unchanged", "held already"),
        (page("It did not sink."), "new_version", "new version"),
    ):
        answer = post(empty, sent)
        address = answer.headers["location"]
        assert urlsplit(address).path == urlsplit(first.headers["location"]).path
        assert f"added={outcome}" in address
        assert words in empty.get(address).text


def test_a_file_of_several_reports_leads_to_the_list(empty: TestClient) -> None:
    lines = "\n".join(json.dumps({"id": f"r{n}", "text": f"Text {n}."}) for n in range(3)).encode()
    assert post(empty, ("many.jsonl", lines)).headers["location"] == "/reports?added=several"
    tree = html.document_fromstring(post(empty, ("some.jsonl", b'{"id": "r9", "text": "Text 9."}\n{')).text)
    words = tree.xpath("//section[@aria-labelledby='part']")[0].text_content()
    assert "r9" in words
    assert "some.jsonl, line 2: is not JSON" in words


def test_what_cannot_be_read_comes_back_in_the_form_with_the_reason(empty: TestClient) -> None:
    answer = post(empty, url="http://10.0.0.1/a", outlet=f'"{HOSTILE}', published="2031-03-04", title="T")
    assert answer.status_code == 400
    tree = html.document_fromstring(answer.text)
    assert "http://10.0.0.1/a: 10.0.0.1 is at" in tree.xpath("//div[@role='alert']")[0].text_content()
    filled = {one.get("name"): one.get("value") for one in tree.xpath("//form[@class='adding']//input")}
    assert (filled["url"], filled["outlet"], filled["published"], filled["title"]) == (
        *("http://10.0.0.1/a", f'"{HOSTILE}', "2031-03-04", "T"),
    )
    assert tree.xpath("//details/@open")
    assert HOSTILE not in answer.text


def test_a_text_comes_back_as_it_was_typed(empty: TestClient) -> None:
    text = "\n\n</textarea><b>x</b>\nTwo."
    tree = html.document_fromstring(post(empty, text=text, published="no day").text)
    assert tree.xpath("//textarea")[0].text.lstrip("\n") == text.lstrip("\n").replace("\r", "")


@pytest.mark.parametrize(
    ("fields", "words"), [({}, "nothing was given"), ({"url": "a.example", "text": "b"}, "only one report")]
)
def test_nothing_or_too_much_is_told(empty: TestClient, fields: dict[str, str], words: str) -> None:
    answer = post(empty, **fields)
    assert answer.status_code == 400
    assert words in answer.text.casefold()


def test_a_field_that_no_form_sends_is_refused(empty: TestClient) -> None:
    answer = post(empty, text=TEXT, outlet="a" * 401)
    assert answer.status_code == 400
    assert "The form holds something" in answer.text


def test_a_read_only_desk_shows_no_form(tmp_path: Path) -> None:
    app = create_app(str(tmp_path / "kept.db"), access=Access(read_only=True))
    with TestClient(app, base_url=BASE) as client:
        page = client.get("/reports/new").text
        assert 'class="adding"' not in page
        assert "for reading only" in page
        assert post(client, text=TEXT).status_code == 403
        assert app.state.desk.store.counts().reports == 0


def test_the_form_is_a_page_of_its_own_and_no_report(empty: TestClient) -> None:
    assert "Add a report" in empty.get("/reports/new").text
