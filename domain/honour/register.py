"""What becomes of an honour: revocation, a title's yearly appraisal, attachment of the reserve."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from domain.honour import commands as c
from domain.honour import events as e
from domain.honour import register_rules as rules
from domain.honour.rules import honour_rules_of
from domain.honour.state import Held, Honours
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.honour_sections import HonourKind, HonourRules, milli_of
from domain.planning.state import Plan
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data


def decide_register(states: States, command: c.RegisterCommand, today: date) -> Decision:
    """Decide about something that was conferred."""
    honours = states.find(Honours, command.teacher)
    held = rules.honour_must_be_held(honours, command.teacher, command.call)
    plan = require(states, Plan, held.plan)
    of_pack = honour_rules_of(plan.packs[held.pack_sha256])
    if not isinstance(command, c.StartAttachment):
        must_hold_no_personal_data({"document": command.document})
    match command:
        case c.RevokeHonour():
            event: e.RegisterEvent = _revoke(states, held, command, today)
        case c.AppraiseNamedTeacher():
            rules.must_stand_as(held, command, HonourKind.NAMED_TEACHER, today)
            event = _appraise(held, command, of_pack, today)
        case c.StartAttachment():
            rules.must_stand_as(held, command, HonourKind.RESERVE_CADRE, today)
            own_school = require(states, Teacher, command.teacher).school
            rules.attachment_must_be_sound(held, command, own_school, plan, of_pack)
            must_hold_no_personal_data({"aims": command.aims})
            event = e.AttachmentStarted(on=today, **command.model_dump())
        case c.EndAttachment():
            rules.attachment_must_be_due(held, passed=command.passed, today=today)
            event = e.AttachmentEnded(on=today, **command.model_dump())
        case _:
            assert_never(command)
    return (Recorded(stream_of(Honours, command.teacher), event),)


def _revoke(
    states: States, held: Held, command: c.RevokeHonour, today: date
) -> e.HonourRevoked | e.HonourRevokedJointly:
    rules.ground_must_be_shown(states, held, command)
    revoked = e.HonourRevokedJointly if held.joint else e.HonourRevoked
    return revoked(on=today, **command.model_dump())


def _appraise(
    held: Held, command: c.AppraiseNamedTeacher, of_pack: HonourRules, today: date
) -> e.NamedTeacherAppraised:
    """名师考核: the total gives the grade, and the grade the allowance. 依据: S004-08."""
    named = rules.named_rules_of(of_pack)
    rules.year_must_be_due(held, command.term_year, today)
    rules.marks_must_fit(command.marks, named)
    total_milli = sum(each.mark_milli for each in command.marks)
    grade = named.grade_of(total_milli)
    return e.NamedTeacherAppraised(
        teacher=command.teacher,
        call=command.call,
        term_year=command.term_year,
        marks=command.marks,
        total_milli=total_milli,
        named_grade=grade.id if grade is not None else None,
        allowance_milli=milli_of(grade.allowance) if grade is not None else 0,
        document=command.document,
        on=today,
    )
