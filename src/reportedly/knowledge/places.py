"""The gazetteer: countries, regions and cities with coarse coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge.actors import fold
from reportedly.knowledge.tables import listed, rows, shipped

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


@cache
def load_places() -> Places:
    """The shipped gazetteer (GeoNames, CC BY 4.0, and hand-written regions)."""
    named: dict[str, list[Place]] = {}
    for row in rows(shipped("places.tsv"), PLACE_COLUMNS, "places.tsv"):
        place = Place(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            iso2=row["iso2"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            population=int(row["population"] or 0),
        )
        for name in {fold(name) for name in (place.name, *listed(row["aliases"]))}:
            named.setdefault(name, []).append(place)
    ranked = {
        name: tuple(sorted(places, key=lambda place: (_RANK[place.kind], -place.population)))
        for name, places in named.items()
    }
    return Places(named=ranked)
