"""Outlets that credit one another, and nobody else: a circle that looks like two sources and is none.

Within one act of saying, a report's outlet credits the first outlet of its relays, that one the next, and so on to who
is said to know, where that is an outlet too. Where this leads back to where it began and no one outside is named who is
said to know, each of them rests on the others. An outlet counts only with a report of its own among the tellings: a
platform publishes none, and what others say of an outlet whose report is not at hand accuses nobody. One that credits
itself points to its own earlier report and is no circle. Each group is looked at alone.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.model.finding import Finding, FindingKind
from reportedly.model.report import digest
from reportedly.model.telling import Telling
from reportedly.reconciliation.drift import member_of
from reportedly.reconciliation.origins import OriginGroup
from reportedly.reconciliation.questions import question_of

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_FEWEST = 2
_ARTICLE = re.compile("^name:th ")
_LAST = "9999"
"""Sorts what has no date after all that has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """That one outlet credits another, and the tellings that say so: its own before others', then the earliest."""

    by: str
    to: str
    tellings: tuple[Telling, ...]

    @property
    def first(self) -> Telling:
        return self.tellings[0]


_Graph = Mapping[str, Mapping[str, Credit]]


def find_circles(groups: Sequence[OriginGroup]) -> tuple[Finding, ...]:
    """Every smallest circle of outlets in each act of saying, in the order of the groups."""
    return tuple(finding for group in groups for finding in _circles_of(group))


def _circles_of(group: OriginGroup) -> list[Finding]:
    published = [telling for telling in group.members if telling.outlet is not None and telling.outlet_key]
    if len({telling.outlet_key for telling in published}) < _FEWEST:
        return []
    graph = _graph(published)
    found = []
    for circle in _smallest_circles(graph):
        reached = _reached(graph, circle[0])
        tangle = frozenset(key for key in reached if circle[0] in _reached(graph, key))
        if not any(_names_another(telling, tangle) for telling in group.members):
            chain = [graph[by][to] for by, to in pairwise((*circle, circle[0]))]
            found.append(_finding(group, chain, _names(published), len(tangle)))
    return sorted(found, key=lambda finding: (finding.members[0].published or _LAST, finding.id))


def _graph(published: Iterable[Telling]) -> _Graph:
    """Who credits whom, of the outlets that have a telling here; what lies between two of them is passed over."""
    tellings = list(published)
    outlets = {_plain(telling.outlet_key) for telling in tellings}
    said: defaultdict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        credited = map(_plain, (*telling.via, telling.speaker_key))
        for by, to in pairwise((_plain(telling.outlet_key), *(key for key in credited if key in outlets))):
            if by != to:
                said[by, to].append(telling)
    graph: defaultdict[str, dict[str, Credit]] = defaultdict(dict)
    for (by, to), found in sorted(said.items(), key=lambda item: item[0]):
        own = sorted(found, key=lambda telling: (_plain(telling.outlet_key) != by, _when(telling)))
        graph[by][to] = Credit(by=by, to=to, tellings=tuple(own))
    return graph


def _plain(key: str) -> str:
    """The key without the article, which an outlet that no table knows has in its own name and seldom in a credit."""
    return _ARTICLE.sub("name:", key)


def _when(telling: Telling) -> tuple[str, tuple[str, int, str]]:
    return telling.published or _LAST, telling.key


def _smallest_circles(graph: _Graph) -> list[tuple[str, ...]]:
    """For every credit the shortest way back, but for circles that hold all outlets of a smaller one; each begins with
    the outlet whose credit is the earliest."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for by, credited in graph.items():
        for to in credited:
            way = _shortest_way(graph, to, by)
            if way:
                found.setdefault(frozenset(way), way)
    smallest = [circle for circle in found.values() if not any(other < frozenset(circle) for other in found)]
    return [_turned(circle, graph) for circle in smallest]


def _turned(circle: tuple[str, ...], graph: _Graph) -> tuple[str, ...]:
    after = dict(pairwise((*circle, circle[0])))
    start = min(range(len(circle)), key=lambda at: (_when(graph[circle[at]][after[circle[at]]].first), circle[at]))
    return circle[start:] + circle[:start]


def _shortest_way(graph: _Graph, start: str, end: str) -> tuple[str, ...]:
    """The outlets from `start` to `end`; none where no way leads there. Of ways of one length the first by name."""
    before: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == end:
            way = [here]
            while (previous := before[way[-1]]) is not None:
                way.append(previous)
            return tuple(reversed(way))
        for onward in sorted(graph.get(here, ())):
            if onward not in before:
                before[onward] = here
                waiting.append(onward)
    return ()


def _reached(graph: _Graph, start: str) -> frozenset[str]:
    seen, waiting = {start}, [start]
    while waiting:
        onward = set(graph.get(waiting.pop(), ())) - seen
        seen |= onward
        waiting += onward
    return frozenset(seen)


def _names_another(telling: Telling, tangle: frozenset[str]) -> bool:
    """Whether it says of anybody outside that they know: a body whose people stay unnamed counts, "sources" do not."""
    return bool(telling.party) and tangle.isdisjoint(map(_plain, (telling.speaker_key, telling.party)))


def _names(published: Iterable[Telling]) -> dict[str, str]:
    """What each outlet is called, by its earliest report."""
    names: dict[str, str] = {}
    for telling in sorted(published, key=_when):
        names.setdefault(_plain(telling.outlet_key), telling.outlet or "")
    return names


def _finding(group: OriginGroup, chain: Sequence[Credit], names: Mapping[str, str], tangle: int) -> Finding:
    told = dict.fromkeys(credit.first for credit in chain)
    steps = ", which ".join(_step(credit, names) for credit in chain)
    many = _NUMBERS.get(tangle, str(tangle))
    nobody = f"the {many}" if tangle == len(chain) else f"the {many} outlets that credit one another"
    question = question_of(group)
    members = tuple(member_of(telling) for telling in told)
    keys = (f"{member.report}:{member.version}:{member.claim}" for member in members)
    return Finding(
        id=digest(FindingKind.CIRCULAR_SOURCING, *(credit.by for credit in chain), *keys),
        kind=FindingKind.CIRCULAR_SOURCING,
        sentence=f"{names[chain[0].by]} {steps}: nobody outside {nobody} is named.",
        members=members,
        question=question.id if question else None,
        origin=group.id,
        claims=len({telling.key for credit in chain for telling in credit.tellings}),
    )


def _step(credit: Credit, names: Mapping[str, str]) -> str:
    """ "credits The Norland Post (2031-03-03)"."""
    telling = credit.first
    by = _plain(telling.outlet_key)
    teller = f"as {names[by]} says" if by != credit.by else ""
    beside = ", ".join(filter(None, (teller, telling.published)))
    return f"credits {names[credit.to]}" + (f" ({beside})" if beside else "")
