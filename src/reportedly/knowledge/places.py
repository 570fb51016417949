"""The gazetteer: countries, regions and cities with coarse coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.errors import KnowledgeError
from reportedly.knowledge.actors import fold, fold_all
from reportedly.knowledge.tables import shipped

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
    """`rows`: folded name -> the table's lines of that name. A line is read only when its name is asked for: a report
    names a dozen places out of thirty thousand."""

    rows: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> tuple[Place, ...]:
        """Every place of this name, the likeliest first: countries, regions, then cities by falling population."""
        lines = self.rows.get(fold(name), ())
        return tuple(sorted(map(_place, lines), key=lambda place: (_RANK[place.kind], -place.population)))


_RANK = {"country": 0, "region": 1, "city": 2}


def _place(line: str) -> Place:
    id_, name, kind, iso2, _, lat, lon, population, *_ = line.split("\t")
    return Place(
        id=id_, name=name, kind=kind, iso2=iso2, lat=float(lat), lon=float(lon), population=int(population or 0)
    )


@cache
def load_places() -> Places:
    """The shipped gazetteer (GeoNames, CC BY 4.0, and hand-written regions)."""
    lines = [line for line in shipped("places.tsv").splitlines() if line and not line.startswith("#")]
    if tuple(lines[0].split("\t")) != PLACE_COLUMNS:
        raise KnowledgeError(f"places.tsv: the header is not {', '.join(PLACE_COLUMNS)}")
    rows: dict[str, tuple[str, ...]] = {}
    for line, folded in zip(lines[1:], fold_all("\n".join(lines[1:])).split("\n"), strict=True):
        cells = folded.split("\t")
        for name in {cells[1], *cells[-1].split("|")}:
            key = name.removeprefix("the ")
            if key:
                rows[key] = (*rows.get(key, ()), line)
    return Places(rows=rows)
