"""The whole of extraction: what holds for every text, and the facts of one report that it was made for."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.certainty import Likelihood
from reportedly.model.claim import Claim, Status, Style
from reportedly.model.quantity import Quantity, exactly, more_than
from reportedly.model.report import Report, Span
from tests.extraction.samples import Reading, chain_of, report_of, spans_of

EXTRACTOR = Extractor(load_knowledge())
EXAMPLE = Path(__file__).parents[2] / "examples" / "reports" / "mali" / "mali-ukraine-ties.md"
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Our own sentence in each construction of the report that the program was made for; every name is made up.
FOUNDING = """Norland Sends 9,000 Elite Troops to the Marsh Front, Sudland's Ministry Says

Norland has deployed over 9,000 elite troops to support Westland's war against Sudland, a move that represents more than 30% of leader Oro Kelm's elite “palace guard” force, Sudland minister Mira Dahl announced during a March 2 press briefing, The Ister Gazette reports, citing Radio Vell.
“These are soldiers chosen for their endurance,” Dahl said. “These units have already suffered significant losses.”
According to Dahl, Norland has considered deploying additional units, but doing so would further strain its reserves.
Sudland intelligence has tracked five rotations of Norland troops on the battlefield so far.
The United Kingdom's defense intelligence reported on February 20 that Norland has likely sustained over 7,000 casualties in Westland since their deployment in the fall of 2030.
Norland has delivered 50 howitzers to Westland, Dahl said.
Colonel Ada Vent told Reuters that about 2,000 of the troops had been killed."""  # noqa: E501 - one paragraph a line


def check(report: Report, claims: tuple[Claim, ...]) -> None:
    """What holds for every claim of every report."""
    text = report.text
    whole = Span(start=0, end=len(text))
    assert len({claim.id for claim in claims}) == len(claims)
    for claim in claims:
        assert whole.contains(claim.span)
        assert claim.span.of(text) == claim.text
        assert claim.sentence in text
        for span in spans_of(claim.evidence):
            assert whole.contains(span)
            assert len(span) > 0
        for hop in claim.chain:
            assert hop.span is None or hop.span.of(text) == hop.as_written
        for mention in (claim.subject, claim.counterpart, claim.place):
            assert mention is None or mention.span is None or mention.span.of(text) == mention.as_written
        if claim.quantity is not None:
            assert claim.quantity.as_written in text
            assert claim.evidence.quantity
        if claim.style is Style.OWN_VOICE:
            assert [hop.name for hop in claim.chain] == [report.outlet]
            assert claim.origin is None
        if report.outlet is not None:
            assert claim.chain[0].name == report.outlet
    places = [(claim.evidence.quantity or (claim.span,))[0].start for claim in claims]
    assert places == sorted(places)


ODD = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(list("“”„«»\"'‘’\u202e\u200f\u2066\x00\x0b\x85\u2028😀👩\u200d🚀٣５①½\ufeff\u0301\n\r\t")),
        st.sampled_from(["\ud800", "\udfff"]),
    ),
    max_size=200,
)
PIECES = st.lists(
    st.sampled_from(
        'the army said that 40 soldiers were killed , adding “ ” " according to Ada Vent ; citing : ( ) more than '
        "1,000 % of its troops if would may reportedly \n . Monday He It told Reuters could not be verified this - 3 "
        "2031 a dozen million between and or who which 's".split(" ")
    ),
    max_size=40,
).map(" ".join)


@CALM
@given(st.one_of(ODD, PIECES))
def test_no_text_breaks_it_and_every_span_is_right(text: str) -> None:
    """Controls, right-to-left marks, emoji, lone surrogates, odd quotation marks, heaps of cue words: claims or none,
    never an error; every span lies in the text and is equal to its words."""
    report = report_of(text)
    check(report, EXTRACTOR.extract(report))


@CALM
@given(PIECES)
def test_the_same_report_gives_the_same_claims(text: str) -> None:
    """Ids are digests of text, spans and reading; an extractor holds no state."""
    assert EXTRACTOR.extract(report_of(text)) == EXTRACTOR.extract(report_of(text))


def variants(text: str, number: int) -> list[str]:
    """Seeded mutations: marks removed or doubled, paragraphs joined or cut, words dropped or repeated."""
    chance = random.Random(2031)
    made = []
    for _ in range(number):
        new = text
        for _ in range(chance.randint(1, 3)):
            new = _mutated(new, chance)
        start = chance.randrange(max(1, len(new) // 2))
        made.append(new[start : start + 900])  # a stretch: long enough for several sentences, short enough for 1,000
    return made


def _mutated(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    ways = (
        lambda: re.sub("[“”]", lambda m: "" if chance.random() < 0.5 else m.group(), text),
        lambda: re.sub("[“”]", lambda m: m.group() * 2 if chance.random() < 0.5 else m.group(), text),
        lambda: text.replace("“", '"').replace("”", '"'),
        lambda: re.sub("\n+", lambda m: " " if chance.random() < 0.5 else m.group(), text),
        lambda: text.replace(". ", ".\n", chance.randint(1, 5)),
        lambda: text.replace(" ", "", chance.randint(1, 20)),
        lambda: text[:at] + chance.choice("“”,.:;—()\u202e\x00 ") + text[at:],
        lambda: text[:at] + text[at + chance.randint(1, 30) :] or "x",
        lambda: text[:at] + text[max(0, at - 60) :],
        lambda: text.upper() if chance.random() < 0.2 else text.title() if chance.random() < 0.2 else text,
    )
    return chance.choice(ways)()


def test_a_thousand_mutations_of_a_report_break_nothing() -> None:
    """What pages do to a text: quotation marks lost or doubled, paragraphs joined, words torn."""
    body = EXAMPLE.read_text(encoding="utf-8").split("---", 2)[2].strip()
    for text in variants(body, 1000):
        report = report_of(text)
        check(report, EXTRACTOR.extract(report))


def test_an_empty_report_makes_no_claims(read: Reading) -> None:
    """Nothing found is an empty result."""
    assert read("") == ()
    assert read("\n\n") == ()


def test_a_change_of_text_changes_the_ids_and_a_change_of_outlet_alone_is_another_reading(read: Reading) -> None:
    """An id names a report's text and what was read in it."""
    text = "The Norland army said that 40 soldiers were killed."
    assert {c.id for c in read(text)}.isdisjoint({c.id for c in read(text + " The mayor left.")})
    assert {c.id for c in read(text)}.isdisjoint({c.id for c in read(text, outlet="Radio Vell")})


