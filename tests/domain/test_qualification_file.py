"""What the personnel file says about who may compete, a sentence a rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.appraisal import file_events
from domain.appraisal.grades import Lost, MeasureKind, Result, SanctionKind
from domain.planning.pack import RulePack
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.leaves import Leave, LeaveKind
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.time import beijing_date
from tests.domain import town
from tests.domain.planning_given import pack
from tests.domain.test_protection_rounds import listed
from tests.domain.town import MATHS, ROUND, wish
from tests.support.desk import Desk

PASS = c.QualifyBidder(round=ROUND, teacher="a2")


def bidding(*filed: file_events.FileEvent, of: RulePack | None = None) -> Desk:
    desk = town.opened() if of is None else town.opened(of=of)
    desk.do(town.intent("a2", wish(MATHS)))
    for each in filed:
        desk.given("teacher:a2", each)
    return desk


def graded(year: int, result: Result) -> file_events.YearGraded:
    return file_events.YearGraded(
        appraisal=f"{year}.school-1",
        body="school-1",
        year=year,
        result=result,
        version=1,
        on=date(year + 1, 1, 10),
    )


def below() -> c.DisqualifyBidder:
    reason = e.DisqualificationReason.APPRAISAL_BELOW_COMPETENT
    return c.DisqualifyBidder(round=ROUND, teacher="a2", reason=reason, detail="据上年度考核结果")


@pytest.mark.parametrize("result", [Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED])
def test_whose_last_year_was_below_competent_by_the_file_does_not_pass(result: Result) -> None:
    desk = bidding(graded(2025, result))
    barred = "appraisal_below_competent"
    desk.refuses(PASS, errors.BarredByFileError, teacher="a2", reason=barred)
    desk.do(below())


def test_the_year_before_the_last_bars_nobody_nor_does_a_list_without_it() -> None:
    bidding(graded(2024, Result.UNQUALIFIED)).do(PASS)
    of = listed("ethics_veto")
    bidding(graded(2025, Result.UNQUALIFIED), of=of).do(PASS)


def looking_back(years: int) -> RulePack:
    reasons = ["appraisal_below_competent"]
    return pack(disqualification={"reasons": reasons, "unqualified_years": years})


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_where_a_plan_looks_back_three_years_one_unqualified_year_in_them_bars(year: int) -> None:
    """Shows unqualified_years_must_be_over."""
    desk = bidding(graded(year, Result.UNQUALIFIED), of=looking_back(3))
    barred = "appraisal_below_competent"
    desk.refuses(PASS, errors.BarredByFileError, teacher="a2", reason=barred)
    desk.do(below())


def test_years_further_back_bar_nobody_nor_does_a_basically_qualified_one_before_the_last() -> None:
    bidding(graded(2022, Result.UNQUALIFIED), of=looking_back(3)).do(PASS)
    bidding(graded(2024, Result.BASICALLY_QUALIFIED), of=looking_back(3)).do(PASS)
    bidding(graded(2024, Result.UNQUALIFIED), of=listed("ethics_veto")).do(PASS)


def test_the_papers_speak_for_years_that_the_file_does_not_know() -> None:
    desk = bidding(graded(2025, Result.QUALIFIED), of=looking_back(2))
    desk.do(below())
    both = (graded(2025, Result.QUALIFIED), graded(2024, Result.QUALIFIED))
    bidding(*both, of=looking_back(2)).refuses(below(), errors.FileSaysOtherwiseError, year=2025)


@pytest.mark.parametrize("result", [Result.EXCELLENT, Result.QUALIFIED])
def test_nobody_is_out_for_a_year_that_the_file_shows_as_passed(result: Result) -> None:
    desk = bidding(graded(2025, result))
    desk.refuses(below(), errors.FileSaysOtherwiseError, teacher="a2", year=2025, result=result)
    desk.do(PASS)


@pytest.mark.parametrize("result", [Result.NO_GRADE, Result.COMMENT_ONLY, Result.DEFERRED])
def test_what_a_year_without_a_grade_means_people_say(result: Result) -> None:
    bidding(graded(2025, result)).do(PASS)
    bidding(graded(2025, result)).do(below())


def test_where_school_years_are_appraised_the_last_is_the_one_that_is_over() -> None:
    of = pack(annual_appraisal={"year": "school"})
    bidding(graded(2025, Result.UNQUALIFIED), of=of).do(PASS)
    desk = bidding(graded(2024, Result.UNQUALIFIED), of=of)
    desk.refuses(PASS, errors.BarredByFileError)


def test_a_sanction_in_force_or_an_open_inquiry_bars_where_the_plan_lists_it() -> None:
    opened = file_events.InquiryOpened(
        inquiry="i1", opened_on=date(2026, 5, 1), document="立案决定书"
    )
    imposed = file_events.SanctionImposed(
        inquiry="i1",
        kind=SanctionKind.WARNING,
        decided_on=date(2026, 6, 1),
        last_day=date(2026, 12, 1),
    )
    for reason, filed in (("under_investigation", opened), ("sanction_in_force", imposed)):
        desk = bidding(filed, of=listed(reason))
        desk.refuses(PASS, errors.BarredByFileError, reason=reason)
        bidding(filed).do(PASS)


def lost(what: Lost, last_day: date) -> file_events.MeasureTaken:
    return file_events.MeasureTaken(
        measure="m1",
        kind=MeasureKind.QUALIFICATION_LOST,
        lost=(what,),
        from_on=date(2024, 7, 1),
        months=24,
        last_day=last_day,
        document="处理决定书",
    )


@pytest.mark.parametrize("of", [pack(), listed("ethics_veto")])
def test_who_lost_the_qualification_for_posts_competes_under_no_plan(of: RulePack) -> None:
    """Shows qualification_must_not_be_lost."""
    taken = lost(Lost.POST, date(2026, 12, 1))
    desk = bidding(taken, of=of)
    desk.refuses(PASS, errors.BarredByFileError, teacher="a2", reason="qualification_lost")
    out = below().model_copy(update={"reason": e.DisqualificationReason.QUALIFICATION_LOST})
    desk.do(out)
    bidding(lost(Lost.POST, date(2026, 7, 1)), of=of).do(PASS)
    bidding(lost(Lost.AWARDS, date(2026, 12, 1)), of=of).do(PASS)
    lifted = file_events.MeasureLifted(measure="m1", document="申诉决定")
    bidding(taken, lifted, of=of).do(PASS)


@pytest.mark.parametrize(("months", "barred"), [(12, True), (11, False)])
def test_who_is_on_probation_by_the_register_is_barred_where_the_plan_lists_it(
    months: int, *, barred: bool
) -> None:
    """Shows probation_must_be_over."""
    desk = bidding(
        of=pack(
            disqualification={"reasons": ["on_probation"]}, contract={"probation_months": months}
        )
    )
    teacher = desk.find(Teacher, "a2")
    assert teacher is not None
    began_on = plus_months(beijing_date(desk.at), -12) + timedelta(days=1)
    desk.states["teacher:a2"] = teacher.model_copy(update={"service_started_on": began_on})
    if barred:
        desk.refuses(PASS, errors.BarredByFileError, reason="on_probation")
    else:
        desk.do(PASS)


def test_a_sanction_whose_period_is_over_bars_nobody() -> None:
    over = file_events.SanctionImposed(
        inquiry="i1",
        kind=SanctionKind.WARNING,
        decided_on=date(2025, 12, 1),
        last_day=date(2026, 6, 1),
    )
    bidding(over, of=listed("sanction_in_force")).do(PASS)


def test_days_that_the_file_holds_as_maternity_leave_are_no_personal_leave() -> None:
    claimed = Leave(kind=LeaveKind.PERSONAL, from_on=date(2026, 3, 1), until_on=date(2026, 4, 10))
    out = c.DisqualifyForLeave(
        round=ROUND, teacher="a2", leaves=(claimed,), detail="请假天数达到限制"
    )

    def recorded(*, counted: bool) -> file_events.LeaveRecorded:
        return file_events.LeaveRecorded(
            leave="l1", from_on=date(2026, 3, 1), until_on=date(2026, 6, 7), counted=counted
        )

    desk = bidding(recorded(counted=False), of=listed())
    desk.refuses(out, errors.LeaveWithinLimitError, personal_days=0, days=0)
    bidding(recorded(counted=True), of=listed()).do(out)
