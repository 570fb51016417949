"""The gazetteer: countries, regions and cities with coarse coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge.actors import fold
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
    by_id: dict[str, tuple[int, Place, frozenset[str]]] = {}
    for rank, table in enumerate((shipped("places.tsv"), *extra)):
        for row in rows(table, PLACE_COLUMNS, terms={"kind": _RANK}):
            by_id[row["id"]] = (min(rank, 1), _place(row), _names(row))
    named: dict[str, list[tuple[int, Place]]] = {}
    for rank, place, names in by_id.values():
        for name in names:
            named.setdefault(name, []).append((rank, place))
    ranked = {
        name: tuple(
            place
            for _, place in sorted(places, key=lambda entry: (-entry[0], _RANK[entry[1].kind], -entry[1].population))
        )
        for name, places in named.items()
    }
    return Places(named=ranked)


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


def _names(row: Row) -> frozenset[str]:
    return frozenset(fold(name) for name in (row["name"], *listed(row["aliases"])))
