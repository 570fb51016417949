"""What bytes hold: by their own marks, then their name, then their looks."""

from __future__ import annotations

import gzip
import io

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from reportedly.readers.base import Kind
from reportedly.readers.sniffing import begun, is_feed, kind_of_name, sniffed, unpacked_name
from tests.archives import item, raw_page, rss, sitemap, wacz


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.warc", Kind.WARC),
        ("/x.y/CC-NEWS-2031.WARC.GZ", Kind.WARC),
        ("a.warc.zst", Kind.WARC),
        ("a.wacz", Kind.WACZ),
        ("a.jsonl.gz", Kind.GZIP),
        ("a.html.zst", Kind.ZSTD),
        ("story.html?page=2", Kind.PAGE),
        ("a.b/c", None),
        ("a", None),
        (".gz", None),
        ("", None),
    ],
)
def test_a_name_tells_a_kind_by_its_suffixes(name: str, kind: Kind | None) -> None:
    assert kind_of_name(name) is kind


def test_a_name_without_its_packing() -> None:
    assert [unpacked_name(name) for name in ("a.txt.gz", "a.ZST", "a.txt", "a")] == ["a.txt", "a", "a.txt", "a"]


MARKED = [
    (raw_page(1), Kind.WARC),
    (gzip.compress(raw_page(1)), Kind.WARC),
    (zstd.compress(raw_page(1)), Kind.WARC),
    (gzip.compress(b"words"), Kind.GZIP),
    (zstd.compress(b"words"), Kind.ZSTD),
    (wacz({}), Kind.WACZ),
    (rss([item(1)]), Kind.FEED),
    (b"\xef\xbb\xbf<!-- a -->\n<?x y?><rss>", Kind.FEED),
    (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>', Kind.FEED),
    (b"<rdf:RDF xmlns='x'>", Kind.FEED),
    (rss([item(1)]).decode().encode("utf-16"), Kind.FEED),
    (sitemap([]), Kind.SITEMAP),
    (sitemap([], root="sitemapindex"), Kind.SITEMAP),
    (b"%PDF-1.7", Kind.PDF),
]


@pytest.mark.parametrize("kind", [None, Kind.TEXT, Kind.PAGE, Kind.LINES])
@pytest.mark.parametrize("number", range(len(MARKED)))
def test_marks_count_more_than_names(number: int, kind: Kind | None) -> None:
    data, told = MARKED[number]
    assert sniffed(data, kind) is told


@pytest.mark.parametrize("data", [b"<rssx>", b"<!DOCTYPE html><rss>", b"rss", b"<html><rss>", b"a <rss>", b""])
def test_what_only_looks_like_a_feed_is_none(data: bytes) -> None:
    assert not is_feed(data)


@given(st.binary(max_size=200), st.sampled_from([None, *Kind]))
def test_any_bytes_can_be_told(data: bytes, kind: Kind | None) -> None:
    assert sniffed(data, kind) in (None, *Kind)


@pytest.mark.parametrize("piece", ["<!--", "<?", "<!DOCTYPE [", " ", "<!---->", "<!DOCTYPE x [a]", "<"])
def test_no_head_keeps_us_waiting(piece: str) -> None:
    """Nothing in the patterns goes back and forth over it."""
    sniffed(piece.encode() * 20_000, None)


@given(st.binary(max_size=100_000 // 50))
def test_what_was_looked_at_is_still_there(data: bytes) -> None:
    class Forward(io.BytesIO):
        def seekable(self) -> bool:
            return False

    for handle in (io.BytesIO(data), Forward(data)):
        head, again = begun(handle)
        assert head == data[:65_536]
        assert again.read() == data
