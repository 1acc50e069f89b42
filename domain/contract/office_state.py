"""What a contract for an office has come to. Stream ``office-contract:<office_contract_id>``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.contract import events as e
from domain.kernel import Aggregate
from domain.values.ids import Id


class OfficeContract(Aggregate):
    """职务聘约: of one person for one term of one office (S002-28)."""

    KIND: ClassVar[str] = "office-contract"
    plan: Id
    pack_sha256: str
    teacher: Id
    school: Id
    title: str
    from_on: date
    until_on: date
    filed_on: date | None = None

    @property
    def body(self) -> str:
        """Id of the school whose office it is."""
        return self.school


def evolve_office(state: OfficeContract | None, event: e.OfficeContractEvent) -> OfficeContract:
    """Return the contract after ``event``."""
    if isinstance(event, e.OfficeContractSigned):
        return OfficeContract(
            plan=event.plan,
            pack_sha256=event.pack_sha256,
            teacher=event.teacher,
            school=event.school,
            title=event.title,
            from_on=event.from_on,
            until_on=event.until_on,
        )
    assert state is not None, "a contract starts with OfficeContractSigned"
    return state.model_copy(update={"filed_on": event.on})
