"""Dates of publication keep the precision in which they were written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.readers.dates import parse_published

MORNING = datetime(2025, 10, 30, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "2025-10-30",
        "20251030",
        " 2025-10-30 ",
        "30 October 2025",
        "October 30, 2025",
        "Oct. 30, 2025",
        "30 Oct 2025",
        "2025-10-30T08:15:00",
        "2025-10-30 08:15",
    ],
)
def test_where_only_the_day_is_known_it_is_a_date(words: str) -> None:
    assert parse_published(words) == date(2025, 10, 30)
    assert not isinstance(parse_published(words), datetime)


@pytest.mark.parametrize(
    "words",
    [
        "2025-10-30T08:15:00Z",
        "2025-10-30T08:15:00+00:00",
        "2025-10-30T09:15:00+0100",
        "2025-10-30 08:15:00 UTC",
        "2025-10-30 10:15:00 +0200",
        "2025-10-30T08:15:00.000Z",
        "Thu, 30 Oct 2025 08:15:00 GMT",
        "20251030T081500Z",
    ],
)
def test_a_time_with_its_zone_is_an_aware_moment(words: str) -> None:
    found = parse_published(words)
    assert isinstance(found, datetime)
    assert found == MORNING


@pytest.mark.parametrize(
    "words",
    [
        "",
        "yesterday",
        "2025",
        "2025-13-01",
        "30/10/2025",
        "2025-02-30",
        "Thu, 99 Oct 2025 08:15:00 GMT",
        "0",
        "2025-10",
        "x" * 10_000,
        "2025-10-30T25:00:00Z",
        "October",
        "١٢",
    ],
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert parse_published(words) is None


@given(st.dates())
def test_every_day_comes_back(day: date) -> None:
    assert parse_published(day.isoformat()) == day


@given(st.datetimes(timezones=st.integers(-23, 23).map(lambda h: timezone(timedelta(hours=h)))))
def test_every_moment_comes_back(moment: datetime) -> None:
    assert parse_published(moment.isoformat()) == moment


@given(st.text())
def test_no_words_break_it(words: str) -> None:
    parse_published(words)
