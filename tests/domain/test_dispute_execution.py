"""Carrying a decision out: compensating events in one act, and nothing erased."""

from __future__ import annotations

from datetime import date

import pytest

from domain.decisions import decide
from domain.dispute import commands as c
from domain.dispute import errors
from domain.dispute import events as e
from domain.dispute import remedies as r
from domain.dispute.channels import ChannelKind
from domain.dispute.execution import After
from domain.dispute.matters import MatterKind
from domain.dispute.state import Stage
from domain.kernel import DomainEvent, MissingError
from domain.mandate.events import BodyKind, BodyRegistered
from domain.mandate.state import Body
from domain.notice import errors as notice_errors
from domain.notice import events as n
from domain.notice.commands import EndNoticePeriod, FileObjection, PublishNotice
from domain.notice.state import Notice, Standing
from domain.planning import commands as planning
from domain.planning import errors as planning_errors
from domain.planning.events import AdoptionVoided
from domain.planning.state import Plan
from domain.recruitment import commands as rc
from domain.recruitment import errors as round_errors
from domain.recruitment import events as re
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.facts import Amount
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.planning_given import PACK, noon
from tests.support.desk import Desk

AFTER = date(2026, 9, 2)
"""The first day on which the list may be final."""
REVOKE = r.RevokeAppointment(round=town.ROUND, teacher="a1")
CORRECT = r.CorrectScore(
    round=town.ROUND,
    bidder="a2",
    item="service",
    fact=Amount(amount_milli=30_000),
    evidence="人事档案",
)
VOID_MARK = r.VoidMark(round=town.ROUND, judge="j1", bidder="a1", item="interview")
LIST = d.matter(MatterKind.PUBLIC_LIST, notice_ends_on=date(2026, 9, 1), against="a1")
ROUND_STREAM = f"recruitment-round:{town.ROUND}"


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


def finalised(desk: Desk) -> Desk:
    desk.at = noon(AFTER)
    desk.do(
        EndNoticePeriod(notice=town.ROUND),
        rc.FinaliseRound(round=town.ROUND, notice=town.ROUND),
    )
    return desk


def topics(events: list[DomainEvent]) -> list[str]:
    return [event.TOPIC for event in events]


def ordered(desk: Desk, *remedies: r.Remedy, outcome: r.Outcome = r.Outcome.REVOKE) -> Desk:
    """Bring a complaint that came the day after the notice up to its service."""
    about = d.matter(notice_ends_on=date(2026, 9, 1), against="a1")
    return _through(desk, d.receive(about=about, contested=ROUND_STREAM), remedies, outcome)


def _through(
    desk: Desk,
    command: c.ReceiveCase,
    remedies: tuple[r.Remedy, ...],
    outcome: r.Outcome,
) -> Desk:
    d.admitted(desk, command)
    d.investigate(desk)
    desk.do(d.decide(outcome, *remedies), d.SERVE)
    return desk


