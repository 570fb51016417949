"""`reportedly serve` and `reportedly demo`: the desk over a store, and over the examples."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.add import add_all
from reportedly.cli.asking import draw, drawn_store
from reportedly.cli.picture import print_picture
from reportedly.cli.terminal import Tally, fail, put, tell, told_errors

if TYPE_CHECKING:
    from reportedly.web.access import Access

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
_EXAMPLES = Path("examples") / "reports"

MAX_CONNECTIONS = 100
"""At once; those beyond are told to come back. A page takes up to six, a reader one at a time of long ones."""
GOODBYE_S = 5
"""What Ctrl-C leaves to answers that have begun."""
TOKEN = "REPORTEDLY_TOKEN"  # noqa: S105 - the variable's name

Host = Annotated[str, typer.Option(help="The address to listen on; any but this machine's own needs a guard.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")]
TokenFile = Annotated[
    Path | None,
    typer.Option("--token-file", metavar="FILE", help=f"Whoever asks must know its first line; or set {TOKEN}."),
]
IdentityHeader = Annotated[
    str | None, typer.Option("--identity-header", metavar="NAME", help="In which your reverse proxy names the visitor.")
]
ProxyFrom = Annotated[
    str | None,
    typer.Option("--proxy-from", metavar="ADDRESSES", help="Where that proxy asks from: 127.0.0.1,10.0.0.0/8."),
]
HostNames = Annotated[
    list[str] | None,
    typer.Option("--host-name", metavar="NAME", help="A name under which it may be asked; may be repeated."),
]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Nobody writes, whoever they are.")]


def serve(
    *,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    store: options.Store = options.DEFAULT_STORE,
    token_file: TokenFile = None,
    identity_header: IdentityHeader = None,
    proxy_from: ProxyFrom = None,
    host_name: HostNames = None,
    read_only: ReadOnly = False,
    knowledge: options.KnowledgeFiles = None,
) -> None:
    """Serve the desk over a store until Ctrl-C; without more, to this machine only.

    Examples:

      reportedly serve

      reportedly serve --port 8080 --store war.db

      reportedly serve --host 0.0.0.0 --host-name desk.example --token-file token.txt

      reportedly serve --identity-header X-Forwarded-User --proxy-from 127.0.0.1 --host-name desk.example
    """
    with told_errors():
        access = _access(host, token_file, identity_header, proxy_from, host_name or (), read_only=read_only)
        _serve(store, host, port, access, knowledge or ())


def demo(
    *,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    examples: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The reports to load; by default the project's examples.")
    ] = None,
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="PATH", help="Keep the store here; by default it is gone at the end."),
    ] = None,
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Whether to serve the pages after.")] = True,
) -> None:
    """Load the example reports, print the picture so far, and serve it.

    Examples:

      reportedly demo

      reportedly demo --no-serve
    """
    folder = examples or _examples()
    tally = Tally()
    access = _access(host, None, None, None, (), read_only=False) if serving else None
    with told_errors(), TemporaryDirectory(prefix="reportedly-") as kept:
        location = store or str(Path(kept) / options.DEFAULT_STORE)
        chosen = options.read_options(None, None, allow_private=False)
        add_all([str(folder)], chosen, location, (), tally)
        if not tally.good:
            raise typer.Exit(tally.exit_code)
        with drawn_store(location) as held:
            print_picture(held)
        if access is not None:
            _serve(location, host, port, access, ())
    raise typer.Exit(tally.exit_code)


def _serve(location: str, host: str, port: int, access: Access, knowledge: Sequence[Path]) -> None:
    from reportedly.knowledge import load_knowledge
    from reportedly.stores import open_store, shown

    with open_store(location) as held:  # a store that cannot be used is told before anything listens
        draw(held, load_knowledge(knowledge))
    listening = _listen(host, port)
    import uvicorn

    from reportedly.web.app import create_app

    logging.getLogger("uvicorn.error").addHandler(logging.NullHandler())
    name = f"[{host}]" if ":" in host else host
    put(f"\nReportedly serves {shown(location)} at http://{name}:{listening.getsockname()[1]} (Ctrl-C ends it)\n")
    config = uvicorn.Config(
        create_app(location, access=access, knowledge=knowledge),
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # who asks is decided in web/access.py, by the connection itself
        server_header=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_graceful_shutdown=GOODBYE_S,
    )
    with listening, suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
        uvicorn.Server(config).run(sockets=[listening])


def _access(
    host: str,
    token_file: Path | None,
    identity_header: str | None,
    proxy_from: str | None,
    names: Sequence[str],
    *,
    read_only: bool,
) -> Access:
    """Who is let in; ends the command where anybody who can reach the address could write."""
    from reportedly.web.access import Access, networks_of

    token = _token(token_file)
    try:
        proxies = networks_of(proxy_from or "")
    except ValueError as error:
        fail(f"--proxy-from: {error}; give addresses or networks with commas between, as 127.0.0.1,10.0.0.0/8")
    if bool(identity_header) != bool(proxies):
        fail("a proxy's word is taken only from the proxy: give --identity-header and --proxy-from together")
    inside = _is_loopback(host)
    if not (inside or token or identity_header or read_only):
        fail(
            f"{host or 'an empty --host'} can be reached from outside, where anyone could write: give --token-file, or "
            "--identity-header with --proxy-from, or --read-only for all to read, or --host 127.0.0.1"
        )
    return Access(
        hosts=frozenset(name.casefold() for name in names),
        any_address=not inside,
        token=token,
        identity_header=identity_header,
        proxies=proxies,
        read_only=read_only,
    )


def _token(path: Path | None) -> str | None:
    """The token of the file, else of the environment; other users of the machine can see a command line."""
    from reportedly.web.access import MIN_TOKEN_CHARACTERS

    where = f"--token-file {path}" if path else TOKEN
    try:
        words = path.read_text(encoding="utf-8") if path else os.environ.get(TOKEN, "")
    except (OSError, UnicodeDecodeError):
        fail(f"{where} cannot be read as text: give a file whose first line is the token")
    token = words.strip().split("\n", 1)[0].strip()
    if not token and not path:
        return None
    if len(token) < MIN_TOKEN_CHARACTERS:
        fail(f"the token of {where} has fewer than {MIN_TOKEN_CHARACTERS} characters: make one by openssl rand -hex 32")
    return token


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # before the address is told: who asks at once waits, and is not refused
    except OSError as error:
        listening.close()
        fail(f"cannot listen on {host} port {port} ({error.strerror}); give another --port")
    return listening


def _examples() -> Path:
    """Those shipped with the package, else those of the source tree around it or at hand."""
    package = Path(__file__).parents[1]
    for folder in (package / _EXAMPLES, package.parents[1] / _EXAMPLES, Path.cwd() / _EXAMPLES):
        if folder.is_dir():
            return folder
    tell("reportedly: the examples are not part of this installation; give --examples DIR")
    raise typer.Exit(2)
