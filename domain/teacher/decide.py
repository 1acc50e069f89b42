"""Decisions about a teacher's service (教师)."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from domain.kernel import Decision, Personal, Recorded, States, require, require_absent, stream_of
from domain.protection.kinds import ConsentMatter
from domain.protection.rules import must_keep_place
from domain.school.state import School
from domain.teacher import commands as c
from domain.teacher import errors
from domain.teacher import events as e
from domain.teacher.leaving import decide_leaving
from domain.teacher.posts_left import post_left
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def decide(states: States, command: c.TeacherCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted.

    Raises:
        DomainError: A rule refuses the command.
    """
    if isinstance(command, c.LeavingCommand):
        return decide_leaving(states, command, at)
    match command:
        case c.RegisterTeacher():
            return _register(states, command)
        case c.LeavePost():
            return _leave(states, command, at)
        case _:
            assert_never(command)


def _register(states: States, command: c.RegisterTeacher) -> Decision:
    require_absent(states, Teacher, command.teacher)
    require(states, School, command.school)
    if command.joined_school_on < command.service_started_on:
        raise errors.ServiceDatesError(
            teacher=command.teacher,
            service_started_on=command.service_started_on.isoformat(),
            joined_school_on=command.joined_school_on.isoformat(),
        )
    registered = e.TeacherRegistered(
        school=command.school,
        service_started_on=command.service_started_on,
        joined_school_on=command.joined_school_on,
        subject=command.subject,
    )
    values = {
        "name": command.name,
        "id_number": command.id_number,
        "birth_date": command.birth_date.isoformat(),
        "phone": command.phone,
    }
    personal = tuple(Personal(path, command.teacher, value) for path, value in values.items())
    return (Recorded(stream_of(Teacher, command.teacher), registered, personal),)


def _leave(states: States, command: c.LeavePost, at: datetime) -> Decision:
    """Free the seats in the same act, so that no seat is held by one who left it."""
    state = require(states, Teacher, command.teacher)
    if state.holds is None:
        raise errors.NoPostError(teacher=command.teacher)
    held, on = state.holds, beijing_date(at)
    must_keep_place(state.safeguards, command.teacher, on, ConsentMatter.LEAVE_POST, held.school)
    return post_left(command.teacher, held.school, held.posts, command.reason, on)