class TestObjections:
    """A case about a list that is up is an objection in its notice."""

    OBJECT = d.receive(ChannelKind.OBJECTION, about=LIST, contested=f"notice:{town.ROUND}")

    def test_it_blocks_the_list_from_the_moment_of_receipt(self, desk: Desk) -> None:
        received, filed = desk.do(self.OBJECT)
        assert isinstance(received, e.CaseReceived)
        assert filed == n.ObjectionFiled(
            objection=d.CASE, objector="a2", against="a1", blocking=True
        )
        assert d.case_of(desk).blocks_finalisation
        assert not d.case_of(desk).suspends_execution
        desk.at = noon(AFTER)
        end = EndNoticePeriod(notice=town.ROUND)
        desk.refuses(end, notice_errors.ObjectionBlocksError, objections=d.CASE)

    @pytest.mark.parametrize("outcome", [r.Outcome.REJECT, r.Outcome.UPHOLD])
    def test_one_that_is_rejected_frees_the_list(self, desk: Desk, outcome: r.Outcome) -> None:
        d.admitted(desk, self.OBJECT)
        d.investigate(desk)
        _decided, settled = desk.do(d.decide(outcome))
        assert isinstance(settled, n.ObjectionRejected)
        assert not d.case_of(desk).blocks_finalisation
        finalised(desk)

    def test_one_that_is_upheld_condemns_the_list_until_it_changes(self, desk: Desk) -> None:
        d.admitted(desk, self.OBJECT)
        d.investigate(desk)
        _decided, settled = desk.do(d.decide(r.Outcome.REVOKE, REVOKE))
        assert isinstance(settled, n.ObjectionUpheld)
        desk.at = noon(AFTER)
        end = EndNoticePeriod(notice=town.ROUND)
        desk.refuses(end, notice_errors.ListCondemnedError)

    @pytest.mark.parametrize(
        "ending",
        [c.WithdrawCase(case=d.CASE, by="a2"), c.DeclareInadmissible(case=d.CASE)],
        ids=["withdrawn", "inadmissible"],
    )
    def test_one_that_is_withdrawn_or_turned_away_frees_the_list(
        self, desk: Desk, ending: c.WithdrawCase | c.DeclareInadmissible
    ) -> None:
        wrong_body = self.OBJECT.model_copy(update={"body": d.HR})
        desk.do(wrong_body, ending)
        finalised(desk)

    def test_the_issuer_of_the_list_does_not_decide_the_objection(self, desk: Desk) -> None:
        own = self.OBJECT.model_copy(update={"body": "school-1"})
        desk.do(own)
        desk.refuses(c.AdmitCase(case=d.CASE), errors.OwnDecisionError, body="school-1")

    def test_one_that_comes_too_late_is_received_and_turned_away_and_blocks_nothing(
        self, desk: Desk
    ) -> None:
        finalised(desk)
        (received,) = desk.do(self.OBJECT)
        assert isinstance(received, e.CaseReceived)
        desk.refuses(c.AdmitCase(case=d.CASE), errors.NotAdmissibleError, reasons="out_of_time")
        (event,) = desk.do(c.DeclareInadmissible(case=d.CASE))
        assert isinstance(event, e.CaseDeclaredInadmissible)
        assert ChannelKind.INTERNAL in event.elsewhere

    def test_another_objection_to_the_notice_is_left_to_its_own_case(self, desk: Desk) -> None:
        """Shows file."""
        other = FileObjection(
            notice=town.ROUND, objection="o-9", objector="a3", against="a1", text="无"
        )
        desk.do(other)
        d.admitted(desk, self.OBJECT)
        d.investigate(desk)
        desk.do(d.decide(r.Outcome.REJECT))
        notice = desk.find(Notice, town.ROUND)
        assert notice is not None
        assert notice.blocking == ("o-9",)


class TestRevokedAppointment:
    def test_round_school_teacher_and_notice_move_together_in_one_act(self, desk: Desk) -> None:
        ordered(desk, REVOKE)
        before = list(desk.history)
        events = desk.do(d.EXECUTE)
        assert topics(events) == [
            "notice.notice-withdrawn.v1",
            "recruitment.appointment-revoked.v1",
            "teacher.post-left.v1",
            "school.seat-freed.v1",
            "school.seat-freed.v1",
            "recruitment.unplaced-revoked.v1",
            "dispute.case-executed.v1",
        ]
        assert desk.history[: len(before)] == before, "nothing is erased"
        teacher = desk.find(Teacher, "a1")
        school = desk.find(School, "school-1")
        assert teacher is not None
        assert teacher.holds is None
        assert school is not None
        assert school.holders(town.MATHS) == ()

    def test_the_revocation_cites_the_case_as_its_authority(self, desk: Desk) -> None:
        ordered(desk, REVOKE)
        revoked = desk.do(d.EXECUTE)[1]
        assert isinstance(revoked, re.AppointmentRevoked)
        assert d.CASE in revoked.authority

    def test_a_final_round_is_reopened_and_ends_again_after_a_new_notice(self, desk: Desk) -> None:
        finalised(desk)
        ordered(desk, REVOKE, CORRECT)
        events = desk.do(d.EXECUTE)
        assert topics(events)[:2] == [
            "recruitment.round-reopened.v1",
            "notice.notice-withdrawn.v1",
        ]
        desk.do(
            town.offer("a2", town.wish(town.MATHS)),
            town.accept("a2"),
            rc.LeaveUnplaced(round=town.ROUND, teacher="a1"),
            town.serve("a1"),
            rc.CloseSelection(round=town.ROUND),
        )
        desk.do(
            PublishNotice(
                round=town.ROUND,
                entries=town.round_of(desk).notice_entries(),
                working_days=5,
                contact=town.CONTACT,
            ),
        )
        desk.at = noon(date(2026, 9, 10))
        desk.do(
            EndNoticePeriod(notice=town.ROUND),
            rc.FinaliseRound(round=town.ROUND, notice=town.ROUND),
        )
        assert town.round_of(desk).finalised

    def test_the_same_remedy_is_not_carried_out_twice(self, desk: Desk) -> None:
        ordered(desk, REVOKE)
        desk.do(d.EXECUTE)
        desk.refuses(d.EXECUTE, errors.StageError, stage="executed")

    def test_a_remedy_that_names_what_is_not_there_carries_nothing_out(self, desk: Desk) -> None:
        wrong = REVOKE.model_copy(update={"teacher": "a2"})
        ordered(desk, CORRECT, wrong)
        desk.refuses(d.EXECUTE, round_errors.NotAppointedError, teacher="a2")
        assert d.case_of(desk).stage is Stage.SERVED

    def test_a_round_that_nobody_opened_is_not_changed(self, desk: Desk) -> None:
        ordered(desk, REVOKE.model_copy(update={"round": "r9"}))
        desk.refuses(d.EXECUTE, MissingError, key="r9")


