"""Reading the data files: tab-separated tables with a header, `#` comments, and `|` between the values of a list cell;
and TOML. What is wrong is said with the file and, where there is one, the line."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportedly.errors import KnowledgeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The text of a data file. `where`: what a person knows the file by."""

    where: str
    text: str

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns; () where there is no line but comments."""
        return next((tuple(line.split("\t")) for _, line in _lines(self.text)), ())


@dataclass(slots=True, eq=False)
class Row:
    """One row by the names of its columns. Not frozen, which would cost time: the gazetteer makes 35,000 of them."""

    table: str
    line: int
    cells: Mapping[str, str]

    @property
    def where(self) -> str:
        """The file and the line."""
        return f"{self.table}, line {self.line}"

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def number(self, column: str, lowest: float, highest: float) -> float:
        """A cell as a number. Raises KnowledgeError where it is none, or out of its range."""
        try:
            value = float(self.cells[column])
        except ValueError:
            value = float("nan")
        if not lowest <= value <= highest:
            raise KnowledgeError(
                f"{self.where}: {column} is {self.cells[column]!r}; give a number from {lowest:g} to {highest:g}"
            )
        return value


def shipped(name: str) -> Table:
    """One of the package's own data files."""
    return Table(where=name, text=(files("reportedly.knowledge") / "data" / name).read_text(encoding="utf-8"))


def read_user_file(path: Path) -> Table:
    """A user's data file; raises KnowledgeError with the reason. A byte-order mark is passed over."""
    try:
        return Table(where=str(path), text=path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: cannot be read as a UTF-8 data file: {error}") from error


def rows(
    table: Table,
    columns: Collection[str],
    *,
    required: Collection[str] = ("id", "name"),
    terms: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Row]:
    """The rows of a table that must have `columns`, in each of which `required` are filled and the cells of a column in
    `terms` are among its words. Raises KnowledgeError naming file and line."""
    header: list[str] | None = None
    for number, line in _lines(table.text):
        cells = line.split("\t")
        if header is None:
            header = [cell.strip() for cell in cells]
            if missing := [column for column in columns if column not in header]:
                raise KnowledgeError(f"{table.where}, line {number}: the header lacks the columns {', '.join(missing)}")
            continue
        if len(cells) > len(header):
            raise KnowledgeError(f"{table.where}, line {number}: {len(cells)} cells under {len(header)} columns")
        if " \t" in line or "\t " in line or line[0] == " " or line[-1] == " ":
            cells = [cell.strip() for cell in cells]
        cells += [""] * (len(header) - len(cells))
        row = Row(table.where, number, dict(zip(header, cells, strict=True)))
        _check(row, required, terms or {})
        yield row
    if header is None:
        raise KnowledgeError(f"{table.where}: holds no header; name the columns {', '.join(columns)} in its first line")


def _check(row: Row, required: Collection[str], terms: Mapping[str, Collection[str]]) -> None:
    for column in required:
        if not row.cells[column]:
            raise KnowledgeError(f"{row.where}: the {column} is empty; every row needs one")
    for column, allowed in terms.items():
        if row.cells[column] not in allowed:
            raise KnowledgeError(f"{row.where}: the {column} is {row[column]!r}; use one of {', '.join(allowed)}")


def listed(cell: str) -> tuple[str, ...]:
    """The values of a list cell."""
    return tuple(value.strip() for value in cell.split("|") if value.strip()) if cell else ()


def toml(table: Table) -> Mapping[str, Any]:
    """The tables of a TOML file. Raises KnowledgeError naming file and line."""
    try:
        return tomllib.loads(table.text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{table.where}: not valid TOML: {error}") from error


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines that are neither empty nor comments. Only a newline ends one: names may hold other separators."""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line
