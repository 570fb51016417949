"""What every store must do. A test class inherits it and gives the fixture `opening`: opens one and the same store."""

from __future__ import annotations

import dataclasses
import threading
from datetime import UTC, date, datetime

import pytest

from reportedly.errors import NotFoundError, StoreError
from reportedly.model.claim import Claim
from reportedly.model.report import Report, Span
from reportedly.stores import Added, ClaimQuery, Outcome, Store, StoreCounts
from tests.builders import claims_of, make_claim, make_mention, make_report, numbered_report
from tests.contracts.store_keeping import StoreKeeping
from tests.contracts.store_many import StoreMany
from tests.contracts.store_origins import StoreOrigins
from tests.contracts.store_pictures import StorePictures
from tests.contracts.store_questions import Opening, StoreQuestions, fill
from tests.contracts.store_speakers import StoreSpeakers

NAIVE = datetime.min  # noqa: DTZ901 - readers should not, but may, give a time without zone


def stamped(claim: Claim, added: Added) -> Claim:
    """The claim as the store keeps it: naming the id and version that the store gave."""
    return dataclasses.replace(
        claim, report=dataclasses.replace(claim.report, id=added.report_id, version=added.version)
    )


class StoreContract(StoreMany, StoreQuestions, StorePictures, StoreOrigins, StoreSpeakers, StoreKeeping):
    # adding, and having again

    def test_it_is_a_store(self, store: Store) -> None:
        """The implementation has every method of the protocol."""
        assert isinstance(store, Store)

    def test_what_was_added_comes_back_equal(self, store: Store) -> None:
        """A report and its claims are read back exactly as they were."""
        report = numbered_report(1)
        added = store.add(report, claims_of(report))
        assert added == Added(outcome=Outcome.NEW, report_id=report.id, version=1)
        assert store.get_report(report.id) == report
        assert store.claims_of(report.id) == claims_of(report)

    def test_it_is_there_after_closing(self, opening: Opening) -> None:
        """What was acknowledged is found by the next to open the store."""
        with opening() as store:
            (report,) = fill(store, 1)
        with opening() as store:
            assert store.get_report(report.id) == report
            assert store.claims_of(report.id) == claims_of(report)

    def test_a_report_without_anything_but_text(self, store: Store) -> None:
        """Every field that may be missing may be missing."""
        report = Report(id="bare", text="Only words.")
        store.add(report)
        assert store.get_report("bare") == report
        assert store.find_reports()[0].published is None

    @pytest.mark.parametrize(
        "published",
        [date(2031, 3, 4), datetime(2031, 3, 4, 23, 30, tzinfo=UTC), datetime.max.replace(tzinfo=UTC), NAIVE],
    )
    def test_the_publication_keeps_its_precision(self, store: Store, published: date) -> None:
        """A day stays a day, a time a time, at the ends of the calendar too."""
        report = make_report(published=published)
        store.add(report)
        assert store.get_report(report.id).published == published

    def test_text_of_any_script_keeps_its_offsets(self, store: Store) -> None:
        """Offsets are code points: letters beyond the basic plane and combining marks count one each."""
        report = make_report("Ї𝔘e\u0301\u202e\x01\r\n“said” 한국어 1,200 men.")
        claim = make_claim(report, "1,200 men")
        store.add(report, [claim])
        assert store.get_report(report.id).text == report.text
        assert store.claims_of(report.id)[0].span.of(report.text) == "1,200 men"
        assert store.check() == ()

    def test_adding_twice_is_adding_once(self, store: Store) -> None:
        """The same text again changes nothing, its claims included."""
        report = numbered_report(1)
        store.add(report, claims_of(report))
        before = store.counts()
        again = store.add(report, claims_of(report)[:1])
        assert again == Added(outcome=Outcome.UNCHANGED, report_id=report.id, version=1)
        assert (store.counts(), store.claims_of(report.id)) == (before, claims_of(report))

    def test_changed_text_is_a_new_version(self, store: Store) -> None:
        """The same id with changed text becomes the next version; the old one stays as it was, claims and all."""
        old = numbered_report(1)
        new = dataclasses.replace(numbered_report(2), id=old.id, url=old.url)
        store.add(old, claims_of(old))
        added = store.add(new, claims_of(new))
        assert added == Added(outcome=Outcome.NEW_VERSION, report_id=old.id, version=2)
        assert store.get_report(old.id) == dataclasses.replace(new, version=2)
        assert store.get_report(old.id, 1) == old
        assert store.claims_of(old.id, 1) == claims_of(old)
        assert store.claims_of(old.id) == tuple(stamped(claim, added) for claim in claims_of(new))
        assert [row.version for row in store.versions_of(old.id)] == [2, 1]

    def test_the_url_of_a_held_report_names_it(self, store: Store) -> None:
        """Changed text under another id, but the same url, is a version of the report that is held."""
        old = numbered_report(1)
        new = dataclasses.replace(numbered_report(2), id="other-id", url=old.url)
        store.add(old)
        added = store.add(new, claims_of(new))
        assert (added.outcome, added.report_id, added.version) == (Outcome.NEW_VERSION, old.id, 2)
        assert {claim.report.id for claim in store.claims_of(old.id)} == {old.id}

    def test_the_same_text_elsewhere_is_nothing_new(self, store: Store) -> None:
        """Text already held is unchanged, whatever id, url or date comes with it, an older version's too."""
        first, second = numbered_report(1), numbered_report(2)
        store.add(first)
        store.add(dataclasses.replace(second, id=first.id))
        moved = dataclasses.replace(first, id="moved", url="https://else.example/", published=date(2040, 1, 1))
        added = store.add(moved)
        assert added == Added(outcome=Outcome.UNCHANGED, report_id=first.id, version=1)
        assert store.counts().versions == 2

    def test_reports_without_url_are_told_apart_by_id(self, store: Store) -> None:
        """No url is not a url that they share."""
        for number in (1, 2):
            assert store.add(numbered_report(number, url=None)).outcome is Outcome.NEW
        assert store.counts().reports == 2

    def test_has_tells_a_held_text(self, store: Store) -> None:
        """By the digest of any version."""
        first, second = numbered_report(1), numbered_report(2)
        store.add(first)
        assert store.has(first.sha256)
        assert not store.has(second.sha256)
        assert not store.has("\ud800")

    # what is not let in

    def test_a_claim_outside_the_text_is_refused_whole(self, store: Store) -> None:
        """Neither the report nor its other claims are kept."""
        report = numbered_report(1)
        good, bad = claims_of(report)
        outside = Span(start=0, end=len(report.text) + 1)
        with pytest.raises(StoreError, match="outside the text"):
            store.add(report, [good, dataclasses.replace(bad, span=outside)])
        assert store.counts() == StoreCounts(reports=0, versions=0, claims=0, origins=0)

    def test_two_claims_of_one_id_are_refused(self, store: Store) -> None:
        """The same claim given twice is kept once; another of the same id is refused."""
        report = numbered_report(1)
        one, other = claims_of(report)
        with pytest.raises(StoreError, match=f"two different claims carry the id {one.id}"):
            store.add(report, [one, dataclasses.replace(other, id=one.id)])
        store.add(report, [one, one])
        assert store.claims_of(report.id) == (one,)

    def test_one_claim_id_in_two_reports(self, store: Store) -> None:
        """Ids are unique within a version, not across."""
        for number in (1, 2):
            report = numbered_report(number)
            store.add(report, [dataclasses.replace(claims_of(report)[0], id="same")])
        assert store.count_claims(ClaimQuery()) == 2

    def test_half_a_character_is_refused(self, store: Store) -> None:
        """A lone surrogate cannot be kept as it is, and nothing is kept instead."""
        with pytest.raises(StoreError, match="surrogate"):
            store.add(make_report("broken \ud83d text"))
        assert store.counts().versions == 0

    def test_nul_is_refused(self, store: Store) -> None:
        """Not every database can keep it, so none does; wherever it stands, nothing is kept."""
        report = numbered_report(1)
        claim = claims_of(report)[0]
        for bad, claims in (
            (make_report("broken \x00 text"), []),
            (dataclasses.replace(report, byline="A\x00"), []),
            (report, [dataclasses.replace(claim, text="\x00")]),
        ):
            with pytest.raises(StoreError, match="NUL"):
                store.add(bad, claims)
        assert store.counts().versions == 0

    # getting one

    def test_get_takes_the_beginning_of_an_id(self, store: Store) -> None:
        """As long as only one report begins so; a whole id wins over a longer one."""
        for name, number in (("abc", 1), ("abcd", 2), ("xyz", 3)):
            store.add(numbered_report(number, id=name, url=None))
        assert store.get_report("x").id == "xyz"
        assert store.get_report("abc").id == "abc"
        with pytest.raises(NotFoundError, match="more than one"):
            store.get_report("ab")

    @pytest.mark.parametrize("key", ["", "zzz", "%", "_", "ABC", "\ud800", "\x00", "abc\x00"])
    def test_get_raises_for_what_is_not_held(self, store: Store, key: str) -> None:
        """No pattern, other case or broken text finds anything."""
        store.add(numbered_report(1, id="abc", url=None))
        for ask in (store.get_report, store.claims_of, store.spans_of, store.versions_of):
            with pytest.raises(NotFoundError):
                ask(key)

    @pytest.mark.parametrize("version", [0, 2, -1, 10**30])
    def test_a_version_that_is_not_held_is_not_found(self, store: Store, version: int) -> None:
        """Asking for a version never gives another."""
        store.add(numbered_report(1, id="abc"))
        with pytest.raises(NotFoundError, match=f"no version {version}"):
            store.get_report("abc", version)

    # lists of reports

    def test_reports_come_newest_first(self, store: Store) -> None:
        """By publication, else retrieval, then last added first; what has neither comes last."""
        days = {1: date(2031, 1, 2), 2: datetime(2031, 1, 2, 5, tzinfo=UTC), 3: date(2030, 1, 1), 5: date(2031, 1, 2)}
        for number in (1, 2, 3, 5):
            store.add(numbered_report(number, published=days[number]))
        store.add(numbered_report(4, published=None, retrieved=None))
        store.add(numbered_report(6, published=None, retrieved=datetime(2032, 1, 1, tzinfo=UTC)))
        titles = [row.title for row in store.find_reports()]
        assert titles == [f"Crossing number {number}" for number in (6, 2, 5, 1, 3, 4)]

    def test_a_row_tells_version_and_claims(self, store: Store) -> None:
        """Only the latest version is listed unless all are asked for; each with the count of its own claims."""
        old = numbered_report(1)
        new = dataclasses.replace(numbered_report(2), id=old.id)
        store.add(old, claims_of(old))
        store.add(new, claims_of(new)[:1])
        (row,) = store.find_reports()
        assert (row.report_id, row.version, row.claims, row.sha256) == (old.id, 2, 1, new.sha256)
        assert (row.url, row.outlet, row.published, row.retrieved) == (
            new.url,
            new.outlet,
            new.published,
            new.retrieved,
        )
        assert [(r.version, r.claims) for r in store.find_reports(latest_versions_only=False)] == [(2, 1), (1, 2)]

    def test_pages_make_up_the_whole(self, store: Store) -> None:
        """Limit and offset cut the one order; limit None is all; beyond the end is nothing."""
        fill(store, *range(5))
        whole = store.find_reports(limit=None)
        assert whole == sum((store.find_reports(limit=2, offset=start) for start in (0, 2, 4)), ())
        assert store.find_reports(offset=10**30) == ()
        assert store.find_reports(limit=0) == ()
        with pytest.raises(ValueError, match="count from 0"):
            store.find_reports(limit=-1)

    def test_reports_by_outlet_and_days(self, store: Store) -> None:
        """The outlet by part of its name, case and accents aside; both days inclusive."""
        store.add(numbered_report(1, outlet="Tagblatt Zürich", published=date(2031, 1, 1)))
        store.add(numbered_report(2, outlet="100%_Daily", published=datetime(2031, 1, 2, 23, tzinfo=UTC)))
        assert len(store.find_reports(outlet=" ")) == 2
        assert [row.outlet for row in store.find_reports(outlet="ZURICH")] == ["Tagblatt Zürich"]
        assert [row.outlet for row in store.find_reports(outlet="%")] == ["100%_Daily"]
        assert len(store.find_reports(since=date(2031, 1, 1), until=date(2031, 1, 2))) == 2
        assert [row.outlet for row in store.find_reports(since=date(2031, 1, 2))] == ["100%_Daily"]
        assert [row.outlet for row in store.find_reports(until=date(2031, 1, 1))] == ["Tagblatt Zürich"]

    # counting and checking

    def test_counts(self, store: Store) -> None:
        """Claims and origins of the latest versions; one origin however often it speaks, unnamed ones per report."""
        fill(store, 1, 2)
        for number in (3, 4):
            report = make_report(f"Officials said {number} men left.", title=f"Day {number}")
            store.add(report, [make_claim(report, f"{number} men left", source="Officials", named=False)])
        old = make_report("He went.", title="Own voice")
        store.add(old, [make_claim(old, "He went")])
        store.add(dataclasses.replace(make_report("He stayed.", title="Own voice"), id=old.id))
        assert store.counts() == StoreCounts(reports=5, versions=6, claims=6, origins=4)
        assert store.counts().claims == store.count_claims(ClaimQuery())

    def test_a_sound_store_has_no_problems(self, store: Store) -> None:
        """Reports, versions and claims added as they should be pass the check."""
        fill(store, 1, 2, 3)
        store.add(dataclasses.replace(numbered_report(4), id=numbered_report(1).id))
        assert store.check() == ()

    def test_check_names_a_claim_whose_words_are_not_there(self, store: Store) -> None:
        """The words of a claim must stand in its span, those of a mention exactly where it points."""
        report = numbered_report(1)
        claim = claims_of(report)[0]
        wrong = dataclasses.replace(make_mention(report, "Norland"), as_written="Sudland")
        store.add(report, [dataclasses.replace(claim, text="12 ships sank", subject=wrong)])
        found = store.check()
        assert {problem.claim_id for problem in found} == {claim.id}
        assert sorted(problem.sentence for problem in found) == [
            "the span of 'Norland' does not hold the words 'Sudland'",
            "the words of the claim do not stand in its span",
        ]

    def test_threads_may_share_it(self, store: Store) -> None:
        """Readers and writers in several threads all finish, and nothing is lost or doubled."""
        failures: list[BaseException] = []

        def work(first: int) -> None:
            try:
                for number in range(first, first + 5):
                    fill(store, number, 0)
                    store.find_claims(ClaimQuery(text="soldiers"))
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(first,)) for first in (10, 20, 30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert store.counts().reports == 16
