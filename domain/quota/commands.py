"""What people may ask of a year's quota."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.kernel import Command
from domain.quota.events import FilingOffice, LevelFigures, SchoolShare, ShareReason
from domain.values.ids import Count, Id, Text
from domain.values.staffing import SchoolYear


class FixDistrictEstablishment(Command):
    """Fixes the total for all plans of the year. Plans fixed before it are outside of it."""

    school_year: SchoolYear
    body: Id
    total: Count
    document: Text


class FixDistrictPosts(Command):
    school_year: SchoolYear
    total: Count
    document: Text


class FixEstablishment(Command):
    plan: Id
    body: Id
    school_year: str
    total: Count
    document: Text


class FixPostTotal(Command):
    plan: Id
    total: Count
    document: Text


class ReportEnrolment(Command):
    plan: Id
    school: Id
    figures: tuple[LevelFigures, ...]


class CorrectEnrolment(Command):
    plan: Id
    school: Id
    figures: tuple[LevelFigures, ...]
    reason: Text


class AllocateQuota(Command):
    """``reasons`` say why a share differs from the formula, where the pack has one."""

    plan: Id
    shares: Annotated[tuple[SchoolShare, ...], Field(min_length=1)]
    reasons: tuple[ShareReason, ...] = ()


class FileAllocation(Command):
    plan: Id
    office: FilingOffice


QuotaCommand = (
    FixDistrictEstablishment
    | FixDistrictPosts
    | FixEstablishment
    | FixPostTotal
    | ReportEnrolment
    | CorrectEnrolment
    | AllocateQuota
    | FileAllocation
)
COMMANDS: tuple[type[Command], ...] = (
    FixDistrictEstablishment,
    FixDistrictPosts,
    FixEstablishment,
    FixPostTotal,
    ReportEnrolment,
    CorrectEnrolment,
    AllocateQuota,
    FileAllocation,
)
