"""New staff come into vacant quota, approved, announced, one for every retirement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.intake import commands as c
from domain.intake import errors
from domain.intake import events as e
from domain.intake.state import Intake, Replacement
from domain.kernel import AlreadyExistsError, Personal, Recorded
from domain.planning.events import PlanFrozen
from domain.recruitment.commands import OpenRound
from domain.recruitment.events import RecruitmentRoundOpened, Stage
from domain.teacher.errors import ServiceDatesError
from domain.teacher.events import TeacherRegistered
from domain.values.time import end_of
from tests.domain import staffing_given as g
from tests.domain.planning_given import PLAN, TIMETABLE, august, noon, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario

STREAM = f"intake:{PLAN}"
TERM = date(2026, 9, 1)


def places(line: str, channel: e.Channel, number: int, at: str = g.ONE) -> e.Places:
    return e.Places(
        line=line,
        channel=channel,
        school=at,
        subject="语文",
        shortage=e.Shortage.SUBJECT,
        places=number,
    )


TALENTS = places("talents", e.Channel.TALENT, 1)
EXAM = places("exam", e.Channel.OPEN_EXAM, 3)
STAFF = (e.SchoolStaff(school=g.ONE, staff=16), e.SchoolStaff(school=g.TWO, staff=20))
INTAKE = c.PlanIntake(
    plan=PLAN,
    body="bureau",
    staff=STAFF,
    places=(TALENTS, EXAM),
    basis_docs=("人才办〔2026〕1号",),
)
PLANNED = e.IntakePlanned(
    body="bureau", staff=STAFF, places=(TALENTS, EXAM), basis_docs=("人才办〔2026〕1号",)
)
APPROVED = tuple(e.IntakeApproved(office=office) for office in e.ApprovalOffice)
CLAIM = c.ClaimReplacement(
    plan=PLAN,
    line="retired-chen",
    retired="chen",
    subject="数学",
    retires_on=TERM,
    document="退休审批1号",
)
CLAIMED = e.ReplacementClaimed(
    line="retired-chen",
    retired="chen",
    school=g.ONE,
    subject="数学",
    retires_on=TERM,
    document="退休审批1号",
)
CLOSED = e.ApplicationsClosed(line="exam", applicants=9, places=3, approval=None)


def intake(**changes: object) -> c.PlanIntake:
    return INTAKE.model_copy(update=changes)


def planned(*further: e.IntakeEvent) -> Scenario:
    return g.district().given(STREAM, PLANNED, *further)


def announce(line: str, *people: str, days: int = 7) -> c.AnnounceNewcomers:
    return c.AnnounceNewcomers(plan=PLAN, line=line, people=people, days=days)


def announced(line: str, *people: str) -> e.NewcomersAnnounced:
    return e.NewcomersAnnounced(line=line, people=people, on=august(18), until_on=august(25))


def admit(line: str, teacher: str, **changes: object) -> c.AdmitNewcomer:
    command = c.AdmitNewcomer(
        plan=PLAN,
        line=line,
        teacher=teacher,
        service_started_on=TERM,
        joined_school_on=TERM,
        name="许宁",
        id_number="11010519491231002X",
        birth_date=date(1949, 12, 31),
        phone="19900000000",
    )
    return command.model_copy(update=changes)


class TestThePlanOfIntake:
    def test_places_are_planned_within_what_is_vacant(self) -> None:
        g.district().when(INTAKE).then(Recorded(STREAM, PLANNED))
        planned().when(INTAKE).then_refused(AlreadyExistsError)

    def test_no_school_takes_more_people_than_its_quota(self) -> None:
        more = (TALENTS, places("exam", e.Channel.OPEN_EXAM, 4))
        g.district().when(intake(places=more)).then_refused(
            errors.BeyondVacancyError, school=g.ONE, staff=16, wanted=5, establishment=20
        )

    @pytest.mark.parametrize(
        "lines",
        [(), (EXAM, EXAM), (places("one-for-one", e.Channel.REPLACEMENT, 1),)],
    )
    def test_lines_are_named_once_and_replacements_are_not_planned(
        self, lines: tuple[e.Places, ...]
    ) -> None:
        g.district().when(intake(places=lines)).then_refused(errors.LinesError)

    def test_a_plan_of_intake_names_its_basis(self) -> None:
        g.district().when(intake(basis_docs=())).then_refused(errors.BasisMissingError)

    @pytest.mark.parametrize(("staff", "told"), [(STAFF[1:], 0), ((STAFF[0], *STAFF), 2)])
    def test_the_staff_of_a_school_is_told_once(
        self, staff: tuple[e.SchoolStaff, ...], told: int
    ) -> None:
        g.district().when(intake(staff=staff)).then_refused(
            errors.StaffUnknownError, school=g.ONE, told=told
        )

    def test_a_place_for_a_remote_school_is_in_one(self) -> None:
        staff = (STAFF[0], e.SchoolStaff(school=g.TWO, staff=18))
        remote = places("exam", e.Channel.OPEN_EXAM, 1, g.TWO).model_copy(
            update={"shortage": e.Shortage.REMOTE}
        )
        command = intake(places=(remote,), staff=staff)
        g.district().when(command).then_refused(
            errors.NotARemoteSchoolError, line="exam", school=g.TWO
        )
        assert len(g.district(remote=True).when(command).decision()) == 1


class TestApproval:
    @pytest.mark.parametrize("office", e.ApprovalOffice)
    def test_each_office_approves_once(self, office: e.ApprovalOffice) -> None:
        approve = c.ApproveIntake(plan=PLAN, office=office)
        approved = e.IntakeApproved(office=office)
        planned().when(approve).then(Recorded(STREAM, approved))
        planned(approved).when(approve).then_refused(errors.ApprovalNotNeededError)

    def test_the_talent_office_is_asked_where_there_are_talents(self) -> None:
        without = PLANNED.model_copy(update={"places": (EXAM,)})
        approve = c.ApproveIntake(plan=PLAN, office=e.ApprovalOffice.TALENT_OFFICE)
        g.district().given(STREAM, without).when(approve).then_refused(
            errors.ApprovalNotNeededError, office="talent_office"
        )

    def test_nobody_is_announced_before_all_have_approved(self) -> None:
        planned(*APPROVED[:1]).when(announce("talents", "xu")).then_refused(
            errors.NotApprovedError, missing="hr_bureau,talent_office"
        )


class TestOneForOne:
    def past(self, *further: e.IntakeEvent) -> Scenario:
        return planned(*further).given("teacher:chen", g.teacher(g.ONE))

    def test_a_retirement_opens_one_place_in_its_school(self) -> None:
        used = e.RetirementUsed(body="bureau", plan=PLAN, line="retired-chen")
        self.past().when(CLAIM).then(Recorded(STREAM, CLAIMED), Recorded("replacement:chen", used))

    def test_a_retirement_opens_no_second_place(self) -> None:
        used = e.RetirementUsed(body="bureau", plan="plan-2025", line="retired-chen")
        again = self.past().given("replacement:chen", used)
        again.when(CLAIM).then_refused(AlreadyExistsError, kind="replacement")
        desk = Desk(noon(august(18)))
        desk.given("replacement:chen", used)
        assert desk.find(Replacement, "chen") is not None
        assert desk.body_of("replacement:chen") == "bureau"

    def test_a_replacement_has_a_line_of_its_own(self) -> None:
        self.past().when(CLAIM.model_copy(update={"line": "exam"})).then_refused(
            errors.LinesError, line="exam"
        )

    def test_a_school_beyond_its_quota_replaces_nobody(self) -> None:
        crowded = PLANNED.model_copy(
            update={"staff": (e.SchoolStaff(school=g.ONE, staff=21), STAFF[1])}
        )
        past = g.district().given(STREAM, crowded).given("teacher:chen", g.teacher(g.ONE))
        past.when(CLAIM).then_refused(errors.BeyondVacancyError, school=g.ONE)

    def test_the_staff_of_the_school_was_told(self) -> None:
        other = PLANNED.model_copy(update={"staff": STAFF[1:], "places": ()})
        past = g.district().given(STREAM, other).given("teacher:chen", g.teacher(g.ONE))
        past.when(CLAIM).then_refused(errors.StaffUnknownError, school=g.ONE)

    def test_the_other_has_retired_when_the_newcomer_begins(self) -> None:
        ready = self.past(CLAIMED, *APPROVED, announced("retired-chen", "xu"))
        early = admit("retired-chen", "xu", joined_school_on=august(31))
        ready.when(early, at=noon(august(26))).then_refused(
            errors.NoRetirementError, retires_on="2026-09-01", joined_on="2026-08-31"
        )
        decision = ready.when(admit("retired-chen", "xu"), at=noon(august(26))).decision()
        assert decision[0].event == e.NewcomerAdmitted(
            line="retired-chen", teacher="xu", school=g.ONE, channel=e.Channel.REPLACEMENT
        )


class TestApplications:
    def close(self, applicants: int, approval: str | None = None) -> c.CloseApplications:
        return c.CloseApplications(plan=PLAN, line="exam", applicants=applicants, approval=approval)

    @pytest.mark.parametrize(("applicants", "left"), [(100, 3), (9, 3), (8, 2), (2, 0)])
    def test_too_few_applicants_cut_the_places(self, applicants: int, left: int) -> None:
        """Shows places_after."""
        closed = e.ApplicationsClosed(
            line="exam", applicants=applicants, places=left, approval=None
        )
        planned(*APPROVED).when(self.close(applicants)).then(Recorded(STREAM, closed))

    def test_a_document_keeps_the_places(self) -> None:
        closed = e.ApplicationsClosed(
            line="exam", applicants=4, places=3, approval="人社〔2026〕9号"
        )
        planned(*APPROVED).when(self.close(4, "人社〔2026〕9号")).then(Recorded(STREAM, closed))

    def test_without_a_ratio_in_the_pack_nothing_is_cut(self) -> None:
        plain = g.district(pack()).given(STREAM, PLANNED, *APPROVED)
        decision = plain.when(self.close(1)).decision()
        assert decision[0].event == CLOSED.model_copy(update={"applicants": 1})

    def test_applications_are_counted_once_and_for_an_exam_alone(self) -> None:
        planned(*APPROVED, CLOSED).when(self.close(9)).then_refused(
            errors.ApplicationsClosedTwiceError
        )
        talents = self.close(9).model_copy(update={"line": "talents"})
        planned(*APPROVED).when(talents).then_refused(
            errors.ApplicationsClosedTwiceError, channel="talent"
        )

    def test_an_exam_has_its_applicants_counted_before_its_list(self) -> None:
        planned(*APPROVED).when(announce("exam", "xu")).then_refused(errors.ApplicationsOpenError)


class TestTheNotice:
    def test_the_list_is_up_for_seven_days_and_the_first_is_not_counted(self) -> None:
        planned(*APPROVED).when(announce("talents", "xu")).then(
            Recorded(STREAM, announced("talents", "xu"))
        )

    @pytest.mark.parametrize("days", [6, 16])
    def test_a_notice_is_neither_shorter_nor_longer_than_the_pack_says(self, days: int) -> None:
        planned(*APPROVED).when(announce("talents", "xu", days=days)).then_refused(
            errors.NoticeLengthError, least=7, most=15
        )

    @pytest.mark.parametrize("people", [(), ("xu", "he"), ("xu", "xu")])
    def test_no_more_people_are_named_than_there_are_places(self, people: tuple[str, ...]) -> None:
        planned(*APPROVED).when(announce("talents", *people)).then_refused(
            errors.TooManyNewcomersError, named=len(people), left=1
        )

    def test_a_line_is_in_the_plan(self) -> None:
        planned(*APPROVED).when(announce("nobody", "xu")).then_refused(
            errors.LineUnknownError, line="nobody"
        )

    def test_a_changed_list_starts_the_clock_again(self) -> None:
        changed = e.NewcomersAnnounced(
            line="talents", people=("he",), on=august(22), until_on=august(29)
        )
        past = planned(*APPROVED, announced("talents", "xu"), changed)
        past.when(admit("talents", "xu"), at=noon(august(30))).then_refused(
            errors.NotAnnouncedError, teacher="xu"
        )
        past.when(admit("talents", "he"), at=noon(august(26))).then_refused(
            errors.NotAnnouncedError, teacher="he"
        )
        assert past.when(admit("talents", "he"), at=noon(august(30))).decision()


class TestAdmission:
    def past(self) -> Scenario:
        return planned(*APPROVED, announced("talents", "xu"))

    def test_a_newcomer_is_registered_and_personal_values_go_to_the_vault(self) -> None:
        registered = TeacherRegistered(
            school=g.ONE, service_started_on=TERM, joined_school_on=TERM, subject="语文"
        )
        admitted = e.NewcomerAdmitted(
            line="talents", teacher="xu", school=g.ONE, channel=e.Channel.TALENT
        )
        values = (
            ("name", "许宁"),
            ("id_number", "11010519491231002X"),
            ("birth_date", "1949-12-31"),
            ("phone", "19900000000"),
        )
        personal = tuple(Personal(path, "xu", value) for path, value in values)
        self.past().when(admit("talents", "xu"), at=end_of(august(25))).then(
            Recorded(STREAM, admitted), Recorded("teacher:xu", registered, personal)
        )

    def test_nobody_is_admitted_before_the_notice_has_ended(self) -> None:
        last = end_of(august(25)) - timedelta(seconds=1)
        self.past().when(admit("talents", "xu"), at=last).then_refused(
            errors.NotAnnouncedError, teacher="xu", today="2026-08-25"
        )

    def test_nobody_is_admitted_who_was_not_announced(self) -> None:
        planned(*APPROVED, CLOSED).when(admit("exam", "xu"), at=noon(TERM)).then_refused(
            errors.NotAnnouncedError, teacher="xu", until=""
        )

    def test_nobody_is_admitted_beyond_the_places(self) -> None:
        admitted = e.NewcomerAdmitted(
            line="talents", teacher="he", school=g.ONE, channel=e.Channel.TALENT
        )
        past = planned(*APPROVED, announced("talents", "xu"), admitted)
        past.when(admit("talents", "xu"), at=noon(TERM)).then_refused(
            errors.TooManyNewcomersError, left=0
        )

    def test_a_newcomer_joined_the_school_after_entering_service(self) -> None:
        wrong = admit("talents", "xu", joined_school_on=august(30))
        self.past().when(wrong, at=noon(TERM)).then_refused(ServiceDatesError, teacher="xu")

    def test_a_newcomer_goes_into_the_pool_of_a_round(self) -> None:
        desk = Desk(noon(august(26)))
        for stream, event in self.past().history:
            desk.given(stream, event)
        desk.given(g.PLANNED, PlanFrozen(pack_sha256=g.SHA, timetable=TIMETABLE))
        desk.do(admit("talents", "xu"))
        opened = desk.do(
            OpenRound(
                round="r1",
                plan=PLAN,
                stage=Stage.IN_SCHOOL,
                organiser=g.ONE,
                schools=(g.ONE,),
                population=("xu",),
            )
        )
        assert isinstance(opened[0], RecruitmentRoundOpened)
        assert opened[0].population == ("xu",)
        state = desk.find(Intake, PLAN)
        assert state is not None
        assert (state.body, state.lines["talents"].admitted) == ("bureau", ("xu",))
