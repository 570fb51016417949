"""The picture kept one report at a time is the picture made from scratch, whatever came first and was taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from reportedly.model.report import Report
from reportedly.model.story import Review, Series, Verdict
from reportedly.reconciliation import incremental
from reportedly.reconciliation.drift import changes_in
from reportedly.reconciliation.pipeline import reconcile
from reportedly.reconciliation.questions import MOST_READ
from reportedly.reconciliation.reviews import decisions_of
from reportedly.reconciliation.tellings import Teller
from reportedly.stores import open_store
from reportedly.stores.sql import SqlStore
from reportedly.stores.sqlite import SqliteDatabase
from reportedly.stores.tables import changes, origins, questions, report_contexts, telling_keys, tellings
from reportedly.workflow import draw, review, undo
from reportedly.workflow.picturing import Pen
from tests.builders import Reading, made_up_knowledge, report_saying
from tests.strategies import World, readings, worlds_with_copies

KNOWLEDGE = made_up_knowledge()
TELLER = Teller(KNOWLEDGE)
ARITHMETIC = KNOWLEDGE.measures.arithmetic
WHEN = datetime(2031, 4, 1, tzinfo=UTC)
# A world that fails is small enough to read; to shrink it further takes minutes.
few = settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
seeds = st.integers(0, 99)
Opening = Callable[[], Any]
Parts = dict[str, frozenset[Any]]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with nothing in it: copying one is quicker than making one."""
    path = tmp_path_factory.mktemp("empty") / "store.db"
    open_store(path).close()
    return path


@pytest.fixture
def opening(empty: Path, tmp_path: Path) -> Opening:
    """Opens a new empty store at each call."""
    numbers = count()

    @contextmanager
    def opened() -> Iterator[SqlStore]:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copy(empty, path)
        with SqlStore(SqliteDatabase(path)) as store:
            yield store
        path.unlink()

    return opened


def add(store: SqlStore, *some: Reading, drawn: bool = True) -> None:
    for report, claims in some:
        store.add(report, claims)
        if drawn:
            draw(store, KNOWLEDGE)


def rows(store: SqlStore) -> Parts:
    """Everything that the picture consists of."""
    with store._database.engine.connect() as connection:
        return {
            table.name: frozenset(map(tuple, connection.execute(select(table))))
            for table in (tellings, telling_keys, origins, questions, changes, report_contexts)
        }


def picture(store: SqlStore) -> Parts:
    """The store's picture, in values that do not depend on how its rows are numbered."""
    found = {(shelved[0].origin, tuple(one.telling for one in shelved)) for shelved in store.find_origins()}
    drift = {
        (row.origin, change.kind, change.before, change.after, change.nearest, change.drifted)
        for row in store.find_drift(limit=None)
        for change in row.changes
    }
    series, total = store.find_series(limit=None, estimates=None)
    assert total == len(series)
    return parts(found, series, drift)


def from_scratch(store: SqlStore) -> Parts:
    """The picture of the latest versions of all that the store holds, made at once."""
    decisions = decisions_of(store.find_reviews(undone=False))
    told = [
        telling
        for row in store.find_reports(limit=None)
        for telling in decisions.of_tellings(
            TELLER.tellings(decisions.of_claims(store.claims_of(row.report_id, row.version)))
        )
    ]
    made = reconcile(told)
    drift = {
        (group.id, change.kind, change.before, change.after, change.nearest, change.drifted)
        for group in made.origins
        for change in changes_in(group, ARITHMETIC)
    }
    return parts({(group.id, group.members) for group in made.origins}, made.series, drift)


def parts(found: set[Any], series: tuple[Series, ...], drift: set[Any]) -> Parts:
    return {"origins": frozenset(found), "series": frozenset(enumerate(series)), "drift": frozenset(drift)}


def differences(one: Parts, other: Parts) -> list[str]:
    """What one has and the other has not, shortly: to compare whole pictures as text takes minutes."""
    assert one.keys() == other.keys()
    parts = ((name, one[name] - other[name], other[name] - one[name]) for name in one)
    return [f"{name}: {len(more)} more, {len(fewer)} fewer" for name, more, fewer in parts if more or fewer]


