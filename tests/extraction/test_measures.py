"""What a number counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.extraction import measures
from reportedly.extraction.pipeline import Extractor
from reportedly.extraction.triggers import Vocabulary
from reportedly.knowledge import Knowledge, load_knowledge
from reportedly.model.report import Span
from tests.extraction.samples import Reading, report_of

COUNTED = [
    # casualties are never killed
    ("The army suffered 400 casualties.", "casualties"),
    ("The army has sustained more than 400 casualties in Vell.", "casualties"),
    ("Casualties have reached 400, the mayor said.", "casualties"),
    ("Norland’s casualties in the war exceed 400.", "casualties"),
    # lost troops are casualties, lost things are things
    ("The army lost 400 troops.", "casualties"),
    ("Norland has lost 400 soldiers since May.", "casualties"),
    ("The army lost 400 tanks.", "equipment_lost"),
    # killed or wounded together are casualties
    ("About 400 soldiers were killed or wounded.", "casualties"),
    ("The raid left 400 dead or wounded.", "casualties"),
    ("Some 400 soldiers have been killed and wounded.", "casualties"),
    # killed
    ("The raid killed 400 people.", "killed"),
    ("Some 400 soldiers died.", "killed"),
    ("The raid left 400 people dead.", "killed"),
    ("The deaths of 400 soldiers were announced.", "killed"),
    ("The death toll of 400 was confirmed.", "killed"),
    ("The death toll rose to 400.", "killed"),
    ("The toll has risen to 400, the mayor said.", "killed"),
    ("The number of dead stands at 400.", "killed"),
    # other people
    ("The raid wounded 400 people.", "wounded"),
    ("Some 400 people were hurt.", "wounded"),
    ("Some 400 people are missing.", "missing"),
    ("The militia captured 400 soldiers.", "captured"),
    ("Police arrested 400 protesters.", "detained"),
    ("Some 400 families were displaced.", "displaced"),
    ("Some 400 people fled the town.", "displaced"),
    ("The army sent 400 soldiers to the front.", "personnel_sent"),
    ("Some 400 troops are stationed in Vell.", "personnel_present"),
    ("The army will train 400 recruits.", "personnel_planned"),
    ("Norland deployed 400 builders.", "workers_sent"),
    # things: shells are munitions
    ("Sudland sent 400 shells to Norland.", "munitions_transferred"),
    ("Norland received 400 artillery shells from Sudland.", "munitions_transferred"),
    ("Containers that could hold 400 shells were shipped.", "munitions_transferred"),
    ("Sudland sent Norland 400 missiles.", "missiles_transferred"),
    ("Sudland sent Norland 400 trucks.", "equipment_transferred"),
    ("The army fired 400 shells at the town.", "launched"),
    ("Sudland launched 400 missiles at Port Ister.", "launched"),
    ("The army shot down 400 drones.", "intercepted"),
    # shares, acts, money
    ("More than 20% of the army’s troops was sent.", "share_of_force"),
    ("The raid destroyed 400 houses.", "attack"),
    ("The army captured 400 villages.", "territory_control"),
    ("Sudland gave $400 million in aid.", "funds"),
]


def measures_of(read: Reading, text: str) -> list[str | None]:
    """The measures of the figures of a text, in order."""
    return [claim.measure for claim in read(text) if claim.quantity is not None]


@pytest.mark.parametrize(("text", "measure"), COUNTED)
def test_the_measure_of_a_number(read: Reading, text: str, measure: str) -> None:
    """Its unit, its verb or its head names it."""
    assert measure in measures_of(read, text)
    assert len(set(measures_of(read, text))) == 1


SEVERAL = [
    ("The raid killed 40 and wounded 12.", ["killed", "wounded"]),
    ("The raid killed 40 people and wounded 12 more.", ["killed", "wounded"]),
    ("Forty people were killed and 12 wounded.", ["killed", "wounded"]),
    ("Forty soldiers were killed and another 12 were wounded, the army said.", ["killed", "wounded"]),
    ("The raid left 40 dead and 12 injured.", ["killed", "wounded"]),
    ("The army suffered 400 casualties, including 40 killed.", ["casualties", "killed"]),
    ("Forty people died and 12 are missing.", ["killed", "missing"]),
    ("Forty people were killed, among them 12 children.", ["killed", "killed"]),
    ("A soldier and 13 civilians were killed.", ["killed", "killed"]),
    ("Sudland sent 400 shells and 40 trucks.", ["munitions_transferred", "equipment_transferred"]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_number_has_its_own_measure(read: Reading, text: str, expected: list[str]) -> None:
    """ "N killed and M wounded" are two claims; a breakdown goes on counting the same."""
    assert measures_of(read, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army killed 40 tanks.",
        "The army killed 40 villages.",
        "The village has 40 wells.",
        "The mayor ate 40 apples.",
    ],
)
def test_a_verb_does_not_count_what_it_cannot(read: Reading, text: str) -> None:
    """Where classes do not fit the number stays without a measure, rather than with a wrong one."""
    assert measures_of(read, text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The 40-year-old mayor was killed.",
        "Forty kilometres from Vell, a bridge was hit.",
        "The mayor was killed on 4 March 2031.",
        "The mayor was killed at 4:30 a.m.",
        "The army's 155 mm guns fell silent.",
    ],
)
def test_ages_distances_dates_and_calibres_are_no_figures(read: Reading, text: str) -> None:
    """They count nothing a claim is about."""
    assert measures_of(read, text) == []


def test_a_share_keeps_what_it_is_a_share_of(read: Reading) -> None:
    """A share needs its whole."""
    quantity = read.figure("More than 20% of the reserve force was sent, the army said.", "20%").quantity
    assert quantity is not None
    assert quantity.of == "the reserve force"
    assert (quantity.low, quantity.low_inclusive, quantity.high) == (20, False, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The raid killed 400 people.", "killed"),
        ("The army suffered 400 casualties.", "casualties"),
        ("The death toll rose to 400.", "death toll"),
    ],
)
def test_the_measure_has_the_words_that_show_it(read: Reading, text: str, words: str) -> None:
    """Evidence of the measure."""
    assert [span.of(text) for span in read.figure(text, "400").evidence.measure] == [words]


USER_FILE = """
[classes]
beehive = ["beehive", "hive"]

