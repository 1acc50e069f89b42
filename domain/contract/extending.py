"""Contracts that run out during a protection (聘约顺延)."""

from __future__ import annotations

from datetime import date, timedelta

from domain.contract.events import ContractExtended
from domain.contract.state import Contract
from domain.protection.kinds import Effect
from domain.protection.state import Safeguards

_ONE = timedelta(days=1)


def extension(contract: Contract, safeguards: Safeguards, on: date) -> ContractExtended | None:
    """自动延续: the contract runs on to the end of the protection that its last day falls into.

    Where several protections hold then, it runs to the end of the first that ends: to that of
    the maternity leave first. If another still holds there, it runs on again.
    依据: 妇女权益保障法 第48条; 劳动合同法 第45条 (B3-02; T10).
    """
    last = contract.until_on - _ONE
    longer = [
        each
        for each in safeguards.with_effect(last, Effect.EXTENDS_CONTRACT)
        if each.until_on > contract.until_on
    ]
    if contract.ended_on is not None or not longer:
        return None
    first = min(longer, key=lambda each: (each.until_on, each.protection))
    return ContractExtended(
        teacher=contract.teacher, protection=first.protection, until_on=first.until_on, on=on
    )
