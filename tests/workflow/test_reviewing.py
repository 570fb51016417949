"""Making a review of what was typed, and the queue of claims to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.errors import NotFoundError
from reportedly.model.claim import Style
from reportedly.model.story import Verdict
from reportedly.stores import Store, open_store
from reportedly.workflow import draw, review
from reportedly.workflow.reviewing import claim_named, new_review, review_line, still_waiting, waiting
from tests.builders import made_up_knowledge
from tests.contracts.store_pictures import BARE, BOATS, BOUNDED, WATCHED

QUOTED = (BOUNDED[0], (replace(BOUNDED[1][0], style=Style.DIRECT),))
BARE_ID, BOATS_ID, QUOTED_ID = BARE[1][0].id, BOATS[1][0].id, QUOTED[1][0].id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "reports.db") as store:
        for report, claims in (QUOTED, BARE, WATCHED, BOATS):
            store.add(report, claims)
        draw(store, made_up_knowledge())
        yield store


def test_a_claim_is_asked_for_by_the_beginning_of_its_id(store: Store) -> None:
    assert claim_named(store, BARE_ID[:10]) == BARE_ID
    for beginning in ("", "zzz"):
        with pytest.raises(NotFoundError, match="no claim"):
            claim_named(store, beginning)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"verdict": Verdict.REJECT}, "reason"),
        ({"verdict": Verdict.ACCEPT, "who": " "}, "name"),
        ({"verdict": Verdict.MERGE, "other": BARE_ID}, "itself"),
        ({"verdict": Verdict.CORRECT, "slot": "colour", "value": "red"}, "no slot"),
        ({"verdict": Verdict.CORRECT, "slot": "quantity", "value": "many"}, "no figure"),
    ],
)
def test_what_is_no_review_is_told_in_a_sentence(store: Store, given: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        new_review(store, BARE_ID, **{"who": "Ida", **given})  # type: ignore[arg-type]


def test_a_review_is_one_line_of_words(store: Store) -> None:
    made = new_review(store, BARE_ID[:8], Verdict.CORRECT, who=" Ida ", why=" seen ", slot="measure", value="wounded")
    assert (made.of, made.who, made.why, made.value) == (BARE_ID, "Ida", "seen", "wounded")
    told = f"Ida corrects claim {BARE_ID[:8]}: measure is wounded: seen"
    assert review_line(made).endswith(told)
    assert review_line(replace(made, undone=True)).endswith(f"{told} (taken back)")


def test_claims_that_findings_rest_on_wait_first_and_each_once(store: Store) -> None:
    queue = waiting(store)
    assert len({one.claim for one in queue}) == len(queue) == 4
    resting = [one.claim for one in queue if one.kind is not None]
    assert {BARE_ID, QUOTED_ID} <= set(resting)
    assert [one.claim for one in queue[: len(resting)]] == resting
    assert BOATS_ID in {one.claim for one in queue[len(resting) :]}


def test_a_reviewed_claim_waits_no_more_until_that_is_taken_back(store: Store) -> None:
    queue = waiting(store)
    made = new_review(store, BOATS_ID, Verdict.ACCEPT, who="Ida")
    review(store, made, made_up_knowledge())
    assert {one.claim for one in queue} - {one.claim for one in still_waiting(store, queue)} == {BOATS_ID}
    store.undo_review(made.id)
    assert still_waiting(store, queue) == queue
