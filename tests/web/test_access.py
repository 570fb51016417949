"""Who is let in, what they may do, and what no page of another site can make a browser do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from reportedly.web import access as rules
from reportedly.web import guards
from reportedly.web.access import COOKIE, Access, Tries, Visitor, networks_of, visitor_of, writer_of
from reportedly.web.app import create_app
from reportedly.web.limits import FORM_BYTES, MULTIPART_BYTES, Limits

TOKEN = "a-token-of-thirty-characters-1"
HOME = "http://127.0.0.1:8000"
PAGE = {"accept": "text/html"}


def desk_with(tmp_path: Path, base: str = HOME, peer: str = "127.0.0.1", **access: Any) -> TestClient:
    app = create_app(str(tmp_path / "kept.db"), access=Access(**access))

    @app.get("/who")
    def who(request: Request) -> dict[str, Any]:
        visitor = visitor_of(request)
        return {"name": visitor.name, "may_write": visitor.may_write, "logged_in": visitor.logged_in}

    return TestClient(app, base_url=base, client=(peer, 1), follow_redirects=False)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong tokens are answered at once: how long they wait is no rule that a test can see."""
    monkeypatch.setattr(guards, "WRONG_TRY_S", 0.0)
    monkeypatch.setattr("reportedly.web.pages.login.WRONG_TRY_S", 0.0)


def test_without_token_or_proxy_whoever_reaches_the_desk_may_write(tmp_path: Path) -> None:
    with desk_with(tmp_path) as client:
        assert client.get("/who").json() == {"name": None, "may_write": True, "logged_in": False}


# the token


