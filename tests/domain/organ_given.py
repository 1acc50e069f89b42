"""The organs of the town's plan, and the people who may sit in them."""

from __future__ import annotations

from datetime import date

from domain.mandate.events import MandateGranted
from domain.mandate.roles import Role
from domain.organ import commands as c
from domain.organ.events import Rank, Seat
from domain.planning.organ_sections import Capacity
from domain.planning.pack import RulePack
from tests.domain import town
from tests.domain.dispute_steps import enrolled
from tests.domain.planning_given import PACK, august, pack, voted
from tests.domain.town import PLAN, TOWN
from tests.support.desk import Desk

MET = voted().on
DEMANDING = pack(organs={})
"""The pack of the tests, and it demands organs as the constants sheet has them."""
SET_UP_ON = august(18)
OFFICES = {
    "chief": (Role.TOWN_OFFICER, TOWN),
    "liaison": (Role.TOWN_OFFICER, TOWN),
    "principal-1": (Role.PRINCIPAL, "school-1"),
    "secretary-1": (Role.SECRETARY, "school-1"),
    "principal-2": (Role.PRINCIPAL, "school-2"),
    "m1": (Role.COMMITTEE_MEMBER, "school-1"),
    "d1": (Role.DISPUTE_OFFICER, "dispute-office"),
    "d2": (Role.DISPUTE_OFFICER, "dispute-office"),
    "d3": (Role.DISPUTE_OFFICER, "dispute-office"),
    "w1": (Role.SUPERVISOR, "supervision"),
    "w2": (Role.SUPERVISOR, "supervision"),
    "w3": (Role.SUPERVISOR, "supervision"),
}


def seats(head: str, *others: str) -> tuple[Seat, ...]:
    """Return an organ under a head, nobody in any capacity."""
    return (Seat(person=head, rank_held=Rank.HEAD), *(Seat(person=each) for each in others))


COMMITTEE = (
    Seat(person="principal-1", rank_held=Rank.HEAD, capacities=(Capacity.PRINCIPAL,)),
    Seat(person="secretary-1", rank_held=Rank.DEPUTY, capacities=(Capacity.SECRETARY,)),
    Seat(person="liaison", capacities=(Capacity.LIAISON,)),
    Seat(person="a1", capacities=(Capacity.BACKBONE_TEACHER,)),
    Seat(person="m1"),
)
"""S002-19: 教办包校人员, 校长, 书记, 骨干教师."""
LEADING = seats("chief", "principal-1", "principal-2")
DISPUTE = seats("d1", "d2", "d3")
SUPERVISION = seats("w1", "w2", "w3")
SET_UP = c.SetUpOrgans(plan=PLAN, leading=LEADING, dispute=DISPUTE, supervision=SUPERVISION, on=MET)
COMMIT = c.SetUpCommittee(plan=PLAN, school="school-1", members=COMMITTEE, on=SET_UP_ON)


def change(organ: c.OfPlan, *members: Seat, on: date = SET_UP_ON) -> c.ChangeOrgan:
    """Return a change of one of the plan's organs."""
    return c.ChangeOrgan(plan=PLAN, organ=organ, members=members, reason="工作调动", on=on)


def recommit(*members: Seat, on: date = SET_UP_ON) -> c.ChangeCommittee:
    """Return a change of the school's committee."""
    return c.ChangeCommittee(
        plan=PLAN, school="school-1", members=members, reason="工作调动", on=on
    )


def officials(desk: Desk) -> Desk:
    """Let everybody hold the offices that they have, and a key to sign with."""
    for person, (role, body) in OFFICES.items():
        desk.given(f"mandates:{person}", enrolled(person), granted(person, role, body))
    return desk


def granted(person: str, role: Role, body: str) -> MandateGranted:
    """Return a mandate since the start of the year."""
    return MandateGranted(
        mandate=f"g-{person}-{role.value}",
        person=person,
        role=role.value,
        body=body,
        from_on=date(2026, 1, 1),
        until_on=None,
    )


def met(of: RulePack = PACK) -> Desk:
    """The congress passed the plan on 1 July, and it is frozen; nothing is set up."""
    desk = officials(town.prepared(of=of))
    desk.given(f"plan:{PLAN}", voted(of.sha256()))
    return desk


def seated(of: RulePack = PACK) -> Desk:
    """All organs are set up, and the committee of the first school."""
    desk = met(of)
    desk.do(SET_UP, COMMIT)
    return desk
