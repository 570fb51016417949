"""Data files: comments and gaps are passed over, lists are split, and what is wrong is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import KnowledgeError
from reportedly.knowledge import load_knowledge
from reportedly.knowledge.tables import Row, Table, listed, read_user_file, rows, shipped, toml

COLUMNS = ("id", "name", "kind")


def read(text: str, **options: object) -> list[Row]:
    return list(rows(Table(where="mine.tsv", text=text), COLUMNS, **options))  # type: ignore[arg-type]


def test_a_row_is_read_by_the_names_of_its_columns() -> None:
    [row] = read("# a comment\n\nname\tid\tkind\nNorland\tnorland\tstate\n")
    assert (row["id"], row["name"], row["kind"]) == ("norland", "Norland", "state")
    assert row.where == "mine.tsv, line 4"


def test_short_rows_end_in_empty_cells_and_spaces_at_the_edges_are_dropped() -> None:
    [first, second] = read("id\tname\tkind\n a \t Norland\t\nb\tSudland")
    assert (first["id"], first["name"], first["kind"]) == ("a", "Norland", "")
    assert second["kind"] == ""


def test_windows_line_ends_are_line_ends_and_other_separators_are_not() -> None:
    first, second = read("id\tname\tkind\r\na\tNor\u2028land\tx\r\nb\tSud\x85land\ty\r\n")
    assert (first["name"], first["kind"], second["kind"]) == ("Nor\u2028land", "x", "y")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "mine.tsv: holds no header; name the columns id, name, kind in its first line"),
        ("# nothing\n", "mine.tsv: holds no header; name the columns id, name, kind in its first line"),
        ("#\nid\tname\n", "mine.tsv, line 2: the header lacks the columns kind"),
        ("id\tname\tkind\na\tb\tc\td\n", "mine.tsv, line 2: 4 cells under 3 columns"),
        ("id\tname\tkind\n\na\t\tc\n", "mine.tsv, line 3: the name is empty; every row needs one"),
        ("id\tname\tkind\n\tb\tc\n", "mine.tsv, line 2: the id is empty; every row needs one"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_file_and_line(text: str, sentence: str) -> None:
    with pytest.raises(KnowledgeError) as refused:
        read(text)
    assert str(refused.value) == sentence


def test_a_term_that_is_not_among_the_allowed_is_refused_with_them() -> None:
    with pytest.raises(KnowledgeError, match=r"^mine.tsv, line 2: the kind is 'c'; use one of x, y$"):
        read("id\tname\tkind\na\tb\tc\n", terms={"kind": ("x", "y")})


@pytest.mark.parametrize("cell", ["", "north", "91", "-90.5", "nan", "inf"])
def test_a_number_out_of_its_range_is_refused(cell: str) -> None:
    with pytest.raises(KnowledgeError, match=r"^t, line 3: lat is '.*'; give a number from -90 to 90$"):
        Row("t", 3, {"lat": cell}).number("lat", -90, 90)


@pytest.mark.parametrize(("cell", "values"), [("", ()), ("a", ("a",)), (" a | b||c d ", ("a", "b", "c d"))])
def test_a_list_cell_is_split_at_bars(cell: str, values: tuple[str, ...]) -> None:
    assert listed(cell) == values


def test_toml_that_is_none_is_refused_with_file_and_line() -> None:
    with pytest.raises(KnowledgeError, match=r"^my\.toml: not valid TOML: .*line 2"):
        toml(Table(where="my.toml", text="[classes]\nx = \n"))


def test_the_shipped_tables_are_known_by_their_names() -> None:
    assert shipped("bodies.tsv").where == "bodies.tsv"
    assert "part_of" in shipped("bodies.tsv").header


def test_a_file_that_cannot_be_read_is_refused_by_its_path(tmp_path: Path) -> None:
    binary = tmp_path / "mine.tsv"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (binary, tmp_path / "absent.tsv", tmp_path):
        with pytest.raises(KnowledgeError, match=str(path)):
            read_user_file(path)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("\ufeffid\tname\tkind\na\tb\tc\n", encoding="utf-8")
    assert [row["id"] for row in rows(read_user_file(path), COLUMNS)] == ["a"]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("mine.csv", "", r"mine\.csv: a data file ends in \.toml .* or \.tsv"),
        ("mine.toml", "[measures.x]\n", r"mine\.toml: has the unknown table measures; known are classes, measure"),
        ("mine.toml", "[measure.x]\n", r"mine\.toml: measure\.x lacks the label"),
        ("mine.tsv", "id\tname\n", r"mine\.tsv, line 1: the header lacks the columns"),
    ],
)
def test_a_users_file_that_is_wrong_is_refused_by_its_path(tmp_path: Path, name: str, text: str, reason: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=reason):
        load_knowledge([path])


def test_several_files_extend_all_tables_at_once_and_the_shipped_ones_stay(tmp_path: Path) -> None:
    made = {
        "m.toml": (
            "[measure.wells_closed]\nlabel = 'wells closed'\nunit = 'things'\n"
            "[yardstick.norland]\nlabel = 'Norland scale'\nterms = {likely = [60, 70]}\n"
        ),
        "b.tsv": "id\tkind\tname\taliases\tstate\tpart_of\tyardstick\nnorland-iu\tgroup\tNorland Unit\t\t\t\tnorland\n",
        "p.tsv": "id\tname\taliases\ttitle\tstate\taffiliation\nada-vent\tAda Vent\t\tColonel\t\tnorland-iu\n",
        "o.tsv": "id\tname\tkind\tdomains\taliases\tstate\nister\tIster Gazette\toutlet\twww.Gazette.example\t\t\n",
        "pl.tsv": (
            "id\tname\tkind\tiso2\tadmin1\tlat\tlon\tpopulation\taliases\nx-ister\tPort Ister\tcity\t\t\t1\t2\t\t\n"
        ),
    }
    for name, text in made.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    known = load_knowledge([tmp_path / name for name in made])
    plain = load_knowledge()
    vent = known.actors.find("Ada Vent")
    assert vent is not None
    assert known.actors.yardstick_of(vent) == "norland"
    assert known.yardsticks["norland"].terms["likely"] == (60, 70)
    assert known.actors.domains["gazette.example"].id == "ister"
    assert [place.id for place in known.places.find("Port Ister")] == ["x-ister"]
    assert "wells_closed" in known.measures.by_name
    assert plain.measures.by_name.keys() == known.measures.by_name.keys() - {"wells_closed"}
    assert plain.actors.by_id.keys() == known.actors.by_id.keys() - {"norland-iu", "ada-vent", "ister"}


def test_an_actor_of_an_unknown_yardstick_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.tsv"
    path.write_text(
        "id\tkind\tname\taliases\tstate\tpart_of\tyardstick\nx\tgroup\tX Group\t\t\t\tphiaa\n", encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match="the actor x has the yardstick 'phiaa'; known are phia, icd203"):
        load_knowledge([path])
