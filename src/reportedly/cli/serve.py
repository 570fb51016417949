"""`reportedly serve` and `reportedly demo`: the local web pages over a store, and over the examples."""

from __future__ import annotations

import ipaddress
import logging
import socket
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from reportedly.cli import options
from reportedly.cli.add import add_all
from reportedly.cli.asking import draw, drawn_store
from reportedly.cli.picture import print_picture
from reportedly.cli.terminal import Tally, fail, put, tell, told_errors

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
_EXAMPLES = Path("examples") / "reports"

Host = Annotated[str, typer.Option(help="A loopback address; the pages have no password.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free port.")]


def serve(
    *,
    host: Host = DEFAULT_HOST,
    port: Port = DEFAULT_PORT,
    store: options.Store = options.DEFAULT_STORE,
) -> None:
    """Serve the pages over a store on this machine only, until Ctrl-C.

    Examples:

      reportedly serve

      reportedly serve --port 8080 --store war.db
    """
    with told_errors():
        _serve(store, host, port)


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
    with told_errors(), TemporaryDirectory(prefix="reportedly-") as kept:
        location = store or str(Path(kept) / options.DEFAULT_STORE)
        chosen = options.read_options(None, None, allow_private=False)
        add_all([str(folder)], chosen, location, (), tally, quiet=True)
        if not tally.good:
            raise typer.Exit(tally.exit_code)
        with drawn_store(location) as held:
            print_picture(held)
        if serving:
            _serve(location, host, port)
    raise typer.Exit(tally.exit_code)


def _serve(location: str, host: str, port: int) -> None:
    _check_loopback(host)
    from reportedly.stores import open_store

    with open_store(location) as held:  # a store that cannot be used is told before anything listens
        draw(held)
    listening = _listen(host, port)
    import uvicorn

    from reportedly.web.app import create_app

    logging.getLogger("uvicorn.error").addHandler(logging.NullHandler())
    shown = f"[{host}]" if ":" in host else host
    put(f"\nReportedly serves {location} at http://{shown}:{listening.getsockname()[1]} (Ctrl-C ends it)\n")
    config = uvicorn.Config(create_app(location), log_level="warning", access_log=False)
    with listening, suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
        uvicorn.Server(config).run(sockets=[listening])


def _check_loopback(host: str) -> None:
    """The pages change and show everything and ask no one who they are: nobody but this machine may reach them."""
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        fail(f"{host} can be reached from outside, and the pages have no password; give 127.0.0.1, ::1 or localhost")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
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
