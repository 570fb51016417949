"""Yardsticks: the published bands, given only to speakers who are known to use them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reportedly.errors import KnowledgeError
from reportedly.knowledge.actors import load_actors
from reportedly.knowledge.tables import Table
from reportedly.knowledge.yardsticks import likelihood, load_yardsticks
from reportedly.model.certainty import Likelihood

YARDSTICKS = load_yardsticks()


@pytest.mark.parametrize(
    ("yardstick", "bands"),
    [
        (
            "phia",
            {
                "remote chance": (0, 5),
                "highly unlikely": (10, 20),
                "unlikely": (25, 35),
                "realistic possibility": (40, 50),
                "likely": (55, 75),
                "probable": (55, 75),
                "highly likely": (80, 90),
                "almost certain": (95, 100),
            },
        ),
        (
            "icd203",
            {
                "almost no chance": (1, 5),
                "remote": (1, 5),
                "very unlikely": (5, 20),
                "highly improbable": (5, 20),
                "unlikely": (20, 45),
                "improbable": (20, 45),
                "roughly even chance": (45, 55),
                "likely": (55, 80),
                "probable": (55, 80),
                "very likely": (80, 95),
                "highly probable": (80, 95),
                "almost certain": (95, 99),
                "nearly certain": (95, 99),
            },
        ),
    ],
)
def test_the_bands_are_those_that_were_published(yardstick: str, bands: dict[str, tuple[int, int]]) -> None:
    terms = YARDSTICKS[yardstick].terms
    assert {term: terms[term] for term in bands} == bands
    assert set(terms.values()) == set(bands.values())


@pytest.mark.parametrize("name", sorted(YARDSTICKS))
def test_bands_are_percentages_that_do_not_overlap(name: str) -> None:
    bands = sorted(set(YARDSTICKS[name].terms.values()))
    assert all(0 <= low < high <= 100 for low, high in bands)
    assert all(one[1] <= other[0] for one, other in pairwise(bands))


def test_phia_leaves_gaps_on_purpose() -> None:
    bands = sorted(set(YARDSTICKS["phia"].terms.values()))
    assert all(one[1] < other[0] for one, other in pairwise(bands))


def test_highly_likely_is_phias_and_very_likely_is_icd_203s() -> None:
    assert "very likely" not in YARDSTICKS["phia"].terms
    assert "highly likely" not in YARDSTICKS["icd203"].terms


def test_every_yardstick_that_an_actor_writes_by_is_there_and_each_is_written_by_someone() -> None:
    assert {actor.yardstick for actor in load_actors().by_id.values()} - {None} == set(YARDSTICKS)


def test_a_term_has_a_band_only_on_a_known_yardstick_that_has_the_term() -> None:
    assert likelihood("likely", "phia") == Likelihood(term="likely", yardstick="phia", low=55, high=75)
    for yardstick in (None, "unknown"):
        assert likelihood("likely", yardstick) == Likelihood(term="likely")
    assert likelihood("very likely", "phia") == Likelihood(term="very likely")


def test_a_users_yardstick_is_added_and_used_where_it_is_given() -> None:
    mine = Table(where="mine.toml", text='[yardstick.own]\nlabel = "Own"\n[yardstick.own.terms]\nlikely = [60, 70]\n')
    known = load_yardsticks((mine,))
    assert likelihood("likely", "own", known) == Likelihood(term="likely", yardstick="own", low=60, high=70)
    assert likelihood("likely", "phia", known).low == 55
    assert likelihood("likely", "own") == Likelihood(term="likely")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yardstick = 1\n", "yardstick is no table; write \\[yardstick.NAME\\]"),
        ("[yardstick]\nx = 1\n", "the yardstick x needs a label and a table of terms"),
        ("[yardstick.x]\nlabel = 'x'\n", "the yardstick x needs a label and a table of terms"),
        ("[yardstick.x]\nlabel = 'x'\nterms = {likely = 60}\n", "the term 'likely' has the band 60; give"),
        ("[yardstick.x]\nlabel = 'x'\nterms = {likely = [70, 60]}\n", "the term 'likely' has the band"),
        ("[yardstick.x]\nlabel = 'x'\nterms = {likely = [60, 101]}\n", "the term 'likely' has the band"),
        ("[yardstick.x]\nlabel = 'x'\nterms = {likely = [0.6, 0.7]}\n", "the term 'likely' has the band"),
    ],
)
def test_a_users_yardstick_that_is_wrong_is_refused(text: str, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^mine\.toml: {reason}"):
        load_yardsticks((Table(where="mine.toml", text=text),))
