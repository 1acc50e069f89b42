"""What people may ask about a teacher's service."""

from __future__ import annotations

from datetime import date
from typing import Literal

from domain.kernel import Command
from domain.teacher.events import PostLeftReason
from domain.values.ids import Id, Text


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
    reason: Literal[PostLeftReason.APPOINTMENT_REVOKED, PostLeftReason.MOVED]


class RecordAbsence(Command):
    """Absent without leave (旷工). ``until_on`` is exclusive."""

    teacher: Id
    absence: Id
    from_on: date
    until_on: date
    document: Text


class VoidAbsence(Command):
    teacher: Id
    absence: Id
    document: Text


class Resign(Command):
    """``leaves_on`` earlier than the notice period is a wish that the unit may grant."""

    teacher: Id
    leaves_on: date | None = None


class WithdrawResignation(Command):
    teacher: Id


class CompleteResignation(Command):
    """Before the notice period is over this is the unit's agreement to an earlier day."""

    teacher: Id


LeavingCommand = RecordAbsence | VoidAbsence | Resign | WithdrawResignation | CompleteResignation
TeacherCommand = RegisterTeacher | LeavePost | LeavingCommand
COMMANDS: tuple[type[Command], ...] = (
    RegisterTeacher,
    LeavePost,
    RecordAbsence,
    VoidAbsence,
    Resign,
    WithdrawResignation,
    CompleteResignation,
)
