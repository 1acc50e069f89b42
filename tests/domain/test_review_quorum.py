"""Whose number makes the quorum of a team's measurement (民主测评法定人数)."""

from __future__ import annotations

from domain.review import errors
from domain.school.events import SeatTaken
from tests.domain import office_given as g
from tests.domain.planning_given import noon
from tests.domain.test_review import HEARD, MEASURED_ON, OPEN, measured


def test_a_team_does_not_shrink_the_staff_that_measures_it() -> None:
    desk = g.staffed()
    seats = (SeatTaken(post="教学-01", person=each, round="round-1") for each in ("t1", "t2", "t3"))
    desk.given(f"school:{g.SCHOOL}", *seats)
    desk.at = noon(MEASURED_ON)
    desk.do(OPEN, HEARD)
    told = measured(present=1).model_copy(update={"staff": 1})
    desk.refuses(told, errors.QuorumError, staff=3, present=1, required=2)
    more = measured(present=3).model_copy(update={"staff": 1})
    desk.refuses(more, errors.QuorumError, staff=3, present=3)
    desk.do(measured(present=2).model_copy(update={"staff": 3}))
