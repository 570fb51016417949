"""Directories: what browsers and crawlers saved is read, what they saved along with it is not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from reportedly.model.report import Report
from reportedly.readers import read
from reportedly.readers.folders import folder_bytes, walk
from reportedly.readers.sources import bytes_of
from tests.archives import item, kept, long_body, page, rss, warc


def names(folder: Path) -> list[str]:
    return [str(found.relative_to(folder)) for found in walk(folder) if isinstance(found, Path)]


def put(folder: Path, name: str, data: bytes | str = "Words.") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


@pytest.mark.parametrize("beside", ["Story_files", "Story.files", "Story-Dateien", "Story_fichiers"])
def test_what_a_browser_saved_beside_a_page_is_passed_over(tmp_path: Path, beside: str) -> None:
    """Frames of advertisements are pages, too, and no reports."""
    put(tmp_path, "Story.html", page(1))
    put(tmp_path, f"{beside}/frame.html", page(2))
    put(tmp_path, "Other_files/c.html", page(3))
    assert sorted(names(tmp_path)) == sorted(["Story.html", "Other_files/c.html"])


def test_a_tree_that_a_crawler_mirrored_is_read(tmp_path: Path) -> None:
    """Pages go by what their site calls them; scripts of that name are told by their content."""
    put(tmp_path, "news.example/index.php", page(1))
    put(tmp_path, "news.example/story.html?page=2", page(2))
    put(tmp_path, "news.example/2031/05/a-story", page(3))
    put(tmp_path, "news.example/show.aspx?id=7", page(4))
    put(tmp_path, "news.example/code.php", "<?php echo 1;")
    put(tmp_path, "news.example/LICENSE", "Words of a licence.")
    put(tmp_path, "news.example/logo.png", b"\x89PNG")
    put(tmp_path, "news.example/style.css", "p {}")
    found = list(read(str(tmp_path)))
    titles = sorted(str(outcome.title) for outcome in found if isinstance(outcome, Report))
    assert titles == [f"River {n} crossed" for n in (1, 2, 3, 4)]
    assert len(found) == 4


def test_archives_and_feeds_in_it_are_read(tmp_path: Path) -> None:
    put(tmp_path, "a.warc.gz", warc([kept(1)]))
    put(tmp_path, "b.html.gz", gzip.compress(page(2).encode()))
    put(tmp_path, "c.xml", rss([item(3, body=long_body(3))]))
    put(tmp_path, "d.xml", "<settings/>")
    put(tmp_path, "e.tar.gz", gzip.compress(b"x"))
    put(tmp_path, "f.gz", gzip.compress(b"x"))
    assert names(tmp_path) == ["a.warc.gz", "b.html.gz", "c.xml"]
    assert len(list(read(str(tmp_path)))) == 3


def test_how_many_bytes_there_are_is_known_before(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "12345")
    put(tmp_path, "b/c.txt", "123")
    put(tmp_path, "b/d.png", "1")
    assert folder_bytes(tmp_path) == bytes_of(str(tmp_path)) == 8
    assert bytes_of(str(tmp_path / "a.txt")) == 5
    assert bytes_of("https://news.example/") is None
    assert bytes_of("-") is None
    assert bytes_of("nul\0") is None
