"""Times in a report: which words name a day, a month or a stretch of time, and which days they mean.

Expressions are found by patterns (`time_patterns`), read against the publication day (`time_readings`), joined into
ranges ("between October 26 and 28", "July or August"), and given their preposition ("since January" is open-ended).
Past is preferred, as reports tell what has happened; words that look ahead ("will", "by", "until") turn that round.
Values follow TimeML (Pustejovsky et al. 2003; TIMEX3). Pure: no clock, no settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from reportedly.extraction import time_calendar as cal
from reportedly.extraction import time_dates, time_relative
from reportedly.extraction import time_readings as read
from reportedly.extraction.time_patterns import Found, Rule, Setting
from reportedly.extraction.time_readings import Reading, TimexType
from reportedly.model.claim import Period, Precision
from reportedly.model.report import Span

__all__ = ["Relation", "TimeMention", "TimexType", "expressions", "find"]


class Relation(StrEnum):
    """How what happened stands to the time that is named."""

    ON = "on"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    AS_OF = "as_of"
    BEFORE = "before"
    AFTER = "after"
    DURING = "during"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time as the text names it.

    `span` holds the preposition where it changes the meaning ("since January"), `core_span` the expression alone.
    `period`: the days meant, with the relation worked in (since = open end, by and until = open start, before and
    after = up to the day before, from the day after; as_of = the moment itself); None where they cannot be told.
    """

    span: Span
    core_span: Span
    relation: Relation
    period: Period | None
    timex_type: TimexType
    timex_value: str

    @property
    def is_duration(self) -> bool:
        """A length ("six weeks", "18-month"), with or without days that it covers."""
        return self.timex_type is TimexType.DURATION


# Letters that match a plain one when case is ignored, or lengthen in lower case: offsets must hold.
_FOLD = str.maketrans({"ſ": "s", "ı": "i", "İ": "I", "\N{KELVIN SIGN}": "K"})
# Where patterns may stop looking: no expression runs over the end of a sentence that a capital follows, or of a line.
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“‘(])|\n")


def expressions(text: str, published: date | None) -> tuple[Found, ...]:
    """Every single expression in text order, without overlap, before ranges are joined."""
    text = text.translate(_FOLD)
    setting = Setting(text=text, published=_usable(published))
    candidates: list[tuple[int, int, int, Found]] = []
    lowered, start = text.lower(), 0
    rules = time_dates.rules() + time_relative.rules()
    needs = {need for rule in rules for need in rule.needs}
    for end in (*(m.end() for m in _SENTENCE.finditer(text)), len(text)):
        sentence = lowered[start:end]
        told = {need for need in needs if need in sentence}
        for rank, rule in enumerate(rules):
            if not told.isdisjoint(rule.needs):
                candidates.extend(_matches(rule, rank, setting, start, end))
        start = end
    candidates.sort(key=lambda c: (c[0], c[1], c[2], c[3].start))
    kept: list[Found] = []
    for *_, candidate in candidates:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return _with_days(kept, setting)


def _matches(rule: Rule, rank: int, setting: Setting, start: int, end: int) -> Iterator[tuple[int, int, int, Found]]:
    """What one rule finds in one sentence, with the keys to sort by: begin, longest first, rank."""
    for match in rule.pattern.finditer(setting.text, start, end):
        read_as = rule.reader(match, setting)
        if read_as is None:
            continue
        found = (
            read_as if isinstance(read_as, tuple) else (Found(start=match.start(), end=match.end(), reading=read_as),)
        )
        width = found[-1].end - found[0].start
        yield from ((found[0].start, -width, rank, f) for f in found)


def find(text: str, published: date | None) -> tuple[TimeMention, ...]:
    """The times in `text`, in text order; `published` is the day that "yesterday" and "June 26" are read against."""
    mentions: list[TimeMention] = []
    singles = expressions(text, published)
    i = 0
    while i < len(singles):
        first = singles[i]
        joined = _join(text, first, singles[i + 1]) if i + 1 < len(singles) else None
        i += 2 if joined else 1
        mentions.append(_mention(text, joined or first, mentions[-1].span.end if mentions else 0))
    return tuple(mentions)


def _usable(published: date | None) -> date | None:
    """The day alone, or None where no calendar reaches from it."""
    if published is None or not cal.FIRST_YEAR < published.year < cal.LAST_YEAR:
        return None
    return date(published.year, published.month, published.day)