def shuffled(some: Sequence[Reading], seed: int) -> list[Reading]:
    return Random(seed).sample(list(some), len(some))


def changed(reading: Reading, other: Reading) -> Reading:
    """Another text and its claims at the address of the first."""
    return replace(other[0], url=reading[0].url, id=reading[0].id), other[1]


# one report at a time


@few
@given(readings(8), seeds)
def test_drawing_report_by_report_in_any_order_is_drawing_at_once(opening: Opening, world: World, seed: int) -> None:
    with opening() as store:
        add(store, *shuffled(world, seed))
        assert differences(picture(store), from_scratch(store)) == []


@few
@given(worlds_with_copies(), seeds)
def test_near_copies_come_to_the_same_picture_in_any_order_and_with_any_taken_back(
    opening: Opening, world: World, seed: int
) -> None:
    with opening() as each, opening() as many:
        add(each, *shuffled(world, seed))
        assert differences(picture(each), from_scratch(each)) == []
        add(each, changed(world[0], world[1]))
        assert differences(picture(each), from_scratch(each)) == []
        add(many, *world, drawn=False)
        assert Pen(many, KNOWLEDGE).redraw_all() == len(world)
        assert differences(picture(many), from_scratch(many)) == []


@few
@given(readings(8), seeds)
def test_after_each_report_the_picture_is_whole(opening: Opening, world: World, seed: int) -> None:
    with opening() as store:
        for reading in shuffled(world, seed):
            add(store, reading)
            assert differences(picture(store), from_scratch(store)) == []


@few
@given(readings(8))
def test_drawing_many_at_once_is_drawing_each(opening: Opening, world: World) -> None:
    with opening() as each, opening() as many:
        add(each, *world)
        add(many, *world, drawn=False)
        assert draw(many, KNOWLEDGE) == many.counts().reports
        assert differences(rows(many), rows(each)) == []


@few
@given(readings())
def test_adding_a_report_twice_changes_nothing(opening: Opening, world: World) -> None:
    with opening() as store:
        add(store, *world)
        before = rows(store)
        add(store, *world)
        assert differences(rows(store), before) == []
        assert draw(store, KNOWLEDGE) == 0


def test_an_unnamed_telling_that_finds_a_better_leader_takes_no_name_along(opening: Opening) -> None:
    """The origin that it leaves was named by it; the one that it comes to is another."""
    with opening() as store:
        add(store, *UNDECIDED)
        assert differences(picture(store), from_scratch(store)) == []
        assert len(store.find_origins()) == 2


@few
@given(readings(8))
def test_drawing_the_whole_anew_comes_to_the_same(opening: Opening, world: World) -> None:
    with opening() as store:
        add(store, *world, drawn=False)
        assert Pen(store, KNOWLEDGE).redraw_all() == len(world)
        assert differences(picture(store), from_scratch(store)) == []
        assert draw(store, KNOWLEDGE) == 0


@few
@given(readings(8), seeds)
def test_what_was_drawn_at_once_goes_on_report_by_report(opening: Opening, world: World, seed: int) -> None:
    *first, last = shuffled(world, seed)
    with opening() as whole, opening() as each:
        add(whole, *first, drawn=False)
        Pen(whole, KNOWLEDGE).redraw_all()
        add(each, *first)
        assert differences(rows(whole), rows(each)) == []
        add(whole, last)
        assert differences(picture(whole), from_scratch(whole)) == []


def test_a_drawing_of_the_whole_that_was_cut_short_is_begun_anew(opening: Opening) -> None:
    def cut(number: int, total: int) -> None:
        raise ZeroDivisionError

    with opening() as store:
        add(store, BATTLE, AGAIN)
        with pytest.raises(ZeroDivisionError):
            Pen(store, KNOWLEDGE).redraw_all(cut)
        draw(store, KNOWLEDGE)
        assert differences(picture(store), from_scratch(store)) == []


