"""What people may ask about the end of a round."""

from __future__ import annotations

from domain.kernel import Command
from domain.values.ids import Id, Text


class ApproveTwoThirdsException(Command):
    round: Id
    school: Id
    reason: Text


class RevokeAppointment(Command):
    """An objection was upheld, or a corrected score changed the order (T20, T45)."""

    round: Id
    teacher: Id
    reason: Text
    authority: Text


class LeaveUnplaced(Command):
    round: Id
    teacher: Id


class RevokeUnplaced(Command):
    """It was wrong to leave her unplaced: an objection was upheld, or a score corrected."""

    round: Id
    teacher: Id
    reason: Text
    authority: Text


class ServeUnplacedNotice(Command):
    round: Id
    teacher: Id
    channel: Text


class CloseSelection(Command):
    round: Id


class FinaliseRound(Command):
    round: Id
    notice: Id


class SuspendRound(Command):
    round: Id
    reason: Text
    document: Text


class ResumeRound(Command):
    round: Id
    document: Text


SuspendingCommand = SuspendRound | ResumeRound
ClosingCommand = (
    ApproveTwoThirdsException
    | RevokeAppointment
    | LeaveUnplaced
    | RevokeUnplaced
    | ServeUnplacedNotice
    | CloseSelection
    | FinaliseRound
)

COMMANDS: tuple[type[Command], ...] = (
    ApproveTwoThirdsException,
    RevokeAppointment,
    LeaveUnplaced,
    RevokeUnplaced,
    ServeUnplacedNotice,
    CloseSelection,
    FinaliseRound,
    SuspendRound,
    ResumeRound,
)
