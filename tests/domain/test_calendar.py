"""The clock of periods: working days, natural days, months."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values import calendar
from domain.values.calendar import CalendarMissingError

DAYS = st.dates(date(2004, 1, 1), date(2026, 11, 30))
COUNTS = st.integers(1, 20)


@pytest.mark.parametrize("year", range(calendar.FIRST_YEAR, calendar.LAST_YEAR + 1))
def test_every_day_agrees_with_a_foreign_calendar(year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    ours = [day for day in days if calendar.is_working_day(day)]
    assert ours == [day for day in days if chinese_calendar.is_workday(day)]


def test_the_table_covers_2004_to_2026() -> None:
    assert (calendar.FIRST_YEAR, calendar.LAST_YEAR) == (2004, 2026)


@pytest.mark.parametrize(
    ("put_up", "last_day"),
    [
        (date(2025, 9, 26), date(2025, 10, 10)),
        (date(2026, 9, 24), date(2026, 10, 9)),
        (date(2025, 8, 22), date(2025, 8, 29)),
        (date(2025, 9, 30), date(2025, 10, 14)),
        (date(2026, 8, 25), date(2026, 9, 1)),
    ],
)
def test_five_working_days_of_a_notice_end_where_the_rulebook_says(
    put_up: date, last_day: date
) -> None:
    assert calendar.last_day_of_notice(put_up, 5) == last_day
    assert calendar.earliest_final_day(put_up, 5) == last_day + timedelta(days=1)
    assert calendar.working_days_between(put_up, last_day) == 5


def test_the_five_days_before_national_day_2025_are_counted_one_by_one() -> None:
    found = [calendar.add_working_days(date(2025, 9, 26), n) for n in range(1, 6)]
    assert found == [
        date(2025, 9, 28),
        date(2025, 9, 29),
        date(2025, 9, 30),
        date(2025, 10, 9),
        date(2025, 10, 10),
    ]


def test_a_year_without_a_table_is_refused_never_guessed() -> None:
    with pytest.raises(CalendarMissingError) as caught:
        calendar.add_working_days(date(2026, 12, 30), 5)
    assert caught.value.facts == {"year": 2027, "first_year": 2004, "last_year": 2026}


def test_the_end_of_time_is_refused_like_any_year_without_a_table() -> None:
    assert calendar.plus_months(date(9999, 6, 1), 12) == date.max
    assert calendar.plus_months(date(9998, 6, 1), 12) == date(9999, 6, 1)
    with pytest.raises(CalendarMissingError):
        calendar.add_working_days(date.max, 5)


def test_a_period_has_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        calendar.add_working_days(date(2026, 8, 25), 0)


def test_a_period_of_natural_days_does_not_count_its_first_day() -> None:
    assert calendar.end_of_days(date(2026, 3, 2), 30) == date(2026, 4, 1)


def test_a_period_that_ends_in_a_holiday_ends_on_the_day_after_it() -> None:
    assert calendar.end_of_days(date(2025, 9, 1), 30) == date(2025, 10, 9)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
    ],
)
def test_months_end_on_the_same_numbered_day_or_the_last(
    start: date, months: int, end: date
) -> None:
    assert calendar.plus_months(start, months) == end
    assert calendar.end_of_months(start, months) == calendar.roll_over(end)


@given(DAYS, COUNTS)
def test_a_notice_never_ends_on_a_day_off(on: date, days: int) -> None:
    assert chinese_calendar.is_workday(calendar.last_day_of_notice(on, days))


@given(DAYS, COUNTS)
def test_a_longer_notice_ends_later(on: date, days: int) -> None:
    assert calendar.last_day_of_notice(on, days) < calendar.last_day_of_notice(on, days + 1)


@given(DAYS, COUNTS)
def test_a_notice_put_up_later_never_ends_earlier(on: date, days: int) -> None:
    later = calendar.last_day_of_notice(on + timedelta(days=1), days)
    assert calendar.last_day_of_notice(on, days) <= later


@given(DAYS, COUNTS)
def test_counting_back_gives_the_length_of_the_notice(on: date, days: int) -> None:
    assert calendar.working_days_between(on, calendar.last_day_of_notice(on, days)) == days


@given(DAYS)
def test_rolling_over_stops_at_the_first_working_day(day: date) -> None:
    end = calendar.roll_over(day)
    assert calendar.is_working_day(end)
    assert not any(
        calendar.is_working_day(day + timedelta(days=n)) for n in range((end - day).days)
    )