# versions, and what is taken back


@few
@given(readings(8), seeds)
def test_a_new_version_takes_the_place_of_the_old(opening: Opening, world: World, seed: int) -> None:
    *kept, newer = world
    replaced = kept[seed % len(kept)]
    with opening() as store:
        add(store, *kept)
        add(store, changed(replaced, newer))
        found = picture(store)
        assert differences(found, from_scratch(store)) == []
        assert all(t.version == 2 for _, told in found["origins"] for t in told if t.report == replaced[0].id)


@few
@given(readings(8), seeds)
def test_taking_a_report_out_leaves_the_picture_as_it_was_before(opening: Opening, world: World, seed: int) -> None:
    *kept, last = shuffled(world, seed)
    with opening() as store:
        add(store, *kept)
        before = rows(store)
        add(store, last)
        take(store, last[0])
        assert differences(rows(store), before) == []


@few
@given(readings(8), seeds)
def test_what_was_taken_out_can_be_put_back(opening: Opening, world: World, seed: int) -> None:
    with opening() as store:
        add(store, *world)
        before = rows(store)
        take(store, world[seed % len(world)][0])
        draw(store, KNOWLEDGE)
        assert differences(rows(store), before) == []


def take(store: SqlStore, report: Report) -> None:
    """Take a report out of the picture, which the store goes on holding."""
    with store.shelf() as shelf:
        incremental.refresh(shelf, incremental.remove(shelf, report.id, 1), ARITHMETIC)


@few
@given(readings())
def test_with_all_taken_out_nothing_is_left(opening: Opening, world: World) -> None:
    with opening() as store:
        add(store, *world)
        for report, _ in world:
            take(store, report)
        assert not any(rows(store).values())


def test_taking_out_what_is_not_in_the_picture_touches_nothing(opening: Opening) -> None:
    with opening() as store:
        add(store, BATTLE, drawn=False)
        with store.shelf() as shelf:
            assert incremental.remove(shelf, BATTLE[0].id, 1) == incremental.Touched()
            assert incremental.add(shelf, ()) == incremental.Touched()


# origins that very many tell


@st.composite
def crowds(draw: st.DrawFn) -> World:
    """One act of saying, told by more reports than are read of an origin, some of them twice, some naming nobody, some
    with another figure; and a second act that a report may join to it."""
    told: list[Reading] = []
    for number in range(draw(st.integers(MOST_READ + 1, MOST_READ + 6))):
        who = draw(st.sampled_from(({}, {}, {}, OFFICIALS)))
        figure = draw(st.sampled_from(("1,250", "1,250", "1,250", "nearly 1,300")))
        name = "Officials" if who else "Ada Vent"
        some = [said(f"{name} said {figure} soldiers were killed near Zafarghandi.", **who)]
        if not draw(st.integers(0, 3)):
            some.append(said(WORDS))
        when = date(2031, 3, draw(st.integers(1, 9)))
        told.append(report_saying(*some, title=f"Battle {number}", url=f"https://g.example/{number}", published=when))
    return World((*told, AGAIN, ELSEWHERE))


crowded = settings(few, max_examples=4)


@crowded
@given(crowds(), seeds)
def test_an_origin_that_many_tell_is_counted_right_whatever_comes_and_goes(
    opening: Opening, world: World, seed: int
) -> None:
    """What it numbers is kept count of, not counted: added in any order, one replaced, one rejected. (All that show a
    change are compared in rows: a list of changes names the first of them.)"""
    with opening() as store:
        add(store, *shuffled(world, seed))
        assert counted(store) == noted(store)
        add(store, changed(world[seed % len(world)], BARE_WORDS))
        assert counted(store) == noted(store)
        review(store, decision(store, seed), KNOWLEDGE)
        assert counted(store) == noted(store)
        for part in ("origins", "series"):
            assert picture(store)[part] == from_scratch(store)[part]
        one_by_one = rows(store)
        Pen(store, KNOWLEDGE).redraw_all()
        assert differences(rows(store), one_by_one) == []


