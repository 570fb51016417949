"""Reading the data files: tab-separated tables with a header, `#` comments, `|` between the values of a list cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from reportedly.errors import KnowledgeError


def shipped(name: str) -> str:
    """The text of one of the package's own data files."""
    return (files("reportedly.knowledge") / "data" / name).read_text(encoding="utf-8")


def read_user_file(path: Path) -> str:
    """The text of a user's data file; raises KnowledgeError with the reason."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read as a UTF-8 data file: {error}") from error


def rows(text: str, columns: tuple[str, ...], where: str) -> Iterator[Mapping[str, str]]:
    """The rows of a table that must have `columns`. Raises KnowledgeError naming `where` and the line."""
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            missing = [column for column in columns if column not in header]
            if missing:
                raise KnowledgeError(f"{where}, line {number}: the header lacks the columns {', '.join(missing)}")
            continue
        if len(cells) > len(header):
            raise KnowledgeError(f"{where}, line {number}: {len(cells)} cells under {len(header)} columns")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def listed(cell: str) -> tuple[str, ...]:
    """The values of a list cell."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())
