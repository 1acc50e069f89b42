"""Thirty days' notice before a termination, and the appraisals that it rests on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.appraisal.file_events import YearGraded, YearGradeVoided
from domain.appraisal.grades import Result
from domain.contract import commands as c
from domain.contract import errors
from domain.contract import events as e
from domain.contract.grades import AnnualGrade, YearGrade
from domain.kernel import Recorded
from domain.protection.errors import ProtectedError
from domain.teacher.events import ExitGround
from tests.domain import service_given as s
from tests.domain.contract_end_given import (
    BAD,
    MONTHS,
    PREGNANCY,
    TODAY,
    TWICE,
    exited,
    serve,
    terminate,
)
from tests.domain.planning_given import noon, pack
from tests.domain.service_given import CONTRACT, STREAM, TEACHER, WHO, protected
from tests.support.scenario import Scenario


class TestNotice:
    SERVED_ON = date(2026, 3, 2)

    def served(self) -> Scenario:
        past = s.employed()
        (served,) = past.when(serve(*TWICE), at=noon(self.SERVED_ON)).decision()
        assert served.event == e.TerminationNoticeServed(
            teacher=WHO,
            ground=ExitGround.UNQUALIFIED_TWICE,
            document="校发〔2026〕2号",
            appraisals=TWICE,
            refuses_post=False,
            unqualified_years=(2024, 2025),
            on=self.SERVED_ON,
            notice_until=date(2026, 4, 1),
        )
        return past.given(STREAM, served.event)

    @pytest.mark.parametrize("day", [date(2026, 3, 15), date(2026, 4, 1)])
    def test_t12_a_termination_within_thirty_days_of_its_notice_is_refused(self, day: date) -> None:
        self.served().when(terminate("unqualified_twice"), at=noon(day)).then_refused(
            errors.NoticeNotOverError, notice_until="2026-04-01", earliest="2026-04-02"
        )

    def test_t12_it_takes_effect_after_the_end_of_the_thirtieth_day(self) -> None:
        day = date(2026, 4, 2)
        ended = self.served().when(terminate("unqualified_twice"), at=noon(day)).decision()
        assert ended[1:] == exited(ExitGround.UNQUALIFIED_TWICE, day)

    def test_a_last_day_on_a_holiday_moves_to_the_next_working_day(self) -> None:
        (served,) = s.employed().when(serve(*TWICE), at=noon(date(2026, 9, 4))).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)
        assert served.event.notice_until == date(2026, 10, 8)

    def test_without_a_notice_of_this_ground_nothing_is_terminated(self) -> None:
        day = noon(date(2026, 4, 2))
        s.employed().when(terminate("unqualified_twice"), at=day).then_refused(
            errors.NoticeNotServedError, served=0
        )
        self.served().when(terminate("unqualified_refuses_post"), at=day).then_refused(
            errors.NoticeNotServedError, served=1
        )

    def filed(self, year: int, result: Result) -> Scenario:
        graded = YearGraded(
            appraisal=f"{year}.school-1",
            body="school-1",
            year=year,
            result=result,
            version=1,
            on=date(year, 12, 30),
        )
        return s.employed().given(TEACHER, graded)

    def test_two_years_that_failed_by_the_personnel_file_are_a_ground(self) -> None:
        past = self.filed(2024, Result.UNQUALIFIED)
        past.when(serve()).then_refused(errors.AppraisalGroundError, unqualified="2024")
        last = self.filed(2025, Result.UNQUALIFIED).history[-1]
        (served,) = past.given(*last).when(serve(), at=noon(self.SERVED_ON)).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)
        assert (served.event.appraisals, served.event.unqualified_years) == ((), (2024, 2025))
        (served,) = self.filed(2025, Result.UNQUALIFIED).when(serve(TWICE[0])).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)
        assert (served.event.appraisals, served.event.unqualified_years) == (
            TWICE[:1],
            (2024, 2025),
        )

    @pytest.mark.parametrize(
        ("result", "left"),
        [(Result.QUALIFIED, ""), (Result.NO_GRADE, "2024"), (Result.DEFERRED, "2024")],
    )
    def test_of_a_year_in_the_file_only_the_file_counts(self, result: Result, left: str) -> None:
        self.filed(2025, result).when(serve(*TWICE)).then_refused(
            errors.AppraisalGroundError, unqualified=left
        )

    AFTER = noon(date(2026, 4, 2))
    VOIDED = YearGradeVoided(
        appraisal="2025.school-1", year=2025, case="case-1", on=date(2026, 3, 20)
    )

    @pytest.mark.parametrize("ground", ["unqualified_twice", "unqualified_refuses_post"])
    def test_a_grade_taken_away_during_the_notice_carries_it_no_longer(self, ground: str) -> None:
        years = (Result.UNQUALIFIED, Result.UNQUALIFIED)[: 2 if ground.endswith("twice") else 1]
        past = self.filed(2025, Result.UNQUALIFIED)
        for year in range(2025 - len(years) + 1, 2025):
            past = past.given(*self.filed(year, Result.UNQUALIFIED).history[-1])
        asked = serve(ground=ground, refuses_post=True)
        (served,) = past.when(asked, at=noon(self.SERVED_ON)).decision()
        past = past.given(STREAM, served.event)
        assert past.when(terminate(ground), at=self.AFTER).decision()
        fallen = past.given(TEACHER, self.VOIDED)
        fallen.when(terminate(ground), at=self.AFTER).then_refused(errors.AppraisalGroundError)
        better = past.given(*self.filed(2025, Result.BASICALLY_QUALIFIED).history[-1])
        better.when(terminate(ground), at=self.AFTER).then_refused(errors.AppraisalGroundError)
        again = fallen.given(*self.filed(2025, Result.UNQUALIFIED).history[-1])
        assert again.when(terminate(ground), at=self.AFTER).decision()

    def test_nobody_tells_again_what_a_case_took_away(self) -> None:
        """Shows failed_years."""
        past = self.filed(2025, Result.UNQUALIFIED).given(TEACHER, self.VOIDED)
        past.when(serve(*TWICE)).then_refused(errors.AppraisalGroundError, unqualified="2024")

    def test_another_ground_does_not_rest_on_the_years_of_a_notice(self) -> None:
        past = self.served().given(TEACHER, self.VOIDED)
        assert past.when(terminate("expelled"), at=self.AFTER).decision()

    def test_one_year_that_failed_and_a_refused_post_are_a_ground_too(self) -> None:
        past = self.filed(2025, Result.UNQUALIFIED)
        refused = serve(ground="unqualified_refuses_post", refuses_post=True)
        (served,) = past.when(refused).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)

    def test_a_notice_is_served_once_and_may_be_withdrawn(self) -> None:
        withdraw = c.WithdrawTerminationNotice(contract=CONTRACT, document="校发〔2026〕4号")
        withdrawn = e.TerminationNoticeWithdrawn(teacher=WHO, document="校发〔2026〕4号", on=TODAY)
        self.served().when(serve(*TWICE)).then_refused(errors.NoticeNotServedError, served=1)
        self.served().when(withdraw).then(Recorded(STREAM, withdrawn))
        after = self.served().given(STREAM, withdrawn)
        after.when(withdraw).then_refused(errors.NoticeNotServedError, served=0)
        after.when(terminate("unqualified_twice")).then_refused(errors.NoticeNotServedError)

    def test_other_grounds_have_no_notice_of_this_kind(self) -> None:
        s.employed().when(serve(ground="expelled")).then_refused(
            errors.NoticeNotServedError, ground="expelled"
        )

    def test_who_comes_under_protection_during_the_notice_keeps_the_contract(self) -> None:
        past = self.served().given(TEACHER, protected(PREGNANCY, *MONTHS))
        past.when(terminate("unqualified_twice")).then_refused(ProtectedError)

    def test_a_plan_may_want_a_longer_notice(self) -> None:
        of = pack(exit={"termination_notice_days": 45})
        (served,) = s.employed(of).when(serve(*TWICE), at=noon(self.SERVED_ON)).decision()
        assert isinstance(served.event, e.TerminationNoticeServed)
        assert served.event.notice_until == self.SERVED_ON + timedelta(days=45)


class TestAppraisals:
    @pytest.mark.parametrize(
        "years",
        [
            (),
            (YearGrade(year=2025, grade=BAD),),
            (YearGrade(year=2023, grade=BAD), YearGrade(year=2025, grade=BAD)),
            (YearGrade(year=2024, grade=AnnualGrade.NO_GRADE), YearGrade(year=2025, grade=BAD)),
        ],
    )
    def test_two_years_running_without_passing_are_needed(
        self, years: tuple[YearGrade, ...]
    ) -> None:
        s.employed().when(serve(*years)).then_refused(errors.AppraisalGroundError)

    def test_one_year_is_enough_for_who_refuses_another_post(self) -> None:
        ground = "unqualified_refuses_post"
        failed = YearGrade(year=2025, grade=BAD)
        passed = YearGrade(year=2025, grade=AnnualGrade.BASICALLY_QUALIFIED)
        assert s.employed().when(serve(failed, ground=ground, refuses_post=True)).decision()
        for refused in (
            serve(failed, ground=ground),
            serve(passed, ground=ground, refuses_post=True),
            serve(failed, refuses_post=True),
        ):
            s.employed().when(refused).then_refused(errors.AppraisalGroundError)
