"""How a plan comes into force, one example a rule."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import AlreadyExistsError, DomainError, MissingError, Recorded
from domain.planning import commands as c
from domain.planning import errors
from domain.planning import events as e
from domain.planning.state import Plan, evolve
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
    august,
    drafted,
    frozen,
    noon,
    pack,
    quota,
    registered_school,
    voted,
)
from tests.support.scenario import Scenario

STREAM = f"plan:{PLAN}"
JUNE, JULY = date(2026, 6, 20), date(2026, 7, 1)
CONSULTED = (MET, SENT, *REPORTED)
SECOND = pack(version=2, committee_signers=5)


def plan(*events: e.PlanEvent) -> Scenario:
    return Scenario().given(STREAM, *events)


def done(event: e.PlanEvent) -> Recorded:
    return Recorded(STREAM, event)


def vote(sha256: str = SHA, **changes: object) -> c.RecordCongressVote:
    whole: dict[str, object] = {
        "plan": PLAN,
        "pack_sha256": sha256,
        "delegates": 47,
        "present": 45,
        "in_favour": 40,
        "against": 5,
        "abstained": 0,
        "on": JULY,
    }
    return c.RecordCongressVote.model_validate({**whole, **changes})


def draft(**changes: object) -> c.DraftPlan:
    whole: dict[str, object] = {
        "plan": PLAN,
        "body": TOWN,
        "title": "2026年竞聘上岗实施方案",
        "school_year": "2026-2027",
        "basis_docs": ("教人〔2026〕1号",),
        "schools": SCHOOLS,
        "pack": PACK,
        "timetable": TIMETABLE,
    }
    return c.DraftPlan.model_validate({**whole, **changes})


def town() -> Scenario:
    scenario = Scenario()
    for school in SCHOOLS:
        scenario = scenario.given(f"school:{school}", registered_school())
    return scenario


def revise(**changes: object) -> c.ReviseDraft:
    whole: dict[str, object] = {
        "plan": PLAN,
        "pack": SECOND,
        "timetable": TIMETABLE,
        "opinions_adopted": 3,
    }
    return c.ReviseDraft.model_validate({**whole, **changes})


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


class TestCongress:
    def test_the_congress_passes_a_plan_by_a_majority_of_all_delegates(self) -> None:
        plan(drafted(), *CONSULTED).when(vote(), at=noon(JULY)).then(done(voted()))

    def test_t23_with_31_of_47_delegates_present_there_was_no_valid_vote(self) -> None:
        voting = vote(present=31, in_favour=31, against=0)
        plan(drafted(), *CONSULTED).when(voting).then_refused(
            errors.QuorumMissedError, delegates=47, present=31, required=32
        )

    def test_t23_with_32_of_47_delegates_present_the_vote_is_valid(self) -> None:
        voting = vote(present=32, in_favour=24, against=8)
        carried = voted().model_copy(update={"present": 32, "in_favour": 24, "against": 8})
        plan(drafted(), *CONSULTED).when(voting).then(done(carried))

    def test_a_majority_of_those_present_is_not_a_majority_of_all(self) -> None:
        voting = vote(present=32, in_favour=23, against=9)
        lost = voted(passed=False).model_copy(update={"present": 32, "in_favour": 23, "against": 9})
        plan(drafted(), *CONSULTED).when(voting).then(done(lost))

    def test_a_congress_without_delegates_decides_nothing(self) -> None:
        voting = vote(delegates=0, present=0, in_favour=0, against=0)
        plan(drafted(), *CONSULTED).when(voting).then_refused(errors.QuorumMissedError, delegates=0)

    @pytest.mark.parametrize(
        "changes",
        [{"abstained": 1}, {"against": 4}, {"present": 48, "against": 8}],
    )
    def test_votes_and_delegates_add_up(self, changes: dict[str, object]) -> None:
        plan(drafted(), *CONSULTED).when(vote(**changes)).then_refused(
            errors.VotesDoNotAddUpError, delegates=47
        )

    @pytest.mark.parametrize(
        ("past", "refusal"),
        [
            ((MET, *REPORTED), errors.DraftNotSentError),
            ((SENT, *REPORTED), errors.MeetingMissingError),
            ((MET, SENT, *REPORTED[1:]), errors.OpinionsMissingError),
        ],
    )
    def test_the_congress_votes_after_the_consultation(
        self, past: tuple[e.PlanEvent, ...], refusal: type[DomainError]
    ) -> None:
        plan(drafted(), *past).when(vote()).then_refused(refusal)

    def test_a_vote_before_the_draft_was_sent_was_on_something_else(self) -> None:
        plan(drafted(), *CONSULTED).when(vote(on=date(2026, 6, 19))).then_refused(
            errors.DraftNotSentError, sent_on="2026-06-20", on="2026-06-19"
        )

    def test_the_congress_may_vote_on_the_day_on_which_the_draft_was_sent(self) -> None:
        carried = voted().model_copy(update={"on": JUNE})
        plan(drafted(), *CONSULTED).when(vote(on=JUNE)).then(done(carried))

    def test_a_vote_is_not_recorded_before_its_day(self) -> None:
        plan(drafted(), *CONSULTED).when(vote(), at=noon(JUNE)).then_refused(
            errors.DateInFutureError
        )

    def test_the_congress_votes_on_the_draft_and_no_other_text(self) -> None:
        plan(drafted(), *CONSULTED).when(vote(SECOND.sha256())).then_refused(
            errors.OtherPackError, named=SECOND.sha256(), draft=SHA
        )

    def test_a_draft_that_lost_is_not_put_to_the_vote_again_unrevised(self) -> None:
        lost = voted(in_favour=20, passed=False)
        plan(drafted(), *CONSULTED, lost).when(vote()).then_refused(
            errors.DraftLostError, pack_sha256=SHA
        )

    def test_a_revised_draft_is_put_to_a_new_vote(self) -> None:
        lost = voted(in_favour=20, passed=False)
        revised = e.DraftRevised(
            pack_sha256=SECOND.sha256(), pack=SECOND, timetable=TIMETABLE, opinions_adopted=0
        )
        plan(drafted(), *CONSULTED, lost, revised).when(vote(SECOND.sha256())).then(
            done(voted(SECOND.sha256()))
        )

    def test_a_vote_that_was_won_stands(self) -> None:
        plan(drafted(), *CONSULTED, voted()).when(vote()).then_refused(errors.AlreadyPassedError)

    def test_a_draft_cannot_loosen_the_rules_of_the_vote_on_an_amendment(self) -> None:
        half = pack(version=2, congress={"majority": "half_or_more"})
        voting = vote(half.sha256(), delegates=48, present=48, in_favour=24, against=24)
        lost = voted(half.sha256(), passed=False).model_copy(
            update={"delegates": 48, "present": 48, "in_favour": 24, "against": 24}
        )
        plan(*frozen()).when(voting).then(done(lost))


class TestAdoption:
    ADOPT = c.AdoptPlan(plan=PLAN, pack_sha256=SHA)

    def test_what_the_congress_passed_comes_into_force(self) -> None:
        plan(drafted(), *CONSULTED, voted()).when(self.ADOPT, at=noon(date(2026, 7, 2))).then(
            done(adopted())
        )

    @pytest.mark.parametrize("votes", [(), (voted(in_favour=20, passed=False),)])
    def test_without_a_passed_vote_no_plan_is_in_force(
        self, votes: tuple[e.PlanEvent, ...]
    ) -> None:
        plan(drafted(), *CONSULTED, *votes).when(self.ADOPT).then_refused(
            errors.VoteMissingError, pack_sha256=SHA
        )

    def test_a_draft_revised_after_its_vote_needs_a_new_one(self) -> None:
        later = TIMETABLE.model_copy(update={"cutoff_on": august(29)})
        revised = e.DraftRevised(pack_sha256=SHA, pack=PACK, timetable=later, opinions_adopted=0)
        plan(drafted(), *CONSULTED, voted(), revised).when(self.ADOPT).then_refused(
            errors.VoteMissingError, pack_sha256=SHA
        )

    def test_who_adopts_names_the_draft_that_was_passed(self) -> None:
        other = c.AdoptPlan(plan=PLAN, pack_sha256=SECOND.sha256())
        plan(drafted(), *CONSULTED, voted()).when(other).then_refused(
            errors.OtherPackError, named=SECOND.sha256(), draft=SHA
        )

    def test_a_plan_is_adopted_once(self) -> None:
        plan(drafted(), *CONSULTED, voted(), adopted()).when(self.ADOPT).then_refused(
            errors.AlreadyAdoptedError
        )


class TestFreezing:
    FREEZE = c.FreezePlan(plan=PLAN)
    FROZEN = done(e.PlanFrozen(pack_sha256=SHA, timetable=TIMETABLE))

    def ready(self, *, on: date = date(2026, 7, 2)) -> Scenario:
        past = plan(drafted(), *CONSULTED, voted(), adopted(on=on))
        return past.given(f"quota:{PLAN}", *quota())

    def test_pack_and_timetable_are_fixed_before_the_first_bid(self) -> None:
        self.ready().when(self.FREEZE, at=noon(august(20))).then(self.FROZEN)

    def test_a_plan_is_frozen_once(self) -> None:
        plan(*frozen()).when(self.FREEZE).then_refused(errors.AlreadyFrozenError, pack_sha256=SHA)

    def test_only_what_is_in_force_is_frozen(self) -> None:
        plan(drafted(), *CONSULTED, voted()).when(self.FREEZE).then_refused(errors.NotAdoptedError)

    def test_no_plan_is_frozen_without_a_quota(self) -> None:
        plan(drafted(), *CONSULTED, voted(), adopted()).when(self.FREEZE).then_refused(
            errors.QuotaNotFiledError
        )

    def test_the_quota_is_filed_with_both_offices_first(self) -> None:
        past = plan(drafted(), *CONSULTED, voted(), adopted())
        past.given(f"quota:{PLAN}", *quota(filed=False)).when(self.FREEZE).then_refused(
            errors.QuotaNotFiledError
        )

    def test_every_school_of_the_plan_has_its_share(self) -> None:
        past = plan(drafted(), *CONSULTED, voted(), adopted())
        past.given(f"quota:{PLAN}", *quota(SCHOOLS[:2])).when(self.FREEZE).then_refused(
            errors.SchoolsWithoutShareError, missing="school-3", count=1
        )

    def test_t18_a_plan_whose_notice_does_not_fit_is_not_frozen(self) -> None:
        strict = pack(notice={"mode": "before_term"})
        tight = TIMETABLE.model_copy(update={"notice_on": august(25)})
        past = plan(
            drafted(strict, tight), *CONSULTED, voted(strict.sha256()), adopted(strict.sha256())
        )
        past.given(f"quota:{PLAN}", *quota()).when(self.FREEZE).then_refused(
            errors.NoticeDoesNotFitError,
            last_day="2026-09-01",
            earliest_final_day="2026-09-02",
            deadline="2026-08-28",
        )

    def test_a_plan_adopted_on_the_day_of_the_kickoff_is_in_time(self) -> None:
        self.ready(on=august(18)).when(self.FREEZE, at=noon(august(18))).then(self.FROZEN)

    def test_a_plan_adopted_after_the_kickoff_came_too_late(self) -> None:
        self.ready(on=august(19)).when(self.FREEZE, at=noon(august(19))).then_refused(
            errors.AdoptedAfterKickoffError, adopted_on="2026-08-19", kickoff_on="2026-08-18"
        )

    def test_rules_are_not_frozen_after_bidding_began(self) -> None:
        self.ready().when(self.FREEZE, at=noon(august(21))).then_refused(
            errors.FrozenTooLateError, today="2026-08-21", intents_from_on="2026-08-20"
        )


class TestAmendment:
    AMEND = c.AmendPack(plan=PLAN, pack=SECOND, reason="增加聘任委员会签署人数")

    def test_an_amended_pack_is_for_rounds_that_open_later(self) -> None:
        amended = e.PackAmended(
            pack_sha256=SECOND.sha256(), pack=SECOND, reason="增加聘任委员会签署人数"
        )
        plan(*frozen(), voted(SECOND.sha256())).when(self.AMEND).then(done(amended))
        state = fold(*frozen(), amended)
        assert state.pack_in_force == SECOND
        assert state.frozen_pack_sha256 == SHA
        assert state.packs[SHA] == PACK

    def test_an_amendment_needs_a_vote_on_exactly_that_pack(self) -> None:
        plan(*frozen()).when(self.AMEND).then_refused(
            errors.VoteMissingError, pack_sha256=SECOND.sha256()
        )

    def test_before_the_plan_is_frozen_the_draft_is_revised_instead(self) -> None:
        plan(drafted()).when(self.AMEND).then_refused(errors.NotFrozenError)

    @pytest.mark.parametrize("changes", [{"version": 1}, {"version": 2, "id": "other"}])
    def test_an_amendment_is_a_later_version_of_the_same_pack(
        self, changes: dict[str, object]
    ) -> None:
        amend = c.AmendPack(plan=PLAN, pack=pack(**changes), reason="修订")
        plan(*frozen()).when(amend).then_refused(errors.PackVersionError, version_in_force=1)


def fold(*events: e.PlanEvent) -> Plan:
    state: Plan | None = None
    for event in events:
        state = evolve(state, event)
    assert state is not None
    return state


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
