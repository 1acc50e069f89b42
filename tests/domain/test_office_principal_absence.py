"""What goes wrong in the selection of a principal: who leaves, and a meeting that breaks off."""

from __future__ import annotations

import pytest

from domain.office import commands as o
from domain.principal import commands as c
from domain.principal import errors
from domain.principal import events as e
from domain.teacher.errors import ExitedError
from domain.teacher.events import ExitGround, TeacherExited
from tests.domain import office_given as g
from tests.domain import principal_given as p
from tests.domain.planning_given import noon
from tests.domain.test_office_principal_meeting import (
    APPOINT,
    FIRST,
    PUBLISH,
    SECOND,
    of_pack,
)
from tests.support.desk import Desk

RETIRED = TeacherExited(ground=ExitGround.RETIREMENT, on=g.september(7))


@pytest.fixture
def desk() -> Desk:
    return g.staffed()


def test_who_reported_and_left_before_answering_is_passed_over(desk: Desk) -> None:
    """Shows must_be_called."""
    p.drawn(desk, "t1", "u1")
    desk.do(p.report(FIRST))
    desk.refuses(p.absent(SECOND), errors.OutOfTurnError, next=FIRST, next_part="defence")
    assert desk.do(p.absent(FIRST)) == [e.CandidateAbsent(teacher=FIRST)]
    desk.do(p.report(SECOND), p.defend(SECOND))
    (announced,) = desk.do(p.result(**{SECOND: 4}))
    assert isinstance(announced, e.ResultAnnounced)
    assert announced.chosen == SECOND


def test_so_is_the_last_of_those_who_answer_after_all_reports() -> None:
    desk = g.staffed(of_pack(defence="after_all_reports"))
    p.drawn(desk, "t1", "u1")
    desk.do(p.report(FIRST), p.report(SECOND), p.defend(FIRST), p.absent(SECOND))
    assert len(desk.do(p.result(**{FIRST: 3}))) == 1


def test_nobody_is_absent_after_answering(desk: Desk) -> None:
    p.heard(desk, "t1", "u1")
    desk.refuses(p.absent(SECOND), errors.OutOfTurnError, teacher=SECOND, next="")


def test_where_all_are_absent_nobody_is_chosen(desk: Desk) -> None:
    p.drawn(desk, "t1", "u1")
    desk.do(p.absent(FIRST), p.absent(SECOND))
    (announced,) = desk.do(c.AnnounceResult(selection=p.MATTER, votes=()))
    assert isinstance(announced, e.ResultAnnounced)
    assert announced.chosen is None


def test_a_meeting_that_broke_off_is_held_anew_from_the_lots_on(desk: Desk) -> None:
    """Shows no_meeting_must_stand."""
    p.drawn(desk, "t1", "u1")
    desk.do(p.report(FIRST), p.defend(FIRST))
    desk.refuses(p.MEET, errors.SelectionStepError, step="meeting")
    desk.at = noon(g.september(14))
    desk.refuses(p.report(SECOND), errors.NotOnTheSpotError)
    desk.do(p.MEET)
    desk.refuses(p.report(FIRST), errors.SelectionStepError, step="lots")
    desk.do(p.DRAW)
    desk.refuses(p.result(t1=3, u1=2), errors.OutOfTurnError, next=FIRST, next_part="report")
    for each in (FIRST, SECOND):
        desk.do(p.report(each), p.defend(each))
    assert len(desk.do(p.result(t1=3, u1=2))) == 1
    assert desk.replayed() == desk.states


def test_after_a_result_there_is_no_second_meeting(desk: Desk) -> None:
    p.heard(desk, "t1", "u1")
    desk.do(p.result(t1=2, u1=2))
    desk.at = noon(g.september(14))
    desk.refuses(p.MEET, errors.SelectionStepError, step="meeting", met_on="2026-09-11")


def test_who_has_left_service_does_not_stand_for_principal(desk: Desk) -> None:
    desk.do(p.OPEN, p.CONDITIONS_OUT)
    desk.given("teacher:t1", RETIRED)
    desk.refuses(p.stand("t1"), ExitedError, teacher="t1", ground="retirement")


def test_nor_is_appointed(desk: Desk) -> None:
    p.heard(desk, "t1", "u1")
    desk.do(p.result(t1=3, u1=2), PUBLISH)
    desk.at = noon(g.september(19))
    desk.do(o.EndPublicity(matter=p.MATTER))
    desk.given("teacher:t1", RETIRED)
    desk.refuses(APPOINT, ExitedError, teacher="t1")
