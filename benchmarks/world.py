"""A made-up world of reports for measuring the picture: parties that say figures, outlets that pass them on.

The spread is that of the press: a few questions get most of the claims (Zipf), a few acts of saying get most of the
echoes (Pareto, the greatest some thousand), an act is passed on for about a week, one echo in seven names nobody, one
in twelve has changed something. Everything follows from the seed.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from reportedly.knowledge.places import Place, load_places
from reportedly.model.certainty import Certainty, Likelihood
from reportedly.model.claim import (
    ActorKind,
    Aspect,
    Claim,
    Hop,
    Mention,
    Reader,
    ReportRef,
    Role,
    Style,
)
from reportedly.model.quantity import Quantity, about, at_least, exactly, more_than
from reportedly.model.report import Report, Span, digest

QUESTIONS = 2_000
COUNTRIES = 60
CLAIMS_A_REPORT = 20
DAYS = 730
_FIRST_DAY = date(2031, 1, 1)
_READER = Reader(version="0", model="made-up")
_MEASURES = ("killed", "wounded", "casualties", "displaced", "personnel_sent", "launched", "intercepted", "captured")
_VERBS = {
    "killed": "people were killed",
    "wounded": "people were wounded",
    "casualties": "soldiers became casualties",
    "displaced": "people were displaced",
    "personnel_sent": "soldiers were sent",
    "launched": "drones were launched",
    "intercepted": "drones were intercepted",
    "captured": "soldiers were captured",
}
_MEDIAN_LOG, _SPREAD_LOG = 3.3, 1.9
"""Of the figures: half below 27, one in thirty above 1,000."""
_SHARE_OF_ONE_COUNTRY = 0.8
_SHARE_OF_ECHOES = 0.85
_SHARE_HEDGED = 0.2
_SHARE_UNPLACED = 0.4
_SHARE_UNNAMED = 1 / 7
_SHARE_CHANGED = 1 / 12
_MOST_ECHOES = 4_000


@dataclass(frozen=True, slots=True)
class _Topic:
    """One question of the world."""

    measure: str
    side: str
    place: Place
    parties: tuple[str, ...]


@dataclass(slots=True)
class _Act:
    """One act of saying, and how many echoes of it are still to come."""

    topic: _Topic
    party: str
    day: int
    quantity: Quantity
    hedged: bool
    left: int


class World:
    """Reports in the order of their days."""

    def __init__(self, claims: int, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._claims = claims
        self._cities = _cities()
        self._topics = [self._topic(number) for number in range(QUESTIONS)]
        self._open: dict[int, list[_Act]] = {country: [] for country in range(COUNTRIES)}
        # Zipf's law over the questions.
        self._by_country = [
            (
                self._topics[country::COUNTRIES],
                list(accumulate(1 / (1 + n) for n in range(country, QUESTIONS, COUNTRIES))),
            )
            for country in range(COUNTRIES)
        ]
        self._countries = list(accumulate(weights[-1] for _, weights in self._by_country))

    def reports(self) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
        """Reports with their claims, `claims` in all."""
        count = -(-self._claims // CLAIMS_A_REPORT)
        for number in range(count):
            yield self.report(number, day=number * DAYS // count)

    def report(self, number: int, day: int) -> tuple[Report, tuple[Claim, ...]]:
        """One report of the day: mostly echoes of what was said in the days before, some of it new."""
        country = self._country()
        outlet = f"The {_name(self._random.randrange(400))} Gazette"
        published = (_FIRST_DAY + timedelta(days=day)).isoformat()
        chosen = [self._act(day, country) for _ in range(CLAIMS_A_REPORT)]
        sentences = [self._sentence(act) for act in chosen]
        title = f"{_name(number % 997)} report {number}"
        text = "\n".join([title, *(sentence for sentence, _, _ in sentences)])
        report = Report(
            id=digest("report", str(number)),
            text=text,
            outlet=outlet,
            title=title,
            published=date.fromisoformat(published),
        )
        ref = ReportRef(id=report.id, outlet=outlet, title=title, published=published)
        claims, start = [], len(title) + 1
        for act, (sentence, quantity, named) in zip(chosen, sentences, strict=True):
            placed = self._random.random() >= _SHARE_UNPLACED
            claims.append(_claim(ref, start, sentence, quantity, act, named=named, placed=placed))
            start += len(sentence) + 1
        return report, tuple(claims)

    def _topic(self, number: int) -> _Topic:
        side, towns = _name(number % COUNTRIES), self._cities[number % COUNTRIES]
        place = towns[number // COUNTRIES % len(towns)]
        parties = tuple(_name(10_000 + (number * 7 + offset) % 500) for offset in range(2 + number % 5))
        return _Topic(_MEASURES[number % len(_MEASURES)], side, place, parties)

    def _country(self) -> int:
        return bisect(self._countries, self._random.random() * self._countries[-1])

    def _act(self, day: int, country: int) -> _Act:
        """Of one country, as a report's claims mostly are: an act of the last days, or a new one."""
        if self._random.random() >= _SHARE_OF_ONE_COUNTRY:
            country = self._country()
        span = self._random.expovariate(1 / 4) + 1
        alive = self._open[country] = [act for act in self._open[country] if act.left > 0 and day - act.day <= span]
        if alive and self._random.random() < _SHARE_OF_ECHOES:
            act = max(self._random.choices(alive, k=3), key=lambda act: act.left)
            act.left -= 1
            return act
        topics, weights = self._by_country[country]
        topic = topics[bisect(weights, self._random.random() * weights[-1])]
        number = max(1, int(self._random.lognormvariate(_MEDIAN_LOG, _SPREAD_LOG)))
        make = self._random.choice((exactly, at_least, more_than, about))
        echoes = min(_MOST_ECHOES, int(self._random.paretovariate(0.9)))
        hedged = self._random.random() < _SHARE_HEDGED
        act = _Act(topic, self._random.choice(topic.parties), day, make(min(number, 900_000)), hedged, echoes)
        alive.append(act)
        return act

    def _sentence(self, act: _Act) -> tuple[str, Quantity, bool]:
        quantity = act.quantity
        if self._random.random() < _SHARE_CHANGED:
            quantity = exactly(quantity.point or quantity.low or 1)
        named = self._random.random() >= _SHARE_UNNAMED
        figure = f"{quantity.point or quantity.low or 0:,}"
        hedge = "probably " if act.hedged and quantity is act.quantity else ""
        who = f", {act.party} said" if named else ""
        words = f"{hedge}{figure} {act.topic.side} {_VERBS[act.topic.measure]} at {act.topic.place.name}{who}."
        return words, replace(quantity, as_written=figure), named


