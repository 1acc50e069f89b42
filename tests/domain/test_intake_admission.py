"""From applications to admission: counted, announced, and admitted when the notice has ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.intake import commands as c
from domain.intake import errors
from domain.intake import events as e
from domain.intake.state import Intake
from domain.kernel import Personal, Recorded
from domain.planning.events import PlanFrozen
from domain.recruitment.commands import OpenRound
from domain.recruitment.events import RecruitmentRoundOpened, Stage
from domain.teacher.errors import ServiceDatesError
from domain.teacher.events import TeacherRegistered
from domain.values.time import end_of
from tests.domain import staffing_given as g
from tests.domain.intake_given import (
    APPROVED,
    CLOSED,
    PLANNED,
    STREAM,
    TERM,
    admit,
    announce,
    announced,
    planned,
)
from tests.domain.planning_given import PLAN, TIMETABLE, august, noon, pack
from tests.support.desk import Desk
from tests.support.scenario import Scenario


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