@crowded
@given(crowds(), seeds)
def test_drawn_at_once_or_one_by_one_an_origin_that_many_tell_is_the_same(
    opening: Opening, world: World, seed: int
) -> None:
    with opening() as store:
        add(store, *world[: seed % len(world)], drawn=False)
        Pen(store, KNOWLEDGE).redraw_all()
        add(store, *world[seed % len(world) :])
        one_by_one = rows(store)
        Pen(store, KNOWLEDGE).redraw_all()
        assert differences(rows(store), one_by_one) == []


def counted(store: SqlStore) -> dict[str, tuple[int, int]]:
    """Claims and reports of each origin, counted."""
    with store.shelf() as shelf:
        ids = {told[0].origin for told in store.find_origins()}
        return {origin: (tally.claims, tally.reports) for origin, tally in shelf.tallies(ids).items()}


def noted(store: SqlStore) -> dict[str, tuple[int, int]]:
    """Claims and reports of each origin, as its summary has them."""
    with store.shelf() as shelf:
        ids = {told[0].origin for told in store.find_origins()}
        return {origin: (one.tally.claims, one.tally.reports) for origin, one in shelf.noted(ids).items()}


def test_a_second_report_of_an_act_does_not_count_the_first_again(opening: Opening) -> None:
    """An origin that only grew is counted from what was noted of it; one that got another name, from its tellings."""
    first, second = sorted((BATTLE, AGAIN), key=lambda reading: reading[0].id)
    with opening() as store:
        add(store, first)
        store.add(*second)
        told = TELLER.tellings(store.claims_of(second[0].id))
        with store.shelf() as shelf:
            shelf.put_context(second[0].id, 1, told[0].context, "1")
            touched = incremental.add(shelf, told)
            incremental.refresh(shelf, touched, ARITHMETIC)
        ((origin, tally),) = touched.grown.items()
        assert (tally.claims, tally.reports) == (1, 1)
        assert noted(store) == {origin: (2, 2)}


def test_two_origins_that_a_report_joins_are_counted_anew(opening: Opening) -> None:
    """How many reports told both is not known from what was noted of each."""
    with opening() as store:
        add(store, BATTLE, ELSEWHERE)
        one, other = BATTLE[1][0].id, ELSEWHERE[1][0].id
        review(store, decision(store, 0, of=one, other=other, verdict=Verdict.MERGE), KNOWLEDGE)
        assert counted(store) == noted(store)
        assert list(noted(store).values()) == [(2, 2)]


# a run cut short


@few
@given(readings(), seeds)
def test_a_run_cut_short_goes_on_where_it_was(opening: Opening, world: World, seed: int) -> None:
    def cut(number: int, _total: int) -> None:
        if number > seed % len(world):
            raise ZeroDivisionError

    with opening() as store:
        add(store, *world, drawn=False)
        with pytest.raises(ZeroDivisionError):
            draw(store, KNOWLEDGE, cut)
        draw(store, KNOWLEDGE)
        assert differences(picture(store), from_scratch(store)) == []


def test_a_report_that_was_added_but_not_drawn_is_drawn_by_the_next(opening: Opening) -> None:
    with opening() as store:
        add(store, BATTLE, drawn=False)
        assert not any(picture(store).values())
        add(store, AGAIN)
        assert differences(picture(store), from_scratch(store)) == []
        assert len(store.find_origins()) == 1


def test_a_report_that_fails_half_way_leaves_the_picture_as_it_was(opening: Opening) -> None:
    with opening() as store:
        add(store, BATTLE)
        before = rows(store)
        add(store, AGAIN, drawn=False)
        with pytest.raises(ZeroDivisionError):
            draw_half(store, AGAIN)
        assert differences(rows(store), before) == []


