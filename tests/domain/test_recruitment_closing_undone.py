"""Appointments taken back after the end of a selection, and people who left during it."""

from __future__ import annotations

import pytest

from domain.protection.errors import ProtectedError
from domain.protection.kinds import StatutoryKind
from domain.recruitment import commands as c
from domain.recruitment import errors
from domain.recruitment import events as e
from domain.recruitment.wishes import PostSet
from domain.school.events import OfficeEnded, OfficeEndGround, SeatFreed, SeatFreedReason
from domain.teacher.commands import CompleteResignation, LeavePost, Resign
from domain.teacher.errors import ExitedError
from domain.teacher.events import PostLeft, PostLeftReason, TeacherTransferred
from domain.teacher.state import Teacher
from tests.domain import town
from tests.domain.closing_steps import BASE, CLOSE, leave
from tests.domain.coordination_given import HELD_ELSEWHERE, coordination
from tests.domain.planning_given import august, noon
from tests.domain.service_given import protected
from tests.domain.town import (
    AUXILIARY,
    MATHS,
    OFFICE,
    ROUND,
    SECOND,
    accept,
    offer,
    propose,
    revoke,
)
from tests.support.desk import Desk


@pytest.fixture
def scored() -> Desk:
    """a1 above a2 for maths, a3 for Chinese; a1 seeks the office."""
    return town.ranked(town.opened())


@pytest.fixture
def closed(scored: Desk) -> Desk:
    """a1 and a3 are hired, a2 was left unplaced and told, the selection is closed."""
    return town.selected(scored)


def test_a_revoked_appointment_frees_seats_and_teacher_in_one_act(closed: Desk) -> None:
    closed.at = noon(august(26))
    reason = SeatFreedReason.APPOINTMENT_REVOKED
    assert closed.do(revoke("a1")) == [
        e.AppointmentRevoked(
            teacher="a1", posts=BASE, reason="异议成立", authority="争议〔2026〕2号"
        ),
        PostLeft(
            school="school-1",
            posts=(MATHS, AUXILIARY),
            reason=PostLeftReason.APPOINTMENT_REVOKED,
            on=august(26),
        ),
        SeatFreed(post=MATHS, person="a1", reason=reason, on=august(26)),
        SeatFreed(post=AUXILIARY, person="a1", reason=reason, on=august(26)),
        e.UnplacedRevoked(
            teacher="a2", reason="异议成立", authority="争议〔2026〕2号", on=august(26)
        ),
    ]
    closed.refuses(revoke("a1"), errors.NotAppointedError, teacher="a1")
    closed.refuses(revoke("a2"), errors.NotAppointedError, teacher="a2")


def test_a_revoked_cadre_loses_the_office_and_the_cadre_layer_is_open_again(scored: Desk) -> None:
    """Shows _office_ended."""
    scored.do(offer("a1", BASE), accept("a1"), propose("a1"))
    scored.do(c.ApproveOffice(round=ROUND, teacher="a1"), town.close_layer())
    *_, ended = scored.do(revoke("a1"))
    assert ended == OfficeEnded(
        title="教务主任", person="a1", ground=OfficeEndGround.REMOVED, on=august(23)
    )
    (again,) = scored.do(town.close_layer())
    assert again == e.CadreLayerClosed(school="school-1", vacant=(OFFICE,))


def test_whoever_came_from_another_school_goes_back_there(closed: Desk) -> None:
    coordination(closed)
    closed.do(offer("a2", PostSet(school="school-2", teaching=MATHS), round_=SECOND))
    closed.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
    closed.refuses(revoke("a2"), errors.NotAppointedError, round=ROUND)
    events = closed.do(revoke("a2", SECOND))
    assert events[-1] == TeacherTransferred(
        from_school="school-2", to_school="school-1", round=SECOND, on=august(26)
    )
    teacher = closed.find(Teacher, "a2")
    assert teacher is not None
    assert (teacher.school, teacher.holds) == ("school-1", None)


def test_who_has_left_the_post_is_taken_off_the_list_and_nothing_else_is_freed(
    closed: Desk,
) -> None:
    closed.do(Resign(teacher="a3", leaves_on=august(23)), CompleteResignation(teacher="a3"))
    revoked, *others = closed.do(revoke("a3"))
    assert isinstance(revoked, e.AppointmentRevoked)
    assert [type(each) for each in others] == [e.UnplacedRevoked]
    assert [each.person for each in town.round_of(closed).notice_entries()] == ["a1"]


def test_who_left_the_post_in_the_new_school_goes_back_if_its_appointment_falls(
    closed: Desk,
) -> None:
    """Shows came_by."""
    coordination(closed)
    closed.do(offer("a2", PostSet(school="school-2", teaching=MATHS), round_=SECOND))
    closed.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
    closed.do(LeavePost(teacher="a2", reason=PostLeftReason.MOVED))
    _, back = closed.do(revoke("a2", SECOND))
    assert isinstance(back, TeacherTransferred)
    assert back.to_school == "school-1"


def test_who_has_won_another_post_since_keeps_it_and_her_school(closed: Desk) -> None:
    coordination(closed)
    closed.do(offer("a2", PostSet(school="school-2", teaching=MATHS), round_=SECOND))
    closed.do(c.AcceptOffer(round=SECOND, teacher="a2", school="school-2"))
    closed.given("teacher:a2", HELD_ELSEWHERE.model_copy(update={"round": "r9"}))
    assert len(closed.do(revoke("a2", SECOND))) == 1
    teacher = closed.find(Teacher, "a2")
    assert teacher is not None
    assert (teacher.school, teacher.holds is None) == ("school-2", False)


def test_who_left_service_during_the_round_is_neither_unplaced_nor_waited_for(
    scored: Desk,
) -> None:
    town.selected(scored, close=False)
    undo = c.RevokeUnplaced(round=ROUND, teacher="a2", reason="更正", authority="争议〔2026〕3号")
    scored.do(undo, Resign(teacher="a2", leaves_on=august(23)), CompleteResignation(teacher="a2"))
    scored.refuses(leave("a2"), ExitedError, teacher="a2")
    scored.do(CLOSE)


def test_a_protected_teacher_who_was_left_over_by_consent_and_has_resigned_keeps_nothing_open(
    scored: Desk,
) -> None:
    town.selected(scored, close=False)
    scored.given("teacher:a2", protected(StatutoryKind.PREGNANCY, august(1), august(30)))
    scored.refuses(CLOSE, ProtectedError)
    scored.do(Resign(teacher="a2", leaves_on=august(23)), CompleteResignation(teacher="a2"))
    scored.do(CLOSE)


def test_after_a_revocation_everybody_without_a_post_is_placed_or_told_again(
    closed: Desk,
) -> None:
    closed.do(revoke("a1"))
    closed.refuses(CLOSE, errors.PoolOpenError, count=2, first="a1")
