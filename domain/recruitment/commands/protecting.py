"""What people may ask about protection inside a round."""

from __future__ import annotations

from domain.kernel import Command
from domain.recruitment.leaves import Leave
from domain.recruitment.wishes import PostSet
from domain.values.ids import Id, Text


class AppointDirectly(Command):
    """直聘: ``protection`` names the one in force that gives her the post."""

    round: Id
    teacher: Id
    posts: PostSet
    protection: Id


class DisqualifyForLeave(Command):
    """The dates and kinds of leave go to the vault and never into an event."""

    round: Id
    teacher: Id
    leaves: tuple[Leave, ...]
    detail: Text


ProtectedCommand = AppointDirectly | DisqualifyForLeave

COMMANDS: tuple[type[Command], ...] = (AppointDirectly, DisqualifyForLeave)
