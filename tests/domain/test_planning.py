"""How a plan is drafted and consulted about, one example a rule."""

from __future__ import annotations

import pytest

from domain.kernel import AlreadyExistsError, MissingError
from domain.planning import commands as c
from domain.planning import errors
from domain.planning import events as e
from tests.domain.planning_given import (
    MET,
    PACK,
    PLAN,
    REPORTED,
    SCHOOLS,
    SENT,
    SHA,
    TIMETABLE,
    TOWN,
    adopted,
    drafted,
    frozen,
    noon,
    pack,
    voted,
)
from tests.domain.planning_steps import (
    CONSULTED,
    JULY,
    JUNE,
    SECOND,
    STREAM,
    done,
    draft,
    fold,
    plan,
    revise,
    town,
)
from tests.support.scenario import Scenario


class TestDrafting:
    def test_a_draft_carries_its_pack_and_the_digest_of_it(self) -> None:
        town().when(draft(), at=noon(JUNE)).then(done(drafted()))

    def test_a_plan_is_drafted_once(self) -> None:
        town().given(STREAM, drafted()).when(draft()).then_refused(AlreadyExistsError)

    def test_a_plan_names_registered_schools_only(self) -> None:
        Scenario().when(draft()).then_refused(MissingError, kind="school", key=SCHOOLS[0])

    @pytest.mark.parametrize("schools", [(), ("school-1", "school-1")])
    def test_a_plan_names_its_schools_each_once(self, schools: tuple[str, ...]) -> None:
        town().when(draft(schools=schools)).then_refused(
            errors.SchoolsNotNamedError, named=len(schools)
        )

    def test_no_congress_is_asked_about_a_pack_that_contradicts_itself(self) -> None:
        twice = pack(tie_chain={"keys": [{"key": "service"}, {"key": "interview"}]})
        same = twice.tie_chain.keys[0]
        chain = twice.tie_chain.model_copy(update={"keys": (same, same)})
        unsound = twice.model_copy(update={"tie_chain": chain, "version": 2})
        town().when(draft(pack=unsound)).then_refused(
            errors.PackRefusedError, where="tie_chain.keys.1"
        )
        plan(drafted(), *CONSULTED).when(revise(pack=unsound), at=noon(JULY)).then_refused(
            errors.PackRefusedError, where="tie_chain.keys.1"
        )

    def test_a_plan_says_what_it_rests_on(self) -> None:
        town().when(draft(basis_docs=())).then_refused(errors.BasisMissingError)


