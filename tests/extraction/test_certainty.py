"""How sure, and how far along, in the words of the clause itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.extraction import certainty
from reportedly.extraction.pipeline import Extractor
from reportedly.knowledge import load_knowledge
from reportedly.model.certainty import Certainty, Confidence, Evidential, Likelihood, Modality
from reportedly.model.claim import Polarity, Stance, Status
from reportedly.model.report import Report, Span
from tests.extraction.samples import Reading

HIGHLY = Likelihood(term="highly likely", yardstick="phia", low=80, high=90)
YARDSTICKS = [
    ("UK Defence Intelligence", "likely", Likelihood(term="likely", yardstick="phia", low=55, high=75)),
    ("the UK Ministry of Defence", "highly likely", HIGHLY),
    ("UK Defence Intelligence", "unlikely", Likelihood(term="unlikely", yardstick="phia", low=25, high=35)),
    ("the CIA", "very likely", Likelihood(term="very likely", yardstick="icd203", low=80, high=95)),
    ("the Dalem Herald", "likely", Likelihood(term="likely")),
    ("the mayor", "highly likely", Likelihood(term="highly likely")),
    ("two officials", "probably", Likelihood(term="probably")),
]  # fmt: skip


@pytest.mark.parametrize(("speaker", "term", "expected"), YARDSTICKS)
def test_a_band_belongs_to_a_speaker_with_a_yardstick(
    read: Reading, speaker: str, term: str, expected: Likelihood
) -> None:
    """The term is kept as said; a newspaper's or a mayor's "likely" has no band."""
    claim = read.figure(f"Norland has {term} lost 400 soldiers, {speaker} said.", "400")
    assert claim.certainty.likelihood == expected


def test_a_relay_of_a_yardsticks_speaker_keeps_the_band(read: Reading) -> None:
    """The band is the origin's, whoever passes the words on."""
    text = "Norland has likely lost 400 soldiers, Reuters reported, citing UK Defence Intelligence."
    assert read.figure(text, "400").certainty.likelihood == Likelihood(term="likely", yardstick="phia", low=55, high=75)


def test_the_reports_own_likely_has_no_band(read: Reading) -> None:
    """Even where a speaker with a yardstick stands in the next sentence."""
    text = "Norland has likely lost 400 soldiers. UK Defence Intelligence said the port was shut."
    assert read.figure(text, "400").certainty.likelihood == Likelihood(term="likely")


@pytest.mark.parametrize(
    ("verb", "modality"),
    [
        ("may have been", Modality.MAY),
        ("might have been", Modality.MIGHT),
        ("could have been", Modality.COULD),
        ("will be", Modality.WILL),
        ("were", None),
        ("could not have been", None),
    ],
)
def test_modals_give_the_modality(read: Reading, verb: str, modality: Modality | None) -> None:
    """May, might, could and will; "could not" is no possibility."""
    assert read.figure(f"The mayor said that 400 people {verb} killed.", "400").certainty.modality is modality


def test_the_month_of_may_is_no_modal(read: Reading) -> None:
    """ "In May"."""
    assert read.figure("In May 400 people were killed, the mayor said.", "400").certainty.modality is None


@pytest.mark.parametrize(
    ("text", "evidential"),
    [
        ("The mayor said that 400 people had reportedly been killed.", Evidential.REPORTEDLY),
        ("Some 400 people were allegedly killed.", Evidential.ALLEGEDLY),
        ("The mayor said that 400 people were feared dead.", Evidential.UNVERIFIED),
        ("There are unconfirmed accounts that 400 people were killed.", Evidential.UNVERIFIED),
        ("The mayor said that 400 people were killed.", None),
    ],
)
def test_words_that_vouch_for_nothing_are_evidentials(read: Reading, text: str, evidential: Evidential | None) -> None:
    """Reportedly, allegedly, feared; the source, if named, stays."""
    assert read.figure(text, "400").certainty.evidential is evidential


