"""Absence without leave, and resignation by the person's own signature (旷工、辞聘)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from domain.attendance.agreement import absence_must_be_as_published, absence_must_not_be_settled
from domain.contract.current import contract_in_force
from domain.contract.events import ContractEnded
from domain.contract.grounds import nobody_leaves_under_inquiry
from domain.contract.state import Contract, exit_rules_for
from domain.kernel import Decision, Recorded, States, require, stream_of
from domain.planning.protection_sections import ExitRules
from domain.teacher import commands as c
from domain.teacher import errors
from domain.teacher import events as e
from domain.teacher.absence import Absence, absent_days
from domain.teacher.exiting import exit_of
from domain.teacher.state import Resignation, Teacher
from domain.values.calendar import end_of_days
from domain.values.privacy import must_hold_no_personal_data
from domain.values.time import beijing_date

_ONE = timedelta(days=1)


def decide_leaving(states: States, command: c.LeavingCommand, at: datetime) -> Decision:
    """Decide about absence and resignation.

    Raises:
        DomainError: A rule refuses the command.
    """
    teacher = require(states, Teacher, command.teacher)
    must_be_in_service(teacher, command.teacher)
    on = beijing_date(at)
    match command:
        case c.RecordAbsence():
            event: e.TeacherEvent = _record(states, teacher, command, on)
        case c.VoidAbsence():
            event = _void(states, teacher, command)
        case c.Resign():
            event = _resign(states, teacher, command, on)
        case c.WithdrawResignation():
            _standing(teacher, command.teacher)
            event = e.ResignationWithdrawn(on=on)
        case c.CompleteResignation():
            return _complete(states, teacher, command.teacher, on)
        case _:
            assert_never(command)
    return (Recorded(stream_of(Teacher, command.teacher), event),)


def must_be_in_service(teacher: Teacher, person: str) -> None:
    """在职: nothing is decided about the service of somebody who has left it. 依据: E.3."""
    if teacher.exited is not None:
        raise errors.ExitedError(teacher=person, ground=teacher.exited.value)


def _void(states: States, teacher: Teacher, command: c.VoidAbsence) -> e.TeacherEvent:
    """撤销旷工登记: of one that stands, and that no settled sheet shows. 依据: 条例 第15条."""
    found = next((each for each in teacher.absences if each.absence == command.absence), None)
    if found is None:
        raise errors.AbsenceUnknownError(absence=command.absence)
    absence_must_not_be_settled(states, command.teacher, teacher, found)
    must_hold_no_personal_data({"document": command.document})
    return e.AbsenceVoided(absence=command.absence, document=command.document)


def _record(states: States, teacher: Teacher, command: c.RecordAbsence, on: date) -> e.TeacherEvent:
    """旷工登记: days that have passed, once, and none that a statutory leave excuses.

    Nor one that a public attendance sheet shows otherwise. 依据: 条例 第15条, B3-01, B3-05.
    """
    known = any(each.absence == command.absence for each in teacher.absences)
    if known or not command.from_on < command.until_on <= on + _ONE:
        raise errors.AbsenceDatesError(
            absence=command.absence,
            from_on=command.from_on.isoformat(),
            until_on=command.until_on.isoformat(),
            known=int(known),
        )
    absence = Absence(absence=command.absence, from_on=command.from_on, until_on=command.until_on)
    if not absent_days((absence,), teacher.safeguards, teacher.file.leaves):
        raise errors.AbsenceExcusedError(absence=command.absence)
    absence_must_be_as_published(states, command.teacher, teacher, absence)
    must_hold_no_personal_data({"document": command.document})
    return e.AbsenceRecorded(
        absence=command.absence,
        from_on=command.from_on,
        until_on=command.until_on,
        document=command.document,
    )


def _resign(states: States, teacher: Teacher, command: c.Resign, on: date) -> e.TeacherEvent:
    """辞聘: written notice by the person, the pack's days ahead, unless agreed otherwise.

    An earlier day is a wish, which the unit grants by completing the resignation on it.
    依据: 条例 第17条 (B8-04); 民法典 第201条、第203条.
    """
    if teacher.resignation is not None:
        raise errors.ResignationError(teacher=command.teacher, stands=1)
    notice_until = end_of_days(on, _rules(states, teacher, command.teacher).resignation_notice_days)
    leaves_on = command.leaves_on or notice_until + _ONE
    if leaves_on < on:
        raise errors.ResignationTooEarlyError(
            teacher=command.teacher, leaves_on=leaves_on.isoformat()
        )
    return e.TeacherResigned(on=on, notice_until=notice_until, leaves_on=leaves_on)


def _rules(states: States, teacher: Teacher, person: str) -> ExitRules:
    found = contract_in_force(states, teacher, person)
    return exit_rules_for(states, found[1] if found is not None else None)


def _standing(teacher: Teacher, person: str) -> Resignation:
    """本人签署: nobody resigns by another's act, such as refusing to sign a letter.

    依据: 条例 第17条; A.6 X3 (T51).
    """
    if teacher.resignation is None:
        raise errors.ResignationError(teacher=person, stands=0)
    return teacher.resignation


def _complete(states: States, teacher: Teacher, person: str, on: date) -> Decision:
    """辞聘生效: before the notice has run out by the unit's agreement, after it by her own word.

    Who signs is told by ``agreed``. 依据: 条例 第17条 (B8-04).
    """
    standing = _standing(teacher, person)
    if on < standing.leaves_on:
        raise errors.ResignationTooEarlyError(
            teacher=person, leaves_on=standing.leaves_on.isoformat()
        )
    ground = e.ExitGround.RESIGNATION
    rules = _rules(states, teacher, person)
    nobody_leaves_under_inquiry(ground, person, teacher.file, on, rules)
    completed = e.ResignationCompleted(on=on, agreed=on <= standing.notice_until)
    found = contract_in_force(states, teacher, person)
    ended: Decision = ()
    if found is not None:
        end = ContractEnded(teacher=person, ground=ground, on=on)
        ended = (Recorded(stream_of(Contract, found[0]), end),)
    stream = stream_of(Teacher, person)
    return (
        Recorded(stream, completed),
        *ended,
        *exit_of(states, teacher, person, ground, on),
    )
