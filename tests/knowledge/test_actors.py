"""Actors: every row is whole and refers to what is there; names lead to one actor however they are spelled."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from reportedly.errors import KnowledgeError
from reportedly.knowledge.actors import (
    BODY_COLUMNS,
    OUTLET_COLUMNS,
    PERSON_COLUMNS,
    STATE_COLUMNS,
    Actor,
    fold,
    load_actors,
)
from reportedly.knowledge.tables import Table, listed, rows, shipped
from reportedly.model.claim import ActorKind

TABLES = {
    "states.tsv": STATE_COLUMNS,
    "outlets.tsv": OUTLET_COLUMNS,
    "persons.tsv": PERSON_COLUMNS,
    "bodies.tsv": BODY_COLUMNS,
}
ROWS = {name: list(rows(shipped(name), columns)) for name, columns in TABLES.items()}
ACTORS = load_actors()
BODY_HEADER = "\t".join(BODY_COLUMNS)
# Who bears a name when several do: whom reports on conflicts mean. Decided here, never by the order of rows.
SHARED_NAMES = {"ERR": "emergency-response-rooms"}


def bodies(*cells: str) -> Table:
    return Table(where="mine.tsv", text="\n".join((BODY_HEADER, *("\t".join(row.split("|")) for row in cells))))


@pytest.mark.parametrize(
    ("name", "least"), [("states.tsv", 195), ("outlets.tsv", 400), ("persons.tsv", 300), ("bodies.tsv", 250)]
)
def test_the_tables_are_large_enough_to_be_of_use(name: str, least: int) -> None:
    assert len(ROWS[name]) >= least


def test_ids_are_unique_over_all_tables_and_plain() -> None:
    ids = Counter(row["id"] for table in ROWS.values() for row in table)
    assert [name for name, count in ids.items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []
    assert set(ids) == set(ACTORS.by_id)


def test_every_reference_leads_to_an_actor_of_the_right_kind() -> None:
    for actor in ACTORS.by_id.values():
        if actor.state:
            assert ACTORS.by_id[actor.state].kind is ActorKind.STATE, actor
        if actor.part_of:
            assert ACTORS.by_id[actor.part_of].kind in (ActorKind.ORGANISATION, ActorKind.GROUP), actor


def test_no_body_is_part_of_itself() -> None:
    for actor in ACTORS.by_id.values():
        seen: set[str] = set()
        above: Actor | None = actor
        while above is not None:
            assert above.id not in seen, actor
            seen.add(above.id)
            above = ACTORS.by_id.get(above.part_of or "")


def test_a_body_and_what_it_is_part_of_belong_to_one_state() -> None:
    for actor in ACTORS.by_id.values():
        whole = ACTORS.by_id.get(actor.part_of or "")
        if whole is not None and whole.state and actor.state and actor.kind is not ActorKind.PERSON:
            assert actor.state == whole.state, actor


def test_no_name_belongs_to_two_actors_unless_it_was_decided_whose_it_is() -> None:
    owners: dict[str, set[str]] = {}
    for actor in ACTORS.by_id.values():
        for name in (actor.name, *actor.aliases):
            owners.setdefault(fold(name), set()).add(actor.id)
    shared = {name for name, ids in owners.items() if len(ids) > 1}
    assert shared == set(SHARED_NAMES)
    assert {name: ACTORS.named[name].id for name in shared} == SHARED_NAMES


def test_no_name_is_empty_or_repeated_in_its_row() -> None:
    for actor in ACTORS.by_id.values():
        names = [actor.name, *actor.aliases]
        assert all(name.strip() for name in names), actor
        assert len(set(actor.aliases)) == len(actor.aliases), actor


def test_every_state_has_a_code_a_capital_and_a_demonym() -> None:
    for row in ROWS["states.tsv"]:
        assert re.fullmatch(r"[A-Z]{2}", row["iso2"]), row.where
        assert listed(row["capital"]), row.where
        assert listed(row["demonyms"]), row.where
    assert len({row["iso2"] for row in ROWS["states.tsv"]}) == len(ROWS["states.tsv"])


def test_every_domain_is_a_bare_host_of_one_outlet() -> None:
    domains = Counter(domain for row in ROWS["outlets.tsv"] for domain in listed(row["domains"]))
    assert [domain for domain, count in domains.items() if count > 1] == []
    assert [domain for domain in domains if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain)] == []
    assert [domain for domain in domains if domain.startswith("www.")] == []


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("The Kyiv Independent", "kyiv independent"),
        ("U.S.", "US"),
        ("US", "US"),
        ("us", "us"),
        ("Israel’s  army", "israel's army"),
        ("Asia‑Pacific", "asia-pacific"),
        ("THE HAGUE", "hague"),
    ],
)
def test_names_are_compared_without_case_article_and_shape_of_marks(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("AP", "associated-press"),
        ("the Associated Press", "associated-press"),
        ("Volodymyr Zelensky", "volodymyr-zelenskyy"),
        ("DPRK", "north-korea"),
        ("UK", "united-kingdom"),
    ],
)
def test_a_name_leads_to_its_actor(name: str, actor: str) -> None:
    found = ACTORS.find(name)
    assert found is not None
    assert found.id == actor


def test_what_no_one_is_called_is_found_as_nobody() -> None:
    assert ACTORS.find("Nobody of Norland") is None
    assert ACTORS.by_demonym("Norlander") is None


@pytest.mark.parametrize(
    ("word", "state"), [("Ukrainian", "ukraine"), ("Britons", "united-kingdom"), ("Malian", "mali")]
)
def test_a_demonym_leads_to_its_state(word: str, state: str) -> None:
    found = ACTORS.by_demonym(word)
    assert found is not None
    assert found.id == state


def test_a_part_writes_by_the_yardstick_of_its_body() -> None:
    part = ACTORS.find("UK Defence Intelligence")
    assert ACTORS.yardstick_of(part) == "phia"
    assert ACTORS.yardstick_of(ACTORS.find("Reuters")) is None
    assert ACTORS.yardstick_of(None) is None


def test_a_users_row_adds_an_actor_and_replaces_one_of_its_id() -> None:
    known = load_actors((bodies("nrc|organisation|Norland Relief|NRC Norland||", "oxfam|group|Oxfam Norland||||"),))
    found = known.find("the NRC Norland")
    assert found is not None
    assert (found.id, found.kind) == ("nrc", ActorKind.ORGANISATION)
    assert known.by_id["oxfam"].name == "Oxfam Norland"
    assert ACTORS.find("NRC Norland") is None


def test_a_users_body_may_be_part_of_a_shipped_one_or_of_a_later_row() -> None:
    known = load_actors((bodies("a|group|Group A|||b|", "b|group|Group B||ukraine||phia"),))
    assert known.yardstick_of(known.by_id["a"]) == "phia"


def test_a_circle_of_parts_ends() -> None:
    known = load_actors((bodies("a|group|Group A|||b|", "b|group|Group B|||a|"),))
    assert known.yardstick_of(known.by_id["a"]) is None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("x|gang|X||||", "mine.tsv, line 2: the kind is 'gang'; use one of organisation, government, group"),
        ("x|group|X||ukrane||", "mine.tsv, line 2: the state 'ukrane' is no id of states.tsv"),
        ("x|group|X||reuters||", "mine.tsv, line 2: the state 'reuters' is no id of states.tsv"),
        ("x|group|X|||y|", "mine.tsv, line 2: 'y' is the id of no actor; add it, or leave the cell empty"),
        ("x|group|||||", "mine.tsv, line 2: the name is empty; every row needs one"),
    ],
)
def test_a_users_row_that_is_wrong_is_refused_with_file_and_line(row: str, sentence: str) -> None:
    with pytest.raises(KnowledgeError) as refused:
        load_actors((bodies(row),))
    assert str(refused.value) == sentence
