"""Origins of very many tellings in passes over their days, to the same result as `origins.gather_origins`.

A pass holds the tellings of the last days only (the longest window of most keys), and those without a day. So the days
can be cut into pieces, each with the window before it, which need not wait for one another. Under the few keys with a
longer window (large figures of named parties, claims a person joined) what bears them is compared in a pass of its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.model.shelf import Lead, Piece, Shelved
from reportedly.model.telling import Speaker, Telling, TellingKey
from reportedly.reconciliation.acts import SAME_FIGURE_DAYS, are_two, same_act
from reportedly.reconciliation.origins import by_any, find, join, leader_of, origin_id, wanted_of

_Held = tuple[int, int, Telling]
"""A telling with its day and its number in the pass."""
_Label = tuple[int, int]
"""The first of a set by its number, and a speaker by a number, too."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What a pass finds, tellings by their places. `joined`: pairs that go back to one act, one after the other;
    `leads`: whom those that name nobody follow best, by place and in words; `far`: those of its own that bear a key
    with a longer window."""

    joined: array[int]
    leads: dict[int, tuple[int, Lead]]
    far: array[int]


def pieces(days: Sequence[int], number: int) -> list[Piece]:
    """So many pieces of about one size, given the day of each telling in their order, 0 for those without one."""
    count, dayless = len(days), bisect_right(days, 0)
    found: list[Piece] = []
    for start, end in ((count * part // number, count * (part + 1) // number) for part in range(number)):
        if start < end:
            window = max(dayless, bisect_left(days, days[start] - SAME_FIGURE_DAYS))
            found.append(Piece(range(start, end), [*range(min(dayless, start)), *range(window, start)]))
    return found


def matched(piece: Piece, shelved: Iterator[Shelved]) -> Matched:
    """Each of the piece's own tellings compared with those before it. They come in the order of the piece."""
    stream = _Pass(SAME_FIGURE_DAYS)
    for place, one in zip(piece.held, shelved, strict=False):
        stream.hold(place, one)
    for place, one in zip(piece.own, shelved, strict=True):
        stream.add(place, one)
    return stream.found()


def matched_far(piece: Piece, shelved: Iterator[Shelved]) -> Matched:
    """The piece's tellings, all its own, compared under keys with a longer window."""
    stream = _Pass(None)
    for place, one in zip(piece.own, shelved, strict=True):
        stream.add(place, one)
    return stream.found()


def places(keys: Sequence[TellingKey], passes: Iterable[Matched]) -> Iterator[tuple[str, Lead | None]]:
    """Of the tellings with these keys, each one's origin and whom it follows, by what the passes found."""
    lead = list(range(len(keys)))
    follows: dict[int, tuple[int, Lead]] = {}
    for one in passes:
        for first, second in zip(one.joined[::2], one.joined[1::2], strict=True):
            join(lead, first, second)
        for place, told in one.leads.items():
            if place not in follows or told[1].before(follows[place][1]):
                follows[place] = told
    for place, (leader, _) in follows.items():
        lead[place] = leader
    least: dict[int, TellingKey] = {}
    for place, key in enumerate(keys):
        root = find(lead, place)
        if root not in least or key < least[root]:
            least[root] = key
    names = {root: origin_id(key) for root, key in least.items()}
    for place in range(len(keys)):
        yield names[find(lead, place)], follows[place][1] if place in follows else None


@dataclass(slots=True)
class _Under:
    """What is held under one key: named tellings by the first of their set as it was known when they came, and by their
    speaker, so that a set that is joined already, or a speaker who is another, is passed over at once; the rest. Each
    in the order of days."""

    named: dict[_Label, deque[_Held]] = field(default_factory=dict)
    loose: deque[_Held] = field(default_factory=deque)

    def let_go(self, label: _Label | None) -> None:
        """Of what came first."""
        if label is None:
            self.loose.popleft()
            return
        held = self.named[label]
        held.popleft()
        if not held:
            del self.named[label]


@dataclass(slots=True)
class _Met:
    """What one telling was compared with: the numbers of those it has seen; its own speaker, None where others may
    speak, too; which speakers are others."""

    speaker: Speaker | None = None
    seen: set[int] = field(default_factory=set)
    apart: dict[int, bool] = field(default_factory=dict)


