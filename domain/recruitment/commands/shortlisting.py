"""What people may ask about a short list (入围)."""

from __future__ import annotations

from domain.kernel import Command
from domain.values.ids import Id, Text


class LockFirstPart(Command):
    """Asked once letters are in and all that the list goes by is recorded."""

    round: Id


class ComputeShortlist(Command):
    """Asked after the lock, and again after a correction or a decided tie."""

    round: Id


class PublishShortlist(Command):
    """``channel`` says where the list hangs."""

    round: Id
    channel: Text


ShortlistCommand = LockFirstPart | ComputeShortlist | PublishShortlist
COMMANDS: tuple[type[Command], ...] = (LockFirstPart, ComputeShortlist, PublishShortlist)
