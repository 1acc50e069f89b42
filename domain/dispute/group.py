"""Cases about a plan and what rests on it are heard by the plan's own dispute group (争议小组)."""

from __future__ import annotations

from collections.abc import Iterable

from domain.dispute import errors
from domain.dispute.channels import Forum
from domain.dispute.routing import forum_of
from domain.dispute.state import DisputeCase
from domain.kernel import States, require
from domain.notice.matter import streams_behind
from domain.office.state import Competition
from domain.organ.events import Organ
from domain.organ.state import PlanOrgans
from domain.planning.state import Plan
from domain.recruitment.state import RecruitmentRound

_LOCAL = frozenset({Forum.DISPUTE_OFFICE, Forum.SCHOOL_GROUP})
"""Forums that the plan itself sets up; those of the law have people of their own."""


def only_the_group_may_hear(states: States, case: DisputeCase, persons: Iterable[str]) -> None:
    """争议小组办理: who mediates, investigates or decides sits in the plan's dispute group.

    Where the plan set none up, or the meeting that did no longer counts, the office's people
    do; appeals, arbitration and reports go to those whom the law names.
    依据: B1-15, 003-F4, B7-01.
    """
    plan = _plan_behind(states, case.contested or "")
    organs = states.find(PlanOrgans, plan) if plan is not None else None
    if organs is None or plan is None or forum_of(case.channel, case.matter) not in _LOCAL:
        return
    if organs.met_on not in require(states, Plan, plan).carried_on:
        return
    seated = organs.persons(Organ.DISPUTE)
    for person in persons:
        if person not in seated:
            raise errors.NotOfGroupError(person=person, plan=plan)


def _plan_behind(states: States, contested: str) -> str | None:
    """Return the plan that a contested decision, or the list that shows it, rests on, if any."""
    for stream in streams_behind(states, contested):
        kind, _, key = stream.partition(":")
        if kind == Plan.KIND:
            return key
        if kind == Competition.KIND:
            return require(states, Competition, key).plan
        if kind == RecruitmentRound.KIND:
            return require(states, RecruitmentRound, key).plan
    return None
