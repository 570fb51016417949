"""Whose word it is in the end."""

from __future__ import annotations

import pytest

from reportedly.model.claim import ActorKind, Hop, Mention, Role
from reportedly.reconciliation.parties import Parties
from tests.builders import made_up_actors

PARTIES = Parties(made_up_actors())
GOVERNMENT = "norland-government"


def party_of(actor: str) -> str:
    return PARTIES.of_actor(PARTIES.actors.by_id[actor]).id


def speaker(name: str, **changes: str | None) -> str | None:
    """The party of a speaker whom the tables do not know by an id."""
    hop = Hop(name=name, as_written=name, kind=ActorKind.PERSON, role=Role.ORIGINATOR, **changes)  # type: ignore[arg-type]
    found = PARTIES.of_hop(hop)
    return found.id if found else None


def side(actor: str | None) -> str | None:
    found = PARTIES.of_mention(Mention(name="x", as_written="x", kind="state", id=actor))
    return found.id if found else None


@pytest.mark.parametrize("official", ["norland-mod", "norland-army", "ada-vent", GOVERNMENT])
def test_officials_of_one_government_are_one_party(official: str) -> None:
    assert party_of(official) == GOVERNMENT


def test_a_state_speaks_through_its_government() -> None:
    assert party_of("norland") == GOVERNMENT


def test_a_parliament_that_is_part_of_nothing_speaks_with_its_state() -> None:
    assert party_of("norland-parliament") == GOVERNMENT


def test_a_person_of_no_known_body_speaks_for_the_state() -> None:
    assert party_of("bo-tarn") == GOVERNMENT


def test_a_body_that_speaks_for_another_side_is_its_own_party() -> None:
    assert party_of("free-ister-council") == "free-ister-council"


def test_a_group_of_a_nationality_is_not_its_government() -> None:
    assert party_of("ister-front") == "ister-front"
    assert party_of("ister-front-guard") == "ister-front"


def test_a_body_of_no_state_and_an_outlet_are_parties_of_their_own() -> None:
    assert party_of("river-watch") == "river-watch"
    assert party_of("gazette") == "gazette"


def test_two_states_are_two_parties() -> None:
    assert party_of("sudland") == party_of("sudland-mod") != GOVERNMENT


def test_the_government_of_a_state_is_the_top_of_most_of_its_bodies() -> None:
    assert PARTIES.governments == {"norland": GOVERNMENT, "sudland": "sudland-mod"}


@pytest.mark.parametrize(
    ("words", "affiliation"),
    [
        ("Norland's defence minister", None),
        ("the Norlandic army", None),
        ("Norlandic officials", None),
        ("a spokesman in Nordheim", None),
        ("Cy Orm", "Norland Defence Ministry"),
        ("an officer of the Norland Army", None),
        ("Norland", None),
    ],
)
def test_a_speaker_who_is_described_speaks_for_whom_the_words_name(words: str, affiliation: str | None) -> None:
    assert speaker(words, affiliation=affiliation) == GOVERNMENT


@pytest.mark.parametrize("words", ["a Norlandic monitor", "a Norlandic group", "Norlandic activists"])
def test_a_nationality_without_an_office_speaks_for_no_government(words: str) -> None:
    assert speaker(words) is None


def test_an_outlet_that_stands_in_the_words_does_not_make_the_speaker_its_voice() -> None:
    assert speaker("a reader of Ombra Wire") is None


def test_who_is_in_no_table_is_of_no_known_party() -> None:
    assert speaker("Cy Orm") is None
    assert speaker("officials") is None


def test_the_id_of_a_speaker_decides_before_the_words() -> None:
    assert speaker("Norland's defence minister", actor="sudland-mod") == "sudland-mod"


def test_a_single_word_without_a_capital_is_no_name() -> None:
    assert PARTIES.named_in("a norland pony") is None


def test_an_article_before_it_does_not_make_it_one() -> None:
    assert PARTIES.named_in("the norland pony") is None


def test_the_longest_name_is_taken_and_a_possessive_is_heard() -> None:
    found = PARTIES.named_in("Sudland's guest at the Norland Defence Ministry")
    assert found is not None
    assert found.id == "norland-mod"
    possessive = PARTIES.named_in("Sudland’s guest")
    assert possessive is not None
    assert possessive.id == "sudland"


def test_a_state_its_army_and_its_government_are_one_side() -> None:
    assert side("norland") == side("norland-army") == side(GOVERNMENT) == GOVERNMENT


def test_what_no_table_knows_is_no_side() -> None:
    assert side(None) is None
    assert side("place-port-ister") is None
