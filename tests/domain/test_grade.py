"""Titles, post grades and pay: a title is no post, and an appointment no pay."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from domain.appraisal import file_events as f
from domain.appraisal.grades import Lost, MeasureKind, Result, SanctionKind
from domain.grade import commands as c
from domain.grade import errors
from domain.grade import events as e
from domain.grade.state import GradeRecord, GradeStructure
from domain.kernel import DomainEvent, MissingError, Recorded
from domain.planning.quota_sections import GradeRules, IntakeRules, TierShare, TitleGrades
from domain.school.errors import QuotaNotFiledError
from domain.teacher.events import ReturnedFromExchange, SentOnExchange, TeacherTransferred
from domain.values.shares import Share
from domain.values.staffing import Level, Tier, Title, tier_of
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, august, drafted, noon, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario

STRUCTURE, RECORD = f"grade-structure:{g.ONE}", "grade-record:li"
TERM = date(2026, 9, 1)


def seats(**grades: int) -> tuple[e.GradeSeats, ...]:
    return tuple(e.GradeSeats(grade=int(k.removeprefix("g")), seats=n) for k, n in grades.items())


FIX = c.FixGradeStructure(
    plan=PLAN,
    school=g.ONE,
    level=Level.JUNIOR,
    teaching_posts=18,
    seats=seats(g7=1, g10=3, g12=5),
    document="人社3号",
)
FIXED = e.GradeStructureFixed(
    plan=PLAN,
    pack_sha256=g.SHA,
    level=Level.JUNIOR,
    posts=20,
    teaching_posts=18,
    seats=FIX.seats,
    document="人社3号",
)


def fix(**changes: object) -> c.FixGradeStructure:
    return FIX.model_copy(update=changes)


def conferred(title: Title, at: str = g.ONE) -> e.TitleConferred:
    return e.TitleConferred(
        teacher="li", school=at, title=title, document="职改1号", from_on=august(1)
    )


def appointed(grade: int, at: str = g.ONE) -> e.GradeAppointed:
    return e.GradeAppointed(teacher="li", school=at, title=Title.SENIOR, grade=grade, from_on=TERM)


def appoint(grade: int, teacher: str = "li") -> c.AppointToGrade:
    return c.AppointToGrade(school=g.ONE, teacher=teacher, grade=grade, from_on=TERM)


class TestTheStructure:
    @pytest.mark.parametrize(
        ("grade", "tier"),
        [
            (1, Tier.PROFESSORIAL),
            (4, Tier.PROFESSORIAL),
            (5, Tier.SENIOR),
            (7, Tier.SENIOR),
            (8, Tier.MIDDLE),
            (10, Tier.MIDDLE),
            (11, Tier.JUNIOR),
            (13, Tier.JUNIOR),
        ],
    )
    def test_thirteen_grades_fall_into_four_tiers(self, grade: int, tier: Tier) -> None:
        assert tier_of(grade) is tier

    def test_seats_are_fixed_within_the_school_s_posts(self) -> None:
        g.district().when(FIX).then(Recorded(STRUCTURE, FIXED))

    def test_a_tier_stays_within_its_ratio_rounded_down(self) -> None:
        at_the_ceiling = seats(g6=2, g7=2, g9=9)
        g.district().when(fix(seats=at_the_ceiling)).then(
            Recorded(STRUCTURE, FIXED.model_copy(update={"seats": at_the_ceiling}))
        )
        g.district().when(fix(seats=seats(g6=2, g7=3))).then_refused(
            errors.TierBeyondRatioError, tier="senior", seats=5, ceiling=4
        )

    def test_a_tier_for_which_the_pack_names_no_ratio_has_no_seats(self) -> None:
        g.district().when(fix(seats=seats(g4=1))).then_refused(
            errors.RatioMissingError, level="junior", tier="professorial"
        )

    def test_all_grades_together_stay_within_the_teaching_posts(self) -> None:
        g.district().when(fix(seats=seats(g12=19))).then_refused(
            errors.SeatsBeyondPostsError, seats=19, posts=18
        )

    @pytest.mark.parametrize("teaching", [17, 20])
    def test_at_least_85_percent_of_the_posts_are_teachers(self, teaching: int) -> None:
        assert len(g.district().when(fix(teaching_posts=teaching)).decision()) == 1

    def test_fewer_teaching_posts_are_refused(self) -> None:
        g.district().when(fix(teaching_posts=16)).then_refused(
            errors.TeachingPostsShareError, teaching_posts=16, required=17, posts=20
        )

    def test_there_are_no_more_teaching_posts_than_posts(self) -> None:
        g.district().when(fix(teaching_posts=21)).then_refused(
            errors.SeatsBeyondPostsError, seats=21, posts=20
        )

    def test_a_grade_is_named_once(self) -> None:
        g.district().when(fix(seats=(*seats(g7=1), *seats(g7=1)))).then_refused(
            errors.GradeTwiceError, grade=7
        )

    def test_posts_come_before_grades(self) -> None:
        early = Scenario().given(g.PLANNED, *g.in_force())
        early.when(FIX).then_refused(QuotaNotFiledError, school=g.ONE)

    @pytest.mark.parametrize("past", [(drafted(g.STAFFED),), g.in_force(pack())])
    def test_a_structure_rests_on_the_ratios_of_a_pack_in_force(
        self, past: tuple[DomainEvent, ...]
    ) -> None:
        Scenario().given(g.PLANNED, *past).when(FIX).then_refused(errors.GradeRulesMissingError)

    def test_a_new_structure_leaves_everybody_the_seat_held(self) -> None:
        held = g.district().given(STRUCTURE, FIXED, e.GradeSeatTaken(person="li", grade=7))
        held.when(fix(seats=seats(g10=3))).then_refused(
            errors.HoldersBeyondSeatsError, grade=7, holders=1, seats=0
        )
        kept = fix(seats=seats(g7=1))
        desk = Desk(noon(august(20)))
        for stream, event in held.history:
            desk.given(stream, event)
        desk.do(kept)
        structure = desk.find(GradeStructure, g.ONE)
        assert structure is not None
        assert (structure.taken(7), structure.taken_in(Tier.SENIOR)) == (1, 1)
        assert structure.body == g.ONE


class TestTitles:
    CONFER = c.ConferTitle(
        plan=PLAN, teacher="li", title=Title.FIRST, document="职改1号", from_on=august(1)
    )

    def past(self, *, at: str = g.ONE, remote: bool = False) -> Scenario:
        return g.district(remote=remote).given("teacher:li", g.teacher(at))

    def confer(self, title: Title) -> c.ConferTitle:
        return self.CONFER.model_copy(update={"title": title})

    def test_a_title_is_recorded_and_nobody_is_appointed_by_it(self) -> None:
        self.past().when(self.CONFER).then(Recorded(RECORD, conferred(Title.FIRST)))

    @pytest.mark.parametrize("title", [Title.FIRST, Title.SECOND])
    def test_a_title_is_above_the_one_before(self, title: Title) -> None:
        self.past().given(RECORD, conferred(Title.FIRST)).when(self.confer(title)).then_refused(
            errors.TitleNotHigherError, title=title.value, held="first"
        )

    def test_where_the_pack_asks_for_it_a_rural_year_comes_before_the_title(self) -> None:
        self.past().when(self.confer(Title.SENIOR)).then_refused(
            errors.RuralYearMissingError, title="senior"
        )

    def test_years_in_a_remote_school_of_ones_own_count(self) -> None:
        past = self.past(at=g.TWO, remote=True)
        past.when(self.confer(Title.SENIOR)).then(Recorded(RECORD, conferred(Title.SENIOR, g.TWO)))

    @pytest.mark.parametrize(
        ("remote", "back_on", "granted"),
        [(True, date(2026, 2, 1), True), (True, date(2026, 1, 31), False), (False, TERM, False)],
    )
    def test_a_year_s_exchange_to_a_remote_school_counts(
        self, *, remote: bool, back_on: date, granted: bool
    ) -> None:
        away = SentOnExchange(
            exchange="x1", to_school=g.TWO, remote=remote, from_on=date(2025, 2, 1), until_on=TERM
        )
        back = ReturnedFromExchange(exchange="x1", from_school=g.TWO, on=back_on)
        scenario = self.past().given("teacher:li", away, back).when(self.confer(Title.SENIOR))
        if granted:
            scenario.then(Recorded(RECORD, conferred(Title.SENIOR)))
        else:
            scenario.then_refused(errors.RuralYearMissingError)


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


class TestThePack:
    HALF = TierShare(level=Level.JUNIOR, tier=Tier.SENIOR, max_share=Share.of("1/2"))

    def test_a_tier_of_a_level_has_one_ceiling(self) -> None:
        with pytest.raises(ValidationError, match="each tier of a level once"):
            GradeRules(tier_shares=(self.HALF, self.HALF))

    def test_every_title_has_its_grades(self) -> None:
        with pytest.raises(ValidationError, match="every title"):
            GradeRules(titles=(TitleGrades(title=Title.FIRST, highest=8),))

    def test_no_ceiling_is_above_the_whole(self) -> None:
        with pytest.raises(ValidationError, match="no more than 1"):
            TierShare(level=Level.JUNIOR, tier=Tier.SENIOR, max_share=Share.of("5/4"))

    def test_a_notice_s_bounds_are_in_order(self) -> None:
        with pytest.raises(ValidationError, match="must not be under"):
            IntakeRules(notice_days=10, notice_max_days=9)

    def test_a_pack_without_the_later_sections_keeps_its_digest(self) -> None:
        known = "8170f58676127300287d0a6f0d3a6265edad4e9638f60cfa4503b28df0e25936"
        assert pack().sha256() == known
        assert {"quota", "grades", "intake", "exchange"}.isdisjoint(pack().model_dump(mode="json"))
        assert len({pack().sha256(), pack(quota={}).sha256(), pack(exchange={}).sha256()}) == 3
        assert type(g.STAFFED).model_validate_json(g.STAFFED.model_dump_json()) == g.STAFFED
