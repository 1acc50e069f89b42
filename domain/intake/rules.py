"""Rules of new staff, each with its basis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor

from domain.intake import errors
from domain.intake.commands import AnnounceNewcomers, CloseApplications, PlanIntake
from domain.intake.events import ApprovalOffice, Channel, Places, SchoolStaff, Shortage
from domain.intake.state import Announced, Intake, Line
from domain.planning.quota_sections import IntakeRules
from domain.planning.state import Plan
from domain.school.state import School
from domain.values.time import end_of


def rules_of(plan: Plan) -> IntakeRules:
    """招引规则: those of the pack in force, else the usual ones. 依据: S004-15, B6-03."""
    pack = plan.pack_in_force
    return (pack.intake if pack is not None else None) or IntakeRules()


# The plan of intake


def lines_must_be_sound(command: PlanIntake) -> None:
    """招引计划: each line once; a replacement is opened by a retirement, not planned.

    依据: S004-15, S004-16.
    """
    names = {each.line for each in command.places}
    planned = sum(each.channel is Channel.REPLACEMENT for each in command.places)
    if not names or len(names) != len(command.places) or planned:
        raise errors.LinesError(
            lines=len(command.places), different=len(names), replacements=planned
        )
    if not command.basis_docs:
        raise errors.BasisMissingError(documents=0)


def staff_must_be_told(command: PlanIntake) -> None:
    """在编人数: told once of every school that wants newcomers. 依据: S004-15, B2-10."""
    told = [each.school for each in command.staff]
    for school in sorted({each.school for each in command.places} | set(told)):
        if told.count(school) != 1:
            raise errors.StaffUnknownError(school=school, told=told.count(school))


def places_must_be_vacant(
    school: SchoolStaff, places: Sequence[Places], establishment: int
) -> None:
    """空编进人: staff and newcomers together stay within the school's quota. 依据: B2-10."""
    wanted = sum(each.places for each in places if each.school == school.school)
    if school.staff + wanted > establishment:
        raise errors.BeyondVacancyError(
            school=school.school, staff=school.staff, wanted=wanted, establishment=establishment
        )


def remote_places_must_be_remote(places: Places, school: School) -> None:
    """偏远学校: a place that is to help remote schools is in one. 依据: S004-15."""
    if places.shortage is Shortage.REMOTE and not school.remote:
        raise errors.NotARemoteSchoolError(line=places.line, school=places.school)


def approval_must_be_needed(state: Intake, office: ApprovalOffice) -> None:
    """审核: each office once, the talent office where there are talents. 依据: S004-15."""
    if office not in state.offices - state.approved_by:
        raise errors.ApprovalNotNeededError(office=office.value)


def must_be_approved(state: Intake) -> None:
    """先审核后招引: all offices approved before anybody is announced. 依据: S004-15."""
    missing = sorted(state.offices - state.approved_by)
    if missing:
        raise errors.NotApprovedError(missing=",".join(missing))


# 退一补一


def line_must_be_new(state: Intake, line: str) -> None:
    """招引计划: a replacement has a line of its own. 依据: S004-16."""
    if line in state.lines:
        raise errors.LinesError(line=line, lines=len(state.lines))


def staff_must_be_within_quota(state: Intake, school: str, establishment: int) -> None:
    """退一补一: a replacement keeps the number of staff; that number is within the quota.

    依据: S004-16, B2-10.
    """
    staff = state.staff.get(school)
    if staff is None:
        raise errors.StaffUnknownError(school=school, told=0)
    planned = sum(
        line.places
        for line in state.lines.values()
        if line.school == school and line.channel is not Channel.REPLACEMENT
    )
    if staff + planned > establishment:
        raise errors.BeyondVacancyError(
            school=school, staff=staff, wanted=planned, establishment=establishment
        )


def retirement_must_come_first(line: Line, joined_on: date) -> None:
    """先退后补: the newcomer begins when the other has retired, not before. 依据: S004-16."""
    if line.retires_on is not None and joined_on < line.retires_on:
        raise errors.NoRetirementError(
            retires_on=line.retires_on.isoformat(), joined_on=joined_on.isoformat()
        )


# From applications to admission


def line_of(state: Intake, line: str) -> Line:
    """招引计划: nobody comes but by a line of the plan. 依据: S004-15."""
    found = state.lines.get(line)
    if found is None:
        raise errors.LineUnknownError(line=line)
    return found


def applications_must_be_open(line: Line) -> None:
    """报名: those of an open exam are counted once, before any list. 依据: B1-13."""
    if line.applications_closed or line.channel is not Channel.OPEN_EXAM:
        raise errors.ApplicationsClosedTwiceError(channel=line.channel.value)


def places_after(line: Line, command: CloseApplications, rules: IntakeRules) -> int:
    """开考比例: too few applicants cut the places, unless a document keeps them. 依据: B1-13."""
    if rules.opening_ratio is None or command.approval is not None:
        return line.places
    return min(line.places, floor(command.applicants / rules.opening_ratio.fraction))


def list_must_fit(line: Line, people: Sequence[str]) -> None:
    """拟聘人数: no more people than places, each named once. 依据: S004-16, B2-10."""
    if line.channel is Channel.OPEN_EXAM and not line.applications_closed:
        raise errors.ApplicationsOpenError(channel=line.channel.value)
    left = line.places - len(line.admitted)
    repeated = len(people) - len(set(people)) + len(set(people) & set(line.admitted))
    if not people or len(people) > left or repeated:
        raise errors.TooManyNewcomersError(named=len(people), left=left, repeated=repeated)


def notice_must_be_long_enough(command: AnnounceNewcomers, rules: IntakeRules) -> None:
    """公示期限: 7 to 15 natural days, as the pack says. 依据: B6-03, 条例 第9条."""
    if not rules.notice_days <= command.days <= rules.notice_max_days:
        raise errors.NoticeLengthError(
            days=command.days, least=rules.notice_days, most=rules.notice_max_days
        )


def must_have_been_announced(line: Line, teacher: str, today: date) -> Announced:
    """先公示后录用: the list with this person was up for its whole period. 依据: B6-03, B6-08."""
    announced = line.announced
    if announced is None or teacher not in announced.people or today <= announced.until_on:
        until = end_of(announced.until_on).isoformat() if announced is not None else ""
        raise errors.NotAnnouncedError(teacher=teacher, until=until, today=today.isoformat())
    return announced


def place_must_be_left(line: Line, teacher: str) -> None:
    """招引人数: nobody is admitted beyond the places. 依据: S004-16, B2-10."""
    if len(line.admitted) >= line.places or teacher in line.admitted:
        raise errors.TooManyNewcomersError(
            named=1, left=line.places - len(line.admitted), repeated=int(teacher in line.admitted)
        )
