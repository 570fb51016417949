"""Which tellings go back to one act of saying.

Tellings that name who is said to know are joined pair by pair (`acts.same_act`); what is joined to one another, at
however many removes, is one origin. A telling that names nobody (an outlet's own voice, "officials said") follows the
one telling that it fits best, and never brings two origins together. Each of the two is decided between neighbours
alone, so no order of arrival changes anything, and a new report costs no more than its neighbourhood.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from reportedly.model.quantity import Number
from reportedly.model.report import digest
from reportedly.model.shelf import Key, Lead
from reportedly.model.telling import Telling, TellingKey
from reportedly.reconciliation import acts
from reportedly.reconciliation.acts import (
    DISTINCT,
    LARGE,
    NEAR_DAYS,
    RETOLD_DAYS,
    SAME_FIGURE_DAYS,
    points,
    same_act,
)
from reportedly.reconciliation.copies import sentence_key
from reportedly.reconciliation.figures import ROUNDING, ROUNDS_FROM, magnitude
from reportedly.reconciliation.likeness import numbers_of

_ANY_DAY = 1_000_000
_BUCKET = log(1 + 2 * ROUNDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """One act of saying with all that tells it, the nearest to the origin first."""

    id: str
    members: tuple[Telling, ...]

    @property
    def nearest(self) -> Telling:
        return self.members[0]


def keys_of(telling: Telling) -> tuple[str, ...]:
    """The names under which a telling is kept. With `wanted_of` they lead to every telling it could be joined to: one
    is kept under its own area and party and under "any", and looks under its own and under "none" (see `_sorted`)."""
    return tuple(dict.fromkeys(_stored(telling)))


def wanted_of(telling: Telling) -> tuple[Key, ...]:
    """Where to look for tellings that this one could be joined to, and how many days may lie between."""
    return tuple(dict.fromkeys(_looked_up(telling)))


def _stored(telling: Telling) -> Iterator[str]:
    if telling.joined_to:
        yield from (f"j:{claim}" for claim in (*telling.joined_to, telling.claim))
    if telling.alone:
        return
    yield from (key.name for key in _plain_keys(telling))
    for number in _figures(telling):
        yield f"o:{number:g}:{telling.outlet_key}"
        if telling.from_outlet:
            yield f"u:{number:g}:{telling.party}"
        for area in _areas(telling, number, kept=True):
            yield from (f"n:{number:g}:{area}:{party}" for party in _parties_kept(telling))


def _looked_up(telling: Telling) -> Iterator[Key]:
    if telling.joined_to:
        yield from (Key(f"j:{claim}", _ANY_DAY) for claim in (*telling.joined_to, telling.claim))
    if telling.alone:
        return
    yield from _plain_keys(telling)
    for number in _figures(telling):
        yield Key(f"u:{number:g}:{telling.outlet_key}", NEAR_DAYS)  # who credits this outlet
        if telling.from_outlet:
            yield Key(f"o:{number:g}:{telling.party}", NEAR_DAYS)  # the outlet that is credited
        for area in _areas(telling, number, kept=False):
            for party, days in _parties_wanted(telling):
                yield Key(f"n:{number:g}:{area}:{party}", days)


def by_any(name: str) -> bool:
    """Whether what shares this key may be one act whoever speaks: a person said so, or one sentence of copies."""
    return name.startswith(("j:", "c:"))


def _figures(telling: Telling) -> frozenset[Number]:
    """The numbers that lead anywhere: a small one of no known speaker and place could be anything."""
    if telling.quantity is None:
        return frozenset()
    numbers = numbers_of(telling.quantity)
    return numbers if telling.party or acts.area_of(telling) else frozenset(n for n in numbers if n >= acts.TWO_DIGITS)


def _plain_keys(telling: Telling) -> Iterator[Key]:
    """Keys that both of a pair bear. A figure rounds into the next bucket, hence two."""
    if telling.context.bands:
        yield Key(f"c:{sentence_key(telling.sentence)}", SAME_FIGURE_DAYS)
    quantity = telling.quantity
    if quantity is None:
        if telling.party:
            yield Key(f"s:{telling.party}", NEAR_DAYS)
        if telling.measure and telling.place:
            yield Key(f"t:{telling.measure}:{telling.place.key}", NEAR_DAYS)
        return
    if quantity.vague:
        yield Key(f"v:{quantity.vague}", NEAR_DAYS)
    for number in numbers_of(quantity):
        if number >= LARGE and telling.party:
            yield Key(f"r:{telling.party}:{number:g}", RETOLD_DAYS)
    number = magnitude(quantity)
    if number >= ROUNDS_FROM:
        bucket = int(log(number) / _BUCKET)
        # Whoever says a large figure, it is seldom near another by chance.
        whose = [telling.party] if telling.party else []
        home = telling.context.home
        whose += [_ANY] if number >= LARGE else []
        whose += [f"{_ANY}:{home}"] if home else []
        yield from (Key(f"b:{who}:{near}", NEAR_DAYS) for who in whose for near in (bucket, bucket + 1))
    if telling.party and acts.is_particular(telling):
        yield Key(f"p:{telling.party}:{':'.join(acts.slots_of(telling))}", NEAR_DAYS)


_ANY, _NONE = "~any", "~none"


def _areas(telling: Telling, number: Number, *, kept: bool) -> tuple[str, ...]:
    """Small numbers are told of so many events that only one area's are compared; a telling of no known area is
    compared with all."""
    if number >= DISTINCT:
        return ("",)
    area = acts.area_of(telling)
    if kept:
        return (area or _NONE, _ANY)
    return (area, _NONE) if area else (_ANY,)


def _is_known(party: str) -> bool:
    """Whether the tables know it: two such and not the same are never one act."""
    return bool(party) and not party.startswith("name:")


def _parties_kept(telling: Telling) -> tuple[str, ...]:
    if _is_known(telling.party):
        return telling.party, _ANY
    return (telling.party, _NONE, _ANY) if telling.party else (_NONE, _ANY)


def _parties_wanted(telling: Telling) -> tuple[tuple[str, int], ...]:
    if _is_known(telling.party):
        return (telling.party, SAME_FIGURE_DAYS), (_NONE, NEAR_DAYS)
    return ((telling.party, SAME_FIGURE_DAYS), (_ANY, NEAR_DAYS)) if telling.party else ((_ANY, NEAR_DAYS),)


def nearness(telling: Telling) -> str:
    """Sorts, as text, the telling nearest to the origin first: named before not, whoever is said to know before an
    outlet alone, text before title, fewest relays, quoted words, then the report that quotes most, then the earliest
    publication, then its key."""
    flags = (not telling.anchored, telling.from_outlet, telling.in_title)
    quoted = (not telling.quoted, not telling.part_quoted)
    ranks = (
        "".join(str(int(flag)) for flag in flags),
        f"{min(telling.hops, 99):02d}",
        "".join(str(int(flag)) for flag in quoted),
        f"{9_999 - min(telling.context.quotations, 9_999):04d}",
        telling.published or "9999",
        telling.report,
        f"{telling.version:06d}",
        f"{telling.start:09d}",
        telling.claim,
    )
    return "|".join(ranks)


def gather_origins(tellings: Iterable[Telling]) -> tuple[OriginGroup, ...]:
    """Every telling in exactly one group; groups in the order of their ids."""
    every = sorted({telling.key: telling for telling in tellings}.values(), key=lambda telling: telling.key)
    near = Neighbourhood(every)
    lead = joined_named(near)
    for index, telling in enumerate(every):
        if not telling.anchored:
            leader = leader_of(telling, near.of(telling))
            if leader is not None:
                lead[index] = near.index[leader.key]
    members: dict[int, list[Telling]] = defaultdict(list)
    for index, telling in enumerate(every):
        members[find(lead, index)].append(telling)
    return tuple(sorted((group_of(found) for found in members.values()), key=lambda group: group.id))


def joined_named(near: Neighbourhood) -> list[int]:
    """Union-find over the neighbourhood's tellings: those that name who is said to know, joined by `same_act`."""
    lead = list(range(len(near.tellings)))
    for index, telling in enumerate(near.tellings):
        if telling.anchored:
            for place in near.places_near(telling, after=index):
                other = near.tellings[place]
                if other.anchored and find(lead, index) != find(lead, place) and same_act(telling, other):
                    join(lead, index, place)
    return lead


