"""Options that several commands share, and their values from words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.terminal import fail

if TYPE_CHECKING:
    from reportedly.readers import ReadOptions

DEFAULT_STORE = "reportedly.db"

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="A file, a directory, a URL, or - for standard input: reports, archives, feeds, sitemaps, packed or not.",
    ),
]
Store = Annotated[
    str, typer.Option("--store", envvar="REPORTEDLY_STORE", metavar="PATH", help="The store: a path or sqlite:/// URL.")
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When it was published, whatever the source says: 2025-06-27."),
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.")]
KnowledgeFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--knowledge",
        metavar="FILE",
        help="Your own measures or yardsticks (.toml), actors or places (.tsv); may be repeated.",
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Also fetch from private, loopback and link-local addresses.")
]
What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WHAT]...", help="A story's name, or words that the names of the sides, place or measure must hold."
    ),
]
Measure = Annotated[
    str | None, typer.Option("--measure", metavar="MEASURE", help="Only this measure: killed, casualties, ...")
]
Actors = Annotated[
    list[str] | None, typer.Option("--actor", metavar="NAME", help="Part of the name of a side; may be repeated.")
]
Place = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Part of the name of the place.")]
Cite = Annotated[bool, typer.Option("--cite", help="Also print the words of the claims.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]


class Shape(StrEnum):
    """How a query's answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def shape_of(*, as_json: bool, as_csv: bool) -> Shape:
    """The one that was asked for."""
    if as_json and as_csv:
        fail("--json and --csv cannot both be printed; give one")
    return Shape.JSON if as_json else Shape.CSV if as_csv else Shape.TABLE


def read_options(published: str | None, outlet: str | None, *, allow_private: bool) -> ReadOptions:
    """The readers' options from the command's."""
    from reportedly.readers import ReadOptions

    moment = moment_of(published) if published else None
    return ReadOptions(published=moment, outlet=outlet or None, allow_private=allow_private)


def moment_of(words: str) -> date | datetime:
    """A day, or a time with its zone; ends the command for anything else."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        fail(f"--published {words!r} is no date; write 2025-06-27 or 2025-06-27T09:30+03:00")
    if moment.tzinfo is None:
        fail(f"--published {words!r} has no time zone; write 2025-06-27T09:30+03:00, or the day alone")
    return moment


def today() -> date:
    """The real day, where the machine is."""
    return datetime.now(UTC).astimezone().date()


def day_of(option: str, words: str | None) -> date | None:
    """A day; ends the command for anything else."""
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        fail(f"{option} {words!r} is no day; write 2025-06-27")
