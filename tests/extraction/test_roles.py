"""Subject, counterpart and place: who acts, by whom, and where, as the clause names them."""

from __future__ import annotations

import pytest

from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.claim import Claim
from reportedly.model.report import Report

EXTRACTOR = Extractor(load_knowledge())


def figure(text: str) -> Claim:
    """The first claim of a text that has a number."""
    return next(claim for claim in EXTRACTOR.extract(Report(id="x", text=text)) if claim.quantity is not None)


BY_WHOM = [
    ("Forty villagers were killed by masked gunmen near Lumave.", "masked gunmen"),
    ("A lone sniper killed 12 villagers on Sunday.", "lone sniper"),
    ("Twelve people were killed in Israel's bombing of the town.", "Israel"),
    ("Dozens were wounded as RSF drones hit the market.", "Rapid Support Forces"),
    ("The jets hit a market, killing 10 people.", "jets"),
    ("A roadside bomb killed 14 soldiers and wounded 32 others.", "roadside bomb"),
]


@pytest.mark.parametrize(("text", "name"), BY_WHOM)
def test_who_is_said_to_have_done_it(text: str, name: str) -> None:
    counterpart = figure(text).counterpart
    assert counterpart is not None
    assert name in counterpart.name
    assert counterpart.span is not None
    assert counterpart.span.of(text) == counterpart.as_written or counterpart.id is not None


@pytest.mark.parametrize(
    "text",
    [
        "Forty villagers were killed by Monday.",
        "The toll rose by 12 percent to 40 dead.",
        "Forty people were killed in the town, CNN reported.",
        "Forty people were killed by mistake.",
    ],
)
def test_what_is_no_agent(text: str) -> None:
    assert figure(text).counterpart is None


WHERE = [
    ("Ten people were killed in the village of Orvan Dal.", "Orvan Dal", None),
    ("A strike on Maarset killed ten people.", "Maarset", None),
    ("Ten people were killed in Khartoum.", "Khartoum", "city"),
    ("Ten people were killed in the Lumave district on Monday.", "Lumave", None),
]


@pytest.mark.parametrize(("text", "name", "kind"), WHERE)
def test_where_it_was(text: str, name: str, kind: str | None) -> None:
    place = figure(text).place
    assert place is not None
    assert place.name == name
    assert place.kind == (kind or "place")
    assert (place.id is None) == (kind is None)


def test_a_side_whose_arms_are_named_is_no_place() -> None:
    place = figure("Ten people were killed in Israel's bombing.").place
    assert place is None


WHO_ACTS = [
    ("General Erle said the rebels had seized the bridge.", "rebels"),
    ("The Orvan Front said that it would join the talks.", "Orvan Front"),
    ("“We will hold the town,” General Tomas Erle said.", "Tomas Erle"),
    ("The governor said that armed settlers attacked the convoy.", "armed settlers"),
]


@pytest.mark.parametrize(("text", "name"), WHO_ACTS)
def test_the_subject_of_what_is_said(text: str, name: str) -> None:
    claims = EXTRACTOR.extract(Report(id="x", text=text))
    assert name in {claim.subject.name for claim in claims if claim.subject is not None}


OF_THE_WHOLE = [
    ("That is more than half of the 11,000 North Korean troops sent there, the ministry said.", "North Korea"),
    ("Sudan's army lost about a third of the Taliban's fighting force, officials said.", "Taliban"),
    ("The losses are two thirds of the M23 fighters who came, the general said.", "March 23 Movement"),
    ("Nearly half of Russian paratroopers in the area were lost, the general said.", "Russia"),
    ("Over half of the 4,000 Wagner fighters in Mali have left, two diplomats said.", "Wagner Group"),
    ("Ethiopia withdrew a third of its peacekeepers, the African Union said.", "Ethiopia"),
]


@pytest.mark.parametrize(("text", "name"), OF_THE_WHOLE)
def test_a_share_is_of_whom_its_whole_names(text: str, name: str) -> None:
    """And of who acts where the whole names nobody."""
    (share,) = (claim for claim in EXTRACTOR.extract(Report(id="x", text=text)) if claim.measure == "share_of_force")
    assert share.subject is not None
    assert share.subject.name == name


ASIDES = [
    "The total, published on X by Ukraine on June 15, comes to half of the 900 troops sent there, a general said.",
    "The tally, compiled by Sudan over a year, includes 500 tanks sent to the front, a general said.",
    "The number, given by Norway in May, was 200 soldiers sent to the border, a general said.",
    "The estimate, recently put out by Chad and others, speaks of 300 soldiers present there, a general said.",
    "The list, drawn by Mali last year, holds 40 drones delivered to the force, a general said.",
]


@pytest.mark.parametrize("text", ASIDES)
def test_who_published_a_figure_is_not_whom_it_is_of(text: str) -> None:
    subjects = [claim.subject for claim in EXTRACTOR.extract(Report(id="x", text=text)) if claim.quantity is not None]
    assert subjects
    assert not any(subject is not None and subject.kind == "state" for subject in subjects)
