"""A small web site on 127.0.0.1, and PDFs made by hand."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from reportedly.readers import ReadOptions

Handler = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Paths with what each answers; `seen` holds the path and User-Agent of every request."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.seen: list[tuple[str, str]] = []
        self.closing = threading.Event()
        self._answers: dict[str, Handler] = {}
        site = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.seen.append((self.path, self.headers.get("User-Agent", "")))
                self.close_connection = True
                site._answers.get(self.path.split("?")[0], answer(b"", status=404))(self)

            def log_message(self, *args: Any) -> None:
                """Says nothing."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *args: Any) -> None:
                """A client that gives up is what several tests are about."""

        self.httpd = Quiet((host, 0), Answering)
        self.port = int(self.httpd.server_address[1])
        threading.Thread(target=self.httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def on(self, path: str, handler: Handler) -> str:
        self._answers[path] = handler
        return self.url(path)

    def page(self, path: str, body: str | bytes, **kept: Any) -> str:
        data = body.encode() if isinstance(body, str) else body
        return self.on(path, answer(data, **kept))

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        return self.on(path, answer(b"", status=status, Location=location))

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]

    def close(self) -> None:
        self.closing.set()
        self.httpd.shutdown()
        self.httpd.server_close()


def answer(body: bytes, *, status: int = 200, type: str = "text/html; charset=utf-8", **headers: str) -> Handler:  # noqa: A002
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if type:
            request.send_header("Content-Type", type)
        request.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return handle


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def local() -> ReadOptions:
    """Options that let the tests fetch from this machine, and give up soon."""
    return ReadOptions(allow_private=True, timeout_s=5)


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """Bytes of a PDF with the given pages of lines; an empty line leaves a gap; `password` encrypts it."""

    def make(*pages: list[str], password: str | None = None, user_password: str | None = None) -> bytes:
        data = _plain_pdf(list(pages))
        if password is None:
            return data
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        user = password if user_password is None else user_password
        writer.encrypt(user, owner_password=password, algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return make


def _plain_pdf(pages: list[list[str]]) -> bytes:
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
        drawn = "BT /F1 11 Tf 50 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in escaped) + " ET"
        stream = drawn if lines else ""
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
