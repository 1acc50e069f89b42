"""持训上岗: of those who sign a proposal of a grade, each member of the committee is trained."""

from __future__ import annotations

from collections.abc import Sequence

from domain.appraisal.events import GradeProposed
from domain.appraisal.state import Appraisal
from domain.kernel import Recorded, States, require
from domain.mandate.roles import Mandated, Role
from domain.oversight.rules import evaluator_must_be_trained
from domain.planning.state import Plan


def appraisers_must_be_trained(
    states: States, recorded: Recorded, actors: Sequence[Mandated]
) -> None:
    """考核评价人员培训: nobody of the committee proposes a grade untrained, where the plan asks so.

    Judges are asked when they mark. 依据: S000-11.
    """
    event = recorded.event
    if not isinstance(event, GradeProposed):
        return
    appraisal = states.find(Appraisal, recorded.stream.partition(":")[2])
    if appraisal is None:
        return
    pack = require(states, Plan, appraisal.plan).packs[appraisal.pack_sha256]
    for actor in actors:
        if actor.role == Role.COMMITTEE_MEMBER:
            evaluator_must_be_trained(states, actor.person, event.on, pack)
