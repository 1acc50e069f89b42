"""What people may ask about a teacher's protection."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.kernel import Command
from domain.protection.kinds import ConsentMatter, EvidenceKind, StatutoryKind
from domain.values.ids import Id


class RecordProtection(Command):
    """Kind, evidence, birth and retirement dates go to the vault and never into an event.

    ``until_on`` is exclusive. Maternity leave has its length by law and plan unless a longer
    one is named; nursing needs ``child_born_on``; near retirement needs ``retires_on``.
    """

    teacher: Id
    protection: Id
    kind: StatutoryKind
    from_on: date
    until_on: date | None = None
    child_born_on: date | None = None
    children: Annotated[int, Field(ge=1, le=10)] = 1
    difficult_birth: bool = False
    retires_on: date | None = None
    evidence: str
    plan: Id | None = None
    """The plan whose longer local periods apply."""


class RecordCategory(Command):
    """A category of the plan (直聘 and the like). Category and evidence go to the vault."""

    teacher: Id
    protection: Id
    plan: Id
    category: Id
    from_on: date
    until_on: date | None = None
    evidence_kind: EvidenceKind
    evidence: str


class ProlongProtection(Command):
    teacher: Id
    protection: Id
    until_on: date
    evidence: str


class EndProtection(Command):
    teacher: Id
    protection: Id
    evidence: str


class GiveConsent(Command):
    """``about`` is the round, or the school whose post is left."""

    teacher: Id
    matter: ConsentMatter
    about: Id


class WithdrawConsent(Command):
    teacher: Id
    matter: ConsentMatter
    about: Id


class RequestTermToRetirement(Command):
    teacher: Id
    retires_on: date
    plan: Id | None = None


ProtectionCommand = (
    RecordProtection
    | RecordCategory
    | ProlongProtection
    | EndProtection
    | GiveConsent
    | WithdrawConsent
    | RequestTermToRetirement
)
COMMANDS: tuple[type[Command], ...] = (
    RecordProtection,
    RecordCategory,
    ProlongProtection,
    EndProtection,
    GiveConsent,
    WithdrawConsent,
    RequestTermToRetirement,
)
