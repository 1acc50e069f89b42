"""What people may ask after a low grade."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.appraisal.commands import Year
from domain.kernel import Command
from domain.mending.state import mending_id
from domain.values.ids import Count, Id, Sealed


class _OfPerson(Command):
    """Names what follows a grade by the year and the person."""

    year: Year
    teacher: Annotated[Id, StringConstraints(max_length=59)]

    @property
    def mending(self) -> str:
        """Id of what follows the grade."""
        return mending_id(year=self.year, teacher=self.teacher)


class HoldInterview(_OfPerson):
    """``text`` says what was talked about; it goes to the vault."""

    on: date
    text: Sealed


class PlanMending(_OfPerson):
    """``items`` say what is to be mended; they go to the vault."""

    items: Annotated[tuple[Sealed, ...], Field(min_length=1, max_length=50)]
    due_on: date


class CompleteMending(_OfPerson):
    on: date
    text: Sealed | None = None


class RecordMissedMending(_OfPerson):
    """``open_count`` things of the plan are not mended on a day after the plan's own."""

    open_count: Annotated[Count, Field(ge=1)]
    text: Sealed | None = None


class DropMending(_OfPerson):
    """Ends a plan that nothing asks for any more: the grade was changed, or the person has left."""


MendingCommand = HoldInterview | PlanMending | CompleteMending | RecordMissedMending | DropMending
COMMANDS: tuple[type[Command], ...] = (
    HoldInterview,
    PlanMending,
    CompleteMending,
    RecordMissedMending,
    DropMending,
)
