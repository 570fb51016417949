"""A copy holds all that was copied, under the same ids; a run cut short goes on, a second one changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.model.story import Query, Story, Verdict
from reportedly.stores import ClaimQuery, Store, open_store
from reportedly.workflow import draw, new_story, review
from reportedly.workflow.comparing import picture_differences, picture_digest
from reportedly.workflow.copying import Copied, copy, pieces
from tests.builders import made_up_knowledge, numbered_report
from tests.contracts.store_pictures import review as made
from tests.stores.jobs import fill, reading

KNOWLEDGE = made_up_knowledge()
REPORTS = 25


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in versions, a picture, a story, reviews of which one was taken back."""
    folder = tmp_path_factory.mktemp("filled")
    fill(str(folder / "store.db"), REPORTS, str(folder / "told"))
    with open_store(folder / "store.db") as store:
        new_story(store, "The river", Query(measure="killed"))
        claims = store.find_claims(ClaimQuery(limit=None))
        review(store, made(1, of=claims[0].id, why="of another year"), KNOWLEDGE)
        review(store, made(2, of=claims[3].id, verdict=Verdict.SPLIT), KNOWLEDGE)
        store.undo_review("review2")
        draw(store, KNOWLEDGE)
    return folder / "store.db"


@pytest.fixture
def source(filled: Path) -> Iterator[Store]:
    with open_store(filled) as store:
        yield store


