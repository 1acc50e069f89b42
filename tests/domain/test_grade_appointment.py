"""Appointment to a grade, and pay: a title is no post, and an appointment no pay."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal import file_events as f
from domain.appraisal.grades import Lost, MeasureKind, Result, SanctionKind
from domain.grade import commands as c
from domain.grade import errors
from domain.grade import events as e
from domain.grade.state import GradeRecord, GradeStructure
from domain.kernel import MissingError, Recorded
from domain.teacher.errors import ExitedError
from domain.teacher.events import ExitGround, TeacherExited, TeacherTransferred
from domain.values.staffing import Title
from tests.domain import staffing_given as g
from tests.domain.grade_given import FIXED, RECORD, STRUCTURE, TERM, appoint, appointed, conferred
from tests.domain.planning_given import august, noon
from tests.support.desk import Desk
from tests.support.scenario import Scenario


class TestAppointments:
    def past(self, title: Title = Title.SENIOR) -> Scenario:
        start = g.district().given("teacher:li", g.teacher(g.ONE)).given(STRUCTURE, FIXED)
        return start.given(RECORD, conferred(title))

    def test_seat_and_grade_are_taken_in_one_act(self) -> None:
        self.past().when(appoint(7)).then(
            Recorded(RECORD, appointed(7)),
            Recorded(STRUCTURE, e.GradeSeatTaken(person="li", grade=7)),
        )

    def test_with_a_full_ratio_there_is_a_title_and_no_post(self) -> None:
        full = self.past().given(STRUCTURE, e.GradeSeatTaken(person="wang", grade=7))
        full.when(appoint(7)).then_refused(errors.NoFreeGradeSeatError, grade=7, seats=1, taken=1)

    def test_a_higher_title_may_hold_a_lower_grade(self) -> None:
        assert len(self.past().when(appoint(12)).decision()) == 2

    def test_a_grade_above_the_title_is_refused(self) -> None:
        self.past(Title.FIRST).when(appoint(7)).then_refused(
            errors.TitleTooLowError, title="first", grade=7, highest=8
        )

    def test_without_a_title_there_is_no_grade(self) -> None:
        start = g.district().given("teacher:wang", g.teacher(g.ONE)).given(STRUCTURE, FIXED)
        start.when(appoint(12, "wang")).then_refused(errors.TitleMissingError, grade=12)

    def test_a_school_appoints_its_own_people(self) -> None:
        moved = TeacherTransferred(from_school=g.ONE, to_school=g.TWO, round="r", on=august(20))
        self.past().given("teacher:li", moved).when(appoint(7)).then_refused(
            errors.NotOfSchoolError, school=g.ONE, belongs_to=g.TWO
        )

    def test_whoever_has_left_service_is_appointed_to_no_grade(self) -> None:
        gone = TeacherExited(ground=ExitGround.RETIREMENT, on=august(1))
        self.past().given("teacher:li", gone).when(appoint(7)).then_refused(ExitedError)

    def test_without_a_structure_there_is_nothing_to_appoint_to(self) -> None:
        start = g.district().given("teacher:li", g.teacher(g.ONE))
        start.when(appoint(7)).then_refused(MissingError, kind="grade-structure")

    def test_whoever_moves_up_frees_the_grade_before(self) -> None:
        held = self.past().given(RECORD, appointed(10))
        held = held.given(STRUCTURE, e.GradeSeatTaken(person="li", grade=10))
        held.when(appoint(10)).then_refused(errors.GradeHeldError, grade=10)
        held.when(appoint(7)).then(
            Recorded(RECORD, appointed(7)),
            Recorded(STRUCTURE, e.GradeSeatFreed(person="li", grade=10)),
            Recorded(STRUCTURE, e.GradeSeatTaken(person="li", grade=7)),
        )

    def rising(self, *filed: f.FileEvent) -> Scenario:
        """Return the holder of grade 10, whose file holds some facts, appointed to grade 7."""
        held = self.past().given(RECORD, appointed(10)).given("teacher:li", *filed)
        return held.given(STRUCTURE, e.GradeSeatTaken(person="li", grade=10))

    @pytest.mark.parametrize(
        ("last_day", "granted"), [(date(2026, 9, 1), False), (date(2026, 8, 31), True)]
    )
    def test_nobody_rises_while_a_sanction_runs(self, last_day: date, *, granted: bool) -> None:
        imposed = f.SanctionImposed(
            inquiry="i1",
            kind=SanctionKind.WARNING,
            decided_on=date(2026, 3, 1),
            last_day=last_day,
        )
        rising = self.rising(imposed)
        if granted:
            assert rising.when(appoint(7)).decision()
        else:
            rising.when(appoint(7)).then_refused(
                errors.PromotionBarredError, teacher="li", sanction="warning", year=""
            )
            assert rising.when(appoint(12)).decision()

    def test_a_date_before_the_sanction_opens_nothing_while_it_runs(self) -> None:
        imposed = f.SanctionImposed(
            inquiry="i1",
            kind=SanctionKind.DEMERIT,
            decided_on=date(2026, 3, 1),
            last_day=date(2027, 3, 1),
        )
        early = appoint(7).model_copy(update={"from_on": date(2026, 2, 1)})
        asked = self.rising(imposed).when(early, at=noon(august(18)))
        asked.then_refused(errors.PromotionBarredError, sanction="demerit")

    @pytest.mark.parametrize(("what", "granted"), [(Lost.PROMOTION, False), (Lost.PAY, True)])
    def test_nobody_rises_who_lost_the_qualification_for_it(
        self, what: Lost, *, granted: bool
    ) -> None:
        taken = f.MeasureTaken(
            measure="m1",
            kind=MeasureKind.QUALIFICATION_LOST,
            lost=(what,),
            from_on=date(2026, 3, 1),
            months=24,
            last_day=date(2028, 3, 1),
            document="处理决定书",
        )
        rising = self.rising(taken).when(appoint(7))
        if granted:
            assert rising.decision()
        else:
            rising.then_refused(errors.PromotionBarredError, teacher="li", measure="m1")

    @pytest.mark.parametrize("result", [Result.BASICALLY_QUALIFIED, Result.UNQUALIFIED])
    def test_nobody_rises_in_the_year_after_one_below_competent(self, result: Result) -> None:
        def graded(year: int, result: Result = result) -> f.YearGraded:
            return f.YearGraded(
                appraisal=f"{year}.{g.ONE}",
                body=g.ONE,
                year=year,
                result=result,
                version=1,
                on=date(year + 1, 1, 10),
            )

        self.rising(graded(2025)).when(appoint(7)).then_refused(
            errors.PromotionBarredError, teacher="li", sanction="", year=2025
        )
        assert self.rising(graded(2024)).when(appoint(7)).decision()
        assert self.rising(graded(2025, Result.NO_GRADE)).when(appoint(7)).decision()
        first = self.past().given("teacher:li", graded(2025))
        assert first.when(appoint(7)).decision(), "who never held a grade does not rise"
        ended = e.GradeEnded(
            teacher="li",
            school=g.ONE,
            grade=10,
            ground=e.GradeEndGround.TERM_ENDED,
            on=august(18),
        )
        left = self.rising(graded(2025)).given(RECORD, ended)
        left = left.given(STRUCTURE, e.GradeSeatFreed(person="li", grade=10))
        left.when(appoint(7)).then_refused(errors.PromotionBarredError, year=2025)
        assert left.when(appoint(10)).decision()

    def test_the_grade_of_another_school_ends_before(self) -> None:
        self.past().given(RECORD, appointed(10, g.TWO)).when(appoint(10)).then_refused(
            errors.GradeHeldElsewhereError, school=g.TWO, grade=10
        )

    def test_what_ends_frees_its_seat_and_leaves_the_title(self) -> None:
        end = c.EndGrade(teacher="li", ground=e.GradeEndGround.TERM_ENDED)
        self.past().when(end).then_refused(errors.NoGradeHeldError, title="senior")
        held = self.past().given(RECORD, appointed(7))
        held = held.given(STRUCTURE, e.GradeSeatTaken(person="li", grade=7))
        ended = e.GradeEnded(
            teacher="li",
            school=g.ONE,
            grade=7,
            ground=e.GradeEndGround.TERM_ENDED,
            on=august(18),
        )
        held.when(end).then(
            Recorded(RECORD, ended), Recorded(STRUCTURE, e.GradeSeatFreed(person="li", grade=7))
        )
        desk = Desk(noon(august(18)))
        for stream, event in held.history:
            desk.given(stream, event)
        desk.do(end)
        record = desk.find(GradeRecord, "li")
        assert record is not None
        assert (record.title, record.holds, record.body) == (Title.SENIOR, None, g.ONE)
        structure = desk.find(GradeStructure, g.ONE)
        assert structure is not None
        assert structure.holders == {}


class TestPay:
    SET = c.SetPayGrade(teacher="li", grade=7, document="工资1号", from_on=TERM)
    PAID = e.PayGradeSet(teacher="li", grade=7, document="工资1号", from_on=TERM)

    def past(self) -> Scenario:
        return Scenario().given(RECORD, conferred(Title.SENIOR))

    def test_pay_follows_an_appointment_by_a_decision_of_its_own(self) -> None:
        held = self.past().given(RECORD, appointed(7))
        held.when(self.SET).then(Recorded(RECORD, self.PAID))
        held.given(RECORD, self.PAID).when(self.SET).then_refused(
            errors.PayBeforeAppointmentError, grade=7
        )

    @pytest.mark.parametrize("changes", [{"grade": 5}, {"from_on": august(31)}])
    def test_pay_is_that_of_the_grade_held_and_no_earlier(self, changes: dict[str, object]) -> None:
        held = self.past().given(RECORD, appointed(7))
        held.when(self.SET.model_copy(update=changes)).then_refused(
            errors.PayBeforeAppointmentError, held=7, held_from="2026-09-01"
        )

    def test_a_title_alone_is_not_paid(self) -> None:
        self.past().when(self.SET).then_refused(errors.NoGradeHeldError)

    def test_a_second_title_leaves_grade_and_pay_as_they_were(self) -> None:
        desk = Desk(noon(august(18)))
        higher = conferred(Title.PROFESSORIAL_SENIOR)
        desk.given(RECORD, conferred(Title.SENIOR), appointed(7), self.PAID, higher)
        record = desk.find(GradeRecord, "li")
        assert record is not None
        assert record.title is Title.PROFESSORIAL_SENIOR
        assert record.holds is not None
        assert record.pay is not None
        assert (record.holds.grade, record.pay.grade) == (7, 7)
