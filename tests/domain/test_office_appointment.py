"""What follows a committee's decision: publicity, approval, filing, the office itself."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import MissingError, Recorded
from domain.notice.errors import PeriodTooShortError
from domain.office import commands as c
from domain.office import errors
from domain.office import events as e
from domain.office.decide import decide
from domain.office.state import OutcomeNotice, Standing
from domain.planning.office_sections import OfficeLevel
from domain.school.events import OfficeGranted
from domain.school.state import School
from domain.teacher.events import PostLeft, PostLeftReason
from domain.values.privacy import PersonalDataError
from tests.domain import office_given as g
from tests.domain.planning_given import TOWN, noon
from tests.support.desk import Desk

CONTEST = c.ContestOutcome(
    matter=g.MATTER, objection="ob-1", objector="t3", against="t1", text="任职条件不实"
)
UPHOLD = c.UpholdContest(matter=g.MATTER, objection="ob-1", reason="查证属实")
REJECT = c.RejectContest(matter=g.MATTER, objection="ob-1", reason="查无实据")
LEFT = PostLeft(
    school=g.SCHOOL, posts=("教学-01",), reason=PostLeftReason.MOVED, on=g.september(12)
)


@pytest.fixture
def desk() -> Desk:
    return g.staffed()


def notice_of(desk: Desk) -> OutcomeNotice:
    state = desk.find(OutcomeNotice, g.MATTER)
    assert state is not None
    return state


class TestPublicity:
    def test_whom_the_committee_chose_is_public_for_five_working_days(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000)
        desk.do(g.choose("t1"))
        published = e.OutcomePublished(
            issuer=TOWN,
            chosen=("t1",),
            on=g.september(11),
            working_days=5,
            last_day=g.september(18),
        )
        assert desk.do(g.publish()) == [published]
        assert notice_of(desk).body == TOWN

    def test_publicity_is_not_shorter_than_the_pack_asks(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000)
        desk.do(g.choose("t1"))
        desk.refuses(g.publish(4), PeriodTooShortError, working_days=4, required=5)

    def test_nothing_is_published_before_somebody_was_chosen(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000)
        desk.refuses(g.publish(), errors.OutcomeStandsError, chosen=0)
        desk.refuses(c.PublishOutcome(matter="other", working_days=5), MissingError)

    def test_an_outcome_is_published_once(self, desk: Desk) -> None:
        g.published(desk, g.announce(), "t1", t1=80_000)
        desk.refuses(g.publish(), errors.OutcomeStandsError, standing="up")

    def test_publicity_ends_when_its_last_day_is_over(self, desk: Desk) -> None:
        g.published(desk, g.announce(), "t1", t1=80_000)
        desk.at = noon(g.september(18))
        desk.refuses(g.END, errors.PublicityNotOverError, last_day="2026-09-18")
        desk.at = noon(g.september(19))
        assert desk.do(g.END) == [e.PublicityEnded(on=g.september(19))]
        desk.refuses(g.END, errors.OutcomeNotUpError, standing="ended")

    def test_an_objection_goes_to_the_vault_and_holds_the_publicity(self, desk: Desk) -> None:
        g.published(desk, g.announce(), "t1", t1=80_000)
        ((recorded),) = decide(desk, CONTEST, at=desk.at)
        assert isinstance(recorded, Recorded)
        assert [(each.path, each.subject) for each in recorded.personal] == [
            ("text.comp-1.ob-1", "t3")
        ]
        assert desk.do(CONTEST) == [
            e.OutcomeContested(objection="ob-1", objector="t3", against="t1")
        ]
        desk.at = noon(g.september(19))
        desk.refuses(g.END, errors.PublicityNotOverError, open=1)
        rejected = e.ContestRejected(objection="ob-1", against="t1", reason="查无实据")
        assert desk.do(REJECT) == [rejected]
        desk.refuses(REJECT, errors.ContestError, objection="ob-1")
        assert len(desk.do(g.END)) == 1

    @pytest.mark.parametrize("changes", [{"objection": "ob-1"}, {"against": "t2"}])
    def test_an_objection_is_new_and_about_somebody_in_the_list(
        self, desk: Desk, changes: dict[str, str]
    ) -> None:
        g.published(desk, g.announce(), "t1", t1=80_000)
        desk.do(CONTEST)
        command = CONTEST.model_copy(update={"objection": "ob-2", **changes})
        desk.refuses(command, errors.ContestError)

    def test_an_objection_comes_by_the_last_day(self, desk: Desk) -> None:
        g.published(desk, g.announce(), "t1", t1=80_000)
        desk.at = noon(g.september(19))
        desk.refuses(CONTEST, errors.OutcomeNotUpError, last_day="2026-09-18")

    def test_a_reason_holds_no_personal_numbers(self, desk: Desk) -> None:
        g.published(desk, g.announce(), "t1", t1=80_000)
        desk.do(CONTEST)
        told = UPHOLD.model_copy(update={"reason": "致电19912345678核实"})
        desk.refuses(told, PersonalDataError)

    def test_where_an_objection_is_upheld_the_committee_decides_again(self, desk: Desk) -> None:
        g.published(desk, g.announce(), "t1", t1=80_000, t2=70_000)
        upheld = e.ContestUpheld(objection="ob-1", against="t1", reason="查证属实")
        assert desk.do(CONTEST, UPHOLD) == [upheld]
        assert notice_of(desk).standing is Standing.ANNULLED
        desk.refuses(g.publish(), errors.OutcomeStandsError, standing="annulled")
        desk.refuses(g.choose("t1"), errors.ChoiceError, teacher="t1")
        desk.do(g.choose("t2"), g.publish())
        assert notice_of(desk).condemned == {"t1"}
        desk.refuses(CONTEST, errors.ContestError, objection="ob-1")

    def test_t20_a_changed_list_is_published_anew_and_its_days_count_anew(self, desk: Desk) -> None:
        g.published(desk, g.announce(), "t1", t1=80_000, t2=70_000)
        desk.do(CONTEST)
        desk.at = noon(g.september(17))
        desk.do(g.withdraw("t1"), g.choose("t2"))
        desk.at = noon(g.september(19))
        desk.refuses(g.END, errors.OutcomeNotUpError, standing="up")
        desk.at = noon(g.september(17))
        (published,) = desk.do(g.publish())
        assert isinstance(published, e.OutcomePublished)
        assert published.last_day == g.september(23), "Sunday the 20th is a working day"
        desk.do(UPHOLD)
        assert notice_of(desk).standing is Standing.UP, "the objection was about somebody gone"


class TestApproval:
    def test_the_town_office_approves_and_a_vice_principal_holds_office_for_three_years(
        self, desk: Desk
    ) -> None:
        """Shows term_years_of."""
        g.run_out(desk, g.announce(), "t1", t1=80_000)
        assert desk.do(g.approve("t1")) == [
            e.AppointmentApproved(
                teacher="t1",
                document="教办〔2026〕9号",
                on=g.september(19),
                due_on=g.september(26),
            ),
            OfficeGranted(
                title="副校长",
                person="t1",
                post=g.VICE,
                from_on=g.september(19),
                until_on=date(2029, 9, 19),
            ),
        ]
        desk.refuses(g.approve("t1"), errors.NotChosenError)
        desk.refuses(g.withdraw("t1"), errors.NotChosenError)

    def test_a_manager_holds_office_for_a_year(self, desk: Desk) -> None:
        """Shows end_of_term."""
        g.run_out(desk, g.MANAGERS, "t1", t1=80_000)
        _, granted = desk.do(g.approve("t1"))
        assert isinstance(granted, OfficeGranted)
        assert (granted.title, granted.until_on) == ("初级教务主任", date(2027, 9, 19))

    def test_nobody_takes_office_before_publicity_has_run_out(self, desk: Desk) -> None:
        g.interviewed(desk, g.announce(), t1=80_000)
        desk.do(g.choose("t1"))
        desk.refuses(g.approve("t1"), errors.OutcomeNotPublishedError, standing="")
        desk.do(g.publish())
        desk.refuses(g.approve("t1"), errors.OutcomeNotPublishedError, standing="up")

    def test_nobody_is_approved_whom_the_committee_did_not_choose(self, desk: Desk) -> None:
        g.run_out(desk, g.announce(), "t1", t1=80_000, t2=70_000)
        desk.refuses(g.approve("t2"), errors.NotChosenError, teacher="t2")

    def test_t05_who_has_lost_the_base_post_meanwhile_takes_no_office(self, desk: Desk) -> None:
        g.run_out(desk, g.announce(), "t1", t1=80_000)
        desk.given("teacher:t1", LEFT)
        desk.refuses(g.approve("t1"), errors.BasePostMissingError, teacher="t1")

    def test_a_seat_that_was_filled_meanwhile_is_not_filled_twice(self, desk: Desk) -> None:
        g.run_out(desk, g.announce(), "t1", t1=80_000)
        desk.given(f"school:{g.SCHOOL}", g.holder("副校长", "t3", date(2029, 9, 1)))
        desk.refuses(g.approve("t1"), errors.NotVacantError, held=1)

    def test_nobody_is_granted_an_office_that_he_holds(self, desk: Desk) -> None:
        g.run_out(desk, g.CLASS_TEACHERS, "t1", t1=80_000)
        desk.given(f"school:{g.SCHOOL}", g.holder("中级班主任", "t1"))
        appoint = c.AppointClassTeacher(competition=g.MATTER, teacher="t1")
        desk.refuses(appoint, errors.NotChosenError, until_on="2026-09-30")

    def test_another_office_is_no_hindrance(self, desk: Desk) -> None:
        g.run_out(desk, g.announce(), "t1", t1=80_000)
        desk.given(f"school:{g.SCHOOL}", g.holder("兼职教研员", "t1"))
        assert len(desk.do(g.approve("t1"))) == 2

    def test_who_withdrew_after_publicity_is_not_appointed(self, desk: Desk) -> None:
        g.run_out(desk, g.announce(), "t1", t1=80_000)
        desk.do(g.withdraw("t1"))
        desk.refuses(g.approve("t1"), errors.ApplicantStepError, step="withdrawn")

    def test_what_the_town_office_refuses_the_committee_decides_again(self, desk: Desk) -> None:
        g.run_out(desk, g.announce(), "t1", t1=80_000, t2=70_000)
        refuse = c.RefuseAppointment(competition=g.MATTER, teacher="t1", reason="任职年限不足")
        assert desk.do(refuse) == [e.AppointmentRefused(teacher="t1", reason="任职年限不足")]
        desk.refuses(g.approve("t1"), errors.NotChosenError)
        desk.refuses(g.choose("t1"), errors.ChoiceError)
        desk.do(g.choose("t2"))
        desk.refuses(g.approve("t2"), errors.OutcomeNotPublishedError, standing="ended")

    def test_whoever_is_appointed_stays_chosen_when_the_committee_decides_again(
        self, desk: Desk
    ) -> None:
        g.run_out(desk, g.CLASS_TEACHERS, "t1", "t2", t1=80_000, t2=70_000, t3=60_000)
        desk.do(c.AppointClassTeacher(competition=g.MATTER, teacher="t1"), g.withdraw("t2"))
        desk.refuses(g.choose("t3"), errors.ChoiceError, chosen=1)
        assert len(desk.do(g.choose("t1", "t3"))) == 1

    @pytest.mark.parametrize("day", [26, 27])
    def test_an_appointment_is_filed_with_the_bureau_and_day_eight_is_late(
        self, desk: Desk, day: int
    ) -> None:
        g.run_out(desk, g.announce(), "t1", t1=80_000)
        file = c.FileAppointment(competition=g.MATTER, teacher="t1")
        desk.refuses(file, errors.NotFiledError, filed=0)
        desk.do(g.approve("t1"))
        desk.at = noon(g.september(day))
        assert desk.do(file) == [
            e.AppointmentFiled(
                teacher="t1", on=g.september(day), due_on=g.september(26), late=day == 27
            )
        ]
        desk.refuses(file, errors.NotFiledError, filed=1)


class TestClassTeachers:
    def test_the_school_itself_appoints_at_the_level_that_was_announced(self, desk: Desk) -> None:
        g.run_out(desk, g.CLASS_TEACHERS, "t1", t1=80_000)
        assert desk.do(c.AppointClassTeacher(competition=g.MATTER, teacher="t1")) == [
            e.ClassTeacherAppointed(
                teacher="t1",
                level=OfficeLevel.INTERMEDIATE,
                duties=("班主任工作", "学生日常管理", "班级组织", "学业指导", "家校沟通"),
                from_on=g.september(19),
                until_on=date(2027, 9, 19),
            ),
            OfficeGranted(
                title="中级班主任",
                person="t1",
                post=g.CLASS_TEACHER,
                from_on=g.september(19),
                until_on=date(2027, 9, 19),
            ),
        ]

    def test_class_teachers_are_not_approved_like_managers_nor_managers_like_them(self) -> None:
        desk = g.run_out(g.staffed(), g.CLASS_TEACHERS, "t1", t1=80_000)
        desk.refuses(g.approve("t1"), errors.WrongRouteError, kind="class_teacher")
        other = g.run_out(g.staffed(), g.MANAGERS, "t1", t1=80_000)
        appoint = c.AppointClassTeacher(competition=g.MATTER, teacher="t1")
        other.refuses(appoint, errors.WrongRouteError, kind="manager")


def test_replay_of_a_whole_competition_is_what_stands(desk: Desk) -> None:
    g.run_out(desk, g.announce(), "t1", t1=80_000, t2=70_000)
    desk.do(g.approve("t1"))
    assert desk.replayed() == desk.states
    school = desk.find(School, g.SCHOOL)
    assert school is not None
    assert [office.title for office in school.offices_of("t1")] == ["副校长"]