class TestScores:
    def test_t45_a_correction_after_publicity_brings_a_new_ranking_and_takes_the_notice_down(
        self, desk: Desk
    ) -> None:
        ordered(desk, CORRECT, outcome=r.Outcome.REVOKE)
        events = desk.do(d.EXECUTE)
        assert topics(events) == [
            "notice.notice-withdrawn.v1",
            "recruitment.score-corrected.v1",
            "recruitment.ranking-computed.v1",
            "dispute.case-executed.v1",
        ]
        round_ = town.round_of(desk)
        assert round_.ranking["a2"].total_milli == 85_000
        assert round_.ranking_stands
        notice = desk.find(Notice, town.ROUND)
        assert notice is not None
        assert notice.standing is Standing.WITHDRAWN

    def test_t45_a_correction_before_the_lock_needs_no_ranking(self) -> None:
        early = d.offices(town.opened())
        early.do(
            town.intent("a2", town.wish(town.MATHS)),
            rc.QualifyBidder(round=town.ROUND, teacher="a2"),
            town.service("a2"),
        )
        early.at = noon(d.KNOWN)
        ordered(early, CORRECT)
        assert topics(early.do(d.EXECUTE)) == [
            "recruitment.score-corrected.v1",
            "dispute.case-executed.v1",
        ]

    def test_the_mark_of_a_judge_who_should_have_withdrawn_counts_no_more(self, desk: Desk) -> None:
        self._second_judge(desk)
        ordered(desk, VOID_MARK)
        events = desk.do(d.EXECUTE)
        assert topics(events)[1:3] == [
            "recruitment.mark-voided.v1",
            "recruitment.ranking-computed.v1",
        ]
        bidder = town.round_of(desk).bidders["a1"]
        assert bidder.marks == {"interview": {"j2": 40_000}}
        voided = events[1]
        assert isinstance(voided, re.MarkVoided)
        assert voided.after_lock

    def _second_judge(self, desk: Desk) -> None:
        """Let a second judge have marked a1, as happened before the lock."""
        marked = re.JudgeMarked(judge="j2", bidder="a1", item="interview", mark_milli=40_000)
        desk.given(ROUND_STREAM, marked)

    def test_where_no_mark_is_left_another_judge_marks_before_the_ranking_is_computed(
        self, desk: Desk
    ) -> None:
        ordered(desk, VOID_MARK)
        events = desk.do(d.EXECUTE)
        assert "recruitment.ranking-computed.v1" not in topics(events)
        other = town.interview("a1", 60_000).model_copy(update={"judge": "j2"})
        desk.do(other, rc.ComputeRanking(round=town.ROUND))
        assert town.round_of(desk).ranking_stands
        third = other.model_copy(update={"judge": "j3"})
        desk.refuses(third, round_errors.ScoresLockedError)

    def test_a_mark_that_was_not_given_is_not_voided(self, desk: Desk) -> None:
        ordered(desk, VOID_MARK.model_copy(update={"judge": "j9"}))
        desk.refuses(d.EXECUTE, round_errors.FactUnknownError, judge="j9")

    def test_a_ranking_is_computed_anew_where_that_is_all_that_is_ordered(self, desk: Desk) -> None:
        ordered(desk, r.RankAnew(round=town.ROUND))
        assert topics(desk.do(d.EXECUTE))[1:2] == ["recruitment.ranking-computed.v1"]


