"""The terminal: where things are printed, how wide, in what colour, and how failures are told."""

from __future__ import annotations

import logging
import os
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, NoReturn

import typer

from reportedly.errors import ReportedlyError, SourceError, StoreForeign, StoreNewer, StoreUnwritable

if TYPE_CHECKING:
    from rich.console import Console

# Where nothing tells how wide the output is (a pipe, a file): what every terminal has.
PLAIN_WIDTH = 80


class Exit(IntEnum):
    """Exit codes; `--help` and docs/reference/cli.md tell them."""

    GOOD = 0
    SOME_FAILED = 1
    UNUSABLE = 2
    INTERRUPTED = 130
    PIPE_CLOSED = 141


@dataclass(slots=True)
class Tally:
    """How many reports came through, and the sentences of those that did not."""

    good: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> Exit:
        """All good, some failed, or none usable."""
        if not self.failed:
            return Exit.GOOD
        return Exit.SOME_FAILED if self.good else Exit.UNUSABLE


def console(*, stderr: bool = False) -> Console:
    """A console that colours on a terminal only (never under NO_COLOR), and wraps at the terminal's width."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    made = Console(file=stream, stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not stream.isatty() and "COLUMNS" not in os.environ:
        made.width = PLAIN_WIDTH
    return made


def put(words: str) -> None:
    """To standard output, as it is. A reader of the pipe who has had enough ends the command."""
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except BrokenPipeError:
        close_pipe()
        raise typer.Exit(Exit.PIPE_CLOSED) from None


def put_all(pieces: Iterable[str]) -> None:
    """Each piece as soon as it is there, so that a reader of the pipe need not wait for the last report."""
    for piece in pieces:
        put(piece)


def put_sentence(sentence: str) -> None:
    """On as many lines as it takes at the terminal's width."""
    put("\n".join(textwrap.wrap(sentence, console().width, break_on_hyphens=False)) + "\n")


def close_pipe() -> None:
    """Send what is left to nowhere: Python's own flush at the end must not complain of a closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(sentence: str) -> None:
    """One line to standard error, safe for a terminal whatever a file is called."""
    from reportedly.exporters.wording import printable

    sys.stderr.write(printable(sentence) + "\n")
    sys.stderr.flush()


def fail(sentence: str) -> NoReturn:
    """Say what is wrong and stop: nothing usable was given."""
    tell(f"reportedly: {sentence}")
    raise typer.Exit(Exit.UNUSABLE)


@contextmanager
def told_errors() -> Iterator[None]:
    """Any error of ours ends the command with its sentence, never a traceback."""
    try:
        yield
    except ReportedlyError as error:
        fail(str(error))


@contextmanager
def costs_only(name: str, tally: Tally) -> Iterator[None]:
    """Whatever fails inside costs one report: it is told, and counted. Errors that the whole run shares pass."""
    try:
        yield
    except (StoreForeign, StoreNewer, StoreUnwritable):
        raise
    except SourceError as error:
        note_failure(str(error), tally)
    except ReportedlyError as error:
        note_failure(f"{name}: {error}", tally)
    except Exception as error:
        logging.getLogger("reportedly").debug("while reading %s", name, exc_info=True)
        note_failure(f"{name}: could not be read ({type(error).__name__}: {error}); please report this as a bug", tally)


def note_failure(sentence: str, tally: Tally) -> None:
    """Count a failure and tell it now."""
    tally.failed.append(sentence)
    tell(f"reportedly: {sentence}")