def test_reportedly_beside_a_source_keeps_the_source(read: Reading) -> None:
    """Both are told."""
    claim = read.figure("The mayor said that 400 people had reportedly been killed.", "400")
    assert claim.origin is not None
    assert claim.origin.name == "mayor"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor estimated that 400 people were killed.",
        "An estimated 400 people were killed, the mayor said.",
        "The army believes that 400 people were killed.",
        "About 400 people are believed to have been killed.",
        "Some 400 people are thought to have been killed.",
    ],
)
def test_estimates_and_beliefs_are_estimated(read: Reading, text: str) -> None:
    """By verb, by adjective or by "believed to"."""
    assert read.figure(text, "400").certainty.estimated


@pytest.mark.parametrize("verb", ["said", "revealed", "announced", "put at"])
def test_plain_saying_is_no_estimate(read: Reading, verb: str) -> None:
    """ "Said", "revealed" and "put at" are flat."""
    text = f"The mayor {verb} that 400 people were killed." if verb != "put at" else "The mayor put the toll at 400."
    assert not read.figure(text, "400").certainty.estimated


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("If the dam breaks, 400 people would be killed, the mayor said.", Status.CONDITIONAL),
        ("The mayor said that 400 people would be killed if the dam broke.", Status.CONDITIONAL),
        ("Sending 400 sappers would strain the army.", Status.CONDITIONAL),
        ("The army said that Norland would send 400 sappers.", Status.PLANNED),
        ("Colonel Ada Vent announced that 400 sappers would be sent.", Status.PLANNED),
        ("Norland plans to send 400 sappers, the army said.", Status.PLANNED),
        ("Norland is considering sending 400 sappers, the army said.", Status.CONSIDERED),
        ("Norland to send 400 sappers\n\nThe army is large.", Status.PLANNED),
        ("The army said that Norland had sent 400 sappers.", None),
    ],
)
def test_the_ladder_of_intentions(read: Reading, text: str, status: Status | None) -> None:
    """If makes a condition; would under a past cue is the speaker's future; a headline's infinitive is a plan."""
    assert read.figure(text, "400").status is status


NEGATIONS = [
    ("no soldiers had crossed the river", Polarity.NEGATED),
    ("soldiers had not crossed the river", Polarity.NEGATED),
    ("the army never crossed the river", Polarity.NEGATED),
    ("the soldiers didn’t cross the river", Polarity.NEGATED),
    ("not only soldiers had crossed the river", Polarity.AFFIRMED),
    ("no fewer than a dozen families had crossed the river", Polarity.AFFIRMED),
    ("the bridge was no longer in use", Polarity.AFFIRMED),
    ("soldiers had crossed the river", Polarity.AFFIRMED),
]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The group did not kill 400 civilians in the town, its spokesman said.", Polarity.NEGATED),
        ('"We have not lost 400 tanks," the army said.', Polarity.NEGATED),
        ("The army didn't kill the 400 people, the mayor said.", Polarity.NEGATED),
        ("The rebels had not captured 400 soldiers, the army said.", Polarity.NEGATED),
        ("The brigade has not lost those 400 men, the minister said.", Polarity.NEGATED),
        ("The army has not killed more than 400 people, the mayor said.", Polarity.AFFIRMED),
        ("The army did not say that it killed 400 people.", Polarity.AFFIRMED),
        ("The army killed 400 people and did not help the wounded, the mayor said.", Polarity.AFFIRMED),
    ],
)
def test_a_figure_is_denied_where_the_verb_that_counts_it_is(read: Reading, text: str, polarity: Polarity) -> None:
    """A bound under a negation bounds the figure, and a negation elsewhere leaves it."""
    assert read.figure(text, "400").polarity is polarity


@pytest.mark.parametrize(("content", "polarity"), NEGATIONS)
def test_a_negation_negates_but_an_idiom_does_not(read: Reading, content: str, polarity: Polarity) -> None:
    """ "Not only" and "no fewer than" leave the statement affirmed."""
    assert read.statement(f"The mayor said that {content}.").polarity is polarity


def test_a_denial_is_a_stance(read: Reading) -> None:
    """What is denied stays affirmed in itself: the stance says that the source denies it."""
    claim = read.figure("The Norland army denied that 400 soldiers were killed.", "400")
    assert claim.stance is Stance.DENIES


def test_what_was_not_confirmed_is_declined_and_unverified(read: Reading) -> None:
    """ "Did not confirm that P" vouches for nothing."""
    claim = read.figure("The army did not confirm that 400 people were killed.", "400")
    assert claim.stance is Stance.DECLINES
    assert claim.certainty.evidential is Evidential.UNVERIFIED


