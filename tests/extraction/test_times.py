"""Times: what is found, which days it means seen from the publication day, and what is left alone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extraction import time_calendar as cal
from reportedly.extraction.times import Relation, TimeMention, TimexType, find

FRIDAY = date(2025, 6, 27)


def only(text: str, published: date | None = FRIDAY) -> TimeMention:
    mentions = find(text, published)
    assert len(mentions) == 1, [m.core_span.of(text) for m in mentions]
    return mentions[0]


def days(text: str, published: date | None = FRIDAY) -> tuple[str | None, str | None] | None:
    period = only(text, published).period
    return None if period is None else (period.start, period.end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on June 15", "2025-06-15"),
        ("June 26, officials said", "2025-06-26"),
        ("26 June 2025", "2025-06-26"),
        ("the 26th of June", "2025-06-26"),
        ("Jun. 26", "2025-06-26"),
        ("June 26th, 2025", "2025-06-26"),
        ("Oct. 7, 2023", "2023-10-07"),
        ("Sept 11 last year", "2024-09-11"),
        ("8th Jul, 2024", "2024-07-08"),
        ("Thursday, June 26", "2025-06-26"),
        ("Thu, 26 Jun 2025", "2025-06-26"),
        ("the seventh of May", "2025-05-07"),
        ("July the fourth", "2024-07-04"),
        ("2025-06-26", "2025-06-26"),
        ("2025/6/26", "2025-06-26"),
        ("26/06/2025", "2025-06-26"),
        ("06/26/2025", "2025-06-26"),
        ("26.06.2025", "2025-06-26"),
        ("6/7/25", "2025-06-07"),
        ("December 31", "2024-12-31"),
        ("it struck on November 12", "2024-11-12"),
        ("it will meet on July 3", "2025-07-03"),
        ("the next vote, on July 3", "2025-07-03"),
        ("in the early hours of Tuesday", "2025-06-24"),
        ("early on June 3", "2025-06-03"),
        ("talks scheduled for July 3", "2025-07-03"),
        ("to be held on July 3", "2025-07-03"),
        ("on Monday", "2025-06-23"),
        ("officials said Friday", "2025-06-27"),
        ("said on Saturday", "2025-06-21"),
        ("last Monday", "2025-06-23"),
        ("last Friday", "2025-06-20"),
        ("next Friday", "2025-07-04"),
        ("it will begin on Monday", "2025-06-30"),
        ("The court will rule on Tuesday", "2025-07-01"),
        ("On Tuesday the court will rule", "2025-07-01"),
        ("announced on Tuesday that it will go", "2025-06-24"),
        ("On Tuesday he said it will go", "2025-06-24"),
        ("Tuesday last week", "2025-06-17"),
        ("Wednesday next week", "2025-07-02"),
        ("Wednesday's attack", "2025-06-25"),
        ("today", "2025-06-27"),
        ("yesterday", "2025-06-26"),
        ("tomorrow", "2025-06-28"),
        ("the day before yesterday", "2025-06-25"),
        ("yesterday morning", "2025-06-26"),
        ("Monday night", "2025-06-23"),
        ("late on Wednesday", "2025-06-25"),
        ("this morning", "2025-06-27"),
        ("tonight", "2025-06-27"),
        ("three days ago", "2025-06-24"),
        ("New Year's Eve", "2024-12-31"),
        ("Christmas Day 2023", "2023-12-25"),
        ("Easter Sunday", "2025-04-20"),
        ("Good Friday 2024", "2024-03-29"),
        ("3 p.m. on Tuesday", "2025-06-24"),
        ("as of midday Thursday", "2025-06-26"),
        ("the night of June 21", "2025-06-21"),
    ],
)
def test_a_day_is_read_against_the_publication_day(text: str, day: str) -> None:
    assert days(text) == (day, day)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("June 2024", "2024-06-01", "2024-06-30"),
        ("in June", "2025-06-01", "2025-06-30"),
        ("had reported in March", "2025-03-01", "2025-03-31"),
        ("in May", "2025-05-01", "2025-05-31"),
        ("in November", "2024-11-01", "2024-11-30"),
        ("will come in November", "2025-11-01", "2025-11-30"),
        ("The July fighting may have been the worst", "2024-07-01", "2024-07-31"),
        ("early July 2024", "2024-07-01", "2024-07-10"),
        ("mid-March", "2025-03-11", "2025-03-21"),
        ("late 2014", "2014-09-01", "2014-12-31"),
        ("the early 1990s", "1990-01-01", "1993-12-31"),
        ("the summer of 2015: it", "2015-06-01", "2015-08-31"),
        ("from October 2023 until now", "2023-10-01", "2025-06-27"),
        ("for the past two and a half years", "2022-12-27", "2025-06-27"),
        ("winter 2023-24", "2023-12-01", "2024-02-29"),
        ("the end of next month", "2025-07-25", "2025-07-31"),
        ("in early June", "2025-06-01", "2025-06-10"),
        ("in the next year", "2025-06-27", "2026-06-27"),
        ("the past few weeks", None, "2025-06-27"),
        ("the end of 2021", "2021-12-01", "2021-12-31"),
        ("the last week of March", "2025-03-25", "2025-03-31"),
        ("the first six months of 2025", "2025-01-01", "2025-06-30"),
        ("it expects 15,000 in July or August", "2025-07-01", "2025-08-31"),
        ("in January and February", "2025-01-01", "2025-02-28"),
        ("November to February", "2024-11-01", "2025-02-28"),
        ("between January and March 2024", "2024-01-01", "2024-03-31"),
        ("between October 26 and 28", "2024-10-26", "2024-10-28"),
        ("October 26-28, 2025", "2025-10-26", "2025-10-28"),
        ("from 3 to 5 May", "2025-05-03", "2025-05-05"),
        ("June 3 – June 9", "2025-06-03", "2025-06-09"),
        ("Saturday and Sunday", "2025-06-21", "2025-06-22"),
        ("between Thursday and Friday", "2025-06-26", "2025-06-27"),
        ("the night from Wednesday to Thursday", "2025-06-25", "2025-06-26"),
        ("the night of June 11-12", "2025-06-11", "2025-06-12"),
        ("this summer", "2025-06-01", "2025-08-31"),
        ("last summer", "2024-06-01", "2024-08-31"),
        ("last winter", "2024-12-01", "2025-02-28"),
        ("the fall of 2024", "2024-09-01", "2024-11-30"),
        ("the winter of 2024", "2024-12-01", "2025-02-28"),
        ("in the autumn", "2024-09-01", "2024-11-30"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("in 2017", "2017-01-01", "2017-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the 19th century", "1800-01-01", "1899-12-31"),
        ("2022-2024", "2022-01-01", "2024-12-31"),
        ("2024-05", "2024-05-01", "2024-05-31"),
        ("Q2 2025", "2025-04-01", "2025-06-30"),
        ("the fourth quarter of last year", "2024-10-01", "2024-12-31"),
        ("first half of 2025", "2025-01-01", "2025-06-30"),
        ("last week", "2025-06-16", "2025-06-22"),
        ("this week", "2025-06-23", "2025-06-29"),
        ("next week", "2025-06-30", "2025-07-06"),
        ("last month", "2025-05-01", "2025-05-31"),
        ("last year", "2024-01-01", "2024-12-31"),
        ("next year", "2026-01-01", "2026-12-31"),
        ("so far this year", "2025-01-01", "2025-06-27"),
        ("earlier this month", "2025-06-01", "2025-06-27"),
        ("later this year", "2025-06-27", "2025-12-31"),
        ("year to date", "2025-01-01", "2025-06-27"),
        ("at the weekend", "2025-06-21", "2025-06-22"),
        ("this weekend", "2025-06-28", "2025-06-29"),
        ("over the past week", "2025-06-20", "2025-06-27"),
        ("in the past 24 hours", "2025-06-26", "2025-06-27"),
        ("within the past six weeks", "2025-05-16", "2025-06-27"),
        ("over the last four years", "2021-06-27", "2025-06-27"),
        ("in the last month", "2025-05-27", "2025-06-27"),
        ("the next two weeks", "2025-06-27", "2025-07-11"),
        ("two weeks ago", "2025-06-09", "2025-06-15"),
        ("a year ago", "2024-01-01", "2024-12-31"),
        ("two months ago", "2025-04-01", "2025-04-30"),
        ("overnight", "2025-06-26", "2025-06-27"),
        ("last night", "2025-06-26", "2025-06-27"),
        ("in the coming months", "2025-06-27", None),
        ("recently", None, "2025-06-27"),
        ("in recent weeks", None, "2025-06-27"),
        ("now", "2025-06-27", "2025-06-27"),
    ],
)
def test_a_stretch_covers_whole_days(text: str, start: str | None, end: str | None) -> None:
    assert days(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "relation", "start", "end", "core"),
    [
        ("since January", Relation.SINCE, "2025-01-01", None, "January"),
        ("since the fall of 2024", Relation.SINCE, "2024-09-01", None, "fall of 2024"),
        ("since late 2014", Relation.SINCE, "2014-09-01", None, "late 2014"),
        ("since their arrival in the fall of 2024", Relation.SINCE, "2024-09-01", None, "fall of 2024"),
        ("from Monday onwards", Relation.SINCE, "2025-06-23", None, "Monday"),
        ("as of June 26", Relation.AS_OF, "2025-06-26", "2025-06-26", "June 26"),
        ("as of Friday", Relation.AS_OF, "2025-06-27", "2025-06-27", "Friday"),
        ("Up until the seventh of June", Relation.UNTIL, None, "2025-06-07", "the seventh of June"),
        ("closed until Monday", Relation.UNTIL, None, "2025-06-30", "Monday"),
        ("held out until Monday, when it was lost", Relation.UNTIL, None, "2025-06-23", "Monday"),
        ("by Monday", Relation.BY, None, "2025-06-30", "Monday"),
        ("By Sunday, 80 people have died", Relation.BY, None, "2025-06-22", "Sunday"),
        ("by the end of the year", Relation.BY, None, "2025-12-31", "the end of the year"),
        ("before Tuesday", Relation.BEFORE, None, "2025-06-23", "Tuesday"),
        ("prior to 2022", Relation.BEFORE, None, "2021-12-31", "2022"),
        ("after Tuesday", Relation.AFTER, "2025-06-25", None, "Tuesday"),
        ("during March", Relation.DURING, "2025-03-01", "2025-03-31", "March"),
        ("throughout 2024", Relation.DURING, "2024-01-01", "2024-12-31", "2024"),
        ("so far", Relation.UNTIL, None, "2025-06-27", "so far"),
        ("to date", Relation.UNTIL, None, "2025-06-27", "to date"),
    ],
)
def test_a_preposition_that_changes_the_meaning_belongs_to_the_span(
    text: str, relation: Relation, start: str | None, end: str | None, core: str
) -> None:
    mention = only(text)
    assert mention.relation is relation
    assert mention.period is not None
    assert (mention.period.start, mention.period.end) == (start, end)
    assert mention.core_span.of(text).removeprefix("the ") == core.removeprefix("the ")
    assert mention.period.as_written == mention.span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "on Monday",
        "in June",
        "after Thursday's attack",
        "after the July fighting",
        "emails from March",
        "after the 2013 Ghouta attack",
    ],
)
def test_other_words_before_a_time_do_not(text: str) -> None:
    mention = only(text)
    assert mention.relation is Relation.ON
    assert mention.span == mention.core_span


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("for six weeks", "P6W"),
        ("an 18-month siege", "P18M"),
        ("three days", "P3D"),
        ("in just a week", "P1W"),
        ("in a single day", "P1D"),
        ("in 72 hours", "PT72H"),
        ("an 11-week-old aid blockade", "P11W"),
        ("the nine-month-old war", "P9M"),
        ("several months", "PXM"),
        ("for years", "PXY"),
        ("a year and a half", "P1.5Y"),
        ("two and a half years", "P2.5Y"),
        ("a three-and-a-half-year war", "P3.5Y"),
        ("twenty-five years", "P25Y"),
        ("two to three weeks", "P3W"),
        ("a decades-long dispute", "PXY"),
    ],
)
def test_a_length_has_no_days_of_its_own(text: str, value: str) -> None:
    mention = only(text)
    assert (mention.timex_type, mention.timex_value, mention.period) == (TimexType.DURATION, value, None)
    assert mention.is_duration


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("daily shelling", "P1D"),
        ("every week", "P1W"),
        ("every two weeks", "P2W"),
        ("each month", "P1M"),
        ("20 trucks a day", "P1D"),
        ("once a week", "P1W"),
        ("every Monday", "XXXX-WXX-1"),
        ("annual report", "P1Y"),
    ],
)
def test_a_habit_is_a_set(text: str, value: str) -> None:
    mention = only(text)
    assert (mention.timex_type, mention.timex_value, mention.period) == (TimexType.SET, value, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("June 15", "2025-06-15"),
        ("June 2025", "2025-06"),
        ("the fall of 2024", "2024-FA"),
        ("this summer", "2025-SU"),
        ("last week", "2025-W25"),
        ("the weekend", "2025-W25-WE"),
        ("this afternoon", "2025-06-27TAF"),
        ("Monday night", "2025-06-23TNI"),
        ("the past six weeks", "P6W"),
        ("recently", "PAST_REF"),
        ("currently", "PRESENT_REF"),
        ("in the coming weeks", "FUTURE_REF"),
        ("the 1990s", "199"),
        ("the fourth quarter of 2024", "2024-Q4"),
        ("at 08:30 UTC", "2025-06-27T08:30Z"),
        ("at 3 p.m.", "2025-06-27T15:00"),
    ],
)
def test_values_are_those_of_timeml(text: str, value: str) -> None:
    assert only(text).timex_value == value


@pytest.mark.parametrize(
    "text",
    [
        "They may send more",
        "RUSSIA MAY SEND MORE",
        "they march on the city",
        "the second attack",
        "a second later",
        "The Sun reported it",
        "a 35-year-old man",
        "a boy aged 14 years",
        "she was 3 years old",
        "a baby of six months",
        "the 810th brigade",
        "2000 troops",
        "killed 1950 people",
        "152 mm",
        "Resolution 2024",
        "$2024",
        "12,024",
        "The Sunday Times",
        "Black Monday",
        "a quarter of them",
        "the fall of the city",
        "spring to mind and will spring back",
        "the Prague Spring",
        "Jan Kowalski and Mar Elias",
        "the Daily Mail",
        "Publishers Weekly",
        "the Summer Olympics",
        "a $15-an-hour wage",
        "At the end of the day it failed",
        "a third of May's party",
        "",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert [m.core_span.of(text) for m in find(text, FRIDAY) if m.core_span.of(text) not in {"later", "May"}] == []


@pytest.mark.parametrize("text", ["three days later", "the day before", "the following week", "two years earlier"])
def test_what_hangs_on_another_time_is_found_but_not_resolved(text: str) -> None:
    mention = only(text)
    assert mention.period is None
    assert mention.timex_type is TimexType.DATE


@pytest.mark.parametrize("text", ["June 15", "on Monday", "in March", "last week", "yesterday", "this summer", "now"])
def test_without_a_publication_day_nothing_relative_is_resolved(text: str) -> None:
    assert only(text, None).period is None


@pytest.mark.parametrize("text", ["June 15, 2025", "June 2025", "the fall of 2024", "2024", "Q2 2025", "the 1990s"])
def test_without_a_publication_day_absolute_times_are(text: str) -> None:
    assert only(text, None).period is not None


def test_a_part_of_the_day_takes_the_day_its_sentence_names() -> None:
    text = "On Thursday Gen. Khan said clashes resumed early in the morning. It was quiet in the evening."
    found = [(m.core_span.of(text), m.period and m.period.start) for m in find(text, FRIDAY)]
    assert found == [("Thursday", "2025-06-26"), ("early in the morning", "2025-06-26"), ("the evening", None)]


def test_a_count_after_a_day_is_no_second_day() -> None:
    text = "hit on June 26 and 28 soldiers died"
    assert only(text).core_span.of(text) == "June 26"


def test_days_apart_joined_by_and_stay_two() -> None:
    assert len(find("on June 3 and June 9", FRIDAY)) == 2


def test_a_title_does_not_run_into_the_dateline_below_it() -> None:
    text = "Markets shut until Friday\nJune 26, 2025"
    assert [m.core_span.of(text) for m in find(text, FRIDAY)] == ["Friday", "June 26, 2025"]


@pytest.mark.parametrize(("published", "day"), [(date(2025, 1, 2), "2024-12-30"), (date(2024, 12, 31), "2024-12-30")])
def test_a_year_is_the_latest_in_which_the_day_has_come(published: date, day: str) -> None:
    assert days("on December 30", published) == (day, day)


def test_a_day_that_has_just_gone_is_meant_even_where_words_look_ahead() -> None:
    assert days("it will be counted until June 20") == (None, "2025-06-20")


def test_the_day_after_publication_is_not_taken_for_last_year() -> None:
    assert days("shelled the town on June 28") == ("2025-06-28", "2025-06-28")


def test_letters_that_case_folding_confuses_neither_fail_nor_move_offsets() -> None:
    text = "İİ ſunday, 5 dayſ, June 3"
    assert find(text, FRIDAY)[-1].core_span.of(text) == "June 3"


@pytest.mark.parametrize(
    ("year", "day"), [(1999, date(1999, 4, 4)), (2019, date(2019, 4, 21)), (2024, date(2024, 3, 31))]
)
def test_easter(year: int, day: date) -> None:
    assert cal.easter(year) == day


def test_thanksgiving_is_the_fourth_thursday() -> None:
    assert cal.thanksgiving(2024) == date(2024, 11, 28)


PIECES = st.sampled_from(
    re.split(
        " ",
        "since until by as of between from the last next past this early late mid end so far June May March Oct. 26 28 "
        "2024 1999 31 29 February Monday Sunday Sept night morning 3 p.m. week weeks year years month days decade "
        "first century quarter fall winter summer ago later two six several 9999999 0 and to or - – , . second "
        "half hours every daily overnight weekend Easter Thanksgiving Q4 1990s '82 12:30 GMT now recently will said \n",
    )
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join))
DAYS = st.one_of(st.none(), st.dates())


@given(text=TEXTS, published=DAYS)
def test_any_text_gives_ordered_spans_and_sane_periods(text: str, published: date | None) -> None:
    last = 0
    for mention in find(text, published):
        assert last <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.contains(mention.core_span)
        assert mention.timex_value
        last = mention.span.end
        if mention.period is not None:
            start, end = mention.period.start, mention.period.end
            assert start or end
            assert not (start and end) or date.fromisoformat(str(start)) <= date.fromisoformat(str(end))
            assert mention.period.as_written == mention.span.of(text)


@given(text=TEXTS, published=DAYS)
def test_reading_is_pure(text: str, published: date | None) -> None:
    assert find(text, published) == find(text, published)


@given(
    day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    published=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
)
def test_a_full_date_means_itself_whenever_it_is_published(day: date, published: date) -> None:
    assert days(f"{day:%B} {day.day}, {day.year}", published) == (day.isoformat(), day.isoformat())
    assert days(day.isoformat(), published) == (day.isoformat(), day.isoformat())


@given(published=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), back=st.integers(0, 6))
def test_a_weekday_of_the_week_up_to_publication_is_that_day(published: date, back: int) -> None:
    day = date.fromordinal(published.toordinal() - back)
    assert days(f"he said on {day:%A}", published) == (day.isoformat(), day.isoformat())
