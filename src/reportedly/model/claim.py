"""Who said what, through whom: attributions as they stand in the text, and the claims made of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.certainty import Certainty
from reportedly.model.quantity import Quantity
from reportedly.model.report import Span


class Style(StrEnum):
    """How the content is given; what no one is said to have said is in the report's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OWN_VOICE = "own_voice"


class AttributionKind(StrEnum):
    """Speech makes chains; an attitude or intention ("plans", "backs") only feeds statuses."""

    SPEECH = "speech"
    ATTITUDE = "attitude"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content, each one or more spans of the text. An empty source: "reportedly", "is believed to"."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    style: Style
    kind: AttributionKind = AttributionKind.SPEECH


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    OUTLET = "outlet"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Role(StrEnum):
    """What a hop does in the chain."""

    OUTLET = "outlet"
    AGENCY = "agency"
    SPOKESPERSON = "spokesperson"
    ORIGINATOR = "originator"
    PLATFORM = "platform"
    DOCUMENT = "document"


class Channel(StrEnum):
    PRESS_BRIEFING = "press_briefing"
    STATEMENT = "statement"
    POST = "post"
    INTERVIEW = "interview"
    DOCUMENT = "document"
    PRESS_REPORT = "press_report"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One link of a chain. `actor`: id in the knowledge tables where the name resolves. `date`: ISO day or month."""

    name: str
    as_written: str
    kind: ActorKind
    role: Role
    actor: str | None = None
    title: str | None = None
    affiliation: str | None = None
    channel: Channel = Channel.NOT_STATED
    date: str | None = None
    named: bool = True
    span: Span | None = None


class Stance(StrEnum):
    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    WARNS = "warns"
    QUESTIONS = "questions"
    DECLINES = "declines"


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Status(StrEnum):
    """The ladder of intentions, from considered to done, and what stands beside it."""

    CONSIDERED = "considered"
    PLANNED = "planned"
    ANNOUNCED = "announced"
    ORDERED = "ordered"
    UNDER_WAY = "under_way"
    DONE = "done"
    CONDITIONAL = "conditional"
    DENIED = "denied"


class Aspect(StrEnum):
    """A total to date, an increment in a period and a level at a moment are different questions."""

    TOTAL = "total"
    INCREMENT = "increment"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Whom or what a slot names: `id` in the knowledge tables where it resolves, the words in any case."""

    name: str
    as_written: str
    kind: str
    id: str | None = None
    span: Span | None = None


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When it happened: ISO days, both inclusive; None is open ("since January" has no end)."""

    start: str | None
    end: str | None
    precision: Precision
    as_written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The spans behind each slot."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    quantity: tuple[Span, ...] = ()
    measure: tuple[Span, ...] = ()
    time: tuple[Span, ...] = ()
    hedge: tuple[Span, ...] = ()
    status: tuple[Span, ...] = ()
    subject: tuple[Span, ...] = ()
    counterpart: tuple[Span, ...] = ()
    place: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRef:
    """What a claim keeps of its report."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What read the report: the program's version and the attribution model's name."""

    version: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition in one report; the atom. `chain`: nearest hop first, the origin last.
    `attribution_probability`: how likely the spans of its least sure attribution are right, None in the report's own
    voice; `needs_review`: whether that is so low that a person should look."""

    id: str
    report: ReportRef
    text: str
    sentence: str
    span: Span
    style: Style
    chain: tuple[Hop, ...]
    stance: Stance = Stance.ASSERTS
    polarity: Polarity = Polarity.AFFIRMED
    status: Status | None = None
    certainty: Certainty = Certainty()
    measure: str | None = None
    aspect: Aspect | None = None
    subject: Mention | None = None
    counterpart: Mention | None = None
    place: Mention | None = None
    quantity: Quantity | None = None
    happened: Period | None = None
    said: str | None = None
    published: str | None = None
    evidence: Evidence = Evidence()
    parent: str | None = None
    attribution_probability: float | None = None
    needs_review: bool = False
    reader: Reader

    @property
    def origin(self) -> Hop | None:
        """Who is said to know: the farthest hop that is not the report's own outlet, or None in its own voice."""
        last = self.chain[-1] if self.chain else None
        return (
            None if last is None or (len(self.chain) == 1 and last.role is Role.OUTLET and last.span is None) else last
        )
