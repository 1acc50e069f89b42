"""What people may ask about a teacher's service."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.teacher.events import PostLeftReason
from domain.values.ids import Id


class RegisterTeacher(Command):
    """Carries personal values, which go to the vault and never into an event."""

    teacher: Id
    school: Id
    service_started_on: date
    joined_school_on: date
    subject: str | None = None
    name: str
    id_number: str
    birth_date: date
    phone: str


class LeavePost(Command):
    teacher: Id
    reason: PostLeftReason


TeacherCommand = RegisterTeacher | LeavePost
COMMANDS: tuple[type[Command], ...] = (RegisterTeacher, LeavePost)
