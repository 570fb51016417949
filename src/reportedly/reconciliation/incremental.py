"""The picture kept up to date one report at a time, to the same result as from scratch (`origins.gather_origins`).

A report brings tellings; each is compared with those near it (`origins.keys_of`), and only the origins touched are
looked at again. What is kept lies on a shelf, which a store provides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.knowledge.measures import Arithmetic
from reportedly.model.shelf import Change, Lead, Near, Shelf, Shelved, Summary, Tally
from reportedly.model.telling import Telling, TellingKey
from reportedly.reconciliation.acts import are_two, same_act
from reportedly.reconciliation.drift import changes_against, changes_in
from reportedly.reconciliation.origins import (
    Neighbourhood,
    OriginGroup,
    by_any,
    find,
    is_within,
    joined_named,
    keys_of,
    leader_of,
    nearness,
    origin_id,
    wanted_of,
)
from reportedly.reconciliation.questions import MOST_READ, estimate_of, question_of

Version = tuple[str, int]
"""A report's id and version."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Origins that changed, those that are no more among them; `versions`: of those that kept their name, the report
    versions whose tellings came or went; `grown`: of those that got new tellings and nothing else, how many."""

    origins: frozenset[str] = frozenset()
    versions: Mapping[str, Collection[Version]] = field(default_factory=dict)
    grown: Mapping[str, Tally] = field(default_factory=dict)


def add(shelf: Shelf, tellings: Sequence[Telling]) -> Touched:
    """Put a report's tellings on the shelf."""
    return _Placing(shelf, tellings).done() if tellings else Touched()


def remove(shelf: Shelf, report: str, version: int) -> Touched:
    """Take a report version's tellings off the shelf; what they alone held together falls apart."""
    gone = {shelved.telling.key: shelved for shelved in shelf.of_report(report, version)}
    if not gone:
        shelf.take(report, version)  # it may be drawn in without any: all of its claims were rejected
        return Touched()
    touched = {shelved.origin for shelved in gone.values()}
    left = [shelved for shelved in shelf.members(touched) if shelved.telling.key not in gone]
    shelf.take(report, version)
    orphans = [shelved for shelved in left if shelved.lead is not None and shelved.lead.key in gone]
    if orphans or any(shelved.telling.anchored for shelved in gone.values()):
        touched |= _settled_anew(shelf, left, orphans)
    return Touched(frozenset(touched | set(_named_by_their_least(shelf, touched).values())))


def _settled_anew(shelf: Shelf, left: Sequence[Shelved], orphans: Sequence[Shelved]) -> set[str]:
    """Place what is left: named tellings by who still joins them, orphans by whom they fit best now."""
    held = {shelved.telling.key: shelved for shelved in left}
    for orphan in orphans:
        near = [one.shelved for one in shelf.near({(key, orphan.telling.day) for key in wanted_of(orphan.telling)})]
        held |= {shelved.telling.key: shelved for shelved in near if shelved.telling.key not in held}
        lead = leader_of(orphan.telling, (shelved.telling for shelved in near))
        held[orphan.telling.key] = replace(orphan, lead=lead)
    hood = Neighbourhood([shelved.telling for shelved in left if shelved.telling.anchored])
    forest = joined_named(hood)
    own = {shelved.telling.key for shelved in left}

    def origin_of(key: TellingKey) -> str:
        while True:
            shelved = held[key]
            if key not in own:
                return shelved.origin
            if shelved.telling.anchored:
                return _new_id(hood.tellings[find(forest, hood.index[key])].key)
            if shelved.lead is None:
                return _new_id(key)
            key = shelved.lead.key

    placed = [replace(held[key], origin=origin_of(key)) for key in own]
    shelf.place(placed)
    return {shelved.origin for shelved in placed}


