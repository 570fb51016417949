"""The picture's vocabulary: what is asked, who says what to it over time, what is expected, and what people make of it.

Dates are ISO: a day, or a month where only that was told. Ids of claims, reports and actors are those of the claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reportedly.model.certainty import Certainty
from reportedly.model.claim import Aspect, Channel, Period, Polarity, Stance, Status
from reportedly.model.finding import FindingKind
from reportedly.model.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What makes figures comparable; None where no name was given. `id`: a digest of the rest.

    `subject`, `counterpart`, `place` are names; `subject_key` and so on what they are compared by (see
    `model.telling.Side`). `place_within`: keys of the places that hold `place`, the narrowest first.
    `unit`: "percent" where a share is asked for and not a count.
    `report`: where neither side nor place is named, the question stays inside this report: "20 killed" in two reports
    may be two wars.
    """

    id: str
    measure: str
    subject: str | None = None
    counterpart: str | None = None
    place: str | None = None
    aspect: Aspect | None = None
    unit: str | None = None
    report: str | None = None
    subject_key: str | None = None
    counterpart_key: str | None = None
    place_key: str | None = None
    place_within: tuple[str, ...] = ()

    def within(self, other: Question) -> bool:
        """Whether this question asks for a part of what `other` asks: one measure and aspect, and each of subject,
        counterpart and place the same or narrower. A question lies within itself; one of a report in no other."""
        if (self.measure, self.aspect, self.unit) != (other.measure, other.aspect, other.unit):
            return False
        if self.report != other.report and (self.report or other.report):
            return False
        sides = ((self.subject_key, other.subject_key), (self.counterpart_key, other.counterpart_key))
        if any(wide is not None and wide != narrow for narrow, wide in sides):
            return False
        return other.place_key in (None, self.place_key, *self.place_within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One act of saying: who, when, over which channel. `id` names the act.

    `party`: whose word it is in the end; acts of one party are never independent of each other; "" where nobody is
    named. `named` False: an unnamed source. `own_voice`: an outlet that credits no one.
    """

    id: str
    name: str
    party: str = ""
    party_name: str = ""
    date: str | None = None
    channel: Channel = Channel.NOT_STATED
    named: bool = True
    own_voice: bool = False

    @property
    def counts(self) -> bool:
        """Whether it can be counted as an independent origin: somebody is named who is said to know."""
        return bool(self.party) and self.named and not self.own_voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where an estimate can be read: a claim, its report, and the outlet that published it."""

    claim: str
    report: str
    version: int = 1
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What one origin says to one question, as of a date, in the words of the telling nearest to it.

    `citations`: the claims that tell it, the nearest to the origin first, at most so many as a person will look at;
    `claims` and `reports` count all of them. `happened`: the time the figure is said to stand for, where told.
    """

    origin: Origin
    question: str
    quantity: Quantity
    as_of: str | None
    citations: tuple[Citation, ...]
    claims: int = 1
    reports: int = 1
    happened: Period | None = None
    certainty: Certainty = Certainty()
    stance: Stance = Stance.ASSERTS
    polarity: Polarity = Polarity.AFFIRMED
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A question's estimates over time, oldest first; undated ones before all. The counts are of all estimates there
    are, of which `estimates` may hold the latest only. `parties`: how many independent origins, which is never more
    than those who are named and of different parties."""

    question: Question
    estimates: tuple[Estimate, ...]
    parties: int
    acts: int
    claims: int
    reports: int


class ForecastState(StrEnum):
    OPEN = "open"
    CAME_TRUE = "came_true"
    DID_NOT = "did_not"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    CANNOT_BE_RESOLVED = "cannot_be_resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A claim about what is planned, considered or expected.

    `horizon`: the last day by which it should come true. `state` follows from later claims and the day it is looked at;
    `settled_by`: the claims that settle it; `part`: how much of the figure came true, as an interval, where both have
    one; `why`: one sentence.
    """

    id: str
    claim: str
    report: str
    origin: Origin
    question: str | None
    said: str | None
    horizon: str | None
    text: str
    quantity: Quantity | None = None
    status: Status | None = None
    state: ForecastState = ForecastState.OPEN
    settled_by: tuple[Citation, ...] = ()
    part: Quantity | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a story gathers; None sets no condition. Names and ids as a claim's slots hold them."""

    topic: str | None = None
    actors: tuple[str, ...] = ()
    place: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A saved query under a name; what it gathers is computed when it is looked at."""

    id: str
    name: str
    query: Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A story or a question (one of the two), and the kinds of finding that should wake someone; none: any change."""

    id: str
    story: str | None = None
    question: str | None = None
    kinds: frozenset[FindingKind] = frozenset()

    def __post_init__(self) -> None:
        if (self.story is None) == (self.question is None):
            raise ValueError("a watch is over a story or over a question, one of the two")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One occurrence of what a watch is for."""

    id: str
    watch: str
    sentence: str
    raised: datetime
    finding: str | None = None


class Verdict(StrEnum):
    """What a person decides of a claim, an origin or a party.

    ACCEPT and REJECT a claim; CORRECT one slot of it; MERGE a claim's origin with another claim's, or one party with
    another; SPLIT a claim from every other's origin.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's word on a claim or a party (`of`: its id). It stands beside what was extracted and can be taken back.

    `other`: the claim or party that `of` is merged with. `slot`, `value`: what a correction puts in which slot; None
    empties it.
    """

    id: str
    of: str
    verdict: Verdict
    who: str
    when: datetime
    why: str = ""
    other: str | None = None
    slot: str | None = None
    value: str | None = None
    undone: bool = False