# A full stop after up to three letters with a capital is an abbreviation ("Gen.", "U.S.").
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)[.!?][\"”’]?\s|\n")
_OF_DAY = re.compile(r"\s+(?:(?:of|from|on)\s+)?(?:the\s+)?")


def _with_days(found: list[Found], setting: Setting) -> tuple[Found, ...]:
    """Give "in the morning" and "3 p.m." the day that their sentence names; the value falls back to publication.

    "The night of October 11" and "3 p.m. on Tuesday" become one expression.
    """
    done: list[Found] = []
    for i, item in enumerate(found):
        reading, start = item.reading, item.start
        last = done[-1] if done else None
        if last and last.reading.daypart and _is_day(reading) and _OF_DAY.fullmatch(setting.text[last.end : start]):
            reading, start = read.time_of_day(reading, last.reading.daypart), last.start
            done.pop()
        elif reading.daypart is not None:
            day = _neighbour_day(found, i, setting.text)
            value = f"{day or setting.published or 'XXXX-XX-XX'}{reading.daypart}"
            reading = replace(reading, start=day, end=day, value=value)
        done.append(Found(start=start, end=item.end, reading=reading))
    return tuple(done)


def _is_day(reading: Reading) -> bool:
    return reading.precision is Precision.DAY and reading.start is not None and reading.daypart is None


def _neighbour_day(found: list[Found], i: int, text: str) -> date | None:
    """The day named nearest to expression `i` in its sentence."""
    best: tuple[int, date] | None = None
    for j in (*range(i - 1, max(-1, i - 4), -1), *range(i + 1, min(len(found), i + 3))):
        other = found[j]
        between = text[min(other.end, found[i].end) : max(other.start, found[i].start)]
        day = other.reading.start
        nearer = best is None or len(between) < best[0]
        if day and nearer and _is_day(other.reading) and not _SENTENCE_END.search(between):
            best = len(between), day
    return best[1] if best else None


_CONNECTOR = re.compile(
    r"\s*(?:(?P<to>-|–|—|\bto\b|\bthrough\b|\buntil\b)|(?P<and>\band\b)|(?P<or>\bor\b))\s*(?:the\s+)?", re.I
)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.I)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)


def _join(text: str, first: Found, second: Found) -> Found | None:
    """One range of two expressions: "from A to B", "between A and B", "A-B", "A or B", and neighbours "A and B"."""
    gap, before = text[first.end : second.start], text[max(0, first.start - 14) : first.start]
    if second.reading.to_date and not gap.strip() and _FROM.search(before):  # "from October until now"
        reading = replace(first.reading, end=second.reading.end, precision=Precision.PERIOD)
        return Found(start=first.start, end=second.end, reading=reading, joined=True)
    connector = _CONNECTOR.fullmatch(gap)
    if connector is None or not (_joins(first.reading) and _joins(second.reading)):
        return None
    a, b = _before(first.reading, second.reading), second.reading
    if a.start is None or a.end is None or b.start is None or b.end is None or a.start > b.start or a.end > b.end:
        return None
    neighbours = b.start <= a.end + timedelta(days=1) and a.precision == b.precision
    if not (neighbours or connector["to"] or _BETWEEN.search(before)):
        return None
    value = f"{a.value}/{b.value}"
    reading = Reading(kind=a.kind, value=value, start=a.start, end=b.end, precision=Precision.PERIOD)
    return Found(start=first.start, end=second.end, reading=reading, joined=True)


def _joins(reading: Reading) -> bool:
    return reading.kind in {TimexType.DATE, TimexType.TIME} and not reading.value.endswith("_REF")


# Moving "March" of "March to May 2013", read in 2025, is done at once; the second step settles the edge of a year.
_MOST_MOVES = 3