class _Placing:
    """One addition: what is near, who joins or follows whom, and where everything ends up."""

    def __init__(self, shelf: Shelf, tellings: Sequence[Telling]) -> None:
        self._shelf = shelf
        self._new = {telling.key: telling for telling in tellings}
        wanted = {(key, telling.day) for telling in tellings for key in wanted_of(telling)}
        self._held: dict[TellingKey, Near] = {near.key: near for near in shelf.near(wanted)}
        self._near = self._neighbours()
        self._roots: dict[str, str] = {}
        self._leads: dict[TellingKey, Lead | None] = {}
        self._moved: frozenset[TellingKey] = frozenset()

    def done(self) -> Touched:
        self._join_named()
        self._follow()
        moved = self._with_followers([key for key in self._leads if key not in self._new])
        changed = self._merge()
        new = [self._shelved(telling) for telling in self._new.values()]
        again = [
            replace(one, origin=self._origin(one.telling), lead=self._leads.get(one.telling.key, one.lead))
            for one in moved
        ]
        new, again = _named_at_once(new, again)
        self._shelf.put(new)
        self._shelf.place(again)
        # Who follows another than before, within one origin, changes nothing that the origin comes to.
        pairs = [(old, now) for old, now in zip(moved, again, strict=True) if old.origin != now.origin]
        other = {*changed, *(one.origin for pair in pairs for one in pair)}
        for one in (*new, *(one for pair in pairs for one in pair)):
            changed[one.origin].add(one.telling.key[:2])
        names = _named_by_their_least(self._shelf, changed)
        kept = {origin: versions for origin, versions in changed.items() if names.get(origin) == origin}
        grown = _grown([one for one in new if one.origin in kept and one.origin not in other])
        return Touched(frozenset({*changed, *names.values()}), kept, grown)

    def _shelved(self, telling: Telling) -> Shelved:
        return Shelved(
            telling=telling,
            origin=self._origin(telling),
            lead=self._leads.get(telling.key),
            nearness=nearness(telling),
            keys=keys_of(telling),
        )

    def _neighbours(self) -> dict[TellingKey, dict[TellingKey, bool]]:
        """What each new telling could be joined to, and whether whoever speaks; being near is mutual, so for the held
        ones nearest new are here too."""
        under: defaultdict[str, list[tuple[TellingKey, int]]] = defaultdict(list)
        for telling in self._new.values():
            for name in keys_of(telling):
                under[name].append((telling.key, telling.day))
        for held in self._held.values():
            for name in held.keys:
                under[name].append((held.key, held.day))
        near: dict[TellingKey, dict[TellingKey, bool]] = {}
        for key, telling in self._new.items():
            found: dict[TellingKey, bool] = {}
            day = telling.day
            for wanted in wanted_of(telling):
                whoever = by_any(wanted.name)
                for other, other_day in under.get(wanted.name, ()):
                    if other != key and is_within(day, other_day, wanted.days):
                        found[other] = whoever or found.get(other, False)
            near[key] = found
        return near

    def _telling(self, key: TellingKey) -> Telling:
        return self._new[key] if key in self._new else self._held[key].telling

    def _join_named(self) -> None:
        for telling in self._new.values():
            if not telling.anchored:
                continue
            own = telling.told_by
            for key, whoever in self._near[telling.key].items():
                other = self._new.get(key) or self._held[key]
                if not other.anchored or self._root_of(telling.key) == self._root_of(key):
                    continue
                # What costs least to rule out comes first: most that lie near are told by others.
                if (whoever or not are_two(own, other.told_by)) and same_act(telling, self._telling(key)):
                    self._roots[self._root_of(telling.key)] = self._root_of(key)

    def _follow(self) -> None:
        """Whom each new telling that names nobody follows, and each held one that a new telling leads better."""
        for key, telling in self._new.items():
            if not telling.anchored:
                self._leads[key] = leader_of(telling, map(self._telling, self._near[key]))
            for other in self._near[key]:
                held = self._held.get(other)
                if held is not None and not held.anchored:
                    lead = leader_of(held.telling, (telling,))
                    if lead is not None and lead.before(self._leads.get(other, held.lead)):
                        self._leads[other] = lead

    def _with_followers(self, keys: Sequence[TellingKey]) -> list[Shelved]:
        """These held tellings and all that follow them, at however many removes."""
        found = {key: self._held[key].shelved for key in keys}
        row = list(keys)
        while row:
            next_row = [one for one in self._shelf.followers(row) if one.telling.key not in found]
            found |= {one.telling.key: one for one in next_row}
            row = [one.telling.key for one in next_row]
        self._held |= {key: one for key, one in found.items() if key not in self._held}
        self._moved = frozenset(found)
        return list(found.values())

    def _merge(self) -> defaultdict[str, set[Version]]:
        """Give the held origins that a new telling joins to the one whose name all will bear. The origins that this
        changes, each with the report versions whose tellings it got."""
        classes: defaultdict[str, list[str]] = defaultdict(list)
        for origin in {shelved.origin for shelved in self._held.values()}:
            classes[self._top(origin)].append(origin)
        changed: defaultdict[str, set[Version]] = defaultdict(set)
        for top, origins in classes.items():
            heir = origins[0]
            if len(origins) > 1:
                leasts = self._shelf.leasts(origins)
                heir = min(origins, key=leasts.__getitem__)
                others = [origin for origin in origins if origin != heir]
                changed[heir] |= set(self._shelf.versions(others))
                self._shelf.merge(others, heir)
                changed |= {origin: set() for origin in others}
            self._roots.pop(heir, None)
            if top != heir:
                self._roots[top] = heir
        return changed

    def _origin(self, telling: Telling) -> str:
        """Where a new or moved telling belongs: to those it joins, or to whom it follows in the end."""
        while True:
            shelved = self._held.get(telling.key)
            if telling.anchored or (shelved is not None and telling.key not in self._moved):
                return self._root_of(telling.key)
            held = shelved.lead if shelved is not None else None
            lead = self._leads.get(telling.key, held)
            if lead is None:
                return _new_id(telling.key)
            telling = self._telling(lead.key)

    def _root_of(self, key: TellingKey) -> str:
        held = self._held.get(key)
        return self._top(held.origin if held is not None else _new_id(key))

    def _top(self, node: str) -> str:
        while (above := self._roots.get(node, node)) != node:
            node = above
        return node


