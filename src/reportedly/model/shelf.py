"""What keeps the picture between reports: tellings by the keys they are compared by, and by origin.

`reconciliation.incremental` says what belongs where; a store keeps it. Everything on a shelf is derived from claims.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from reportedly.model.claim import Claim
from reportedly.model.finding import FindingKind, Member
from reportedly.model.story import Estimate, Question
from reportedly.model.telling import Context, Speaker, Telling, TellingKey

_Found = TypeVar("_Found")


class Key(NamedTuple):
    """What two tellings must share to be compared, and how many days may lie between them. (A tuple: a telling has some
    ten, and a picture that is drawn anew makes those of every telling.)"""

    name: str
    days: int


@dataclass(frozen=True, slots=True)
class Lead:
    """Whom a telling that names nobody follows, and how well it fits."""

    key: TellingKey
    anchored: bool
    score: float
    published: str

    def before(self, other: Lead | None) -> bool:
        """Whether it is the better of two: a named one first, then the better fit, then what came first."""
        if other is None or (self.anchored, self.score) != (other.anchored, other.score):
            return other is None or (self.anchored, self.score) > (other.anchored, other.score)
        return (self.published, self.key) < (other.published, other.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A telling as the shelf keeps it: the id of its origin, and whom it follows where it names nobody. `nearness`:
    sorts an origin's tellings; `keys`: names of its keys."""

    telling: Telling
    origin: str
    lead: Lead | None = None
    nearness: str = ""
    keys: tuple[str, ...] = ()

    @property
    def key(self) -> TellingKey:
        return self.telling.key

    @property
    def day(self) -> int:
        return self.telling.day

    @property
    def anchored(self) -> bool:
        return self.telling.anchored

    @property
    def told_by(self) -> Speaker:
        return self.telling.told_by

    @property
    def shelved(self) -> Shelved:
        return self


class Near(Protocol):
    """A telling on the shelf by what decides whether it need be looked at; the rest is made when it is asked for."""

    @property
    def key(self) -> TellingKey: ...
    @property
    def day(self) -> int: ...
    @property
    def anchored(self) -> bool: ...
    @property
    def origin(self) -> str: ...
    @property
    def lead(self) -> Lead | None: ...
    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def told_by(self) -> Speaker: ...
    @property
    def telling(self) -> Telling: ...
    @property
    def shelved(self) -> Shelved: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many claims and report versions tell an origin; or by how many more it is told."""

    claims: int
    reports: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(claims=self.claims + other.claims, reports=self.reports + other.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Of an origin's summary: the nearest telling that it was made of, and how many there were in all."""

    nearest: TellingKey
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One slot's change from the telling nearest to an origin to another: `before` and `after` in words."""

    kind: FindingKind
    before: str
    after: str
    nearest: Member
    drifted: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What an origin comes to: the question it answers and its estimate, None where it has no figure."""

    origin: str
    nearest: TellingKey
    claims: int
    reports: int
    question: Question | None = None
    estimate: Estimate | None = None


class Shelf(Protocol):
    """Where tellings stand. One transaction."""

    def near(self, wanted: Collection[tuple[Key, int]]) -> Iterable[Near]:
        """Those under one of the keys whose day lies within its days of the given one, and those under it that have no
        day; of all days where the given one is 0."""

    def members(self, origins: Collection[str], most: int | None = None) -> Iterable[Shelved]:
        """All of these origins, or of each the `most` nearest; those of one origin by their nearness."""

    def followers(self, leaders: Collection[TellingKey]) -> Iterable[Shelved]:
        """Those that follow one of these tellings."""

    def of_report(self, report: str, version: int, origins: Collection[str] | None = None) -> Iterable[Shelved]:
        """Those of one report version, all or those of these origins."""

    def versions(self, origins: Collection[str]) -> Collection[tuple[str, int]]:
        """The report versions that tell one of these origins."""

    def put(self, shelved: Collection[Shelved]) -> None:
        """Keep new tellings under their keys."""

    def place(self, shelved: Collection[Shelved]) -> None:
        """Give held tellings another origin, another lead."""

    def take(self, report: str, version: int) -> None:
        """Forget the tellings of a report version."""

    def merge(self, origins: Collection[str], into: str) -> None:
        """Give every telling of these origins to one."""

    def leasts(self, origins: Collection[str]) -> dict[str, TellingKey]:
        """The least key of each origin's tellings, where it has any."""

    def tallies(self, origins: Collection[str]) -> dict[str, Tally]:
        """What each origin that has tellings has."""

    def noted(self, origins: Collection[str]) -> dict[str, Noted]:
        """What each origin's summary was made of, where it has one."""

    def summarise(self, summaries: Collection[Summary]) -> None:
        """Keep what origins come to."""

    def forget(self, origins: Collection[str]) -> None:
        """Drop the summaries and changes of origins that are no more."""

    def change(self, changes: Mapping[str, Sequence[Change]], *, report: tuple[str, int] | None = None) -> None:
        """Keep each origin's changes in place of all it had, or of those of one report version."""


class DrawnShelf(Shelf, Protocol):
    """A shelf that notes which reports are drawn in. Nobody else draws, and no review is made, while it is open."""

    def count_reviews(self) -> tuple[int, int]:
        """How many reviews are held, and how many of them were taken back."""

    def is_latest(self, report: str, version: int) -> bool:
        """Whether no later version of the report is held."""

    def put_context(self, report: str, version: int, context: Context, rules: str) -> None:
        """Note that a report version is drawn in, by these rules, before its tellings are put."""


Told = Callable[[Sequence[Claim]], tuple[Context, Sequence[Shelved]]]
"""The tellings of one report version's claims, and what it speaks of."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Tellings by their places in the order of their days: `own` are to be compared with those before them, `held` are
    some of those."""

    own: Sequence[int]
    held: Sequence[int] = ()


class WholePicture(Protocol):
    """The picture drawn from scratch, step by step in the order of these methods; one that is cut short counts as not
    drawn. What a step is given to call has no state: another process may call it."""

    def begin(self) -> int:
        """Throw the old picture away; how many reports there are to draw."""

    def tell(self, told: Told) -> Iterator[int]:
        """Keep the tellings of each report's latest version. After some, how many are done."""

    def days(self) -> Sequence[int]:
        """The day of every telling, in the order of day and key."""

    def match(self, pieces: Iterable[Piece], found: Callable[[Piece, Iterator[Shelved]], _Found]) -> Iterator[_Found]:
        """What is found in each piece, given its tellings with their keys, those that it holds first."""

    def place(self, places: Callable[[Sequence[TellingKey]], Iterable[tuple[str, Lead | None]]]) -> None:
        """Keep each telling's origin and whom it follows, as told of the keys of all, both in the order of `days`."""

    def summarise(self, come_to: Callable[[str, tuple[Telling, ...]], tuple[Summary, Sequence[Change]]]) -> None:
        """Keep what each origin comes to, given its tellings by their nearness."""

    def finish(self, rules: str) -> None:
        """Every report is drawn in, by these rules."""
