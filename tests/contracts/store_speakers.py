"""What every store must tell of who speaks and who passes it on: the fifth part of the store contract."""

from __future__ import annotations

import dataclasses

from reportedly.model.finding import FindingKind
from reportedly.model.story import Query
from reportedly.stores import Store
from tests.contracts.store_origins import ECHO, QUOTED
from tests.contracts.store_pictures import BARE, BOATS, WATCHED, drawn

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

    def test_outlets_come_with_their_echoes_and_what_changed_in_them(self, store: Store) -> None:
        """The telling nearest to the origin is no echo, nor is what nobody else tells."""
        drawn(store, QUOTED, BARE, ECHO, OTHER_OUTLET)
        first, second = store.find_outlets()
        assert (first.name, first.reports, first.echoes) == (QUOTED[0].outlet, 3, 2)
        assert dict(first.drift)[FindingKind.BOUND_DROPPED] == 2
        assert (second.name, second.reports, second.echoes, second.drift) == ("Marsh Post", 1, 0, ())

    def test_drift_is_found_by_party_outlet_and_act(self, store: Store) -> None:
        """Each a part of all there is."""
        drawn(store, QUOTED, BARE, OTHER_OUTLET)
        whole = store.find_drift()
        assert whole
        party = next(row.id for row in store.find_parties() if row.name != "River Watch")
        assert store.find_drift(party=party) == store.find_drift(outlet=QUOTED[0].outlet) == whole
        assert store.find_drift(outlet="Marsh Post") == store.find_drift(party="nobody") == ()
        assert store.find_drift(origin=whole[0].origin) == tuple(r for r in whole if r.origin == whole[0].origin)

    def test_drift_is_counted_by_kind(self, store: Store) -> None:
        """As many as there are rows, all or those that a query gathers."""
        drawn(store, QUOTED, BARE, ECHO)
        rows = store.find_drift(limit=None)
        counts = {row.changes[0].kind: 0 for row in rows}
        for row in rows:
            counts[row.changes[0].kind] += 1
        assert store.drift_counts() == counts
        assert store.drift_counts(Query(measure="equipment_lost")) == {}