def _before(a: Reading, b: Reading) -> Reading:
    """The first end of a range takes the year (or week) that puts it next before the second."""
    for _ in range(_MOST_MOVES):
        if a.start is None or b.start is None or not a.cycle:
            break
        gap_days = (b.start - a.start).days
        length_days = 7 if a.cycle == "week" else 366
        if gap_days >= 0 and (b.cycle or gap_days <= length_days):
            break
        a = read.moved(a, gap_days // length_days or 1)
    return a


_PREPOSITION = re.compile(
    r"(?P<since>\b(?:ever\s+)?since|\bstarting(?:\s+(?:on|in|from))?|\bbeginning(?:\s+(?:on|in))?|\bas\s+from)"
    r"|(?P<as_of>\bas\s+(?:of|at)|\bas\s+on)"
    r"|(?P<until>\b(?:up\s+)?(?:until|till)|\bup\s+to|\bthrough)"
    r"|(?P<by>\bby|\bno\s+later\s+than)"
    r"|(?P<before>\b(?:before|prior\s+to|ahead\s+of))"
    r"|(?P<after>\b(?:after|following))"
    r"|(?P<during>\b(?:during|over|within|throughout|across|between|from))",
    re.I,
)
_PREPOSITION_END = re.compile(
    rf"(?:{_PREPOSITION.pattern})\s+(?:(?:about|around|at\s+least|late|early|the)\s+)*$", re.I
)
# "since their deployment in the fall of 2024": the time of an event that something has lasted from.
_SINCE_EVENT = re.compile(r"\bsince\s+(?:(?!said\b|told\b|says\b)[\w’'-]+\s+){1,10}(?:in|on)\s+(?:the\s+)?$", re.I)


_ONWARDS = re.compile(r"\s+on(?:wards?)?\b", re.I)
# How far before an expression its preposition, or "since" with an event, is looked for, in characters.
_PREPOSITION_REACH, _EVENT_REACH = 30, 90


def _mention(text: str, found: Found, floor: int) -> TimeMention:
    """`floor`: where the mention before ends."""
    relation, start = _relation(text, found, floor)
    reading = found.reading
    if reading.to_date:
        relation = Relation.UNTIL if reading.start is None else Relation.DURING
    elif reading.kind is TimexType.SET or reading.value in {"PAST_REF", "FUTURE_REF"}:
        relation = Relation.ON
    elif reading.kind is TimexType.DURATION:
        relation = Relation.DURING if reading.resolved else Relation.ON
    if relation is Relation.ON:
        start = found.start
    return TimeMention(
        span=Span(start=start, end=found.end),
        core_span=Span(start=found.start, end=found.end),
        relation=relation,
        period=_period(reading, relation, text[start : found.end]),
        timex_type=reading.kind,
        timex_value=reading.value,
    )


def _relation(text: str, found: Found, floor: int) -> tuple[Relation, int]:
    """The relation that the words before say, and where they begin."""
    offset = max(floor, found.start - _PREPOSITION_REACH)
    preposition = _PREPOSITION_END.search(text[offset : found.start])
    if preposition is None:
        offset = max(floor, found.start - _EVENT_REACH)
        event = _SINCE_EVENT.search(text[offset : found.start])
        return (
            (Relation.SINCE, offset + event.start()) if event and found.reading.resolved else (Relation.ON, found.start)
        )
    start, said = offset + preposition.start(), preposition[0].split()[0].lower()
    if said in {"between", "from"} and not found.joined:
        onwards = said == "from" and _ONWARDS.match(text, found.end)
        return (Relation.SINCE, start) if onwards else (Relation.ON, found.start)
    if _of_event(text[found.end : found.end + _PREPOSITION_REACH], preposition, found.reading):
        return Relation.ON, found.start
    return Relation(str(preposition.lastgroup)), start


# "After the July fighting", "before Thursday's talks": the time is that of the event, not of what came after it.
_POSSESSIVE = re.compile(r"[’']s?\s")
_NOUN = re.compile(r"\s+(?!(?:and|or|of|in|on|at|to|when|the|as|by|for|with|had|were|was|has)\b)[A-Za-z]")
_NAMED_BY_ARTICLE = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


def _of_event(after: str, preposition: re.Match[str], reading: Reading) -> bool:
    if preposition.lastgroup not in {"before", "after"}:
        return False
    article = preposition[0].rstrip().lower().endswith(" the") and reading.precision in _NAMED_BY_ARTICLE
    return bool(_POSSESSIVE.match(after) or (article and _NOUN.match(after)))


def _period(reading: Reading, relation: Relation, as_written: str) -> Period | None:
    """The reading's days with the relation worked in; an end that the reading itself lacks stays open."""
    start, end = _related(reading.start, reading.end, relation)
    if start is None and end is None:
        return None
    return Period(
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        precision=reading.precision,
        as_written=as_written,
    )


def _related(start: date | None, end: date | None, relation: Relation) -> tuple[date | None, date | None]:
    if relation is Relation.SINCE and start is not None:
        return start, None
    if relation in {Relation.UNTIL, Relation.BY} and end is not None:
        return None, end
    if relation is Relation.BEFORE and start is not None:
        return None, cal.add_days(start, -1)
    if relation is Relation.AFTER and end is not None:
        return cal.add_days(end, 1), None
    return start, end
