"""What every store must keep of the picture, and of people's words on it: the third part of the store contract."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest

from reportedly.errors import NotFoundError, StoreError
from reportedly.model.claim import Style
from reportedly.model.finding import FindingKind
from reportedly.model.quantity import exactly, more_than
from reportedly.model.story import Query, Review, Story, Verdict
from reportedly.reconciliation.reviews import Decisions
from reportedly.stores import Store
from reportedly.stores.base import Drawn
from reportedly.workflow import draw
from tests.builders import NORLAND, PORT_ISTER, Reading, made_up_knowledge, make_mention, report_saying

RULES = Decisions().rules
WHEN = datetime(2031, 4, 1, 12, 30, tzinfo=UTC)


def saying(number: int, words: str, **changes: Any) -> Reading:
    """A report of this number in which the minister, or who is named, says one thing."""
    values = {"source": "Ada Vent", "actor": "ada-vent", "measure": "killed", **changes}
    return report_saying({"words": words, **values}, title=f"Battle {number}", url=f"https://gazette.example/{number}")


MORE = more_than(1_250).with_words("more than 1,250", "soldiers")
BOUNDED = saying(1, "Ada Vent said more than 1,250 soldiers were killed near the Ister.", quantity=MORE)
FLAT = exactly(1_250).with_words("1,250", "soldiers")
BARE = saying(2, "Ada Vent said 1,250 soldiers were killed near the Ister.", quantity=FLAT)
WATCHED = saying(
    3, "River Watch said 900 soldiers were killed near the Ister.", source="River Watch", actor="river-watch"
)
BOATS = saying(4, "Ada Vent said 17 boats sank.", measure="equipment_lost")


def drawn(store: Store, *readings: Reading) -> None:
    for report, claims in readings:
        store.add(report, claims)
    draw(store, made_up_knowledge())


def review(number: int = 1, **changes: Any) -> Review:
    values = {"id": f"review{number}", "of": "claim1", "verdict": Verdict.REJECT, "who": "Ida", "when": WHEN}
    return Review(**{**values, **changes})  # type: ignore[arg-type]


class StorePictures:
    # what is to be drawn

    def test_an_empty_store_has_an_empty_picture(self, store: Store) -> None:
        """Nothing found is an empty result."""
        assert store.find_series() == ((), 0)
        assert store.find_drift() == store.find_origins() == store.estimates_of("nothing") == store.party_ids() == ()
        assert store.undrawn(RULES) == ((), ())

    def test_reports_are_to_be_drawn_in_the_order_in_which_they_were_added(self, store: Store) -> None:
        """Until they are; a report without claims too."""
        reports = [reading[0] for reading in (BARE, BOUNDED, WATCHED)]
        for report in reports:
            store.add(report)
        assert store.undrawn(RULES) == ((), tuple(Drawn(report.id, 1) for report in reports))
        drawn(store)
        assert store.undrawn(RULES) == ((), ())

    def test_a_replaced_version_must_leave_and_the_new_one_enter(self, store: Store) -> None:
        """The picture is of the latest versions."""
        drawn(store, BOUNDED)
        newer = dataclasses.replace(BARE[0], id=BOUNDED[0].id, url=BOUNDED[0].url)
        store.add(newer, BARE[1])
        assert store.undrawn(RULES) == ((Drawn(BOUNDED[0].id, 1),), (Drawn(BOUNDED[0].id, 2),))
        drawn(store)
        ((only,),) = store.find_origins()
        assert only.telling.version == 2

    def test_by_other_rules_all_is_to_be_drawn_anew(self, store: Store) -> None:
        """What was drawn in by the old ones must leave."""
        drawn(store, BOUNDED, BOATS)
        gone, new = store.undrawn("others")
        assert set(gone) == set(new) == {Drawn(BOUNDED[0].id, 1), Drawn(BOATS[0].id, 1)}

    # series and estimates

    def test_the_biggest_question_comes_first(self, store: Store) -> None:
        """Of independent parties, then acts; with the count of all there are."""
        drawn(store, BOATS, BOUNDED, BARE, WATCHED)
        (killed, boats), total = store.find_series()
        assert total == 2
        assert (killed.question.measure, boats.question.measure) == ("killed", "equipment_lost")
        assert (killed.parties, killed.acts, killed.claims, killed.reports) == (2, 2, 3, 3)
        assert (boats.parties, boats.acts) == (1, 1)
        assert store.find_series(limit=1) == ((killed,), 2)
        assert store.find_series(limit=0) == ((), 2)
        assert store.find_series(limit=1, offset=1) == ((boats,), 2)
        assert store.find_series(offset=2) == ((), 2)

    def test_of_many_estimates_the_latest_are_given_and_all_are_counted(self, store: Store) -> None:
        """Oldest first; `estimates_of` gives every one."""
        told = [
            saying(n, f"Ada Vent said {n}00 soldiers were killed.", said=f"2031-0{n}-01", aspect=None)
            for n in (3, 1, 2)
        ]
        drawn(store, *told)
        ((series,), _) = store.find_series(estimates=2)
        assert [estimate.as_of for estimate in series.estimates] == ["2031-02-01", "2031-03-01"]
        assert series.acts == 3
        every = store.estimates_of(series.question.id)
        assert [estimate.as_of for estimate in every] == ["2031-01-01", "2031-02-01", "2031-03-01"]
        assert every[1:] == series.estimates

    def test_a_question_is_got_by_its_id(self, store: Store) -> None:
        """Or is not found."""
        drawn(store, BOUNDED)
        ((series,), _) = store.find_series()
        assert store.get_question(series.question.id) == series.question
        with pytest.raises(NotFoundError):
            store.get_question("nothing")

    def test_party_ids_are_those_of_independent_origins(self, store: Store) -> None:
        """Each once."""
        nobody = saying(9, "Officials said 31 boats sank.", source="Officials", actor=None, named=False)
        drawn(store, BOUNDED, BOATS, WATCHED, nobody)
        assert sorted(store.party_ids()) == ["norland-government", "river-watch"]

    @pytest.mark.parametrize(
        ("query", "measures"),
        [
            (None, {"killed", "equipment_lost"}),
            (Query(), {"killed", "equipment_lost"}),
            (Query(measure="killed"), {"killed"}),
            (Query(actors=("NORLAND",)), {"killed", "equipment_lost"}),
            (Query(actors=("Sudland",)), set()),
            (Query(topic="boats"), set()),
            (Query(topic="equipment"), {"equipment_lost"}),
            (Query(topic="norland killed"), {"killed"}),
            (Query(place="Port Ister"), set()),
            (Query(topic="%"), set()),
        ],
    )
    def test_a_query_gathers_questions(self, store: Store, query: Query | None, measures: set[str]) -> None:
        """By measure, and by words of names and measure, letter case aside; nothing in it is a pattern."""
        drawn(store, BOUNDED, BOATS)
        found, total = store.find_series(query)
        assert {series.question.measure for series in found} == measures
        assert total == len(measures)
        assert {shelved[0].telling.measure for shelved in store.find_origins(query)} == measures

    def test_a_place_is_gathered_by_its_name(self, store: Store) -> None:
        """As a part of it is."""
        report, (claim,) = saying(1, "Ada Vent said 1,250 soldiers were killed at Port Ister.")
        placed = dataclasses.replace(claim, place=make_mention(report, "Port Ister", id=PORT_ISTER.key))
        drawn(store, (report, (placed,)), BOATS)
        assert store.find_series(Query(place="ister"))[1] == 1
        assert store.find_series(Query(place="ister", measure="equipment_lost"))[1] == 0

    def test_related_questions_are_those_that_hold_it_and_those_it_holds(self, store: Store) -> None:
        """Of one measure; the other questions are no part of it."""
        report, (claim,) = saying(5, "Ada Vent said 30 soldiers were killed at Port Ister.")
        placed = dataclasses.replace(claim, place=make_mention(report, "Port Ister", id=PORT_ISTER.key))
        drawn(store, (report, (placed,)), BOUNDED, BOATS)
        asked = {(one.question.measure, one.question.place): one.question for one in store.find_series()[0]}
        wide, narrow = asked["killed", None], asked["killed", PORT_ISTER.name]
        assert narrow.within(wide)
        assert store.related_to(wide) == (narrow,)
        assert store.related_to(narrow) == (wide,)
        assert store.related_to(asked["equipment_lost", None]) == ()

    # origins and drift

    def test_the_tellings_of_an_origin_come_by_their_nearness(self, store: Store) -> None:
        """Each telling in one origin."""
        drawn(store, BARE, BOUNDED, BOATS)
        found = store.find_origins()
        assert sorted(len(shelved) for shelved in found) == [1, 2]
        for shelved in found:
            assert len({one.origin for one in shelved}) == 1
            assert [one.nearness for one in shelved] == sorted(one.nearness for one in shelved)
        assert all(one.telling.subject == NORLAND for shelved in found for one in shelved)

    def test_changes_are_found_by_kind_and_by_question(self, store: Store) -> None:
        """With the claims that show them, nearest and drifted."""
        quoting = dataclasses.replace(BOUNDED[1][0], style=Style.DIRECT)
        drawn(store, (BOUNDED[0], (quoting,)), BARE, WATCHED)
        rows = store.find_drift()
        assert FindingKind.BOUND_DROPPED in {row.changes[0].kind for row in rows}
        (row,) = store.find_drift([FindingKind.BOUND_DROPPED])
        assert row.claims == len(row.changes) == 1
        assert (row.changes[0].nearest.claim, row.changes[0].drifted.claim) == (quoting.id, BARE[1][0].id)
        ((series, *_), _) = store.find_series()
        assert row.question == series.question.id
        assert row.origin in {estimate.origin.id for estimate in series.estimates}
        assert store.find_drift([FindingKind.POLARITY_FLIPPED]) == ()
        assert store.find_drift(query=Query(measure="equipment_lost")) == ()
        assert store.find_drift([FindingKind.BOUND_DROPPED], Query(measure="killed")) == (row,)
        assert store.find_drift(limit=0) == ()

    def test_a_change_that_many_show_is_one_row_and_comes_first(self, store: Store) -> None:
        """Counted in full."""
        quoting = dataclasses.replace(BOUNDED[1][0], style=Style.DIRECT)
        echoes = [saying(n, BARE[1][0].text, quantity=FLAT) for n in (5, 6, 7)]
        other = saying(8, "Ada Vent said 1,250 soldiers, no more, were killed near the Ister.", quantity=FLAT)
        drawn(store, (BOUNDED[0], (quoting,)), *echoes, other)
        first, *rest = store.find_drift()
        assert first.claims >= 3
        assert all(row.claims <= first.claims for row in rest)

    # claims by their ids

    def test_the_report_of_a_claim_is_its_latest_version(self, store: Store) -> None:
        """Every report that holds a claim of that id; none of another's."""
        same = dataclasses.replace(BARE[1][0], id=BOUNDED[1][0].id)
        store.add(*BOUNDED)
        store.add(BARE[0], [same])
        assert set(store.reports_of_claim(same.id)) == {Drawn(BOUNDED[0].id, 1), Drawn(BARE[0].id, 1)}
        assert store.reports_of_claim("nothing") == ()
        store.add(dataclasses.replace(WATCHED[0], id=BOUNDED[0].id, url=BOUNDED[0].url))
        assert store.reports_of_claim(same.id) == (Drawn(BARE[0].id, 1),)

    def test_claim_ids_that_begin_so_come_in_their_order(self, store: Store) -> None:
        """The id itself first; nothing is a pattern."""
        for reading, name in ((BOUNDED, "abcd"), (BARE, "abc"), (WATCHED, "xyz")):
            store.add(reading[0], [dataclasses.replace(reading[1][0], id=name)])
        assert store.claim_ids("ab") == ("abc", "abcd")
        assert store.claim_ids("abc", limit=1) == ("abc",)
        assert store.claim_ids("%") == store.claim_ids("zzz") == ()

    # what people keep

    def test_stories_come_back_by_name(self, store: Store) -> None:
        """Each name once."""
        river = Story(id="s1", name="The river", query=Query(topic="ister", actors=("Norland", "Sudland")))
        boats = Story(id="s2", name="Boats", query=Query(measure="equipment_lost", place="Port Ister"))
        store.add_story(river)
        store.add_story(boats)
        assert store.find_stories() == (boats, river)
        with pytest.raises(StoreError, match="already"):
            store.add_story(dataclasses.replace(boats, id="s3"))
        assert store.find_stories() == (boats, river)

    def test_reviews_come_back_oldest_first(self, store: Store) -> None:
        """With all that they say; each id once."""
        first = review(2, verdict=Verdict.CORRECT, slot="place", value=None, why="not there", when=WHEN)
        second = review(1, verdict=Verdict.MERGE, other="claim9")
        store.add_review(first)
        store.add_review(second)
        assert store.find_reviews() == (first, second)
        with pytest.raises(StoreError, match="already"):
            store.add_review(first)

    def test_a_review_that_is_taken_back_is_kept(self, store: Store) -> None:
        """By its id or the beginning of it, where one review has it."""
        store.add_review(review(1))
        store.add_review(review(2))
        store.undo_review("review2")
        assert [one.undone for one in store.find_reviews()] == [False, True]
        assert [one.id for one in store.find_reviews(undone=False)] == ["review1"]
        for key in ("", "review", "nothing", "%"):
            with pytest.raises(NotFoundError):
                store.undo_review(key)
        assert store.undo_review("review1").id == "review1"

    def test_every_change_gives_the_store_another_revision(self, store: Store) -> None:
        """A report kept, drawn in, replaced; a story; a review made, taken back. Looking changes nothing."""
        seen = [store.revision()]

        def changed() -> bool:
            seen.append(store.revision())
            return seen[-1] not in seen[:-1]

        store.add(BARE[0], BARE[1])
        assert changed()
        draw(store)
        assert changed()
        store.add_story(Story(id="s1", name="The river", query=Query(topic="ister")))
        assert changed()
        store.add_review(review(1))
        assert changed()
        store.undo_review("review1")
        assert changed()
        store.find_series()
        assert store.revision() == seen[-1]

    def test_the_picture_leaves_reports_and_claims_as_they_are(self, store: Store) -> None:
        """And passes the check."""
        drawn(store, BOUNDED, BARE, WATCHED)
        assert store.claims_of(BARE[0].id) == BARE[1]
        assert store.check() == ()
