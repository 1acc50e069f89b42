"""Whether an office comes back that somebody else holds by now: people decide (复职裁定)."""

from __future__ import annotations

from datetime import date

from domain.kernel import States, require
from domain.school import errors
from domain.school import events as e
from domain.school.commands import DecideRestoration
from domain.school.office import OfficeLost
from domain.school.offices_ended import restored, taken_by
from domain.school.state import School
from domain.teacher.state import Teacher
from domain.values.privacy import must_hold_no_personal_data


def decide_restoration(states: States, command: DecideRestoration, on: date) -> e.SchoolEvent:
    """复职裁定: it comes back once a seat is free and she is of the school, or not, with reasons.

    依据: A.6 X4, C1-05, S002-11.
    """
    school = require(states, School, command.school)
    lost = _waiting(school, command)
    must_hold_no_personal_data({"reason": command.reason})
    if not command.restore:
        return e.OfficeRestorationDeclined(
            title=command.title,
            person=command.person,
            round=lost.round,
            reason=command.reason,
            on=on,
        )
    seat_must_be_free(school, lost, on)
    must_be_of_the_school(states, school, command.person)
    return restored(lost, on, command.reason)


def _waiting(school: School, command: DecideRestoration) -> OfficeLost:
    mine = (x for x in school.waiting(command.person) if x.office.title == command.title)
    lost = next(mine, None)
    if lost is None:
        raise errors.NothingToRestoreError(person=command.person, title=command.title)
    return lost


def must_be_of_the_school(states: States, school: School, person: str) -> None:
    """先聘岗位后聘职务: nobody holds an office of a school to which she does not belong.

    依据: S002-11.
    """
    at_home = require(states, Teacher, person).school
    if at_home != school.school:
        raise errors.BasePostElsewhereError(person=person, school=at_home)


def seat_must_be_free(school: School, lost: OfficeLost, on: date) -> None:
    """职数: nobody is put out of an office for another to have it back.

    Who holds it leaves it by a procedure of his own first. 依据: A.6 X4, B2-10.
    """
    holders = taken_by(school, lost, on)
    if holders:
        raise errors.OfficeTakenError(
            title=lost.office.title, person=lost.office.person, holders="、".join(holders)
        )
