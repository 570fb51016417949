"""The ground of a map: countries as Natural Earth draws them, and a frame around places with their neighbours.

The projection is Lambert's azimuthal equal-area one about the middle of the frame: areas compare, and shapes stay true
where one looks. Where places lie too far apart for that, it is Equal Earth (Šavrič, Patterson and Jenny, 2018). The
same formulas stand in d3, which draws the countries; here they place what stands on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

EARTH_KM = 6371.0
Point = tuple[float, float]
"""Longitude and latitude in degrees."""
_FILE = Path(__file__).parent / "countries.json"
_FAR_KM = 7000
"""From the middle; chosen by eye: beyond it Lambert's projection bends shapes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """`code`: ISO 3166-1 alpha-2, "" for land that is filed under no one state. `polygons`: of rings of points."""

    code: str
    polygons: tuple[tuple[tuple[Point, ...], ...], ...]

    @property
    def outline(self) -> Iterator[Point]:
        """All points of its borders."""
        return (point for polygon in self.polygons for ring in polygon for point in ring)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A projection fitted to a picture of `width` by `height` pixels. `scale`: pixels a radian; `dx`, `dy`: where its
    middle (`lon`, `lat`) lies. `worldwide`: by Equal Earth."""

    worldwide: bool
    lon: float
    lat: float
    scale: float
    dx: float
    dy: float
    width: int
    height: int

    def at(self, point: Point) -> Point:
        """Where a place lies in the picture, in pixels from the top left."""
        x, y = _equal_earth(point, self.lon) if self.worldwide else _lambert(point, (self.lon, self.lat))
        return self.dx + x * self.scale, self.dy - y * self.scale

    def holds(self, country: Country) -> bool:
        """Whether some of the country may be in sight: a point of it is, or it lies around the frame's middle."""
        if self.worldwide:
            return True
        off_centre = hypot(self.dx - self.width / 2, self.dy - self.height / 2)
        reach = (hypot(self.width, self.height) / 2 + off_centre) / self.scale
        reach_km = 2 * asin(min(1.0, reach / 2)) * EARTH_KM
        middle = (self.lon, self.lat)
        near = any(distance_km(point, middle) <= reach_km for point in country.outline)
        return near or any(_inside(middle, polygon[0]) for polygon in country.polygons)

    def km(self, pixels: float) -> float:
        """What pixels measure at its middle."""
        return pixels / self.scale * EARTH_KM

    @property
    def projection(self) -> Mapping[str, Any]:
        """The same for Vega-Lite."""
        return {
            "type": "equalEarth" if self.worldwide else "azimuthalEqualArea",
            "rotate": [-self.lon, -self.lat, 0],
            "scale": self.scale,
            "translate": [self.dx, self.dy],
            "clipExtent": [[0, 0], [self.width, self.height]],
        }


@cache
def countries() -> tuple[Country, ...]:
    """All of them, from the TopoJSON that scripts/build_countries.py makes."""
    topology = json.loads(_FILE.read_text(encoding="utf-8"))
    (width, height), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * width + west, 2), round(y * height + south, 2)))
        arcs.append(tuple(points))
    return tuple(
        Country(
            code=shape.get("id", ""),
            polygons=tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in shape["arcs"]),
        )
        for shape in topology["objects"]["countries"]["geometries"]
    )


def framed(points: Sequence[Point], around_km: float, width: int, height: int) -> Frame:
    """The frame that shows the points and what lies so far around them."""
    middle = _middle(points)
    worldwide = any(distance_km(point, middle) > _FAR_KM for point in points)
    if worldwide:
        middle = (_middle_longitude(points), 0.0)
    seen = [_equal_earth(point, middle[0]) if worldwide else _lambert(point, middle) for point in points]
    room = around_km / EARTH_KM
    left, right = min(x for x, _ in seen) - room, max(x for x, _ in seen) + room
    low, high = min(y for _, y in seen) - room, max(y for _, y in seen) + room
    scale = min(width / (right - left), height / (high - low))
    return Frame(
        worldwide=worldwide,
        lon=round(middle[0], 3),
        lat=round(middle[1], 3),
        scale=scale,
        dx=width / 2 - (left + right) / 2 * scale,
        dy=height / 2 + (low + high) / 2 * scale,
        width=width,
        height=height,
    )


def distance_km(one: Point, other: Point) -> float:
    """Along the Earth."""
    (alon, alat), (blon, blat) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((blat - alat) / 2) ** 2 + cos(alat) * cos(blat) * sin((blon - alon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _lambert(point: Point, middle: Point) -> Point:
    """Lambert's azimuthal equal-area projection, in radians at the middle."""
    lon, lat = radians(point[0] - middle[0]), radians(point[1])
    south, north = sin(radians(middle[1])), cos(radians(middle[1]))
    near = 1 + south * sin(lat) + north * cos(lat) * cos(lon)
    stretched = sqrt(2 / max(near, 1e-6))
    return stretched * cos(lat) * sin(lon), stretched * (north * sin(lat) - south * cos(lat) * cos(lon))


def _equal_earth(point: Point, middle: float) -> Point:
    """The Equal Earth projection, in radians at the equator."""
    lon = radians((point[0] - middle + 180) % 360 - 180)
    slant = asin(sqrt(3) / 2 * sin(radians(point[1])))
    square = slant * slant
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    x = lon * cos(slant) / (sqrt(3) / 2 * (a + 3 * b * square + square**3 * (7 * c + 9 * d * square)))
    return x, slant * (a + b * square + square**3 * (c + d * square))


def _middle_longitude(points: Iterable[Point]) -> float:
    """Of the narrowest band that holds all points: opposite to the middle of the widest gap."""
    lons = sorted(lon for lon, _ in points)
    gaps = [(after - before, before) for before, after in zip(lons, [*lons[1:], lons[0] + 360], strict=True)]
    gap, before = max(gaps)
    return round((before + gap / 2) % 360 - 180, 3)


def _middle(points: Iterable[Point]) -> Point:
    """The direction of the points' sum."""
    sums = [0.0, 0.0, 0.0]
    for lon, lat in points:
        ahead = (cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat)))
        sums = [total + one for total, one in zip(sums, ahead, strict=True)]
    x, y, z = sums
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def _ring(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    """A number below zero is an arc backwards; an arc begins where the last one ended."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def _inside(point: Point, ring: Sequence[Point]) -> bool:
    x, y = point
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    crossed = (ax + (y - ay) / (by - ay) * (bx - ax) > x for (ax, ay), (bx, by) in edges if (ay > y) != (by > y))
    return sum(crossed) % 2 == 1
