"""What every store must hand over to another, and take as another had it: a part of the store contract."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.model.claim import Style
from reportedly.model.story import Verdict
from reportedly.stores import Store, open_store
from reportedly.stores.base import Drawn
from reportedly.stores.carried import PicturePart, Version, VersionMark
from reportedly.workflow import draw
from tests.builders import Reading, claims_of, made_up_knowledge, numbered_report
from tests.contracts.store_pictures import BARE, BOUNDED, RULES, WATCHED, drawn, review
from tests.contracts.store_questions import fill

QUOTED: Reading = (BOUNDED[0], (dataclasses.replace(BOUNDED[1][0], style=Style.DIRECT),))
"""Nearest to its origin, so that others are seen to have changed it."""


def version(number: int, **changes: object) -> Version:
    """A numbered report as another store may have it."""
    report = dataclasses.replace(numbered_report(number), **changes)  # type: ignore[arg-type]
    stamp = {"id": report.id, "version": report.version}
    claims = tuple(
        dataclasses.replace(claim, report=dataclasses.replace(claim.report, **stamp)) for claim in claims_of(report)
    )
    return Version(report=report, claims=claims)


class StoreKeeping:
    # handing over

    def test_versions_come_in_the_order_in_which_they_were_added(self, store: Store) -> None:
        """Older versions too, each with its claims as they were kept."""
        first, second = fill(store, 1, 2)
        newer = dataclasses.replace(numbered_report(7), id=first.id, url=first.url)
        store.add(newer, reversed(claims_of(newer)))
        found = list(store.versions())
        assert [(one.report.id, one.report.version) for one in found] == [(first.id, 1), (second.id, 1), (first.id, 2)]
        assert found[0].claims == claims_of(first)
        assert [claim.id for claim in found[2].claims] == [claim.id for claim in reversed(claims_of(newer))]
        assert [one.report for one in found] == [first, second, store.get_report(first.id)]

    def test_versions_after_the_first_so_many(self, store: Store) -> None:
        """None after the last."""
        reports = fill(store, 1, 2, 3)
        assert [one.report for one in store.versions(2)] == [reports[2]]
        assert list(store.versions(3)) == list(store.versions(30)) == []

    def test_versions_may_be_added_to_while_they_are_gone_through(self, store: Store) -> None:
        """What is added meanwhile comes at the end."""
        fill(store, 1, 2)
        seen = []
        for one in store.versions():
            seen.append(one.report.id)
            if len(seen) == 1:
                store.add(numbered_report(99))
        assert seen[-1] == numbered_report(99).id
        assert len(seen) == 3

    def test_the_marks_name_the_versions(self, store: Store) -> None:
        """In the same order, with the digests of their texts."""
        fill(store, 1, 2, 3)
        assert list(store.version_marks()) == [
            VersionMark(one.report.id, one.report.version, one.report.sha256) for one in store.versions()
        ]

    def test_more_versions_than_are_read_at_once(self, store: Store) -> None:
        """None is left out or comes twice."""
        kept = [version(number) for number in range(450)]
        store.keep(kept)
        assert [one.report.id for one in store.versions()] == [one.report.id for one in kept]
        assert len(list(store.versions(201))) == 249

    def test_an_empty_store_hands_over_nothing(self, store: Store) -> None:
        """Nothing found is an empty result."""
        assert list(store.versions()) == list(store.version_marks()) == list(store.picture_rows()) == []
        assert store.size_bytes() > 0

    # keeping as another store had it

    def test_what_was_handed_over_is_kept_as_it_was(self, store: Store, tmp_path: Path) -> None:
        """Ids, numbers and order; to be drawn in the same order."""
        versions = [version(1), version(2), version(3, id=numbered_report(1).id, version=2)]
        store.keep(versions)
        assert list(store.versions()) == versions
        assert store.counts().reports == 2
        assert store.undrawn(RULES)[1] == tuple(Drawn(one.report.id, one.report.version) for one in versions[1:])
        assert store.check() == ()
        with open_store(tmp_path / "other.db") as other:
            other.keep(list(store.versions()))
            assert list(other.versions()) == versions

    def test_keeping_twice_is_keeping_once(self, store: Store) -> None:
        """What is held already changes nothing, amid what is new."""
        store.keep([version(1)])
        store.keep([version(1), version(2)])
        store.keep([])
        assert store.counts().versions == 2

    def test_a_version_under_another_ones_url_stays_its_own_report(self, store: Store) -> None:
        """Which report it is a version of was decided where it was added first."""
        url = numbered_report(1).url
        store.keep([version(1), version(2, url=url)])
        assert [one.report.version for one in store.versions()] == [1, 1]

    @pytest.mark.parametrize(
        "other",
        [
            version(2, id=numbered_report(1).id),
            version(1, id="moved"),
            version(2, version=2),
            version(2, id=numbered_report(1).id, version=3),
        ],
        ids=["another text in its place", "its text elsewhere", "no first version", "a gap"],
    )
    def test_what_has_no_place_is_refused_whole(self, store: Store, other: Version) -> None:
        """And nothing of the same call is kept."""
        store.keep([version(1)])
        with pytest.raises(StoreError, match="has no place"):
            store.keep([version(9), other])
        assert store.counts().versions == 1

    def test_a_claim_of_another_report_is_refused(self, store: Store) -> None:
        """Nor may it point outside the text."""
        wrong = dataclasses.replace(version(1), claims=claims_of(numbered_report(2)))
        with pytest.raises(StoreError, match="names another report"):
            store.keep([wrong])
        short = dataclasses.replace(version(1), report=dataclasses.replace(numbered_report(1), text="short"))
        with pytest.raises(StoreError, match="outside the text"):
            store.keep([short])
        assert store.counts().versions == 0

    def test_reviews_are_kept_as_they_stand(self, store: Store) -> None:
        """Taken back or not; one that was taken back since is, too; the same again changes nothing."""
        first, second = review(1), review(2, undone=True)
        assert store.keep_review(first)
        assert store.keep_review(second)
        assert not store.keep_review(second)
        assert store.find_reviews() == (first, second)
        assert store.keep_review(dataclasses.replace(first, undone=True))
        assert [one.undone for one in store.find_reviews()] == [True, True]

    def test_another_review_of_one_id_is_refused(self, store: Store) -> None:
        """And one that was taken back here and holds there."""
        store.keep_review(review(1))
        with pytest.raises(StoreError, match="another review has the id"):
            store.keep_review(review(1, verdict=Verdict.ACCEPT))
        store.keep_review(review(2, undone=True))
        with pytest.raises(StoreError, match="another review has the id"):
            store.keep_review(review(2))

    def test_a_review_that_is_kept_lets_its_report_be_drawn_anew(self, store: Store) -> None:
        """As one that is made does."""
        drawn(store, BARE)
        rejected = review(1, of=BARE[1][0].id)
        store.keep_review(rejected)
        assert store.undrawn(RULES)[1] == (Drawn(BARE[0].id, 1),)
        draw(store, made_up_knowledge())
        assert store.find_origins() == ()
        assert not store.keep_review(rejected)
        assert store.undrawn(RULES) == ((), ())

    # the picture by its names

    def test_every_row_of_the_picture_is_handed_over_once(self, store: Store) -> None:
        """Each part, under names that no two rows of a part share."""
        drawn(store, QUOTED, BARE, WATCHED)
        rows = list(store.picture_rows())
        assert {row.part for row in rows} == set(PicturePart)
        assert len({(row.part, row.key) for row in rows}) == len(rows)
        assert sum(row.part is PicturePart.TELLING for row in rows) == store.counts().claims

    def test_two_stores_of_the_same_reports_hand_over_the_same_rows(self, store: Store, tmp_path: Path) -> None:
        """Whatever numbers their databases gave, and in whatever order they were drawn."""
        drawn(store, QUOTED, BARE, WATCHED)
        with open_store(tmp_path / "other.db") as other:
            other.add(numbered_report(1))
            for reading in (WATCHED, BARE, QUOTED):
                drawn(other, reading)
            apart = set(other.picture_rows()) ^ set(store.picture_rows())
        assert {row.key for row in apart} == {f"{numbered_report(1).id} 1"}

    # checking

    def test_checking_tells_how_far_it_is(self, store: Store) -> None:
        """After each version."""
        fill(store, 1, 2, 3)
        seen: list[tuple[int, int]] = []
        assert store.check(lambda done, total: seen.append((done, total))) == ()
        assert seen == [(1, 3), (2, 3), (3, 3)]
