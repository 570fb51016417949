"""What a person types is words, never syntax."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.stores import ClaimQuery, Store, open_store
from reportedly.stores.sqlite_search import expression
from tests.builders import claims_of, make_report, numbered_report
from tests.postgresql import PostgresqlServer

TYPED = st.text(st.sampled_from(list("\"'*^:()+-{}.,;%_\\\x00 \nabNEAROTD\ud800é한")), max_size=30) | st.text()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a report and claims; only read here."""
    location = str(tmp_path_factory.mktemp("search") / "store.db")
    if request.param == "postgresql":
        server: PostgresqlServer = request.getfixturevalue("postgresql")
        location = server.url(server.create())
    with open_store(location) as opened:
        report = numbered_report(1)
        opened.add(report, claims_of(report))
        opened.add(make_report('\x02Odd\x03 marks \x03 stand \x02 here, and quoted " signs.', title="Marks"))
        yield opened


@given(typed=TYPED)
@example(typed='"')
@example(typed="NEAR(a b)")
@example(typed="text:soldiers")
@example(typed="a AND NOT OR")
@example(typed="x " * 5_000)
@example(typed='" "')
def test_no_typing_is_an_error(store: Store, typed: str) -> None:
    """Reports and claims can be searched for anything at all, and hits mark words of their snippets."""
    for hit in store.search(typed):
        assert all(match.end <= len(hit.snippet) for match in hit.matches)
    store.find_claims(ClaimQuery(text=typed, actor=typed, origin=typed, measure=typed, report=typed))
    store.find_reports(outlet=typed)
    assert not store.has(typed)


@given(noise=st.text(st.sampled_from(list("*^:()+-{}\"' ")), max_size=8))
def test_punctuation_around_a_word_does_not_hide_it(store: Store, noise: str) -> None:
    """Signs that are no words neither narrow nor widen."""
    for typed in (noise + "soldiers", f"soldiers {noise}"):
        assert [hit.title for hit in store.search(typed)] == ["Crossing number 1"]


def test_operators_are_words() -> None:
    """AND, OR, NOT and NEAR are quoted like any other word; so are columns and prefixes."""
    assert expression("a OR text:b*") == '"a" "OR" "text:b*"'


@pytest.mark.parametrize("typed", ["", "  ", "\x00", '""'])
def test_nothing_typed_finds_nothing(store: Store, typed: str) -> None:
    """No words, no hits."""
    assert expression(typed) is None
    assert store.search(typed) == ()


def test_figures_with_separators_are_found(store: Store) -> None:
    """A figure is searched as it is written."""
    with_comma = make_report("There were 11,000 of them.", title="Figures")
    store.add(with_comma)
    assert [hit.title for hit in store.search("11,000")] == ["Figures"]


def test_marks_within_a_text_do_not_break_its_snippet(store: Store) -> None:
    """A text that holds the marking characters is found, and what is shown holds none of them."""
    (hit,) = store.search("odd marks")
    assert "\x02" not in hit.snippet
    assert "\x03" not in hit.snippet
