"""What people may ask about teaching awards."""

from __future__ import annotations

from domain.award.events import AwardKind
from domain.kernel import Command
from domain.values.ids import Id, Milli, Text


class GrantTeachingAward(Command):
    """``mean_milli`` is that of the same grade and subject in town or county."""

    teacher: Id
    plan: Id
    kind: AwardKind
    examination: Text
    subject: Text
    classes: Text
    class_mean_milli: Milli
    mean_milli: Milli
    evidence: Text


AwardCommand = GrantTeachingAward
COMMANDS: tuple[type[Command], ...] = (GrantTeachingAward,)