def test_claims_keep_their_report_and_reader(read: Reading) -> None:
    """Report, outlet, day of publication, version of the program."""
    claim = read.figure("The Norland army said that 40 soldiers were killed.", "40")
    assert (claim.report.id, claim.report.outlet, claim.published) == ("sample", "The Ister Gazette", "2031-03-04")
    assert claim.reader.version
    assert claim.reader.model


def bounds(quantity: Quantity | None) -> tuple[object, ...]:
    """The ends of an interval, its words left out."""
    assert quantity is not None
    return quantity.low, quantity.low_inclusive, quantity.high, quantity.high_inclusive


FACTS = [
    ("over 9,000", "personnel_sent", more_than(9000), "Mira Dahl"),
    ("more than 30%", "share_of_force", more_than(30), "Mira Dahl"),
    ("five", "rotations", exactly(5), "Sudland intelligence"),
    ("over 7,000", "casualties", more_than(7000), "Defence Intelligence (United Kingdom)"),
    ("50", "equipment_transferred", exactly(50), "Mira Dahl"),
    ("about 2,000", "killed", Quantity(), "Ada Vent"),
]


@pytest.mark.parametrize(("words", "measure", "interval", "origin"), FACTS)
def test_the_founding_figures(read: Reading, words: str, measure: str, interval: Quantity, origin: str) -> None:
    """Each figure with its measure, its bound and who is said to know it."""
    claim = read.figure(FOUNDING, words)
    assert claim.measure == measure
    assert bounds(claim.quantity) == bounds(interval)
    assert claim.origin is not None
    assert claim.origin.name == origin


def test_the_founding_title_has_its_own_figure(read: Reading) -> None:
    """The title drops the bound that the lead has: both stand, each with its own words."""
    title, lead = (claim for claim in read(FOUNDING) if claim.quantity and "9,000" in claim.quantity.as_written)
    assert bounds(title.quantity) == bounds(exactly(9000))
    assert title.measure == lead.measure == "personnel_sent"
    assert title.origin is not None
    assert "Ministry" in title.origin.name


def test_the_founding_relay_stands_between_outlet_and_origin(read: Reading) -> None:
    """Minister at a briefing, through a radio, in the outlet at hand, which names itself once."""
    claim = read.figure(FOUNDING, "over 9,000")
    assert [hop.name for hop in claim.chain] == ["The Ister Gazette", "Radio Vell", "Mira Dahl"]
    assert chain_of(read.figure(FOUNDING, "2,000")) == ["Reuters", "Ada Vent"]


def test_the_founding_hedges(read: Reading) -> None:
    """A likelihood with its speaker's band; a consideration; a condition in the same sentence."""
    likely = read.figure(FOUNDING, "7,000").certainty.likelihood
    assert likely == Likelihood(term="likely", yardstick="phia", low=55, high=75)
    statuses = {claim.status for claim in read(FOUNDING) if "additional units" in claim.sentence}
    assert statuses == {Status.CONSIDERED, Status.CONDITIONAL}


def test_the_founding_quotation_is_direct_and_about_losses(read: Reading) -> None:
    """A second quotation after "Dahl said." has the same speaker."""
    (claim,) = [c for c in read(FOUNDING) if "significant losses" in c.text]
    assert claim.style is Style.DIRECT
    assert claim.measure == "casualties"
    assert claim.origin is not None
    assert claim.origin.name == "Mira Dahl"


def test_the_founding_dates_are_kept_apart(read: Reading) -> None:
    """When it was said, when it happened."""
    assert read.figure(FOUNDING, "over 9,000").said == "2031-03-02"
    casualties = read.figure(FOUNDING, "over 7,000")
    assert casualties.said == "2031-02-20"
    assert casualties.happened is not None
    assert "2030" in casualties.happened.as_written
