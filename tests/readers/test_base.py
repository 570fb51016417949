"""What every reader shares: options, names of reports, titles."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import readers
from reportedly.errors import SourceUnreadable
from reportedly.model.report import Link, digest
from reportedly.readers.base import (
    Facts,
    ReadOptions,
    body_of,
    plain_url,
    printable,
    report_id,
    report_of,
    same_site,
    with_title,
)

PAGE = "https://www.test.example/world/a"


def test_three_names_are_public() -> None:
    assert readers.__all__ == ["ReadOptions", "read", "read_stream"]


def test_importing_the_package_loads_no_parser_and_no_network_library() -> None:
    heavy = ["trafilatura", "httpx2", "httpcore2", "pypdf", "lxml", "yaml", "charset_normalizer", "protego"]
    heavy += ["fastwarc", "feedparser", "backports.zstd"]
    code = f"import sys, reportedly.readers; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_time_without_a_zone_is_no_option() -> None:
    with pytest.raises(ValueError, match="time zone"):
        ReadOptions(published=datetime(2025, 1, 1))  # noqa: DTZ001 - the mistake that is refused
    assert ReadOptions(published=date(2025, 1, 1)).published == date(2025, 1, 1)


@pytest.mark.parametrize("wrong", [{"timeout_s": 0}, {"max_file_bytes": 0}, {"max_page_bytes": -1}])
def test_limits_are_above_zero(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        ReadOptions(**wrong)  # type: ignore[arg-type]


def test_options_travel_to_other_processes() -> None:
    options = ReadOptions(published=datetime(2025, 1, 1, tzinfo=UTC), outlet="O")
    assert pickle.loads(pickle.dumps(options)) == options


@pytest.mark.parametrize(
    "same",
    [
        "https://WWW.test.example/world/a",
        "https://www.test.example:443/world/a",
        "https://www.test.example/world/a#top",
        "https://www.test.example/world/a?utm_source=x&utm_medium=y",
        "https://www.test.example/world/a?fbclid=1",
    ],
)
def test_what_does_not_change_the_page_does_not_change_the_name(same: str) -> None:
    assert report_id("t", same, None) == report_id("other", PAGE, None) == digest(PAGE)


@pytest.mark.parametrize("other", [PAGE + "?id=2", PAGE + "/", "http://www.test.example/world/a", PAGE.upper()])
def test_what_may_change_the_page_changes_the_name(other: str) -> None:
    assert report_id("t", other, None) != report_id("t", PAGE, None)


@given(st.text())
def test_no_url_breaks_the_name(url: str) -> None:
    assert plain_url(plain_url(url)) == plain_url(url)
    same_site(url, PAGE)


def test_a_canonical_address_on_the_same_site_names_the_report() -> None:
    assert report_id("t", "https://m.test.example/amp/a", PAGE) == digest(PAGE)
    assert report_id("t", None, PAGE) == digest(PAGE)


def test_a_copy_on_another_site_keeps_its_own_name() -> None:
    copy = "https://copy.example/b"
    assert report_id("t", copy, PAGE) == digest(copy)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("https://www.a.example/x", "https://a.example/y", True),
        ("https://edition.a.example/x", "https://www.a.example/y", True),
        ("https://amp.a.example/x", "https://m.a.example/y", True),
        ("https://a.example/x", "https://b.example/x", False),
        ("https://nota.example/x", "https://a.example/x", False),
        ("words", "https://a.example", False),
        ("http://[", "https://a.example", False),
    ],
)
def test_sites_are_told_by_their_hosts(one: str, other: str, verdict: bool) -> None:
    assert same_site(one, other) is verdict
    assert same_site(other, one) is verdict


@pytest.mark.parametrize("body", ["Ten die\nBody.", "Ten die\n\nBody.", "TEN DIE!\n\n\nBody.", "Body.", "\n\nBody."])
def test_the_title_stands_once_over_a_blank_line(body: str) -> None:
    assert with_title("Ten die", body).removeprefix("Ten die\n\n").lstrip() == "Body."
    assert body_of(with_title("Ten die", body), "Ten die") == "Body."


def test_without_a_title_the_body_is_the_text() -> None:
    assert with_title(None, "Body.") == "Body."


def test_half_characters_are_refused_in_the_text_and_marked_elsewhere() -> None:
    with pytest.raises(SourceUnreadable, match="half of a character"):
        report_of("a \ud83d", Facts(), "x", ReadOptions())
    facts = Facts(title="T \ud83d", links=(Link(url="https://x.example/\udc00", words="w"),))
    report = report_of("a", facts, "x", ReadOptions())
    assert report.title == "T ?" or report.title == "T \ufffd"
    assert report.links == ()


def test_names_that_are_not_utf8_can_be_shown() -> None:
    assert printable("caf\udce9.txt") == "caf\\xe9.txt"
    assert printable("café 北.txt") == "café 北.txt"
    assert printable("a\nb\x1b[31m.txt") == "a\\nb\\x1b[31m.txt"
