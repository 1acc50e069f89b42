"""A review is about one term of office; what is left of it says nothing about the next."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import LeaveRecorded
from domain.school.events import OfficeEnded, OfficeEndGround, OfficeGranted, SeatTaken
from domain.tenure import commands as c
from domain.tenure import errors
from domain.tenure import events as e
from domain.tenure.state import Step
from tests.domain import office_given as g
from tests.domain.office_tenure_given import (
    APPROVE,
    EXTEND,
    FAILED,
    OPEN,
    REJECT,
    UNFIT,
    VICE,
    appraise,
    on_file,
    serving,
    tenure_of,
)
from tests.domain.planning_given import noon
from tests.support.desk import Desk

SCHOOL = f"school:{g.SCHOOL}"
LOST = OfficeEnded(
    title="副校长", person="t1", ground=OfficeEndGround.LEFT_UNPLACED, on=g.september(8)
)
NEXT_UNTIL = date(2029, 10, 1)
WON_AGAIN: OfficeGranted = g.holder("副校长", "t1", NEXT_UNTIL, date(2026, 10, 1))


def won_again(desk: Desk) -> Desk:
    """Let the office be lost while its review is open, and won again for three years."""
    desk.given(SCHOOL, LOST, WON_AGAIN)
    desk.at = noon(date(2026, 10, 12))
    return desk


@pytest.mark.parametrize(
    ("begun", "command"),
    [
        ((OPEN,), appraise()),
        ((OPEN, appraise()), EXTEND),
        ((OPEN, appraise()), UNFIT),
        ((OPEN, appraise(in_favour=5)), FAILED),
        ((OPEN, appraise(in_favour=5), FAILED), APPROVE),
    ],
)
def test_nobody_is_kept_or_removed_on_a_review_of_an_earlier_term(
    begun: tuple[c.TenureCommand, ...], command: c.TenureCommand
) -> None:
    """Shows review_must_be_of_this_term."""
    desk = serving()
    desk.do(*begun)
    won_again(desk).refuses(
        command, errors.OtherTermError, reviewed_until="2026-09-30", until_on="2029-10-01"
    )


@pytest.mark.parametrize("begun", [(OPEN,), (OPEN, appraise()), (OPEN, appraise(), UNFIT, REJECT)])
def test_a_review_that_was_cut_short_does_not_keep_the_next_from_opening(
    begun: tuple[c.TenureCommand, ...],
) -> None:
    """Shows nothing_must_be_under_way."""
    desk = serving()
    desk.do(*begun)
    won_again(desk).at = noon(date(2029, 9, 3))
    (opened,) = desk.do(OPEN)
    assert isinstance(opened, e.ReviewOpened)
    assert (opened.until_on, opened.extensions) == (NEXT_UNTIL, 0)
    assert tenure_of(desk).step is Step.REVIEW
    assert len(desk.do(appraise(), EXTEND)) == 2


def test_a_removal_that_was_asked_for_is_answered_before_the_next_review() -> None:
    desk = serving()
    desk.do(OPEN, appraise(in_favour=5), FAILED)
    won_again(desk).at = noon(date(2029, 9, 3))
    desk.refuses(OPEN, errors.TenureStepError, step="removal")
    desk.do(REJECT)
    assert len(desk.do(OPEN)) == 1


def test_an_office_given_back_is_reviewed_on() -> None:
    desk = serving()
    desk.do(OPEN)
    desk.given(SCHOOL, LOST, g.holder("副校长", "t1"))
    assert len(desk.do(appraise(), EXTEND)) == 2


def test_what_the_file_shows_waits_for_the_review_of_this_term_only() -> None:
    desk = serving()
    desk.do(OPEN)
    command = on_file(VICE, sanction="case-1", reason="受降低岗位等级处分")
    desk.refuses(command, errors.TenureStepError, step="review")
    won_again(desk).refuses(command, errors.RemovalCauseError)


def test_who_sits_on_a_post_is_of_the_staff_whatever_number_is_told() -> None:
    """Shows quorum_must_be_there and staff_at_work."""
    desk = serving()
    seats = (SeatTaken(post="教学-01", person=each, round="round-1") for each in ("t1", "t2", "t3"))
    desk.given(SCHOOL, *seats)
    desk.do(OPEN)
    one = appraise(staff=1, present=1, in_favour=1)
    desk.refuses(one, errors.AppraisalQuorumError, staff=3, required=2, present=1)
    away = LeaveRecorded(
        leave="l1", from_on=g.september(1), until_on=date(2027, 1, 1), counted=True
    )
    desk.given("teacher:t2", away)
    desk.given("teacher:t3", away)
    assert len(desk.do(one)) == 1


def test_a_name_on_a_post_that_is_no_teacher_of_the_ledger_is_not_counted() -> None:
    desk = serving()
    desk.given(SCHOOL, SeatTaken(post="教学-01", person="nobody", round="round-1"))
    desk.do(OPEN)
    assert len(desk.do(appraise(staff=1, present=1, in_favour=1))) == 1
