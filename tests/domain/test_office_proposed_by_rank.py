"""A proposal for an office says truly why, on the ranking as it stands when it is approved."""

from __future__ import annotations

import pytest

from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from tests.domain import town
from tests.domain.town import (
    CHINESE,
    LIGHT,
    MATHS,
    OFFICE,
    ROUND,
    accept,
    intent,
    interview,
    offer,
    propose,
    service,
    wish,
)
from tests.support.desk import Desk

COMPUTE = c.ComputeRanking(round=ROUND)
WANTED = {"a1": MATHS, "a2": CHINESE, "a3": LIGHT}
MARKS = {"a1": 75_000, "a2": 74_000, "a3": 60_000}


@pytest.fixture
def desk() -> Desk:
    """a1 and a2 seek the same office, a1 with more points; all have their base posts."""
    desk = town.opened()
    for teacher, post in WANTED.items():
        desk.do(
            intent(teacher, wish(post), office=OFFICE if teacher != "a3" else None),
            c.QualifyBidder(round=ROUND, teacher=teacher),
            service(teacher),
            interview(teacher, MARKS[teacher]),
        )
    desk.at = town.LOCKED_AT
    desk.do(c.LockScores(round=ROUND), COMPUTE)
    for teacher in ("a1", "a2"):
        desk.do(offer(teacher, wish(WANTED[teacher])), accept(teacher))
    return desk


def because(reason: e.SelectionReason, teacher: str) -> c.ProposeOffice:
    return propose(teacher).model_copy(update={"reason": reason})


def approve(teacher: str) -> c.ApproveOffice:
    return c.ApproveOffice(round=ROUND, teacher=teacher)


def test_by_rank_is_whoever_has_the_most_points_of_those_who_seek_the_office(desk: Desk) -> None:
    """Shows reason_must_be_true."""
    desk.refuses(propose("a2"), errors.SelectionReasonError, reason="by_rank", others=1)
    desk.do(propose("a1"), approve("a1"))


def test_the_only_bidder_has_no_rival(desk: Desk) -> None:
    only = e.SelectionReason.ONLY_BIDDER
    desk.refuses(because(only, "a1"), errors.SelectionReasonError, reason="only_bidder", others=1)


def test_on_merit_the_committee_may_choose_another_and_says_why(desk: Desk) -> None:
    desk.do(because(e.SelectionReason.SUBJECT_NEED, "a2"), approve("a2"))


def test_whoever_was_refused_is_ahead_of_nobody(desk: Desk) -> None:
    desk.do(propose("a1"), c.RefuseOffice(round=ROUND, teacher="a1", reason="另有任用"))
    desk.do(propose("a2"), approve("a2"))


def test_no_office_is_approved_on_a_ranking_that_was_corrected_since(desk: Desk) -> None:
    desk.do(propose("a1"), town.correct("a1", 0))
    desk.refuses(approve("a1"), errors.RankingMissingError)
    desk.do(COMPUTE)
    desk.refuses(approve("a1"), errors.SelectionReasonError, reason="by_rank", others=1)


def test_a_correction_that_puts_nobody_else_first_lets_the_proposal_stand(desk: Desk) -> None:
    desk.do(propose("a1"), town.correct("a1", 12_000), COMPUTE, approve("a1"))
