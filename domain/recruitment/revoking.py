"""Taking an appointment back before the list is final (撤销聘任)."""

from __future__ import annotations

from datetime import date

from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder, OfficeStep, Placement
from domain.recruitment.state import RecruitmentRound
from domain.school.events import OfficeEndGround
from domain.school.offices_ended import office_ended
from domain.teacher.events import PostLeftReason, TeacherTransferred
from domain.teacher.posts_left import post_left
from domain.teacher.state import Teacher


def revoke(
    states: States, state: RecruitmentRound, command: c.RevokeAppointment, on: date
) -> Decision:
    """撤销聘任: an upheld objection, or a corrected score, undoes an appointment.

    Round, school and teacher move together, as they did when the offer was accepted. The
    selection is open again for all who have no post here, also for those who were told to be
    unplaced; so a changed list is decided, and its notice starts anew.
    依据: B6-08, E.6 (T20, T45).
    """
    bidder = rules.member(state, command.teacher)
    teacher = require(states, Teacher, command.teacher)
    placed = bidder.placement
    if placed is None or teacher.holds is None or teacher.holds.round != command.round:
        raise errors.NotAppointedError(teacher=command.teacher, round=command.round)
    revoked = e.AppointmentRevoked(
        teacher=command.teacher,
        posts=placed.posts,
        reason=command.reason,
        authority=command.authority,
    )
    return (
        Recorded(stream_of(RecruitmentRound, command.round), revoked),
        *_post_left(placed, command, on),
        *_office_ended(state, bidder, placed, on),
    )


def _post_left(placed: Placement, command: c.RevokeAppointment, on: date) -> Decision:
    school, reason = placed.posts.school, PostLeftReason.APPOINTMENT_REVOKED
    left = post_left(command.teacher, school, placed.posts.numbers, reason, on)
    if placed.from_school == school:
        return left
    back = TeacherTransferred(
        from_school=school, to_school=placed.from_school, round=command.round, on=on
    )
    return (*left, Recorded(stream_of(Teacher, command.teacher), back))


def _office_ended(state: RecruitmentRound, bidder: Bidder, placed: Placement, on: date) -> Decision:
    """先聘岗位后聘职务: without the base post the office falls too. 依据: S002-11."""
    office = bidder.office
    if office is None or bidder.office_step is not OfficeStep.APPROVED:
        return ()
    post = state.post(placed.posts.school, office)
    assert post is not None, "an approved office is in the list"
    ground = OfficeEndGround.REMOVED
    return (office_ended(placed.posts.school, post.title, bidder.teacher, ground, on),)
