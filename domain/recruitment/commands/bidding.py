"""What people may ask about letters of intent."""

from __future__ import annotations

from pydantic import AwareDatetime

from domain.kernel import Command
from domain.recruitment.wishes import PostSet
from domain.values.ids import Id, PostNumber, Text


class SubmitIntent(Command):
    """A second letter of the same teacher replaces the first."""

    round: Id
    teacher: Id
    wishes: tuple[PostSet, ...]
    office: PostNumber | None = None
    pledged: bool


class WithdrawIntent(Command):
    round: Id
    teacher: Id


class AuthoriseLateSubmission(Command):
    round: Id
    teacher: Id
    until: AwareDatetime
    reason: Text


BiddingCommand = SubmitIntent | WithdrawIntent | AuthoriseLateSubmission

COMMANDS: tuple[type[Command], ...] = (SubmitIntent, WithdrawIntent, AuthoriseLateSubmission)