def _grown(new: Iterable[Shelved]) -> dict[str, Tally]:
    """By how much each origin grows by these tellings, whose reports told nothing of it before."""
    versions: defaultdict[str, list[Version]] = defaultdict(list)
    for one in new:
        versions[one.origin].append(one.telling.key[:2])
    return {origin: Tally(claims=len(those), reports=len(set(those))) for origin, those in versions.items()}


_UNNAMED = "new:"


def _new_id(key: TellingKey) -> str:
    """Of an origin that is not named yet; no held one is called so."""
    return f"{_UNNAMED}{origin_id(key)}"


def _named_at_once(new: Sequence[Shelved], again: Sequence[Shelved]) -> tuple[list[Shelved], list[Shelved]]:
    """Origins that nothing on the shelf belongs to yet are named before they are put there."""
    least: dict[str, TellingKey] = {}
    for one in (*new, *again):
        if one.origin.startswith(_UNNAMED):
            least[one.origin] = min(least.get(one.origin, one.telling.key), one.telling.key)
    # A moved telling's key may still name the origin it left; such a one is named when that has another name.
    own = {one.telling.key for one in new}
    names = {origin: origin_id(key) for origin, key in least.items() if key in own}

    def named(some: Sequence[Shelved]) -> list[Shelved]:
        return [replace(one, origin=names[one.origin]) if one.origin in names else one for one in some]

    return named(new), named(again)


def _named_by_their_least(shelf: Shelf, origins: Collection[str]) -> dict[str, str]:
    """Name each origin by the least of its tellings, now that all are in place: what it was called -> its name."""
    right = {origin: origin_id(least) for origin, least in shelf.leasts(origins).items()}
    wrong = {origin: name for origin, name in right.items() if origin != name}
    # The right name of one may still be the wrong name of another: it waits under a third until that one has its own.
    waiting = {origin: name for origin, name in wrong.items() if name in wrong}
    for origin, name in waiting.items():
        shelf.merge([origin], f"{_UNNAMED}{name}")
    for origin in wrong.keys() - waiting.keys():
        shelf.merge([origin], wrong[origin])
    for name in waiting.values():
        shelf.merge([f"{_UNNAMED}{name}"], name)
    return right


def refresh(shelf: Shelf, touched: Touched, arithmetic: Sequence[Arithmetic]) -> None:
    """Make summaries and changes of the touched origins anew. Of an origin whose nearest telling is the same as before,
    only the report versions whose tellings came or went need be compared with it."""
    if not touched.origins:
        return
    before = shelf.noted(touched.versions)
    # (To count an origin's tellings takes as long as it has many.)
    tallies = {origin: before[origin].tally + more for origin, more in touched.grown.items() if origin in before}
    tallies |= shelf.tallies(touched.origins - tallies.keys())
    nearest = _by_origin(shelf.members(tallies, MOST_READ))
    summaries: list[Summary] = []
    whole: dict[str, tuple[Change, ...]] = {}
    partial: defaultdict[Version, set[str]] = defaultdict(set)
    for origin, tally in tallies.items():
        group = OriginGroup(id=origin, members=tuple(nearest[origin]))
        summaries.append(_summary(group, tally))
        if origin in before and before[origin].nearest == group.nearest.key:
            for version in touched.versions[origin]:
                partial[version].add(origin)
        else:
            every = nearest[origin] if tally.claims <= MOST_READ else [one.telling for one in shelf.members([origin])]
            whole[origin] = changes_in(OriginGroup(id=origin, members=tuple(every)), arithmetic)
    shelf.forget(touched.origins - tallies.keys())
    shelf.summarise(summaries)
    shelf.change(whole)
    for version, origins in partial.items():
        own = _by_origin(shelf.of_report(*version, origins))
        against = {origin: changes_against(nearest[origin][0], told, arithmetic) for origin, told in own.items()}
        shelf.change({origin: against.get(origin, ()) for origin in origins}, report=version)


def _by_origin(shelved: Iterable[Shelved]) -> dict[str, list[Telling]]:
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in shelved:
        found[one.origin].append(one.telling)
    return found


def _summary(group: OriginGroup, tally: Tally) -> Summary:
    """Of the nearest tellings, with the counts of all."""
    summary = summary_of(group)
    estimate = summary.estimate
    if estimate is not None:
        estimate = replace(estimate, claims=tally.claims, reports=tally.reports)
    return replace(summary, claims=tally.claims, reports=tally.reports, estimate=estimate)


def summary_of(group: OriginGroup) -> Summary:
    """What an origin comes to, all of whose tellings are in the group."""
    question = question_of(group)
    return Summary(
        origin=group.id,
        nearest=group.nearest.key,
        claims=len(group.members),
        reports=len({(member.report, member.version) for member in group.members}),
        question=question,
        estimate=estimate_of(group, question) if question else None,
    )


def shelved_anew(tellings: Iterable[Telling]) -> list[Shelved]:
    """Tellings as a shelf keeps them, their origins not known yet."""
    return [Shelved(telling=t, origin="", nearness=nearness(t), keys=keys_of(t)) for t in tellings]