def group_of(members: Iterable[Telling]) -> OriginGroup:
    """The group of these tellings."""
    ordered = tuple(sorted(members, key=nearness))
    return OriginGroup(id=origin_id(min(member.key for member in ordered)), members=ordered)


def origin_id(least: TellingKey) -> str:
    """An origin is named by the least of its tellings' keys, which no order of arrival changes."""
    report, version, claim = least
    return digest("origin", report, str(version), claim)


def leader_of(loose: Telling, candidates: Iterable[Telling]) -> Lead | None:
    """The telling that one which names nobody follows: the named one it fits best; where it fits none, the best of
    those that name nobody and come before it."""
    best: Lead | None = None
    for other in candidates:
        if other.key == loose.key or not (other.anchored or (leads(other) and order(other) < order(loose))):
            continue
        score = points(loose, other)
        if score >= acts.ENOUGH:
            lead = Lead(other.key, other.anchored, score, other.published or "")
            best = lead if lead.before(best) else best
    return best


def leads(telling: Telling) -> bool:
    """Whether others may follow one that names nobody: a title only repeats what its report says below."""
    return not (telling.own_voice and telling.in_title)


def order(telling: Telling) -> tuple[str, tuple[str, int, str]]:
    """By day of publication, then key: what comes first leads."""
    return telling.published or "", telling.key