def draw_half(store: SqlStore, reading: Reading) -> None:
    """Put a report's tellings into the picture, and fail before what they come to is put there."""
    report, claims = reading
    with store.shelf() as shelf:
        shelf.put_context(report.id, 1, TELLER.context(claims), "1")
        incremental.add(shelf, TELLER.tellings(claims))
        raise ZeroDivisionError


# reviews


def said(words: str, **changes: Any) -> dict[str, Any]:
    return {"words": words, "source": "Ada Vent", "actor": "ada-vent", "measure": "killed", **changes}


WORDS = "Ada Vent said 1,250 soldiers were killed near Zafarghandi."
BATTLE = report_saying(said(WORDS), title="Battle", url="https://gazette.example/1")
AGAIN = report_saying(said(WORDS), title="Battle again", url="https://gazette.example/2")
BARE_WORDS = report_saying(
    said("Ada Vent said 1,250 soldiers were killed."), title="Bare", url="https://g.example/bare"
)
ELSEWHERE = report_saying(
    said("River Watch counted 77 dead near Zafarghandi.", source="River Watch", actor="river-watch"),
    title="Count",
    url="https://gazette.example/3",
)


OFFICIALS = {"source": "Officials", "actor": None, "named": False}
WATCH = {"source": "River Watch", "actor": "river-watch"}
UNDECIDED = (
    report_saying(said("Officials said 77 died near Zafarghandi.", **OFFICIALS), title="Count", url="a", id="a"),
    report_saying(said("River Watch put it at 77 near Zafarghandi.", **WATCH), title="Harvest", url="b", id="b"),
    report_saying(said("Ada Vent said 77 died near Zafarghandi."), title="Count", url="c", id="c"),
)


def a_claim(store: SqlStore, seed: int, after: int = 0) -> str:
    """The id of one of the claims, another for another seed."""
    ids = sorted(claim.id for row in store.find_reports(limit=None) for claim in store.claims_of(row.report_id))
    return ids[(seed + after) % len(ids)]


def decision(store: SqlStore, seed: int, **changes: Any) -> Review:
    values: dict[str, Any] = {
        "id": "r1",
        "of": a_claim(store, seed),
        "verdict": Verdict.REJECT,
        "who": "Ida",
        "when": WHEN,
    }
    return Review(**{**values, **changes})


REVIEWS: dict[str, Callable[[SqlStore, int], Review]] = {
    "accept": lambda store, seed: decision(store, seed, verdict=Verdict.ACCEPT),
    "reject": lambda store, seed: decision(store, seed),
    "split": lambda store, seed: decision(store, seed, verdict=Verdict.SPLIT),
    "merge": lambda store, seed: decision(store, seed, verdict=Verdict.MERGE, other=a_claim(store, seed, 1)),
    "correct the measure": lambda store, seed: decision(
        store, seed, verdict=Verdict.CORRECT, slot="measure", value="casualties"
    ),
    "correct the figure": lambda store, seed: decision(
        store,
        seed,
        verdict=Verdict.CORRECT,
        slot="quantity",
        value='{"low": 1250, "low_inclusive": true, "high": 1250, "high_inclusive": true, "point": 1250}',
    ),
    "correct the origin": lambda store, seed: decision(
        store, seed, verdict=Verdict.CORRECT, slot="origin", value="River Watch"
    ),
    "empty the place": lambda store, seed: decision(store, seed, verdict=Verdict.CORRECT, slot="place", value=None),
    "merge parties": lambda store, seed: decision(
        store, seed, of="river-watch", other="norland-government", verdict=Verdict.MERGE, slot="party"
    ),
}


@pytest.mark.parametrize("kind", REVIEWS)
@settings(few, max_examples=5)
@given(readings(5), seeds)
def test_a_review_that_is_taken_back_leaves_the_picture_as_it_was(
    opening: Opening, kind: str, world: World, seed: int
) -> None:
    with opening() as store:
        add(store, *world)
        before = rows(store)
        review(store, REVIEWS[kind](store, seed), KNOWLEDGE)
        undo(store, "r1", KNOWLEDGE)
        assert differences(rows(store), before) == []