[measure.hives_burned]
label = "beehives burned"
unit = "things"
counts = ["beehive"]
object_of = ["torch"]
headed_by = ["number of burned hives"]
after = ["torched"]
evokes = ["beekeeping"]
"""


@pytest.fixture(scope="module")
def user_knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The shipped tables and a user's own measure."""
    path: Path = tmp_path_factory.mktemp("user") / "hives.toml"
    path.write_text(USER_FILE, encoding="utf-8")
    return load_knowledge([path])


@pytest.mark.parametrize(
    "text",
    [
        "Raiders torched 40 beehives near Vell, the mayor said.",
        "Some 40 beehives were torched near Vell.",
        "Raiders have torched at least 40 hives.",
    ],
)
def test_a_users_own_measure_is_read_at_once(user_knowledge: Knowledge, read: Reading, text: str) -> None:
    """A measure in a TOML file needs no code; without the file the same number has none."""
    (claim,) = Extractor(user_knowledge).extract(report_of(text))
    assert claim.measure == "hives_burned"
    assert measures_of(read, text) == [None]


def test_a_users_phrase_types_a_statement(user_knowledge: Knowledge) -> None:
    """`evokes` gives a statement without a number its measure."""
    (claim,) = Extractor(user_knowledge).extract(report_of("The mayor said that beekeeping was over."))
    assert claim.measure == "hives_burned"
    assert claim.quantity is None


def test_triggers_lie_in_their_sentence_and_longer_phrases_hide_shorter_ones(knowledge: Knowledge) -> None:
    """ "killed or wounded" is one trigger of casualties, and no "killed" beside it."""
    text = "Killed. Some 400 were killed or wounded. Killed."
    sentence = Span(start=8, end=40)
    found = measures.triggers(text, sentence, Vocabulary.of(knowledge.measures))
    assert {trigger.measure for trigger in found} == {"casualties"}
    assert all(sentence.contains(trigger.span) for trigger in found)
