"""What people may ask of a year's quota."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.kernel import Command
from domain.quota.events import FilingOffice, SchoolShare
from domain.values.ids import Count, Id, Text


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


class AllocateQuota(Command):
    plan: Id
    shares: Annotated[tuple[SchoolShare, ...], Field(min_length=1)]


class FileAllocation(Command):
    plan: Id
    office: FilingOffice


QuotaCommand = FixEstablishment | FixPostTotal | AllocateQuota | FileAllocation
COMMANDS: tuple[type[Command], ...] = (
    FixEstablishment,
    FixPostTotal,
    AllocateQuota,
    FileAllocation,
)
