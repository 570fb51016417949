"""Places against geoparsed news: of the gold places with coordinates, how many are found, and found near enough.

Rows are {"id", "text", "toponyms": [{"span", "lat", "lon"}]}. A place is `found` where a known name stands on the
gold's first letter, and `right` where its point lies within 161 km (100 miles) of the gold's, the measure of the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import asin, cos, radians, sin, sqrt
from typing import Any

from reportedly.extraction import mentions, sentences, whereabouts
from reportedly.extraction.mentions import Named
from reportedly.extraction.tokens import tokenise
from reportedly.knowledge import Knowledge, load_knowledge
from reportedly.knowledge.places import Place

Row = Mapping[str, Any]
NEAR_KM = 161.0
EARTH_RADIUS_KM = 6371.0


def score(gold: Iterable[Row], knowledge: Knowledge | None = None) -> dict[str, float]:
    """Shares of the gold places with coordinates."""
    knowledge = knowledge or load_knowledge()
    asked = found = right = 0
    for row in gold:
        named = _names(row["text"], knowledge)
        for place in row["toponyms"]:
            if place.get("lat") is None:
                continue
            asked += 1
            name = named.get(place["span"][0])
            here = _place(name, knowledge) if name is not None else None
            found += name is not None
            right += here is not None and _distance(here, place["lat"], place["lon"]) <= NEAR_KM
    return {"found": found / asked, "within-161km": right / asked} if asked else {}


def _names(text: str, knowledge: Knowledge) -> dict[int, Named]:
    """Known names by every offset they cover."""
    made: dict[int, Named] = {}
    found = [mentions.find(text, tokenise(text, sentence.span), knowledge) for sentence in sentences.split(text)]
    for names in whereabouts.settle(text, found, knowledge):
        for name in names:
            made.update(dict.fromkeys(range(name.span.start, name.span.end), name))
    return made


def _place(name: Named, knowledge: Knowledge) -> Place | None:
    if name.place is not None:
        return name.place
    places = knowledge.places.find(name.actor.name) if name.actor is not None else ()
    return places[0] if places else None


def _distance(place: Place, lat: float, lon: float) -> float:
    """Great-circle kilometres, by the haversine formula."""
    a, b, c, d = (radians(value) for value in (place.lat, place.lon, lat, lon))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
