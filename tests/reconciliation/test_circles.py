"""Outlets that rest on one another, and when that is nobody's fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.model.finding import Finding, FindingKind
from reportedly.model.quantity import exactly
from reportedly.model.telling import Side, Telling
from reportedly.reconciliation.circles import find_circles
from reportedly.reconciliation.origins import OriginGroup, group_of

NAMES = {
    "gazette": "The Ister Gazette",
    "post": "The Norland Post",
    "courier": "The Ombra Courier",
    "herald": "The Sudland Herald",
}
GAZETTE, POST, COURIER, HERALD = NAMES


def telling(outlet: str, *via: str, day: int = 3, number: int = 1, **changes: Any) -> Telling:
    """What this outlet says on this day of March, by way of `via`, the last of which is said to know."""
    last = via[-1] if via else ""
    values: dict[str, Any] = {
        "claim": f"{outlet}{number}",
        "report": f"{outlet}-{day}",
        "outlet": NAMES.get(outlet, outlet),
        "outlet_key": outlet,
        "published": f"2031-03-{day:02}",
        "via": via,
        "speaker": NAMES.get(last, last),
        "speaker_key": last,
        "party": last,
        "own_voice": not via,
        "measure": "killed",
        "quantity": exactly(40),
        "subject": Side(key="state.norland", name="Norland"),
        "text": "40 killed",
        "sentence": "40 were killed.",
    }
    return Telling(**{**values, **changes})


def sources_say(outlet: str, *via: str, **changes: Any) -> Telling:
    """The same where the last of `via` cites somebody whom it does not name."""
    return telling(outlet, *via, **{"party": "", "named": False, "speaker": "officials", **changes})


def circles(*tellings: Telling) -> tuple[Finding, ...]:
    return find_circles([group_of(tellings)])


def test_two_outlets_that_credit_each_other_are_a_circle() -> None:
    group = group_of([telling(GAZETTE, POST), telling(POST, GAZETTE, day=4)])
    (finding,) = find_circles([group])
    assert finding.kind is FindingKind.CIRCULAR_SOURCING
    assert finding.sentence == (
        "The Ister Gazette credits The Norland Post (2031-03-03), which credits The Ister Gazette (2031-03-04): "
        "nobody outside the two is named."
    )
    assert [member.outlet for member in finding.members] == ["The Ister Gazette", "The Norland Post"]
    assert finding.origin == group.id
    assert finding.question
    assert finding.claims == 2


def test_three_outlets_each_of_which_credits_the_next_are_one_circle() -> None:
    (finding,) = circles(telling(COURIER, GAZETTE, day=5), telling(GAZETTE, POST), telling(POST, COURIER, day=4))
    assert finding.sentence == (
        "The Ister Gazette credits The Norland Post (2031-03-03), which credits The Ombra Courier (2031-03-04), which "
        "credits The Ister Gazette (2031-03-05): nobody outside the three is named."
    )
    assert len(finding.members) == 3


def test_an_outlet_that_credits_itself_is_no_circle() -> None:
    assert not circles(telling(GAZETTE, GAZETTE), telling(GAZETTE, day=2))
    assert not circles(telling(GAZETTE, POST, GAZETTE), telling(GAZETTE, GAZETTE, day=4))


def test_an_outlet_that_no_table_knows_is_credited_as_who_knows_and_without_its_article() -> None:
    """Nothing tells that a name is an outlet's but that it publishes here."""
    tellings = [
        replace(telling(by, to, day=day), via=(), outlet_key=f"name:th {by}", speaker_key=f"name:{to}")
        for by, to, day in ((GAZETTE, POST, 3), (POST, GAZETTE, 4))
    ]
    (finding,) = circles(*(replace(told, party=told.speaker_key) for told in tellings))
    assert finding.sentence.startswith("The Ister Gazette credits The Norland Post (2031-03-03), which credits The")


