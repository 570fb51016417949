"""What a statement is to a plan: the plan itself, the deed, a denial, or neither; by its slots, checked against the
clause that its figure stands in ("plans to send 6,000, and 1,000 have already arrived" is a plan and a deed)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache

from reportedly.knowledge.languages.en import forecasts as en
from reportedly.knowledge.languages.en.drift import LIKELIHOOD_ORDER
from reportedly.model.certainty import Modality
from reportedly.model.claim import Polarity, Stance, Status
from reportedly.model.quantity_words import quantity_words
from reportedly.model.telling import Telling
from reportedly.reconciliation.likeness import content_words
from reportedly.reconciliation.origins import OriginGroup

NOBODYS_PLAN = "harm"
"""The family of what nobody plans: a status beside the dead and wounded belongs to other words, but for a told day."""
_SURE = 80
"""Of `LIKELIHOOD_ORDER`: what is less than highly likely to be done does not settle that it is done."""
_PLANS = frozenset({Status.CONSIDERED, Status.PLANNED, Status.ANNOUNCED, Status.ORDERED})
_FACTS = frozenset({None, Status.UNDER_WAY, Status.DONE})
_CLAUSE_BORDER = re.compile(r",\s+(?:and|but|while|although)\s|;|\s(?:but|while)\s")
_GENERIC = content_words(en.ANY_COUNT)
_YEAR, _MONTH = len("2025"), len("2025-06")


class Says(Enum):
    """What a statement is to a plan."""

    PLAN = auto()
    CONDITION = auto()
    DONE = auto()
    NOT_DONE = auto()
    DENIED = auto()
    CALLED_OFF = auto()
    NEITHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A group as it is compared, by its nearest telling.

    `first`, `last`: the days between which it was said, 0 where none is known. `ahead`: the time it speaks of reaches
    beyond them; `horizon`: the last day of that. `words`: less the names of the sides. `nouns`: those counted, less
    what any count of the kind has.
    """

    group: OriginGroup
    near: Telling
    says: Says
    first: int
    last: int
    ahead: bool
    horizon: str | None
    words: frozenset[str]
    nouns: frozenset[str]

    @property
    def who(self) -> str:
        return self.near.speaker or self.near.outlet or "a report"

    @property
    def day(self) -> str:
        return date.fromordinal(self.first).isoformat() if self.first else "an unknown day"

    @property
    def figure(self) -> str:
        """The figure in words; the words themselves where there is none."""
        return quantity_words(self.near.quantity) if self.near.quantity else f"“{self.near.text}”"


def statement_of(group: OriginGroup) -> Statement:
    near = group.nearest
    spans = [span for member in group.members if (span := _days_said(member))[0]]
    first = min((start for start, _ in spans), default=0)
    told = _days_said(near)
    last = told[1] if near.said_told else min((end for _, end in spans), default=0)
    ahead = _ahead(near, max(last, first_day(near.published)))
    unit = near.quantity.unit if near.quantity else None
    sides = (near.subject, near.counterpart, near.place)
    names = content_words(" ".join(side.name for side in sides if side))
    return Statement(
        group=group,
        near=near,
        says=says_of(near, ahead=ahead),
        first=first,
        last=last,
        ahead=ahead,
        horizon=_horizon(near, last),
        words=content_words(near.text) - names,
        nouns=content_words(unit or "") - _GENERIC - names,
    )


def says_of(near: Telling, *, ahead: bool) -> Says:
    clause = _clause(near, near.text)
    forward = has_words(clause, en.FORWARD, may=True)
    if near.stance in (Stance.QUESTIONS, Stance.DECLINES):
        return Says.NEITHER
    if near.stance is Stance.DENIES or near.status is Status.DENIED or has_words(clause, en.REFUSED):
        return Says.DENIED
    if near.polarity is Polarity.NEGATED:
        return Says.DENIED if forward or near.certainty.modality else Says.NOT_DONE
    if has_words(_clause(near, near.sentence), en.CALLED_OFF):
        return Says.CALLED_OFF
    if near.status is Status.CONDITIONAL:
        return Says.CONDITION
    if has_words(clause, en.DONE) and not forward:
        # A plan's slots may be those of another clause's words; where no clause has such words, they hold.
        slots = near.certainty.modality is not None or near.status in _PLANS
        borne_out = not slots or has_words(near.text, en.FORWARD, may=True)
        return Says.DONE if borne_out and _vouched(near) and not ahead else Says.NEITHER
    if near.status in _PLANS:
        return Says.PLAN if forward or near.in_title else Says.NEITHER
    if near.certainty.modality is Modality.WILL or (ahead and (forward or near.certainty.modality)):
        return Says.PLAN
    if forward or ahead or near.certainty.modality:
        return Says.NEITHER
    return Says.DONE if _vouched(near) and near.status in _FACTS else Says.NEITHER


