"""Where what was said is placed: countries hatched as a whole, regions and towns as circles, as coarse as the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from markupsafe import Markup

from reportedly.exporters import wording
from reportedly.knowledge.places import Place, load_places
from reportedly.model.story import Question, Series
from reportedly.web.charts.atlas import Country, Frame, Point, countries, distance_km, framed
from reportedly.web.charts.base import Spec, figure

REGION_KM = 114
"""The radius of a region's circle: of half of the 655 first-level regions with three towns and more in the gazetteer,
all towns lie so near to the region's point (tests/web/test_charts_places.py counts them)."""
AROUND_KM = 450
"""Shown around every place: enough for its neighbours."""
COUNTRY_KM = 1000
"""How far from its point, where its people are, a country must be in sight: the rest of a large one need not be."""
RATIO = {"wide": 0.56, "narrow": 1.0}
"""Height by width of the two pictures."""
_PHONE = 500
"""Pixels: what is narrower is a phone's."""
_LEAST, _MOST = 5.0, 22.0
"""Radii in pixels of a circle for one claim, and of one for as many as the most spoken of has."""
_LETTER, _LINE = 7.0, 16.0
"""What a letter of a label takes in width, and a line in height, in pixels: a little more than they do."""
_KINDS = {"country": "country", "region": "region", "city": "town"}
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A place with the questions about it, the most told first. `number`: its row in the list. `place`: None where the
    gazetteer lacks it. `claims` is exact; `exact` False: of origins and reports there may be more, as a series holds
    its latest estimates and they some of their claims."""

    number: int
    name: str
    kind: str
    place: Place | None
    claims: int
    origins: int
    reports: int
    exact: bool
    questions: tuple[Question, ...]

    @property
    def counts(self) -> str:
        """How many say so, in words."""
        least = "" if self.exact else "at least "
        parts = (
            (self.claims, "claim", ""),
            (self.origins, "independent origin", least),
            (self.reports, "report", least),
        )
        return ", ".join(start + wording.count_words(number, noun) for number, noun, start in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a place stands in a picture. `radius` in pixels, 0 for a country that is hatched."""

    one: Placed
    x: float
    y: float
    radius: float


def places_of(series: Iterable[Series], known: Mapping[str, Place]) -> tuple[Placed, ...]:
    """The places that the questions name, those with most claims first. A claim counts at the narrowest place that it
    names: what lies in a country is not counted again for the country."""
    groups: defaultdict[str, list[Series]] = defaultdict(list)
    for one in series:
        if one.question.place:
            groups[one.question.place_key or one.question.place].append(one)
    ranked = sorted(groups.items(), key=lambda group: (-sum(one.claims for one in group[1]), group[0]))
    return tuple(_placed(number, known.get(key), group) for number, (key, group) in enumerate(ranked, start=1))


def places_map(placed: Sequence[Placed], *, page: str, label: str) -> Markup | None:
    """The drawing, or None where no place has a point; each place links to its row in the list on `page`."""
    located = [one for one in placed if one.place is not None]
    return figure(lambda width: _spec(located, width, page), label=label) if located else None


def _placed(number: int, place: Place | None, group: Sequence[Series]) -> Placed:
    estimates = [estimate for one in group for estimate in one.estimates]
    asked = sorted(group, key=lambda one: -one.claims)
    cited = {(one.report, one.version) for estimate in estimates for one in estimate.citations}
    return Placed(
        number=number,
        name=wording.printable(place.name if place else group[0].question.place or ""),
        kind=_KINDS[place.kind] if place else "not in the gazetteer",
        place=place,
        claims=sum(one.claims for one in group),
        origins=len({estimate.origin.party for estimate in estimates if estimate.origin.counts}),
        reports=len(cited),
        exact=sum(one.claims for one in group) == sum(len(estimate.citations) for estimate in estimates),
        questions=tuple(one.question for one in asked),
    )


