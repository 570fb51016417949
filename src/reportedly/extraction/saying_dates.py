"""When a source that gives no date says what it says: on the one day on which it, or the body it speaks for, is said to
have spoken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reportedly.extraction.sources import Roster
from reportedly.knowledge.actors import fold
from reportedly.model.claim import ActorKind, Hop

Hops = tuple[Hop, ...]


def dated(linked: Sequence[Sequence[Hops]], roster: Roster) -> list[list[Hops]]:
    """A source that says all it says in a report on one day says it that day: its other statements get the date where
    the report gives it, or the body it speaks for, only one."""
    days: dict[str, set[str]] = defaultdict(set)
    for hop in (hop for entries in linked for hops in entries for hop in hops):
        if hop.date is not None and hop.named:
            for key in _parties(hop, roster):
                days[key].add(hop.date)

    def with_day(hop: Hop) -> Hop:
        if hop.date is not None or not hop.named or hop.kind is ActorKind.OUTLET:
            return hop
        found = next((days[key] for key in _parties(hop, roster) if key in days), set())
        return replace(hop, date=next(iter(found))) if len(found) == 1 else hop

    return [[tuple(map(with_day, hops)) for hops in entries] for entries in linked]


def _parties(hop: Hop, roster: Roster) -> list[str]:
    """Who speaks in a hop, the narrowest first: itself, the body it speaks for or is part of, their
    government."""
    actors = roster.knowledge.actors
    keys = [hop.actor or fold(hop.name)]
    body = actors.find(hop.affiliation) if hop.affiliation else None
    own = actors.by_id.get(hop.actor or "")
    bodies = [actor for actor in (own, body) if actor is not None and actor.kind is not ActorKind.OUTLET]
    keys += [actor.id for actor in bodies]
    keys += [actor.part_of for actor in bodies if actor.part_of and actor.kind is not ActorKind.STATE]
    keys += [actor.state for actor in bodies if actor.state and actor.kind is not ActorKind.GROUP]
    return list(dict.fromkeys(keys))
