"""Who draws while others add, review and draw: what was kept meanwhile is seen."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from reportedly.model.story import Review, Verdict
from reportedly.stores import open_store
from reportedly.stores.base import Drawn
from reportedly.workflow import Pen, draw
from tests.builders import claims_of, made_up_knowledge, numbered_report

KNOWLEDGE = made_up_knowledge()
WHEN = datetime(2031, 4, 1, tzinfo=UTC)


def test_a_review_that_was_made_meanwhile_is_seen(location: str) -> None:
    """A pen that was made before it draws by it all the same."""
    report = numbered_report(1)
    rejected, other = claims_of(report)
    with open_store(location) as store:
        store.add(report, (rejected, other))
        pen = Pen(store, KNOWLEDGE)
        store.add_review(Review(id="r1", of=rejected.id, verdict=Verdict.REJECT, who="Ida", when=WHEN))
        pen.redraw(Drawn(report.id, 1), enters=True)
        told = {one.telling.claim for origin in store.find_origins() for one in origin}
        assert told == {other.id}
        store.undo_review("r1")
        pen.redraw(Drawn(report.id, 1), enters=True)
        assert len(store.find_origins()) == 2
        assert draw(store, KNOWLEDGE) == 0


def test_a_version_that_was_replaced_meanwhile_does_not_come_back(location: str) -> None:
    """Whoever had it on a list leaves it out."""
    old = numbered_report(1)
    new = dataclasses.replace(numbered_report(2), id=old.id, url=old.url)
    with open_store(location) as store:
        store.add(old, claims_of(old))
        pen = Pen(store, KNOWLEDGE)
        store.add(new, claims_of(new))
        draw(store, KNOWLEDGE)
        before = store.find_origins()
        pen.redraw(Drawn(old.id, 1), enters=True)
        assert store.find_origins() == before
        assert draw(store, KNOWLEDGE) == 0


def test_a_review_made_while_all_is_drawn_is_not_forgotten(location: str) -> None:
    """It is drawn by the whole drawing, or by the next."""
    report = numbered_report(1)
    rejected, other = claims_of(report)
    with open_store(location) as store:
        store.add(report, (rejected, other))
        pen = Pen(store, KNOWLEDGE)
        store.add_review(Review(id="r1", of=rejected.id, verdict=Verdict.REJECT, who="Ida", when=WHEN))
        pen.redraw_all()
        draw(store, KNOWLEDGE)
        assert {one.telling.claim for origin in store.find_origins() for one in origin} == {other.id}
