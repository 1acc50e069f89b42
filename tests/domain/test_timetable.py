"""Timetables that may be frozen, and those that may not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.planning.errors import NoticeDoesNotFitError, TimetableOrderError, TimetableTooLongError
from domain.planning.sections import NoticeMode, NoticeRules
from domain.planning.timetable import ORDER, Timetable, lint
from domain.values.calendar import CalendarMissingError, earliest_final_day
from tests.domain.planning_given import TIMETABLE, august

BEFORE_TERM = NoticeRules(working_days=5, mode=NoticeMode.BEFORE_TERM)
PROVISIONAL = NoticeRules(working_days=5, mode=NoticeMode.PROVISIONAL)


def changed(**days: date) -> Timetable:
    return TIMETABLE.model_copy(update=days)


def test_t18_a_notice_of_five_working_days_does_not_fit_between_25_and_28_august() -> None:
    (refusal,) = lint(changed(notice_on=august(25)), BEFORE_TERM)
    assert isinstance(refusal, NoticeDoesNotFitError)
    assert refusal.facts == {
        "notice_on": "2026-08-25",
        "working_days": 5,
        "last_day": "2026-09-01",
        "earliest_final_day": "2026-09-02",
        "deadline": "2026-08-28",
    }


def test_t18_the_same_notice_fits_where_hiring_is_provisional_until_it_ends() -> None:
    assert lint(changed(notice_on=august(25)), PROVISIONAL) == ()


def test_the_seeds_own_timetable_is_lawful_only_where_hiring_is_provisional() -> None:
    assert lint(TIMETABLE, PROVISIONAL) == ()
    assert [type(each) for each in lint(TIMETABLE, BEFORE_TERM)] == [NoticeDoesNotFitError]


@pytest.mark.parametrize(("cutoff", "fits"), [(date(2026, 9, 1), True), (august(31), False)])
def test_a_notice_may_end_on_the_cut_off_and_no_later(cutoff: date, fits: bool) -> None:  # noqa: FBT001 - a table of examples
    timetable = changed(notice_on=august(25), cutoff_on=cutoff, term_starts_on=date(2026, 9, 2))
    assert (lint(timetable, BEFORE_TERM) == ()) is fits


def test_a_shorter_notice_fits_sooner() -> None:
    three_days = NoticeRules(working_days=3, mode=NoticeMode.BEFORE_TERM)
    assert lint(changed(notice_on=august(25)), three_days) == ()


@pytest.mark.parametrize(("earlier", "later"), ORDER)
def test_no_day_comes_before_the_one_that_it_follows(earlier: str, later: str) -> None:
    days = TIMETABLE.model_dump()
    swapped = changed(**{earlier: date.fromordinal(days[later].toordinal() + 1)})
    found = [each for each in lint(swapped, PROVISIONAL) if isinstance(each, TimetableOrderError)]
    assert (earlier, later) in {(each.facts["earlier"], each.facts["later"]) for each in found}


def test_a_planner_sees_everything_that_is_wrong_at_once() -> None:
    wrong = changed(kickoff_on=august(21), cutoff_on=august(24))
    found = [each.code for each in lint(wrong, BEFORE_TERM)]
    assert found == [
        "planning.timetable-order",
        "planning.timetable-order",
        "planning.timetable-order",
        "planning.notice-does-not-fit",
    ]


def test_a_round_belongs_to_one_school_year() -> None:
    (refusal,) = lint(changed(term_starts_on=date(2027, 8, 19)), PROVISIONAL)
    assert isinstance(refusal, TimetableTooLongError)
    assert lint(changed(term_starts_on=date(2027, 8, 18)), PROVISIONAL) == ()


def test_a_year_whose_working_days_are_not_announced_cannot_be_planned() -> None:
    next_year = Timetable(
        **{
            name: day.replace(year=2027)
            for name, day in TIMETABLE.model_dump(exclude={"windows"}).items()
        }
    )
    (refusal,) = lint(next_year, PROVISIONAL)
    assert isinstance(refusal, CalendarMissingError)


@given(st.dates(date(2026, 8, 25), date(2026, 10, 20)), st.integers(1, 15), st.integers(0, 40))
def test_a_notice_that_passes_the_linter_is_final_no_later_than_the_day_after_the_cut_off(
    notice_on: date, working_days: int, days: int
) -> None:
    cutoff = date.fromordinal(august(28).toordinal() + days)
    timetable = changed(notice_on=notice_on, cutoff_on=cutoff, term_starts_on=date(2026, 12, 1))
    rules = NoticeRules(working_days=working_days, mode=NoticeMode.BEFORE_TERM)
    fits = lint(timetable, rules) == ()
    assert fits == (
        earliest_final_day(notice_on, working_days).toordinal() <= cutoff.toordinal() + 1
    )
