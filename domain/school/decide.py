"""Decisions of and about a school (学校)."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.kernel import Decision, Recorded, States, require, require_absent, stream_of
from domain.planning.state import Plan
from domain.quota.state import Quota
from domain.school import commands as c
from domain.school import errors, rules
from domain.school import events as e
from domain.school.restoring import decide_restoration
from domain.school.state import School
from domain.teacher.leaving import must_be_in_service
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def decide(states: States, command: c.SchoolCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    match command:
        case c.RegisterSchool():
            event = _register(states, command)
        case c.PublishPosts():
            event = _publish(states, command)
        case c.RegisterOffice():
            event = _register_office(states, command)
        case c.EndOffice():
            event = _end_office(require(states, School, command.school), command, at)
        case c.OpenRemovalProcedure():
            event = _open_removal(require(states, School, command.school), command, at)
        case c.DecideRestoration():
            event = decide_restoration(states, command, beijing_date(at))
        case _:
            assert_never(command)
    return (Recorded(stream_of(School, command.school), event),)


def _register(states: States, command: c.RegisterSchool) -> e.SchoolEvent:
    require_absent(states, School, command.school)
    return e.SchoolRegistered(
        name=command.name,
        kind=command.kind,
        town_office=command.town_office,
        remote=command.remote,
    )


def _publish(states: States, command: c.PublishPosts) -> e.SchoolEvent:
    state = require(states, School, command.school)
    rules.must_not_be_published(state, command.plan)
    share = rules.share_must_be_filed(
        states.find(Quota, command.plan), command.school, command.plan
    )
    rules.numbers_must_differ(command.posts)
    rules.teaching_tasks_must_be_told(command.posts)
    plan = states.find(Plan, command.plan)
    if plan is not None and plan.pack_in_force is not None:
        rules.office_terms_must_be_as_planned(command.posts, plan.pack_in_force)
    rules.seats_must_fit(command.posts, share)
    return e.PostsPublished(
        plan=command.plan, establishment=share.establishment, posts=command.posts
    )


def _register_office(states: States, command: c.RegisterOffice) -> e.SchoolEvent:
    state = require(states, School, command.school)
    holder = states.find(Teacher, command.person)
    if holder is not None:
        must_be_in_service(holder, command.person)
    if rules.holds_office(state, command.person, command.title):
        raise errors.OfficeHeldError(person=command.person, title=command.title)
    rules.office_must_last(command.from_on, command.until_on)
    return e.OfficeGranted(
        title=command.title,
        person=command.person,
        post=None,
        from_on=command.from_on,
        until_on=command.until_on,
    )


def _end_office(state: School, command: c.EndOffice, at: datetime) -> e.SchoolEvent:
    if not rules.holds_office(state, command.person, command.title):
        raise errors.OfficeNotHeldError(person=command.person, title=command.title)
    on = beijing_date(at)
    rules.ground_must_be_the_registers_own(state, command, on)
    return e.OfficeEnded(title=command.title, person=command.person, ground=command.ground, on=on)


def _open_removal(state: School, command: c.OpenRemovalProcedure, at: datetime) -> e.SchoolEvent:
    """拒签责任书: opens a procedure of removal from office, and no more (A.6 X3, T51)."""
    if not rules.holds_office(state, command.person, command.title):
        raise errors.OfficeNotHeldError(person=command.person, title=command.title)
    if (command.person, command.title) in state.removals:
        raise errors.RemovalOpenError(person=command.person, title=command.title)
    return e.RemovalProcedureOpened(
        title=command.title, person=command.person, letter=command.letter, on=beijing_date(at)
    )