def _claim(
    ref: ReportRef, start: int, sentence: str, quantity: Quantity, act: _Act, *, named: bool, placed: bool
) -> Claim:
    outlet = Hop(name=ref.outlet or "", as_written=ref.outlet or "", kind=ActorKind.OUTLET, role=Role.OUTLET)
    origin = Hop(
        name=act.party,
        as_written=act.party,
        kind=ActorKind.ORGANISATION,
        role=Role.ORIGINATOR,
        span=Span(start=start, end=start + 1),
    )
    town = act.topic.place
    place = Mention(name=town.name, as_written=town.name, kind="city", id=town.id)
    likelihood = Likelihood(term="probably") if sentence.startswith("probably") else None
    return Claim(
        id=digest(ref.id, str(start)),
        report=ref,
        text=sentence,
        sentence=sentence,
        span=Span(start=start, end=start + len(sentence)),
        style=Style.INDIRECT if named else Style.OWN_VOICE,
        chain=(outlet, origin) if named else (outlet,),
        certainty=Certainty(likelihood=likelihood),
        measure=act.topic.measure,
        aspect=Aspect.TOTAL,
        subject=Mention(name=act.topic.side, as_written=act.topic.side, kind="state", id=f"made.{act.topic.side}"),
        place=place if placed else None,
        quantity=quantity,
        published=ref.published,
        reader=_READER,
    )


def _cities() -> list[list[Place]]:
    """The cities of the countries that have most: sides and speakers are made up, places must lie somewhere."""
    found: dict[str, list[Place]] = {}
    for place in load_places().by_id.values():
        if place.kind == "city":
            found.setdefault(place.iso2, []).append(place)
    largest = sorted(found.values(), key=lambda places: (-len(places), places[0].iso2))[:COUNTRIES]
    return [sorted(places, key=lambda place: place.id) for places in largest]


_SYLLABLES = tuple("ba do fe gul har ist jo kra lum mor nev ost pra ques rin sol".split())


def _name(number: int) -> str:
    """A name for a number, unlike any other's: "Bafegul"."""
    parts = [_SYLLABLES[number % 16], _SYLLABLES[number // 16 % 16], _SYLLABLES[number // 256 % 16]]
    return "".join([*parts, _SYLLABLES[number // 4096 % 16]]).capitalize()
