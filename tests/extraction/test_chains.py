"""From the report in hand, through every relay named, to whoever is said to know: nearest first."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.extraction.pipeline import Extractor
from reportedly.model.claim import Channel, Claim, Role
from reportedly.model.report import Report
from tests.extraction.samples import OUTLET, Reading, chain_of

CHAINS = [
    # one hop
    ("The Norland army said that 40 soldiers were killed.", ["Norland army"]),
    ("Some 40 soldiers were killed, according to Colonel Ada Vent.", ["Ada Vent"]),
    # relays: who carries stands before who is carried
    ("The Dalem Herald, citing two officials, said that 40 soldiers were killed.", ["Dalem Herald", "two officials"]),
    ("At least 40 soldiers were killed, the Dalem Herald reported, citing the army.", ["Dalem Herald", "army"]),
    ("Colonel Ada Vent told Reuters that 40 soldiers were killed.", ["Reuters", "Ada Vent"]),
    ("Reuters quoted Colonel Ada Vent as saying that 40 soldiers were killed.", ["Reuters", "Ada Vent"]),
    ("A letter seen by Reuters said that 40 soldiers were killed.", ["Reuters", "letter"]),
    # nesting: the outer speaker stands nearer
    ("The mayor said that Colonel Ada Vent had confirmed that 40 soldiers were killed.", ["mayor", "Ada Vent"]),
    ("Reuters reported that Mira Dahl had said that 40 soldiers were killed.", ["Reuters", "Mira Dahl"]),
]


@pytest.mark.parametrize(("text", "names"), CHAINS)
def test_a_chain_runs_from_the_nearest_to_the_origin(read: Reading, text: str, names: list[str]) -> None:
    """The outlet first, then each hop the text names, the one who knows last."""
    claim = read.figure(text, "40")
    assert claim.chain[0].name == OUTLET
    assert chain_of(claim) == names
    assert claim.origin is not None
    assert claim.origin.name == names[-1]


MERGED = [
    ("The Ister Gazette reports, citing the Norland army, that 40 soldiers were killed.", ["Norland army"]),
    ("The Norland army said that 40 soldiers were killed, The Ister Gazette reports.", ["Norland army"]),
    ("Colonel Ada Vent told The Ister Gazette that 40 soldiers were killed.", ["Ada Vent"]),
]


@pytest.mark.parametrize(("text", "rest"), MERGED)
def test_an_outlet_that_names_itself_is_one_hop(read: Reading, text: str, rest: list[str]) -> None:
    """ "The Ister Gazette reports" in The Ister Gazette adds no hop."""
    claim = read.figure(text, "40")
    assert [hop.name for hop in claim.chain].count(OUTLET) == 1
    assert [hop.name for hop in claim.chain[1:]] == rest


def test_an_outlet_that_names_itself_says_where(read: Reading) -> None:
    """The merged hop has the words by which the outlet names itself."""
    text = "The Ister Gazette reports, citing the Norland army, that 40 soldiers were killed."
    span = read.figure(text, "40").chain[0].span
    assert span is not None
    assert span.of(text) == "The Ister Gazette"


def test_own_voice_has_the_outlet_alone_and_no_origin(read: Reading) -> None:
    """What no one is said to have said."""
    claim = read.figure("Some 40 soldiers were killed.", "40")
    assert [(hop.name, hop.role, hop.span) for hop in claim.chain] == [(OUTLET, Role.OUTLET, None)]
    assert claim.origin is None


def test_a_report_without_an_outlet_has_no_hop_for_it(read: Reading) -> None:
    """Nothing is made up where no outlet is known."""
    assert read.figure("Some 40 soldiers were killed.", "40", outlet=None).chain == ()
    claim = read.figure("The Norland army said that 40 soldiers were killed.", "40", outlet=None)
    assert [hop.name for hop in claim.chain] == ["Norland army"]


SIDE_BY_SIDE = [
    ("The Norland army and the Sudland navy said that 40 soldiers were killed.", {"Norland army", "Sudland navy"}),
    ("Some 40 people died, the interior ministry and the Vell police said.", {"interior ministry", "Vell police"}),
    ("According to the Norland army and the Kessar Council, 40 people died.", {"Norland army", "Kessar Council"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), SIDE_BY_SIDE)
def test_sources_side_by_side_make_a_chain_each(read: Reading, text: str, names: set[str]) -> None:
    """ "A and B said P" is one claim of A and one of B."""
    found = [claim for claim in read(text) if claim.quantity is not None]
    assert {chain_of(claim)[-1] for claim in found} == names
    assert len(found) == len(names)
    assert len({claim.id for claim in found}) == len(names)


CHANNELS = [
    ("The Norland army said in a statement that 40 soldiers were killed.", Channel.STATEMENT),
    ("Colonel Ada Vent told reporters that 40 soldiers were killed.", Channel.PRESS_BRIEFING),
    ("Colonel Ada Vent said in an interview that 40 soldiers were killed.", Channel.INTERVIEW),
    ("The Marsh Front said on Telegram that 40 soldiers were killed.", Channel.POST),
    ("The mayor said that 40 soldiers were killed.", Channel.NOT_STATED),
]


@pytest.mark.parametrize(("text", "channel"), CHANNELS)
def test_the_last_hop_has_the_channel_that_was_said(read: Reading, text: str, channel: Channel) -> None:
    """How it was said stands between source and content."""
    assert read.figure(text, "40").chain[-1].channel is channel


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Norland army said on March 2 that 40 soldiers were killed.", "2031-03-02"),
        ("On 1 March 2031, Colonel Ada Vent said that 40 soldiers were killed.", "2031-03-01"),
        ("The Norland army said on Sunday that 40 soldiers were killed.", "2031-03-02"),
        ("The Norland army said that 40 soldiers were killed.", None),
        ("The Norland army said that 40 soldiers were killed on March 1.", None),
    ],
)
def test_when_it_was_said_is_not_when_it_happened(read: Reading, text: str, day: str | None) -> None:
    """The date beside the cue belongs to the saying, one inside the content to what happened."""
    claim: Claim = read.figure(text, "40")
    assert claim.said == day
    assert claim.chain[-1].date == day


LABELS = [
    ("Sudan: RSF drone strikes leave 40 dead", None),
    ("Ukraine: 40 killed in missile attack", None),
    ("DR Congo: M23 rebels take Goma, 40 dead", None),
    ("Syria: 40 people buried after raid", None),
    ("Mali: at least 40 soldiers killed in ambush", None),
    ("UN: 40 killed in missile attack", "United Nations"),
    ("Gaza Health Ministry: 40 killed", "Gaza Health Ministry"),
    ("40 killed in missile attack: Ukraine", "Ukraine"),
    ("Iran: “our missiles killed 40”", "Iran"),
    ("Israel: we did not kill 40 people", "Israel"),
]


@pytest.mark.parametrize(("title", "origin"), LABELS)
def test_a_country_before_a_colon_says_where_and_not_who(extractor: Extractor, title: str, origin: str | None) -> None:
    """But for its own words; any other name before a colon is who says it, and so is a country after one."""
    text = f"{title}\n\nThe war went on."
    report = Report(id="x", text=text, title=title, outlet=OUTLET, published=date(2031, 5, 3))
    (claim,) = (claim for claim in extractor.extract(report) if claim.quantity is not None)
    assert (claim.origin.name if claim.origin else None) == origin