def test_a_page_leads_a_stranger_to_the_login_and_back(tmp_path: Path) -> None:
    with desk_with(tmp_path, token=TOKEN) as client:
        asked = client.get("/claims?actor=vent&measure=killed", headers=PAGE)
        assert asked.status_code == 303
        assert client.get(asked.headers["location"], headers=PAGE).status_code == 200
        answer = client.post("/login", data={"token": TOKEN, "to": "/claims?actor=vent&measure=killed"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/claims?actor=vent&measure=killed")
        assert client.get("/who").json() == {"name": None, "may_write": True, "logged_in": True}


def test_a_program_is_told_in_the_shape_of_its_side(tmp_path: Path, quick: None) -> None:
    with desk_with(tmp_path, token=TOKEN) as client:
        for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}):
            answer = client.get("/api/v1/claims", headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token")
            assert answer.headers["www-authenticate"] == "Bearer"
        assert client.get("/api/v1/claims", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_stranger_writes_nothing(tmp_path: Path) -> None:
    with desk_with(tmp_path, token=TOKEN) as client:
        assert client.post("/reports", data={"text": "Words."}).status_code == 401
        assert client.app.state.desk.store.counts().reports == 0  # type: ignore[attr-defined]


def test_a_strangers_pages_have_their_styles(tmp_path: Path) -> None:
    with desk_with(tmp_path, token=TOKEN) as client:
        assert client.get("/static/style.css").status_code == 200


@pytest.mark.parametrize("https", [False, True])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(tmp_path: Path, https: bool) -> None:
    """And goes over encrypted connections only, where there is one."""
    with desk_with(tmp_path, base="https://127.0.0.1" if https else HOME, token=TOKEN) as client:
        cookie = client.post("/login", data={"token": TOKEN}).headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert ("Secure" in cookie) is https
        assert TOKEN not in cookie


@pytest.mark.parametrize(("peer", "secure"), [("10.0.0.7", True), ("10.0.1.7", False)])
def test_only_the_desks_own_proxy_is_believed_that_the_line_is_encrypted(
    tmp_path: Path, peer: str, secure: bool
) -> None:
    with desk_with(tmp_path, peer=peer, token=TOKEN, proxies=networks_of("10.0.0.0/24")) as client:
        answer = client.post("/login", data={"token": TOKEN}, headers={"x-forwarded-proto": "https"})
        assert ("Secure" in answer.headers["set-cookie"]) is secure


def test_a_login_ends_with_its_time_with_logging_out_and_with_another_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Access(token=TOKEN).login()
    with desk_with(tmp_path, token=TOKEN) as client:
        client.cookies.set(COOKIE, old)
        assert client.get("/who").status_code == 200
        later = time.time() + rules.LOGIN_DAYS * 86_400 + 1
        monkeypatch.setattr(time, "time", lambda: later)
        assert client.get("/who").status_code == 401
        monkeypatch.undo()
        assert f'{COOKIE}=""' in client.post("/logout").headers["set-cookie"]
    with desk_with(tmp_path, token=TOKEN + "2") as client:
        client.cookies.set(COOKIE, old)
        assert client.get("/who").status_code == 401


@pytest.mark.parametrize("cookie", ["", ".", "1.2", "9999999999.", "9999999999.00", "²." + "0" * 64, "9" * 5000 + ".x"])
def test_a_made_up_cookie_lets_nobody_in(tmp_path: Path, cookie: str) -> None:
    with desk_with(tmp_path, token=TOKEN) as client:
        assert client.get("/who", headers={"cookie": f"{COOKIE}={cookie}".encode()}).status_code == 401


@pytest.mark.parametrize("to", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", ""])
def test_logging_in_leads_nowhere_else(tmp_path: Path, to: str) -> None:
    with desk_with(tmp_path, token=TOKEN) as client:
        assert client.post("/login", data={"token": TOKEN, "to": to}).headers["location"] == "/"


def test_a_wrong_token_is_told_and_ten_of_them_have_to_wait(tmp_path: Path, quick: None) -> None:
    """In the form and of programs alike; what is right is not looked at then."""
    with desk_with(tmp_path, token=TOKEN) as client:
        for number in range(rules.TRIES):
            if number % 2:
                assert client.get("/api/v1/claims", headers={"authorization": "Bearer no"}).status_code == 401
            else:
                answer = client.post("/login", data={"token": "no"})
                assert answer.status_code == 401
                assert "not the token" in answer.text
        assert client.post("/login", data={"token": TOKEN}).status_code == 429
        assert client.get("/api/v1/claims", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 429


def test_wrong_tries_are_forgotten_after_a_while_and_counted_by_address() -> None:
    now = 0.0
    tries = Tries(clock=lambda: now)
    for _ in range(rules.TRIES):
        assert not tries.are_spent("one")
        tries.note("one")
    assert tries.are_spent("one")
    assert not tries.are_spent("two")
    now = rules.TRIES_S
    assert not tries.are_spent("one")
    for number in range(rules.MAX_ADDRESSES):
        tries.note(str(number))
    assert len(tries._wrong) == rules.MAX_ADDRESSES


def test_where_no_token_is_asked_for_there_is_nothing_to_log_in_to(tmp_path: Path) -> None:
    with desk_with(tmp_path) as client:
        assert client.get("/login").headers["location"] == client.post("/login").headers["location"] == "/"


# the proxy's word


def behind_proxy(tmp_path: Path, peer: str, **more: Any) -> TestClient:
    proxies = networks_of("10.0.0.1, 10.9.0.0/16")
    return desk_with(tmp_path, peer=peer, identity_header="X-Forwarded-User", proxies=proxies, **more)


@pytest.mark.parametrize("peer", ["10.0.0.1", "10.9.8.7"])
def test_the_proxy_names_the_visitor(tmp_path: Path, peer: str) -> None:
    with behind_proxy(tmp_path, peer) as client:
        answer = client.get("/who", headers={"x-forwarded-user": "Ada Müller".encode()})
        assert answer.json() == {"name": "Ada Müller", "may_write": True, "logged_in": False}


@pytest.mark.parametrize(
    ("peer", "name"), [("10.0.0.2", "ada"), ("127.0.0.1", "ada"), ("testclient", "ada"), ("10.0.0.1", ""), ("", "ada")]
)
def test_nobody_else_is_believed_and_no_name_is_nobody(tmp_path: Path, peer: str, name: str) -> None:
    with behind_proxy(tmp_path, peer) as client:
        answer = client.get("/api/v1/claims", headers={"x-forwarded-user": name})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "no_identity")


def test_a_name_is_shown_as_words_and_kept_short(tmp_path: Path) -> None:
    with behind_proxy(tmp_path, "10.0.0.1") as client:
        name = "<b>x</b>" + "y" * 500
        assert len(client.get("/who", headers={"x-forwarded-user": name}).json()["name"]) == rules.MAX_NAME_CHARACTERS
        assert "<b>x" not in client.get("/reports", headers={"x-forwarded-user": name}).text


def test_programs_may_have_a_token_beside_the_proxy(tmp_path: Path) -> None:
    with behind_proxy(tmp_path, "10.0.0.2", token=TOKEN) as client:
        assert client.get("/who", headers={"authorization": f"Bearer {TOKEN}"}).json()["name"] is None


# writing


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_read_only_nobody_writes_anywhere(tmp_path: Path, method: str) -> None:
    """Not even where no route would have taken it."""
    with desk_with(tmp_path, read_only=True) as client:
        for path in ("/reports", "/reviews", "/stories", "/nothing"):
            answer = getattr(client, method)(path)
            assert answer.status_code == 403
            assert "for reading only" in answer.text
        assert getattr(client, method)("/api/v1/reports").json()["error"]["code"] == "read_only"
        assert client.get("/claims").status_code == 200


def test_a_read_only_desk_with_a_token_can_be_logged_in_to(tmp_path: Path) -> None:
    with desk_with(tmp_path, read_only=True, token=TOKEN) as client:
        assert client.post("/login", data={"token": TOKEN}).status_code == 303
        assert client.get("/who").json() == {"name": None, "may_write": False, "logged_in": True}


def test_a_route_that_writes_is_given_the_visitor_or_refuses() -> None:
    request = Request({"type": "http", "state": {}})
    with pytest.raises(HTTPException):
        writer_of(request)
    request.state.visitor = Visitor(name="ada")
    assert writer_of(request).name == "ada"


# other sites


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 405),
        ({"sec-fetch-site": "none"}, 405),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": HOME}, 403),
        ({"origin": HOME}, 405),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 405),
    ],
)
def test_a_page_of_another_site_changes_nothing(tmp_path: Path, headers: dict[str, str], status: int) -> None:
    """405 is what this address says to whoever may write; programs, which send neither header, get it, too."""
    with desk_with(tmp_path) as client:
        for method in (client.post, client.put, client.delete):
            assert method("/claims", headers=headers).status_code == status
        assert client.get("/claims", headers=headers).status_code == 200


