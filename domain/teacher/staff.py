"""Who works in a school now, as far as its register of posts shows (在编在岗人员)."""

from __future__ import annotations

from datetime import date

from domain.kernel import States, require
from domain.school.state import School
from domain.teacher.state import Teacher


def staff_at_work(states: States, school: str, day: date) -> int:
    """在岗人数: who sits on a post of the school, or is its guest, and is not on leave.

    Quorums are of at least so many people, whatever smaller number is told. 依据: B11-05 (T22).
    """
    register = require(states, School, school)
    seated = {person for holders in register.seats.values() for person in holders}
    known = (states.find(Teacher, person) for person in seated | register.guests)
    return sum(each is not None and each.works_at(school, day) for each in known)
