"""What people may ask about offices."""

from __future__ import annotations

from domain.kernel import Command
from domain.recruitment.events import (
    SelectionReason,
)
from domain.values.ids import Id, Text


class ProposeOffice(Command):
    round: Id
    teacher: Id
    reason: SelectionReason
    detail: Text


class ApproveOffice(Command):
    round: Id
    teacher: Id


class RefuseOffice(Command):
    round: Id
    teacher: Id
    reason: Text


class CloseCadreLayer(Command):
    round: Id
    school: Id


OfficeCommand = ProposeOffice | ApproveOffice | RefuseOffice | CloseCadreLayer

COMMANDS: tuple[type[Command], ...] = (ProposeOffice, ApproveOffice, RefuseOffice, CloseCadreLayer)
