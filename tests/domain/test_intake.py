"""The plan of intake: within vacant quota, approved, one newcomer for every retirement."""

from __future__ import annotations

import pytest

from domain.intake import commands as c
from domain.intake import errors
from domain.intake import events as e
from domain.intake.state import Replacement
from domain.kernel import AlreadyExistsError, Recorded
from tests.domain import staffing_given as g
from tests.domain.intake_given import (
    APPROVED,
    EXAM,
    INTAKE,
    PLANNED,
    STAFF,
    STREAM,
    TALENTS,
    TERM,
    admit,
    announce,
    announced,
    places,
    planned,
)
from tests.domain.planning_given import PLAN, august, noon
from tests.support.desk import Desk
from tests.support.scenario import Scenario

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


def intake(**changes: object) -> c.PlanIntake:
    return INTAKE.model_copy(update=changes)


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
