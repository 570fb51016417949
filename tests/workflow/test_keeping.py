"""A store's check tells what is wrong and what only is so; a backup holds all, and comes back whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import StoreError, StoreForeign
from reportedly.stores import open_store
from reportedly.stores.schema import REVISIONS
from reportedly.workflow import draw
from reportedly.workflow.comparing import picture_digest
from reportedly.workflow.keeping import back_up, check, info, restore
from tests.builders import made_up_knowledge, numbered_report
from tests.contracts.store_pictures import review as made
from tests.stores.jobs import fill, reading
from tests.workflow.test_copying import everything

KNOWLEDGE = made_up_knowledge()
REPORTS = 12


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    fill(str(folder / "store.db"), REPORTS, str(folder / "told"))
    return folder / "store.db"


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """A drawn store, for one test."""
    return Path(shutil.copy(whole, tmp_path / "store.db"))


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(statement).rowcount


# checking


def test_a_sound_store_has_no_problems_and_its_picture_is_what_its_claims_give(path: Path) -> None:
    """Compared with one drawn from scratch, unless the check is to be quick; nothing is changed."""
    with open_store(path) as store:
        revision = store.revision()
        found = check(store, KNOWLEDGE)
        assert (found.problems, found.notes, found.redrawn) == ((), (), True)
        assert (found.versions, found.claims) == (REPORTS, store.counts().claims)
        quick = check(store, KNOWLEDGE, quick=True)
        assert (quick.problems, quick.notes, quick.redrawn) == ((), (), False)
        assert store.revision() == revision


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE tellings SET json = replace(json, 'soldiers', 'sailors')", "telling"),
        ("UPDATE origins SET json = replace(json, 'soldiers', 'sailors') WHERE json IS NOT NULL", "origin"),
        ("DELETE FROM changes", "lacks the change"),
        ("UPDATE tellings SET nearness = nearness || '0'", "telling"),
        ("UPDATE changes SET before = 'nothing'", "change"),
    ],
)
def test_a_picture_that_fits_together_but_is_wrong_is_found_by_drawing_it_anew(
    path: Path, damage: str, words: str
) -> None:
    """A quick check cannot know."""
    execute(path, damage)
    with open_store(path) as store:
        assert check(store, KNOWLEDGE, quick=True).problems == ()
        found = check(store, KNOWLEDGE)
    assert any(words in problem.sentence for problem in found.problems)
    assert all(problem.sentence.startswith("the picture ") for problem in found.problems)


def test_where_something_else_is_wrong_the_picture_is_compared_all_the_same(path: Path) -> None:
    """One fault hides no other."""
    execute(path, "UPDATE reports SET text = text || '!' WHERE pk = 1")
    execute(path, "UPDATE changes SET before = 'nothing'")
    with open_store(path) as store:
        found = check(store, KNOWLEDGE)
    assert found.problems[0].sentence == "the text is not the one that its digest was made of"
    assert found.problems[-1].sentence.startswith("the picture ")
    assert found.redrawn


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE claims SET json = '{' WHERE pk = 1",
        "UPDATE reports SET text = 'short' WHERE pk = 1",
        "UPDATE reports SET published = 'never' WHERE pk = 1",
        "UPDATE tellings SET json = '{' WHERE claim_pk = (SELECT min(claim_pk) FROM tellings)",
        "UPDATE origins SET json = '{'",
    ],
)
def test_what_cannot_be_read_is_told_and_ends_no_check(path: Path, damage: str) -> None:
    """The picture cannot be drawn of it; all else is checked."""
    execute(path, damage)
    execute(path, "UPDATE reports SET sha256 = 'x' WHERE pk = 2")
    with open_store(path) as store:
        found = check(store, KNOWLEDGE)
    assert len(found.problems) >= 2
    assert any("cannot be read" in one.sentence or "outside the text" in one.sentence for one in found.problems)
    assert not found.redrawn
    assert "was not compared" in found.notes[0]


def test_reports_that_are_not_drawn_are_told_and_are_no_fault(path: Path) -> None:
    """Once they are, the picture is compared."""
    with open_store(path) as store:
        store.add(*reading(REPORTS))
        found = check(store, KNOWLEDGE)
        assert (found.problems, found.redrawn) == ((), False)
        assert found.notes[0].startswith("1 reports are not drawn into the picture yet")
        draw(store, KNOWLEDGE)
        assert check(store, KNOWLEDGE).redrawn


def test_a_review_of_what_is_not_held_is_told_and_is_no_fault(path: Path) -> None:
    """Taken back, it is not told; that of a party is about none of the claims."""
    with open_store(path) as store:
        store.add_review(made(1, of="nothing"))
        store.add_review(made(2, of="nothing else", undone=True))
        store.add_review(made(3, of="norland-mod", other="sudland-mod", slot="party"))
        draw(store, KNOWLEDGE)
        found = check(store, KNOWLEDGE, quick=True)
    assert found.problems == ()
    assert found.notes == ("review review1 is about claim nothing, which no latest version of a report holds",)


def test_what_is_written_during_a_check_is_told(path: Path) -> None:
    """What it found may be of two states."""
    with open_store(path) as store:

        def meanwhile(_doing: str, done: int, _total: int) -> None:
            if done == 1:
                store.add(numbered_report(1))

        found = check(store, KNOWLEDGE, quick=True, on_step=meanwhile)
    assert found.notes[-1].startswith("the store was written to during the check")


def test_info_counts_what_there_is(path: Path) -> None:
    """Drawn or not, taken back or not."""
    with open_store(path) as store:
        store.add(numbered_report(1))
        store.add_review(made(1))
        store.add_review(made(2, undone=True))
        found = info(store)
        assert found.counts == store.counts()
    assert (found.undrawn, found.reviews, found.undone, found.stories) == (1, 2, 1, 0)
    assert found.revision == REVISIONS[-1]
    assert found.size_bytes == path.stat().st_size
    assert found.questions > 0


# a backup, and back again


def test_a_backup_holds_everything(path: Path, tmp_path: Path) -> None:
    """And is a store that can be opened."""
    done = back_up(path, tmp_path / "backup.db")
    assert (done.place, done.versions) == (str(tmp_path / "backup.db"), REPORTS)
    with open_store(path) as store, open_store(tmp_path / "backup.db") as copied:
        assert everything(copied) == everything(store)
        assert picture_digest(copied) == picture_digest(store)


def test_a_backup_comes_back(path: Path, tmp_path: Path) -> None:
    """As a new store."""
    back_up(f"sqlite:///{path}", tmp_path / "backup.db")
    done = restore(tmp_path / "backup.db", tmp_path / "new.db")
    assert (done.place, done.versions) == (str(tmp_path / "new.db"), REPORTS)
    with open_store(path) as store, open_store(tmp_path / "new.db") as new:
        assert everything(new) == everything(store)


def test_a_store_that_is_there_is_replaced_only_if_that_is_asked_for(path: Path, tmp_path: Path) -> None:
    """Then it is what the backup was."""
    back_up(path, tmp_path / "backup.db")
    with open_store(path) as store:
        store.add(numbered_report(1))
    with pytest.raises(StoreError, match="exists already"):
        restore(tmp_path / "backup.db", path)
    with open_store(path) as store:
        assert store.counts().versions == REPORTS + 1
    restore(tmp_path / "backup.db", path, replace=True)
    with open_store(path) as store:
        assert store.counts().versions == REPORTS
        assert store.check() == ()


def test_a_damaged_backup_replaces_nothing(path: Path, tmp_path: Path) -> None:
    """It is checked first; nor does it become a new store."""
    back_up(path, tmp_path / "backup.db")
    execute(tmp_path / "backup.db", "DELETE FROM reports WHERE pk = 1")
    before = path.read_bytes()
    for target in (path, tmp_path / "new.db"):
        with pytest.raises(StoreError, match="damaged"):
            restore(tmp_path / "backup.db", target, replace=True)
    assert path.read_bytes() == before
    assert not (tmp_path / "new.db").exists()


def test_a_backup_is_not_written_over_its_store(path: Path) -> None:
    """By whatever name."""
    with pytest.raises(StoreError, match="is the store itself"):
        back_up(path, path.parent / "." / path.name, replace=True)
    assert path.stat().st_size


def test_what_is_not_there_or_no_store_is_told(path: Path, tmp_path: Path) -> None:
    """One sentence each."""
    with pytest.raises(StoreError, match="there is no store"):
        back_up(tmp_path / "nothing.db", tmp_path / "backup.db")
    with pytest.raises(StoreError, match="there is no backup"):
        restore(tmp_path / "nothing.db", tmp_path / "new.db")
    (tmp_path / "notes.txt").write_text("hello\n" * 200)
    with pytest.raises(StoreForeign):
        restore(tmp_path / "notes.txt", tmp_path / "new.db")
    assert not (tmp_path / "backup.db").exists()
    assert not (tmp_path / "new.db").exists()
