"""The map of places: as coarse as the words, by shape and not by colour alone, with a list that says the same."""

from __future__ import annotations

from statistics import median

import pytest
from lxml import html
from markupsafe import Markup

from reportedly.knowledge.places import Place, load_places
from reportedly.model.quantity import Quantity
from reportedly.model.story import Citation, Estimate, Origin, Question, Series
from reportedly.web.charts.atlas import countries, distance_km, framed
from reportedly.web.charts.places import REGION_KM, Placed, places_map, places_of

KNOWN = load_places().by_id
LABEL = "Places named."
LIMIT_BYTES = 150_000


def series_at(key: str | None, name: str | None, *, claims: int = 2, parties: tuple[str, ...] = ("one",)) -> Series:
    question = Question(id=f"q-{key}-{claims}", measure="killed", place=name, place_key=key)
    estimates = tuple(
        Estimate(
            origin=Origin(id=f"{key}-{party}", name=party, party=party, named=party != "nobody"),
            question=question.id,
            quantity=Quantity(low=5, high=None),
            as_of="2025-06-15",
            citations=(Citation(claim=f"c-{party}", report=f"r-{party}"),),
        )
        for party in parties
    )
    return Series(question=question, estimates=estimates, parties=1, acts=1, claims=claims, reports=1)


def at(*keys: str) -> tuple[Placed, ...]:
    return places_of([series_at(key, key) for key in keys], KNOWN)


def drawing(placed: tuple[Placed, ...]) -> html.HtmlElement:
    markup = places_map(placed, page="/story/x", label=LABEL)
    assert isinstance(markup, Markup)
    return html.fragment_fromstring(markup)


def titles(tree: html.HtmlElement) -> set[str]:
    return {one.text for one in tree.xpath("//*[name()='svg'][contains(@class, 'wide')]//*[name()='title']")}


def test_questions_about_one_place_are_counted_together_and_those_without_one_left_out() -> None:
    told = [
        series_at("goma", "Goma", claims=3, parties=("one", "two")),
        series_at("goma", "Goma", claims=4, parties=("two", "nobody")),
        series_at(None, None, claims=9),
    ]
    (only,) = places_of(told, {})
    assert (only.claims, only.origins, only.reports, len(only.questions)) == (7, 2, 3, 2)
    assert only.counts == "7 claims, at least 2 independent origins, at least 3 reports"


def test_counts_are_told_as_exact_where_every_claim_is_cited() -> None:
    (only,) = places_of([series_at("goma", "Goma", claims=2, parties=("one", "two"))], {})
    assert only.counts == "2 claims, 2 independent origins, 2 reports"


def test_a_place_that_the_gazetteer_lacks_is_listed_and_not_drawn() -> None:
    placed = places_of([series_at("place:nowhere", "Nowhere Ridge")], KNOWN)
    assert [(one.name, one.kind) for one in placed] == [("Nowhere Ridge", "not in the gazetteer")]
    assert places_map(placed, page="/story/x", label=LABEL) is None


def test_a_country_is_hatched_as_a_whole_and_a_region_and_a_town_are_circles() -> None:
    tree = drawing(at("sudan", "ru-kursk-oblast", "cd-goma"))
    hatched = tree.xpath("//*[@fill='url(#hatch)']")
    assert {one.findtext("title") for one in hatched} == {f"Sudan (country): {at('sudan')[0].counts}"}
    circles = tree.xpath("//*[name()='path'][@fill-opacity='0.35']")
    assert {one.get("stroke-dasharray") for one in circles if "region" in one.findtext("title")} == {"5,3"}
    assert {one.get("stroke-dasharray") for one in circles if "town" in one.findtext("title")} == {"1,0"}


def test_a_country_too_small_for_the_map_is_a_circle() -> None:
    tree = drawing(at("bahrain"))
    assert not tree.xpath("//*[@fill='url(#hatch)']")
    assert any(title.startswith("Bahrain (country)") for title in titles(tree))


def test_each_mark_links_to_its_row_of_the_list() -> None:
    placed = at("sudan", "cd-goma")
    assert set(drawing(placed).xpath("//*[name()='a']/@href")) == {f"/story/x#place-{one.number}" for one in placed}


def test_countries_without_a_claim_are_drawn_under_those_with_one() -> None:
    fills = drawing(at("sudan")).xpath("//*[name()='svg'][contains(@class, 'wide')]//*[name()='path']/@fill")
    assert fills.count("var(--line)") > 5
    assert fills.index("url(#hatch)") > max(n for n, fill in enumerate(fills) if fill == "var(--line)")


def test_land_that_two_tables_file_under_different_states_is_shaded_with_neither() -> None:
    point = KNOWN["ua-crimea"]
    around = [one for one in countries() if any(distance_km((point.lon, point.lat), p) < 120 for p in one.outline)]
    assert "" in {one.code for one in around}
    assert {"GF", "XK", "TW"} <= {one.code for one in countries()}


@pytest.mark.parametrize(
    "keys", [("sudan",), ("mali", "myanmar", "north-korea", "united-states"), ("fiji", "new-zealand")]
)
def test_every_place_lies_in_the_picture_and_the_picture_is_small(keys: tuple[str, ...]) -> None:
    placed = at(*keys)
    tree = drawing(placed)
    assert len(titles(tree) & {f"{one.name} (country): {one.counts}" for one in placed}) == len(keys)
    for svg in tree.xpath("//*[name()='svg']"):
        assert len(html.tostring(svg)) < LIMIT_BYTES


def test_places_on_all_sides_of_the_earth_stand_on_a_map_of_the_world() -> None:
    points = [(-98.0, 39.0), (-1.0, 16.0), (127.0, 40.0)]
    frame = framed(points, 450, 920, 515)
    assert frame.worldwide
    xs = [frame.at(point)[0] for point in points]
    assert xs == sorted(xs)
    assert not framed(points[1:2], 450, 920, 515).worldwide


def test_a_frame_keeps_what_it_was_made_for_in_sight_over_the_date_line() -> None:
    points = [(178.0, -17.8), (-172.0, -13.8)]
    frame = framed(points, 300, 600, 400)
    for x, y in map(frame.at, points):
        assert 0 < x < 600
        assert 0 < y < 400
    assert frame.at(points[0])[0] < frame.at(points[1])[0]


def test_a_regions_circle_is_as_wide_as_half_of_all_regions_are() -> None:
    """No region is drawn as a spot: the words say no more than that it lies in there."""
    places, farthest = load_places(), {}
    for town in places.by_id.values():
        region = places.areas.get((town.iso2, town.admin1))
        if town.kind == "city" and region is not None and region.kind == "region":
            farthest.setdefault(region.id, []).append(_apart(region, town))
    assert round(median(max(one) for one in farthest.values() if len(one) > 2)) == REGION_KM


def _apart(one: Place, other: Place) -> float:
    return distance_km((one.lon, one.lat), (other.lon, other.lat))
