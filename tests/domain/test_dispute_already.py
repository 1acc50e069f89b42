"""A second case that orders what the first one has carried out already (已无执行对象)."""

from __future__ import annotations

import pytest

from domain.dispute import commands as c
from domain.dispute import remedies as r
from domain.dispute.state import Stage
from domain.kernel import DomainError, MissingError
from domain.planning.errors import NotAdoptedError
from domain.recruitment import errors as round_errors
from tests.domain import dispute_steps as d
from tests.domain import town
from tests.domain.dispute_execution_given import CORRECT, REVOKE, topics
from tests.support.desk import Desk

SECOND = "case-2"
VOID_MARK = r.VoidMark(round=town.ROUND, judge="j1", bidder="a1", item="interview")
VOID = r.VoidRound(round=town.ROUND)
REPORTED = c.ExecuteCase(case=SECOND, report="前案已经执行，本案无须再执行")


@pytest.fixture
def desk() -> Desk:
    """The list of the school is up since 25 August; the offices are there."""
    return d.offices(town.publish(town.selected(town.ranked(town.opened()))))


def twice(desk: Desk, first: r.Remedy, then: r.Remedy | None = None) -> Desk:
    """Serve two decisions that order the same, and carry out the first."""
    for case, remedy in ((d.CASE, first), (SECOND, then or first)):
        desk.do(d.receive(case=case), c.AdmitCase(case=case))
        d.investigate(desk, case=case)
        desk.do(d.decide(r.Outcome.REVOKE, remedy, case=case))
        desk.do(c.ServeDecision(case=case, channel="当面送达"))
    desk.do(c.ExecuteCase(case=d.CASE))
    return desk


@pytest.mark.parametrize(
    ("first", "then", "refusal"),
    [
        (REVOKE, REVOKE, round_errors.NotAppointedError),
        (VOID_MARK, VOID_MARK, round_errors.FactUnknownError),
        (VOID, VOID, round_errors.RoundVoidedError),
        (VOID, CORRECT, round_errors.RoundVoidedError),
        (VOID, REVOKE, round_errors.RoundVoidedError),
        (
            r.VoidAdoption(plan=town.PLAN),
            r.VoidAdoption(plan=town.PLAN),
            NotAdoptedError,
        ),
    ],
)
def test_what_is_undone_already_is_passed_over_where_the_report_says_so(
    desk: Desk, first: r.Remedy, then: r.Remedy, refusal: type[DomainError]
) -> None:
    """Shows holds_already and carry_out."""
    twice(desk, first, then)
    desk.refuses(c.ExecuteCase(case=SECOND), refusal)
    assert topics(desk.do(REPORTED))[-1] == "dispute.case-executed.v1"
    assert d.case_of(desk, SECOND).stage is Stage.EXECUTED
    desk.do(c.ArchiveCase(case=SECOND))


@pytest.mark.parametrize(
    ("remedy", "topic"),
    [
        (REVOKE, "recruitment.appointment-revoked.v1"),
        (
            r.RevokeUnplaced(round=town.ROUND, teacher="a2"),
            "recruitment.unplaced-revoked.v1",
        ),
        (VOID_MARK, "recruitment.mark-voided.v1"),
    ],
)
def test_a_report_does_not_keep_from_being_carried_out_what_can_be(
    desk: Desk, remedy: r.Remedy, topic: str
) -> None:
    twice(desk, r.WithdrawNotice(notice=town.ROUND), remedy)
    assert topic in topics(desk.do(REPORTED))


@pytest.mark.parametrize(
    ("remedy", "refusal"),
    [
        (REVOKE.model_copy(update={"teacher": "stranger"}), round_errors.NotInPoolError),
        (REVOKE.model_copy(update={"round": "r9"}), MissingError),
        (VOID_MARK.model_copy(update={"bidder": "stranger"}), DomainError),
        (r.RevokeUnplaced(round=town.ROUND, teacher="stranger"), DomainError),
        (r.VoidAdoption(plan="p9"), MissingError),
        (r.VoidGrade(appraisal="a9", teacher="a1"), MissingError),
    ],
)
def test_nor_does_it_stand_for_what_was_never_there(
    desk: Desk, remedy: r.Remedy, refusal: type[DomainError]
) -> None:
    twice(desk, CORRECT, remedy)
    desk.refuses(REPORTED, refusal)


def test_who_was_never_left_over_needs_no_revocation(desk: Desk) -> None:
    remedy = r.RevokeUnplaced(round=town.ROUND, teacher="a1")
    twice(desk, CORRECT, remedy)
    desk.refuses(c.ExecuteCase(case=SECOND), DomainError)
    assert topics(desk.do(REPORTED)) == ["dispute.case-executed.v1"]


def test_an_order_to_decide_again_is_reported_and_a_notice_comes_down_once(desk: Desk) -> None:
    twice(desk, CORRECT, r.WithdrawNotice(notice=town.ROUND))
    assert topics(desk.do(REPORTED)) == ["dispute.case-executed.v1"]
