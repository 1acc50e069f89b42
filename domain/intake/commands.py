"""What people may ask of an intake of new staff."""

from __future__ import annotations

from datetime import date

from pydantic import PositiveInt

from domain.intake.events import ApprovalOffice, Places, SchoolStaff
from domain.kernel import Command
from domain.values.ids import Count, Id, Text


class PlanIntake(Command):
    plan: Id
    body: Id
    staff: tuple[SchoolStaff, ...]
    places: tuple[Places, ...]
    basis_docs: tuple[Text, ...]


class ApproveIntake(Command):
    plan: Id
    office: ApprovalOffice


class ClaimReplacement(Command):
    """``line`` names the one place that the retirement opens."""

    plan: Id
    line: Id
    retired: Id
    subject: Text
    retires_on: date
    document: Text


class CloseApplications(Command):
    """``approval`` is the document that keeps all places where too few applied."""

    plan: Id
    line: Id
    applicants: Count
    approval: Text | None = None


class AnnounceNewcomers(Command):
    """The notice begins today; ``days`` are natural days. A new list replaces the line's last."""

    plan: Id
    line: Id
    people: tuple[Id, ...]
    days: PositiveInt


class AdmitNewcomer(Command):
    """Carries personal values, which go to the vault and never into an event."""

    plan: Id
    line: Id
    teacher: Id
    service_started_on: date
    joined_school_on: date
    name: str
    id_number: str
    birth_date: date
    phone: str


IntakeCommand = (
    PlanIntake
    | ApproveIntake
    | ClaimReplacement
    | CloseApplications
    | AnnounceNewcomers
    | AdmitNewcomer
)
COMMANDS: tuple[type[Command], ...] = (
    PlanIntake,
    ApproveIntake,
    ClaimReplacement,
    CloseApplications,
    AnnounceNewcomers,
    AdmitNewcomer,
)