def is_within(day: int, other: int, days: int) -> bool:
    """Whether no more days lie between two; a telling without a day is near to every other."""
    return not day or not other or abs(day - other) <= days


class Neighbourhood:
    """Tellings by their keys and days, to find those that one of them could be joined to."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.tellings = tellings
        self._wanted = [wanted_of(telling) for telling in tellings]
        self._days = [telling.day for telling in tellings]
        self.index = {telling.key: index for index, telling in enumerate(tellings)}
        under: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, telling in enumerate(tellings):
            for name in keys_of(telling):
                under[name].append((self._days[index], index))
        self._under = {name: sorted(found) for name, found in under.items()}

    def of(self, telling: Telling) -> Iterator[Telling]:
        """Every telling near this one, each once."""
        return (self.tellings[place] for place in self.places_near(telling))

    def places_near(self, telling: Telling, after: int = -1) -> Iterator[int]:
        """Their indices, those greater than `after`, each once. A telling without a day is near to every other."""
        index, day = self.index[telling.key], telling.day
        seen: set[int] = {index}
        for key in self._wanted[index]:
            found = self._under.get(key.name, [])
            spans = [(0, len(found))]
            if day:
                spans = [
                    (bisect_left(found, (day - key.days, -1)), bisect_right(found, (day + key.days, len(self._days)))),
                    (0, bisect_left(found, (1, -1))),
                ]
            for start, end in spans:
                for _, other in found[start:end]:
                    if other > after and other not in seen:
                        seen.add(other)
                        yield other


def find(lead: list[int], index: int) -> int:
    """The root of a telling's tree (union-find with path halving)."""
    while lead[index] != index:
        lead[index] = lead[lead[index]]
        index = lead[index]
    return index


def join(lead: list[int], one: int, other: int) -> None:
    """Make two trees one."""
    first, second = find(lead, one), find(lead, other)
    lead[max(first, second)] = min(first, second)
