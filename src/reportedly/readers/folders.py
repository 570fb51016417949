"""Directories: the files in them that we read, in the order of their names; also what browsers and crawlers saved."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reportedly.errors import SourceError, SourceRefused
from reportedly.readers.base import Kind, printable
from reportedly.readers.sniffing import PACKED, SNIFFED_BYTES, SUFFIXES, is_feed, is_page, kind_of_name, unpacked_name

# What sites call their pages; a file of this name is read where it holds HTML.
_PAGE_SUFFIXES = (".php", ".asp", ".aspx", ".jsp", ".cgi")
# A browser that saves "story.html" puts what it needs to show it, frames of advertisements too, beside it.
_BESIDE_SUFFIXES = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_file", "-filer")


def walk(path: Path) -> Iterator[Path | SourceError]:
    """The files below `path` that we read, hidden ones apart, or why a folder cannot be listed. Links to directories
    are not followed. The names of one folder at a time are in memory."""
    try:
        with os.scandir(path) as found:
            entries = sorted(
                ((os.fsencode(entry.name), _is_folder(entry)) for entry in found if not entry.name.startswith(".")),
            )
    except OSError as error:
        yield SourceRefused(printable(str(path)), f"cannot be listed ({error.strerror}); check its permissions")
        return
    pages = {os.fsdecode(name).rpartition(".")[0] for name, is_folder in entries if not is_folder and _is_page(name)}
    for raw, is_folder in entries:
        entry = path / os.fsdecode(raw)
        if is_folder is None:
            continue
        if is_folder:
            if not _is_beside(entry.name, pages):
                yield from walk(entry)
        elif _is_taken(entry):
            yield entry


def folder_bytes(path: Path) -> int:
    """How many bytes the files that a walk gives have in all: for a share of the whole, before the first is read."""
    total = 0
    for entry in walk(path):
        if isinstance(entry, Path):
            try:
                total += entry.stat().st_size
            except OSError:
                continue
    return total


def kinds_told() -> str:
    """The suffixes that are read, for a sentence."""
    return ", ".join([*SUFFIXES, ".warc.gz", "and any of these with .gz or .zst behind it"])


def _is_folder(entry: os.DirEntry[str]) -> bool | None:
    """None: a link to a folder, which could lead round in circles."""
    try:
        is_folder = entry.is_dir()
    except OSError:
        return False
    return None if is_folder and entry.is_symlink() else is_folder


def _is_page(name: bytes) -> bool:
    return kind_of_name(os.fsdecode(name)) is Kind.PAGE


def _is_beside(name: str, pages: set[str]) -> bool:
    return any(name.endswith(suffix) and name.removesuffix(suffix) in pages for suffix in _BESIDE_SUFFIXES)


def _is_taken(entry: Path) -> bool:
    """Whether we read a file of this name; some names are asked what they hold."""
    if entry.is_fifo():
        return False
    kind = kind_of_name(entry.name)
    if kind in PACKED.values():
        return kind_of_name(unpacked_name(entry.name)) is not None
    if kind is not None:
        return True
    plain = entry.name.lower().partition("?")[0]
    if plain.endswith(".xml"):
        return is_feed(_head(entry))
    is_saved = plain.endswith(_PAGE_SUFFIXES) or "." not in entry.name
    return is_saved and is_page(_head(entry))


def _head(entry: Path) -> bytes:
    try:
        with entry.open("rb") as handle:
            return handle.read(SNIFFED_BYTES)
    except OSError:
        return b""
