"""Reviews in the browser: kept from a form, told and taken back in place, listed, and a queue to work through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from lxml import html

from reportedly.knowledge import load_knowledge
from reportedly.model.story import Review, Verdict
from reportedly.stores import open_store
from reportedly.web.access import Access, Visitor
from reportedly.web.app import create_app
from reportedly.web.params import PAGE_ROWS
from reportedly.web.render import claim_url
from tests.contracts.store_pictures import BARE, WATCHED, review
from tests.web.conftest import BASE, HOSTILE
from tests.web.test_pages import tree_of
from tests.web.test_pages_claims import NEAREST, OWN_VOICE, served

CLAIM, OTHER = BARE[1][0], WATCHED[1][0]
HERE = claim_url(CLAIM)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.db"


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with served(path, NEAREST, BARE, WATCHED, OWN_VOICE) as client:
        yield client


def send(client: TestClient, back: str = HERE, **fields: str) -> Response:
    form = {"claim": CLAIM.id, "verdict": "accept", "who": "Ida", "back": back, **fields}
    answer: Response = client.post("/reviews", data=form, follow_redirects=False)
    return answer


def kept(path: Path) -> tuple[Review, ...]:
    with open_store(path) as store:
        return store.find_reviews()


def message(tree: html.HtmlElement) -> str:
    (told,) = tree.xpath("//*[@role='status']")
    return " ".join(told.text_content().split())


def waits(client: TestClient, at: int = 0) -> str:
    """The claim that the queue shows."""
    (claim,) = tree_of(client, f"/review?at={at}").xpath("//input[@name='claim']/@value")
    return str(claim)


def test_a_review_is_kept_and_the_reader_is_back_on_the_page_with_word_of_it(client: TestClient, path: Path) -> None:
    answer = send(client, verdict="correct", slot="measure", value="wounded", why="the post says so")
    assert answer.status_code == 303
    (made,) = kept(path)
    assert (made.of, made.verdict, made.slot, made.value) == (CLAIM.id, Verdict.CORRECT, "measure", "wounded")
    assert (made.who, made.why) == ("Ida", "the post says so")
    back = urlsplit(answer.headers["location"])
    assert back.path == urlsplit(HERE).path
    assert parse_qs(back.query) == {**parse_qs(urlsplit(HERE).query), "done": [made.id]}
    tree = tree_of(client, answer.headers["location"])
    assert message(tree) == f"Kept: Ida corrects claim {CLAIM.id[:8]}: measure is wounded: the post says so."
    assert tree.xpath("//*[@id=$id]", id=back.fragment)


def test_the_picture_is_drawn_anew_at_once_and_taken_back_it_is_as_before(path: Path) -> None:
    client = served(path, NEAREST, BARE, WATCHED, knowledge=load_knowledge())

    def drawn() -> object:
        with open_store(path) as store:
            return store.find_series(), store.find_drift(), store.find_origins()

    before = drawn()
    answer = send(client, verdict="reject", why="of another year")
    assert drawn() != before
    tree = tree_of(client, answer.headers["location"])
    (undo,) = tree.xpath("//div[@id='done']//form")
    gone = client.post(undo.get("action"), data=dict(undo.form_values()), follow_redirects=False)
    assert gone.status_code == 303, gone.text
    assert urlsplit(gone.headers["location"]).path == urlsplit(HERE).path
    assert message(tree_of(client, gone.headers["location"])).startswith("Taken back: Ida rejects")
    assert drawn() == before
    assert [one.undone for one in kept(path)] == [True]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"verdict": "reject"}, "A rejection needs its reason"),
        ({"verdict": "reject", "why": "  "}, "A rejection needs its reason"),
        ({"verdict": "correct", "slot": "measure", "value": HOSTILE}, "is not of the vocabulary"),
        ({"verdict": "correct", "slot": "said", "value": "2031-13-45"}, "is no day"),
        ({"verdict": "correct", "slot": "colour", "value": "red"}, "no slot"),
        ({"verdict": "merge", "other": "zzz"}, "No claim with the id"),
        ({"verdict": "merge", "other": CLAIM.id[:8]}, "cannot be merged with itself"),
        ({"verdict": "split", "who": " "}, "needs somebody's name"),
        ({"verdict": ""}, "Nothing was decided"),
        ({"verdict": "burn"}, "Nothing was decided"),
    ],
)
@pytest.mark.parametrize("back", [HERE, "/review?at=0"])
def test_what_cannot_be_kept_comes_back_as_a_sentence_with_what_was_typed(
    client: TestClient, path: Path, fields: dict[str, str], sentence: str, back: str
) -> None:
    answer = send(client, back, **{"why": "", **fields})
    assert answer.status_code == 400
    assert HOSTILE not in answer.text
    tree = html.document_fromstring(answer.text)
    (wrong,) = tree.xpath("//p[@role='alert']")
    assert sentence in wrong.text_content()
    (form,) = tree.xpath("//form[@action='/reviews']")
    typed = dict(form.form_values())
    assert typed["claim"] == CLAIM.id
    for name in ("value", "other", "why"):
        assert typed[name] == fields.get(name, "")
    assert not kept(path)


def test_a_review_of_a_claim_that_is_not_there_is_told(client: TestClient, path: Path) -> None:
    assert send(client, claim="zzz").status_code == 404
    assert client.post("/reviews/zzz/undo").status_code == 404
    assert not kept(path)


def test_the_name_is_remembered(client: TestClient, path: Path) -> None:
    answer = send(client, who="Ida Ῥόδος; x")
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert tree_of(client, HERE).xpath("//input[@name='who']/@value") == ["Ida Ῥόδος; x"]
    send(client, who="")
    assert [one.who for one in kept(path)] == ["Ida Ῥόδος; x"] * 2


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/x", "//evil.example/x", "/\\evil.example", "", "/nowhere", "http://[", "/claims/../x\\"],
)
def test_nobody_is_sent_elsewhere(client: TestClient, back: str) -> None:
    assert send(client, back).headers["location"].startswith("/reviews?done=")


def test_who_is_known_needs_no_name_and_who_may_only_read_gets_no_form(
    client: TestClient, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = review(1, of=CLAIM.id)
    with open_store(path) as store:
        store.add_review(made)

    def visits(visitor: Visitor) -> None:
        monkeypatch.setattr(Access, "visitor", lambda *_: visitor)

    visits(Visitor(name="Ada", may_write=True))
    assert not tree_of(client, HERE).xpath("//input[@name='who']")
    assert send(client, who="").status_code == 303
    assert kept(path)[-1].who == "Ada"
    visits(Visitor(may_write=False))
    for at in (HERE, "/review", "/reviews", f"/reviews?done={made.id}"):
        tree = tree_of(client, at)
        assert not tree.xpath("//form[@method='post'] | //script[contains(@src, 'review')]"), at
    for answer in (send(client), client.post(f"/reviews/{made.id}/undo")):
        assert answer.status_code == 403
        assert "open for reading only" in answer.text
    assert len(kept(path)) == 2


def test_the_list_tells_who_when_what_and_why_newest_first(client: TestClient, path: Path) -> None:
    send(client, why="seen")
    send(client, claim=OTHER.id, verdict="reject", why=HOSTILE, who="B. Reader")
    with open_store(path) as store:
        store.undo_review(store.find_reviews()[0].id)
    answer = client.get("/reviews")
    assert HOSTILE not in answer.text
    tree = html.document_fromstring(answer.text)
    second, first = (" ".join(row.text_content().split()) for row in tree.xpath("//ol[@class='trail']/li"))
    assert f"B. Reader rejects claim {OTHER.id[:8]}: {HOSTILE}" in second
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", second)
    assert f"Ida accepts claim {CLAIM.id[:8]}: seen" in first
    assert ("taken back" in first, "taken back" in second) == (True, False)
    assert len(tree.xpath("//ol[@class='trail']//form")) == 1
    assert claim_url(OTHER) in tree.xpath("//ol[@class='trail']//a/@href")


def test_the_list_leads_on_page_by_page(client: TestClient, path: Path) -> None:
    with open_store(path) as store:
        for number in range(PAGE_ROWS + 3):
            store.add_review(review(100 + number, of=CLAIM.id, verdict=Verdict.ACCEPT))
    first = tree_of(client, "/reviews")
    (following,) = first.xpath("//a[@rel='next']/@href")
    second = tree_of(client, following)
    assert [len(tree.xpath("//ol[@class='trail']/li")) for tree in (first, second)] == [PAGE_ROWS, 3]
    (undo, *_) = second.xpath("//ol[@class='trail']//form")
    gone = client.post(undo.get("action"), data=dict(undo.form_values()), follow_redirects=False)
    assert "offset=50" in gone.headers["location"]


def test_an_empty_desk_says_what_to_do(empty: TestClient) -> None:
    assert "Nothing waits for a review" in tree_of(empty, "/review").text_content()
    assert "Nobody has reviewed a claim yet" in tree_of(empty, "/reviews").text_content()


def test_the_queue_shows_claims_that_findings_rest_on_first(client: TestClient) -> None:
    shown = [waits(client, at) for at in range(4)]
    resting = ["A finding rests on it: " in tree_of(client, f"/review?at={at}").text_content() for at in range(4)]
    assert resting == sorted(resting, reverse=True)
    assert {CLAIM.id, NEAREST[1][0].id} <= set(shown[: sum(resting)])
    assert OWN_VOICE[1][0].id in shown[sum(resting) :]


def test_the_queue_is_stepped_through_with_links(client: TestClient) -> None:
    tree = tree_of(client, "/review")
    assert not tree.xpath("//a[@rel='prev']")
    for _ in range(3):
        (following,) = tree.xpath("//a[@rel='next']/@href")
        tree = tree_of(client, following)
    assert not tree.xpath("//a[@rel='next']")
    assert tree.xpath("//a[@rel='prev']/@href") == ["/review?at=2"]
    assert waits(client, 999) == waits(client, 3)


def test_reviewed_in_the_queue_the_next_claim_takes_its_place_and_undone_it_is_back(client: TestClient) -> None:
    claim, following = waits(client, 1), waits(client, 2)
    answer = send(client, "/review?at=1", claim=claim)
    tree = tree_of(client, answer.headers["location"])
    assert message(tree).startswith(f"Kept: Ida accepts claim {claim[:8]}")
    assert tree.xpath("//input[@name='claim']/@value") == [following]
    (undo,) = tree.xpath("//div[@id='done']//form")
    back = client.post(undo.get("action"), data=dict(undo.form_values()), follow_redirects=False)
    assert tree_of(client, back.headers["location"]).xpath("//input[@name='claim']/@value") == [claim]


def test_when_all_are_reviewed_nothing_waits(client: TestClient) -> None:
    for _ in range(4):
        send(client, "/review?at=0", claim=waits(client))
    assert "Nothing waits for a review" in tree_of(client, "/review").text_content()


def test_enter_in_a_field_presses_no_verdict(client: TestClient) -> None:
    """A browser presses a form's first button; where that one is disabled, it does nothing."""
    (form,) = tree_of(client, "/review").xpath("//form[@action='/reviews']")
    first, *others = form.xpath(".//button")
    assert "disabled" in first.attrib
    assert {one.get("value") for one in others} == {str(verdict) for verdict in Verdict}


def test_every_field_has_a_label_and_every_key_a_button_or_link_that_shows_it(client: TestClient) -> None:
    tree = tree_of(client, send(client, "/review?at=1").headers["location"])
    for field in tree.xpath("//form[@action='/reviews']//*[self::input or self::select][not(@type='hidden')]"):
        assert tree.xpath("//label[@for=$id]", id=field.get("id"))
    keys = {one.get("data-key"): one for one in tree.xpath("//*[@data-key]")}
    assert set(keys) == set("npacru")
    for key, one in keys.items():
        assert one.tag in ("a", "button")
        assert one.findtext("kbd") == key


def test_the_desk_over_a_store_that_was_reviewed_elsewhere_shows_it(client: TestClient, path: Path) -> None:
    with open_store(path) as store:
        store.add_review(review(1, of="party-a", other="party-b", slot="party", verdict=Verdict.MERGE))
    with TestClient(create_app(str(path)), base_url=BASE) as again:
        assert "Ida takes party-a for party-b" in " ".join(tree_of(again, "/reviews").text_content().split())
