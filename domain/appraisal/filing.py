"""What a personnel file holds before anybody is graded: leave, investigations, sanctions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import assert_never

from domain.appraisal import file_commands as c
from domain.appraisal import file_errors, rules
from domain.appraisal import file_events as e
from domain.appraisal.file import Inquiry, PersonnelFile, Sanction
from domain.appraisal.grades import (
    COUNTED,
    LONGEST_SANCTION_MONTHS,
    SANCTION_MONTHS,
    SHORTEST_LOSS_MONTHS,
    MeasureKind,
    SanctionKind,
)
from domain.appraisal.leave_approval import approval_of, matrix_for
from domain.kernel import Decision, Personal, Recorded, States, require, stream_of
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months
from domain.values.privacy import must_hold_no_personal_data


def enter(states: States, command: c.FileCommand, today: date) -> Decision:
    """Enter a fact into the file, or take one back."""
    teacher = require(states, Teacher, command.teacher)
    file = teacher.file
    stream = stream_of(Teacher, command.teacher)
    if not isinstance(command, c.RecordLeave):
        must_hold_no_personal_data({"document": command.document})
    match command:
        case c.RecordLeave():
            recorded = Recorded(stream, _leave(file, command), _sealed(command))
            matrix = matrix_for(states, teacher.school)
            approved = approval_of(states, teacher, command, matrix) if matrix else None
            return (recorded, *((Recorded(stream, approved),) if approved else ()))
        case c.VoidLeave():
            leave_must_be_there(file, command.leave)
            voided = e.LeaveVoided(leave=command.leave, document=command.document)
            return (Recorded(stream, voided),)
        case c.OpenInquiry():
            rules.must_not_lie_ahead(command.opened_on, today)
            inquiry_must_be_new(file, command.inquiry)
            opened = e.InquiryOpened(
                inquiry=command.inquiry, opened_on=command.opened_on, document=command.document
            )
            return (Recorded(stream, opened),)
        case c.ConcludeInquiry():
            rules.must_not_lie_ahead(command.concluded_on, today)
            return tuple(Recorded(stream, each) for each in _conclude(file, command))
        case c.LiftSanction():
            return tuple(Recorded(stream, each) for each in _lift(file, command))
        case c.TakeMeasure():
            return (Recorded(stream, _measure(file, command, today)),)
        case c.LiftMeasure():
            measure_must_stand(file, command.measure)
            unsaid = e.MeasureLifted(measure=command.measure, document=command.document)
            return (Recorded(stream, unsaid),)
        case _:
            assert_never(command)


def _leave(file: PersonnelFile, command: c.RecordLeave) -> e.LeaveRecorded:
    """请假登记: under an id of its own, for a day at least. 依据: 考核规定 第41条 (B9-17)."""
    if any(each.leave == command.leave for each in file.leaves):
        raise file_errors.LeaveUnknownError(leave=command.leave)
    if command.until_on <= command.from_on:
        raise file_errors.LeaveDatesError(
            from_on=command.from_on.isoformat(), until_on=command.until_on.isoformat()
        )
    return e.LeaveRecorded(
        leave=command.leave,
        from_on=command.from_on,
        until_on=command.until_on,
        counted=command.kind in COUNTED,
    )


def _sealed(command: c.RecordLeave) -> tuple[Personal, ...]:
    """Return what goes to the vault: health and family (C1-03)."""
    facts = {"kind": command.kind.value, "evidence": command.evidence}
    return tuple(
        Personal(f"leave.{command.leave}.{name}", command.teacher, value)
        for name, value in facts.items()
    )


def _conclude(file: PersonnelFile, command: c.ConcludeInquiry) -> tuple[e.FileEvent, ...]:
    """结案: with its sanction, whose months count from the decision; the day itself does not.

    依据: 考核规定 第42条; 条例 第29条 (B10-01); 民法典 第201、202条.
    """
    inquiry_must_be_open(file, command.inquiry, command.concluded_on)
    concluded = e.InquiryConcluded(
        inquiry=command.inquiry,
        concluded_on=command.concluded_on,
        sanction=command.sanction,
        document=command.document,
    )
    if command.sanction is None:
        return (concluded,)
    imposed = e.SanctionImposed(
        inquiry=command.inquiry,
        kind=command.sanction,
        decided_on=command.concluded_on,
        last_day=last_day_of_sanction(file.sanctions, command.sanction, command.concluded_on),
    )
    return (concluded, imposed)


def _lift(file: PersonnelFile, command: c.LiftSanction) -> Iterator[e.FileEvent]:
    """撤销处分: as if it had not been, so what it added to later ones falls away (B10-05)."""
    sanction_must_stand(file, command.inquiry)
    yield e.SanctionLifted(inquiry=command.inquiry, document=command.document)
    standing: list[Sanction] = []
    for each in file.sanctions:
        if each.inquiry == command.inquiry:
            continue
        last_day = min(each.last_day, last_day_of_sanction(standing, each.kind, each.decided_on))
        if last_day < each.last_day:
            yield e.SanctionShortened(inquiry=each.inquiry, last_day=last_day)
        standing.append(each.model_copy(update={"last_day": last_day}))


def last_day_of_sanction(
    sanctions: Iterable[Sanction], kind: SanctionKind, decided_on: date
) -> date:
    """处分期间合并: a sanction during another's period adds what is left of that one.

    Never longer than 48 months from the new decision. 依据: 处分规定 (B10-05).
    """
    own = plus_months(decided_on, SANCTION_MONTHS[kind])
    running = (x.last_day for x in sanctions if x.decided_on <= decided_on <= x.last_day)
    left = max((last_day - decided_on for last_day in running), default=timedelta())
    return min(own + left, plus_months(decided_on, LONGEST_SANCTION_MONTHS))


def _measure(file: PersonnelFile, command: c.TakeMeasure, today: date) -> e.MeasureTaken:
    """其他处理: under an id of its own, on its day or later. 依据: B10-07, INV8."""
    rules.must_not_lie_ahead(command.from_on, today)
    if any(each.measure == command.measure for each in file.measures):
        raise file_errors.MeasureUnknownError(measure=command.measure)
    loss_must_last(command)
    ends = command.kind is MeasureKind.QUALIFICATION_LOST
    return e.MeasureTaken(
        measure=command.measure,
        kind=command.kind,
        lost=command.lost,
        from_on=command.from_on,
        months=command.months,
        last_day=plus_months(command.from_on, command.months) if ends else None,
        document=command.document,
    )


def loss_must_last(command: c.TakeMeasure) -> None:
    """取消资格期限: something is lost, each thing named once, for at least 24 months.

    The other measures take nothing away. 依据: B10-07.
    """
    named = len(set(command.lost)) == len(command.lost)
    if command.kind is MeasureKind.QUALIFICATION_LOST:
        fits = bool(command.lost) and command.months >= SHORTEST_LOSS_MONTHS
    else:
        fits = not command.lost and command.months == 0
    if not fits or not named:
        raise file_errors.MeasureTooShortError(
            kind=command.kind.value,
            lost=len(command.lost),
            months=command.months,
            least=SHORTEST_LOSS_MONTHS,
        )


def measure_must_stand(file: PersonnelFile, measure: str) -> None:
    """撤销其他处理: one that was taken and stands. 依据: B10-07, B7-03."""
    if all(each.measure != measure for each in file.measures):
        raise file_errors.MeasureUnknownError(measure=measure)


def leave_must_be_there(file: PersonnelFile, leave: str) -> None:
    """撤销请假登记: what was recorded, once. 依据: 考核规定 第41条 (B9-17)."""
    if all(each.leave != leave for each in file.leaves):
        raise file_errors.LeaveUnknownError(leave=leave)


def inquiry_must_be_new(file: PersonnelFile, inquiry: str) -> None:
    """立案一次: each investigation has an id of its own. 依据: 考核规定 第42条 (B9-18)."""
    if file.inquiry(inquiry) is not None:
        raise file_errors.InquiryUnknownError(inquiry=inquiry)


def inquiry_must_be_open(file: PersonnelFile, inquiry: str, concluded_on: date) -> Inquiry:
    """结案: of an open investigation, not before it began. 依据: 考核规定 第42条 (B9-18)."""
    found = file.inquiry(inquiry)
    if found is None or found.concluded_on is not None or concluded_on < found.opened_on:
        raise file_errors.InquiryUnknownError(inquiry=inquiry)
    return found


def sanction_must_stand(file: PersonnelFile, inquiry: str) -> None:
    """撤销处分: one that was imposed and stands. 依据: B7-03, 复核申诉规定."""
    if all(each.inquiry != inquiry for each in file.sanctions):
        raise file_errors.SanctionUnknownError(inquiry=inquiry)