@pytest.fixture(params=["sqlite"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, of each kind there is."""
    locations = {"sqlite": tmp_path / "copy.db"}
    with open_store(locations[request.param]) as store:
        yield store


def everything(store: Store) -> dict[str, object]:
    """What every `find` of a store gives."""
    series, _ = store.find_series(limit=None, estimates=None)
    reports = store.find_reports(limit=None, latest_versions_only=False)
    return {
        "reports": reports,
        "versions": [store.versions_of(row.report_id) for row in reports],
        "claims": store.find_claims(ClaimQuery(limit=None, latest_versions_only=False)),
        "spans": [store.spans_of(row.report_id, row.version) for row in reports],
        "hits": [store.search(words, limit=99) for words in ("Ister", "boats", '"River Watch"')],
        "series": series,
        "estimates": [store.estimates_of(one.question.id) for one in series],
        "related": [store.related_to(one.question) for one in series],
        "parties": store.find_parties(),
        "party_estimates": [store.estimates_of_party(party) for party in store.party_ids()],
        "outlets": store.find_outlets(),
        "outlet_parties": [store.parties_of_outlet(row.name) for row in store.find_outlets()],
        "drift": store.find_drift(limit=None),
        "drift_counts": store.drift_counts(),
        "origins": store.find_origins(),
        "stories": store.find_stories(),
        "reviews": store.find_reviews(),
        "facets": store.facets(ClaimQuery(limit=None), 1_000),
        "counts": store.counts(),
    }


def test_every_find_gives_the_same_of_the_copy(source: Store, target: Store) -> None:
    """Whatever numbers the database gave."""
    done = copy(source, target, KNOWLEDGE)
    drawn = source.counts().reports
    assert done == Copied(versions=REPORTS, held=0, stories=1, reviews=2, drawn=drawn)
    before, after = everything(source), everything(target)
    for name, found in before.items():
        assert found, name
        assert after[name] == found, name
    assert picture_digest(target) == picture_digest(source)
    assert target.check() == ()


def test_copying_again_changes_nothing(source: Store, target: Store) -> None:
    """Not even the copy's revision."""
    copy(source, target, KNOWLEDGE)
    revision = target.revision()
    assert copy(source, target, KNOWLEDGE) == Copied(versions=0, held=REPORTS, stories=0, reviews=0, drawn=0)
    assert target.revision() == revision


def test_copying_leaves_the_store_as_it_is(source: Store, target: Store) -> None:
    """It is only read."""
    revision, held = source.revision(), everything(source)
    copy(source, target, KNOWLEDGE)
    assert (source.revision(), everything(source)) == (revision, held)


@pytest.mark.parametrize("had", [1, 13, REPORTS])
def test_a_run_that_was_cut_short_goes_on(source: Store, target: Store, had: int) -> None:
    """From where it was, whether or not that is drawn."""
    for some in pieces(source.versions(), had):
        target.keep(some)
        break
    if had == 13:
        draw(target, KNOWLEDGE)
    done = copy(source, target, KNOWLEDGE)
    assert (done.held, done.versions, done.problems) == (had, REPORTS - had, ())
    assert everything(target) == everything(source)


def test_a_second_run_brings_what_is_new(source: Store, tmp_path: Path) -> None:
    """New versions, stories and reviews, and reviews that were taken back since."""
    with open_store(tmp_path / "store.db") as store, open_store(tmp_path / "copy.db") as target:
        copy(source, store, KNOWLEDGE)
        copy(store, target, KNOWLEDGE)
        store.add(*reading(REPORTS))
        draw(store, KNOWLEDGE)
        store.undo_review("review1")
        draw(store, KNOWLEDGE)
        new_story(store, "Boats", Query(measure="equipment_lost"))
        done = copy(store, target, KNOWLEDGE)
        assert (done.versions, done.stories, done.reviews, done.problems) == (1, 1, 1, ())
        assert everything(target) == everything(store)


def test_an_empty_store_can_be_copied(target: Store, tmp_path: Path) -> None:
    """Into an empty one."""
    with open_store(tmp_path / "empty.db") as empty:
        assert copy(empty, target, KNOWLEDGE) == Copied(versions=0, held=0, stories=0, reviews=0, drawn=0)


def test_copying_tells_how_far_it_is(source: Store, target: Store) -> None:
    """Step by step."""
    seen: list[tuple[str, int, int]] = []
    copy(source, target, KNOWLEDGE, lambda *step: seen.append(step))
    assert ("copying reports", REPORTS, REPORTS) in seen
    assert seen[-1][0] == "drawing reports into the picture"
    assert seen[-1][1] == seen[-1][2]


# what is no copy


@pytest.mark.parametrize(
    "kept",
    [
        lambda store: store.add(numbered_report(1)),
        lambda store: store.add_story(Story(id="s", name="Another", query=Query(topic="x"))),
        lambda store: store.add_review(made(77)),
        lambda store: [store.add(*reading(number)) for number in (0, 2)],
    ],
    ids=["a report", "a story", "a review", "reports in another order"],
)
def test_a_store_that_holds_something_else_is_not_written_to(source: Store, target: Store, kept: object) -> None:
    """One sentence, and nothing is changed."""
    kept(target)  # type: ignore[operator]
    revision = target.revision()
    with pytest.raises(StoreError, match=r"holds what .* does not"):
        copy(source, target, KNOWLEDGE)
    assert target.revision() == revision


def test_what_was_not_drawn_is_told_and_drawn_in_the_copy(source: Store, tmp_path: Path) -> None:
    """The pictures are not compared then."""
    with open_store(tmp_path / "store.db") as store, open_store(tmp_path / "copy.db") as target:
        copy(source, store, KNOWLEDGE)
        store.add(numbered_report(1))
        done = copy(store, target, KNOWLEDGE)
        assert done.problems == ()
        assert done.notes == ("1 reports were not drawn into the picture of the store: in the copy they are",)
        draw(store, KNOWLEDGE)
        assert picture_differences(target, store) == ((), 0)


def test_a_picture_that_is_not_what_its_claims_give_is_told(filled: Path, source: Store, tmp_path: Path) -> None:
    """By the first rows that differ."""
    path = tmp_path / "store.db"
    with open_store(path) as store:
        copy(source, store, KNOWLEDGE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE origins SET as_of = '1999-01-01' WHERE id = (SELECT min(id) FROM origins)")
    with open_store(path) as store, open_store(tmp_path / "copy.db") as target:
        (problem,) = copy(store, target, KNOWLEDGE).problems
    assert problem.sentence.startswith("the picture in the copy has the origin ")
    assert problem.sentence.endswith(" otherwise than the store gives it")


def test_a_copy_that_was_changed_is_told(filled: Path, source: Store, tmp_path: Path) -> None:
    """By report and version: everything is read back, what an earlier run copied too."""
    path = tmp_path / "copy.db"
    with open_store(path) as target:
        copy(source, target, KNOWLEDGE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE reports SET byline = 'Nobody' WHERE pk = 2")
        connection.execute("UPDATE reviews SET why = 'else' WHERE pk = 2")
        connection.execute("UPDATE reviews SET undone = 1 WHERE pk = 1")
    with open_store(path) as target, pytest.raises(StoreError, match="another review has the id"):
        copy(source, target, KNOWLEDGE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE reviews SET why = '' WHERE pk = 2")
        connection.execute("UPDATE reviews SET undone = 0 WHERE pk = 1")
    with open_store(path) as target:
        (problem,) = copy(source, target, KNOWLEDGE).problems
    assert (problem.report_id, problem.version) == (reading(1)[0].id, 1)


def test_a_claim_that_cannot_be_read_is_named_by_its_report(source: Store, tmp_path: Path) -> None:
    """The copy keeps what came before it."""
    path = tmp_path / "store.db"
    with open_store(path) as store:
        copy(source, store, KNOWLEDGE)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE claims SET json = '{' WHERE report_pk = 3")
    words = f"a claim of report {reading(2)[0].id}, version 1, cannot be read"
    with (
        open_store(path) as store,
        open_store(tmp_path / "copy.db") as target,
        pytest.raises(StoreError, match=words),
    ):
        copy(store, target, KNOWLEDGE)
