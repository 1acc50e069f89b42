"""What people may ask about the qualification check."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from domain.kernel import Command
from domain.recruitment.events import (
    DisqualificationReason,
)
from domain.values.ids import Id, Text


class QualifyBidder(Command):
    round: Id
    teacher: Id


class DisqualifyBidder(Command):
    round: Id
    teacher: Id
    reason: DisqualificationReason
    detail: Text


class ReturnBid(Command):
    """All that is missing is told at once (E.2 第8步)."""

    round: Id
    teacher: Id
    missing: Annotated[tuple[Text, ...], Field(min_length=1)]
    until: AwareDatetime


class SupplementBid(Command):
    round: Id
    teacher: Id


QualifyingCommand = QualifyBidder | DisqualifyBidder | ReturnBid | SupplementBid

COMMANDS: tuple[type[Command], ...] = (QualifyBidder, DisqualifyBidder, ReturnBid, SupplementBid)
