"""The command that publishes a week's attendance, with everybody who is known to serve there."""

from __future__ import annotations

from datetime import date
from typing import Any

from api.cli_options import MisuseError
from api.messages.refusals import refusal_zh
from domain.attendance.roster import staff_of
from domain.attendance.rules import plan_must_have_attendance, week_must_be_of_month
from domain.kernel import DomainError, States, require
from domain.planning.state import Plan
from domain.school.state import School


def week_command_of(states: States, school: str, month: str, monday: date) -> dict[str, Any]:
    """Return the command; nobody is away in it.

    Raises:
        MisuseError: The school is unknown, has published no posts under a plan, its plan has no
            attendance, or the week no working day in the month.
    """
    found = states.find(School, school)
    if found is None or found.plan is None:
        raise MisuseError(f"{school}: no such school, or no plan yet 没有该学校，或者尚无方案")
    try:
        _, rules = plan_must_have_attendance(require(states, Plan, found.plan), school)
        days = week_must_be_of_month(month, monday, rules)
    except DomainError as refusal:
        raise MisuseError(refusal_zh(refusal)) from None
    staff = staff_of(states, found, month, days)
    return {
        "command": "PublishAttendanceWeek",
        "plan": found.plan,
        "school": school,
        "month": month,
        "monday": monday.isoformat(),
        "lines": [{"teacher": person, "away": []} for person in staff],
    }
