"""What people may ask in adjustment and standby."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.recruitment.wishes import PostSet
from domain.values.ids import Id, Text


class ProposeAdjustment(Command):
    round: Id
    teacher: Id
    posts: PostSet
    reason: Text


class StartStandby(Command):
    round: Id
    teacher: Id
    from_on: date
    until_on: date


class TakeTrainingTest(Command):
    round: Id
    teacher: Id
    passed: bool
    on: date


class AssignPost(Command):
    round: Id
    teacher: Id
    posts: PostSet


AdjustingCommand = ProposeAdjustment | StartStandby | TakeTrainingTest | AssignPost

COMMANDS: tuple[type[Command], ...] = (
    ProposeAdjustment,
    StartStandby,
    TakeTrainingTest,
    AssignPost,
)
