"""Commands tell the same of a store on PostgreSQL as of one in SQLite."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Cli

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
ASKED = (
    ("picture", "--questions", "0", "--series", "--cite"),
    ("picture", "Kursk", "--json"),
    ("claims", "--limit", "0", "--json"),
    ("claims", "--actor", "North Korea", "--text", "soldiers", "--csv"),
    ("findings", "--json"),
    ("forecasts", "--json"),
)


def test_what_is_told_is_the_same(cli: Cli, tmp_path: Path, postgresql_store: str) -> None:
    """Word for word, of some of the example reports; the order and the snippets of a search are each database's own."""
    places = (str(tmp_path / "store.db"), postgresql_store)
    for place in places:
        ran = cli("add", "--store", place, *sorted(EXAMPLES.glob("dprk/nk-uk*")))
        assert ran.code == 0, ran.err
    for asked in ASKED:
        one, other = (cli(*asked, "--store", place) for place in places)
        assert one.code == 0, one.err
        assert (one.out, one.code) == (other.out, other.code), asked
    hits = [json.loads(cli("search", "North Korean", "--json", "--store", place).out) for place in places]
    assert len({frozenset(hit["report_id"] for hit in found) for found in hits}) == 1
    assert hits[0]


def test_a_password_is_not_repeated(cli: Cli, source: Path, tmp_path: Path) -> None:
    """Neither where the store cannot be opened nor in what is told of it."""
    ran = cli("add", "--store", f"postgresql://me:secret@/reports?host={tmp_path}", source)
    assert ran.code != 0
    assert "cannot be reached" in ran.err
    assert "secret" not in ran.out + ran.err
