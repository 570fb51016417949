"""Measures: the vocabulary is whole, a user's file extends it, and what is wrong in it is named."""

from __future__ import annotations

from collections import Counter

import pytest

from reportedly.errors import KnowledgeError
from reportedly.knowledge.measures import ANY_CLASS, UNITS, load_measures
from reportedly.knowledge.tables import Table
from reportedly.model.claim import Aspect

MEASURES = load_measures()
STARTED_WITH = frozenset(
    "personnel_present personnel_sent personnel_planned killed wounded casualties missing captured displaced detained "
    "workers_sent rotations share_of_force population_affected munitions_transferred missiles_transferred "
    "equipment_transferred equipment_lost launched intercepted funds attack agreement visit territory_control "
    "negotiation sanction".split()
)
WELLS = '[measure.wells_closed]\nlabel = "wells closed"\nunit = "things"\n'


def mine(text: str) -> Table:
    return Table(where="mine.toml", text=text)


def test_the_vocabulary_holds_the_measures_it_started_with() -> None:
    assert MEASURES.by_name.keys() >= STARTED_WITH


@pytest.mark.parametrize("name", sorted(MEASURES.by_name))
def test_every_measure_is_whole(name: str) -> None:
    measure = MEASURES.by_name[name]
    assert measure.name == name
    assert measure.label.strip()
    assert measure.unit in UNITS
    assert measure.aspects
    assert (measure.counts | measure.default_for) - {ANY_CLASS} <= MEASURES.classes.keys()


@pytest.mark.parametrize("name", sorted(MEASURES.by_name))
def test_every_measure_has_words_that_evoke_it(name: str) -> None:
    measure = MEASURES.by_name[name]
    words = (measure.named_by, measure.object_of, measure.subject_of, measure.headed_by, measure.evokes)
    assert any(words) or measure.unit == "share"  # a share is told by its "percent of" and what it is of


@pytest.mark.parametrize("name", sorted(MEASURES.by_name))
def test_no_word_is_empty_or_given_twice(name: str) -> None:
    measure = MEASURES.by_name[name]
    for words in (measure.object_of, measure.subject_of, measure.headed_by, measure.after, measure.evokes):
        assert all(word == word.strip() and word for word in words)
        assert [word for word, count in Counter(words).items() if count > 1] == []


def test_no_class_is_empty_and_one_measure_at_most_is_the_default_for_it() -> None:
    assert all(MEASURES.classes.values())
    defaults = Counter(name for measure in MEASURES.by_name.values() for name in measure.default_for)
    assert [name for name, count in defaults.items() if count > 1] == []


def test_arithmetic_stands_between_measures_that_exist() -> None:
    assert MEASURES.arithmetic
    for rule in MEASURES.arithmetic:
        assert {rule.whole, *rule.parts} <= MEASURES.by_name.keys()
        assert rule.parts
        assert rule.whole not in rule.parts


def test_casualties_are_never_a_word_for_killed() -> None:
    killed = MEASURES.by_name["killed"]
    assert not {"casualty", "casualties", "loss", "losses"} & {*killed.named_by, *killed.evokes, *killed.headed_by}


def test_a_noun_is_in_its_classes_whatever_its_case() -> None:
    assert "personnel" in MEASURES.classes_of("soldier")
    assert MEASURES.classes_of("Soldier") == MEASURES.classes_of("soldier")
    assert MEASURES.classes_of("xylophone") == frozenset()


def test_a_users_measure_is_added_with_a_total_as_its_aspect() -> None:
    known = load_measures((mine(WELLS),))
    assert known.by_name["wells_closed"].aspects == (Aspect.TOTAL,)
    assert "wells_closed" not in MEASURES.by_name


def test_lists_of_a_known_measure_are_joined_and_the_rest_is_kept() -> None:
    known = load_measures((mine('[measure.killed]\nobject_of = ["smite"]\n'),)).by_name["killed"]
    shipped = MEASURES.by_name["killed"]
    assert known.object_of == (*shipped.object_of, "smite")
    assert (known.label, known.named_by) == (shipped.label, shipped.named_by)


