"""The gazetteer: countries, regions and cities with coarse coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge.actors import fold, folded
from reportedly.knowledge.tables import Row, Table, listed, rows, shipped

REGION_COLUMNS = ("iso2", "admin1", "name", "aliases")
PLACE_COLUMNS = ("id", "name", "kind", "iso2", "admin1", "lat", "lon", "population", "aliases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`kind`: country, region or city; `lat`, `lon` in degrees; `population` 0 where unknown. `admin1`: GeoNames' code
    of the first-level region, which joins a city to its region; empty where it is filed under none."""

    id: str
    name: str
    kind: str
    iso2: str
    admin1: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """`named`: folded name -> the places of that name, countries first, then by falling population. `by_id`: each
    place. `areas`: (iso2, admin1) -> the first-level region, and (iso2, "") -> the country."""

    named: Mapping[str, tuple[Place, ...]]
    by_id: Mapping[str, Place]
    areas: Mapping[tuple[str, str], Place]

    def find(self, name: str) -> tuple[Place, ...]:
        """Every place of this name, the likeliest first."""
        return self.named.get(fold(name), ())

    def wider(self, place_id: str) -> tuple[str, ...]:
        """Ids of the places that hold this one, the narrowest first: its region, its country. () where none is
        known."""
        place = self.by_id.get(place_id)
        if place is None or not place.iso2:
            return ()
        keys = dict.fromkeys(((place.iso2, place.admin1), (place.iso2, "")))
        areas = (self.areas[key].id for key in keys if key in self.areas)
        return () if place.kind == "country" else tuple(area for area in areas if area != place_id)


_RANK = {"country": 0, "region": 1, "city": 2}
_MOST_PEOPLE = 10e9


@cache
def load_places(extra: tuple[Table, ...] = ()) -> Places:
    """The shipped gazetteer (GeoNames, CC BY 4.0, and hand-written regions), then users' tables in the same columns.

    A user's place stands before shipped ones of its name, and takes the place of the one with its id.
    """
    found: dict[str, tuple[Place, Row]] = {}
    added: set[str] = set()
    for number, table in enumerate((shipped("places.tsv"), *extra)):
        read = {row["id"]: (_place(row), row) for row in rows(table, PLACE_COLUMNS, terms={"kind": _RANK})}
        found |= read
        added |= read.keys() if number else set()
    named: dict[str, list[Place]] = {}
    for place, row in found.values():
        for name in {folded(name) for name in (place.name, *listed(row["aliases"]))}:
            named.setdefault(name, []).append(place)
    for places in named.values():
        if len(places) > 1:
            places.sort(key=lambda place: (place.id not in added, _RANK[place.kind], -place.population))
    return Places(
        named={name: tuple(places) for name, places in named.items()},
        by_id={place_id: place for place_id, (place, _) in found.items()},
        areas=_areas([place for place, _ in found.values()]),
    )


def _areas(places: Iterable[Place]) -> dict[tuple[str, str], Place]:
    """Countries and first-level regions. Informal regions bear the code of the region they lie in, hence the names."""
    regions = rows(shipped("regions.tsv"), REGION_COLUMNS, required=REGION_COLUMNS[:3])
    first_level = {(row["iso2"], row["admin1"], row["name"]) for row in regions}
    areas = {(place.iso2, ""): place for place in places if place.kind == "country"}
    found = (place for place in places if (place.iso2, place.admin1, place.name) in first_level)
    return areas | {(place.iso2, place.admin1): place for place in found if place.kind == "region"}


def _place(row: Row) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        iso2=row["iso2"],
        admin1=row["admin1"],
        lat=row.number("lat", -90, 90),
        lon=row.number("lon", -180, 180),
        population=int(row.number("population", 0, _MOST_PEOPLE)) if row["population"] else 0,
    )