def _spec(located: Sequence[Placed], width: int, page: str) -> Spec:
    height = round(width * RATIO["narrow" if width < _PHONE else "wide"])
    shapes = {country.code: country for country in countries() if country.code}
    frame = framed([point for one in located for point in _extent(one, shapes)], AROUND_KM, width, height)
    spots = _spots(located, frame, shapes)
    hatched = {spot.one.place.iso2: spot.one for spot in spots if spot.one.place and not spot.radius}
    ground = [country for country in countries() if frame.holds(country)]
    return {
        "width": width,
        "height": height,
        "padding": 0,
        "layer": [
            *_ground(ground, frame, hatched, page),
            *_circles([spot for spot in spots if spot.radius], page),
            *_labels(spots, ground, frame),
        ],
    }


def _point(place: Place) -> Point:
    return place.lon, place.lat


def _is_shaded(place: Place, shapes: Mapping[str, Country]) -> bool:
    return place.kind == "country" and place.iso2 in shapes


def _extent(one: Placed, shapes: Mapping[str, Country]) -> list[Point]:
    """What of a place must be in sight."""
    assert one.place is not None
    point = _point(one.place)
    if not _is_shaded(one.place, shapes):
        return [point]
    return [point, *(at for at in shapes[one.place.iso2].outline if distance_km(at, point) <= COUNTRY_KM)]


def _spots(located: Sequence[Placed], frame: Frame, shapes: Mapping[str, Country]) -> list[_Spot]:
    most = max(one.claims for one in located)
    spots = []
    for one in located:
        assert one.place is not None
        x, y = frame.at(_point(one.place))
        area = _LEAST**2 + (one.claims / most) * (_MOST**2 - _LEAST**2)
        region = REGION_KM / frame.km(1) if one.place.kind != "city" else 0
        radius = 0.0 if _is_shaded(one.place, shapes) else max(sqrt(area), region)
        spots.append(_Spot(one=one, x=round(x, 1), y=round(y, 1), radius=round(radius, 1)))
    return spots


def _ground(ground: Sequence[Country], frame: Frame, hatched: Mapping[str, Placed], page: str) -> list[dict[str, Any]]:
    """All land first; then what is filed under no one state, in dashes; then what is spoken of."""
    filed = [country for country in ground if country.code]
    loose = [country for country in ground if not country.code]
    spoken = [country for country in filed if country.code in hatched]
    told = {code: _told(one, page) for code, one in hatched.items()}
    plain = {"type": "geoshape", "fill": "var(--line)", "stroke": "var(--ground)", "strokeWidth": 1, "aria": False}
    layers = [
        _shapes([_feature(country) for country in filed], plain, frame),
        _shapes(
            [_feature(country) for country in loose],
            {**plain, "stroke": "var(--strong-line)", "strokeDash": [3, 2]},
            frame,
        ),
        _shapes(
            [{**_feature(country), **told[country.code]} for country in spoken],
            {"type": "geoshape", "fill": "url(#hatch)", "stroke": "var(--accent)", "strokeWidth": 1.5},
            frame,
            {"description": {"field": "words"}, "href": {"field": "at"}},
        ),
    ]
    return [layer for layer in layers if layer["data"]["values"]]


def _shapes(features: Sequence[Spec], mark: Spec, frame: Frame, encoding: Spec | None = None) -> dict[str, Any]:
    return {
        "data": {"values": list(features)},
        "projection": frame.projection,
        "mark": mark,
        "encoding": encoding or {},
    }


def _feature(country: Country) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": country.polygons}}


def _told(one: Placed, page: str) -> dict[str, str]:
    return {"words": f"{one.name} ({one.kind}): {one.counts}", "at": f"{page}#place-{one.number}"}