def test_another_site_cannot_log_a_browser_in_or_out(tmp_path: Path) -> None:
    with desk_with(tmp_path, token=TOKEN) as client:
        for path in ("/login", "/logout"):
            assert client.post(path, data={"token": TOKEN}, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_our_own_forms_say_where_they_come_from() -> None:
    """Under no-referrer a browser without Fetch metadata (plain http beyond this machine) sends "Origin: null"."""
    assert guards.HEADERS["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("host", "any_address", "status"),
    [
        ("192.168.1.5:8000", True, 200),
        ("[fe80::1]", True, 200),
        ("192.168.1.5", False, 400),
        ("evil.example", True, 400),
    ],
)
def test_a_name_must_be_allowed_and_an_address_where_the_desk_listens_beyond_its_machine(
    tmp_path: Path, host: str, any_address: bool, status: int
) -> None:
    with desk_with(tmp_path, any_address=any_address) as client:
        assert client.get("/claims", headers={"host": host}).status_code == status


# what may be kept by a browser


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/static/style.css", guards.KEPT),
        ("/static/nothing.css", guards.FRESH),
        ("/", guards.FRESH),
        ("/api/v1/claims", guards.FRESH),
    ],
)
def test_our_own_files_may_be_kept_for_a_while_and_nothing_else(tmp_path: Path, path: str, expected: str) -> None:
    with desk_with(tmp_path) as client:
        assert client.get(path).headers["cache-control"] == expected


# sizes and times


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with desk_with(tmp_path) as client:
        for content, kind in ((FORM_BYTES, "application/json"), (MULTIPART_BYTES, "multipart/form-data; boundary=x")):
            headers = {"content-type": kind, "content-length": str(content + 1)}
            answer = client.post("/reports", content=b"", headers=headers)
            assert answer.status_code == 413
            assert "MiB" in answer.text


def test_what_does_not_say_how_large_it_is_is_counted_as_it_comes(tmp_path: Path) -> None:
    pieces = 0

    def endless() -> Iterator[bytes]:
        nonlocal pieces
        for _ in range(10 * FORM_BYTES // 65_536):
            pieces += 1
            yield b"a" * 65_536

    with desk_with(tmp_path) as client:
        form = {"content-type": "application/x-www-form-urlencoded"}
        assert client.post("/reports", content=endless(), headers=form).status_code == 413


def limited(app: FastAPI, **limits: float) -> Limits:
    return Limits(
        app, told=lambda _, status, code, sentence: PlainTextResponse(f"{code}: {sentence}", status), **limits
    )


async def asked(app: Limits, *messages: dict[str, Any], method: str = "POST", path: str = "/") -> list[dict[str, Any]]:
    """What the app sends to a client that sends these messages and then nothing more."""
    waiting, sent = list(messages), []

    async def receive() -> dict[str, Any]:
        if waiting:
            return waiting.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [], "query_string": b"", "state": {}}
    await app(scope, receive, send)
    return sent


def test_a_request_that_does_not_come_in_is_given_up() -> None:
    app = FastAPI()

    @app.post("/")
    async def read(request: Request) -> int:
        return len(await request.body())

    begun = {"type": "http.request", "body": b"a", "more_body": True}
    sent = asyncio.run(asked(limited(app, body_s=0.05), begun))
    assert sent[0]["status"] == 408
    whole = {"type": "http.request", "body": b"a", "more_body": False}
    assert asyncio.run(asked(limited(app, body_s=0.05), whole))[0]["status"] == 200


def test_an_answer_that_does_not_begin_is_given_up_and_one_that_has_begun_is_not() -> None:
    app = FastAPI()

    @app.get("/stuck")
    async def stuck() -> None:
        await asyncio.sleep(60)

    @app.get("/thread")
    def thread() -> None:
        time.sleep(1.5)

    @app.get("/long")
    async def long() -> Any:
        from fastapi.responses import StreamingResponse

        async def words() -> Any:
            yield b"one"
            await asyncio.sleep(1)
            yield b"two"

        return StreamingResponse(words())

    whole = {"type": "http.request", "body": b"", "more_body": False}
    for path in ("/stuck", "/thread"):
        sent = asyncio.run(asked(limited(app, answer_s=0.5), whole, method="GET", path=path))
        assert sent[0]["status"] == 503
        assert b"too_slow" in sent[1]["body"]
    sent = asyncio.run(asked(limited(app, answer_s=0.1), whole, method="GET", path="/long"))
    assert b"".join(part.get("body", b"") for part in sent[1:]) == b"onetwo"