def test_crediting_in_one_direction_is_no_circle() -> None:
    assert not circles(telling(POST), telling(GAZETTE, POST), telling(COURIER, GAZETTE, day=4))
    assert not circles(telling(COURIER, POST), telling(GAZETTE, POST), telling(COURIER, GAZETTE, day=4))


def test_a_circle_is_innocent_where_somebody_outside_it_is_named() -> None:
    vent = {"speaker": "Ada Vent", "speaker_key": "name:vnt", "party": "name:vnt"}
    assert not circles(telling(GAZETTE, POST, **vent), telling(POST, GAZETTE, day=4))
    assert not circles(telling(GAZETTE, POST), telling(POST, GAZETTE, day=4), telling(HERALD, **vent))


def test_a_body_whose_officials_stay_unnamed_is_named_itself() -> None:
    ministry = {
        "party": "org.sudland-mod",
        "speaker_key": "org.sudland-mod",
        "named": False,
        "speaker": "ministry officials",
    }
    assert not circles(telling(GAZETTE, POST, **ministry), telling(POST, GAZETTE, day=4))


def test_another_outlet_that_is_said_to_know_is_named() -> None:
    assert not circles(telling(GAZETTE, POST), telling(POST, GAZETTE, day=4), telling(HERALD, "wire", day=5))


def test_sources_whom_nobody_names_do_not_open_a_circle() -> None:
    assert circles(sources_say(GAZETTE, POST), sources_say(POST, GAZETTE, day=4))


def test_an_outlet_that_first_said_so_itself_and_is_then_credited_by_the_one_it_credits_is_in_a_circle() -> None:
    (finding,) = circles(telling(GAZETTE, day=1), telling(POST, GAZETTE), telling(GAZETTE, POST, day=4))
    assert finding.sentence.startswith("The Norland Post credits The Ister Gazette (2031-03-03)")


def test_outlets_that_only_pass_the_circle_on_are_not_in_it() -> None:
    (finding,) = circles(telling(GAZETTE, POST), telling(POST, GAZETTE, day=4), telling(HERALD, GAZETTE, day=5))
    assert "Herald" not in finding.sentence
    assert finding.claims == 2


def test_what_one_outlet_says_of_another_closes_a_circle_and_the_sentence_says_whose_word_it_is() -> None:
    (finding,) = circles(telling(GAZETTE, POST, COURIER), telling(COURIER, GAZETTE, day=4), telling(POST, day=2))
    assert finding.sentence == (
        "The Ister Gazette credits The Norland Post (2031-03-03), which credits The Ombra Courier (as The Ister "
        "Gazette says, 2031-03-03), which credits The Ister Gazette (2031-03-04): nobody outside the three is named."
    )
    assert len(finding.members) == 2


def test_an_outlets_own_report_is_believed_before_what_another_says_of_it() -> None:
    said_of = telling(HERALD, GAZETTE, POST, day=1)
    (finding,) = circles(said_of, telling(GAZETTE, POST), telling(POST, GAZETTE, day=4))
    assert "as The" not in finding.sentence
    assert finding.claims == 3


def test_what_publishes_nothing_here_is_passed_over() -> None:
    """A post on a platform is its author's; an outlet whose report is not at hand cannot be looked up."""
    platform = "postbox"
    (finding,) = circles(telling(GAZETTE, platform, POST), telling(POST, platform, GAZETTE, day=4))
    assert "postbox" not in finding.sentence
    assert not circles(telling(GAZETTE, POST, GAZETTE))


def test_the_smaller_circle_is_told_and_not_the_longer_way_round() -> None:
    findings = circles(
        telling(GAZETTE, POST),
        telling(POST, GAZETTE, day=4),
        telling(POST, COURIER, day=5),
        telling(COURIER, GAZETTE, day=6),
    )
    assert [len(finding.members) for finding in findings] == [2]
    assert "nobody outside the three outlets that credit one another is named" in findings[0].sentence