class TestConsultation:
    def test_the_draft_goes_to_all_staff(self) -> None:
        sending = c.SendDraftToAllStaff(plan=PLAN, staff=380, reached=380)
        plan(drafted()).when(sending, at=noon(JUNE)).then(done(SENT))

    @pytest.mark.parametrize(("staff", "reached"), [(380, 379), (380, 381), (0, 0)])
    def test_a_draft_that_did_not_reach_everyone_was_not_sent(
        self, staff: int, reached: int
    ) -> None:
        sending = c.SendDraftToAllStaff(plan=PLAN, staff=staff, reached=reached)
        plan(drafted()).when(sending).then_refused(
            errors.NotEveryoneReachedError, staff=staff, reached=reached
        )

    def test_a_draft_is_sent_once(self) -> None:
        sending = c.SendDraftToAllStaff(plan=PLAN, staff=380, reached=380)
        plan(drafted(), SENT).when(sending).then_refused(
            errors.AlreadySentError, sent_on="2026-06-20"
        )

    def test_the_heads_of_all_schools_discuss_the_draft(self) -> None:
        meeting = c.HoldPrincipalsMeeting(plan=PLAN, schools_present=SCHOOLS, on=MET.on)
        plan(drafted()).when(meeting, at=noon(JUNE)).then(done(MET))

    def test_a_meeting_without_one_head_does_not_count(self) -> None:
        meeting = c.HoldPrincipalsMeeting(plan=PLAN, schools_present=SCHOOLS[1:], on=MET.on)
        plan(drafted()).when(meeting).then_refused(
            errors.PrincipalsMissingError, missing="school-1", count=1
        )

    def test_heads_of_other_schools_do_not_belong_to_the_meeting(self) -> None:
        present = (*SCHOOLS, "school-9")
        meeting = c.HoldPrincipalsMeeting(plan=PLAN, schools_present=present, on=MET.on)
        plan(drafted()).when(meeting).then_refused(errors.SchoolUnknownError, school="school-9")

    def test_a_meeting_is_not_recorded_before_its_day(self) -> None:
        meeting = c.HoldPrincipalsMeeting(plan=PLAN, schools_present=SCHOOLS, on=JULY)
        plan(drafted()).when(meeting, at=noon(JUNE)).then_refused(
            errors.DateInFutureError, on="2026-07-01", today="2026-06-20"
        )

    def test_every_school_reports_what_its_staff_said(self) -> None:
        report = c.ReportOpinions(plan=PLAN, school="school-1", staff_heard=30, opinions=2)
        plan(drafted(), SENT).when(report).then(done(REPORTED[0]))

    def test_nobody_reports_on_a_draft_that_was_not_sent(self) -> None:
        report = c.ReportOpinions(plan=PLAN, school="school-1", staff_heard=30, opinions=2)
        plan(drafted(), MET).when(report).then_refused(errors.DraftNotSentError)

    def test_a_school_reports_once(self) -> None:
        report = c.ReportOpinions(plan=PLAN, school="school-1", staff_heard=30, opinions=2)
        plan(drafted(), SENT, REPORTED[0]).when(report).then_refused(
            errors.OpinionsReportedTwiceError, school="school-1"
        )

    def test_a_school_that_heard_nobody_has_not_consulted(self) -> None:
        report = c.ReportOpinions(plan=PLAN, school="school-1", staff_heard=0, opinions=0)
        plan(drafted(), SENT).when(report).then_refused(errors.NobodyHeardError)

    def test_a_school_outside_the_plan_does_not_report(self) -> None:
        report = c.ReportOpinions(plan=PLAN, school="school-9", staff_heard=3, opinions=0)
        plan(drafted(), SENT).when(report).then_refused(
            errors.SchoolUnknownError, school="school-9"
        )

    def test_the_draft_is_revised_after_all_opinions_are_in(self) -> None:
        revised = e.DraftRevised(
            pack_sha256=SECOND.sha256(), pack=SECOND, timetable=TIMETABLE, opinions_adopted=3
        )
        plan(drafted(), *CONSULTED).when(revise()).then(done(revised))

    def test_the_draft_is_not_revised_under_those_who_still_discuss_it(self) -> None:
        plan(drafted(), MET, SENT, *REPORTED[:2]).when(revise()).then_refused(
            errors.OpinionsMissingError, missing="school-3", count=1
        )

    def test_no_more_opinions_are_adopted_than_were_reported(self) -> None:
        plan(drafted(), *CONSULTED).when(revise(opinions_adopted=7)).then_refused(
            errors.OpinionsAdoptedError, adopted=7, reported=6
        )

    def test_all_opinions_may_be_adopted(self) -> None:
        revised = e.DraftRevised(
            pack_sha256=SECOND.sha256(), pack=SECOND, timetable=TIMETABLE, opinions_adopted=6
        )
        plan(drafted(), *CONSULTED).when(revise(opinions_adopted=6)).then(done(revised))

    def test_a_revision_changes_something(self) -> None:
        plan(drafted(), *CONSULTED).when(revise(pack=PACK)).then_refused(errors.NothingRevisedError)

    def test_an_adopted_plan_is_not_consulted_about_again(self) -> None:
        plan(drafted(), *CONSULTED, voted(), adopted()).when(revise()).then_refused(
            errors.AlreadyAdoptedError, adopted_on="2026-07-02"
        )


def test_no_command_but_the_first_finds_a_plan_that_was_not_drafted() -> None:
    Scenario().when(c.FreezePlan(plan=PLAN)).then_refused(MissingError, kind="plan", key=PLAN)


def test_a_draft_has_no_pack_in_force() -> None:
    state = fold(drafted())
    assert (state.pack_in_force, state.frozen, state.body) == (None, False, TOWN)


def test_the_state_of_a_frozen_plan_names_what_is_frozen() -> None:
    state = fold(*frozen())
    assert (state.frozen, state.frozen_pack_sha256, state.pack_in_force) == (True, SHA, PACK)
    assert state.schools_to_report == ()


@pytest.mark.parametrize("event", frozen(), ids=lambda event: event.TOPIC)
def test_every_event_of_a_plan_is_read_back_as_it_was_written(event: e.PlanEvent) -> None:
    assert type(event).model_validate_json(event.model_dump_json()) == event
