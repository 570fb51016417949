"""What a person is told of a change: one sentence with both words, who has it from whom, and how many follow."""

from __future__ import annotations

import pytest

from reportedly.model.finding import FindingKind, Member
from reportedly.model.shelf import Change
from reportedly.reconciliation.findings import drift_finding

NEAR = Member(claim="n", report="r1", outlet="The Ister Gazette", published="2031-03-03", speaker="Ada Vent")
DRIFT_KINDS = [kind for kind in FindingKind if kind.is_drift]


def drifted(number: int = 2, **changes: object) -> Change:
    values = {
        "claim": f"d{number}",
        "report": f"r{number}",
        "outlet": "Ombra Wire",
        "published": f"2031-03-0{number + 2}",
    }
    member = Member(**{**values, **changes})  # type: ignore[arg-type]
    return Change(kind=FindingKind.VALUE_CHANGED, before="40", after="50", nearest=NEAR, drifted=member)


def sentence(*changes: Change, claims: int | None = None) -> str:
    return drift_finding(changes, origin="o", question="q", claims=claims or len(changes)).sentence


def test_the_sentence_holds_both_words_and_both_tellers() -> None:
    told = sentence(drifted())
    for words in ("“40”", "“50”", "The Ister Gazette", "2031-03-03", "Ada Vent", "Ombra Wire", "2031-03-04"):
        assert words in told
    assert "\n" not in told


def test_what_is_stated_flatly_is_no_quotation() -> None:
    change = Change(
        kind=FindingKind.HEDGE_DROPPED, before="likely", after="stated flatly", nearest=NEAR, drifted=drifted().drifted
    )
    assert "“likely” became stated flatly" in sentence(change)


def test_those_that_follow_are_counted() -> None:
    assert "more" not in sentence(drifted())
    assert "does 1 more claim." in sentence(drifted(), claims=2)
    assert "do 1,999 more claims." in sentence(drifted(), claims=2_000)


def test_a_change_within_a_report_is_said_to_be_in_its_own_sentence() -> None:
    told = sentence(drifted(report="r1", outlet="The Ister Gazette"))
    assert "its own sentence" in told
    assert told.count("The Ister Gazette") == 1


def test_a_report_of_no_known_outlet_or_day_is_told_as_such() -> None:
    assert "a report of no known outlet" in sentence(drifted(outlet=None, published=None))


@pytest.mark.parametrize("kind", DRIFT_KINDS)
def test_every_kind_of_drift_has_its_words(kind: FindingKind) -> None:
    change = Change(kind=kind, before="a", after="b", nearest=NEAR, drifted=drifted().drifted)
    finding = drift_finding([change], origin="o", question=None, claims=1)
    assert finding.kind is kind
    assert finding.sentence.endswith(".")


def test_the_members_are_the_nearest_and_then_those_that_drifted_each_once() -> None:
    finding = drift_finding([drifted(2), drifted(3), drifted(2)], origin="o", question="q", claims=3)
    assert [member.claim for member in finding.members] == ["n", "d2", "d3"]
    assert (finding.origin, finding.question, finding.claims) == ("o", "q", 3)
    assert (finding.before, finding.after) == ("40", "50")


def test_the_id_is_of_kind_origin_and_words_whoever_else_shows_it() -> None:
    one = drift_finding([drifted(2)], origin="o", question="q", claims=1)
    more = drift_finding([drifted(3), drifted(2)], origin="o", question="q", claims=7)
    other = drift_finding([drifted(2)], origin="p", question="q", claims=1)
    assert one.id == more.id != other.id
