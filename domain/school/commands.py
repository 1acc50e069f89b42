"""What people may ask of a school."""

from __future__ import annotations

from datetime import date

from domain.kernel import Command
from domain.school.events import OfficeEndGround, SchoolKind
from domain.school.posts import Post
from domain.values.ids import Id, Text


class RegisterSchool(Command):
    school: Id
    name: Text
    kind: SchoolKind
    town_office: Id
    remote: bool = False


class PublishPosts(Command):
    school: Id
    plan: Id
    posts: tuple[Post, ...]


class RegisterOffice(Command):
    """Registers an incumbent when the ledger begins."""

    school: Id
    title: Text
    person: Id
    from_on: date
    until_on: date


class EndOffice(Command):
    school: Id
    title: Text
    person: Id
    ground: OfficeEndGround


class OpenRemovalProcedure(Command):
    """An office holder refused to sign: ``letter`` names the letter of responsibility."""

    school: Id
    title: Text
    person: Id
    letter: Text


class DecideRestoration(Command):
    """An office waits for people to decide whether it comes back. ``reason`` tells why."""

    school: Id
    title: Text
    person: Id
    restore: bool
    reason: Text


SchoolCommand = (
    RegisterSchool
    | PublishPosts
    | RegisterOffice
    | EndOffice
    | OpenRemovalProcedure
    | DecideRestoration
)
COMMANDS: tuple[type[Command], ...] = (
    RegisterSchool,
    PublishPosts,
    RegisterOffice,
    EndOffice,
    OpenRemovalProcedure,
    DecideRestoration,
)
