"""What people may ask of a contract."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated

from pydantic import Field

from domain.contract.grades import YearGrade
from domain.kernel import Command
from domain.teacher.events import ExitGround
from domain.values.ids import Count, Id, PostNumber, Text


def contract_id(*, teacher: str, round: str, posts: tuple[str, ...]) -> str:  # noqa: A002 - the word of the trade
    """Return the id of the contract of a teacher for a post set won in a round.

    The id follows from what the contract is about, so a second contract about the same
    would fall on the stream of the first, and is refused there.
    """
    about = "\n".join((teacher, round, *posts))
    return hashlib.sha256(about.encode()).hexdigest()[:32]


_Ground = Annotated[str, Field(json_schema_extra={"enum": [each.value for each in ExitGround]})]
"""A word of the closed list, told as such; another one is refused by the rule, with its basis."""


class SignContract(Command):
    """Signed by both. ``posts`` is the post set held; ``until_on`` is exclusive."""

    teacher: Id
    school: Id
    round: Id
    posts: tuple[PostNumber, ...]
    from_on: date
    until_on: date
    copies: Count
    duties: tuple[Text, ...]
    targets: tuple[Text, ...]
    conditions: tuple[Text, ...]
    liability: Text

    @property
    def contract(self) -> str:
        """Id of the contract, see ``contract_id``."""
        return contract_id(teacher=self.teacher, round=self.round, posts=self.posts)


def office_contract_id(*, teacher: str, school: str, title: str, from_on: date) -> str:
    """Return the id of the contract of somebody for one term of an office of a school."""
    about = f"{teacher}\n{school}\n{title}\n{from_on.isoformat()}"
    return hashlib.sha256(about.encode()).hexdigest()[:32]


class SignOfficeContract(Command):
    """Signed by both, for an office held; its term is that of the office."""

    plan: Id
    teacher: Id
    school: Id
    title: Text
    from_on: date
    copies: Count
    duties: tuple[Text, ...]
    targets: tuple[Text, ...]
    conditions: tuple[Text, ...]
    liability: Text

    @property
    def contract(self) -> str:
        """Id of the contract, see ``office_contract_id``."""
        return office_contract_id(
            teacher=self.teacher, school=self.school, title=self.title, from_on=self.from_on
        )


class FileOfficeContract(Command):
    contract: Id


class FileContract(Command):
    contract: Id


class ExtendContract(Command):
    """Records what follows from law: the term runs on to the end of a protection."""

    contract: Id


class ServeTerminationNotice(Command):
    """``ground`` is a word of ``ExitGround``; any other is refused as no ground at all."""

    contract: Id
    ground: _Ground
    document: Text
    appraisals: tuple[YearGrade, ...] = ()
    refuses_post: bool = False


class WithdrawTerminationNotice(Command):
    contract: Id
    document: Text


class TerminateContract(Command):
    """``ground`` is a word of ``ExitGround``; any other is refused as no ground at all."""

    contract: Id
    ground: _Ground
    document: Text


class EndContractByAgreement(Command):
    contract: Id


class TellUnion(Command):
    """``ground`` is a word of ``ExitGround`` on which the unit alone ends a contract."""

    contract: Id
    ground: _Ground
    document: Text


class GiveUnionOpinion(Command):
    """``opinion`` says why the union objects, or that it does not."""

    contract: Id
    objects: bool
    opinion: Text


class AnswerUnion(Command):
    contract: Id
    document: Text


UnionCommand = TellUnion | GiveUnionOpinion | AnswerUnion
EndingCommand = (
    ExtendContract
    | ServeTerminationNotice
    | WithdrawTerminationNotice
    | TerminateContract
    | EndContractByAgreement
    | UnionCommand
)
OfficeContractCommand = SignOfficeContract | FileOfficeContract
ContractCommand = SignContract | FileContract | OfficeContractCommand | EndingCommand
COMMANDS: tuple[type[Command], ...] = (
    SignContract,
    FileContract,
    SignOfficeContract,
    FileOfficeContract,
    ExtendContract,
    ServeTerminationNotice,
    WithdrawTerminationNotice,
    TerminateContract,
    EndContractByAgreement,
    TellUnion,
    GiveUnionOpinion,
    AnswerUnion,
)
