"""Granting an office of a school (授予职务)."""

from __future__ import annotations

from datetime import date

from domain.kernel import Recorded, stream_of
from domain.school.events import OfficeGranted
from domain.school.state import School
from domain.values.calendar import plus_months
from domain.values.ids import PostNumber

_MONTHS_A_YEAR = 12


def end_of_term(from_on: date, years: int) -> date:
    """Return the day after the last day of a term of whole years. 依据: S002-14, B13-02."""
    return plus_months(from_on, _MONTHS_A_YEAR * years)


def grant(
    school: str,
    *,
    title: str,
    person: str,
    from_on: date,
    years: int,
    post: PostNumber | None = None,
) -> Recorded:
    """Return the event by which the school's register of offices shows the holder."""
    granted = OfficeGranted(
        title=title,
        person=person,
        post=post,
        from_on=from_on,
        until_on=end_of_term(from_on, years),
    )
    return Recorded(stream_of(School, school), granted)
