"""How many of the 聘任委员会 sign together: the plan's number, where a matter rests on a plan."""

from __future__ import annotations

from domain.kernel import States, require
from domain.mandate.needs import Need
from domain.office.state import Competition
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound


def committee_must_be_as_many_as_planned(states: States, need: Need, stream: str) -> int:
    """聘任委员会共同签署: as many members as the plan's pack says, where several are asked for.

    What one member may sign alone stays so; a matter without a plan keeps the table's number.
    依据: S002-19.
    """
    matter = _matter(states, stream) if need.of_pack else None
    if matter is None:
        return need.count
    return require(states, Plan, matter.plan).packs[matter.pack_sha256].committee_signers


def _matter(states: States, stream: str) -> RecruitmentRound | Competition | None:
    kind, _, key = stream.partition(":")
    if kind == RecruitmentRound.KIND:
        return states.find(RecruitmentRound, key)
    return states.find(Competition, key) if kind == Competition.KIND else None
