"""What every store must answer about claims, spans and words: the second half of the store contract."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from reportedly.model.claim import Claim
from reportedly.model.report import Report
from reportedly.stores import ClaimQuery, ClaimSort, ReportSort, Store
from tests.builders import claims_of, make_claim, make_report, numbered_report, span_of

Opening = Callable[[], Store]


def fill(store: Store, *numbers: int) -> list[Report]:
    """Numbered reports with their claims."""
    reports = [numbered_report(number) for number in numbers]
    for report in reports:
        store.add(report, claims_of(report))
    return reports


class StoreQuestions:
    @pytest.fixture
    def store(self, opening: Opening) -> Iterator[Store]:
        with opening() as store:
            yield store

    # claims and spans

    def test_claims_come_in_text_order(self, store: Store) -> None:
        """Whatever order they were added in."""
        report = numbered_report(1)
        store.add(report, reversed(claims_of(report)))
        assert store.claims_of(report.id) == claims_of(report)

    def test_every_span_can_be_asked_for(self, store: Store) -> None:
        """Of the claim, its hops, its mentions and its evidence; those within a stretch of text alone if wanted."""
        report = numbered_report(1)
        store.add(report, claims_of(report))
        rows = store.spans_of(report.id)
        words = {(row.slot, row.span.of(report.text)) for row in rows}
        assert {("hop", "Colonel Ada Vent"), ("subject", "Norland"), ("quantity", "101"), ("quantity", "8")} <= words
        assert [row.span for row in rows] == sorted(row.span for row in rows)
        within = span_of(report, "Colonel Ada Vent")
        assert {row.slot for row in store.spans_of(report.id, within=within)} == {"hop", "source"}
        assert store.spans_of(report.id, 1) == rows

    def test_claims_are_found_newest_saying_first(self, store: Store) -> None:
        """By the day of saying, else of publication; undated last; then the last added report; then text order."""
        one, two = numbered_report(1, published=None), numbered_report(2, published=date(2031, 3, 1))
        for report in (one, two):
            store.add(report, claims_of(report))
        found = [(claim.report.id, claim.measure) for claim in store.find_claims(ClaimQuery())]
        assert found == [
            (two.id, "captured"),
            (one.id, "captured"),
            (two.id, "personnel_sent"),
            (one.id, "personnel_sent"),
        ]

    def test_pages_of_claims_make_up_the_whole(self, store: Store) -> None:
        """And the count does not depend on the page."""
        fill(store, *range(4))
        whole = store.find_claims(ClaimQuery(limit=None))
        pages = [store.find_claims(ClaimQuery(limit=3, offset=start)) for start in (0, 3, 6)]
        assert whole == sum(pages, ())
        assert len(whole) == store.count_claims(ClaimQuery(limit=3, offset=3)) == 8
        with pytest.raises(ValueError, match="count from 0"):
            ClaimQuery(offset=-1)

    @pytest.mark.parametrize(
        ("query", "measures"),
        [
            (ClaimQuery(measure="captured"), ["captured"]),
            (ClaimQuery(measure="capture"), []),
            (ClaimQuery(actor="ada"), ["personnel_sent"]),
            (ClaimQuery(actor="ISTER GAZETTE"), ["captured", "personnel_sent"]),
            (ClaimQuery(actor="state.norland"), ["personnel_sent"]),
            (ClaimQuery(actor="sudland-MOD"), ["captured"]),
            (ClaimQuery(actor="_"), []),
            (ClaimQuery(actor="%"), []),
            (ClaimQuery(actor="\\"), []),
            (ClaimQuery(actor="\ud800\x00"), []),
            (ClaimQuery(actor="a" * 100_000), []),
            (ClaimQuery(actor=" "), ["captured", "personnel_sent"]),
            (ClaimQuery(origin="vent"), ["personnel_sent"]),
            (ClaimQuery(origin="gazette"), []),
            (ClaimQuery(origin="norland"), []),
            (ClaimQuery(since=date(2031, 3, 3)), ["personnel_sent"]),
            (ClaimQuery(until=date(2031, 3, 3)), ["captured"]),
            (ClaimQuery(since=date(2031, 3, 2), until=date(2031, 3, 4)), ["captured", "personnel_sent"]),
            (ClaimQuery(text="soldiers crossed"), ["personnel_sent"]),
            (ClaimQuery(text="gazette"), []),
            (ClaimQuery(text="!!!"), []),
            (ClaimQuery(text="  "), ["captured", "personnel_sent"]),
            (ClaimQuery(has_quantity=True), ["captured", "personnel_sent"]),
            (ClaimQuery(has_quantity=False), []),
            (ClaimQuery(measure="captured", actor="vent"), []),
            (ClaimQuery(report="nowhere"), []),
            (ClaimQuery(limit=1), ["personnel_sent"]),
        ],
    )
    def test_each_condition_narrows(self, store: Store, query: ClaimQuery, measures: list[str]) -> None:
        """Conditions find what they say, together what satisfies all, and typed patterns mean themselves."""
        fill(store, 1)
        assert sorted(str(claim.measure) for claim in store.find_claims(query)) == measures
        if query.limit != 1:
            assert store.count_claims(query) == len(measures)

    @pytest.mark.parametrize(
        ("sort", "value"),
        [
            (ClaimSort.SAID, lambda claim: claim.said or claim.published),
            (ClaimSort.ORIGIN, lambda claim: claim.origin.name if claim.origin else None),
            (ClaimSort.MEASURE, lambda claim: claim.measure),
            (ClaimSort.FIGURE, lambda claim: claim.quantity.low if claim.quantity else None),
        ],
    )
    @pytest.mark.parametrize("descending", [True, False])
    @pytest.mark.parametrize("text", [None, "the"])
    def test_claims_come_in_the_order_asked_for(
        self, store: Store, sort: ClaimSort, value: Callable[[Claim], object], descending: bool, text: str | None
    ) -> None:
        """By a column, either way; what lacks the value is last both ways; and page by page it is the same order."""
        fill(store, 3, 1, 2)
        report = make_report("The river was quiet.", published=None)
        store.add(report, [make_claim(report, "The river was quiet", said=None)])
        query = ClaimQuery(sort=sort, descending=descending, text=text, limit=None)
        found = store.find_claims(query)
        values = [value(claim) for claim in found]
        known = [one for one in values if one is not None]
        assert known == sorted(known, reverse=descending)
        assert values == known + [None] * (len(values) - len(known))
        pages = [store.find_claims(dataclasses.replace(query, limit=2, offset=start)) for start in range(0, 8, 2)]
        assert sum(pages, ()) == found

    def test_reports_come_in_the_order_asked_for(self, store: Store) -> None:
        """By a column, either way; what lacks the value is last both ways."""
        for number, outlet, day in ((1, "Öster", 3), (2, "Alb", 1), (3, None, 2)):
            report = numbered_report(number, outlet=outlet, published=date(2031, 3, day))
            store.add(report, claims_of(report)[: 3 - number])
        store.add(numbered_report(4, outlet=None, published=None, retrieved=None))

        def order(sort: ReportSort, *, descending: bool) -> str:
            rows = store.find_reports(sort=sort, descending=descending)
            return "".join(str(row.title)[-1] for row in rows)

        assert (order(ReportSort.PUBLISHED, descending=True), order(ReportSort.PUBLISHED, descending=False)) == (
            "1324",
            "2314",
        )
        assert order(ReportSort.OUTLET, descending=False)[:2] == "21"
        assert order(ReportSort.OUTLET, descending=True)[:2] == "12"
        assert order(ReportSort.TITLE, descending=True) == "4321"
        assert order(ReportSort.CLAIMS, descending=True)[:2] == "12"
        assert order(ReportSort.CLAIMS, descending=False)[2:] == "21"

    def test_hits_come_page_by_page_and_newest_first_if_wanted(self, store: Store) -> None:
        """The pages make up the whole."""
        for number, day in ((1, 2), (2, 3), (3, 1)):
            store.add(numbered_report(number, published=date(2031, 3, day)))
        for newest in (False, True):
            whole = store.search("soldiers", newest=newest)
            pages = [store.search("soldiers", 1, offset=start, newest=newest) for start in range(3)]
            assert sum(pages, ()) == whole
        assert [str(hit.title)[-1] for hit in whole] == ["2", "1", "3"]

    def test_counting_ends_where_it_is_told_to(self, store: Store) -> None:
        """Of more than anyone reads, only that it is more matters."""
        fill(store, 1, 2)
        assert [store.count_claims(ClaimQuery(), most) for most in (None, 9, 4, 3, 0)] == [4, 4, 4, 3, 0]

    def test_claims_of_an_outlet(self, store: Store) -> None:
        """By part of its name, case and accents aside."""
        for number, outlet in ((1, "Die Öster-Zeitung"), (2, None)):
            report = numbered_report(number, outlet=outlet)
            store.add(report, claims_of(report))
        assert store.count_claims(ClaimQuery(outlet="oster")) == 2
        assert store.count_claims(ClaimQuery(outlet="%")) == 0

    def test_facets_count_what_is_found(self, store: Store) -> None:
        """Over measures, origins, outlets and years of saying, the most frequent first; of the newest where they are
        many."""
        fill(store, 1, 2)
        ministry, vent = "The Sudland defence ministry", "Colonel Ada Vent"
        found = store.facets(ClaimQuery(), 99)
        assert found.measures == (("captured", 2), ("personnel_sent", 2))
        assert found.origins == ((vent, 2), (ministry, 2))
        assert found.outlets == (("The Ister Gazette", 4),)
        assert found.years == (("2031", 4),)
        assert (found.claims, found.is_whole) == (4, True)
        assert store.facets(ClaimQuery(origin="vent", limit=1, offset=9), 99).measures == (("personnel_sent", 2),)
        newest = store.facets(ClaimQuery(), 2)
        assert (newest.origins, newest.claims, newest.is_whole) == (((vent, 2),), 2, False)
        assert store.facets(ClaimQuery(text="nowhere"), 99).claims == 0

    def test_many_and_few_are_found_alike(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whether a condition is looked up or each claim is asked about it, the claims and their order are the same."""
        fill(store, *range(6))
        queries = [ClaimQuery(text="soldiers"), ClaimQuery(actor="vent", text="crossed"), ClaimQuery(outlet="ister")]
        before = [store.find_claims(query) for query in queries]
        monkeypatch.setattr("reportedly.stores.lists._LARGE", 1)
        assert [store.find_claims(query) for query in queries] == before
        monkeypatch.setattr("reportedly.stores.lists._HUGE", 2)
        assert [store.find_claims(query) for query in queries] == before
        assert all(before)

    def test_claims_of_one_report_by_the_beginning_of_its_id(self, store: Store) -> None:
        """A whole id means that report alone."""
        for name, number in (("abc", 1), ("abcd", 2)):
            report = numbered_report(number, id=name, url=None)
            store.add(report, claims_of(report))
        assert store.count_claims(ClaimQuery(report="ab")) == 4
        assert store.count_claims(ClaimQuery(report="abc")) == 2

    def test_a_month_of_saying_is_any_of_its_days(self, store: Store) -> None:
        """A claim said in a month is found by each day of it, and by no other."""
        report = numbered_report(1)
        store.add(report, [dataclasses.replace(claims_of(report)[0], said="2032-02")])
        for day, count in (
            (date(2032, 2, 1), 1),
            (date(2032, 2, 29), 1),
            (date(2032, 3, 1), 0),
            (date(2032, 1, 31), 0),
        ):
            assert store.count_claims(ClaimQuery(since=day, until=day)) == count

    def test_names_match_without_accents_in_any_script(self, store: Store) -> None:
        """Case folding is Unicode's, not only ASCII's."""
        report = make_report("ГЕНЕРАЛ Öztürk said 5 men left.")
        store.add(report, [make_claim(report, "5 men left", source="ГЕНЕРАЛ Öztürk")])
        for part in ("генерал", "ozturk", "ÖZTÜRK"):
            assert store.count_claims(ClaimQuery(origin=part)) == 1

    def test_only_latest_versions_count_unless_asked(self, store: Store) -> None:
        """Claims of an older version are found only on request."""
        old = numbered_report(1)
        new = dataclasses.replace(numbered_report(2), id=old.id)
        store.add(old, claims_of(old))
        store.add(new, claims_of(new))
        assert {claim.report.version for claim in store.find_claims(ClaimQuery())} == {2}
        assert store.count_claims(ClaimQuery(latest_versions_only=False)) == 4

    def test_a_figure_beyond_floats_is_kept(self, store: Store) -> None:
        """The claim's own number comes back exactly."""
        report = make_report(f"{10**400} grains of sand moved.")
        claim = make_claim(report, f"{10**400} grains of sand moved")
        store.add(report, [claim])
        assert store.claims_of(report.id) == (claim,)
        assert store.check() == ()

    # search

    def test_search_finds_words_of_title_and_text(self, store: Store) -> None:
        """All the words, whatever case, accent or inflection; a phrase in quotes; the latest versions."""
        first = make_report("Ten drones flew over Zürich.", title="Night of drones")
        store.add(first)
        store.add(make_report("A drone was seen.", title="Morning"))
        assert store.search("DRONE")[0].report_id == first.id
        assert len(store.search("drone")) == 2
        assert [hit.title for hit in store.search("zurich drone")] == ["Night of drones"]
        assert store.search('"flew ten"') == ()
        assert len(store.search('"ten drones"')) == 1
        store.add(dataclasses.replace(make_report("Nothing flew."), id=first.id))
        assert store.search("zurich") == ()
        assert [hit.version for hit in store.search("zurich", latest_versions_only=False)] == [1]

    def test_a_hit_shows_where(self, store: Store) -> None:
        """The matches are spans of the snippet, and the row tells the report."""
        report = make_report("Many words. " * 40 + "Then Sudland answered at last. " + "More words. " * 40)
        store.add(report)
        (hit,) = store.search("sudland")
        assert [match.of(hit.snippet) for match in hit.matches] == ["Sudland"]
        assert len(hit.snippet) < 400
        assert (hit.report_id, hit.version, hit.title) == (report.id, 1, report.title)
        assert (hit.outlet, hit.published) == (report.outlet, report.published)
        assert hit.score > 0

    def test_better_hits_come_first(self, store: Store) -> None:
        """And the limit keeps the best."""
        for number in range(3):
            store.add(make_report("Rain. " * 30 + "Bridge. " * number, title=f"Day {number}"))
        hits = store.search("bridge", 1)
        assert [hit.title for hit in hits] == ["Day 2"]
        scores = [hit.score for hit in store.search("bridge")]
        assert scores == sorted(scores, reverse=True)
