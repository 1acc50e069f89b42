"""What becomes of an honour: revocation, a title's yearly appraisal, attachment of the reserve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, assert_never

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


class _CameTo(NamedTuple):
    total_milli: int
    grade: str | None
    allowance_milli: int


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
        case c.CorrectNamedAppraisal():
            event = _correct(states, held, command, of_pack, today)
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
    rules.year_must_be_due(held, command.term_year, today)
    came_to = _came_to(command.marks, of_pack)
    return e.NamedTeacherAppraised(
        on=today,
        total_milli=came_to.total_milli,
        named_grade=came_to.grade,
        allowance_milli=came_to.allowance_milli,
        **command.model_dump(),
    )


def _correct(
    states: States,
    held: Held,
    command: c.CorrectNamedAppraisal,
    of_pack: HonourRules,
    today: date,
) -> e.NamedAppraisalCorrected:
    rules.correction_must_be_due(states, held, command)
    came_to = _came_to(command.marks, of_pack)
    return e.NamedAppraisalCorrected(
        on=today,
        total_milli=came_to.total_milli,
        named_grade=came_to.grade,
        allowance_milli=came_to.allowance_milli,
        **command.model_dump(),
    )


def _came_to(marks: Sequence[e.ContentMark], of_pack: HonourRules) -> _CameTo:
    """名师考核: the total gives the grade, and the grade the allowance. 依据: S004-08."""
    named = rules.named_rules_of(of_pack)
    rules.marks_must_fit(marks, named)
    total_milli = sum(each.mark_milli for each in marks)
    grade = named.grade_of(total_milli)
    if grade is None:
        return _CameTo(total_milli, None, 0)
    return _CameTo(total_milli, grade.id, milli_of(grade.allowance))
