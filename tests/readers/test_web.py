"""Fetching: from a site of this machine's own."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import (
    SourceError,
    SourceNotFound,
    SourceRefused,
    SourceTooLarge,
    SourceUnreachable,
    SourceUnreadable,
)
from reportedly.model.report import Report
from reportedly.readers import ReadOptions, read
from reportedly.readers.base import Kind
from reportedly.readers.web import MAX_REDIRECTS, fetch

PAGE = """<html lang="en"><head><title>Ten die</title></head><body><article><h1>Ten die</h1>
<p>Ten people died in a strike on the harbour on Tuesday, the ministry of health said in a statement.</p>
<p>The army denied the figure and said that no more than four had been killed.</p></article></body></html>"""


def only(source: str, options: ReadOptions) -> Report | SourceError:
    [outcome] = read(source, options)
    return outcome


def refused(source: str, options: ReadOptions, kind: type[SourceError], words: str = "") -> None:
    outcome = only(source, options)
    assert type(outcome) is kind, outcome
    assert words in str(outcome)
    assert "\n" not in str(outcome)


def test_a_page_becomes_a_report_with_its_address_and_the_moment_it_was_had(site: Any, local: ReadOptions) -> None:
    url = site.page("/a", PAGE)
    report = only(url, local)
    assert isinstance(report, Report)
    assert report.url == url
    assert report.title == "Ten die"
    assert report.text.startswith("Ten die\n\nTen people died")
    assert report.outlet == "127.0.0.1"
    assert report.retrieved is not None
    assert report.retrieved.tzinfo is UTC


def test_the_user_agent_names_the_program_and_its_version(site: Any, local: ReadOptions) -> None:
    only(site.page("/a", PAGE), local)
    assert all(agent.startswith("Reportedly/") for _, agent in site.seen)


def test_a_report_is_named_by_where_the_redirects_end(site: Any, local: ReadOptions) -> None:
    site.page("/end", PAGE)
    site.redirect("/middle", "/end", 301)
    report = only(site.redirect("/start", "/middle"), local)
    assert isinstance(report, Report)
    assert report.url == site.url("/end")


def test_redirects_are_counted(site: Any, local: ReadOptions) -> None:
    for step in range(MAX_REDIRECTS + 1):
        site.redirect(f"/{step}", f"/{step + 1}")
    site.page(f"/{MAX_REDIRECTS + 1}", PAGE)
    assert isinstance(only(site.url("/1"), local), Report)
    refused(site.url("/0"), local, SourceUnreachable, "redirects more than 5 times")


def test_a_redirect_for_ever_ends(site: Any, local: ReadOptions) -> None:
    refused(site.redirect("/loop", "/loop"), local, SourceUnreachable, "redirects")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://x.example/a", "data:text/html,hi", "javascript:1"])
def test_a_redirect_out_of_http_is_refused(site: Any, local: ReadOptions, target: str) -> None:
    refused(site.redirect("/out", target), local, SourceRefused, "only http and https")


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/", "http://10.0.0.1/", "http://[::1]/", "http://[fe80::1]/"]
)
def test_each_redirect_is_vetted(site: Any, target: str) -> None:
    """The site poses as a public one; its target does not."""
    url = site.redirect("/in", target).replace("127.0.0.1", "public.example")
    options = ReadOptions(timeout_s=5)

    def resolve(host: str, port: int, timeout_s: float) -> tuple[str, ...]:
        return ("127.0.0.1",) if host == "public.example" else (host.strip("[]"),)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportedly.readers.web_guard.is_public", lambda address: address == "127.0.0.1")
        with pytest.raises(SourceRefused, match="not on the open internet"):
            fetch(url, options, resolve=resolve)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "0"])
def test_this_machine_is_not_fetched_from(site: Any, host: str) -> None:
    site.page("/a", PAGE)
    refused(site.url("/a", host), ReadOptions(timeout_s=5), SourceRefused, "not on the open internet")
    assert site.seen == []


def test_the_metadata_service_of_a_cloud_is_not_fetched_from() -> None:
    refused("http://169.254.169.254/latest/meta-data", ReadOptions(timeout_s=5), SourceRefused, "169.254.169.254")


def test_a_name_that_resolves_to_the_metadata_service_is_refused() -> None:
    with pytest.raises(SourceRefused, match=r"kind\.example is at 169\.254\.169\.254"):
        fetch("http://kind.example/", ReadOptions(timeout_s=5), resolve=lambda *_: ("169.254.169.254",))


@pytest.mark.parametrize(
    "source", ["ftp://x.example/a", "file:///etc/passwd", "gopher://x.example/", "ssh://x.example"]
)
def test_only_http_and_https_are_fetched(source: str, local: ReadOptions) -> None:
    refused(source, local, SourceRefused, "only http and https")


def test_an_address_with_a_password_is_refused_and_the_password_not_shown(local: ReadOptions) -> None:
    outcome = only("https://user:secret@x.example/a", local)
    assert isinstance(outcome, SourceRefused)
    assert "secret" not in str(outcome)


@pytest.mark.parametrize(
    "source", ["http://", "http:///a", "http://[::1", "http://x.example:99999/", "https://exa mple/"]
)
def test_an_invalid_address_is_one_sentence(source: str, local: ReadOptions) -> None:
    refused(source, local, SourceRefused)


def test_a_server_that_drips_its_body_does_not_outlast_the_deadline(site: Any) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        while not site.closing.wait(0.05):
            request.wfile.write(b"x")
            request.wfile.flush()

    url = site.on("/drip", drip)
    refused(url, ReadOptions(allow_private=True, timeout_s=0.4), SourceUnreachable, "within 0.4 s")


def test_a_server_that_drips_its_headers_does_not_outlast_the_deadline(site: Any) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not site.closing.wait(0.05):
            request.wfile.write(b"X-A: b\r\n")
            request.wfile.flush()

    url = site.on("/drip", drip)
    refused(url, ReadOptions(allow_private=True, timeout_s=0.4), SourceUnreachable, "within 0.4 s")


def test_a_server_that_says_nothing_times_out(site: Any) -> None:
    url = site.on("/mute", lambda request: site.closing.wait(20) and None)
    refused(url, ReadOptions(allow_private=True, timeout_s=0.3), SourceUnreachable, "within 0.3 s")


def test_robots_and_redirects_share_the_deadline(site: Any) -> None:
    site.on("/robots.txt", lambda request: site.closing.wait(20) and None)
    url = site.page("/a", PAGE)
    refused(url, ReadOptions(allow_private=True, timeout_s=0.3), SourceUnreachable, "within 0.3 s")


def test_a_declared_size_above_the_limit_is_not_read(site: Any) -> None:
    url = site.page("/large", "x" * 5000)
    refused(url, ReadOptions(allow_private=True, timeout_s=5, max_page_bytes=4999), SourceTooLarge, "4,999 bytes")


def test_a_size_that_is_not_declared_is_counted(site: Any) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.end_headers()
        while not site.closing.is_set():
            request.wfile.write(b"x" * 4096)

    url = site.on("/endless", endless)
    refused(url, ReadOptions(allow_private=True, timeout_s=20, max_page_bytes=100_000), SourceTooLarge)


def test_what_is_counted_is_what_comes_out_of_the_compression(site: Any) -> None:
    bomb = gzip.compress(b"\0" * 5_000_000)
    url = site.page("/bomb", bomb, Content_Encoding="gzip")
    assert len(bomb) < 10_000
    refused(url, ReadOptions(allow_private=True, timeout_s=5, max_page_bytes=1_000_000), SourceTooLarge)


def test_a_page_that_is_compressed_is_read(site: Any, local: ReadOptions) -> None:
    assert isinstance(only(site.page("/gz", gzip.compress(PAGE.encode()), Content_Encoding="gzip"), local), Report)


def test_a_broken_compression_is_unreadable(site: Any, local: ReadOptions) -> None:
    refused(site.page("/gz", b"not gzip at all", Content_Encoding="gzip"), local, SourceUnreadable, "compression")


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, SourceNotFound),
        (410, SourceNotFound),
        (401, SourceRefused),
        (403, SourceRefused),
        (451, SourceRefused),
        (429, SourceUnreachable),
        (500, SourceUnreachable),
        (503, SourceUnreachable),
        (304, SourceUnreachable),
    ],
)
def test_each_answer_that_is_no_page_has_its_error(site: Any, local: ReadOptions, status: int, kind: Any) -> None:
    refused(site.page("/no", b"", status=status), local, kind, f"HTTP {status}")


def test_a_redirect_that_names_no_target_is_an_error(site: Any, local: ReadOptions) -> None:
    refused(site.page("/no", b"", status=302), local, SourceUnreachable, "HTTP 302")


def test_a_port_on_which_no_one_listens_is_unreachable(site: Any, local: ReadOptions) -> None:
    url = site.url("/a")
    site.httpd.server_close()
    refused(url, local, SourceUnreachable, "could not be connected to")


def test_a_server_that_breaks_off_is_unreachable(site: Any, local: ReadOptions) -> None:
    def broken(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.send_header("Content-Length", "5000")
        request.end_headers()
        request.wfile.write(PAGE.encode())

    refused(site.on("/broken", broken), local, SourceUnreachable, "broke off")


def test_a_server_that_speaks_no_http_is_unreachable(site: Any, local: ReadOptions) -> None:
    refused(site.on("/x", lambda r: r.wfile.write(b"220 mail ready\r\n") and None), local, SourceUnreachable)


@pytest.mark.parametrize("media_type", ["image/png", "application/json", "video/mp4", "application/zip", "text/css"])
def test_other_types_are_refused_by_name(site: Any, local: ReadOptions, media_type: str) -> None:
    refused(site.page("/x", b"x", type=media_type), local, SourceUnreadable, media_type)


@pytest.mark.parametrize(
    ("path", "media_type", "kind"),
    [
        ("/a", "text/html", Kind.PAGE),
        ("/a", "application/xhtml+xml", Kind.PAGE),
        ("/a", "", Kind.PAGE),
        ("/a", "TEXT/HTML; charset=utf-8", Kind.PAGE),
        ("/a.txt", "text/plain", Kind.TEXT),
        ("/a", "text/markdown", Kind.MARKDOWN),
        ("/a.md", "text/plain; charset=utf-8", Kind.MARKDOWN),
        ("/a", "application/pdf", Kind.PDF),
        ("/a.PDF", "application/octet-stream", Kind.PDF),
        ("/a.jsonl", "text/plain", Kind.LINES),
        ("/a", "application/x-ndjson", Kind.LINES),
    ],
)
def test_the_type_chooses_the_reader(site: Any, local: ReadOptions, path: str, media_type: str, kind: Kind) -> None:
    assert fetch(site.page(path, b"x", type=media_type), local).kind is kind


def test_the_charset_of_the_header_is_used(site: Any, local: ReadOptions) -> None:
    url = site.page("/ru", "Погибли десять человек.\n".encode("koi8-r"), type="text/plain; charset=koi8-r")
    report = only(url, local)
    assert isinstance(report, Report)
    assert report.text == "Погибли десять человек.\n"


def test_a_pdf_is_read_from_its_address(site: Any, local: ReadOptions, make_pdf: Callable[..., bytes]) -> None:
    report = only(site.page("/a", make_pdf(["Ten people died."]), type="application/pdf"), local)
    assert isinstance(report, Report)
    assert report.text == "Ten people died."


def test_lines_are_read_from_their_address(site: Any, local: ReadOptions) -> None:
    url = site.page("/a.jsonl", '{"id": "1", "text": "A."}\nno\n', type="text/plain")
    report, error = read(url, local)
    assert isinstance(report, Report)
    assert report.id == "1"
    assert isinstance(error, SourceUnreadable)


# robots.txt, RFC 9309


def test_what_robots_txt_disallows_is_not_read(site: Any, local: ReadOptions) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/\n", type="text/plain")
    site.page("/open", PAGE)
    refused(site.page("/private/a", PAGE), local, SourceRefused, "robots.txt")
    assert "/private/a" not in site.paths()
    assert isinstance(only(site.url("/open"), local), Report)


def test_rules_for_our_name_come_before_those_for_all(site: Any, local: ReadOptions) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: reportedly\nAllow: /\n", type="text/plain")
    assert isinstance(only(site.page("/a", PAGE), local), Report)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_without_a_robots_txt_all_may_be_read(site: Any, local: ReadOptions, status: int) -> None:
    site.page("/robots.txt", b"", status=status)
    assert isinstance(only(site.page("/a", PAGE), local), Report)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_while_the_server_cannot_give_robots_txt_nothing_is_read(site: Any, local: ReadOptions, status: int) -> None:
    site.page("/robots.txt", b"", status=status)
    refused(site.page("/a", PAGE), local, SourceUnreachable, "robots.txt")
    assert site.paths() == ["/robots.txt"]


def test_robots_txt_may_redirect(site: Any, local: ReadOptions) -> None:
    site.redirect("/robots.txt", "/r")
    site.page("/r", "User-agent: *\nDisallow: /\n", type="text/plain")
    refused(site.page("/a", PAGE), local, SourceRefused, "robots.txt")


def test_robots_txt_that_redirects_for_ever_counts_as_none(site: Any, local: ReadOptions) -> None:
    site.redirect("/robots.txt", "/robots.txt")
    assert isinstance(only(site.page("/a", PAGE), local), Report)


def test_the_target_of_a_redirect_is_asked_for_too(site: Any, local: ReadOptions) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /secret\n", type="text/plain")
    site.page("/secret", PAGE)
    refused(site.redirect("/a", "/secret"), local, SourceRefused, "robots.txt")
    assert site.paths().count("/robots.txt") == 1


def test_of_a_long_robots_txt_the_first_500_kib_count(site: Any, local: ReadOptions) -> None:
    filling = "# " + "x" * 997 + "\n"
    site.page("/robots.txt", filling * 600 + "User-agent: *\nDisallow: /\n", type="text/plain")
    assert isinstance(only(site.page("/a", PAGE), local), Report)


def test_the_environment_is_not_asked_for_a_proxy(
    site: Any, local: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert isinstance(only(site.page("/a", PAGE), local), Report)


# TLS


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate and key for trusted.example, in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    key, made = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=trusted.example",
            "-addext",
            "subjectAltName=DNS:trusted.example",
            "-keyout",
            str(key),
            "-out",
            str(made),
        ],
        check=True,
        capture_output=True,
    )
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


def _serve_tls(site: Any, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site.httpd.socket = context.wrap_socket(site.httpd.socket, server_side=True, do_handshake_on_connect=False)


def test_tls_is_checked_against_the_name_and_not_the_address(site: Any, local: ReadOptions, certificate: Path) -> None:
    site.page("/a", PAGE)
    _serve_tls(site, certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    good, bad = (f"https://{name}.example:{site.port}/a" for name in ("trusted", "other"))
    here = lambda *_: ("127.0.0.1",)  # noqa: E731
    assert fetch(good, local, resolve=here, tls=trusting).content.url == good
    with pytest.raises(SourceUnreachable, match="certificate cannot be trusted"):
        fetch(bad, local, resolve=here, tls=trusting)


def test_a_certificate_that_no_one_vouches_for_is_refused(site: Any, local: ReadOptions, certificate: Path) -> None:
    site.page("/a", PAGE)
    _serve_tls(site, certificate)
    refused(f"https://127.0.0.1:{site.port}/a", local, SourceUnreachable, "certificate cannot be trusted")


def test_a_server_without_tls_is_unreachable_over_https(site: Any, local: ReadOptions) -> None:
    refused(site.url("/a").replace("http:", "https:"), local, SourceUnreachable)


def test_fetches_in_several_threads_do_not_meet(site: Any, local: ReadOptions) -> None:
    urls = [site.page(f"/{n}", PAGE.replace("Ten", f"N{n}")) for n in range(4)]
    found: dict[str, Any] = {}
    threads = [threading.Thread(target=lambda u=u: found.update({u: only(u, local)})) for u in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[u].title for u in urls] == [f"N{n} die" for n in range(4)]