@pytest.mark.parametrize("kind", REVIEWS)
@settings(few, max_examples=5)
@given(readings(5), seeds)
def test_a_review_draws_what_drawing_all_anew_with_it_would(
    opening: Opening, kind: str, world: World, seed: int
) -> None:
    with opening() as store:
        add(store, *world)
        review(store, REVIEWS[kind](store, seed), KNOWLEDGE)
        assert differences(picture(store), from_scratch(store)) == []


def test_a_review_stands_when_more_reports_come(opening: Opening) -> None:
    with opening() as store:
        add(store, BATTLE)
        (claim,) = BATTLE[1]
        review(store, decision(store, 0, of=claim.id, verdict=Verdict.SPLIT), KNOWLEDGE)
        add(store, AGAIN)
        assert len(store.find_origins()) == 2
        undo(store, "r1", KNOWLEDGE)
        assert len(store.find_origins()) == 1


def test_a_rejected_claim_is_in_no_picture_but_still_held(opening: Opening) -> None:
    with opening() as store:
        add(store, BATTLE)
        review(store, decision(store, 0), KNOWLEDGE)
        assert not any(picture(store).values())
        assert len(store.claims_of(BATTLE[0].id)) == 1


def test_claims_that_a_person_merges_are_one_origin(opening: Opening) -> None:
    with opening() as store:
        add(store, BATTLE, ELSEWHERE)
        assert len(store.find_origins()) == 2
        one, other = BATTLE[1][0].id, ELSEWHERE[1][0].id
        review(store, decision(store, 0, of=one, other=other, verdict=Verdict.MERGE), KNOWLEDGE)
        assert len(store.find_origins()) == 1


def test_merged_parties_are_one_independent_origin(opening: Opening) -> None:
    count_too = report_saying(
        said("River Watch counted 1,900 dead near Zafarghandi.", source="River Watch", actor="river-watch"),
        url="https://gazette.example/4",
    )
    with opening() as store:
        add(store, BATTLE, count_too)
        assert [series.parties for series in store.find_series()[0]] == [2]
        review(store, REVIEWS["merge parties"](store, 0), KNOWLEDGE)
        assert [series.parties for series in store.find_series()[0]] == [1]


def test_what_a_rejected_claim_spoke_of_does_not_depend_on_what_came_first(opening: Opening) -> None:
    """Two unnamed tellings are of one event by the other number that both reports name; one of them is rejected."""

    def counted(number: int) -> Reading:
        return report_saying(
            said("Officials said 1,250 soldiers were killed.", source="Officials", actor=None, named=False),
            said("It rained for 75 days.", source=None, measure=None),
            title="battle",
            url=f"https://gazette.example/{number}",
            published=None,
        )

    first, second = counted(1), replace_text(counted(2))
    with opening() as early, opening() as late:
        add(early, first)
        review(early, decision(early, 0, of=first[1][1].id), KNOWLEDGE)
        add(early, second)
        add(late, second)
        add(late, first)
        review(late, decision(late, 0, of=first[1][1].id), KNOWLEDGE)
        assert len(early.find_origins()) == len(late.find_origins())


def replace_text(reading: Reading) -> Reading:
    """The same report with another last line."""
    report, claims = reading
    return replace(report, text=f"{report.text}\nThis is another report."), claims


def test_a_review_that_was_kept_but_not_drawn_is_drawn_by_the_next(opening: Opening) -> None:
    with opening() as store:
        add(store, BATTLE)
        store.add_review(decision(store, 0))
        draw(store, KNOWLEDGE)
        assert differences(picture(store), from_scratch(store)) == []


def test_a_day_of_saying_that_is_none_is_refused_before_it_is_kept(opening: Opening) -> None:
    with opening() as store:
        add(store, BATTLE)
        with pytest.raises(ValueError):
            review(store, decision(store, 0, verdict=Verdict.CORRECT, slot="said", value="last March"), KNOWLEDGE)
        assert store.find_reviews() == ()
        draw(store, KNOWLEDGE)
