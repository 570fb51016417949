"""Which of the places of one name a report means: as it says itself, or as the other places that it names suggest.

"Tripoli, Lebanon" says it. Where nothing does, the likeliest place of the name stands (`Places.find`), unless the
report names nothing else of that country and does name what lies around another one of the name. A name means one
place throughout a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from reportedly.extraction.mentions import Named
from reportedly.knowledge import Knowledge
from reportedly.knowledge.actors import fold
from reportedly.knowledge.places import Place

Area = tuple[str, str]
"""(iso2, admin1) of a region, (iso2, "") of a country."""
_WITHIN = (",", "in", "of", ", in")
"""What stands between a place and the wider one that holds it."""
_SURROUNDED = 2
"""Other names of a country from which on a smaller place in it is believed to be meant."""
_FAR_SMALLER, _SMALLER = 100, 25
"""Times by which a city may be smaller than the likeliest of its name and yet be meant: where its region is named, and
where its country alone is. By judgement: who names the United States twice hardly means the Moscow in Idaho."""


def settle(text: str, sentences: Sequence[Sequence[Named]], knowledge: Knowledge) -> tuple[tuple[Named, ...], ...]:
    """The names of each sentence, each that may mean several places with the one that is meant."""
    open_to = {
        id(name): found
        for names in sentences
        for name in names
        if name.place is not None and len(found := _candidates(name, text, knowledge)) > 1
    }
    if not open_to:
        return tuple(tuple(names) for names in sentences)
    said: dict[str, Place] = {}
    for names in sentences:
        for name, after in zip(names, [*names[1:], None], strict=False):
            if id(name) in open_to and after is not None and (place := _said(name, after, text, open_to[id(name)])):
                said.setdefault(_key(name, text), place)
    around = _around(text, sentences, open_to, said, knowledge)
    meant: dict[str, Place] = {}
    for names in sentences:
        for name in names:
            if id(name) in open_to and (key := _key(name, text)) not in meant:
                meant[key] = said.get(key) or _likeliest(open_to[id(name)], around, key)
    return tuple(
        tuple(_with(name, meant[_key(name, text)]) if id(name) in open_to else name for name in names)
        for names in sentences
    )


def _candidates(name: Named, text: str, knowledge: Knowledge) -> tuple[Place, ...]:
    """Of a name that is a capital's, the capital first: "Washington" is seldom the state."""
    words = name.span.of(text)
    found = knowledge.places.find(words)
    state = knowledge.actors.capitals.get(fold(words))
    if state is None or (country := knowledge.places.by_id.get(state.id)) is None or found[0].kind == "country":
        return found
    seat = [place for place in found if place.kind == "city" and place.iso2 == country.iso2][:1]
    return (*seat, *(place for place in found if place not in seat))


def _said(name: Named, after: Named, text: str, candidates: Iterable[Place]) -> Place | None:
    """The candidate that lies in the place named right after it."""
    if text[name.span.end : after.span.start].strip() not in _WITHIN or after.place is None:
        return None
    wider = after.place
    if wider.kind == "city":
        return None
    inside = (
        place
        for place in candidates
        if place.id != wider.id
        and place.iso2 == wider.iso2
        and (wider.kind == "country" or (place.kind == "city" and place.admin1 == wider.admin1))
    )
    return next(inside, None)


def _around(
    text: str,
    sentences: Sequence[Sequence[Named]],
    open_to: Mapping[int, tuple[Place, ...]],
    said: Mapping[str, Place],
    knowledge: Knowledge,
) -> _Around:
    """Which names speak of each country and region: of one that may mean several places, what the report says, or the
    country that it may mean."""
    speak: dict[Area, set[str]] = {}
    for name in (name for names in sentences for name in names):
        key = _key(name, text)
        place = said.get(key, name.place)
        if id(name) in open_to and key not in said and open_to[id(name)][0].kind != "country":
            continue
        if place is None and name.actor is not None:  # "Malian" speaks of Mali, a ministry of its state
            place = knowledge.places.by_id.get(name.actor.state or name.actor.id)
        if place is not None:
            for area in {(place.iso2, ""), (place.iso2, place.admin1)}:
                speak.setdefault(area, set()).add(key)
    return _Around(speak=speak)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What a report names, by country and region."""

    speak: Mapping[Area, Set[str]]

    def country(self, place: Place, but: str) -> int:
        """How many other names speak of its country."""
        return len(self.speak.get((place.iso2, ""), frozenset()) - {but})

    def region(self, place: Place, but: str) -> int:
        """The same of its region; 0 where it lies in none."""
        return len(self.speak.get((place.iso2, place.admin1), frozenset()) - {but}) if place.admin1 else 0


def _likeliest(candidates: Sequence[Place], around: _Around, name: str) -> Place:
    first, *others = candidates
    if around.country(first, name):
        if first.kind != "city" or around.region(first, name):
            return first
        others = [place for place in others if place.iso2 == first.iso2]
    by_region = [p for p in others if around.region(p, name) and _fits(p, first, _FAR_SMALLER)]
    if by_region or around.country(first, name):
        return next(iter(by_region), first)
    surrounded = (p for p in others if around.country(p, name) >= _SURROUNDED and _fits(p, first, _SMALLER))
    return next(surrounded, first)


def _fits(place: Place, first: Place, times: int) -> bool:
    """Whether it is not so small beside the likeliest that nobody would mean it unsaid."""
    return place.kind != "city" or first.kind != "city" or place.population * times >= first.population


def _with(name: Named, place: Place) -> Named:
    """The name with the place that is meant; a region or city is no state of its name."""
    if name.place is not None and place.id == name.place.id:
        return name
    actor = name.actor
    is_other = actor is not None and name.place is not None and actor.id == name.place.id
    return replace(name, place=place, actor=None if is_other else actor)


def _key(name: Named, text: str) -> str:
    return fold(name.span.of(text))