def _vouched(near: Telling) -> bool:
    """Whether a deed is told firmly enough to settle a plan. A headline may tell a plan in the present tense."""
    likelihood = near.certainty.likelihood
    if near.in_title or near.certainty.evidential is not None:
        return False
    return likelihood is None or LIKELIHOOD_ORDER.get(likelihood.term, 0) >= _SURE


def is_forecast(statement: Statement) -> bool:
    """A plan of something that is counted, or with a date; else only where the words tell an intention."""
    near, happened = statement.near, statement.near.happened
    if statement.says is Says.CONDITION:
        past = happened is not None and not statement.ahead
        return not past and (statement.ahead or near.measure is not None) and near.family != NOBODYS_PLAN
    if statement.says is not Says.PLAN:
        return False
    if statement.ahead:
        return True
    if near.measure is not None:
        return near.family != NOBODYS_PLAN
    return near.status in _PLANS and has_words(near.text, en.INTENTION)


def _clause(near: Telling, text: str) -> str:
    """The part of the words that the figure stands in; all of them where there is none."""
    figure = near.quantity.as_written if near.quantity else ""
    at = text.find(figure) if figure else -1
    if at < 0:
        return text
    borders = [border.span() for border in _CLAUSE_BORDER.finditer(text)]
    start = max((end for _, end in borders if end <= at), default=0)
    end = min((begin for begin, _ in borders if begin >= at + len(figure)), default=len(text))
    return text[start:end]


def _ahead(near: Telling, day: int) -> bool:
    """Whether the time it speaks of reaches beyond the day: begins or ends after it, or is "the coming months"."""
    happened = near.happened
    if happened is None or not day:
        return False
    if happened.end is not None:
        return last_day(happened.end) > day
    if happened.start is None:
        return False
    return first_day(happened.start) > day or (
        first_day(happened.start) == day and has_words(happened.as_written, ("coming", "next"))
    )


def _horizon(near: Telling, day: int) -> str | None:
    """The last day told; none where the words give the first ("as early as July") or the time lies behind."""
    happened = near.happened
    if happened is None or happened.end is None or last_day(happened.end) <= day:
        return None
    before = near.sentence.partition(happened.as_written)[0] if happened.as_written in near.sentence else ""
    if happened.as_written and re.search(rf"\b(?:{'|'.join(en.EARLIEST)})\s+(?:early |late |mid-)?$", before, re.I):
        return None
    if has_words(happened.as_written, en.EARLIEST):
        return None
    return date.fromordinal(last_day(happened.end)).isoformat()


def _days_said(telling: Telling) -> tuple[int, int]:
    told = telling.said or telling.published
    return (first_day(told), last_day(told)) if told else (0, 0)


def first_day(day: str | None) -> int:
    """The ordinal of the first day of an ISO day, month or year; 0 for none."""
    return date.fromisoformat((day + "-01-01")[: len("2025-06-15")]).toordinal() if day else 0


def last_day(day: str) -> int:
    """The ordinal of the last."""
    first = date.fromordinal(first_day(day))
    if len(day) == _YEAR:
        return first.replace(month=12, day=31).toordinal()
    return first_day(day) + (monthrange(first.year, first.month)[1] - 1 if len(day) == _MONTH else 0)


@cache
def _pattern(words: tuple[str, ...], may: bool) -> re.Pattern[str]:  # noqa: FBT001
    found = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    if may:
        found.append("(?-i:may)")  # "May" is a month
    # A comma or point belongs to a number: "1,000" does not stand in "11,000", nor in "1,000,000".
    return re.compile(rf"(?<!\w)(?<!\d[.,])(?:{'|'.join(found)})(?!\w)(?![.,]\d)", re.IGNORECASE)


def has_words(text: str, words: Iterable[str], *, may: bool = False) -> bool:
    """Whether the text has one of the words; `may`: or the modal."""
    return _pattern(tuple(words), may).search(text) is not None
