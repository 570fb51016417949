"""Two versions of a report: put together again, what is told gives either text; what stayed is not told as changed."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.report import Report
from reportedly.reconciliation.edits import EditKind
from reportedly.stores import open_store
from reportedly.workflow.versions import MOST_TOKENS, Kept, Paragraph, compare_versions, paragraphs_of
from tests.builders import claims_of, make_claim, make_report, numbered_report

WORDS = st.lists(st.sampled_from(["soldiers", "crossed", "the", "river", "1,250", "died", "عبروا"]), max_size=8)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6).map("\n".join)


def told(paragraphs: tuple[Paragraph, ...], left_out: Kept) -> list[list[str]]:
    """The words of each line, less what only the other version has."""
    lines = ["".join(one.text for one in row.stretches if one.kept is not left_out) for row in paragraphs]
    return [line.split() for line in lines if line.strip()]


@given(TEXTS, TEXTS)
def test_without_what_was_added_the_older_text_is_left_and_without_what_was_removed_the_newer(
    older: str, newer: str
) -> None:
    paragraphs = paragraphs_of(older, newer)
    assert told(paragraphs, Kept.ADDED) == [line.split() for line in older.split("\n") if line.strip()]
    assert told(paragraphs, Kept.REMOVED) == [line.split() for line in newer.split("\n") if line.strip()]


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert all(paragraph.is_same for paragraph in paragraphs_of(text, text))


def test_a_line_reworded_is_told_word_by_word() -> None:
    (line,) = paragraphs_of("At least 50 soldiers died, he said.", "Some 50 soldiers died, he said.")
    assert [(one.kept, one.text) for one in line.stretches] == [
        (Kept.REMOVED, "At least"),
        (Kept.ADDED, "Some"),
        (Kept.SAME, " 50 soldiers died, he said."),
    ]


def test_lines_that_share_little_are_told_whole() -> None:
    rows = paragraphs_of("The boats sank near the bend.", "Nobody came to the feast; rain fell all day.")
    assert [[one.kept for one in row.stretches] for row in rows] == [[Kept.REMOVED], [Kept.ADDED]]


def test_a_line_too_long_to_compare_word_by_word_is_told_whole() -> None:
    long = "word " * MOST_TOKENS
    assert [[one.kept for one in row.stretches] for row in paragraphs_of(long, f"{long} more")] == [
        [Kept.REMOVED],
        [Kept.ADDED],
    ]


def test_what_stands_far_from_a_change_is_left_out_and_counted(tmp_path: Path) -> None:
    lines = [f"Sentence number {number} of the report." for number in range(9)]
    one = make_report("\n".join(lines), title="Long")
    lines[8] = "Another end."
    with open_store(tmp_path / "two.db") as store:
        store.add(one)
        store.add(make_report("\n".join(lines), title="Long"))
        compared = compare_versions(store, one.id, 1, 2)
        back = compare_versions(store, one.id, 2, 1)
        same = compare_versions(store, one.id, 1, 1)
    first, *shown = compared.paragraphs
    assert first.left_out == 8  # the title and seven sentences
    assert [row.is_same for row in shown] == [True, False, False]
    assert not compared.is_same
    assert {one.kept for row in back.paragraphs for one in row.stretches} == set(Kept)
    assert same.is_same
    assert same.edits == ()


def test_what_became_of_the_claims_is_told(tmp_path: Path) -> None:
    """One kept with another figure, one gone."""
    older = numbered_report(1)
    newer = Report(
        id=older.id, url=older.url, outlet=older.outlet, title=older.title, text=older.text.replace("101", "300")
    )
    crossing = make_claim(
        newer,
        "At least 300 soldiers of Norland crossed the Ister",
        source="Colonel Ada Vent",
        measure="personnel_sent",
    )
    with open_store(tmp_path / "two.db") as store:
        store.add(older, claims_of(older))
        store.add(newer, [crossing])
        edits = compare_versions(store, older.id, 1, 2).edits
    assert {edit.kind for edit in edits} == {EditKind.CHANGED, EditKind.VANISHED}
    (value,) = (edit for edit in edits if edit.slot == "value")
    assert ("101" in value.before, "300" in value.after) == (True, True)
