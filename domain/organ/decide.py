"""Decisions on the organs of a plan (工作机构)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.kernel import Decision, DomainEvent, Recorded, States, require, stream_of
from domain.organ import commands as c
from domain.organ import events as e
from domain.organ import rules
from domain.organ.state import (
    HiringCommittee,
    PlanOrgans,
    Seats,
    committee_id,
    persons_of,
)
from domain.planning.organ_sections import organ_rules_of
from domain.planning.rules import must_be_adopted, school_must_take_part, voting_rules
from domain.planning.state import Plan
from domain.school.state import School
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date


def decide(states: States, command: c.OrganCommand, *, at: datetime) -> Decision:
    """Return the event with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    plan, today = require(states, Plan, command.plan), beijing_date(at)
    if isinstance(command, c.ChangeOrgan | c.ChangeCommittee):
        must_hold_no_personal_data({"reason": command.reason})
    match command:
        case c.SetUpOrgans() | c.ChangeOrgan():
            stream = stream_of(PlanOrgans, command.plan)
            event: DomainEvent = _of_plan(states, plan, command, today)
        case c.SetUpCommittee() | c.ChangeCommittee():
            stream = stream_of(HiringCommittee, committee_id(command.plan, command.school))
            event = _of_school(states, plan, command, today)
        case _:
            assert_never(command)
    return (Recorded(stream, event),)


def _of_plan(
    states: States, plan: Plan, command: c.SetUpOrgans | c.ChangeOrgan, today: date
) -> e.OrgansEvent:
    if isinstance(command, c.SetUpOrgans):
        rules.day_must_follow(command.on, None, today)
        rules.meeting_must_have_passed(plan, command.on)
        rules.must_not_be_set_up(plan, command.plan, states.find(PlanOrgans, command.plan))
        seats = {
            e.Organ.LEADING: command.leading,
            e.Organ.DISPUTE: command.dispute,
            e.Organ.SUPERVISION: command.supervision,
        }
        for organ, seated in seats.items():
            _must_be_composed(states, plan, organ, seated, plan.schools, command.on)
        _must_be_apart(states, plan, command.plan, seats)
        return e.OrgansSetUp(
            plan=command.plan,
            body=plan.owner,
            leading=command.leading,
            dispute=command.dispute,
            supervision=command.supervision,
            on=command.on,
        )
    organs = require(states, PlanOrgans, command.plan)
    before = organs.seats[command.organ]
    rules.day_must_follow(command.on, organs.changed_on, today)
    rules.somebody_must_change(before, command.members)
    _must_be_composed(states, plan, command.organ, command.members, plan.schools, command.on)
    _must_be_apart(states, plan, command.plan, {**organs.seats, command.organ: command.members})
    gone, came = _moved(before, command.members)
    return e.OrganChanged(
        plan=command.plan,
        organ=command.organ,
        members=command.members,
        gone=gone,
        came=came,
        reason=command.reason,
        on=command.on,
    )


def _of_school(
    states: States, plan: Plan, command: c.SetUpCommittee | c.ChangeCommittee, today: date
) -> e.CommitteeEvent:
    school_must_take_part(plan, command.school)
    key = committee_id(command.plan, command.school)
    if isinstance(command, c.SetUpCommittee):
        _, adopted_on = must_be_adopted(plan)
        rules.committee_must_not_be_set_up(states.find(HiringCommittee, key), command.plan)
        rules.day_must_follow(command.on, adopted_on, today)
        _must_sit_rightly(states, plan, command)
        return e.CommitteeSetUp(
            plan=command.plan, school=command.school, members=command.members, on=command.on
        )
    committee = require(states, HiringCommittee, key)
    rules.day_must_follow(command.on, committee.changed_on, today)
    rules.somebody_must_change(committee.seats, command.members)
    _must_sit_rightly(states, plan, command)
    gone, came = _moved(committee.seats, command.members)
    return e.CommitteeChanged(
        plan=command.plan,
        school=command.school,
        members=command.members,
        gone=gone,
        came=came,
        reason=command.reason,
        on=command.on,
    )


def _must_sit_rightly(
    states: States, plan: Plan, command: c.SetUpCommittee | c.ChangeCommittee
) -> None:
    schools = (command.school,)
    _must_be_composed(states, plan, e.Organ.COMMITTEE, command.members, schools, command.on)
    organs = states.find(PlanOrgans, command.plan)
    seats = {} if organs is None else {each: organs.persons(each) for each in organs.seats}
    rules.organs_must_be_apart({**seats, e.Organ.COMMITTEE: persons_of(command.members)})


def _must_be_composed(
    states: States, plan: Plan, organ: e.Organ, seats: Seats, schools: tuple[str, ...], on: date
) -> None:
    """Check an organ by itself: who sits there, how many, and as what."""
    size = rules.size_of(organ_rules_of(voting_rules(plan)), organ)
    rules.seats_must_be_sound(organ, seats)
    for seat in seats:
        rules.person_must_be_known(states, seat.person)
    rules.size_must_fit(organ, seats, size)
    rules.capacities_must_be_there(organ, seats, size)
    offices = frozenset(require(states, School, each).town_office for each in schools)
    for seat in seats:
        rules.capacities_must_be_true(states, seat, frozenset(schools), offices, on)


def _must_be_apart(states: States, plan: Plan, key: str, seats: dict[e.Organ, Seats]) -> None:
    """Check the organs against each other, and against every school's committee."""
    committees = (states.find(HiringCommittee, committee_id(key, each)) for each in plan.schools)
    sitting = (each.persons for each in committees if each is not None)
    persons = {organ: persons_of(each) for organ, each in seats.items()}
    rules.organs_must_be_apart({**persons, e.Organ.COMMITTEE: frozenset().union(*sitting)})


def _moved(before: Seats, after: Seats) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who left and who joined."""
    olds, news = persons_of(before), persons_of(after)
    return tuple(sorted(olds - news)), tuple(sorted(news - olds))
