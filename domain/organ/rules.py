"""Rules of the organs of a plan, each with its basis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from domain.kernel import States
from domain.mandate.roles import Role
from domain.mandate.state import Mandates
from domain.organ import errors
from domain.organ.events import Organ, Rank, Seat
from domain.organ.state import HiringCommittee, PlanOrgans, Seats, committee_id, persons_of
from domain.planning.organ_sections import Capacity, OrganRules, OrganSize
from domain.planning.pack import RulePack
from domain.planning.state import Plan
from domain.teacher.state import Teacher


def size_of(rules: OrganRules, organ: Organ) -> OrganSize:
    """Return how an organ is composed."""
    return {
        Organ.LEADING: rules.leading,
        Organ.DISPUTE: rules.dispute,
        Organ.SUPERVISION: rules.supervision,
        Organ.COMMITTEE: rules.committee,
    }[organ]


# When a plan goes on


def organs_must_be_set_up(plan: Plan, key: str, pack: RulePack, organs: PlanOrgans | None) -> None:
    """先立机构: with its organs, set up at the meeting that passed it, a plan goes on.

    Only where the pack demands them. Organs of a meeting that no longer counts are none.
    依据: B1-15, 003-F2, 003-F4.
    """
    if pack.organs is not None and (organs is None or organs.met_on not in plan.carried_on):
        raise errors.OrgansMissingError(plan=key, set_up=int(organs is not None))


def committee_must_be_set_up(states: States, plan: str, school: str, pack: RulePack) -> None:
    """先立聘任委员会: a school that runs a round has its committee, where the pack demands it.

    依据: S002-19.
    """
    key = committee_id(plan, school)
    if pack.organs is not None and states.find(HiringCommittee, key) is None:
        raise errors.CommitteeMissingError(plan=plan, school=school)


# Setting up and changing


def meeting_must_have_passed(plan: Plan, on: date) -> None:
    """同会成立: organs are set up at the very meeting that passed the plan. 依据: B1-15."""
    if on not in plan.carried_on:
        passed_on = max(plan.carried_on, default=None)
        raise errors.OtherMeetingError(
            on=on.isoformat(), passed_on=passed_on.isoformat() if passed_on is not None else ""
        )


def must_not_be_set_up(plan: Plan, key: str, organs: PlanOrgans | None) -> None:
    """一方案一套机构: who sits there changes by a change. 依据: B1-15.

    What a meeting set up whose vote was set aside is set up anew.
    """
    if organs is not None and organs.met_on in plan.carried_on:
        raise errors.SetUpTwiceError(plan=key, on=organs.met_on.isoformat())


def committee_must_not_be_set_up(committee: HiringCommittee | None, plan: str) -> None:
    """一校一委员会: who sits there changes by a change. 依据: S002-19."""
    if committee is not None:
        raise errors.SetUpTwiceError(plan=plan, on=committee.changed_on.isoformat())


def day_must_follow(on: date, last_on: date | None, today: date) -> None:
    """事后记录: on the day or later, and not before the last change. 依据: INV8."""
    if on > today or (last_on is not None and on < last_on):
        after = last_on.isoformat() if last_on is not None else ""
        raise errors.DayError(on=on.isoformat(), today=today.isoformat(), after=after)


def somebody_must_change(before: Seats, after: Seats) -> None:
    """人员变动: a change changes who sits there, or as what. 依据: B1-15."""
    if frozenset(before) == frozenset(after):
        raise errors.NothingChangedError(members=len(after))


def seats_must_be_sound(organ: Organ, seats: Seats) -> None:
    """组成人员: everybody once, under one head. 依据: 003-F2."""
    heads = sum(each.rank_held is Rank.HEAD for each in seats)
    different = len(persons_of(seats))
    if heads != 1 or different != len(seats):
        raise errors.SeatsError(
            organ=organ.value, heads=heads, members=len(seats), different=different
        )


def size_must_fit(organ: Organ, seats: Seats, size: OrganSize) -> None:
    """组成人数: as many as the plan says, odd where it says so. 依据: B1-15 (local)."""
    if len(seats) < size.least or (size.odd and len(seats) % 2 == 0):
        raise errors.SizeError(
            organ=organ.value, members=len(seats), least=size.least, odd=int(size.odd)
        )


def capacities_must_be_there(organ: Organ, seats: Seats, size: OrganSize) -> None:
    """组成来源: enough sit there in each capacity that the plan names. 依据: S002-19, 003-H1."""
    for wanted in size.capacities:
        found = sum(wanted.capacity in each.capacities for each in seats)
        if found < wanted.at_least:
            raise errors.CapacityMissingError(
                organ=organ.value,
                capacity=wanted.capacity.value,
                found=found,
                needed=wanted.at_least,
            )


_OFFICES: Mapping[Capacity, frozenset[Role]] = {
    Capacity.PRINCIPAL: frozenset({Role.PRINCIPAL}),
    Capacity.SECRETARY: frozenset({Role.SECRETARY}),
    Capacity.LIAISON: frozenset(
        {Role.TOWN_OFFICER, Role.BUREAU_OFFICER, Role.SUPERVISOR, Role.COMMITTEE_MEMBER}
    ),
}
"""Mandates that make somebody what he or she sits there as."""
_TEACHERS = frozenset({Capacity.BACKBONE_TEACHER, Capacity.TEACHER_REPRESENTATIVE})


def person_must_be_known(states: States, person: str) -> None:
    """人员在册: whoever sits there is in the ledger, and not out of service. 依据: B1-15."""
    teacher, held = states.find(Teacher, person), states.find(Mandates, person)
    serves = teacher is not None and teacher.exited is None
    if not serves and (held is None or held.erased or teacher is not None):
        raise errors.PersonUnknownError(person=person, exited=int(teacher is not None))


def capacities_must_be_true(
    states: States, seat: Seat, schools: frozenset[str], offices: frozenset[str], on: date
) -> None:
    """身份属实: a principal, a secretary, an official of the office, a teacher of the schools.

    Of leaders, heads of sections and experts the ledger has no register. 依据: S002-19.
    """
    teacher = states.find(Teacher, seat.person)
    held = states.find(Mandates, seat.person)
    mandates = held.mandates if held is not None else ()
    for capacity in seat.capacities:
        bodies = offices if capacity is Capacity.LIAISON else schools
        roles = _OFFICES.get(capacity)
        by_office = roles is None or any(
            each.role in roles and each.body in bodies and each.stands(on) for each in mandates
        )
        by_school = capacity not in _TEACHERS or (teacher is not None and teacher.school in schools)
        if not by_office or not by_school:
            raise errors.CapacityUntrueError(person=seat.person, capacity=capacity.value)


def organs_must_be_apart(organs: Mapping[Organ, frozenset[str]]) -> None:
    """职能分设: nobody both leads or decides and adjudicates or supervises.

    Leading group and committees may share people: both decide. 依据: 条例 第39条; B1-15.
    """
    deciding = (Organ.LEADING, Organ.COMMITTEE)
    pairs = [(one, Organ.DISPUTE) for one in (*deciding, Organ.SUPERVISION)]
    pairs += [(one, Organ.SUPERVISION) for one in deciding]
    for one, other in pairs:
        both = organs.get(one, frozenset()) & organs.get(other, frozenset())
        if both:
            raise errors.NotApartError(person=min(both), organ=one.value, other_organ=other.value)
