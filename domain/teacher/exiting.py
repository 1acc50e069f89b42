"""What ends with a person's service: post, seats, offices and grade, in one act (离职)."""

from __future__ import annotations

from datetime import date

from domain.grade.events import GradeEndGround
from domain.grade.seats import grade_given_up
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.school.events import GuestLeft, OfficeEndGround
from domain.school.offices_ended import office_ended
from domain.school.state import School
from domain.teacher.events import ExitGround, PostLeftReason, TeacherExited
from domain.teacher.posts_left import post_left
from domain.teacher.state import Teacher


def exit_of(
    states: States, teacher: Teacher, person: str, ground: ExitGround, on: date
) -> Decision:
    """离职: seats are free, offices and grade end on the same day; a guest is one no longer.

    依据: E.3 EXITED, INV1, B2-10.
    """
    held, reason = teacher.holds, PostLeftReason.CONTRACT_ENDED
    post = () if held is None else post_left(person, held.school, held.posts, reason, on)
    exited = Recorded(stream_of(Teacher, person), TeacherExited(ground=ground, on=on))
    grade = grade_given_up(states, person, GradeEndGround.LEFT_SERVICE, on)
    return (
        *post,
        *_guest_left(teacher, person, on),
        *_offices_ended(states, teacher, person, on),
        *grade,
        exited,
    )


def _guest_left(teacher: Teacher, person: str, on: date) -> Decision:
    """离职离校: who was away on exchange counts no more in the school that received her."""
    away = teacher.on_exchange
    if away is None:
        return ()
    left = GuestLeft(person=person, exchange=away.exchange, on=on)
    return (Recorded(stream_of(School, away.school), left),)


def _offices_ended(states: States, teacher: Teacher, person: str, on: date) -> Decision:
    school = require(states, School, teacher.school)
    titles = [each.title for each in school.offices_of(person)]
    titles += [each.office.title for each in school.waiting(person)]
    return tuple(
        office_ended(teacher.school, each, person, OfficeEndGround.REMOVED, on) for each in titles
    )
