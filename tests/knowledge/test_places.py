"""Places: the gazetteer is whole, likelier places come first, and a user's table extends it."""

from __future__ import annotations

import re

import pytest

from reportedly.errors import KnowledgeError
from reportedly.knowledge.actors import STATE_COLUMNS
from reportedly.knowledge.places import PLACE_COLUMNS, load_places
from reportedly.knowledge.tables import Table, rows, shipped

PLACES = load_places()
ROWS = list(rows(shipped("places.tsv"), PLACE_COLUMNS))


def mine(*lines: str) -> Table:
    return Table(
        where="mine.tsv", text="\n".join(("\t".join(PLACE_COLUMNS), *(line.replace("|", "\t") for line in lines)))
    )


def test_the_gazetteer_is_large_and_credits_its_source() -> None:
    assert len(ROWS) > 30_000
    assert "GeoNames" in shipped("places.tsv").text[:600]
    assert "CC BY 4.0" in shipped("places.tsv").text[:600]


def test_ids_are_unique_and_plain() -> None:
    ids = {row["id"] for row in ROWS}
    assert len(ids) == len(ROWS)
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_every_place_lies_on_the_globe_and_not_all_in_one_spot() -> None:
    places = {place for found in PLACES.named.values() for place in found}
    assert len(places) == len(ROWS)
    for place in places:
        assert -90 <= place.lat <= 90, place
        assert -180 <= place.lon <= 180, place
        assert (place.lat, place.lon) != (0, 0), place
        assert place.population >= 0, place


def test_codes_are_of_two_capitals_and_only_regions_may_have_none() -> None:
    for row in ROWS:
        assert re.fullmatch(r"[A-Z]{2}", row["iso2"]) or (row["kind"] == "region" and row["iso2"] == ""), row.where


def test_every_state_is_a_country_of_the_gazetteer() -> None:
    countries = {row["iso2"] for row in ROWS if row["kind"] == "country"}
    assert {row["iso2"] for row in rows(shipped("states.tsv"), STATE_COLUMNS)} <= countries


@pytest.mark.parametrize(
    ("name", "kind", "iso2"),
    [
        ("Kiev", "city", "UA"),
        ("Kyiv", "city", "UA"),
        ("Kursk", "region", "RU"),
        ("Georgia", "country", "GE"),
        ("the Donbas", "region", "UA"),
        ("El Fasher", "city", "SD"),
        ("Goma", "city", "CD"),
        ("Gaza", "region", "PS"),
    ],
)
def test_a_name_of_the_news_leads_to_its_place_first(name: str, kind: str, iso2: str) -> None:
    first = PLACES.find(name)[0]
    assert (first.kind, first.iso2) == (kind, iso2)


def test_of_one_name_countries_come_first_then_regions_then_larger_cities() -> None:
    rank = {"country": 0, "region": 1, "city": 2}
    for places in PLACES.named.values():
        order = [(rank[place.kind], -place.population) for place in places]
        assert order == sorted(order)


def test_a_name_of_no_place_finds_none() -> None:
    assert PLACES.find("Port Ister of Norland") == ()


def test_a_users_place_comes_first_under_its_name_and_replaces_one_of_its_id() -> None:
    kyiv = PLACES.find("Kyiv")[0]
    known = load_places((mine("my-paris|Paris|city|||1|2||", f"{kyiv.id}|Kyiv|city|UA||50|30|5|Kyjiw"),))
    assert known.find("Paris")[0].id == "my-paris"
    assert len(known.find("Paris")) == len(PLACES.find("Paris")) + 1
    [kyjiw] = known.find("Kyjiw")
    assert (kyjiw.id, kyjiw.population) == (kyiv.id, 5)
    assert kyiv not in known.find("Kyiv")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("x|X|village|||1|2||", "mine.tsv, line 2: the kind is 'village'; use one of country, region, city"),
        ("x|X|city|||91|2||", "mine.tsv, line 2: lat is '91'; give a number from -90 to 90"),
        ("x|X|city|||1|||", "mine.tsv, line 2: lon is ''; give a number from -180 to 180"),
        ("x|X|city|||1|2|many|", "mine.tsv, line 2: population is 'many'; give a number from 0 to 1e+10"),
        ("|X|city|||1|2||", "mine.tsv, line 2: the id is empty; every row needs one"),
    ],
)
def test_a_users_row_that_is_wrong_is_refused_with_file_and_line(row: str, sentence: str) -> None:
    with pytest.raises(KnowledgeError) as refused:
        load_places((mine(row),))
    assert str(refused.value) == sentence


def test_a_city_lies_in_its_region_and_its_country_the_narrowest_first() -> None:
    for place in (PLACES.find("Goma")[0], PLACES.find("Kursk")[0]):
        held = [PLACES.by_id[wider].kind for wider in PLACES.wider(place.id)]
        assert held == (["region", "country"] if place.kind == "city" else ["country"])


def test_nothing_lies_in_itself_and_a_country_in_nothing() -> None:
    for place in PLACES.by_id.values():
        wider = PLACES.wider(place.id)
        assert place.id not in wider
        assert place.kind != "country" or wider == ()


def test_what_holds_a_place_is_of_its_country() -> None:
    for place in PLACES.by_id.values():
        assert all(PLACES.by_id[wider].iso2 == place.iso2 for wider in PLACES.wider(place.id)), place


def test_a_place_that_is_not_known_lies_in_nothing() -> None:
    assert PLACES.wider("port-ister") == ()


def test_a_users_city_lies_in_the_region_and_the_country_that_its_row_names() -> None:
    kursk = PLACES.find("Kursk")[0]
    known = load_places(
        (mine(f"my-town|My Town|city|{kursk.iso2}|{kursk.admin1}|1|2||", "my-sea|My Sea|region|||1|2||"),)
    )
    assert known.wider("my-town") == (kursk.id, *PLACES.wider(kursk.id))
    assert known.wider("my-sea") == ()