class _Pass:
    """Takes tellings by rising day, those without one first. `window`: the days that it holds; None: all, under keys
    with a longer window than most."""

    def __init__(self, window: int | None) -> None:
        self._window_days = window
        self._places = array("q")
        self._lead: list[int] = []
        self._leads: dict[int, tuple[int, Lead]] = {}
        self._joined = array("q")
        self._far = array("q")
        self._window: deque[tuple[int, tuple[str, ...], _Label | None]] = deque()
        self._near: defaultdict[str, _Under] = defaultdict(_Under)
        self._dayless: defaultdict[str, _Under] = defaultdict(_Under)
        self._speakers: dict[Speaker, int] = {}
        self._by_number: list[Speaker] = []

    def hold(self, place: int, shelved: Shelved) -> None:
        """Keep a telling for those that come to be compared with."""
        telling = shelved.telling
        index, day = len(self._lead), telling.day
        self._let_go(day)
        self._places.append(place)
        self._lead.append(index)
        self._keep(index, telling, shelved.keys)

    def add(self, place: int, shelved: Shelved) -> None:
        """Compare a telling with those before it, and keep it. Raises ValueError where its day lies before the last
        one's."""
        telling = shelved.telling
        index, day = len(self._lead), telling.day
        if self._window and day < self._window[-1][0]:
            raise ValueError("tellings must come by rising day")
        self._let_go(day)
        self._places.append(place)
        self._lead.append(index)
        wanted = wanted_of(telling)
        far = {key.name for key in wanted if key.days > SAME_FIGURE_DAYS}
        if far:
            self._far.append(place)
        met, speaker = _Met(), telling.told_by if telling.anchored else None
        for key in wanted:
            met.speaker = None if by_any(key.name) else speaker
            if (key.name in far) is (self._window_days is None):
                for under in (self._near.get(key.name), self._dayless.get(key.name)):
                    if under is not None:
                        self._compare(index, telling, under, day - key.days if day else 0, met)
        keys = shelved.keys
        self._keep(index, telling, tuple(name for name in keys if name in far) if self._window_days is None else keys)

    def found(self) -> Matched:
        """What came of it, by places."""
        at = self._places
        found = {at[index]: (at[leader], lead) for index, (leader, lead) in self._leads.items()}
        return Matched(array("q", [at[index] for index in self._joined]), found, self._far)

    def _compare(self, index: int, telling: Telling, under: _Under, first: int, met: _Met) -> None:
        """With what is held under one key from a first day on."""
        if telling.anchored:
            self._join(index, telling, under, first, met)
        else:
            for held in under.named.values():
                for other_index, other in _unseen(held, first, met.seen):
                    self._follow(index, telling, other_index, other)
        for other_index, other in _unseen(under.loose, first, met.seen):
            self._follow(other_index, other, index, telling)
            if not telling.anchored:
                self._follow(index, telling, other_index, other)

    def _join(self, index: int, telling: Telling, under: _Under, first: int, met: _Met) -> None:
        lead, own = self._lead, met.speaker
        for (label, speaker), held in under.named.items():
            if find(lead, label) == find(lead, index):
                continue
            if own is not None:
                if speaker not in met.apart:
                    met.apart[speaker] = are_two(own, self._by_number[speaker])
                if met.apart[speaker]:
                    continue
            for other_index, other in _unseen(held, first, met.seen):
                if same_act(telling, other):
                    self._joined.extend((index, other_index))
                    join(lead, index, other_index)
                    break

    def _speaker(self, telling: Telling) -> int:
        speaker = telling.told_by
        number = self._speakers.get(speaker)
        if number is None:
            number = self._speakers[speaker] = len(self._by_number)
            self._by_number.append(speaker)
        return number

    def _follow(self, follower: int, loose: Telling, leader: int, other: Telling) -> None:
        lead = leader_of(loose, (other,))
        if lead is not None and (follower not in self._leads or lead.before(self._leads[follower][1])):
            self._leads[follower] = leader, lead

    def _keep(self, index: int, telling: Telling, names: tuple[str, ...]) -> None:
        day = telling.day
        near = self._near if day else self._dayless
        label = (find(self._lead, index), self._speaker(telling)) if telling.anchored else None
        held = (day, index, telling)
        for name in names:
            under = near[name]
            if label is None:
                under.loose.append(held)
            elif label in under.named:
                under.named[label].append(held)
            else:
                under.named[label] = deque((held,))
        if day:
            self._window.append((day, names, label))

    def _let_go(self, day: int) -> None:
        """Forget what lies before the window."""
        if self._window_days is None:
            return
        while self._window and day - self._window[0][0] > self._window_days:
            _, names, label = self._window.popleft()
            for name in names:
                under = self._near[name]
                under.let_go(label)
                if not under.named and not under.loose:
                    del self._near[name]


def _unseen(held: deque[_Held], first: int, seen: set[int]) -> Iterator[tuple[int, Telling]]:
    """Those from a first day on, latest first, and those without a day, that were not seen yet."""
    for day, index, telling in reversed(held):
        if 0 < day < first:
            return
        if index not in seen:
            seen.add(index)
            yield index, telling
