"""What people may ask about keys and mandates."""

from __future__ import annotations

from datetime import date

from pydantic import NonNegativeInt

from domain.kernel import Command
from domain.mandate.events import BodyKind
from domain.mandate.roles import Role
from domain.values.ids import Id, Text


class FoundLog(Command):
    district: Id
    name: Text
    root_person: Id


class RegisterBody(Command):
    body: Id
    kind: BodyKind
    name: Text
    parent: Id | None = None


class EnrolKey(Command):
    """The ledger checks ``proof`` before it asks: the domain has no cryptography."""

    person: Id
    kid: str
    suite: NonNegativeInt
    key: str
    proof: str


class RevokeKey(Command):
    person: Id
    kid: str
    reason: Text
    void_from_index: NonNegativeInt


class GrantMandate(Command):
    mandate: Id
    person: Id
    role: Role
    body: Id
    from_on: date
    until_on: date | None = None


class RevokeMandate(Command):
    person: Id
    mandate: Id
    reason: Text


class ConfirmAct(Command):
    person: Id
    act: str
    reason: Text


class DeclareRecusal(Command):
    person: Id
    other: Id
    relation: Text


class ErasePerson(Command):
    person: Id
    ground: Text


MandateCommand = (
    FoundLog
    | RegisterBody
    | EnrolKey
    | RevokeKey
    | GrantMandate
    | RevokeMandate
    | ConfirmAct
    | DeclareRecusal
    | ErasePerson
)
COMMANDS: tuple[type[Command], ...] = (
    FoundLog,
    RegisterBody,
    EnrolKey,
    RevokeKey,
    GrantMandate,
    RevokeMandate,
    ConfirmAct,
    DeclareRecusal,
    ErasePerson,
)
