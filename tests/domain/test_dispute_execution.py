"""Carrying a decision out: compensating events in one act, and nothing erased."""

from __future__ import annotations

from datetime import date

import pytest

from domain.decisions import decide
from domain.dispute import errors
from domain.dispute import remedies as r
from domain.dispute.execution import After
from domain.dispute.state import Stage
from domain.kernel import MissingError
from domain.mandate.events import BodyKind, BodyRegistered
from domain.mandate.state import Body
from domain.notice.commands import EndNoticePeriod, PublishNotice
from domain.notice.state import Notice, Standing
from domain.recruitment import commands as rc
from domain.recruitment import errors as round_errors
from domain.recruitment import events as re
from domain.school.state import School
from domain.teacher.state import Teacher
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.dispute_execution_given import CORRECT, REVOKE, finalised, ordered, topics
from tests.domain.planning_given import noon
from tests.domain.town import ROUND_STREAM
from tests.support.desk import Desk

VOID_MARK = r.VoidMark(round=town.ROUND, judge="j1", bidder="a1", item="interview")


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


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
        ordered(desk, CORRECT)
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
