"""The gazetteer: countries, regions and cities with coarse coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge.actors import fold, folded
from reportedly.knowledge.tables import Row, Table, listed, rows, shipped

PLACE_COLUMNS = ("id", "name", "kind", "iso2", "admin1", "lat", "lon", "population", "aliases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`kind`: country, region or city; `lat`, `lon` in degrees; `population` 0 where unknown."""

    id: str
    name: str
    kind: str
    iso2: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """`named`: folded name -> the places of that name, countries first, then by falling population."""

    named: Mapping[str, tuple[Place, ...]]

    def find(self, name: str) -> tuple[Place, ...]:
        """Every place of this name, the likeliest first."""
        return self.named.get(fold(name), ())


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
    return Places(named={name: tuple(places) for name, places in named.items()})


def _place(row: Row) -> Place:
    return Place(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        iso2=row["iso2"],
        lat=row.number("lat", -90, 90),
        lon=row.number("lon", -180, 180),
        population=int(row.number("population", 0, _MOST_PEOPLE)) if row["population"] else 0,
    )