def test_two_circles_that_share_an_outlet_are_two_findings() -> None:
    findings = circles(
        telling(GAZETTE, POST),
        telling(POST, GAZETTE, day=4),
        telling(GAZETTE, COURIER, day=5),
        telling(COURIER, GAZETTE, day=6),
    )
    assert [finding.members[0].published for finding in findings] == ["2031-03-03", "2031-03-05"]
    assert len({finding.id for finding in findings}) == 2


def test_two_acts_of_saying_make_no_circle_together() -> None:
    one, other = group_of([telling(GAZETTE, POST)]), group_of([telling(POST, GAZETTE, day=4)])
    assert not find_circles([one, other])


def test_reports_of_no_known_outlet_make_no_circle() -> None:
    unknown = replace(telling("name:unknown", GAZETTE, day=4), outlet=None)
    assert not circles(telling(GAZETTE, "name:unknown"), unknown)


def test_without_a_date_none_is_told() -> None:
    (finding,) = circles(telling(GAZETTE, POST, published=None), telling(POST, GAZETTE))
    assert finding.sentence.startswith("The Norland Post credits The Ister Gazette (2031-03-03), which credits The Nor")
    assert "None" not in finding.sentence


def test_nothing_makes_no_circle() -> None:
    assert find_circles(()) == ()
    assert not circles(telling(GAZETTE))


@st.composite
def many_tellings(draw: st.DrawFn) -> list[Telling]:
    """Up to eight tellings that credit one another in any way."""
    outlets = st.sampled_from(list(NAMES))
    rows = draw(st.lists(st.tuples(outlets, st.lists(outlets, max_size=2)), max_size=8))
    return [telling(outlet, *via, day=number + 1, number=number) for number, (outlet, via) in enumerate(rows)]


@given(many_tellings(), st.randoms())
def test_the_order_of_the_tellings_changes_nothing(tellings: list[Telling], random: Any) -> None:
    if not tellings:
        return
    group = group_of(tellings)
    shuffled = list(group.members)
    random.shuffle(shuffled)
    again = OriginGroup(id=group.id, members=tuple(shuffled))
    by_claim = {finding.id: finding for finding in find_circles([again])}
    assert [finding.sentence for finding in find_circles([group])] == [f.sentence for f in by_claim.values()]


@given(many_tellings())
def test_every_circle_is_there_and_no_circle_holds_another(tellings: list[Telling]) -> None:
    if not tellings:
        return
    findings = find_circles([group_of(tellings)])
    told = [re.sub(r"as [\w ]+ says", "", finding.sentence) for finding in findings]
    outlets = [frozenset(name for name in NAMES.values() if name in sentence) for sentence in told]
    assert not [one for one in outlets for other in outlets if one < other]
    assert all(len(found) > 1 for found in outlets)
    assert bool(findings) == _has_a_circle(tellings)


def _has_a_circle(tellings: Sequence[Telling]) -> bool:
    """Whether two outlets lead to each other, over any number of others, and no one outside their tangle is named."""
    here = {told.outlet_key for told in tellings}
    paths = [[told.outlet_key, *(key for key in told.via if key in here)] for told in tellings]
    leads = {(by, to) for path in paths for by, to in pairwise(path) if by != to}
    while more := {(a, d) for a, b in leads for c, d in leads if b == c} - leads:
        leads |= more
    named = {told.party for told in tellings if told.party}
    tangles = [{other for other in here if {(key, other), (other, key)} <= leads} for key in here]
    return any(tangle and named <= tangle for tangle in tangles)


@pytest.mark.parametrize("size", [4, 9, 12])
def test_a_circle_may_have_any_length(size: int) -> None:
    outlets = [f"outlet {number:02}" for number in range(size)]
    ring = [
        telling(by, to, day=number + 1)
        for number, (by, to) in enumerate(pairwise([*outlets, outlets[0]]))
    ]  # fmt: skip
    (finding,) = circles(*ring)
    assert len(finding.members) == size
    assert finding.sentence.count("credits") == size
