"""Who may hold a grade of managers, or of workers (管理岗位、工勤技能岗位)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.grade import errors
from domain.grade import events as e
from domain.grade.state import GradeRecord
from domain.kernel import Fact
from domain.planning.quota_sections import OfficeGrades
from domain.school.posts import StaffClass
from domain.values.staffing import Series
from tests.domain import staffing_given as g
from tests.domain.grade_given import RECORD, STRUCTURE, TERM
from tests.domain.grade_series_given import DEAN, HEAD, appoint, desk_of, grading, posted

M, W, ORDINARY = Series.MANAGEMENT, Series.SKILLED_WORKER, Series.ORDINARY_WORKER


class TestManagers:
    def test_who_holds_an_office_is_appointed_without_a_title(self) -> None:
        desk = desk_of(HEAD)
        desk.do(appoint(M, 7))
        assert desk.history[-2:] == [
            (
                RECORD,
                e.GradeAppointed(
                    teacher="li", school=g.ONE, title=None, grade=7, series=M, from_on=TERM
                ),
            ),
            (STRUCTURE, e.GradeSeatTaken(person="li", grade=7, series=M)),
        ]
        record = desk.find(GradeRecord, "li")
        assert record is not None
        assert record.holds is not None
        assert (record.title, record.holds.series, record.body) == (None, M, g.ONE)

    def test_without_an_office_there_is_no_managers_grade(self) -> None:
        desk = desk_of(HEAD)
        desk.refuses(appoint(M, 7, "wang"), errors.OfficeMissingError, teacher="wang", grade=7)
        over = HEAD.model_copy(update={"until_on": TERM})
        desk_of(over).refuses(appoint(M, 7), errors.OfficeMissingError)
        ahead = HEAD.model_copy(update={"from_on": date(2026, 9, 2)})
        desk_of(ahead).refuses(appoint(M, 7), errors.OfficeMissingError)

    def test_an_office_that_has_run_out_opens_nothing_by_a_day_in_the_past(self) -> None:
        """Shows office_must_open."""
        over = DEAN.model_copy(update={"from_on": date(2020, 9, 1), "until_on": date(2023, 9, 1)})
        back = appoint(M, 8).model_copy(update={"from_on": date(2021, 9, 1)})
        desk_of(over).refuses(back, errors.OfficeMissingError, teacher="li", grade=8)
        standing = DEAN.model_copy(update={"from_on": date(2020, 9, 1)})
        desk_of(standing).do(back)

    def test_the_pack_says_which_office_opens_which_grade(self) -> None:
        offices = (
            OfficeGrades(office="校长", highest=7),
            OfficeGrades(office="教务主任", highest=8),
        )
        ranked = grading(offices=offices)
        desk = desk_of(DEAN, of_pack=ranked)
        told: dict[str, Fact] = {"office": "教务主任", "grade": 7, "highest": 8}
        desk.refuses(appoint(M, 7), errors.OfficeTooLowError, **told)
        desk.do(appoint(M, 8))
        desk_of(DEAN, HEAD, of_pack=ranked).do(appoint(M, 7))
        other = desk_of(HEAD.model_copy(update={"title": "工会主席"}), of_pack=ranked)
        other.refuses(appoint(M, 8), errors.OfficeTooLowError, office="工会主席", highest="")

    def test_a_manager_who_teaches_is_the_packs_to_allow(self) -> None:
        """双肩挑."""
        desk = desk_of(HEAD)
        desk.given("teacher:li", posted(StaffClass.TEACHING))
        desk.do(appoint(M, 7))
        strict = desk_of(HEAD, of_pack=grading(managers_may_teach=False))
        strict.given("teacher:li", posted(StaffClass.TEACHING))
        told = {"series": "management", "staff_class": "teaching"}
        strict.refuses(appoint(M, 7), errors.SeriesStaffClassError, teacher="li", **told)


class TestWorkers:
    @pytest.mark.parametrize(("series", "grade"), [(W, 3), (ORDINARY, 0)])
    def test_teaching_staff_are_no_workers(self, series: Series, grade: int) -> None:
        desk = desk_of()
        desk.given("teacher:li", posted(StaffClass.TEACHING))
        told = {"series": series.value, "staff_class": "teaching"}
        desk.refuses(appoint(series, grade), errors.SeriesStaffClassError, **told)
        desk.do(appoint(series, grade, "wang"))

    def test_auxiliary_staff_may_be(self) -> None:
        desk = desk_of()
        desk.given("teacher:li", posted(StaffClass.AUXILIARY))
        desk.do(appoint(W, 3))

    def test_a_seat_has_one_holder(self) -> None:
        desk = desk_of()
        desk.do(appoint(ORDINARY, 0, "wang"))
        told: dict[str, Fact] = {"series": "ordinary_worker", "grade": 0, "seats": 1, "taken": 1}
        desk.refuses(appoint(ORDINARY, 0), errors.NoFreeGradeSeatError, **told)

    def test_a_professional_grade_needs_a_title_whatever_else_was_held(self) -> None:
        desk = desk_of()
        desk.do(appoint(W, 3))
        desk.refuses(appoint(Series.PROFESSIONAL, 10), errors.TitleMissingError, grade=10)
