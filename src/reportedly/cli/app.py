"""The command line: its commands, and its outer edge, where interrupts and closed pipes end quietly."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from reportedly._version import __version__
from reportedly.cli.add import add
from reportedly.cli.claims import claims
from reportedly.cli.findings import findings
from reportedly.cli.forecasts import forecasts
from reportedly.cli.load import load
from reportedly.cli.picture import picture
from reportedly.cli.read import read
from reportedly.cli.review import review_app
from reportedly.cli.schema import schema
from reportedly.cli.search import search
from reportedly.cli.serve import demo, serve
from reportedly.cli.show import show
from reportedly.cli.store import store_app
from reportedly.cli.story import story_app
from reportedly.cli.terminal import Exit, close_pipe, put

app = typer.Typer(
    name="reportedly",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=(
        "Takes news reports about a conflict apart into attributed claims: who said what, through whom, when, how many,"
        " how sure.\n\nExit codes: 0 all good; 1 some sources failed; 2 wrong usage, or no source could be used."
    ),
)
for command in (read, add, claims, show, search, picture, findings, forecasts):
    app.command()(command)
app.add_typer(story_app)
app.add_typer(review_app)
store_app.command("load")(load)
app.add_typer(store_app)
for served in (serve, demo):
    app.command()(served)
app.command()(schema)


def _print_version(*, value: bool) -> None:
    if value:
        put(f"reportedly {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the program itself."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    # Parsers warn of every oddity of a page; without a handler, Python prints those to the terminal.
    logging.getLogger().addHandler(logging.NullHandler())
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a terminal may know ASCII only
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(args=None if arguments is None else list(arguments), prog_name="reportedly")
    except SystemExit as ended:
        return _flushed(ended.code)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    return Exit.GOOD


def _flushed(code: object) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        close_pipe()
        return Exit.PIPE_CLOSED
    return code if isinstance(code, int) else Exit.GOOD if code is None else Exit.SOME_FAILED
