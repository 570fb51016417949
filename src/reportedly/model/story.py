"""The picture's vocabulary: what is asked, who says what to it over time, what is expected, and what people make of it.

Dates are ISO: a day, or a month where only that was told. Ids of claims, reports and actors are those of the claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reportedly.model.certainty import Certainty
from reportedly.model.claim import Aspect, Channel, Polarity, Stance, Status
from reportedly.model.finding import Finding, FindingKind
from reportedly.model.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What makes figures comparable; None where no name was given. `id`: a digest of the rest.

    `report`: where neither side nor place is named, the question stays inside this report: "20 killed" in two reports
    may be two wars.
    """

    id: str
    measure: str
    subject: str | None = None
    counterpart: str | None = None
    place: str | None = None
    aspect: Aspect | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One act of saying: who, when, over which channel. `id` names the speaker: the actor where the name resolves.

    `named` False: an unnamed source, which is one per report. `own_voice`: an outlet that credits no one.
    """

    id: str
    name: str
    date: str | None = None
    channel: Channel = Channel.NOT_STATED
    named: bool = True
    own_voice: bool = False


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
    """What one origin says to one question, as of a date, as it was said. `citations`: the claims that tell it."""

    origin: Origin
    quantity: Quantity
    as_of: str | None
    citations: tuple[Citation, ...]
    certainty: Certainty = Certainty()
    stance: Stance = Stance.ASSERTS
    polarity: Polarity = Polarity.AFFIRMED
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A question's estimates over time, oldest first; undated ones before all."""

    question: Question
    estimates: tuple[Estimate, ...]

    @property
    def origins(self) -> int:
        """How many speakers; a figure in an outlet's own voice, or of an unnamed source, has no origin to count."""
        return len({e.origin.id for e in self.estimates if e.origin.named and not e.origin.own_voice})

    @property
    def claims(self) -> int:
        """How many claims tell these estimates."""
        return sum(len(estimate.citations) for estimate in self.estimates)


class ForecastState(StrEnum):
    OPEN = "open"
    CAME_TRUE = "came_true"
    DID_NOT = "did_not"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    CANNOT_BE_RESOLVED = "cannot_be_resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A claim about what is planned, considered or expected. `horizon`: the last day by which it should come true."""

    claim: str
    horizon: str | None
    state: ForecastState = ForecastState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a story gathers; None sets no condition. Names and ids as a claim's slots hold them."""

    topic: str | None = None
    actors: tuple[str, ...] = ()
    place: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A saved query with what it gathered."""

    id: str
    name: str
    query: Query
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()
    forecasts: tuple[Forecast, ...] = ()


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
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's word on a claim, finding, estimate or forecast (`of`: its id). It stands beside what was extracted."""

    id: str
    of: str
    verdict: Verdict
    who: str
    when: datetime
    why: str = ""
    correction: str | None = None
