"""A quorum is of the staff whom the ledger knows at work, whatever smaller number is told."""

from __future__ import annotations

from datetime import date

import pytest

from domain.appraisal.file_events import LeaveRecorded
from domain.review import errors as review_errors
from domain.school.events import SeatTaken
from domain.teacher.staff import staff_at_work
from domain.tenure import errors as tenure_errors
from tests.domain import office_given as g
from tests.domain import office_tenure_given as tenure
from tests.domain import test_review as review
from tests.domain.planning_given import noon
from tests.support.desk import Desk

STAFF = tuple(f"s{number}" for number in range(1, 7))
TODAY = g.september(7)


def seated(desk: Desk) -> Desk:
    """Let six people sit on posts of the school; two thirds of them are four."""
    for person in STAFF:
        g.hired(desk, person, g.SCHOOL)
        seat = SeatTaken(post="教学-01", person=person, round="round-1")
        desk.given(f"school:{g.SCHOOL}", seat)
    return desk


@pytest.fixture
def desk() -> Desk:
    return seated(tenure.serving())


def test_whoever_sits_on_a_post_and_is_there_is_at_work(desk: Desk) -> None:
    assert staff_at_work(desk, g.SCHOOL, TODAY) == 6
    away = LeaveRecorded(leave="l1", from_on=g.september(1), until_on=g.september(30), counted=True)
    desk.given("teacher:s1", away)
    desk.given(f"school:{g.SCHOOL}", SeatTaken(post="教学-01", person="nobody", round="round-1"))
    assert staff_at_work(desk, g.SCHOOL, TODAY) == 5
    assert staff_at_work(desk, g.OTHER, TODAY) == 0


def test_a_term_is_not_appraised_by_three_who_are_said_to_be_all(desk: Desk) -> None:
    desk.do(tenure.OPEN)
    three = tenure.appraise(present=3, in_favour=3, staff=3)
    desk.refuses(three, tenure_errors.AppraisalQuorumError, staff=6, present=3, required=4)
    desk.do(tenure.appraise(present=4, in_favour=4, staff=4))


def test_a_larger_number_that_is_told_counts(desk: Desk) -> None:
    """Others may work there whom no round hired."""
    desk.do(tenure.OPEN)
    desk.refuses(
        tenure.appraise(present=5, in_favour=5, staff=9),
        tenure_errors.AppraisalQuorumError,
        staff=9,
        required=6,
    )


def test_nor_is_a_leading_team_measured_by_them() -> None:
    desk = seated(review.begun())
    desk.do(review.HEARD)
    three = review.measured().model_copy(update={"staff": 3, "present": 3})
    desk.refuses(three, review_errors.QuorumError, staff=6, present=3, required=4)
    more_than_told = three.model_copy(update={"present": 4})
    desk.refuses(more_than_told, review_errors.QuorumError, present=4)
    desk.do(three.model_copy(update={"staff": 4, "present": 4}))


def test_nor_do_leaders_and_staff_report_before_them() -> None:
    desk = seated(g.staffed())
    desk.at = noon(date(2027, 6, 30))
    for report in (review.leaders(review.MAY), review.staff(review.MAY)):
        three = report.model_copy(update={"staff": 3, "present": 3})
        desk.refuses(three, review_errors.QuorumError, staff=6, required=4)
        desk.do(report)
