"""What people may ask of a competition for an office, and of the publicity of an outcome."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.office.conditions import ConditionCheck
from domain.planning.office_sections import OfficeKind, OfficeLevel
from domain.values.ids import Count, Id, Milli, PostNumber, Sealed, Text


class AnnounceCompetition(Command):
    """``post`` is the office in the school's published list; title and term follow from it."""

    competition: Id
    plan: Id
    organiser: Id
    school: Id
    post: PostNumber
    kind: OfficeKind
    level: OfficeLevel | None = None
    seats: Count = 1
    pay: Text
    place: Text
    deadline_on: date


class SubmitApplication(Command):
    competition: Id
    teacher: Id
    materials: Sealed


class WithdrawApplication(Command):
    competition: Id
    teacher: Id


class ScreenApplicant(Command):
    """``evidence`` says what the committee looked at. The verdict follows from the checks."""

    competition: Id
    teacher: Id
    checks: tuple[ConditionCheck, ...]
    evidence: Sealed


class MarkInterview(Command):
    competition: Id
    teacher: Id
    judge: Id
    mark_milli: Milli


class RecordMissedInterview(Command):
    competition: Id
    teacher: Id


class CloseInterviews(Command):
    competition: Id


class DecideCompetition(Command):
    """An empty ``chosen`` leaves the office vacant; ``reason`` is the committee's own."""

    competition: Id
    chosen: tuple[Id, ...]
    present: Count
    in_favour: Count
    reason: Text


class ApproveAppointment(Command):
    competition: Id
    teacher: Id
    document: Text


class RefuseAppointment(Command):
    competition: Id
    teacher: Id
    reason: Text


class FileAppointment(Command):
    competition: Id
    teacher: Id


class AppointClassTeacher(Command):
    competition: Id
    teacher: Id


class PublishOutcome(Command):
    """``matter`` is the competition or the selection whose outcome is published."""

    matter: Id
    working_days: Count


class ContestOutcome(Command):
    matter: Id
    objection: Id
    objector: Id
    against: Id
    text: Sealed


class UpholdContest(Command):
    matter: Id
    objection: Id
    reason: Text


class RejectContest(Command):
    matter: Id
    objection: Id
    reason: Text


class EndPublicity(Command):
    matter: Id


ApplicantCommand = (
    SubmitApplication
    | WithdrawApplication
    | ScreenApplicant
    | MarkInterview
    | RecordMissedInterview
    | CloseInterviews
)
AppointmentCommand = ApproveAppointment | RefuseAppointment | FileAppointment | AppointClassTeacher
OutcomeCommand = PublishOutcome | ContestOutcome | UpholdContest | RejectContest | EndPublicity
OfficeCommand = (
    AnnounceCompetition | ApplicantCommand | DecideCompetition | AppointmentCommand | OutcomeCommand
)
COMMANDS: tuple[type[Command], ...] = (
    AnnounceCompetition,
    SubmitApplication,
    WithdrawApplication,
    ScreenApplicant,
    MarkInterview,
    RecordMissedInterview,
    CloseInterviews,
    DecideCompetition,
    ApproveAppointment,
    RefuseAppointment,
    FileAppointment,
    AppointClassTeacher,
    PublishOutcome,
    ContestOutcome,
    UpholdContest,
    RejectContest,
    EndPublicity,
)
