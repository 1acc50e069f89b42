"""Decisions on what follows a low grade (约谈、整改)."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from domain.appraisal.commands import appraisal_id
from domain.appraisal.state import Appraisal
from domain.kernel import Decision, Personal, Recorded, States, require, stream_of
from domain.mending import commands as c
from domain.mending import events as e
from domain.mending import rules
from domain.mending.state import Mending
from domain.planning.state import Plan
from domain.teacher.state import Teacher
from domain.values.time import beijing_date


def decide(states: States, command: c.MendingCommand, *, at: datetime) -> Decision:
    """Return the events with which ``command`` is granted, by the pack of the appraisal.

    Raises:
        DomainError: A rule refuses the command.
    """
    today = beijing_date(at)
    state = states.find(Mending, command.mending)
    match command:
        case c.HoldInterview():
            event: e.MendingEvent = _talk(states, state, command, today)
        case c.PlanMending():
            event = _plan(states, state, command, today)
        case c.CompleteMending():
            plan = rules.plan_must_be_open(state, command.teacher)
            rules.completion_must_follow(plan, command.on, today)
            event = e.MendingCompleted(
                teacher=command.teacher,
                due_on=plan.due_on,
                on=command.on,
                remarked=command.text is not None,
            )
        case c.RecordMissedMending():
            plan = rules.plan_must_be_open(state, command.teacher)
            rules.plan_must_be_over(plan, today)
            rules.open_items_must_be_of_plan(plan, command.open_count)
            event = e.MendingMissed(
                teacher=command.teacher,
                open_count=command.open_count,
                due_on=plan.due_on,
                on=today,
                remarked=command.text is not None,
            )
        case c.DropMending():
            plan = rules.plan_must_be_open(state, command.teacher)
            teacher = _teacher(states, command)
            rules.nothing_must_ask_for_it(plan, teacher, command.teacher, command.year)
            event = e.MendingDropped(teacher=command.teacher, on=today)
        case _:
            assert_never(command)
    sealed = _sealed(command, event, state.plans if state is not None else 0)
    return (Recorded(stream_of(Mending, command.mending), event, sealed),)


def _talk(
    states: States, state: Mending | None, command: c.HoldInterview, today: date
) -> e.InterviewHeld:
    told = rules.grade_must_be_told(_teacher(states, command).file, command.teacher, command.year)
    appraisal = require(states, Appraisal, appraisal_id(body=told.body, year=told.year))
    pack = require(states, Plan, appraisal.plan).packs[appraisal.pack_sha256]
    rules.grade_must_be_low(told, command.teacher, rules.mending_rules_of(pack))
    rules.talk_must_follow_the_notice(told, command.on, today)
    rules.grade_must_not_be_talked_about(state, told, command.teacher)
    return e.InterviewHeld(
        teacher=command.teacher,
        year=command.year,
        school=told.body,
        result=told.result,
        version=told.version,
        on=command.on,
    )


def _plan(
    states: States, state: Mending | None, command: c.PlanMending, today: date
) -> e.MendingPlanned:
    told = rules.grade_must_be_told(_teacher(states, command).file, command.teacher, command.year)
    talked = rules.talk_must_come_first(state, told, command.teacher)
    rules.no_plan_must_be_open(talked, command.teacher)
    rules.mending_must_have_time(command.due_on, today)
    return e.MendingPlanned(
        teacher=command.teacher,
        items_count=len(command.items),
        due_on=command.due_on,
        on=today,
    )


def _teacher(states: States, command: c.MendingCommand) -> Teacher:
    return require(states, Teacher, command.teacher)


def _sealed(command: c.MendingCommand, event: e.MendingEvent, plans: int) -> tuple[Personal, ...]:
    """Return what was written about the person, for the vault; ``plans`` were made before."""
    key, person = command.mending, command.teacher
    match command:
        case c.HoldInterview(text=text):
            assert isinstance(event, e.InterviewHeld), "a talk was asked for"
            return (Personal(f"interview.{key}.{event.version}", person, text),)
        case c.PlanMending(items=items):
            return tuple(
                Personal(f"mending.{key}.{plans + 1}.{number}", person, text)
                for number, text in enumerate(items, start=1)
            )
        case c.CompleteMending(text=text) | c.RecordMissedMending(text=text) if text is not None:
            return (Personal(f"mending.{key}.{plans}.remark", person, text),)
        case _:
            return ()
