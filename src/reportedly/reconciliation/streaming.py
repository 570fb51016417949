"""Origins of very many tellings in one pass over their days, to the same result as `origins.gather_origins`.

Only tellings of the last days are held in memory (the longest window of most keys), and those that a longer window may
still lead to: large figures of named parties, claims a person joined, tellings without a day.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import chain

from reportedly.model.shelf import Key, Lead
from reportedly.model.telling import Telling, TellingKey
from reportedly.reconciliation.acts import SAME_FIGURE_DAYS, same_act
from reportedly.reconciliation.origins import keys_of, leader_of, origin_id, wanted_of


class Stream:
    """Takes tellings by rising day, those without one first; then says where each belongs."""

    def __init__(self) -> None:
        self._keys: list[TellingKey] = []
        self._lead = array("q")
        self._anchored = bytearray()
        self._leads: dict[int, Lead] = {}
        self._window: deque[tuple[int, tuple[str, ...]]] = deque()
        self._near: dict[str, deque[tuple[int, int, Telling]]] = defaultdict(deque)
        self._dayless: dict[str, list[tuple[int, int, Telling]]] = defaultdict(list)
        self._far: dict[str, list[tuple[int, int, Telling]]] = defaultdict(list)

    def add(self, telling: Telling) -> None:
        """Compare a telling with those before it. Raises ValueError where its day lies before the last one's."""
        day, index = telling.day, len(self._keys)
        if self._window and day < self._window[-1][0]:
            raise ValueError("tellings must come by rising day")
        self._let_go(day)
        self._keys.append(telling.key)
        self._lead.append(index)
        wanted = wanted_of(telling)
        self._anchored.append(telling.anchored)
        for other_index, other in self._candidates(wanted, day):
            if self._anchored[index] and self._anchored[other_index]:
                self._join(index, telling, other_index, other)
            else:
                self._follow(index, telling, other_index, other)
        self._hold(index, telling, day, wanted)

    def places(self) -> Iterator[tuple[TellingKey, str, Lead | None]]:
        """Each telling's key, the id of its origin, and whom it follows."""
        at = {key: place for place, key in enumerate(self._keys)}
        for index, lead in self._leads.items():
            self._lead[index] = at[lead.key]
        least: dict[int, TellingKey] = {}
        for index, key in enumerate(self._keys):
            root = self._find(index)
            if root not in least or key < least[root]:
                least[root] = key
        names = {root: origin_id(key) for root, key in least.items()}
        for index, key in enumerate(self._keys):
            yield key, names[self._find(index)], self._leads.get(index)

    def _join(self, index: int, telling: Telling, other_index: int, other: Telling) -> None:
        first, second = self._find(index), self._find(other_index)
        if first != second and same_act(telling, other):
            self._lead[max(first, second)] = min(first, second)

    def _follow(self, index: int, telling: Telling, other_index: int, other: Telling) -> None:
        for follower, loose, leader in ((index, telling, other), (other_index, other, telling)):
            if not self._anchored[follower]:
                lead = leader_of(loose, (leader,))
                if lead is not None and lead.before(self._leads.get(follower)):
                    self._leads[follower] = lead

    def _candidates(self, wanted: tuple[Key, ...], day: int) -> Iterator[tuple[int, Telling]]:
        seen: set[int] = set()
        for key in wanted:
            held = self._far if key.days > SAME_FIGURE_DAYS else self._near
            for other_day, index, other in chain(held.get(key.name, ()), self._dayless.get(key.name, ())):
                if index not in seen and (not day or not other_day or day - other_day <= key.days):
                    seen.add(index)
                    yield index, other

    def _hold(self, index: int, telling: Telling, day: int, wanted: tuple[Key, ...]) -> None:
        names = []
        far = {key.name for key in wanted if key.days > SAME_FIGURE_DAYS}
        for name in keys_of(telling):
            if name in far:
                self._far[name].append((day, index, telling))
            elif day:
                self._near[name].append((day, index, telling))
                names.append(name)
            else:
                self._dayless[name].append((day, index, telling))
        if day:
            self._window.append((day, tuple(names)))

    def _let_go(self, day: int) -> None:
        """Forget what lies before the window: under each key, what came first."""
        while self._window and day - self._window[0][0] > SAME_FIGURE_DAYS:
            _, names = self._window.popleft()
            for name in names:
                held = self._near[name]
                held.popleft()
                if not held:
                    del self._near[name]

    def _find(self, index: int) -> int:
        lead = self._lead
        while lead[index] != index:
            lead[index] = lead[lead[index]]
            index = lead[index]
        return index