def _circles(spots: Sequence[_Spot], page: str) -> list[dict[str, Any]]:
    """Regions in dashes, towns in a line; the largest first, so that none hides another."""
    layers: list[dict[str, Any]] = []
    for town, dash in ((False, [5, 3]), (True, [1, 0])):
        some = [spot for spot in spots if (spot.one.kind == "town") is town]
        drawn = [
            {"x": spot.x, "y": spot.y, "size": round((2 * spot.radius) ** 2), **_told(spot.one, page)}
            for spot in sorted(some, key=lambda spot: -spot.radius)
        ]
        mark = {"type": "point", "shape": "circle", "clip": True, "opacity": 1, "strokeWidth": 1.5}
        ink = {"fill": "var(--accent)", "fillOpacity": 0.35, "stroke": "var(--accent)", "strokeDash": dash}
        layers.append({
            "data": {"values": drawn},
            "mark": {**mark, **ink},
            "encoding": {
                **_pixels(),
                "size": {"field": "size", "type": "quantitative", "scale": None},
                "description": {"field": "words"},
                "href": {"field": "at"},
            },
        })  # fmt: skip
    return [layer for layer in layers if layer["data"]["values"]]


def _labels(spots: Sequence[_Spot], ground: Sequence[Country], frame: Frame) -> list[dict[str, Any]]:
    """Names with their claims, each where it finds room; one that finds none is told by its mark and in the list.
    Then, quietly, the names of countries around."""
    taken: list[Box] = [
        (spot.x - _LEAST, spot.y - _LEAST, spot.x + _LEAST, spot.y + _LEAST) for spot in spots if spot.radius
    ]
    drawn = []
    for spot in spots:
        text = f"{spot.one.name} {spot.one.claims:,}"
        half = len(text) * _LETTER / 2
        aside, away = min(spot.radius, _MOST) + 4 + half, min(spot.radius, _MOST) + 3 + _LINE / 2
        shifts = [(aside, 0), (-aside, 0), (0, -away), (0, away), (0, -2 * away), (0, 2 * away)]
        for dx, dy in shifts if spot.radius else [(0, 0), *shifts]:
            x, y = spot.x + dx, spot.y + dy
            box = (x - half, y - _LINE / 2, x + half, y + _LINE / 2)
            if _is_free(box, taken, frame):
                taken.append(box)
                drawn.append({"x": round(x, 1), "y": round(y, 1), "text": text})
                break
    around = _names(ground, {spot.one.name for spot in spots}, taken, frame)
    plain = {"type": "text", "baseline": "middle", "aria": False}
    halo = {"stroke": "var(--ground)", "strokeWidth": 4, "color": "var(--ground)", "fontWeight": 600}
    inks = (
        (around, {"stroke": "var(--line)", "strokeWidth": 4, "color": "var(--line)"}),
        (around, {"color": "var(--quiet)"}),
        (drawn, halo),
        (drawn, {"color": "currentColor", "fontWeight": 600}),
    )
    return [
        {"data": {"values": some}, "mark": {**plain, **ink}, "encoding": {**_pixels(), "text": {"field": "text"}}}
        for some, ink in inks
        if some
    ]


def _names(ground: Sequence[Country], but: set[str], taken: list[Box], frame: Frame) -> list[dict[str, Any]]:
    """Of countries that nothing is said about, where there is room at their points."""
    areas = load_places().areas
    drawn = []
    for place in filter(None, (areas.get((country.code, "")) for country in ground)):
        x, y = frame.at(_point(place))
        half = len(place.name) * _LETTER / 2
        box = (x - half, y - _LINE / 2, x + half, y + _LINE / 2)
        if place.name not in but and _is_free(box, taken, frame):
            taken.append(box)
            drawn.append({"x": round(x, 1), "y": round(y, 1), "text": place.name})
    return drawn


def _is_free(box: Box, taken: Sequence[Box], frame: Frame) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > frame.width or bottom > frame.height:
        return False
    return not any(left < other[2] and right > other[0] and top < other[3] and bottom > other[1] for other in taken)


def _pixels() -> dict[str, Any]:
    return {name: {"field": name, "type": "quantitative", "scale": None, "axis": None} for name in ("x", "y")}
