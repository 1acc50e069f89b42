"""Taking an appointment back before the list is final (撤销聘任)."""

from __future__ import annotations

from datetime import date

from domain.grade.seats import grade_back
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.recruitment import commands as c
from domain.recruitment import errors, rules
from domain.recruitment import events as e
from domain.recruitment.bidder import Bidder, OfficeStep, Placement
from domain.recruitment.reinstating import Undoing, all_in_the_pool_again
from domain.recruitment.state import RecruitmentRound
from domain.school.events import OfficeEndGround, SchoolEvent
from domain.school.offices_ended import office_ended
from domain.school.state import School, evolve
from domain.teacher.events import PostLeftReason, TeacherTransferred
from domain.teacher.posts_left import post_left
from domain.teacher.state import Teacher


def revoke(
    states: States, state: RecruitmentRound, command: c.RevokeAppointment, on: date
) -> Decision:
    """撤销聘任: an upheld objection, or a corrected score, undoes an appointment.

    Round, school and teacher move together, as they did when the offer was accepted. The
    selection is open again for all who have no post here, also for those who were told to be
    unplaced; so a changed list is decided, and its notice starts anew. What the appointment
    or a 落聘 took of offices comes back (A.6 X4).
    依据: B6-08, E.6 (T20, T45).
    """
    done = appointment_revoked(states, state, command, on)
    undoing = Undoing(
        states, command.round, command.reason, command.authority, on, schools_after(states, done)
    )
    unplaced = (each.teacher for each in state.bidders.values() if each.unplaced)
    return (
        *done,
        *what_the_move_ended(
            undoing, state, command.teacher, require(states, Teacher, command.teacher)
        ),
        *all_in_the_pool_again(undoing, state, unplaced),
    )


def appointment_revoked(
    states: States, state: RecruitmentRound, command: c.RevokeAppointment, on: date
) -> Decision:
    """Return the end of one appointment, with its post, seats, move, and office.

    Whoever has left the post before is taken off the list, with nothing more to free.

    Raises:
        NotAppointedError: The round placed nobody of that name.
    """
    bidder = rules.member(state, command.teacher)
    teacher = require(states, Teacher, command.teacher)
    placed = bidder.placement
    if placed is None:
        raise errors.NotAppointedError(teacher=command.teacher, round=command.round)
    revoked = e.AppointmentRevoked(
        teacher=command.teacher,
        posts=placed.posts,
        reason=command.reason,
        authority=command.authority,
    )
    return (
        Recorded(stream_of(RecruitmentRound, command.round), revoked),
        *_post_left(placed, teacher, command, on),
        *_office_ended(state, bidder, placed, on),
    )


def what_the_move_ended(
    undoing: Undoing, state: RecruitmentRound, person: str, teacher: Teacher
) -> Decision:
    """调离撤销复职: whoever goes back where she came from has office and grade there again.

    ``teacher`` is she as before the act.

    依据: S002-11, B2-10, A.6 X4.
    """
    placed = state.bidders[person].placement
    assert placed is not None, "an appointment was revoked"
    if not came_by(placed, teacher, undoing.round):
        return ()
    home = placed.from_school
    return (
        *undoing.offices_back(home, OfficeEndGround.MOVED, person),
        *grade_back(undoing.states, person, home, undoing.round, undoing.on),
    )


def came_by(placed: Placement, teacher: Teacher, round_: str) -> bool:
    """Tell whether the round's move still is why she belongs where she does."""
    moved = placed.from_school != placed.posts.school
    elsewhere = teacher.holds is not None and teacher.holds.round != round_
    return moved and teacher.moved_by == round_ and not elsewhere and teacher.exited is None


def schools_after(states: States, done: Decision) -> dict[str, School]:
    """Return the schools that an act changes, as it leaves them."""
    after: dict[str, School] = {}
    for each in done:
        if isinstance(each.event, SchoolEvent):
            name = each.stream.partition(":")[2]
            after[name] = evolve(after.get(name) or require(states, School, name), each.event)
    return after


def _post_left(
    placed: Placement, teacher: Teacher, command: c.RevokeAppointment, on: date
) -> Decision:
    school, reason = placed.posts.school, PostLeftReason.APPOINTMENT_REVOKED
    left: Decision = ()
    if teacher.holds is not None and teacher.holds.round == command.round:
        left = post_left(command.teacher, school, placed.posts.numbers, reason, on)
    if not came_by(placed, teacher, command.round):
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