WITHDRAWN = [
    "The claim could not be independently verified.",
    "Reuters could not verify the claim.",
    "The figure could not be confirmed.",
    "It was not possible to verify this.",
    "Neither account could be verified, and the toll has not been confirmed.",
]
KEPT = [
    "A bridge was destroyed.",
    "The army could not verify that Tomas Erle had left.",
    "The army confirmed the toll.",
    "The mayor verified the claim.",
]


@pytest.mark.parametrize("after", WITHDRAWN)
def test_a_pointer_to_what_could_not_be_verified_weakens_the_claim_before(read: Reading, after: str) -> None:
    """ "The claim", "this", "the figure": the claim before becomes unverified and gets the id of that reading."""
    plain = read.figure("The mayor said 400 people were killed.", "400")
    claim = read.figure(f"The mayor said 400 people were killed. {after}", "400")
    assert plain.certainty.evidential is None
    assert claim.certainty.evidential is Evidential.UNVERIFIED
    assert claim.id != plain.id


@pytest.mark.parametrize("after", KEPT)
def test_without_a_pointer_or_a_negation_nothing_is_weakened(read: Reading, after: str) -> None:
    """What could not be verified must be what stands before."""
    claim = read.figure(f"The mayor said 400 people were killed. {after}", "400")
    assert claim.certainty.evidential is None


def test_only_the_sentence_before_is_weakened(read: Reading) -> None:
    """The pointer reaches one sentence."""
    text = "The mayor said 400 people were killed. The army said 30 people were hurt. The claim could not be verified."
    assert read.figure(text, "400").certainty.evidential is None
    assert read.figure(text, "30").certainty.evidential is Evidential.UNVERIFIED


def test_weakening_keeps_an_evidential_that_is_there() -> None:
    """The source's own word is nearer than the later sentence."""
    alleged = Certainty(evidential=Evidential.ALLEGEDLY, confidence=Confidence.LOW)
    assert certainty.weaken(alleged, Evidential.UNVERIFIED) == alleged
    weakened = certainty.weaken(Certainty(confidence=Confidence.LOW), Evidential.UNVERIFIED)
    assert weakened == Certainty(confidence=Confidence.LOW, evidential=Evidential.UNVERIFIED)


@pytest.mark.parametrize("level", list(Confidence))
def test_an_analysts_confidence_is_a_field_of_its_own(level: Confidence) -> None:
    """High, moderate and low confidence, with the words as evidence."""
    text = f"We assess with {level.value} confidence that the dam will hold."
    assessed = certainty.assess(text, Span(start=0, end=len(text)), yardstick=None, past_cue=False)
    assert assessed.certainty.confidence is level
    assert f"{level.value} confidence" in [span.of(text) for span in assessed.hedges]


def test_hedges_are_spans_of_their_words(read: Reading) -> None:
    """Never normalised: "likely" is not "highly likely"."""
    text = "Norland has highly likely lost 400 soldiers, the mayor said."
    claim = read.figure(text, "400")
    assert [span.of(text) for span in claim.evidence.hedge] == ["highly likely"]


def test_a_users_own_yardstick_gives_its_band(tmp_path: Path) -> None:
    """A body that a user adds with a yardstick of the user's own gets that yardstick's band."""
    scale = tmp_path / "scale.toml"
    scale.write_text('[yardstick.norland]\nlabel = "Norland scale"\n[yardstick.norland.terms]\n"likely" = [60, 70]\n')
    bodies = tmp_path / "bodies.tsv"
    columns = ("id", "kind", "name", "aliases", "state", "part_of", "yardstick")
    row = ("norland-watch", "organisation", "Norland Watch", "", "", "", "norland")
    bodies.write_text("\t".join(columns) + "\n" + "\t".join(row) + "\n")
    extractor = Extractor(load_knowledge([scale, bodies]))
    report = Report(id="r", text="Norland Watch said that the column has likely lost 40 soldiers.")
    (claim,) = extractor.extract(report)
    assert claim.certainty.likelihood == Likelihood(term="likely", yardstick="norland", low=60, high=70)