def test_a_label_of_a_known_measure_is_replaced() -> None:
    assert load_measures((mine('[measure.killed]\nlabel = "dead"\n'),)).by_name["killed"].label == "dead"


def test_nouns_of_a_known_class_are_joined_and_a_new_class_can_be_counted() -> None:
    text = '[classes]\npersonnel = ["hussar"]\nwell = ["borehole"]\n' + WELLS + 'counts = ["well"]\n'
    known = load_measures((mine(text),))
    assert {"hussar", "soldier"} <= known.classes["personnel"]
    assert known.classes_of("borehole") == {"well"}


def test_a_users_arithmetic_is_added() -> None:
    text = WELLS + '[[arithmetic]]\nrule = "attack >= wells"\nwhole = "attack"\nparts = ["wells_closed"]\n'
    assert load_measures((mine(text),)).arithmetic[-1].parts == ("wells_closed",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[measure.x]\nunit = 'things'\n", "measure.x lacks the label; see the head of measures.toml"),
        ("[measure.x]\nlabel = 'x'\n", "measure.x lacks the unit"),
        ("[measure.x]\nlabel = 'x'\nunit = 'litres'\n", "measure.x has the unit 'litres'; use one of people, things"),
        ("[measure.x]\nlabel = 7\nunit = 'things'\n", "label of measure.x is 7; write it as words in quotes"),
        (WELLS + "counts = 'person'\n", "counts of measure.wells_closed is no list of words"),
        (WELLS + "after = [1]\n", "after of measure.wells_closed is no list of words"),
        (WELLS + "counts = ['wells']\n", "measure.wells_closed counts the class 'wells', which is not in"),
        (WELLS + "colour = 'red'\n", "measure.wells_closed has the unknown field colour"),
        (WELLS + "name = 'x'\n", "measure.wells_closed has the unknown field name"),
        (WELLS + "aspects = ['sum']\n", "'sum' is not a valid Aspect; use total, increment, level"),
        ("[measure]\nx = 1\n", "measure.x is no table"),
        ("measure = 1\n", "measure is no table"),
        ("classes = []\n", "classes is no table"),
        ("[classes]\nx = 'well'\n", "the class x is no list of words"),
        ("[[arithmetic]]\nrule = 'x'\n", "each \\[\\[arithmetic\\]\\] needs a rule, a whole and a list of parts"),
        ("arithmetic = 1\n", "each \\[\\[arithmetic\\]\\] needs"),
        (
            "[[arithmetic]]\nrule = 'a'\nwhole = 'killed'\nparts = ['wells']\n",
            "the arithmetic 'a' names 'wells', which is no measure",
        ),
        ("[measure.x\n", "not valid TOML: .*line 1"),
    ],
)
def test_a_users_file_that_is_wrong_is_refused_with_its_name_and_the_fault(text: str, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^mine\.toml: .*{reason}"):
        load_measures((mine(text),))


def test_a_measure_is_a_family_of_its_own_unless_it_says_otherwise() -> None:
    assert load_measures((mine(WELLS),)).by_name["wells_closed"].family == "wells_closed"
    joined = load_measures((mine(WELLS + 'family = "harm"\n'),))
    assert joined.by_name["wells_closed"].family == joined.by_name["killed"].family == "harm"


def test_measures_that_arithmetic_of_harm_joins_are_one_family() -> None:
    families = {MEASURES.by_name[name].family for name in ("killed", "wounded", "casualties", "missing")}
    assert len(families) == 1
    assert MEASURES.by_name["captured"].family not in families


def test_all_measures_of_a_family_are_of_one_kind_of_unit_or_fire() -> None:
    units: dict[str, set[str]] = {}
    for measure in MEASURES.by_name.values():
        units.setdefault(measure.family, set()).add(measure.unit)
    assert {family for family, found in units.items() if len(found) > 1} <= {"fire"}  # strikes and what was fired
