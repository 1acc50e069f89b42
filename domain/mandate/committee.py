"""The organs of a plan at work: how many of them sign together, and that it is they who sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.kernel import Recorded, States, require
from domain.mandate import errors
from domain.mandate.needs import Need, Rule
from domain.mandate.roles import Mandated, Role
from domain.office.state import Competition
from domain.organ.events import Organ
from domain.organ.state import HiringCommittee, PlanOrgans, committee_id
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


def only_who_sits_may_sign(
    states: States, recorded: Recorded, rule: Rule, actors: Sequence[Mandated]
) -> None:
    """本机构成员签署: a committee or supervision that the plan set up acts by its own members.

    A mandate of the school's committee, or of any supervision, is not enough then. Where none
    is set up it is. 依据: S002-19, B1-15.
    """
    matter = _matter(states, recorded.stream)
    if matter is None:
        return
    wanted = {role for need in rule.needs for role in need.roles}
    for role, organ, seated in _organs_of(states, matter):
        signing = {actor.person for actor in actors if actor.role == role}
        if role in wanted and not signing <= seated:
            raise errors.NotSeatedError(
                person=min(signing - seated), organ=organ.value, plan=matter.plan
            )


def _organs_of(
    states: States, matter: RecruitmentRound | Competition
) -> Iterator[tuple[Role, Organ, frozenset[str]]]:
    """Yield which role is an organ's alone, and who sits in it."""
    committee = states.find(HiringCommittee, committee_id(matter.plan, matter.organiser))
    if committee is not None:
        yield Role.COMMITTEE_MEMBER, Organ.COMMITTEE, committee.persons
    organs = states.find(PlanOrgans, matter.plan)
    if organs is not None:
        yield Role.SUPERVISOR, Organ.SUPERVISION, organs.persons(Organ.SUPERVISION)


def _matter(states: States, stream: str) -> RecruitmentRound | Competition | None:
    kind, _, key = stream.partition(":")
    if kind == RecruitmentRound.KIND:
        return states.find(RecruitmentRound, key)
    return states.find(Competition, key) if kind == Competition.KIND else None
