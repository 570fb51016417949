"""Calendar arithmetic for times in reports: intervals of whole days, both ends inclusive.

Seasons are meteorological and northern: spring is March to May, winter December to February, named by the year it
begins in ("the winter of 2024" ends in February 2025). Weeks are ISO weeks, Monday to Sunday. Easter follows the
anonymous Gregorian algorithm (Meeus, *Astronomical Algorithms*, 1991).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Interval = tuple[date, date]
DAY = timedelta(days=1)
# Years outside are no subject of news and would leave the calendar's range when shifted.
FIRST_YEAR, LAST_YEAR = 1000, 8999


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month(year: int, number: int) -> Interval:
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, first: int, count: int) -> Interval:
    """`count` whole months from month `first` of `year`; runs over the year's end where needed."""
    last = first - 1 + count - 1
    return date(year, first, 1), month(year + last // 12, last % 12 + 1)[1]


def year_of(year: int) -> Interval:
    return date(year, 1, 1), date(year, 12, 31)


def week_of(day: date) -> Interval:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def weekend_of(day: date) -> Interval:
    """Saturday and Sunday of the ISO week of `day`."""
    monday, sunday = week_of(day)
    return monday + timedelta(days=5), sunday


def add_months(day: date, count: int) -> date | None:
    """The same day `count` months on, or the last of that month; None outside the calendar."""
    index = day.year * 12 + day.month - 1 + count
    year, number = index // 12, index % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, number, min(day.day, calendar.monthrange(year, number)[1]))


def add_days(day: date, count: int) -> date | None:
    if abs(count) > 365 * 500:
        return None
    moved = day + timedelta(days=count)
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else None


def shift(day: date, count: int, unit: str) -> date | None:
    """`day` moved by `count` units: D, W, 2W, M, Q, Y, 10Y, 100Y; hours, minutes and seconds count as whole days."""
    if abs(count) > 10_000:
        return None
    if unit in {"TH", "TM", "S"}:
        hours = {"TH": 1.0, "TM": 1 / 60, "S": 1 / 3600}[unit] * count
        return add_days(day, round(hours / 24) if abs(hours) >= 24 else 0)
    unit = "3M" if unit == "Q" else unit
    size = int(unit[:-1] or 1)
    if unit[-1] in "DW":
        return add_days(day, count * size * (7 if unit[-1] == "W" else 1))
    return add_months(day, count * size * (12 if unit[-1] == "Y" else 1))


def part_of(whole: Interval, part: str) -> Interval:
    """A part of an interval, by convention: early, mid and late are thirds; start and end are a month of a year, a
    week of a month, two days of a week."""
    start, end = whole
    if end.year - start.year >= 9:
        return _years_of(start.year, end.year, part)
    days = (end - start).days + 1
    edge = 31 if days > 300 else 30 if days > 80 else 7 if days > 20 else 2
    third = days // 3
    if part in {"first_half", "second_half"}:
        half = month(start.year, start.month + 5)[1] if days > 300 else start + timedelta(days=days // 2 - 1)
        return (start, half) if part == "first_half" else (half + DAY, end)
    if days > 300:  # thirds of a year at the edges of months
        early, mid = month(start.year, 4)[1], month(start.year, 8)[1]
    else:
        early, mid = start + timedelta(days=third - 1), end - timedelta(days=third)
    return {
        "early": (start, early),
        "mid": (early + DAY, mid),
        "late": (mid + DAY, end),
        "start": (start, start + timedelta(days=edge - 1)),
        "end": (end - timedelta(days=edge - 1), end),
    }.get(part, whole)


def _years_of(first: int, last: int, part: str) -> Interval:
    """Parts of a decade or century in whole years: the early 1990s are 1990 to 1993, their end is 1999."""
    count = last - first + 1
    third, tenth, half = count // 3, count // 10, count // 2
    low, high = {
        "early": (0, third),
        "mid": (third + 1, count - third - 1),
        "late": (count - third, count - 1),
        "start": (0, tenth - 1),
        "end": (count - tenth, count - 1),
        "first_half": (0, half - 1),
        "second_half": (half, count - 1),
    }.get(part, (0, count - 1))
    return date(first + low, 1, 1), date(first + high, 12, 31)


def nearest_weekday(published: date, weekday: int, *, ahead: bool) -> date:
    """The latest such weekday up to `published`, or the first from it on where the words look ahead."""
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back) + (timedelta(days=7) if ahead and back else timedelta())


def year_for(published: date, start: date, end: date, *, ahead: bool) -> int:
    """The year for a day or span that was named without one; `start` and `end` are it in the year of publication.

    The latest that has begun by the day after publication (a report's date may lag the local day), or where the
    words look ahead, the first that is not over.
    """
    if ahead:
        return published.year if end >= published else published.year + 1
    return published.year if start <= published + DAY else published.year - 1


def easter(year: int) -> date:
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    number, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, number, day + 1)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November (United States)."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
