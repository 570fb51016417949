"""What became of a report's claims in its next version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.certainty import Certainty, Confidence, Likelihood, Modality
from reportedly.model.claim import Polarity, Stance, Status
from reportedly.model.finding import FindingKind
from reportedly.model.quantity import Quantity, about, at_least, exactly, more_than, vaguely
from reportedly.model.telling import Side, Telling
from reportedly.reconciliation.edits import MOST_MEMBERS, Edit, EditKind, Slot, changes_between, find_edits

PORT = Side(key="place:port-ister", name="Port Ister")
OMBRA = Side(key="place:ombra", name="Ombra")


def telling(
    words: str, quantity: Quantity | None = None, *, number: int = 1, version: int = 1, **changes: Any
) -> Telling:
    """A claim of one report, by the harbour office unless another is named."""
    values: dict[str, Any] = {
        "claim": f"claim{number}-{version}",
        "report": "report1",
        "version": version,
        "outlet": "The Ister Gazette",
        "published": "2031-03-03",
        "speaker": "the harbour office",
        "speaker_key": "name:harbour",
        "party": "name:harbour",
        "start": number * 100,
        "measure": "killed" if quantity is not None else None,
        "quantity": quantity,
        "text": words,
        "sentence": words,
    }
    return Telling(**{**values, **changes})


def newer(words: str, quantity: Quantity | None = None, *, number: int = 1, **changes: Any) -> Telling:
    return telling(words, quantity, number=number, version=2, **changes)


KILLED = telling("at least 40 people were killed when the ferry sank", at_least(40))
FAIR = telling("the autumn fair has been called off", number=2)


def again(one: Telling, **changes: Any) -> Telling:
    """The same claim in the next version."""
    return replace(one, version=2, claim=f"{one.claim}-again", **changes)


def slots(older: Telling, changed: Telling) -> list[tuple[Slot | None, str, str]]:
    return [(edit.slot, edit.before, edit.after) for edit in changes_between([older], [changed])]


def test_a_version_with_the_same_claims_is_no_edit() -> None:
    assert changes_between([KILLED, FAIR], [again(FAIR), again(KILLED)]) == ()
    assert find_edits([KILLED, FAIR], [again(KILLED, start=700), again(FAIR)]) is None
    assert find_edits((), ()) is None


def test_a_figure_that_was_changed_and_claims_that_came_and_went_are_told_in_one_sentence() -> None:
    before = [KILLED, FAIR]
    after = [
        newer("47 people were killed when the ferry sank", exactly(47)),
        newer("the owners have not answered", number=3),
        newer("divers will search the wreck on Tuesday", number=4),
    ]
    finding = find_edits(before, after)
    assert finding is not None
    assert finding.kind is FindingKind.EDITED_REPORT
    assert finding.sentence == (
        "The Ister Gazette changed its report of 2031-03-03: 'at least 40 killed' became '47 killed'; "
        "1 claim vanished, 2 appeared."
    )
    assert (finding.before, finding.after) == ("at least 40 killed", "47 killed")
    assert [(member.claim, member.version) for member in finding.members] == [
        ("claim1-1", 1),
        ("claim1-2", 2),
        ("claim2-1", 1),
        ("claim3-2", 2),
        ("claim4-2", 2),
    ]
    assert finding.claims == 5


def test_the_edits_name_both_claims_and_every_slot_that_changed() -> None:
    changed = newer("47 people were killed when the ferry sank", exactly(47))
    assert changes_between([KILLED], [changed]) == (
        Edit(
            kind=EditKind.CHANGED,
            slot=Slot.VALUE,
            before="at least 40 killed",
            after="47 killed",
            older=KILLED,
            newer=changed,
        ),
        Edit(
            kind=EditKind.CHANGED,
            slot=Slot.BOUND,
            before="at least 40 killed",
            after="47 killed",
            older=KILLED,
            newer=changed,
        ),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"quantity": at_least(47)}, (Slot.VALUE, "at least 40 killed", "at least 47 killed")),
        ({"quantity": vaguely("dozens")}, (Slot.VALUE, "at least 40 killed", "dozens killed")),
        ({"quantity": exactly(40)}, (Slot.BOUND, "at least 40 killed", "40 killed")),
        ({"quantity": more_than(40)}, (Slot.BOUND, "at least 40 killed", "more than 40 killed")),
        ({"quantity": about(40)}, (Slot.BOUND, "at least 40 killed", "about 40 killed")),
        ({"measure": "casualties"}, (Slot.MEASURE, "at least 40 killed", "at least 40 casualties")),
        (
            {"certainty": Certainty(likelihood=Likelihood(term="likely"))},
            (Slot.HEDGE, "stated flatly", "likely"),
        ),
        (
            {"certainty": Certainty(modality=Modality.MAY, confidence=Confidence.LOW)},
            (Slot.HEDGE, "stated flatly", "may, low confidence"),
        ),
        ({"speaker": "Ada Vent", "speaker_key": "name:vent"}, (Slot.SOURCE, "the harbour office", "Ada Vent")),
        (
            {"speaker": "The Ister Gazette", "speaker_key": "", "own_voice": True},
            (Slot.SOURCE, "the harbour office", "its own voice"),
        ),
        ({"place": PORT}, (Slot.PLACE, "no place", "Port Ister")),
        ({"polarity": Polarity.NEGATED}, (Slot.POLARITY, "said to be so", "said not to be so")),
        ({"stance": Stance.DENIES}, (Slot.STANCE, "asserts", "denies")),
        ({"status": Status.UNDER_WAY}, (Slot.STATUS, "no status", "under way")),
    ],
)
def test_a_changed_slot_is_named(changes: dict[str, Any], expected: tuple[Slot, str, str]) -> None:
    changed = again(KILLED, **changes)
    assert slots(KILLED, changed) == [expected]
    slot, before, after = expected
    assert slots(changed, KILLED) == [(slot, after, before)]


def test_what_is_not_the_figure_is_told_with_the_slot_and_the_figure_it_is_of() -> None:
    finding = find_edits([KILLED], [again(KILLED, certainty=Certainty(likelihood=Likelihood(term="likely")))])
    assert finding is not None
    assert finding.sentence.endswith(": hedge 'stated flatly' became 'likely' (at least 40 killed).")


def test_a_claim_without_a_figure_is_found_again_by_its_words() -> None:
    changed = newer("the autumn fair of Ombra has been called off again", number=7, status=Status.DONE)
    assert slots(FAIR, changed) == [(Slot.STATUS, "no status", "done")]
    other = newer("the owners of the ferry have not answered", number=2)
    assert [edit.kind for edit in changes_between([FAIR], [other])] == [EditKind.VANISHED, EditKind.APPEARED]


def test_the_same_figure_is_paired_before_a_figure_in_like_words() -> None:
    port = telling("40 people were killed in Port Ister", exactly(40), place=PORT)
    ombra = telling("12 people were killed in Ombra", exactly(12), number=2, place=OMBRA)
    raised = newer("47 people were killed in Port Ister", exactly(47), number=2, place=PORT)
    edits = changes_between([port, ombra], [again(ombra, start=50), raised])
    assert [(edit.slot, edit.before, edit.after) for edit in edits] == [(Slot.VALUE, "40 killed", "47 killed")]


def test_a_claim_is_paired_once_and_of_two_alike_with_the_one_that_stands_as_it_stood() -> None:
    twice = [KILLED, replace(KILLED, claim="claim9-1", start=900)]
    edits = changes_between(twice, [again(KILLED)])
    assert [(edit.kind, edit.older) for edit in edits] == [(EditKind.VANISHED, twice[1])]


def test_another_figure_of_another_speaker_is_another_claim() -> None:
    other = newer("nine sailors reached the shore of Sudland", exactly(9), speaker_key="name:vent", measure="present")
    assert [edit.kind for edit in changes_between([KILLED], [other])] == [EditKind.VANISHED, EditKind.APPEARED]


def test_a_claim_that_loses_its_figure_is_the_same_claim() -> None:
    changed = newer("people were killed when the ferry sank", measure="killed")
    assert slots(KILLED, changed) == [(Slot.VALUE, "at least 40 killed", "killed")]


def test_only_claims_that_came_or_went_make_a_finding_too() -> None:
    gone, come = find_edits([KILLED, FAIR], [again(KILLED)]), find_edits([], [again(KILLED), again(FAIR)])
    assert gone is not None
    assert gone.sentence == "The Ister Gazette changed its report of 2031-03-03: 1 claim vanished."
    assert gone.before is None
    assert come is not None
    assert come.sentence == "The Ister Gazette changed its report of 2031-03-03: 2 claims appeared."


def test_more_changes_than_a_sentence_holds_are_counted() -> None:
    verbs = "sank burned drifted capsized exploded".split()
    before = [telling(f"{n} boats {verb}", exactly(n), number=n) for n, verb in enumerate(verbs, start=11)]
    after = [newer(f"{n + 20} boats {verb}", exactly(n + 20), number=n) for n, verb in enumerate(verbs, start=11)]
    finding = find_edits(before, after)
    assert finding is not None
    assert finding.sentence.endswith("'13 killed' became '33 killed'; 2 more changes.")


def test_a_change_that_title_and_text_both_show_is_told_once() -> None:
    title = replace(KILLED, claim="claim0-1", start=0, in_title=True)
    raised = {"quantity": at_least(47)}
    finding = find_edits([title, KILLED], [again(title, **raised), again(KILLED, **raised)])
    assert finding is not None
    assert finding.sentence.count("became") == 1
    assert finding.claims == 4


def test_without_outlet_or_date_the_sentence_stands() -> None:
    finding = find_edits([replace(KILLED, outlet=None, published=None)], [])
    assert finding is not None
    assert finding.sentence == "The outlet changed its report: 1 claim vanished."


def test_a_finding_keeps_so_many_members_and_counts_all() -> None:
    many = [telling(f"word{number}", number=number) for number in range(MOST_MEMBERS + 3)]
    finding = find_edits(many, [])
    assert finding is not None
    assert len(finding.members) == MOST_MEMBERS
    assert finding.claims == MOST_MEMBERS + 3


def test_two_reports_are_not_two_versions() -> None:
    with pytest.raises(ValueError, match="two versions of one report"):
        find_edits([KILLED], [replace(FAIR, report="report2")])


quantities = st.sampled_from([None, at_least(40), exactly(40), exactly(47), exactly(12), vaguely("dozens")])
phrases = st.lists(st.sampled_from("boats ferry sank harbour Ombra fair".split()), max_size=4).map(" ".join)


@st.composite
def versions(draw: st.DrawFn, version: int) -> list[Telling]:
    """Up to six claims of a version, many of them alike."""
    rows = draw(st.lists(st.tuples(phrases, quantities, st.sampled_from(["killed", "sent", None])), max_size=6))
    speakers = st.sampled_from(["", "name:vent", "name:harbour"])
    return [
        telling(words, quantity, number=number, version=version, measure=measure, speaker_key=draw(speakers))
        for number, (words, quantity, measure) in enumerate(rows)
    ]


def turned(edit: Edit) -> Edit:
    """The edit as it looks from the other version."""
    kind = {EditKind.APPEARED: EditKind.VANISHED, EditKind.VANISHED: EditKind.APPEARED}.get(edit.kind, edit.kind)
    return Edit(
        kind=kind, slot=edit.slot, before=edit.after, after=edit.before, older=edit.newer, newer=edit.older
    )  # fmt: skip


def as_a_set(edits: Sequence[Edit]) -> set[str]:
    return {repr(edit) for edit in edits}


@given(versions(1), versions(2))
def test_looked_at_the_other_way_round_what_appeared_has_vanished(older: list[Telling], later: list[Telling]) -> None:
    there, back = changes_between(older, later), changes_between(later, older)
    assert as_a_set(there) == as_a_set([turned(edit) for edit in back])
    assert len(there) == len(back)


@given(versions(1), versions(2), st.randoms())
def test_the_order_of_the_claims_changes_nothing(older: list[Telling], later: list[Telling], random: Any) -> None:
    shuffled = list(older), list(later)
    for claims in shuffled:
        random.shuffle(claims)
    assert changes_between(*shuffled) == changes_between(older, later)
    assert find_edits(*shuffled) == find_edits(older, later)


@given(versions(1))
def test_a_version_beside_itself_shows_nothing(claims: list[Telling]) -> None:
    assert find_edits(claims, [again(claim) for claim in claims]) is None


@given(versions(1), versions(2))
def test_every_claim_is_paired_once_at_most_and_none_is_lost(older: list[Telling], later: list[Telling]) -> None:
    edits = changes_between(older, later)
    gone = [edit.older for edit in edits if edit.kind is EditKind.VANISHED]
    come = [edit.newer for edit in edits if edit.kind is EditKind.APPEARED]
    pairs = {(edit.older, edit.newer) for edit in edits if edit.kind is EditKind.CHANGED}
    assert len(older) - len(gone) == len(later) - len(come) >= len(pairs)
    assert not {one for one, _ in pairs} & set(gone)
    assert not {other for _, other in pairs} & set(come)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
