"""The contract that somebody works under now (现行聘约)."""

from __future__ import annotations

from domain.contract.commands import contract_id
from domain.contract.state import Contract
from domain.kernel import States
from domain.teacher.state import Teacher


def contract_in_force(states: States, teacher: Teacher, person: str) -> tuple[str, Contract] | None:
    """现行聘约: the last one signed that has not ended, with its id.

    It goes on while the teacher has no post, and while she serves on exchange: 落聘 ends no
    contract. 依据: 条例 第15条至第18条 (B8-03), INV1.
    """
    for held in reversed(teacher.hired):
        name = contract_id(teacher=person, round=held.round, posts=held.posts)
        contract = states.find(Contract, name)
        if contract is not None and contract.ended_on is None:
            return name, contract
    return None
