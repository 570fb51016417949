"""What every store must tell of who speaks and who passes it on: the fifth part of the store contract."""

from __future__ import annotations

import dataclasses

import pytest

from reportedly.errors import NotFoundError
from reportedly.model.finding import FindingKind, drift_id
from reportedly.model.story import Query
from reportedly.stores import Store
from tests.contracts.store_origins import ECHO, QUOTED
from tests.contracts.store_pictures import BARE, BOATS, WATCHED, drawn, saying

OTHER_OUTLET = (dataclasses.replace(WATCHED[0], outlet="Marsh Post"), WATCHED[1])


class StoreSpeakers:
    def test_an_empty_store_has_no_speakers(self, store: Store) -> None:
        """Nothing found is an empty result."""
        assert store.find_parties() == store.find_outlets() == store.estimates_of_party("nobody") == ()
        assert store.drift_counts() == {}

    def test_parties_come_with_what_they_say_the_one_with_most_acts_first(self, store: Store) -> None:
        """Acts of saying, the claims that tell them, and to how many questions."""
        drawn(store, QUOTED, BARE, ECHO, WATCHED, BOATS)
        first, second = store.find_parties()
        assert (first.acts, first.claims, first.questions) == (2, 4, 2)
        assert (second.acts, second.claims, second.questions, second.name) == (1, 1, 1, "River Watch")
        assert {first.id, second.id} == set(store.party_ids())
        assert first.first is not None
        assert first.first <= (first.last or "")

    def test_what_a_party_says_comes_newest_first_page_by_page(self, store: Store) -> None:
        """To any question, each act once."""
        drawn(store, QUOTED, BARE, WATCHED, BOATS)
        party = store.find_parties()[0].id
        whole = store.estimates_of_party(party)
        assert len(whole) == 2
        assert {one.origin.party for one in whole} == {party}
        days = [one.as_of or "" for one in whole]
        assert days == sorted(days, reverse=True)
        assert store.estimates_of_party(party, limit=1) + store.estimates_of_party(party, limit=1, offset=1) == whole

    def test_outlets_come_with_their_relays_and_what_changed_in_them(self, store: Store) -> None:
        """A relay has what another report has from nearer to its origin; who alone tells something relays nothing."""
        drawn(store, QUOTED, BARE, ECHO, OTHER_OUTLET)
        first, second = store.find_outlets()
        assert (first.name, first.reports, first.nearest, first.relays) == (QUOTED[0].outlet, 3, 1, 2)
        assert dict(first.drift)[FindingKind.BOUND_DROPPED] == 2
        assert (second.name, second.reports, second.nearest, second.relays, second.drift) == ("Marsh Post", 1, 0, 0, ())

    def test_a_report_relays_an_act_once_however_often_it_tells_it(self, store: Store) -> None:
        """Nor is what it tells again itself a relay of what it stands nearest to."""
        report, (claim,) = BARE
        again, twice = dataclasses.replace(claim, id="again"), dataclasses.replace(QUOTED[1][0], id="twice")
        drawn(store, (QUOTED[0], (*QUOTED[1], twice)), (report, (claim, again)))
        (row,) = store.find_outlets()
        assert (row.nearest, row.relays) == (1, 1)
        assert dict(row.drift)[FindingKind.BOUND_DROPPED] == 1

    def test_what_nobody_named_said_is_relayed_by_nobody(self, store: Store) -> None:
        """It is compared with nothing, and would make every share look smaller than it is."""
        unnamed = [
            saying(n, "Officials said 33 boats sank.", source="Officials", actor=None, named=False) for n in (1, 2)
        ]
        drawn(store, *unnamed)
        (row,) = store.find_outlets()
        assert (row.nearest, row.relays, row.drift) == (0, 0, ())

    def test_an_outlet_has_the_parties_whose_word_it_passes_on(self, store: Store) -> None:
        """With how many of the acts of each; those that only others pass on are not among them."""
        drawn(store, QUOTED, BARE, BOATS, OTHER_OUTLET)
        ((vent, acts),) = store.parties_of_outlet(QUOTED[0].outlet or "")
        assert (acts, vent.acts, vent.claims) == (2, 2, 3)
        ((watch, acts),) = store.parties_of_outlet("Marsh Post")
        assert (watch.name, acts) == ("River Watch", 1)
        assert {vent, watch} == set(store.find_parties())
        assert store.parties_of_outlet("Marsh") == ()

    def test_reports_are_found_by_the_very_name_of_their_outlet(self, store: Store) -> None:
        """Where a part of the name finds others too."""
        drawn(store, OTHER_OUTLET, (dataclasses.replace(BARE[0], outlet="Post"), BARE[1]))
        assert len(store.find_reports(outlet="post")) == 2
        assert [row.outlet for row in store.find_reports(published_by="Post")] == ["Post"]
        assert store.find_reports(published_by="post") == ()

    def test_drift_is_found_by_party_outlet_and_act(self, store: Store) -> None:
        """Each a part of all there is."""
        drawn(store, QUOTED, BARE, OTHER_OUTLET)
        whole = store.find_drift()
        assert whole
        party = next(row.id for row in store.find_parties() if row.name != "River Watch")
        assert store.find_drift(party=party) == store.find_drift(outlet=QUOTED[0].outlet) == whole
        assert store.find_drift(outlet="Marsh Post") == store.find_drift(party="nobody") == ()

    def test_drift_is_had_by_the_id_of_its_finding(self, store: Store) -> None:
        drawn(store, QUOTED, BARE, OTHER_OUTLET)
        for row in store.find_drift():
            change = row.changes[0]
            assert store.get_drift(drift_id(change.kind, row.origin, change.before, change.after)) == row
        for name in ("", "nothing", f"{row.origin}-00000000", f"{row.origin}-"):
            with pytest.raises(NotFoundError):
                store.get_drift(name)

    def test_drift_is_counted_by_kind(self, store: Store) -> None:
        """As many as there are rows, all or those that a query gathers."""
        drawn(store, QUOTED, BARE, ECHO)
        rows = store.find_drift(limit=None)
        counts = {row.changes[0].kind: 0 for row in rows}
        for row in rows:
            counts[row.changes[0].kind] += 1
        assert store.drift_counts() == counts
        assert store.drift_counts(Query(measure="equipment_lost")) == {}
