"""What a contract has come to. Its id is ``contract_id`` of what it is about."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, assert_never

from domain.contract import events as e
from domain.kernel import Aggregate
from domain.values.ids import Id, PostNumber


class Contract(Aggregate):
    """聘约: valid from its signing; filing it late does not change that."""

    KIND: ClassVar[str] = "contract"
    teacher: Id
    school: Id
    round: Id
    posts: tuple[PostNumber, ...]
    from_on: date
    until_on: date
    filed_on: date | None = None

    @property
    def body(self) -> str:
        return self.school


def evolve(state: Contract | None, event: e.ContractEvent) -> Contract:
    """Return the contract after ``event``."""
    match event:
        case e.ContractSigned():
            return Contract(
                teacher=event.teacher,
                school=event.school,
                round=event.round,
                posts=event.posts,
                from_on=event.from_on,
                until_on=event.until_on,
            )
        case e.ContractFiled():
            assert state is not None, "a contract starts with ContractSigned"
            return state.model_copy(update={"filed_on": event.on})
        case _:
            assert_never(event)
