"""Three series of posts: professionals, managers, workers; a sentence a rule."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from domain.appraisal.file_events import SanctionImposed
from domain.appraisal.grades import SanctionKind
from domain.grade import commands as c
from domain.grade import errors
from domain.grade import events as e
from domain.grade.seats import grade_back
from domain.grade.state import GradeRecord, GradeStructure
from domain.kernel import Fact, Recorded
from domain.planning.quota_sections import GradeRules, OfficeGrades
from domain.values.staffing import Series, Title
from tests.domain import staffing_given as g
from tests.domain.grade_given import FIX, RECORD, STRUCTURE, TERM, conferred, seats
from tests.domain.grade_series_given import HEAD, appoint, desk_of, fix, of
from tests.domain.planning_given import august
from tests.support.desk import Desk

M, W, ORDINARY = Series.MANAGEMENT, Series.SKILLED_WORKER, Series.ORDINARY_WORKER


class TestTheStructure:
    def test_managers_and_workers_stand_beside_the_teachers(self) -> None:
        command = fix(of(M, 5), of(M, 10), of(ORDINARY, 0))
        (fixed,) = desk_of().do(command)
        assert isinstance(fixed, e.GradeStructureFixed)
        assert fixed.seats == command.seats

    def test_all_series_together_stay_within_all_posts(self) -> None:
        desk = desk_of()
        told: dict[str, Fact] = {"seats": 4, "left": 3, "teaching_posts": 17, "posts": 20}
        desk.refuses(fix(of(M, 7, 2), of(W, 3, 2)), errors.OtherSeatsBeyondPostsError, **told)
        desk.do(fix(of(M, 7, 2), of(W, 3, 1)))

    def test_seats_of_others_are_none_of_the_teachers(self) -> None:
        desk = desk_of()
        all_teaching = FIX.model_copy(
            update={"seats": (*seats(g12=17), of(M, 7, 3)), "teaching_posts": 17}
        )
        desk.do(all_teaching)
        structure = desk.find(GradeStructure, g.ONE)
        assert structure is not None
        assert structure.seats[M, 7] == 3
        assert structure.has_free(7, M)
        assert not structure.has_free(7)

    @pytest.mark.parametrize(
        ("series", "grade", "highest", "lowest"),
        [
            (M, 4, 5, 10),
            (M, 11, 5, 10),
            (W, 6, 1, 5),
            (W, 0, 1, 5),
            (ORDINARY, 1, 0, 0),
            (Series.PROFESSIONAL, 0, 1, 13),
        ],
    )
    def test_each_series_has_its_own_grades(
        self, series: Series, grade: int, highest: int, lowest: int
    ) -> None:
        desk = desk_of()
        told = {"series": series.value}
        numbers: dict[str, Fact] = {"grade": grade, "highest": highest, "lowest": lowest}
        desk.refuses(fix(of(series, grade)), errors.GradeOfSeriesError, **told, **numbers)
        desk.refuses(appoint(series, grade), errors.GradeOfSeriesError, **numbers)

    def test_one_grade_of_two_series_is_two_grades(self) -> None:
        desk = desk_of()
        desk.do(FIX.model_copy(update={"seats": (*seats(g5=1), of(M, 5), of(W, 5))}))
        twice = fix(of(M, 5), of(M, 5))
        desk.refuses(twice, errors.GradeTwiceError, series="management", grade=5)

    def test_who_holds_a_managers_seat_keeps_it(self) -> None:
        desk = desk_of(HEAD)
        desk.do(appoint(M, 7))
        told: dict[str, Fact] = {"series": "management", "grade": 7, "holders": 1, "seats": 0}
        desk.refuses(fix(of(W, 3)), errors.HoldersBeyondSeatsError, **told)
        desk.do(fix(of(M, 7)))


class TestOneGrade:
    def titled(self) -> Desk:
        """Li is a senior teacher who heads the school, and holds grade 10."""
        desk = desk_of(HEAD)
        desk.given(RECORD, conferred(Title.SENIOR))
        desk.do(appoint(Series.PROFESSIONAL, 10))
        return desk

    def test_a_person_holds_one_grade_of_all_series(self) -> None:
        desk = self.titled()
        desk.do(appoint(M, 7))
        structure, record = desk.find(GradeStructure, g.ONE), desk.find(GradeRecord, "li")
        assert structure is not None
        assert structure.holders == {"li": (M, 7)}
        assert (structure.taken(7, M), structure.taken(7)) == (1, 0)
        assert record is not None
        assert record.last == {Series.PROFESSIONAL: 10, M: 7}
        desk.refuses(appoint(M, 7), errors.GradeHeldError, grade=7)

    def test_what_is_higher_is_told_within_a_series(self) -> None:
        sanction = SanctionImposed(
            inquiry="i1",
            kind=SanctionKind.WARNING,
            decided_on=august(1),
            last_day=date(2027, 2, 1),
        )
        desk = self.titled()
        desk.given("teacher:li", sanction)
        desk.refuses(appoint(Series.PROFESSIONAL, 7), errors.PromotionBarredError, teacher="li")
        desk.do(appoint(M, 8))
        desk.refuses(appoint(M, 7), errors.PromotionBarredError)
        desk.refuses(appoint(Series.PROFESSIONAL, 7), errors.PromotionBarredError)
        desk.do(appoint(Series.PROFESSIONAL, 10))

    def test_pay_follows_the_grade_and_its_series(self) -> None:
        desk = desk_of(HEAD)
        desk.do(appoint(M, 7))
        pay = c.SetPayGrade(teacher="li", grade=7, document="人社4号", from_on=TERM)
        desk.refuses(pay, errors.PayBeforeAppointmentError, grade=7, held=7)
        as_manager = pay.model_copy(update={"series": M})
        desk.do(as_manager)
        desk.refuses(as_manager, errors.PayBeforeAppointmentError)
        record = desk.find(GradeRecord, "li")
        assert record is not None
        assert record.pay is not None
        assert record.pay.series is M

    def test_a_manager_without_a_title_whose_grade_ended_has_none_to_end(self) -> None:
        desk = desk_of(HEAD)
        end = c.EndGrade(teacher="li", ground=e.GradeEndGround.TERM_ENDED)
        desk.do(appoint(M, 7), end)
        structure = desk.find(GradeStructure, g.ONE)
        assert structure is not None
        assert structure.holders == {}
        desk.refuses(end, errors.NoGradeHeldError, title="")

    def test_a_move_that_is_undone_gives_a_managers_seat_back(self) -> None:
        desk = desk_of(HEAD)
        desk.do(appoint(M, 7))
        ended = e.GradeEnded(
            teacher="li",
            school=g.ONE,
            grade=7,
            series=M,
            ground=e.GradeEndGround.LEFT_SCHOOL,
            on=TERM,
            round="r1",
        )
        desk.given(RECORD, ended)
        desk.given(STRUCTURE, e.GradeSeatFreed(person="li", grade=7, series=M))
        restored, taken = grade_back(desk, "li", g.ONE, "r1", TERM)
        assert isinstance(restored.event, e.GradeRestored)
        assert restored.event.series is M
        assert taken == Recorded(STRUCTURE, e.GradeSeatTaken(person="li", grade=7, series=M))


class TestThePack:
    def test_an_office_is_named_once_and_opens_a_schools_grade(self) -> None:
        with pytest.raises(ValidationError, match="each office once"):
            GradeRules(offices=(OfficeGrades(office="校长", highest=7),) * 2)
        with pytest.raises(ValidationError):
            OfficeGrades(office="校长", highest=4)

    def test_a_pack_that_says_nothing_of_managers_keeps_its_digest(self) -> None:
        assert set(GradeRules().model_dump()) == {
            "tier_shares",
            "titles",
            "teaching_posts_min",
            "rural_year_titles",
        }

    def test_an_event_of_professionals_is_written_as_before_there_were_others(self) -> None:
        taken = e.GradeSeatTaken(person="li", grade=7)
        assert taken.model_dump() == {"person": "li", "grade": 7}
        assert (
            e.GradeSeatTaken(person="li", grade=7, series=M).model_dump()["series"] == "management"
        )
