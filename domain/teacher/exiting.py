"""What ends with a person's service: post, seats and offices, in one act (离职)."""

from __future__ import annotations

from datetime import date

from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.school.events import OfficeEnded, OfficeEndGround, SeatFreed, SeatFreedReason
from domain.school.state import School
from domain.teacher.events import ExitGround, PostLeft, PostLeftReason, TeacherExited
from domain.teacher.state import Teacher


def exit_of(
    states: States, teacher: Teacher, person: str, ground: ExitGround, on: date
) -> Decision:
    """离职: seats are free and offices end on the same day. 依据: E.3 EXITED, INV1."""
    stream = stream_of(Teacher, person)
    exited = Recorded(stream, TeacherExited(ground=ground, on=on))
    return (*_post_left(teacher, person, on), *_offices_ended(states, teacher, person, on), exited)


def _post_left(teacher: Teacher, person: str, on: date) -> Decision:
    held = teacher.holds
    if held is None:
        return ()
    left = PostLeft(
        school=held.school, posts=held.posts, reason=PostLeftReason.CONTRACT_ENDED, on=on
    )
    reason = SeatFreedReason.CONTRACT_ENDED
    seats = (SeatFreed(post=post, person=person, reason=reason, on=on) for post in held.posts)
    school = stream_of(School, held.school)
    return (Recorded(stream_of(Teacher, person), left), *(Recorded(school, each) for each in seats))


def _offices_ended(states: States, teacher: Teacher, person: str, on: date) -> Decision:
    school = require(states, School, teacher.school)
    stream, ground = stream_of(School, teacher.school), OfficeEndGround.REMOVED
    return tuple(
        Recorded(stream, OfficeEnded(title=each.title, person=person, ground=ground, on=on))
        for each in school.offices_of(person)
    )
