"""What every store must tell of one claim's origin, and of the reviews of it: the fourth part of the store contract."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from reportedly.errors import NotFoundError
from reportedly.model.claim import Style
from reportedly.model.finding import FindingKind
from reportedly.model.story import Verdict
from reportedly.stores import Store
from tests.builders import Reading
from tests.contracts.store_pictures import BARE, BOATS, BOUNDED, FLAT, WATCHED, WHEN, drawn, review, saying

QUOTED: Reading = (BOUNDED[0], (dataclasses.replace(BOUNDED[1][0], style=Style.DIRECT),))
ECHO = saying(5, BARE[1][0].text, quantity=FLAT)


def key(reading: Reading) -> tuple[str, int, str]:
    """Report, version and claim of a report that says one thing."""
    report, (claim,) = reading
    return report.id, report.version, claim.id


class StoreOrigins:
    # one claim's origin

    def test_the_origin_of_a_claim_has_the_other_reports_that_tell_it(self, store: Store) -> None:
        """Its own telling aside; with what changed from the one nearest to the origin, and how many tell it."""
        drawn(store, QUOTED, BARE, ECHO, WATCHED, BOATS)
        row = store.find_origin(*key(BARE))
        assert row is not None
        assert (row.claims, row.reports, row.echo_claims) == (3, 3, 2)
        assert row.own.telling.key == key(BARE)
        assert row.nearest.telling.key == row.echoes[0].telling.key == key(QUOTED)
        assert {echo.telling.key for echo in row.echoes} == {key(QUOTED), key(ECHO)}
        assert [echo.claim.id for echo in row.echoes] == [echo.telling.claim for echo in row.echoes]
        assert FindingKind.BOUND_DROPPED in {change.kind for change in row.own.changes}
        assert row.nearest.changes == ()
        assert row.question is not None
        assert row.question.measure == "killed"
        assert row.estimate is not None
        assert row.estimate.reports == 3
        (whole,) = (one for one in store.find_origins() if len(one) == 3)
        assert {one.origin for one in whole} == {row.id}

    def test_an_origin_that_one_report_tells_has_no_echoes(self, store: Store) -> None:
        """What stands twice in one report is no echo."""
        twice = dataclasses.replace(BARE[1][0], id="again")
        drawn(store, (BARE[0], (BARE[1][0], twice)))
        row = store.find_origin(*key(BARE))
        assert row is not None
        assert (row.claims, row.reports, row.echoes, row.echo_claims) == (2, 1, (), 0)

    def test_echoes_come_page_by_page(self, store: Store) -> None:
        """In one order, each once."""
        drawn(store, QUOTED, BARE, *(saying(n, BARE[1][0].text, quantity=FLAT) for n in range(5, 9)))
        pages = [store.find_origin(*key(QUOTED), limit=2, offset=at) for at in (0, 2, 4, 6)]
        found = [echo.telling.key for row in pages if row is not None for echo in row.echoes]
        whole = store.find_origin(*key(QUOTED))
        assert whole is not None
        assert found == [echo.telling.key for echo in whole.echoes]
        assert len(set(found)) == whole.echo_claims == 5
        with pytest.raises(ValueError, match="count from 0"):
            store.find_origin(*key(QUOTED), offset=-1)

    def test_a_claim_that_is_not_in_the_picture_has_no_origin(self, store: Store) -> None:
        """Not drawn in, rejected, replaced, or not there at all."""
        store.add(*BARE)
        assert store.find_origin(*key(BARE)) is None
        drawn(store, BOUNDED)
        assert store.find_origin(*key(BARE)) is not None
        store.add_review(review(1, of=BARE[1][0].id))
        drawn(store)
        assert store.find_origin(*key(BARE)) is None
        assert store.find_origin("nothing", 1, "nothing") is None
        assert store.find_drift_of("nothing", 1, "nothing") == ()

    def test_the_drift_of_a_claim_is_what_it_shows_or_what_is_measured_against_it(self, store: Store) -> None:
        """The nearest telling has all of its origin's; another those that it shows; one without change none."""
        drawn(store, QUOTED, BARE, ECHO, WATCHED)
        every = store.find_drift()
        assert every
        assert store.find_drift_of(*key(QUOTED)) == every
        shown = store.find_drift_of(*key(BARE))
        assert FindingKind.BOUND_DROPPED in {row.changes[0].kind for row in shown}
        assert all(key(BARE)[2] in {change.drifted.claim for change in row.changes} for row in shown)
        assert store.find_drift_of(*key(WATCHED)) == ()
        assert store.find_drift_of(*key(QUOTED), limit=0) == ()

    def test_a_question_has_its_series(self, store: Store) -> None:
        """The same as in the list of them, cut to its latest estimates."""
        drawn(store, BOUNDED, BARE, WATCHED, BOATS)
        for series in store.find_series()[0]:
            assert store.get_series(series.question.id) == series
            assert store.get_series(series.question.id, estimates=0) == dataclasses.replace(series, estimates=())
        with pytest.raises(NotFoundError):
            store.get_series("nothing")

    # reviews of a claim

    def test_the_latest_reviews_come_first_and_page_by_page(self, store: Store) -> None:
        """Those taken back too."""
        made = [review(number, of=f"claim{number}", when=WHEN + timedelta(hours=number)) for number in range(1, 6)]
        for one in made:
            store.add_review(one)
        undone = store.undo_review("review4")
        expected = (made[4], undone, made[2], made[1], made[0])
        assert store.latest_reviews() == expected
        assert store.latest_reviews(limit=2, offset=1) == expected[1:3]
        assert store.latest_reviews(offset=5) == ()

    def test_reviews_are_found_by_either_claim_they_are_about(self, store: Store) -> None:
        """And by their id."""
        merge = review(1, verdict=Verdict.MERGE, other="claim2")
        for one in (merge, review(2, of="claim3")):
            store.add_review(one)
        assert store.latest_reviews(of="claim1") == store.latest_reviews(of="claim2") == (merge,)
        assert store.latest_reviews(of="claim9") == ()
        assert store.get_review("review1") == merge
        with pytest.raises(NotFoundError):
            store.get_review("review")

    def test_reviewed_is_what_a_review_that_holds_is_about(self, store: Store) -> None:
        """On either side; a review that was taken back is none; however many are asked for."""
        store.add_review(review(1, verdict=Verdict.MERGE, other="claim2"))
        store.add_review(review(2, of="claim3"))
        store.undo_review("review2")
        asked = [f"claim{number}" for number in range(2_000)]
        assert store.reviewed(asked) == {"claim1", "claim2"}
        assert store.reviewed([]) == frozenset()

    def test_a_report_whose_claims_were_all_rejected_comes_back_when_that_is_taken_back(self, store: Store) -> None:
        """As does one that has no claims, when merged parties let all be drawn anew."""
        store.add(WATCHED[0])
        drawn(store, BARE)
        before = store.find_origins()
        store.add_review(review(1, of=BARE[1][0].id))
        drawn(store)
        assert store.find_origins() == ()
        store.undo_review("review1")
        drawn(store)
        assert store.find_origins() == before
        store.add_review(review(2, of="a", other="b", slot="party", verdict=Verdict.MERGE))
        drawn(store)
        assert store.find_origins() == before