class TestVoided:
    def test_t25_with_a_voided_round_everybody_goes_back_to_where_she_was(self, desk: Desk) -> None:
        ordered(desk, r.VoidRound(round=town.ROUND))
        events = desk.do(d.EXECUTE)
        assert topics(events).count("recruitment.appointment-revoked.v1") == 2
        assert topics(events)[-2:] == ["recruitment.round-voided.v1", "dispute.case-executed.v1"]
        for person in town.ALL:
            teacher = desk.find(Teacher, person)
            assert teacher is not None
            assert teacher.holds is None

    def test_nothing_goes_on_in_a_voided_round(self, desk: Desk) -> None:
        ordered(desk, r.VoidRound(round=town.ROUND))
        desk.do(d.EXECUTE)
        compute = rc.ComputeRanking(round=town.ROUND)
        desk.refuses(compute, round_errors.RoundVoidedError, organiser="school-1")
        assert not town.round_of(desk).finalised

    @pytest.mark.parametrize("again", [r.VoidRound(round=town.ROUND), CORRECT])
    def test_nor_is_it_voided_or_corrected_again(self, desk: Desk, again: r.Remedy) -> None:
        ordered(desk, r.VoidRound(round=town.ROUND), again)
        desk.refuses(d.EXECUTE, round_errors.RoundVoidedError)

    def test_t25_a_plan_whose_adoption_is_voided_goes_back_to_the_vote(self, desk: Desk) -> None:
        ordered(desk, r.VoidAdoption(plan=town.PLAN))
        voided = desk.do(d.EXECUTE)[0]
        assert voided == AdoptionVoided(case=d.CASE, on=d.KNOWN)
        plan = desk.find(Plan, town.PLAN)
        assert plan is not None
        assert (plan.frozen, plan.pack_in_force, plan.adopted_on) == (False, None, None)
        adopt = planning.AdoptPlan(plan=town.PLAN, pack_sha256=PACK.sha256())
        desk.refuses(adopt, planning_errors.VoteMissingError)
        opening = town.OPEN.model_copy(update={"round": "r5"})
        desk.refuses(opening, round_errors.PlanNotFrozenError)

    def test_a_plan_that_was_never_adopted_has_no_adoption_to_void(self, desk: Desk) -> None:
        ordered(desk, r.VoidAdoption(plan=town.PLAN), r.VoidAdoption(plan=town.PLAN))
        desk.refuses(d.EXECUTE, planning_errors.NotAdoptedError)

    def test_a_notice_is_withdrawn_by_order_and_may_go_up_again(self, desk: Desk) -> None:
        ordered(desk, r.WithdrawNotice(notice=town.ROUND), outcome=r.Outcome.REVOKE)
        withdrawn = desk.do(d.EXECUTE)[0]
        assert isinstance(withdrawn, n.NoticeWithdrawn)
        town.publish(desk)

    def test_a_notice_that_is_withdrawn_already_stays_so(self, desk: Desk) -> None:
        twice = r.WithdrawNotice(notice=town.ROUND)
        ordered(desk, twice, twice)
        assert topics(desk.do(d.EXECUTE)).count("notice.notice-withdrawn.v1") == 1


def test_a_replay_of_all_events_gives_the_same_states(desk: Desk) -> None:
    finalised(desk)
    ordered(desk, REVOKE, CORRECT)
    desk.do(d.EXECUTE)
    assert desk.replayed() == desk.states


def test_deciding_to_execute_changes_no_state_before_it_is_recorded(desk: Desk) -> None:
    ordered(desk, REVOKE, CORRECT)
    before = dict(desk.states)
    assert decide(desk, d.EXECUTE, at=desk.at) == decide(desk, d.EXECUTE, at=desk.at)
    assert desk.states == before


def test_states_after_events_of_an_act_answer_as_the_ledger_would(desk: Desk) -> None:
    hands = d.Hands(desk.at, states=dict(desk.states))
    hands.signed = {ROUND_STREAM: {"recruitment.judge-marked.v1": frozenset({"j1"})}}
    after = After(hands)
    assert after.body_of(ROUND_STREAM) == "school-1"
    assert after.signings(ROUND_STREAM) == hands.signed[ROUND_STREAM]
    registered = BodyRegistered(kind=BodyKind.TOWN_OFFICE, name="新镇教办", parent=d.BUREAU)
    after.take(Body, "new-office", registered)
    assert after.body_of("body:new-office") == d.BUREAU
    assert desk.find(Body, "new-office") is None
