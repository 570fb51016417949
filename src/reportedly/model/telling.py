"""A claim as the picture needs it: who counts as its origin, what it can be compared with, what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reportedly.model.certainty import Certainty
from reportedly.model.claim import Aspect, Channel, Period, Polarity, Stance, Status
from reportedly.model.quantity import Quantity

_DAY = len("2025-06-15")
TellingKey = tuple[str, int, str]


@lru_cache(maxsize=1 << 13)
def ordinal(day: str) -> int:
    """The number of an ISO day, 1 for the first of year 1."""
    return date.fromisoformat(day).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A subject, counterpart or place by the key it is compared by: "state:north-korea", "place:ru-kursk-oblast", or
    its name with case and spaces aside. `from_report`: no words of the claim name it; its report speaks of no other."""

    key: str
    name: str
    from_report: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a report speaks of, to tell whether two reports speak of one event.

    `names`: those in its claims' sentences and title, in a form that spellings share. `numbers`: of its claims.
    `credited`: the parties whose word it passes on, "" for sources that nobody names. `quotations`: how many of its
    claims stand in quotation marks, whole or in part. `area`: the country that nearly all of its places lie in; `home`:
    the one that its places, sides, speakers and sentences name most. `bands`: of the text of its claims, those that
    copies of it share.
    """

    names: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    credited: frozenset[str] = frozenset()
    quotations: int = 0
    area: str = ""
    home: str = ""
    bands: tuple[int, ...] = ()


class Speaker(NamedTuple):
    """Who is said to know, by what tells two of them apart. `state`: whom a party speaks for; `credited`: whether it is
    an outlet that others cite. (A tuple: some hundred are looked at for one claim.)"""

    party: str
    state: str
    role: str
    name: str
    credited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's telling of one claim.

    `party`: whose word it is in the end, a government, body, group or person ("ukraine-government"); two speakers of
    one party are never two independent origins. "" where nobody is named: an unnamed source, or the outlet's own voice.
    `speaker_key`: the very speaker: an id, or the name in a form that spellings share; `role`: the words for name and
    post. `via`: the outlets that pass it on between the report's own (`outlet_key`) and who is said to know; `hops`:
    how many. `quoted`: all of it stands in quotation marks; `part_quoted`: its figure or its likelihood does.
    `family`: measures that tellers put for one another; `whole`: its measure holds the others of its family.
    `said`: the day of saying, or of publication where none is told (`said_told` False). `place_within`: keys of the
    places that hold `place`, narrowest first.
    `alone`, `joined_to`: what a person decided: it belongs to no other telling's origin; to those of these claims.
    """

    claim: str
    report: str
    version: int = 1
    outlet: str | None = None
    published: str | None = None
    title: str = ""
    party: str = ""
    party_name: str = ""
    party_state: str = ""
    speaker: str = ""
    speaker_key: str = ""
    role: str = ""
    named: bool = True
    own_voice: bool = False
    channel: Channel = Channel.NOT_STATED
    hops: int = 0
    via: tuple[str, ...] = ()
    outlet_key: str = ""
    quoted: bool = False
    part_quoted: bool = False
    in_title: bool = False
    start: int = 0
    said: str | None = None
    said_told: bool = False
    measure: str | None = None
    family: str = ""
    whole: bool = False
    aspect: Aspect | None = None
    subject: Side | None = None
    counterpart: Side | None = None
    place: Side | None = None
    place_within: tuple[str, ...] = ()
    quantity: Quantity | None = None
    happened: Period | None = None
    certainty: Certainty = Certainty()
    stance: Stance = Stance.ASSERTS
    polarity: Polarity = Polarity.AFFIRMED
    status: Status | None = None
    text: str = ""
    sentence: str = ""
    context: Context = Context()
    alone: bool = False
    joined_to: tuple[str, ...] = ()

    @property
    def key(self) -> TellingKey:
        """What tells it from every other: report, version, claim."""
        return self.report, self.version, self.claim

    @property
    def day(self) -> int:
        """The ordinal of the day of saying, or of publication where it is not told to the day; 0 where neither is."""
        told = self.said if self.said is not None and len(self.said) == _DAY else self.published
        return ordinal(told) if told else 0

    @property
    def from_outlet(self) -> bool:
        """Whether an outlet is all that is credited ("CNN reported"): who told it knew it from somebody."""
        return bool(self.party) and self.party in self.via

    @property
    def anchored(self) -> bool:
        """Whether somebody is named who is said to know; "Ukrainian officials" are of a party, but not named."""
        return bool(self.party) and self.named

    @property
    def told_by(self) -> Speaker:
        """Who is said to know, for comparing."""
        return Speaker(self.party, self.party_state, self.role, self.speaker, self.from_outlet)
