"""What one time expression means: a TimeML value and an interval of days, worked out from the publication day.

The readers here take the parts of an expression that a pattern has found (a month, a unit, a number) and give a
`Reading`. The calendar itself is in `time_calendar`, the patterns are in `time_patterns`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from reportedly.extraction import time_calendar as cal
from reportedly.knowledge.languages.en import times as words
from reportedly.model.claim import Precision

# A day that has just gone is meant even where the words look ahead: nobody leaves out the year of a day a year away.
_JUST_PAST = timedelta(days=90)


class TimexType(StrEnum):
    """The four kinds of TimeML."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An expression's meaning. `cycle`: what may be moved by a year or a week when the other end of a range is known.
    `daypart`: the TimeML suffix of a time of day whose day must come from its neighbours."""

    kind: TimexType
    value: str
    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.DAY
    cycle: Literal["", "year", "week"] = ""
    daypart: str | None = None
    to_date: bool = False  # "so far", "to date": everything up to the publication day

    @property
    def resolved(self) -> bool:
        return self.start is not None or self.end is not None


def at(interval: cal.Interval, value: str, precision: Precision, *, cycle: Literal["", "year", "week"] = "") -> Reading:
    return Reading(
        kind=TimexType.DATE, value=value, start=interval[0], end=interval[1], precision=precision, cycle=cycle
    )


def unresolved(value: str, kind: TimexType = TimexType.DATE, precision: Precision = Precision.DAY) -> Reading:
    return Reading(kind=kind, value=value, precision=precision)


def on_day(day: date | None, *, cycle: Literal["", "year", "week"] = "", value: str | None = None) -> Reading | None:
    return None if day is None else at((day, day), value or day.isoformat(), Precision.DAY, cycle=cycle)


def with_part(reading: Reading, part: str, published: date | None) -> Reading:
    """Narrow to "early", "the end of", "so far this" ...: the interval shrinks, the value keeps its grain."""
    if reading.start is None or reading.end is None or not part:
        return reading
    if part in {"until_now", "from_now"}:
        if published is None or not reading.start <= published <= reading.end:
            return reading
        if part == "until_now":
            return replace(reading, end=published, precision=Precision.PERIOD)
        return replace(reading, start=published, precision=Precision.PERIOD)
    if reading.precision is Precision.DAY:
        return reading
    start, end = cal.part_of((reading.start, reading.end), part)
    return replace(reading, start=start, end=end, precision=Precision.PERIOD)


def month_day(published: date | None, month: int, day: int, *, year: int | None, ahead: bool) -> Reading | None:
    """'June 26' without a year takes the nearest past one, or the next where the words look ahead."""
    if year is not None:
        return on_day(cal.valid_day(year, month, day))
    if published is None:
        return unresolved(f"XXXX-{month:02}-{day:02}") if cal.valid_day(2024, month, day) else None
    this = cal.valid_day(published.year, month, day)
    if this is None:  # 29 February, or no day at all
        return on_day(cal.valid_day(published.year - 1, month, day), cycle="year")
    ahead = ahead and not timedelta(days=1) <= published - this <= _JUST_PAST
    return on_day(cal.valid_day(cal.year_for(published, this, this, ahead=ahead), month, day), cycle="year")


def month_of(published: date | None, month: int, *, year: int | None, ahead: bool) -> Reading:
    cycle: Literal["", "year"] = ""
    if year is None:
        if published is None:
            return unresolved(f"XXXX-{month:02}", precision=Precision.MONTH)
        year, cycle = cal.year_for(published, *cal.month(published.year, month), ahead=ahead), "year"
    return at(cal.month(year, month), f"{year:04}-{month:02}", Precision.MONTH, cycle=cycle)


def season_of(published: date | None, word: str, *, year: int | None, ahead: bool) -> Reading:
    code, first = words.SEASONS[word]
    cycle: Literal["", "year"] = ""
    if year is None:
        if published is None:
            return unresolved(f"XXXX-{code}", precision=Precision.SEASON)
        # In January and February "this winter" is the one that began in December.
        this = cal.months(published.year, first, 3)
        year = cal.year_for(published, *this, ahead=ahead)
        before = cal.months(published.year - 1, first, 3)
        if before[0] <= published <= before[1]:
            year = published.year - 1
        cycle = "year"
    return at(cal.months(year, first, 3), f"{year:04}-{code}", Precision.SEASON, cycle=cycle)


def year_of(year: int) -> Reading | None:
    if not cal.FIRST_YEAR <= year <= cal.LAST_YEAR:
        return None
    return at(cal.year_of(year), f"{year:04}", Precision.YEAR)


def span_of_years(first: int, count: int, value: str) -> Reading:
    return at((date(first, 1, 1), date(first + count - 1, 12, 31)), value, Precision.PERIOD)


def quarter_of(year: int, quarter: int) -> Reading:
    return at(cal.months(year, quarter * 3 - 2, 3), f"{year:04}-Q{quarter}", Precision.PERIOD)


def half_of(year: int, half: int) -> Reading:
    return at(cal.months(year, half * 6 - 5, 6), f"{year:04}-H{half}", Precision.PERIOD)


def week_containing(day: date) -> Reading:
    year, week, _ = day.isocalendar()
    return at(cal.week_of(day), f"{year:04}-W{week:02}", Precision.WEEK)


def weekend_containing(day: date) -> Reading:
    year, week, _ = day.isocalendar()
    return at(cal.weekend_of(day), f"{year:04}-W{week:02}-WE", Precision.PERIOD)


_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "weekend": "XXXX-WXX-WE", "year": "XXXX"}
_GRAIN = {"day": Precision.DAY, "week": Precision.WEEK, "month": Precision.MONTH, "year": Precision.YEAR}


def grain(unit: str) -> Precision:
    return _GRAIN.get(unit, Precision.PERIOD)


def unit_at(published: date | None, unit: str, offset: int) -> Reading | None:
    """The calendar unit `offset` units from the one of publication: 'last week' is -1 week, 'this year' 0 years."""
    if published is None:
        return unresolved(_UNKNOWN.get(unit, "XXXX"), precision=grain(unit))
    if unit in {"week", "weekend"}:
        day = cal.add_days(published, 7 * offset)
        if day is None:
            return None
        return week_containing(day) if unit == "week" else weekend_containing(day)
    if unit == "day":
        return on_day(cal.add_days(published, offset))
    if unit == "month":
        moved = cal.add_months(published.replace(day=1), offset)
        return None if moved is None else month_of(None, moved.month, year=moved.year, ahead=False)
    if unit == "quarter":
        index = published.year * 4 + (published.month - 1) // 3 + offset
        return quarter_of(index // 4, index % 4 + 1)
    if unit == "decade":
        first = (published.year // 10 + offset) * 10
        return span_of_years(first, 10, f"{first // 10:03}")
    if unit == "century":
        first = (published.year // 100 + offset) * 100
        return span_of_years(first, 100, f"{first // 100:02}")
    return year_of(published.year + offset)


def duration_value(count: float | None, unit: str) -> str:
    """ISO 8601 / TimeML: 'P6W', 'PT24H', 'PXY' where nobody has counted."""
    code = words.UNITS[unit]
    clock = "T" if code in {"TH", "TM", "S"} else ""
    code = code.removeprefix("T")
    if count is None:
        return f"P{clock}X{code[-1] if code[0].isdigit() else code}"
    if code[0].isdigit():
        size, code = int(code[:-1]), code[-1]
        count *= size
    return f"P{clock}{count:g}{code}" if count < 1e6 else f"P{clock}{count:.0f}{code}"


def length(count: float | None, unit: str) -> Reading:
    return Reading(kind=TimexType.DURATION, value=duration_value(count, unit), precision=Precision.PERIOD)


def _counted_from(day: date, count: float, unit: str, *, ahead: bool) -> date | None:
    """So many units on or back; half a year is six months, other halves are rounded."""
    if unit == "year" and count % 1:
        count, unit = count * 12, "month"
    return cal.shift(day, round(count) if ahead else -round(count), words.UNITS[unit])


def window(published: date | None, count: float | None, unit: str, *, ahead: bool) -> Reading:
    """'the past six weeks' ends on the publication day, 'the next two weeks' begins there.

    Uncounted ones ('recent months', 'the coming weeks') know one end only.
    """
    value = duration_value(count, unit) if count is not None else "FUTURE_REF" if ahead else "PAST_REF"
    kind = TimexType.DURATION if count is not None else TimexType.DATE
    bare = Reading(kind=kind, value=value, precision=Precision.PERIOD)
    if published is None:
        return bare
    if count is None:
        return replace(bare, start=published) if ahead else replace(bare, end=published)
    other = _counted_from(published, count, unit, ahead=ahead)
    if other is None:
        return bare
    return replace(bare, start=published, end=other) if ahead else replace(bare, start=other, end=published)


def stretch(whole: Reading, count: float | None, unit: str, *, first: bool) -> Reading:
    """The first or last so many units of a month or year; uncounted ('the first days of') gives no end."""
    value = duration_value(count, unit) if count is not None and count > 1 else whole.value
    kind = TimexType.DATE
    if whole.start is None or whole.end is None or count is None:
        return replace(whole, kind=kind, value=whole.value, start=None, end=None)
    code = words.UNITS[unit]
    if first:
        after = cal.shift(whole.start, round(count), code)
        start, end = whole.start, after - cal.DAY if after else whole.end
    else:
        begin = cal.shift(whole.end + cal.DAY, -round(count), code)
        start, end = begin or whole.start, whole.end
    if count == 1 and unit == "week":
        year, week, _ = (start if first else end - 6 * cal.DAY).isocalendar()
        value = f"{year:04}-W{week:02}"
    if start > end:
        return whole
    reading = at((start, end), value, Precision.PERIOD)
    return replace(reading, kind=TimexType.DURATION) if value.startswith("P") else reading


def ago(published: date | None, count: float | None, unit: str, *, ahead: bool = False) -> Reading:
    """'two weeks ago': the week, month or year that lies so far back; days and hours give a day."""
    if published is None:
        return unresolved("XXXX" if unit == "year" else "XXXX-XX-XX")
    if count is None:
        return window(published, None, unit, ahead=ahead)
    then = _counted_from(published, count, unit, ahead=ahead)
    if then is None:
        return unresolved("PAST_REF")
    if unit in {"week", "fortnight"}:
        return week_containing(then)
    if unit in {"month", "quarter"}:
        return month_of(None, then.month, year=then.year, ahead=False)
    if unit in {"year", "decade", "century"}:
        return year_of(then.year) or unresolved("PAST_REF")
    return on_day(then) or unresolved("PAST_REF")


def weekday(published: date | None, number: int, which: str, *, ahead: bool) -> Reading | None:
    """'Monday': the latest up to publication, or the coming one; 'last' never means today, nor does 'next'."""
    if published is None:
        return unresolved(f"XXXX-WXX-{number + 1}")
    day = cal.nearest_weekday(published, number, ahead=which == "next" or (ahead and which != "last"))
    if day == published and which in {"last", "next"}:
        day += timedelta(days=7 if which == "next" else -7)
    return on_day(day, cycle="" if which else "week")


def time_of_day(reading: Reading, code: str) -> Reading:
    """A day with a part of it: '2025-06-26TNI'."""
    if reading.precision is not Precision.DAY:
        return reading
    return replace(reading, kind=TimexType.TIME, value=reading.value.split("T")[0] + code)


def moved(reading: Reading, years: int) -> Reading:
    """The same day, month or season `years` later, or for weekdays that many weeks."""
    if reading.start is None or reading.end is None or not reading.cycle:
        return reading
    if reading.cycle == "week":
        start, end = cal.add_days(reading.start, 7 * years), cal.add_days(reading.end, 7 * years)
        value = f"{start}{reading.value[10:]}"
    else:
        start, end = cal.add_months(reading.start, 12 * years), cal.add_months(reading.end, 12 * years)
        value = f"{int(reading.value[:4]) + years:04}{reading.value[4:]}"
    return reading if start is None or end is None else replace(reading, start=start, end=end, value=value)
