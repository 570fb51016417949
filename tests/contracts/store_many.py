"""What every store must do with many reports at once, and with how far their sources were read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.errors import StoreError
from reportedly.model.report import Span
from reportedly.stores import Added, Mark, Outcome, Store
from tests.builders import claims_of, numbered_report
from tests.contracts.store_questions import Opening

WHOLE = Mark(source="/news/a.warc", fingerprint="10:1:1", position="bytes:7", done=7)


class StoreMany:
    def test_many_come_to_the_same_as_one_by_one(self, store: Store, opening: Opening) -> None:
        """New, held and changed reports in one call, a copy within the call too."""
        first, second = numbered_report(1), numbered_report(2)
        changed = replace(second, id=first.id, url=first.url)
        added = store.add_many((report, claims_of(report)) for report in (first, first, changed, numbered_report(3)))
        assert [one.outcome for one in added if isinstance(one, Added)] == [
            Outcome.NEW,
            Outcome.UNCHANGED,
            Outcome.NEW_VERSION,
            Outcome.NEW,
        ]
        assert store.claims_of(first.id, 1) == claims_of(first)
        assert [claim.report.version for claim in store.claims_of(first.id)] == [2, 2]
        assert store.check() == ()
        with opening() as other:
            assert other.counts() == store.counts()

    def test_one_that_cannot_be_kept_costs_only_itself(self, store: Store) -> None:
        """It leaves nothing behind: neither its report nor a claim of it."""
        good, bad, half = numbered_report(1), numbered_report(2), numbered_report(3)
        wrong = replace(claims_of(bad)[0], span=Span(start=0, end=len(bad.text) + 1))
        broken = replace(half, text=half.text + "\ud800")
        added = store.add_many(
            [(good, claims_of(good)), (bad, (wrong,)), (broken, claims_of(half)), (numbered_report(4), ())]
        )
        assert [type(one) for one in added] == [Added, StoreError, StoreError, Added]
        assert "points outside the text" in str(added[1])
        assert store.counts().reports == 2
        assert store.check() == ()

    def test_an_error_of_the_reports_keeps_nothing_of_the_call(self, store: Store) -> None:
        """Neither reports nor marks: nothing was acknowledged."""

        def broken() -> object:
            yield numbered_report(1), ()
            raise RuntimeError

        with pytest.raises(RuntimeError):
            store.add_many(broken(), [WHOLE])  # type: ignore[arg-type]
        assert store.counts().reports == 0
        assert store.reached(WHOLE.source, WHOLE.fingerprint) is None

    def test_how_far_a_source_was_read_is_kept_with_its_reports(self, store: Store, opening: Opening) -> None:
        """The last mark counts, and is there for the next to open the store."""
        store.add_many([(numbered_report(1), ())], [replace(WHOLE, position="bytes:3"), WHOLE])
        with opening() as other:
            assert other.reached(WHOLE.source, WHOLE.fingerprint) == "bytes:7"
        store.add_many((), [replace(WHOLE, position="end")])
        assert store.reached(WHOLE.source, WHOLE.fingerprint) == "end"

    def test_another_fingerprint_is_another_source(self, store: Store) -> None:
        """A file that has changed is read from its beginning, and the mark of the old one is gone."""
        store.add_many((), [WHOLE])
        assert store.reached(WHOLE.source, "11:2:1") is None
        assert store.reached("/news/b.warc", WHOLE.fingerprint) is None
        store.add_many((), [replace(WHOLE, fingerprint="11:2:1", position="bytes:2")])
        assert store.reached(WHOLE.source, "11:2:1") == "bytes:2"
        assert store.reached(WHOLE.source, WHOLE.fingerprint) is None
