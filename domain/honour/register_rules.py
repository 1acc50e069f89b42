"""Rules of what becomes of an honour, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.dispute.state import DisputeCase
from domain.honour import commands as c
from domain.honour import errors
from domain.honour.events import ContentMark, RevocationGround
from domain.honour.state import Held, HonourCall, Honours
from domain.kernel import States, require, stream_of
from domain.office.granting import end_of_term
from domain.office.state import OutcomeNotice
from domain.planning.honour_sections import (
    HonourKind,
    HonourRules,
    NamedTeacherRules,
    milli_of,
)
from domain.planning.state import Plan
from domain.teacher.state import Teacher
from domain.values.calendar import plus_months


def honour_must_be_held(honours: Honours | None, teacher: str, call: str) -> Held:
    """荣誉登记: only what was conferred and not revoked. 依据: S004-08, S004-14, S004-17."""
    found = honours.held.get(call) if honours is not None else None
    if found is None or found.revoked:
        raise errors.NotStandingError(teacher=teacher, call=call)
    return found


def must_stand_as(
    held: Held,
    command: c.AppraiseNamedTeacher | c.StartAttachment,
    kind: HonourKind,
    today: date,
) -> None:
    """任期内: a title, or a place in the reserve, that stands today. 依据: S004-08, S004-14."""
    if held.kind is not kind or not held.stands_on(today):
        raise errors.NotStandingError(
            teacher=command.teacher,
            call=command.call,
            kind=held.kind.value,
            until_on=held.until_on.isoformat() if held.until_on is not None else "",
        )


def ground_must_be_shown(states: States, held: Held, command: c.RevokeHonour) -> None:
    """撤销有据: the case, measure or sanction that undoes it is in the ledger.

    A case is about this honour, was decided for a change and served; a measure or a sanction
    is no older than the honour. 依据: B7-14, B10-07; 决定指明其所撤销的事项.
    """
    if not _is_shown(states, held, command):
        raise errors.GroundError(ground=command.ground.value, undone_by=command.undone_by or "")


def _is_shown(states: States, held: Held, command: c.RevokeHonour) -> bool:
    named = command.undone_by
    if named is None or command.ground is RevocationGround.FALSE_MATERIALS:
        return named is None and command.ground is RevocationGround.FALSE_MATERIALS
    if command.ground is RevocationGround.CASE:
        about = (
            stream_of(HonourCall, command.call),
            stream_of(OutcomeNotice, command.call),
            stream_of(Honours, command.teacher),
        )
        return _decided_for_a_change(states, named, about) is not None
    file = require(states, Teacher, command.teacher).file
    if command.ground is RevocationGround.ETHICS:
        return any(each.measure == named and each.from_on >= held.on for each in file.measures)
    return any(each.inquiry == named and each.decided_on >= held.on for each in file.sanctions)


def _decided_for_a_change(states: States, named: str, about: Sequence[str]) -> DisputeCase | None:
    """Return a case about one of these streams that was decided for a change and served."""
    case = states.find(DisputeCase, named)
    decided = case is not None and case.served_on is not None and bool(case.remedies)
    return case if case is not None and decided and case.contested in about else None


def named_rules_of(rules: HonourRules) -> NamedTeacherRules:
    """Return how named teachers are appraised; a pack that confers the title says so."""
    assert rules.named_teacher is not None, "a category of 名师 comes with its appraisal"
    return rules.named_teacher


def year_must_be_due(held: Held, year: int, today: date) -> None:
    """任期内年度考核: a year of the term that has begun, once. 依据: S004-08."""
    begun = year >= 1 and end_of_term(held.on, year - 1) <= today
    if not begun or year in held.totals:
        raise errors.YearError(year=year, on=held.on.isoformat(), appraised=len(held.totals))


def correction_must_be_due(states: States, held: Held, command: c.CorrectNamedAppraisal) -> None:
    """按案件决定更正: of a year that was appraised, once a case; no complaint makes it worse.

    Also after the term, or where the title was lost by what is corrected. 依据: B7-14, B7-05.
    """
    about = (stream_of(Honours, command.teacher),)
    case = _decided_for_a_change(states, command.case, about)
    before = held.totals.get(command.term_year)
    if before is None or case is None or command.case in held.corrected_by:
        raise errors.CorrectionError(case=command.case, year=command.term_year)
    total = sum(each.mark_milli for each in command.marks)
    if case.rules.never_worse and total < before:
        raise errors.CorrectionError(
            case=command.case, year=command.term_year, total_milli=total, before_milli=before
        )


def marks_must_fit(marks: Sequence[ContentMark], rules: NamedTeacherRules) -> None:
    """考核内容: each content once, between none and all of its points. 依据: S004-08."""
    most = {each.id: milli_of(each.points) for each in rules.contents}
    if sorted(each.content for each in marks) != sorted(most):
        raise errors.MarksError(marks=len(marks), contents=len(most))
    for each in marks:
        if not 0 <= each.mark_milli <= most[each.content]:
            raise errors.MarksError(
                content=each.content, mark_milli=each.mark_milli, most_milli=most[each.content]
            )


def attachment_must_be_sound(
    held: Held, command: c.StartAttachment, own_school: str, plan: Plan, rules: HonourRules
) -> None:
    """定校、跟岗: at another school of the plan, long enough, within the term, one at a time.

    依据: S004-14.
    """
    earliest = plus_months(command.from_on, rules.attachment_months)
    elsewhere = command.school != own_school and command.school in plan.schools
    within = held.on <= command.from_on and (
        held.until_on is None or command.until_on <= held.until_on
    )
    if held.running is not None or not elsewhere or command.until_on < earliest or not within:
        raise errors.AttachmentError(
            school=command.school,
            until_on=command.until_on.isoformat(),
            earliest=earliest.isoformat(),
            running=int(held.running is not None),
        )


def attachment_must_be_due(held: Held, *, passed: bool, today: date) -> None:
    """跟岗结果: targets are reached when its time is over; broken off it may be before.

    It may run to the last day of the term, so its result is recorded after the term too.
    依据: S004-14.
    """
    running = held.running
    if running is None or today < running.from_on or (passed and today < running.until_on):
        raise errors.AttachmentError(
            running=int(running is not None),
            until_on=running.until_on.isoformat() if running is not None else "",
            today=today.isoformat(),
        )
